"""Born's rule from areas, for symbolic N and for concrete probabilities, vanishing ones included."""

import pytest
from bornproof.symbolic.disks import (
    chances,
    check_probabilities,
    disk_fraction,
    outcome,
    probability_down,
    probability_up,
    sector_probability,
    sectors,
    threshold,
    uniform,
)
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import K, N, S, n
from bornproof.symbolic.populations import winner
from flint import fmpq
from sympy import Expr, Integer, Rational, Symbol, cancel, pi, sqrt

from tests.symbolic.twins import outcome_probabilities


def test_ring_area() -> None:
    assert disk_fraction(Rational(1, 2), Integer(1)) == Rational(3, 4)
    assert disk_fraction(sqrt(S[1]), Integer(1)) == 1 - S[1]
    assert not disk_fraction(Rational(1, 2), Integer(1)).has(pi)


def test_threshold_and_probabilities() -> None:
    assert threshold().result == S[n - 1] / S[n]
    assert cancel(probability_up().result + probability_down().result) == 1


def test_born_for_symbolic_levels() -> None:
    assert outcome().result.equals((S[K] - S[K - 1]) / S[N])


PROBABILITIES = [
    (fmpq(1, 4), fmpq(3, 4)),
    (fmpq(1, 9), fmpq(1, 3), fmpq(5, 9)),
    (fmpq(0), fmpq(0), fmpq(1, 3), fmpq(2, 3)),
    (fmpq(0), fmpq(0), fmpq(0), fmpq(1)),
    (fmpq(1), fmpq(0), fmpq(0)),
]


@pytest.mark.parametrize("p", PROBABILITIES, ids=str)
def test_born_for_numbers(p: tuple[fmpq, ...]) -> None:
    assert outcome_probabilities(p) == p


@pytest.mark.parametrize("p", [p for p in PROBABILITIES if p[0]], ids=str)
def test_winners_over_sectors(p: tuple[fmpq, ...]) -> None:
    found = [fmpq(0)] * len(p)
    for sector in sectors(len(p)):
        found[winner(sector) - 1] += sector_probability(sector, p)
    assert tuple(found) == p


def test_another_distribution_is_an_argument() -> None:
    def inside(radius: Expr) -> Expr:
        """The probability inside a radius for the density 2 |lambda|^2 / pi."""
        return radius**4

    assert uniform(Symbol("r")) == Symbol("r") ** 2
    assert probability_down(inside=inside).result == S[n - 1] ** 2 / S[n] ** 2
    assert cancel(probability_up(inside=inside).result + probability_down(inside=inside).result) == 1
    assert probability_up(Integer(2), inside).result.subs({S[1]: Rational(1, 4), S[2]: 1}) == Rational(15, 16)
    assert probability_up().result != probability_up(inside=inside).result
    assert sector_probability((1, -1), (fmpq(1, 4), fmpq(1, 4), fmpq(1, 2)), inside) == (1 - fmpq(1, 4)) * fmpq(1, 4)
    assert chances(fmpq(1, 4), fmpq(1), lambda radius: radius) == {1: fmpq(1, 2), -1: fmpq(1, 2)}
    with pytest.raises(SymbolicError, match="exact rational"):
        chances(fmpq(1, 2), fmpq(1), lambda radius: radius)


def test_certain_zero() -> None:
    assert sector_probability((0, 1), (fmpq(0), fmpq(0), fmpq(1))) == 1
    assert sector_probability((1, 1), (fmpq(0), fmpq(0), fmpq(1))) == 0


@pytest.mark.parametrize(
    ("p", "message"),
    [
        ((fmpq(1, 2), fmpq(3, 4)), "must sum to 1, not 5/4"),
        ((fmpq(-1, 2), fmpq(3, 2)), "must not be negative"),
        ((fmpq(1),), "at least 2, not 1"),
    ],
    ids=["sum", "negative", "one level"],
)
def test_refusals(p: tuple[fmpq, ...], message: str) -> None:
    with pytest.raises(SymbolicError, match=message):
        check_probabilities(p)


@pytest.mark.parametrize(("signs", "message"), [((1,), "one fewer than levels"), ((1, 2), "sign")], ids=["one", "two"])
def test_a_sector_that_is_none_is_refused(signs: tuple[int, ...], message: str) -> None:
    with pytest.raises(SymbolicError, match=message):
        sector_probability(signs, (fmpq(1, 4), fmpq(1, 4), fmpq(1, 2)))
