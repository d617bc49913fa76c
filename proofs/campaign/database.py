"""The file of a campaign: SQLite, a transaction a case; one run has it to itself, and meanwhile anyone may read it.

While a run is at work, and after it was killed, the file needs the one beside it, `-wal`; the next run puts them together.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import zip_longest
from shutil import disk_usage
from typing import TYPE_CHECKING

import msgspec
from bornproof.numeric_check.lindblad.engines import ENCLOSURE
from bornproof.proofs.campaign.plan import Plan, initial_state
from bornproof.proofs.campaign.residual import Agreement, Row
from bornproof.proofs.campaign.row_check import check_rows
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.files import check_writable, opened_alone
from bornproof.proofs.fingerprint import fingerprint
from bornproof.proofs.foreign import check_file, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix

__all__ = ["Database", "Summary", "opened", "summary"]

MARK = 0x626F726E  # "born": SQLite's application_id
VERSION = 3
MOST_SHOWN = 100  # rows that are told one by one
PATIENCE = 10  # seconds for which one waits for another to have read or written
MOST_BYTES = 1_000_000  # of one value
FULL = 1_000_000  # bytes: a disk with less has no room for what SQLite writes beside a file
NEED = "a campaign needs a file for its results"
TABLES = {  # columns, what is true of every row as it is added, and more
    "header": ("plan TEXT NOT NULL, code TEXT NOT NULL", "length(plan) < 100000 AND length(code) = 64", ""),
    "state": ("number INTEGER PRIMARY KEY, rho TEXT NOT NULL", "length(rho) <= 10000", ""),
    "result": (
        """"case" INTEGER NOT NULL, engine TEXT NOT NULL, sector TEXT NOT NULL, state INTEGER NOT NULL, time TEXT NOT NULL,
        residual TEXT, digits REAL, verdict TEXT NOT NULL, detail TEXT, PRIMARY KEY ("case", engine)""",
        """typeof("case") = 'integer' AND "case" >= 0 AND typeof(engine) = 'text' AND engine NOT GLOB '*[^a-z0-9-]*'
        AND length(engine) <= 20 AND typeof(sector) = 'text'
        AND sector NOT GLOB '*[^+0-]*' AND length(sector) < 10 AND typeof(state) = 'integer' AND typeof(time) = 'text'
        AND time NOT GLOB '*[^0-9/]*' AND length(time) <= 130 AND typeof(residual) IN ('text', 'null') AND length(residual) <= 100
        AND typeof(digits) IN ('real', 'null') AND digits BETWEEN 0 AND 100000
        AND typeof(detail) IN ('text', 'null') AND length(detail) <= 500
        AND verdict IN ('agrees', 'refuted', 'unable') AND (residual IS NULL) <= (verdict = 'unable')""",
        " WITHOUT ROWID",
    ),
}


@dataclass(frozen=True)
class Summary:
    """What a file holds: its plan, the cases done, and by engine the verdicts, the digits reached and the worst row."""

    plan: Plan
    done: int
    verdicts: Mapping[str, Mapping[str, int]]
    digits: Mapping[str, Mapping[int | None, int]]
    worst: dict[str, Row]
    refuted: list[Row]
    unable: list[Row]

    def count(self, verdict: Agreement) -> int:
        """How many rows say that."""
        return sum(found.get(verdict, 0) for found in self.verdicts.values())

    @property
    def settled(self) -> bool:
        """Whether every case was asked and every answer agrees."""
        return self.done == len(self.plan) and not (self.count(Agreement.REFUTED) or self.count(Agreement.UNABLE))


class Database:
    """An open file; see `opened`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        self.done = set[int]()  # the numbers of the cases that were in the file when it was opened

    def add(self, rows: Iterable[Row]) -> None:
        """Keep the rows of one case, all or none; that a case comes twice is an error."""
        with _refusing(self._path), _transaction(self._connection):
            self._connection.executemany("INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def create(self, plan: Plan) -> None:
        """Make the tables of a new file."""
        for name in TABLES:
            self._connection.execute(_table(name))
        self._connection.execute("INSERT INTO header VALUES (?, ?)", (msgspec.json.encode(plan).decode(), fingerprint()))
        self._connection.executemany("INSERT INTO state VALUES (?, ?)", _states(plan))
        self._connection.execute(f"PRAGMA application_id = {MARK}")
        self._connection.execute(f"PRAGMA user_version = {VERSION}")

    def is_new(self) -> bool:
        """Whether nothing is in the file."""
        return not self._pragma("application_id") and not self._connection.execute("SELECT 1 FROM sqlite_master").fetchall()

    def check_kind(self) -> None:
        """Refuse what is no campaign's file."""
        if self._pragma("application_id") != MARK:
            raise LedgerError(f"{self._path} must be a file of `bornproof campaign`")

    def check(self) -> tuple[Plan, str]:
        """Return the plan and the code's fingerprint once all that can be wrong with a file from outside has been refused."""
        self.check_kind()
        if (version := self._pragma("user_version")) != VERSION:
            raise LedgerError(f"{self._path} must have the format {VERSION}, not {version}: another version of bornproof wrote it")
        tables = dict(self._connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall())
        if tables != {name: _table(name) for name in TABLES}:
            raise LedgerError(f"{self._path} must have the tables of a campaign, and nothing else")
        self._connection.execute("PRAGMA ignore_check_constraints = ON")  # not every SQLite looks at them; `check_rows` does
        if (wrong := self._pragma("quick_check(1)")) != "ok":
            raise LedgerError(f"{self._path} is damaged: {plain(str(wrong))}")
        self._connection.execute("PRAGMA ignore_check_constraints = OFF")
        headers = self._connection.execute("SELECT plan, code FROM header LIMIT 2").fetchall()
        if len(headers) != 1:
            raise LedgerError(f"{self._path} must have the header of one campaign, not {len(headers) or 'none'}")
        ((text, code),) = headers
        try:
            plan = msgspec.json.decode(text, type=Plan)
        except (ValueError, TypeError, msgspec.DecodeError, RecursionError) as error:
            raise LedgerError(f"{self._path} must have the header of one campaign ({error})") from None
        with closing(self._connection.execute("SELECT number, rho FROM state ORDER BY number")) as states:
            if any(found != wanted for found, wanted in zip_longest(states, _states(plan))):
                raise LedgerError(f"{self._path} does not fit its plan: it has other initial states")
        with closing(self._connection.execute("SELECT * FROM result")) as rows:
            self.done = check_rows(plan, rows, str(self._path))
        return plan, code

    def summary(self, plan: Plan) -> Summary:
        """Count what is in the file."""
        verdicts, digits = dict[str, Counter[str]](), dict[str, Counter[int | None]]()
        worst = dict[str, Row]()
        groups = self._connection.execute(
            "SELECT *, count(*), min(digits) FROM result GROUP BY engine, verdict, CAST(digits AS INTEGER), residual IS NULL"
        )  # of each group SQLite shows the row with the least digits
        for *columns, count, _ in groups:
            row = Row(*columns)
            verdicts.setdefault(row.engine, Counter())[row.verdict] += count
            if row.residual is not None:
                digits.setdefault(row.engine, Counter())[None if row.digits is None else int(row.digits)] += count
            if row.digits is not None:
                before = worst.get(row.engine)
                worst[row.engine] = before if before and (before.digits or 0) <= row.digits else row
        failed = {word: self._rows('verdict = ? ORDER BY "case" LIMIT ?', word, MOST_SHOWN) for word in ("refuted", "unable")}
        return Summary(plan, sum(verdicts.get(ENCLOSURE, Counter()).values()), verdicts, digits, worst, **failed)

    def _rows(self, which: str, *values: str | int) -> list[Row]:
        return [Row(*row) for row in self._connection.execute(f"SELECT * FROM result WHERE {which}", values)]  # noqa: S608

    def _pragma(self, name: str) -> object:
        return self._connection.execute(f"PRAGMA {name}").fetchone()[0]


@contextmanager
def opened(path: Path, plan: Plan, *, resume: bool = False) -> Iterator[Database]:
    """Open a campaign's file for one run, which has it to itself until the end.

    Parameters
    ----------
    path
        The file.
    plan
        The campaign.
    resume
        Whether to go on with a file that is there.

    Raises
    ------
    LedgerError
        When the file is there and `resume` is not set, is no campaign's file, is another's, or of other code; when another
        run has it; when it cannot be read or written.
    """
    check_file(path, NEED)
    check_writable(path)
    with opened_alone(path), _refusing(path), _connected(path, "rw") as connection:
        database = Database(connection, path)
        with _transaction(connection):
            if database.is_new():
                database.create(plan)
            elif resume:
                _check_same(path, plan, *database.check())
            else:
                database.check_kind()
                raise LedgerError(f"{path} is there already: --resume goes on with it")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        try:
            yield database
        finally:
            with suppress(sqlite3.OperationalError):  # where somebody reads it, or the disk is full
                connection.execute("PRAGMA journal_mode = DELETE")  # one file, which can be read anywhere


def summary(path: Path) -> Summary:
    """Read a campaign's file as it is at this moment, though a run be at work; raise LedgerError as `opened` does."""
    check_file(path, NEED)
    with _refusing(path):
        try:
            return _read(path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY_ROLLBACK":
                raise
        with _connected(path, "rw") as connection:  # a run was killed as it began or ended: what it had not done is undone
            connection.execute("SELECT 1 FROM sqlite_master").fetchall()
        return _read(path)


def _read(path: Path) -> Summary:
    with _connected(path, "ro") as connection:
        connection.execute("BEGIN")  # what is written from now on is not seen
        database = Database(connection, path)
        return database.summary(database.check()[0])


@contextmanager
def _connected(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    place = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(place, timeout=PATIENCE, isolation_level=None, uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
        yield connection


def _check_same(path: Path, plan: Plan, other: Plan, code: str) -> None:
    ours, theirs = (msgspec.structs.asdict(each) for each in (plan, other))
    for name, value in ours.items():
        if theirs[name] != value:
            raise LedgerError(f"{path} is another campaign's: of {name} it has {theirs[name]}, not {value}")
    if code != fingerprint():
        raise LedgerError(f"{path} has the results of another version of the code; give another file")


def _table(name: str) -> str:
    columns, condition, more = TABLES[name]
    return f"CREATE TABLE {name} ({columns}, CHECK ({condition})){more}"


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(f"cannot use {path} for a campaign: {_reason(path, error)}") from None


def _reason(path: Path, error: sqlite3.Error) -> str:
    """What SQLite means; where it has no room for the files beside, it only says that something could not be written."""
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_BUSY":
        return "another run has it"
    if name == "SQLITE_FULL" or (name.startswith("SQLITE_IOERR") and disk_usage(path.parent).free < FULL):
        return "it cannot be written, the disk is full"
    return plain(str(error))


def _states(plan: Plan) -> Iterator[tuple[int, str]]:
    return ((k, _text(initial_state(plan.levels, k, plan.seed))) for k in range(plan.states))


def _text(rho: ExactMatrix) -> str:
    """A matrix as `bornproof evolve --rho` reads it."""

    def entry(i: int, j: int) -> str:
        imag = rho.imag[i, j]
        return f"{rho.real[i, j]}{'-' if imag < 0 else '+'}{abs(imag)}*i" if imag else str(rho.real[i, j])

    rows, columns = rho.shape
    return "; ".join(",".join(entry(i, j) for j in range(columns)) for i in range(rows))
