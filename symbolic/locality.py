"""The outcomes of two spins as levels, after complete collapse, for any state and any sector, Section 4.2, Eqs. (24), (25)."""

from collections.abc import Mapping, Sequence
from typing import Any

from flint import fmpq
from sympy import Add, Expr, ImmutableMatrix, Rational

from symbolic.derivation import Derivation, derivation
from symbolic.notation import rho0, sigma
from symbolic.populations import propagator

__all__ = ["final_populations", "joint_outcomes"]


def joint_outcomes(values: Mapping[Any, Any]) -> Derivation:
    """The column of probabilities of the pairs of outcomes |1>, ..., |4>: the final populations in the sector of the case."""
    signs = tuple(bool(values[sigma[k]] > 0) - bool(values[sigma[k]] < 0) for k in (2, 3, 4))
    return derivation("the limits of the populations in this sector, Eq. (39) solved", ImmutableMatrix(final_populations(signs)))


def final_populations(signs: Sequence[int]) -> tuple[Expr, ...]:
    """The limits of rho_JJ(t) for kappa t -> infinity, where x = exp(-kappa t) is 0.

    >>> final_populations((1,))
    (0, rho^{(0)}[1, 1] + rho^{(0)}[2, 2])
    """
    limits = [[population(fmpq(0)) for population in column] for column in propagator(signs)]
    levels = range(len(signs) + 1)
    return tuple(Add(*(_rational(limits[i][j]) * rho0[i + 1, i + 1] for i in levels)) for j in levels)


def _rational(value: fmpq) -> Rational:
    return Rational(int(value.p), int(value.q))
