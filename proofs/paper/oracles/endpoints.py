"""Exact points of the endpoint problem of Section 3.1, and what brute force says there."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import cycle, islice
from random import Random
from typing import Any, TypeAlias

from bornproof.numeric_check.model import endpoint as brute
from bornproof.proofs.errors import LedgerError
from bornproof.symbolic.notation import endpoint as e
from flint import fmpq
from sympy import Symbol, symbols

__all__ = [
    "action_at",
    "endpoint_points",
    "fixed_end_points",
    "foot_at",
    "open_coordinates_at",
    "order_at",
    "paraboloid_excess_at",
    "plane_excess_at",
    "slope_at",
    "speed_at",
    "sphere_excess_at",
    "sphere_optimum_at",
    "spreads_at",
    "variation_at",
]

STORED = 100  # points that many claims share
CURVES = (e.path_coefficient, e.variation_coefficient)

Point: TypeAlias = Mapping[Any, Any]
Column: TypeAlias = tuple[tuple[Any, ...], ...]

early_normal, early_offset = symbols("n'_x n'_y n'_z", real=True), Symbol("h'", real=True)  # the plane at t_1


def endpoint_points() -> Iterator[Point]:
    """Exact values of all quantities; now and then n = 0, a vector that is no unit vector, or x_1 at the centre."""
    yield from _stored()
    yield from islice(_fresh(), STORED, None)


def fixed_end_points() -> Iterator[Point]:
    """The same with a variation that vanishes at both ends, but for every seventh point."""
    for count, point in enumerate(endpoint_points(), start=1):
        first = -sum((point[e.variation_coefficient[k]] for k in range(2, int(point[e.degree]) + 1)), fmpq(0))
        yield {**point, e.variation_coefficient[1]: first} if count % 7 else point


def action_at(point: Point) -> fmpq:
    """The action of the stationary path between fixed end-points."""
    return brute.path_action(_fixed_path(point), point[e.duration])


def order_at(point: Point) -> fmpq:
    """The sign of the difference of the actions to two points at the distances D and D' from x_1."""
    difference = _action_to(point, _aside(point, e.length)) - _action_to(point, _aside(point, e.other_length))
    return fmpq((difference > 0) - (difference < 0))


def foot_at(point: Point) -> Column:
    """Where the stationary path ends on the plane."""
    return _column(_foot(point))


def open_coordinates_at(point: Point) -> fmpq:
    """How many coefficients of the path stationarity leaves open on the plane."""
    return fmpq(_path(point, _plane_at(point))[0])


def spreads_at(point: Point) -> Column:
    """The squared diameters of the sets of nearest points of the sphere and of the paraboloid."""
    return _column([_sphere_seen(point)[2], 4 * brute.nearest_on_paraboloid(point[e.bending], _height(point))])


def speed_at(point: Point) -> Column:
    """The velocity of the stationary path, which must not change: at s = 0 and s = 1 it is the same."""
    path = _fixed_path(point)
    final = [sum((k * c for k, c in enumerate(component)), fmpq(0)) for component in zip(*path, strict=True)]
    if final != list(path[1]):
        raise LedgerError("the stationary path must have a constant velocity")
    return _column([value / point[e.duration] for value in final])


def slope_at(point: Point) -> Column:
    """The derivative of S along each tangent by the five-point rule, which is exact up to the fourth power."""

    def moved(tangent: Any, step: int) -> fmpq:
        return _action_to(point, [point[y] + step * point[u] for y, u in zip(e.target, tangent, strict=True)])

    return _column([(8 * (moved(u, 1) - moved(u, -1)) - moved(u, 2) + moved(u, -2)) / 12 for u in e.tangents])


def variation_at(point: Point) -> fmpq:
    """The first variation of a polynomial path in one component along another polynomial."""
    powers = range(1, int(point[e.degree]) + 1)
    path, variation = ([(fmpq(0),), *((point[base[k]],) for k in powers)] for base in CURVES)
    return brute.first_variation(path, variation, point[e.duration])


def plane_excess_at(point: Point) -> fmpq:
    """S at foot + n x k minus S at the foot."""
    n, k = _at(point, e.normal), _at(point, e.shift)
    across = (n[1] * k[2] - n[2] * k[1], n[2] * k[0] - n[0] * k[2], n[0] * k[1] - n[1] * k[0])
    foot = _foot(point)
    return _action_to(point, [x + y for x, y in zip(foot, across, strict=True)]) - _action_to(point, foot)


def sphere_excess_at(point: Point) -> fmpq:
    """S at a point of the sphere minus the least one."""
    begin, middle, spread = _sphere_seen(point)
    nearest = _from_centre(point, point[e.radius], e.to_point) if spread else middle
    there = {**point, **dict(zip(e.start, begin, strict=True))}
    end = _from_centre(point, point[e.radius], e.to_point)
    return _action_to(there, end) - _action_to(there, nearest)


def sphere_optimum_at(point: Point) -> Column:
    """The centre of the set of optimal velocities, and its squared diameter."""
    begin, middle, spread = _sphere_seen(point)
    speeds = [(y - x) / point[e.duration] for x, y in zip(begin, middle, strict=True)]
    return _column([*speeds, spread / point[e.duration] ** 2])


def paraboloid_excess_at(point: Point) -> fmpq:
    """S at the distance r from the axis minus the least one."""
    squares = (point[e.ring] ** 2, brute.nearest_on_paraboloid(point[e.bending], _height(point)))
    there, least = (r2 + (point[e.bending] * r2 - _height(point)) ** 2 for r2 in squares)
    return fmpq((there - least) / (2 * point[e.duration]))


@cache
def _stored() -> tuple[Point, ...]:
    return tuple(islice(_fresh(), STORED))


def _fresh() -> Iterator[Point]:
    source = Random("endpoint")  # noqa: S311  (reproducible points, not secrets)

    def draw(low: int = -9) -> fmpq:
        return fmpq(source.randint(low, 9), source.randint(1, 4))

    for count, tilt in enumerate(cycle((1, 0, -1))):
        point: dict[Any, Any] = {}
        for vector in (e.start, e.target, *e.tangents, e.normal, e.shift, e.centre, early_normal):
            point |= {name: draw() for name in vector}
        for vector in (e.to_particle, e.to_point):
            point |= dict(zip(vector, _direction(draw(), draw()), strict=True))
        if count % 7 == 5:  # one of the two directions has another length, or both have
            point |= dict.fromkeys(e.normal, fmpq(0))
            for vector in ((e.to_particle,), (e.to_point,), (e.to_particle, e.to_point))[count // 7 % 3]:
                point |= {name: 2 * point[name] for name in vector}
        point |= {name: draw(1) for name in (e.duration, e.radius, e.bending)}
        point |= {e.distance: draw(0) if count % 4 else fmpq(0), e.tilt: tilt * draw(1), e.ring: draw(0)}
        point |= {e.length: draw(0), e.offset: draw(), early_offset: draw(), e.degree: 1 + count % 3}
        point |= {e.other_length: point[e.length] if count % 5 == 2 else draw(0)}
        yield point | {base[k]: draw() for base in CURVES for k in range(1, 5)}


def _direction(u: fmpq, v: fmpq) -> tuple[fmpq, ...]:
    square = u * u + v * v
    return 2 * u / (1 + square), 2 * v / (1 + square), (1 - square) / (1 + square)


def _at(point: Point, names: Sequence[Any]) -> list[fmpq]:
    return [point[name] for name in names]


def _column(values: Sequence[Any]) -> Column:
    return tuple((value,) for value in values)


def _path(point: Point, condition: brute.EndCondition) -> tuple[int, tuple[brute.Vector, ...]]:
    return brute.stationary_path(_at(point, e.start), condition)


def _end(path: Sequence[brute.Vector]) -> list[fmpq]:
    return [sum(component, fmpq(0)) for component in zip(*path, strict=True)]


def _plane_at(point: Point) -> brute.EndCondition:
    return brute.on_plane(_at(point, e.normal), point[e.offset])


def _foot(point: Point) -> list[fmpq]:
    return _end(_path(point, _plane_at(point))[1])


def _fixed_path(point: Point) -> tuple[brute.Vector, ...]:
    return _path(point, brute.fixed_end(_at(point, e.target)))[1]


def _action_to(point: Point, end: Sequence[fmpq]) -> fmpq:
    path = _path(point, brute.fixed_end(end))[1]
    return brute.path_action(path, point[e.duration])


def _from_centre(point: Point, factor: fmpq, direction: Sequence[Any]) -> list[fmpq]:
    return [point[c] + factor * point[u] for c, u in zip(e.centre, direction, strict=True)]


def _sphere_seen(point: Point) -> tuple[list[fmpq], tuple[Any, ...], fmpq]:
    """x_1, the centre of the nearest points and their squared diameter."""
    begin = _from_centre(point, point[e.distance], e.to_particle)
    return begin, *brute.nearest_on_sphere(begin, _at(point, e.centre), point[e.radius])


def _height(point: Point) -> fmpq:
    return fmpq(1 / (2 * point[e.bending]) + point[e.tilt])


def _aside(point: Point, length: Any) -> list[fmpq]:
    """A point at this distance from x_1, in a direction that is not along an axis."""
    along = (fmpq(2, 3), fmpq(-1, 3), fmpq(2, 3))
    return [point[x] + point[length] * u for x, u in zip(e.start, along, strict=True)]
