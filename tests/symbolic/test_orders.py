"""Averages over all orders, and the operators of all orders in one equation: slow twins, and what is refused."""

from fractions import Fraction
from itertools import permutations

import pytest
from bornproof.proofs.paper.oracles import joint, settings
from bornproof.proofs.paper.oracles import orders as by_brute_force
from bornproof.proofs.paper.oracles import skews as skewed
from bornproof.symbolic import fixed_lambda, orders, skews, specification
from bornproof.symbolic.averages import average_populations
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import kappa, p, t
from bornproof.symbolic.notation.settings import other_state, state, turn
from bornproof.symbolic.notation.skews import same, same_later
from flint import arb, fmpq
from sympy import Max, Rational, log

WEIGHTS = [(fmpq(1, 2), fmpq(1, 3), fmpq(1, 6)), (fmpq(0), fmpq(1, 4), fmpq(3, 4)), (fmpq(0), fmpq(0), fmpq(1))]


@pytest.mark.parametrize("weights", WEIGHTS, ids=["all", "two", "one"])
def test_the_mixture_is_the_mean_over_the_orders(weights: tuple[fmpq, ...]) -> None:
    total = fmpq(0)
    for order in permutations(range(3)):
        total += average_populations([weights[level] for level in order])[order.index(0)](fmpq(1, 2))
    values = {p[level]: Rational(int(w.p), int(w.q)) for level, w in enumerate(weights, start=1)}
    found = orders.mixture_of_three().result.subs(values).subs({t: log(2), kappa: 1})
    assert found == Rational(int(total.p), int(total.q)) / 6


def test_the_other_two_levels_enter_alike() -> None:
    found = orders.mixture_of_three().result
    exchanged = found.subs(p[2], 1 - p[1] - p[2])
    assert (found - exchanged).expand() == 0


@pytest.mark.parametrize("shared", [True, False])
def test_the_shares_of_all_runs_sum_to_one(shared: bool) -> None:
    for first in (Rational(1, 3), Rational(1, 2), Rational(1)):
        chances = {k: chance.subs({p[1]: first, p[2]: 1 - first}) for k, chance in orders._chances(shared).items()}
        assert sum(chances.values()) == 1
        assert chances[2] + chances[1] / 2 == first


def test_what_is_derived_has_no_maximum_left() -> None:
    assert not orders.undecided_runs().result.has(Max)


def test_one_law_for_two_orders_by_brute_force() -> None:
    point = {p[1]: fmpq(1, 4), p[2]: fmpq(3, 4), kappa: fmpq(1), t: fmpq(2)}
    for shared in (True, False):
        assert arb(by_brute_force.summed_at(shared)(point)).overlaps(arb(fmpq(1, 4)))
    assert by_brute_force.undecided_at(point) == ((fmpq(1, 2),), (fmpq(3, 8),))


@pytest.mark.parametrize(("s", "r", "share"), [(0, 1, Fraction(1, 2)), (Fraction(1, 3), Fraction(1, 3), 0), (0, 0, 0)])
def test_what_a_finds_changes_with_b_s_setting(s: Fraction, r: Fraction, share: Fraction) -> None:
    found = fixed_lambda.changed_outcomes_of_singlet().result.subs({same: Rational(s), same_later: Rational(r)})
    assert found == Rational(share)
    at = {same: fmpq(*Fraction(s).as_integer_ratio()), same_later: fmpq(*Fraction(r).as_integer_ratio())}
    assert joint.singlet_outcomes_differ(at) == fmpq(*Fraction(share).as_integer_ratio())
    assert joint.some_outcome_differs(at) == (share > 0)


def test_a_threshold_that_rises_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ordered = fixed_lambda._with_gap
    exchanged = {same: same_later, same_later: same}  # as if s were the larger one
    monkeypatch.setattr(fixed_lambda, "_with_gap", lambda gap: ordered(gap.xreplace(exchanged)))
    with pytest.raises(SymbolicError, match="no threshold may rise"):
        fixed_lambda.changed_outcomes_of_singlet.__wrapped__()


def test_frozen_lambdas_are_as_many_as_the_areas_say() -> None:
    assert skewed.frozen_at({}).overlaps(arb(2).sqrt() / 2)
    assert skews.frozen().result ** 2 == Rational(1, 2)


def test_the_second_setting_is_in_the_joint_probability_alone() -> None:
    point = dict(zip((*state, *other_state), (fmpq(3, 5), fmpq(0), fmpq(0), fmpq(4, 5)), strict=True))
    turned = {**point, turn[0]: fmpq(3, 5), turn[1]: fmpq(4, 5)}
    assert settings.first_outcomes_at(turned) == ((fmpq(9, 25),), (fmpq(81, 625),))
    assert settings.second_setting_matters(turned) == 0
    stretched = {**point, turn[0]: fmpq(2), turn[1]: fmpq(0)}  # no rotation
    assert settings.second_setting_matters(stretched) == 1
    assert not specification.first_outcomes().result[0].has(*turn)
