"""Exact points and oracles for the theorems about any number of levels: rates, spectrum, partial sums, the winner."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.evolution import (
    component_points,
    evolution_points,
    evolved,
    generator_value,
    signs_at,
    start_at,
)
from bornproof.symbolic.notation.core import I, J, K, N, W, X, n, rho0, sigma
from flint import fmpq, fmpq_mat

__all__ = [
    "determinant", "eigenstate_points", "entry_in_the_end", "frozen_points", "partial_sum_points",
    "partial_sum_rate", "rate_points", "spectrum_points", "state_points", "transfer_at", "transfer_points", "winner_at",
    "winner_points",
]  # fmt: skip

Point = Mapping[Any, Any]
LEVELS = range(2, 9)


def rate_points() -> Iterator[Point]:
    """Any sector, any complex matrix rho, and the level J at and beside both ends in turn with any other."""
    for number, point in enumerate(component_points(LEVELS)):
        size = int(point[N])
        level = (size - 1, 1, size, int(point[J]), 2)[number % 5]
        yield {**point, J: level}


def spectrum_points() -> Iterator[Point]:
    """N, a sector and a number X, now and then minus one of the eigenvalues."""
    source = Random("indeterminate")  # noqa: S311  (reproducible points, not secrets)
    for number, point in enumerate(component_points(LEVELS)):
        yield {**point, X: fmpq(source.randint(-9, 9), source.randint(1, 5) if number % 3 else 1)}


def determinant(point: Point) -> fmpq:
    """det(X - A) at a number X, by elimination, from the population block of the Liouvillian that the definitions give."""
    signs = signs_at(point)
    size = len(signs) + 1
    rates = master_equation(signs).population_rates.real
    places = [(i, j) for i in range(size) for j in range(size)]
    entries = [point[X] * int(i == j) - rates[i, j] for i, j in places]
    return fmpq_mat(size, size, entries).det()


def partial_sum_points() -> Iterator[Point]:
    """N, a level n, a sector and any complex matrix rho."""
    return ({**point, n: point[J]} for point in component_points(LEVELS))


def partial_sum_rate(point: Point) -> Any:
    """The sum of the first n diagonal entries of the generator's value."""
    rate, level = generator_value(point), int(point[n])
    return sum((rate[k, k] for k in range(1, level)), rate[0, 0])


def state_points() -> Iterator[Point]:
    """Evolutions; in every tenth the matrix is twice a state."""
    for number, point in enumerate(evolution_points(LEVELS), start=1):
        twice = () if number % 10 else (name for name in point if getattr(name, "base", None) == rho0)
        yield {**point, **{name: 2 * point[name] for name in twice}}


def winner_points() -> Iterator[Point]:
    """State points, each with the winner W, or now and then with another level; every fourth time sigma_N vanishes."""
    for number, drawn in enumerate(state_points()):
        point = {**drawn, sigma[int(drawn[N])]: 0} if number % 4 == 3 else drawn
        signs = signs_at(point)
        winner = next((k + 1 for k in range(len(signs), 0, -1) if signs[k - 1] > 0), 1)
        other = 1 + number // 6 % (len(signs) + 1)
        yield {**point, W: winner if number % 6 else other}


def frozen_points() -> Iterator[Point]:
    """Any sector, or, two times of three, one in which no sigma above the level J is positive; in most sigma_J vanishes."""
    for number, drawn in enumerate(component_points(LEVELS)):
        point, level = dict(drawn), int(drawn[J])
        if number % 3:
            point |= {sigma[m]: -abs(point[sigma[m]]) for m in range(level + 1, int(point[N]) + 1)}
        yield point | ({sigma[level]: 0} if number % 5 else {})


def eigenstate_points() -> Iterator[Point]:
    """The same, with the entry (W, W), another population, a coherence of W, or any other entry, in turn."""
    for number, point in enumerate(winner_points()):
        level, other = int(point[W]), int(point[I])
        pairs = ((level, level), (other, other), (level, other), (int(point[I]), int(point[J])), (level, level))
        row, column = pairs[number % len(pairs)]
        yield {**point, I: row, J: column}


def winner_at(point: Point) -> Any:
    """The population of the level W at time t."""
    return evolved(point, start_at(point))[point[W] - 1][point[W] - 1]


def entry_in_the_end(point: Point) -> Any:
    """The entry (I, J) of the projection of the state onto the kernel of the Liouvillian."""
    return stationary(master_equation(signs_at(point)), start_at(point))[int(point[I]) - 1, int(point[J]) - 1]


def transfer_points() -> Iterator[Point]:
    """A sector and two levels J and K, now and then equal."""
    return ({**point, K: point[I]} for point in component_points(LEVELS, distinct=True))


def transfer_at(point: Point) -> Any:
    """The coefficient of rho_KK in the rate of rho_JJ."""
    return master_equation(signs_at(point)).population_rates[int(point[J]) - 1, int(point[K]) - 1]
