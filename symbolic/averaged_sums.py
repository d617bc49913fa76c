"""The averaged partial sums of the populations in closed form, for every N, n, state and time: what (33) is in general.

In one sector, in units of 1/kappa, with c = #{M > n: sigma_M > 0}, the sum R_n = rho_11 + ... + rho_nn and the sum D_n of
the rho_MM, M > n, with sigma_M < 0 obey two equations of their own where no sigma above n vanishes,

    D_n' = -(n + c) D_n,    R_n' = n D_n - c R_n,    so that    R_n = x^c (R_n(0) + (1 - x^n) D_n(0)),    x = exp(-kappa t).

The signs are independent; sigma_M > 0 has the probability p_M/S_M. With m_M = (S_{M-1} + x p_M)/S_M, the mean of
x^theta(sigma_M), a start with the populations q (q = p for the state that the hidden variables belong to) gives

    F_n = E R_n = prod_{M>n} m_M (q_1 + ... + q_n + (1 - x^n) sum_{M>n} q_M S_{M-1}/(S_{M-1} + x p_M)).

Where S_z = 0 < S_{z+1} the sigmas up to z vanish: for n < z, D_n = D_z, c is that of z, and 1 - x^n becomes (1 - x^z) n/z.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from bornproof.symbolic import rewriting
from bornproof.symbolic.components import damping_exponent, population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import check_probabilities, probability_down, probability_up
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.levels import apply_deltas
from bornproof.symbolic.notation.core import I, J, K, M, N, S, delta, down, kappa, n, rho, rho0, sigma, t, up, x
from bornproof.symbolic.notation.relations import Eq, Gt, Le, Lt, Ne
from bornproof.symbolic.rational import Exact, exact_rational, in_order
from bornproof.symbolic.rewriting.deltas import drop_empty_sums
from bornproof.symbolic.rewriting.ranges import common_ranges
from flint import fmpq, fmpq_poly
from sympy import Add, Expr, Integer, Product, Rational, Sum, Symbol, cancel, diff, expand

__all__ = [
    "DECIDED_ABOVE", "EMPTY_BELOW", "LIKELY", "averaged_coherence", "averaged_sum", "averaged_sum_of_state",
    "averaged_sum_over_zeros", "coherence_factor", "decaying_rate", "lower_rate", "mean_factor", "partial_sums", "sector_sum",
    "sums_at", "sums_in_x",
]  # fmt: skip

DECIDED_ABOVE = Ne(Product(sigma[M], (M, n + 1, N)), 0)  # no sigma above the level n vanishes
LIKELY = Gt(S[n], 0)  # then so it is, almost surely
EMPTY_BELOW = (Eq(S[K], 0), Gt(S[K + 1], 0), Le(n, K))
_ORDER = (N - 2, N - n - 1, n - 1)  # not negative for a level n below the top


@cache
def decaying_rate() -> Derivation:
    """The rate of D_n, the sum of rho_MM over M > n with sigma_M < 0, in units of kappa; it supposes `DECIDED_ABOVE`.

    By induction from n = N, where D_N = 0, down: D_n = D_{n+1} + theta(-sigma_{n+1}) rho_{n+1,n+1}. Raises SymbolicError
    unless base and step reduce to 0.

    >>> decaying_rate().result
    (-n - Sum(Heaviside(sigma[M], 0), (M, n + 1, N)))*Sum(Heaviside(-sigma[M], 0)*rho[M, M], (M, n + 1, N))
    """
    steps = population_rate().supposing(DECIDED_ABOVE)
    joining = down(n + 1) * steps.result.subs(J, n + 1)
    step = (_decaying_rate(n) - _decaying_rate(n + 1) - joining).subs(down(n + 1), 1 - up(n + 1))
    _demand_zero("the rate of what decays", drop_empty_sums(_decaying_rate(N)), _split(step).subs(down(n + 1), 1 - up(n + 1)))
    rule = "from n + 1 to n: add rho_MM of M = n + 1 if sigma_M < 0; theta(-sigma_M) = 1 - theta(sigma_M)"
    return steps.then(rule, _decaying_rate(n))


@cache
def lower_rate() -> Derivation:
    """The rate of R_n = rho_11 + ... + rho_nn in units of kappa, for symbolic N and n, any sector and matrix.

    By induction from n = 1 up. Raises SymbolicError unless base and step reduce to 0.

    >>> lower_rate().result
    n*Sum(Heaviside(-sigma[M], 0)*rho[M, M], (M, n + 1, N)) - Sum(Heaviside(sigma[M], 0), (M, n + 1, N))*Sum(rho[M, M], (M, 1, n))
    """
    steps = population_rate()
    base = _lower_rate(Integer(1)).subs(_lower(Integer(1)), rho[1, 1]) - steps.result.subs(J, 1)
    step = _lower_rate(n + 1) - _lower_rate(n) - steps.result.subs(J, n + 1)
    _demand_zero("the rate of a partial sum", _split(base), _split(step))
    return steps.then("add the rates of the levels 1, 2, ..., n", _lower_rate(n))


@cache
def sector_sum() -> Derivation:
    """R_n(t) in one sector in which no sigma above n vanishes, for symbolic N and n, from any matrix; see the module.

    Raises SymbolicError unless it obeys the rate equations and takes the initial value.
    """
    up_above, rest, begin = Symbol("c", nonnegative=True), Symbol("D", nonnegative=True), Symbol("R", nonnegative=True)
    names = {_count(n): up_above, _decaying(n): Symbol("D_n"), _lower(n): Symbol("R_n")}
    rates = [steps.result.xreplace(names) for steps in (decaying_rate(), lower_rate())]
    decaying = rest * x ** (n + up_above)
    lower = x**up_above * (begin + (1 - x**n) * rest)
    values = {Symbol("D_n"): decaying, Symbol("R_n"): lower}
    moving = (diff(found, t) - kappa * rate.subs(values) for found, rate in zip((decaying, lower), rates, strict=True))
    _demand_zero("the solution in a sector", *(expand(each.expand().powsimp()) for each in moving))
    _demand_zero("the solution in a sector at t = 0", decaying.subs(t, 0) - rest, expand(lower.subs(t, 0)) - begin)
    steps = decaying_rate().then("the partial sum of the levels below", lower_rate().result)
    start = {rest: _at_first(_decaying(n)), begin: _at_first(_lower(n)), up_above: _count(n)}
    return steps.then("D_n = x^(n + c) D_n(0); integrate R_n' = n D_n - c R_n", lower.xreplace(start))


@cache
def mean_factor(part: int = 1) -> Derivation:
    """The mean of x^theta(sigma_M), or of its root of this order, over lambda_M where S_M > 0.

    >>> mean_factor().result
    ((-S[M - 1] + S[M])*exp(-kappa*t) + S[M - 1])/S[M]
    """
    steps = derivation("sigma_M > 0: x; sigma_M < 0: 1; each by its area", _mean(2 * up(M) / part, M))
    return steps.then("one fraction", (S[M - 1] + x ** Rational(1, part) * (S[M] - S[M - 1])) / S[M])


@cache
def averaged_sum() -> Derivation:
    """F_n(t), the average of R_n(t), for symbolic N and n, from any matrix rho(0); it supposes `LIKELY`.

    The areas are those of the state to which the hidden variables belong, in whose S_M they are written.
    """
    product, total = _means()
    steps = replace(sector_sum(), supposed=(LIKELY,))
    rule = "average over the independent signs: S_M > 0 for M >= n, so no sigma above n vanishes, almost surely"
    return steps.then(rule, product * (_at_first(_lower(n)) + (1 - x**n) * total))


@cache
def _means() -> tuple[Expr, Expr]:
    """The mean E of x^c, a product, and the mean of x^c D_n(0) over E, a sum, for S_{n+1} > 0.

    By induction over the levels above n: the signs are independent, so one more level multiplies the mean of x^c by the
    mean of its own factor, and adds to the mean of x^c D_n(0) what it holds if it decays.
    """
    power, decaying, mean, weight, fall = (Symbol(name, positive=True) for name in ("E", "G", "m", "rho", "d"))
    rise_in_x = mean - fall  # x p_M/S_M: the mean factor without its part sigma_M < 0
    ratio = decaying / power
    one_more = rise_in_x * decaying + fall * (decaying + weight * power)  # of x^c D_n(0); theta(s) theta(-s) = 0
    residual = one_more / (mean * power) - (ratio + weight * fall / mean)
    _demand_zero("the mean over one more sign", cancel(residual))
    share = probability_down(M).result / mean_factor().result
    _demand_zero("the share of what decays", cancel(share - S[M - 1] / _denominator()))
    _demand_zero("the mean factor", cancel(mean_factor().result - mean_factor().steps[0].result))
    return Product(mean_factor().result, (M, n + 1, N)), Sum(rho0[M, M] * S[M - 1] / _denominator(), (M, n + 1, N))


@cache
def averaged_sum_of_state() -> Derivation:
    """F_n(t) for the state to which the hidden variables belong: rho_MM(0) = S_M - S_{M-1}."""
    steps = averaged_sum()
    started = steps.result.subs(_at_first(_lower(n)), S[n]).replace(
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
    decaying = rest * x ** (K + up_above)
    lower = x**up_above * (begin + n * (1 - x**K) * rest / K)
    names = {_count(n): up_above, _decaying(n): decaying, _lower(n): lower}
    _demand_zero("the solution below the state", (diff(lower, t) - kappa * lower_rate().result.xreplace(names)).expand().powsimp())
    _demand_zero("the solution below the state at t = 0", expand(lower.subs(t, 0)) - begin)
    steps = replace(sector_sum(), supposed=EMPTY_BELOW)
    start = {rest: _at_first(_decaying(K)), begin: _at_first(_lower(n)), up_above: _count(K)}
    steps = steps.then("sigma_M = 0 for M = 2..K: D_n = D_K, and c counts the levels above K", lower.xreplace(start))
    product, total = (part.subs(n, K) for part in _means())
    rule = "average over the independent signs: S_M > 0 for M > K, so no sigma above K vanishes, almost surely"
    return steps.then(rule, product * (_at_first(_lower(n)) + n * (1 - x**K) * total / K))


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
    _demand_zero("Lambda_IJ", expand(whole - parts[0] - 2 * parts[2] - Add(*own)))
    steps = steps.then("I < J: what each level adds", whole)
    found = _mean(own[1], I) * Product(_mean(between, M), (M, I + 1, J - 1))
    found *= _mean(own[0], J) * Product(_mean(higher, M), (M, J + 1, N))
    return steps.then("the mean of x^(Lambda_IJ/2): the signs are independent, sigma_M != 0 almost surely", found)


def sums_at(p: Sequence[Exact], time_factor: Exact, start: Sequence[Exact] | None = None) -> tuple[fmpq, ...]:
    """F_1, ..., F_N at x = exp(-kappa t), exactly, in O(N) operations.

    Parameters
    ----------
    p
        The N probabilities of the state to which the hidden variables belong: exact numbers, none negative, with sum 1.
    time_factor
        x, an exact number; 1 is t = 0, and 0 the limit t -> infinity.
    start
        The N populations at t = 0, exact numbers; those of the state, p, if not given.

    Raises
    ------
    SymbolicError
        For p that are not exact or no probabilities, and for another number of populations.

    Examples
    --------
    >>> sums_at(("1/9", "1/3", "5/9"), "1/2")
    (17/108, 41/81, 1)
    """
    weights = check_probabilities(p)
    return tuple(partial_sums(weights, _started(weights, start), exact_rational(time_factor), fmpq(1)))


def sums_in_x(p: Sequence[Exact], start: Sequence[Exact] | None = None) -> tuple[fmpq_poly, ...]:
    """F_1, ..., F_N as polynomials in x = exp(-kappa t), in O(N^2) operations; arguments and errors as of `sums_at`.

    >>> sums_in_x(("1/9", "1/3", "5/9"))
    ((-5/27)*x^2 + 5/27*x + 1/9, (-20/81)*x^2 + 20/81*x + 4/9, 1)
    """
    weights = check_probabilities(p)
    return tuple(partial_sums(weights, _started(weights, start), fmpq_poly([0, 1]), fmpq_poly([1])))


def partial_sums(weights: Sequence[Any], start: Sequence[Any], time_factor: Any, one: Any) -> list[Any]:
    """F_1, ..., F_N in any ring in which the partial sums of the weights that are not 0 have inverses.

    From the top level down, with P the product of the mean factors above n, and Q that product times the sum. What is not
    a weight is a polynomial, a ball or an expression as x = `time_factor` is; `one` is the 1 there.

    >>> partial_sums((fmpq(1, 4), fmpq(3, 4)), (fmpq(1), fmpq(0)), fmpq(1, 2), fmpq(1))
    [5/8, 1]
    """
    below, begun = list(accumulate(weights)), list(accumulate(start))
    powers = list(accumulate([time_factor] * len(below), lambda one, other: one * other))
    product, rest = one, one - one
    found = [one * begun[-1]]
    still = 0  # the number of leading levels whose sigma vanishes, once they are reached
    for level in range(len(below) - 1, 0, -1):
        if not still:
            if below[level]:
                rise, fall = weights[level] / below[level], below[level - 1] / below[level]
                mean = time_factor * rise + fall
                rest = rest * mean + product * (fall * start[level])
                product = product * mean
            else:
                still = level + 1
        spread = (one - powers[still - 1]) * level / still if still else one - powers[level - 1]
        found.append(product * begun[level - 1] + spread * rest)
    return found[::-1]


def coherence_factor(weights: Sequence[Any], low: int, high: int, root: Any, one: Any) -> Any:
    """The average of rho_IJ(t)/rho_IJ(0) for levels I < J, in any ring as of `partial_sums`, with the square root of x in it.

    A level whose sigma vanishes for every lambda does nothing.

    >>> coherence_factor((fmpq(1, 4), fmpq(1, 4), fmpq(1, 2)), 2, 3, fmpq_poly([0, 1]), fmpq_poly([1]))
    1/4*x^3 + 1/2*x^2 + 1/4*x
    """
    product = one
    for level, (below, upto) in enumerate(pairwise(accumulate(weights)), start=2):
        if level >= low and upto:
            raised, lowered = (level > low) + (level > high), (level - 1 if level in (low, high) else 0)
            product = product * (root**raised * (weights[level - 1] / upto) + root**lowered * (below / upto))
    return product


def _started(weights: Sequence[fmpq], start: Sequence[Exact] | None) -> Sequence[fmpq]:
    """The populations at t = 0."""
    if start is None:
        return weights
    values = tuple(map(exact_rational, in_order(start, "populations")))
    if len(values) != len(weights):
        raise SymbolicError(f"{len(weights)} probabilities need as many populations, not {len(values)}")
    return values


def _mean(exponent: Expr, level: Expr) -> Expr:
    """The mean of x^(e/2) over lambda_level, where e depends on the sign of sigma_level."""
    rise, fall = (odds(M).result.subs(M, level) for odds in (probability_up, probability_down))
    for_up, for_down = (exponent.xreplace({up(level): Integer(k), down(level): Integer(1 - k)}) for k in (1, 0))
    return rise * x ** (for_up / 2) + fall * x ** (for_down / 2)


def _decaying(level: Expr) -> Expr:
    """D_n."""
    return Sum(down(M) * rho[M, M], (M, level + 1, N))


def _count(level: Expr) -> Expr:
    """c."""
    return Sum(up(M), (M, level + 1, N))


def _lower(level: Expr) -> Expr:
    """R_n."""
    return Sum(rho[M, M], (M, 1, level))


def _decaying_rate(level: Expr) -> Expr:
    return (-level - _count(level)) * _decaying(level)


def _lower_rate(level: Expr) -> Expr:
    return level * _decaying(level) - _count(level) * _lower(level)


def _denominator() -> Expr:
    return S[M - 1] + x * (S[M] - S[M - 1])


def _at_first(expr: Expr) -> Expr:
    """A sum of populations, at t = 0."""
    return expr.replace(lambda node: getattr(node, "base", None) == rho, lambda node: rho0[node.indices])


def _split(expr: Expr) -> Expr:
    """Deltas applied, sums split to common ranges, for 1 <= n < N."""
    collected = rewriting.collect_sums(apply_deltas(expr), _ORDER)
    return rewriting.theta_algebra(apply_deltas(common_ranges(collected, _ORDER)))


def _demand_zero(what: str, *residuals: Expr) -> None:
    for residual in residuals:
        if (rest := rewriting.theta_algebra(residual)) != 0:
            raise SymbolicError(f"{what} must satisfy what it follows from, but {rest} is left")
