"""The outcomes of two spins as levels, for any state and any sector, Section 4.2, Eqs. (24), (25)."""

from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import Any

from sympy import Add, Expr, Integer, prod

from symbolic.derivation import Derivation, derivation
from symbolic.notation import J, down, rho0, sigma, up, x
from symbolic.populations import populations
from symbolic.section_4_notation import rest

__all__ = ["joint_outcome", "population"]


def joint_outcome(values: Mapping[Any, Any]) -> Derivation:
    """The probability of the pair of outcomes that is the level J: the population of |J> in the sector of the case."""
    signs = tuple(bool(values[sigma[k]] > 0) - bool(values[sigma[k]] < 0) for k in (2, 3, 4))
    return derivation("the population of |J> in this sector, Eq. (39) solved", _closed(signs)[int(values[J]) - 1])


@cache
def population(level: int) -> Expr:
    """rho_JJ(t) of four levels in every sector: the closed forms, each times the thetas of its sector."""
    return Add(*(_indicator(signs) * _closed(signs)[level - 1] for signs in product((1, -1, 0), repeat=3)))


@cache
def _closed(signs: tuple[int, ...]) -> tuple[Expr, ...]:
    start = [rho0[k, k] for k in range(1, 5)]
    return tuple(value.subs(x, rest) for value in populations(signs, start))


def _indicator(signs: tuple[int, ...]) -> Expr:
    parts = {1: up, -1: down, 0: lambda level: Integer(1) - up(level) - down(level)}
    return prod(parts[sign](level) for level, sign in enumerate(signs, start=2))
