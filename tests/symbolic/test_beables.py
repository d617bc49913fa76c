"""Lambda with and without its basis, against listing in the tests of the claims; here its steps."""

from bornproof.symbolic import beables
from bornproof.symbolic.notation.settings import cell, chosen, settings
from sympy import Integer


def test_the_difference_is_twice_the_weight_of_the_other_setting() -> None:
    total = beables.difference().steps[1].result
    assert total.subs(settings[1], Integer(1) / 3) == Integer(2) / 3
    assert total.subs(settings[1], 0) == 0


def test_both_sides_are_equal_for_a_certain_setting_alone() -> None:
    ratio = beables.dependence().result
    assert ratio.subs(settings[0], 1) == 1
    assert ratio.subs(settings[0], Integer(1) / 2) == 2
    assert cell not in ratio.free_symbols


def test_how_a_setting_was_chosen_cancels() -> None:
    steps = beables.mechanisms_average().steps
    assert steps[-2].result.has(chosen)
    assert not steps[-1].result.has(chosen)
