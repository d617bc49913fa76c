"""Lambda with and without its basis, against listing in the tests of the claims; here its steps."""

from sympy import Integer

from symbolic import beables
from symbolic.beables import cell, settings


def test_the_distance_is_twice_the_weight_of_the_other_setting() -> None:
    total = beables.distance().steps[1].result
    assert total.subs(settings[1], Integer(1) / 3) == Integer(2) / 3
    assert total.subs(settings[1], 0) == 0


def test_lambda_alone_does_not_know_the_setting() -> None:
    assert beables.lambda_alone().result == cell


def test_lambda_with_its_basis_determines_the_setting() -> None:
    assert beables.setting_given_beables().result == 1
