"""The brute-force endpoint problem against what anyone can compute by hand."""

import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.model.endpoint import (
    first_variation,
    fixed_end,
    nearest_on_paraboloid,
    nearest_on_sphere,
    path_action,
    stationary_path,
)
from flint import fmpq

ZERO, ONE = fmpq(0), fmpq(1)
ORIGIN = (ZERO, ZERO, ZERO)


def vector(*entries: int) -> tuple[fmpq, ...]:
    return tuple(map(fmpq, entries))


def test_between_fixed_ends_the_path_is_straight_and_unique() -> None:
    open_, path = stationary_path((ONE, ZERO, ZERO), fixed_end((fmpq(3), ONE, fmpq(-2))))
    assert open_ == 0
    assert path == (vector(1, 0, 0), vector(2, 1, -2), ORIGIN, ORIGIN)


def test_a_bent_path_has_more_action() -> None:
    straight, bent = [(ZERO,), (ONE,)], [(ZERO,), (fmpq(1, 2),), (fmpq(1, 2),)]
    assert path_action(straight, ONE) == fmpq(1, 2)
    assert path_action(bent, ONE) > fmpq(1, 2)


def test_without_an_end_condition_the_particle_rests() -> None:
    open_, path = stationary_path((ONE, ONE, ONE), ())
    assert (open_, path[1:]) == (0, (ORIGIN,) * 3)


def test_on_a_plane_the_path_ends_at_the_foot() -> None:
    open_, path = stationary_path(ORIGIN, (((ONE, ONE, ONE), fmpq(6)),))
    assert (open_, path[1]) == (0, vector(2, 2, 2))


def test_contradicting_conditions_are_refused() -> None:
    with pytest.raises(NumericError, match="contradict"):
        stationary_path(ORIGIN, (((ZERO, ZERO, ONE), ZERO), ((ZERO, ZERO, ONE), ONE)))


def test_a_variation_that_moves_the_end_changes_the_action_of_a_straight_path() -> None:
    straight = [(ZERO,), (fmpq(3),), (ZERO,)]
    assert first_variation(straight, [(ZERO,), (ONE,), (ZERO,)], fmpq(2)) == fmpq(3, 2)
    assert first_variation(straight, [(ZERO,), (ONE,), (fmpq(-1),)], fmpq(2)) == 0


def test_the_nearest_point_of_a_sphere() -> None:
    assert nearest_on_sphere((fmpq(3), ZERO, fmpq(4)), ORIGIN, fmpq(10)) == (vector(6, 0, 8), ZERO)
    assert nearest_on_sphere(ORIGIN, ORIGIN, fmpq(2)) == (ORIGIN, fmpq(16))


@pytest.mark.parametrize(("height", "squared"), [(fmpq(-1), 0), (fmpq(1, 2), 0), (fmpq(5, 2), 2)], ids=str)
def test_the_nearest_points_of_a_paraboloid(height: fmpq, squared: int) -> None:
    assert nearest_on_paraboloid(ONE, height) == squared
