"""Hidden variables that are not uniform: which laws give Born's rule, in one order and averaged over orders; Sections 4.4, 6.

One order: with u_n = |lambda_n|^2 of any joint law the outcome is |1> where u_n <= a_n = S_{n-1}/S_n for all n, and every
a in (0, 1]^(N-1) belongs to a state. So Born's probability of |1> is the joint distribution function, and only that of
independent uniform u_n will do (`forced`); atoms, and what becomes of sigma_n = 0, change nothing, for a distribution function is
continuous but for countably many thresholds of each u_n, and right-continuous.

All orders with equal weights: N = 2 sees only the antisymmetric part of the law about u = 1/2 (`two_levels`). N = 3 sees of a joint
law that C(x, y) = F_IJ - F_JI - (D_I - D_J) - 2 (x - y), x and y the probabilities of I and J, is not alternating in x, y and
1 - x - y (`three_levels`). For any N the levels pass to each other what they have beyond Born's rule (`passed_on`): I passes J what
the orders with I next above J, and J next above I, tell apart, and Born's rule needs flows without sources, the sums of flows
round triangles. For independent u_n, and Born's rule among fewer levels, m_J/p_J must not depend on p_J for N >= 3
(`top`): the density of u_n is 1 + gamma_n (1 - 2 u), with any gamma_n in [-1, 1] (`hidden`).
"""

from collections.abc import Callable
from functools import cache
from itertools import permutations

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import born, threshold
from bornproof.symbolic.drift import CERTAIN
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import J, K, M, N, S, n, p
from bornproof.symbolic.notation.relations import Eq
from bornproof.symbolic.notation.skews import beyond, both_below, excess, inside, losing, same, same_later, slope, slopes
from bornproof.symbolic.rational_functions import lowest_terms
from sympy import Abs, Add, Expr, Integer, Product, Sum, Symbol, expand, factorial, sign, sqrt

__all__ = [
    "IS_PAIR", "IS_QUADRUPLE", "IS_TRIPLE", "agreement", "changed_pairs", "correlation", "forced", "four_levels", "frozen",
    "hidden", "marginal", "passed_on", "three_levels", "top", "two_levels", "unseen",
]  # fmt: skip

IS_PAIR = Eq(p[1] + p[2], 1)
IS_TRIPLE = Eq(p[1] + p[2] + p[3], 1)
IS_QUADRUPLE = Eq(p[1] + p[2] + p[3] + p[4], 1)


@cache
def forced() -> Derivation:
    """P(|lambda_n|^2 <= a_n for n = 2..N) for any a in (0, 1]^(N-1), if |1> comes out as often as Born's rule says.

    >>> forced().result.subs(N, 3).doit()
    a[2]*a[3]
    """
    limit = threshold().result
    if lowest_terms(limit.subs(S[n - 1], beyond[n] * S[n])) != beyond[n]:
        raise SymbolicError("the thresholds must be those of the state")
    steps = derivation("|1> remains where |lambda_n|^2 <= S_{n-1}/S_n for n = 2..N", limit)
    steps = steps.then("the state with S_N = 1, S_{n-1} = a_n S_n has these thresholds", beyond[n])
    steps = steps.then("Born's probability of |1>", born(Integer(1), {}).result.subs(S[N], 1))
    return steps.then("S_1 of this state", Product(beyond[M], (M, 2, N)))


@cache
def two_levels() -> Derivation:
    """P(|1>) - p_1 for two levels averaged over both orders; D_I is the distribution function of |lambda_2|^2 at p_I."""
    steps = derivation("order 1, 2: sigma_2 < 0; order 2, 1: sigma_2 > 0", (inside[1] + 1 - inside[2]) / 2)
    steps = steps.supposing(IS_PAIR)
    return steps.then("minus p_1 = (1 + p_1 - p_2)/2", expand(steps.result - (1 + p[1] - p[2]) / 2))


def three_levels(level: int) -> Derivation:
    """6 (P(|I>) - p_I) for three levels averaged over the six orders, I = `level`, for any joint law of lambda_2 and lambda_3."""
    total: Expr = Integer(0)
    for first, second, last in permutations((1, 2, 3)):
        below, top = both_below[first, second], inside[last]
        total += {first: below, second: top - below, last: 1 - top}[level]
    steps = derivation("the first level: both sigmas < 0; the last: sigma_3 > 0; added up over the orders", total)
    one, other = (each for each in (1, 2, 3) if each != level)
    own = 2 + 4 * p[level] - 2 * p[one] - 2 * p[other]
    return steps.supposing(IS_TRIPLE).then("minus 6 p_I = 2 + 4 p_I - 2 p_J - 2 p_K", expand(total - own))


@cache
def four_levels() -> Derivation:
    """24 (P(|1>) - p_1) for four levels averaged over all orders, for any joint law of the hidden variables, as `passed_on` has it.

    Raises SymbolicError unless it is that. It supposes `IS_QUADRUPLE`.
    """
    total: Expr = Integer(0)
    for order in permutations(range(1, 5)):  # the highest level first
        place = order.index(1)
        total += _all_lose(order[:place]) - (_all_lose(order[: place + 1]) if place < 3 else 0)
    steps = derivation("those above |1> lose and |1> does not; added up over the orders", total).supposing(IS_QUADRUPLE)
    found = Add(*(passed_on(4, 1, other, _all_lose) for other in (2, 3, 4)))
    if expand((found - total + 24 * p[1]).subs(p[1], 1 - p[2] - p[3] - p[4])) != 0:
        raise SymbolicError("what a level has beyond Born's rule must be what others pass on to it")
    return steps.then("minus 24 p_1: by pairs of levels next to each other", found)


def passed_on(size: int, to: int, other: int, lose: Callable[[tuple[int, ...]], Expr]) -> Expr:
    """C_JL, what |J> has from |L> of N! (P(|J>) - p_J), averaged over the orders of N levels: C_JL = -C_LJ.

    In an order the k highest levels together win less than they must, by w_k = P(all of them lose) - 1 + their probabilities, and
    the levels below them more. So in each order a level has -w_k from the one next below it, whatever the law is.

    Parameters
    ----------
    size
        N, at least 2.
    to, other
        J and L, two of the levels 1..N.
    lose
        The probability that the highest levels of an order lose, these levels, the highest first.

    Examples
    --------
    >>> passed_on(2, 1, 2, lambda levels: inside[levels[0]])
    -D[1] + D[2] - p[1] + p[2]
    """
    rest = [level for level in range(1, size + 1) if level not in (to, other)]
    total = factorial(size - 1) * (p[other] - p[to])
    for count in range(size - 1):
        for above in permutations(rest, count):
            total += factorial(size - 2 - count) * (lose((*above, other)) - lose((*above, to)))
    return total


def _all_lose(levels: tuple[int, ...]) -> Expr:
    return Integer(1) if not levels else inside[levels[0]] if len(levels) == 1 else losing[levels]


@cache
def top() -> Derivation:
    """P(|J>) - p_J averaged over the orders of N levels, if the orders of the levels below the last give p_J/(1 - p_K).

    Where K is the last level sigma_N < 0 has the probability D_K = (1 - p_K) (1 + m_K).
    """
    loses = (1 - p[K]) * (1 + excess[K])
    won = expand(1 - loses.subs(K, J))
    passed = lowest_terms(loses * p[J] / (1 - p[K]))
    every = won + Sum(passed, (K, 1, N)) - passed.subs(K, J)
    steps = derivation("N P(|J>): J is the last level and wins, or K is and loses", every)
    counted = expand(steps.result.subs(Sum(passed, (K, 1, N)), p[J] * (N + Sum(excess[K], (K, 1, N)))))
    return steps.then("sum; divide by N, subtract p_J", expand(counted / N) - p[J])


@cache
def hidden() -> Derivation:
    """P(|J>) averaged over all orders, if u = |lambda_n|^2 has the density 1 + gamma_n (1 - 2 u), for symbolic N.

    >>> hidden().result
    p[J]
    """
    u, step = Symbol("u"), slopes[N]
    function = u + step * u * (1 - u)
    if lowest_terms((function / u).subs(u, 1 - p[K]) - 1 - step * p[K]) != 0 or function.subs(u, 1) != 1:
        raise SymbolicError("the excess must be proportional to p_K")
    steps = derivation("D_K = G(1 - p_K) with G(u) = u + gamma_N u (1 - u): m_K", step * p[K]).supposing(CERTAIN)
    missing = top().result.subs(Sum(excess[K], (K, 1, N)), step * CERTAIN.rhs).subs(excess[J], step * p[J])
    steps = steps.then("P(|J>) - p_J, if Born's rule holds for N - 1 levels in all orders", expand(missing))
    if steps.result != 0:
        raise SymbolicError("the average over the orders must be Born's")
    return steps.then("by induction on N, from one level", p[J])


@cache
def unseen() -> Derivation:
    """1 if the probability of `hidden` differs from Born's, else 0."""
    steps = hidden()
    return steps.then("the modulus of the sign of what it differs from Born's by", Abs(sign(steps.result - p[J])))


@cache
def agreement(law_slope: Expr = slope) -> Derivation:
    """The probability of different spins where Born's rule has 1 - s, for the singlet in the order of Eq. (26).

    P(|1>) = P(|2>) = (1 - s)/2, P(|3>) = P(|4>) = s/2 by Born's rule; all |lambda_n|^2 have the slope gamma.
    """
    down = [_down(level, law_slope) for level in (3, 4)]
    steps = derivation("sigma_3 < 0 and sigma_4 < 0", down[0] * down[1])
    return steps.then("insert S_2 = 1 - s, S_3 = 1 - s/2, S_4 = 1", lowest_terms(steps.result))


@cache
def marginal() -> Derivation:
    """The final probability of spin up at A, |2> or |4>, with these distributions.

    >>> marginal().result.subs(slope, 0).factor()
    1/2
    """
    last, third, second = (_down(level, slope) for level in (4, 3, 2))
    steps = derivation("P(sigma_4 > 0) + P(sigma_4 < 0, sigma_3 < 0, sigma_2 > 0)", 1 - last + last * third * (1 - second))
    return steps.then("insert S_1 = (1 - s)/2, S_2 = 1 - s, S_3 = 1 - s/2, S_4 = 1", lowest_terms(steps.result))


@cache
def correlation() -> Derivation:
    """The final value of CHSH at the standard settings: s is (2 - sqrt 2)/4 for three pairs, (2 + sqrt 2)/4 for the fourth."""
    different = agreement().result
    low, high = ((2 + root * sqrt(2)) / 4 for root in (-1, 1))
    four = 6 * different - 2 * different.subs(same, same_later) - 2
    steps = derivation("three times 2 P(different) - 1, minus the fourth", four)
    values = [different.subs(same, value) for value in (low, high)]
    total = expand(6 * values[0] - 2 * values[1] - 2)
    powers = [total.coeff(slope, power) for power in range(3)]
    if expand(total - sum(c * slope**power for power, c in enumerate(powers))) != 0:
        raise SymbolicError("CHSH must be a polynomial of the second degree in the slope")
    return steps.then("insert", Add(*(lowest_terms(c) * slope**power for power, c in enumerate(powers))))


@cache
def changed_pairs() -> Derivation:
    """The share of the lambdas with which spins differ at s and agree at r >= s, all lambdas uniform.

    A lambda at which they differ at r makes them differ at s: the thresholds S_2/S_3 and S_3/S_4 fall with s.
    """
    at_s, at_r = (agreement(Integer(0)).result.subs(same, value) for value in (same, same_later))
    steps = derivation("P(different at s) - P(different at both), and the second is P(different at r)", at_s - at_r)
    return steps.then("the areas", expand(at_s - at_r))


@cache
def frozen() -> Derivation:
    """The share of the lambdas, each kept for all four measurements, with which CHSH at the standard settings is 4.

    >>> frozen().result
    sqrt(2)/2
    """
    low, high = ((2 + root * sqrt(2)) / 4 for root in (-1, 1))
    steps = changed_pairs()
    rule = "spins that differ at three pairs of settings and agree at the fourth: s = (2 - sqrt 2)/4, r = (2 + sqrt 2)/4"
    return steps.then(rule, expand(steps.result.xreplace({same: low, same_later: high})))


def _down(level: int, law_slope: Expr) -> Expr:
    """P(sigma_n < 0) of the singlet, n = `level`, by the distribution with this slope."""
    sums = {S[1]: (1 - same) / 2, S[2]: 1 - same, S[3]: 1 - same / 2, S[4]: Integer(1)}
    inner = threshold(Integer(level)).result.xreplace(sums)
    return lowest_terms(inner + law_slope * inner * (1 - inner))
