"""Values with first and second derivatives in several variables, carried through sums, products, quotients and square roots.

The numbers are of one kind, exact (FLINT's fractions) or balls; with balls, derivatives enclose those at every point of a box.
"""

from collections.abc import Sequence
from typing import Any

from bornproof.symbolic.errors import SymbolicError
from flint import fmpq

__all__ = ["Jet", "jets"]


class Jet:
    """A function at a point, or over a box: its value, gradient, and the lower half of its Hessian, row by row."""

    __slots__ = ("gradient", "hessian", "value")

    def __init__(self, value: Any, gradient: Sequence[Any], hessian: Sequence[Sequence[Any]]) -> None:
        self.value, self.gradient, self.hessian = value, gradient, hessian

    def __add__(self, other: Any) -> "Jet":
        if not isinstance(other, Jet):
            return Jet(self.value + other, self.gradient, self.hessian)
        slopes = [one + two for one, two in zip(self.gradient, other.gradient, strict=True)]
        return Jet(self.value + other.value, slopes, _rows(lambda i, j: self.hessian[i][j] + other.hessian[i][j], len(slopes)))

    __radd__ = __add__

    def __neg__(self) -> "Jet":
        return self.__mul__(-1)

    def __sub__(self, other: Any) -> "Jet":
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> "Jet":
        return self.__neg__().__add__(other)

    def __mul__(self, other: Any) -> "Jet":
        if not isinstance(other, Jet):
            slopes = [slope * other for slope in self.gradient]
            return Jet(self.value * other, slopes, [[entry * other for entry in row] for row in self.hessian])
        f, g, a, b = self.value, other.value, self.gradient, other.gradient
        slopes = [f * two + g * one for one, two in zip(a, b, strict=True)]
        bent = _rows(lambda i, j: f * other.hessian[i][j] + g * self.hessian[i][j] + a[i] * b[j] + a[j] * b[i], len(slopes))
        return Jet(f * g, slopes, bent)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> "Jet":
        return self.__mul__(other.inverse() if isinstance(other, Jet) else fmpq(1) / other)

    def __rtruediv__(self, other: Any) -> "Jet":
        return self.inverse().__mul__(other)

    def inverse(self) -> "Jet":
        """One over it; a ball that contains 0 has no finite inverse, and an exact 0 raises SymbolicError."""
        if self.value == 0:
            raise SymbolicError("what is divided by must not be 0")
        once = 1 / self.value
        return self._of(once, -once * once, 2 * once * once * once)

    def sqrt(self) -> "Jet":
        """Its square root, of balls alone."""
        root = self.value.sqrt()
        slope = 1 / (2 * root)
        return self._of(root, slope, -slope / (2 * self.value))

    def _of(self, value: Any, slope: Any, bend: Any) -> "Jet":
        """A function of it, with the first two derivatives of that."""
        first = self.gradient
        bent = _rows(lambda i, j: slope * self.hessian[i][j] + bend * first[i] * first[j], len(first))
        return Jet(value, [slope * one for one in first], bent)


def jets(values: Sequence[Any]) -> list[Jet]:
    """The variables themselves, at these values.

    >>> from flint import fmpq
    >>> x, y = jets([fmpq(2), fmpq(3)])
    >>> found = x * x / y
    >>> found.value, found.gradient, found.hessian
    (4/3, [4/3, -4/9], [[2/3], [-4/9, 8/27]])
    """
    zero, size = type(values[0])(0), len(values)
    flat = _rows(lambda _i, _j: zero, size)
    return [Jet(value, [zero + int(i == k) for k in range(size)], flat) for i, value in enumerate(values)]


def _rows(entry: Any, size: int) -> list[list[Any]]:
    return [[entry(i, j) for j in range(i + 1)] for i in range(size)]
