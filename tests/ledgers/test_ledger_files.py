"""A user's own ledger on the command line: read by every command that takes one, and refused in one line where it cannot be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bornproof.proofs.cli import main
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Ledger
from bornproof.proofs.ledger.ledger_files import load_file

OWN = Path(__file__).with_name("open_systems.py")
GOOD = """
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.ledger.domain import Domain
from bornproof.symbolic.derivation import derivation
from sympy import Symbol

a = Symbol("a", real=True)
CLAIM = Claim(
    "eq.1", "1", "A square.", "f", ((a + 1) ** 2,), lambda _: derivation("multiply out", a**2 + 2 * a + 1),
    Domain(points=lambda: ({a: number} for number in range(99))), lambda point: (point[a] + 1) * (point[a] + 1),
)
MINE = Ledger((CLAIM,))
"""


def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["bornproof", *args])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0), *capsys.readouterr()


@pytest.mark.parametrize(
    ("text", "named", "message"),
    [
        (GOOD, "mine.py:OTHER", "mine.py has no OTHER"),
        (GOOD, "mine.py:CLAIM", "CLAIM in .*mine.py must be a Ledger, not of type Claim"),
        (GOOD, "mine.py", "must be named as FILE.py:NAME"),
        (GOOD, "mine.py:", "must be named as FILE.py:NAME"),
        (GOOD, "mine.txt:MINE", "must be named as FILE.py:NAME"),
        (GOOD, "other.py:MINE", "there is no file .*other.py"),
        (GOOD + "1 / 0\n", "mine.py:MINE", "mine.py could not be loaded: ZeroDivisionError: division by zero"),
        ("raise GeneratorExit(3)\n", "mine.py:MINE", "mine.py could not be loaded: GeneratorExit: 3"),
        ("raise SystemExit(3)\n", "mine.py:MINE", "mine.py could not be loaded: SystemExit: 3"),
        ("def broken(:\n", "mine.py:MINE", "mine.py could not be loaded: SyntaxError"),
        (GOOD.replace("(CLAIM,)", "(CLAIM, CLAIM)"), "mine.py:MINE", "could not be loaded: LedgerError: ids must be unique"),
    ],
)
def test_what_is_no_ledger_is_refused_in_one_line(
    text: str, named: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.py").write_text(text)
    with pytest.raises(LedgerError, match=message):
        load_file(f"{tmp_path}/{named}")
    code, out, err = command(capsys, monkeypatch, "list", "--ledger", f"{tmp_path}/{named}")
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_good_one_is_loaded_once(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(GOOD)
    found = load_file(f"{tmp_path}/mine.py:MINE")
    assert isinstance(found, Ledger)
    assert found is load_file(f"{tmp_path}/../{tmp_path.name}/mine.py:MINE")
    assert found.home == f"{tmp_path.resolve()}/mine.py:MINE"


@pytest.mark.parametrize(
    ("args", "code", "shown"),
    [
        (("verify",), 0, "all settled"),
        (("verify", "--jobs", "2"), 0, "all settled"),
        (("show", "1", "--full"), 0, "multiply out"),
        (("list",), 0, "A square."),
        (("check", "1", "a**2+2*a+1"), 0, "equal: proved"),
        (("check", "1", "a**2"), 1, "different"),
        (("mutate",), 0, "eq.1"),
        (("assumptions",), 0, ""),
    ],
    ids=str,
)
def test_every_command_takes_it(
    args: tuple[str, ...],
    code: int,
    shown: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "mine.py").write_text(GOOD)
    found, out, _ = command(capsys, monkeypatch, *args, "--ledger", f"{tmp_path}/mine.py:MINE")
    assert found == code
    assert shown in out


def test_the_kernel_proves_nothing_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.py").write_text(GOOD)
    code, _, err = command(capsys, monkeypatch, "verify", "--kernel", "--ledger", f"{tmp_path}/mine.py:MINE")
    assert (code, "not about another ledger" in err) == (2, True)


def test_trials_of_another_text_of_the_ledger_are_not_gone_on_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, saved = tmp_path / "mine.py", tmp_path / "saved.jsonl"
    mine.write_text(GOOD)
    again = ("mutate", "--resume", str(saved), "--ledger", f"{mine}:MINE")
    assert command(capsys, monkeypatch, *again)[0] == 0
    assert command(capsys, monkeypatch, *again)[0] == 0
    mine.write_text(f"{GOOD}\n")
    assert command(capsys, monkeypatch, *again)[0] == 2


def test_new_processes_find_it(tmp_path: Path) -> None:
    """Where processes are not forked, each of them loads the file."""
    (tmp_path / "mine.py").write_text(GOOD + 'TWO = Ledger((CLAIM, __import__("dataclasses").replace(CLAIM, id="eq.2")))\n')
    code = (
        "import sys, threading, time\n"
        "from bornproof.proofs.checks import worker_process\n"
        "from bornproof.proofs.checks.run import verify\n"
        "from bornproof.proofs.ledger.ledger_files import load_file\n"
        "if __name__ == '__main__':\n"
        "    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()\n"
        "    assert worker_process.context().get_start_method() == 'spawn'\n"
        "    assert verify(ledger=load_file(sys.argv[1]), jobs=2).settled\n"
    )
    script = tmp_path / "spawned.py"
    script.write_text(code)
    done = subprocess.run(  # noqa: S603  (our own command)
        [sys.executable, str(script), f"{tmp_path}/mine.py:TWO"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_file_that_judges_its_own_ledger_while_it_is_loaded_is_refused(tmp_path: Path) -> None:
    """Otherwise each process would start others, each of which runs the file."""
    (mine := tmp_path / "mine.py").write_text(
        GOOD
        + "from dataclasses import replace\n"
        + "from bornproof.proofs import verify\n"
        + "TWO = Ledger((CLAIM, replace(CLAIM, id='eq.2')), home=f'{__file__}:TWO')\n"
        + "verify(ledger=TWO, jobs=2)\n"
    )
    done = subprocess.run([sys.executable, str(mine)], capture_output=True, text=True, check=False, timeout=600)  # noqa: S603
    assert "must not ask for its own ledger while it is loaded: do that under if __name__ == '__main__'" in done.stderr


def test_an_engine_without_the_paper(tmp_path: Path) -> None:
    """What is installed may lack it: other ledgers are judged as ever, and the paper's commands say in one line what is missing."""
    top = Path(__file__).parents[2]
    (tmp_path / "bornproof" / "proofs").mkdir(parents=True)
    rooms = [room for room in (top / "proofs").iterdir() if room.name not in ("paper", "__pycache__")]
    for place in (top / "symbolic", top / "numeric_check", *rooms):
        (tmp_path / "bornproof" / place.relative_to(top)).symlink_to(place)

    def ran(*arguments: str, code: str = "from bornproof.proofs.cli import main; main()") -> tuple[int, str, str]:
        environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        return done.returncode, done.stdout, done.stderr

    for command in ("verify", "mutate", "derive", "latex"):
        assert ran(command, "eq.7", "--ledger", f"{OWN}:LEDGER")[::2] == (0, "")
    assert ran("--help")[0] == 0
    assert ran("verify") == (2, "", "bornproof: the paper's ledger is not installed: name another one with --ledger\n")
    alone = "bornproof: the paper's ledger is not installed: solve is about it alone\n"
    assert ran("solve", "--signs=+", "--p", "1/2,1/2") == (2, "", alone)
    library = "from bornproof.proofs import check, errata, verify\nfrom bornproof.proofs.ledger.ledger_files import load_file\n"
    own = f"load_file({f'{OWN}:LEDGER'!r})"
    assert ran(code=f"{library}print(verify('eq.7', ledger={own}).settled)") == (0, "True\n", "")
    code, _, err = ran(code=f"{library}verify()")
    assert (code, err.splitlines()[-1].partition(": ")[2]) == (
        1,
        "the paper's ledger is not installed: hand over another one as ledger=",
    )
