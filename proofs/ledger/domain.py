"""Where a claim is to hold: cases for the exact proof, exact points for the numeric engines, assumptions as data."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sympy import Basic, Expr, Integer
from sympy.logic.boolalg import Boolean

__all__ = ["Case", "Domain", "Point", "cases", "no_points"]

Point = Mapping[Any, Any]


@dataclass(frozen=True)
class Case:
    """One case of an exhaustive distinction: the values of the case variables, and what holds besides."""

    values: tuple[tuple[Expr, Expr], ...] = ()
    given: tuple[Boolean, ...] = ()

    @property
    def mapping(self) -> dict[Expr, Expr]:
        """The values as a mapping."""
        return dict(self.values)

    def __str__(self) -> str:
        return ", ".join(f"{name} = {value}" for name, value in self.values) or "in general"


def no_points() -> Iterator[Point]:
    """No points at all: the numeric engines will say that their sample is empty."""
    return iter(())


@dataclass(frozen=True)
class Domain:
    """`cases` exhaust the domain for the exact proof; `points` yields exact points, edge cases first, possibly without end.

    The points may violate the assumptions: those are filters, so that each can be dropped and its need be shown. An
    assumption symbol = expression is used as a rewriting rule in the exact proof; expression > 0 or != 0 licenses a
    division by that expression. `state` are the weights |alpha_1|^2, |alpha_2|^2, ... of the states that are meant, with
    sum 1; without it the states are arbitrary.
    """

    cases: tuple[Case, ...] = (Case(),)
    points: Callable[[], Iterable[Point]] = no_points
    assumptions: tuple[Boolean, ...] = ()
    scope: str = "in general"
    state: tuple[Expr, ...] = ()


def cases(variables: Mapping[Basic, Sequence[int]]) -> tuple[Case, ...]:
    """All combinations of integer values of the variables.

    >>> from bornproof.symbolic.notation.core import J
    >>> [str(case) for case in cases({J: (1, 2)})]
    ['J = 1', 'J = 2']
    """
    names = tuple(variables)
    return tuple(
        Case(tuple(zip(names, map(Integer, values), strict=True))) for values in product(*(variables[name] for name in names))
    )
