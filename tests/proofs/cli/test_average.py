"""`bornproof average --drawn` shows Born's rule as frequencies beside the exact averages, and says where it fails."""

import json
from functools import partial

import pytest
from bornproof.numeric_check.model import drawn
from bornproof.numeric_check.model.disks import Disk

from tests.conftest import Command

P = ["--p", "1/9,1/3,5/9"]


@pytest.fixture
def command(command: Command) -> Command:
    return partial(command, "average")


def test_frequencies_stand_beside_the_exact_averages(command: Command) -> None:
    code, out, err = command(*P, "--drawn", "3000", "--seed", "2")
    assert (code, err) == (0, "")
    plain = command(*P)[1]
    assert out.startswith(plain)
    lines = out.removeprefix(plain).splitlines()
    assert [line.split(" = ")[0].strip() for line in lines[:-1]] == ["⟨ρ₁₁(t)⟩", "⟨ρ₂₂(t)⟩", "⟨ρ₃₃(t)⟩"]
    assert all("+/- 0.0515 in the end, drawn 3000 times with seed 2" in line for line in lines[:-1])
    assert lines[-1] == "Born's rule within these, which hold with confidence 999999/1000000: True"


def test_a_seed_gives_the_same_again(command: Command) -> None:
    first, again, other = (command(*P, "--drawn", "500", "--seed", seed, "--json", "-")[1] for seed in ("1", "1", "2"))
    assert first == again != other
    found = json.loads(first)
    assert abs(sum(map(float, found["drawn"]["populations"])) - 1) < 1e-5
    assert "drawn" not in json.loads(command(*P, "--json", "-")[1])


def test_what_misses_born_is_seen(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn, "born_frequencies", partial(drawn.born_frequencies, distribution=Disk(power=2)))
    code, out, _ = command(*P, "--drawn", "3000")
    assert code == 1
    assert out.endswith("999999/1000000: False\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([*P, "--drawn", "0"], "runs must be 1 to 1000000 and their seed at least 0, not 0 and 1"),
        ([*P, "--drawn", "1000001"], "runs must be 1 to 1000000"),
        ([*P, "--drawn", "10", "--seed=-1"], "not 10 and -1"),
        (["--p", ",".join(["1/11"] * 11), "--drawn", "10"], "levels must be at most 10 where runs are drawn, not 11"),
    ],
)
def test_refusals(args: list[str], message: str, command: Command) -> None:
    code, out, err = command(*args)
    assert (code, out) == (2, "")
    assert message in err
