"""The population of the top level for symbolic N, in one run and on the average over lambda_N, with H = 0."""

from functools import cache

from sympy import Integer, Sum, diff, exp, expand

from symbolic.components import population_rate
from symbolic.derivation import Derivation
from symbolic.disks import probability_up
from symbolic.errors import SymbolicError
from symbolic.notation import J, M, N, S, delta, kappa, rho, rho0, sigma, t

__all__ = ["averaged_top", "top_population"]


@cache
def top_population(sign: int) -> Derivation:
    """rho_NN(t) for symbolic N, H = 0 and a state of trace 1: the top level is fed by all others or decays into them.

    >>> top_population(1).result
    (rho^{(0)}[N, N] - 1)*exp(-kappa*t) + 1
    """
    general = population_rate()
    below = Sum(rho[M, M], (M, 1, N - 1))
    top = general.result.subs(J, N).subs(delta(1, N), 0).subs(below, 1 - rho[N, N]).subs(sigma[N], sign)
    steps = general.then("J = N >= 2, where the populations below sum to 1 - rho_NN", top)
    decay, source = -expand(top).coeff(rho[N, N]), top.subs(rho[N, N], 0)
    end = source / decay if decay else Integer(0)
    found = end + (rho0[N, N] - end) * exp(-kappa * decay * t)
    if expand(diff(found, t) - kappa * top.subs(rho[N, N], found)) != 0 or found.subs(t, 0) != rho0[N, N]:
        raise SymbolicError("the top population must obey its rate equation and take the initial value")
    return steps.then("integrate y' = kappa (a - b y) with y(0) = rho_NN(0)", found)


@cache
def averaged_top() -> Derivation:
    """The average of rho_NN(t) over lambda_N for symbolic N: no other hidden variable acts on the top level; S_N = 1."""
    up_area = probability_up(N).result.subs(S[N], 1)
    runs = [top_population(sign).result for sign in (1, -1)]
    mean = up_area * runs[0] + (1 - up_area) * runs[1]
    steps = top_population(1).then("weighted by the areas of sigma_N > 0 and sigma_N < 0", mean)
    return steps.then("rho_NN(0) = |alpha_N|^2 = S_N - S_{N-1}", expand(mean.subs(rho0[N, N], up_area)))
