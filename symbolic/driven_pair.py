"""Two levels with any Hamiltonian at all times: the Laplace transform R of rho(t), exactly, Section 2.1.

With c = s + kappa/2 and D = H_11 - H_22, the transform of the losing level's population divides by s and by the cubic
(s + kappa)(c^2 + D^2) + 4 |H_12|^2 c: besides its limit, rho_11(t) has exponentials exp(s_j t), s_j the cubic's zeros, times
powers of t where zeros coincide.
"""

from functools import cache

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.model import generator
from bornproof.symbolic.notation.core import imaginary_unit, kappa, rho, rho0, sigma
from bornproof.symbolic.notation.driven import frequency, gap
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.notation.relations import Eq
from bornproof.symbolic.operators import represent
from bornproof.symbolic.rational_functions import is_zero_fraction
from sympy import Expr, ImmutableMatrix, Integer, expand

__all__ = ["HAS_TRACE_1", "IS_GAP", "transformed_population"]

HAS_TRACE_1 = Eq(rho0[1, 1] + rho0[2, 2], 1)
IS_GAP = Eq(h[1, 1], h[2, 2] + gap)
_PLACES = [(i, j) for i in (1, 2) for j in (1, 2)]
_DAMPED = frequency + kappa / 2  # c


@cache
def transformed_population(sign: int) -> Derivation:
    """The Laplace transform of rho_11(t) of two levels with any H, for this sign of sigma_2; it supposes `HAS_TRACE_1`.

    Raises SymbolicError for sign 0, and unless the whole transform R obeys s R - rho(0) = L(R), L(rho) the rate of rho.

    >>> transformed_population(1).result.subs({h[1, 2]: 0, h[2, 1]: 0})
    rho^{(0)}[1, 1]/(kappa + s)
    """
    if sign not in (1, -1):
        raise SymbolicError(f"two levels lose to each other where sigma_2 != 0, not where its sign is {sign}")
    rate = ImmutableMatrix(represent(generator(Integer(2)), 2).xreplace({sigma[2]: Integer(sign)}).applyfunc(expand))
    loser = 1 if sign > 0 else 2
    lost = _losing_population(loser)
    first = lost if loser == 1 else 1 / frequency - lost
    values = {rho[1, 1]: first, rho[2, 2]: 1 / frequency - first}
    values |= {rho[1, 2]: _coherence(1, 2, first), rho[2, 1]: _coherence(2, 1, 1 / frequency - first)}
    for i, j in _PLACES:
        residual = frequency * values[rho[i, j]] - rho0[i, j] - rate[i - 1, j - 1].xreplace(values)
        if not is_zero_fraction(residual, {rho0[2, 2]: 1 - rho0[1, 1]}):
            raise SymbolicError("the transform must obey the transformed master equation")
    steps = derivation("the master equation of two levels, with its Hamiltonian", rate).supposing(HAS_TRACE_1)
    return steps.then("s R - rho(0) is the rate for R: four linear equations, which have one solution for s > 0", first)


def _losing_population(loser: int) -> Expr:
    """R_LL of the level L that loses: with v = H_LW, D = H_LL - H_WW and r = rho_LW(0) it is fed by Im(v* r (c - i D))."""
    winner = 3 - loser
    square, apart = h[1, 2] * h[2, 1], h[loser, loser] - h[winner, winner]
    turning = _DAMPED**2 + apart**2
    coherent = h[winner, loser] * rho0[loser, winner] * (_DAMPED - imaginary_unit * apart)
    adjoint = h[loser, winner] * rho0[winner, loser] * (_DAMPED + imaginary_unit * apart)
    above = rho0[loser, loser] * turning + 2 * square * _DAMPED / frequency + imaginary_unit * (coherent - adjoint)
    return above / ((frequency + kappa) * turning + 4 * square * _DAMPED)


def _coherence(row: int, column: int, population: Expr) -> Expr:
    """R_IJ from R_II: c R_IJ = rho_IJ(0) - i (H_II - H_JJ) R_IJ - i H_IJ (R_JJ - R_II)."""
    apart = h[row, row] - h[column, column]
    driven = rho0[row, column] - imaginary_unit * h[row, column] * (1 / frequency - 2 * population)
    return driven * (_DAMPED - imaginary_unit * apart) / (_DAMPED**2 + apart**2)
