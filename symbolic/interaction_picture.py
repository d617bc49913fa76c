"""Jump operators that move along with the Hamiltonian, L(t) = U L U^+ with U' = -i H U: in the interaction picture H is gone."""

from functools import cache

from bornproof.symbolic.components import coherence_rate, population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.model import dissipator
from bornproof.symbolic.notation.core import K, M, imaginary_unit, kappa
from bornproof.symbolic.notation.operators import L, hamiltonian, state
from sympy import Add, Expr, Mul, Symbol, adjoint, expand

__all__ = ["interaction_rate"]

_U = Symbol("U", commutative=False)


@cache
def interaction_rate(*, diagonal: bool) -> Derivation:
    """The rate of <I| U^+ rho U |J> for L_MK(t) = U L_MK U^+, for symbolic N, any H and any unitary U with U' = -i H U.

    With I = J or I != J. Raises SymbolicError unless what is left is the dissipator of the operators at rest.

    >>> (interaction_rate(diagonal=True).result - kappa * population_rate().result).expand()
    0
    """
    at_rest, moved = L(M, K), _U * state * adjoint(_U)  # `state` is U^+ rho U
    turning, turning_back = -imaginary_unit * hamiltonian * _U, imaginary_unit * adjoint(_U) * hamiltonian  # U', and that of U^+
    by_hamiltonian = -imaginary_unit * (hamiltonian * moved - moved * hamiltonian)
    coherent = turning_back * moved * _U + adjoint(_U) * by_hamiltonian * _U + adjoint(_U) * moved * turning
    one = dissipator(at_rest).subs(state, moved).replace(lambda node: node == at_rest, lambda node: _U * node * adjoint(_U))
    steps = derivation("the rate of U^+ rho U by U' = -i H U and H", coherent)
    if _reduced(coherent) != 0:
        raise SymbolicError("the Hamiltonian must drop out")
    steps = steps.then("U^+ U = U U^+ = 1: the Hamiltonian drops out; the dissipator of L_MK(t) is left", adjoint(_U) * one * _U)
    if expand(_reduced(adjoint(_U) * one * _U) - dissipator(at_rest)) != 0:
        raise SymbolicError("the moving operators must be those at rest")
    steps = steps.then("U^+ U = U U^+ = 1: it is that of L_MK", dissipator(at_rest))
    entry = population_rate() if diagonal else coherence_rate()
    return steps.then("sum over the pairs, take the entry as in Eqs. (39), (44)", kappa * entry.result)


def _reduced(expr: Expr) -> Expr:
    """An operator expression with U U^+ = U^+ U = 1 applied in every product."""
    return Add(*(_of_term(term) for term in Add.make_args(expand(expr))))


def _of_term(term: Expr) -> Expr:
    scalars, operators = term.args_cnc()
    word: list[Expr] = []
    for operator in (base for factor in operators for base in [factor.as_base_exp()[0]] * int(factor.as_base_exp()[1])):
        if word and {word[-1], operator} == {_U, adjoint(_U)}:
            word.pop()
        else:
            word.append(operator)
    return Mul(*scalars, *word)
