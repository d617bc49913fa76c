"""The command as a user meets it: results, JSON, exit codes, one clear line for unusable input."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bornproof.proofs.cli import derive, outputs
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.stress.assumptions import Dropped, Need
from bornproof.proofs.stress.trials import Fate, Mutation, Trial

from tests.conftest import Command


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["verify", "eq.40"], "all settled"),
        (["show", "eq.31.3"], "misprint"),
        (["list", "eq.39"], "eq.39.4"),
        (["derive", "appendix", "--n", "3"], "Λ₂₃ = "),
        (["derive", "appendix", "--symbolic"], "sum over the level"),
        (["derive", "eq.47"], "integrate"),
        (["solve", "--signs=-", "--p", "1/4,3/4"], "ρ₂₂(t) = 3x/4"),
        (["average", "--p", "1/4,3/4"], "constant in time: True"),
        (["average", "--p", "1/9,1/3,5/9"], "constant in time: False"),
        (["check", "eq.43", "theta(sigma[4])*(rho[1,1]+rho[2,2]+rho[3,3])-3*theta(-sigma[4])*rho[4,4]"], "equal: proved"),
        (["check", "eq.61", "--", "-q*sqrt(1-q**2)*exp(-kappa*t/2)"], "equal if"),
        (["check", "eq.61", "-q*sqrt(1-q**2)*exp(-kappa*t/2)", "--digits", "60"], "equal if σ₂ ≠ 0"),
        (["check", "eq.53", "-rho0[4,4]*exp(-3*kappa*t)+(rho0[3,3]+rho0[4,4])*exp(-2*kappa*t)"], "equal if σ₃ ≠ 0"),
        (["check", "eq.5", "theta(sigma[2])*ketbra(1,2)+theta(-sigma[2])*ketbra(2,1)"], "equal: proved"),
        (["show", "eq.61"], "kappa, q, sigma[.], t"),
        (["mutate", "eq.61", "eq.10"], "39 mutants of 2 entries: 0 equivalent, 39 caught (2 of them undefined), 0 survived"),
        (["mutate", "eq.61", "--jobs", "2", "--digits", "100"], "1e-1"),
        (["assumptions", "eq.61"], "3 assumptions: 3 needed"),
        (["check", "eq.45", "-kappa*Lambda[J,I]*rho[I,J]/2"], "equal: proved"),
        (["check", "eq.12", "abs(alpha[2])**2"], "equal: proved"),
        (["check", "eq.12", "alpha[2]*conj(alpha[2])"], "equal: proved"),
        (["check", "eq.52", "exp(-3*kappa*t)*rho0[4, 4]"], "equal if σ₄ ≠ 0: proved"),
        (["check", "claim.5-quantum-mechanics", "-i*sum(H[I, n]*rho[n, J] - H[n, J]*rho[I, n], (n, 1, N))"], "equal: proved"),
        (["derive", "appendix", "--n", "11"], "Λ_(1,11) = "),
        (["solve", "--signs=" + "+" * 10, "--p", ",".join(["1/11"] * 11)], "ρ_(1,11)(t)"),
    ],
    ids=" ".join,
)
def test_success(args: list[str], expected: str, command: Command) -> None:
    code, out, _ = command(*args)
    assert code == 0
    assert expected in out


@pytest.mark.parametrize(
    ("claim_id", "formula"),
    [
        ("eq.60", "sigma[2]**2"),
        ("eq.61", "-q*sqrt(1-q**2)*exp(-kappa*t*sigma[2]**2/2)"),
        ("eq.54", "kappa*(sigma[2]**2-sigma[2])/2*rho[2,2]-kappa*(sigma[2]**2+sigma[2])/2*rho[1,1]"),
        ("eq.15", "-i*(H*rho-rho*H)"),
        ("eq.61", "log(log(log(q)))"),
        ("thm.components-diagonal", "delta(2*J,2*N)*rho[1,1]"),
        ("eq.61", "-q*sqrt(1-q**2)*exp(-kappa*t/2)*(1+1/10**40)"),
    ],
)
def test_check_says_no(claim_id: str, formula: str, command: Command) -> None:
    code, out, _ = command("check", claim_id, formula)
    assert (code, out.startswith("different: at")) == (1, True)
    yours, true = (line.split(":", 1)[1].strip() for line in out.splitlines()[-2:])
    assert yours != true  # also where it takes more digits to tell them apart


def test_what_show_prints_can_be_typed(command: Command) -> None:
    ids = ["eq.4", "eq.6", "eq.15", "eq.36.1", "eq.37", "eq.39.1", "eq.44.4", "eq.46", "eq.47", "eq.53", "eq.56", "thm.winner"]
    for claim_id in ids:
        form = PAPER[claim_id].true_forms[0].printed[0]
        assert command("check", claim_id, as_text(form))[0] == 0, claim_id


@pytest.mark.parametrize("typed", ["31.1", "(31.1)", "EQ.31.1", " Eq. (31.1) ", "eq31.1", "equation 31.1", "eqn. 31.1"])
def test_an_equation_may_be_named_by_its_number(typed: str, command: Command) -> None:
    for words in (["list", typed], ["show", typed], ["derive", typed], ["verify", typed]):
        code, out, _ = command(*words)
        assert (code, "eq.31.1" in out) == (0, True)
    formula = "q**2*exp(-kappa*t)*theta(sigma[2])+(1-(1-q**2)*exp(-kappa*t))*theta(-sigma[2])"
    assert command("check", typed, formula)[0] == 0


def test_ids_are_read_kindly(command: Command) -> None:
    assert [claim.id for claim in PAPER.select(("(32)", "39.4"))] == ["eq.32.1", "eq.32.2", "eq.39.4"]
    assert PAPER["CLAIM.a-used-IN-31"].id == "claim.A-used-in-31"
    for typed in ("62", "(31", "31.9", "eq.eq.31", "3 1", ""):
        code, _, err = command("list", typed)
        assert (code, err.count("\n")) == ((2, 1) if typed != "(31" else (0, 0))


@pytest.mark.parametrize("args", [["check", "-h"], ["check", "eq.61", "-h"], ["check", "--help"], ["-h"], ["verify", "-h"]])
def test_help(args: list[str], command: Command) -> None:
    code, out, _ = command(*args)
    assert (code, out.startswith("Usage: "), "[OPTIONS]" in out) == (0, True, True)


def test_a_formula_may_be_a_negative_h(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bornproof.proofs.checks.names.symbols_of", lambda _claim: {"h": None})
    code, _, err = command("check", "eq.61", "-h")
    assert (code, err.startswith("bornproof: -h: eq.61 says nothing of h")) == (2, True)  # it went to the reader


def test_version_names_the_paper(command: Command) -> None:
    code, out, _ = command("--version")
    assert (code, out.startswith("bornproof 0.")) == (0, True)
    for words in ("S. Donadi and S. Hossenfelder", "arXiv:2010.01327v5", "extraction", "(29)"):
        assert words in out


@pytest.mark.parametrize(
    ("signs", "p", "probability", "warning"),
    [
        ("+-+", "1/4,1/4,1/4,1/4", "1/12", None),
        ("+-+", "1/4,1/4,1/2,0", "0", "sigma_4 is negative"),
        ("--", "0,1/2,1/2", "0", "sigma_2 is positive"),
        ("0+", "0,0,1", "1", None),
        ("++", "0,0,1", "0", "sigma_2 is 0"),
        ("0", "1/2,1/2", "0", "sigma_2 is positive or negative"),
        ("-", "1,0", "1", None),
    ],
)
def test_a_sector_has_a_probability(
    signs: str, p: str, probability: str, warning: str | None, tmp_path: Path, command: Command
) -> None:
    for words in (["solve"], ["evolve", "--time", "1"]):
        target = tmp_path / "out.json"
        code, out, err = command(*words, f"--signs={signs}", "--p", p, "--json", str(target))
        assert code == 0
        assert f"the probability of this sector is {probability}\n" in out
        assert json.loads(target.read_text())["probability"] == probability
        assert (err.count("\n"), "has the probability 0" in err) == ((1, True) if warning else (0, False))
        assert (warning or "") in err


def test_the_examples_of_help_and_readme_can_occur(command: Command) -> None:
    texts = [(Path(__file__).parents[3] / "README.md").read_text()]
    texts += [command(*args)[1] for args in (["-h"], ["solve", "-h"], ["evolve", "-h"])]
    found = (re.findall(r"^ *(bornproof (?:solve|evolve) --signs(?:.*\\\n)?.*)", text, re.MULTILINE) for text in texts)
    lines = [line.split("   #")[0].replace("\\\n", " ") for lines in found for line in lines]
    commands = [shlex.split(line, comments=True)[1:] for line in lines]
    assert len(commands) >= 5
    for words in commands:
        words = words[: words.index("--json")] if "--json" in words else words
        code, out, err = command(*words)
        assert (code, err, "the probability of this sector is " in out) == (0, "", True)


def test_large_results_cost_what_they_are_long(command: Command) -> None:
    """In CPU time, with room for a slow machine: the limits of 10 s are for one that is free."""
    begun = time.process_time()
    many = ["--signs=" + "+-0" * 333, "--p", ",".join(["1/1000"] * 1000)]
    code, out, _ = command("solve", *many)
    assert (code, out.count("\n")) == (0, 1000 + 1000 * 999 // 2 + 1)
    code, out, _ = command("derive", "appendix", "--n", "100")
    assert code == 0
    assert out.count(") ∂_tρ_") == 100 + 4  # and what they are written out from
    assert out.count(") Λ_") == 100 * 99 // 2 + 1
    code, out, _ = command("average", "--p", ",".join(["1/16"] * 16))
    assert (code, out.count("\n")) == (0, 17)
    assert time.process_time() - begun < 40
    assert command("average", "--uniform", "401")[0] == 2


def test_long_results_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    class EnoughError(Exception):
        pass

    def write_line(line: str) -> None:
        written.append(line)
        if len(written) > 3:
            raise EnoughError

    monkeypatch.setattr(outputs, "write_line", write_line)
    with pytest.raises(EnoughError):  # of a thousand levels nobody waits for the last
        derive.derive("appendix", "1000")
    assert written[0] == "The law"


def test_a_derivation_as_json(tmp_path: Path, command: Command) -> None:
    for args in (["appendix", "--n", "3"], ["Appendix"], ["39"]):
        target = tmp_path / "out.json"
        code, shown, _ = command("derive", *args, "--json", str(target))
        _, out, _ = command("derive", *args, "--json", "-")
        assert (code, out) == (0, target.read_text())
        found = json.loads(out)["derivations"]
        assert list(found) == [line for line in shown.splitlines() if not line.startswith(" ")]
        for step in (step for steps in found.values() for step in steps):
            assert step["latex"]
        numbers = [int(number) for number in re.findall(r"^ +\((\d+)\) ", shown, re.MULTILINE)]
        assert numbers == list(range(1, 1 + sum(map(len, found.values()))))


def test_check_refutes_with_a_witness(command: Command) -> None:
    code, out, _ = command("check", "eq.61", "q*sqrt(1-q**2)*exp(-kappa*t/2)")
    assert code == 1
    assert "different: at q = 3/5" in out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["show", "eq.399"], "nearest: "),
        (["verify", "eq.62"], "no claim is called"),
        (["derive", "appendix", "--n", "1"], "2"),
        (["derive", "appendix", "--n", "two"], "two"),
        (["solve", "--signs=+", "--p", "1/4,1/4,1/2"], "signs must be one fewer than levels"),
        (["solve", "--signs=+x", "--p", "1/4,1/4,1/2"], "x"),
        (["average", "--p", "1/2,3/4"], "must sum to 1, not 5/4"),
        (["average", "--p=-1/2,3/2"], "negative"),
        (["average", "--p", "1/2,,"], ""),
        (["average", "--p", "1/0,1"], ""),
        (["verify", "eq.40", "--jobs", "0"], "jobs must be at least 1"),
        (["verify", "eq.40", "--digits", "3"], "digits must be at least 15"),
        (["verify", "eq.40", "--json", "/nowhere/report.json"], "cannot write"),
        (["check", "eq.61", "__import__('os')"], ""),
        (["check", "eq.61", "q*unknown"], "unknown"),
        (["check", "eq.61", "-" * 5], "cannot read"),
        (["check", "eq.61", "--help-me"], "unknown name"),
        (["check", "eq.61", "(" * 10**6], "at most 4000 characters"),
        (["check", "eq.61", "q.real"], "not part of the notation"),
        (["check", "eq.61", "__class__"], "__class__"),
        (["check", "eq.61", "q", "--digits", "14"], "digits must be at least 15"),
        (["check", "eq.5", "1"], "is an operator, not a number"),
        (["check", "eq.61", "q*sigma[1,2]"], "sigma is written sigma[.], not sigma[., .]"),
        (["check", "eq.4", "L(1)*H"], "L is written L(., .), not L(.)"),
        (["check", "eq.4", "H+1"], "a number cannot be added to an operator"),
        (["check", "eq.5", "ketbra(1,2)**0.9"], "positive whole powers"),
        (["check", "eq.5", "ketbra(1,2)**sigma[2]"], "positive whole powers"),
        (["check", "eq.61", "sum(1,(K,1,1000),(L,1,1000))"], "more than 10000 terms"),
        (["check", "eq.61", "prod(1+q*K,(K,1,1000))"], "more than 10000 terms"),
        (["check", "eq.46", "sum(1,(K,1,10**9*N))"], "more than 10000 terms"),
        (["verify", "eq.1", "--jobs", "100000"], "at most 64"),
        (["verify", "eq.1", "--json", "x" * 300], "cannot write"),
        (["check", "eq.8", "1"], "is a table of 2 rows and 2 columns, not a number"),
        (["mutate", "eq.61", "--jobs", "0"], "jobs must be at least 1"),
        (["mutate", "eq.61", "--digits", "14"], "digits must be at least 15"),
        (["mutate", "eq.61", "--digits", "100000"], "digits must be at most 1000"),
        (["mutate", "eq.61", "--json", "/nowhere/report.json"], "cannot write"),
        (["mutate", "eq.61", "--resume", "/nowhere/trials"], "cannot write"),
        (["mutate", "eq.62"], "no claim is called"),
        (["assumptions", "eq.62"], "no claim is called"),
        (["assumptions", "eq.61", "--digits", "1"], "digits must be at least 15"),
        (["check", "eq.39", "1"], "several lines"),
        (["frobnicate"], "frobnicate"),
        (["mutate", "eq.61", "--resume", "/dev/zero"], "--resume needs a file to go on from, not /dev/zero"),
        (["mutate", "eq.61", "--resume", "-"], "--resume needs a file to go on from, not -"),
        (["verify", "--frobnicate"], "frobnicate"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_unusable_input(args: list[str], message: str, command: Command) -> None:
    code, _, err = command(*args)
    assert code == 2
    assert message in err
    assert err.startswith("bornproof: ")
    assert err.count("\n") == 1


def test_a_survivor_is_shown_and_fails(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hole = Trial("eq.61", (Mutation("sign", "q", "-q", "-q*sqrt(1 - q**2)", Fate.SURVIVED),), None)
    monkeypatch.setattr("bornproof.proofs.stress.trials.try_claim", lambda _claim, **_options: hole)
    code, out, _ = command("mutate", "eq.61", "--json", str(tmp_path / "mutants.json"))
    assert code == 1
    assert "survived eq.61, sign: q became -q" in out
    assert json.loads((tmp_path / "mutants.json").read_text())["summary"]["survived"] == 1


def test_an_undecided_assumption_fails(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    open_one = (Dropped("q > 0", True, Need.UNDECIDED),)
    monkeypatch.setattr("bornproof.proofs.stress.assumptions.drop_each", lambda _claim, **_options: open_one)
    code, out, _ = command("assumptions", "eq.61")
    assert code == 1
    assert "1 assumption: 1 undecided" in out


def test_mutants_as_json_are_the_same_bytes_however_they_were_made(tmp_path: Path, command: Command) -> None:
    ids = ("eq.10", "eq.46", "eq.61")
    targets = [tmp_path / name for name in ("one.json", "two.json", "resumed.json")]
    saved = str(tmp_path / "trials.jsonl")
    for target, extra in zip(targets, ([], ["--jobs", "2"], ["--resume", saved]), strict=True):
        if target.name == "resumed.json":
            assert command("mutate", "eq.46", "--resume", saved)[0] == 0
        assert command("mutate", *ids, "--json", str(target), *extra)[0] == 0
    assert len({target.read_bytes() for target in targets}) == 1
    report = json.loads(targets[0].read_text())
    made, caught, equivalent, survived = (report["summary"][name] for name in ("made", "caught", "equivalent", "survived"))
    assert (made, survived) == (caught + equivalent, 0)
    assert made == sum(len(entry["mutants"]) for entry in report["entries"]) > 150
    assert report["entries"][2]["least_change_seen"].startswith("1e-")
    assert all(mutant["witness"] for mutant in report["entries"][2]["mutants"])


HELD = """
import time
from bornproof.proofs.cli import main
from bornproof.proofs.stress import trials

tried = trials.try_claim

def held(claim, **options):
    if claim.id == "eq.39.1":
        time.sleep(10_000)
    return tried(claim, **options)

trials.try_claim = held
main()
"""


@pytest.mark.parametrize("whole_group", [True, False], ids=["ctrl-c", "the command alone"])
def test_an_interrupted_run_keeps_what_is_finished(tmp_path: Path, whole_group: bool) -> None:
    saved = tmp_path / "trials.jsonl"
    ids = ("11", "12", "36", "39")  # entries that are soon done, and one that never is
    options = ("--jobs", "2", "--timeout", "10000", "--resume", str(saved))
    command = [sys.executable, "-c", HELD, "mutate", *ids, *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)  # noqa: S603
    deadline = time.monotonic() + 600
    while process.poll() is None and not (saved.exists() and saved.read_text().count("\n") > 3):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=600)
    assert process.returncode == 130
    assert "interrupted after" in err
    assert "Traceback" not in err
    finished = len(saved.read_text().splitlines()) - 1
    assert 3 <= finished < len(PAPER.select(ids))


def test_json_report(tmp_path: Path, command: Command) -> None:
    target = tmp_path / "report.json"
    junit = tmp_path / "report.xml"
    code, _, _ = command("verify", "eq.40", "eq.61", "--json", str(target), "--junit", str(junit))
    report = json.loads(target.read_text())
    assert code == 0
    assert report["schema"] == 2
    assert [entry["id"] for entry in report["entries"]] == ["eq.40", "eq.61"]
    assert report["entries"][0]["equation"] == 40
    assert report["entries"][1]["witness"]["point"]["sigma[2]"] == "0"
    assert '<testcase classname="bornproof.section Appendix" name="eq.40" time="' in junit.read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.json", "report.xml"]


def test_help_does_not_import_sympy() -> None:
    code = "import sys; from bornproof.proofs.cli import app; sys.exit('sympy' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
