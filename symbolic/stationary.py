"""Where two levels end for any Hamiltonian, Eqs. (8), (9): the stationary state of their master equation."""

from functools import cache

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.limits import limit, solution
from bornproof.symbolic.model import generator
from bornproof.symbolic.notation.core import imaginary_unit, rho, rho0, sigma
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.operators import represent
from sympy import ImmutableMatrix, Integer, Symbol, cancel, expand, im, linear_eq_to_matrix, re

__all__ = ["certainty", "final_state", "first_population", "stationary"]


@cache
def stationary(sign: int) -> Derivation:
    """The stationary state of two levels with any Hermitian H and sigma_2 != 0, with the trace of rho(0).

    It is the only one, and every state tends to it: the four linear equations of Eq. (4) in Lindblad form and the trace are
    solved for the entries of rho. H enters by real parts and the imaginary part of H_12. Raises SymbolicError for sign 0,
    where the solution is not unique.

    >>> stationary(1).result[0, 0].subs(h[1, 2], 0)
    0
    """
    if sign not in (1, -1):
        raise SymbolicError(f"a unique stationary state needs sigma_2 != 0, not the sign {sign}")
    real, imaginary, detuning = Symbol("a", real=True), Symbol("b", real=True), Symbol("D", real=True)
    coupled = {h[1, 2]: real + imaginary_unit * imaginary, h[2, 1]: real - imaginary_unit * imaginary}
    known = coupled | {h[1, 1]: h[2, 2] + detuning, sigma[2]: Integer(sign)}
    rate = represent(generator(Integer(2)), 2).xreplace(known).applyfunc(expand)
    entries = [rho[i, j] for i in (1, 2) for j in (1, 2)]
    if expand(rate.trace()) != 0:
        raise SymbolicError("the rate must have the trace 0, so that one of its four equations follows from the others")
    matrix, right = linear_eq_to_matrix([*rate[:3], rho[1, 1] + rho[2, 2] - 1], entries)
    system = matrix.row_join(right).to_DM(field=False)  # polynomials: elimination in fractions takes far longer
    numerators, denominator = system[:, :4].solve_den(system[:, 4:])
    solved = (numerators.to_Matrix() / system.domain.to_sympy(denominator)).applyfunc(cancel)
    back = {real: re(h[1, 2]), imaginary: im(h[1, 2]), detuning: re(h[1, 1]) - re(h[2, 2])}
    trace = rho0[1, 1] + rho0[2, 2]
    found = ImmutableMatrix(2, 2, [trace * value.xreplace(back) for value in solved])
    steps = derivation("the master equation of two levels, with its Hamiltonian", ImmutableMatrix(rate))
    return steps.then("solve for a stationary rho with the trace of rho(0)", found)


@cache
def final_state(sign: int) -> Derivation:
    """The limit of rho(t) for two levels; where sigma_2 = 0, for H = 0."""
    if sign:
        return stationary(sign)
    steps = derivation("rho(t) in this sector, Eqs. (39), (47) at N = 2, H = 0", solution((0,)))
    return steps.then("exp(-kappa t) -> 0", limit((0,)))


def first_population(sign: int) -> Derivation:
    """The limit of rho_11(t) for two levels."""
    steps = final_state(sign)
    return steps.then("its first entry", steps.result[0, 0])


def certainty(sign: int) -> Derivation:
    """The sum of the squares of the final populations of two levels: 1 where the outcome is certain."""
    steps = final_state(sign)
    return steps.then("squares of the final populations, added up", steps.result[0, 0] ** 2 + steps.result[1, 1] ** 2)
