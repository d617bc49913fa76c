"""Exact points for what averages exceed Born's probabilities by: later than t = 0 in most, or of states in most."""

from collections.abc import Iterator
from itertools import accumulate, cycle
from random import Random

from bornproof.proofs.paper.points.amplitudes import any_amplitudes
from bornproof.proofs.paper.points.averaged_sums import led_by_zeros, starts
from bornproof.proofs.paper.points.tables import Point, squared, weights_of
from bornproof.symbolic.notation.core import N, S, alpha, kappa, n, t
from flint import fmpq

__all__ = ["few_levels", "later", "led_by_two", "of_states"]

TIMES = (fmpq(1, 2), fmpq(2), fmpq(1, 7), fmpq(1), fmpq(3))


def later() -> Iterator[Point]:
    """The points of `starts` and `led_by_zeros` in turn, at early times, seldom at t = 0."""
    moments = cycle(TIMES)
    for number, (one, other) in enumerate(zip(starts(), led_by_zeros(), strict=False)):
        for point in (one, other):
            yield {**point, t: fmpq(0) if number % 8 == 7 else next(moments) / point[kappa]}


def few_levels() -> Iterator[Point]:
    """The points of `later` with all amplitudes 0 but one, or but the first and one other, seldom with all."""
    for number, point in enumerate(later()):
        size = int(point[N])
        kept = {1 + number // 2 % size} | ({1} if number % 2 else set())
        if number % 9 == 8:
            yield point
            continue
        vector = [
            point[alpha[level]] if level in kept and squared(point[alpha[level]]) else fmpq(level in kept)
            for level in range(1, size + 1)
        ]
        total = accumulate(map(squared, vector), initial=fmpq(0))
        yield {**point, **weights_of(alpha, vector), **{S[level]: value for level, value in enumerate(total)}}


def led_by_two() -> Iterator[Point]:
    """The points of `later` with three levels at least, of which the first two are empty in most; now and then three are."""
    for number, point in enumerate(later()):
        size = int(point[N])
        if size < 3:
            continue
        empty = 0 if number % 9 == 8 else 2 + (number % 7 == 6 and size > 3)
        vector = [fmpq(0)] * empty + [point[alpha[level]] for level in range(empty + 1, size + 1)]
        vector[empty] = vector[empty] if squared(vector[empty]) else fmpq(1)
        total = accumulate(map(squared, vector), initial=fmpq(0))
        yield {**point, **weights_of(alpha, vector), **{S[level]: value for level, value in enumerate(total)}}


def of_states() -> Iterator[Point]:
    """Amplitudes, normalised in most, with a level n, kappa and a time."""
    source, moments = Random("bounds"), cycle((*TIMES, fmpq(0)))  # noqa: S311  (reproducible points, not secrets)
    for point in any_amplitudes((3, 4, 2, 5, 3, 4) * 3 + (8,))():
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        yield {**point, n: source.randint(1, int(point[N])), kappa: rate, t: next(moments) / rate}
