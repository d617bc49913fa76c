"""The entangled state of Section 4 by brute force, at exact points, from the definitions alone."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from typing import Any

from flint import ctx, fmpq, fmpq_mat

from numeric_check import oracles
from numeric_check.disks import sign_probability
from numeric_check.matrices import ExactMatrix, pure_state
from numeric_check.precision import precision_bits, working_digits
from numeric_check.solvers import Solver, present_solver, solved_by
from proofs.oracles.evolution import signs_at
from symbolic.entanglement import DOWN, UP, dyad
from symbolic.notation import kappa, q, t

__all__ = [
    "amplitudes_at", "average_at", "collapsed_at", "deviated_at", "evolved_at", "in_dyads", "label_vector",
    "prepared_spins", "probability_at", "reduced", "reduced_prepared", "start_at", "total", "weights_at",
]  # fmt: skip

Point = Mapping[Any, Any]
Values = tuple[tuple[Any, ...], ...]

# <up| = (1, 0), <down| = (0, 1); the kets (26) as Kronecker products over (up up), (up down), (down up), (down down)
_PRODUCTS = {1: (DOWN, UP), 2: (UP, DOWN), 3: (DOWN, DOWN), 4: (UP, UP)}
_SPIN = {UP: (1, 0), DOWN: (0, 1)}


def weights_at(point: Point) -> tuple[fmpq, ...]:
    """The populations q^2, 1 - q^2, 0, 0."""
    return (point[q] ** 2, 1 - point[q] ** 2, fmpq(0), fmpq(0))


def amplitudes_at(point: Point) -> tuple[fmpq, ...]:
    """The amplitudes of q |1> - sqrt(1 - q^2) |2>."""
    return (point[q], -_other(point[q]), fmpq(0), fmpq(0))


def start_at(point: Point) -> ExactMatrix:
    """|Psi><Psi| of these amplitudes."""
    return _start(point[q])


def evolved_at(point: Point) -> Values:
    """rho(t) of the prepared state q |1> - sqrt(1 - q^2) |2> in the sector of the point, as balls."""
    return _evolved(signs_at(point), point[q], point[kappa] * point[t], working_digits(), present_solver())


def collapsed_at(point: Point) -> Values:
    """The limit of rho(t) at infinite kappa t: the projection onto the kernel of the Liouvillian, exactly."""
    return _collapsed(signs_at(point), point[q])


def average_at(point: Point, *, exchanged: bool = False) -> Values:
    """The average of rho(t) over the hidden variables by quadrature over the disks and evolution in each sector.

    It starts from q |1> - sqrt(1 - q^2) |2>, or from the same with |1> and |2> exchanged.
    """
    return _average(point[q], point[kappa] * point[t], exchanged, working_digits())


def deviated_at(point: Point, sector_weights: Mapping[int, fmpq], level: int) -> Any:
    """The average of rho_JJ(t) of two levels with given probabilities of the signs of sigma_2."""
    start = pure_state(amplitudes_at(point)[:2])
    values = {sign: oracles.evolved((sign,), start, point[kappa] * point[t]) for sign in sector_weights}
    return total(weight * values[sign][level - 1][level - 1] for sign, weight in sector_weights.items())


def probability_at(point: Point, sign: int) -> Any:
    """P(sigma_2 > 0), P(sigma_2 < 0) or P(sigma_2 = 0) by quadrature over the disk of lambda_2."""
    return sign_probability(2, weights_at(point), sign)


def prepared_spins(point: Point) -> fmpq_mat:
    """The vector q |up down> - sqrt(1 - q^2) |down up> over (up up), (up down), (down up), (down down)."""
    state: fmpq_mat = _product(UP, DOWN) * point[q] - _product(DOWN, UP) * _other(point[q])
    return state


def label_vector(level: int) -> fmpq_mat:
    """The ket of Eq. (26) over the same basis: a Kronecker product."""
    return _product(*_PRODUCTS[level])


def reduced(state: Values, side: str, *, exchanged: bool = False) -> Values:
    """The 2 x 2 matrix over (up, down) that one observer sees of a 4 x 4 matrix over |1>, ..., |4>.

    By definition: sum over the other's spin of <spin, other| state |spin', other>, with the spins of Eq. (26),
    or with those of |1> and |2> exchanged.
    """
    order = (2, 1, 3, 4) if exchanged else (1, 2, 3, 4)
    terms: dict[tuple[int, int], list[Any]] = {(row, column): [] for row in (0, 1) for column in (0, 1)}
    for i, j in product(range(4), repeat=2):
        (a, b), (c, d) = _PRODUCTS[order[i]], _PRODUCTS[order[j]]
        mine, other = ((a, c), (b, d)) if side == "A" else ((b, d), (a, c))
        if other[0] == other[1]:
            row, column = (_SPIN[spin].index(1) for spin in mine)
            terms[row, column].append(state[i][j])
    return tuple(tuple(total(terms[row, column]) for column in (0, 1)) for row in (0, 1))


def reduced_prepared(point: Point, side: str) -> Values:
    """The same of the prepared state itself, from its spins: quantum mechanics, without levels."""
    state = prepared_spins(point)
    table = fmpq_mat(2, 2, state.entries())  # rows: the spin of A, columns: that of B
    table = table * table.transpose() if side == "A" else table.transpose() * table
    return tuple(tuple(table[row, column] for column in (0, 1)) for row in (0, 1))


def in_dyads(table: Values, side: str, point: Point) -> Any:
    """The sum of the entries of a 2 x 2 matrix times the values of the observer's dyads."""
    spins = (UP, DOWN)
    return total(table[i][j] * point[dyad(side, spins[i], spins[j])] for i, j in product((0, 1), repeat=2))


def total(values: Iterable[Any]) -> Any:
    """A sum of rationals and balls at the working precision, as are the terms that a generator yields."""
    with ctx.workprec(precision_bits()):
        return sum(values, fmpq(0))


def _product(spin_a: str, spin_b: str) -> fmpq_mat:
    return fmpq_mat(4, 1, [fmpq(x * y) for x in _SPIN[spin_a] for y in _SPIN[spin_b]])


@cache
def _evolved(signs: tuple[int, ...], weight: fmpq, kappa_t: fmpq, digits: int, solver: Solver) -> Values:
    with solved_by(solver):
        return oracles.evolved(signs, _start(weight), kappa_t, digits)


@cache
def _collapsed(signs: tuple[int, ...], weight: fmpq) -> Values:
    return oracles.stationary(signs, _start(weight)).rows()


@cache
def _average(weight: fmpq, kappa_t: fmpq, exchanged: bool, digits: int) -> Values:
    return oracles.averaged(_start(weight, exchanged), kappa_t, digits)


@cache
def _start(weight: fmpq, exchanged: bool = False) -> ExactMatrix:
    pair = [weight, -_other(weight)]
    return pure_state([*(reversed(pair) if exchanged else pair), 0, 0])


def _other(weight: fmpq) -> fmpq:
    """sqrt(1 - q^2), rational for the q of these points."""
    square = 1 - weight * weight
    root = fmpq(square.p.root(2), square.q.root(2))
    if root * root != square:
        raise ValueError(f"sqrt(1 - q^2) must be rational, not so for q = {weight}")
    return root
