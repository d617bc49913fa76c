"""Arithmetic on values that are exact as long as possible and Arb balls where they must be."""

from __future__ import annotations

from typing import TypeAlias

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, ComplexRational
from bornproof.numeric_check.errors import UndecidedError, UndefinedError
from flint import acb, arb, fmpq

__all__ = ["Value", "ball", "conjugate", "imaginary_part", "is_zero", "largest", "magnitude", "power", "real_part", "real_sign"]

Value: TypeAlias = fmpq | ComplexRational | arb | acb
"""An exact number, or an enclosure of one."""

_LARGEST_EXACT_POWER = 1_000_000  # bits; beyond it, a ball
_LARGEST_EXACT_ROOT = 64


def ball(value: Value) -> arb | acb:
    """Return the value as a ball at the present precision.

    >>> ball(fmpq(1, 3)).contains(fmpq(1, 3))
    True
    """
    if isinstance(value, fmpq):
        return arb(value)
    return value.ball() if isinstance(value, ComplexRational) else value


def real_part(value: Value) -> fmpq | arb:
    """Return the real part.

    >>> from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
    >>> real_part(complex_rational(fmpq(1), fmpq(2)))
    1
    """
    return value.real if isinstance(value, ComplexRational | acb) else value


def imaginary_part(value: Value) -> fmpq | arb:
    """Return the imaginary part.

    >>> from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
    >>> imaginary_part(complex_rational(fmpq(1), fmpq(2)))
    2
    """
    return value.imag if isinstance(value, ComplexRational | acb) else ZERO


def conjugate(value: Value) -> Value:
    """Return the complex conjugate.

    >>> conjugate(fmpq(3))
    3
    """
    return value.conjugate() if isinstance(value, ComplexRational | acb) else value


def magnitude(value: Value) -> fmpq | arb:
    """Return the modulus, exactly where it is rational.

    >>> from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
    >>> magnitude(complex_rational(fmpq(3), fmpq(4)))
    5
    """
    if isinstance(value, ComplexRational):
        root = power(value.norm(), fmpq(1, 2))
        return real_part(root)
    return max(value, -value) if isinstance(value, fmpq) else abs(value)


def is_zero(value: Value) -> bool:
    """Decide whether the value is 0; raises UndecidedError when a ball contains 0 and more.

    >>> is_zero(fmpq(0))
    True
    """
    if isinstance(value, fmpq):
        return not value
    if isinstance(value, ComplexRational):
        return False
    if value.is_zero():
        return True
    if value.contains(0):
        raise UndecidedError(f"a decision needs a ball that excludes 0, not {value.str(8)}")
    return False


def real_sign(value: Value) -> int:
    """Decide the sign of a real value: -1, 0 or 1.

    Raises UndecidedError when the ball contains 0 and more, UndefinedError when the value is not real.

    >>> real_sign(arb(2).sqrt() - 1)
    1
    """
    real = _demand_real(value)
    if real > 0:
        return 1
    if real < 0:
        return -1
    is_zero(real)
    return 0


def largest(a: Value, b: Value) -> fmpq | arb:
    """Return the larger of two real values; where balls overlap, an enclosure of it.

    >>> largest(fmpq(1, 2), fmpq(1, 3))
    1/2
    """
    left, right = _demand_real(a), _demand_real(b)
    if isinstance(left, fmpq) and isinstance(right, fmpq):
        return max(left, right)
    return arb(left).max(arb(right))


def power(base: Value, exponent: Value) -> Value:
    """Return the principal value of `base**exponent`, exactly where it is rational; `0**0` is 1.

    Raises UndefinedError for 0 to a negative power, UndecidedError when the base is a ball around 0 and the power is singular
    there.

    >>> power(fmpq(4, 9), fmpq(-1, 2)), power(fmpq(-4), fmpq(1, 2))
    (3/2, (0 + 2*I))
    """
    if isinstance(exponent, fmpq):
        if exponent.q == 1:
            return _integer_power(base, int(exponent.p))
        if isinstance(base, fmpq):
            return _rational_power(base, exponent)
    elif isinstance(base, fmpq) and not base:
        if real_sign(real_part(exponent)) > 0:
            return ZERO
        raise UndefinedError(f"0 must not be raised to the power {exponent}")
    return _ball_power(base, exponent)


def finite(value: arb | acb, what: str) -> Value:
    """Return the ball if it is finite, as a real one where its imaginary part is exactly 0.

    Raises UndecidedError when the ball is infinite; `what` says of which operation.

    >>> finite(acb(2), "a sum") == 2
    True
    """
    if not value.is_finite():
        raise UndecidedError(f"{what} must have a finite enclosure: its argument is too wide a ball")
    if isinstance(value, acb) and value.imag.is_zero():
        return value.real
    return value


def _demand_real(value: Value) -> fmpq | arb:
    if isinstance(value, fmpq | arb):
        return value
    if isinstance(value, acb) and value.imag.contains(0):
        if value.imag.is_zero():
            return value.real
        raise UndecidedError(f"an order needs a real number, not a ball about the real axis, {value.str(8)}")
    raise UndefinedError(f"an order needs a real number, not {value}")


def _integer_power(base: Value, exponent: int) -> Value:
    if exponent < 0 and is_zero(base):
        raise UndefinedError(f"0 must not be raised to the power {exponent}")
    if isinstance(base, fmpq | ComplexRational):
        height = base.height_bits() if isinstance(base, fmpq) else base.norm().height_bits()
        if height * abs(exponent) <= _LARGEST_EXACT_POWER or height <= 1:
            return base**exponent
        base = ball(base)
    # FLINT's power of a real ball about exactly 0 is no number, that of the same complex ball is right.
    return finite(acb(base) ** exponent, "a power")


def _rational_power(base: fmpq, exponent: fmpq) -> Value:
    degree = int(exponent.q)
    if not base:
        if exponent > 0:
            return ZERO
        raise UndefinedError(f"0 must not be raised to the power {exponent}")
    root = _exact_root(abs(base), degree)
    if base > 0:
        return _ball_power(base, exponent) if root is None else _integer_power(root, int(exponent.p))
    if degree != 2:
        return _ball_power(base, exponent)
    size = arb(-base).sqrt() if root is None else root
    return _integer_power(size, int(exponent.p)) * _integer_power(ComplexRational(ZERO, ONE), int(exponent.p))


def _exact_root(base: fmpq, degree: int) -> fmpq | None:
    if degree > _LARGEST_EXACT_ROOT:
        return None
    numerator, denominator = base.p.root(degree), base.q.root(degree)
    if numerator**degree == base.p and denominator**degree == base.q:
        return fmpq(numerator, denominator)
    return None


def _ball_power(base: Value, exponent: Value) -> Value:
    base_ball, exponent_ball = ball(base), ball(exponent)
    if isinstance(base_ball, arb) and isinstance(exponent_ball, arb) and base_ball >= 0:
        return finite(base_ball**exponent_ball, "a power")
    if exponent == fmpq(1, 2):
        return finite(acb(base_ball).sqrt(), "a square root")
    return finite(acb(base_ball) ** acb(exponent_ball), "a power")
