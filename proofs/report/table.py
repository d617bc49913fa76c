"""Many entries on a terminal, a line each, in 100 columns: the table of verdicts, and the list of what there is."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from bornproof.proofs.checks.run import Run
from bornproof.proofs.counts import counted
from bornproof.proofs.formulas.latex.unicode_lines import INDENT
from bornproof.proofs.formulas.plain_printer import all_of
from bornproof.proofs.ledger import WRONG, Claim, Entry, Ledger, Verdict
from bornproof.proofs.report.shown import Screen, fitted
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sympy import Basic

__all__ = [
    "STYLES", "columns", "differing", "failure", "print_lines", "print_list", "print_run", "print_summary",
    "why_undecided",
]  # fmt: skip

STYLES = {
    Verdict.HOLDS: "green",
    Verdict.DEFINITION: "cyan",
    Verdict.CONDITIONAL: "yellow",
    Verdict.MISPRINT: "red",
    Verdict.FALSE: "red",
    Verdict.OUT_OF_SCOPE: "dim",
    Verdict.UNDECIDED: "bold white on red",
}


def print_run(run: Run, ledger: Ledger, console: Console, also: Collection[Verdict] = ()) -> None:
    """The table of all entries, apart what rests on a person's reading, then the counts and whether all is settled."""
    read = [entry for entry in run.entries if ledger[entry.id].reading]
    console.print(_verdicts([entry for entry in run.entries if entry not in read], ledger, console))
    if read:
        console.print("\nCompared by a person, which proves nothing:")
        console.print(_verdicts(read, ledger, console))
    console.print()
    print_summary(run, ledger, console, also)


def print_summary(run: Run, ledger: Ledger, console: Console, also: Collection[Verdict] = ()) -> None:
    """The counts, whether all is settled, and what fails besides because of its verdict."""
    counts = Counter(entry.verdict for entry in run.entries)
    summary = ", ".join(f"[{STYLES[verdict]}]{counts[verdict]} {verdict}[/]" for verdict in Verdict if counts[verdict])
    seconds = sum(run.seconds.values())
    console.print(f"{counted(len(run.entries), 'entry')}: {summary}; {seconds:.1f} s of work")
    if others := sum(ledger[entry.id].in_place_of_printed for entry in run.entries):
        console.print(f"{others} checked by another quantity than the printed one: each is marked with it")
    console.print("[green]all settled[/]" if run.settled else "[bold red]not all settled[/]")
    if failing := [f"{entry.id} ({entry.verdict})" for entry in run.entries if entry.settled and entry.fails(also)]:
        console.print(f"[bold red]{len(failing)} of a verdict that is to fail:[/] {escape(', '.join(failing))}")


def failure(claim: Claim, entry: Entry, also: Collection[Verdict] = ()) -> str:
    """One line that says why an entry fails; nothing, if it does not."""
    settled = "" if entry.settled else ", not settled"
    return f"{entry.verdict}{settled}: {_why(claim, entry, Screen(claim.language.notation))}" if entry.fails(also) else ""


def print_list(claims: Iterable[Claim], console: Console) -> None:
    """One line a claim."""
    table = columns(entry=30, section=9, statement=61)
    for claim in claims:
        table.add_row(claim.id, claim.section, escape(claim.statement))
    console.print(table)


def columns(**ratios: int) -> Table:
    """An empty table without lines, its columns as wide as the numbers say."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, ratio in ratios.items():
        table.add_column(name, ratio=ratio, overflow="fold")
    return table


def print_lines(console: Console, title: str, lines: Iterable[str]) -> None:
    """A title and indented lines below it; nothing, if there are none."""
    for number, line in enumerate(lines):
        if not number:
            console.print(f"[bold]{title}[/]")
        for piece in fitted(line, console.width - len(INDENT)):
            console.print(f"{INDENT}{escape(piece)}", highlight=False, soft_wrap=True)


def _verdicts(entries: Iterable[Entry], ledger: Ledger, console: Console) -> Table:
    table = columns(entry=30, verdict=12, why=56)
    for entry in entries:
        verdict = f"[{STYLES[entry.verdict]}]{entry.verdict}[/]" + ("" if entry.settled else " [bold red](unsettled)[/]")
        claim = ledger[entry.id]
        screen = Screen.of(console, claim.language.notation)
        marks = "".join(f"[{mark}] " for mark in _marks(claim, entry, screen))
        table.add_row(entry.id, verdict, escape(marks + _why(claim, entry, screen)))
    return table


def _marks(claim: Claim, entry: Entry, screen: Screen) -> Iterator[str]:
    """That what is checked, or corrected, is another quantity than the printed one, and which."""
    if claim.in_place_of_printed:
        yield "checked, and not as printed: " + ", ".join(screen.left(form.name) for form in claim.otherwise)
    if entry.verdict in WRONG and claim.corrected and claim.corrected.derive:
        yield f"corrected is {screen.left(claim.corrected.name)}"


def differing(claim: Claim) -> tuple[tuple[Basic, ...], tuple[Basic, ...]]:
    """The links of a chain that are wrong, with those that stand for them; all, where the chains differ in length."""
    right = claim.corrected.expressions if claim.corrected else ()
    pairs = [pair for pair in zip(claim.printed, right, strict=False) if pair[0] != pair[1]]
    if len(claim.printed) != len(right) or not pairs:
        return claim.printed, right
    return tuple(form for form, _ in pairs), tuple(form for _, form in pairs)


def _why(claim: Claim, entry: Entry, screen: Screen) -> str:
    """The shortest honest reason for a verdict."""
    if entry.contradictions or entry.verdict is Verdict.UNDECIDED:
        return why_undecided(entry)
    if entry.verdict is Verdict.CONDITIONAL:
        if claim.once_mended:
            return f"once {claim.once_mended.line} is mended"
        surely = " (which holds almost surely)" if entry.almost_surely else ""
        return f"only if {all_of(map(screen.form, claim.conditions))}{surely}"
    if claim.corrected and entry.verdict in WRONG:
        left, forms = claim.corrected.name or claim.name, differing(claim)[1]
        return f"right: {'; '.join(screen.chain(left, forms, defines=claim.corrected.defined_by(forms)))}"
    if entry.verdict is Verdict.OUT_OF_SCOPE:
        return entry.reason
    return claim.statement


def why_undecided(entry: Entry) -> str:
    """What is lacking, or in contradiction."""
    bad = [item for item in entry.evidence if not item.passes]
    found = "; ".join(f"{item.engine} {item.result}: {item.detail}" for item in bad)
    return "; ".join(entry.contradictions)[:200] or entry.reason or found[:200] or "no witness was found"
