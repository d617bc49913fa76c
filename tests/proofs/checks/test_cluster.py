"""Dask: a real scheduler and two workers on loopback, one of them killed; the same rows and the same bytes as without it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from bornproof.proofs import fingerprint as fingerprints
from bornproof.proofs.checks.cluster import Cluster, executor_of
from bornproof.proofs.checks.pool import run_each
from bornproof.proofs.errors import LedgerError

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed: nothing of --dask is tested")

COMMAND = [sys.executable, "-c", "from bornproof.proofs.cli import main; main()"]
CAMPAIGN = ["campaign", "--n", "4", "--states", "16", "--times", "1/2,3", "--second", "1/2", "--digits", "60"]
PATIENCE = 120  # seconds, on a machine that has other work


def started(module: str, *arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-W", "ignore", "-m", f"distributed.cli.{module}", "--no-dashboard", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def until(true: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """The address of a scheduler, and itself with its two workers."""
    told = tmp_path / "scheduler.json"
    processes = [started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))]
    try:
        until(told.exists)
        worker = ("--scheduler-file", str(told), "--nthreads", "1", "--no-nanny", "--death-timeout", "60")
        processes += [started("dask_worker", *worker) for _ in range(2)]
        with distributed.Client(scheduler_file=str(told), set_as_default=False, timeout=PATIENCE) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
            address = client.scheduler.address
        yield address, processes
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def bornproof(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)  # noqa: S603


@contextmanager
def begun(command: list[str]) -> Iterator["subprocess.Popen[str]"]:
    """A run that a failing test does not wait for."""
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603
    try:
        yield run
    finally:
        run.kill()
        run.communicate()


def rows(path: Path) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0)
    try:
        return connection.execute('SELECT * FROM result ORDER BY "case", engine').fetchall()
    finally:
        connection.close()


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def test_a_campaign_with_a_killed_worker(scheduler: Any, tmp_path: Path) -> None:
    address, (_, first, _) = scheduler
    here, there = tmp_path / "here", tmp_path / "there"
    assert bornproof(*CAMPAIGN, "--out", str(here)).returncode == 0
    command = [*COMMAND, *CAMPAIGN, "--out", str(there), "--dask", address]
    first.send_signal(signal.SIGSTOP)  # so that it gets work, and the run cannot end before it is killed
    with begun(command) as run:
        until(lambda: size(there.with_name("there-wal")) > 20_000)
        first.kill()
        out, err = run.communicate()
    assert (run.returncode, err) == (0, "bornproof: 1 of 2 Dask workers died or left; what they were at is done by others\n")
    assert "256 of 256 cases done" in out
    assert rows(there) == rows(here)
    assert len(rows(here)) == 256 + 128


def test_verify_and_mutate_write_the_same_bytes(scheduler: Any, tmp_path: Path) -> None:
    address, _ = scheduler
    for command in (["verify", "eq.10", "eq.31", "claim.4.4-trace", "eq.61"], ["mutate", "eq.10", "eq.61"]):
        for name, extra in (("here", []), ("there", ["--dask", address])):
            done = bornproof(*command, "--json", str(tmp_path / name), *extra)
            assert (done.returncode, done.stderr) == (0, "")
        assert (tmp_path / "here").read_bytes() == (tmp_path / "there").read_bytes()


def dies(claim_id: str) -> None:
    if claim_id == "eq.2":
        os.kill(os.getpid(), signal.SIGKILL)


def number(_: str) -> int:
    return os.getpid()


def test_a_cluster_that_is_started_here() -> None:
    told = list[str]()
    with executor_of(2, "local", told.append, memory=2000) as cluster:
        assert isinstance(cluster, Cluster)
        assert cluster.slots() == 4
        found = {result for _, result, _ in run_each(number, [str(k) for k in range(40)], cluster)}
        assert os.getpid() not in found
        with pytest.raises(LedgerError, match="invalid literal"):
            list(run_each(int, ["1", "no"], cluster))
        died = {claim_id: why for claim_id, why, _ in run_each(dies, ["eq.1", "eq.2", "eq.3"], cluster, died=lambda _, why: why)}
        assert died == {
            "eq.1": None, "eq.3": None,
            "eq.2": "the worker that judged it died (KilledWorker), and so when it was tried again",
        }  # fmt: skip
        with pytest.raises(LedgerError, match=r"eq\.2: the worker that judged it died"):
            list(run_each(dies, ["eq.2"], cluster))


@pytest.mark.parametrize("deaths", [1, 3])
def test_a_worker_that_is_killed_while_it_starts(deaths: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told, starts, real = list[str](), list[Any](), distributed.nanny.WorkerProcess._wait_until_connected

    async def killed(self: Any, *arguments: Any) -> Any:
        starts.append(self)
        if len(starts) <= deaths:
            os.kill(self.process.pid, signal.SIGKILL)
        return await real(self, *arguments)

    monkeypatch.setattr(distributed.nanny.WorkerProcess, "_wait_until_connected", killed)
    again = "a Dask worker died while it started; all are started again"
    if deaths == 3:
        with pytest.raises(LedgerError, match="no Dask workers could be started here"), executor_of(1, "local", told.append):
            pass
        assert told == [again] * 2
        return
    with executor_of(1, "local", told.append) as cluster:
        assert isinstance(cluster, Cluster)
        assert [result != os.getpid() for _, result, _ in run_each(number, ["1"], cluster)] == [True]
    assert told == [again]


def test_a_scheduler_without_workers_is_not_waited_for(scheduler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    address, (_, *workers) = scheduler
    monkeypatch.setattr("bornproof.proofs.checks.cluster.ABANDONED", 1)
    for worker in workers:
        worker.kill()
    with executor_of(1, address) as cluster, pytest.raises(LedgerError, match="the scheduler has no worker left"):
        list(run_each(number, ["eq.1"], cluster))


HOSTILE = """
import ctypes, os, signal
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.ledger.domain import Domain
from bornproof.symbolic.derivation import derivation
from flint import fmpq
from sympy import Symbol

a = Symbol("a", real=True)

def points():
    for k in range(60):
        yield {a: fmpq(k, 7)}

def loops(point):
    while True:
        pass

ORACLES = (
    lambda point: 2 * point[a], lambda point: os._exit(0), lambda point: os.kill(os.getpid(), signal.SIGKILL), loops,
    lambda point: ctypes.string_at(0), lambda point: 2 * point[a],
)
LEDGER = Ledger(tuple(
    Claim(f"eq.{number}", "1", "s", name="b", printed=(2 * a,), derive=lambda values: derivation("twice", 2 * a), oracle=oracle,
          domain=Domain(points=points))
    for number, oracle in enumerate(ORACLES, start=1)
))
"""


def test_what_workers_die_of_is_undecided_and_the_rest_is_judged(tmp_path: Path) -> None:
    (path := tmp_path / "mine.py").write_text(HOSTILE)
    for command in (["verify", "--timeout", "5"], ["mutate", "eq.1", "eq.2"]):
        for name, extra in (("here", []), ("there", ["--dask", "local"])):
            done = bornproof(*command, "--ledger", f"{path}:LEDGER", "--jobs", "2", "--json", str(tmp_path / name), *extra)
            assert done.returncode == 1, done.stderr
            entries = {entry["id"]: entry for entry in json.loads((tmp_path / name).read_text())["entries"]}
            if command[0] == "verify":
                assert [claim_id for claim_id, entry in entries.items() if entry["verdict"] == "holds"] == ["eq.1", "eq.6"]
            assert "ended itself with code 0" in json.dumps(entries["eq.2"])
        assert (tmp_path / "here").read_bytes() == (tmp_path / "there").read_bytes()


def test_workers_of_other_code_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with executor_of(1, "local") as cluster:
        assert isinstance(cluster, Cluster)
        monkeypatch.setattr(fingerprints, "_code", lambda: b"other")
        with pytest.raises(LedgerError, match="the workers must run the code that this process runs"):
            list(run_each(number, ["eq.1"], cluster))


def test_a_scheduler_that_goes_away_ends_the_run(scheduler: Any, tmp_path: Path) -> None:
    address, processes = scheduler
    file = tmp_path / "file"
    command = [*COMMAND, *CAMPAIGN, "--out", str(file), "--dask", address]
    processes[1].send_signal(signal.SIGSTOP)  # so that the run cannot end before all are killed
    with begun(command) as run:
        until(file.with_name("file-wal").exists)
        for process in processes:
            process.kill()
        out, err = run.communicate()
    assert (run.returncode, out) == (2, "")
    assert err.splitlines()[-1] == f"bornproof: the scheduler at {address} went away"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("here", "--dask needs the address of a scheduler"),
        ("tcp://", "--dask needs the address of a scheduler"),
        ("http://127.0.0.1:80", "--dask needs the address of a scheduler"),
        ("tcp://127.0.0.1:99999", "no scheduler answers at tcp://127.0.0.1:99999"),
        ("tcp://127.0.0.1:1", "no scheduler answers at tcp://127.0.0.1:1"),
    ],
)
def test_what_is_no_scheduler_is_refused(address: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bornproof.proofs.checks.cluster.PATIENCE", 1)
    with pytest.raises(LedgerError, match=message), executor_of(1, address):
        pass


def test_the_workers_of_a_scheduler_have_their_own_limits() -> None:
    with pytest.raises(LedgerError, match="have limits of their own"), executor_of(1, "tcp://127.0.0.1:1", memory=1000):
        pass


def test_without_dask_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(LedgerError, match=r"pip install 'bornproof\[dask\]'"), executor_of(1, "local"):
        pass
