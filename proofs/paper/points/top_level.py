"""Exact points at which the top level is filled or emptied; few with many levels, which take long."""

from collections.abc import Iterator
from itertools import count, cycle, islice
from random import Random

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO
from bornproof.numeric_check.exact_points import complex_matrices, times
from bornproof.proofs.paper.points.evolution import any_state
from bornproof.proofs.paper.points.tables import Point
from bornproof.symbolic.notation.core import J, N, S, kappa, rho, rho0, sigma, t
from flint import fmpq

__all__ = ["clearing", "lower", "spreading", "tops"]


def tops() -> Iterator[Point]:
    """States of N levels in any sector, now and then with a trace S_N other than 1; few with N = 8, which take long."""
    for number, point in enumerate(any_state((2, 3, 4, 5) * 6 + (8,))()):
        trace = fmpq(2) if number % 7 == 6 else ONE
        scaled = {key: value * trace if getattr(key, "base", None) == rho0 else value for key, value in point.items()}
        yield {**scaled, S[int(point[N])]: trace}


def lower() -> Iterator[Point]:
    """N, a level J, mostly below N, sigma_N, mostly negative, kappa and a time; few with N = 8."""
    source, moments = Random("places"), islice(cycle(times()), 1, None)  # noqa: S311
    for number, n in zip(count(1), cycle((2, 3, 4, 5, 6) * 5 + (8,)), strict=False):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        kappa_t = next(moments) if number % 9 else ZERO
        level, top = source.randint(1, n - 1) if number % 11 else n, fmpq(-2, 3) if number % 7 else fmpq(number // 7 % 2)
        yield {N: n, J: level, sigma[n]: top, kappa: rate, t: kappa_t / rate}


def spreading() -> Iterator[Point]:
    """Three levels with sigma_3 < 0, seldom not, and the other operators acting (sigma_2 of either sign) or not (0), from |3>."""
    source = Random("spreading")  # noqa: S311
    for number, sign in zip(count(1), cycle((1, -1, 0)), strict=False):
        rate = fmpq(source.randint(1, 4), source.randint(1, 3))
        time = fmpq(source.randint(1, 9), source.randint(1, 5)) if number % 7 else ZERO
        top = fmpq(-2) if number % 11 else fmpq(number // 11 % 2)
        yield {kappa: rate, t: time, sigma[2]: sign * fmpq(2, 3), sigma[3]: top, N: 3}


def clearing() -> Iterator[Point]:
    """Any diagonal rho of three levels with sigma_3 < 0, seldom not."""
    source = Random("clearing")  # noqa: S311
    for number, sign, numbers in zip(count(1), cycle((1, -1, 0)), complex_matrices(1, 3), strict=False):
        values = {rho[k, k]: value for k, value in enumerate(numbers.rows()[0], start=1)}
        top = fmpq(-3) if number % 11 else fmpq(number // 11 % 2)
        yield {sigma[2]: sign * fmpq(1, 2), sigma[3]: top, N: 3, kappa: fmpq(source.randint(1, 3)), **values}
