"""The engine on another ledger in another notation, untouched: right verdicts, no mutant left, and a process without the paper."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bornproof.proofs.checks.run import Run, verify
from bornproof.proofs.checks.submitted import check_formula
from bornproof.proofs.ledger import Ledger, Verdict
from bornproof.proofs.ledger.ledger_files import load_file
from bornproof.proofs.report.json_report import as_json
from bornproof.proofs.stress.assumptions import Need, drop_each
from bornproof.proofs.stress.trials import Fate, try_claim

FILE = Path(__file__).with_name("open_systems.py")
LEDGER = load_file(f"{FILE}:LEDGER")
WRONG = {
    "eq.5.2": Verdict.MISPRINT, "eq.6": Verdict.DEFINITION, "eq.9": Verdict.CONDITIONAL, "claim.1-times": Verdict.FALSE,
}  # fmt: skip


@pytest.fixture(scope="module")
def run() -> Run:
    return verify(ledger=LEDGER)


def test_every_line_is_settled_with_the_right_verdict(run: Run) -> None:
    assert run.settled
    assert {entry.id: entry.verdict for entry in run.entries} == {claim.id: WRONG.get(claim.id, Verdict.HOLDS) for claim in LEDGER}
    assert all(entry.witness for entry in run.entries if entry.verdict in (Verdict.MISPRINT, Verdict.FALSE, Verdict.CONDITIONAL))
    assert not any(entry.contradictions for entry in run.entries)


def test_processes_find_the_file(run: Run) -> None:
    assert verify(ledger=LEDGER, jobs=2).entries == run.entries


def test_the_report_names_where_the_lines_are_from(run: Run) -> None:
    report = json.loads(as_json(run, LEDGER, 50))
    assert report["paper"]["reference"] == "textbooks on open quantum systems"
    assert report["settled"] is True
    (line,) = (entry for entry in report["entries"] if entry["id"] == "eq.5.2")
    assert line["corrected"] == ["omega*r_x - r_y*(Gamma + gamma/2)"]


@pytest.mark.parametrize("claim_id", [claim.id for claim in LEDGER])
def test_no_mutant_survives(claim_id: str) -> None:
    trial = try_claim(LEDGER[claim_id])
    assert trial.count(Fate.CAUGHT) > 0
    assert [mutation.formula for mutation in trial.mutations if mutation.fate is Fate.SURVIVED] == []


def test_assumptions_are_decided() -> None:
    needs = {claim.id: [drop.need for drop in drop_each(claim)] for claim in LEDGER}
    assert {claim_id: found for claim_id, found in needs.items() if found} == {
        "eq.7": [Need.NOT_NEEDED],
        "eq.9": [Need.NEEDED],
        "eq.12": [Need.PREMISE],
    }


@pytest.mark.parametrize(
    ("claim_id", "formula", "result"),
    [
        ("1", "w*exp(-gamma*tau)", "equal"),
        ("1", "w*exp(-2*gamma*tau)", "different"),
        ("5.2", "omega*r_x - (gamma + Gamma)*r_y", "different"),
        ("9", "gamma_1/(gamma_2-gamma_1)*(exp(-gamma_1*tau)-exp(-gamma_2*tau))", "conditional"),
        ("11", "prod(b[k]/d[k+1], (k, 0, n-1))", "equal"),
        ("11", "prod(b[k]/d[k], (k, 1, n))", "different"),
    ],
)
def test_typed_formulas_are_judged(claim_id: str, formula: str, result: str) -> None:
    assert check_formula(LEDGER, claim_id, formula).plain["result"] == result


@pytest.mark.parametrize("claim_id", ["eq.5.2", "claim.1-times"])
def test_what_is_wrong_and_has_no_correction_is_undecided(claim_id: str) -> None:
    bare = replace(LEDGER[claim_id], corrected=None, corrected_statement="", uses=())
    run = verify(ledger=Ledger((bare,)))
    assert (run.entries[0].verdict, run.settled) == (Verdict.UNDECIDED, False)


def test_a_wrong_derivation_contradicts_its_oracle() -> None:
    claim = replace(LEDGER["eq.1"], derive=LEDGER["eq.8"].derive, domain=LEDGER["eq.8"].domain)
    assert verify(ledger=Ledger((claim,))).entries[0].verdict is Verdict.UNDECIDED


HIDDEN = """
import sys

class Hiding:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("bornproof.proofs.paper", "bornproof.symbolic.notation")):
            raise ImportError(f"{name} is hidden")

sys.meta_path.insert(0, Hiding())
from bornproof.proofs.cli import check, list, show, stress, verify

ledger = sys.argv[1]
assert verify.verify(ledger=ledger) == 0
assert show.show("eq.5.2", ledger=ledger) == 0
assert list.list_entries(ledger=ledger) == 0
assert check.check(["eq.2", "c*exp(-gamma*tau)"], ledger=ledger) == 1
assert stress.mutate(["eq.1"], ledger=ledger) == 0
assert stress.assumptions(["eq.7"], ledger=ledger) == 0
try:
    import bornproof.proofs.paper.entries
except ImportError:
    print("hidden")
"""


def test_it_runs_where_the_paper_cannot_be_imported() -> None:
    done = subprocess.run(  # noqa: S603  (our own command)
        [sys.executable, "-c", HIDDEN, f"{FILE}:LEDGER"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "hidden"
    assert "all settled" in done.stdout
