"""The spectrum of the population equations: triangular in the partial sums, with rates 0, 1, ..., N - 1.

From Eq. (39), the partial sums S_n = rho_11 + ... + rho_nn obey

    dS_n/d(kappa t) = -S_n sum_{M>n} theta(sigma_M) + n sum_{M>n} theta(-sigma_M) rho_MM,      rho_MM = S_M - S_{M-1},

so S_n is coupled to S_m with m >= n only, and the rate of S_n is r_n = sum_{M>n} theta(sigma_M) + n theta(-sigma_{n+1}).
"""

from collections.abc import Sequence

from sympy import Expr, Integer, KroneckerDelta, Sum, Symbol, expand, gamma, gammasimp, prod, rf

from symbolic.components import population_rate
from symbolic.notation import J, M, N, S, X, check_sector, down, n, rho, up
from symbolic.rewriting import collect_sums, split_last

__all__ = [
    "characteristic_polynomial", "partial_sum_rate", "partial_sum_residuals", "rate", "rate_residuals", "rates",
    "spectrum_residuals",
]  # fmt: skip


def rates(signs: Sequence[int]) -> tuple[int, ...]:
    """The rates r_1, ..., r_N in units of kappa; with no vanishing sigma a permutation of 0, ..., N - 1.

    >>> rates((1, -1, 1))
    (2, 3, 1, 0)
    """
    sector = check_sector(signs)
    decay = [sum(sign > 0 for sign in sector[level - 1 :]) for level in range(1, len(sector) + 2)]
    return tuple(c + (level if level <= len(sector) and sector[level - 1] < 0 else 0) for level, c in enumerate(decay, start=1))


def characteristic_polynomial(signs: Sequence[int]) -> Expr:
    """det(X - A) of the population generator A in units of kappa: the product of X + r_n."""
    return expand(prod(X + rate for rate in rates(signs)))


def partial_sum_rate(level: Expr = n) -> Expr:
    """dS_n/d(kappa t) for symbolic N and n, with the populations above n as they stand."""
    return level * Sum(down(M) * rho[M, M], (M, level + 1, N)) - S[level] * Sum(up(M), (M, level + 1, N))


def rate(level: Expr = n, levels: Expr = N) -> Expr:
    """r_n for symbolic n < N: minus the coefficient of S_n in `partial_sum_rate`, where only rho_{n+1,n+1} contains it."""
    return Sum(up(M), (M, level + 1, levels)) + level * down(level + 1)


def partial_sum_residuals() -> tuple[Expr, Expr]:
    """Base and step of the induction on n that derives `partial_sum_rate` from Eq. (39): both must be 0.

    Base: S_0 = 0 does not change. Step, n >= 2: the formula at n minus the formula at n - 1, whose sums start with
    M = n, is d rho_nn/d(kappa t). (For n = 1 the formula is Eq. (40).)
    """
    base = partial_sum_rate(Integer(0)).subs(S[0], 0)
    # 2 <= n <= N: the delta of the lower bound is 0 and that of the upper one multiplies an empty sum
    population = population_rate().result.subs({J: n}).replace(KroneckerDelta, lambda *_: Integer(0))
    step = _split_first(partial_sum_rate(n - 1), n) + population - partial_sum_rate()
    step = collect_sums(step.subs(rho[n, n], S[n] - S[n - 1])).xreplace({Sum(rho[M, M], (M, 1, n - 1)): S[n - 1]})
    return base, expand(step)


def rate_residuals() -> tuple[Expr, Expr, Expr]:
    """What a new top level does to the rates, from the formulas: all must be 0.

    First, `rate` is the coefficient in `partial_sum_rate`; then r_n grows by theta(sigma_{N+1}) for n < N; and r_N,
    which was 0, becomes theta(sigma_{N+1}) + N theta(-sigma_{N+1}).
    """
    isolated = _split_first(partial_sum_rate(), n + 1).subs(rho[n + 1, n + 1], S[n + 1] - S[n])
    coefficient = expand(isolated).coeff(S[n]) + _split_first(rate(), n + 1)
    growth = split_last(rate(levels=N + 1), N + 1) - rate() - up(N + 1)
    top = rate(N, N + 1).doit() - up(N + 1) - N * down(N + 1)
    return expand(coefficient), expand(growth), expand(top)


def spectrum_residuals() -> tuple[Expr, Expr, Expr]:
    """Base and the two steps of the induction on N that proves det(X - A) = X (X + 1) ... (X + N - 1): all must be 0.

    A new level with sigma_{N+1} > 0 raises each rate by 1 and appends 0: chi_{N+1}(X) = X chi_N(X + 1). With
    sigma_{N+1} < 0 it turns the rate r_N = 0 into N and appends 0: chi_{N+1}(X) = (X + N) chi_N(X). Both sides are
    polynomials in X, so it is enough that they agree for X > 0.
    """
    point = Symbol("X", positive=True)
    claimed = rf(point, N)
    base = claimed.subs(N, 1) - point
    longer = claimed.subs(N, N + 1)
    raised = point * claimed.subs(point, point + 1) / longer - 1
    spread = (point + N) * claimed / longer - 1
    return base, *(gammasimp(step.rewrite(gamma)) for step in (raised, spread))


def _split_first(expr: Expr, start: Expr) -> Expr:
    """Split the first term off every sum that starts at `start`."""

    def split(node: Sum) -> Expr:
        index, low, high = node.limits[0]
        return node.function.xreplace({index: low}) + Sum(node.function, (index, low + 1, high))

    return expr.replace(lambda node: isinstance(node, Sum) and node.limits[0][1] == start, split)
