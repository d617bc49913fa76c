"""The populations of the levels 1..n together in one sector, for every N and n: two equations of their own.

In units of 1/kappa, with c = #{M > n: sigma_M > 0}, R_n = rho_11 + ... + rho_nn and D_n, the sum of the rho_MM, M > n, with
sigma_M < 0, where no sigma above n vanishes:

    D_n' = -(n + c) D_n,    R_n' = n D_n - c R_n,    so that    R_n = x^c (R_n(0) + (1 - x^n) D_n(0)),    x = exp(-kappa t).
"""

from functools import cache

from bornproof.symbolic import rewriting
from bornproof.symbolic.components import population_rate
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.levels import apply_deltas
from bornproof.symbolic.notation.core import J, M, N, down, kappa, n, rho, rho0, sigma, t, up, x
from bornproof.symbolic.notation.relations import Ne
from bornproof.symbolic.rewriting.deltas import drop_empty_sums
from bornproof.symbolic.rewriting.ranges import common_ranges
from sympy import Expr, Integer, Product, Sum, Symbol, diff, expand

__all__ = [
    "DECIDED_ABOVE", "at_first", "count_up", "decaying", "decaying_rate", "demand_zero", "lower", "lower_rate", "sector_sum",
]  # fmt: skip

DECIDED_ABOVE = Ne(Product(sigma[M], (M, n + 1, N)), 0)  # no sigma above the level n vanishes
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
    demand_zero("the rate of what decays", drop_empty_sums(_decaying_rate(N)), _split(step).subs(down(n + 1), 1 - up(n + 1)))
    rule = "D_n, the sum of rho_MM over M > n with sigma_M < 0: its rate, from n + 1 to n; theta(-sigma_M) = 1 - theta(sigma_M)"
    return steps.then(rule, _decaying_rate(n))


@cache
def lower_rate() -> Derivation:
    """The rate of R_n = rho_11 + ... + rho_nn in units of kappa, for symbolic N and n, any sector and matrix.

    By induction from n = 1 up. Raises SymbolicError unless base and step reduce to 0.

    >>> lower_rate().result
    n*Sum(Heaviside(-sigma[M], 0)*rho[M, M], (M, n + 1, N)) - Sum(Heaviside(sigma[M], 0), (M, n + 1, N))*Sum(rho[M, M], (M, 1, n))
    """
    steps = population_rate()
    base = _lower_rate(Integer(1)).subs(lower(Integer(1)), rho[1, 1]) - steps.result.subs(J, 1)
    step = _lower_rate(n + 1) - _lower_rate(n) - steps.result.subs(J, n + 1)
    demand_zero("the rate of a partial sum", _split(base), _split(step))
    return steps.then("add the rates of the levels 1, 2, ..., n", _lower_rate(n))


@cache
def sector_sum() -> Derivation:
    """R_n(t) in one sector in which no sigma above n vanishes, for symbolic N and n, from any matrix; see the module.

    Raises SymbolicError unless it obeys the rate equations and takes the initial value.
    """
    up_above, rest, begin = Symbol("c", nonnegative=True), Symbol("D", nonnegative=True), Symbol("R", nonnegative=True)
    names = {count_up(n): up_above, decaying(n): Symbol("D_n"), lower(n): Symbol("R_n")}
    rates = [steps.result.xreplace(names) for steps in (decaying_rate(), lower_rate())]
    falling = rest * x ** (n + up_above)
    below = x**up_above * (begin + (1 - x**n) * rest)
    values = {Symbol("D_n"): falling, Symbol("R_n"): below}
    moving = (diff(found, t) - kappa * rate.subs(values) for found, rate in zip((falling, below), rates, strict=True))
    demand_zero("the solution in a sector", *(expand(each.expand().powsimp()) for each in moving))
    demand_zero("the solution in a sector at t = 0", falling.subs(t, 0) - rest, expand(below.subs(t, 0)) - begin)
    steps = decaying_rate().then("the rate of R_n, the sum of rho_MM over M <= n", lower_rate().result)
    start = {rest: at_first(decaying(n)), begin: at_first(lower(n)), up_above: count_up(n)}
    rule = "x = exp(-kappa t), c the number of sigma_M > 0, M > n: D_n = x^(n + c) D_n(0); integrate R_n' = n D_n - c R_n"
    return steps.then(rule, below.xreplace(start))


def decaying(level: Expr) -> Expr:
    """D_n."""
    return Sum(down(M) * rho[M, M], (M, level + 1, N))


def count_up(level: Expr) -> Expr:
    """c."""
    return Sum(up(M), (M, level + 1, N))


def lower(level: Expr) -> Expr:
    """R_n."""
    return Sum(rho[M, M], (M, 1, level))


def _decaying_rate(level: Expr) -> Expr:
    return (-level - count_up(level)) * decaying(level)


def _lower_rate(level: Expr) -> Expr:
    return level * decaying(level) - count_up(level) * lower(level)


def at_first(expr: Expr) -> Expr:
    """A sum of populations, at t = 0."""
    return expr.replace(lambda node: getattr(node, "base", None) == rho, lambda node: rho0[node.indices])


def _split(expr: Expr) -> Expr:
    """Deltas applied, sums split to common ranges, for 1 <= n < N."""
    collected = rewriting.collect_sums(apply_deltas(expr), _ORDER)
    return rewriting.theta_algebra(apply_deltas(common_ranges(collected, _ORDER)))


def demand_zero(what: str, *residuals: Expr) -> None:
    """Raise SymbolicError, which names what was tried, unless each residual is 0."""
    for residual in residuals:
        if (rest := rewriting.theta_algebra(residual)) != 0:
            raise SymbolicError(f"{what} must satisfy what it follows from, but {rest} is left")
