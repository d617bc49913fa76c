"""Why averaged populations move at first, and the weights of the jump operators with which they would not, for any N.

With the weight p_J/S_{n-1} of each operator L_nJ where sigma_n < 0, the level n empties at the rate kappa and feeds the
levels below in the proportions that they have: then all rates of a sector are c + 1, with c the number of levels above
that win, and the populations are polynomials in x = exp(-kappa t) and kappa t.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from flint import fmpq
from sympy import Add, Expr, Integer, Lt, Rational, Sum, Symbol, cancel

from symbolic.components import population_rate
from symbolic.deltas import apply_deltas
from symbolic.derivation import Derivation, derivation
from symbolic.disks import probability_down, probability_up, sectors
from symbolic.errors import SymbolicError
from symbolic.notation import J, M, N, S, check_sector, down, kappa, n, p, rho, t, up, x
from symbolic.spectrum import growth

__all__ = ["BELOW_TOP", "drift_from_above", "initial_drift", "operator_weight", "weighted_average", "weighted_populations"]

BELOW_TOP = Lt(J, N)
operator_weight = Symbol("w", nonnegative=True)  # of an operator L_NJ with sigma_N < 0; 1 in the model


class Flow(dict[tuple[int, int], Any]):
    """A sum of c x^k (kappa t)^d, its coefficients c by (k, d): rational or, if symbolic, in lowest terms."""

    def plus(self, other: "Flow") -> "Flow":
        """The sum, without what vanishes."""
        total = {key: self.get(key, 0) + other.get(key, 0) for key in self | other}
        return Flow({key: value for key, c in total.items() if (value := cancel(c) if isinstance(c, Expr) else c) != 0})

    def times(self, factor: Any) -> "Flow":
        """The multiple by a number."""
        return Flow({key: value * factor for key, value in self.items()})


@cache
def initial_drift() -> Derivation:
    """The rate of the averaged top population at t = 0, for symbolic N and any probabilities p with S_N = 1.

    At t = 0 the state is the same in all sectors, so that the average of a rate is the rate with averaged thetas.

    >>> initial_drift().result.subs(N, 2).expand()
    0
    """
    steps = population_rate()
    steps = steps.then("J = N: the levels below feed it, or it decays into them", apply_deltas(steps.result.subs(J, N)))
    rest = Sum(rho[M, M], (M, 1, N - 1))
    steps = steps.then("the populations below sum to 1 - rho_NN", steps.result.subs(rest, 1 - rho[N, N]))
    mean = steps.result.xreplace(_chances_at_top()).subs(rho[N, N], p[N])
    steps = steps.then("average theta(sigma_N) and theta(-sigma_N) over lambda_N, with S_N = 1; rho_NN(0) = p_N", mean)
    return steps.then("multiply by kappa", kappa * mean)


@cache
def drift_from_above() -> Derivation:
    """What the top level adds to the rate of the averaged population of a level J < N at t = 0, for symbolic N.

    Where sigma_N < 0, the operator L_NJ has the weight `operator_weight`. It supposes `BELOW_TOP`.
    """
    shift, spread = (part.subs(N, N - 1) for part in (growth().shift, growth().spread))
    added = spread * operator_weight * rho[N, N] - shift * rho[J, J]
    steps = derivation("what the level N adds to the rate of rho_JJ, with L_NJ weighted for sigma_N < 0", added)
    steps = steps.supposing(BELOW_TOP)
    steps = steps.then("average over lambda_N, with S_N = 1", added.xreplace(_chances_at_top()))
    return steps.then("rho_MM(0) = p_M; multiply by kappa", kappa * steps.result.subs({rho[N, N]: p[N], rho[J, J]: p[J]}))


def weighted_populations(signs: Sequence[int], sums: Sequence[Any]) -> tuple[Flow, ...]:
    """rho_11(t), ..., rho_NN(t) in one sector with the weights p_J/S_{n-1}, from p_J = S_J - S_{J-1}.

    `sums` are S_0 = 0, S_1, ..., S_N, rational or symbolic, all but the first positive. A population is the coefficients of
    x^k (kappa t)^d by (k, d). Raises SymbolicError for a vanishing sign.

    >>> weighted_populations((-1,), (Integer(0), S[1], Integer(1)))[1]
    {(1, 0): 1 - S[1]}
    """
    sector = check_sector(signs, levels=len(sums) - 1)
    if 0 in sector:
        raise SymbolicError("the weights are for sectors without a vanishing sigma")
    decay, source, total = 0, Flow(), Flow({(0, 0): sums[-1]})  # source: of each level below, per p_K
    solution = []
    for level in range(len(sums) - 1, 1, -1):
        start = sums[level] - sums[level - 1]
        fed = source.times(start).plus(total if sector[level - 2] > 0 else Flow())
        population = _relaxed(fed, decay + 1, start)
        solution.append(population)
        total = total.plus(population.times(-1))
        decay += sector[level - 2] > 0
        source = source.plus(population.times(1 / sums[level - 1]) if sector[level - 2] < 0 else Flow())
    return (total, *reversed(solution))


def weighted_average(values: Mapping[Any, Any]) -> Derivation:
    """The average of rho_JJ(t) over all sectors with the weights p_J/S_{n-1}; N, J and S_1 .. S_N > 0 are among the values.

    A case of the exact proof leaves S_1 .. S_{N-1} as symbols.
    """
    levels, level = int(values[N]), int(values[J])
    given = [values.get(S[k], S[k]) for k in range(levels + 1)]
    number = Integer if any(isinstance(value, Expr) for value in given) else fmpq
    sums = tuple(number(value) if isinstance(value, int) else value for value in given)
    average = _weighted_average(sums)[level - 1]
    terms = (_exact(coefficient) * x**power * (kappa * t) ** degree for (power, degree), coefficient in average.items())
    rule = "weighted populations in closed form, times the area of their sector, over all sectors"
    return derivation(rule, Add(*terms))


@lru_cache(maxsize=64)
def _weighted_average(sums: tuple[Any, ...]) -> tuple[Flow, ...]:
    total = [Flow()] * (len(sums) - 1)
    for sector in sectors(len(sums) - 1):
        area = _area(sector, sums)
        total = [old.plus(new.times(area)) for old, new in zip(total, weighted_populations(sector, sums), strict=True)]
    return tuple(total)


def _relaxed(fed: Flow, rate: int, start: Any) -> Flow:
    """The solution of y' = -rate y + fed, y(0) = start, in units of kappa, where x^k has the derivative -k x^k."""
    solution: dict[tuple[int, int], Any] = {}
    for (power, degree), coefficient in fed.items():
        gap, value = rate - power, coefficient
        if not gap:
            solution[power, degree + 1] = solution.get((power, degree + 1), 0) + value / (degree + 1)
            continue
        value = value / gap
        for lower in range(degree, -1, -1):
            solution[power, lower] = solution.get((power, lower), 0) + value
            value = -value * lower / gap
    rest = start - sum((value for (_, degree), value in solution.items() if not degree), 0 * start)
    return Flow(solution).plus(Flow({(rate, 0): rest}))


def _area(sector: Sequence[int], sums: Sequence[Any]) -> Any:
    """The area of a sector: the product over n of p_n/S_n for sigma_n > 0 and S_{n-1}/S_n for sigma_n < 0."""
    area: Any = 1
    for level, sign in enumerate(sector, start=2):
        area *= (sums[level] - sums[level - 1] if sign > 0 else sums[level - 1]) / sums[level]
    return area


def _exact(value: Any) -> Expr:
    return Rational(int(value.p), int(value.q)) if isinstance(value, fmpq) else value


def _chances_at_top() -> dict[Expr, Expr]:
    """theta(sigma_N) and theta(-sigma_N) averaged over lambda_N for a state, S_N = 1."""
    odds = {up(N): probability_up().result, down(N): probability_down().result}
    return {step: odd.subs({n: N}).subs(S[N - 1], S[N] - p[N]).subs(S[N], 1) for step, odd in odds.items()}
