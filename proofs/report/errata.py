"""What is wrong in the paper and what is right, in the paper's order: short, each with a witness; a document and JSON."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bornproof.proofs.checks.run import Run
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.plain_printer import all_of, as_text
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import WRONG, Claim, Entry, Ledger, Verdict, Witness
from bornproof.proofs.report.document import Block, Document, Formula, Heading, Text, equated
from bornproof.proofs.report.shown import Screen
from bornproof.proofs.report.table import STYLES, differing, print_lines
from bornproof.proofs.report.witness_latex import value_latex
from rich.console import Console
from rich.markup import escape
from sympy import Basic, ImmutableMatrix

__all__ = ["as_document", "as_plain", "place_of", "print_errata", "reason_of"]

_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z])")
_ENTRY = re.compile(r"(rho0?|H)\[\d+, \d+\]")


def as_document(run: Run, ledger: Ledger) -> Document:
    """The errata to be sent to the authors: errors, missing conditions, lines that follow once another is mended."""
    found = [(ledger[entry.id], entry) for entry in run.entries]
    blocks: list[Block] = [block for claim, entry in found if entry.verdict in WRONG for block in _erratum(claim, entry)]
    needing = [pair for pair in found if pair[1].verdict is Verdict.CONDITIONAL]
    groups = (
        ("Conditions that are missing", [pair for pair in needing if pair[0].conditions and not pair[1].almost_surely]),
        ("Conditions that hold almost surely", [pair for pair in needing if pair[1].almost_surely]),
    )
    for title, pairs in groups:
        blocks += [Heading(title), *_grouped(pairs)] if pairs else []
    mended = [(claim, entry) for claim, entry in needing if claim.once_mended]
    if mended:
        blocks += [Heading("Right once another line is mended"), *(Text(_once(claim), place_of(claim)) for claim, _ in mended)]
    about = f"{ledger.source.reference}. Each item was computed; the numbers can be inserted by hand."
    return Document("Errata", tuple(blocks or [Text("Nothing is wrong among these entries.")]), about)


def as_plain(run: Run, ledger: Ledger) -> dict[str, Any]:
    """The same as data, an object an item."""
    chosen = [(ledger[entry.id], entry) for entry in run.entries if entry.verdict in (*WRONG, Verdict.CONDITIONAL)]
    return {"paper": ledger.source.reference, "settled": run.settled, "errata": [_plain(*pair) for pair in chosen]}


def print_errata(run: Run, ledger: Ledger, console: Console) -> None:
    """The same on a terminal."""
    screen = Screen.of(console, ledger.language.notation)
    found = (entry for entry in run.entries if entry.verdict in (*WRONG, Verdict.CONDITIONAL))
    chosen = sorted(found, key=lambda entry: _part(ledger[entry.id], entry))
    for claim, entry in ((ledger[entry.id], entry) for entry in chosen):
        console.print(f"[bold]{place_of(claim)}[/] {claim.id}  [{STYLES[entry.verdict]}]{entry.verdict}[/]")
        console.print(escape(claim.statement), highlight=False)
        if entry.verdict in WRONG and claim.corrected:
            printed, right = differing(claim)
            left = claim.corrected.name or claim.name
            print_lines(console, "printed", (screen.equation(claim.name, form) for form in printed))
            shown = [claim.corrected_statement, *(screen.equation(left, form) for form in right)]
            print_lines(console, "right", filter(None, shown))
        print_lines(console, "only if", map(screen.form, claim.conditions))
        print_lines(console, "once mended", [claim.once_mended.line] if claim.once_mended else [])
        print_lines(console, "reason", filter(None, [reason_of(claim)]))
        if entry.witness:
            point = ", ".join(screen.value(*pair) for pair in entry.witness.point)
            print_lines(console, "witness", [f"{point}: printed {entry.witness.printed}, true {entry.witness.true}"])


def _part(claim: Claim, entry: Entry) -> int:
    """Errors come first, then conditions, those that hold almost surely apart, then what follows once a line is mended."""
    return 0 if entry.verdict in WRONG else 3 if claim.once_mended else 1 + entry.almost_surely


def place_of(claim: Claim) -> str:
    """Where it stands in the paper: an equation's number, or the section of a sentence."""
    if claim.equation:
        return f"({claim.id.removeprefix('eq.')})"
    return f"Section {claim.section}" if claim.section[0].isdigit() else claim.section


def reason_of(claim: Claim) -> str:
    """One sentence that says why: the first of the note, or what is true instead."""
    return _SENTENCE.split(claim.note or claim.corrected_statement, maxsplit=1)[0]


def _erratum(claim: Claim, entry: Entry) -> Iterator[Block]:
    """An error: what is printed, the reason, what is right, a witness."""
    if claim.equation:
        yield Text(as_prose(reason_of(claim)), place_of(claim))
        assert claim.corrected is not None  # noqa: S101  (what is wrong has a correction)
        printed, right = differing(claim)
        left, true_left = claim.name, claim.corrected.name or claim.name
        shown = [
            *equated(r"\text{printed: }" + left, _latex(printed, claim)).lines,
            *equated(r"\text{right: }" + true_left, _latex(right, claim)).lines,
        ]
        yield Formula(tuple(shown))
        if claim.conditions:
            yield Text(f"The second holds only if {_conditions(claim)}.")
        if entry.witness:
            yield Text(_inserted(claim, entry.witness))
    else:
        inserted = f" {_inserted(claim, entry.witness)}" if entry.witness else ""
        yield Text(as_prose(f"{claim.statement} Not so: {claim.corrected_statement}") + inserted, place_of(claim))


def _latex(forms: Iterable[Basic], claim: Claim) -> Iterator[str]:
    """The forms as LaTeX, a column as a row in parentheses."""
    notation = claim.language.notation
    for form in forms:
        column = isinstance(form, ImmutableMatrix) and form.cols == 1
        yield f"({', '.join(as_latex(entry, notation) for entry in form)})" if column else as_latex(form, notation)


def _inserted(claim: Claim, witness: Witness) -> str:
    """The witness in a sentence; entries of matrices that vanish are left to the words `all others`."""
    values, notation = dict(witness.point), claim.language.notation
    zero = [name for name, value in values.items() if value == "0" and _ENTRY.fullmatch(name)]
    shown = (name for name in values if len(zero) < 3 or name not in zero)
    named = [f"${notation.of_typed(name)} = {value_latex(values[name])}$" for name in shown]
    bases = dict.fromkeys(name.split("[")[0] for name in zero) if len(zero) > 2 else ()
    others = [f"all other ${notation.of_typed(base)}$-entries 0" for base in bases]
    where = ", ".join([*named, *others])
    given, true = f"${value_latex(witness.printed)}$", f"${value_latex(witness.true)}$"
    return (f"With {where}: " if where else "") + f"as printed {given}, true is {true}."


def _grouped(pairs: list[tuple[Claim, Entry]]) -> Iterator[Text]:
    """Equations with one and the same condition in one line, then each sentence."""
    groups: dict[str, list[str]] = {}
    for claim, _ in pairs:
        if claim.equation:
            groups.setdefault(_conditions(claim), []).append(place_of(claim))
    yield from (Text(f"only if {conditions}.", ", ".join(places)) for conditions, places in groups.items())
    for claim, _ in pairs:
        if not claim.equation:
            yield Text(f"{as_prose(claim.statement.rstrip('.'))}: only if {_conditions(claim)}.", place_of(claim))


def _conditions(claim: Claim) -> str:
    return all_of(f"${condition}$" for condition in _latex(claim.conditions, claim))


def _once(claim: Claim) -> str:
    assert claim.once_mended is not None  # noqa: S101  (asked only of such)
    line = claim.once_mended.line.removeprefix("eq.")
    return as_prose(f"follows once ({line}) is mended. {reason_of(claim)}")


def _plain(claim: Claim, entry: Entry) -> dict[str, Any]:
    wrong = entry.verdict in WRONG and claim.corrected is not None
    corrected = claim.corrected.expressions if wrong and claim.corrected else ()
    witness = entry.witness
    return {
        "id": claim.id,
        "place": place_of(claim),
        "verdict": entry.verdict.value,
        "almost_surely": entry.almost_surely,
        "statement": claim.statement,
        "quantity_latex": claim.name,
        "printed": [as_text(form) for form in claim.printed],
        "printed_latex": [as_latex(form, claim.language.notation) for form in claim.printed],
        "corrected": [as_text(form) for form in corrected],
        "corrected_latex": [as_latex(form, claim.language.notation) for form in corrected],
        "corrected_statement": claim.corrected_statement if wrong else "",
        "conditions": [as_text(condition) for condition in claim.conditions],
        "once_mended": claim.once_mended.line if claim.once_mended else None,
        "reason": reason_of(claim),
        "witness": {"point": dict(witness.point), "printed": witness.printed, "true": witness.true} if witness else None,
    }
