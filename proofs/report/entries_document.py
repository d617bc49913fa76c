"""Entries as parts of a document: what is true of each with its conditions, or what the paper prints."""

from collections.abc import Iterable, Iterator

from bornproof.proofs.formulas.latex.round_trip import checked_latex
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import Claim, Entry, Ledger, Verdict
from bornproof.proofs.report.document import Block, Note, Text, equated
from sympy import Basic

__all__ = ["as_blocks", "printed_blocks"]


def as_blocks(entries: Iterable[Entry], ledger: Ledger) -> Iterator[Block]:
    """The statement, the true form (that of a misprint is the corrected one), what is assumed, and where it comes from."""
    for entry in entries:
        claim = ledger[entry.id]
        wrong = entry.verdict in (Verdict.MISPRINT, Verdict.FALSE)
        yield Note(f"{entry.id}: {entry.verdict}; {entry.scope}")
        yield Text(as_prose(claim.corrected_statement if wrong and claim.corrected_statement else claim.statement), entry.id)
        forms = claim.true_forms if not claim.out_of_scope else ()
        for number, form in enumerate(forms):
            label = entry.id.replace(".", ":", 1) + (f".{number + 1}" if number else "")
            yield equated(form.name, _checked(claim, form.printed), label)
        given = [*claim.domain.assumptions, *claim.conditions]
        if given:
            yield Text(f"For {', '.join(f'${condition}$' for condition in _checked(claim, given))}.")


def printed_blocks(claims: Iterable[Claim]) -> Iterator[Block]:
    """The printed forms with their numbers in the paper."""
    for claim in claims:
        number = claim.id.removeprefix("eq.")
        yield equated(claim.name, _checked(claim, claim.printed), f"eq:{number}", number)


def _checked(claim: Claim, forms: Iterable[Basic]) -> list[str]:
    """LaTeX that reads back; ReadError for what does not."""
    return [checked_latex(form, claim.language.notation) for form in forms]
