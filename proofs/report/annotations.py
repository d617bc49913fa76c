"""Annotations as the runner of GitHub Actions reads them from a log: an error for each entry, or each equation, that fails."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from bornproof.proofs.checks.manuscript import Line
from bornproof.proofs.checks.run import Run
from bornproof.proofs.errors import PlacedError
from bornproof.proofs.ledger import Ledger, Verdict
from bornproof.proofs.report.junit import Case
from bornproof.proofs.report.manuscript import failing, line_text
from bornproof.proofs.report.show import claim_text
from bornproof.proofs.report.table import failure

__all__ = ["annotation", "case_annotations", "entry_annotations", "line_annotations", "refused_annotation", "with_count"]

MOST_SHOWN = 10  # errors of one step, by GitHub
VERDICTS = {
    Verdict.HOLDS: "holds",
    Verdict.MISPRINT: "is a misprint",
    Verdict.DEFINITION: "is a definition",
    Verdict.OUT_OF_SCOPE: "is out of scope",
}
NOTHING = "nothing was judged"


def annotation(message: str, **properties: object) -> str:
    r"""An error as a workflow command, in one line; properties without a value are left out.

    >>> annotation("50%\nof it", file="a, b.tex", line=3, title="eq:61")
    '::error file=a%2C b.tex,line=3,title=eq%3A61::50%25%0Aof it'
    """
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    return f"::error {given}::{_data(message)}"


def entry_annotations(run: Run, ledger: Ledger, also: Collection[Verdict] = (), file: str = "") -> Iterator[str]:
    """Of each entry that is not settled, or whose verdict is in `also`; `file` is that of a user's own ledger."""
    for entry in run.entries:
        claim = ledger[entry.id]
        if why := failure(claim, entry, also):
            title = f"{entry.id} {VERDICTS.get(entry.verdict, f'is {entry.verdict}')}"
            yield annotation(f"{why}\n{claim_text(claim, entry)}", file=file, title=title)


def case_annotations(cases: Iterable[Case]) -> Iterator[str]:
    """Of each test case that fails."""
    for case in cases:
        if case.failure:
            yield annotation(case.detail or case.failure, title=f"{case.name}: {case.result}")


def line_annotations(lines: Sequence[Line], ledger: Ledger, manuscript: Path, root: Path) -> Iterator[str]:
    """Of each equation that is not as it was proved, at its line; the files are named from `root`, where they are below it."""
    for line in failing(lines):
        place = manuscript.parent / line.file if line.file else manuscript
        at = {"file": _from(root, place), "line": line.line, "col": line.column}
        yield annotation(line_text(line, ledger), **at, title=f"{line.name} is {line.status}" if line.name else NOTHING)


def refused_annotation(error: Exception, message: str, folder: Path, root: Path) -> str:
    """That a run could not begin, or came to no result: at its place in a folder, if the error has one."""
    if not isinstance(error, PlacedError):
        return annotation(message, title=NOTHING)
    return annotation(message, file=_from(root, folder / error.file), line=error.line, col=error.column, title=NOTHING)


def with_count(annotations: Iterable[str]) -> list[str]:
    """The same, with a line in the last one that GitHub shows, where there are more than it shows.

    >>> with_count(["::error title=a::b"] * 12)[8:10]
    ['::error title=a::b', '::error title=a::b%0A(GitHub shows 10 annotations of a step: 2 more are in its log)']
    """
    found = list(annotations)
    if more := len(found[MOST_SHOWN:]):
        note = f"\n(GitHub shows {MOST_SHOWN} annotations of a step: {more} more {'is' if more == 1 else 'are'} in its log)"
        found[MOST_SHOWN - 1] += _data(note)
    return found


def _from(root: Path, place: Path) -> str:
    top, path = root.resolve(), place.resolve()
    return str(path.relative_to(top) if path.is_relative_to(top) else path)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
