"""Exact numbers of every kind are read, and nothing else is."""

from fractions import Fraction
from typing import Any

import numpy
import pytest
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.rational import exact_rational
from flint import arb, fmpq, fmpz
from sympy import Float, I, Integer, Rational, Symbol, oo, pi


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3, fmpq(3)),
        (Fraction(-1, 3), fmpq(-1, 3)),
        (fmpz(3), fmpq(3)),
        (fmpq(1, 3), fmpq(1, 3)),
        (Integer(3), fmpq(3)),
        (Rational(1, 3), fmpq(1, 3)),
        (numpy.int64(3), fmpq(3)),
        ("1/3", fmpq(1, 3)),
        (" -2 ", fmpq(-2)),
        ("+0.25", fmpq(1, 4)),
        ("9" * 100, fmpq(10**100 - 1)),
    ],
    ids=repr,
)
def test_exact_numbers_of_every_kind(value: Any, number: fmpq) -> None:
    assert exact_rational(value) == number
    assert type(exact_rational(value)) is fmpq


@pytest.mark.parametrize(
    "value",
    [0.5, numpy.float64(0.5), 1j, True, None, Float(0.5), pi, I, oo, Symbol("p"), arb(1), "1/0", "1/00", "", "1e9", "1/3j", "½",
     "x", "9" * 101, "1_0", ["1/2"]],
    ids=repr,
)  # fmt: skip
def test_anything_else_is_refused(value: Any) -> None:
    with pytest.raises(SymbolicError, match="a number must be an exact rational, such as"):
        exact_rational(value)
