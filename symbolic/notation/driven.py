"""Symbols of levels with a Hamiltonian."""

from bornproof.symbolic.notation.core import Table
from sympy import Symbol

__all__ = ["damped", "frequency", "gap", "lost"]

lost = Table("Gamma", positive=True)  # Gamma_J = Lambda_WJ, J != W: the rate at which |J> is left, in units of kappa
frequency = Symbol("s", positive=True)  # of a Laplace transform, unit of energy
damped = Symbol("d", positive=True)  # s + kappa/2
gap = Symbol("Delta", real=True)  # H_11 - H_22
