"""A pytest plugin: each entry, and each labelled equation of a manuscript, as a test item of a user's own suite.

Without `--bornproof` it adds its options to `pytest --help`, and nothing else: what judges is imported when items are collected.
"""

import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bornproof.proofs.errors import ProofsError

if TYPE_CHECKING:
    from bornproof.proofs.formulas.manuscript.equations import Manuscript
    from bornproof.proofs.ledger import Entry, Ledger, Verdict

__all__: list[str] = []

ROOM = "bornproof"  # what the ids of all items begin with
ITEM = re.compile(rf"(?<=\.\./){ROOM}::.*|^{ROOM}::.*")  # as a report names it, below the top folder with ../ before it
OPTIONS = {
    "ids": ("ID,...", "These entries alone, as eq.31,eq.39.4 (of no entry: none)."),
    "manuscript": ("FILE.tex", "Its equations, too, whose labels name entries."),
    "map": ("FILE.toml", "Ids by labels of the manuscript."),
    "fail-on": ("VERDICT,...", "Verdicts that fail besides what is not settled, as misprint,false."),
    "ledger": ("FILE.py:NAME", "Another ledger than the paper's: the file is Python, and is run."),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup(ROOM, "formulas of the paper")
    group.addoption("--bornproof", action="store_true", help="Each entry of the ledger is a test item.")
    for name, (shape, text) in OPTIONS.items():
        group.addoption(f"--bornproof-{name}", metavar=shape, help=text)


def pytest_configure(config: pytest.Config) -> None:
    """Begin, if it is asked for."""
    if config.getoption("--bornproof"):
        config.addinivalue_line("markers", f"{ROOM}: a formula of the paper or of a manuscript")
        config.pluginmanager.register(_Collection(), "bornproof-collection")
    elif given := [name for name in OPTIONS if config.getoption(f"--bornproof-{name}") is not None]:
        raise pytest.UsageError(f"--bornproof-{given[0]} needs --bornproof")


class _Collection:
    """What adds the items to those of the user's files."""

    def __init__(self) -> None:
        self.named: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        """Take ids of items, as a report names them, from what is typed: they are no files."""
        config = session.config
        ours = {text: found[0] for text in config.args if (found := ITEM.search(text))}
        self.named = list(ours.values())
        config.args = [text for text in config.args if text not in ours]

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Put the entries behind the files."""
        report = yield
        if isinstance(collector, pytest.Session) and report.passed:
            report.result.append(_Entries.from_parent(collector, name=ROOM, nodeid=ROOM, named=self.named))
        return report


class _Room(pytest.Collector):
    """What collects items; if some are named, those alone, and each of them must be there."""

    def __init__(self, *, named: list[str], **options: Any) -> None:
        super().__init__(**options)
        self.named = named

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        from bornproof.proofs.errors import ProofsError

        missing = {name for name in self.named if _within(name, self.nodeid)}
        try:
            for node in self.nodes():
                meant = {name for name in self.named if _within(name, node.nodeid) or _within(node.nodeid, name)}
                missing -= meant
                if meant or not self.named:
                    yield node
        except ProofsError as error:
            raise self.CollectError(str(error)) from None
        if missing:
            raise self.CollectError(f"there is no {min(missing)}")

    def nodes(self) -> Iterator[pytest.Item | pytest.Collector]:
        """All of them."""
        yield from ()


def _within(name: str, room: str) -> bool:
    return f"{name}::".startswith(f"{room}::")


class _Entries(_Room):
    """The entries of the ledger, and the manuscript; an entry that was judged for one item is known to the others."""

    def nodes(self) -> Iterator[pytest.Item | pytest.Collector]:
        """An item for each entry, then the manuscript."""
        from bornproof.proofs.ledger import verdicts_named
        from bornproof.proofs.ledger.ledger_files import load, load_file

        option = self.config.getoption
        name = option("--bornproof-ledger")
        self.ledger: Ledger = load_file(name) if name else load("bornproof.proofs.paper.entries:PAPER")
        self.also: frozenset[Verdict] = verdicts_named(option("--bornproof-fail-on"))
        self.known: dict[str, tuple[Entry, float]] = {}
        ids = option("--bornproof-ids")
        wanted = None if ids is None else tuple(word for word in ids.split(",") if word.strip())
        for claim in () if wanted == () else self.ledger.select(wanted or ()):
            yield _EntryItem.from_parent(self, name=claim.id, entries=self)
        if option("--bornproof-manuscript"):
            path = Path(self.config.invocation_params.dir, option("--bornproof-manuscript"))
            yield _Equations.from_parent(self, path=path, name=path.name, entries=self, named=self.named)
        elif option("--bornproof-map"):
            raise self.CollectError("--bornproof-map needs --bornproof-manuscript")


class _Equations(_Room):
    """The labels of a manuscript that name entries."""

    def __init__(self, *, entries: _Entries, **options: Any) -> None:
        super().__init__(nodeid=f"{ROOM}::{options['name']}", **options)
        self.entries = entries

    def nodes(self) -> Iterator[pytest.Item]:
        """An item for each label."""
        from bornproof.proofs.checks.manuscript import parts
        from bornproof.proofs.formulas.manuscript.equations import read_manuscript
        from bornproof.proofs.formulas.manuscript.labels import read_labels
        from bornproof.proofs.report.manuscript import NOTHING

        typed = self.config.getoption("--bornproof-map")
        labels = read_labels(Path(self.config.invocation_params.dir, typed)) if typed else {}
        found = parts(read_manuscript(self.path), self.entries.ledger, labels)
        if not found:
            raise self.CollectError(NOTHING.detail)
        for label, (part, mapped) in found.items():
            yield _EquationItem.from_parent(self, name=label, entries=self.entries, part=part, labels=mapped)


class _Refuted(ProofsError):  # noqa: N818  (an answer, not an error)
    """What fails, as it is to be told."""


class _Item(pytest.Item):
    def __init__(self, *, entries: _Entries, **options: Any) -> None:
        super().__init__(**options)
        self.entries = entries
        self.title = f"{ROOM} {self.name}"  # not what its id ends with, of which pytest writes the dots anew
        self.add_marker(ROOM)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The text of a refutation, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, _Refuted) else super().repr_failure(excinfo, style)


class _EntryItem(_Item):
    """An entry of the ledger."""

    def runtest(self) -> None:
        """Judge it, and what it rests on."""
        from bornproof.proofs.checks.run import verify
        from bornproof.proofs.ledger import Verdict
        from bornproof.proofs.report.show import claim_text
        from bornproof.proofs.report.table import failure

        ledger, also = self.entries.ledger, self.entries.also
        (entry,) = verify((self.name,), ledger=ledger, known=self.entries.known).entries
        if why := failure(ledger[entry.id], entry, also):
            raise _Refuted(f"{why}\n\n{claim_text(ledger[entry.id], entry)}")
        if entry.verdict is Verdict.OUT_OF_SCOPE:
            pytest.skip(f"{entry.verdict}: {entry.reason}")

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where it is, and its name."""
        return self.path, None, self.title


class _EquationItem(_Item):
    """A label of a manuscript."""

    def __init__(self, *, part: "Manuscript", labels: dict[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.part, self.labels = part, labels

    def runtest(self) -> None:
        """Judge the equation for each entry that its label names."""
        from bornproof.proofs.checks.manuscript import Status, check_manuscript
        from bornproof.proofs.report.manuscript import line_text

        lines = check_manuscript(self.part, self.entries.ledger, self.labels)
        if texts := [f"{line.name}: {line_text(line, self.entries.ledger)}" for line in lines if not line.passes]:
            raise _Refuted("\n\n".join(texts))
        if all(line.status is Status.LEFT_OUT for line in lines):
            pytest.skip("left out by the map")

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The place of the label."""
        label = next(iter((*(one.label for one in self.part.equations), *self.part.elsewhere)), None)
        return (self.path.parent / label.file, label.line - 1, self.title) if label else (self.path, None, self.title)
