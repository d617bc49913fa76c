"""The run on a terminal: a table that reads well in 100 columns, and one claim in full."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bornproof.proofs.checks.exact import example_case
from bornproof.proofs.checks.run import Run
from bornproof.proofs.checks.submitted import symbols_of
from bornproof.proofs.formulas.printing import as_text
from bornproof.proofs.kernel.links import links_of
from bornproof.proofs.kernel.results import KernelReport
from bornproof.proofs.kernel.runner import SOURCES
from bornproof.proofs.kernel.sources import statements
from bornproof.proofs.ledger import Claim, Entry, Evidence, Ledger, Verdict
from bornproof.proofs.paper.theorems import THEOREMS
from rich.console import Console
from rich.markup import escape
from rich.table import Table

__all__ = ["print_claim", "print_kernel", "print_list", "print_run"]

STYLES = {
    Verdict.HOLDS: "green",
    Verdict.DEFINITION: "cyan",
    Verdict.CONDITIONAL: "yellow",
    Verdict.MISPRINT: "red",
    Verdict.FALSE: "red",
    Verdict.OUT_OF_SCOPE: "dim",
    Verdict.UNDECIDED: "bold white on red",
}


def print_run(run: Run, ledger: Ledger, console: Console) -> None:
    """The table of all entries, apart what rests on a person's reading, then the counts and whether all is settled."""
    read = [entry for entry in run.entries if ledger[entry.id].reading]
    console.print(_table([entry for entry in run.entries if entry not in read], ledger))
    if read:
        console.print("\nCompared by a person, which proves nothing:")
        console.print(_table(read, ledger))
    counts = Counter(entry.verdict for entry in run.entries)
    summary = ", ".join(f"[{STYLES[verdict]}]{counts[verdict]} {verdict}[/]" for verdict in Verdict if counts[verdict])
    seconds = sum(run.seconds.values())
    noun = "entry" if len(run.entries) == 1 else "entries"
    console.print(f"\n{len(run.entries)} {noun}: {summary}; {seconds:.1f} s of work")
    console.print("[green]all settled[/]" if run.settled else "[bold red]not all settled[/]")


def _table(entries: Iterable[Entry], ledger: Ledger) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, ratio in (("entry", 30), ("verdict", 12), ("why", 56)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for entry in entries:
        verdict = f"[{STYLES[entry.verdict]}]{entry.verdict}[/]" + ("" if entry.settled else " [bold red](unsettled)[/]")
        table.add_row(entry.id, verdict, escape(_why(ledger[entry.id], entry)))
    return table


def print_claim(claim: Claim, entry: Entry, ledger: Ledger, console: Console) -> None:
    """One claim: printed, derived, evidence, witness, what it rests on and what rests on it."""
    where = f"Eq. ({claim.equation}), " if claim.equation else ""
    console.print(f"[bold]{claim.id}[/]  ({where}Section {claim.section})  [{STYLES[entry.verdict]}]{entry.verdict}[/]")
    console.print(escape(claim.statement))
    _lines(console, "quantity", [claim.name] if claim.name else [])
    _lines(console, "printed", map(as_text, claim.printed))
    _lines(console, "where", (f"{as_text(name)} = {as_text(value)}" for name, value in claim.where))
    _lines(console, "assuming", map(as_text, claim.domain.assumptions))
    _lines(console, "only if", map(as_text, claim.conditions))
    _lines(console, "true once this is mended", [claim.once_mended.line] if claim.once_mended else [])
    _lines(console, "checked", _checked(claim))
    if claim.corrected and entry.verdict in (Verdict.MISPRINT, Verdict.FALSE):
        _lines(console, "corrected", [*filter(None, [claim.corrected_statement]), *map(as_text, claim.corrected.expressions)])
    _lines(console, "note", [claim.note] if claim.note else [])
    _lines(console, "reason", [entry.reason] if entry.reason else [])
    _lines(console, "contradictions", entry.contradictions)
    if claim.derive is not None:
        first = example_case(claim)
        steps = claim.derive(first.mapping).steps
        _lines(console, f"derived ({first})", (f"{step.rule}:\n      {as_text(step.result)}" for step in steps))
    _lines(console, "symbols for `bornproof check`", [", ".join(symbols_of(claim))] if claim.printed else [])
    _lines(console, "evidence", map(_evidence, entry.evidence))
    if entry.witness:
        point = ", ".join(f"{name} = {value}" for name, value in entry.witness.point)
        _lines(console, "witness", [point, f"printed: {entry.witness.printed}", f"true:    {entry.witness.true}"])
    _lines(console, "theorems (bornproof kernel)", _theorems(claim, ledger))
    _lines(console, "rests on", [", ".join(claim.uses)] if claim.uses else [])
    dependents = ledger.dependents(claim.id)
    _lines(console, "is used by", [", ".join(dependents)] if dependents else [])


def print_kernel(report: KernelReport, unknown: Iterable[str], console: Console) -> None:
    """One line a theorem, then the axioms and what is not in order."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, ratio in (("theorem", 40), ("verdict", 10), ("bears on", 50)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for theorem in report.theorems:
        links = ", ".join(f"{link.entry} ({link.bearing})" for link in theorem.links)
        table.add_row(f"{theorem.file}.{theorem.name}", str(theorem.verdict), escape(links))
    console.print(table)
    _lines(console, "axioms", report.axioms)
    _lines(console, "not in order", (*report.problems, *(f"no ledger entry is called {entry}" for entry in unknown)))
    version = report.coq_version or "not installed"
    console.print(f"Coq {version}: {len(report.theorems)} theorems, {'all settled' if report.settled else 'NOT settled'}")


def print_list(claims: Iterable[Claim], console: Console) -> None:
    """One line a claim."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, ratio in (("entry", 30), ("section", 9), ("statement", 61)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for claim in claims:
        table.add_row(claim.id, claim.section, escape(claim.statement))
    console.print(table)


def _lines(console: Console, title: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if lines:
        console.print(f"[bold]{title}[/]")
        for line in lines:
            console.print(f"    {escape(line)}", highlight=False)


def _theorems(claim: Claim, ledger: Ledger) -> Iterator[str]:
    """The machine-checked theorems on a claim, with what `bornproof kernel` is to show of them, and their statements."""
    linked = [row for row in THEOREMS if claim.id in row.entries]
    if linked:
        stated = statements((SOURCES / "Statements.v").read_text(encoding="utf-8"))
        entries = {other.id: other for other in ledger}
        links = links_of(linked, entries, only=claim.id)
        for row in linked:
            said = links.left_out.get((row.place, claim.id), row.part.get(claim.id))
            bearing = f"part: {said}" if said else links.bearings[row.place, claim.id]
            statement = stated[row.name].text.replace("\n", "\n    ")
            yield f"{row.place} ({bearing}):\n      {statement}"


def _evidence(item: Evidence) -> str:
    digits = f", {item.digits} digits" if item.digits else ""
    detail = f": {item.detail}" if item.detail else ""
    return f"{item.engine} {item.result} ({item.form}; {item.scope}{digits}){detail}"


def _why(claim: Claim, entry: Entry) -> str:
    """The shortest honest reason for a verdict."""
    if entry.contradictions:
        return "; ".join(entry.contradictions)[:200]
    if entry.verdict is Verdict.CONDITIONAL:
        if claim.once_mended:
            return f"once {claim.once_mended.line} is mended"
        surely = " (for almost every lambda)" if entry.almost_surely else ""
        return "only if " + " and ".join(map(as_text, claim.conditions)) + surely
    if claim.corrected and entry.verdict in (Verdict.MISPRINT, Verdict.FALSE):
        return claim.note or claim.corrected_statement or "corrected: " + "; ".join(map(as_text, claim.corrected.expressions))
    if entry.verdict is Verdict.OUT_OF_SCOPE:
        return entry.reason
    if entry.verdict is Verdict.UNDECIDED:
        bad = [item for item in entry.evidence if not item.passes]
        found = "; ".join(f"{item.engine} {item.result}: {item.detail}" for item in bad)
        return entry.reason or found[:200] or "no witness was found"
    return claim.statement


def _checked(claim: Claim) -> Iterator[str]:
    """What is checked where that is not what is printed."""
    for form in (*claim.family, *((claim.checked,) if claim.checked else ())):
        yield from (f"{form.name or claim.name}: {as_text(expression)}" for expression in form.expressions)
