"""Derivatives carried along, against SymPy's; a wrong one is seen, and 0 is divided by nowhere."""

import pytest
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.jets import jets
from flint import arb, fmpq
from sympy import Rational, diff, symbols

a, b = symbols("a b")
FORM = (a * b - 3) / (2 + a * a) - 1 / b + (1 - a) / 4
AT = {a: Rational(2, 3), b: Rational(-5, 7)}


def test_they_are_those_of_sympy() -> None:
    x, y = jets([fmpq(2, 3), fmpq(-5, 7)])
    found = (x * y - 3) / (2 + x * x) - 1 / y + (1 - x) / 4
    values = [found.value, *found.gradient, *(entry for row in found.hessian for entry in row)]
    orders = [(), (a,), (b,), (a, a), (b, a), (b, b)]
    expected = [(diff(FORM, *order) if order else FORM).subs(AT) for order in orders]
    assert [str(value) for value in values] == [str(value) for value in expected]
    assert str(found.hessian[1][0]) != str(diff(FORM, b, b).subs(AT))


def test_a_root_encloses_its_derivatives() -> None:
    (x,) = jets([arb(2).union(arb(3))])
    root = x.sqrt()
    assert root.value.contains(arb(5).sqrt() / arb(2).sqrt())
    assert root.gradient[0].contains(1 / (2 * (arb(5) / 2).sqrt()))
    assert not root.gradient[0].contains(arb(1))


def test_nothing_is_divided_by_0() -> None:
    x, y = jets([fmpq(1), fmpq(0)])
    with pytest.raises(SymbolicError, match="what is divided by must not be 0"):
        x / y
    (wide,) = jets([arb(0, 1)])
    assert not wide.inverse().value.is_finite()
