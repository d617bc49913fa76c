"""Exact points of the evolution: signs, any matrix or a state, a Hamiltonian, a rate and a time; edge cases first.

A point maps SymPy symbols to exact numbers. The sigma's have any size: only theta(sigma) is to enter. sigma_1 does not
exist in the model; it gets a random sign, since a formula that depends on it would be wrong.
"""

from collections.abc import Iterator, Sequence
from itertools import count, cycle, islice, product
from random import Random
from typing import Any, TypeVar

from bornproof.numeric_check.arithmetic.matrices import matrix, zeros
from bornproof.numeric_check.exact_points import complex_matrices, density_matrices, hermitian_matrices, signs, times
from bornproof.proofs.paper.points.tables import SIGMAS, Point, entries, on_demand
from bornproof.symbolic.notation.core import I, J, N, kappa, q, rho, rho0, sigma, t
from bornproof.symbolic.notation.operators import h
from flint import fmpq

__all__ = ["EQUAL", "HALF", "any_matrix", "any_state", "plain", "singlets", "without_state"]

T = TypeVar("T")

HALF = fmpq(1, 2)
EQUAL = matrix([[HALF, HALF], [HALF, HALF]])  # (|1> + |2>)/sqrt(2)


@on_demand
def any_matrix(levels: Sequence[int], *, distinct: bool = False, hamiltonian: bool = False) -> Iterator[Point]:
    """N, I, J, the signs, kappa and any complex matrix rho (not only states), for the equations of motion.

    Every pair I, J comes before one comes again; with `distinct`, I = J only now and then.
    """
    source = Random("components 4")  # noqa: S311  (reproducible; with this seed the first 20 points catch every mutant)
    matrices = {n: islice(complex_matrices(n, n), 1, None) for n in levels}
    energies = {n: hermitian_matrices(n, seed=7) for n in levels}
    pairs, sectors = {n: _pairs(n, source, distinct) for n in levels}, {n: _sectors(n, source) for n in levels}
    for n in cycle(levels):
        row, column = next(pairs[n])
        point: dict[Any, Any] = {N: n, I: row, J: column, kappa: fmpq(source.randint(1, 5), source.randint(1, 3))}
        point |= _signs(next(sectors[n]), source) | entries(rho, next(matrices[n]))
        yield point | (entries(h, next(energies[n])) if hamiltonian else {})


@on_demand
def any_state(levels: Sequence[int]) -> Iterator[Point]:
    """N, I and J, seldom equal, the signs, kappa, t and an initial density matrix: generic ones and edge cases in turn."""
    generic = {n: islice(density_matrices(n, seed=3), n + 7, None) for n in levels}
    edges = {n: density_matrices(n, seed=5) for n in levels}
    for number, point in enumerate(without_state(levels)):
        state = next((edges if number // len(levels) % 2 else generic)[point[N]])
        yield point | entries(rho0, state)


def without_state(levels: Sequence[int]) -> Iterator[dict[Any, Any]]:
    """The points of `any_state` before they are given a state."""
    source = Random("evolution 4")  # noqa: S311  (see `any_matrix`)
    pairs, sectors = {n: _pairs(n, source, distinct=True) for n in levels}, {n: _sectors(n, source) for n in levels}
    for n, kappa_t in zip(cycle(levels), _moments(), strict=False):
        row, column = next(pairs[n])
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        point: dict[Any, Any] = {N: n, I: row, J: column, kappa: rate, t: kappa_t / rate}
        yield point | _signs(next(sectors[n]), source)


@on_demand
def plain(*sectors: tuple[int, ...], occupied: int | None = 1) -> Iterator[Point]:
    """H = 0, kappa = 1, the signs of the sectors, and one level occupied, or of two levels the state of equal amplitudes."""
    for sector in sectors:
        size = len(sector) + 1
        level = matrix([[int(i == j == occupied) for j in range(1, size + 1)] for i in range(1, size + 1)])
        fixed = {N: size, I: 1, J: 1, kappa: fmpq(1), sigma[1]: fmpq(1)} | dict(zip(SIGMAS, map(fmpq, sector), strict=False))
        yield fixed | entries(rho, level if occupied else EQUAL) | entries(h, zeros(size, size))


def singlets() -> Iterator[Point]:
    """q with a rational sqrt(1 - q^2), kappa, t and the signs of sigma_2 and of sigma_3, sigma_4 <= 0, Eq. (30).

    Now and then sigma_3 or sigma_4 is positive, as it never is for the singlet.
    """
    source = Random("singlet")  # noqa: S311
    usual, others = cycle(product((1, -1, 0), (-1, 0), (-1, 0))), cycle([(1, 1, -1), (-1, -1, 1), (-1, 1, -1), (1, 0, 1)])
    sectors = (next(usual if number % 7 else others) for number in count(1))
    for sector, weight, kappa_t in zip(sectors, _circle(source), _moments(), strict=False):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        yield {N: 4, q: weight, kappa: rate, t: kappa_t / rate} | _sized(sector, source)


def _moments() -> Iterator[fmpq]:
    """Times kappa t, every 17th of them 0, which the first is not: the first points have other purposes."""
    later = islice(times(), 1, None)
    while True:
        yield from islice(later, 16)
        yield fmpq(0)


def _circle(source: Random) -> Iterator[fmpq]:
    """Rational q in [0, 1] with a rational sqrt(1 - q^2): 3/5, 5/13, the ends, then random ones."""
    yield from (fmpq(3, 5), fmpq(5, 13), fmpq(4, 5), fmpq(0), fmpq(1))
    while True:
        u = fmpq(source.randint(1, 9), source.randint(1, 9))
        yield 2 * u / (1 + u * u)


def _pairs(n: int, source: Random, distinct: bool) -> Iterator[tuple[int, ...]]:
    """Pairs of levels in random order, each once before any comes again; with `distinct`, every eighth is equal."""
    every = _shuffled(list(product(range(1, n + 1), repeat=2)), source)
    unequal = _shuffled([(i, j) for i, j in product(range(1, n + 1), repeat=2) if i != j], source)
    equal = _shuffled([(i, i) for i in range(1, n + 1)], source)
    for number in count(1):
        yield next(every if not distinct else unequal if number % 8 else equal)


def _sectors(n: int, source: Random) -> Iterator[tuple[int, ...]]:
    """Sectors in random order, those without a vanishing sign first; in one of five a sign vanishes, each in turn."""
    decided = _shuffled(list(signs(n, zeros=False)), source)
    vanishing = _shuffled(list(range(n - 1)), source)
    for number in count(1):
        sector = next(decided)
        if number % 5 == 0:
            place = next(vanishing)
            sector = (*sector[:place], 0, *(sign * source.choice((1, 1, 0)) for sign in sector[place + 1 :]))
        yield sector


def _shuffled(items: list[T], source: Random) -> Iterator[T]:
    while True:
        yield from source.sample(items, len(items))


def _signs(sector: Sequence[int], source: Random) -> dict[Any, Any]:
    return {sigma[1]: source.choice((1, -1))} | _sized(sector, source)


def _sized(sector: Sequence[int], source: Random) -> dict[Any, Any]:
    """Values with these signs: only theta(sigma) is to matter, so the sizes are any."""
    sizes = (fmpq(1), fmpq(1, 2), fmpq(3), fmpq(2, 7))
    return {name: sign * source.choice(sizes) for name, sign in zip(SIGMAS, sector, strict=False)}
