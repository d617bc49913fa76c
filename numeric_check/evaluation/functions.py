"""SymPy's functions and relations of numbers: exact wherever a rational suffices, balls elsewhere; they know no tree."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import sympy as sp
from bornproof.numeric_check.arithmetic.balls import (
    Value,
    ball,
    conjugate,
    finite,
    imaginary_part,
    is_zero,
    largest,
    magnitude,
    real_part,
    real_sign,
)
from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, ComplexRational
from bornproof.numeric_check.errors import UndefinedError
from flint import acb, fmpq

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FUNCTIONS"]


def _elementary(method: str, at: int, exactly: int) -> Callable[[Value], Value]:
    def function(argument: Value) -> Value:
        if isinstance(argument, fmpq) and argument == at:
            return fmpq(exactly)
        return finite(getattr(ball(argument), method)(), method)

    return function


def _logarithm(argument: Value) -> Value:
    if isinstance(argument, ComplexRational):
        return finite(ball(argument).log(), "log")
    if isinstance(argument, fmpq) and argument == 1:
        return ZERO
    if is_zero(argument):
        raise UndefinedError("log(0) must not occur")
    positive = not isinstance(argument, acb) and argument > 0
    return finite((ball(argument) if positive else acb(ball(argument))).log(), "log")


def _heaviside(argument: Value, at_zero: Value) -> Value:
    sign = real_sign(argument)
    return at_zero if sign == 0 else ONE if sign > 0 else ZERO


FUNCTIONS: dict[type, Callable[..., Any]] = {
    sp.exp: _elementary("exp", at=0, exactly=1),
    sp.log: _logarithm,
    sp.sin: _elementary("sin", at=0, exactly=0),
    sp.cos: _elementary("cos", at=0, exactly=1),
    sp.tan: _elementary("tan", at=0, exactly=0),
    sp.sinh: _elementary("sinh", at=0, exactly=0),
    sp.cosh: _elementary("cosh", at=0, exactly=1),
    sp.tanh: _elementary("tanh", at=0, exactly=0),
    sp.Abs: magnitude,
    sp.sign: lambda value: fmpq(real_sign(value)),
    sp.re: real_part,
    sp.im: imaginary_part,
    sp.conjugate: conjugate,
    sp.KroneckerDelta: lambda one, other: ONE if is_zero(one - other) else ZERO,
    sp.Heaviside: _heaviside,
    sp.Max: lambda *values: reduce(largest, values),
    sp.Min: lambda *values: -reduce(largest, (-value for value in values)),
    sp.Eq: lambda left, right: is_zero(left - right),
    sp.Ne: lambda left, right: not is_zero(left - right),
    sp.Gt: lambda left, right: real_sign(left - right) > 0,
    sp.Lt: lambda left, right: real_sign(left - right) < 0,
    sp.Ge: lambda left, right: real_sign(left - right) >= 0,
    sp.Le: lambda left, right: real_sign(left - right) <= 0,
}
"""What each type of node makes of the values of its arguments: a number, of a relation a truth value."""
