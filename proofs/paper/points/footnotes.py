"""Exact points of footnotes 2 and 6: detectors in the plane, later observables, cells of a grid."""

from collections.abc import Iterator
from itertools import count, cycle
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.matrices import diagonal, matrix
from bornproof.numeric_check.exact_points import density_matrices, hermitian_matrices
from bornproof.proofs.paper.points.tables import Point, entries, weights_of
from bornproof.symbolic.notation.core import J, N, p, rho0, sigma
from bornproof.symbolic.notation.footnotes import PAIRS, apart, later, steepness, time
from flint import fmpq

__all__ = ["detections", "grids", "later_observables"]

TRIANGLES = ((3, 4, 5), (5, 12, 13), (5, 5, 6), (13, 14, 15), (1, 3, 2), (4, 1, 5))  # rational altitudes, two flat ones


def detections() -> Iterator[Point]:
    """Triangles of detectors and times; about half of them have no space-like slice."""
    source = Random("detections")  # noqa: S311  (reproducible points, not secrets)
    for sides in cycle(TRIANGLES):
        times = [fmpq(source.randint(-4, 4), source.choice((1, 2, 5))) for _ in range(3)]
        distances = [fmpq(side) for side in sides]
        gaps = [abs(times[i - 1] - times[j - 1]) for i, j in PAIRS]
        slope = (max(gap / side for gap, side in zip(gaps, distances, strict=True)) + source.randint(0, 1)) / 2
        slope = slope if source.randint(0, 2) else 2 * slope
        point: dict[Any, Any] = dict(zip(time.values(), times, strict=True)) | {steepness: slope or fmpq(1, 2)}
        yield point | dict(zip(apart.values(), distances, strict=True))


def later_observables() -> Iterator[Point]:
    """A state, the sign of sigma_2 and a Hermitian B: sigma_x first, then random ones, every other diagonal."""
    swap = matrix([[0, 1], [1, 0]])
    drawn = hermitian_matrices(2, seed=5)
    for number, state in enumerate(density_matrices(2, seed=9)):
        observable = next(drawn) if number else swap
        if number % 2:
            observable = diagonal(observable.diagonal())
        yield {sigma[2]: (1, -2, 0, fmpq(-1, 3), 3)[number % 5]} | entries(rho0, state) | entries(later, observable)


def grids() -> Iterator[Point]:
    """N cells, and a position that is certainly in one of them, or a geometric distribution on a half-line."""
    source = Random("grids")  # noqa: S311
    for number in count():
        size = 2 + number % 7
        if number % 2:
            weights = [fmpq(1, 2 ** (k + 1)) for k in range(size)]
        else:
            drawn = [fmpq(source.randint(0, 9)) for _ in range(size - 1)] + [fmpq(1)]
            weights = [weight / sum(drawn, fmpq(0)) for weight in drawn]
        yield {N: size, J: 1 + number % size} | weights_of(p, weights)
