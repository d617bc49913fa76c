"""What Section 5 says of the model as a whole: without kappa, with a Hamiltonian, its energy, its hidden variables."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from bornproof.symbolic import model
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import AbsentError
from bornproof.symbolic.levels import evaluate_constant_sums
from bornproof.symbolic.notation.core import K, N, Sector, kappa, lam, rho0, sector_of
from bornproof.symbolic.notation.operators import h, hamiltonian
from bornproof.symbolic.notation.settings import coupling, splitting
from bornproof.symbolic.operators import matrix_element, represent
from bornproof.symbolic.rewriting import theta_algebra
from bornproof.symbolic.stationary import stationary
from sympy import Expr, Indexed, Integer, Sum, factor

__all__ = ["energy_rate", "hidden_variables", "missed_outcome", "without_collapse"]


def without_collapse() -> Derivation:
    """d rho_IJ/dt at kappa = 0, for symbolic N and any Hamiltonian."""
    steps = derivation("Eq. (15) at kappa = 0", model.generator().subs(kappa, 0))
    return steps.then("take the entry I, J", matrix_element(steps.result))


def hidden_variables() -> Derivation:
    """The number of hidden variables of N levels, counted in Eq. (13)."""
    hidden = {node for node in model.sigma_value(K).atoms(Indexed) if node.base == lam}
    steps = derivation("sigma_K contains these hidden variables, K = 2..N", model.sigma_value(K))
    return steps.then("add up over K", evaluate_constant_sums(Sum(Integer(len(hidden)), (K, 2, N))))


def missed_outcome(values: Mapping[Any, Any]) -> Derivation:
    """1 - rho_WW for t -> infinity at N = 2, W = 2 for sigma_2 > 0 and otherwise 1, with H of `coupling`, `splitting`.

    Raises AbsentError for sigma_2 = 0 with a coupling that is not known to be 0: then there is no limit.
    """
    sector = sector_of(values)[:1]
    if sector != (0,):
        return _missed_outcome(sector)
    if values.get(coupling) != 0:
        raise AbsentError("at sigma_2 = 0 coupled levels turn into each other for ever")
    return derivation("at sigma_2 = 0 and without a coupling the populations stay: 1 - rho_11(0)", 1 - rho0[1, 1])


@cache
def _missed_outcome(sector: Sector) -> Derivation:
    steps = stationary(sector[0])
    values = {h[1, 1]: 0, h[2, 2]: splitting, h[1, 2]: coupling, h[2, 1]: coupling, rho0[1, 1]: 1 - rho0[2, 2]}
    winner = 1 if sector == (1,) else 0
    return steps.then("what the winner misses, with this Hamiltonian", factor(1 - steps.result.subs(values)[winner, winner]))


def energy_rate() -> Derivation:
    """The rate of Tr(H rho) by Eq. (15) at N = 2, for any Hamiltonian and any matrix rho."""
    energy = represent(hamiltonian, 2)
    unitary = (energy * represent(model.generator(Integer(2)).subs(kappa, 0), 2)).trace()
    steps = derivation("-i Tr(H [H, rho])", unitary)
    total: Expr = (energy * represent(model.generator(Integer(2)), 2)).trace()
    return steps.then("Tr(H d rho/dt)", theta_algebra(total))
