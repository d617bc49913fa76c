"""Operators on N levels as tables of values, for the literal evaluation of operator expressions: sums, products, adjoints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bornproof.numeric_check.arithmetic.balls import Value, conjugate
from bornproof.numeric_check.arithmetic.complex_rational import ZERO
from bornproof.numeric_check.errors import NumericError
from flint import fmpq

__all__ = ["Operator"]


@dataclass(frozen=True, eq=False)
class Operator:
    """An operator by its elements <i|A|j>, i, j = 1..size; those left out are 0.

    Parameters
    ----------
    size
        The number of levels.
    elements
        Exact numbers or balls under (i, j).

    Raises
    ------
    NumericError
        When an element is outside the table; by arithmetic with operators of another size, or a number added to one.

    Examples
    --------
    >>> raising = Operator(2, {(2, 1): fmpq(1)})
    >>> (raising * raising.adjoint() + 0).rows()
    ((0, 0), (0, 1))
    """

    size: int
    elements: Mapping[tuple[int, int], Value]

    def __post_init__(self) -> None:
        if not all(1 <= i <= self.size and 1 <= j <= self.size for i, j in self.elements):
            raise NumericError(f"elements of an operator must be between levels 1..{self.size}, not {list(self.elements)}")

    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """Return all elements, row by row."""
        levels = range(1, self.size + 1)
        return tuple(tuple(self.elements.get((i, j), ZERO) for j in levels) for i in levels)

    def adjoint(self) -> Operator:
        """Return the adjoint: transposed and conjugated."""
        return Operator(self.size, {(j, i): conjugate(value) for (i, j), value in self.elements.items()})

    def transpose(self) -> Operator:
        """Return the transpose."""
        return Operator(self.size, {(j, i): value for (i, j), value in self.elements.items()})

    def __add__(self, other: Any) -> Operator:
        if isinstance(other, fmpq | int) and other == 0:  # what an empty sum of operators evaluates to
            return self
        self._check(other, "added to")
        total = dict(self.elements)
        for place, value in other.elements.items():
            total[place] = total[place] + value if place in total else value
        return Operator(self.size, total)

    __radd__ = __add__

    def __mul__(self, other: Any) -> Operator:
        if not isinstance(other, Operator):
            return self._scaled(lambda value: value * other)
        self._check(other, "multiplied by")
        by_row: dict[int, list[tuple[int, Value]]] = {}
        for (k, j), value in other.elements.items():
            by_row.setdefault(k, []).append((j, value))
        product: dict[tuple[int, int], Any] = {}
        for (i, k), left in self.elements.items():
            for j, right in by_row.get(k, ()):
                product[i, j] = product[i, j] + left * right if (i, j) in product else left * right
        return Operator(self.size, product)

    def __rmul__(self, other: Any) -> Operator:
        return self._scaled(lambda value: other * value)

    def __pow__(self, power: int) -> Operator:
        if power < 1:
            raise NumericError(f"operators must have positive whole powers, not {power}")
        return self if power == 1 else self * self ** (power - 1)

    def _scaled(self, scale: Callable[[Any], Any]) -> Operator:
        return Operator(self.size, {place: scale(value) for place, value in self.elements.items()})

    def _check(self, other: Any, what: str) -> None:
        if not isinstance(other, Operator) or other.size != self.size:
            if not isinstance(other, Operator):
                raise NumericError(f"a number cannot be {what} an operator")
            raise NumericError(f"an operator on {self.size} levels cannot be {what} one on {other.size}")
