r"""The labelled equations of a manuscript held against what was proved of the entries that their labels name.

A left side that is printed must be that of the entry, or a formula that is equal to it; every further link of a chain is judged.
A label that names several entries names those whose left sides its equations have.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bornproof.proofs.checks.chains import EQUALITIES, Chain, Readers, alike, is_relation, parts_of, related
from bornproof.proofs.checks.question import Answer, Finding
from bornproof.proofs.checks.submitted import answer
from bornproof.proofs.errors import LedgerError, ProofsError, ReadError
from bornproof.proofs.formulas.latex.blocks import Statement
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.manuscript.equations import Equation, Label, Manuscript
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim, Ledger

__all__ = ["Line", "Status", "check_manuscript", "entry_named", "parts"]

_PLACE = re.compile(r"line (\d+), column (\d+): (.*)", re.DOTALL)
_PREFIX = re.compile(r"(?:eq|eqn|equation|claim|thm)[:.]", re.IGNORECASE)


class Status(StrEnum):
    """What is known of a labelled equation."""

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
class Line:
    """What was found of one entry under one label; a place is that of the label, or of what cannot be read."""

    id: str
    status: Status
    label: Label | None = None
    file: str = ""
    line: int = 0
    column: int = 0
    detail: str = ""
    conditions: tuple[str, ...] = ()
    witness: Mapping[str, Any] | None = None

    @property
    def passes(self) -> bool:
        """Whether it is the same, under conditions that are known; unknown is not a pass."""
        return self.status in (Status.SAME, Status.CONDITIONAL, Status.LEFT_OUT)


@dataclass(frozen=True)
class _Found:
    """What is known of one link."""

    status: Status
    detail: str = ""
    answer: Answer | None = None
    at: int | None = None  # where in the text of the equation


def check_manuscript(
    manuscript: Manuscript,
    ledger: Ledger,
    labels: Mapping[str, str] | None = None,
    required: Sequence[str] = (),
    digits: int = 50,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Line, ...]:
    r"""A line for each entry that a label names, in the order of the manuscript, then those that are not found.

    Parameters
    ----------
    manuscript
        Its labelled equations.
    ledger
        The entries.
    labels
        The ids that labels name besides those that name one themselves, as `eq:39.4` does; "" leaves a label out.
    required
        Ids that must be there; eq.39 stands for all of its lines.
    digits
        Of the enclosures.
    progress
        Is told how many equations are judged, of how many.

    Raises
    ------
    LedgerError
        For an id in `labels` or in `required` that the ledger does not have.
    ReadError
        For a label that names an entry and stands there twice.
    """
    labels = dict(labels or {})
    wanted = {label: _select(ledger, claim_id) if claim_id else () for label, claim_id in labels.items()}
    named = _Named(ledger, wanted)
    _check_unique(manuscript, named)
    judge = _Judge(ledger, digits)
    found: list[Line] = []
    chosen = [(equation, claims) for equation in manuscript.equations if (claims := named.claims(equation.label)) is not None]
    for number, (equation, claims) in enumerate(chosen, start=1):
        found += judge.lines(equation, claims)
        if progress:
            progress(number, len(chosen))
    for label in manuscript.elsewhere:
        claims = named.claims(label)
        there = {line.id for line in found}
        missing = [claim for claim in claims or () if claim.id not in there]
        found += [_line(claim.id, label, Status.NOT_FOUND, "its label stands outside of an equation") for claim in missing]
    missing = [claim for claim_id in required for claim in _select(ledger, claim_id)]
    present = {label.name for label in (*manuscript.elsewhere, *(equation.label for equation in manuscript.equations))}
    missing += [claim for label, claims in wanted.items() if label not in present for claim in claims]
    there = {line.id for line in found}
    ids = dict.fromkeys(claim.id for claim in missing if claim.id not in there)
    found += [Line(claim_id, Status.NOT_FOUND, detail="no label names it") for claim_id in ids]
    return tuple(found)


def parts(
    manuscript: Manuscript, ledger: Ledger, labels: Mapping[str, str] | None = None
) -> dict[str, tuple[Manuscript, dict[str, str]]]:
    """By each label that names an entry, what `check_manuscript` can judge of it alone: a manuscript and a map.

    It fails alone where it fails among the others. Raises as `check_manuscript` does.
    """
    labels = dict(labels or {})
    named = _Named(ledger, {label: _select(ledger, claim_id) if claim_id else () for label, claim_id in labels.items()})
    _check_unique(manuscript, named)
    chosen = {one.label: Manuscript((one,), ()) for one in manuscript.equations if named.claims(one.label) is not None}
    there = {claim for label in chosen for claim in named.claims(label) or ()}
    chosen |= {label: Manuscript((), (label,)) for label in manuscript.elsewhere if set(named.claims(label) or ()) - there}
    found = {label.name: part for label, part in chosen.items()}
    present = {label.name for label in (*manuscript.elsewhere, *(one.label for one in manuscript.equations))}
    found |= {label: Manuscript((), ()) for label, claim_id in labels.items() if claim_id and label not in present}
    return {label: (part, {label: labels[label]} if label in labels else {}) for label, part in found.items()}


def entry_named(label: str) -> str:
    """The id that a label may name.

    >>> entry_named("eq:39.4"), entry_named("thm:born"), entry_named("fig:1")
    ('eq.39.4', 'thm.born', '')
    """
    prefix = _PREFIX.match(label)
    kinds = {"eqn": "eq", "equation": "eq"}
    kind = prefix[0][:-1].lower() if prefix else ""
    return f"{kinds.get(kind, kind)}.{label[prefix.end() :]}" if prefix else ""


class _Named:
    """The claims that labels name."""

    def __init__(self, ledger: Ledger, wanted: Mapping[str, tuple[Claim, ...]]) -> None:
        self.ledger, self.wanted = ledger, dict(wanted)
        self.known = {part for claim in ledger for part in (claim.id, f"eq.{claim.equation}")}

    def claims(self, label: Label) -> tuple[Claim, ...] | None:
        """Those of a label; none, if it is to be left out; nothing, if it names no entry."""
        if label.name not in self.wanted:
            claim_id = self.ledger.kindly(entry_named(label.name))
            made = None if claim_id in self.known else self.ledger.made(claim_id)
            if claim_id not in self.known and made is None:
                return None
            self.wanted[label.name] = (made,) if made else self.ledger.select((claim_id,))
        return self.wanted[label.name]


def _select(ledger: Ledger, claim_id: str) -> tuple[Claim, ...]:
    return ledger.select((entry_named(claim_id) or claim_id,))


def _check_unique(manuscript: Manuscript, named: _Named) -> None:
    seen: dict[str, Label] = {}
    for label in (*(equation.label for equation in manuscript.equations), *manuscript.elsewhere):
        if named.claims(label) is None:
            continue
        if label.name in seen:
            first = seen[label.name]
            where = f"{first.file}, line {first.line}"
            raise ReadError(f"{label.file}, line {label.line}: the label {label.name} stands already at {where}")
        seen[label.name] = label


class _Judge:
    def __init__(self, ledger: Ledger, digits: int) -> None:
        self.digits, self.readers = digits, Readers(ledger)

    def lines(self, equation: Equation, claims: tuple[Claim, ...]) -> Iterator[Line]:
        """What is known of each claim that the label of an equation names."""
        if not claims:
            yield _line("", equation.label, Status.LEFT_OUT, "by the map")
            return
        unreadable = equation.unreadable or ("it is too long" if equation.too_long else "")
        self._open = set[int]()  # the statements that no claim has met
        for number, claim in enumerate(claims):
            if unreadable:
                yield _line(claim.id, equation.label, Status.UNREADABLE, unreadable)
                continue
            try:
                yield self._judged(equation, claim, number, claims)
            except ProofsError as error:  # of the reader, with a place; of what the formula names, without one
                yield _unreadable(equation, claim, str(error))
        if self._open:
            yield _line("", equation.label, Status.UNREADABLE, "under this label an equation has the left side of no entry")

    def _judged(self, equation: Equation, claim: Claim, number: int, claims: tuple[Claim, ...]) -> Line:
        if not claim.true_forms:
            return _line(claim.id, equation.label, Status.UNDECIDED, "nothing is proved of this entry")
        statements = self.readers.chains(claim, equation.text)
        mine = [chain for chain in statements if chain.named]
        if len(claims) > 1 and not mine and len(statements) == len(claims):
            mine = [statements[number]]
        elif len(claims) == 1:
            mine = mine or statements[:1]
            if len(statements) > len(mine):
                raise ReadError("it states something else besides: one label needs one equation")
        there = {place for place, chain in enumerate(statements) if not any(chain is one for one in mine)}
        self._open = there & self._open if number else there
        if not mine:
            return _line(claim.id, equation.label, Status.NOT_FOUND, f"under this label no equation has the left side {claim.name}")
        found = [found for chain in mine for found in self._links(claim, chain)]
        worst = max(found, key=lambda link: _ORDER.index(link.status))
        return _of(equation, claim, worst, found)

    def _links(self, claim: Claim, chain: Chain) -> Iterator[_Found]:
        """What is known of each link of a chain."""
        subject, statement = claim.true_forms[0], chain.statement
        if subject.printed != claim.printed and not claim.corrected and not claim.once_mended:
            yield _as_printed(claim, statement)
            return
        if statement.condition is not None:
            domain = replace(subject.domain, assumptions=(*subject.domain.assumptions, statement.condition))
            subject = replace(subject, domain=domain)
        if is_relation(subject.printed[0]):
            yield self._link(subject, related(statement), statement)
            return
        wrong = next((sign for sign in statement.relations if sign not in EQUALITIES), None)
        if wrong:
            yield _Found(Status.DIFFERENT, f"the relation is {wrong}, not =")
            return
        parts = parts_of(subject, chain.names)
        if not parts:
            yield _Found(Status.DIFFERENT, f"the left side is not one of {subject.name}")
        for part in parts:
            for number, side in enumerate(statement.sides):
                found = self._link(part, side, statement)
                equal = found.status in (Status.SAME, Status.CONDITIONAL)
                if not (number or chain.names or equal) and len(statement.sides) > 1:
                    shown = as_latex(side, part.language.notation, inline=True)
                    known = Status.DIFFERENT if found.status is Status.UNREADABLE else found.status
                    found = replace(found, status=known, detail=f"the left side is {shown}, not {part.name}")
                elif not chain.names and len(statement.sides) == 1:
                    found = replace(found, detail="; ".join(part for part in (found.detail, "no left side is printed") if part))
                yield found

    def _link(self, subject: Claim, form: Any, statement: Statement) -> _Found:
        try:
            known = answer(subject, form, self.digits)
        except LedgerError as error:
            return _Found(Status.UNREADABLE, f"{as_text(form)}: {error}")
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # as where a ledger is judged: whatever goes wrong in one equation, the others are judged
            return _Found(Status.UNDECIDED, f"{type(error).__name__}: {' '.join(str(error).split())}")
        status = _BY_FINDING[known.result]
        if statement.condition is not None and status is Status.SAME:
            known = replace(known, conditions=(*known.conditions, statement.condition))
            status = Status.CONDITIONAL
        return _Found(status, known.detail, known)


def _as_printed(claim: Claim, statement: Statement) -> _Found:
    """Where another quantity is checked than what is printed: whether the same is printed here."""
    proved = f"what is proved is of {claim.true_forms[0].name}"
    if len(statement.sides) == len(claim.printed) and all(map(alike, statement.sides, claim.printed)):
        return _Found(Status.SAME, f"as the entry prints it; {proved}")
    return _Found(Status.UNDECIDED, f"it is not written as the entry prints it; {proved}")


def _line(claim_id: str, label: Label, status: Status, detail: str) -> Line:
    return Line(claim_id, status, label, label.file, label.line, label.column, detail)


def _unreadable(equation: Equation, claim: Claim, message: str) -> Line:
    place, detail = (equation.label.file, equation.label.line, equation.label.column), message
    if found := _PLACE.fullmatch(message):
        place, detail = equation.place(int(found[2]) - 1), found[3]
    return Line(claim.id, Status.UNREADABLE, equation.label, *place, detail)


def _of(equation: Equation, claim: Claim, worst: _Found, found: Sequence[_Found]) -> Line:
    """The line of an entry: as its worst link is, under the conditions of all."""
    known = worst.answer
    conditions = dict.fromkeys(as_text(one) for link in found if link.answer for one in link.answer.conditions)
    witness = None
    if worst.status is Status.DIFFERENT and known and known.witness:
        witness = {"point": dict(known.witness.point), "yours": known.witness.printed, "true": known.witness.true}
    mended = f"once {claim.once_mended.line} is mended" if claim.once_mended else ""
    levels = f"for {known.levels}" if known and known.levels else ""
    detail = "; ".join(part for part in (worst.detail, levels, mended) if part)
    place = (equation.label.file, equation.label.line, equation.label.column)
    return Line(claim.id, worst.status, equation.label, *place, detail, tuple(conditions), witness)
