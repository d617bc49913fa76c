"""Entries as a notebook in a browser shows them: HTML with MathML, which needs no network."""

from collections.abc import Iterable, Iterator
from html import escape

from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.mathml.prose_mathml import as_html
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import WRONG, Claim, Entry, Form, Verdict
from bornproof.proofs.report.errata import reason_of, witness_said
from bornproof.proofs.report.line_latex import one_line

__all__ = ["entries_html", "entry_html"]

_CELL = '<td style="text-align: left">'  # a notebook would have it right
SHOWN = 40  # entries of which the formulas are shown as well


def entries_html(found: Iterable[tuple[Claim, Entry]], last: str = "") -> str:
    """A table of entries: the verdict, what is printed, and what is to be said of it; a line below it."""
    pairs = list(found)
    formulas = len(pairs) <= SHOWN
    heads = ("entry", "verdict", *(("printed",) if formulas else ()), "what is to be said of it")
    head = "".join(f'<th style="text-align: left">{name}</th>' for name in heads)
    rows = "".join(f"<tr>{''.join(_cells(claim, entry, formulas=formulas))}</tr>" for claim, entry in pairs)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{f'<p>{escape(last)}</p>' if last else ''}"



def entry_html(claim: Claim, entry: Entry) -> str:
    """The table of one entry, and below it why it does not hold as it stands, and the numbers that show it."""
    why = as_prose(reason_of(claim)) if entry.verdict in (*WRONG, Verdict.CONDITIONAL) else ""
    said = filter(None, (why, witness_said(claim, entry.witness) if entry.witness else ""))
    return entries_html([(claim, entry)]) + "".join(f"<p>{as_html(text)}</p>" for text in said)


def _cells(claim: Claim, entry: Entry, *, formulas: bool) -> Iterator[str]:
    unsettled = "" if entry.settled else " (unsettled)"
    yield from (f"{_CELL}{escape(claim.id)}</td>", f"{_CELL}<b>{entry.verdict.value}</b>{unsettled}</td>")
    if formulas:
        yield _cell(claim.statement if claim.out_of_scope else _equated(claim))
    yield _cell(_remark(claim, entry))


def _remark(claim: Claim, entry: Entry) -> str:
    if not entry.settled:
        return entry.reason
    if entry.verdict in WRONG and claim.corrected:
        return f"right: {claim.corrected_statement or _equated(claim, claim.corrected)}"
    if claim.conditions:
        only = ", ".join(f"${as_latex(condition, claim.language.notation)}$" for condition in claim.conditions)
        return f"only if {only}{', almost surely so' if entry.almost_surely else ''}"
    return claim.once_mended.line if claim.once_mended else ""


def _equated(claim: Claim, line: Form | None = None) -> str:
    return f"${one_line(claim, line.expressions if line else claim.printed, line)}$"


def _cell(text: str) -> str:
    return f"{_CELL}{as_html(text)}</td>"
