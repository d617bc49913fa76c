"""The norm before the collapse is kept for a Hermitian Hamiltonian, and derived for no other."""

import pytest
from bornproof.symbolic import schroedinger
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from sympy import ImmutableMatrix


def test_the_hamiltonian_must_be_hermitian(monkeypatch: pytest.MonkeyPatch) -> None:
    def evolved() -> Derivation:
        return derivation("H", ImmutableMatrix([[0, 1], [2, 0]]))

    monkeypatch.setattr(schroedinger, "evolved", evolved)
    with pytest.raises(SymbolicError, match="must be Hermitian"):
        schroedinger.prepared_norm()
