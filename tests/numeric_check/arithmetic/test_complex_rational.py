"""Exact complex rationals are a field, and floats stay out."""

from fractions import Fraction
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational, Exact, complex_rational, divide, exact, rationals
from bornproof.numeric_check.errors import NumericError, UndefinedError
from flint import acb, arb, fmpq, fmpz
from hypothesis import given
from hypothesis import strategies as st
from sympy import Float, I, Rational, Symbol, eye, nan, oo, sqrt

RATIONALS = st.fractions(max_denominator=30, min_value=-9, max_value=9).map(lambda value: fmpq(value.numerator, value.denominator))
COMPLEX = st.builds(complex_rational, RATIONALS, RATIONALS)


@given(COMPLEX, COMPLEX, COMPLEX)
def test_arithmetic_is_that_of_a_field(a: Exact, b: Exact, c: Exact) -> None:
    assert (a + b) + c == a + (b + c)
    assert a * (b + c) == a * b + a * c
    assert a - b == -(b - a)
    if b != fmpq(0):
        assert divide(a, b) * b == a


@given(COMPLEX, st.integers(0, 5))
def test_powers_are_repeated_products(a: Exact, k: int) -> None:
    product: Exact = fmpq(1)
    for _ in range(k):
        product = product * a
    assert a**k == product


def test_a_real_result_is_a_plain_rational() -> None:
    assert type(complex_rational(fmpq(1), fmpq(2)) * complex_rational(fmpq(1), fmpq(-2))) is fmpq


def test_a_vanishing_denominator_is_undefined() -> None:
    with pytest.raises(UndefinedError, match="a denominator must not be 0"):
        divide(fmpq(1), fmpq(0))


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3, fmpq(3)),
        (fmpz(3), fmpq(3)),
        (Fraction(1, 3), fmpq(1, 3)),
        (fmpq(1, 3), fmpq(1, 3)),
        (Rational(1, 3), fmpq(1, 3)),
        ("-1/3", fmpq(-1, 3)),
        (" 0.25 ", fmpq(1, 4)),
        ("i", complex_rational(fmpq(0), fmpq(1))),
        ("-2/3j", complex_rational(fmpq(0), fmpq(-2, 3))),
        ("1/2 - j", complex_rational(fmpq(1, 2), fmpq(-1))),
        ("0.5+0.5I", complex_rational(fmpq(1, 2), fmpq(1, 2))),
        (Rational(1, 2) - I / 3, complex_rational(fmpq(1, 2), fmpq(-1, 3))),
        ((1 + I) * (1 - I), fmpq(2)),
    ],
    ids=repr,
)
def test_exact_numbers_of_every_kind(value: Any, number: Exact) -> None:
    assert exact(value) == number
    assert type(exact(value)) is type(number)


@pytest.mark.parametrize(
    "value",
    [0.5, 1j, True, None, "1/0", "1/0j", "", "one", "1e9", "1+2", "2ij", "١", "9" * 101, Float(0.5), 1 + 0.5 * I, sqrt(2),
     Symbol("x"), oo, nan, eye(1)],
    ids=repr,
)  # fmt: skip
def test_inexact_numbers_are_refused(value: object) -> None:
    with pytest.raises(NumericError, match="numbers must be exact rationals"):
        exact(value)  # type: ignore[arg-type]


def test_complex_rationals_do_not_round_on_their_way_into_balls() -> None:
    third = ComplexRational(fmpq(1, 3), fmpq(1, 3))
    assert not third.ball().is_exact()
    assert (3 * third.ball()).overlaps(acb(1, 1))
    with pytest.raises(TypeError):
        acb(third)  # type: ignore[call-overload]
    assert isinstance(third + arb(1), acb)


def test_real_inputs_are_demanded_where_real_numbers_are_meant() -> None:
    assert rationals([Fraction(1, 2), 3], "times") == (fmpq(1, 2), fmpq(3))
    with pytest.raises(NumericError, match="times must be real"):
        rationals([complex_rational(fmpq(0), fmpq(1))], "times")
