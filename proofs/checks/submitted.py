"""`bornproof check`: a user's formula judged for an entry, and what is known of it in words and as data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from bornproof.proofs.checks.chain_links import Link, Status, judged, worst
from bornproof.proofs.checks.chains import Readers, Writing
from bornproof.proofs.checks.question import Finding
from bornproof.proofs.checks.run import check_digits
from bornproof.proofs.counts import counted
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.symbols import PLAIN_NOTATION, Notation
from bornproof.proofs.formulas.latex.unicode_printer import latex_line
from bornproof.proofs.formulas.mathml.prose_mathml import as_html
from bornproof.proofs.formulas.plain_printer import all_of, as_text
from bornproof.proofs.formulas.shown_values import value_latex
from bornproof.proofs.ledger import Claim, Ledger, Witness
from sympy import Basic

__all__ = ["Letters", "Outcome", "Writing", "check_claim", "check_formula", "undecided_outcome"]


class Letters(Protocol):
    """How what a sentence is about is written in it."""

    def form(self, expr: Basic) -> str:
        """A formula or condition."""

    def left(self, latex: str) -> str:
        """What is known by its LaTeX."""

    def inserted(self, witness: Witness) -> str:
        """The quantities of a witness with their values."""

    def value(self, text: str) -> str:
        """A number of a witness."""


class _Plain:
    """In the notation that `check` reads."""

    form, left, value = staticmethod(as_text), staticmethod(latex_line), staticmethod(str)

    def inserted(self, witness: Witness) -> str:
        return ", ".join(f"{name} = {value}" for name, value in witness.point)


@dataclass(frozen=True)
class _Latex:
    """As LaTeX between dollar signs."""

    notation: Notation

    def form(self, expr: Basic) -> str:
        return f"${as_latex(expr, self.notation, inline=True)}$"

    def left(self, latex: str) -> str:
        return f"${latex}$"

    def inserted(self, witness: Witness) -> str:
        return ", ".join(f"${self.notation.of_typed(name)} = {value_latex(value)}$" for name, value in witness.point)

    def value(self, text: str) -> str:
        return f"${value_latex(text)}$"


def _escaped(line: str) -> str:
    """A line in which what is not between dollar signs is no LaTeX."""
    pieces = line.split("$")
    pieces[::2] = [re.sub(r"([&%#_{}])", r"\\\1", piece) for piece in pieces[::2]]
    return ("$" if len(pieces) % 2 else r"\$").join(pieces)


@dataclass(frozen=True, repr=False)
class Outcome:
    """What is known of a formula: a line or two for a person, plain data for a program, and an exit code.

    `text` is in the plain notation, and `in_words` says the same in other letters; `equation` says in LaTeX which quantity the
    formula was to be, for a notebook.
    """

    text: str
    plain: dict[str, Any]
    exit_code: int
    equation: str = ""
    notation: Notation = PLAIN_NOTATION
    said: Callable[[Letters], str] | None = None

    def in_words(self, letters: Letters) -> str:
        """What is known, as a terminal or a notebook writes it."""
        return self.said(letters) if self.said else self.text

    def __repr__(self) -> str:
        return self.text

    def _repr_latex_(self) -> str:
        said = (_escaped(line.strip()) for line in self.in_words(_Latex(self.notation)).splitlines())
        lines = [self.equation, *(rf"&\text{{{line}}}" for line in said)]
        return r"$\displaystyle \begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}$"

    def _repr_html_(self) -> str:
        asked = f"${self.equation.replace('&', '')}$" if self.equation else ""
        lines = (asked, *(line.strip() for line in self.in_words(_Latex(self.notation)).splitlines()))
        return "".join(f"<p>{as_html(line)}</p>" for line in lines if line)


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
        "id": claim_id, "formula": " ".join(formula.split()), "result": Finding.UNDECIDED.value, "conditions": [],
        "witness": None, "scope": "", "points": 0, "once_mended": "", "reason": reason,
    }  # fmt: skip
    return Outcome(f"undecided: {reason}", plain, 1)


def _outcome(claim: Claim, formula: str, links: tuple[Link, ...], digits: int) -> Outcome:
    """What is known of the links in words and as data; the truth may be one that another line, once it is mended, makes so."""
    link = worst(links)
    if link.status is Status.UNREADABLE:
        raise LedgerError(link.detail)
    found = link.answer
    mended = claim.once_mended.line if claim.once_mended else ""
    given = {as_text(one): one for each in links if each.answer for one in each.answer.conditions}
    said = partial(_said, link, f" once {mended} is mended" if mended else "", tuple(given.values()), digits)
    text, result, exit_code = said(_Plain())
    witness = found.witness if found and result is Finding.DIFFERENT else None
    plain: dict[str, Any] = {
        "id": claim.id,
        "formula": " ".join(formula.split()),
        "result": result.value,
        "conditions": list(given),
        "witness": {"point": dict(witness.point), "yours": witness.printed, "true": witness.true} if witness else None,
        "scope": found.scope if found else "",
        "points": found.points if found else 0,
        "once_mended": mended,
    }
    equation = ""
    if link.quantity and link.form is not None:
        equation = f"{link.quantity.name} &= {as_latex(link.form, claim.language.notation)}"
    return Outcome(text, plain, exit_code, equation, claim.language.notation, lambda letters: said(letters)[0])


def _said(link: Link, within: str, given: tuple[Basic, ...], digits: int, letters: Letters) -> tuple[str, Finding, int]:
    """The answer in words, in one, and as an exit code."""
    answer = link.answer
    within += f" if {all_of(map(letters.form, given))}" if given else ""
    if answer is None or (answer.witness is None and link.status is Status.DIFFERENT):
        result = Finding.DIFFERENT if link.status is Status.DIFFERENT else Finding.UNDECIDED
        return f"{result.value}: {link.detail}", result, 1
    match answer.result:
        case Finding.EQUAL | Finding.CONDITIONAL:
            result = Finding.EQUAL if link.status is Status.SAME else Finding.CONDITIONAL
            levels = f" for {answer.levels}" if answer.levels else ""
            return f"equal{within}: proved{levels}", result, 0
        case Finding.UNDECIDED:
            at = counted(answer.points, "exact point")
            agrees = f"agrees at {at}{within}, {counted(digits, 'digit')}; " if answer.points else ""
            return f"undecided: {agrees}no proof found{answer.detail and f' ({answer.detail})'}", answer.result, 1
        case Finding.ERROR:
            return f"internal error: the proof fails its replay: {answer.detail}", answer.result, 1
        case Finding.DIFFERENT:
            witness = answer.witness
            assert witness is not None  # noqa: S101  (what differs does so somewhere)
            point = ", ".join(filter(None, (letters.inserted(witness), *witness.part(letters.left))))
            reason = f" ({link.detail})" if link.detail else ""
            lines = (f"your formula: {letters.value(witness.printed)}{reason}", f"true value:   {letters.value(witness.true)}")
            return "\n  ".join((f"different{within}: at {point}", *lines)), answer.result, 1
