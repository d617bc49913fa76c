"""CHSH beyond the standard settings: the maximum is not at maximal entanglement, shown by enclosures; product states up to 4."""

from fractions import Fraction
from typing import Any

import pytest
from bornproof.symbolic import chsh_extremes
from bornproof.symbolic.averaged_numbers import sums_at
from bornproof.symbolic.chsh import averaged_chsh
from bornproof.symbolic.notation.core import x
from bornproof.symbolic.notation.correlations import agreeing, agreeing_last
from flint import arb, arb_series, fmpq
from sympy import Expr, Rational, Symbol, sqrt

PAST = Symbol("X")
TURN = tuple(fmpq(*pair) for pair in ((-17637, 10**7), (64972, 10**5), (628671, 10**5), (153912, 10**5), (159066, 10**6)))
MOMENT = fmpq(273182, 10**6)  # x; before it tangents of half of: the state's angle off maximal entanglement, Alice's, Bob's


def at(value: Expr, moment: Expr) -> Expr:
    return value.subs(x, PAST).subs(PAST, moment)


@pytest.mark.parametrize(("kind", "sign"), [("ssdd", 1), ("ddss", -1)])
def test_at_the_standard_settings_it_is_that_of_the_singlet(kind: str, sign: int) -> None:
    """There the outcomes of the singlet differ more often; those of the state here agree: Bob's are turned over."""
    mean = chsh_extremes.entangled_correlation().result.subs(x, PAST)
    each = [sign * mean.subs(agreeing, (1 + sign * y) / 2) for y in (sqrt(2) / 2, -sqrt(2) / 2)]
    known = averaged_chsh({"ssdd": "ddss", "ddss": "ssdd"}[kind]).result.subs(x, PAST)
    assert (3 * each[0] - each[1] - known).subs(PAST, Rational(2, 7)).equals(0)


def test_the_slope_is_that_of_the_populations() -> None:
    """By the exact populations at two states a little apart, at y = 3/5 and x = 1/3; sin(phi/2) = sqrt(1/5) drops out."""
    y, past, eps = fmpq(3, 5), fmpq(1, 3), fmpq(1, 10**12)
    long, total = 1 + 2 * y, fmpq(0)
    slopes: tuple[tuple[Any, Any], ...] = ((1, -1), (1, long), (-long, -1), (-long, long))
    for sign, (one, other) in zip((1, 1, 1, -1), slopes, strict=True):
        mean = y if sign > 0 else 4 * y**3 - 3 * y
        sums = []
        for step in (eps, -eps):
            weights = [(1 + a * b * mean + step * (a * one + b * other)) / 4 for a, b in ((1, 1), (-1, -1), (1, -1), (-1, 1))]
            sums.append(sums_at(weights, past)[1])
        total += sign * 2 * (sums[0] - sums[1]) / (2 * eps)
    slope = at(chsh_extremes.entanglement_slope().result, Rational(1, 3))
    expected = slope.subs({agreeing: Rational(4, 5), agreeing_last: Rational(4, 125)}) / sqrt(Rational(1, 5))
    assert abs(Fraction(int(total.p), int(total.q)) - Fraction(str(expected.evalf(30)))) < Fraction(1, 10**15)
    assert expected < 0


def of_angle(y: arb, past: arb) -> arb:
    """The correlation at maximal entanglement; y is the cosine of the angle."""
    return y + past * (1 - past) * (1 - y) * (5 + 3 * y) * (3 + y + (1 - y) * past) / (3 + y) / 8


def below(bound: arb, low: tuple[fmpq, fmpq], high: tuple[fmpq, fmpq]) -> bool:
    """3 E(phi) - E(3 phi) < bound in a box of (y, x): in the middle, and by the slopes in y and x times the half widths."""
    middle = [arb((one + other) / 2) for one, other in zip(low, high, strict=True)]
    half = [arb((other - one) / 2) for one, other in zip(low, high, strict=True)]
    box = [arb(m.mid(), h.upper()) for m, h in zip(middle, half, strict=True)]
    rows = []
    for place in (0, 1):
        y, past = (arb_series([v, int(k == place)], prec=2) for k, v in enumerate(box))
        try:
            rows.append(chsh_of(y, past)[1])
        except ValueError:  # a denominator that may vanish in so wide a box
            return False
    return bool(chsh_of(*middle) + abs(rows[0]) * half[0] + abs(rows[1]) * half[1] < bound)


def chsh_of(y: Any, past: Any) -> Any:
    return 3 * of_angle(y, past) - of_angle(4 * y * y * y - 3 * y, past)


def test_maximal_entanglement_stays_below_what_less_has() -> None:
    """All cos(phi) in [1/2, 1] and all times: below 2.851722; with cos(2 theta) = 0.0035 it is above 2.8517254."""
    boxes, bound, count = [((fmpq(1, 2), fmpq(0)), (fmpq(1), fmpq(1)))], arb(2851722) / 10**6, 0
    while boxes:
        low, high = boxes.pop()
        count += 1
        if not below(bound, low, high):
            assert count < 20000, (low, high)
            wide = max((0, 1), key=lambda k: high[k] - low[k])
            cut = (low[wide] + high[wide]) / 2
            boxes += [(low, replaced(high, wide, cut)), (replaced(low, wide, cut), high)]
    assert less_entangled() > arb(28517254) / 10**7


def replaced(pair: tuple[fmpq, fmpq], place: int, value: fmpq) -> tuple[fmpq, fmpq]:
    return (value, pair[1]) if place == 0 else (pair[0], value)


def less_entangled() -> fmpq:
    """CHSH by the exact populations, at tangents of half angles that are exact; levels up up, down down, up down, down up."""
    uneven = TURN[0]
    tilt, level = 2 * uneven / (1 + uneven**2), (1 - uneven**2) / (1 + uneven**2)  # cos(2 theta), sin(2 theta)
    angles = [((1 - h**2) / (1 + h**2), 2 * h / (1 + h**2)) for h in TURN[1:]]
    total = fmpq(0)
    for sign, one, other in zip((1, 1, 1, -1), (0, 0, 1, 1), (2, 3, 2, 3), strict=True):
        (c, s), (d, u) = angles[one], angles[other]
        spins = ((1, 1), (-1, -1), (1, -1), (-1, 1))
        weights = [(1 + a * b * (c * d + level * s * u) + tilt * (a * c + b * d)) / 4 for a, b in spins]
        total += sign * (2 * sums_at(weights, MOMENT)[1] - 1)
    return total


def test_a_product_state_exceeds_the_local_bound() -> None:
    found = chsh_extremes.product_chsh().result
    assert at(found, Rational(1, 2)) == Rational(9, 4)


def test_a_product_state_with_many_levels_comes_near_4() -> None:
    found = [chsh_extremes.bounds_of_chsh(m) for m in (4, 8, 12)]
    assert found == sorted(found)
    assert chsh_extremes.bounds_of_chsh(12) > Rational(33, 10)
    assert chsh_extremes.bounds_of_chsh(12) < 4
