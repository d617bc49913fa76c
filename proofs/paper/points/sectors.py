"""Exact points for one sector of any number of levels, and for the average over all of them."""

from collections.abc import Iterator, Sequence
from itertools import count, islice
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix
from bornproof.numeric_check.exact_points import density_matrices, probabilities, times
from bornproof.proofs.paper.points.tables import Point, entries, weights_of
from bornproof.symbolic.notation.core import N, kappa, p, rho0, sigma, t
from flint import fmpq

__all__ = ["in_sector", "over_all"]

SIZES = (fmpq(1), fmpq(1, 2), fmpq(3), fmpq(2, 7))  # of a sigma, of which only the sign is to matter
PHASES = ((1, 0), (fmpq(3, 5), fmpq(4, 5)), (0, 1), (fmpq(-5, 13), fmpq(12, 13)), (-1, 0), (fmpq(8, 17), fmpq(-15, 17)))


def in_sector(signs: Sequence[int], weights: Sequence[fmpq] | None = None) -> Iterator[Point]:
    """States of N levels in one sector, with the populations `weights` if they are given, kappa and a time, now and then 0."""
    source = Random("one sector")  # noqa: S311  (reproducible points, not secrets)
    size = len(signs) + 1
    states = islice(density_matrices(size, seed=3), size, None) if weights is None else _with_populations(weights)
    for point, state in zip(_moments(size), states, strict=False):
        sizes = {sigma[k]: sign * source.choice(SIZES) for k, sign in enumerate(signs, start=2)}
        yield {**point, **sizes, **entries(rho0, state)}


def over_all(levels: int, weights: Sequence[fmpq] | None = None) -> Iterator[Point]:
    """The same without a sector, with the p_I that are the populations at t = 0; where these are not given, p_1 is seldom 0."""
    drawn = probabilities(levels, seed=2)
    for point in _moments(levels):
        chosen = next(drawn) if weights is None else weights
        state = next(_with_populations(chosen, seed=str(point[t])))
        yield {**point, **entries(rho0, state), **weights_of(p, chosen)}


def _moments(size: int) -> Iterator[dict[Any, Any]]:
    source = Random("moments")  # noqa: S311
    later = islice(times(), 1, None)
    for number in count(1):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        yield {N: size, kappa: rate, t: (next(later) if number % 17 else fmpq(0)) / rate}


def _with_populations(weights: Sequence[fmpq], seed: str = "") -> Iterator[ExactMatrix]:
    """Density matrices with these populations D: D - r D^2 + r v v^+, where v_I is p_I times a phase and 0 < r <= 1."""
    source = Random(f"coherences {seed}")  # noqa: S311
    while True:
        phases = [complex_rational(*source.choice(PHASES)) for _ in weights]
        share = fmpq(source.randint(1, 4), 4)
        vector = matrix([[phase * weight] for phase, weight in zip(phases, weights, strict=True)])
        yield (vector @ vector.adjoint()).scale(share) + diagonal([weight - share * weight**2 for weight in weights])
