"""The names of operators: they do not commute, and stand in products as the paper prints them."""

from bornproof.symbolic.notation.core import Table
from sympy import Function, Symbol

__all__ = ["L", "h", "hamiltonian", "ketbra", "rho_t", "state"]

L = Function("L", commutative=False, latex="L_{{{indices}}}")  # L(K, M), K > M: the jump operator of Eq. (14)
ketbra = Function("ketbra", commutative=False, latex=r"|{0}\rangle\langle {1}|")  # ketbra(a, b) = |a><b|
state = Symbol("rho", commutative=False)
rho_t = Symbol("rho_t", commutative=False)  # how Eq. (4) prints rho(t) in its anticommutator
hamiltonian = Symbol("H", commutative=False)
h = Table("H")  # its matrix elements, a unit of energy
