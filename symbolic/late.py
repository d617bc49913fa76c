"""Late times: how far the averaged distribution is from Born's rule when exp(-kappa t) is small, for every N and state.

To first order in x = exp(-kappa t), F_n - S_n = x D_n. With g(a, b) = (b - a) (1 - b + a)/a for a level that takes the partial sum
from a to b, D_n = S_n (sum of g over the levels above n), but for n = 1. What the levels from a to 1 can add up to is

    phi(a) = 1/(4 a) - a + log 2 for a <= 1/2,    phi(a) = -log a for a >= 1/2:

one level from a to 1/2, and infinitely fine ones above. So D_n <= S_n phi(S_n) <= (1 + (log 2)^2)/4, more than 1/e.
"""

from dataclasses import replace
from functools import cache

from bornproof.symbolic.averaged_sums import averaged_sum_of_state
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.diffuse import NORMALISED
from bornproof.symbolic.drift import CERTAIN
from bornproof.symbolic.notation.core import M, N, S, W, delta, n, p, x
from bornproof.symbolic.notation.diffuse import after, before
from bornproof.symbolic.rational_functions import demand_zero, derivative, lowest_terms
from bornproof.symbolic.weights import distance_from_winner
from sympy import Expr, Integer, Product, Rational, Sum, Symbol, diff, expand, log

__all__ = [
    "drift", "largest_above_half", "largest_below_half", "level_drift", "margin_below_half", "margin_slope",
    "mean_distance", "step_between_levels",
]  # fmt: skip

_HALF = Rational(1, 2)
_a, _b = before, after
_RISE = (_b - _a) * (1 - _b + _a) / _a
_LOW, _HIGH = 1 / (4 * _a) - _a + log(2), -log(_a)


@cache
def drift() -> Derivation:
    """D_n, the coefficient of x in F_n, for symbolic N and n; it supposes that S_n > 0 and S_N = 1."""
    name = Symbol("x")
    below, level = S[M - 1], S[M] - S[M - 1]
    factor, share = (below + name * level) / S[M], level * below / (below + name * level)
    known = averaged_sum_of_state()
    demand_zero("the closed form", expand(_closed(factor, share, name).subs(name, x) - known.result))
    zero = Integer(0)
    ratio, slope = lowest_terms(derivative(factor, name, zero) / factor.subs(name, 0)), derivative(share, name, zero)
    rise = _factored(ratio + slope)
    rule = (
        "at x = 0 the product telescopes to S_n, and the bracket is 1, for the p_M sum to 1 - S_n; add the relative slopes of the "
        "factors and the slope of the bracket, with x^n = x for n = 1 alone"
    )
    return known.supposing(NORMALISED).then(rule, S[n] * (Sum(rise, (M, n + 1, N)) - delta(n, 1) * (1 - S[n])))


@cache
def level_drift() -> Derivation:
    """D_n - D_{n-1}, the coefficient of x in the averaged population of one level, D_0 = 0; it supposes S_n > 0 and S_N = 1.

    Of F_n and F_{n-1}, with the level n written out, S_{n-1} may vanish. With A = S_n (1 + T_1 x) and B = 1 - S_n + T_2 x for the
    levels above n, up to the order x^2, T_1 + T_2 is the sum of g.
    """
    below, level, first, second, name = (Symbol(text) for text in ("S", "p", "T_1", "T_2", "x"))
    product, total = (below + level) * (1 + first * name), 1 - below - level + second * name

    def found(power: Expr, power_below: Expr) -> Expr:
        upto = product * (below + level + (1 - power) * total)
        falling = (below + name * level) * (below + (1 - power_below) * total) + (1 - power_below) * level * below
        return derivative(upto - product / (below + level) * falling, name, Integer(0))

    ordinary = level * (first + second - 1 + level)
    demand_zero("the drift of a level above 2", found(Integer(0), Integer(0)) - ordinary)
    demand_zero("the drift of level 2", found(Integer(0), name) - ordinary - below * (1 - below))
    demand_zero("the drift of level 1", (found(name, Integer(1)) - ordinary).subs(below, 0))
    total_above = Sum((S[M] - S[M - 1]) * (1 - S[M] + S[M - 1]) / S[M - 1], (M, n + 1, N))
    result = (S[n] - S[n - 1]) * (total_above - 1 + S[n] - S[n - 1]) + delta(n, 2) * S[1] * (1 - S[1])
    rule = "D_n - D_{n-1}, with the level n of F_{n-1} written out; at n = 2 that has a term more"
    return replace(derivation(rule, result), supposed=drift().supposed)


@cache
def step_between_levels() -> Derivation:
    """h_n - h_{n+1} with h_n = sum_{M>n} g_M - (1 - p_n): it is not negative, so that p_n h_n changes its sign at most once."""
    level, following = S[n] - S[n - 1], S[n + 1] - S[n]
    difference = following * (1 - following) / S[n] + level - following
    steps = derivation("h_n - h_{n+1}: g of the level n + 1, and the two probabilities", difference)
    result = level + following * (1 - S[n + 1]) / S[n]
    demand_zero("the step", steps.result - result)
    return steps.then("no term is negative", result)


@cache
def margin_below_half() -> Derivation:
    """phi(a) - g(a, b) - phi(b) for b <= 1/2: it is not negative, and 0 at b = 1/2."""
    steps = derivation("phi(a) - g(a, b) - phi(b), both by the form below 1/2", _LOW - _RISE - _LOW.subs(_a, _b))
    square = (_b - _a) * (2 * _b - 1) ** 2 / (4 * _a * _b)
    demand_zero("the margin", steps.result - square)
    return steps.then("a square, times what is not negative", square)


@cache
def margin_slope() -> Derivation:
    """The derivative in b of phi(a) - g(a, b) - phi(b) for b >= 1/2: positive, from a margin of 0 at b = a or b = 1/2."""
    steps = derivation("the part of phi(a) - g(a, b) - phi(b) that depends on b", -_RISE - _HIGH.subs(_a, _b))
    slope = (_b - _a) * (2 * _b - 1) / (_a * _b)
    demand_zero("the slope", diff(steps.result, _b) - slope)
    demand_zero("the margin at b = a", _RISE.subs(_b, _a))
    demand_zero("the two forms at 1/2", (_LOW - _HIGH).subs(_a, _HALF).expand())
    demand_zero("the margin at b = 1/2", margin_below_half().result.subs(_b, _HALF))
    return steps.then("differentiate", slope)


@cache
def largest_below_half() -> Derivation:
    """The supremum of D_n over N and all states with S_n = a <= 1/2, n >= 2.

    It is approached by one level from a to 1/2 and ever finer ones above, where g adds up to the integral of 1/S from 1/2 to 1.

    >>> largest_below_half().result.subs(before, log(2) / 2)
    log(2)**2/4 + 1/4
    """
    margin_slope()
    rule = "phi is not below what the levels above add up to: a level adds at most what phi falls by"
    steps = margin_below_half().then(rule, _LOW)
    reached = _RISE.subs(_b, _HALF) + log(2)
    demand_zero("what is reached", reached - _LOW)
    steps = steps.then("and that is approached: g(a, 1/2), and the integral of 1/S from 1/2 to 1", reached)
    square = (1 + log(2) ** 2) / 4 - (_a - log(2) / 2) ** 2
    demand_zero("the square", expand(_a * _LOW - square))
    return steps.then("times a: a square is missing to the largest of all", square)


@cache
def largest_above_half() -> Derivation:
    """The supremum of D_n over N and all states with S_n = a >= 1/2, n >= 2: it is approached by ever finer levels.

    >>> largest_above_half().result
    -a*log(a)
    """
    return margin_slope().then("phi(1) = 0: phi(a) is not below what the levels above add up to, and is approached", _a * _HIGH)


@cache
def mean_distance() -> Derivation:
    """The average of the total variation distance between the populations and the outcome of their sector, at all times.

    >>> mean_distance().result.subs(N, 2).doit().subs(p[1], 1 - p[2]).factor()
    -2*(p[2] - 1)*exp(-kappa*t)*p[2]
    """
    steps = distance_from_winner()
    at = steps.result / 2
    mean = Sum(p[W] * expand(at).replace(lambda node: getattr(node, "args", ())[1:] == (W, W), lambda _: p[W]), (W, 1, N))
    steps = replace(steps, supposed=(CERTAIN,))  # every sector that has a probability has a winner, and p is a state
    return steps.then("half of it, averaged: W wins with the probability p_W, whatever the other signs are; rho_WW(0) = p_W", mean)


def _closed(factor: Expr, share: Expr, name: Expr) -> Expr:
    return Product(factor, (M, n + 1, N)) * (S[n] + (1 - name**n) * Sum(share, (M, n + 1, N)))


def _factored(expr: Expr) -> Expr:
    level = S[M] - S[M - 1]
    demand_zero("the rate", expr - level * (1 - level) / S[M - 1])
    return level * (1 - S[M] + S[M - 1]) / S[M - 1]
