"""The run as JSON, schema 2: the same bytes for the same inputs."""

import platform
from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from bornproof.proofs.checks.run import Run
from bornproof.proofs.files import dumped
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import WRONG, Claim, Entry, Form, Ledger, Verdict, Witness

__all__ = ["as_json", "as_plain", "environment"]


def as_json(
    run: Run,
    ledger: Ledger,
    digits: int,
    provenance: Mapping[str, Any] | None = None,
    details: Mapping[str, Mapping[str, Any]] | None = None,
) -> str:
    """The report of DESIGN's `verify --json`, keys in a fixed order, without times.

    `provenance` has a key of its own, and `details` are added to the entries, by their ids.
    """
    counts = Counter(entry.verdict for entry in run.entries)
    report = {
        "schema": 2,
        "paper": {"reference": ledger.source.reference, "text": ledger.source.text},
        "environment": environment(digits),
        "summary": {verdict.value: counts[verdict] for verdict in Verdict},
        "settled": run.settled,
        "entries": [{**_entry(ledger[entry.id], entry), **(details or {}).get(entry.id, {})} for entry in run.entries],
        **({"provenance": provenance} if provenance is not None else {}),
    }
    return dumped(report)


def environment(digits: int) -> dict[str, Any]:
    """What the results were computed with."""
    return {
        "bornproof": version("bornproof"),
        "python": platform.python_version(),
        **{package: version(package) for package in ("sympy", "python-flint", "mpmath")},
        "digits": digits,
    }


def _entry(claim: Claim, entry: Entry) -> dict[str, Any]:
    witness, correction = entry.witness, claim.corrected if entry.verdict in WRONG else None
    corrected = correction.expressions if correction else ()
    return {
        "id": claim.id,
        "equation": claim.equation,
        "section": claim.section,
        "kind": claim.kind.value,
        "verdict": entry.verdict.value,
        "almost_surely": entry.almost_surely,
        "statement": claim.statement,
        "quantity_latex": claim.name,
        "printed": [as_text(form) for form in claim.printed],
        "printed_latex": [as_latex(form, claim.language.notation) for form in claim.printed],
        "printed_source": claim.printed_source,
        "checked": [_checked(form, claim) for form in claim.otherwise],
        "corrected": [as_text(form) for form in corrected],
        "corrected_latex": [as_latex(form, claim.language.notation) for form in corrected],
        "corrected_quantity_latex": (correction.name or claim.name) if correction else "",
        "corrected_statement": claim.corrected_statement if corrected else "",
        "mended_line": claim.once_mended.line if claim.once_mended else None,
        "witness": as_plain(witness) if witness else None,
        "assumptions": [as_text(condition) for condition in claim.domain.assumptions],
        "standing_assumptions": [said] if (said := claim.language.standing(claim)) else [],
        "conditions": [as_text(condition) for condition in claim.conditions],
        "reason": entry.reason,
        "note": claim.note,
        "contradictions": list(entry.contradictions),
        "scope": entry.scope,
        "evidence": [
            {
                "engine": item.engine.value,
                "result": item.result.value,
                "form": item.form,
                "scope": item.scope,
                "digits": item.digits,
                "detail": item.detail,
            }
            for item in entry.evidence
        ],
        "uses": list(claim.uses),
        "settled": entry.settled,
    }


def as_plain(witness: Witness) -> dict[str, Any]:
    """A witness; of chains, matrices and vectors with the link, the entry or the coefficient that it is about."""
    parts = {"entry": witness.entry, "coefficient_of_latex": witness.along, "link_latex": witness.link}
    found = {name: text for name, text in parts.items() if text}
    return {"point": dict(witness.point), "printed": witness.printed, "true": witness.true} | found


def _checked(form: Form, claim: Claim) -> dict[str, Any]:
    """A quantity that is checked where it is not what is printed."""
    return {
        "quantity_latex": form.name or claim.name,
        "forms": [as_text(expression) for expression in form.expressions],
        "forms_latex": [as_latex(expression, claim.language.notation) for expression in form.expressions],
    }
