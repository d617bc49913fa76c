"""`bornproof evolve` prints what is true, shows every engine that errs, says what it leaves out, and refuses the rest."""

import importlib.util
import json
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from bornproof.numeric_check.lindblad.engines import ENCLOSURE, ENGINES, Comparison, compare_engines
from bornproof.proofs.cli.evolve import read_problem
from bornproof.proofs.report.evolution import as_plain, as_text
from bornproof.symbolic.populations import closed_form
from flint import arb, ctx, fmpq

from tests.conftest import Command

COHERENT = "1/2,1/2,0; 1/2,1/2,0; 0,0,0"
COUPLED = "0,1,0; 1,0,-1j; 0,1j,0"
UNIFORM = ",".join(["1/10"] * 10)
DENSE = ";".join(",".join(str(i) if i == j else "1/5-i/5" if i < j else "1/5+i/5" for j in range(10)) for i in range(10))
OTHERS = tuple(name for name in ENGINES if name != ENCLOSURE)


@pytest.fixture
def command(command: Command) -> Command:
    return partial(command, "evolve")


def compared(
    signs: str, time: str, p: str | None, rho: str | None = None, hamiltonian: str | None = None, digits: int = 50
) -> Comparison:
    return compare_engines(*read_problem(signs, time, p, rho, hamiltonian), digits)


def truly(entry: dict[str, str], true: arb, imag: arb | int = 0) -> bool:
    """Whether what is printed encloses the truth and is narrow."""
    radius = arb(entry["radius"])
    near = [abs(arb(entry[part]) - value) <= radius + arb("1e-60") for part, value in (("re", true), ("im", imag))]
    return all(near) and bool(radius < arb("1e-49"))


def test_the_engines_agree_in_the_terminal(command: Command) -> None:
    code, out, err = command("--signs=+-", "--rho", COHERENT, "--hamiltonian", COUPLED, "--time", "2")
    assert (code, err) == (0, "")
    assert out.endswith("the engines agree\n")
    for word in ("rho_11(t) = 0.31815486345", "- 0.0429457802", "trace = 1.0000", *(f"{name} deviates" for name in OTHERS)):
        assert word in out
    assert "rho_21" not in out
    assert max(map(len, out.splitlines())) < 100


@pytest.mark.parametrize("sector", ["+-+", "--+", "+0-", "000"])
def test_populations_are_those_of_the_closed_form(sector: str) -> None:
    start = [fmpq(1, 6), fmpq(1, 3), fmpq(1, 2), fmpq(0)]
    found = as_plain(compared(sector, "3/2", ",".join(map(str, start))))
    solution = closed_form(tuple({"+": 1, "-": -1, "0": 0}[sign] for sign in sector), start)
    ctx.prec = 250
    x = arb(fmpq(-3, 2)).exp()
    for level, polynomial in enumerate(solution):
        true = sum((arb(coefficient) * x**power for power, coefficient in enumerate(polynomial.coeffs())), arb(0))
        assert truly(found["rho"][level][level], true)
        assert not truly(found["rho"][level][level], true + arb("1e-48"))


def test_a_hamiltonian_alone_turns_the_state() -> None:
    found = as_plain(compared("0", "3/7", "1,0", hamiltonian="0,1;1,0"))
    ctx.prec = 250
    sine, cosine = arb(fmpq(3, 7)).sin(), arb(fmpq(3, 7)).cos()
    assert truly(found["rho"][0][0], cosine**2)
    assert truly(found["rho"][1][1], sine**2)
    assert truly(found["rho"][0][1], arb(0), sine * cosine)
    assert truly(found["rho"][1][0], arb(0), -sine * cosine)


def test_the_hamiltonian_changes_the_result() -> None:
    free, bound = (as_plain(compared("+-", "2", None, rho=COHERENT, hamiltonian=hamiltonian)) for hamiltonian in (None, COUPLED))
    assert free["agree"]
    assert bound["agree"]
    assert abs(float(free["rho"][0][0]["re"]) - float(bound["rho"][0][0]["re"])) > 0.1
    assert as_plain(compared("+-", "2", None, rho=COHERENT, hamiltonian="0,0,0;0,0,0;0,0,0")) == free


def test_at_time_zero_nothing_has_happened() -> None:
    found = as_plain(compared("+-", "0", None, rho=COHERENT))
    assert found["agree"]
    assert [[float(entry["re"]) for entry in row] for row in found["rho"]] == [[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 0]]


@pytest.mark.parametrize("digits", [15, 40, 300, 1000])
def test_printed_digits_are_true(digits: int) -> None:
    rough, fine = (
        as_plain(compared("+-", "1", None, rho=COHERENT, hamiltonian=COUPLED, digits=wanted))
        for wanted in (digits, 900 if digits < 900 else 300)
    )
    ctx.prec = 4000
    for row, other in zip(rough["rho"], fine["rho"], strict=True):
        for a, b in zip(row, other, strict=True):
            assert arb(a["radius"]) < arb(10) ** -digits
            for part in ("re", "im"):
                assert abs(arb(a[part]) - arb(b[part])) <= arb(a["radius"]) + arb(b["radius"])


@pytest.mark.parametrize("scale", ["1e3", "1e20", "1e50"])
def test_a_large_norm_takes_no_digits_from_the_series(scale: str) -> None:
    found = compared("+", f"1/{scale}", "1,0", hamiltonian=f"0,{scale};{scale},0")
    assert found.agree
    assert tuple(found.deviations) == OTHERS


@pytest.mark.parametrize("engine", OTHERS)
def test_an_engine_that_errs_is_seen(engine: str, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    honest, error = ENGINES[engine], fmpq(1, 10 ** ((ENGINES[engine].most_digits or 45) - 1))
    late = replace(honest, run=lambda equation, rho, t, digits: honest.run(equation, rho, t + error, digits))
    monkeypatch.setitem(ENGINES, engine, late)
    code, out, err = command("--signs=+-", "--p", "1/2,1/4,1/4", "--time", "1")
    assert (code, err) == (1, "")
    assert out.endswith("the engines do NOT agree\n")
    assert [line.split()[0] for line in out.splitlines() if "NOT within" in line] == [engine]
    code, out, _ = command("--signs=+-", "--p", "1/2,1/4,1/4", "--time", "1", "--json", "-")
    assert code == 1
    assert json.loads(out)["agree"] is False


def test_an_engine_without_a_number_does_not_agree(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "expm", replace(ENGINES["expm"], run=lambda *_: ((arb("nan"),) * 2,) * 2))
    code, out, _ = command("--signs=+", "--p", "1,0", "--time", "1", "--json", "-")
    assert code == 1
    assert json.loads(out)["deviations"]["expm"] == "nan"


def test_a_new_row_of_the_table_is_shown(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "again", replace(ENGINES["expm"], method="the same again"))
    code, out, _ = command("--signs=+-", "--p", "1/2,1/4,1/4", "--time", "1")
    assert code == 0
    assert "again deviates by" in out
    _, out, _ = command("--signs=+-", "--p", "1/2,1/4,1/4", "--time", "1", "--json", "-")
    assert list(json.loads(out)["tolerances"]) == [*OTHERS, "again"]


def test_without_qutip_it_says_so(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    code, out, _ = command("--signs=+", "--p", "1,0", "--time", "1")
    assert code == 0
    assert "qutip LEFT OUT: QuTiP is not installed" in out
    _, out, _ = command("--signs=+", "--p", "1,0", "--time", "1", "--json", "-")
    assert json.loads(out)["deviations"]["qutip"] is None
    assert "not installed" in json.loads(out)["left_out"]["qutip"]


@pytest.mark.parametrize(
    ("signs", "time", "p", "hamiltonian", "left_out"),
    [
        ("+-+-+-+-+", "1", UNIFORM, None, {"expm"}),
        ("+-", "1e9", "1/2,1/2,0", COUPLED, {"taylor", "qutip"}),
        ("+-", "1", "1/2,1/2,0", COUPLED, set()),
    ],
)
def test_what_is_slow_is_left_out_loudly(signs: str, time: str, p: str, hamiltonian: str | None, left_out: set[str]) -> None:
    found = compared(signs, time, p, hamiltonian=hamiltonian)
    assert found.agree
    assert set(found.left_out) & {"taylor", "expm", "qutip"} == left_out
    assert {name for name, deviation in as_plain(found)["deviations"].items() if deviation is None} == set(found.left_out)
    assert {line.split()[0] for line in as_text(found).splitlines() if "LEFT OUT" in line} == set(found.left_out)
    assert ("rho_10,10(t)" in as_text(found)) == (len(signs) == 9)


def test_json_is_whole_and_the_same_again(command: Command, tmp_path: Path) -> None:
    args = ("--signs=+-", "--rho", COHERENT, "--hamiltonian", COUPLED, "--time", "2", "--digits", "80")
    targets = [tmp_path / "one.json", tmp_path / "two.json"]
    for target in targets:
        code, out, _ = command(*args, "--json", str(target))
        assert code == 0
        assert "these are 60 digits; --json writes all 80" in out
    assert targets[0].read_bytes() == targets[1].read_bytes()
    found = json.loads(targets[0].read_text())
    assert (found["kappa_t"], found["digits"], found["signs"], found["agree"]) == ("2", 80, [1, -1], True)
    assert [[len(row) for row in found["rho"]], found["tolerances"]["expm"]] == [[3, 3, 3], "1e-75"]
    assert found["rho"][0][0]["re"] == "0.31815486345345298938955891567693477173737629263698879468760026572208726798023119"
    assert found["rho"][0][1]["im"] == "-" + found["rho"][1][0]["im"]
    code, out, _ = command(*args, "--json", "-")
    assert out.encode() == targets[0].read_bytes()


START, LATER = ["--p", "1/2,1/4,1/4"], ["--time", "1"]
BAD = {
    "neither": ([], LATER, "the initial state must be one of --p and --rho, not neither"),
    "both": ([*START, "--rho", COHERENT], LATER, "the initial state must be one of --p and --rho, not both"),
    "sum": (["--p", "1/2,1/2,1/4"], LATER, "probabilities must sum to 1, not 5/4"),
    "sizes": (["--p", "1/2,1/2"], LATER, "signs must be one fewer than probabilities: 2 and 3, not 2"),
    "empty": (["--p", ""], LATER, "probabilities must be"),
    "trace": (["--rho", "1/2,0,0;0,0,0;0,0,1/3"], LATER, "a density matrix must have trace 1, not 5/6"),
    "positive": (["--rho", "1/2,1,0;1,1/2,0;0,0,0"], LATER, "a density matrix must be positive semidefinite"),
    "hermitian": (["--rho", "1/2,i,0;i,1/2,0;0,0,0"], LATER, "a density matrix must be Hermitian"),
    "small-rho": (["--rho", "1,0;0,0"], LATER, "a density matrix must be 3 by 3, not 2 by 2"),
    "ragged-rho": (["--rho", "1,0,0;0,0;0,0,0"], LATER, "rho must have rows of one length, not of 3 and 2"),
    "entry": (["--rho", "1,0,0;0,x,0;0,0,0"], LATER, "rho, (2, 2): unknown name `x`"),
    "no-rho": (["--rho", ""], LATER, "rho, (1, 1): input must not be empty"),
    "code": (["--rho", "__import__('os')"], LATER, "rho, (1, 1): the character `'` is not part of the notation"),
    "h-hermitian": (START, [*LATER, "--hamiltonian", "0,1j,0;1j,0,0;0,0,0"], "the Hamiltonian must be Hermitian"),
    "h-size": (START, [*LATER, "--hamiltonian", "1,0;0,1"], "the Hamiltonian must be 3 by 3, not 2 by 2"),
    "h-entry": (START, [*LATER, "--hamiltonian", "sqrt(2),0,0;0,0,0;0,0,0"], "the Hamiltonian, (1, 1): unknown name `sqrt`"),
    "h-ragged": (START, [*LATER, "--hamiltonian", "0;0,0"], "the Hamiltonian must have rows of one length"),
    "h-huge": (START, [*LATER, "--hamiltonian", "1e50,0,0;0,0,0;0,0,0"], "must be at most 1e12: lower it or the Hamiltonian"),
    "negative": (START, ["--time=-1/2"], "the time must be at least 0, not -1/2"),
    "pi": (START, ["--time", "pi"], "kappa t must be rational, not pi"),
    "imaginary": (START, ["--time", "1j"], "numbers must be real"),
    "time": (START, ["--time", "soon"], "unknown name `soon`"),
    "endless": (START, ["--time", "10**200"], "the time multiplied by the norm of the Liouvillian must be at most 1e12"),
    "no-time": (START, [], "Missing option '--time'"),
    "few-digits": (START, [*LATER, "--digits", "14"], "digits must be at least 15, not 14"),
    "many-digits": (START, [*LATER, "--digits", "1001"], "digits must be at most 1000, not 1001"),
    "word-digits": (START, [*LATER, "--digits", "many"], "--digits"),
    "place": (START, [*LATER, "--json", "/nowhere/out.json"], "cannot write /nowhere/out.json"),
    "signs": (START, [*LATER, "--signs=+x"], "signs must be a row of +, - and 0"),
    "levels": (START, [*LATER, "--signs=" + "+" * 10], "levels must be at most 10 here, not 11"),
    "many-levels": (START, [*LATER, "--signs=" + "+" * 999], "levels must be at most 10 here, not 1000"),
    "work": (["--p", UNIFORM], ["--time", "1000", "--signs=+-+-+-+-+"], "the work must be at most 15 s, not about"),
    "work-h": (
        ["--p", UNIFORM],
        ["--time", "1", "--signs=+-+-+-+-+", "--digits", "1000", "--hamiltonian", DENSE],
        "the work must be at most 15 s, not about",
    ),
}


@pytest.mark.parametrize(("start", "rest", "message"), BAD.values(), ids=BAD.keys())
def test_unusable_input_gets_one_line(start: list[str], rest: list[str], message: str, command: Command) -> None:
    begun = time.process_time()
    code, out, err = command("--signs=+-", *start, *rest)
    assert (code, out) == (2, "")
    assert err.startswith("bornproof: ")
    assert err.count("\n") == 1
    assert message in err
    assert time.process_time() - begun < 5


def test_refused_input_leaves_no_file(command: Command, tmp_path: Path) -> None:
    code, _, _ = command("--signs=+-", "--p", "1,0,0", "--time=-1", "--json", str(tmp_path / "out.json"))
    assert code == 2
    assert not list(tmp_path.iterdir())
