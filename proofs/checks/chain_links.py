"""The links of a chain held against what was proved of an entry: one answer, however they are written.

A left side that is written must name a quantity of the entry, or be a formula that is equal to it; every further link is judged.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bornproof.proofs.checks.answers import attempted, blame
from bornproof.proofs.checks.chains import Chain, alike
from bornproof.proofs.checks.claimed_range import Beyond, beyond, names_of
from bornproof.proofs.checks.deadline import SECONDS, time_limit
from bornproof.proofs.checks.quantities import is_relation
from bornproof.proofs.checks.question import Answer, Finding, Question
from bornproof.proofs.counts import counted
from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.formulas.events import P
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.literal import evaluated, replaced
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.formulas.statement import EQUALITIES, Statement
from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.printed import names_in_row
from sympy import Basic, ImmutableMatrix, Indexed, Symbol
from sympy.core.function import AppliedUndef

__all__ = ["Link", "Status", "answer", "judged", "worst"]


class Status(StrEnum):
    """What is known of an equation."""

    SAME = "same"
    CONDITIONAL = "same under conditions"
    UNDECIDED = "undecided"
    UNREADABLE = "unreadable"
    DIFFERENT = "different"
    NOT_FOUND = "not found"
    LEFT_OUT = "left out"


_ORDER = tuple(Status)  # the worst last: one link that is different makes the chain so
_BY_FINDING = {
    Finding.EQUAL: Status.SAME, Finding.CONDITIONAL: Status.CONDITIONAL, Finding.DIFFERENT: Status.DIFFERENT,
    Finding.UNDECIDED: Status.UNDECIDED, Finding.ERROR: Status.UNDECIDED,
}  # fmt: skip


@dataclass(frozen=True)
class Link:
    """What is known of one side of a chain in the place of one quantity; no form, where it is not asked what a side is."""

    status: Status
    detail: str = ""
    answer: Answer | None = None
    quantity: Claim | None = None
    form: Any = None

    @property
    def equal(self) -> bool:
        """Whether it is, under conditions or without."""
        return self.status in (Status.SAME, Status.CONDITIONAL)


def judged(claim: Claim, chains: Sequence[Chain], digits: int) -> tuple[Link, ...]:
    """What is known of each link of the chains about an entry.

    Raises ReadError for a chain that is not about the entry, beside those that are, LedgerError for an entry of which nothing
    is proved.
    """
    if not claim.true_forms:
        raise LedgerError(f"{claim.id} is out of scope: nothing is proved of it")
    mine = [chain for chain in chains if chain.names] or chains[:1]
    if len(chains) > len(mine):
        raise ReadError("it states something else besides: one equation is to be judged")
    return tuple(link for chain in mine for link in _links(claim, chain, digits))


def worst(links: Sequence[Link]) -> Link:
    """The link by which a chain is judged."""
    return max(links, key=lambda link: _ORDER.index(link.status))


def answer(subject: Claim, form: Basic, digits: int) -> Answer:
    """What is known of a form in the place of what is true of one quantity.

    Raises LedgerError for a form of another kind, one that names what does not exist, and one that has no meaning.
    """
    true = subject.printed[0]
    if isinstance(form, ImmutableMatrix) and isinstance(true, ImmutableMatrix) and len(names_in_row(subject.name)) > 1:
        form = form.T if form.shape == true.shape[::-1] and 1 in form.shape else form  # of a row of names
    if (kind := _kind(form)) != (wanted := _kind(true)):
        raise LedgerError(f"{subject.id} is {wanted}, not {kind} as the formula is")
    question = Question(replace(subject, printed=(replaced(form, _event),), definition=False), digits)
    question.check_names()
    return question.answer()


def _links(claim: Claim, chain: Chain, digits: int) -> Iterator[Link]:
    known, statement = chain.known, chain.statement
    yield from (_link(known[name], known[name].printed[0], statement.condition, digits) for name in chain.used)
    if is_relation(claim.true_forms[0].printed[0]) and not claim.in_place_of_printed:
        yield _link(claim.true_forms[0], statement.relation, statement.condition, digits)
        return
    parts = [known[name] for name in chain.names] or _unnamed(claim, known, statement)
    if claim in parts and claim.in_place_of_printed:
        yield _as_printed(claim, statement, digits)
        return
    if not chain.names and len(parts) > 1 and not statement.relations:
        found = [_link(part, statement.sides[0], statement.condition, digits) for part in parts]
        yield min(found, key=lambda link: _ORDER.index(link.status))  # one of them is enough
        return
    wrong = next((sign for sign in statement.relations if sign not in EQUALITIES), None)
    if wrong:
        yield Link(Status.DIFFERENT, f"the relation is {wrong}, not =", quantity=parts[0])
        return
    for part in dict.fromkeys(parts):
        for number, side in enumerate(statement.sides):
            link = _link(part, side, statement.condition, digits)
            if not (number or chain.names or link.equal) and len(statement.sides) > 1:
                link = _another_left_side(link, side)
            yield link
            if link.status is Status.UNDECIDED and link.answer is None and not (number or chain.names):
                break  # what it is equal to is not known to be the quantity either


def _another_left_side(link: Link, side: Any) -> Link:
    """What is known where a line begins with a formula that is not known to be the quantity that it is to be of.

    The name of another quantity states another line. A formula that is made of names may still be equal, unless it is refuted.
    """
    assert link.quantity is not None  # noqa: S101  (a link is about a quantity)
    shown = as_latex(side, link.quantity.language.notation, inline=True)
    if link.status is not Status.UNREADABLE:
        return replace(link, detail=f"the left side is {shown}, not {link.quantity.name}")
    if isinstance(side, Symbol | Indexed | AppliedUndef):
        return replace(link, status=Status.DIFFERENT, detail=f"the left side is {shown}, not {link.quantity.name}")
    return replace(link, status=Status.UNDECIDED, detail=f"the left side is {shown}, and not known to be {link.quantity.name}")


def _unnamed(claim: Claim, known: Mapping[str, Claim], statement: Statement) -> Sequence[Claim]:
    """The quantities that sides without a name may be of: those of their kind, or the one that the paper's line is about."""
    form = statement.sides[-1]
    if claim.in_place_of_printed and (is_relation(statement.relation) or any(alike(form, printed) for printed in claim.printed)):
        return [claim]
    kind, true = _kind(form), claim.true_forms
    printed = known.get(claim.name)
    if len(true) == 1 and printed not in (None, claim) and _kind(printed.printed[0]) == kind != _kind(true[0].printed[0]):
        return [printed]
    return [subject for subject in true if _kind(subject.printed[0]) == kind] or true


def _as_printed(claim: Claim, statement: Statement, digits: int) -> Link:
    """Where another quantity is checked than what is printed: whether the same is printed here, and what is known of that one."""
    sides = (*statement.sides, statement.relation)
    proved = f"what is proved is of {', '.join(subject.name for subject in claim.subjects)}"
    if not any(alike(sides[0], printed) or alike(sides[-1], printed) for printed in claim.printed):
        return Link(Status.UNDECIDED, f"it is not written as the entry prints it; {proved}", quantity=claim)
    links = [_link(subject, form, statement.condition, digits) for subject in claim.subjects for form in subject.printed]
    return replace(worst(links), detail=f"as the entry prints it; {proved}", quantity=claim, form=sides[0])


def _link(part: Claim, form: Any, condition: Any, digits: int) -> Link:
    """What is known of a form in the place of a quantity, under a condition that is named."""
    named = condition is not None and condition not in part.domain.assumptions
    asked = part
    if named:
        asked = replace(part, domain=replace(part.domain, assumptions=(*part.domain.assumptions, condition)))

    def known_of_it() -> Answer | Link:
        try:
            with time_limit(SECONDS):
                found = answer(asked, form, digits)
                passes = named and found.result in (Finding.EQUAL, Finding.CONDITIONAL)
                over = beyond(part, replaced(form, _event), condition, found.conditions, digits) if passes else None
        except LedgerError as error:
            if blame(error):
                raise
            return Link(Status.UNREADABLE, f"{as_text(form)}: {error}", quantity=part, form=form)
        return _beyond(over, part, form, condition) if over else found

    known = attempted(known_of_it, lambda why: Link(Status.UNDECIDED, why, quantity=part, form=form))
    if isinstance(known, Link):
        return known
    status = _BY_FINDING[known.result]
    if named and status in (Status.SAME, Status.CONDITIONAL):
        known = replace(known, conditions=(*known.conditions, *_held_beside(part, condition), condition))
        status = Status.CONDITIONAL
    return Link(status, known.detail, known, part, form)


def _beyond(over: Beyond, part: Claim, form: Any, condition: Any) -> Link:
    """What is known of a form that is equal where a condition holds, but is claimed where more is assumed than that says."""
    detail = f"claimed beyond what is assumed: {over.says}"
    if over.witness is not None:
        found = Answer(Finding.DIFFERENT, (condition,), over.witness, detail=detail)
        return Link(Status.DIFFERENT, detail, found, part, form)
    return Link(Status.UNDECIDED, detail, None, part, form)


def _held_beside(part: Claim, condition: Any) -> Iterator[Any]:
    """The assumptions about what a condition names and about more: it cannot imply them, and they hold besides."""
    named = names_of(condition)
    return (held for held in part.domain.assumptions if names_of(held) & named and not names_of(held) <= named)


def _event(part: Basic) -> Basic | None:
    """A probability with its events as SymPy evaluates them."""
    return evaluated(part) if isinstance(part, AppliedUndef) and part.func == P else None


def _kind(form: Basic) -> str:
    """What a formula is: what is of one kind can be held against each other."""
    if isinstance(form, ImmutableMatrix):
        return f"a table of {counted(form.rows, 'row')} and {counted(form.cols, 'column')}"
    if is_relation(form):
        return "a relation"
    return "an operator" if form.is_commutative is False else "a number"
