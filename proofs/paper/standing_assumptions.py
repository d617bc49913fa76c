"""What the paper sets at its start and does not say again: from Section 2.1 on the Hamiltonian is negligible beside kappa."""

from bornproof.proofs.ledger import Claim
from bornproof.symbolic.notation.core import energy
from bornproof.symbolic.notation.operators import h, hamiltonian
from bornproof.symbolic.notation.settings import coupling, drive, splitting
from sympy import Indexed

__all__ = ["standing"]

_ENERGIES = frozenset({energy, h, hamiltonian, coupling, drive, splitting})
_EVOLVING = (r"\partial_t", r"\rho", r"\Lambda_", r"\mathcal L", r"\det\rho")


def standing(claim: Claim) -> str:
    """H = 0, for a claim about the evolution in which no Hamiltonian is among the quantities.

    >>> from bornproof.proofs.paper.entries import PAPER
    >>> [standing(PAPER[name]) for name in ("thm.components-diagonal", "eq.15", "eq.14", "eq.8")]
    ['H = 0', '', '', '']
    """
    evolving = claim.dynamics or any(sign in claim.name for sign in _EVOLVING)
    if not evolving or not claim.subjects:
        return ""
    point = next(iter(claim.domain.points()), {})
    names = {name.base if isinstance(name, Indexed) else name for name in point}
    return "" if not names or names & _ENERGIES else "H = 0"
