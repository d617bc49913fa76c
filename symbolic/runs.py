"""What the text says of a single run of two levels, of its beginning, and of the average over the runs, with H = 0."""

from functools import cache

from bornproof.symbolic.components import at_levels, coherence_rate, population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import probability_down, probability_up
from bornproof.symbolic.limits import solution
from bornproof.symbolic.notation.core import S, Sector, check_sector, down, kappa, rho, rho0, up
from sympy import Abs, Eq, Integer, Rational, expand

__all__ = [
    "averaged_state", "coherence_of_two", "departure", "determinant", "evolved", "first_rate", "from_equal_amplitudes",
    "unstable_level",
]  # fmt: skip

_HALVES = {rho0[i, j]: Rational(1, 2) for i in (1, 2) for j in (1, 2)}  # (|1> + |2>)/sqrt(2)


@cache
def evolved(signs: Sector) -> Derivation:
    """rho(t) for two levels with H = 0."""
    return derivation("the closed forms in this sector", solution(check_sector(signs, levels=2)))


def determinant(signs: Sector) -> Derivation:
    """The determinant of rho(t) for two levels with H = 0: 0 for a pure state, positive for a mixture."""
    steps = evolved(signs)
    return steps.then("its determinant", expand(steps.result.det()))


def coherence_of_two() -> Derivation:
    """d rho_12/dt for two levels."""
    steps = coherence_rate()
    return steps.then("N = 2, I = 1, J = 2, times kappa", kappa * at_levels(steps.result, 2, row=1, column=2))


def first_rate() -> Derivation:
    """The modulus of d rho_22/dt at the time of preparation, for equal amplitudes."""
    steps = population_rate()
    rate = kappa * at_levels(steps.result, 2, column=2)
    steps = steps.then("N = 2, J = 2, times kappa", rate)
    equal = rate.subs({rho[i, i]: Rational(1, 2) for i in (1, 2)})
    return steps.then("equal amplitudes at t = t_p; the modulus", Abs(equal))


def from_equal_amplitudes(signs: Sector) -> Derivation:
    """rho_22(t) from equal amplitudes."""
    steps = evolved(signs)
    return steps.then("rho_22(t) from equal amplitudes", steps.result[1, 1].subs(_HALVES))


def departure(signs: Sector) -> Derivation:
    """rho_22(t) minus its value in quantum mechanics, which with H = 0 is that at t = 0."""
    steps = evolved(signs)
    return steps.then("rho_22(t) - rho_22(0)", expand(steps.result[1, 1] - rho0[2, 2]))


def unstable_level(signs: Sector) -> Derivation:
    """The population of the level that decays: |1> for sigma_2 > 0, |2> for sigma_2 < 0."""
    steps = evolved(signs)
    decaying = up(2) * steps.result[0, 0] + down(2) * steps.result[1, 1]
    return steps.then("rho_11 for sigma_2 > 0, rho_22 for sigma_2 < 0", decaying)


def averaged_state() -> Derivation:
    """The average of rho(t) over lambda_2, for a start of trace 1 with |alpha_I|^2 = rho_II(0)."""
    weights = {S[1]: rho0[1, 1], S[2]: Integer(1)}
    up_area, down_area = (area(Integer(2)).result.subs(weights) for area in (probability_up, probability_down))
    mean = up_area * solution((1,)) + down_area * solution((-1,))
    steps = derivation("the closed forms for both signs of sigma_2, weighted by the areas", mean)
    one = {rho0[2, 2]: 1 - rho0[1, 1]}
    steps = steps.supposing(Eq(rho0[2, 2], 1 - rho0[1, 1]))
    return steps.then("rho_11(0) + rho_22(0) = 1", mean.subs(one).applyfunc(expand))
