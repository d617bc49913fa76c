"""Exact points of driven levels: any sector with its winner, a Hamiltonian, and any matrix rho, its trace most often 1."""

from collections.abc import Iterator
from itertools import islice

from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix, pure_state
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.exact_points import hermitian_matrices
from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.points.evolution import any_matrix
from bornproof.proofs.paper.points.tables import Point, entries, matrix_at, signs_at
from bornproof.symbolic.notation.core import I, J, N, W, kappa, rho, sigma
from bornproof.symbolic.notation.driven import lost
from bornproof.symbolic.notation.operators import h
from flint import fmpq

__all__ = ["at_rest", "coupled", "losses", "sectors", "winners"]

LEVELS = range(2, 9)


def winners() -> Iterator[Point]:
    """As `sectors`, with any matrix rho, of trace 1 but for every fifth point."""
    for number, point in enumerate(sectors(), start=1):
        others = sum((point[rho[level, level]] for level in range(2, int(point[N]) + 1)), start=fmpq(0))
        yield {**point, rho[1, 1]: 1 - others} if number % 5 else point


def losses() -> Iterator[Point]:
    """As `sectors`, with the damping of each coherence of W with another level, from its decay alone."""
    for point in sectors():
        size, winner = int(point[N]), int(point[W]) - 1
        liouvillian = master_equation(signs_at(point)).coefficients
        places = ((level + 1, level * size + winner) for level in range(size) if level != winner)
        yield {**point} | {lost[level]: -2 * liouvillian.get((place, place), fmpq(0)) for level, place in places}


def coupled() -> Iterator[Point]:
    """As `losses`; kappa is large, and very large, in many, and H couples three levels at most where there are more than four."""
    for number, point in enumerate(losses()):
        size, few = int(point[N]), {1, int(point[W]), int(point[N])}
        drawn = matrix_at(point, h, size)
        places = {(i, j): {i + 1, j + 1} <= few or size < 5 for i in range(size) for j in range(size)}
        energy = matrix([[drawn[i, j] if places[i, j] else fmpq(0) for j in range(size)] for i in range(size)])
        yield {**point, kappa: (point[kappa], fmpq(10) ** 18, fmpq(10) ** 24)[number % 3]} | entries(h, energy)


def at_rest() -> Iterator[Point]:
    """As `coupled` with the state in which nothing moves.

    Now and then the state is any, or is moved away from rest: in nothing that concerns W, in rho_WW alone, in the coherences of W
    alone, or in the trace alone.
    """
    for number, point in enumerate(coupled()):
        signs, size = signs_at(point), int(point[N])
        energy = matrix_at(point, h, size)
        try:
            state = stationary(master_equation(signs, energy.scale(1 / point[kappa])), pure_state([1] + [0] * (size - 1)))
        except NumericError:
            continue
        moved = matrix_at(point, rho, size) if number % 9 == 8 else _moved(state, energy, int(point[W]) - 1, number % 10)
        yield {**point} | entries(rho, moved)


def _moved(state: ExactMatrix, energy: ExactMatrix, winner: int, kind: int) -> ExactMatrix:
    """A state at rest for six kinds of ten; for the others with one change, in the order in which `at_rest` names them."""
    size = state.shape[0]
    if kind == 3 and size > 4:  # two levels that H does not couple
        one, other = [level for level in range(1, size - 1) if level != winner][:2]
        return state + diagonal([(level == one) - (level == other) for level in range(size)])
    if kind == 5:  # H commutes with 1, which has no coherence
        return (state + diagonal([fmpq(1, size)] * size)).scale(fmpq(1, 2))
    if kind == 7:  # H_WK H_KW is real, so that rho_WW does not notice
        ends = diagonal([int(level == winner) for level in range(size)])
        return state + (ends @ energy) + (energy @ ends) - (ends @ energy @ ends).scale(2)
    return state.scale(2) if kind == 9 else state


def sectors() -> Iterator[Point]:
    """Each with its winner W, or now and then another level; every fourth time sigma_N vanishes, every third I or J is W.

    The Hamiltonians are generic ones and, every fifth time, edge cases such as 0.
    """
    generic = {size: islice(hermitian_matrices(size, seed=7), 4, None) for size in LEVELS}
    edges = {size: hermitian_matrices(size, seed=5) for size in LEVELS}
    for number, drawn in enumerate(any_matrix(LEVELS)()):
        size = int(drawn[N])
        energy = entries(h, next((edges if number % 5 == 4 else generic)[size]))
        point = {**drawn, **energy, **({sigma[size]: fmpq(0)} if number % 4 == 3 else {})}
        signs = signs_at(point)
        winner = next((k + 1 for k in range(len(signs), 0, -1) if signs[k - 1] > 0), 1)
        level = winner if number % 6 else 1 + number // 6 % (len(signs) + 1)
        yield {**point, W: level} | ({(I, J)[number // 3 % 2]: level} if number % 3 == 1 else {})
