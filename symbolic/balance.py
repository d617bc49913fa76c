"""What any rates that do not depend on the state do to the averages of the states of two levels: which of them can balance.

In the state p_K = 1 - s > 0, p_M = s, K < M, sigma_n vanishes for n < K and is positive for n = K > 1; it is negative for all n > K
but M, where it is positive with the chance s. No rate is negative. So if operators look at one sigma each, at the rates u_nJX from
|X> to |J> where sigma_n > 0 and d_nJX where sigma_n < 0, then that level J != K, M stays empty for all s in (0, 1) means, for all
K < M,

    u_KJK = u_KJM = 0 (K > 1),    d_nJK = d_nJM = 0 (n > K, n != M),    u_MJK = d_MJK = u_MJM = d_MJM = 0.

That M is at rest for all s then means, from s = 0, u_KMK = d_nMK = d_MMK = 0, from s -> 1, u_KKM = d_nKM = u_MKM = 0, and from
the rest u_MMK = d_MKM. For N > 2 that is all rates but u_221 = d_212: for M > 2 there is a K < M other than J, so that d_MJM = 0.
"""

from functools import cache

from bornproof.symbolic.components import population_rate
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.model import Jumps
from bornproof.symbolic.notation.core import I, J, K, M, N, W, delta, kappa, n, rho
from bornproof.symbolic.notation.operators import ketbra
from bornproof.symbolic.notation.relations import Lt, Ne
from bornproof.symbolic.notation.variants import falling, rising, share, taken
from sympy import Add, Expr, Indexed, Integer, Sum

__all__ = ["ANY", "TWO_LEVELS", "rate_by_signs", "rate_by_winner"]

ANY = (Jumps(ketbra(M, K), rate=taken[W, M, K]), Jumps(ketbra(K, M), rate=taken[W, K, M]))  # |J><K| at the rate w_WJK
TWO_LEVELS = (Lt(K, M), Lt(share, 1), Ne(J, K), Ne(J, M))


@cache
def rate_by_winner(level: Expr) -> Derivation:
    """The averaged rate at t = 0 of J or of M in the state p_K = 1 - s, p_M = s, with rates w_WJK that know the winner W alone.

    J, K and M differ, in any order; K wins with the chance 1 - s, M with s.
    """
    steps = _in_two_levels(level)
    by = [steps.result.subs(W, winner) for winner in (K, M)]
    return steps.then("average over the winner, K or M; multiply by kappa", kappa * ((1 - share) * by[0] + share * by[1]))


@cache
def rate_by_signs(level: Expr) -> Derivation:
    """The same rate with rates u_nJK that look at sigma_n > 0 and d_nJK that look at sigma_n < 0; it supposes `TWO_LEVELS`.

    >>> rate_by_signs(J).result.subs(share, 0).subs(K, 1)
    kappa*Sum(d[n, J, 1], (n, 2, N))
    """
    steps = _in_two_levels(level).supposing(*(TWO_LEVELS if level == J else TWO_LEVELS[:2]))
    mean = steps.result.replace(
        lambda node: isinstance(node, Indexed) and node.base == taken, lambda node: _by_signs(*node.indices[1:])
    )
    return steps.then("average over the signs: sigma_M alone is uncertain, P(sigma_M > 0) = s; multiply by kappa", kappa * mean)


def _by_signs(to: Expr, off: Expr) -> Expr:
    """The averaged rate from |off> to |to>, of all operators: where sigma_K > 0, sigma_n < 0 for n > K, but for sigma_M."""
    certain = (1 - delta(1, K)) * rising[K, to, off] + Sum(falling[n, to, off], (n, K + 1, N))
    return certain + share * (rising[M, to, off] - falling[M, to, off])


def _in_two_levels(level: Expr) -> Derivation:
    steps = population_rate(ANY)
    gain, loss = _by_others(steps.result)
    rate = Add(*(weight * gain.subs(M, other) for other, weight in ((K, 1 - share), (M, share)) if other != level))
    if level == M:
        rate = rate.subs(J, M) - share * Sum((1 - delta(I, M)) * loss.subs(M, I).subs(J, M), (I, 1, N))
    return steps.then("insert rho_KK = 1 - s and rho_MM = s", rate)


def _by_others(rate: Expr) -> tuple[Expr, Expr]:
    """What rho_JJ gains from a level M per rho_MM and loses to it per rho_JJ; raises SymbolicError unless above is as below."""
    found = []
    for low in (Integer(1), J + 1):
        sums = [node for node in rate.atoms(Sum) if node.limits[0][1] == low]
        found.append({node.function / (rho[M, M] if node.has(rho) else 1) for node in sums})
    if found[0] != found[1]:
        raise SymbolicError("levels above and below must act alike")
    gain, loss = (next(one for one in found[0] if one.indices[place] == M) for place in (2, 1))
    return gain, loss
