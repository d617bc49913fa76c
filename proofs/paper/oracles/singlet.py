"""The prepared state q |1> - sqrt(1 - q^2) |2> of Section 4 by brute force, in a sector and averaged over the disks."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, pure_state
from bornproof.numeric_check.arithmetic.precision import precision_bits, working_digits
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.solvers import evolve
from bornproof.numeric_check.model.averages import averaged, outcome_probability
from bornproof.numeric_check.model.disks import sectors, sign_probability
from bornproof.numeric_check.model.hidden_variables import sigma as sigma_by_definition
from bornproof.numeric_check.model.jump_operators import jump_operator, master_equation
from bornproof.proofs.paper.oracles.evolution import evolved, evolved_in
from bornproof.proofs.paper.oracles.oracle import Oracle, Rows, State
from bornproof.proofs.paper.points.tables import Point, squared, weights_at
from bornproof.symbolic.notation.core import J, K, kappa, lam, p, q, t
from bornproof.symbolic.notation.settings import deviation, listed
from flint import ctx, fmpq

__all__ = [
    "amplitude_at", "average_at", "coherences_of", "correlation_at", "deviated_at", "deviation_at", "entry_of", "hidden_at",
    "operator_count", "others_at", "outcome_probability_at", "positive_part_at", "probability_at", "root_of", "row_of", "shares_at",
    "sigma_at", "singlet_at", "singlet_rows", "singlet_state", "three_levels_at", "total", "trace_of",
]  # fmt: skip


def amplitude_at(level: int, power: int = 1) -> Oracle:
    """A power of an amplitude."""
    return lambda point: _amplitudes(point[q])[level - 1] ** power


def singlet_at(point: Point) -> ExactMatrix:
    """|Psi><Psi|, Eq. (28)."""
    return _start(point[q])


def singlet_rows(point: Point) -> Rows:
    """The same, row by row."""
    return singlet_at(point).rows()


def hidden_at(point: Point) -> Any:
    """The hidden variable of the level K."""
    return point[lam[int(point[K])]]


def sigma_at(level: Any) -> Oracle:
    """sigma_n by Eq. (13) with the lambda_n of the point, n a level or K."""

    def value(point: Point) -> fmpq:
        n, weight = int(point.get(level, level)), point[q] ** 2
        return sigma_by_definition(n, [weight, 1 - weight, fmpq(0), fmpq(0)], squared(point[lam[n]]))

    return value


def positive_part_at(point: Point) -> fmpq:
    """max(0, sigma_K)."""
    return fmpq(max(0, sigma_at(K)(point)))


def probability_at(sign: int) -> Oracle:
    """P(sigma_2 > 0), P(sigma_2 < 0) or P(sigma_2 = 0) by quadrature over the disk of lambda_2."""
    return lambda point: sign_probability(2, singlet_at(point).diagonal(), sign)


def outcome_probability_at(point: Point) -> Any:
    """P(|J>)."""
    return outcome_probability(int(point[J]), singlet_at(point))


def operator_count(_: Point) -> int:
    """How many entries above the diagonal some jump operator (14) of four levels joins."""
    pairs = [(upper, lower) for lower in range(1, 5) for upper in range(lower + 1, 5)]
    both = [jump_operator(4, *pair, sign).real for pair in pairs for sign in (1, -1)]
    return sum(any(m[i, j] for m in both) for i in range(4) for j in range(i + 1, 4))


def singlet_state(point: Point) -> Rows:
    """rho(t) in the sector of the point."""
    return evolved(point, singlet_at(point))


def entry_of(state: State, row: int, column: int) -> Oracle:
    """An entry of a state, such as `singlet_state` or `average_at`."""
    return lambda point: state(point)[row - 1][column - 1]


def row_of(state: State, *places: tuple[int, int]) -> Oracle:
    """Several entries of a state as a row."""

    def values(point: Point) -> Rows:
        found = state(point)
        return (tuple(found[i - 1][j - 1] for i, j in places),)

    return values


def coherences_of(state: State) -> Oracle:
    """The column of the entries (1, 2) and (2, 1) of a state."""
    return lambda point: tuple((value,) for value in row_of(state, (1, 2), (2, 1))(point)[0])


def trace_of(state: State) -> Oracle:
    """The trace of a state of four levels."""
    return lambda point: total(row[k] for k, row in enumerate(state(point)))


def correlation_at(point: Point) -> Any:
    """P(down, up) - P(A finds down) P(B finds up) of rho(t) in the sector of the point."""
    state = singlet_state(point)
    joint, down_a, up_b = (total(state[k][k] for k in levels) for levels in ((0,), (0, 2), (0, 3)))
    with ctx.workprec(precision_bits()):
        return joint - down_a * up_b


def others_at(*surely: tuple[int, int]) -> Oracle:
    """rho(t) with 0 where Eq. (31) lists an entry, and with what the point says of the entry (2, 1)."""

    def values(point: Point) -> Rows:
        kept = {(2, 1): 1 - point[listed]} | dict.fromkeys(surely, 0)
        rows = enumerate(singlet_state(point), start=1)
        with ctx.workprec(precision_bits()):
            return tuple(tuple(kept.get((i, j), 1) * value for j, value in enumerate(row, start=1)) for i, row in rows)

    return values


def average_at(point: Point, *, exchanged: bool = False) -> Rows:
    """The average of rho(t) over the hidden variables by quadrature over the disks and evolution in each sector.

    It starts from q |1> - sqrt(1 - q^2) |2>, or from the same with |1> and |2> exchanged.
    """
    return _average(point[q], point[kappa] * point[t], exchanged, working_digits())


def shares_at(level: int) -> Oracle:
    """The column of what sigma_2 > 0 and sigma_2 < 0 contribute to the average of rho_JJ(t), by quadrature and evolution."""

    def values(point: Point) -> Rows:
        start, kappa_t = singlet_at(point), point[kappa] * point[t]
        weights = sectors(start.diagonal())
        parts = [(signs, weight * evolved_in(signs, start, kappa_t)[level - 1][level - 1]) for signs, weight in weights]
        return tuple((total(part for signs, part in parts if signs[0] == sign),) for sign in (1, -1))

    return values


def three_levels_at(point: Point) -> Rows:
    """The column of averaged populations of three levels that start with the populations p_1, p_2, p_3."""
    final = averaged(diagonal(weights_at(point, p, 3)), point[kappa] * point[t])
    return tuple((final[k][k],) for k in range(3))


def deviated_at(point: Point) -> Rows:
    """The averages of rho_11, rho_22 of two levels if P(sigma_2 > 0) exceeds 1 - q^2 by the deviation."""
    weights = {1: 1 - point[q] ** 2 + point[deviation], -1: point[q] ** 2 - point[deviation]}
    start = pure_state(_amplitudes(point[q])[:2])
    values = {sign: evolve(master_equation((sign,)), start, point[kappa] * point[t]) for sign in weights}
    return tuple((total(weight * values[sign][k][k] for sign, weight in weights.items()),) for k in (0, 1))


def deviation_at(point: Point) -> int:
    """Whether the first of these averages is not q^2: 0 if the ball contains 0, for nothing finer is told apart."""
    ((first,), _) = deviated_at(point)
    gap = total((first, -(point[q] ** 2)))
    return int(gap != 0 if isinstance(gap, fmpq) else not gap.contains(0))


def total(values: Iterable[Any]) -> Any:
    """A sum of rationals and balls at the working precision, as are the terms that a generator yields."""
    with ctx.workprec(precision_bits()):
        return sum(values, fmpq(0))


def root_of(weight: fmpq) -> fmpq:
    """sqrt(1 - q^2), rational for the q of these points."""
    square = 1 - weight * weight
    root = fmpq(square.p.root(2), square.q.root(2))
    if root * root != square:
        raise NumericError(f"sqrt(1 - q^2) must be rational, not so for q = {weight}")
    return root


def _amplitudes(weight: fmpq) -> tuple[fmpq, ...]:
    return (weight, -root_of(weight), fmpq(0), fmpq(0))


@cache
def _average(weight: fmpq, kappa_t: fmpq, exchanged: bool, digits: int) -> Rows:
    return averaged(_start(weight, exchanged), kappa_t, digits)


@cache
def _start(weight: fmpq, exchanged: bool = False) -> ExactMatrix:
    first, second, *others = _amplitudes(weight)
    return pure_state([second, first, *others] if exchanged else [first, second, *others])
