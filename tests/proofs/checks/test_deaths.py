"""A process that dies of an entry leaves that entry undecided, with the reason; the run goes on, with one job and with two."""

import subprocess
import sys
from pathlib import Path

import pytest
from bornproof.proofs.checks.run import verify
from bornproof.proofs.ledger import Verdict
from bornproof.proofs.ledger.ledger_files import load_file

LEDGER = """
import ctypes, faulthandler, os, signal
from pathlib import Path
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.ledger.domain import Domain
from bornproof.symbolic.derivation import derivation
from flint import fmpq
from sympy import Symbol

a = Symbol("a", real=True)
faulthandler.disable()  # pytest's

def points():
    for k in range(60):
        yield {a: fmpq(k, 7)}

def claim(number, oracle=lambda point: 2 * point[a], derive=lambda values: derivation("twice", 2 * a)):
    domain = Domain(points=points)
    return Claim(f"eq.{number}", "1", "s", name="b", printed=(2 * a,), derive=derive, oracle=oracle, domain=domain)

def once(point):
    if not Path(__file__).with_name("died").exists():
        Path(__file__).with_name("died").touch()
        os._exit(3)
    return 2 * point[a]

LEDGER = Ledger((
    claim(1),
    claim(2, lambda point: os._exit(0)),
    claim(3, lambda point: os.kill(os.getpid(), signal.SIGKILL)),
    claim(4),
    claim(5, lambda point: ctypes.string_at(0)),
    claim(6, derive=lambda values: os._exit(7)),
    claim(7, once),
    claim(8),
))
"""
ENDINGS = {
    "eq.2": "ended itself with code 0", "eq.3": "was killed by SIGKILL", "eq.5": "was killed by SIGSEGV",
    "eq.6": "ended itself with code 7",
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (path := tmp_path / "mine.py").write_text(LEDGER)
    return path


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_process_dies_of_is_undecided_and_the_rest_is_judged(path: Path, jobs: int) -> None:
    run = verify(ledger=load_file(f"{path}:LEDGER"), jobs=jobs)
    assert [entry.id for entry in run.entries] == [f"eq.{number}" for number in range(1, 9)]
    for entry in run.entries:
        if entry.id in ENDINGS:
            assert entry.verdict is Verdict.UNDECIDED
            assert entry.reason == f"the process that judged it {ENDINGS[entry.id]}, and so when it was tried again"
        else:
            assert entry.verdict is Verdict.HOLDS, entry.reason
    assert not run.settled


def test_the_table_is_printed(path: Path) -> None:
    command = [sys.executable, "-c", "from bornproof.proofs.cli import main; main()", "verify", "--ledger", f"{path}:LEDGER"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)  # noqa: S603
    assert done.returncode == 1
    assert "8 entries: 4 holds, 4 undecided" in done.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_other_commands_name_the_entry(path: Path, jobs: str) -> None:
    asked = ["mutate", "eq.1", "eq.2", "--jobs", jobs, "--ledger", f"{path}:LEDGER"]
    command = [sys.executable, "-c", "from bornproof.proofs.cli import main; main()", *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)  # noqa: S603
    assert done.returncode == 2
    assert "a worker process died; tried once more, each apart: " in done.stderr
    assert done.stderr.endswith("bornproof: eq.2: its process ended itself with code 0, twice\n")
