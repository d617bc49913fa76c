"""sigma_n is Eq. (13), sign for sign."""

import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.exact_points import probabilities, unit_interval
from bornproof.numeric_check.model.hidden_variables import check_probabilities, check_signs, sigma, signs_of
from flint import fmpq

from tests.samples import first

QUARTERS = [fmpq(1, 4), fmpq(1, 2), fmpq(1, 4)]


def test_two_levels_follow_equation_six() -> None:
    for p in first(20, probabilities(2)):
        for square in first(20, unit_interval()):
            assert sigma(2, p, square) == square * p[1] - (1 - square) * p[0]


def test_the_sum_runs_over_the_lower_levels_only() -> None:
    assert sigma(2, QUARTERS, fmpq(1, 2)) == fmpq(1, 8)
    assert sigma(3, QUARTERS, fmpq(1, 2)) == fmpq(1, 8) - fmpq(3, 8)


def test_the_edge_of_the_disk_and_a_tie() -> None:
    assert signs_of([1, 0], [1]) == (0,)
    assert signs_of([fmpq(1, 2), fmpq(1, 2)], [fmpq(1, 2)]) == (0,)
    assert signs_of([fmpq(1, 2), fmpq(1, 2)], [fmpq(1, 2) + fmpq(1, 10**60)]) == (1,)
    assert signs_of([0, 0, 1], [fmpq(1, 2), fmpq(1, 2)]) == (0, 1)
    assert signs_of([1, 0, 0], [fmpq(1, 2), fmpq(1, 2)]) == (-1, -1)


def test_refusals() -> None:
    with pytest.raises(NumericError, match="probabilities must sum to 1, not 5/4"):
        check_probabilities([1, fmpq(1, 4)])
    with pytest.raises(NumericError, match="probabilities must be at least 0, not -1"):
        check_probabilities([-1, 2])
    with pytest.raises(NumericError, match="number of levels must be at least 2, not 1"):
        check_probabilities([1])
    with pytest.raises(NumericError, match="n from 2 to 3, not 4"):
        sigma(4, QUARTERS, 0)
    with pytest.raises(NumericError, match=r"\|lambda\|\^2 must be at least 0, not -1/2"):
        sigma(2, QUARTERS, fmpq(-1, 2))
    with pytest.raises(NumericError, match="hidden variables must be one fewer than levels: 2, not 1"):
        signs_of(QUARTERS, [0])
    with pytest.raises(NumericError, match="a sign must be -1, 0 or 1, not 2"):
        check_signs((1, 2))
    with pytest.raises(NumericError, match="a sign must be -1, 0 or 1, not True"):
        check_signs((True,))
    with pytest.raises(NumericError, match="number of levels must be at least 2, not 1"):
        check_signs(())
