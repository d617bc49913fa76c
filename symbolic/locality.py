"""The outcomes of two spins as levels, after complete collapse, for any state and any sector, Section 4.2, Eqs. (24), (25)."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sympy import Expr, ImmutableMatrix

from symbolic.derivation import Derivation, derivation
from symbolic.notation import down, rho0, sigma, up, x
from symbolic.populations import populations

__all__ = ["joint_outcomes", "population"]


def joint_outcomes(values: Mapping[Any, Any]) -> Derivation:
    """The column of probabilities of the pairs of outcomes |1>, ..., |4>: the final populations in the sector of the case."""
    signs = tuple(bool(values[sigma[k]] > 0) - bool(values[sigma[k]] < 0) for k in (2, 3, 4))
    return derivation("the limits of the populations in this sector, Eq. (39) solved", ImmutableMatrix(_final(signs)))


@cache
def population(level: int) -> Expr:
    """The limit of rho_JJ(t) of four levels in every sector, chosen by the thetas of sigma_4, sigma_3, sigma_2."""
    return _chosen(level, ())


def _chosen(level: int, upper: tuple[int, ...]) -> Expr:
    """The population of a level, with the signs of the upper sigma's known."""
    if len(upper) == 3:
        return _final(upper)[level - 1]
    at = 4 - len(upper)
    parts = {sign: _chosen(level, (sign, *upper)) for sign in (1, -1, 0)}
    return up(at) * parts[1] + down(at) * parts[-1] + (1 - up(at) - down(at)) * parts[0]


@cache
def _final(signs: tuple[int, ...]) -> tuple[Expr, ...]:
    start = [rho0[k, k] for k in range(1, 5)]
    return tuple(value.subs(x, 0) for value in populations(signs, start))

