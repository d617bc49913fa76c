"""The same task for many ids: the same results in one process and in several, errors passed on, the rest cancelled."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mpmath
import pytest
from bornproof.proofs.checks import worker_process
from bornproof.proofs.checks.pool import run_each
from bornproof.proofs.checks.run import verify
from bornproof.proofs.checks.submitted import check_formula
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.json_report import as_json
from flint import ctx

IDS = [f"eq.{number}" for number in range(9)]


def shout(claim_id: str) -> tuple[str, int]:
    return claim_id.upper(), os.getpid()


def refuse(claim_id: str) -> str:
    if claim_id == "eq.4":
        raise LedgerError("eq.4 is refused")
    return claim_id


def slow(claim_id: str) -> str:
    time.sleep(0.2)
    Path(claim_id).touch()
    return claim_id


@pytest.mark.parametrize(("jobs", "batches"), [(1, None), (2, None), (2, 4), (2, 100)])
def test_each_id_once(jobs: int, batches: int | None) -> None:
    found = {claim_id: (result, seconds) for claim_id, result, seconds in run_each(shout, IDS, jobs, batches)}
    assert {claim_id: result[0] for claim_id, (result, _) in found.items()} == {i: i.upper() for i in IDS}
    assert all(seconds >= 0 for _, seconds in found.values())
    assert (os.getpid() in {result[1] for result, _ in found.values()}) == (jobs == 1)


def test_nothing_to_do() -> None:
    assert list(run_each(shout, [], 2)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_passed_on(jobs: int) -> None:
    with pytest.raises(LedgerError, match=r"eq\.4 is refused"):
        list(run_each(refuse, IDS, jobs))


def test_no_jobs_are_refused() -> None:
    with pytest.raises(LedgerError, match="jobs must be at least 1, not 0"):
        list(run_each(shout, IDS, 0))


def test_what_has_not_begun_is_cancelled_when_the_caller_stops(tmp_path: Path) -> None:
    running = run_each(slow, [str(tmp_path / str(number)) for number in range(100)], 2)
    next(iter(running))
    running.close()  # type: ignore[attr-defined]  # a generator, typed as an iterator
    assert 0 < len(list(tmp_path.iterdir())) < 20  # of a hundred


PARENT = """
import sys, time, threading
from bornproof.proofs.checks.pool import run_each
from tests_of_the_pool import busy
if sys.argv[1] == "thread":
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
if __name__ == "__main__":
    list(run_each(busy, [str(number) for number in range(9)], 3))
"""
WORKER = """
import os, time
from pathlib import Path
def busy(claim_id):
    Path(f"worker-{os.getpid()}").touch()
    end = time.monotonic() + 600
    while time.monotonic() < end:
        sum(range(1000))
"""


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("how", ["alone", "thread"])  # forked, spawned
def test_workers_end_with_a_killed_parent(tmp_path: Path, number: signal.Signals, how: str) -> None:
    (tmp_path / "parent.py").write_text(PARENT)
    (tmp_path / "tests_of_the_pool.py").write_text(WORKER)
    path = os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))
    parent = subprocess.Popen(  # noqa: S603
        [sys.executable, "parent.py", how], cwd=tmp_path, env=os.environ | {"PYTHONPATH": path}, start_new_session=True
    )
    deadline = time.monotonic() + 300
    while len(workers := [int(path.name.split("-")[1]) for path in tmp_path.glob("worker-*")]) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert all(map(alive, workers))
    parent.send_signal(number)  # to it alone
    parent.wait(300)
    deadline = time.monotonic() + 300
    while any(map(alive, workers)):
        assert time.monotonic() < deadline, "a worker goes on without its parent"
        time.sleep(0.05)


INTERRUPTED = """
import os, signal
from bornproof.proofs.checks import processes

begin = processes.begin

def interrupted():
    os.kill(os.getpid(), signal.SIGINT)
    begin()

processes.begin = interrupted
try:
    processes.Processes(1).submit(abs, -3).result()
except processes.BrokenProcessPool:
    print("it died")
"""


def test_a_ctrl_c_before_a_worker_is_ready_ends_it_without_a_word() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout, done.stderr) == (0, "it died\n", "")


def test_only_a_process_of_one_thread_is_forked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert worker_process.context().get_start_method() == "spawn"
    finally:
        stop.set()
        thread.join()
    monkeypatch.setattr(worker_process, "THREADS", tmp_path / "nowhere")  # not Linux
    assert worker_process.context().get_start_method() == "spawn"
    (tmp_path / "1").touch()
    monkeypatch.setattr(worker_process, "THREADS", tmp_path)
    assert worker_process.context().get_start_method() == "fork"


def test_a_script_without_a_guard(tmp_path: Path) -> None:
    """Threads of NumPy make the workers spawned ones; nobody asks them to run the script again."""
    (script := tmp_path / "script.py").write_text(
        "import threading\n"
        "from bornproof.proofs.checks import worker_process\n"
        "from bornproof.proofs.judgements import verify\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "assert worker_process.context().get_start_method() == 'spawn'\n"
        "print(verify('eq.5', 'eq.6', jobs=2).settled, __file__, __spec__)\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=600)  # noqa: S603
    assert (done.stdout, done.stderr) == (f"True {script} None\n", "")


def test_one_entry_needs_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_context", None)
    assert [result for _, (result, _), _ in run_each(shout, ["eq.1"], 8)] == ["EQ.1"]


IN_THREADS = ("claim.4.4-trace", "claim.2.1-certain-outcome", "eq.16")


def run_at(digits: int) -> Sequence[str]:
    formula = check_formula(PAPER, "eq.61", "-q*sqrt(1-q**2)*exp(-kappa*t/2)*(1+1/10**9)", digits).text
    return as_json(verify(IN_THREADS, ledger=PAPER, digits=digits), PAPER, digits), formula


def test_threads_do_not_see_each_others_precision() -> None:
    digits = (15, 20, 30, 50, 80, 120)
    alone = [run_at(number) for number in digits]
    ctx.prec, mpmath.mp.dps = 77, 33
    with ThreadPoolExecutor(len(digits)) as threads:
        assert list(threads.map(run_at, digits)) == alone
    assert (ctx.prec, mpmath.mp.dps) == (77, 33)


def test_a_task_may_leave_any_precision() -> None:
    def careless(claim_id: str) -> str:
        ctx.prec, mpmath.mp.dps = 4000, 900
        return claim_id

    ctx.prec, mpmath.mp.dps = 77, 33
    for _ in run_each(careless, IDS):
        assert (ctx.prec, mpmath.mp.dps) == (77, 33)
