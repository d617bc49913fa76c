"""What is wrong in the paper and what is right, in the paper's order: short, each with a witness; a document and JSON."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

from bornproof.proofs.checks.run import Run
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.plain_printer import all_of, as_text
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.formulas.shown_values import value_latex
from bornproof.proofs.ledger import WRONG, Claim, Entry, Kind, Ledger, Verdict, Witness
from bornproof.proofs.report.document import Block, Document, Formula, Heading, Text
from bornproof.proofs.report.json_report import as_plain as plain_witness
from bornproof.proofs.report.line_latex import latex_of, line_of
from bornproof.proofs.report.shown import Screen, fitted
from bornproof.proofs.report.table import STYLES, differing, why_undecided
from bornproof.proofs.report.witness_quantities import inserted
from rich.console import Console
from rich.markup import escape

__all__ = [
    "OPEN", "Part", "as_document", "as_plain", "conditions_said", "parts_of", "place_in_paper", "place_of",
    "print_errata", "reason_of", "section_of", "witness_said", "word_of",
]  # fmt: skip

_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z])")
_ID = r"(?:claim|thm)\.[\w.-]*\w"
SHORT = 40  # characters of a form that stands in a sentence
OPEN = "Not decided"
NOTHING = "Nothing is wrong among these entries."
BESIDE = 11  # columns of a terminal for the titles of lines


class Part(Enum):
    """What the errata say first, and what then."""

    ERRORS = "Errors"
    CONDITIONS = "Conditions that are missing"
    ALMOST = "Conditions that hold almost surely"
    MENDED = "Right once another line is mended"



def as_document(run: Run, ledger: Ledger) -> Document:
    """The errata to be sent to the authors: errors, missing conditions, lines that follow once another is mended."""
    blocks: list[Block] = []
    for part, pairs in parts_of(run, ledger).items():
        blocks += [Heading(part.value)] if part is not Part.ERRORS else []
        if part is Part.ERRORS:
            blocks += [block for pair in pairs for block in _erratum(*pair)]
        elif part is Part.MENDED:
            blocks += [Text(_once(claim), place_of(claim)) for claim, _ in pairs]
        else:
            blocks += _grouped(pairs)
    if open_ := _open(run):
        blocks += [Heading(OPEN), *(Text(why, name) for name, why in open_.items())]
    about = f"{ledger.source.reference}. Each item was computed; the numbers can be inserted by hand."
    return Document("Errata", tuple(blocks or [Text(NOTHING)]), about)


def as_plain(run: Run, ledger: Ledger) -> dict[str, Any]:
    """The same as data, an object an item, in the same order."""
    pairs = [pair for part in parts_of(run, ledger).values() for pair in part]
    found = {"paper": ledger.source.reference, "settled": run.settled, "errata": [_plain(*pair) for pair in pairs]}
    return found | ({"undecided": open_} if (open_ := _open(run)) else {})


def print_errata(run: Run, ledger: Ledger, console: Console) -> None:
    """The same on a terminal."""
    screen, parts, open_ = Screen.of(console, ledger.language.notation), parts_of(run, ledger), _open(run)
    if not parts and not open_:
        console.print(NOTHING)
    for part, pairs in parts.items():
        console.print(f"\n[bold underline]{part.value}[/]")
        for claim, entry in pairs:
            console.print(f"\n[bold]{place_of(claim)}[/] {claim.id}  [{STYLES[entry.verdict]}]{entry.verdict}[/]")
            for title, lines in _said(claim, entry, screen):
                for number, piece in enumerate(piece for line in lines for piece in fitted(line, console.width - BESIDE)):
                    console.print(f"  {title if not number else '':9}{escape(piece)}", highlight=False, soft_wrap=True)
    if open_:
        console.print(f"\n[bold underline]{OPEN}[/]")
        for name, why in open_.items():
            console.print(f"  {escape(f'{name}: {why}')}", highlight=False)


def _open(run: Run) -> dict[str, str]:
    """What is lacking for the entries that are not decided, which may be wrong or right."""
    return {entry.id: why_undecided(entry) for entry in run.entries if entry.verdict is Verdict.UNDECIDED}


def _said(claim: Claim, entry: Entry, screen: Screen) -> Iterator[tuple[str, Iterable[str]]]:
    """What is said of an item, title by title."""
    wrong = claim.corrected if entry.verdict in WRONG else None
    yield "", [screen.prose(claim.statement)]
    if wrong:
        printed, right = differing(claim)
        yield word_of(claim), screen.chain(claim.name, printed, defines=claim.defined_by(printed))
        yield "checked", [screen.equation(form.name, each) for form in claim.otherwise for each in form.expressions]
        forms = screen.chain(wrong.name or claim.name, right, defines=wrong.defined_by(right))
        yield "right", filter(None, (screen.prose(claim.corrected_statement), *forms))
    yield "only if", map(screen.form, claim.conditions)
    yield "follows", [f"once {claim.once_mended.line} is mended"] if claim.once_mended else []
    yield "reason", filter(None, [screen.prose(reason_of(claim))])
    if entry.witness:
        where = ", ".join(filter(None, (screen.inserted(entry.witness), *entry.witness.part(screen.left))))
        values = f"as {word_of(claim)} {screen.value(entry.witness.printed)}, true is {screen.value(entry.witness.true)}"
        yield "witness", [f"{where}: {values}" if where else values]


def parts_of(run: Run, ledger: Ledger) -> dict[Part, list[tuple[Claim, Entry]]]:
    """The items of each part, in the order in which the paper prints them; no empty part."""
    parts: dict[Part, list[tuple[Claim, Entry]]] = {part: [] for part in Part}
    for entry in run.entries:
        claim = ledger[entry.id]
        if entry.verdict in WRONG:
            parts[Part.ERRORS].append((claim, entry))
        elif entry.verdict is Verdict.CONDITIONAL:
            part = Part.MENDED if claim.once_mended else Part.ALMOST if entry.almost_surely else Part.CONDITIONS
            parts[part].append((claim, entry))
    return {part: sorted(pairs, key=lambda pair: place_in_paper(pair[0])) for part, pairs in parts.items() if pairs}


def place_in_paper(claim: Claim) -> tuple[bool, tuple[int, ...]]:
    """Where a section stands: numbered ones in their order, with their footnotes; then an appendix."""
    numbers = re.findall(r"\d+", claim.section)
    return not numbers, tuple(map(int, numbers))


def word_of(claim: Claim) -> str:
    """What is done with its formula: the paper prints its equations; of a sentence, or a theorem of ours, the formula is stated."""
    return "printed" if claim.kind is Kind.EQUATION else "stated"


def section_of(claim: Claim) -> str:
    """The section in which it stands, in words: a number is of a section."""
    return f"Section {claim.section}" if claim.section[:1].isdigit() else claim.section.strip() or "Without a section"


def place_of(claim: Claim) -> str:
    """Where it stands in the paper: an equation's number, or the section of a sentence."""
    if claim.equation:
        return f"({claim.id.removeprefix('eq.')})"
    footnote = re.match(r"claim\.fn(\d+)", claim.id)
    return f"Footnote {footnote[1]}" if footnote else section_of(claim)


def reason_of(claim: Claim) -> str:
    """One sentence that says why: the first of the note."""
    return _SENTENCE.split(claim.note, maxsplit=1)[0]


def _erratum(claim: Claim, entry: Entry) -> Iterator[Block]:
    """An error: what is printed, the reason, what is right, a witness."""
    if claim.equation:
        yield Text(as_prose(_without_ids(reason_of(claim))), place_of(claim))
        assert claim.corrected is not None  # noqa: S101  (what is wrong has a correction)
        printed, right = differing(claim)
        lines = {"printed": line_of(claim, printed), "right": line_of(claim, right, claim.corrected)}
        yield Formula(tuple(pair for word, formula in lines.items() for pair in formula.behind(rf"\text{{{word}: }}").lines))
        if claim.conditions:
            yield Text(f"The right one holds only if {conditions_said(claim)}.{_shown(claim, entry)}")
        elif entry.witness:
            yield Text(witness_said(claim, entry.witness))
    else:
        said = " ".join(filter(None, (claim.statement, "Not so:", claim.corrected_statement, reason_of(claim))))
        yield Text(f"{as_prose(_without_ids(said))}{_shown(claim, entry)}", place_of(claim))


def witness_said(claim: Claim, witness: Witness) -> str:
    """The witness in a sentence."""
    found, notation = inserted(witness), claim.language.notation
    named = [f"${notation.of_typed(name)} = {value_latex(value)}$" for name, value in found.named]
    named += [f"all other entries of ${notation.of_typed(base)}$ 0" for base in found.others]
    named += [f"${notation.of_typed(base)} = 0$" for base in found.vanishing]
    part = ", ".join(witness.part(lambda latex: f"${latex}$"))
    quantity = part if claim.equation else " of ".join(filter(None, (part, f"${_checked(claim)}$")))
    where = ", ".join(filter(None, ("with " + ", ".join(named) if named else "", quantity)))
    values = f"as {word_of(claim)} ${value_latex(witness.printed)}$, true is ${value_latex(witness.true)}$"
    return f"{where[:1].upper()}{where[1:]}: {values}."


def _checked(claim: Claim) -> str:
    """The quantity of a witness: what is checked, with its form where that is short, or what is printed."""
    for form in claim.otherwise:
        latex = ", ".join(latex_of(form.expressions, claim))
        return f"{form.name} = {latex}" if len(latex) <= SHORT else form.name
    return claim.name


def _shown(claim: Claim, entry: Entry) -> str:
    return f" {witness_said(claim, entry.witness)}" if entry.witness else ""


def _without_ids(text: str) -> str:
    """A sentence for the authors, who know no entries by their ids.

    >>> _without_ids("It leaves a part (thm.winner): see claim.5-kappa-large.")
    'It leaves a part.'
    """
    return re.sub(rf" \({_ID}\)|,? by {_ID}|: (?:see )?{_ID}", "", text)


def _grouped(pairs: list[tuple[Claim, Entry]]) -> Iterator[Text]:
    """Equations with one and the same condition in one line, where the first of them stands, and each sentence."""
    groups: dict[str, list[str]] = {}
    for claim, _ in pairs:
        if claim.equation:
            groups.setdefault(conditions_said(claim), []).append(place_of(claim))
    for claim, entry in pairs:
        conditions = conditions_said(claim)
        if not claim.equation:
            said = as_prose(claim.statement.rstrip("."))
            yield Text(f"{said}: only if {conditions}.", place_of(claim))
        elif places := groups.pop(conditions, []):
            yield Text(f"only if {conditions}.{'' if entry.almost_surely else _shown(claim, entry)}", ", ".join(places))


def conditions_said(claim: Claim) -> str:
    """The conditions in a sentence."""
    return all_of(f"${condition}$" for condition in latex_of(claim.conditions, claim))


def _once(claim: Claim) -> str:
    assert claim.once_mended is not None  # noqa: S101  (asked only of such)
    line = claim.once_mended.line.removeprefix("eq.")
    said = "" if claim.equation else f"{claim.statement.rstrip('.')}: "
    return as_prose(_without_ids(f"{said}follows once ({line}) is mended. {reason_of(claim)}"))


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
        "printed_source": claim.printed_source,
        "checked_latex": [f"{form.name} = {latex}" for form in claim.otherwise for latex in latex_of(form.expressions, claim)],
        "corrected": [as_text(form) for form in corrected],
        "corrected_latex": [as_latex(form, claim.language.notation) for form in corrected],
        "corrected_statement": claim.corrected_statement if wrong else "",
        "conditions": [as_text(condition) for condition in claim.conditions],
        "once_mended": claim.once_mended.line if claim.once_mended else None,
        "reason": reason_of(claim),
        "witness": plain_witness(witness) if witness else None,
    }
