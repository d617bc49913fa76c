"""Exact numbers: rationals and complex rationals, the inputs of every check."""

from __future__ import annotations

import re
from fractions import Fraction
from numbers import Rational
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import mpmath
from bornproof.numeric_check.errors import NumericError, UndefinedError
from flint import acb, arb, fmpq, fmpz

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ONE", "ZERO", "ComplexRational", "Exact", "ExactInput", "as_mpmath", "complex_rational", "exact"]

ZERO = fmpq(0)
ONE = fmpq(1)


class ComplexRational:
    """A complex number with exact rational parts and a non-zero imaginary part.

    Arithmetic returns `fmpq` wherever the imaginary part vanishes, and an Arb ball together with a ball. There is
    deliberately no `__complex__`: flint would round through it to double precision with radius 0.

    Parameters
    ----------
    real, imag
        The parts; build values by `complex_rational`, which drops a vanishing imaginary part.

    Examples
    --------
    >>> i = ComplexRational(fmpq(0), fmpq(1))
    >>> i * i == fmpq(-1)
    True
    """

    __slots__ = ("imag", "real")

    def __init__(self, real: fmpq, imag: fmpq) -> None:
        self.real = real
        self.imag = imag

    def __repr__(self) -> str:
        return f"({self.real} + {self.imag}*I)"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, ComplexRational):
            return self.real == other.real and self.imag == other.imag
        return False if isinstance(other, fmpq | fmpz | int) else NotImplemented

    def __hash__(self) -> int:
        return hash(parts(self))

    def __neg__(self) -> ComplexRational:
        return ComplexRational(-self.real, -self.imag)

    @overload
    def __add__(self, other: Exact | int) -> Exact: ...
    @overload
    def __add__(self, other: arb | acb) -> acb: ...
    def __add__(self, other: Exact | int | arb | acb) -> Exact | acb:
        if isinstance(other, ComplexRational):
            return complex_rational(self.real + other.real, self.imag + other.imag)
        if isinstance(other, arb | acb):
            return self.ball() + other
        if not isinstance(other, int | fmpz | fmpq):
            return NotImplemented
        return ComplexRational(self.real + other, self.imag)

    __radd__ = __add__

    @overload
    def __sub__(self, other: Exact | int) -> Exact: ...
    @overload
    def __sub__(self, other: arb | acb) -> acb: ...
    def __sub__(self, other: Exact | int | arb | acb) -> Exact | acb:
        return self + (-other)

    @overload
    def __rsub__(self, other: Exact | int) -> Exact: ...
    @overload
    def __rsub__(self, other: arb | acb) -> acb: ...
    def __rsub__(self, other: Exact | int | arb | acb) -> Exact | acb:
        return (-self) + other

    @overload
    def __mul__(self, other: Exact | int) -> Exact: ...
    @overload
    def __mul__(self, other: arb | acb) -> acb: ...
    def __mul__(self, other: Exact | int | arb | acb) -> Exact | acb:
        if isinstance(other, ComplexRational):
            return complex_rational(
                self.real * other.real - self.imag * other.imag, self.real * other.imag + self.imag * other.real
            )
        if isinstance(other, arb | acb):
            return self.ball() * other
        if not isinstance(other, int | fmpz | fmpq):
            return NotImplemented
        return complex_rational(self.real * other, self.imag * other)

    __rmul__ = __mul__

    def __pow__(self, power: int) -> Exact:
        base: Exact = self.inverse() if power < 0 else self
        result: Exact = ONE
        for bit in bin(abs(power))[2:]:
            result = result * result
            if bit == "1":
                result = result * base
        return result

    def ball(self) -> acb:
        """Return the Arb ball of the number at the present precision."""
        return acb(arb(self.real), arb(self.imag))

    def conjugate(self) -> ComplexRational:
        """Return the complex conjugate."""
        return ComplexRational(self.real, -self.imag)

    def norm(self) -> fmpq:
        """Return the squared modulus."""
        return self.real * self.real + self.imag * self.imag

    def inverse(self) -> ComplexRational:
        """Return the reciprocal."""
        norm = self.norm()
        return ComplexRational(self.real / norm, -self.imag / norm)


Exact: TypeAlias = fmpq | ComplexRational
ExactInput: TypeAlias = int | fmpz | Fraction | fmpq | ComplexRational | str  # or a SymPy number

_NUMBER = r"[0-9]{1,100}(?:/0*[1-9][0-9]{0,99}|\.[0-9]{1,100})?"
_WRITTEN = re.compile(f"(?P<real>[+-]?{_NUMBER})(?P<imag>[+-](?:{_NUMBER})?[ijI])?|(?P<alone>[+-]?(?:{_NUMBER})?[ijI])")


def parts(value: Exact) -> tuple[fmpz, ...]:
    """Return the numerators and denominators of a number, to tell it by: FLINT hashes whole numbers fast, fractions slowly.

    >>> parts(fmpq(1, 2))
    (1, 2)
    """
    return (value.p, value.q) if isinstance(value, fmpq) else (*parts(value.real), *parts(value.imag))


def complex_rational(real: fmpq, imag: fmpq) -> Exact:
    """Return `real + i imag`, as a plain rational where `imag` is 0.

    >>> complex_rational(fmpq(1, 2), fmpq(0))
    1/2
    """
    return ComplexRational(real, imag) if imag else real


def exact(value: ExactInput) -> Exact:
    """Return an exact number as `fmpq` or `ComplexRational`; floats are refused.

    `value`: an int, a Fraction, a number of FLINT's (fmpz, fmpq) or of SymPy's (rational, or complex with rational parts), or a
    text such as "1/3", "0.25" (which is 1/4), "-1j", "1/2+2/3i". Raises NumericError for anything that is not exact.

    >>> exact(Fraction(1, 3)), exact("0.25"), exact("1/2-j")
    (1/3, 1/4, (1/2 + -1*I))
    """
    if type(value) is int:  # most are, and it takes long to find that out by the classes of numbers
        return fmpq(value)
    match value:
        case fmpq() | ComplexRational():
            return value
        case bool():
            pass
        case fmpz():
            return fmpq(value)
        case Rational():  # int, Fraction, and what SymPy and NumPy have of that kind
            return _rational(value)
        case str():
            if found := _WRITTEN.fullmatch(value.replace(" ", "")):
                imag = (found["imag"] or found["alone"] or "0i")[:-1]
                parts = found["real"] or "0", f"{imag}1" if imag in ("", "+", "-") else imag
                return complex_rational(*map(_rational, map(Fraction, parts)))
        case _ if hasattr(value, "as_real_imag"):  # SymPy's, which is not imported for this alone
            parts = value.as_real_imag()
            if all(getattr(part, "is_Rational", False) for part in parts):
                return complex_rational(*map(_rational, parts))
    raise NumericError(f"numbers must be exact rationals, such as 1/3, not {type(value).__name__} {str(value)[:60]!r}")


def as_mpmath(value: Exact) -> Any:
    """Return an exact number as `mpf` or `mpc`, at mpmath's present precision.

    >>> as_mpmath(fmpq(1, 4))
    mpf('0.25')
    """
    if isinstance(value, ComplexRational):
        return mpmath.mpc(as_mpmath(value.real), as_mpmath(value.imag))
    return mpmath.mpf(int(value.p)) / int(value.q)


def divide(numerator: Exact, denominator: Exact) -> Exact:
    """Return an exact quotient; raises UndefinedError when the denominator is 0.

    >>> divide(fmpq(1), complex_rational(fmpq(0), fmpq(1)))
    (0 + -1*I)
    """
    if isinstance(denominator, ComplexRational):
        return numerator * denominator.inverse()
    if not denominator:
        raise UndefinedError(f"a denominator must not be 0 (numerator {numerator})")
    return numerator * (1 / denominator)


def rationals(values: Sequence[ExactInput], name: str) -> tuple[fmpq, ...]:
    """Return real exact numbers as a tuple of `fmpq`.

    Raises NumericError when one of them is complex or inexact; `name` says of what.

    >>> rationals([1, Fraction(1, 2)], "times")
    (1, 1/2)
    """
    result = tuple(exact(value) for value in values)
    for value in result:
        if isinstance(value, ComplexRational):
            raise NumericError(f"{name} must be real, not {value}")
    return tuple(value for value in result if isinstance(value, fmpq))


def _rational(value: Any) -> fmpq:
    return fmpq(int(value.numerator), int(value.denominator))
