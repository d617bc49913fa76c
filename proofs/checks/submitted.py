"""`bornproof check`: a user's formula read in an entry's names, and what is known of it in words and as data."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from bornproof.proofs.checks.chains import Readers, is_relation, parts_of, related
from bornproof.proofs.checks.names import read_plain
from bornproof.proofs.checks.question import Answer, Finding, Question
from bornproof.proofs.checks.run import check_digits
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.events import P
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.unicode_printer import latex_line
from bornproof.proofs.formulas.literal import evaluated, written
from bornproof.proofs.formulas.plain_printer import all_of, as_text
from bornproof.proofs.ledger import Claim, Ledger
from sympy import Add, Basic, Expr, ImmutableMatrix, Mul, Pow
from sympy.core.function import Application, AppliedUndef
from sympy.core.relational import Relational

__all__ = ["Outcome", "Writing", "answer", "check_claim", "check_formula"]


class Writing(Enum):
    """How a formula is written."""

    PLAIN = "plain text"
    LATEX = "LaTeX"
    UNICODE = "a line as a terminal prints it"


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


def check_formula(ledger: Ledger, claim_id: str, formula: str, digits: int = 50, writing: Writing = Writing.PLAIN) -> Outcome:
    """Judge `formula` as the right-hand side of an entry; raise for an unknown id, digits or an unreadable formula."""
    check_digits(digits)
    claims = ledger.select((claim_id,))
    if len(claims) != 1:
        raise LedgerError(f"{claim_id} has several lines; name one of {', '.join(claim.id for claim in claims)}")
    return check_claim(claims[0], formula, digits, writing)


def check_claim(claim: Claim, formula: str, digits: int = 50, writing: Writing = Writing.PLAIN) -> Outcome:
    """The same of a claim, which need not stand in a ledger."""
    check_digits(digits)
    subjects = claim.true_forms
    if len(subjects) != 1:
        why = "about several quantities" if subjects else "out of scope"
        raise LedgerError(f"{claim.id} is {why}: no formula can be typed for it")
    target = subjects[0].printed
    if writing is Writing.PLAIN and not all(isinstance(form, Expr) and not isinstance(form, ImmutableMatrix) for form in target):
        raise LedgerError(f"{claim.id} is not a formula but a table, a relation or a probability of events: none can be typed")
    subject, form = _read(claim, formula, writing)
    found = answer(subject, form, digits)
    plain: dict[str, Any] = {"id": claim.id, "formula": " ".join(formula.split()), "result": "", "conditions": [], "witness": None}
    mended = claim.once_mended.line if claim.once_mended else ""
    outcome = _outcome(found, plain | {"scope": "", "points": 0, "once_mended": mended}, digits)
    return replace(outcome, equation=f"{subject.name} &= {as_latex(form, claim.language.notation)}")


def answer(subject: Claim, form: Basic, digits: int) -> Answer:
    """What is known of a form in the place of what is true of one quantity.

    Raises LedgerError for a form of another kind, one that names what does not exist, and one that has no meaning.
    """
    wanted = _kind(subject.printed[0])
    if (kind := _kind(form)) != wanted:
        raise LedgerError(f"{subject.id} is {wanted}, not {kind} as the formula is")
    form = _events_evaluated(form)
    question = Question(replace(subject, printed=(form,), definition=False), digits)
    question.check_names()
    return question.answer()


def _events_evaluated(tree: Basic) -> Basic:
    """The form with its events as SymPy evaluates them; of what stands around them nothing is cancelled."""
    if isinstance(tree, AppliedUndef) and tree.func == P:
        return evaluated(tree)
    if not tree.has(P):
        return tree
    parts = [_events_evaluated(arg) for arg in tree.args]
    keeps = isinstance(tree, Add | Mul | Pow | Application | Relational)
    return written(tree.func, *parts) if keeps else tree.func(*parts)


def _read(claim: Claim, formula: str, writing: Writing) -> tuple[Claim, Basic]:
    """A formula, without the left side of the entry if it is there, and the quantity that it is about."""
    if writing is Writing.PLAIN:
        return claim.true_forms[0], read_plain(claim, formula)
    chain, *others = Readers(line=writing is Writing.UNICODE).chains(claim, formula)
    if others or chain.statement.condition is not None:
        raise LedgerError("one formula is to be judged, without conditions")
    subject, sides = claim.true_forms[0], chain.statement.sides
    if is_relation(subject.printed[0]):
        return subject, related(chain.statement)
    parts = parts_of(subject, chain.names) if chain.names else [subject]
    if len(sides) != 1 or len(parts) != 1:
        raise LedgerError(f"one formula is to be judged, with no other left side than {subject.name}")
    return parts[0], sides[0]


def _kind(form: Basic) -> str:
    """What a formula is: what is of one kind can be held against each other."""
    if isinstance(form, ImmutableMatrix):
        return f"a table of {form.rows} rows and {form.cols} columns"
    if is_relation(form):
        return "a relation"
    return "an operator" if form.is_commutative is False else "a number"


def _outcome(answer: Answer, plain: dict[str, Any], digits: int) -> Outcome:
    """An answer in words and as data; the truth may be one that another line, once it is mended, makes so."""
    conditions = [as_text(condition) for condition in answer.conditions]
    within = f" once {plain['once_mended']} is mended" if plain["once_mended"] else ""
    within += f" if {all_of(conditions)}" if conditions else ""
    plain |= {"result": answer.result.value, "conditions": conditions, "scope": answer.scope, "points": answer.points}
    match answer.result:
        case Finding.EQUAL:
            return Outcome(f"equal{within}: proved{_in(answer.levels)}", plain, 0)
        case Finding.CONDITIONAL:
            return Outcome(f"equal{within}: proved{_in(answer.levels)}", plain, 0)
        case Finding.UNDECIDED:
            agrees = f"agrees at {answer.points} exact points{within}, {digits} digits; " if answer.points else ""
            return Outcome(f"undecided: {agrees}no proof found{answer.detail and f' ({answer.detail})'}", plain, 1)
        case Finding.ERROR:
            return Outcome(f"internal error: the proof fails its replay: {answer.detail}", plain, 1)
        case Finding.DIFFERENT:
            witness = answer.witness
            assert witness is not None  # noqa: S101  (what differs does so somewhere)
            point = ", ".join((*(f"{name} = {value}" for name, value in witness.point), *witness.part(latex_line)))
            reason = f" ({answer.detail})" if answer.detail else ""
            text = f"different{within}: at {point}\n  your formula: {witness.printed}{reason}\n  true value:   {witness.true}"
            shown = {"point": dict(witness.point), "yours": witness.printed, "true": witness.true}
            return Outcome(text, plain | {"witness": shown}, 1)


def _in(levels: str) -> str:
    return f" for {levels}" if levels else ""


