"""The entangled state of Section 4 by brute force, at exact points, from the definitions alone."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from typing import Any

from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, pure_state
from bornproof.numeric_check.arithmetic.precision import precision_bits, working_digits
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.solvers import evolve, present_solver, solved_by
from bornproof.numeric_check.model.averages import averaged, outcome_probability
from bornproof.numeric_check.model.disks import sectors, sign_probability
from bornproof.numeric_check.model.hidden_variables import sigma as sigma_by_definition
from bornproof.numeric_check.model.jump_operators import jump_operator, master_equation
from bornproof.proofs.paper.oracles.evolution import signs_at
from bornproof.symbolic.notation.core import DOWN, UP, dyad, kappa, ket, lam, q, spin_ket, t
from flint import ctx, fmpq, fmpq_mat

__all__ = [
    "amplitudes_at", "average_at", "average_trace_at", "coherences_of", "correlation_at",
    "deviated_at", "deviation_at", "evolved_at", "levels_at", "operator_count", "others_at", "prepared_kets_at",
    "probability_at", "probability_of_level", "quantum_at", "seen_at", "shares_at", "sigma_at", "start_at",
    "three_levels_at", "total_spin_at", "trace_at", "weights_at",
]  # fmt: skip

Point = Mapping[Any, Any]
Values = tuple[tuple[Any, ...], ...]

# <up| = (1, 0), <down| = (0, 1); the kets (26) as Kronecker products over (up up), (up down), (down up), (down down)
_PRODUCTS = {1: (DOWN, UP), 2: (UP, DOWN), 3: (DOWN, DOWN), 4: (UP, UP)}
_SPIN = {UP: (1, 0), DOWN: (0, 1)}


def weights_at(point: Point) -> tuple[fmpq, ...]:
    """The populations of the prepared state."""
    return tuple(amplitude * amplitude for amplitude in amplitudes_at(point))


def amplitudes_at(point: Point) -> tuple[fmpq, ...]:
    """The amplitudes of q |1> - sqrt(1 - q^2) |2>."""
    return (point[q], -_other(point[q]), fmpq(0), fmpq(0))


def start_at(point: Point) -> ExactMatrix:
    """|Psi><Psi| of these amplitudes."""
    return _start(point[q])


def evolved_at(point: Point) -> Values:
    """rho(t) of the prepared state q |1> - sqrt(1 - q^2) |2> in the sector of the point, as balls."""
    return _in_sector(signs_at(point), point)


def _in_sector(signs: tuple[int, ...], point: Point) -> Values:
    return _evolved(signs, point[q], point[kappa] * point[t], working_digits(), present_solver())


def average_at(point: Point, *, exchanged: bool = False) -> Values:
    """The average of rho(t) over the hidden variables by quadrature over the disks and evolution in each sector.

    It starts from q |1> - sqrt(1 - q^2) |2>, or from the same with |1> and |2> exchanged.
    """
    return _average(point[q], point[kappa] * point[t], exchanged, working_digits())


def probability_at(point: Point, sign: int) -> Any:
    """P(sigma_2 > 0), P(sigma_2 < 0) or P(sigma_2 = 0) by quadrature over the disk of lambda_2."""
    return sign_probability(2, weights_at(point), sign)


def trace_at(point: Point) -> Any:
    """The trace of rho(t) in the sector of the point."""
    return _total(evolved_at(point)[k][k] for k in range(4))


def correlation_at(point: Point) -> Any:
    """P(down, up) - P(A finds down) P(B finds up) of rho(t) in the sector of the point."""
    state = evolved_at(point)
    joint, down_a, up_b = (_total(state[k][k] for k in levels) for levels in ((0,), (0, 2), (0, 3)))
    with ctx.workprec(precision_bits()):
        return joint - down_a * up_b


def others_at(point: Point, *more: tuple[int, int]) -> Values:
    """rho(t) with 0 where Eq. (31) lists an entry: (1, 1), (2, 2), (1, 2), and more."""
    state, listed = evolved_at(point), ((1, 1), (2, 2), (1, 2), *more)
    return tuple(
        tuple(fmpq(0) if (i, j) in listed else value for j, value in enumerate(row, start=1))
        for i, row in enumerate(state, start=1)
    )


def coherences_of(state: Values) -> Values:
    """The column of the entries (1, 2) and (2, 1)."""
    return ((state[0][1],), (state[1][0],))


def average_trace_at(point: Point) -> Any:
    """The trace of the average, each hidden variable with the whole measure 1."""
    return _total(average_at(point)[k][k] for k in range(4))


def shares_at(point: Point, level: int) -> Values:
    """The column of what sigma_2 > 0 and sigma_2 < 0 contribute to the average of rho_JJ(t), by quadrature and evolution."""
    parts = [(signs, weight * _in_sector(signs, point)[level - 1][level - 1]) for signs, weight in sectors(weights_at(point))]
    return tuple((_total(part for signs, part in parts if signs[0] == sign),) for sign in (1, -1))


def three_levels_at(point: Point, names: Any) -> Values:
    """The column of averaged populations of three levels that start with the populations `names`[1..3]."""
    start = diagonal([point[names[i]] for i in (1, 2, 3)])
    final = averaged(start, point[kappa] * point[t])
    return tuple((final[k][k],) for k in range(3))


def deviated_at(point: Point, deviation: Any) -> Values:
    """The averages of rho_11, rho_22 of two levels if P(sigma_2 > 0) exceeds 1 - q^2 by the deviation."""
    weights = {1: 1 - point[q] ** 2 + point[deviation], -1: point[q] ** 2 - point[deviation]}
    start = pure_state(amplitudes_at(point)[:2])
    values = {sign: evolve(master_equation((sign,)), start, point[kappa] * point[t]) for sign in weights}
    return tuple((_total(weight * values[sign][k][k] for sign, weight in weights.items()),) for k in (0, 1))


def deviation_at(point: Point, deviation: Any) -> int:
    """Whether the first of these averages is not q^2: 0 if the ball contains 0, for nothing finer is told apart."""
    ((first,), _) = deviated_at(point, deviation)
    gap = _total((first, -(point[q] ** 2)))
    return int(gap != 0 if isinstance(gap, fmpq) else not gap.contains(0))


def probability_of_level(point: Point, level: int) -> Any:
    """The probability of the outcome |J> of the prepared state."""
    return outcome_probability(level, start_at(point))


def sigma_at(point: Point, level: int) -> fmpq:
    """sigma_n of Eq. (13) with the lambda of the point."""
    value = point[lam[level]]
    square = value.norm() if hasattr(value, "norm") else value * value
    return sigma_by_definition(level, weights_at(point), square)


def operator_count(_: Point) -> int:
    """How many entries above the diagonal some jump operator (14) of four levels joins."""
    pairs = [(upper, lower) for lower in range(1, 5) for upper in range(lower + 1, 5)]
    both = [jump_operator(4, *pair, sign).real for pair in pairs for sign in (1, -1)]
    return sum(any(m[i, j] for m in both) for i in range(4) for j in range(i + 1, 4))


# Spins: Kronecker products over (up up), (up down), (down up), (down down)


def levels_at(point: Point) -> Values:
    """|1>, ..., |4> as they must be for (27): two states (27) are solved for |1>, |2>; the rest is dual to itself."""
    weights = (fmpq(3, 5), fmpq(5, 13))
    system = fmpq_mat(2, 2, [entry for weight in weights for entry in (weight, -_other(weight))])
    states = fmpq_mat(2, 4, [entry for weight in weights for entry in _prepared(weight).entries()])
    basis = [*system.solve(states).entries(), *_product(DOWN, DOWN).entries(), *_product(UP, UP).entries()]
    dual = fmpq_mat(4, 4, basis).inv().transpose()
    products = [point[spin_ket(a, "A")] * point[spin_ket(b, "B")] for a in (UP, DOWN) for b in (UP, DOWN)]
    return tuple((sum((dual[row, k] * value for k, value in enumerate(products)), fmpq(0)),) for row in range(4))


def prepared_kets_at(point: Point, *, exchanged: bool = False) -> fmpq:
    """sum_I <I|Psi> |I> of the first form of (27), with the kets (26) or with |1> and |2> exchanged."""
    state = _prepared(point[q])
    overlaps = ((_product(*_PRODUCTS[level]).transpose() * state)[0, 0] for level in _order(exchanged))
    return sum((overlap * point[ket(level)] for level, overlap in enumerate(overlaps, start=1)), fmpq(0))


def total_spin_at(point: Point) -> fmpq:
    """<S^2> by <S_z^2> and the ladder: S^2 = S_- S_+ + S_z^2 + S_z, in products of one-spin matrices."""
    state, one = _prepared(point[q]), fmpq_mat(2, 2, [1, 0, 0, 1])
    half, raised = fmpq_mat(2, 2, [fmpq(1, 2), 0, 0, fmpq(-1, 2)]), fmpq_mat(2, 2, [0, 1, 0, 0])
    along, plus = (_kronecker(m, one) + _kronecker(one, m) for m in (half, raised))
    square = plus.transpose() * plus + along * along + along
    value: fmpq = (state.transpose() * square * state)[0, 0]
    return value


def seen_at(point: Point, side: str, *, state: bool = False, labels: bool = False) -> Any:
    """What one observer sees of the average, with |1> and |2> exchanged in the start, or in their spins."""
    return _in_dyads(_reduced(average_at(point, exchanged=state), side, exchanged=labels), side, point)


def quantum_at(point: Point, side: str) -> Any:
    """What one observer sees of the prepared state itself, by its spins: quantum mechanics, without levels."""
    table = fmpq_mat(2, 2, _prepared(point[q]).entries())  # rows: the spin of A, columns: that of B
    table = table * table.transpose() if side == "A" else table.transpose() * table
    return _in_dyads(tuple(tuple(table[row, column] for column in (0, 1)) for row in (0, 1)), side, point)


def _reduced(state: Values, side: str, *, exchanged: bool) -> Values:
    """The 2 x 2 matrix over (up, down) that one observer sees of a 4 x 4 matrix over |1>, ..., |4>.

    By definition: sum over the other's spin of <spin, other| state |spin', other>.
    """
    order = _order(exchanged)
    terms: dict[tuple[int, int], list[Any]] = {(row, column): [] for row in (0, 1) for column in (0, 1)}
    for i, j in product(range(4), repeat=2):
        (a, b), (c, d) = _PRODUCTS[order[i]], _PRODUCTS[order[j]]
        mine, other = ((a, c), (b, d)) if side == "A" else ((b, d), (a, c))
        if other[0] == other[1]:
            row, column = (_SPIN[spin].index(1) for spin in mine)
            terms[row, column].append(state[i][j])
    return tuple(tuple(_total(terms[row, column]) for column in (0, 1)) for row in (0, 1))


def _in_dyads(table: Values, side: str, point: Point) -> Any:
    """The sum of the entries of a 2 x 2 matrix times the values of the observer's dyads."""
    spins = (UP, DOWN)
    return _total(table[i][j] * point[dyad(side, spins[i], spins[j])] for i, j in product((0, 1), repeat=2))


def _order(exchanged: bool) -> tuple[int, ...]:
    return (2, 1, 3, 4) if exchanged else (1, 2, 3, 4)


def _prepared(weight: fmpq) -> fmpq_mat:
    """q |up down> - sqrt(1 - q^2) |down up>."""
    state: fmpq_mat = _product(UP, DOWN) * weight - _product(DOWN, UP) * _other(weight)
    return state


def _kronecker(a: fmpq_mat, b: fmpq_mat) -> fmpq_mat:
    return fmpq_mat(4, 4, [a[i // 2, j // 2] * b[i % 2, j % 2] for i in range(4) for j in range(4)])


def _total(values: Iterable[Any]) -> Any:
    """A sum of rationals and balls at the working precision, as are the terms that a generator yields."""
    with ctx.workprec(precision_bits()):
        return sum(values, fmpq(0))


def _product(spin_a: str, spin_b: str) -> fmpq_mat:
    return fmpq_mat(4, 1, [fmpq(x * y) for x in _SPIN[spin_a] for y in _SPIN[spin_b]])


@cache
def _evolved(signs: tuple[int, ...], weight: fmpq, kappa_t: fmpq, digits: int, solver: str) -> Values:
    with solved_by(solver):
        return evolve(master_equation(signs), _start(weight), kappa_t, digits)


@cache
def _average(weight: fmpq, kappa_t: fmpq, exchanged: bool, digits: int) -> Values:
    return averaged(_start(weight, exchanged), kappa_t, digits)


@cache
def _start(weight: fmpq, exchanged: bool = False) -> ExactMatrix:
    pair = [weight, -_other(weight)]
    return pure_state([*(reversed(pair) if exchanged else pair), 0, 0])


def _other(weight: fmpq) -> fmpq:
    """sqrt(1 - q^2), rational for the q of these points."""
    square = 1 - weight * weight
    root = fmpq(square.p.root(2), square.q.root(2))
    if root * root != square:
        raise NumericError(f"sqrt(1 - q^2) must be rational, not so for q = {weight}")
    return root
