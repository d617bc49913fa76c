"""What is said to be impossible is so at every point of a grid, and what follows from bounds of differences is found."""

import math
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest
from bornproof.symbolic.rewriting.facts import Facts, changed
from bornproof.symbolic.rewriting.inequalities import Differences, Row, difference, infeasible
from bornproof.symbolic.rewriting.polynomials import Atom, Poly, alone, constant, symbol
from flint import fmpq
from sympy import Symbol

NAMES = ("x", "y", "z")
GRID = tuple(dict(zip(NAMES, point, strict=True)) for point in product(range(-5, 6), repeat=3))
HALVES = tuple({name: fmpq(value, 2) for name, value in point.items()} for point in GRID)


def holds(row: Row, point: Mapping[str, Any]) -> bool:
    value = sum((c * point[v] for v, c in row.coefficients.items()), row.constant)
    return bool(value > 0 or (value == 0 and not row.strict))


def rows(source: Random, whole: bool) -> list[Row]:
    found = []
    for _ in range(source.randint(1, 5)):
        named = [v for v in NAMES if source.random() < 0.7]
        coefficients = {v: fmpq(source.choice((-3, -2, -1, 1, 2, 3)), source.choice((1, 1, 2))) for v in named}
        found.append(Row(coefficients, fmpq(source.randint(-6, 6), source.choice((1, 2))), source.random() < 0.3, whole))
    return found


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_infeasible_has_no_point(whole: bool) -> None:
    source, never = Random(3), 0  # noqa: S311
    for _ in range(120):
        system = rows(source, whole)
        if infeasible(system):
            never += 1
            assert not any(all(holds(row, point) for row in system) for point in (GRID if whole else HALVES))
    assert never > 10


def test_whole_numbers_leave_out_what_fractions_allow() -> None:
    between = [Row({"x": fmpq(2)}, fmpq(-1)), Row({"x": fmpq(-2)}, fmpq(1))]  # x = 1/2
    assert not infeasible(between)
    assert infeasible([Row(row.coefficients, row.constant, row.strict, whole=True) for row in between])


def test_bounds_of_differences_tell_all_that_follows() -> None:
    source = Random(5)  # noqa: S311
    for _ in range(60):
        bounds = [(source.choice((*NAMES, None)), source.choice((*NAMES, None)), source.randint(-2, 3)) for _ in range(4)]
        known = Differences((*bounds, *((name, None, 4) for name in NAMES), *((None, name, 4) for name in NAMES)))
        near = [{**p, None: 0} for p in GRID if all(abs(p[name]) <= 4 for name in NAMES)]
        points = [p for p in near if all(p[u] - p[v] <= w for u, v, w in bounds)]
        for upper, lower in product((*NAMES, None), repeat=2):
            if upper != lower and known.nodes >= {upper, lower}:
                most = max((p[upper] - p[lower] for p in points), default=-99)
                assert known.holds(upper, lower, most) is True
                assert known.holds(upper, lower, most - 1) is (not points)


def test_a_row_is_a_difference_only_if_it_is_one() -> None:
    assert difference(Row({"x": fmpq(2), "y": fmpq(-2)}, fmpq(3), whole=True)) == ("y", "x", 1)
    assert difference(Row({"x": fmpq(1)}, fmpq(-2), strict=True, whole=True)) == (None, "x", -3)
    assert difference(Row({"x": fmpq(1), "y": fmpq(1)}, fmpq(0), whole=True)) is None
    assert difference(Row({"x": fmpq(1), "y": fmpq(-2)}, fmpq(0), whole=True)) is None
    assert difference(Row({"x": fmpq(1)}, fmpq(0))) is None


def name(text: str, **assumptions: bool) -> Poly:
    return alone(symbol(Symbol(text, **assumptions)))


def test_no_sign_of_a_whole_number_is_assumed() -> None:
    i, level = name("i", integer=True), name("L", integer=True, positive=True)
    facts = Facts()
    assert not facts.nonnegative(i)
    assert not facts.nonzero(i)
    assert facts.positive(level)
    assert not facts.nonzero(level - constant(1))
    assert facts.nonzero(i.times(2) - constant(1))  # an even number is not 1
    assert facts.with_known(i - constant(3)).nonzero(i - constant(2))
    assert facts.with_different(i - level).nonzero(level - i)
    assert facts.with_different(i - level).with_known(i - level).nonzero(i - level)


def test_squares_and_their_sums_are_not_negative_for_real_names_only() -> None:
    x, y, z = name("x", real=True), name("y", real=True), name("z")
    square = Poly({mono: fmpq(4) for mono in (frozenset(((next(x.atoms()), 2),)), frozenset(((next(y.atoms()), 2),)))})
    product_of_both = Poly({frozenset(((next(x.atoms()), 1), (next(y.atoms()), 1))): fmpq(8)})
    assert Facts().nonnegative(square - product_of_both)
    assert not Facts().nonnegative(square - product_of_both.times(2))
    assert not Facts().nonnegative(Poly({frozenset(((next(z.atoms()), 2),)): fmpq(1)}))


def test_changed_facts_are_replaced_ones_that_know_no_answers_of_before() -> None:
    x = name("x", real=True)
    facts = Facts().with_known(x)
    assert facts.nonnegative(x)
    assert not facts.impossible
    after = changed(facts, known=((-x - constant(1), False), (x, False)), answers={})
    assert after == replace(facts, known=((-x - constant(1), False), (x, False)), answers={})
    assert "_mentioned" not in after.__dict__
    assert after.positive(x)  # from a contradiction everything follows


def exponential(power: Poly) -> Poly:
    return alone(Atom("exp", None, (power,)))


def times(one: Poly, other: Poly) -> Poly:
    """The product of two polynomials of one term."""
    ((left, a),), ((right, b),) = one.terms.items(), other.terms.items()
    return Poly({left | right: a * b})


def test_what_decays_is_below_what_it_was_just_where_neither_can_be_negative() -> None:
    m, a = name("m", nonnegative=True), name("a", nonnegative=True)
    shrunk = times(m, exponential(-a))
    assert Facts().nonnegative(m - shrunk)
    assert not Facts().positive(m - shrunk)  # a = 0, or m = 0
    assert not Facts().nonnegative(shrunk - m)
    assert not Facts().nonnegative(m - shrunk.times(2))
    assert not Facts().nonnegative(m - times(m, exponential(a)))  # it grows
    assert not Facts().positive(shrunk)  # m = 0
    of_any_sign, level = name("r", real=True), name("p", positive=True)
    assert Facts().positive(times(level, exponential(of_any_sign)))
    assert not Facts().nonnegative(times(of_any_sign, exponential(-a)))
    assert not Facts().nonnegative(of_any_sign - times(of_any_sign, exponential(-a)))
    assert not Facts().nonnegative(m - times(m, exponential(-of_any_sign)))
    complex_one = name("z")
    assert not Facts().positive(times(level, exponential(complex_one)))
    assert not Facts().nonnegative(level - times(level, exponential(-complex_one)))
    assert not Facts().nonnegative(complex_one - times(complex_one, exponential(-a)))


def test_what_is_said_of_what_decays_is_so_at_every_point() -> None:
    source, told = Random(7), 0  # noqa: S311
    names = {"m": name("m", nonnegative=True), "p": name("p", positive=True), "r": name("r", real=True)}
    places = {"m": (0, 0.5, 3), "p": (1e-9, 1, 40), "r": (-3, -1e-9, 0, 2)}
    for _ in range(300):
        factor, rate = source.choice("mpr"), source.choice("mpr")
        sign, weight, size = source.choice((1, -1)), source.choice((-1, 1, 2)), source.choice((-2, -1, 1, 2))
        poly = names[factor].times(weight) + times(names[factor], exponential(names[rate].times(sign))).times(size)
        values = [
            weight * f + size * f * math.exp(sign * r) for f, r in product(places[factor], places[rate]) if factor != rate or f == r
        ]
        if Facts().positive(poly):
            told += 1
            assert all(value > 0 for value in values)
        if Facts().nonnegative(poly):
            told += 1
            assert all(value >= 0 for value in values)
    assert told > 60
