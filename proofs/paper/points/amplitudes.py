"""Exact points of states and hidden variables: amplitudes, their partial sums, lambda's at the rims of the sectors.

A point holds N, a level K, amplitudes alpha (and beta, the same numbers: |chi_I> = |I>), the partial sums S_0 .. S_N of
their squares, and the hidden variables lambda_2 .. lambda_N, two in three of them at the very rim where an outcome turns
into another. Now and then the amplitudes are not normalised.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, count, cycle, islice
from math import isqrt
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, Exact, complex_rational
from bornproof.numeric_check.arithmetic.sequences import shared
from bornproof.numeric_check.exact_points import amplitudes, times
from bornproof.proofs.paper.points.tables import Point, on_demand, squared
from bornproof.symbolic.notation.core import C, K, N, R, S, alpha, beta, kappa, lam, t
from flint import fmpq

__all__ = ["any_amplitudes", "any_levels", "coupled", "neighbours", "on_disks", "timed"]

UNNORMALISED = 7  # every so many points; every third of these is the vector 0
_HIDDEN: tuple[Exact, ...] = (
    fmpq(3, 5), ONE, ZERO, complex_rational(fmpq(3, 5), fmpq(4, 5)), fmpq(4, 5), complex_rational(ZERO, fmpq(-1, 2)),
)  # fmt: skip


@on_demand
@shared
def any_amplitudes(levels: Sequence[int] = (4, 3, 2, 5, 7)) -> Iterator[Point]:
    """Basis states and vanishing partial sums alternate with generic amplitudes, for each N in turn."""
    source = Random("section 2")  # noqa: S311  (reproducible points, not secrets)
    vectors = {n: _unit_vectors(n) for n in levels}
    hidden = chain(_HIDDEN, _inside_the_disk(source))
    for number, n in zip(count(1), cycle(levels), strict=False):
        vector = next(vectors[n])
        if number % UNNORMALISED == 0:
            vector = tuple(value * (0 if number % (3 * UNNORMALISED) == 0 else 2) for value in vector)
        level_k = (1, n, n - 1, 2)[number // len(levels) % 4] if number % 3 else source.randint(1, n)
        point: dict[Any, Any] = {N: n, K: level_k}
        point[S[0]] = total = ZERO
        for level, value in enumerate(vector, start=1):
            total += squared(value)
            point |= {alpha[level]: value, beta[level]: value, S[level]: total}
        for level in range(2, n + 1):
            side = (number // len(levels) + level) % 3
            point[lam[level]] = next(hidden) if side == 0 else _at_rim(point, level, outside=side == 1)
        yield point


any_levels = any_amplitudes((4, 3, 2, 5, 8, 7, 6, 3))  # N = 2..8 in turn


def on_disks() -> Iterator[Point]:
    """Two levels, with the radius of the disk of lambda_2."""
    radii = cycle((ONE, fmpq(1, 2), fmpq(2), fmpq(5, 4), fmpq(4, 5)))
    return ({**point, R: next(radii)} for point in any_amplitudes((2,))())


def coupled() -> Iterator[Point]:
    """Three levels with hidden variables that are independent (c = 1), of one modulus (c = 0), or now this and now that."""
    shares = cycle((ZERO, ONE, ONE, ZERO, fmpq(2, 5)))
    return ({**point, C: next(shares)} for point in any_amplitudes((3,))())


def neighbours() -> Iterator[Point]:
    """Amplitudes with a level K; at K = N, which is seldom, it has no neighbour above."""
    for number, point in enumerate(any_levels()):
        yield {**point, K: point[K] if number % 8 == 7 else min(point[K], point[N] - 1)}


def timed() -> Iterator[Point]:
    """Amplitudes with kappa and a time, 0 now and then; few with N = 8."""
    source = Random("timed")  # noqa: S311
    moments = chain.from_iterable(zip(times(), times(seed=1), times(seed=2), cycle((ZERO, ONE)), strict=False))
    for point, kappa_t in zip(any_amplitudes((2, 3, 4, 5) * 6 + (8,))(), moments, strict=False):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        yield {**point, kappa: rate, t: kappa_t / rate}


def _unit_vectors(n: int) -> Iterator[tuple[Exact, ...]]:
    """Edge cases (the last basis state first: there all lower partial sums vanish) in turn with generic vectors."""
    edges = list(islice(amplitudes(n), n + 4))
    generic = islice(amplitudes(n), n + 5, None)
    for edge in cycle((edges[n - 1], *edges[n:], *edges[: n - 1])):
        yield edge
        yield next(generic)


def _at_rim(point: Point, level: int, *, outside: bool) -> fmpq:
    """A lambda_n within 10^-60 of the radius where sigma_n changes its sign: there the least change of (13) is seen."""
    below, upto = point[S[level - 1]], point[S[level]]
    scaled = 10**120 * (below / upto if upto else fmpq(1, 4))
    root = fmpq(isqrt(int(scaled.floor())), 10**60)
    return min(root + fmpq(1, 10**60), ONE) if outside else root


def _inside_the_disk(source: Random) -> Iterator[Exact]:
    while True:
        value = complex_rational(fmpq(source.randint(-9, 9), 10), fmpq(source.randint(-9, 9), 10))
        if squared(value) <= 1:
            yield value
