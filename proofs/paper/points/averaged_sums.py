"""Exact points of averages over all hidden variables: a state of any norm, any start, levels n, I, J, K, M, a rate and a time."""

from collections.abc import Iterator
from itertools import accumulate, cycle
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import Exact, complex_rational
from bornproof.numeric_check.exact_points import times
from bornproof.proofs.paper.points.tables import Point, squared, weights_of
from bornproof.symbolic.notation.averages import component
from bornproof.symbolic.notation.core import I, J, K, M, N, S, alpha, kappa, n, rho0, t
from flint import fmpq

__all__ = ["led_by_zeros", "pairs", "starts", "vectors"]

LEVELS = (3, 2, 4, 3, 5, 4, 2, 3, 4, 5, 3, 4, 2, 8)
_AMPLITUDES: tuple[Exact, ...] = (
    fmpq(1), fmpq(2), complex_rational(fmpq(1), fmpq(-1)), fmpq(-1, 2), complex_rational(fmpq(0), fmpq(3, 2)), fmpq(3), fmpq(0),
)  # fmt: skip


def starts() -> Iterator[Point]:
    """A state, not normalised in general, now and then with vanishing levels; the populations at t = 0 have any value."""
    return _points("sums", zeros=False)


def led_by_zeros() -> Iterator[Point]:
    """The same with S_K = 0 in most: K levels that the state does not contain, and n among them in most."""
    return _points("zeros", zeros=True)


def pairs() -> Iterator[Point]:
    """As `starts`, with two levels I < J in most."""
    for number, point in enumerate(starts()):
        low, high = sorted((int(point[I]), int(point[J])))
        yield {**point, I: high, J: low} if number % 9 == 8 else {**point, I: low, J: high}


def vectors() -> Iterator[Point]:
    """As `starts`, with a vector z of small whole numbers."""
    source = Random("vectors")  # noqa: S311
    for point in starts():
        yield {**point, **weights_of(component, [fmpq(source.randint(-3, 3)) for _ in range(int(point[N]))])}


def _points(name: str, *, zeros: bool) -> Iterator[Point]:
    source, moments = Random(f"averaged {name}"), cycle(times())  # noqa: S311  (reproducible points, not secrets)
    for number, size in enumerate(cycle(LEVELS)):
        empty = source.randint(1, size - 1) if zeros and number % 7 else 0
        vector = [fmpq(0)] * empty + [source.choice(_AMPLITUDES) for _ in range(size - empty)]
        if number % 5 or not any(map(squared, vector)):
            vector[empty] = vector[empty] if squared(vector[empty]) else fmpq(1)
        hidden = number % 13 == 6 and size > 2  # S_M = 0
        if hidden:
            vector = [fmpq(0), fmpq(0), *vector[2:-1], fmpq(1)]
        if number % 6 == 1:
            vector = [amplitude * fmpq(1, 16) for amplitude in vector]
        total = list(accumulate(map(squared, vector), initial=fmpq(0)))
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        level, first, second = (source.randint(1, size) for _ in range(3))
        second = second if second != first else first % size + 1
        point: dict[Any, Any] = {N: size, I: first, J: second, kappa: rate}
        point[K] = empty - 1 if empty > 1 and number % 9 == 4 else empty or source.randint(1, size - 1)
        point[M] = 2 if hidden else source.randint(1 if number % 9 == 8 else 2, size)
        point[n] = min(level, empty) if empty and number % 3 else level
        point[t] = next(moments) / rate if number % 11 else fmpq(0)
        point |= weights_of(alpha, vector) | {S[k]: value for k, value in enumerate(total)}
        yield point | {rho0[k, k]: fmpq(source.randint(-2, 7), source.randint(1, 4)) for k in range(1, size + 1)}
