"""Exact points for what averages exceed Born's probabilities by: later than t = 0 in most, or of states in most."""

from collections.abc import Iterator
from itertools import cycle
from random import Random

from bornproof.proofs.paper.points.amplitudes import any_amplitudes
from bornproof.proofs.paper.points.averaged_sums import led_by_zeros, starts
from bornproof.proofs.paper.points.tables import Point
from bornproof.symbolic.notation.core import N, kappa, n, t
from flint import fmpq

__all__ = ["later", "of_states"]

TIMES = (fmpq(1, 2), fmpq(2), fmpq(1, 7), fmpq(1), fmpq(3))


def later() -> Iterator[Point]:
    """The points of `starts` and `led_by_zeros` in turn, at early times, seldom at t = 0."""
    moments = cycle(TIMES)
    for number, (one, other) in enumerate(zip(starts(), led_by_zeros(), strict=False)):
        for point in (one, other):
            yield {**point, t: fmpq(0) if number % 8 == 7 else next(moments) / point[kappa]}


def of_states() -> Iterator[Point]:
    """Amplitudes, normalised in most, with a level n, kappa and a time."""
    source, moments = Random("bounds"), cycle((*TIMES, fmpq(0)))  # noqa: S311  (reproducible points, not secrets)
    for point in any_amplitudes((3, 4, 2, 5, 3, 4) * 3 + (8,))():
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        yield {**point, n: source.randint(1, int(point[N])), kappa: rate, t: next(moments) / rate}
