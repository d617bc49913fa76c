"""Exact points and oracles for averages of any number of levels: how they move at first, also with weighted jump operators."""

from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.matrices import diagonal
from bornproof.numeric_check.model.disks import sign_probability
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.numeric_check.sampling import probabilities
from bornproof.symbolic.notation.core import J, N, kappa, p
from flint import fmpq
from sympy import Symbol

__all__ = ["drift_by_sectors", "drift_from_above", "drift_points", "weighted_drift_points"]

Point = Mapping[Any, Any]
LEVELS = range(2, 9)

w = Symbol("w", nonnegative=True)  # the weight of an operator


def drift_points() -> Iterator[Point]:
    """N, probabilities p and a rate kappa: generic ones and edge cases in turn; now and then with another sum than 1."""
    source = Random("drift")  # noqa: S311
    edges = {levels: probabilities(levels) for levels in LEVELS}
    generic = {levels: islice(probabilities(levels), levels + 8, None) for levels in LEVELS}
    for number, levels in enumerate(cycle(LEVELS)):
        weights = next((edges if number % 3 == 2 else generic)[levels])
        rate = fmpq(source.randint(1, 7), source.randint(1, 3))
        scale = 1 if number % 11 else fmpq(3, 2)
        yield {N: levels, kappa: rate} | {p[k]: scale * weight for k, weight in enumerate(weights, start=1)}


def drift_by_sectors(point: Point) -> Any:
    """The sum over the signs of sigma_N of probability times rate; the other signs do not act on the top level."""
    levels = int(point[N])
    weights = [point[p[k]] for k in range(1, levels + 1)]
    state = diagonal(weights)
    total: Any = 0
    for sign in (1, -1):
        rate = master_equation((*[1] * (levels - 2), sign)).rate(state)[levels - 1, levels - 1]
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
    state = diagonal(weights)
    total: Any = 0
    for sign, factor in ((1, 1), (-1, point[w])):
        rate = master_equation((*[0] * (levels - 2), sign)).rate(state)[level - 1, level - 1]
        total = sign_probability(levels, weights, sign) * (rate * factor * point[kappa]) + total
    return total
