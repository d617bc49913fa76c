"""All that a maintainer needs to replay an entry without its ledger, as plain data."""

from functools import partial
from typing import Any

from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.certificate.python_source import Words
from bornproof.proofs.certificate.writer import certificate
from bornproof.proofs.checks.answers import attempted
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.exact import example_case
from bornproof.proofs.checks.names import symbols_of
from bornproof.proofs.checks.points import Bench, as_plain, relevant, value_text
from bornproof.proofs.checks.samples import sample
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim, Engine, Entry
from bornproof.symbolic.errors import SymbolicError
from sympy import Basic

__all__ = ["replayable"]


def replayable(claim: Claim, entry: Entry, digits: int, words: Words | None = None) -> dict[str, Any]:
    """Abbreviations, the names that `bornproof check` takes, for each quantity its derivation and points, and the certificate.

    Formulas are in the notation that `check` reads. The points are those at which it was judged, in their order, with the
    values there of each form and of what was derived; an entry that has no certificate says why.
    """
    quantities = dict.fromkeys((*claim.subjects, *claim.true_forms))
    try:
        text, reason = certificate(claim, entry, words), ""
    except LedgerError as error:
        text, reason = None, str(error)
    return {
        "where": {as_text(name): as_text(value) for name, value in claim.where},
        "symbols": list(symbols_of(claim)) if quantities else [],
        "quantities": [attempted(partial(_quantity, subject, digits), partial(_failed, subject)) for subject in quantities],
        "certificate": text,
        "no_certificate": reason,
    }


def _quantity(claim: Claim, digits: int) -> dict[str, Any]:
    """One quantity: its forms, how it is derived in an example of a case, and the values at the points."""
    case, bench = example_case(claim), Bench(claim, digits)
    assert claim.derive is not None  # noqa: S101  (a quantity that is checked has a derivation)
    made = derived(claim.derive, case.mapping)
    return {
        "quantity_latex": claim.name,
        "forms": [as_text(form) for form in claim.printed],
        "case": str(case),
        "derivation": [{"rule": step.rule, "result": as_text(step.result)} for step in made.steps],
        "supposed": [as_text(fact) for fact in made.supposed],
        "points": [_at(bench, number) for number in sample(bench).numbers],
    }


def _failed(claim: Claim, why: str) -> dict[str, Any]:
    return {"quantity_latex": claim.name, "forms": [as_text(form) for form in claim.printed], "failure": why}


def _at(bench: Bench, number: int) -> dict[str, Any]:
    claim = bench.claim
    needed = {name: value for form in claim.printed for name, value in relevant(bench.point(number), claim, form).items()}
    return {
        "number": number,
        "point": dict(as_plain(needed)),
        "values": [_told(bench, form, number) for form in claim.printed],
        "derived": _told(bench, None, number),
    }


def _told(bench: Bench, form: Basic | None, number: int) -> str:
    """The value of a form, or the derived one, or why there is none."""
    try:
        return value_text(bench.truth(number, Engine.SAMPLING) if form is None else bench.value(form, number))
    except (NumericError, SymbolicError) as error:
        return f"none: {error}"
