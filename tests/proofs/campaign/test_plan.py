"""What a campaign asks follows from its parameters alone, has the edge cases in it, and is refused where it asks for too much."""

from collections import Counter
from itertools import product
from typing import Any

import msgspec
import pytest
from bornproof.numeric_check.arithmetic.matrices import check_density_matrix
from bornproof.numeric_check.lindblad.engines import ENCLOSURE
from bornproof.proofs.campaign.plan import SECOND, Plan, initial_state
from bornproof.proofs.errors import LedgerError
from flint import fmpq

SMALL: dict[str, Any] = {"levels": 3, "sectors": 4, "states": 5, "times": ("0", "1/2", "3")}


def test_every_sector_state_and_time_once() -> None:
    plan = Plan(**SMALL, second="1/4")
    cases = [plan.case(number) for number in range(len(plan))]
    wanted = set(product(product((1, -1), repeat=2), range(5), (fmpq(0), fmpq(1, 2), fmpq(3))))
    assert {case[:3] for case in cases} == wanted
    assert len(cases) == len(wanted) == 60
    assert Counter(case.engines for case in cases) == {(ENCLOSURE,): 45, (ENCLOSURE, SECOND): 15}
    assert len({case.time for case in cases if SECOND in case.engines}) == 3  # no time, state or sector is left out for good


@pytest.mark.parametrize(("second", "count"), [("0", 0), ("1/1000", 1), ("0.5", 30), ("1", 60)])
def test_the_part_of_the_second_engine(second: str, count: int) -> None:
    assert len(Plan(**SMALL, second=second).seconded) == count


def test_another_seed_asks_for_others() -> None:
    plan, twin, other = (Plan(levels=8, sectors=9, states=20, times=("1",), seed=seed) for seed in (1, 1, 2))
    assert [plan.case(k) for k in range(180)] == [twin.case(k) for k in range(180)]
    assert {plan.case(k).sector for k in range(180)} != {other.case(k).sector for k in range(180)}
    assert plan.seconded != other.seconded
    assert initial_state(4, 1, seed=1) != initial_state(4, 1, seed=2)


@pytest.mark.parametrize("levels", [2, 3, 7, 10])
def test_states_are_states_and_have_edges(levels: int) -> None:
    states = [initial_state(levels, number, seed=3) for number in range(40)]
    for rho in states:
        check_density_matrix(rho, levels)
    weights = [rho.diagonal() for rho in states]
    assert any(len(set(p)) == 1 for p in weights)
    assert any(fmpq(0) in p for p in weights)
    assert any(fmpq(1) in p for p in weights)
    assert any(not rho.is_real() for rho in states)
    assert any(rho @ rho != rho for rho in states)  # mixed
    assert any(rho @ rho == rho and len(set(rho.diagonal())) > 2 for rho in states) or levels == 2  # pure, and no edge


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"levels": 1}, "levels must be 2 to 10, not 1"),
        ({"levels": 11}, "levels must be 2 to 10, not 11"),
        ({"levels": 10**9}, "levels must be 2 to 10"),
        ({"sectors": 5}, "sectors must be 1 to 4, not 5"),
        ({"states": 0}, "states must be 1 to 10000, not 0"),
        ({"states": 10**4, "times": tuple(map(str, range(999)))}, "sectors times states times times must be 1 to 10000000"),
        ({"times": ()}, "the number of times must be 1 to 1000, not 0"),
        ({"times": ("1", "2/2")}, "times must be different and at least 0, not 1, 2/2"),
        ({"times": ("-1",)}, "times must be different and at least 0, not -1"),
        ({"times": ("1/0",)}, "a time must be an exact number such as 3/2 or 0.25, not '1/0'"),
        ({"times": ("1e9",)}, "a time must be an exact number"),
        ({"times": ("9" * 61,)}, "a time must be an exact number"),
        ({"digits": 14}, "digits must be 15 to 1000, not 14"),
        ({"second": "3/2"}, "the part for the second engine must be 0 to 1, not 3/2"),
        ({"seed": -1}, "the seed must be 0 to"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_refused(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        Plan(**SMALL | changed)


@pytest.mark.parametrize(
    "text", ['{"levels": "3"}', '{"levels": 3.5}', "[]", '{"other": 1}', '{"levels": 1, "sectors": 1, "states": 1, "times": ["1"]}']
)
def test_a_plan_from_outside_is_checked(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Plan)
