"""The endpoint problem of Section 3.1 by brute force: polynomial paths of a free particle, and sampled surfaces.

A path is a list of coefficient vectors a_0, a_1, ... of the powers of (t - t_1)/Delta t. The stationary path is found
among all polynomials of a degree by setting the exact first variation to 0 for a basis of the variations that the end
condition allows; no equation of motion is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import TypeAlias

from bornproof.numeric_check.arithmetic.balls import power, real_part
from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO
from bornproof.numeric_check.arithmetic.null_space import kernel
from bornproof.numeric_check.errors import NumericError
from flint import arb, fmpq, fmpq_mat, fmpq_poly

__all__ = ["first_variation", "fixed_end", "nearest_on_paraboloid", "nearest_on_sphere", "path_action", "stationary_path"]

Vector: TypeAlias = Sequence[fmpq]
Path: TypeAlias = Sequence[Vector]
EndCondition: TypeAlias = tuple[tuple[Vector, fmpq], ...]
"""Pairs (n, h): n . x(t_2) = h."""

_DEGREE = 3
_AXES = tuple(tuple(ONE if i == j else ZERO for j in range(3)) for i in range(3))


def path_action(path: Path, duration: fmpq) -> fmpq:
    """Return the action of a polynomial path, the integral of x'^2/2 over the time Delta t.

    >>> path_action([(fmpq(0),), (fmpq(3),)], fmpq(2))
    9/4
    """
    total = ZERO
    for component in zip(*path, strict=True):
        speed = fmpq_poly(list(component)).derivative()
        total += (speed * speed).integral()(ONE)
    return total / (2 * duration)


def first_variation(path: Path, variation: Path, duration: fmpq) -> fmpq:
    """Return dS/d(epsilon) of path + epsilon variation at 0: exactly (S[x + eta] - S[x - eta])/2, for S is quadratic.

    >>> first_variation([(fmpq(0),), (fmpq(3),)], [(fmpq(0),), (fmpq(1),)], fmpq(1))
    3
    """
    pairs = [tuple(zip(x, y, strict=True)) for x, y in zip(path, variation, strict=True)]
    more, less = (path_action([[a + sign * b for a, b in pair] for pair in pairs], duration) for sign in (1, -1))
    return (more - less) / 2


def fixed_end(end: Vector) -> EndCondition:
    """Return the condition that the path ends at one point.

    >>> len(fixed_end([fmpq(0)] * 3))
    3
    """
    return tuple(zip(_AXES, end, strict=True))


def stationary_path(start: Vector, condition: EndCondition) -> tuple[int, tuple[Vector, ...]]:
    """Return how many coefficients stationarity leaves open, and the path with those set to 0.

    `start`: the start-point x_1. `condition`: what the end-point must satisfy. Raises NumericError when no path is stationary.

    >>> zero, one = fmpq(0), fmpq(1)
    >>> open_, path = stationary_path([zero] * 3, (((zero, zero, one), one),))
    >>> open_, path[1]
    (0, (0, 0, 1))
    """
    rows, values = [], []
    for eta in _variations(condition):
        rows.append([_coefficient(k, component, eta) for k in range(1, _DEGREE + 1) for component in range(3)])
        values.append(ZERO)
    for normal, offset in condition:
        rows.append([entry for _ in range(_DEGREE) for entry in normal])
        values.append(offset - sum((n * x for n, x in zip(normal, start, strict=True)), ZERO))
    unknowns = 3 * _DEGREE
    entries = [entry for row, value in zip(rows, values, strict=True) for entry in (*row, value)]
    table = fmpq_mat(len(rows), unknowns + 1, entries)
    reduced, rank = table.rref()
    pivots = [next(j for j in range(unknowns + 1) if reduced[i, j]) for i in range(rank)]
    if unknowns in pivots:
        raise NumericError("a stationary path must exist, but the conditions contradict each other")
    flat = [ZERO] * unknowns
    for i, pivot in enumerate(pivots):
        flat[pivot] = reduced[i, unknowns]
    return unknowns - rank, (tuple(start), *(tuple(flat[3 * k : 3 * k + 3]) for k in range(_DEGREE)))


def nearest_on_sphere(start: Vector, centre: Vector, radius: fmpq) -> tuple[tuple[fmpq | arb, ...], fmpq]:
    """Return the centre of the set of points of a sphere nearest to `start`, and the squared diameter of that set.

    The squared distance is an affine function of the direction; its gradient is read off at the six ends of the axes. Raises
    NumericError when a sampled point of the sphere is nearer than the result.

    >>> zero = fmpq(0)
    >>> nearest_on_sphere([zero] * 3, [zero] * 3, fmpq(1))
    ((0, 0, 0), 4)
    """
    slope = []
    for axis in _AXES:
        ends = [_squared(start, _along(centre, radius * sign, axis)) for sign in (1, -1)]
        slope.append((ends[0] - ends[1]) / 2)
    steepness = real_part(power(sum((s * s for s in slope), ZERO), fmpq(1, 2)))
    if not any(slope):
        return tuple(centre), 4 * radius**2
    nearest = tuple(c + -s / steepness * radius for c, s in zip(centre, slope, strict=True))
    least = _squared(start, nearest)
    if any(_squared(start, _along(centre, radius, u)) < least for u in _directions()):
        raise NumericError(f"no point of the sphere may be nearer to {start} than {nearest}")
    return nearest, ZERO


def nearest_on_paraboloid(bending: fmpq, height: fmpq) -> fmpq:
    """Return r^2 at the points of z = a r^2 nearest to (0, 0, z_1), from the squared distances at r = 0, 1 and 2.

    Raises NumericError when a sampled point of the paraboloid is nearer than the result.

    >>> nearest_on_paraboloid(fmpq(1), fmpq(5, 2))
    2
    """

    def squared(r2: fmpq) -> fmpq:
        return r2 + (bending * r2 - height) ** 2

    zero, one, four = squared(ZERO), squared(ONE), squared(fmpq(4))
    curvature = (four - zero - 4 * (one - zero)) / 12
    slope = one - zero - curvature
    best = max(ZERO, -slope / (2 * curvature))
    if any(squared(fmpq(k, 4)) < squared(best) for k in range(40)):
        raise NumericError(f"no point of the paraboloid may be nearer than those with r^2 = {best}")
    return best


def _variations(condition: EndCondition) -> Iterator[Path]:
    """Yield a basis of the variations that vanish at t_1 and keep the end condition."""
    for k in range(1, _DEGREE):
        for axis in _AXES:
            yield [[u * ((exponent == k) - (exponent == k + 1)) for u in axis] for exponent in range(_DEGREE + 1)]
    for end in kernel(fmpq_mat(len(condition), 3, [entry for normal, _ in condition for entry in normal])).transpose().tolist():
        yield [end if exponent == 1 else [ZERO] * 3 for exponent in range(_DEGREE + 1)]


def _coefficient(exponent: int, component: int, eta: Path) -> fmpq:
    """Return the first variation of the path s^exponent in one component along eta; it is bilinear."""
    return sum((_unit_variation(exponent, other) * eta[other][component] for other in range(1, _DEGREE + 1)), ZERO)


@cache
def _unit_variation(exponent: int, other: int) -> fmpq:
    path, eta = ([(fmpq(k == power),) for k in range(_DEGREE + 1)] for power in (exponent, other))
    return first_variation(path, eta, ONE)


def _squared(a: Sequence[fmpq | arb], b: Sequence[fmpq | arb]) -> fmpq | arb:
    total: fmpq | arb = ZERO
    for x, y in zip(a, b, strict=True):
        total = total + (x - y) * (x - y)
    return total


def _along(point: Vector, factor: fmpq, direction: Vector) -> tuple[fmpq, ...]:
    return tuple(p + factor * u for p, u in zip(point, direction, strict=True))


def _directions() -> Iterator[tuple[fmpq, ...]]:
    """Yield rational unit vectors by stereographic projection."""
    for a, b in product((fmpq(-2), fmpq(-1, 2), ZERO, fmpq(1, 3), fmpq(3)), repeat=2):
        square = a * a + b * b
        yield 2 * a / (1 + square), 2 * b / (1 + square), (1 - square) / (1 + square)
