"""CHSH in the orders in which no time takes it above 2 sqrt(2), by its literal twin; inequalities that are false are refused."""

from itertools import islice, product
from random import Random
from typing import Any

import pytest
from bornproof.numeric_check.exact_points import probabilities, unit_interval
from bornproof.symbolic import chsh_orders
from bornproof.symbolic.averaged_numbers import sums_at
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.positivity import demand_nonnegative
from flint import fmpq
from sympy import Rational, symbols

a, b = symbols("a b")


@pytest.mark.parametrize(
    "form", [a**2 - 3 * a * b + b**2, a**2 - 2 * a * b + b**2, -a, (a + b) / (a - b)], ids=["negative", "zero", "sign", "pole"]
)
def test_what_no_coefficients_show_is_refused(form: Any) -> None:
    with pytest.raises(SymbolicError, match=r"without negative coefficients|no negative coefficient times"):
        demand_nonnegative("the form", form, a + b, 12)


def test_a_factor_that_may_be_negative_is_refused() -> None:
    with pytest.raises(SymbolicError, match="and a factor, without negative coefficients"):
        demand_nonnegative("the form", a - b, a - b, 3)


@pytest.mark.parametrize("row", ["ssdd", "ddss"])
def test_the_orders_that_exceed_it_are_not_shown(row: str) -> None:
    with pytest.raises(SymbolicError, match="no positive sum, not 17/60"):
        chsh_orders.greatest_chsh(row)


@pytest.mark.parametrize("which", [0, 1], ids=["the first three", "the last"])
@pytest.mark.parametrize("row", sorted(chsh_orders._ROOM))
def test_with_less_room_nothing_is_shown(monkeypatch: pytest.MonkeyPatch, row: str, which: int) -> None:
    rooms = list(chsh_orders._ROOM[row])
    rooms[which] -= Rational(1, 4)
    monkeypatch.setitem(chsh_orders._ROOM, row, tuple(rooms))
    with pytest.raises(SymbolicError, match=f"the room of a pair in {row} must have no negative coefficient"):
        chsh_orders._demand_room(row)


@pytest.mark.parametrize("row", sorted(chsh_orders._ROOM))
def test_the_inequality_of_a_pair_is_that_of_the_populations(row: str) -> None:
    """Literally, at exact probabilities, in which levels are empty now and then, and times."""
    for weights, past in islice(zip(probabilities(4), unit_interval(1), strict=False), 40):
        if weights[0] + weights[1] == 0 or past in (0, 1):
            continue
        same, other = ([k for k in range(4) if row[k] == which] for which in "sd")
        sums = [fmpq(0), *sums_at(weights, past)]
        gain = sum((sums[k + 1] - sums[k] - weights[k] for k in same), fmpq(0)) / (past * (1 - past))
        mean = weights[same[0]] + weights[same[1]] - weights[other[0]] - weights[other[1]]
        alice = weights[same[0]] - weights[same[1]] + weights[other[0]] - weights[other[1]]
        bob = weights[same[0]] - weights[same[1]] - weights[other[0]] + weights[other[1]]
        for sign, room in zip((1, -1), chsh_orders._ROOM[row], strict=True):
            left = fmpq(int(room.p), int(room.q)) + (fmpq(7, 10) - sign * mean) / 5 + fmpq(6, 85) * (alice**2 + bob**2)
            assert left >= sign * gain / 2


def test_what_a_state_has_by_born_s_rule_is_bounded_by_its_marginals() -> None:
    """C^2 <= 8 - 4 T^2 for random exact states and settings in space, and nearly equal for the best ones in a plane with z."""
    source = Random("chsh")  # noqa: S311
    closest = fmpq(8)
    for number in range(200):
        draw = [fmpq(source.randint(-8, 8), 5) for _ in range(9)]
        if number % 4 == 0:
            draw = [fmpq(1, 4), fmpq(0), fmpq(0), fmpq(1), fmpq(0), fmpq(2, 5), fmpq(0), fmpq(-2, 5), fmpq(0)]
        root = 1 + draw[0] ** 2
        long, tilt = 2 * draw[0] / root, (1 - draw[0] ** 2) / root
        long, tilt = (tilt, long) if number % 4 == 0 else (long, tilt)
        vectors = [_direction(draw[k], draw[k + 1]) for k in (1, 3, 5, 7)]
        total = fmpq(0)
        for i, j in product((0, 1), repeat=2):
            one, two = vectors[i], vectors[2 + j]
            total += (-1) ** (i * j) * (one[0] * two[0] + long * (one[1] * two[1] + one[2] * two[2]))
        assert total**2 <= 8 - 4 * tilt**2
        closest = min(closest, 8 - 4 * tilt**2 - total**2)
    assert closest < fmpq(1, 10)


def _direction(u: fmpq, v: fmpq) -> tuple[fmpq, fmpq, fmpq]:
    """A unit vector, z first."""
    whole = 1 + u**2 + v**2
    return (1 - u**2 - v**2) / whole, 2 * u / whole, 2 * v / whole
