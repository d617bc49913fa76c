"""Footnotes 2 and 6 by brute force: a slice through detectors in the plane, cells of a grid, finite matrices."""

from itertools import combinations
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import divide
from bornproof.numeric_check.arithmetic.matrices import diagonal
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.paper.points.tables import Point, matrix_at, weights_at
from bornproof.symbolic.notation.core import J, N, p
from bornproof.symbolic.notation.footnotes import PAIRS, P_hat, X_hat, apart, steepness, time
from flint import arb, fmpq

__all__ = ["commutator_trace_at", "on_grid_at", "slice_at"]

Place = tuple[fmpq, fmpq]
GRID = ((fmpq(-2), fmpq(-5, 3)), (fmpq(1, 2), fmpq(7, 3)), (fmpq(9, 2), fmpq(2, 3)))


def slice_at(point: Point) -> tuple[tuple[fmpq, ...], ...]:
    """T(x) at the detectors, from positions in the plane; its steepness is tested on a grid."""
    places = (*_positions(*(point[apart[pair]] for pair in PAIRS)), *GRID)
    times = {x: _earliest(point, x, places[:3]) for x in places}
    for x, y in combinations(places, 2):
        if times[x] - times[y] > point[steepness] * _distance(x, y):
            raise LedgerError(f"the slice must not be steeper than {point[steepness]} between {x} and {y}")
    exact = [min(point[time[i]] + point[steepness] * _between(point, i, j) for i in (1, 2, 3)) for j in (1, 2, 3)]
    return (tuple(exact),)


def on_grid_at(point: Point) -> Any:
    """The state with these cell probabilities, cut to the grid: Tr(Pi_J rho)/Tr(rho)."""
    state = diagonal(weights_at(point, p, int(point[N])))
    return divide(state[point[J] - 1, point[J] - 1], state.trace())


def commutator_trace_at(point: Point) -> Any:
    """The trace of the commutator by matrix products."""
    x, momentum = (matrix_at(point, base, point[N]) for base in (X_hat, P_hat))
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
