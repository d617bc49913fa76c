"""Averages over the hidden variables: closed sums against sums over sectors, and against brute force over the disks."""

from collections.abc import Sequence
from fractions import Fraction

import hypothesis.strategies as st
import pytest
from bornproof.numeric_check.arithmetic.matrices import diagonal, pure_state
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.numeric_check.model import averages as oracles
from bornproof.numeric_check.model.disks import Disk
from bornproof.symbolic import averages
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import S, kappa, p, q, t, x
from bornproof.symbolic.populations import as_expression, closed_form
from flint import arb, fmpq, fmpq_poly
from hypothesis import given, settings
from sympy import Integer, Rational, SparseMatrix, Symbol, expand, sqrt

from tests.symbolic.twins import likely_sectors

POPULATIONS = {
    2: (fmpq(1, 4), fmpq(3, 4)),
    3: (fmpq(1, 9), fmpq(1, 3), fmpq(5, 9)),
    4: (fmpq(1, 7), fmpq(2, 7), fmpq(3, 7), fmpq(1, 7)),
}


def as_rational(value: fmpq) -> Rational:
    return Rational(int(value.p), int(value.q))


def prefix_sums(weights: tuple[fmpq, ...]) -> dict[object, Rational]:
    return {S[n]: as_rational(sum(weights[:n], fmpq(0))) for n in range(1, len(weights) + 1)}


@pytest.mark.parametrize("levels", POPULATIONS)
def test_symbolic_populations_are_the_sums_over_sectors(levels: int) -> None:
    weights = POPULATIONS[levels]
    symbolic = [value.subs(prefix_sums(weights)) for value in averages.symbolic_populations(levels)]
    rational = [as_expression(value) for value in averages.average_populations(weights)]
    assert [expand(a - b) for a, b in zip(symbolic, rational, strict=True)] == [0] * levels


def by_sectors(weights: Sequence[fmpq]) -> list[fmpq_poly]:
    """The slow twin: the closed form in each of the sectors, times its probability."""
    total = [fmpq_poly()] * len(weights)
    for sector, weight in likely_sectors(weights):
        total = [old + weight * new for old, new in zip(total, closed_form(sector, weights), strict=True)]
    return total


@given(st.lists(st.integers(0, 5), min_size=2, max_size=7).filter(any))
@settings(deadline=None, derandomize=True, database=None, max_examples=60)
def test_average_populations_are_the_sums_over_sectors(parts: list[int]) -> None:
    weights = [fmpq(part, sum(parts)) for part in parts]
    assert list(averages.average_populations(weights)) == by_sectors(weights)


def test_averages_take_what_closed_forms_take() -> None:
    expected = averages.average_populations(POPULATIONS[3])
    for kind in (Fraction, lambda p, q: Rational(int(p), int(q))):
        assert averages.average_populations([kind(int(value.p), int(value.q)) for value in POPULATIONS[3]]) == expected
    assert averages.average_populations((0, 1)) == (fmpq_poly(), fmpq_poly([1]))
    for wrong, message in (((0.5, 0.5), "exact rational"), ((1, 1), "must sum to 1"), ((2, -1), "negative")):
        with pytest.raises(SymbolicError, match=message):
            averages.average_populations(wrong)  # type: ignore[arg-type]


def test_many_levels_cost_no_sum_over_sectors() -> None:
    done: list[tuple[int, int]] = []
    means = averages.average_populations([Fraction(1, 40)] * 40, lambda *pair: done.append(pair))  # 2**39 sectors
    assert [mean(fmpq(0)) for mean in means] == [mean(fmpq(1)) for mean in means] == [fmpq(1, 40)] * 40
    assert sum(means, fmpq_poly()) == fmpq_poly([1])
    assert done == [(number, 39) for number in range(1, 40)]


def test_the_populations_of_three_levels_move() -> None:
    average = averages.average_populations(POPULATIONS[3])[2]
    assert expand(as_expression(average) - Rational(5, 9) + Rational(20, 81) * (x - x**2)) == 0


@pytest.mark.parametrize("levels", POPULATIONS)
def test_symbolic_populations_sum_to_one_and_start_from_p(levels: int) -> None:
    values = averages.symbolic_populations(levels)
    sums = [Integer(0), *(S[n] for n in range(1, levels)), Integer(1)]
    assert expand(sum(values, Integer(0))) == 1
    assert [expand(value.subs(t, 0)) for value in values] == [sums[n] - sums[n - 1] for n in range(1, levels + 1)]


@pytest.mark.parametrize("levels", POPULATIONS)
def test_average_populations_agree_with_quadrature_over_the_disks(levels: int) -> None:
    weights = POPULATIONS[levels]
    brute = oracles.averaged(diagonal(weights), fmpq(4, 3))
    for level, value in enumerate(averages.average_populations(weights)):
        exact = evaluate(as_expression(value), {kappa: fmpq(2), t: fmpq(2, 3)})
        assert compare(exact, brute[level][level]) is Agreement.OVERLAPPING


def test_another_distribution_gives_other_averages() -> None:
    """Density 2 |lambda|^2 / pi on both sides: exact sums, symbolic weights and quadrature agree, and Born's rule is missed."""
    weights = POPULATIONS[3]
    means = averages.average_populations(weights, inside=lambda radius: radius**4)
    assert [mean(fmpq(1)) for mean in means] == list(weights)
    assert means[2](fmpq(0)) == 1 - fmpq(4, 9) ** 2
    brute = oracles.averaged(diagonal(weights), fmpq(4, 3), distribution=Disk(power=2))
    exact = tuple(evaluate(as_expression(mean), {kappa: fmpq(2), t: fmpq(2, 3)}) for mean in means)
    assert compare(exact, tuple(brute[level][level] for level in range(3))) is Agreement.OVERLAPPING
    start = SparseMatrix(3, 3, lambda i, j: as_rational(weights[i]) if i == j else 0)
    state = averages.average_state(start, lambda radius: radius**4)
    assert [expand(as_expression(mean) - state[level, level]) for level, mean in enumerate(means)] == [0, 0, 0]


def test_average_state_agrees_with_quadrature_over_the_disks() -> None:
    amplitudes = [Rational(3, 5), Rational(0), -Rational(4, 5)]
    state = averages.average_state(SparseMatrix(3, 3, lambda i, j: amplitudes[i] * amplitudes[j]))
    brute = oracles.averaged(pure_state([fmpq(3, 5), 0, fmpq(-4, 5)]), fmpq(1, 2))
    exact = evaluate(state.as_immutable(), {kappa: fmpq(1), t: fmpq(1, 2)})
    assert compare(exact, brute) is Agreement.OVERLAPPING
    wrong = tuple(tuple(entry + arb("1e-30") for entry in line) for line in brute)
    assert compare(exact, wrong) is Agreement.DISJOINT


def test_sector_weights_sum_to_one() -> None:
    weights = averages.sector_weights((p[1], p[2], 1 - p[1] - p[2]))
    assert [sector for sector, _ in weights] == [(1, 1), (1, -1), (-1, 1), (-1, -1)]
    assert sum((weight for _, weight in weights), Integer(0)).factor() == 1


def test_sector_weights_leave_out_what_cannot_happen() -> None:
    assert [sector for sector, _ in averages.sector_weights((q**2, 1 - q**2, Integer(0), Integer(0)))] == [
        (1, -1, -1),
        (-1, -1, -1),
    ]


def test_sector_weights_refuse_another_sum() -> None:
    with pytest.raises(SymbolicError, match="must sum to 1, not"):
        averages.sector_weights((p[1], p[2]))


def test_evolved_state_keeps_a_matrix_that_nothing_touches() -> None:
    a = Symbol("a")
    start = SparseMatrix(3, 3, {(0, 0): a, (0, 1): sqrt(2), (2, 2): 1})
    assert averages.evolved_state(start, (0, 0)) == start
