"""Footnotes 2 and 6 by brute force: detectors in the plane, later measurements, cells of a grid, finite matrices."""

from collections.abc import Iterator, Mapping
from itertools import combinations, count, cycle, islice
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import divide
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix
from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.numeric_check.sampling import complex_matrices, density_matrices, hermitian_matrices
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.paper.oracles.evolution import entries, signs_at
from bornproof.symbolic.notation.core import J, N, p, rho0, sigma
from bornproof.symbolic.notation.footnotes import PAIRS, P_hat, X_hat, apart, later, steepness, time
from flint import arb, fmpq
from sympy import IndexedBase

__all__ = [
    "commutator_trace_at", "detections", "grids", "later_observables", "later_variance_at", "matrix_pairs", "on_grid_at",
    "slice_at",
]  # fmt: skip

Point = Mapping[Any, Any]
Place = tuple[fmpq, fmpq]

SIZES = (2, 3, 4, 8)
GRID = ((fmpq(-2), fmpq(-5, 3)), (fmpq(1, 2), fmpq(7, 3)), (fmpq(9, 2), fmpq(2, 3)))
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


def slice_at(point: Point) -> tuple[tuple[fmpq, ...], ...]:
    """The same slice from positions in the plane; its steepness is tested on a grid."""
    places = (*_positions(*(point[apart[pair]] for pair in PAIRS)), *GRID)
    times = {x: _earliest(point, x, places[:3]) for x in places}
    for x, y in combinations(places, 2):
        if times[x] - times[y] > point[steepness] * _distance(x, y):
            raise LedgerError(f"the slice must not be steeper than {point[steepness]} between {x} and {y}")
    exact = [min(point[time[i]] + point[steepness] * _between(point, i, j) for i in (1, 2, 3)) for j in (1, 2, 3)]
    return (tuple(exact),)


def later_observables() -> Iterator[Point]:
    """A state, the sign of sigma_2 and a Hermitian B: sigma_x first, then random ones, every other diagonal."""
    swap = matrix([[0, 1], [1, 0]])
    drawn = (m for m in hermitian_matrices(2, seed=5))
    for number, state in enumerate(density_matrices(2, seed=9)):
        observable = next(drawn) if number else swap
        if number % 2:
            observable = diagonal(observable.diagonal())
        yield {sigma[2]: (1, -2, 0, fmpq(-1, 3), 3)[number % 5]} | entries(rho0, state) | entries(later, observable)


def later_variance_at(point: Point) -> Any:
    """Tr(B^2 rho) - Tr(B rho)^2 with the limit rho of the model."""
    state = stationary(master_equation(signs_at(point)), _matrix(point, rho0, 2))
    observable = _matrix(point, later, 2)
    mean = (observable @ state).trace()
    return (observable @ observable @ state).trace() - mean * mean


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
        yield {N: size, J: 1 + number % size} | {p[k]: weight for k, weight in enumerate(weights, start=1)}


def on_grid_at(point: Point) -> Any:
    """The state with these cell probabilities, cut to the grid: Tr(Pi_J rho)/Tr(rho)."""
    size = int(point[N])
    state = diagonal([point[p[i]] for i in range(1, size + 1)])
    return divide(state[point[J] - 1, point[J] - 1], state.trace())


def matrix_pairs() -> Iterator[Point]:
    """Two N x N matrices."""
    drawn = {size: islice(complex_matrices(size, size, seed=2), 1, None) for size in SIZES}
    for size in cycle(SIZES):
        yield {N: size} | entries(X_hat, next(drawn[size])) | entries(P_hat, next(drawn[size]))


def commutator_trace_at(point: Point) -> Any:
    """The trace of the commutator by matrix products."""
    x, momentum = (_matrix(point, base, point[N]) for base in (X_hat, P_hat))
    return (x @ momentum - momentum @ x).trace()


def _between(point: Point, i: int, j: int) -> fmpq:
    return fmpq(point[apart[min(i, j), max(i, j)]]) if i != j else fmpq(0)


def _positions(a: fmpq, b: fmpq, c: fmpq) -> tuple[Place, ...]:
    """Corners of the triangle with the sides |x_1 - x_2| = a, |x_1 - x_3| = b, |x_2 - x_3| = c and a rational altitude."""
    along = (a * a + b * b - c * c) / (2 * a)
    square = b * b - along * along
    return (fmpq(0), fmpq(0)), (a, fmpq(0)), (along, fmpq(square.p.sqrt(), square.q.sqrt()))


def _earliest(point: Point, x: Place, detectors: tuple[Place, ...]) -> arb:
    branches = [arb(point[time[k]]) + point[steepness] * _distance(x, y) for k, y in enumerate(detectors, start=1)]
    least: arb = branches[0].min(branches[1]).min(branches[2])
    return least


def _distance(x: Place, y: Place) -> arb:
    return arb(sum(((a - b) ** 2 for a, b in zip(x, y, strict=True)), fmpq(0))).sqrt()


def _matrix(point: Point, base: IndexedBase, size: int) -> ExactMatrix:
    return matrix([[point[base[i, j]] for j in range(1, size + 1)] for i in range(1, size + 1)])
