"""`bornproof campaign` ends cleanly however it ends, loses nothing that was finished, and tells what does not agree."""

import json
import multiprocessing
import os
import random
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from bornproof.proofs import cli
from bornproof.proofs.campaign import residual
from bornproof.proofs.campaign.database import summary
from bornproof.symbolic.populations import closed_form
from flint import fmpq_poly

COMMAND = [sys.executable, "-c", "from bornproof.proofs.cli import main; main()", "campaign"]
SMALL = ("--n", "3", "--states", "4", "--times", "0,1/2", "--digits", "20")
LONG = ("--n", "4", "--states", "16", "--times", "1/2,2,7", "--second", "1", "--digits", "60", "--jobs", "2")
ENDLESS = ("--n", "4", "--states", "16", "--times", ",".join(f"{k}/7" for k in range(1, 400)), *LONG[6:])  # it is ended
CASES = 8 * 16 * 399  # of it
PATIENCE = 600  # seconds, on a machine that has other work
KILLS = 20
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    def run(*args: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["bornproof", "campaign", *args])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return run


def rows(path: Path) -> list[Any]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute('SELECT * FROM result ORDER BY "case", engine').fetchall()
    finally:
        connection.close()


@contextmanager
def begun(*arguments: str, command: list[str] = COMMAND) -> Iterator["subprocess.Popen[str]"]:
    """A run that a failing test does not wait for, nor leaves behind."""
    pipes: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    run = subprocess.Popen([*command, *arguments], **pipes)  # noqa: S603
    try:
        yield run
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate()


def until(true: Callable[[], Any], run: "subprocess.Popen[str]") -> None:
    """Wait for it, or for the end of the run."""
    end = time.monotonic() + PATIENCE
    while run.poll() is None and not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def written(path: Path) -> int:
    """Bytes of the file beside, where a run at work puts its results."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size
    except FileNotFoundError:
        return 0


def at_work(run: "subprocess.Popen[str]", path: Path) -> None:
    """Wait until results are in the file."""
    until(lambda: written(path) > 30_000, run)
    assert run.poll() is None


def test_a_campaign_and_its_summary(command: Command, tmp_path: Path) -> None:
    file, told = str(tmp_path / "file"), tmp_path / "told.json"
    code, out, err = command(*SMALL, "--out", file, "--json", str(told))
    assert (code, err) == (0, "")
    for line in (
        "N = 3: 4 of 4 sectors, 4 initial states, kappa t = 0, 1/2 (seed 1); 20 digits; a second engine on 1/10 of the cases",
        "balls: 32 agrees, 0 refuted, 0 unable; worst: residual [",
        "taylor: 4 agrees, 0 refuted, 0 unable",
        "32 of 32 cases done",
    ):
        assert line in out
    assert command("summary", file) == (0, out, "")
    assert command(*SMALL, "--out", file, "--resume") == (0, out, "")
    plain = json.loads(told.read_text())
    assert (plain["cases"], plain["done"], plain["settled"], plain["verdicts"]["balls"]) == (32, 32, True, {"agrees": 32})
    assert sum(plain["digits"]["balls"].values()) == 32
    assert plain["digits"]["balls"]["all"] > 0  # at t = 0
    code, out, _ = command("summary", file, "--json", "-")
    assert json.loads(out) == plain


def test_what_is_refuted_is_told(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(sector: Any, start: Any) -> Any:
        first, *rest = closed_form(sector, start)
        return (first + fmpq_poly([0, 1]) * (sector == (1, -1)), *rest)

    monkeypatch.setattr(residual, "_populations", wrong)
    monkeypatch.setattr("bornproof.proofs.checks.processes.context", lambda: multiprocessing.get_context("fork"))
    code, out, err = command(*SMALL, "--second", "1/2", "--out", str(tmp_path / "file"))  # which reaches forked workers alone
    assert (code, err) == (1, "")
    told = [line for line in out.splitlines() if line.startswith("REFUTED: residual ")]
    assert len([line for line in told if "balls, sector +-, state" in line]) == 8
    assert len(told) == len([line for line in told if "sector +-" in line]) > 8
    assert "balls: 24 agrees, 8 refuted, 0 unable; worst: residual " in out
    assert command("summary", str(tmp_path / "file")) == (1, out, "")


def test_what_nobody_could_decide_is_no_pass(command: Command, tmp_path: Path) -> None:
    code, out, _ = command(*SMALL[:-4], "--times", "1e9", "--second", "1", "--out", str(tmp_path / "file"))
    assert code == 1
    assert "balls: 16 agrees" in out
    assert "taylor: 0 agrees, 0 refuted, 16 unable" in out
    assert out.count("UNABLE: no residual, taylor") == 16
    assert f"s of work, more than {residual.MOST_SECONDS} s" in out


def test_twenty_kills_at_random_moments(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert subprocess.run([*COMMAND, *LONG, "--out", str(whole)], check=False, capture_output=True).returncode == 0  # noqa: S603
    start = time.monotonic()
    with begun(*LONG, "--out", str(killed)) as run:
        until(lambda: written(killed), run)
    startup = time.monotonic() - start
    moments, done = random.Random(20), list[int]()  # noqa: S311
    for _ in range(KILLS - 1):
        with begun(*LONG, "--out", str(killed), "--resume") as run:
            time.sleep(moments.uniform(0, 1.5 * startup))
            run.kill()
            run.communicate()  # its workers end, too
        done.append(summary(killed).done)
    assert done == sorted(done)
    last = subprocess.run([*COMMAND, *LONG, "--out", str(killed), "--resume"], check=False, capture_output=True)  # noqa: S603
    assert (last.returncode, last.stderr) == (0, b"")
    assert rows(killed) == rows(whole)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["killed", "whole"]


@pytest.mark.parametrize(
    ("number", "group", "code"),
    [(signal.SIGINT, True, 130), (signal.SIGINT, False, 130), (signal.SIGTERM, False, -signal.SIGTERM)],
    ids=["Ctrl-C", "INT", "TERM"],
)
def test_a_signal_loses_nothing_that_was_finished(number: signal.Signals, group: bool, code: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    with begun(*ENDLESS, "--out", str(path)) as run:
        at_work(run, path)
        (os.killpg if group else os.kill)(run.pid, number)
        out, err = run.communicate(timeout=PATIENCE)
    assert (run.returncode, out) == (code, "")
    done = summary(path).done
    assert 0 < done < CASES
    if number is signal.SIGINT:
        assert err == f"interrupted after {done} of {CASES} cases; they are in {path}: --resume goes on\n"
        assert [file.name for file in tmp_path.iterdir()] == ["file"]


STOPS = """
import os, signal, sys
from pathlib import Path
from bornproof.proofs.campaign import dispatch
from bornproof.proofs.cli import main

compare, mark = dispatch.compare_cases, Path(sys.argv.pop())

def stops(plan, numbers, memory):
    if 100 in numbers and not mark.exists():
        mark.write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGSTOP)
    return compare(plan, numbers, memory)

dispatch.compare_cases = stops
main()
"""


def test_a_worker_that_is_killed_from_outside_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """Which has stopped at its work, so that the run cannot end before it is killed."""
    path, whole, mark = tmp_path / "file", tmp_path / "whole", tmp_path / "worker"
    with begun("campaign", *LONG, "--out", str(path), str(mark), command=[sys.executable, "-c", STOPS]) as run:
        until(lambda: mark.exists() and mark.read_text(), run)
        os.kill(int(mark.read_text()), signal.SIGKILL)
        _, err = run.communicate(timeout=PATIENCE)
    assert (run.returncode, err) == (0, "bornproof: a worker died; the cases at work are asked again, one at a time\n")
    assert subprocess.run([*COMMAND, *LONG, "--out", str(whole)], check=False, capture_output=True).returncode == 0  # noqa: S603
    assert rows(path) == rows(whole)


def test_a_second_run_on_the_same_file(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "file"
    with begun(*ENDLESS, "--out", str(path)) as run:
        at_work(run, path)
        code, out, err = command(*ENDLESS, "--out", str(path), "--resume")
        assert (code, out, err) == (2, "", f"bornproof: cannot write {path}: another run is writing it\n")
        code, out, err = command("summary", str(path))
        assert (code, err) == (1, "")
        assert f"of {CASES} cases done" in out


def test_a_reader_of_the_summary_that_goes_away(tmp_path: Path) -> None:
    command = f"{' '.join(map(json.dumps, COMMAND))} {' '.join(SMALL)} --out file 2>err | true; echo ${{PIPESTATUS[0]}}; cat err"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert done.stdout == "141\n"
    assert summary(tmp_path / "file").settled


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "a campaign needs --out FILE for its results"),
        (["sumary", "file"], "the words after campaign may be: summary FILE, not sumary file"),
        (["summary"], "the words after campaign may be: summary FILE, not summary"),
        (["summary", "nowhere"], "unable to open database file"),
        (["summary", "/dev/zero"], "a campaign needs a file for its results, not /dev/zero"),
        (["summary", "/"], "a campaign needs a file for its results, not /"),
        (["summary", "-"], "a campaign needs a file for its results, not -"),
        (["--n", "11", "--out", "file"], "levels must be 2 to 10, not 11"),
        (["--n", "1", "--out", "file"], "levels must be 2 to 10, not 1"),
        (["--sectors", "some", "--out", "file"], "sectors must be all, or how many of them, not some"),
        (["--sectors", "9", "--out", "file"], "sectors must be 1 to 8, not 9"),
        (["--times", "pi", "--out", "file"], "a time must be an exact number such as 3/2 or 0.25, not 'pi'"),
        (["--times", "-1", "--out", "file"], "times must be different and at least 0"),
        (["--digits", "14", "--out", "file"], "digits must be 15 to 1000, not 14"),
        (["--second", "2", "--out", "file"], "the part for the second engine must be 0 to 1, not 2"),
        (["--jobs", "0", "--out", "file"], "jobs must be at least 1, not 0"),
        (["--memory", "499", "--out", "file"], "memory must be at least 500 megabytes, not 499"),
        (["--memory", "99999999999999", "--out", "file"], "memory must be at most 100000000 megabytes, not 99999999999999"),
        (["--out", "-"], "a campaign needs a file for its results, not -"),
        (["--out", "/nowhere/file"], "cannot write /nowhere/file"),
        (["--out", "/dev/null"], "a campaign needs a file for its results, not /dev/null"),
        (["--out", "file", "--json", "file"], "every output needs a place of its own"),
        (["--dask", "here", "--out", "file"], "--dask needs the address of a scheduler"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_unusable_input_gets_one_line_and_no_file(
    arguments: list[str], message: str, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert (err.count("\n"), err[:11]) == (1, "bornproof: ")
    assert not list(tmp_path.iterdir())


def test_a_pipe_is_not_waited_for(command: Command, tmp_path: Path) -> None:
    os.mkfifo(path := tmp_path / "pipe")
    for arguments in (["summary", str(path)], ["--out", str(path)], ["--out", str(path), "--resume"]):
        assert command(*arguments) == (2, "", f"bornproof: a campaign needs a file for its results, not {path}\n")


def test_a_file_that_is_another_programs_is_refused_at_once(command: Command, tmp_path: Path) -> None:
    with sqlite3.connect(path := tmp_path / "file") as connection:
        connection.execute("CREATE TABLE mine (a)")
    connection.close()
    for more in ([], ["--resume"]):
        code, out, err = command(*SMALL, "--out", str(path), *more)
        assert (code, out, err) == (2, "", f"bornproof: {path} must be a file of `bornproof campaign`\n")


@pytest.mark.parametrize("kilobytes", [4, 16, 32, 64])
def test_a_disk_without_room(kilobytes: int, tmp_path: Path) -> None:
    mounted = f"mount -t tmpfs -o size={kilobytes}k none {tmp_path}"
    if subprocess.run(["unshare", "-rm", "sh", "-c", mounted], check=False, capture_output=True).returncode:  # noqa: S603, S607
        pytest.skip("no small disk can be mounted here: what is said where it is full is not tested")
    shell = f"{mounted} && exec {' '.join(map(shlex.quote, COMMAND))} {' '.join(LONG)} --out {tmp_path}/file"
    done = subprocess.run(["unshare", "-rm", "sh", "-c", shell], check=False, capture_output=True, text=True)  # noqa: S603, S607
    told = f"bornproof: cannot use {tmp_path}/file for a campaign: it cannot be written, the disk is full\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
