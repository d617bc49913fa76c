"""Exact points for the appendix at N = 4, and what the definitions say there by brute force."""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational, complex_rational
from bornproof.numeric_check.model.hidden_variables import sigma as sigma_by_definition
from bornproof.proofs.paper.oracles.evolution import (
    component_points,
    damping_by_definition,
    evolution_points,
    evolved,
    generator_entry,
    generator_value,
    singlet_at,
    singlet_points,
    start_at,
)  # fmt: skip
from bornproof.symbolic.notation.core import I, J, K, N, kappa, lam, q, rho, rho0, sigma
from flint import fmpq
from sympy import Indexed, IndexedBase

__all__ = [
    "all_pairs", "coherence_points", "empty_top_points", "empty_top_states", "evolved_entry", "four_levels", "four_states",
    "hidden_at", "hidden_points", "master_equation_at", "pair_tables", "rate_at", "scaled_entry", "singlet_damping_at",
    "singlet_entry_at", "singlet_pairs", "singlet_row_at", "singlet_sigma_at",
]  # fmt: skip

Point = Mapping[Any, Any]
Oracle = Callable[[Point], Any]
TOP_PAIRS = [(i, j) for i in range(1, 5) for j in range(1, 5) if i != j and max(i, j) > 2]
OTHER_PAIRS = [(3, 3), (1, 2), (2, 2)]

f = IndexedBase("f")


def four_levels() -> Iterator[Point]:
    """Four levels in any sector with any matrix rho."""
    return component_points((4,))


def coherence_points() -> Iterator[Point]:
    """The same with I = J only now and then."""
    return component_points((4,), distinct=True)


def four_states() -> Iterator[Point]:
    """Four levels in any sector with an initial state, and a time."""
    return evolution_points((4,))


def singlet_pairs() -> Iterator[Point]:
    """The singlet with two levels I, J, mostly of which one is 3 or 4, and a sigma_1, which does not exist and must not matter."""
    source = Random("singlet pairs")  # noqa: S311
    for number, point in enumerate(singlet_points()):
        row, column = TOP_PAIRS[(number + 3 * (number // 10)) % 10] if number % 11 < 10 else OTHER_PAIRS[number // 11 % 3]
        yield {**point, I: row, J: column, sigma[1]: source.choice((1, -1))}


def pair_tables() -> Iterator[Point]:
    """A number for each pair of levels, of which some are not in 1..4."""
    source = Random("pairs")  # noqa: S311  (reproducible points, not secrets)
    while True:
        numbers = (fmpq(source.randint(-9, 9), source.randint(1, 9)) for _ in range(72))
        yield {f[k, m]: complex_rational(next(numbers), next(numbers)) for k in range(6) for m in range(6)}


def empty_top_points() -> Iterator[Point]:
    """Matrices whose populations 3 and 4 vanish; every seventh time one of them does not."""
    for number, point in enumerate(four_levels()):
        kept = rho[3, 3] if number // 7 % 2 else rho[4, 4]
        yield {**point, rho[3, 3]: 0, rho[4, 4]: 0} | ({} if number % 7 else {kept: point[kept]})


def empty_top_states() -> Iterator[Point]:
    """States on the levels 1 and 2; every seventh time a mixture of one with the level 3 or 4."""
    for number, (small, large) in enumerate(zip(evolution_points((2,)), four_states(), strict=False)):
        blank = {key: 0 for key in large if isinstance(key, Indexed) and key.base == rho0}
        inner = {key: value for key, value in small.items() if isinstance(key, Indexed) and key.base == rho0}
        if number % 7 == 0:
            level = 3 + number // 7 % 2
            inner = {key: value * fmpq(1, 2) for key, value in inner.items()} | {rho0[level, level]: fmpq(1, 2)}
        yield {**large, **blank, **inner}


def hidden_points() -> Iterator[Point]:
    """A level K = 3 or 4, seldom 2, the singlet's q and hidden variables in the unit disk, its rim and negative ones included."""
    source = Random("hidden")  # noqa: S311
    special: list[Any] = [fmpq(1, 2), fmpq(-1, 2), fmpq(-1), complex_rational(fmpq(3, 5), fmpq(4, 5)), fmpq(0)]
    for number, point in enumerate(singlet_points()):
        drawn = [complex_rational(fmpq(source.randint(-7, 7), 10), fmpq(source.randint(-7, 7), 10)) for _ in range(2)]
        values = [special[number + k] if number + k < len(special) else drawn[k] for k in range(2)]
        level = 2 if number % 7 == 6 else 3 + number % 2
        yield {N: 4, K: level, q: point[q], lam[2]: values[0] * fmpq(1, 2), lam[3]: values[0], lam[4]: values[1]}


def master_equation_at(point: Point) -> Any:
    """d rho/dt as a matrix."""
    return generator_value(point).scale(point[kappa]).rows()


def all_pairs(point: Point) -> Any:
    """The sum over all pairs K < M of levels, by asking of each pair whether it is one."""
    return sum(point[f[k, m]] for k in range(1, 5) for m in range(1, 5) if k < m)


def rate_at(level: Any, column: Any = None) -> Oracle:
    """d rho_IJ/dt of an entry: of (level, level) unless a column is given."""
    entry = generator_entry(level, level if column is None else column)
    return lambda point: entry(point) * point[kappa]


def scaled_entry(level: Any, column: Any = None) -> Any:
    """d rho_IJ/d(kappa t) of an entry."""
    return generator_entry(level, level if column is None else column)


def evolved_entry(row: Any, column: Any) -> Oracle:
    """The entry (row, column), levels or symbols of levels, of rho(t), from the state of the point."""
    return lambda point: evolved(point, start_at(point))[int(point.get(row, row)) - 1][int(point.get(column, column)) - 1]


def singlet_entry_at(row: int, column: int) -> Oracle:
    """The entry (row, column) of rho(t), from the singlet."""
    return lambda point: evolved(point, singlet_at(point))[row - 1][column - 1]


def singlet_row_at(*entries: tuple[int, int]) -> Oracle:
    """Several entries of rho(t), from the singlet, as one row."""

    def values(point: Point) -> Any:
        state = evolved(point, singlet_at(point))
        return (tuple(state[i - 1][j - 1] for i, j in entries),)

    return values


def singlet_damping_at(row: int, column: int) -> Oracle:
    """Lambda_IJ of two levels, from the decay of one coherence."""
    return lambda point: damping_by_definition({**point, I: row, J: column})


def hidden_at(point: Point) -> Any:
    """The hidden variable of the level K."""
    return point[lam[int(point[K])]]


def singlet_sigma_at(point: Point) -> fmpq:
    """sigma_K by Eq. (13) from the numbers of the point."""
    level, weight = int(point[K]), point[q] ** 2
    value = point[lam[level]]
    square = value.norm() if isinstance(value, ComplexRational) else value**2
    return sigma_by_definition(level, [weight, 1 - weight, fmpq(0), fmpq(0)], square)
