"""Points, and their parts: tables as matrices, matrices as tables, the sector that its sigma's make."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import takewhile
from typing import Any, ParamSpec

from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational, Exact
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix
from bornproof.numeric_check.evaluation.evaluate import Point
from bornproof.numeric_check.model.hidden_variables import sign_of
from bornproof.symbolic.notation.core import sigma
from flint import fmpq
from sympy import IndexedBase

__all__ = ["SIGMAS", "Point", "entries", "matrix_at", "on_demand", "signs_at", "squared", "weights_at", "weights_of"]

P = ParamSpec("P")
SIGMAS = tuple(sigma[k] for k in range(2, 40))


def on_demand(make: Callable[P, Iterator[Point]]) -> Callable[P, Callable[[], Iterator[Point]]]:
    """Points as a domain takes them: for some arguments the function that makes them, the same one for the same arguments."""

    @cache
    def given(*args: P.args, **kwargs: P.kwargs) -> Callable[[], Iterator[Point]]:
        return partial(make, *args, **kwargs)

    return given  # type: ignore[return-value]


def entries(base: IndexedBase, values: ExactMatrix) -> dict[Any, Any]:
    """The entries of a matrix as values of a table."""
    flat = [value for row in values.rows() for value in row]
    return dict(zip(_names(base, values.shape[0]), flat, strict=True))


def matrix_at(point: Point, base: IndexedBase, size: int) -> ExactMatrix:
    """The matrix whose entries the point holds."""
    names = _names(base, size)
    return matrix([[point[name] for name in names[row * size : (row + 1) * size]] for row in range(size)])


def weights_of(base: IndexedBase, values: Iterable[Any]) -> dict[Any, Any]:
    """One value for each level, from the first."""
    return {base[level]: value for level, value in enumerate(values, start=1)}


def weights_at(point: Point, base: IndexedBase, size: int) -> list[Any]:
    """The values for the levels 1..size."""
    return [point[base[level]] for level in range(1, size + 1)]


def signs_at(point: Point) -> tuple[int, ...]:
    """The signs of (sigma_2, sigma_3, ...) at a point."""
    return tuple(sign_of(point[name]) for name in takewhile(point.__contains__, SIGMAS))


def squared(value: Exact) -> fmpq:
    """|value|^2."""
    return value.norm() if isinstance(value, ComplexRational) else value * value


@cache
def _names(base: Any, size: int) -> tuple[Any, ...]:
    """The entries of an indexed symbol, row by row: made once, since making them is slow."""
    return tuple(base[i, j] for i in range(1, size + 1) for j in range(1, size + 1))
