"""The classical example of Section 3.1: a free particle of unit mass whose end-point may lie anywhere on a surface.

Vectors are 3 x 1 matrices; lengths and times have any consistent units.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation import endpoint as e
from bornproof.symbolic.notation.core import K, M
from sympy import Expr, ImmutableMatrix, Integer, Max, Sum, Symbol, cancel, diff, expand, eye, sign

__all__ = [
    "action", "distances", "dot", "first_variation", "foot", "open_coordinates", "order", "paraboloid_excess", "paraboloid_spread",
    "plane_excess", "sphere_excess", "sphere_optimum", "sphere_spread", "spreads", "stationarity", "velocity",
]  # fmt: skip

_time, _begin, _small = Symbol("t", real=True), Symbol("t_1", real=True), Symbol("epsilon", real=True)


def dot(a: ImmutableMatrix, b: ImmutableMatrix) -> Expr:
    """The scalar product of two vectors."""
    return (a.T * b)[0, 0]


@cache
def velocity() -> Derivation:
    """The velocity (y - x_1)/Delta t between fixed end-points: x'' = 0 integrated once and matched to both ends."""
    path = e.start + (e.target - e.start) * (_time - _begin) / e.duration
    ends = (path.subs(_time, _begin) - e.start, path.subs(_time, _begin + e.duration) - e.target)
    if any(cancel(entry) != 0 for residual in (*ends, diff(path, _time, 2)) for entry in residual):
        raise SymbolicError("the straight path must satisfy x'' = 0 and take both end-points")
    steps = derivation("x'' = 0 with x(t_1) = x_1, x(t_2) = y", path)
    return steps.then("differentiate", diff(path, _time))


@cache
def action() -> Derivation:
    """The action S(y) of the straight path: the integral of L = x'^2/2 over t_1..t_1 + Delta t."""
    lagrangian = dot(velocity().result, velocity().result) / 2
    steps = derivation("insert x' = (y - x_1)/Delta t into L = x'^2/2", lagrangian)
    return steps.then("L is constant in time: multiply by Delta t", expand(lagrangian * e.duration))


@cache
def distances() -> Derivation:
    """S(D) - S(D') for two end-points at the distances D and D' from x_1."""
    along = {**dict(zip(e.start, (0, 0, 0), strict=True)), **dict(zip(e.target, (e.length, 0, 0), strict=True))}
    value = action().result.subs(along)
    return action().then("the difference for two distances", expand(value - value.subs(e.length, e.other_length)))


def order(values: Mapping[Any, Any]) -> Derivation:
    """The sign of S(D) - S(D'), where `values` may order the two distances."""
    given = {name: values[name] for name in (e.length, e.other_length) if isinstance(values.get(name), Expr)}
    difference = distances()
    return difference.then("take the sign", sign(expand(difference.result.subs(given))))


def first_variation() -> Derivation:
    """dS/d(epsilon) of x + epsilon eta at epsilon = 0, one component, with the end eta(t_2) free.

    With s = (t - t_1)/Delta t, x = x_1 + sum_k a_k s^k and eta = sum_k eta_k s^k, k = 1..m, so that eta(t_1) = 0.
    """
    a, eta = e.path_coefficient, e.variation_coefficient
    product = (a[K] + _small * eta[K]) * (a[M] + _small * eta[M]) * K * M / (2 * e.duration)
    steps = derivation("x'^2/2 of x + epsilon eta: the coefficient of s^(K+M-2)/Delta t", product)
    integrated = expand(product) / (K + M - 1)
    steps = steps.then("integrate s^(K+M-2) over 0..1", integrated)
    slope = diff(integrated, _small).subs(_small, 0)
    return steps.then("differentiate at epsilon = 0 and sum", Sum(expand(slope), (K, 1, e.degree), (M, 1, e.degree)))


def stationarity() -> Derivation:
    """The derivatives of S along both tangents u, v at a point of any smooth surface, of which only these enter."""
    bend = e.vector("q_x q_y q_z")
    rows = []
    for tangent in e.tangents:
        curve = e.target + _small * tangent + _small**2 * bend  # the terms of third order cannot matter either
        value = action().result.subs(dict(zip(e.target, curve, strict=True)), simultaneous=True)
        rows.append([diff(value, _small).subs(_small, 0).expand()])
    return action().then("differentiate S along each tangent of the surface", ImmutableMatrix(rows))


def _end_conditions() -> tuple[ImmutableMatrix, ImmutableMatrix]:
    """A and b of the linear conditions A y = b on the end-point: n.y = h, and n x x'(t_2) = 0."""
    turn = ImmutableMatrix([list(e.normal.cross(axis)) for axis in eye(3).columnspace()]).T
    return ImmutableMatrix.vstack(e.normal.T, turn), ImmutableMatrix.vstack(ImmutableMatrix([e.offset]), turn * e.start)


@cache
def foot() -> Derivation:
    """The end-point on the plane n.y = h for which the first variation vanishes: the foot of the perpendicular.

    x'' = 0 leaves the boundary term x'(t_2).eta(t_2), which vanishes for every eta in the plane: n x x'(t_2) = 0.
    """
    conditions, values = _end_conditions()
    square = dot(e.normal, e.normal)
    if (conditions.T * conditions - square * eye(3)).expand() != 0 * eye(3):
        raise SymbolicError("the end conditions must determine the end-point")
    numerator = (conditions.T * values).expand()
    if any((conditions * numerator - square * values).expand()):
        raise SymbolicError("the end conditions must not contradict each other")
    steps = derivation("n.y = h and n cross (y - x_1) = 0, as A y", conditions * e.target)
    return steps.then("multiply by A^T, and A^T A = |n|^2", numerator / square)


def open_coordinates() -> Derivation:
    """How many coordinates of the end-point the conditions n.y = h and n x x'(t_2) = 0 leave open: 3 - rank A."""
    conditions, _ = _end_conditions()
    gram = (conditions.T * conditions).expand()
    steps = derivation("A^T A of the end conditions A y = b", gram)
    full = gram == (dot(e.normal, e.normal) * eye(3)).expand()
    if not full:
        raise SymbolicError("the rank of the end conditions must be visible")
    return steps.then("A^T A = |n|^2 has rank 3 for n != 0", Integer(3 - gram.shape[0]))


def plane_excess() -> Derivation:
    """S(y) - S(foot) for y = foot + n x k, which is every point of the plane."""
    step = e.normal.cross(e.shift)
    growth = expand(_action_at(e.target + step) - action().result)
    constant = growth.subs(dict.fromkeys(e.target, 0))
    conditions, values = _end_conditions()
    numerator = (conditions.T * values).expand()  # |n|^2 times the foot
    at_foot = (growth - constant).expand().subs(dict(zip(e.target, numerator, strict=True)), simultaneous=True)
    square, rest = dot(e.normal, e.normal), dot(step, step) / (2 * e.duration)
    if expand(at_foot + square * (constant - rest)) != 0:
        raise SymbolicError("at the foot the terms of first order must cancel")
    return foot().then("S(foot + n cross k) - S(foot): the terms of first order in k cancel", expand(rest))


@cache
def sphere_excess() -> Derivation:
    """S(y) - S(y_n) on a sphere, y = c + R w and y_n = c + R e, with unit vectors e, w and x_1 = c + d e."""
    excess = _on_sphere(e.to_point) - _on_sphere(e.to_particle)
    steps = derivation("S(c + R w) - S(c + R e) for x_1 = c + d e", excess)
    unit = {v[2] ** 2: 1 - v[0] ** 2 - v[1] ** 2 for v in (e.to_particle, e.to_point)}
    return steps.then("|e|^2 = |w|^2 = 1", expand(expand(excess).subs(unit)))


def sphere_spread(values: Mapping[Any, Any]) -> Derivation:
    """The squared diameter of the set of points of a sphere that are nearest to x_1; d = 0 if `values` say so.

    The excess is a multiple of 1 - w.e: positive unless w = e, or the factor is 0 and every point is nearest.
    """
    free = _excess_vanishes(values)
    rule = "the factor of 1 - w.e is 0: the whole sphere" if free else "the factor of 1 - w.e is positive: one point"
    return sphere_excess().then(rule, 4 * e.radius**2 if free else Integer(0))


def sphere_optimum(values: Mapping[Any, Any]) -> Derivation:
    """The optimal velocities on a sphere: the centre of their set (three entries), and its squared diameter."""
    end = e.centre if _excess_vanishes(values) else e.centre + e.radius * e.to_particle
    middle = end - (e.centre + e.distance * e.to_particle)
    spread = sphere_spread(values)
    column = ImmutableMatrix([*(middle / e.duration), spread.result / e.duration**2])
    return spread.then("divide end-points minus x_1 by Delta t", column)


def paraboloid_excess() -> Derivation:
    """S at the distance r from the axis minus the minimum of S, for z = a r^2 seen from (0, 0, 1/(2a) + b)."""
    squared = Symbol("s", nonnegative=True)
    value, nearest = _paraboloid(squared)
    steps = derivation("S as a quadratic function of s = r^2", value)
    return steps.then("minus its minimum over r^2 >= 0", (value - value.subs(squared, nearest)).subs(squared, e.ring**2))


@cache
def paraboloid_spread() -> Derivation:
    """The squared diameter of the set of points of the paraboloid that are nearest to (0, 0, 1/(2a) + b)."""
    nearest = _paraboloid(Symbol("s", nonnegative=True))[1]
    steps = derivation("r^2 at the minimum of S over r^2 >= 0", nearest)
    return steps.then("the diameter of the circle of this radius", 4 * nearest)


def spreads(values: Mapping[Any, Any]) -> Derivation:
    """The column of both squared diameters, of a sphere's and of a paraboloid's nearest points."""
    steps = paraboloid_spread()
    rule = "the squared diameters of the sets of nearest points"
    return steps.then(rule, ImmutableMatrix([sphere_spread(values).result, steps.result]))


def _paraboloid(squared: Symbol) -> tuple[Expr, Expr]:
    """S as a function of r^2, and the r^2 >= 0 at which it is least."""
    height = dict(zip(e.start, (0, 0, 1 / (2 * e.bending) + e.tilt), strict=True))
    value = _action_at(ImmutableMatrix([e.ring, 0, e.bending * e.ring**2])).subs(height)
    value = expand(value).subs({e.ring**4: squared**2, e.ring**2: squared})
    curvature = value.coeff(squared, 2)
    if not curvature.is_positive:
        raise SymbolicError("S must be convex in r^2")
    return value, Max(0, cancel(-value.coeff(squared, 1) / (2 * curvature)))


def _excess_vanishes(values: Mapping[Any, Any]) -> bool:
    factor = -sphere_excess().result.coeff(e.to_point[0]) / e.to_particle[0]
    return e.distance in values and values[e.distance] == 0 and factor.subs(e.distance, 0) == 0


def _on_sphere(direction: ImmutableMatrix) -> Expr:
    particle = dict(zip(e.start, e.centre + e.distance * e.to_particle, strict=True))
    return _action_at(e.centre + e.radius * direction).subs(particle, simultaneous=True)


def _action_at(point: ImmutableMatrix) -> Expr:
    return action().result.subs(dict(zip(e.target, point, strict=True)), simultaneous=True)
