"""`bornproof check`: a user's formula judged in the place of the printed one, against what was derived."""

from dataclasses import dataclass, replace
from typing import Any

from sympy import Basic, Expr, Indexed, IndexedBase, Symbol

from proofs.confronting import find_witness
from proofs.errors import LedgerError
from proofs.judging import judge
from proofs.ledger import Claim, Ledger, Verdict
from proofs.printing import as_text
from proofs.reader import read_formula
from proofs.verifying import check_digits
from symbolic.notation import rho0

__all__ = ["Outcome", "check_formula", "names_of"]


@dataclass(frozen=True)
class Outcome:
    """What is known of a formula: a line or two for a person, plain data for a program, and an exit code."""

    text: str
    plain: dict[str, Any]
    exit_code: int


def names_of(claim: Claim) -> dict[str, Any]:
    """The entry's symbols by the names that a user types."""
    names: dict[str, Any] = {}
    for form in (*claim.printed, *claim.corrected, *(value for _, value in claim.where)):
        for atom in form.atoms(Symbol, IndexedBase, Indexed):
            base = atom.base if isinstance(atom, Indexed) else atom
            if isinstance(base, IndexedBase):
                names["rho0" if base == rho0 else str(base.label)] = base
    for form in (*claim.printed, *claim.corrected, *(value for _, value in claim.where)):
        for symbol in form.free_symbols:
            if isinstance(symbol, Symbol) and str(symbol) not in names and symbol.is_commutative and "^" not in str(symbol):
                names[str(symbol)] = symbol
    return names


def check_formula(ledger: Ledger, claim_id: str, formula: str, digits: int = 50) -> Outcome:
    """Judge `formula` as the right-hand side of an entry; raise for an unknown id, digits or an unreadable formula."""
    check_digits(digits)
    claims = ledger.select((claim_id,))
    if len(claims) != 1:
        raise LedgerError(f"{claim_id} has several lines; name one of {', '.join(claim.id for claim in claims)}")
    claim = claims[0]
    target = claim.corrected or claim.printed
    if not all(isinstance(form, Expr) and form.is_commutative for form in target):
        raise LedgerError(f"{claim_id} is not a scalar formula, so no formula can be compared with it")
    form: Basic = read_formula(formula, names_of(claim))
    entry = judge(mended := replace(claim.mended, printed=(form,), definition=False), digits)
    plain: dict[str, Any] = {"id": claim.id, "formula": as_text(form), "result": "", "conditions": [], "witness": None}
    if entry.verdict is Verdict.HOLDS:
        return Outcome("equal: proved", plain | {"result": "equal"}, 0)
    if entry.verdict is Verdict.CONDITIONAL:
        conditions = [as_text(condition) for condition in claim.conditions]
        return Outcome(f"equal if {' and '.join(conditions)}", plain | {"result": "conditional", "conditions": conditions}, 0)
    witness = find_witness(mended, (form,), inside=claim.conditions, digits=digits)
    if witness is None:
        return Outcome("undecided: neither a proof nor a counterexample was found", plain | {"result": "undecided"}, 1)
    point = ", ".join(f"{name} = {value}" for name, value in witness.point)
    text = f"different: at {point}\n  your formula: {witness.printed}\n  true value:   {witness.true}"
    shown = {"point": dict(witness.point), "yours": witness.printed, "true": witness.true}
    return Outcome(text, plain | {"result": "different", "witness": shown}, 1)
