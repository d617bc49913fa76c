"""The population of the top level for symbolic N, in one run and on the average over lambda_N, with H = 0."""

from functools import cache

from bornproof.symbolic.components import at_levels, population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import probability_up
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.levels import apply_deltas
from bornproof.symbolic.model import component_summand
from bornproof.symbolic.notation.core import I, J, K, M, N, S, Sector, delta, kappa, rho, rho0, sigma, t
from bornproof.symbolic.populations import populations
from bornproof.symbolic.rational_functions import lowest_terms
from sympy import Eq, Integer, Sum, diff, exp, expand

__all__ = ["averaged_top", "first_of_three", "second_rate", "spread_alone", "top_population"]


@cache
def top_population(sign: int) -> Derivation:
    """rho_NN(t) for symbolic N, H = 0 and a state of trace 1: the top level is fed by all others or decays into them.

    >>> top_population(1).result
    (rho^{(0)}[N, N] - 1)*exp(-kappa*t) + 1
    """
    general = population_rate()
    if sign > 0:
        general = general.supposing(Eq(S[N], 1))  # the trace of the state
    below = Sum(rho[M, M], (M, 1, N - 1))
    top = general.result.subs(J, N).subs(delta(1, N), 0).subs(below, 1 - rho[N, N]).subs(sigma[N], sign)
    steps = general.then("J = N >= 2, where the populations below sum to 1 - rho_NN", top)
    decay, source = -expand(top).coeff(rho[N, N]), top.subs(rho[N, N], 0)
    end = source / decay if decay else Integer(0)
    found = end + (rho0[N, N] - end) * exp(-kappa * decay * t)
    if expand(diff(found, t) - kappa * top.subs(rho[N, N], found)) != 0 or found.subs(t, 0) != rho0[N, N]:
        raise SymbolicError("the top population must obey its rate equation and take the initial value")
    return steps.then("integrate y' = kappa (a - b y) with y(0) = rho_NN(0)", found)


def averaged_top() -> Derivation:
    """The average of rho_NN(t) over lambda_N for symbolic N: no other hidden variable acts on the top level; S_N = 1."""
    up_area = probability_up(N).result.subs(S[N], 1)
    runs = [top_population(sign).result for sign in (1, -1)]
    mean = up_area * runs[0] + (1 - up_area) * runs[1]
    steps = top_population(1).then("weighted by the areas of sigma_N > 0 and sigma_N < 0", mean)
    return steps.then("rho_NN(0) = |alpha_N|^2 = S_N - S_{N-1}", expand(mean.subs(rho0[N, N], up_area)))


def spread_alone(sign: int) -> Derivation:
    """(N - 1) rho_JJ(t), J < N, from |N>, when the operators L_NM, M < N, act alone; any N, by the sign of sigma_N."""
    if sign >= 0:
        return derivation("for sigma_N >= 0 nothing leaves |N>", Integer(0))
    one = component_summand().subs({I: J}, simultaneous=True).xreplace({M: N}).subs(sigma[N], -1)
    steps = derivation("the entry J, J of the dissipator of one L_NK for sigma_N < 0", one)
    gain = apply_deltas(one.subs({delta(J, N): 0, delta(N, J): 0}).subs(K, J))
    steps = steps.then("J < N: only K = J feeds |J>", gain)
    loss = apply_deltas(one.subs(J, N).subs({delta(K, N): 0, delta(N, K): 0}))
    top = exp(-(N - 1) * kappa * t)
    if expand(gain - rho[N, N]) != 0 or expand(diff(top, t) - (N - 1) * kappa * loss.subs(rho[N, N], top)) != 0:
        raise SymbolicError("each of the N - 1 operators must take its own share from |N>")
    found = (1 - top) / (N - 1)
    if lowest_terms(diff(found, t) - kappa * top) != 0 or found.subs(t, 0) != 0:
        raise SymbolicError("the population of |J> must obey its rate equation and start from 0")
    steps = steps.then("rho_NN(t) = exp(-(N-1) kappa t), and rho_JJ' = kappa rho_NN from 0", found)
    return steps.then("times N - 1", 1 - top)


def first_of_three(signs: Sector) -> Derivation:
    """rho_11(t) for three levels from |3>, in the sector of sigma_2, sigma_3."""
    solution = populations(signs, [Integer(0), Integer(0), Integer(1)])
    return derivation("closed form in this sector, started from |3>", solution[0])


def second_rate() -> Derivation:
    """d rho_22/d(kappa t) for three levels."""
    general = population_rate()
    return general.then("N = 3, J = 2", at_levels(general.result, 3, column=2))
