"""`bornproof check`: a user's formula judged for an entry, and what is known of it in words and as data."""

import re
from dataclasses import dataclass
from typing import Any

from bornproof.proofs.checks.chain_links import Link, Status, judged, worst
from bornproof.proofs.checks.chains import Readers, Writing
from bornproof.proofs.checks.question import Finding
from bornproof.proofs.checks.run import check_digits
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.unicode_printer import latex_line
from bornproof.proofs.formulas.plain_printer import all_of, as_text
from bornproof.proofs.ledger import Claim, Ledger

__all__ = ["Outcome", "Writing", "check_claim", "check_formula", "undecided_outcome"]


@dataclass(frozen=True, repr=False)
class Outcome:
    """What is known of a formula: a line or two for a person, plain data for a program, and an exit code.

    `equation` says in LaTeX which quantity the formula was to be, for a notebook.
    """

    text: str
    plain: dict[str, Any]
    exit_code: int
    equation: str = ""

    def __repr__(self) -> str:
        return self.text

    def _repr_latex_(self) -> str:
        said = (re.sub(r"([&%$#_{}])", r"\\\1", line.strip()) for line in self.text.splitlines())
        lines = [self.equation, *(rf"&\text{{{line}}}" for line in said)]
        return r"$\displaystyle \begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}$"


def check_formula(ledger: Ledger, claim_id: str, formula: str, digits: int = 50, writing: Writing | None = None) -> Outcome:
    """Judge `formula` as a line of an entry, with its left side or without; `writing` says how it is written, if that is not seen.

    Raises LedgerError for an unknown id, or digits, or an entry of which nothing is proved, ReadError for an unreadable formula.
    """
    check_digits(digits)
    claims = ledger.select((claim_id,))
    if len(claims) != 1:
        raise LedgerError(f"{claim_id} has several lines; name one of {', '.join(claim.id for claim in claims)}")
    return check_claim(claims[0], formula, digits, writing, Readers(ledger))


def check_claim(
    claim: Claim, formula: str, digits: int = 50, writing: Writing | None = None, readers: Readers | None = None, also: str = ""
) -> Outcome:
    """The same of a claim, which need not stand in a ledger; `also` is a further name of its quantity, in LaTeX."""
    check_digits(digits)
    if not claim.true_forms:
        raise LedgerError(f"{claim.id} is out of scope: no formula can be typed for it")
    chains = (readers or Readers()).chains(claim, formula, writing or Writing.of(formula), also)
    return _outcome(claim, formula, judged(claim, chains, digits), digits)


def undecided_outcome(claim_id: str, formula: str, reason: str) -> Outcome:
    """What is known of a formula that could not be judged."""
    plain: dict[str, Any] = {
        "id": claim_id,
        "formula": " ".join(formula.split()),
        "result": Finding.UNDECIDED.value,
        "conditions": [],
    }
    plain |= {"witness": None, "scope": "", "points": 0, "once_mended": "", "reason": reason}
    return Outcome(f"undecided: {reason}", plain, 1)


def _outcome(claim: Claim, formula: str, links: tuple[Link, ...], digits: int) -> Outcome:
    """What is known of the links in words and as data; the truth may be one that another line, once it is mended, makes so."""
    link = worst(links)
    if link.status is Status.UNREADABLE:
        raise LedgerError(link.detail)
    found = link.answer
    mended = claim.once_mended.line if claim.once_mended else ""
    given = list(dict.fromkeys(as_text(one) for each in links if each.answer for one in each.answer.conditions))
    within = f" once {mended} is mended" if mended else ""
    within += f" if {all_of(given)}" if given else ""
    text, result, exit_code = _said(link, within, digits)
    witness = found.witness if found and result is Finding.DIFFERENT else None
    plain: dict[str, Any] = {
        "id": claim.id,
        "formula": " ".join(formula.split()),
        "result": result.value,
        "conditions": given,
        "witness": {"point": dict(witness.point), "yours": witness.printed, "true": witness.true} if witness else None,
        "scope": found.scope if found else "",
        "points": found.points if found else 0,
        "once_mended": mended,
    }
    equation = ""
    if link.quantity and link.form is not None:
        equation = f"{link.quantity.name} &= {as_latex(link.form, claim.language.notation)}"
    return Outcome(text, plain, exit_code, equation)


def _said(link: Link, within: str, digits: int) -> tuple[str, Finding, int]:
    """The answer in words, in one, and as an exit code."""
    answer = link.answer
    if answer is None or (answer.witness is None and link.status is Status.DIFFERENT):
        result = Finding.DIFFERENT if link.status is Status.DIFFERENT else Finding.UNDECIDED
        return f"{result.value}: {link.detail}", result, 1
    match answer.result:
        case Finding.EQUAL | Finding.CONDITIONAL:
            result = Finding.EQUAL if link.status is Status.SAME else Finding.CONDITIONAL
            levels = f" for {answer.levels}" if answer.levels else ""
            return f"equal{within}: proved{levels}", result, 0
        case Finding.UNDECIDED:
            agrees = f"agrees at {answer.points} exact points{within}, {digits} digits; " if answer.points else ""
            return f"undecided: {agrees}no proof found{answer.detail and f' ({answer.detail})'}", answer.result, 1
        case Finding.ERROR:
            return f"internal error: the proof fails its replay: {answer.detail}", answer.result, 1
        case Finding.DIFFERENT:
            witness = answer.witness
            assert witness is not None  # noqa: S101  (what differs does so somewhere)
            point = ", ".join((*(f"{name} = {value}" for name, value in witness.point), *witness.part(latex_line)))
            reason = f" ({link.detail})" if link.detail else ""
            text = f"different{within}: at {point}\n  your formula: {witness.printed}{reason}\n  true value:   {witness.true}"
            return text, answer.result, 1
