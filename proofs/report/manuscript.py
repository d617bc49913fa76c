"""What was found of a manuscript's labelled equations: a table on a terminal, JSON, JUnit."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bornproof.proofs.checks.manuscript import Line, Status
from bornproof.proofs.formulas.plain_printer import all_of
from bornproof.proofs.ledger import Ledger
from bornproof.proofs.report.junit import Case, classname, suites
from bornproof.proofs.report.shown import Screen
from bornproof.proofs.report.table import columns
from rich.console import Console
from rich.markup import escape

__all__ = [
    "NOTHING", "failing", "line_text", "manuscript_json", "manuscript_junit", "passed", "print_manuscript", "print_summary",
]  # fmt: skip

NOTHING = Line("", Status.NOT_FOUND, detail="no equation has a label that names an entry")

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
    console.print()
    print_summary(lines, console)


def print_summary(lines: Sequence[Line], console: Console) -> None:
    """The counts, and whether all is well."""
    counts = Counter(line.status for line in lines)
    summary = ", ".join(f"[{STYLES[status]}]{counts[status]} {status}[/]" for status in Status if counts[status])
    if not any(line.label for line in lines):
        console.print(f"[bold red]{NOTHING.detail}[/]")
    elif passed(lines):
        console.print(f"{summary}: [green]as it was proved[/]")
    else:
        console.print(f"{summary}: [bold red]not all as it was proved[/]")


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
    found = (*lines, *(NOTHING,) * (NOTHING in failing(lines)))
    return suites((_case(line, ledger) for line in found), ledger.source)


def failing(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that do not pass, and one more where no label that is not left out names an entry."""
    judged = any(line.label and line.status is not Status.LEFT_OUT for line in lines)
    return (*(line for line in lines if not line.passes), *(() if judged else (NOTHING,)))


def line_text(line: Line, ledger: Ledger) -> str:
    """What a person needs to know of a line that fails: why, where, and what is right."""
    return "\n".join((_headline(line), *_right(line, ledger)))


def _case(line: Line, ledger: Ledger) -> Case:
    return Case(
        classname(line.file or "manuscript"),
        line.name or "labels",
        line.status,
        f"{_place(line)}: {line.status}",
        "" if line.passes else _headline(line),
        "" if line.passes else f"{_place(line)}: {line_text(line, ledger)}",
        line.status is Status.LEFT_OUT,
        line.seconds,
        file=line.file,
    )


def _headline(line: Line) -> str:
    return f"{line.status}: {_why(line)}"


def _right(line: Line, ledger: Ledger) -> Iterator[str]:
    """What was proved of the entry."""
    claim = (ledger.made(line.id) or ledger[line.id]) if line.id else None
    if claim is None or not claim.true_forms:
        return
    screen, true = Screen(claim.language.notation), claim.true_forms[0]
    defines = true.defined_by(true.printed)
    yield from (f"proved: {line}" for line in screen.chain(true.name, true.printed, defines=defines))
    yield from (f"only if {screen.form(condition)}" for condition in claim.conditions)


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
