"""Exact points of averages of any number of levels, also with weighted jump operators."""

from collections.abc import Iterator
from itertools import cycle, islice
from random import Random

from bornproof.numeric_check.exact_points import probabilities, times
from bornproof.proofs.paper.points.tables import Point, weights_of
from bornproof.symbolic.notation.core import J, N, kappa, p, t
from bornproof.symbolic.notation.settings import operator_weight
from flint import fmpq

__all__ = ["drifts", "weighted", "weighted_drifts"]

LEVELS = range(2, 9)


def drifts() -> Iterator[Point]:
    """N, probabilities p and a rate kappa: generic ones and edge cases in turn; now and then with another sum than 1."""
    source = Random("drift")  # noqa: S311
    edges = {levels: probabilities(levels) for levels in LEVELS}
    generic = {levels: islice(probabilities(levels), levels + 8, None) for levels in LEVELS}
    for number, levels in enumerate(cycle(LEVELS)):
        weights = next((edges if number % 3 == 2 else generic)[levels])
        rate = fmpq(source.randint(1, 7), source.randint(1, 3))
        scale = 1 if number % 11 else fmpq(3, 2)
        yield {N: levels, kappa: rate} | weights_of(p, [scale * weight for weight in weights])


def weighted_drifts() -> Iterator[Point]:
    """As `drifts`, with a level J, now and then N itself, and the weight w of the operator L_NJ; w = 1 and p_J/S_{N-1} included."""
    source = Random("weights")  # noqa: S311
    for number, point in enumerate(drifts()):
        size = int(point[N])
        level = size if number % 9 == 8 else source.randint(1, size - 1)
        rest = 1 - point[p[size]]
        balanced = point[p[level]] / rest if rest else fmpq(2)
        yield {
            **point,
            J: level,
            operator_weight: (fmpq(source.randint(0, 9), source.randint(1, 9)), fmpq(1), balanced)[number % 3],
        }


def weighted() -> Iterator[Point]:
    """N and J, probabilities p, now and then with another sum than 1, kappa and a time, now and then 0.

    Few have many levels: their sectors are many.
    """
    source, moments = Random("weights"), cycle(times())  # noqa: S311  (reproducible points, not secrets)
    drawn = {levels: probabilities(levels) for levels in (2, 3, 4, 5, 6, 8)}
    for number, levels in enumerate(cycle((3, 2, 4, 3, 5, 2, 4, 3, 6, 4, 3, 8))):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        moment = next(moments) if number % 9 else fmpq(0)
        scale = 1 if number % 13 else fmpq(3, 2)
        weights = [scale * weight for weight in next(drawn[levels])]
        yield {N: levels, J: source.randint(1, levels), kappa: rate, t: moment / rate} | weights_of(p, weights)
