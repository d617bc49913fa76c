"""Exact points of variants of the model: probabilities, rates of other jump operators, and which level wins."""

from collections.abc import Iterator
from itertools import accumulate, cycle, islice, product
from random import Random
from typing import Any

from bornproof.numeric_check.exact_points import density_matrices, probabilities, times
from bornproof.proofs.paper.points.evolution import any_matrix
from bornproof.proofs.paper.points.tables import Point, entries, weights_of
from bornproof.symbolic.notation.core import I, J, K, M, N, S, kappa, p, rho0, t
from bornproof.symbolic.notation.variants import drain, falling, feed, level_rate, mutual, rising, share, taken
from flint import fmpq

__all__ = ["by_winner", "moved", "one_sigma", "one_sigma_each", "winner_takes", "with_level_rates"]

LEVELS = (3, 2, 4, 3, 2, 3, 2, 4, 3, 4, 2, 3, 2, 3, 2, 8)


def one_sigma() -> Iterator[Point]:
    """N, J, probabilities p with their sums S, kappa, and rates each way for all pairs of levels.

    Now and then some probabilities vanish, or the sum of all is not 1.
    """
    source = Random("one sigma")  # noqa: S311  (reproducible points, not secrets)
    edges = {size: probabilities(size) for size in set(LEVELS)}
    generic = {size: islice(probabilities(size), size + 8, None) for size in set(LEVELS)}
    for number, size in enumerate(cycle(LEVELS)):
        weights = next((edges if number % 6 == 5 else generic)[size])
        if number % 17 == 16:
            weights = tuple(fmpq(3, 2) * weight for weight in weights)
        point: dict[Any, Any] = {N: size, J: source.randint(1, size), kappa: _positive(source)}
        sums = dict(enumerate(accumulate(weights, initial=fmpq(0))))
        point |= {S[level]: value for level, value in sums.items()}
        yield point | weights_of(p, weights) | _pairs(feed, size, source) | _pairs(drain, size, source)


def one_sigma_each() -> Iterator[Point]:
    """N, J, K < M, the share s of M, kappa, and rates between any two levels for each sigma and sign; none is that of sigma_1."""
    source = Random("one sigma each")  # noqa: S311
    for point in _two_levels(source, ordered=True):
        rates = {table[index]: _rate(source) for table in (rising, falling) for index in _triples(int(point[N]))}
        yield point | rates


def winner_takes() -> Iterator[Point]:
    """The same with K and M in any order and a table of rates for each winner."""
    source = Random("winner takes")  # noqa: S311
    for point in _two_levels(source, ordered=False):
        yield point | {taken[index]: _rate(source) for index in _triples(int(point[N]))}


def _triples(size: int) -> Iterator[tuple[int, ...]]:
    return product(range(1, size + 1), repeat=3)


def _two_levels(source: Random, *, ordered: bool) -> Iterator[dict[Any, Any]]:
    """N, kappa, levels M with the share s and K with 1 - s, a third level J; now and then equal ones, or in the other order."""
    for number, size in enumerate(cycle(LEVELS)):
        one, other = source.sample(range(1, size + 1), 2) if number % 9 != 8 else [source.randint(1, size)] * 2
        if ordered and (one < other) is (number % 11 == 10):
            one, other = other, one
        others = [level for level in range(1, size + 1) if level not in (one, other)] or [one]
        level = source.choice(others) if number % 5 else source.randint(1, size)
        part = fmpq(number // 10 % 2) if number % 10 == 9 else fmpq(source.randint(1, 8), 9)
        yield {N: size, J: level, K: one, M: other, share: part, kappa: _positive(source)}


def by_winner() -> Iterator[Point]:
    """N, I, J, kappa, t, an initial density matrix with its diagonal as p, and a table of rates for the winners.

    Now and then the trace is not 1.
    """
    source, moments = Random("winner"), islice(times(), 1, None)  # noqa: S311
    states = {size: islice(density_matrices(size, seed=11), size + 7, None) for size in set(LEVELS)}
    for number, size in enumerate(cycle(LEVELS)):
        rate, state, moment = _positive(source), next(states[size]), next(moments) if number % 9 != 4 else fmpq(0)
        if number % 13 == 12:
            state = state.scale(fmpq(3, 2))
        levels = (source.sample if number % 7 else source.choices)(range(1, size + 1), k=2)
        point: dict[Any, Any] = {N: size, I: levels[0], J: levels[1], kappa: rate, t: moment / rate}
        table = {mutual[index]: _rate(source) for index in product(range(1, size + 1), repeat=2)}
        yield point | entries(rho0, state) | weights_of(p, [state[k, k] for k in range(size)]) | table


def with_level_rates() -> Iterator[Point]:
    """N, J, probabilities p, kappa, t, and a rate of each level, now and then 0."""
    source, moments = Random("levels"), cycle(times())  # noqa: S311
    drawn = {size: probabilities(size) for size in (2, 3, 4, 5, 8)}
    for number, size in enumerate(cycle((3, 2, 4, 3, 5, 3, 4, 3, 2, 8, 4, 3))):
        rate, moment = _positive(source), next(moments) if number % 9 else fmpq(0)
        rates = [fmpq(source.randint(0 if number % 4 == 3 else 1, 5), source.randint(1, 3)) for _ in range(size)]
        point: dict[Any, Any] = {N: size, J: source.randint(1, size), kappa: rate, t: moment / rate}
        scale = 1 if number % 13 else fmpq(3, 2)
        yield point | weights_of(p, [scale * weight for weight in next(drawn[size])]) | weights_of(level_rate, rates)


def moved() -> Iterator[Point]:
    """Any sector, any matrix in the place of rho and any Hamiltonian, N, I and J."""
    return iter(any_matrix((2, 3, 4, 3, 4, 3, 2, 4, 3, 4, 3, 2, 3, 4, 3, 2, 4, 3, 3, 8), distinct=True, hamiltonian=True)())


def _pairs(table: Any, size: int, source: Random) -> dict[Any, Any]:
    return {table[upper, lower]: _rate(source) for upper in range(2, size + 1) for lower in range(1, upper)}


def _rate(source: Random) -> fmpq:
    return fmpq(source.randint(0, 6), source.randint(1, 4))


def _positive(source: Random) -> fmpq:
    return fmpq(source.randint(1, 5), source.randint(1, 3))
