"""Who wins in a sector, for any number of levels: the law of the winner's population, and levels that are frozen, Section 2.2."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from bornproof.symbolic import limits as outcomes
from bornproof.symbolic.components import population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.levels import apply_deltas
from bornproof.symbolic.notation.core import I, J, K, M, N, W, delta, down, kappa, rho, rho0, sector_of, sigma, t, up
from bornproof.symbolic.notation.relations import Eq, Gt, Ne
from bornproof.symbolic.rewriting.deltas import drop_empty_sums
from sympy import Expr, Integer, Or, Product, Sum, diff, exp, expand, limit, oo

__all__ = [
    "DECIDED_ABOVE", "IS_FROZEN", "IS_STATE", "IS_WINNER", "final_entry", "final_state", "frozen_entry", "frozen_rate",
    "winner_law", "winner_population", "winner_rate",
]  # fmt: skip

# the level W, in 1..N, is the largest K with sigma_K > 0, else 1
IS_WINNER = (Or(Gt(sigma[W], 0), Eq(W, 1)), Eq(Sum(up(M), (M, W + 1, N)), 0))
DECIDED_ABOVE = Ne(Product(sigma[M], (M, W + 1, N)), 0)  # no sigma vanishes above the winner
IS_STATE = Eq(Sum(rho0[K, K], (K, 1, N)), 1)  # its trace
IS_FROZEN = (Eq(sigma[J], 0), Eq(Sum(up(M), (M, J + 1, N)), 0))  # the level J is above the winner, and its sigma vanishes


@cache
def winner_rate() -> Derivation:
    """d rho_WW/d(kappa t) of the winner W with H = 0, for symbolic N and W: only the signs of sigma_W and of those above enter.

    It supposes `IS_WINNER`, `DECIDED_ABOVE` and `IS_STATE`.

    >>> winner_rate().result
    1 - rho[W, W]
    """
    steps = population_rate().supposing(*IS_WINNER, DECIDED_ABOVE, IS_STATE)
    rate = steps.result.subs(J, W).replace(lambda node: isinstance(node, Sum) and node.limits[0][1] == W + 1, _all_below_zero)
    steps = steps.then("J = W: theta(-sigma_M) = 1 and theta(sigma_M) = 0 for all M > W", rate)
    fed = _of_a_state(rate.xreplace({up(W): Integer(1), down(W): Integer(0)}), W)
    if _of_a_state(rate.subs(W, 1), Integer(1)) != fed.subs(W, 1):
        raise SymbolicError("the level 1 must win at the rate of the others")
    return steps.then("theta(sigma_W) = 1, or W = 1; the populations sum to 1, as they did at t = 0", fed)


@cache
def winner_law() -> Derivation:
    """rho_WW(t) of the winner W, for symbolic N and W, from any state; it supposes what `winner_rate` does.

    >>> winner_law().result
    (rho^{(0)}[W, W] - 1)*exp(-kappa*t) + 1
    """
    steps = winner_rate()
    fed = steps.result
    gain, loss = fed.coeff(rho[W, W], 0), -fed.coeff(rho[W, W], 1)
    result = gain / loss + (rho0[W, W] - gain / loss) * exp(-loss * kappa * t)
    if gain.has(rho) or expand(diff(result, t) - kappa * (gain - loss * result)) != 0 or result.subs(t, 0) != rho0[W, W]:
        raise SymbolicError("the solution must satisfy the rate equation and take the initial value")
    return steps.then("solve the linear equation y' = kappa (a - b y) from y(0) = rho_WW(0)", result)


@cache
def frozen_rate() -> Derivation:
    """d rho_JJ/d(kappa t) for symbolic N of a level above the winner whose sigma vanishes; it supposes `IS_FROZEN`.

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
    share = limit(steps.result, t, oo)
    steps = steps.then("kappa t -> infinity", share)
    winner = delta(I, W) * delta(J, W)
    result = expand(winner * share + (delta(I, J) - winner) * (1 - share))
    return steps.then("a state is positive with trace 1: the others share 1 - rho_WW, and |rho_IJ|^2 <= rho_II rho_JJ", result)


def frozen_entry(values: Mapping[Any, Any]) -> Derivation:
    """d rho_JJ/d(kappa t) by `frozen_rate`; where the values name a sector and a level J, by Eq. (39)."""
    return population_rate() if sector_of(values) and J in values else frozen_rate()


def winner_population(values: Mapping[Any, Any]) -> Derivation:
    """rho_WW(t) by `winner_law`; where the values name a sector and a level W, that level by the closed form in it."""
    sector = sector_of(values)
    if not sector or W not in values:
        return winner_law()
    return derivation("closed form in this sector", outcomes.solution(sector)[int(values[W]) - 1, int(values[W]) - 1])


def final_entry(values: Mapping[Any, Any]) -> Derivation:
    """The limit of rho_IJ(t) by `final_state`; where the values name a sector and I, J, by the closed form in it."""
    sector = sector_of(values)
    if not sector or I not in values or J not in values:
        return final_state()
    row, column = int(values[I]) - 1, int(values[J]) - 1
    return derivation("exp(-kappa t) -> 0 in the closed form in this sector", outcomes.limit(sector)[row, column])


def _all_below_zero(node: Sum) -> Expr:
    """The sum over levels with sigma_M < 0."""
    level = node.limits[0][0]
    rest = node.function.xreplace({up(level): Integer(0), down(level): Integer(1)})
    return Sum(rest, *node.limits) if rest != 0 else rest


def _of_a_state(rate: Expr, level: Expr) -> Expr:
    """The rate of the population of a level, the sum of the populations above it written as 1 minus the others."""
    below, above = (Sum(rho[M, M], limits) for limits in ((M, 1, level - 1), (M, level + 1, N)))
    inserted = apply_deltas(rate, order=(N - 2, N - W)).subs(above, 1 - rho[level, level] - drop_empty_sums(below))
    return expand(inserted)
