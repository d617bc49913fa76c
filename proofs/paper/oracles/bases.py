"""Exact points and brute force for the optimal basis of footnote 3, and for the readings of the daggers."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import cycle, product
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import Exact, complex_rational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix, pure_state, zeros
from bornproof.numeric_check.lindblad.equation import Daggers
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.numeric_check.sampling import amplitudes
from bornproof.proofs.paper.oracles.evolution import entries
from bornproof.symbolic.notation.core import N
from flint import fmpq
from sympy import IndexedBase

__all__ = ["basis_points", "differ_at", "overlap_at", "readings_at"]

Point = Mapping[Any, Any]
LEVELS = (2, 3, 4, 8)


def basis_points(chi: IndexedBase) -> Iterator[Point]:
    """Orthonormal bases as rows: the eigenbasis, phases, permutations, reflections; some are not normalised."""
    vectors = {n: amplitudes(n) for n in LEVELS}
    for count, n in enumerate(cycle(LEVELS)):
        unit = _unit(n)
        kind = count // len(LEVELS) % 5
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


def overlap_at(chi: IndexedBase, point: Point) -> Exact:
    """2 N minus the squared distance between the two bases."""
    difference = _difference(chi, point)
    return 2 * int(point[N]) - (difference.adjoint() @ difference).trace()


def differ_at(chi: IndexedBase, point: Point) -> bool:
    """Whether the two bases differ."""
    return _difference(chi, point) != zeros(int(point[N]), int(point[N]))


@cache
def readings_at(levels: int) -> tuple[tuple[int, ...], ...]:
    """Which of the 16 placements of the daggers, for L from (14) and from (5), give the rate of the Lindblad form.

    By matrices, on one matrix with all entries different: in every sector without zeros up to N = 3, beyond in those where
    the signs alternate.
    """
    places = range(levels)
    rho = matrix([[complex_rational(fmpq(i + 1, j + 2), fmpq(3 * i - j, 7)) for j in places] for i in places])
    alternating = tuple((-1) ** place for place in range(levels - 1))
    every = list(product((1, -1), repeat=levels - 1))
    sectors = every if levels <= 3 else [alternating, tuple(-sign for sign in alternating)]
    wanted = [master_equation(sector).rate(rho) for sector in sectors]
    found = []
    for exchanged, reading in product((False, True), product((False, True), repeat=4)):
        daggers: Daggers = tuple(dagger is not exchanged for dagger in reading)  # type: ignore[assignment]
        rates = (master_equation(sector, None, daggers).rate(rho) for sector in sectors)
        if all(rate == right for rate, right in zip(rates, wanted, strict=True)):
            found.append(tuple(int(dagger) for dagger in reading))
    return tuple(found)


def _difference(chi: IndexedBase, point: Point) -> ExactMatrix:
    size = int(point[N])
    return matrix([[point[chi[i, j]] for j in range(1, size + 1)] for i in range(1, size + 1)]) - _unit(size)


def _unit(size: int) -> ExactMatrix:
    return diagonal([1] * size)


def _slight_turn(size: int) -> ExactMatrix:
    """What a rotation of the first two levels by about 2e-30 adds to the unit matrix: so near a maximum all is seen."""
    tangent = fmpq(1, 10**30)
    cosine, sine = (1 - tangent**2) / (1 + tangent**2), 2 * tangent / (1 + tangent**2)
    turn = {(0, 0): cosine - 1, (1, 1): cosine - 1, (0, 1): -sine, (1, 0): sine}
    return matrix([[turn.get((i, j), 0) for j in range(size)] for i in range(size)])
