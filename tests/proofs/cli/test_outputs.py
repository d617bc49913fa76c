"""What the shell can do to the outputs: closed streams, pipes, links, devices, rights, one place twice."""

import json
import os
import pty
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bornproof.proofs.cli.outputs import check_outputs
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.files import write_whole
from bornproof.proofs.report.progress import advance, progress_bar

PATIENT = "from bornproof.proofs.cli import main, streams; streams.SECONDS = 600; main()"  # with readers on a machine that is slow
COMMAND = f"{sys.executable} -c '{PATIENT}'"
Shell = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A line of bash in a folder of its own, in which `bornproof` is the command."""

    def run(line: str) -> subprocess.CompletedProcess[str]:
        script = f"bornproof() {{ {COMMAND} \"$@\"; }}\n{line}"
        return subprocess.run(  # noqa: S603
            ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=1000  # noqa: S607
        )

    return run


def test_the_reader_of_a_pipe_goes_away(shell: Shell, tmp_path: Path) -> None:
    reader = '(read -r line; echo "$line")'  # which leaves the rest: from one that takes all, nobody could tell that it will go
    done = shell(f"bornproof verify eq.{{39,40,41}} --json r.json --junit r.xml | {reader}; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (141, 1, "")
    assert len(json.loads((tmp_path / "r.json").read_text())["entries"]) == 6
    assert (tmp_path / "r.xml").exists()


@pytest.mark.parametrize("command", ["list", "derive appendix --n 12", "list --json -", "--help", "--version"])
def test_a_reader_that_reads_nothing(shell: Shell, command: str) -> None:
    assert shell(f"bornproof {command} | true; exit ${{PIPESTATUS[0]}}").returncode == 141


@pytest.mark.parametrize("reader", ["cat >/dev/null", "(sleep 0.1; cat >/dev/null)"])
def test_a_reader_that_reads_all_is_not_lost(shell: Shell, reader: str) -> None:
    assert shell(f"bornproof list eq.1 | {reader}; exit ${{PIPESTATUS[0]}}").returncode == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("bornproof list eq.1 >&-", 0),
        ("bornproof list eq.1 2>&-", 0),
        ("bornproof verify eq.40 eq.41 --jobs 2 >&- 2>&- <&-", 0),
        ("bornproof list eq.999 2>&-", 2),
        ("bornproof list eq.999 2>/dev/full", 2),
        ("bornproof list eq.1 --json - >&-", 2),
        ("bornproof list eq.1 >/dev/full", 2),
        ("bornproof list eq.1 1</dev/null", 2),
        ("bornproof list eq.1 --json /dev/full", 2),
    ],
)
def test_closed_and_full_streams(shell: Shell, line: str, code: int) -> None:
    done = shell(line)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") <= 1


def test_a_closed_stream_is_not_mistaken_for_a_file(shell: Shell, tmp_path: Path) -> None:
    assert shell("bornproof list eq.1 --json out.json >&- 2>&- <&-").returncode == 0
    assert json.loads((tmp_path / "out.json").read_text())[0]["id"] == "eq.1"


def test_what_the_terminal_cannot_encode(shell: Shell) -> None:
    done = shell("PYTHONIOENCODING=ascii bornproof list --json - && PYTHONIOENCODING=ascii bornproof show eq.29 > /dev/null")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


PLACES = [
    ("ln -s two one; ln -s one two", "one"),
    ("ln -s nowhere/at/all one", "one"),
    ("ln -s two one", "one"),
    ("mkdir one", "one"),
    ("mkdir real; ln -s real one; rmdir real", "one/r.json"),
    ("touch one", "one/r.json"),
    ("true", "x" * 300),
    ("true", ""),
    ("true", "nowhere/r.json"),
]


@pytest.mark.parametrize(("prepare", "output"), PLACES)
def test_a_hopeless_place_is_refused(prepare: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["bash", "-c", prepare], cwd=tmp_path, check=True)  # noqa: S603, S607
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError, match=r"^cannot write [^\n]*$"):
        check_outputs(Path(output))
    assert not list(tmp_path.rglob(".bornproof*"))


@pytest.mark.parametrize("option", ["verify --json", "verify --junit", "verify --timings", "mutate --resume", "mutate --json"])
def test_it_is_refused_before_the_work(shell: Shell, option: str) -> None:
    done = shell(f"mkdir gone; cd gone; rmdir ../gone; ulimit -t 10; bornproof {option} r.json")  # of all entries: longer
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"bornproof: cannot write r.json: [^\n]*\n", done.stderr)


@pytest.mark.parametrize(
    "outputs", ["- -", "a a", "a ./a", "a {}/a", "a link", "a hard", "link hard", "a sub/../a", "new ./new", "new {}/new"]
)
def test_two_outputs_to_one_place_are_refused(outputs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["bash", "-c", "echo old > a; ln -s a link; ln a hard; mkdir sub"], cwd=tmp_path, check=True)  # noqa: S607
    monkeypatch.chdir(tmp_path)
    one, other = map(Path, outputs.format(tmp_path).split())
    with pytest.raises(LedgerError, match="every output needs a place of its own"):
        check_outputs(one, None, other)
    check_outputs(one, Path("another"))


@pytest.mark.parametrize("line", ["--json - --junit -", "--json a > a", "--json /dev/stdout > a"])
def test_they_are_refused_by_the_command(shell: Shell, line: str) -> None:
    done = shell(f"bornproof verify {line}")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_mutate_does_not_write_its_result_over_its_trials(shell: Shell) -> None:
    assert "a place of its own" in shell("bornproof mutate eq.10 --json a --resume a").stderr


def test_outputs_that_differ(shell: Shell) -> None:
    assert shell("bornproof verify eq.40 --json /dev/null --junit /dev/null > /dev/null").returncode == 0
    done = shell("bornproof verify eq.40 --junit - --json r.json")
    assert (done.returncode, done.stdout.startswith("<?xml")) == (0, True)


def test_rights(shell: Shell, tmp_path: Path) -> None:
    shell("umask 027; bornproof list eq.1 --json new; install -m 604 /dev/null old; bornproof list eq.1 --json old")
    rights = {name: stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("new", "old")}
    assert rights == {"new": 0o640, "old": 0o604}
    assert json.loads((tmp_path / "old").read_text())


def test_a_device_stays_a_device_and_a_link_a_link(shell: Shell, tmp_path: Path) -> None:
    done = shell(
        "echo old > target; ln -s target link; bornproof list eq.1 --json link >/dev/null; mkfifo pipe; cat pipe & "
        "bornproof list eq.1 --json pipe >/dev/null; wait; bornproof list eq.1 --json >(cat) >/dev/null"
    )
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "pipe").is_fifo()
    text = (tmp_path / "target").read_text()
    assert json.loads(text)[0]["id"] == "eq.1"
    assert done.stdout == 2 * text


@pytest.mark.parametrize("what", ["/dev/zero", "pipe", "/dev/tty"])
def test_only_a_file_is_gone_on_from(shell: Shell, what: str) -> None:
    done = shell(f"mkfifo pipe; ulimit -t 10 -v 4000000; timeout 300 {COMMAND} mutate eq.10 --resume {what}")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_huge_file_is_not_read_whole(shell: Shell, tmp_path: Path) -> None:
    done = shell("ulimit -v 2000000; truncate -s 3G huge; bornproof mutate eq.10 --resume huge")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "must hold at most" in done.stderr
    assert (tmp_path / "huge").stat().st_size == 3 * 1024**3


def test_a_text_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("old")

    def pieces() -> Iterator[str]:
        yield "half"
        raise LedgerError("no more")

    with pytest.raises(LedgerError, match="no more"):
        write_whole(target, pieces())
    assert (target.read_text(), os.listdir(tmp_path)) == ("old", ["out"])  # noqa: PTH208


def test_a_read_only_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out"
    target.touch()
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != target)  # root may write anything
    with pytest.raises(LedgerError, match="it is read-only"):
        check_outputs(target)


@pytest.mark.parametrize("variables", [{}, {"FORCE_COLOR": "1"}, {"TTY_COMPATIBLE": "1"}])
def test_no_bar_without_a_terminal(
    variables: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with progress_bar("working", 3) as bar:
        advance(bar)
        advance(bar, 3, 3)
    assert capsys.readouterr() == ("", "")


def test_a_bar_on_a_terminal_without_a_thread() -> None:
    """Also with the pool: from Python 3.12 on, a fork beside a thread is a warning, and a dead lock now and then."""
    parent, terminal = pty.openpty()
    code, arguments = "from bornproof.proofs.cli import main; main()", ["verify", "eq.40", "eq.41", "--jobs", "2"]
    command, environment = [sys.executable, "-W", "error", "-c", code, *arguments], os.environ | {"TERM": "xterm"}
    with subprocess.Popen(command, stderr=terminal, stdout=subprocess.DEVNULL, env=environment) as process:  # noqa: S603
        os.close(terminal)
        shown = b""
        try:
            while piece := os.read(parent, 4096):
                shown += piece
        except OSError:  # the end of a terminal
            pass
    os.close(parent)
    assert process.returncode == 0
    assert b"verifying" in shown
    assert b"Warning" not in shown
