"""Moving jump operators: the Hamiltonian drops out, and only what stands beside its adjoint is cancelled."""

from bornproof.symbolic.components import coherence_rate
from bornproof.symbolic.interaction_picture import _U, _reduced, interaction_rate
from bornproof.symbolic.notation.core import kappa
from bornproof.symbolic.notation.operators import hamiltonian, state
from sympy import adjoint, expand


def test_coherences_decay_as_without_a_hamiltonian() -> None:
    assert expand(interaction_rate(diagonal=False).result - kappa * coherence_rate().result) == 0


def test_only_neighbours_cancel() -> None:
    assert _reduced(adjoint(_U) * _U * state) == state
    assert _reduced(_U * _U * adjoint(_U)) == _U
    kept = adjoint(_U) * hamiltonian * _U
    assert _reduced(kept) == kept
