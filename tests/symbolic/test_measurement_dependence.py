"""What hidden variables must know of the settings: figures enclosed, models by enumeration, and what no model can do."""

from typing import Any

import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.paper import oracles, points
from bornproof.symbolic import measurement_dependence as dependence
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.correlations import chance, chosen_pair, correlation
from flint import arb, fmpq
from sympy import Expr, Integer, Rational, Symbol, log, sqrt

BORN = sqrt(2) / 2


def bits(value: Expr, z: Expr) -> Expr:
    return (value.subs(correlation, z) / log(2)).evalf(30)


def test_the_basis_holds_two_bits_of_four_pairs_that_are_as_probable() -> None:
    found = dependence.of_basis("information").result.subs({chosen_pair[s]: Rational(1, 4) for s in (1, 2, 3, 4)})
    assert (found / log(2)).equals(2)
    assert dependence.of_basis("distance").result == 2


def test_the_singlet_at_the_standard_settings() -> None:
    assert dependence.of_outcomes("distance").result.subs(correlation, BORN) == sqrt(2)
    assert dependence.least_distance().result.subs(correlation, BORN).equals(2 * (sqrt(2) - 1) / 3)
    outcomes, least = (bits(each.result, BORN) for each in (dependence.of_outcomes("information"), dependence.least_information()))
    assert abs(outcomes - Rational(306976, 10**6)) < Rational(1, 10**6)
    assert abs(least - Rational(4627385, 10**8)) < Rational(1, 10**8)


def test_what_is_least_is_reached_by_no_less() -> None:
    for z in (Rational(1, 2), Rational(3, 5), BORN, Rational(9, 10)):
        assert bits(dependence.least_information().result, z) <= bits(dependence.of_outcomes("information").result, z) or z == 1
        gap = dependence.of_outcomes("distance").result - dependence.least_distance().result
        assert gap.subs(correlation, z) > 0


def test_a_local_model_needs_nothing() -> None:
    assert dependence.least_distance().result.subs(correlation, Rational(1, 2)) == 0
    assert dependence.least_information().result.subs(correlation, Rational(1, 2)) == 0


@pytest.mark.parametrize("room", [oracles.dependence.distance_room_at, oracles.dependence.information_room_at])
def test_no_strategy_does_better(room: Any) -> None:
    drawn = zip(points.dependence.strategies(), range(80), strict=False)
    for point, _ in drawn:
        signs = all(abs(value) == 1 for name, value in point.items() if isinstance(name, Symbol) and name != correlation)
        if signs and fmpq(1, 2) <= point[correlation] < 1 and all(point[chance[s]] > 0 for s in (1, 2, 3, 4)):
            assert not arb(room(point)) < 0


def test_a_distance_that_no_other_bounds_is_refused() -> None:
    a, b = Symbol("a", positive=True), Symbol("b", positive=True)
    given = [{0: Integer(1)}, {0: 1 - a, 1: a}, {0: 1 - b, 1: b}]
    with pytest.raises(SymbolicError, match="one distance must be the greatest"):
        dependence._distance(given)


def test_terms_that_are_not_what_is_left_are_refused() -> None:
    with pytest.raises(SymbolicError, match="must be the sum of the terms"):
        dependence._proved(chance[1], chance[2], "")


def test_a_model_with_other_correlations_is_refused() -> None:
    given = [{(1, 1, 1, 1): Rational(1, 2), (-1, -1, -1, -1): Rational(1, 2)} for _ in range(4)]
    with pytest.raises(SymbolicError, match="must have the correlations of the singlet"):
        dependence._check_correlations(given, Integer(1))


def test_the_oracle_finds_a_model_that_needs_more(monkeypatch: pytest.MonkeyPatch) -> None:
    from bornproof.proofs.paper.oracles import dependence as oracle

    monkeypatch.setattr(oracle, "_distance", lambda *_: fmpq(1))
    monkeypatch.setitem(oracle._MEASURES, "distance", oracle._distance)
    with pytest.raises(NumericError, match="not need more"):
        oracle.least_at("distance")({correlation: fmpq(3, 4)})
