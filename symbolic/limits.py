"""What becomes of the state as kappa t -> infinity in one sector, Eqs. (8), (9), and of one step's operators alone."""

from functools import cache

from bornproof.symbolic.averages import evolved_state
from bornproof.symbolic.coherences import damping
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import probability_down, probability_up
from bornproof.symbolic.notation.core import S, Sector, check_sector, rho0
from bornproof.symbolic.populations import propagator
from sympy import Add, Expr, ImmutableMatrix, Integer, Rational, SparseMatrix

__all__ = ["final_populations", "limit", "limit_population", "solution", "two_level_outcome"]


@cache
def solution(signs: Sector) -> ImmutableMatrix:
    """rho(t) in one sector with H = 0, from any matrix rho(0): the closed forms, entry by entry.

    >>> solution((1,))[0, 0]
    exp(-kappa*t)*rho^{(0)}[1, 1]
    """
    levels = range(1, len(check_sector(signs)) + 2)
    start = SparseMatrix([[rho0[i, j] for j in levels] for i in levels])
    return ImmutableMatrix(evolved_state(start, signs))


@cache
def limit_population(signs: Sector, level: int) -> Expr:
    """The limit of rho_KK(t), K = level: the polynomial in exp(-kappa t) at 0."""
    columns = propagator(check_sector(signs))
    parts = [column[level - 1](0) for column in columns]
    return Add(*(Rational(int(c.p), int(c.q)) * rho0[i, i] for i, c in enumerate(parts, start=1)))


@cache
def limit(signs: Sector) -> ImmutableMatrix:
    """The limit of rho(t) as kappa t -> infinity in one sector with H = 0; coherences with a rate of 0 stay.

    >>> limit((-1,))[0, 0]
    rho^{(0)}[1, 1] + rho^{(0)}[2, 2]
    """
    size = len(check_sector(signs)) + 1

    def entry(i: int, j: int) -> Expr:
        if i == j:
            return limit_population(signs, i + 1)
        return Integer(0) if damping(signs, i + 1, j + 1) else rho0[i + 1, j + 1]

    return ImmutableMatrix(size, size, entry)


def final_populations(signs: Sector) -> Derivation:
    """The column of the limits of the populations of two spins: the probabilities of their pairs of outcomes, Eqs. (24), (25)."""
    column = [limit_population(signs, level) for level in range(1, len(signs) + 2)]
    return derivation("the limits of the populations in this sector, Eq. (39) solved", ImmutableMatrix(column))


def two_level_outcome(level: int) -> Derivation:
    """P(|level>) for two levels with H = 0: the limits of its population for both signs of sigma_2, weighted by the areas."""
    start = {rho0[1, 1]: S[1] / S[2], rho0[2, 2]: (S[2] - S[1]) / S[2]}  # a state, whatever the norm of its amplitudes
    areas = {1: probability_up(Integer(2)).result, -1: probability_down(Integer(2)).result}
    weighted = [areas[sign] * limit_population((sign,), level).subs(start) for sign in (1, -1)]
    rule = "limits of the population for both signs of sigma_2, weighted by the areas"
    return derivation(rule, sum(weighted, Integer(0)))
