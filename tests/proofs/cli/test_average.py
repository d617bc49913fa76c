"""`bornproof average --drawn` shows Born's rule as frequencies beside the exact averages, and says where it fails."""

import json
from functools import partial
from pathlib import Path

import pytest
import sympy
from bornproof.numeric_check.model import drawn
from bornproof.numeric_check.model.disks import Disk
from bornproof.proofs.cli.averaged_values import AveragedValues
from bornproof.proofs.formulas.given_weights import read_weights
from flint import fmpq

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


def test_roots_symbols_and_one_time(command: Command) -> None:
    assert "⟨ρ₁₁(t)⟩ = √2/2\n" in command("--p", "sqrt(2)/2,1-sqrt(2)/2")[1]
    assert "⟨ρ₃₃(t)⟩ = 1/2 − x/4 + x²/4\n" in command("--p", "a,1/2-a,1/2")[1]
    assert "⟨ρ₃₃(t)⟩ = 40/81\n" in command(*P, "--time", "log(2)")[1]
    assert "⟨ρ₃₃(t)⟩ = [0.51275479215294669483 +/- 3.82e-21]" in command(*P, "--time", "3/2")[1]
    assert "ρ₂₃(t) = ρ₂₃(0)(5√x/12 + 17x/36 + x^(3/2)/9)" in command(*P, "--coherences")[1]


@pytest.mark.parametrize(
    ("p", "condition", "broken", "constant"),
    [
        ("0,a,1/3,2/3-a", "a > 0", "0,0,1/3,2/3", "9a² − 2 − 6a = 0"),
        ("0,0,a,1/3,2/3-a", "a > 0", "0,0,0,1/3,2/3", "9a² − 2 − 6a = 0"),
        ("a,2*a,1/2,1/2-3*a", "3a > 0", "0,0,1/2,1/2", "36a² − 1 − 6a = 0"),
        ("0,sqrt(a),1/3,2/3-sqrt(a)", "√a > 0", "0,0,1/3,2/3", "9a − 2 − 6√a = 0"),
    ],
)
def test_symbols_come_with_the_condition_that_they_need(
    p: str, condition: str, broken: str, constant: str, command: Command
) -> None:
    code, out, _ = command("--p", p)
    assert code == 0
    assert out.endswith(
        f"constant in time: only where {constant}\n"
        f"for all values of the symbols with {condition} that make no probability negative\n"
    )
    for more in ([], ["--time", "log(2)"], ["--coherences"], ["--time", "log(2)", "--coherences"]):
        assert len(json.loads(command("--p", p, *more, "--json", "-")[1])["conditions"]) == 1
        assert condition in command("--p", p, *more)[1].splitlines()[-1]
    in_general, at_zero = (AveragedValues(tuple(read_weights(text)), fmpq(1, 2), 30) for text in (p, broken))
    values = [mean.subs(dict.fromkeys(in_general.symbols, 0)) for mean in in_general.populations]
    assert values != [sympy.Rational(int(mean.p), int(mean.q)) for mean in at_zero.populations]


@pytest.mark.parametrize("p", ["a,1-a", "1/3,a,2/3-a", "a,1/2-a,1/2", "0,1/3+a,2/3-a", "a*b,1-a*b", "sqrt(2)*a,1-sqrt(2)*a"])
def test_symbols_need_no_condition_where_nothing_may_vanish(p: str, command: Command) -> None:
    code, out, _ = command("--p", p, "--coherences")
    assert code == 0
    assert out.endswith("for all values of the symbols that make no probability negative\n")
    assert json.loads(command("--p", p, "--json", "-")[1])["conditions"] == []


def test_numbers_come_without_a_condition(command: Command) -> None:
    assert "symbols" not in command("--p", "sqrt(2)/2,1-sqrt(2)/2")[1]
    assert "conditions" not in json.loads(command(*P, "--json", "-")[1])


def test_coherences_are_typeset(command: Command) -> None:
    assert "ρ₁₃(t) = ρ₁₃(0)(x/2 + x^(3/2)/2)\n" in command("--p", "0,1/2,1/2", "--coherences")[1]
    assert "ρ₁₂(t) = ρ₁₂(0)(√x)\n" in command("--p", "a,1-a", "--coherences")[1]


def test_many_levels_at_one_time(command: Command, tmp_path: Path) -> None:
    code, _, _ = command("--uniform", "2000", "--time", "1", "--json", str(tmp_path / "out.json"))
    assert code == 0
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["populations"]) == 2000
    (tmp_path / "p.txt").write_text("1/9 1/3\n5/9", encoding="ascii")
    assert command("--p", f"@{tmp_path / 'p.txt'}")[1] == command(*P)[1]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--p", "a,a"], "probabilities must sum to 1, not 2*a"),
        (["--p", "sqrt(2),1-sqrt(2)"], "must not be negative"),
        (["--p", "a,-a,1"], "must not be negative: a, -a are not positive together for any symbols"),
        (["--p", "1-a,a-1,1"], "must not be negative"),
        (["--p", "a-b,b-a,1/2,1/2"], "must not be negative"),
        (["--p", "-a,1+a"], "must not be negative"),
        (["--p", "a,a-1,2-2*a"], "must not be negative"),
        (["--p", "a-b-1/2,b-a,3/2"], "must not be negative"),
        (["--p", "-a**2,1+a**2"], "must not be negative"),
        (["--p", "sqrt(a)-1,1-sqrt(a),1", "--time", "log(2)"], "must not be negative"),
        (["--p", "1/2,1/2", "--uniform", "2"], "one of --p and --uniform"),
        (["--uniform", "1"], "levels must be 2 to 1000000, not 1"),
        (["--uniform", "401"], "levels must be at most 400 without --time"),
        (["--p", "@nothing.txt"], "cannot read nothing.txt: No such file"),
        ([*P, "--time=-1"], "a time kappa t must be an exact real number of at least 0"),
        ([*P, "--time", "q"], "unknown name"),
        (["--p", "a,1-a", "--time", "1"], "exp(-kappa t) must be rational"),
    ],
)
def test_bad_states_and_times_are_one_line(args: list[str], message: str, command: Command) -> None:
    code, out, err = command(*args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err
