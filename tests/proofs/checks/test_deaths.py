"""A process that dies of an entry leaves that entry undecided, with the reason; the run goes on, with one job and with two."""

import json
import multiprocessing
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bornproof.numeric_check.evaluation.evaluate import prepared
from bornproof.proofs.checks import workers
from bornproof.proofs.checks.pool import run_each
from bornproof.proofs.checks.run import verify
from bornproof.proofs.ledger import Verdict
from bornproof.proofs.ledger.ledger_files import load_file
from sympy import Symbol

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


def ran(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", "from bornproof.proofs.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603


def test_the_table_is_printed(path: Path) -> None:
    done = ran("verify", "--ledger", f"{path}:LEDGER")
    assert done.returncode == 1
    assert "8 entries: 4 holds, 4 undecided" in done.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_mutate_goes_on(path: Path, tmp_path: Path, jobs: str) -> None:
    report = tmp_path / "mutants.json"
    done = ran("mutate", "eq.1", "eq.2", "eq.4", "--jobs", jobs, "--ledger", f"{path}:LEDGER", "--json", str(report))
    assert done.returncode == 1
    assert "a worker process died; tried once more, each apart: eq.2" in done.stderr
    entries = {entry["id"]: entry for entry in json.loads(report.read_text())["entries"]}
    assert entries["eq.2"]["failure"] == f"the process that judged it {ENDINGS['eq.2']}, and so when it was tried again"
    assert all(entries[claim_id]["caught"] for claim_id in ("eq.1", "eq.4"))


STUBBORN = """
def ignores(point):
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        pass

def stops(point):
    os.kill(os.getpid(), signal.SIGSTOP)

def leaves_a_thread(point):
    threading.Thread(target=time.sleep, args=(1000,)).start()
    return 2 * point[a]

def forks(point):
    if not Path(__file__).with_name("forked").exists():
        Path(__file__).with_name("forked").touch()
        os.fork()
    return 2 * point[a]

def closes(point):
    os.closerange(0, 1 << 16)

def raises(point):
    raise KeyboardInterrupt

def loops(point):
    while True:
        pass

LEDGER = Ledger(tuple(map(claim, range(1, 9), (
    ignores, stops, leaves_a_thread, forks, closes, raises, loops, lambda point: 2 * point[a]
))))
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_does_not_stop_is_killed(tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "GRACE", 1)
    (path := tmp_path / "mine.py").write_text("import threading, time\n" + LEDGER.partition("LEDGER =")[0] + STUBBORN)
    run = verify(ledger=load_file(f"{path}:LEDGER"), jobs=jobs, timeout=4)  # on a slow machine, too, the others need less
    reasons = {entry.id: entry.reason for entry in run.entries}
    killed = "took longer than 4 s (--timeout), and did not stop: its process was killed"
    assert [reasons["eq.1"], reasons["eq.2"]] == [killed, killed]
    assert reasons["eq.5"].startswith("the process that judged it ")
    assert reasons["eq.6"].startswith("KeyboardInterrupt")
    assert reasons["eq.7"].endswith("stopped after 4 s (--timeout)")
    holds = {entry.id for entry in run.entries if entry.verdict is Verdict.HOLDS}
    assert holds == {"eq.3", "eq.4", "eq.8"}
    assert len(run.entries) == 8
    assert not multiprocessing.active_children()


ENDLESS = """
def no_end(values):
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        pass

LEDGER = Ledger((claim(1, derive=no_end), claim(2)))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "eq.1", "--full", "--json", "-"],
        ["certificate", "eq.1"],
        ["certificate", "--all", "all"],
        ["check", "eq.1", "2*a"],
        ["check", "--manuscript", "paper.tex"],
        ["derive", "eq.1"],
        ["latex", "eq.1", "--force"],
        ["mutate", "eq.1"],
        ["errata", "eq.1"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_what_does_not_stop_is_killed_as_soon_as_a_user_wants(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.py").write_text(LEDGER.partition("LEDGER =")[0] + ENDLESS)
    (tmp_path / "paper.tex").write_text("\\begin{equation}\\label{eq:1} b = 2a \\end{equation}")
    soon = "from bornproof.proofs.checks import workers; workers.GRACE = 0.2; from bornproof.proofs.cli import main; main()"
    command = [sys.executable, "-c", soon, *arguments, "--ledger", "mine.py:LEDGER", "--timeout", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603
    told = " ".join((done.stdout + done.stderr).split())
    assert done.returncode in ((0, 1) if arguments[0] == "latex" else (1, 2)), told
    assert "1 s (--timeout)" in told or arguments[0] == "latex", told


def test_a_point_and_what_cannot_travel() -> None:
    point = prepared({Symbol("a"): 2})
    assert pickle.loads(pickle.dumps(point)) == point  # noqa: S301
    ((_, why, _),) = run_each(untold, ["eq.1"], apart=True, died=lambda _, why: why)
    assert "pickle" in str(why)


def untold(_: str) -> object:
    return lambda: None


@pytest.mark.parametrize(("asked", "formula"), [("eq.2", "2*a+1"), ("eq.3", "2*a"), ("eq.6", "3*a")])
def test_a_formula_is_not_judged_by_a_dead_process(path: Path, tmp_path: Path, asked: str, formula: str) -> None:
    report = tmp_path / "check.json"
    done = ran("check", asked, formula, "--ledger", f"{path}:LEDGER", "--json", str(report))
    reason = f"the process that judged it {ENDINGS[asked]}, and so when it was tried again"
    assert (done.returncode, done.stdout) == (1, f"undecided: {reason}\n")
    assert json.loads(report.read_text())["result"] == "undecided"


def test_answers_of_a_ledger_that_does_not_end_anything(path: Path) -> None:
    asked = [ran("check", *what, "--ledger", f"{path}:LEDGER") for what in (("eq.1", "2*a"), ("eq.1", "3*a"), ("eq.9", "a"))]
    assert [done.returncode for done in asked] == [0, 1, 2]
    assert asked[0].stdout == "equal: proved\n"


@pytest.mark.parametrize("ending", ["os._exit(0)", "os.kill(os.getpid(), 9)", "os.kill(os.getpid(), signal.SIGSTOP)"])
def test_no_success_without_a_word(tmp_path: Path, ending: str) -> None:
    """Wherever the code of a ledger ends the process, while it is loaded or where only a command asks it."""
    (path := tmp_path / "mine.py").write_text(f"import os, signal\n{ending}\n")
    (manuscript := tmp_path / "paper.tex").write_text(r"\begin{equation}\label{eq:2} b = 2 a + 1 \end{equation}")
    done = ran("list", "--ledger", f"{path}:LEDGER")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    if "STOP" not in ending:  # which is waited for
        path.write_text(LEDGER.replace("lambda point: os._exit(0)", f"lambda point: {ending}"))
        done = ran("check", "--manuscript", str(manuscript), "--ledger", f"{path}:LEDGER")
        assert (done.returncode, "1 undecided: not all as it was proved" in done.stdout) == (1, True)


def test_other_commands_go_on_where_a_derivation_ends_their_process(path: Path, tmp_path: Path) -> None:
    equations = (rf"\begin{{equation}}\label{{eq:{number}}} b = 2 a \end{{equation}}" for number in (1, 2, 6, 8))
    (manuscript := tmp_path / "paper.tex").write_text("\n".join(equations))
    common = ("--ledger", f"{path}:LEDGER")
    report = ("--json", str(tmp_path / "told"), "--junit", str(tmp_path / "junit"))
    done = ran("check", "--manuscript", str(manuscript), *report, *common)
    assert done.returncode == 1
    found = {line["id"]: line for line in json.loads((tmp_path / "told").read_text())["equations"]}
    assert [found[f"eq.{number}"]["result"] for number in (1, 2, 6, 8)] == ["same", "undecided", "undecided", "same"]
    for claim_id in ("eq.2", "eq.6"):
        assert found[claim_id]["detail"] == f"the process that judged it {ENDINGS[claim_id]}, and so when it was tried again"
    assert (tmp_path / "junit").read_text().count("<testcase") == 4
    assert all(" time=" in part for part in (tmp_path / "junit").read_text().split("<testcase")[1:])
    done = ran("show", "eq.6", "--full", *common)
    assert (done.returncode, ENDINGS["eq.6"] in done.stdout.partition("derived")[2]) == (1, True)
    for what in (("show", "eq.6", "--full", "--json", "-"), ("certificate", "eq.6")):
        assert ran(*what, *common).returncode == 1
    done = ran("certificate", "--all", str(tmp_path / "all"), *common)
    assert (done.returncode, len(list((tmp_path / "all").iterdir()))) == (1, 4)


def test_an_interrupt_is_passed_on(tmp_path: Path) -> None:
    (path := tmp_path / "mine.py").write_text("import time, pathlib\npathlib.Path(__file__ + '.on').touch()\ntime.sleep(6000)\n")
    command = [sys.executable, "-c", "from bornproof.proofs.cli import main; main()", "list", "--ledger", f"{path}:LEDGER"]
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)):
        process = subprocess.Popen(command)  # noqa: S603
        while process.poll() is None and not Path(f"{path}.on").exists():
            time.sleep(0.05)
        process.send_signal(number)
        assert process.wait(600) == code
        Path(f"{path}.on").unlink()


@pytest.mark.parametrize("before", [True, False], ids=["before it begins", "as it begins"])
def test_an_interrupt_at_once_is_passed_on_as_well(tmp_path: Path, before: bool) -> None:
    """Before there is anything that it could be passed on to, and before that is ready for it."""
    (path := tmp_path / "mine.py").write_text("import time\ntime.sleep(6000)\n")
    here, there = "os.kill(os.getpid(), signal.SIGINT), fork()", "fork() or os.kill(os.getpid(), signal.SIGINT) or 0"
    code = f"import os, signal\nfork = os.fork\nos.fork = lambda: ({here})[1] if {before} else ({there})\n"
    code += "from bornproof.proofs.cli import main\nmain()"
    command = [sys.executable, "-c", code, "list", "--ledger", f"{path}:LEDGER"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
