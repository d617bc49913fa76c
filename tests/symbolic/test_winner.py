"""The winner's law for symbolic N and W: it says what it supposes, agrees with the closed forms, and other rates are refused."""

from itertools import product

import pytest
from bornproof.symbolic import winner
from bornproof.symbolic.components import at_levels, population_rate
from bornproof.symbolic.derivation import derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import I, J, N, W, delta, down, kappa, rho, rho0, sigma, t, up
from bornproof.symbolic.populations import populations
from bornproof.symbolic.populations import winner as winning_level
from bornproof.symbolic.weights import stationary_population
from sympy import Expr, Integer

SECTORS = [signs for levels in (2, 3, 4, 5) for signs in product((1, -1, 0), repeat=levels - 1)]


def decided_above(signs: tuple[int, ...]) -> int | None:
    """The winner, unless a sigma above it vanishes."""
    level = max((k for k, sign in enumerate(signs, start=2) if sign > 0), default=1)
    return None if 0 in signs[level - 1 :] else level


@pytest.mark.parametrize("signs", [signs for signs in SECTORS if decided_above(signs)], ids=str)
def test_the_law_is_that_of_the_closed_form(signs: tuple[int, ...]) -> None:
    size, level = len(signs) + 1, decided_above(signs)
    assert level is not None
    rest = {rho0[1, 1]: 1 - sum((rho0[k, k] for k in range(2, size + 1)), Integer(0))}
    exact = populations(signs, [rho0[k, k] for k in range(1, size + 1)])[level - 1]
    law = winner.winner_law().result.subs(W, level)
    assert (exact - law).subs(rest).expand() == 0
    if 0 not in signs:
        assert level == winning_level(signs)


@pytest.mark.parametrize("signs", [signs for signs in SECTORS if decided_above(signs) is None], ids=str)
def test_a_frozen_level_loses_nothing(signs: tuple[int, ...]) -> None:
    size = len(signs) + 1
    top = max((k for k, sign in enumerate(signs, start=2) if sign > 0), default=1)
    values = {sigma[k]: Integer(sign) for k, sign in enumerate(signs, start=2)}
    for level in range(top + 1, size + 1):
        if signs[level - 2] == 0:
            exact = at_levels(population_rate().result, size, column=level).subs(values)
            assert (exact - at_levels(winner.frozen_rate().result, size, column=level).subs(values)).expand() == 0
            assert exact.coeff(rho[level, level]) == 0


def test_the_suppositions_are_kept() -> None:
    decided = {*winner.IS_WINNER, winner.DECIDED_ABOVE}
    assert set(winner.winner_law().supposed) == set(winner.final_state().supposed) == {*decided, winner.IS_STATE}
    assert set(stationary_population().supposed) == decided  # what does not move is meant to be a state
    assert winner.frozen_rate().supposed == winner.IS_FROZEN
    assert derivation("start", I).supposing(winner.DECIDED_ABOVE).then("go on", J).supposed == (winner.DECIDED_ABOVE,)


@pytest.mark.parametrize(
    "change",
    [
        lambda rate: rate.xreplace({up(J): down(J), down(J): up(J)}),
        lambda rate: rate - down(J) * up(J - 1) - rho[J, J] * delta(J, N),
        lambda rate: rate - rho[J, J] * delta(J, 1),
        lambda rate: rate + rho[1, 2],
    ],
    ids=["signs exchanged", "a leak at the top", "a leak at the bottom", "a coherence"],
)
def test_other_rates_are_refused(change: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(change)
    wrong: Expr = change(population_rate().result)
    monkeypatch.setattr(winner, "population_rate", lambda: population_rate().then("a mistake", wrong))
    monkeypatch.setattr(winner, "winner_rate", winner.winner_rate.__wrapped__)  # not the one that is kept
    with pytest.raises(SymbolicError, match="must"):
        winner.winner_law.__wrapped__()


def test_the_solution_satisfies_the_equation() -> None:
    law = winner.winner_law().result
    assert (law.diff(t) - kappa * (1 - law)).expand() == 0
    assert law.subs(t, 0) == rho0[W, W]
