"""The outcomes of two spins as levels, after complete collapse, for any state and any sector, Section 4.2, Eqs. (24), (25)."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.notation.core import rho0, sector_of
from bornproof.symbolic.populations import propagator
from flint import fmpq
from sympy import Add, Expr, ImmutableMatrix, Rational

__all__ = ["final_populations", "joint_outcomes"]


def joint_outcomes(values: Mapping[Any, Any]) -> Derivation:
    """The column of probabilities of the pairs of outcomes |1>, ..., |4>: the final populations in the sector of the case."""
    return _joint(sector_of(values))


@cache
def _joint(signs: tuple[int, ...]) -> Derivation:
    return derivation("the limits of the populations in this sector, Eq. (39) solved", ImmutableMatrix(final_populations(signs)))


@cache
def final_populations(signs: tuple[int, ...]) -> tuple[Expr, ...]:
    """The limits of rho_JJ(t) for kappa t -> infinity, where x = exp(-kappa t) is 0.

    >>> final_populations((1,))
    (0, rho^{(0)}[1, 1] + rho^{(0)}[2, 2])
    """
    limits = [[population(fmpq(0)) for population in column] for column in propagator(signs)]
    start = _start(len(signs) + 1)
    return tuple(
        Add(*(Rational(int(part.p), int(part.q)) * name for part, name in zip(parts, start, strict=True) if part))
        for parts in zip(*limits, strict=True)
    )


@cache
def _start(levels: int) -> tuple[Expr, ...]:
    return tuple(rho0[k, k] for k in range(1, levels + 1))
