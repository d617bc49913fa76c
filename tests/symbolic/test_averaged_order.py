"""How averaged sums lie to Born's: the excess is that of enumeration, and each proof refuses what is nearly right."""

from itertools import accumulate
from typing import Any

import pytest
from bornproof.symbolic import averaged_order as order
from bornproof.symbolic.averaged_numbers import sums_at
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import N, S, alpha, kappa, n, t, x
from flint import fmpq
from sympy import Add, Expr, Integer, Product, Rational, Sum, Symbol, exp

WEIGHTS = (Rational(1, 7), Rational(2, 7), Rational(3, 7), Rational(1, 7))
FACTOR = Rational(1, 3)


def value(formula: Expr, level: int, weights: tuple[Rational, ...] = WEIGHTS) -> Any:
    """A formula at x = 1/3 with N = len(weights)."""
    sums = {S[k]: total for k, total in enumerate(accumulate(weights, initial=Integer(0)))}
    amplitudes = {alpha[k]: weight ** Rational(1, 2) for k, weight in enumerate(weights, start=1)}
    written = formula.subs({N: len(weights), n: level}).doit().xreplace(sums | amplitudes)
    return written.subs(exp(-kappa * t), FACTOR).simplify()


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_the_excess_is_that_of_the_sums(level: int) -> None:
    weights = [fmpq(int(weight.p), int(weight.q)) for weight in WEIGHTS]
    found = sums_at(weights, fmpq(1, 3))[level - 1] - sum(weights[:level])
    assert found >= 0
    assert str(value(order.excess().result, level)) == str(found)


def test_one_more_level_adds_what_is_said() -> None:
    shorter = tuple(weight / (1 - WEIGHTS[-1]) for weight in WEIGHTS[:-1])  # S_n is its share of what is left
    mean = (1 - WEIGHTS[-1]) + FACTOR * WEIGHTS[-1]
    for level in (1, 2, 3):
        before = value(order.excess().result, level, shorter) * (1 - WEIGHTS[-1])
        assert value(order.one_more().result, level) == value(order.excess().result, level) - mean * before


def test_what_misses_the_extremum_are_squares_that_are_the_difference() -> None:
    weights = (Rational(1, 2), Rational(1, 3), Rational(1, 6))
    below = value(order.excess().result, 2, weights)
    assert value(order.top_gap().result, 1, weights) == Rational(1, 16) - below  # (N-2) y/(4 (N-1)), y = 1/2 for N = 3


@pytest.mark.parametrize(
    ("derive", "name", "wrong"),
    [
        (order.excess, "lowest_terms", lambda found: lambda expr: found(expr) + Symbol("w")),
        (order.top_gap, "expand", lambda found: lambda expr: found(expr) + Symbol("w")),
        (order.with_losers, "expand", lambda found: lambda expr: found(expr) + Symbol("w")),
        (order.jump, "lowest_terms", lambda found: lambda expr: found(expr) / 2),
        (order.first_alone, "_term", lambda found: lambda level: found(level) * (1 + x)),
        (order.at_rest, "_term", lambda found: lambda level: found(level) + 1),
        (order.least, "_not_negative", lambda _: lambda _expr: False),
    ],
    ids=["excess", "extremum", "winner", "jump", "first", "rest", "sign"],
)
def test_a_step_that_leaves_something_is_refused(derive: Any, name: str, wrong: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    order.excess()  # what is made of it is not what is tried
    monkeypatch.setattr(order, name, wrong(getattr(order, name)))
    with pytest.raises(SymbolicError, match="must"):
        derive.__wrapped__()


@pytest.mark.parametrize(
    ("formula", "seen"),
    [
        (x - x**n, True),
        (1 - x**n, True),
        (x**n - x, False),
        (x**2 - x**n, False),  # n = 1
        (2 * x - x**n, False),  # of no form that is known, though true
        (1 - 2 * x, False),
        (S[n] * (1 - x), True),
        (-S[n], False),
        (S[n] - x, False),
        (Product(1 + x * S[n], (n, 1, N)) - 1, True),
        (Product(1 - x * S[n], (n, 1, N)) - 1, False),
        (Sum(S[n] * (x - x**n), (n, 1, N)), True),
        (Sum(x**n - x, (n, 1, N)), False),
        (Add(x - x**n, 1 - x, evaluate=False) - 2, False),
    ],
    ids=str,
)
def test_only_what_is_seen_not_to_be_negative_passes(formula: Expr, seen: bool) -> None:
    assert order._not_negative(formula) is seen


def test_what_is_said_not_to_be_negative_is_not_at_any_point() -> None:
    for formula in (x - x**n, 1 - x**n):
        for level in (1, 2, 9):
            for moment in (0, Rational(1, 1000), 50):
                assert formula.subs({n: level, t: moment, kappa: 1}) >= 0
