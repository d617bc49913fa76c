"""How averaged partial sums lie to Born's: never below, above by what, when equal; bounds, the extremum at the top, and jumps.

With A_M = m_{n+1} ... m_M and A_M S_M = S_n E_M, E_M = prod_{K=n+1}^M (1 + x p_K/S_{K-1}), one more level p_M changes F_n to
m_M F_n + A_{M-1} (1 - x^n) p_M S_{M-1}/S_M, so that by induction over the levels above n, from F_n = S_n,

    F_n - S_n = S_n sum_{M>n} (p_M/S_M) (x - x^n + (1 - x^n) (E_{M-1} - 1)) m_{M+1} ... m_N,

in which nothing is negative. It vanishes for 0 < x < 1 only where each p_M/S_M or its bracket does.
"""

from dataclasses import replace
from functools import cache
from typing import Any

from bornproof.symbolic.averaged_sums import EMPTY_BELOW, LIKELY, averaged_sum_of_state, averaged_sum_over_zeros, mean_factor
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import I, J, K, M, N, S, W, kappa, n, rho0, t, weight, x
from bornproof.symbolic.notation.relations import Eq, Gt, Lt
from bornproof.symbolic.rational_functions import lowest_terms
from bornproof.symbolic.winner import winner_law
from sympy import Abs, Add, Expr, Indexed, Integer, Mul, Product, Rational, Sum, Symbol, exp, expand

__all__ = [
    "JUMPS", "LATER", "NORMALISED", "ONE_ABOVE_FIRST", "PAIR_EMPTY", "RESTS", "at_rest", "excess", "first_alone", "jump", "least",
    "limit_of_pair", "one_more", "rise", "top_gap", "with_losers",
]  # fmt: skip

LATER = Gt(t, 0)
NORMALISED = Eq(S[N], 1)
JUMPS = EMPTY_BELOW
PAIR_EMPTY = (Eq(S[2], 0), Gt(S[3], 0))
ONE_ABOVE_FIRST = Eq(Sum(weight(M) * (S[M - 1] - S[1]), (M, 2, N)), 0)  # no two levels above the first
RESTS = Eq(Sum(weight(M) * S[M - 1], (M, 3, N)), 0)  # no level from the third on together with a lower one


@cache
def excess() -> Derivation:
    """F_n - S_n for symbolic N and n as the sum above; it supposes S_n > 0.

    Raises SymbolicError unless the step of the induction reduces to 0.
    """
    power, total, upto, first, start, added, likely = (
        Symbol(name, positive=True) for name in ("A", "Q", "S", "S_n", "E", "p", "y")
    )
    more = upto + added
    mean = (upto + x * added) / more
    before, after = (
        power * (first + (1 - likely) * total),
        power * mean * (first + (1 - likely) * (total + added * upto / (more * mean))),
    )
    new = first * (added / more) * (x - likely + (1 - likely) * (start - 1))
    residual = after - first - (mean * (before - first) + new)
    ratio = power * mean * more - first * start * (1 + x * added / upto)
    for what, rest in (("F_n", residual), ("A_M S_M", ratio)):
        if lowest_terms(rest.subs(power, first * start / upto)) != 0:
            raise SymbolicError(f"the step from N to N + 1 levels must reduce to 0 for {what}")
    steps = averaged_sum_of_state()
    rule = "F_n - S_n: by induction over the levels above n, from F_n = S_n; E_(M-1) is the product over I, x is exp(-kappa t)"
    return steps.then(rule, S[n] * Sum(_term(M), (M, n + 1, N)))


@cache
def one_more() -> Derivation:
    """F_n - S_n with N levels minus m_N times the same with the first N - 1 of them, for n < N; it supposes S_n > 0."""
    steps = excess().supposing(Lt(n, N))
    return steps.then("M = N: the others are m_N times what they were", S[n] * _term(N).xreplace({_factors(N): Integer(1)}))


@cache
def least() -> Derivation:
    """The least F_n of all times t >= 0, in every state: S_n.

    Raises SymbolicError unless it is seen of each factor of each term that the excess is never negative, and that it is 0 at t = 0.
    """
    steps, over_zeros = excess(), averaged_sum_over_zeros().result.xreplace({S[M] - S[M - 1]: weight(M)})
    over_zeros = over_zeros.replace(lambda node: _is_of(node, rho0), lambda node: weight(node.indices[0]))
    if not (_not_negative(steps.result) and _not_negative(over_zeros)):
        raise SymbolicError("the excess must be made of what is not negative")
    if _term(M).subs(t, 0) != 0:
        raise SymbolicError("the excess must vanish at t = 0")
    steps = replace(steps, supposed=())
    rule = "no term is negative: x^n <= x <= 1 and E_(M-1) >= 1; where S_n = 0, F_n is a sum of populations, by its form"
    return steps.then(f"{rule}; at t = 0 it is S_n", S[n])


@cache
def rise() -> Derivation:
    """When F_n > S_n for n >= 2, S_n > 0, t > 0: where there is anything above n. Each term of the excess has x - x^n > 0."""
    rule = "n > 1: x - x^n > 0 in each term, so that all vanish only where all p_M, M > n, do"
    return replace(least(), supposed=(LIKELY, Gt(n, 1), LATER)).then(rule, Gt(S[N] - S[n], 0))


@cache
def first_alone() -> Derivation:
    """F_1 where p_1 > 0 and at most one more p_M is, or one alone.

    The terms of the excess have x - x^n = 0 and p_M (E_{M-1} - 1) = 0.
    It supposes `ONE_ABOVE_FIRST`; E_{M-1} = 1 where p_2 + ... + p_{M-1} = 0.
    """
    _check_first_term()
    steps = replace(excess(), supposed=(ONE_ABOVE_FIRST,))
    return steps.then(
        "n = 1: x - x^n = 0, and E_(M-1) = 1 where p_2 + ... + p_{M-1} = 0; else p_M = 0; one level, where S_1 = 0", S[1]
    )


@cache
def at_rest() -> Derivation:
    """F_n where p_M S_{M-1} = 0 for all M >= 3; it supposes `RESTS`.

    Every term of the excess vanishes: for n >= 2 it has p_M S_n with M > n, for n = 1 the first has x - x^n = 0 and
    E_1 - 1 = 0, the others have p_M S_1. Over zeros, S_K = 0, n <= K, a term has p_M S_{M-1} with M > K, which is 0 for M = 2, too.
    """
    _check_first_term()
    steps = replace(excess(), supposed=(RESTS,))
    rule = "p_M S_n <= p_M S_{M-1} = 0 for M >= 3; the first term of n = 1 has x - x^n = 0; where S_n = 0, terms have p_M S_{M-1}"
    return steps.then(rule, S[n])


def _check_first_term() -> None:
    """Raise SymbolicError unless the term M = n + 1 of the excess has x - x^n alone, which is 0 for n = 1."""
    first = _term(n + 1).xreplace({_growth(n): Integer(1)})
    if expand(first - weight(n + 1) / S[n + 1] * (x - x**n) * _factors(n + 1)) != 0 or first.subs(n, 1) != 0:
        raise SymbolicError("the first term of the excess must be that of x - x^n")


@cache
def with_losers() -> Derivation:
    """F_n with what the levels above n that do not win hold on the average, for a state of trace 1; no less than F_n.

    In the sectors in which W wins all other populations together are (1 - p_W) x.
    """
    steps = winner_law()
    rest = expand(1 - steps.result.subs(rho0[W, W], weight(W)))
    if expand(rest - x * (1 - weight(W))) != 0:
        raise SymbolicError("what the winner lacks must be (1 - p_W) x")
    steps = derivation("rho_WW(t) of the winner W, in any sector", steps.result).supposing(NORMALISED)
    steps = steps.then("all other populations together", rest)
    rule = "W wins with the probability p_W; all populations count if W <= n, all but the winner's else"
    return steps.then(rule, S[n] + Sum(weight(W) * rest, (W, n + 1, N)))


@cache
def top_gap() -> Derivation:
    """What p_N - E rho_NN falls short of (N-2) y/(4 (N-1)), with y = (N-1)^(-1/(N-2)), for N >= 3 and S_N = 1: squares.

    p (1-p) = 1/4 - (p - 1/2)^2, and with (m+1) y^m = 1, m = N - 2, by induction on m,
    m y^{m+1} - (m+1) y^m x + x^{m+1} = (x - y)^2 sum_{k=1}^m k y^{k-1} x^{m-k}.
    """
    a, b, p, total, m = (Symbol(name, positive=True) for name in ("a", "b", "p", "T", "m"))
    left = m * b ** (m + 1) - (m + 1) * b**m * a + a ** (m + 1)
    step = left.subs(m, m + 1) - (a * left + (a - b) ** 2 * (m + 1) * b**m)
    share = 1 - total * p
    squares = Rational(1, 4) * share - p * (1 - p) * share - (p - Rational(1, 2)) ** 2 * share
    if expand(expand(step).powsimp()) != 0 or left.subs(m, 0) != 0 or expand(squares) != 0:
        raise SymbolicError("the squares must be the difference")
    y = (N - 1) ** (-1 / (N - 2))
    found = (weight(N) - Rational(1, 2)) ** 2 * (x - x ** (N - 1))
    found += (x - y) ** 2 * Sum(K * y ** (K - 1) * x ** (N - 2 - K), (K, 1, N - 2)) / 4
    steps = replace(averaged_sum_of_state(), supposed=(NORMALISED, Gt(N, 2)))
    drop = weight(N) * (1 - weight(N)) * (x - x ** (N - 1))
    steps = steps.then("n = N - 1, S_N = 1: p_N - E rho_NN = F_{N-1} - S_{N-1}, which is 0 where S_{N-1} is", drop)
    return steps.then("p (1-p) = 1/4 - (p - 1/2)^2; (N-1) y^(N-2) = 1, and two squares remain", found)


@cache
def jump() -> Derivation:
    """The limit of F_n where S_K = 0 < S_{K+1}, n <= K, if the level 1 gets a weight that goes to 0; it supposes `JUMPS`.

    With the weight e of the level 1, S_M is e for M <= K: no level from n + 1 to K has a weight, and m_M = 1 there.
    """
    small = Symbol("e", positive=True)
    inside = mean_factor().result.subs({S[M - 1]: small, S[M]: small})
    if lowest_terms(inside) != 1:
        raise SymbolicError("the mean of a level without weight must be 1")
    rule = "the limit e -> 0 of the sum with S_n = e > 0"
    return averaged_sum_over_zeros().then(rule, (1 - x**n) * _decayed(K))


@cache
def limit_of_pair() -> Derivation:
    """The limit of F_1 where S_2 = 0 < S_3, if both levels get one weight that goes to 0; it supposes `PAIR_EMPTY`.

    It is F_1 there. Raises SymbolicError unless (1 - x) m_2 = (1 - x^2)/2, by which the two differ else.
    """
    small = Symbol("e", positive=True)
    inside = mean_factor().result.subs(M, 2).subs({S[1]: small, S[2]: 2 * small})
    if expand((1 - x) * lowest_terms(inside) - (1 - x**2) / 2) != 0:
        raise SymbolicError("the limit must be the value")
    steps = replace(averaged_sum_over_zeros(), supposed=PAIR_EMPTY)
    value = (1 - x**2) / 2 * _decayed(Integer(2))
    return steps.then("n = 1, K = 2", value).then("the limit of F_1 with p_1 = p_2 = e > 0, where m_2 = (1 + x)/2", value)


def _factor(level: Expr) -> Expr:
    """m_M."""
    return (S[level - 1] + weight(level) * x) / S[level]


def _decayed(level: Expr) -> Expr:
    """The mean of x^c D_K(0) for this K, from the state of the hidden variables."""
    share = Sum(weight(M) * S[M - 1] / (S[M] * _factor(M)), (M, level + 1, N))
    return Product(_factor(M), (M, level + 1, N)) * share


def _growth(level: Expr) -> Expr:
    """E_M."""
    return Product(1 + x * weight(I) / S[I - 1], (I, n + 1, level))


def _term(level: Expr) -> Expr:
    """What a level above n adds to (F_n - S_n)/S_n."""
    bracket = (x - x**n) + (1 - x**n) * (_growth(level - 1) - 1)
    return weight(level) / S[level] * bracket * _factors(level)


def _factors(level: Expr) -> Expr:
    """m_{M+1} ... m_N for this M."""
    return Product(_factor(J), (J, level + 1, N))


def _is_of(node: Any, table: Any) -> bool:
    return isinstance(node, Indexed) and node.base == table


def _not_negative(expr: Expr) -> bool:
    """Whether an expression is shown to be nonnegative by its form, for whole n >= 1, K >= 1 and 0 < x <= 1."""
    if isinstance(expr, Mul):
        return all(map(_not_negative, expr.args))
    if isinstance(expr, Add):
        left = [part for part in expr.args if not _not_negative(part)]
        others = [part for part in expr.args if part not in left]
        return all(any(_is_gap(other + part) or _is_growth(other + part) for other in others) for part in left) and len(left) < 2
    if isinstance(expr, Sum | Product):
        return _not_negative(expr.function)
    if expr.is_Pow:
        return _not_negative(expr.base)
    return isinstance(expr, Abs | exp) or _is_of(expr, S) or bool(expr.is_nonnegative)


def _is_gap(expr: Expr) -> bool:
    """x^a - x^b with b >= a."""
    parts = sorted(expr.args, key=lambda part: part.could_extract_minus_sign())
    if len(parts) != 2 or not all(abs(part.as_coeff_Mul()[0]) == 1 for part in parts):
        return False
    (upper, lower) = parts[0], -parts[1]
    rates = [lowest_terms(-(part.args[0] if isinstance(part, exp) else Integer(0)) / (kappa * t)) for part in (upper, lower)]
    return all(isinstance(part, exp) or part == 1 for part in (upper, lower)) and bool((rates[1] - rates[0]).is_nonnegative)


def _is_growth(expr: Expr) -> bool:
    """A product of factors 1 + a, a >= 0, minus 1."""
    rest = expr + 1
    return isinstance(rest, Product) and _not_negative(rest.function - 1)
