"""Which laws of the hidden variables give Born's rule: invisible ones are, visible ones are not, and forms that differ are told."""

from itertools import permutations, product

import pytest
from bornproof.numeric_check.model.disks import UNIFORM, Disk
from bornproof.numeric_check.model.skewed import Skewed
from bornproof.proofs.paper.oracles.outcomes import probability
from bornproof.proofs.paper.oracles.skews import ordered
from bornproof.symbolic import skews
from bornproof.symbolic.notation.core import N, p
from bornproof.symbolic.notation.skews import beyond, both_below, inside, same, same_later, slope
from flint import fmpq
from sympy import Expr, Integer, Rational, Symbol, diff, factorial, sqrt

P = (fmpq(1, 2), fmpq(1, 3), fmpq(1, 6))
SKEWS = {
    "slopes": (Skewed(fmpq(1, 2)), Skewed(fmpq(-1))),
    "uniform": (UNIFORM, UNIFORM),
    "steep": (Skewed(fmpq(1)), Skewed(fmpq(1))),
}


def by_permutations(start: tuple[fmpq, ...], laws: tuple[Skewed | Disk, ...]) -> tuple[fmpq, ...]:
    """The slow twin: all orders, all sectors, the winner of each."""
    size = len(start)
    found, orders = [fmpq(0)] * size, list(permutations(range(size)))
    for order, signs in product(orders, product((1, -1), repeat=size - 1)):
        placed = tuple(start[k] for k in order)
        weight = fmpq(1, len(orders))
        for level, (sign, law) in enumerate(zip(signs, laws, strict=True), start=2):
            weight *= probability(level, placed, sign, law)
        winner = max((level for level, sign in enumerate(signs, start=2) if sign > 0), default=1)
        found[order[winner - 1]] += weight
    return tuple(found)


@pytest.mark.parametrize("laws", SKEWS.values(), ids=SKEWS.keys())
def test_a_hidden_skew_keeps_born_s_rule_in_all_orders_together(laws: tuple[Skewed | Disk, ...]) -> None:
    assert by_permutations(P, laws) == ordered(P, laws) == P


VISIBLE = {  # u^3 is not u plus an even function about 1/2
    "second": (Disk(power=4), UNIFORM),
    "third": (UNIFORM, Disk(power=4)),
    "both": (Skewed(fmpq(1)), Disk(power=4)),
}


@pytest.mark.parametrize("laws", VISIBLE.values(), ids=VISIBLE.keys())
def test_another_skew_is_seen(laws: tuple[Skewed | Disk, Skewed | Disk]) -> None:
    assert by_permutations(P, laws) == ordered(P, laws) != P


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_what_levels_have_beyond_born_s_rule_they_pass_to_each_other(size: int) -> None:
    """The slow twin: all orders, each with the probabilities that its highest levels lose."""

    def lose(levels: tuple[int, ...]) -> Expr:
        return Symbol(f"w_{levels}") if levels else Integer(1)

    levels = range(1, size + 1)
    total = {level: -factorial(size) * p[level] for level in levels}
    for order in permutations(levels):
        for place, level in enumerate(order):
            total[level] += lose(order[:place]) - (lose(order[: place + 1]) if place < size - 1 else 0)
    flow = {pair: skews.passed_on(size, *pair, lose) for pair in permutations(levels, 2)}
    last = {p[size]: 1 - sum(p[level] for level in levels[:-1])}
    for level in levels:
        assert (total[level] - sum(flow[level, other] for other in levels if other != level)).subs(last).expand() == 0
        assert all((flow[level, other] + flow[other, level]).expand() == 0 for other in levels if other != level)


def test_flows_of_two_and_three_levels_are_those_of_their_entries() -> None:
    def lose(levels: tuple[int, ...]) -> Expr:
        return inside[levels[0]] if len(levels) == 1 else both_below[6 - sum(levels), levels[1]]

    two, three = 2 * skews.two_levels().result, skews.three_levels(1).result
    assert (two - skews.passed_on(2, 1, 2, lambda levels: inside[3 - levels[0]])).expand() == 0
    assert (three - skews.passed_on(3, 1, 2, lose) - skews.passed_on(3, 1, 3, lose)).expand() == 0


def test_one_order_sees_every_slope() -> None:
    chances = [probability(2, P[:2], sign, Skewed(fmpq(1, 9))) for sign in (1, -1)]
    assert chances[0] != P[1] / (P[0] + P[1])
    assert sum(chances, fmpq(0)) == 1


def test_even_excesses_are_hidden_from_two_levels() -> None:
    form = skews.two_levels().result
    excess = {inside[k]: p[k] + p[1] * p[2] for k in (1, 2)}
    assert form.subs(excess).subs(p[2], 1 - p[1]).expand() == 0
    assert form.subs({inside[k]: p[k] ** 3 for k in (1, 2)}).subs(p[2], 1 - p[1]).expand() != 0


def test_every_law_of_the_top_level_has_a_joint_law_that_hides_it_from_three_levels() -> None:
    """D = 1 - x + f(x), F_IJ - F_JI = 2 (x - y) + D_I - D_J: all three C vanish, whatever f is."""
    deviations = {k: 1 - p[k] + p[k] ** 2 * (1 - p[k]) / 5 for k in (1, 2, 3)}
    values = {inside[k]: value for k, value in deviations.items()}
    for i, j in ((1, 2), (1, 3), (2, 3)):
        values[both_below[i, j]] = both_below[j, i] + 2 * (p[i] - p[j]) + deviations[i] - deviations[j]
    for level in (1, 2, 3):
        assert skews.three_levels(level).result.subs(values).subs(p[3], 1 - p[1] - p[2]).expand() == 0
    uniform = {inside[k]: 1 - p[k] for k in (1, 2, 3)} | {both_below[pair]: p[pair[0]] for pair in both_below}
    assert skews.three_levels(1).result.subs(uniform).subs(p[3], 1 - p[1] - p[2]).expand() == 0


def test_a_joint_law_that_is_not_independent_is_seen_in_one_order() -> None:
    """u_2, u_3 with the density 1 + (1 - 2 u_2)(1 - 2 u_3), uniform each: P(|1>) = a_2 a_3 (1 + (1 - a_2)(1 - a_3))."""
    product_form = skews.forced().result.subs(N, 3).doit()
    assert product_form == beyond[2] * beyond[3]
    joint = product_form * (1 + (1 - beyond[2]) * (1 - beyond[3]))
    assert (joint - product_form).subs({beyond[2]: Rational(3, 5), beyond[3]: Rational(5, 6)}) == Rational(1, 30)


def test_alice_sees_bob_s_setting_only_with_a_skew() -> None:
    seen = skews.marginal().result
    assert diff(seen.subs(slope, 0).cancel(), same) == 0
    at_settings = [seen.subs({slope: -1, same: value}) for value in (0, Rational(1, 2), 1)]
    assert at_settings == [Rational(3, 4), Rational(5, 8), Rational(3, 4)]


def test_the_skew_exceeds_tsirelson_s_bound() -> None:
    value = skews.correlation().result
    assert value.subs(slope, 0) == 2 * sqrt(2)
    assert (value.subs(slope, 1) - (12 + 30 * sqrt(2)) / 17).expand() == 0
    low = (2 - sqrt(2)) / 4
    assert skews.changed_pairs().result.subs({same: low, same_later: 1 - low}).expand() == sqrt(2) / 2
    assert skews.agreement(Integer(0)).result == 1 - same
