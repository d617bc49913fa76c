"""Exact points for Section 2, and what the definitions say there by brute force.

A point holds N, a level K, amplitudes alpha (and beta, the same numbers: |chi_I> = |I>), the partial sums S_0 .. S_N of
their squares, and the hidden variables lambda_2 .. lambda_N, two in three of them at the very rim where an outcome turns
into another. Now and then the amplitudes are not normalised.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache
from itertools import chain, count, cycle, islice, product, tee
from math import isqrt
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, ComplexRational, Exact, complex_rational
from bornproof.numeric_check.errors import NumericError, UndefinedError
from bornproof.numeric_check.lindblad.stationary import population_limit
from bornproof.numeric_check.model.disks import sign_probability
from bornproof.numeric_check.model.hidden_variables import sigma as sigma_by_definition
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.numeric_check.sampling import amplitudes
from bornproof.symbolic.notation.core import K, N, R, S, alpha, beta, lam
from flint import arb, fmpq, fmpq_mat
from sympy import Indexed, IndexedBase

__all__ = [
    "amplitude_points", "disk_points", "intervals", "is_above", "outcome_at", "outcomes",
    "probability", "second_up_at", "sigma_at", "squares_at", "unit_vectors",
]  # fmt: skip

Point = Mapping[Any, Any]
UNNORMALISED = 7  # every so many points; every third of these is the vector 0

_HIDDEN: tuple[Exact, ...] = (
    fmpq(3, 5), ONE, ZERO, complex_rational(fmpq(3, 5), fmpq(4, 5)), fmpq(4, 5), complex_rational(ZERO, fmpq(-1, 2)),
)  # fmt: skip


def amplitude_points(levels: Sequence[int] = (4, 3, 2, 5, 7)) -> Iterator[Point]:
    """The points: basis states and vanishing partial sums alternate with generic amplitudes, for each N in turn."""
    return copy(_made_once(tuple(levels)))


@cache
def _made_once(levels: tuple[int, ...]) -> Iterator[Point]:
    """The points from the first on, of which each copy reads by itself what some claim has asked for already."""
    return tee(_make_points(levels), 1)[0]


def _make_points(levels: Sequence[int]) -> Iterator[Point]:
    source = Random("section 2")  # noqa: S311  (reproducible points, not secrets)
    vectors = {n: unit_vectors(n) for n in levels}
    hidden = chain(_HIDDEN, _inside_the_disk(source))
    for number, n in zip(count(1), cycle(levels), strict=False):
        vector = next(vectors[n])
        if number % UNNORMALISED == 0:
            vector = tuple(value * (0 if number % (3 * UNNORMALISED) == 0 else 2) for value in vector)
        level_k = (1, n, n - 1, 2)[number // len(levels) % 4] if number % 3 else source.randint(1, n)
        point: dict[Any, Any] = {N: n, K: level_k}
        total = ZERO
        point[_name(S, 0)] = total
        for level, value in enumerate(vector, start=1):
            total += _square(value)
            point |= {_name(alpha, level): value, _name(beta, level): value, _name(S, level): total}
        for level in range(2, n + 1):
            side = (number // len(levels) + level) % 3
            point[_name(lam, level)] = next(hidden) if side == 0 else _at_rim(point, level, outside=side == 1)
        yield point


def disk_points() -> Iterator[Point]:
    """Two levels, with the radius of the disk of lambda_2."""
    radii = cycle((ONE, fmpq(1, 2), fmpq(2), fmpq(5, 4), fmpq(4, 5)))
    return ({**point, R: next(radii)} for point in amplitude_points((2,)))


def unit_vectors(n: int) -> Iterator[tuple[Exact, ...]]:
    """Edge cases (the last basis state first: there all lower partial sums vanish) in turn with generic vectors."""
    edges = list(islice(amplitudes(n), n + 4))
    generic = islice(amplitudes(n), n + 5, None)
    for edge in cycle((edges[n - 1], *edges[n:], *edges[: n - 1])):
        yield edge
        yield next(generic)


def squares_at(point: Point) -> tuple[fmpq, ...]:
    """|alpha_1|^2, ..., |alpha_N|^2."""
    found: list[fmpq] = []
    while (name := _name(alpha, len(found) + 1)) in point:
        found.append(_square(point[name]))
    return tuple(found)


def probability(level: int, p: Sequence[fmpq], sign: int, rim: fmpq = ONE) -> fmpq:
    """P(sigma_n > 0) or P(sigma_n < 0) for lambda_n uniform on the disk of radius^2 `rim`: areas go as |lambda_n|^2."""
    low, high = intervals(level, p, sign, rim)
    return (high - low) / rim


def intervals(level: int, p: Sequence[fmpq], sign: int, rim: fmpq = ONE) -> tuple[fmpq, fmpq]:
    """The interval of |lambda_n|^2 in [0, rim] where sigma_n has this sign, from values of Eq. (13).

    sigma_n at three values of |lambda_n|^2 shows that it is linear in it.
    """
    at_0, at_half, at_1 = (value * sign for value in _sigma_values(level, tuple(p)))
    slope = at_1 - at_0
    if 2 * at_half != at_0 + at_1:
        raise NumericError(f"sigma_{level} is not linear in |lambda|^2")
    if not slope:
        return (ZERO, rim) if at_0 > 0 else (ZERO, ZERO)
    root = min(max(-at_0 / slope, ZERO), rim)
    return (root, rim) if slope > 0 else (ZERO, root)


@cache
def outcomes(p: tuple[fmpq, ...]) -> tuple[fmpq, ...]:
    """P(|1>), ..., P(|N>): the final populations in each sector, weighted by the sector's probability."""
    size, norm = len(p), _norm(p)
    start = fmpq_mat(size, 1, [value / norm for value in p])
    total = fmpq_mat(size, 1)
    signed = [(sign, [probability(level, p, sign) for level in range(2, size + 1)]) for sign in (1, -1)]
    chances = [[(sign, values[i]) for sign, values in signed] for i in range(size - 1)]
    for pairs in product(*([*pair, (0, 1 - pair[0][1] - pair[1][1])] for pair in chances)):
        weight = ONE
        for _, chance in pairs:
            weight *= chance
        if weight:
            total += weight * (population_limit(master_equation(tuple(sign for sign, _ in pairs))) * start)
    return tuple(total.entries())


def outcome_at(level: Any) -> Callable[[Point], Any]:
    """An oracle: P(|level>), the level an integer or an expression in N and K."""
    return lambda point: outcomes(squares_at(point))[_number(level, point) - 1]


def second_up_at(point: Point) -> arb:
    """An oracle: the probability that sigma_2 > 0, by quadrature over the disk of lambda_2."""
    return sign_probability(2, squares_at(point), 1)


def sigma_at(level: Any) -> Callable[[Point], fmpq]:
    """An oracle: sigma_level at the point, by Eq. (13), whatever the norm of the state."""

    def value(point: Point) -> fmpq:
        n, p = _number(level, point), squares_at(point)
        square = _square(point[_name(lam, n)])
        return p[n - 1] * square - sum(p[: n - 1], ZERO) * (1 - square)

    return value


def is_above(level: Any) -> Callable[[Point], bool]:
    """An oracle: whether sigma_level > 0 at the point, by Eq. (13)."""

    def positive(point: Point) -> bool:
        n = _number(level, point)
        if n < 2:
            raise UndefinedError("sigma_1 does not exist: the hidden variables are lambda_2 .. lambda_N")
        square = _square(point[_name(lam, n)])
        at_0, _, at_1 = _sigma_values(n, squares_at(point))
        return bool(at_0 + (at_1 - at_0) * square > 0)

    return positive


@cache
def _sigma_values(level: int, p: tuple[fmpq, ...]) -> tuple[fmpq, fmpq, fmpq]:
    """sigma_n at |lambda_n|^2 = 0, 1/2, 1; it is of first degree in p, so that any p can be normalised for the call."""
    norm = _norm(p)
    scaled = [value / norm for value in p]
    at_0, at_half, at_1 = (norm * sigma_by_definition(level, scaled, s) for s in (ZERO, fmpq(1, 2), ONE))
    return at_0, at_half, at_1


@cache
def _name(base: IndexedBase, level: int) -> Indexed:
    """The symbol of an entry, made once: SymPy compares equal entries slowly, and the same one at a glance."""
    return base[level]


def _number(level: Any, point: Point) -> int:
    return int(level if isinstance(level, int) else level.subs({name: point[name] for name in (N, K) if name in point}))


def _norm(p: Sequence[fmpq]) -> fmpq:
    norm = sum(p, ZERO)
    if not norm:
        raise UndefinedError("the vector 0 is no state, and nothing is defined for it")
    return norm


def _square(value: Exact) -> fmpq:
    return value.norm() if isinstance(value, ComplexRational) else value * value


def _at_rim(point: Point, level: int, *, outside: bool) -> fmpq:
    """A lambda_n within 10^-60 of the radius where sigma_n changes its sign: there the least change of (13) is seen."""
    below, upto = point[_name(S, level - 1)], point[_name(S, level)]
    scaled = 10**120 * (below / upto if upto else fmpq(1, 4))
    root = fmpq(isqrt(int(scaled.floor())), 10**60)
    return min(root + fmpq(1, 10**60), ONE) if outside else root


def _inside_the_disk(source: Random) -> Iterator[Exact]:
    while True:
        value = complex_rational(fmpq(source.randint(-9, 9), 10), fmpq(source.randint(-9, 9), 10))
        if _square(value) <= 1:
            yield value
