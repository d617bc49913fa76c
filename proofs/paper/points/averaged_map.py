"""Exact points of the averaged map: weights p of the hidden variables, another start, ensembles, one time and a later one."""

from collections.abc import Iterator
from itertools import cycle, islice
from random import Random
from typing import Any

from bornproof.numeric_check.exact_points import density_matrices, probabilities, times
from bornproof.proofs.paper.points.evolution import without_state
from bornproof.proofs.paper.points.tables import Point, entries, weights_of
from bornproof.symbolic.notation.core import N, kappa, p, rho0, t
from bornproof.symbolic.notation.settings import other_p
from bornproof.symbolic.notation.variants import later, share
from flint import fmpq

__all__ = ["basis_states", "ensembles", "steps", "three_ensembles", "three_levels", "two_levels"]

LEVELS = (3, 2, 4, 3, 5, 3, 2, 4, 3, 2, 8)


def basis_states() -> Iterator[Point]:
    """N, a level J, the signs, kappa and t."""
    return without_state((3, 2, 4, 5, 3, 2, 4, 3, 2, 3, 8))


def steps() -> Iterator[Point]:
    """N, probabilities p, the populations of a start, kappa, t and a later time u, now and then 0.

    Now and then the sum of p or of the start is not 1.
    """
    starts = {size: islice(probabilities(size, seed=21), size, None) for size in LEVELS}
    for number, point in enumerate(_weighted("steps")):
        start = next(starts[int(point[N])])
        scale = fmpq(3, 2) if number % 13 == 12 else 1
        populations = {rho0[k, k]: scale * value for k, value in enumerate(start, start=1)}
        yield {**point, later: (fmpq(number % 7, 3)) / point[kappa]} | populations


def ensembles(levels: tuple[int, ...] = LEVELS) -> Iterator[Point]:
    """N, two distributions p and p', the share s of the first, kappa and t; now and then a sum that is not 1."""
    source, others = Random("ensembles"), {size: islice(probabilities(size, seed=22), 1, None) for size in levels}  # noqa: S311
    for number, point in enumerate(_weighted("ensembles", levels)):
        part = (fmpq(1, 2), fmpq(0), fmpq(1))[number // 5 % 3] if number % 5 == 4 else fmpq(source.randint(1, 8), 9)
        scale = fmpq(1, 2) if number % 13 == 11 else 1
        yield {**point, share: part} | weights_of(other_p, [scale * value for value in next(others[int(point[N])])])


def three_ensembles() -> Iterator[Point]:
    """The same for three levels."""
    return ensembles((3,))


def two_levels() -> Iterator[Point]:
    """A density matrix of two levels, now and then with another trace, other weights p_1, p_2, kappa and t."""
    states = density_matrices(2, seed=23)
    for number, point in enumerate(_weighted("two levels", (2,))):
        yield {**point, **entries(rho0, next(states).scale(fmpq(3, 2) if number % 11 == 10 else fmpq(1)))}


def three_levels() -> Iterator[Point]:
    """Weights p_1, p_2, p_3, kappa and t, not too late: the propagator of the averages has an inverse, but a large one."""
    for point in _weighted("three levels", (3,)):
        yield {**point, t: point[t] if point[kappa] * point[t] < 5 else 5 / point[kappa]}


def _weighted(name: str, levels: tuple[int, ...] = LEVELS) -> Iterator[Point]:
    source, moments = Random(name), islice(times(), 1, None)  # noqa: S311  (reproducible points, not secrets)
    drawn = {size: islice(probabilities(size, seed=20), size, None) for size in levels}
    edges = {size: probabilities(size) for size in levels}
    for number, size in enumerate(cycle(levels)):
        rate, moment = fmpq(source.randint(1, 5), source.randint(1, 3)), next(moments) if number % 9 != 4 else fmpq(0)
        scale = fmpq(3, 2) if number % 17 == 16 else 1
        weights = [scale * value for value in next((edges if number % 6 == 5 else drawn)[size])]
        point: dict[Any, Any] = {N: size, kappa: rate, t: moment / rate}
        yield point | weights_of(p, weights)
