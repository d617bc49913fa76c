"""Points of the entangled state of Section 4 and brute force for them, from the definitions alone."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import cycle, islice
from random import Random
from typing import Any

from flint import fmpq, fmpq_mat

from numeric_check import oracles
from numeric_check.disks import sign_probability
from numeric_check.matrices import ExactMatrix, pure_state
from numeric_check.sampling import complex_matrices, times
from proofs.points import signs_at
from symbolic.entanglement import DOWN, UP, dyad, ket, pair_ket, spin_ket
from symbolic.notation import kappa, lam, q, t

__all__ = [
    "PRODUCTS", "average_at", "average_points", "collapsed_at", "disk_points", "dyad_points", "evolved_at", "ket_points", "label_vector",
    "prepared_spins", "probability_at", "reduced", "weights_at",
]  # fmt: skip

Point = Mapping[Any, Any]
Values = tuple[tuple[Any, ...], ...]

# <up| = (1, 0), <down| = (0, 1); the kets (26) as Kronecker products over (up up), (up down), (down up), (down down)
PRODUCTS = {1: (DOWN, UP), 2: (UP, DOWN), 3: (DOWN, DOWN), 4: (UP, UP)}
_SPIN = {UP: (1, 0), DOWN: (0, 1)}
_WEIGHTS = (fmpq(3, 5), fmpq(5, 13), fmpq(4, 5), fmpq(0), fmpq(1), fmpq(12, 13))  # q with a rational sqrt(1 - q^2)


def average_points() -> Iterator[Point]:
    """Q, kappa and t; few different q, for each costs an integration over the disks."""
    source = Random("averages")  # noqa: S311  (reproducible points, not secrets)
    for weight, kappa_t in zip(cycle(_WEIGHTS), islice(cycle(times()), 1, None), strict=False):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        yield {q: weight, kappa: rate, t: kappa_t / rate}


def ket_points() -> Iterator[Point]:
    """Q with a value for every ket: first a component (one ket 1, the others 0), then any numbers."""
    spins = [spin_ket(spin, side) for side in "AB" for spin in (UP, DOWN)]
    pairs = [pair_ket(a, b) for a in (UP, DOWN) for b in (UP, DOWN)]
    names = [*(ket(level) for level in range(1, 5)), *spins, *pairs]
    source = Random("kets")  # noqa: S311
    for count, weight in enumerate(cycle(_WEIGHTS)):
        values = [fmpq(int(k % 4 == count % 4)) if count < 8 else fmpq(source.randint(-9, 9), 4) for k in range(len(names))]
        yield {q: weight} | dict(zip(names, values, strict=True))


def dyad_points() -> Iterator[Point]:
    """`average_points` with a value for every dyad of each observer: first one entry of the matrix, then any numbers."""
    names = [[dyad(side, bra, ket_) for bra in (UP, DOWN) for ket_ in (UP, DOWN)] for side in "AB"]
    source = Random("dyads")  # noqa: S311
    for count, point in enumerate(average_points()):
        values = [fmpq(int(k == count % 4)) if count < 8 else fmpq(source.randint(-9, 9), 4) for k in range(4)]
        yield {**point} | {name: value for side in names for name, value in zip(side, values, strict=True)}


def disk_points() -> Iterator[Point]:
    """Q and lambda_2, lambda_3, lambda_4 in the closed unit disk: at the origin, on the rim, then inside."""
    yield {q: fmpq(3, 5), lam[2]: fmpq(0), lam[3]: fmpq(0), lam[4]: fmpq(0)}
    yield {q: fmpq(3, 5), lam[2]: fmpq(1), lam[3]: fmpq(-1), lam[4]: fmpq(1)}
    for weight, candidate in zip(cycle(_WEIGHTS), complex_matrices(1, 3, seed=4), strict=False):
        yield {q: weight} | {lam[level]: _into_disk(candidate[0, level - 2]) for level in (2, 3, 4)}


def weights_at(point: Point) -> tuple[fmpq, ...]:
    """The populations q^2, 1 - q^2, 0, 0."""
    return (point[q] ** 2, 1 - point[q] ** 2, fmpq(0), fmpq(0))


def evolved_at(point: Point) -> Values:
    """rho(t) of the prepared state q |1> - sqrt(1 - q^2) |2> in the sector of the point, as balls."""
    return _evolved(signs_at(point), point[q], point[kappa] * point[t])


def collapsed_at(point: Point) -> Values:
    """The limit of rho(t) at infinite kappa t: the projection onto the kernel of the Liouvillian, exactly."""
    return _collapsed(signs_at(point), point[q])


def average_at(point: Point) -> Values:
    """The average of rho(t) over the hidden variables by quadrature over the disks and evolution in each sector."""
    return _average(point[q], point[kappa] * point[t])


def probability_at(point: Point, sign: int) -> Any:
    """P(sigma_2 > 0), P(sigma_2 < 0) or P(sigma_2 = 0) by quadrature over the disk of lambda_2."""
    return sign_probability(2, weights_at(point), sign)


def prepared_spins(point: Point) -> fmpq_mat:
    """q |up down> - sqrt(1 - q^2) |down up> over (up up), (up down), (down up), (down down)."""
    return _product(UP, DOWN) * point[q] - _product(DOWN, UP) * _other(point[q])


def label_vector(level: int) -> fmpq_mat:
    """The ket of Eq. (26) over the same basis: a Kronecker product."""
    return _product(*PRODUCTS[level])


def reduced(state: Values, side: str, *, exchanged: bool = False) -> Values:
    """The 2 x 2 matrix over (up, down) that one observer sees of a 4 x 4 matrix over |1>, ..., |4>.

    By definition: sum over the other's spin of <spin, other| state |spin', other>, with the overlaps of Eq. (26).
    """
    order = [2, 1, 3, 4] if exchanged else [1, 2, 3, 4]
    table: list[list[Any]] = [[fmpq(0), fmpq(0)], [fmpq(0), fmpq(0)]]
    for i, bra in enumerate(order):
        for j, ket_ in enumerate(order):
            (a, b), (c, d) = PRODUCTS[bra], PRODUCTS[ket_]
            mine, other = ((a, c), (b, d)) if side == "A" else ((b, d), (a, c))
            if other[0] == other[1]:
                row, column = (_SPIN[spin].index(1) for spin in mine)
                table[row][column] = table[row][column] + state[i][j]
    return tuple(tuple(row) for row in table)


def _product(spin_a: str, spin_b: str) -> fmpq_mat:
    return fmpq_mat(4, 1, [fmpq(x * y) for x in _SPIN[spin_a] for y in _SPIN[spin_b]])


@cache
def _evolved(signs: tuple[int, ...], weight: fmpq, kappa_t: fmpq) -> Values:
    return oracles.evolved(signs, _start(weight), kappa_t)


@cache
def _collapsed(signs: tuple[int, ...], weight: fmpq) -> Values:
    return oracles.stationary(signs, _start(weight)).rows()


@cache
def _average(weight: fmpq, kappa_t: fmpq) -> Values:
    return oracles.averaged(_start(weight), kappa_t)


@cache
def _start(weight: fmpq) -> ExactMatrix:
    return pure_state([weight, -_other(weight), 0, 0])


def _other(weight: fmpq) -> fmpq:
    """sqrt(1 - q^2), rational for the q of these points."""
    square = 1 - weight * weight
    root = fmpq(square.p.root(2), square.q.root(2))
    if root * root != square:
        raise ValueError(f"sqrt(1 - q^2) must be rational, not so for q = {weight}")
    return root


def _into_disk(value: Any) -> Any:
    """A number of the closed unit disk: itself, or what is left of it after division by an upper bound of its modulus."""
    bound = abs(value.real) + abs(value.imag) if hasattr(value, "real") else abs(value)
    return value if bound <= 1 else value * (1 / bound)
