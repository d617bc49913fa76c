"""Exact points of driven levels: any sector with its winner, a Hamiltonian, and any matrix rho, its trace most often 1."""

from collections.abc import Iterator
from itertools import islice

from bornproof.numeric_check.exact_points import hermitian_matrices
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.points.evolution import any_matrix
from bornproof.proofs.paper.points.tables import Point, entries, signs_at
from bornproof.symbolic.notation.core import I, J, N, W, rho, sigma
from bornproof.symbolic.notation.driven import lost
from bornproof.symbolic.notation.operators import h
from flint import fmpq

__all__ = ["losses", "sectors", "winners"]

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
