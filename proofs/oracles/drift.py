"""Exact points and oracles for averages of any number of levels: how they move at first, and with weighted jump operators."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, cycle, islice, product
from random import Random
from typing import Any

from flint import arb_mat, fmpq, fmpq_mat
from sympy import Symbol

from numeric_check.disks import sign_probability
from numeric_check.matrices import matrix
from numeric_check.operators import jump_operator
from numeric_check.oracles import population_rates
from numeric_check.sampling import probabilities, times
from proofs.oracles.section_2 import probability
from symbolic.notation import J, N, S, kappa, p, t

__all__ = [
    "drift_by_sectors", "drift_from_above", "drift_points", "weighted_average_at", "weighted_drift_points", "weighted_points",
]  # fmt: skip

Point = Mapping[Any, Any]
LEVELS = range(2, 9)

w = Symbol("w", nonnegative=True)  # the weight of an operator


def drift_points() -> Iterator[Point]:
    """N, probabilities p and a rate kappa: generic ones and edge cases in turn."""
    source = Random("drift")  # noqa: S311
    edges = {levels: probabilities(levels) for levels in LEVELS}
    generic = {levels: islice(probabilities(levels), levels + 8, None) for levels in LEVELS}
    for number, levels in enumerate(cycle(LEVELS)):
        weights = next((edges if number % 3 == 2 else generic)[levels])
        rate = fmpq(source.randint(1, 7), source.randint(1, 3))
        yield {N: levels, kappa: rate} | {p[k]: weight for k, weight in enumerate(weights, start=1)}


def drift_by_sectors(point: Point) -> Any:
    """The sum over the signs of sigma_N of probability times rate; the other signs do not act on the top level."""
    levels = int(point[N])
    weights = [point[p[k]] for k in range(1, levels + 1)]
    state = matrix([[weights[i] if i == j else 0 for j in range(levels)] for i in range(levels)])
    total: Any = 0
    for sign in (1, -1):
        rate = population_rates((*[1] * (levels - 2), sign), state)[-1]
        total = sign_probability(levels, weights, sign) * (rate * point[kappa]) + total
    return total


def weighted_drift_points() -> Iterator[Point]:
    """The same with a level J, now and then N itself, and the weight w of the operator L_NJ; w = 1 and p_J/S_{N-1} included."""
    source = Random("weights")  # noqa: S311
    for number, point in enumerate(drift_points()):
        size = int(point[N])
        level = size if number % 9 == 8 else source.randint(1, size - 1)
        rest = 1 - point[p[size]]
        balanced = point[p[level]] / rest if rest else fmpq(2)
        yield {**point, J: level, w: (fmpq(source.randint(0, 9), source.randint(1, 9)), fmpq(1), balanced)[number % 3]}


def drift_from_above(point: Point) -> Any:
    """The averaged rate of the level J with all sigmas 0 but sigma_N, whose operator L_NJ counts w times where sigma_N < 0."""
    levels, level = int(point[N]), int(point[J])
    weights = [point[p[k]] for k in range(1, levels + 1)]
    state = matrix([[weights[i] if i == j else 0 for j in range(levels)] for i in range(levels)])
    total: Any = 0
    for sign, factor in ((1, 1), (-1, point[w])):
        rate = population_rates((*[0] * (levels - 2), sign), state)[level - 1]
        total = sign_probability(levels, weights, sign) * (rate * factor * point[kappa]) + total
    return total


def weighted_points() -> Iterator[Point]:
    """N, a level J, probabilities with p_1 > 0 by their partial sums, kappa and t."""
    source = Random("weighted")  # noqa: S311
    drawn = {levels: (weights for weights in probabilities(levels) if weights[0]) for levels in LEVELS}
    for levels, kappa_t in zip(cycle(LEVELS), cycle(times()), strict=False):
        weights = next(drawn[levels])
        rate = fmpq(source.randint(1, 7), source.randint(1, 3))
        sums = {S[k]: sum(weights[:k], fmpq(0)) for k in range(levels + 1)}
        yield {N: levels, J: source.randint(1, levels), kappa: rate, t: kappa_t / rate} | sums


def weighted_average_at(point: Point) -> Any:
    """The average of rho_JJ(t) over the sectors, each by the exponential of its rates, with L_nK weighted where sigma_n < 0."""
    levels = int(point[N])
    weights = [point[S[k]] - point[S[k - 1]] for k in range(1, levels + 1)]
    start = arb_mat(fmpq_mat(levels, 1, weights))
    signed = [[(sign, probability(level, weights, sign)) for sign in (1, -1)] for level in range(2, levels + 1)]
    total: Any = 0
    for sector in product(*signed):
        area = fmpq(1)
        for _, chance in sector:
            area *= chance
        if area:
            rates = _weighted_rates([sign for sign, _ in sector], weights)
            total = (arb_mat(rates * (point[kappa] * point[t])).exp() * start)[int(point[J]) - 1, 0] * area + total
    return total


def _weighted_rates(signs: Sequence[int], weights: Sequence[fmpq]) -> fmpq_mat:
    """The rates of the populations from the jump operators (14), those with sigma_n < 0 weighted by p_K/S_{n-1}."""
    size = len(weights)
    rates = fmpq_mat(size, size)
    for k, level in combinations(range(1, size + 1), 2):
        sign = signs[level - 2]
        weight = weights[k - 1] / sum(weights[: level - 1], fmpq(0)) if sign < 0 else fmpq(1)
        jump = jump_operator(size, level, k, sign).real
        for i, j in ((level - 1, k - 1), (k - 1, level - 1)):
            rates[i, j] += weight * jump[i, j] ** 2
            rates[j, j] -= weight * jump[i, j] ** 2
    return rates
