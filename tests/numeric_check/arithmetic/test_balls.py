"""Whole powers of balls: those about exactly 0 are finite and contain all values."""

import pytest
from bornproof.numeric_check.arithmetic.balls import power
from flint import arb, fmpq


@pytest.mark.parametrize("exponent", [1, 2, 3, 7])
def test_a_ball_about_0_has_whole_powers(exponent: int) -> None:
    found = power(arb(0, 0.5), fmpq(exponent))
    assert isinstance(found, arb)
    assert found.contains(arb(0.5) ** exponent)
    assert found.abs_upper() < 0.51
