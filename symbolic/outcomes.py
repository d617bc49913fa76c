"""What becomes of the state as kappa t -> infinity in one sector, Eqs. (8), (9), for any N, and of one step's operators alone."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sympy import Add, Eq, Expr, Gt, ImmutableMatrix, Integer, Le, Ne, Or, Product, Rational, Sum, diff, exp, expand, oo
from sympy import limit as limit_of

from symbolic.coherences import coherence, damping
from symbolic.components import population_rate
from symbolic.deltas import apply_deltas, drop_empty_sums
from symbolic.derivation import Derivation, derivation
from symbolic.errors import SymbolicError
from symbolic.notation import (
    I,
    J,
    M,
    N,
    Sector,
    W,
    check_levels,
    check_sector,
    delta,
    down,
    kappa,
    rho,
    rho0,
    sector_of,
    sigma,
    t,
    up,
)
from symbolic.populations import closed_form, populations, propagator

__all__ = [
    "DECIDED_ABOVE", "IS_FROZEN", "IS_WINNER", "final_entry", "final_state", "frozen_entry", "frozen_rate", "limit",
    "limit_population", "solution", "spread_of_top", "winner_law", "winner_population",
]  # fmt: skip

# W is the largest K with sigma_K > 0, else 1
IS_WINNER = (Le(W, N), Or(Gt(sigma[W], 0), Eq(W, 1)), Eq(Sum(up(M), (M, W + 1, N)), 0))
DECIDED_ABOVE = Ne(Product(sigma[M], (M, W + 1, N)), 0)  # no sigma vanishes above the winner
IS_FROZEN = (Eq(sigma[J], 0), Eq(Sum(up(M), (M, J + 1, N)), 0))  # the level J is above the winner, and its sigma vanishes


@cache
def winner_law() -> Derivation:
    """rho_WW(t) of the winner W, for symbolic N and W, from any state: only the signs of sigma_W and of those above enter.

    It supposes `IS_WINNER` and `DECIDED_ABOVE`, and that the populations of a state sum to 1.

    >>> winner_law().result
    (rho^{(0)}[W, W] - 1)*exp(-kappa*t) + 1
    """
    steps = population_rate().supposing(*IS_WINNER, DECIDED_ABOVE)
    rate = steps.result.subs(J, W).replace(lambda node: isinstance(node, Sum) and node.limits[0][1] == W + 1, _all_below_zero)
    steps = steps.then("J = W: theta(-sigma_M) = 1 and theta(sigma_M) = 0 for all M > W", rate)
    fed = _of_a_state(rate.xreplace({up(W): Integer(1), down(W): Integer(0)}), W)
    if _of_a_state(rate.subs(W, 1), Integer(1)) != fed.subs(W, 1):
        raise SymbolicError("the level 1 must win at the rate of the others")
    steps = steps.then("theta(sigma_W) = 1, or W = 1; the populations sum to 1", fed)
    gain, loss = fed.coeff(rho[W, W], 0), -fed.coeff(rho[W, W], 1)
    result = gain / loss + (rho0[W, W] - gain / loss) * exp(-loss * kappa * t)
    if gain.has(rho) or expand(diff(result, t) - kappa * (gain - loss * result)) != 0 or result.subs(t, 0) != rho0[W, W]:
        raise SymbolicError("the solution must satisfy the rate equation and take the initial value")
    return steps.then("solve the linear equation y' = kappa (a - b y) from y(0) = rho_WW(0)", result)


@cache
def frozen_rate() -> Derivation:
    """D rho_JJ/d(kappa t) for symbolic N of a level above the winner whose sigma vanishes; it supposes `IS_FROZEN`.

    >>> frozen_rate().result
    Sum(Heaviside(-sigma[M], 0)*rho[M, M], (M, J + 1, N))
    """
    steps = population_rate().supposing(*IS_FROZEN)
    still = steps.result.xreplace({up(J): Integer(0), down(J): Integer(0), IS_FROZEN[1].lhs: Integer(0)})
    return steps.then("theta(sigma_J) = theta(-sigma_J) = 0, and no sigma above is positive", apply_deltas(still))


@cache
def final_state() -> Derivation:
    """The limit of rho_IJ(t) for symbolic N: the winner takes all, from any state.

    >>> final_state().result
    KroneckerDelta(I, W)*KroneckerDelta(J, W)
    """
    steps = winner_law()
    share = limit_of(steps.result, t, oo)
    steps = steps.then("kappa t -> infinity", share)
    winner = delta(I, W) * delta(J, W)
    result = expand(winner * share + (delta(I, J) - winner) * (1 - share))
    return steps.then("a state is positive with trace 1: the others share 1 - rho_WW, and |rho_IJ|^2 <= rho_II rho_JJ", result)


def frozen_entry(values: Mapping[Any, Any]) -> Derivation:
    """D rho_JJ/d(kappa t) by `frozen_rate`; where the values name a sector and a level J, by Eq. (39)."""
    return population_rate() if sector_of(values) and J in values else frozen_rate()


def winner_population(values: Mapping[Any, Any]) -> Derivation:
    """rho_WW(t) by `winner_law`; where the values name a sector and a level W, that level by the closed form in it."""
    sector = sector_of(values)
    if not sector or W not in values:
        return winner_law()
    return derivation("closed form in this sector", solution(sector)[int(values[W]) - 1, int(values[W]) - 1])


def final_entry(values: Mapping[Any, Any]) -> Derivation:
    """The limit of rho_IJ(t) by `final_state`; where the values name a sector and I, J, by the closed form in it."""
    sector = sector_of(values)
    if not sector or I not in values or J not in values:
        return final_state()
    return derivation("exp(-kappa t) -> 0 in the closed form in this sector", limit(sector)[int(values[I]) - 1, int(values[J]) - 1])


def _all_below_zero(node: Sum) -> Expr:
    """The sum over levels with sigma_M < 0."""
    level = node.limits[0][0]
    rest = node.function.xreplace({up(level): Integer(0), down(level): Integer(1)})
    return Sum(rest, *node.limits) if rest != 0 else rest


def _of_a_state(rate: Expr, level: Expr) -> Expr:
    """The rate of the population of a level, the sum of the populations above it written as 1 minus the others."""
    below, above = (Sum(rho[M, M], limits) for limits in ((M, 1, level - 1), (M, level + 1, N)))
    inserted = apply_deltas(rate, (N - 2, N - W)).subs(above, 1 - rho[level, level] - drop_empty_sums(below))
    return expand(inserted)


@cache
def solution(signs: Sector) -> ImmutableMatrix:
    """rho(t) in one sector with H = 0, from any matrix rho(0): the closed forms, entry by entry.

    >>> solution((1,))[0, 0]
    exp(-kappa*t)*rho^{(0)}[1, 1]
    """
    size = len(check_sector(signs)) + 1
    diagonal = populations(signs, [rho0[i, i] for i in range(1, size + 1)])

    def entry(i: int, j: int) -> Expr:
        return diagonal[i] if i == j else rho0[i + 1, j + 1] * coherence(signs, i + 1, j + 1)

    return ImmutableMatrix(size, size, entry)


@cache
def limit_population(signs: Sector, level: int) -> Expr:
    """The limit of rho_KK(t), K = level: the polynomial in exp(-kappa t) at 0."""
    columns = propagator(check_sector(signs))
    parts = [column[level - 1](0) for column in columns]
    return Add(*(Rational(int(c.p), int(c.q)) * rho0[i, i] for i, c in enumerate(parts, start=1)))


@cache
def limit(signs: Sector) -> ImmutableMatrix:
    """The limit of rho(t) as kappa t -> infinity in one sector with H = 0; coherences with a rate of 0 stay.

    >>> limit((-1,))[0, 0]
    rho^{(0)}[1, 1] + rho^{(0)}[2, 2]
    """
    size = len(check_sector(signs)) + 1

    def entry(i: int, j: int) -> Expr:
        if i == j:
            return limit_population(signs, i + 1)
        return Integer(0) if damping(signs, i + 1, j + 1) else rho0[i + 1, j + 1]

    return ImmutableMatrix(size, size, entry)


def spread_of_top(levels: int, below: Sequence[int] | None = None) -> tuple[Expr, ...]:
    """The limits of the populations 1..N when all starts in |N> and sigma_N < 0.

    `below` are the signs of (sigma_2, ..., sigma_{N-1}); without them the operators L_NM act alone, since a sigma of 0
    switches off the operators of its level.

    >>> spread_of_top(3)
    (1/2, 1/2, 0)
    """
    size = check_levels(levels)
    signs = (*(below if below is not None else (0,) * (size - 2)), -1)
    final = (population(0) for population in closed_form(signs, [*[0] * (size - 1), 1]))
    return tuple(Rational(int(value.p), int(value.q)) for value in final)
