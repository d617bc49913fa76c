"""What brute force says of the endpoint problem of Section 3.1."""

from collections.abc import Sequence
from typing import Any

from bornproof.numeric_check.model import endpoint as brute
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.paper.oracles.oracle import Rows
from bornproof.proofs.paper.points.endpoint import CURVES
from bornproof.proofs.paper.points.tables import Point
from bornproof.symbolic.notation import endpoint as e
from flint import fmpq

__all__ = [
    "action_at", "foot_at", "open_coordinates_at", "order_at", "paraboloid_excess_at", "plane_excess_at", "slope_at", "speed_at",
    "sphere_excess_at", "sphere_optimum_at", "spreads_at", "variation_at",
]  # fmt: skip


def action_at(point: Point) -> fmpq:
    """The action of the stationary path between fixed end-points."""
    return _action_to(point, _at(point, e.target))


def order_at(point: Point) -> fmpq:
    """The sign of the difference of the actions to two points at the distances D and D' from x_1."""
    difference = _action_to(point, _aside(point, e.length)) - _action_to(point, _aside(point, e.other_length))
    return fmpq((difference > 0) - (difference < 0))


def foot_at(point: Point) -> Rows:
    """Where the stationary path ends on the plane."""
    return _column(_foot(point))


def open_coordinates_at(point: Point) -> fmpq:
    """How many coefficients of the path stationarity leaves open on the plane."""
    return fmpq(_to_plane(point)[0])


def spreads_at(point: Point) -> Rows:
    """The squared diameters of the sets of nearest points of the sphere and of the paraboloid."""
    return _column([_sphere_seen(point)[2], 4 * brute.nearest_on_paraboloid(point[e.bending], _height(point))])


def speed_at(point: Point) -> Rows:
    """The velocity of the stationary path, which must not change: at s = 0 and s = 1 it is the same."""
    path = _path_to(point, _at(point, e.target))
    final = [sum((k * c for k, c in enumerate(component)), fmpq(0)) for component in zip(*path, strict=True)]
    if final != list(path[1]):
        raise LedgerError("the stationary path must have a constant velocity")
    return _column([value / point[e.duration] for value in final])


def slope_at(point: Point) -> Rows:
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


def sphere_optimum_at(point: Point) -> Rows:
    """The centre of the set of optimal velocities, and its squared diameter."""
    begin, middle, spread = _sphere_seen(point)
    speeds = [(y - x) / point[e.duration] for x, y in zip(begin, middle, strict=True)]
    return _column([*speeds, spread / point[e.duration] ** 2])


def paraboloid_excess_at(point: Point) -> fmpq:
    """S at the distance r from the axis minus the least one."""
    squares = (point[e.ring] ** 2, brute.nearest_on_paraboloid(point[e.bending], _height(point)))
    there, least = (r2 + (point[e.bending] * r2 - _height(point)) ** 2 for r2 in squares)
    return fmpq((there - least) / (2 * point[e.duration]))


def _at(point: Point, names: Sequence[Any]) -> list[fmpq]:
    return [point[name] for name in names]


def _column(values: Sequence[Any]) -> Rows:
    return tuple((value,) for value in values)


def _path_to(point: Point, end: Sequence[fmpq]) -> tuple[brute.Vector, ...]:
    """The stationary path to a fixed end-point."""
    return brute.stationary_path(_at(point, e.start), brute.fixed_end(end))[1]


def _action_to(point: Point, end: Sequence[fmpq]) -> fmpq:
    return brute.path_action(_path_to(point, end), point[e.duration])


def _to_plane(point: Point) -> tuple[int, tuple[brute.Vector, ...]]:
    """How many coefficients stationarity leaves open if the end-point may lie anywhere on the plane, and the path."""
    return brute.stationary_path(_at(point, e.start), ((_at(point, e.normal), point[e.offset]),))


def _foot(point: Point) -> list[fmpq]:
    return [sum(component, fmpq(0)) for component in zip(*_to_plane(point)[1], strict=True)]


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
