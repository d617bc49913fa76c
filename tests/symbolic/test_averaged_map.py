"""The averaged map: where it is linear, a semigroup and divisible, and where not."""

import pytest
from bornproof.symbolic import averaged_map
from bornproof.symbolic.averages import average_populations
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import N, kappa, p, rho0, t, x
from bornproof.symbolic.notation.settings import other_p
from bornproof.symbolic.notation.variants import later, share
from flint import fmpq
from sympy import Integer, Rational, exp, expand


@pytest.mark.parametrize("weights", [(1, 3), (1, 2, 3), (2, 1, 1, 5)], ids=str)
def test_the_top_level_is_that_of_the_enumeration(weights: tuple[int, ...]) -> None:
    total = sum(weights)
    top = average_populations([fmpq(weight, total) for weight in weights])[-1]
    last = Rational(weights[-1], total)
    found = averaged_map.top_from_any_start().result.subs({N: len(weights), rho0[N, N]: last}).subs(p[len(weights)], last)
    found = found.subs(rho0[len(weights), len(weights)], last)
    assert expand(found - sum(Rational(int(c.p), int(c.q)) * x**k for k, c in enumerate(top.coeffs()))) == 0


def test_two_levels_alone_are_a_semigroup_and_linear() -> None:
    for defect in (averaged_map.steps_defect(), averaged_map.two_ensembles()):
        assert defect.result.subs(N, 2) == 0
        values = {N: 3, p[N]: Rational(1, 2), other_p[N]: Integer(0), rho0[N, N]: Rational(1, 2), share: Rational(1, 2)}
        assert defect.result.subs(values).subs({t: 1 / kappa, later: 1 / kappa}) > 0


def test_ensembles_reach_one_sixteenth() -> None:
    worst = {N: 3, p[N]: Integer(1), other_p[N]: Integer(0), share: Rational(1, 2)}
    assert averaged_map.two_ensembles().result.subs(worst).subs(exp(-2 * kappa * t), x**2).subs(x, Rational(1, 2)) == Rational(
        1, 16
    )


def test_a_rate_is_negative_and_none_at_the_beginning() -> None:
    rate = averaged_map.rate_from_second_to_first().result
    weights = {p[1]: Rational(1, 20), p[2]: Rational(9, 20), p[3]: Rational(1, 2)}
    assert rate.subs(weights).subs(x, Rational(1, 2)) == -kappa / 72
    assert rate.subs(weights).subs(t, 0) == kappa * Rational(1, 10)  # p_1/(p_1 + p_2)


def test_what_is_not_equal_is_refused() -> None:
    with pytest.raises(SymbolicError, match="must be equal"):
        averaged_map._equal(x, x**2)


def test_three_levels_tell_ensembles_apart_by_what_sums_to_nothing() -> None:
    found = averaged_map.three_levels_apart().result
    normalised = {table[3]: 1 - table[1] - table[2] for table in (p, other_p)}
    assert expand(sum(found).subs(normalised)) == 0
    assert expand(found[2] - averaged_map.two_ensembles().result.subs(N, 3), power_exp=True) == 0


def test_other_populations_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(averaged_map, "_populations", lambda weights: [weight**2 for weight in weights])
    averaged_map.three_levels_apart.cache_clear()
    with pytest.raises(SymbolicError, match="products of differences"):
        averaged_map.three_levels_apart()
