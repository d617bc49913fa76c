"""Entries as parts of a document: what is true of each with its conditions, or what the paper prints."""

from collections.abc import Iterable, Iterator

from bornproof.proofs.formulas.printing import as_latex
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import Claim, Entry, Ledger, Verdict
from bornproof.proofs.report.document import Block, Formula, Note, Text

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
            lines = [("" if place else form.name, f"= {as_latex(expression)}") for place, expression in enumerate(form.printed)]
            yield Formula(tuple(lines), f"eq:{entry.id.removeprefix('eq.')}" + (f".{number + 1}" if number else ""))
        given = [*claim.domain.assumptions, *claim.conditions]
        if given:
            yield Text(f"For {', '.join(f'${as_latex(condition)}$' for condition in given)}.")


def printed_blocks(claims: Iterable[Claim]) -> Iterator[Block]:
    """The printed forms with their numbers in the paper."""
    for claim in claims:
        number = claim.id.removeprefix("eq.")
        lines = [("" if place else claim.name, f"= {as_latex(form)}") for place, form in enumerate(claim.printed)]
        yield Formula(tuple(lines), f"eq:{number}", number)
