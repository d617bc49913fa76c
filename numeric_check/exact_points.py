"""Exact points to test a claim at, edge cases first: seeded, so that every run sees the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice, product

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, Exact, complex_rational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix, pure_state
from bornproof.numeric_check.arithmetic.sequences import shared
from bornproof.numeric_check.errors import NumericError
from flint import fmpq

__all__ = [
    "amplitudes", "complex_matrices", "density_matrices", "hermitian_matrices", "probabilities", "signs", "times", "unit_interval",
]  # fmt: skip

_LARGEST_DENOMINATOR = 12


def probabilities(n: int, seed: int = 0) -> Iterator[tuple[fmpq, ...]]:
    """Yield probabilities p_1, ..., p_n without end: basis states, equal ones, vanishing ones, then random rationals.

    Raises NumericError when `n` is below 1.

    >>> list(islice(probabilities(2), 4))
    [(1, 0), (0, 1), (1/2, 1/2), (1/4, 3/4)]
    """
    _check_size(n, 1)
    for weights in _edge_weights(n):
        yield _normalised(weights)
    source = random.Random(f"probabilities {n} {seed}")  # noqa: S311 (reproducible points, not secrets)
    while True:
        yield _normalised([source.randint(1, _LARGEST_DENOMINATOR) for _ in range(n)])
        weights = [source.choice((0, 1, 2, 3, 5, 7)) for _ in range(n)]
        if any(weights):
            yield _normalised(weights)


def amplitudes(n: int, seed: int = 0) -> Iterator[tuple[Exact, ...]]:
    """Yield normalised vectors of n complex rational amplitudes without end: basis states, vanishing and equal moduli.

    Raises NumericError when `n` is below 1.

    >>> next(amplitudes(3))
    (1, 0, 0)
    """
    _check_size(n, 1)
    for k in range(n):
        yield tuple(ONE if j == k else ZERO for j in range(n))
    if n > 1:
        for pair in ((fmpq(3, 5), fmpq(-4, 5)), (complex_rational(ZERO, fmpq(4, 5)), fmpq(3, 5))):
            yield (*pair, *(ZERO,) * (n - 2))
            yield (*(ZERO,) * (n - 2), *pair)
    if n == 4:
        half, imaginary = fmpq(1, 2), complex_rational(ZERO, fmpq(1, 2))
        yield (half, -half, imaginary, half)
    source = random.Random(f"amplitudes {n} {seed}")  # noqa: S311 (reproducible points, not secrets)
    while True:
        yield _rational_unit_vector(n, source)


def signs(n: int, *, zeros: bool = True) -> Iterator[tuple[int, ...]]:
    """Yield the signs of (sigma_2, ..., sigma_n): every sector of -1 and 1, then those with a 0 among them.

    Raises NumericError when `n` is below 2.

    >>> list(signs(2))
    [(1,), (-1,), (0,)]
    """
    _check_size(n, 2)
    yield from product((1, -1), repeat=n - 1)
    if zeros:
        yield from (sector for sector in product((0, 1, -1), repeat=n - 1) if 0 in sector)


@shared
def density_matrices(n: int, seed: int = 0) -> Iterator[ExactMatrix]:
    """Yield n by n density matrices without end: basis states, diagonal ones, pure ones, then mixtures.

    Raises NumericError when `n` is below 1.

    >>> next(density_matrices(2)).rows()
    ((1, 0), (0, 0))
    """
    vectors, weights = amplitudes(n, seed), probabilities(n, seed)
    edge_count = n + 4 if n > 1 else n
    for vector in islice(vectors, n):
        yield pure_state(vector)
    for p in islice(weights, n, n + 3):
        yield diagonal(p)
    for vector in islice(vectors, edge_count - n):
        yield pure_state(vector)
    for vector, other, p in zip(vectors, amplitudes(n, seed + 1), probabilities(n, seed + 1), strict=False):
        yield (pure := pure_state(vector))
        yield pure.scale(fmpq(1, 2)) + pure_state(other).scale(fmpq(1, 3)) + diagonal(p).scale(fmpq(1, 6))


def times(seed: int = 0) -> Iterator[fmpq]:
    """Yield times kappa t >= 0 without end: 0, then short, moderate and long ones.

    >>> list(islice(times(), 3))
    [0, 1, 1/2]
    """
    yield from (ZERO, ONE, fmpq(1, 2), fmpq(7, 3), fmpq(1, 100), fmpq(10))
    source = random.Random(f"times {seed}")  # noqa: S311 (reproducible points, not secrets)
    while True:
        yield fmpq(source.randint(1, 60), source.randint(1, _LARGEST_DENOMINATOR))


def unit_interval(seed: int = 0) -> Iterator[fmpq]:
    """Yield rationals in [0, 1] without end: 0, 1, 1/2, two whose complementary square is a square, then random ones.

    >>> list(islice(unit_interval(), 5))
    [0, 1, 1/2, 3/5, 5/13]
    """
    yield from (ZERO, ONE, fmpq(1, 2), fmpq(3, 5), fmpq(5, 13))
    source = random.Random(f"unit interval {seed}")  # noqa: S311 (reproducible points, not secrets)
    while True:
        denominator = source.randint(2, 30)
        yield fmpq(source.randint(1, denominator - 1), denominator)


@shared
def complex_matrices(rows: int, columns: int, seed: int = 0) -> Iterator[ExactMatrix]:
    """Yield matrices of complex rationals without end: 0, a single entry, then random ones.

    Raises NumericError when a dimension is below 1.

    >>> list(islice(complex_matrices(1, 2), 2))[1].rows()
    ((1, 0),)
    """
    _check_size(min(rows, columns), 1)
    yield matrix([[ZERO] * columns] * rows)
    yield matrix([[ONE if i == j == 0 else ZERO for j in range(columns)] for i in range(rows)])
    source = random.Random(f"matrices {rows} {columns} {seed}")  # noqa: S311 (reproducible points, not secrets)
    while True:
        yield matrix([[_random_complex(source) for _ in range(columns)] for _ in range(rows)])


def hermitian_matrices(n: int, seed: int = 0) -> Iterator[ExactMatrix]:
    """Yield Hermitian n by n matrices without end: 0, diagonal, then random ones; raises NumericError when `n` is below 1.

    >>> list(islice(hermitian_matrices(2), 2))[1].rows()
    ((2, 0), (0, 0))
    """
    for candidate in complex_matrices(n, n, seed):
        yield candidate + candidate.adjoint()


def _check_size(n: int, least: int) -> None:
    if n < least:
        raise NumericError(f"the number of levels must be at least {least}, not {n}")


def _edge_weights(n: int) -> Iterator[list[int]]:
    for k in range(n):
        yield [int(j == k) for j in range(n)]
    if n > 1:
        yield [1] * n
        yield [1, *[0] * (n - 2), 3]
        yield [*[0] * (n - 1), 1] if n == 2 else [0, *[1] * (n - 1)]
    if n > 2:
        yield [*[1] * (n - 1), 0]
        yield [1, *[0] * (n - 2), 1]


def _normalised(weights: list[int]) -> tuple[fmpq, ...]:
    total = sum(weights)
    return tuple(fmpq(weight, total) for weight in weights)


def _rational_unit_vector(n: int, source: random.Random) -> tuple[Exact, ...]:
    # The inverse of the stereographic projection maps rational points to rational points of the sphere in R^(2n).
    direction = [fmpq(source.randint(-4, 4), source.randint(1, 3)) for _ in range(2 * n - 1)]
    length = sum((u * u for u in direction), ZERO)
    sphere = [2 * u / (length + 1) for u in direction] + [(length - 1) / (length + 1)]
    return tuple(complex_rational(sphere[2 * k], sphere[2 * k + 1]) for k in range(n))


def _random_complex(source: random.Random) -> Exact:
    real, imag = (fmpq(source.randint(-9, 9), source.randint(1, 6)) for _ in range(2))
    return complex_rational(real, imag)
