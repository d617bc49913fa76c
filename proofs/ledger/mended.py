"""What a claim says once another line is mended: that line's printed and corrected forms, inserted where the claim names them."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger.fields import check_tuple
from bornproof.proofs.ledger.language import inserted
from bornproof.proofs.ledger.printed import names_in_row
from bornproof.symbolic.derivation import Derivation
from sympy import Basic, Expr, Indexed, Integer, MatrixBase, Symbol

if TYPE_CHECKING:
    from bornproof.proofs.ledger.claim import Claim

__all__ = ["Listed", "Mending", "Said", "names_said", "tied", "with_line"]


@dataclass(frozen=True)
class Said:
    """A quantity of the claim that the line says: an entry of the line's last form, with numbers for some of its symbols.

    Entries are counted from 0 and row by row; a form that is no table has one. Without a name it is what the line prints,
    where a form of the claim, or an entry of one, is the same.
    """

    name: Expr | None = None
    entry: int = 0
    at: tuple[tuple[Symbol, Expr], ...] = ()

    def __post_init__(self) -> None:
        check_tuple("what a line says", "at", self.at, tuple, "pairs")
        if not all(isinstance(symbol, Symbol) and value.is_number for symbol, value in self.at):
            raise LedgerError("what a line says is taken at numbers for symbols")


@dataclass(frozen=True)
class Listed:
    """A symbol of the claim that is 1 where the line names a quantity, on its left side or in its forms, and 0 where not."""

    name: Symbol
    quantity: Expr


@dataclass(frozen=True)
class Mending:
    """The line that holds the slip, and what it says of the quantities of a claim: as it is printed, and as it is corrected.

    Nothing else decides what a claim means once the line is mended: its derivation and its oracle are those of the claim, for
    any value of these quantities, and never learn which form of the line is meant. The ledger sets the `claim` of the line.
    """

    line: str
    says: tuple[Said | Listed, ...]
    claim: "Claim | None" = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_tuple(self.line, "says", self.says, (Said, Listed), "what the line says")
        if not self.says:
            raise LedgerError(f"{self.line}: a line that is to be mended must say something of the claim")


def with_line(claim: "Claim", line: "Claim") -> "Claim":
    """The claim with the line that is to be mended; what is printed is not read for this.

    Raises LedgerError where the line is not corrected, or not wherever the claim is, so that nothing follows from mending it.
    """
    mending = claim.once_mended
    if line.corrected is None or mending is None:
        raise LedgerError(f"{claim.id} is to be true once {line.id} is mended, which has no correction")
    names = set(names_said(claim))
    said = (*claim.domain.assumptions, *claim.conditions, *(name for case in claim.domain.cases for name, _ in case.values))
    if any(part == name or part.has(name) for part in said for name in names):
        raise LedgerError(f"{claim.id}: nothing may be assumed of what {line.id} says")
    if any(name in names for name, _ in claim.where):
        raise LedgerError(f"{claim.id}: what {line.id} says has no other abbreviation")
    needed = (*line.domain.assumptions, *line.conditions) if any(isinstance(said, Said) for said in mending.says) else ()
    if unsaid := [str(fact) for fact in needed if fact not in claim.domain.assumptions]:
        raise LedgerError(f"{claim.id} must assume what the correction of {line.id} does: {', '.join(unsaid)}")
    told = copy(claim)
    object.__setattr__(told, "once_mended", replace(mending, claim=line))
    return told


def names_said(claim: "Claim") -> tuple[Expr, ...]:
    """The quantities of a claim of which the line that is to be mended says what they are."""
    return tuple(said.name for said in claim.once_mended.says if said.name is not None) if claim.once_mended else ()


def tied(claim: "Claim", subject: "Claim", *, corrected: bool) -> "Claim":
    """The subject of a claim with what the line says in its printed or in its corrected form.

    Raises LedgerError where no ledger has said what the line is, where it says no such thing, or by a quantity of which it says
    what that is, and where both forms say the same.
    """
    mending = claim.once_mended
    if mending is None or mending.claim is None:
        raise LedgerError(f"{claim.id} is about a line that is to be mended, which a ledger must name")
    facts = [_facts(mending, mending.claim, right) for right in (False, True)]
    if within := [name for name in names_said(claim) if any(fact.has(name) for fact in (*facts[0], *facts[1]))]:
        raise LedgerError(f"{claim.id}: {mending.line} says what {within[0]} is by {within[0]} itself")
    if facts[0] == facts[1]:
        raise LedgerError(f"{claim.id}: {mending.line} says the same of it as printed and as corrected")
    where = tuple((said.name, value) for said, value in zip(mending.says, facts[corrected], strict=True) if said.name is not None)
    standing = {facts[0][k]: facts[corrected][k] for k, said in enumerate(mending.says) if said.name is None}
    if unmet := [form for form in standing if not any(form in _parts(printed) for printed in subject.printed)]:
        raise LedgerError(f"{claim.id}: nothing of it is what {mending.line} prints, {unmet[0]}")
    printed = tuple(_with_parts(form, standing) for form in subject.printed) if standing else subject.printed
    rule = f"with {mending.line} as it is {'corrected' if corrected else 'printed'}"
    derive = _Told(subject.derive, where, rule) if where else subject.derive
    return replace(subject, printed=printed, derive=derive, where=(*subject.where, *where), once_mended=None)


@dataclass(frozen=True)
class _Told:
    """A derivation for any value of what a line says, and what the line says inserted."""

    derive: Any
    where: tuple[tuple[Expr, Basic], ...]
    rule: str

    def __call__(self, values: Mapping[Any, Any]) -> Derivation:
        steps: Derivation = self.derive(values)
        result = inserted(steps.result, self.where)
        return steps if steps.recursion or result == steps.result else steps.then(self.rule, result)


def _facts(mending: Mending, line: "Claim", corrected: bool) -> tuple[Basic, ...]:
    subject = line.true_forms[0] if corrected else line.subjects[0]
    return tuple(
        _value(subject, said) if isinstance(said, Said) else Integer(said.quantity in _named(line, subject))
        for said in mending.says
    )


def _value(subject: "Claim", said: Said) -> Basic:
    parts = _parts(subject.printed[-1])
    if not (0 <= said.entry < len(parts) and isinstance(parts[said.entry], Expr)):
        raise LedgerError(f"{subject.id} has no entry {said.entry}")
    value = parts[said.entry]
    return value if said.name is None else inserted(value, subject.where).xreplace(dict(said.at))


def _named(line: "Claim", subject: "Claim") -> set[Basic]:
    """The quantities that are named on the left side, and in the forms as they are written."""
    in_forms = {atom for form in subject.printed for atom in form.atoms(Symbol, Indexed)}
    lefts = (line.language.latex(f"0 &= {name}", *in_forms).forms[0] for name in names_in_row(subject.name))
    return in_forms.union(*(left.atoms(Symbol, Indexed) for left in lefts))


def _parts(form: Basic) -> tuple[Any, ...]:
    """The entries of a table; of anything else, itself."""
    return tuple(form) if isinstance(form, MatrixBase) else (form,)


def _with_parts(form: Basic, standing: dict[Basic, Basic]) -> Basic:
    if isinstance(form, MatrixBase):
        return form.applyfunc(lambda entry: standing.get(entry, entry))
    return standing.get(form, form)
