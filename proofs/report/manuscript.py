"""What was found of a manuscript's labelled equations: a table on a terminal, JSON, JUnit."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bornproof.proofs.checks.manuscript import Line, Status
from bornproof.proofs.formulas.plain_printer import all_of
from bornproof.proofs.ledger import Ledger
from bornproof.proofs.report.junit import Case, suite
from bornproof.proofs.report.table import columns
from rich.console import Console
from rich.markup import escape

__all__ = ["manuscript_json", "manuscript_junit", "passed", "print_manuscript"]

STYLES = {
    Status.SAME: "green",
    Status.CONDITIONAL: "yellow",
    Status.UNDECIDED: "bold white on red",
    Status.UNREADABLE: "magenta",
    Status.DIFFERENT: "red",
    Status.NOT_FOUND: "red",
    Status.LEFT_OUT: "dim",
}


def passed(lines: Sequence[Line]) -> bool:
    """Whether at least one equation was judged, and each that was is the same."""
    return all(line.passes for line in lines) and any(line.passes and line.status is not Status.LEFT_OUT for line in lines)


def print_manuscript(lines: Sequence[Line], console: Console) -> None:
    """A line for each equation, with its place, then the counts and whether all is well."""
    table = columns(place=26, entry=20, result=20, why=60)
    for line in lines:
        style = STYLES[line.status]
        table.add_row(escape(_place(line)), escape(line.id or _label(line)), f"[{style}]{line.status}[/]", escape(_why(line)))
    console.print(table)
    counts = Counter(line.status for line in lines)
    summary = ", ".join(f"[{STYLES[status]}]{counts[status]} {status}[/]" for status in Status if counts[status])
    if not any(line.label for line in lines):
        console.print("[bold red]no equation has a label that names an entry[/]")
    elif passed(lines):
        console.print(f"\n{summary}: [green]as it was proved[/]")
    else:
        console.print(f"\n{summary}: [bold red]not all as it was proved[/]")


def manuscript_json(lines: Sequence[Line], ledger: Ledger, path: str) -> dict[str, Any]:
    """The same as plain data."""
    counts = Counter(line.status for line in lines)
    return {
        "paper": ledger.source.reference,
        "manuscript": path,
        "equations": [
            {
                "label": _label(line),
                "id": line.id,
                "result": line.status.value,
                "file": line.file,
                "line": line.line,
                "column": line.column,
                "detail": line.detail,
                "conditions": list(line.conditions),
                "witness": dict(line.witness) if line.witness else None,
            }
            for line in lines
        ],
        "summary": {status.value: counts[status] for status in Status},
        "passed": passed(lines),
    }


def manuscript_junit(lines: Sequence[Line], ledger: Ledger) -> str:
    """A test case for each equation; one more that fails where no label names an entry."""
    cases = [
        Case(line.file or "manuscript", line.id or _label(line), _failure(line), f"{_place(line)}: {line.status}") for line in lines
    ]
    if not any(line.label for line in lines):
        cases.append(Case("manuscript", "labels", "no equation has a label that names an entry", ""))
    return suite(cases, ledger.source)


def _failure(line: Line) -> str:
    return "" if line.passes else f"{line.status}: {_why(line)}"


def _label(line: Line) -> str:
    return line.label.name if line.label else ""


def _place(line: Line) -> str:
    return f"{line.file}:{line.line}:{line.column}" if line.file else "-"


def _why(line: Line) -> str:
    """Why a line is what it is, as short as it can be said."""
    parts = [f"if {all_of(line.conditions)}"] if line.conditions else []
    if line.witness:
        point = ", ".join(f"{name} = {value}" for name, value in line.witness["point"].items())
        values = f"{line.witness['yours']}, but true is {line.witness['true']}"
        parts.append(f"at {point}: {values}" if point else values)
    return "; ".join([*([line.detail] if line.detail else []), *parts])
