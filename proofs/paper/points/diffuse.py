"""Exact points for states of many levels: partial sums of a few levels, and shares of a state in the limit of many."""

from collections.abc import Iterator
from itertools import accumulate, count, cycle
from random import Random
from typing import Any

from bornproof.numeric_check.exact_points import probabilities, times
from bornproof.proofs.paper.points.tables import Point, weights_of
from bornproof.symbolic.notation.core import N, S, kappa, n, p, t
from bornproof.symbolic.notation.diffuse import after, before, early, share
from flint import fmpq

__all__ = ["early_shares", "late_sums", "moments", "neighbours", "pairs", "shares", "starts", "states", "sums"]

_FEW = (4, 2, 3, 4, 5, 3, 4, 4, 3, 5, 4, 2, 3, 4, 5, 3, 4, 4, 3, 4, 8)


def states() -> Iterator[Point]:
    """N, probabilities p, now and then with another sum than 1, kappa and a time, now and then 0; few with many levels."""
    for size, weights, rest in _drawn("states"):
        yield {N: size, **rest} | weights_of(p, weights)


def sums() -> Iterator[Point]:
    """The same with the partial sums S_0 .. S_N in the place of p, and a level n."""
    source = Random("levels")  # noqa: S311  (reproducible points, not secrets)
    for number, (size, weights, rest) in enumerate(_drawn("sums")):
        level = source.randint(1, size) if number % 3 else max(1, size - 2)
        yield {N: size, n: level, **rest} | _prefixes(weights)


def late_sums() -> Iterator[Point]:
    """N, n and the partial sums, without a time."""
    return ({name: value for name, value in point.items() if name not in (kappa, t)} for point in sums())


def neighbours() -> Iterator[Point]:
    """The same with probabilities above 0 of n and n + 1; seldom n = N."""
    for number, point in enumerate(late_sums()):
        size, level = int(point[N]), int(point[n])
        if level == size:
            if number % 5 == 0:
                yield point
        elif point[S[level]] == 0 or point[S[level - 1]] < point[S[level]] < point[S[level + 1]]:
            yield point


def moments() -> Iterator[Point]:
    """kappa and a time, now and then 0."""
    source, moment = Random("moments"), times()  # noqa: S311
    for number in count():
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        yield {kappa: rate, t: min(next(moment), fmpq(7)) / rate if number % 7 else fmpq(0)}


def shares() -> Iterator[Point]:
    """The same with a share s of the whole, 1 included."""
    source = Random("shares")  # noqa: S311
    for number, point in enumerate(moments()):
        below = source.randint(2, 12)
        yield {**point, share: fmpq(source.randint(1, below - 1), below) if number % 8 else fmpq(1)}


def early_shares() -> Iterator[Point]:
    """A share s of the whole, and N kappa t."""
    return ({share: point[share], early: point[kappa] * point[t]} for point in shares())


def starts() -> Iterator[Point]:
    """A partial sum a, on either side of 1/2, and 1/2 itself."""
    source = Random("starts")  # noqa: S311
    yield {before: fmpq(1, 2)}
    while True:
        below = source.randint(2, 40)
        yield {before: fmpq(source.randint(1, below - 1), below)}


def any_starts() -> Iterator[Point]:
    """A partial sum a, now and then a number that none is."""
    for number, point in enumerate(starts()):
        yield point
        if number % 10 == 9:
            yield {before: fmpq(-1, 3)}
            yield {before: fmpq(4, 3)}


def pairs() -> Iterator[Point]:
    """Two partial sums a <= b, seldom in the other order."""
    source = Random("pairs")  # noqa: S311
    for number, point in enumerate(starts()):
        low = point[before]
        rest = 1 - low if number % 3 else max(fmpq(1, 2) - low, fmpq(0))
        high = low + rest * fmpq(source.randint(0, 6), 6)
        yield {before: low, after: high} if number % 7 else {before: high, after: low}


def _drawn(name: str) -> Iterator[tuple[int, list[fmpq], dict[Any, Any]]]:
    source, moment = Random(name), cycle(times())  # noqa: S311
    drawn = {size: probabilities(size) for size in set(_FEW)}
    for number, size in enumerate(cycle(_FEW)):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        at = min(next(moment), fmpq(7)) if number % 9 else fmpq(0)
        scale = 1 if number % 10 else fmpq(3, 2)
        yield size, [scale * weight for weight in next(drawn[size])], {kappa: rate, t: at / rate}


def _prefixes(weights: list[fmpq]) -> dict[Any, Any]:
    return {S[level]: total for level, total in enumerate(accumulate(weights, initial=fmpq(0)))}
