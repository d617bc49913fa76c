"""The file: nothing twice, one run at a time, and refused unless it is this campaign's, whole and as it was written."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from bornproof.numeric_check.arithmetic.matrices import matrix
from bornproof.numeric_check.lindblad.engines import ENCLOSURE
from bornproof.proofs.campaign import database as databases
from bornproof.proofs.campaign.database import opened, summary
from bornproof.proofs.campaign.plan import SECOND, Plan, initial_state
from bornproof.proofs.campaign.residual import Agreement, Row, compare_cases
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.inputs import read_matrix
from msgspec.structs import replace

PLAN = Plan(levels=3, sectors=4, states=3, times=("1/2",), digits=20, second="1/2")


def filled(path: Path, cases: range = range(12)) -> Path:
    with opened(path, PLAN, resume=True) as file:
        for case in cases:
            file.add(compare_cases(PLAN, (case,))[0])
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "results")


def test_what_was_added_is_there(path: Path) -> None:
    with opened(path, PLAN, resume=True) as file:
        assert file.done == set(range(12))
    found = summary(path)
    assert (found.plan, found.done, found.settled) == (PLAN, 12, True)
    assert found.verdicts == {ENCLOSURE: {"agrees": 12}, SECOND: {"agrees": 6}}
    rows = [row for row in compare_cases(PLAN, range(12))[0] if row.engine == ENCLOSURE]
    assert found.worst[ENCLOSURE].digits == min(row.digits for row in rows if row.digits is not None)
    assert sum(found.digits[ENCLOSURE].values()) == 12
    assert [file.name for file in path.parent.iterdir()] == ["results"]


def test_it_is_not_settled_before_all_agrees(tmp_path: Path) -> None:
    found = summary(filled(tmp_path / "some", range(11)))
    assert (found.done, found.settled) == (11, False)
    for verdict in (Agreement.REFUTED, Agreement.UNABLE):
        filled(file := tmp_path / verdict, range(11))
        reason = "nobody knows" if verdict is Agreement.UNABLE else None
        row = Row(11, ENCLOSURE, "--", 2, "1/2", "[1e-9 +/- 1e-19]", 8.99, verdict.value, reason)
        with opened(file, PLAN, resume=True) as again:
            again.add([row, *(other for other in compare_cases(PLAN, (11,))[0] if other.engine != ENCLOSURE)])
        found = summary(file)
        assert (found.done, found.settled, found.count(verdict)) == (12, False, 1)
        assert found.refuted + found.unable == [row]
        assert found.worst[ENCLOSURE] == row


def test_nothing_comes_twice_and_no_case_in_part(path: Path, tmp_path: Path) -> None:
    with opened(path, PLAN, resume=True) as file, pytest.raises(LedgerError, match="UNIQUE constraint failed"):
        file.add(compare_cases(PLAN, (3,))[0])
    first, *_ = compare_cases(PLAN, (5,))[0]
    with opened(new := tmp_path / "new", PLAN) as file, pytest.raises(LedgerError, match="CHECK constraint failed"):
        file.add([first, first._replace(engine=SECOND, verdict="perhaps")])
    assert summary(new).done == 0


def test_the_states_can_be_typed_again(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT number, rho FROM state").fetchall()
    assert [matrix(read_matrix(rho)) for _, rho in rows] == [initial_state(3, number, PLAN.seed) for number, _ in rows]
    assert len(rows) == 3


def test_a_file_that_is_there_is_not_begun_again(path: Path) -> None:
    with pytest.raises(LedgerError, match="is there already: --resume goes on with it"), opened(path, PLAN):
        pass


@pytest.mark.parametrize("changed", [{"digits": 30}, {"seed": 2}, {"second": "1/3"}, {"times": ("1/2", "1")}], ids=str)
def test_another_campaigns_file_is_refused(changed: dict[str, object], path: Path) -> None:
    before = path.read_bytes()
    (name,) = changed
    other = replace(PLAN, **changed)
    with pytest.raises(LedgerError, match=f"is another campaign's: of {name} it has"), opened(path, other, resume=True):
        pass
    assert path.read_bytes() == before


def test_results_of_other_code_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "fingerprint", lambda: "0" * 64)
    with pytest.raises(LedgerError, match="results of another version of the code"), opened(path, PLAN, resume=True):
        pass
    assert summary(path).settled  # it can be read nevertheless


def sql(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    return change


def overwrite(path: Path) -> None:
    content = path.read_bytes()
    for page in range(4096, len(content), 4096):
        content = content[: page + 8] + b"\xff" * 80 + content[page + 88 :] if page > 8192 else content
    path.write_bytes(content)


ALONE = max(set(range(12)) - PLAN.seconded - {3})  # a case of which one engine is asked
UNABLE = "verdict = 'unable', residual = NULL, digits = NULL"
UPDATE = "UPDATE result SET"
DELETE = 'DELETE FROM result WHERE "case" ='
BOTH = max(PLAN.seconded)
UNCHECKED = "PRAGMA ignore_check_constraints = ON"
BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("results\n" * 1000), "file is not a database"),
    "nothing": (lambda path: path.write_bytes(b""), "must be a file of `bornproof campaign`"),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:9000]), "malformed|damaged|not a database"),
    "overwritten": (overwrite, "malformed|damaged"),
    "other": (sql("PRAGMA application_id = 7"), "must be a file of `bornproof campaign`"),
    "newer": (sql("PRAGMA user_version = 2"), "must have the format 3, not 2: another version of bornproof wrote it"),
    "table": (sql("CREATE TABLE more (a)"), "must have the tables of a campaign, and nothing else"),
    "trigger": (sql("CREATE TRIGGER t AFTER INSERT ON result BEGIN DELETE FROM state; END"), "tables of a campaign, and nothing"),
    "view": (sql("ALTER TABLE result RENAME TO r", "CREATE VIEW result AS SELECT * FROM r"), "tables of a campaign, and nothing"),
    "no-header": (sql("DELETE FROM header"), "must have the header of one campaign, not none"),
    "two-headers": (sql("INSERT INTO header SELECT * FROM header"), "must have the header of one campaign, not 2"),
    "plan": (sql("UPDATE header SET plan = '{\"levels\": 3}'"), "must have the header of one campaign"),
    "deep-plan": (sql("UPDATE header SET plan = replace(hex(zeroblob(30000)), '0', '[')"), "must have the header of one"),
    "long-plan": (sql(UNCHECKED, "UPDATE header SET plan = hex(zeroblob(99999))"), "must have the header of one campaign"),
    "endless-plan": (sql(UNCHECKED, "UPDATE header SET plan = hex(zeroblob(999999))"), "too big"),
    "plan-of-bytes": (sql(UNCHECKED, "UPDATE header SET plan = 7"), "must have the header of one campaign"),
    "state": (sql("UPDATE state SET rho = '1,0,0; 0,0,0; 0,0,0' WHERE number = 1"), "it has other initial states"),
    "no-state": (sql("DELETE FROM state WHERE number = 2"), "it has other initial states"),
    "more-states": (sql("INSERT INTO state VALUES (3, '1,0,0; 0,0,0; 0,0,0')"), "it has other initial states"),
} | {
    name: (sql(UNCHECKED, f"{UPDATE} {change} WHERE \"case\" = 3 AND engine = 'balls'"), message)
    for name, change, message in (
        ("beyond", '"case" = 99', "case 99, balls: the cases are 0 to 11"),
        ("before", '"case" = -1', "case -1, balls: the cases are 0 to 11"),
        ("another-engine", f"\"case\" = {ALONE}, engine = 'taylor'", f"case {ALONE}, taylor: this engine is not asked there"),
        ("sector", "sector = '---'", "case 3, balls: the sector is .., not ---"),
        ("sector-of-bytes", "sector = x'2b2b'", "case 3, balls: the sector is .., not b'"),
        ("another-state", "state = 1", "case 3, balls: the state is 0, not 1"),
        ("time", "time = '99999'", "case 3, balls: the time is 1/2, not 99999"),
        ("time-anew", "time = '2/4'", "case 3, balls: the time is 1/2, not 2/4"),
        ("engine", "engine = 'x'", "case 3, x: this engine is not asked there"),
        ("engine-escape", "engine = char(27)||'[31m'", r"case 3, '\\x1b\[31m': this engine is not asked there"),
        ("verdict", "verdict = 'fine'", "there is no verdict fine"),
        ("no-residual", "residual = NULL", "the residual is no ball: None"),
        ("not-finite", "residual = 'nan', digits = NULL", "a residual of nan decides nothing"),
        ("infinite", "residual = '[+/- inf]'", "decides nothing"),
        ("negative", "residual = '[-1e-30 +/- 1e-40]'", "the residual is no ball"),
        ("huge", "residual = '1e+99999'", "has not the digits"),
        ("huge-agrees", "residual = '1e+99999', digits = 0.0", "digits of 0.0 do not agree to 20"),
        ("exact", "residual = '0'", "0 has not the digits"),
        ("small", "residual = '[+/- 1e-9]'", r"\[\+/- 1e-9\] has not the digits"),
        ("rounded", "residual = '[+/- 1e-9]', digits = 9.0", "digits of 9.0 do not agree to 20"),
        ("endless", "digits = 9e999", "has not the digits inf"),
        ("no-digits", "digits = NULL", "has not the digits None"),
        ("digits", "digits = 'many'", "has not the digits many"),
        ("escape", "residual = char(27)||'[2J'", r"the residual is no ball: '\\x1b\[2J'"),
        ("nul", "residual = '1'||char(0)||'2'", "the residual is no ball"),
        ("bytes", "residual = x'31'", "the residual is no ball"),
        ("csi", f"{UNABLE}, detail = char(155)||'2J'", "must have a reason that can be shown"),
        ("command", f"{UNABLE}, detail = '::error::no'", "must have a reason that can be shown"),
        ("no-reason", UNABLE, "must have a reason that can be shown"),
        ("digits-alone", "verdict = 'unable', residual = NULL, detail = 'x'", "there are digits and no residual"),
        ("reason", "detail = 'trust me'", "what was decided needs no reason"),
    )
} | {
    f"no-{engine}": (sql(f"{DELETE} {BOTH} AND engine = '{engine}'"), f"case {BOTH}, {engine}: the row is missing")
    for engine in (ENCLOSURE, SECOND)
}


@pytest.mark.parametrize(("change", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_anything_else_is_refused(change: Callable[[Path], object], message: str, path: Path) -> None:
    change(path)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=message) as refused:
        summary(path)
    assert "\n" not in str(refused.value)
    if before:  # an empty file is a new one
        with pytest.raises(LedgerError, match=message), opened(path, PLAN, resume=True):
            pass
    assert path.read_bytes() == before or not before


BEGIN = f"""
import os, sys
from pathlib import Path
from bornproof.proofs.campaign.database import opened
from bornproof.proofs.campaign.plan import Plan
from bornproof.proofs.campaign.residual import compare_cases
PLAN = {PLAN!r}
"""
HOLD = f"""{BEGIN}
with opened(Path(sys.argv[1]), PLAN, resume=True):
    print("held", flush=True)
    sys.stdin.read()
"""
KILLED = f"""{BEGIN}
with opened(Path(sys.argv[1]), PLAN) as file:
    for case in range(7):
        file.add(compare_cases(PLAN, (case,))[0])
    os.kill(os.getpid(), 9)
"""


def test_two_runs_do_not_mix(path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:  # noqa: S603
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        for _ in range(2):
            with pytest.raises(LedgerError, match="another run is writing it"), opened(path, PLAN, resume=True):
                pass
        assert summary(path).settled  # it can be read meanwhile
        other.kill()
    filled(path, range(0))
    assert summary(path).settled


GROWS = f"""{BEGIN}
PLAN = Plan(levels=3, sectors=4, states=3, times=("1/2",), digits=20, second="1")
first = compare_cases(PLAN, range(12))[0]
print("ready", flush=True)
with opened(Path(sys.argv[1]), PLAN) as file:
    for case in range(12):
        file.add([row for row in first if row.case == case])
        print(case, flush=True)
        sys.stdin.readline()
"""


def test_a_file_is_read_while_it_grows(tmp_path: Path) -> None:
    path = tmp_path / "results"
    command = [sys.executable, "-c", GROWS, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:  # noqa: S603
        assert run.stdin is not None
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        for number in range(12):
            assert run.stdout.readline() == f"{number}\n"
            found = summary(path)
            assert found.verdicts == {ENCLOSURE: {"agrees": number + 1}, SECOND: {"agrees": number + 1}}
            reader = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
            if number in (3, 11):  # one reads on while the run writes, and while it ends
                reader.execute("BEGIN")
                assert reader.execute("SELECT count(*) FROM result").fetchone() == (2 * number + 2,)
            run.stdin.write("on\n")
            run.stdin.flush()
            if number == 11:
                assert run.wait(600) == 0
            reader.close()
    assert summary(path).done == 12
    with opened(path, replace(PLAN, second="1"), resume=True):
        pass
    assert [file.name for file in tmp_path.iterdir()] == ["results"]


def test_a_process_that_outlives_the_run_keeps_nothing(path: Path) -> None:
    holder = f"""{BEGIN}
import time
with opened(Path(sys.argv[1]), PLAN, resume=True):
    if not os.fork():
        os.close(1)
        time.sleep(600)
    print("held", flush=True)
"""
    command = [sys.executable, "-c", holder, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:  # noqa: S603
        assert run.communicate()[0] == "held\n"
    try:
        filled(path, range(0))
    finally:
        os.killpg(run.pid, 9)


def test_a_killed_run_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "results"
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False).returncode == -9  # noqa: S603
    assert summary(path).done == 7
    assert summary(path).done == 7  # nothing was changed by that
    filled(path, range(7, 12))
    assert summary(path).settled
    assert [file.name for file in tmp_path.iterdir()] == ["results"]


def test_what_a_run_had_begun_as_it_was_killed_is_undone(path: Path, tmp_path: Path) -> None:
    """At its beginning and its end a run writes the file itself, and its journal stays beside it."""
    (tmp_path / "killed").mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # what is changed is soon in the file
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("CREATE TABLE more AS SELECT zeroblob(100000)")
        connection.execute("DELETE FROM result")
        for name in ("results", "results-journal"):
            (tmp_path / "killed" / name).write_bytes((tmp_path / name).read_bytes())
    killed = tmp_path / "killed" / "results"
    assert killed.read_bytes() != path.read_bytes()
    assert summary(killed) == summary(path)
    assert [file.name for file in killed.parent.iterdir()] == ["results"]


@pytest.mark.parametrize("place", ["nowhere/results", ".", "-"])
def test_a_place_for_no_file(place: str, tmp_path: Path) -> None:
    path = Path(place) if place == "-" else tmp_path / place
    with pytest.raises(LedgerError, match=r"cannot write|needs a file"), opened(path, PLAN):
        pass
    with pytest.raises(LedgerError, match="unable to open database file"):
        summary(tmp_path / "nowhere" / "results")


def test_a_full_disk_ends_with_one_line(tmp_path: Path) -> None:
    with opened(tmp_path / "results", PLAN) as file:
        file._connection.execute("PRAGMA max_page_count = 8")
        with pytest.raises(LedgerError, match="it cannot be written, the disk is full"):
            file.add(Row(case, ENCLOSURE, "--", 0, "1", "0", None, "agrees", "x" * 400) for case in range(2000))
    assert summary(tmp_path / "results").done == 0
    assert not list(tmp_path.glob("results-*"))
