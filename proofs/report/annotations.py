"""Annotations as the runner of GitHub Actions reads them from a log: an error for each entry, or each equation, that fails."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from bornproof.proofs.checks.manuscript import Line
from bornproof.proofs.checks.run import Run
from bornproof.proofs.ledger import Ledger, Verdict
from bornproof.proofs.report.manuscript import failing, line_text
from bornproof.proofs.report.show import claim_text
from bornproof.proofs.report.table import failure

__all__ = ["annotation", "entry_annotations", "line_annotations"]


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
            yield annotation(f"{why}\n{claim_text(claim, entry)}", file=file, title=f"{entry.id} is {entry.verdict}")


def line_annotations(lines: Sequence[Line], ledger: Ledger, manuscript: Path, root: Path) -> Iterator[str]:
    """Of each equation that is not as it was proved, at its line; the files are named from `root`, where they are below it."""
    for line in failing(lines):
        place = manuscript.parent / line.file if line.file else manuscript
        at = {"file": _from(root, place), "line": line.line, "col": line.column}
        yield annotation(line_text(line, ledger), **at, title=f"{line.id or 'bornproof'} is {line.status}")


def _from(root: Path, place: Path) -> str:
    top, path = root.resolve(), place.resolve()
    return str(path.relative_to(top) if path.is_relative_to(top) else path)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
