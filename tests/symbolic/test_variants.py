"""Variants of the model: the same code as for the paper's operators, and what it refuses."""

from itertools import combinations, product

import pytest
from bornproof.symbolic import variants
from bornproof.symbolic.components import at_levels, coherence_rate, population_rate
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.model import PAPER, Jumps
from bornproof.symbolic.notation.core import J, K, M, N, S, W, delta, down, kappa, p, rho, t, up
from bornproof.symbolic.notation.operators import ketbra
from bornproof.symbolic.notation.variants import drain, feed, mutual
from bornproof.symbolic.weights import weighted_average
from sympy import Expr, Integer, Rational, expand

FOUR = range(1, 5)


def by_hand(jumps: dict[tuple[int, int], Expr], level: int) -> Expr:
    """The rate of a population of four levels from the rates of |to><from|."""
    gained = sum((rate * rho[off, off] for (to, off), rate in jumps.items() if to == level), Integer(0))
    return gained - rho[level, level] * sum((rate for (_, off), rate in jumps.items() if off == level), Integer(0))


@pytest.mark.parametrize("level", FOUR)
def test_rates_of_any_operators_of_one_sigma_are_those_by_hand(level: int) -> None:
    jumps = {(m, k): feed[m, k] * up(m) for k, m in combinations(FOUR, 2)}
    jumps |= {(k, m): drain[m, k] * down(m) for k, m in combinations(FOUR, 2)}
    found = at_levels(population_rate(variants.SIGNED.jumps).result, 4, column=level)
    assert expand(found - by_hand(jumps, level)) == 0


@pytest.mark.parametrize(("winner", "level"), list(product(FOUR, FOUR)))
def test_rates_of_operators_of_the_winner_are_those_by_hand(winner: int, level: int) -> None:
    jumps = {(winner, off): mutual[winner, off] for off in FOUR}
    found = at_levels(population_rate(variants.WINNER.jumps).result.subs(W, winner), 4, column=level)
    assert expand(found - by_hand(jumps, level)) == 0


def test_the_dyads_of_the_paper_are_its_operators() -> None:
    dyads = (Jumps(ketbra(M, K), rate=up(M)), Jumps(ketbra(K, M), rate=down(M)))
    for rate in (population_rate, coherence_rate):
        assert expand(rate(dyads).result - rate(PAPER).result) == 0


def test_a_sum_over_other_levels_is_refused() -> None:
    with pytest.raises(SymbolicError, match="the sum must be over"):
        population_rate((Jumps(ketbra(M, K), ((K, 1, M),)),))
    with pytest.raises(SymbolicError, match="a level must be tied to I or J"):
        population_rate((Jumps(ketbra(K, W), ((K, 1, N),), up(K)), Jumps(ketbra(W, M), ((K, 1, N),), delta(K, M))))


def test_an_average_over_two_sigmas_at_once_is_refused() -> None:
    with pytest.raises(SymbolicError, match="a rate must look at one sigma"):
        variants.by_sign(up(2) * up(3))


def test_no_rates_of_three_levels_stop_all_states() -> None:
    """The literal twin for N = 3: the average of every state is at rest only with a_31 = a_32 = b_31 = b_32 = 0, a_21 = b_21."""
    weights = {p[1]: Rational(1, 2), p[2]: Rational(1, 3), p[3]: Rational(1, 6)}
    sums = {S[0]: Integer(0), S[1]: Rational(1, 2), S[2]: Rational(5, 6), S[3]: Integer(1)}
    rates = [
        at_levels(variants.initial_rate(variants.SIGNED).result, 3, column=level).subs(sums).subs(weights) for level in (1, 2, 3)
    ]
    assert expand(sum(rates)) == 0
    quiet = {feed[3, k]: 0 for k in (1, 2)} | {drain[3, k]: 0 for k in (1, 2)} | {drain[2, 1]: feed[2, 1]}
    assert [expand(rate.subs(quiet)) for rate in rates] == [0, 0, 0]
    assert expand(rates[2].subs({drain[3, 1]: 1, drain[3, 2]: 1, feed[3, 1]: 1, feed[3, 2]: 1})) == -kappa * Rational(5, 36)


def test_the_second_derivative_is_the_variance_of_the_rates() -> None:
    found = variants.second_rate_at_top().result.subs(N, 3).doit()
    assert expand(found.subs({feed[3, 2]: feed[3, 1], p[2]: 1 - p[1] - p[3]}).simplify()) == 0
    spread = found.subs({feed[3, 1]: 1, feed[3, 2]: 3, p[1]: Rational(1, 4), p[2]: Rational(1, 4), p[3]: Rational(1, 2)})
    assert spread == -(kappa**2) * Rational(1, 4)  # p_3 S_2 times the variance 1


def test_symmetric_rates_keep_the_populations_and_others_do_not() -> None:
    found = variants.averaged_population().result.subs({N: 3, J: 1}).doit()
    pairs = {mutual[k, m]: mutual[m, k] for k, m in combinations((1, 2, 3), 2)}
    assert expand(found.subs(pairs)) == p[1]
    assert expand(found - p[1]) != 0


def test_the_rates_of_the_levels_are_free() -> None:
    assert weighted_average().result == p[J]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_average_over_the_winner_starts_as_its_initial_rate_says(level: int) -> None:
    rate = variants.initial_rate(variants.WINNER).result.subs({N: 3, J: level}).doit()
    later = variants.averaged_population().result.subs({N: 3, J: level}).doit()
    assert expand((rate - later.diff(t).subs(t, 0)).subs(p[3], 1 - p[1] - p[2])) == 0
