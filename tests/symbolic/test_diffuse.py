"""States of many levels: the bound holds for states of few, and for those that were looked for to break it."""

from fractions import Fraction
from random import Random

import pytest
from bornproof.symbolic import diffuse, late
from bornproof.symbolic.averaged_numbers import sums_at, sums_in_x
from bornproof.symbolic.notation.core import kappa, t
from bornproof.symbolic.notation.diffuse import before, share
from flint import arb, ctx, fmpq
from sympy import Rational, log


def states(size: int, number: int) -> list[tuple[fmpq, ...]]:
    source = Random(f"diffuse {size}")  # noqa: S311
    found = []
    for _ in range(number):
        weights = [source.choice((0, 1, 1, 2, 5, 40)) for _ in range(size)]
        weights[source.randrange(size)] += 1
        found.append(tuple(fmpq(weight, sum(weights)) for weight in weights))
    return found


@pytest.mark.parametrize("size", [2, 3, 5, 9, 30])
@pytest.mark.parametrize("factor", ["1/100", "1/3", "9/10", "999/1000"])
def test_the_averages_keep_within_the_bound(size: int, factor: str) -> None:
    x = fmpq(*map(int, factor.split("/")))
    ctx.prec = 120
    for p in states(size, 12):
        for level, found in enumerate(sums_at(p, factor), start=1):
            s = sum(p[:level], fmpq(0))
            if s == 0 or level == size:
                continue
            limit = arb(s) ** arb(1 - x) * (1 - arb(x**level * (1 - s)))
            assert abs(arb(found) - limit) < max(p[level:]) * (1 - s) / s or max(p[level:]) == 0


@pytest.mark.parametrize("size", [2, 3, 4, 6, 12])
def test_no_state_is_farther_from_born_at_late_times(size: int) -> None:
    ctx.prec = 120
    most = (1 + arb(2).log() ** 2) / 4
    for p in states(size, 60):
        sums = sums_in_x(p)
        drifts = [poly[1] for poly in sums]
        assert all(0 <= drift < most for drift in drifts)
        gains = [above - below for below, above in zip([fmpq(0), *drifts], drifts, strict=False)]
        assert sum(abs(gain) for gain in gains) / 2 == max(drifts)  # total variation is Kolmogorov's distance
        signs = [gain > 0 for gain in gains if gain]
        assert signs == sorted(signs, reverse=True)


@pytest.mark.parametrize("factor", ["1/50", "1/2", "99/100"])
def test_no_state_is_farther_from_born_than_the_mean_distance(factor: str) -> None:
    x = fmpq(*map(int, factor.split("/")))
    for p in [state for size in (2, 3, 5, 9) for state in states(size, 20)]:
        found, total = [fmpq(0), *sums_at(p, factor)], fmpq(0)
        for level, weight in enumerate(p, start=1):
            total += abs(found[level] - found[level - 1] - weight)
        assert total / 2 <= x * sum((weight * (1 - weight) for weight in p), fmpq(0))


def test_one_jump_to_a_half_and_fine_levels_approach_the_constant() -> None:
    fine = 400
    jump = Fraction(34657, 10**5)
    p = [jump / 2, jump / 2, Fraction(1, 2) - jump, *[Fraction(1, 2 * fine)] * fine]
    drift = sums_in_x(p)[1][1]
    assert fmpq(3697, 10000) < drift < fmpq(3702, 10000)
    assert drift > fmpq(3679, 10000)  # 1/e


def test_the_largest_late_distance() -> None:
    assert late.largest_below_half().result.subs(before, log(2) / 2).expand() == Rational(1, 4) + log(2) ** 2 / 4
    assert late.largest_below_half().result.subs(before, Rational(1, 2)).expand() == log(2) / 2
    assert late.largest_above_half().result.subs(before, Rational(1, 2)).expand() == log(2) / 2


def test_the_universal_function_ends_with_the_whole() -> None:
    assert diffuse.universal_function().result.subs(share, 1) == 1
    assert diffuse.universal_function().result.subs(t, 0) == 1
    assert diffuse.largest_distance().result.subs({kappa: 1, t: log(2)}) == Rational(1, 4)
