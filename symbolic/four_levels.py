"""The appendix: the general results for N levels taken to N = 4, entry by entry."""

from collections.abc import Callable, Mapping
from typing import Any

from bornproof.symbolic import coherences, components, model, populations
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.notation.core import I, J, K, Sector, kappa, lam, rho0, sector_of
from bornproof.symbolic.notation.settings import f
from sympy import Expr, Integer

__all__ = ["damping", "hidden_variable", "master_equation", "pairs", "population", "rate", "scaled", "singlet_damping"]

LEVELS = range(1, 5)


def master_equation() -> Derivation:
    """The right-hand side of Eq. (15) at N = 4 and H = 0, in Lindblad form, as an operator."""
    return derivation("Eq. (15) at H = 0 in Lindblad form, with Eq. (14)", model.collapse(Integer(4)))


def pairs() -> Derivation:
    """The sum of f_KM over all pairs of levels K < M, from a list of them."""
    listed: Expr = sum((f[k, m] for k in LEVELS for m in LEVELS if k < m), Integer(0))
    return derivation("list all pairs K < M in 1..4", listed)


def rate(level: int) -> Derivation:
    """d rho_JJ/d(kappa t) at N = 4 and J = level, from the general-N form."""
    general = components.population_rate()
    return general.then(f"N = 4, J = {level}", components.at_levels(general.result, 4, column=level))


def scaled(derive: Callable[..., Derivation], *arguments: int) -> Derivation:
    """The same derivation for d/dt instead of d/d(kappa t)."""
    steps = derive(*arguments)
    return steps.then("multiply by kappa", kappa * steps.result)


def population(signs: Sector, level: int) -> Derivation:
    """rho_JJ(t), J = level, in a sector, from an arbitrary diagonal."""
    solution = populations.populations(signs, [rho0[i, i] for i in LEVELS])
    return derivation("closed form in this sector, from the top level down", solution[level - 1])


def damping(signs: Sector, row: int, column: int) -> Derivation:
    """Lambda_IJ in a sector."""
    return derivation("Eq. (46) in this sector", Integer(coherences.damping(signs, row, column)))


def singlet_damping(values: Mapping[Any, Any]) -> Derivation:
    """Lambda_IJ in the sector of the case, for the levels I, J of the case, equal ones included."""
    losses = coherences.losses(sector_of(values))
    total = sum(losses[int(values[level]) - 1] for level in (I, J))
    return derivation("Eq. (46) in this sector, a part for each level", Integer(total))


def hidden_variable() -> Derivation:
    """lambda_K, any complex number of the unit disk."""
    return derivation("lambda_K is uniform on the unit disk: any number of it", lam[K])
