"""Entries as parts of a document: what is true of each with its conditions, or what the paper prints."""

from collections.abc import Iterable, Iterator

from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.line_breaks import broken
from bornproof.proofs.formulas.latex.round_trip import checked_latex
from bornproof.proofs.formulas.plain_printer import all_of
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import WRONG, Claim, Entry, Ledger
from bornproof.proofs.report.document import Block, Formula, Note, Text, equated, sign_before
from bornproof.proofs.report.line_latex import typed_rows
from sympy import Basic

__all__ = ["as_blocks", "formulas", "given", "printed_blocks"]


def as_blocks(entries: Iterable[Entry], ledger: Ledger) -> Iterator[Block]:
    """The statement, the true form (that of a misprint is the corrected one), what is assumed, and where it comes from."""
    for entry in entries:
        claim = ledger[entry.id]
        wrong = entry.verdict in WRONG
        yield Note(f"{entry.id}: {entry.verdict}; {entry.scope}")
        yield Text(as_prose(claim.corrected_statement if wrong and claim.corrected_statement else claim.statement), entry.id)
        yield from formulas(claim)
        yield from _assumed_blocks(claim)


def formulas(claim: Claim, shown: Iterable[int] | None = None, tag: str = "") -> Iterator[Formula]:
    """The true forms of an entry, or those of them that are counted from 0, read back; a tag is that of the first one."""
    forms = claim.true_forms if not claim.out_of_scope else ()
    for number in range(len(forms)) if shown is None else shown:
        label, form = claim.id.replace(".", ":", 1) + (f".{number + 1}" if number else ""), forms[number]
        named = tag + (f".{number + 1}" if tag and len(forms) > 1 else "")
        sign = sign_before(form.printed, defines=form.defined_by(form.printed))
        yield equated(form.name, _checked(claim, form.printed), label, named, sign)


def given(claim: Claim, *, standing: bool = True) -> str:
    """What is assumed, as a sentence, with or without what the paper sets once; nothing if nothing is."""
    found = _assumed(claim, standing=standing)
    return f"For {all_of(f'${condition}$' for condition in found)}." if found else ""


def _assumed(claim: Claim, *, standing: bool = True) -> list[str]:
    conditions = _checked(claim, [*claim.domain.assumptions, *claim.conditions])
    loops = claim.domain.looped(claim.language).items()
    levels = [f"{as_latex(name)} = {min(values)}" for name, values in loops if len(values) == 1]
    always = claim.language.standing(claim) if standing else ""
    return [*levels, *([always] if always else []), *conditions]


def _assumed_blocks(claim: Claim) -> Iterator[Block]:
    """What is assumed: in a sentence, and below it what is longer than a line."""
    found = _assumed(claim)
    longer = [condition for condition in found if len(broken(condition)) > 1]
    said = all_of(f"${condition}$" for condition in found if condition not in longer)
    if found:
        yield Text(f"For {said}{', and where' if longer else '.'}" if said else "Where")
    if longer:
        yield Formula(tuple(("", condition) for condition in longer))


def printed_blocks(claims: Iterable[Claim]) -> Iterator[Formula]:
    """Equations as they stand in the ledger's text, with the paper's numbers; those that are given in SymPy as they are set."""
    for claim in claims:
        number = claim.id.removeprefix("eq.")
        if not claim.printed_source:
            yield equated(claim.name, _checked(claim, claim.printed), f"eq:{number}", number, sign_before(claim.printed))
            continue
        yield Formula(typed_rows(claim.printed_source), f"eq:{number}", number)


def _checked(claim: Claim, forms: Iterable[Basic]) -> list[str]:
    """LaTeX that reads back; ReadError for what does not."""
    return [checked_latex(form, claim.language.notation) for form in forms]
