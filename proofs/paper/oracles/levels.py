"""What the definitions say of any number of levels: operators, rates between levels, sums, determinants, distances."""

from itertools import product
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import Exact, ExactInput, complex_rational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix, zeros
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.lindblad.equation import Daggers
from bornproof.numeric_check.model.hidden_variables import signs_of
from bornproof.numeric_check.model.jump_operators import jump_operators, master_equation
from bornproof.proofs.paper.oracles.evolution import evolved, generator_value, start_at
from bornproof.proofs.paper.points.tables import Point, matrix_at, signs_at
from bornproof.symbolic.notation.core import J, K, N, W, X, n
from bornproof.symbolic.notation.settings import chi, f
from flint import arb, fmpq, fmpq_mat

__all__ = [
    "absolute_sum_at", "all_pairs", "determinant", "differ_at", "distance_at", "moved_sectors", "operators_at", "overlap_at",
    "partial_sum_rate", "readings_at", "stationary_at", "transfer_at",
]  # fmt: skip


def determinant(point: Point) -> fmpq:
    """det(X - A) at a number X, by elimination, from the population block of the Liouvillian that the definitions give."""
    signs = signs_at(point)
    size = len(signs) + 1
    rates = master_equation(signs).population_rates.real
    places = [(i, j) for i in range(size) for j in range(size)]
    entries = [point[X] * int(i == j) - rates[i, j] for i, j in places]
    return fmpq_mat(size, size, entries).det()


def partial_sum_rate(point: Point) -> Any:
    """The sum of the first n diagonal entries of the generator's value."""
    rate, level = generator_value(point), int(point[n])
    return sum((rate[k, k] for k in range(1, level)), rate[0, 0])


def transfer_at(point: Point) -> Any:
    """The coefficient of rho_KK in the rate of rho_JJ."""
    return master_equation(signs_at(point)).population_rates[int(point[J]) - 1, int(point[K]) - 1]


def absolute_sum_at(point: Point) -> Any:
    """The sum of |rho_JJ(t)|."""
    state = evolved(point, start_at(point))
    return sum((abs(state[k][k]) for k in range(1, len(state))), abs(state[0][0]))


def distance_at(point: Point) -> Any:
    """The sum of |rho_JJ(t) - delta_JW|."""
    state, winner = evolved(point, start_at(point)), int(point[W]) - 1
    return sum((abs(state[k][k] - int(k == winner)) for k in range(len(state))), arb(0))


def stationary_at(point: Point) -> fmpq:
    """The population J of the one vector with sum 1 that the population block of the Liouvillian maps to 0, if there is one."""
    signs = signs_at(point)
    size, rates = len(signs) + 1, master_equation(signs).population_rates.real
    rows = rates.tolist()[1:]
    equations = fmpq_mat(size, size, [entry for row in [[fmpq(1)] * size, *rows] for entry in row])
    if not equations.det():
        raise UndefinedError("more than one distribution does not move")
    return equations.solve(fmpq_mat(size, 1, [1] + [0] * (size - 1)))[int(point[J]) - 1, 0]


def operators_at(point: Point) -> fmpq:
    """The number of jump operators that the definition (14) gives."""
    return fmpq(len(jump_operators((1,) * (int(point[N]) - 1))))


def moved_sectors(point: Point) -> int:
    """How many lambda_n change the sector when they move from the centre to the rim of the disk."""
    size = int(point[N])
    weights = [fmpq(1, size)] * size
    squares: list[ExactInput] = [0] * (size - 1)
    here = signs_of(weights, squares)
    moved = [signs_of(weights, [*squares[:k], 1, *squares[k + 1 :]]) for k in range(size - 1)]
    return sum(there != here for there in moved)


def all_pairs(point: Point) -> Any:
    """The sum over all pairs K < M of levels, by asking of each pair whether it is one."""
    return sum(point[f[k, m]] for k in range(1, 5) for m in range(1, 5) if k < m)


def readings_at(point: Point) -> tuple[tuple[int, ...], ...]:
    """Which of the 16 placements of the daggers, for L from (14) and from (5), give the rate of the Lindblad form.

    By matrices, on one matrix with all entries different: in every sector without zeros up to N = 3, beyond in those where
    the signs alternate.
    """
    levels = int(point[N])
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


def overlap_at(point: Point) -> Exact:
    """2 N minus the squared distance between the two bases."""
    difference = _difference(point)
    return 2 * int(point[N]) - (difference.adjoint() @ difference).trace()


def differ_at(point: Point) -> bool:
    """Whether the two bases differ."""
    return _difference(point) != zeros(int(point[N]), int(point[N]))


def _difference(point: Point) -> ExactMatrix:
    size = int(point[N])
    return matrix_at(point, chi, size) - diagonal([1] * size)
