"""Exact points of four levels: pairs of levels, empty levels, the singlet's hidden variables, outcomes of two spins."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
from bornproof.proofs.paper.points.evolution import any_matrix, any_state, singlets, without_state
from bornproof.proofs.paper.points.tables import Point, on_demand
from bornproof.symbolic.notation.core import I, J, K, N, lam, q, rho, rho0, sigma
from bornproof.symbolic.notation.settings import f
from flint import fmpq
from sympy import Indexed

__all__ = ["empty_top", "empty_top_states", "hidden", "outcomes", "pair_tables", "singlet_pairs"]

TOP_PAIRS = [(i, j) for i in range(1, 5) for j in range(1, 5) if i != j and max(i, j) > 2]
OTHER_PAIRS = [(3, 3), (1, 2), (2, 2)]


def pair_tables() -> Iterator[Point]:
    """A number for each pair of levels, of which some are not in 1..4."""
    source = Random("pairs")  # noqa: S311  (reproducible points, not secrets)
    while True:
        numbers = (fmpq(source.randint(-9, 9), source.randint(1, 9)) for _ in range(72))
        yield {f[k, m]: complex_rational(next(numbers), next(numbers)) for k in range(6) for m in range(6)}


def singlet_pairs() -> Iterator[Point]:
    """The singlet with two levels I, J, mostly of which one is 3 or 4, and a sigma_1, which does not exist and must not matter."""
    source = Random("singlet pairs")  # noqa: S311
    for number, point in enumerate(singlets()):
        row, column = TOP_PAIRS[(number + 3 * (number // 10)) % 10] if number % 11 < 10 else OTHER_PAIRS[number // 11 % 3]
        yield {**point, I: row, J: column, sigma[1]: source.choice((1, -1))}


def empty_top() -> Iterator[Point]:
    """Matrices whose populations 3 and 4 vanish; every seventh time one of them does not."""
    for number, point in enumerate(any_matrix((4,))()):
        kept = rho[3, 3] if number // 7 % 2 else rho[4, 4]
        yield {**point, rho[3, 3]: 0, rho[4, 4]: 0} | ({} if number % 7 else {kept: point[kept]})


def empty_top_states() -> Iterator[Point]:
    """States on the levels 1 and 2; every seventh time a mixture of one with the level 3 or 4."""
    blank = {rho0[i, j]: 0 for i in range(1, 5) for j in range(1, 5)}
    for number, (small, large) in enumerate(zip(any_state((2,))(), without_state((4,)), strict=False)):
        inner = {key: value for key, value in small.items() if isinstance(key, Indexed) and key.base == rho0}
        if number % 7 == 0:
            level = 3 + number // 7 % 2
            inner = {key: value * fmpq(1, 2) for key, value in inner.items()} | {rho0[level, level]: fmpq(1, 2)}
        yield {**large, **blank, **inner}


def hidden() -> Iterator[Point]:
    """A level K = 3 or 4, seldom 2, the singlet's q and hidden variables in the unit disk, its rim and negative ones included."""
    source = Random("hidden")  # noqa: S311
    special: list[Any] = [fmpq(1, 2), fmpq(-1, 2), fmpq(-1), complex_rational(fmpq(3, 5), fmpq(4, 5)), fmpq(0)]
    for number, point in enumerate(singlets()):
        drawn = [complex_rational(fmpq(source.randint(-7, 7), 10), fmpq(source.randint(-7, 7), 10)) for _ in range(2)]
        values = [special[number + k] if number + k < len(special) else drawn[k] for k in range(2)]
        level = 2 if number % 7 == 6 else 3 + number % 2
        yield {N: 4, K: level, q: point[q], lam[2]: values[0] * fmpq(1, 2), lam[3]: values[0], lam[4]: values[1]}


@on_demand
def outcomes(finals: Callable[[Point], Any]) -> Iterator[Point]:
    """Any state of four levels, the signs, and its populations in the end by `finals`; every eleventh time one is another.

    Or, with the populations of a state, what it starts from is none.
    """
    for number, point in enumerate(any_state((4,))()):
        ends = [value for (value,) in finals(point)]
        slip = [fmpq(int(number % 11 == 10 and place == number // 11 % 5), 5) for place in range(5)]
        ends = [ends[0] + slip[0] - sum(slip[1:4]), *(end + more for end, more in zip(ends[1:], slip[1:4], strict=True))]
        start = {rho0[1, 1]: point[rho0[1, 1]] + slip[4]}
        yield {**point, **start} | {rho[level, level]: value for level, value in enumerate(ends, start=1)}
