"""Exact points of hidden variables that are not uniform: thresholds, distribution functions at probabilities, slopes."""

from collections.abc import Iterator
from itertools import count, cycle
from random import Random

from bornproof.numeric_check.exact_points import probabilities
from bornproof.proofs.paper.points.tables import Point, weights_of
from bornproof.symbolic.notation.core import J, N, p
from bornproof.symbolic.notation.skews import beyond, both_below, excess, inside, losing, same, same_later, slope, slopes
from flint import fmpq

__all__ = [
    "agreements", "excesses", "hidden", "pairs", "quadruples", "settings", "singlets", "slopes_alone", "thresholds", "triples",
    "two_settings",
]  # fmt: skip


def thresholds() -> Iterator[Point]:
    """N and thresholds a_2, ..., a_N in (0, 1]."""
    source = Random("thresholds")  # noqa: S311  (reproducible points, not secrets)
    for size in cycle((3, 2, 4, 3, 5, 8, 6)):
        yield {N: size} | {beyond[level]: _fraction(source) or fmpq(1, 3) for level in range(2, size + 1)}


def pairs() -> Iterator[Point]:
    """p_1, p_2, now and then with another sum than 1, and a distribution function at both."""
    source = Random("pairs")  # noqa: S311
    for number, weights in enumerate(probabilities(2)):
        scale = 1 if number % 8 != 7 else fmpq(3, 2)
        values = weights_of(inside, (_fraction(source), _fraction(source)))
        yield weights_of(p, [scale * weight for weight in weights]) | values


def triples() -> Iterator[Point]:
    """p_1, p_2, p_3, now and then with another sum than 1, and the probabilities of the signs in the six orders."""
    source = Random("triples")  # noqa: S311
    for number, weights in enumerate(probabilities(3)):
        scale = 1 if number % 8 != 7 else fmpq(3, 2)
        below = [_fraction(source) for _ in weights]
        both = {name: below[5 - sum(pair)] * _fraction(source) for pair, name in both_below.items()}
        yield weights_of(p, [scale * weight for weight in weights]) | weights_of(inside, below) | both


def quadruples() -> Iterator[Point]:
    """p_1, ..., p_4, now and then with another sum than 1, and how probable it is that the highest levels of an order lose."""
    source = Random("quadruples")  # noqa: S311
    for number, weights in enumerate(probabilities(4)):
        scale = 1 if number % 8 != 7 else fmpq(3, 2)
        below = weights_of(inside, [_fraction(source) for _ in weights])
        found = {**below}
        for levels, name in losing.items():
            found[name] = found[inside[levels[0]] if len(levels) == 2 else losing[levels[:2]]] * _fraction(source)
        yield weights_of(p, [scale * weight for weight in weights]) | found


def excesses() -> Iterator[Point]:
    """N and J, probabilities, now and then with another sum than 1, and any numbers m_K."""
    source = Random("excesses")  # noqa: S311
    for point in _states(source, (3, 2, 4, 3, 5, 4, 8, 3)):
        yield {**point} | weights_of(excess, [fmpq(source.randint(-9, 9), source.randint(2, 9)) for _ in range(int(point[N]))])


def hidden() -> Iterator[Point]:
    """N and J, probabilities, now and then with another sum than 1, and slopes from -1 to 1 for the levels 2..N."""
    source = Random("slopes")  # noqa: S311
    for point in _states(source, (3, 2, 4, 3, 5, 4, 8, 6)):
        yield {**point} | {slopes[level]: 2 * _fraction(source) - 1 for level in range(2, int(point[N]) + 1)}


def singlets() -> Iterator[Point]:
    """The probability s of equal spins, and a slope; now and then s is above 1."""
    source = Random("singlets")  # noqa: S311
    ends = ((fmpq(1, 2), fmpq(-1)), (fmpq(0), fmpq(1)), (fmpq(1, 3), fmpq(0)))
    yield from ({same: alike, slope: value} for alike, value in ends)
    for number in count():
        yield {same: fmpq(source.randint(0, 11), 11) if number % 9 else fmpq(5, 2), slope: 2 * _fraction(source) - 1}


def slopes_alone() -> Iterator[Point]:
    """Slopes from -1 to 1."""
    source = Random("slopes alone")  # noqa: S311
    yield from ({slope: fmpq(value)} for value in (1, -1, 0))
    while True:
        yield {slope: fmpq(source.randint(-99, 99), 100)}


def agreements() -> Iterator[Point]:
    """Two probabilities of equal spins, most often s <= r."""
    source = Random("agreements")  # noqa: S311
    for number in count(1):
        values = [_fraction(source), _fraction(source)]
        low, high = values if number % 6 == 0 else sorted(values)
        yield {same: low, same_later: high}


def settings() -> Iterator[Point]:
    """The probability s of equal spins."""
    source = Random("settings of a singlet")  # noqa: S311
    yield from ({same: value} for value in (fmpq(0), fmpq(1), fmpq(1, 2)))
    while True:
        yield {same: fmpq(source.randint(0, 97), 97)}


def two_settings() -> Iterator[Point]:
    """As `agreements`, now and then with s above 1."""
    for number, point in enumerate(agreements()):
        yield point if number % 9 != 8 else {same: fmpq(5, 2), same_later: fmpq(3)}


def _states(source: Random, sizes: tuple[int, ...]) -> Iterator[Point]:
    drawn = {size: probabilities(size) for size in sizes}
    for number, size in enumerate(cycle(sizes)):
        scale = 1 if number % 9 != 8 else fmpq(3, 2)
        yield {N: size, J: source.randint(1, size)} | weights_of(p, [scale * weight for weight in next(drawn[size])])


def _fraction(source: Random) -> fmpq:
    below = source.randint(1, 9)
    return fmpq(source.randint(0, below), below)
