"""Rates that do not depend on the state: what they do to states of two levels, by hand, and that nothing is left that balances."""

from itertools import combinations, product

import pytest
from bornproof.symbolic import balance
from bornproof.symbolic.components import population_rate
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import J, K, M, N, kappa
from bornproof.symbolic.notation.variants import falling, rising, share, taken
from bornproof.symbolic.variants import SIGNED
from sympy import Expr, Integer, Poly, expand

LEVELS = (1, 2, 3, 4)


def moved(level: int, rates: dict[tuple[int, int], Expr]) -> Expr:
    """The rate of a level in the state of |1> and |3> from those of |off> to |to>."""
    start = {1: 1 - share, 3: share}
    gained = sum((rate * start.get(off, Integer(0)) for (to, off), rate in rates.items() if to == level), Integer(0))
    return gained - start.get(level, Integer(0)) * sum((rate for (_, off), rate in rates.items() if off == level), Integer(0))


@pytest.mark.parametrize("level", [2, 3], ids=["J", "M"])
def test_rates_that_know_the_winner_are_those_by_hand(level: int) -> None:
    average = Integer(0)
    for winner, chance in ((1, 1 - share), (3, share)):
        average += chance * moved(level, {(to, off): taken[winner, to, off] for to, off in product(LEVELS, LEVELS) if to != off})
    found = balance.rate_by_winner(J if level == 2 else M).result.subs({N: 4, J: 2, K: 1, M: 3}).doit()
    assert expand(found - kappa * average) == 0


@pytest.mark.parametrize("level", [2, 3], ids=["J", "M"])
def test_rates_that_look_at_one_sigma_are_those_by_hand(level: int) -> None:
    pairs = [(to, off) for to, off in product(LEVELS, LEVELS) if to != off]
    certain = {pair: falling[2, *pair] + falling[4, *pair] for pair in pairs}
    rates = {pair: certain[pair] + share * rising[3, *pair] + (1 - share) * falling[3, *pair] for pair in pairs}
    found = balance.rate_by_signs(J if level == 2 else M).result.subs({N: 4, J: 2, K: 1, M: 3}).doit()
    assert expand(found - kappa * moved(level, rates)) == 0


@pytest.mark.parametrize("size", [3, 4])
def test_nothing_is_left_but_two_levels_at_one_rate(size: int) -> None:
    """The literal twin of the argument in the docstring of the module: the rates that it forbids, one by one."""
    levels = range(1, size + 1)
    every = {table[n, to, off] for table in (rising, falling) for n in levels[1:] for to in levels for off in levels if to != off}
    gone: set[Expr] = set()
    tied: list[Expr] = []
    for low, high in combinations(levels, 2):
        for level in set(levels) - {low, high}:
            rate = balance.rate_by_signs(J).result.subs({N: size, J: level, K: low, M: high}).doit()
            # in s (1-s) and the ends no term is negative: what occurs at some 0 < s < 1 must vanish
            gone |= rate.atoms(type(taken[1, 1, 1])) & every
        rest = Poly(expand(balance.rate_by_signs(M).result.subs({N: size, K: low, M: high}).doit() / kappa), share)
        tied.append(rest)
    for rest in tied:  # at s = 0 and s = 1 sums of rates of one sign
        for end in (0, 1):
            value = expand(rest.as_expr().subs(share, end).xreplace(dict.fromkeys(gone, Integer(0))))
            assert all(term.could_extract_minus_sign() == bool(end) for term in value.as_ordered_terms() if term != 0)
            gone |= value.atoms(type(taken[1, 1, 1])) & every
    left = every - gone
    assert left == {rising[2, 2, 1], falling[2, 1, 2]} | {rising[n, n, k] for n in levels[2:] for k in range(1, n)}
    for (low, high), rest in zip(combinations(levels, 2), tied, strict=True):
        other = falling[2, 1, 2] if high == 2 else Integer(0)
        equation = rest.as_expr().xreplace(dict.fromkeys(gone, Integer(0)))
        assert expand(equation - share * (1 - share) * (rising[high, high, low] - other)) == 0


def test_levels_above_and_below_must_act_alike() -> None:
    with pytest.raises(SymbolicError, match="must act alike"):
        balance._by_others(population_rate(SIGNED.jumps).result)
