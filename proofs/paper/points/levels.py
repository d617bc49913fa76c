"""Exact points for theorems about any number of levels: which level, in which sector, and who wins there."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random

from bornproof.proofs.paper.points.evolution import any_matrix, any_state
from bornproof.proofs.paper.points.tables import Point, on_demand, signs_at
from bornproof.symbolic.notation.core import I, J, K, M, N, W, X, n, rho, rho0, sigma
from flint import fmpq

__all__ = [
    "eigenstates", "frozen", "jumps", "partial_sums", "rates", "rates_with_trace", "sizes", "spectra", "states",
    "transfers", "winners",
]  # fmt: skip

LEVELS = range(2, 9)


def rates() -> Iterator[Point]:
    """Any sector, any complex matrix rho, and the level J at and beside both ends in turn with any other."""
    for number, point in enumerate(any_matrix(LEVELS)()):
        size = int(point[N])
        level = (size - 1, 1, size, int(point[J]), 2)[number % 5]
        yield {**point, J: level}


def rates_with_trace() -> Iterator[Point]:
    """The same, with the population rho_11 such that the trace is 1, but for every fifth point."""
    for number, point in enumerate(rates(), start=1):
        others = sum((point[rho[level, level]] for level in range(2, int(point[N]) + 1)), start=fmpq(0))
        yield {**point, rho[1, 1]: 1 - others} if number % 5 else point


def spectra() -> Iterator[Point]:
    """N, a sector and a number X, now and then minus one of the eigenvalues."""
    source = Random("indeterminate")  # noqa: S311  (reproducible points, not secrets)
    for number, point in enumerate(any_matrix(LEVELS)()):
        yield {**point, X: fmpq(source.randint(-9, 9), source.randint(1, 5) if number % 3 else 1)}


def partial_sums() -> Iterator[Point]:
    """N, a level n, a sector and any complex matrix rho."""
    return ({**point, n: point[J]} for point in any_matrix(LEVELS)())


def transfers() -> Iterator[Point]:
    """A sector and two levels J and K, now and then equal."""
    return ({**point, K: point[I]} for point in any_matrix(LEVELS, distinct=True)())


def states() -> Iterator[Point]:
    """Evolutions; in every tenth the matrix is twice a state."""
    for number, point in enumerate(any_state(LEVELS)(), start=1):
        twice = () if number % 10 else (name for name in point if getattr(name, "base", None) == rho0)
        yield {**point, **{name: 2 * point[name] for name in twice}}


def winners() -> Iterator[Point]:
    """State points, each with the winner W, or now and then with another level; every fourth time sigma_N vanishes."""
    for number, drawn in enumerate(states()):
        point = {**drawn, sigma[int(drawn[N])]: 0} if number % 4 == 3 else drawn
        signs = signs_at(point)
        winner = next((k + 1 for k in range(len(signs), 0, -1) if signs[k - 1] > 0), 1)
        other = 1 + number // 6 % (len(signs) + 1)
        yield {**point, W: winner if number % 6 else other}


def frozen() -> Iterator[Point]:
    """Any sector, or, two times of three, one in which no sigma above the level J is positive; in most sigma_J vanishes."""
    for number, drawn in enumerate(any_matrix(LEVELS)()):
        point, level = dict(drawn), int(drawn[J])
        if number % 3:
            point |= {sigma[m]: -abs(point[sigma[m]]) for m in range(level + 1, int(point[N]) + 1)}
        yield point | ({sigma[level]: 0} if number % 5 else {})


def eigenstates() -> Iterator[Point]:
    """As `winners`, with the entry (W, W), another population, a coherence of W, or any other entry, in turn."""
    for number, point in enumerate(winners()):
        level, other = int(point[W]), int(point[I])
        pairs = ((level, level), (other, other), (level, other), (int(point[I]), int(point[J])), (level, level))
        row, column = pairs[number % len(pairs)]
        yield {**point, I: row, J: column}


def jumps() -> Iterator[Point]:
    """N and M < N, the signs and rho."""
    source = Random("jumps")  # noqa: S311  (reproducible points, not secrets)
    for point in any_matrix((2, 3, 4, 5, 8))():
        yield {**point, M: source.randint(1, int(point[N]) - 1)}


@on_demand
def sizes(levels: Sequence[int], *, again: bool = False) -> Iterator[Point]:
    """Numbers of levels, once or again and again."""
    return ({N: size} for size in (cycle(levels) if again else levels))
