"""The prepared state of Section 4 by its two spins, by brute force.

Kronecker products over (up up), (up down), (down up), (down down), with <up| = (1, 0), <down| = (0, 1).
"""

from itertools import product
from typing import Any

from bornproof.proofs.paper.oracles.oracle import Oracle, Rows
from bornproof.proofs.paper.oracles.singlet import average_at, root_of, total
from bornproof.proofs.paper.points.tables import Point
from bornproof.symbolic.notation.core import DOWN, UP, dyad, overlap, q, spin_ket
from flint import fmpq, fmpq_mat

__all__ = ["levels_at", "prepared_at", "quantum_at", "seen_at", "seen_from_spins_at", "total_spin_at"]

_PRODUCTS = {1: (DOWN, UP), 2: (UP, DOWN), 3: (DOWN, DOWN), 4: (UP, UP)}
_SPIN = {UP: (1, 0), DOWN: (0, 1)}


def levels_at(point: Point) -> Rows:
    """|1>, ..., |4> as they must be for (27): two states (27) are solved for |1>, |2>; the rest is dual to itself."""
    weights = (fmpq(3, 5), fmpq(5, 13))
    system = fmpq_mat(2, 2, [entry for weight in weights for entry in (weight, -root_of(weight))])
    states = fmpq_mat(2, 4, [entry for weight in weights for entry in _prepared(weight).entries()])
    basis = [*system.solve(states).entries(), *_product(DOWN, DOWN).entries(), *_product(UP, UP).entries()]
    dual = fmpq_mat(4, 4, basis).inv().transpose()
    products = [point[spin_ket(a, "A")] * point[spin_ket(b, "B")] for a in (UP, DOWN) for b in (UP, DOWN)]
    return tuple((sum((dual[row, k] * value for k, value in enumerate(products)), fmpq(0)),) for row in range(4))


def prepared_at(point: Point) -> fmpq:
    """q |up down> - sqrt(1 - q^2) |down up>, with the values of the point for the spins of A and of B."""
    spins = fmpq_mat(4, 1, [point[spin_ket(a, "A")] * point[spin_ket(b, "B")] for a in (UP, DOWN) for b in (UP, DOWN)])
    value: fmpq = (spins.transpose() * _prepared(point[q]))[0, 0]
    return value


def total_spin_at(point: Point) -> fmpq:
    """<S^2> by <S_z^2> and the ladder: S^2 = S_- S_+ + S_z^2 + S_z, in products of one-spin matrices."""
    state, one = _prepared(point[q]), fmpq_mat(2, 2, [1, 0, 0, 1])
    half, raised = fmpq_mat(2, 2, [fmpq(1, 2), 0, 0, fmpq(-1, 2)]), fmpq_mat(2, 2, [0, 1, 0, 0])
    along, plus = (_kronecker(m, one) + _kronecker(one, m) for m in (half, raised))
    square = plus.transpose() * plus + along * along + along
    value: fmpq = (state.transpose() * square * state)[0, 0]
    return value


def seen_at(side: str) -> Oracle:
    """What one observer sees of the average, for levels with the overlaps of the point."""

    def value(point: Point) -> Any:
        amplitudes = [{spins: point[overlap(level, *spins)] for spins in _PRODUCTS.values()} for level in _PRODUCTS]
        return _in_dyads(_reduced(average_at(point), side, amplitudes), side, point)

    return value


def seen_from_spins_at(side: str) -> Oracle:
    """The same of the average that starts from the spins of the prepared state, with the levels of (26)."""
    amplitudes = [{spins: fmpq(1)} for spins in _PRODUCTS.values()]
    return lambda point: _in_dyads(_reduced(average_at(point, exchanged=True), side, amplitudes), side, point)


def quantum_at(side: str) -> Oracle:
    """What one observer sees of the prepared state itself, by its spins: quantum mechanics, without levels."""

    def value(point: Point) -> Any:
        table = fmpq_mat(2, 2, _prepared(point[q]).entries())  # rows: the spin of A, columns: that of B
        table = table * table.transpose() if side == "A" else table.transpose() * table
        return _in_dyads(tuple(tuple(table[row, column] for column in (0, 1)) for row in (0, 1)), side, point)

    return value


def _reduced(state: Rows, side: str, amplitudes: list[dict[tuple[str, str], fmpq]]) -> Rows:
    """The 2 x 2 matrix over (up, down) that one observer sees of a 4 x 4 matrix over |1>, ..., |4>.

    By definition: sum over the other's spin of <spin, other| state |spin', other>.
    """
    terms: dict[tuple[int, int], list[Any]] = {(row, column): [] for row in (0, 1) for column in (0, 1)}
    for i, j in product(range(4), repeat=2):
        for ((a, b), left), ((c, d), right) in product(amplitudes[i].items(), amplitudes[j].items()):
            mine, other = ((a, c), (b, d)) if side == "A" else ((b, d), (a, c))
            if other[0] == other[1]:
                row, column = (_SPIN[spin].index(1) for spin in mine)
                terms[row, column].append(left * right * state[i][j])
    return tuple(tuple(total(terms[row, column]) for column in (0, 1)) for row in (0, 1))


def _in_dyads(table: Rows, side: str, point: Point) -> Any:
    """The sum of the entries of a 2 x 2 matrix times the values of the observer's dyads."""
    spins = (UP, DOWN)
    return total(table[i][j] * point[dyad(side, spins[i], spins[j])] for i, j in product((0, 1), repeat=2))


def _prepared(weight: fmpq) -> fmpq_mat:
    """q |up down> - sqrt(1 - q^2) |down up>."""
    state: fmpq_mat = _product(UP, DOWN) * weight - _product(DOWN, UP) * root_of(weight)
    return state


def _kronecker(a: fmpq_mat, b: fmpq_mat) -> fmpq_mat:
    return fmpq_mat(4, 4, [a[i // 2, j // 2] * b[i % 2, j % 2] for i in range(4) for j in range(4)])


def _product(spin_a: str, spin_b: str) -> fmpq_mat:
    return fmpq_mat(4, 1, [fmpq(x * y) for x in _SPIN[spin_a] for y in _SPIN[spin_b]])
