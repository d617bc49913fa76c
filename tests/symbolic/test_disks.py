"""Born's rule from areas, for symbolic N and for concrete probabilities, vanishing ones included."""

import pytest
from bornproof.symbolic.disks import (
    check_probabilities,
    disk_fraction,
    outcome,
    outcome_probabilities,
    probability_down,
    probability_up,
    sector_probability,
    sectors,
    threshold,
)
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import K, N, S, n
from bornproof.symbolic.populations import winner
from flint import fmpq
from sympy import Integer, Rational, cancel, pi, sqrt


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
