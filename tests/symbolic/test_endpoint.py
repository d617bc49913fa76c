"""The endpoint problem in closed form against a brute-force search, and against falsehoods."""

from itertools import product

import pytest
from bornproof.numeric_check.model import endpoint as brute
from bornproof.symbolic import endpoint
from bornproof.symbolic.notation import endpoint as e
from flint import fmpq
from sympy import Expr, Function, ImmutableMatrix, Rational, Symbol, diff, dsolve, expand, simplify, symbols

DIRECTIONS = [(0, 0, 1), (Rational(2, 3), Rational(-1, 3), Rational(2, 3)), (0, Rational(3, 5), Rational(-4, 5))]


def at(vector: ImmutableMatrix, values: tuple[object, ...]) -> dict[Expr, object]:
    return dict(zip(vector, values, strict=True))


def test_the_velocity_is_that_of_the_general_solution() -> None:
    position, t = Function("f"), Symbol("t", real=True)
    t_1, begin, end = symbols("t_1 x_1x y_x", real=True)
    ends = {position(t_1): begin, position(t_1 + e.duration): end}
    solution = dsolve(position(t).diff(t, 2), position(t), ics=ends).rhs
    assert simplify(diff(solution, t) - endpoint.velocity().result[0]) == 0


def test_the_action_is_a_square_of_the_distance() -> None:
    gap = e.target - e.start
    assert expand(endpoint.action().result - endpoint.dot(gap, gap) / (2 * e.duration)) == 0
    assert expand(endpoint.action().result + endpoint.dot(gap, gap) / (2 * e.duration)) != 0


def test_the_first_variation_of_a_straight_path_is_the_boundary_term() -> None:
    slope, end = symbols("s eta_end", real=True)
    value = endpoint.first_variation().result.subs(e.degree, 1).doit()
    value = value.subs({e.path_coefficient[1]: slope, e.variation_coefficient[1]: end})
    assert expand(value - slope * end / e.duration) == 0


def test_the_foot_is_on_the_plane_and_the_path_to_it_is_normal() -> None:
    foot = endpoint.foot().result
    assert (endpoint.dot(e.normal, foot) - e.offset).cancel() == 0
    assert all(entry.cancel() == 0 for entry in e.normal.cross(foot - e.start))


@pytest.mark.parametrize("direction", DIRECTIONS, ids=str)
def test_no_sampled_point_of_the_plane_is_better_than_the_foot(direction: tuple[object, ...]) -> None:
    values = at(e.start, (1, 2, -1)) | at(e.normal, direction) | {e.offset: Rational(5, 2), e.duration: 3}
    for shift in product((-1, 0, 2), repeat=3):
        excess = endpoint.plane_excess().result.subs(values | at(e.shift, shift))
        across = ImmutableMatrix(direction).cross(ImmutableMatrix(shift))
        assert (excess == 0) == (across == ImmutableMatrix([0, 0, 0]))
        assert excess >= 0


def test_every_coordinate_of_the_endpoint_is_fixed_on_a_plane() -> None:
    assert endpoint.open_coordinates().result == 0


@pytest.mark.parametrize("distance", [0, 1, Rational(7, 2)], ids=str)
def test_on_a_sphere_the_excess_is_nowhere_negative(distance: Expr) -> None:
    for toward, other in product(DIRECTIONS, repeat=2):
        values = at(e.to_particle, toward) | at(e.to_point, other)
        excess = endpoint.sphere_excess().result.subs(values | {e.radius: 2, e.distance: distance, e.duration: 1})
        assert excess >= 0
        assert (excess == 0) == (toward == other or distance == 0)


def test_the_nearest_points_of_a_sphere_are_one_or_all() -> None:
    assert endpoint.sphere_spread({}).result == 0
    assert endpoint.sphere_spread({e.distance: fmpq(1)}).result == 0
    assert endpoint.sphere_spread({e.distance: 0}).result == 4 * e.radius**2


@pytest.mark.parametrize("tilt", [-2, 0, 3])
def test_the_paraboloid_agrees_with_a_search(tilt: int) -> None:
    nearest = brute.nearest_on_paraboloid(fmpq(2), fmpq(1, 4) + tilt)
    found = endpoint.paraboloid_spread().result.subs({e.bending: 2, e.tilt: tilt})
    assert found == 4 * Rational(int(nearest.p), int(nearest.q))
    excess = [endpoint.paraboloid_excess().result.subs({e.bending: 2, e.tilt: tilt, e.ring: Rational(r, 4)}) for r in range(12)]
    assert min(excess) >= 0
