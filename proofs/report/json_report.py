"""The run as JSON, schema 1: the same bytes for the same inputs."""

import platform
from collections import Counter
from importlib.metadata import version
from typing import Any

from proofs.ledger import Claim, Entry, Ledger, Verdict
from proofs.outputs import dumped
from proofs.printing import as_latex, as_text
from proofs.verifying import Run

__all__ = ["as_json", "environment"]


def as_json(run: Run, ledger: Ledger, digits: int) -> str:
    """The report of DESIGN's `verify --json`, keys in a fixed order, without times."""
    counts = Counter(entry.verdict for entry in run.entries)
    report = {
        "schema": 1,
        "environment": environment(digits),
        "summary": {verdict.value: counts[verdict] for verdict in Verdict},
        "settled": run.settled,
        "entries": [_entry(ledger[entry.id], entry) for entry in run.entries],
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
    witness = entry.witness
    return {
        "id": claim.id,
        "equation": claim.equation,
        "section": claim.section,
        "kind": claim.kind.value,
        "verdict": entry.verdict.value,
        "statement": claim.statement,
        "quantity_latex": claim.name,
        "printed_latex": [as_latex(form) for form in claim.printed],
        "corrected_latex": [as_latex(form) for form in claim.corrected] if entry.verdict is Verdict.MISPRINT else [],
        "witness": {"point": dict(witness.point), "printed": witness.printed, "true": witness.true} if witness else None,
        "conditions": [as_text(condition) for condition in claim.conditions],
        "assumptions": [as_text(condition) for condition in claim.domain.assumptions],
        "reason": claim.undecidable,
        "note": claim.note,
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
