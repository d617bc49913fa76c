"""Exact points of mixtures, of any two bases, and of any two matrices."""

from collections.abc import Iterator
from itertools import cycle, islice

from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix, pure_state
from bornproof.numeric_check.exact_points import amplitudes, complex_matrices
from bornproof.proofs.paper.points.evolution import any_matrix
from bornproof.proofs.paper.points.tables import Point, entries
from bornproof.symbolic.notation.core import N, kappa, rho, sigma
from bornproof.symbolic.notation.footnotes import P_hat, X_hat
from bornproof.symbolic.notation.settings import chi, first_weight, other_sigma, second_state, second_weight
from flint import fmpq

__all__ = ["bases", "matrix_pairs", "mixtures", "plain_of_other_sign", "with_other_signs"]

SIZES = (2, 3, 4, 8)
LEVELS = (2, 3, 8)


def mixtures() -> Iterator[Point]:
    """Two matrices of N levels, their weights, one sector, a Hamiltonian."""
    others = {size: complex_matrices(size, size, seed=9) for size in LEVELS}
    factors = complex_matrices(1, 2, seed=5)
    for point, pair in zip(any_matrix(LEVELS, hamiltonian=True)(), factors, strict=False):
        weights = {first_weight: pair[0, 0], second_weight: pair[0, 1]}
        yield {**point, **weights} | entries(second_state, next(others[point[N]]))


def with_other_signs() -> Iterator[Point]:
    """Two matrices of two levels, their weights, and a sign of sigma_2 for each: the same, or another."""
    signs = cycle([(1, 1), (1, -1), (-1, -1), (-1, 0), (0, 0), (0, 1), (-1, 1), (2, 3), (-2, -1)])
    pairs = (islice(complex_matrices(2, 2, seed=seed), 1, None) for seed in (14, 15))
    factors = islice(complex_matrices(1, 2, seed=16), 1, None)
    for (one, other), first, second, pair in zip(signs, *pairs, factors, strict=False):
        weights = {first_weight: pair[0, 0], second_weight: pair[0, 1], kappa: 1 + (one + 2) % 3}
        yield {N: 2, sigma[2]: one, other_sigma[2]: other} | weights | entries(rho, first) | entries(second_state, second)


def plain_of_other_sign() -> Iterator[Point]:
    """Level 1 in both matrices, of weight 1/2 each: the first does not move, and the second decays."""
    level, half = matrix([[1, 0], [0, 0]]), fmpq(1, 2)
    signs = {N: 2, kappa: fmpq(1), sigma[2]: fmpq(-1), other_sigma[2]: fmpq(1), first_weight: half, second_weight: half}
    yield signs | entries(rho, level) | entries(second_state, level)


def bases() -> Iterator[Point]:
    """Orthonormal bases as rows: the eigenbasis, phases, permutations, reflections; some are not normalised."""
    vectors = {n: amplitudes(n) for n in SIZES}
    for count, n in enumerate(cycle(SIZES)):
        unit = diagonal([1] * n)
        kind = count // len(SIZES) % 5
        if kind == 0:
            basis = unit.scale(2) if count % 9 == 7 else unit
        elif kind == 1:
            basis = unit.scale(complex_rational(fmpq(3, 5), fmpq(4, 5)))
        elif kind == 2:
            basis = unit + _slight_turn(n)
        elif kind == 3:
            basis = matrix([[int((i + 1) % n == j) for j in range(n)] for i in range(n)])
        else:
            basis = unit - pure_state(next(vectors[n])).scale(2)
        yield {N: n} | entries(chi, basis)


def _slight_turn(size: int) -> ExactMatrix:
    """What a rotation of the first two levels by about 2e-30 adds to the unit matrix: so near a maximum all is seen."""
    tangent = fmpq(1, 10**30)
    cosine, sine = (1 - tangent**2) / (1 + tangent**2), 2 * tangent / (1 + tangent**2)
    turn = {(0, 0): cosine - 1, (1, 1): cosine - 1, (0, 1): -sine, (1, 0): sine}
    return matrix([[turn.get((i, j), 0) for j in range(size)] for i in range(size)])


def matrix_pairs() -> Iterator[Point]:
    """Two N x N matrices."""
    drawn = {size: islice(complex_matrices(size, size, seed=2), 1, None) for size in SIZES}
    for size in cycle(SIZES):
        yield {N: size} | entries(X_hat, next(drawn[size])) | entries(P_hat, next(drawn[size]))
