"""Two spins as four levels: joint outcomes, bounds on what Alice sees of Bob's setting, and inputs that are refused."""

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from bornproof.symbolic import chsh, fixed_lambda, joint_outcomes, many_level_signal, signalling
from bornproof.symbolic.averaged_numbers import sums_at
from bornproof.symbolic.averages import average_populations
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.joint_outcomes import ALTERNATING, GROUPED, ORDERS, PAIRS
from bornproof.symbolic.notation.core import DOWN, UP, p, t, x
from bornproof.symbolic.notation.settings import other_p
from bornproof.symbolic.notation.skews import same
from bornproof.symbolic.rational_functions import is_zero_fraction
from flint import fmpq
from sympy import Expr, I, Integer, Rational, Symbol, cos, limit, oo, pi, sin, sqrt

HALF = Rational(1, 2)
SINGLET = (0, sqrt(2) / 2, -sqrt(2) / 2, 0)
WEIGHTS = (fmpq(1, 10), fmpq(1, 5), fmpq(3, 10), fmpq(2, 5))
theta = Symbol("theta", real=True)


def test_the_singlet_is_as_it_is_in_every_plane() -> None:
    found = joint_outcomes.joint_probabilities(SINGLET, 0, theta)
    assert joint_outcomes.correlation(found).equals(-cos(theta))
    assert [joint_outcomes.marginal(found, side) for side in "AB"] == [HALF, HALF]


@pytest.mark.parametrize("amplitudes", [(HALF, I / 2, -HALF, HALF), (Rational(3, 5), 0, 0, Rational(4, 5)), (1, 0, 0, 0)])
def test_without_time_no_setting_of_the_other_is_seen(amplitudes: tuple[Any, ...]) -> None:
    alice, bob = pi / 3, Symbol("beta", real=True)
    found = joint_outcomes.joint_probabilities(amplitudes, alice, bob)
    assert not (joint_outcomes.marginal(found, "A").expand().subs(sin(bob) ** 2, 1 - cos(bob) ** 2)).expand().has(bob)


@pytest.mark.parametrize("order", [GROUPED, ALTERNATING, ORDERS[11]])
def test_averages_are_those_of_the_levels_in_that_order(order: Any) -> None:
    born = {pair: Rational(int(w.p), int(w.q)) for pair, w in zip(PAIRS, WEIGHTS, strict=True)}
    found = joint_outcomes.averaged_outcomes(born, order, Rational(2, 5))
    levels = average_populations([Fraction(int(born[pair].p), int(born[pair].q)) for pair in order])
    for pair, level in zip(order, levels, strict=True):
        assert str(found[pair]) == str(level(fmpq(2, 5)))


def test_the_mixture_is_the_mean_over_all_orders() -> None:
    born = dict(zip(PAIRS, (Integer(0), HALF, HALF, Integer(0)), strict=True))
    each = [joint_outcomes.averaged_outcomes(born, tuple(order), HALF)[UP, UP] for order in permutations(PAIRS)]
    assert joint_outcomes.mixed_outcomes(born, HALF)[UP, UP] == sum(each, Integer(0)) / 24


REFUSED = {
    "three parties": (lambda: joint_outcomes.joint_probabilities((1, *[0] * 7), 0, 0), "two parties"),
    "a float for an angle": (lambda: joint_outcomes.joint_probabilities(SINGLET, 0.5, 0), "an angle must be an exact number"),
    "a float within": (lambda: joint_outcomes.joint_probabilities(SINGLET, theta + 0.5, 0), "an angle must be an exact number"),
    "a text for an angle": (lambda: joint_outcomes.joint_probabilities(SINGLET, "pi/2", 0), "an angle must be an exact number"),
    "no state": (lambda: joint_outcomes.joint_probabilities((1, 1, 0, 0), 0, 0), "norm 1, not 2"),
    "a float for an amplitude": (lambda: joint_outcomes.joint_probabilities((1.0, 0, 0, 0), 0, 0), "an amplitude must be"),
    "another sum": (lambda: joint_outcomes.averaged_outcomes(dict.fromkeys(PAIRS, HALF)), "must sum to 1, not 2"),
    "an order of three": (lambda: joint_outcomes.averaged_outcomes(dict.fromkeys(PAIRS, HALF / 2), PAIRS[:3]), "once each"),
    "a third observer": (lambda: joint_outcomes.marginal(dict.fromkeys(PAIRS, HALF / 2), "C"), "two parties"),
    "a spin that is none": (lambda: joint_outcomes.marginal({}, "A", "left"), "spins 'up' and 'down'"),
    "a row that is none": (lambda: chsh.averaged_chsh("dddd"), "two of 'd' and two of 's'"),
    "a size too small": (lambda: many_level_signal.bounds_of_signal(1), "at least 2"),
    "a node that is no fraction": (lambda: is_zero_fraction(sin(theta)), "must be made of numbers"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_unusable_is_refused_with_what_is_needed(name: str) -> None:
    call, match = REFUSED[name]
    with pytest.raises(SymbolicError, match=match):
        call()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("levels", [(1, 2), (1, 3), (1, 4)])
def test_the_marginal_is_what_the_sums_give(levels: tuple[int, int]) -> None:
    values = {p[k]: Rational(int(w.p), int(w.q)) for k, w in enumerate(WEIGHTS, start=1)}
    found = signalling.alice_marginal(levels).result.subs(values).subs(x, HALF)
    sums = [fmpq(0), *sums_at(WEIGHTS, "1/2")]
    assert str(found) == str(sum((sums[k] - sums[k - 1] for k in levels), fmpq(0)))


def test_a_bound_that_is_too_low_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signalling, "sqrt", lambda number: sqrt(number) * Rational(99, 100))
    with pytest.raises(SymbolicError, match="must be the sum of the terms"):
        signalling.room_grouped.__wrapped__()


def test_a_term_that_may_be_negative_is_refused() -> None:
    with pytest.raises(SymbolicError, match="no term"):
        signalling._proved(p[1], p[2], p[1] - p[2], ())


def test_what_is_not_equal_is_refused() -> None:
    with pytest.raises(SymbolicError, match="must be the sum"):
        signalling._proved(p[1], p[2], p[1] + p[2], ())


@pytest.mark.parametrize("levels", [(3, 4), (2, 4), (1, 4)])
def test_a_product_state_reaches_the_bound_in_every_order(levels: tuple[int, int]) -> None:
    signal = signalling.signal_of_product(levels).result.subs(x, 1 / sqrt(3))
    assert (signal - sqrt(3) / 18).expand() == 0


def test_a_product_state_reaches_the_bound_in_the_mixture() -> None:
    assert signalling.signal_of_product(None).result.subs(x, Rational(5, 9)).expand() == Rational(50, 729)


def test_the_bound_for_one_setting_is_what_both_need() -> None:
    """x (1 - x) (5 + 3 x)/24 times 1 - s, and times s from below: together it, whatever s."""
    room = signalling.room_mixture().result
    swapped = {p[1]: p[3], p[2]: p[4], p[3]: p[1], p[4]: p[2]}
    values = {p[1]: HALF / 2, p[2]: HALF / 4, p[3]: HALF, p[4]: HALF / 4}
    both = (room + room.xreplace(swapped)).subs(values).subs(x, HALF)
    assert both == Rational(13, 24 * 8)


def test_many_levels_have_no_bound_below_1() -> None:
    m = Symbol("m", positive=True)
    up = 1 / (1 + m**2)
    after = (1 - 1 / m) * (1 - 1 / (1 + m)) * (1 - up) * (1 - 1 / m**2)
    assert limit(after - 2 * up, m, oo) == 1
    for size in (2, 3, 10):
        assert many_level_signal.bounds_of_signal(size) == ((2 * up).subs(m, size), after.subs(m, size))


@pytest.mark.parametrize("size", [2, 3, 4])
def test_bernoulli_bounds_what_is_seen(size: int) -> None:
    """The closed forms at r = 1/m^2, n = m^4, x = 1 - 1/m^3, as exact numbers."""
    m = Rational(size)
    r, levels, past = 1 / m**2, size**4, 1 - 1 / m**3
    s, kept = (1 - r) ** levels, 1 - r + r * past
    after = kept**levels * (s + (1 - past**levels) * (1 - s) * (1 - r) / kept)
    before = s * (s + (1 - s) * past) + s * (1 - s) * (1 - past**levels)
    above, below = many_level_signal.bounds_of_signal(size)
    assert before <= above
    assert after >= below


def test_one_lambda_in_two_may_change_the_outcome() -> None:
    """A product state with her spin at 1/2, Bob's certain either way."""
    values = {p[1]: HALF, p[2]: 0, p[3]: HALF, p[4]: 0, other_p[1]: 0, other_p[2]: HALF, other_p[3]: 0, other_p[4]: HALF}
    assert fixed_lambda.changed_outcomes_grouped().result.subs(values) == HALF
    assert fixed_lambda.changed_outcomes((1, 2)).result.subs(values) == HALF


def test_both_forms_of_the_measure_agree() -> None:
    grouped, general = fixed_lambda.changed_outcomes_grouped().result, fixed_lambda.changed_outcomes((1, 2)).result
    for one, other in (((1, 2, 3, 4), (2, 1, 5, 2)), ((1, 1, 1, 7), (0, 2, 7, 1)), ((3, 1, 4, 2), (2, 2, 3, 3))):
        values: dict[Expr, Expr] = {p[k]: Rational(part, 10) for k, part in enumerate(one, start=1)}
        values |= {other_p[k]: Rational(part, 10) for k, part in enumerate(other, start=1)}
        assert grouped.subs(values) == general.subs(values)


def test_tsirelson_is_exceeded_from_one_time_on_in_one_kind_of_order() -> None:
    crossing = (5576 * sqrt(2) - 3689) / Integer(9887)
    first, *others = (chsh.averaged_chsh(row).result for row in (*chsh.KINDS, None))
    assert (first.subs(x, crossing) - 2 * sqrt(2)).expand() == 0
    assert first.subs(x, crossing - Rational(1, 100)) > 2 * sqrt(2) > first.subs(x, crossing + Rational(1, 100))
    assert all(found.subs(x, Rational(k, 8)) < 2 * sqrt(2) for found in others for k in range(1, 8))
    assert all(found.subs(t, 0).expand() == 2 * sqrt(2) for found in (first, *others))


@pytest.mark.parametrize("row", chsh.KINDS)
def test_chsh_is_that_of_the_joint_outcomes(row: str) -> None:
    """The slow twin: joint outcomes of four measurements in an order of that kind."""
    differ, alike = iter(((UP, DOWN), (DOWN, UP))), iter(((UP, UP), (DOWN, DOWN)))
    order = tuple(next(differ if level == "d" else alike) for level in row)
    total: Expr = Integer(0)
    for alice, bob, sign in ((0, pi / 4, 1), (0, -pi / 4, 1), (pi / 2, pi / 4, 1), (pi / 2, -pi / 4, -1)):
        born = joint_outcomes.joint_probabilities(SINGLET, alice, bob)
        total -= sign * joint_outcomes.correlation(joint_outcomes.averaged_outcomes(born, order, Rational(1, 3)))
    assert is_zero_fraction(total - chsh.averaged_chsh(row).result.subs(x, Rational(1, 3)))


def test_a_fraction_is_0_only_where_it_is() -> None:
    y = Symbol("y")
    assert is_zero_fraction(1 / (sqrt(2) + y) - (sqrt(2) - y) / (2 - y**2))
    assert not is_zero_fraction(sqrt(2) - sqrt(3))
    with pytest.raises(SymbolicError, match="must not be 0"):
        is_zero_fraction((y + 1) / ((y + 1) ** 2 - y**2 - 2 * y - 1))


@pytest.mark.parametrize("equal", [Fraction(0), Fraction(1, 3), Fraction(1)], ids=str)
def test_alice_sees_bob_turn_with_the_singlet(equal: Fraction) -> None:
    share = fmpq(equal.numerator, equal.denominator)
    top = average_populations([(1 - share) / 2, (1 - share) / 2, share / 2, share / 2])
    seen = top[1] + top[3]
    found = signalling.singlet_marginal().result.subs(same, Rational(equal.numerator, equal.denominator))
    assert (found - sum(Rational(int(c.p), int(c.q)) * x**k for k, c in enumerate(seen.coeffs()))).expand() == 0
