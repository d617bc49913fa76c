"""Averages that move at first: the model's, at the top and below it, and the only weights that stop them."""

from bornproof.symbolic import drift
from bornproof.symbolic.notation.core import J, N, kappa, p
from bornproof.symbolic.notation.settings import operator_weight
from sympy import expand


def test_the_top_level_drifts_from_three_levels_on() -> None:
    top = drift.initial_drift().result
    assert expand(top.subs(N, 2)) == 0
    assert expand(top.subs(N, 3) + kappa * p[3] * (1 - p[3])) == 0


def test_one_weight_alone_stops_a_lower_level() -> None:
    steps = drift.drift_from_above()
    assert steps.supposed == (drift.BELOW_TOP, drift.CERTAIN)
    balanced = p[J] / (1 - p[N])
    assert steps.result.subs(operator_weight, balanced).simplify() == 0
    assert steps.result.subs(operator_weight, 1).expand() != 0
    assert steps.result.diff(operator_weight).expand() == expand(kappa * p[N] * (1 - p[N]))
