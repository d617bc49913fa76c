"""The averaged partial sums in closed form: their proof refuses what is wrong, and their values are those of enumeration."""

from itertools import accumulate

import hypothesis.strategies as st
import pytest
from bornproof.symbolic import averaged_numbers, averaged_sums, sector_sums
from bornproof.symbolic.averages import average_populations
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import N, S, kappa, n, rho0, t
from bornproof.symbolic.populations import closed_form
from bornproof.symbolic.solution import average
from flint import fmpq, fmpq_poly
from hypothesis import given, settings
from sympy import Integer, Rational, exp

from tests.symbolic.twins import likely_sectors


def by_sectors(weights: list[fmpq], start: list[fmpq]) -> list[fmpq_poly]:
    """The slow twin: the closed form in each of the sectors, from another start, times its probability."""
    total = [fmpq_poly()] * len(weights)
    for sector, weight in likely_sectors(weights):
        total = [old + weight * new for old, new in zip(total, closed_form(sector, start), strict=True)]
    return list(accumulate(total))


@given(st.lists(st.integers(0, 5), min_size=2, max_size=7).filter(any), st.lists(st.integers(-3, 5), min_size=7, max_size=7))
@settings(deadline=None, derandomize=True, database=None, max_examples=80)
def test_sums_are_those_over_sectors_from_any_start(parts: list[int], others: list[int]) -> None:
    weights, start = [fmpq(part, sum(parts)) for part in parts], [fmpq(part, 2) for part in others[: len(parts)]]
    assert list(averaged_numbers.sums_in_x(weights)) == by_sectors(weights, weights)
    expected = by_sectors(weights, start)
    assert list(averaged_numbers.sums_in_x(weights, start)) == expected
    for factor in (fmpq(0), fmpq(1, 3), fmpq(1)):
        assert list(averaged_numbers.sums_at(weights, factor, start)) == [each(factor) for each in expected]


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_the_formula_is_what_the_function_computes(level: int) -> None:
    weights, start = [Rational(1, 7), Rational(2, 7), Rational(3, 7), Rational(1, 7)], [Rational(k, 3) for k in (2, 0, -1, 5)]
    values = {S[k]: total for k, total in enumerate(accumulate(weights), start=1)}
    values |= {rho0[k, k]: value for k, value in enumerate(start, start=1)} | {S[0]: Integer(0)}
    formula = averaged_sums.averaged_sum().result.subs({N: 4, n: level}).doit().subs(values).subs(exp(-kappa * t), Rational(1, 2))
    found = averaged_numbers.sums_at([fmpq(int(w.p), int(w.q)) for w in weights], "1/2", [fmpq(int(s.p), int(s.q)) for s in start])
    assert str(formula) == str(found[level - 1])


@pytest.mark.parametrize("wrong", ["_decaying_rate", "_lower_rate"])
def test_a_wrong_rate_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = getattr(sector_sums, wrong)
    monkeypatch.setattr(sector_sums, wrong, lambda level: right(level) + sector_sums.decaying(level))
    derive = {"_decaying_rate": sector_sums.decaying_rate, "_lower_rate": sector_sums.lower_rate}[wrong]
    with pytest.raises(SymbolicError, match="must satisfy what it follows from"):
        derive.__wrapped__()


def test_another_number_of_populations_is_refused() -> None:
    with pytest.raises(SymbolicError, match="populations must be as many as probabilities: 2, not 3"):
        averaged_numbers.sums_at(("1/2", "1/2"), 1, (1, 0, 0))


@pytest.mark.parametrize("parts", [(1, 2, 3, 1), (0, 0, 2, 1), (1, 1), (0, 1), (3, 0, 0, 1, 5)], ids=str)
def test_the_average_of_the_uniform_distribution_is_that_of_the_recursion(parts: tuple[int, ...]) -> None:
    weights = [fmpq(part, sum(parts)) for part in parts]
    assert average(weights).populations == average_populations(weights)
