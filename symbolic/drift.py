"""How averaged populations move at first, for any N, and the weights of the jump operators with which they would not."""

from bornproof.symbolic.components import population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import probability_down, probability_up
from bornproof.symbolic.levels import apply_deltas
from bornproof.symbolic.notation.core import J, K, M, N, S, down, kappa, n, p, rho, up
from bornproof.symbolic.notation.relations import Eq, Lt
from bornproof.symbolic.notation.settings import operator_weight
from bornproof.symbolic.spectrum import growth
from sympy import Expr, Sum

__all__ = ["BELOW_TOP", "CERTAIN", "drift_from_above", "initial_drift"]

BELOW_TOP = Lt(J, N)
CERTAIN = Eq(Sum(p[K], (K, 1, N)), 1)  # the probabilities of a state


def initial_drift() -> Derivation:
    """The rate of the averaged top population at t = 0, for symbolic N and any probabilities p; it supposes `CERTAIN`.

    At t = 0 the state is the same in all sectors, so that the average of a rate is the rate with averaged thetas.

    >>> initial_drift().result.subs(N, 2).expand()
    0
    """
    steps = population_rate().supposing(CERTAIN)
    steps = steps.then("J = N: the levels below feed it, or it decays into them", apply_deltas(steps.result.subs(J, N)))
    rest = Sum(rho[M, M], (M, 1, N - 1))
    steps = steps.then("the populations below sum to 1 - rho_NN", steps.result.subs(rest, 1 - rho[N, N]))
    mean = steps.result.xreplace(_chances_at_top()).subs(rho[N, N], p[N])
    steps = steps.then("average theta(sigma_N) and theta(-sigma_N) over lambda_N, with S_N = 1; rho_NN(0) = p_N", mean)
    return steps.then("multiply by kappa", kappa * mean)


def drift_from_above() -> Derivation:
    """What the top level adds to the rate of the averaged population of a level J < N at t = 0, for symbolic N.

    Where sigma_N < 0, the operator L_NJ has the weight `operator_weight`. It supposes `BELOW_TOP` and `CERTAIN`.
    """
    shift, spread = (part.subs(N, N - 1) for part in (growth().shift, growth().spread))
    added = spread * operator_weight * rho[N, N] - shift * rho[J, J]
    steps = derivation("what the level N adds to the rate of rho_JJ, with L_NJ weighted for sigma_N < 0", added)
    steps = steps.supposing(BELOW_TOP, CERTAIN)
    steps = steps.then("average over lambda_N, with S_N = 1", added.xreplace(_chances_at_top()))
    return steps.then("rho_MM(0) = p_M; multiply by kappa", kappa * steps.result.subs({rho[N, N]: p[N], rho[J, J]: p[J]}))


def _chances_at_top() -> dict[Expr, Expr]:
    """theta(sigma_N) and theta(-sigma_N) averaged over lambda_N for a state, S_N = 1."""
    odds = {up(N): probability_up().result, down(N): probability_down().result}
    return {step: odd.subs({n: N}).subs(S[N - 1], S[N] - p[N]).subs(S[N], 1) for step, odd in odds.items()}
