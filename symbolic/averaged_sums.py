"""The averaged partial sums of the populations in closed form, for every N, n, state and time: what (33) is in general.

What moves in one sector is in `sector_sums`. The signs are independent; sigma_M > 0 has the probability p_M/S_M. With
x = exp(-kappa t) and m_M = (S_{M-1} + x p_M)/S_M, the mean of x^theta(sigma_M), a start with the populations q (q = p for
the state that the hidden variables belong to) gives

    F_n = E R_n = prod_{M>n} m_M (q_1 + ... + q_n + (1 - x^n) sum_{M>n} q_M S_{M-1}/(S_{M-1} + x p_M)).

Where S_z = 0 < S_{z+1} the sigmas up to z vanish: for n < z, D_n = D_z, c is that of z, and 1 - x^n becomes (1 - x^z) n/z.
"""

from dataclasses import replace
from functools import cache

from bornproof.symbolic.components import damping_exponent
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import probability_down, probability_up
from bornproof.symbolic.levels import apply_deltas
from bornproof.symbolic.notation.core import I, J, K, M, N, S, delta, down, kappa, n, rho0, t, up, x
from bornproof.symbolic.notation.relations import Eq, Gt, Le, Lt
from bornproof.symbolic.rational_functions import lowest_terms
from bornproof.symbolic.sector_sums import at_first, count_up, decaying, demand_zero, lower, lower_rate, sector_sum
from sympy import Add, Expr, Integer, Product, Rational, Sum, Symbol, diff, expand

__all__ = [
    "EMPTY_BELOW", "LIKELY", "averaged_coherence", "averaged_sum", "averaged_sum_of_state", "averaged_sum_over_zeros",
    "mean_factor", "mean_of_power",
]  # fmt: skip

LIKELY = Gt(S[n], 0)  # then no sigma above the level n vanishes, almost surely
EMPTY_BELOW = (Eq(S[K], 0), Gt(S[K + 1], 0), Le(n, K))


@cache
def mean_factor(part: int = 1) -> Derivation:
    """The mean of x^theta(sigma_M), or of its root of this order, over lambda_M where S_M > 0.

    >>> mean_factor().result
    ((-S[M - 1] + S[M])*exp(-kappa*t) + S[M - 1])/S[M]
    """
    steps = derivation("sigma_M > 0: x; sigma_M < 0: 1; each by its area", mean_of_power(2 * up(M) / part, M))
    return steps.then("one fraction", (S[M - 1] + x ** Rational(1, part) * (S[M] - S[M - 1])) / S[M])


@cache
def averaged_sum() -> Derivation:
    """F_n(t), the average of R_n(t), for symbolic N and n, from any matrix rho(0); it supposes `LIKELY`.

    The areas are those of the state to which the hidden variables belong, in whose S_M they are written.
    """
    product, total = _means()
    steps = replace(sector_sum(), supposed=(LIKELY,))
    rule = "F_n, the mean of R_n over the independent signs: S_M > 0 for M >= n, so no sigma above n vanishes, almost surely"
    return steps.then(rule, product * (at_first(lower(n)) + (1 - x**n) * total))


@cache
def _means() -> tuple[Expr, Expr]:
    """The mean E of x^c, a product, and the mean of x^c D_n(0) over E, a sum, for S_{n+1} > 0.

    By induction over the levels above n: the signs are independent, so one more level multiplies the mean of x^c by the
    mean of its own factor, and adds to the mean of x^c D_n(0) what it holds if it decays.
    """
    power, falling, mean, weight, fall = (Symbol(name, positive=True) for name in ("E", "G", "m", "rho", "d"))
    rise_in_x = mean - fall  # x p_M/S_M: the mean factor without its part sigma_M < 0
    ratio = falling / power
    one_more = rise_in_x * falling + fall * (falling + weight * power)  # of x^c D_n(0); theta(s) theta(-s) = 0
    residual = one_more / (mean * power) - (ratio + weight * fall / mean)
    demand_zero("the mean over one more sign", lowest_terms(residual))
    share = probability_down(M).result / mean_factor().result
    demand_zero("the share of what decays", lowest_terms(share - S[M - 1] / _denominator()))
    demand_zero("the mean factor", lowest_terms(mean_factor().result - mean_factor().steps[0].result))
    return Product(mean_factor().result, (M, n + 1, N)), Sum(rho0[M, M] * S[M - 1] / _denominator(), (M, n + 1, N))


@cache
def averaged_sum_of_state() -> Derivation:
    """F_n(t) for the state to which the hidden variables belong: rho_MM(0) = S_M - S_{M-1}."""
    steps = averaged_sum()
    started = steps.result.subs(at_first(lower(n)), S[n]).replace(
        lambda node: getattr(node, "base", None) == rho0, lambda node: S[node.indices[0]] - S[node.indices[0] - 1]
    )
    return steps.then("rho_MM(0) = S_M - S_{M-1}", started)


@cache
def averaged_sum_over_zeros() -> Derivation:
    """F_n(t) from any matrix rho(0) where the first K >= n levels have no weight, so that their sigmas vanish; S_{K+1} > 0.

    It supposes `EMPTY_BELOW`. Nothing decays in n+1..K: D_n = D_K and c are those of K, of which D_K and the mean are known.
    Raises SymbolicError unless R_n obeys its rate equation and takes the initial value.
    """
    up_above, rest, begin = Symbol("c", nonnegative=True), Symbol("D", nonnegative=True), Symbol("R", nonnegative=True)
    falling = rest * x ** (K + up_above)
    below = x**up_above * (begin + n * (1 - x**K) * rest / K)
    names = {count_up(n): up_above, decaying(n): falling, lower(n): below}
    demand_zero("the solution below the state", (diff(below, t) - kappa * lower_rate().result.xreplace(names)).expand().powsimp())
    demand_zero("the solution below the state at t = 0", expand(below.subs(t, 0)) - begin)
    steps = replace(sector_sum(), supposed=EMPTY_BELOW)
    start = {rest: at_first(decaying(K)), begin: at_first(lower(n)), up_above: count_up(K)}
    steps = steps.then("sigma_M = 0 for M = 2..K: D_n = D_K, and c counts the levels above K", below.xreplace(start))
    product, total = (part.subs(n, K) for part in _means())
    rule = "F_n, the mean of R_n over the independent signs: S_M > 0 for M > K, so no sigma above K vanishes, almost surely"
    return steps.then(rule, product * (at_first(lower(n)) + n * (1 - x**K) * total / K))


@cache
def averaged_coherence() -> Derivation:
    """The average of rho_IJ(t)/rho_IJ(0), I < J: Lambda_IJ is a sum over the levels, whose signs are independent.

    It supposes I < J and S_I > 0. Raises SymbolicError unless each level has at most one term for either sign.
    """
    steps = damping_exponent().supposing(Lt(I, J), Gt(S[I], 0))
    above = Sum(up(M), (M, I + 1, N))
    parts = Sum(up(M), (M, I + 1, J - 1)), up(J), Sum(up(M), (M, J + 1, N))
    whole = apply_deltas(steps.result.subs(delta(I, J), 0)).subs(above, Add(*parts))
    between, higher = up(M), 2 * up(M)  # what one level adds
    own = [up(J) + (J - 1) * down(J), (I - 1) * down(I)]
    demand_zero("Lambda_IJ", expand(whole - parts[0] - 2 * parts[2] - Add(*own)))
    steps = steps.then("I < J: what each level adds", whole)
    found = mean_of_power(own[1], I) * Product(mean_of_power(between, M), (M, I + 1, J - 1))
    found *= mean_of_power(own[0], J) * Product(mean_of_power(higher, M), (M, J + 1, N))
    return steps.then("the mean of x^(Lambda_IJ/2): the signs are independent, sigma_M != 0 almost surely", found)


def mean_of_power(exponent: Expr, level: Expr) -> Expr:
    """The mean of x^(e/2) over lambda_level, where e depends on the sign of sigma_level."""
    rise, fall = (odds(M).result.subs(M, level) for odds in (probability_up, probability_down))
    for_up, for_down = (exponent.xreplace({up(level): Integer(k), down(level): Integer(1 - k)}) for k in (1, 0))
    return rise * x ** (for_up / 2) + fall * x ** (for_down / 2)


def _denominator() -> Expr:
    return S[M - 1] + x * (S[M] - S[M - 1])
