"""Symbols of levels with a Hamiltonian."""

from bornproof.symbolic.notation.core import Table

__all__ = ["lost"]

lost = Table("Gamma", positive=True)  # Gamma_J = Lambda_WJ, J != W: the rate at which |J> is left, in units of kappa
