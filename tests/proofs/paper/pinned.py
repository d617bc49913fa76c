"""What a change of the house must not move: the entries of `verify --json`, the points, how many mutants are made.

`python -m tests.proofs.paper.pinned` writes the file anew, where a verdict, a witness or a point is meant to change.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from bornproof.proofs.checks.adversarial import adversarial_points
from bornproof.proofs.checks.replay import _points as _taken
from bornproof.proofs.checks.run import Run, verify
from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.json_report import as_json
from bornproof.proofs.stress.mutants import mutants

PINNED = Path(__file__).parent / "pinned.json"
DOMAIN, ADVERSARIAL, REPLAYED = 40, 60, 12  # how many points are looked at
CASES, DERIVED = 6, 2  # and how many cases and points a derivation is asked for


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def entries(run: Run) -> dict[str, str]:
    return {entry["id"]: digest(json.dumps(entry)) for entry in json.loads(as_json(run, PAPER, 50))["entries"]}


def points(claim: Claim) -> str:
    """Those of the domain, those made of them, and those of the replay, in their order."""
    own = (point for each in claim.subjects for point in islice(each.domain.points(), DOMAIN))
    hostile = (adversarial_points(each.domain, each.printed, each.language) for each in claim.subjects)
    made = (point for found in hostile for point in islice(found, ADVERSARIAL))
    taken = (_taken(each, each.printed, each.domain.assumptions) for each in claim.subjects)
    replayed = (point for found in taken for _, point in islice(found, REPLAYED))
    return digest("; ".join(map(_written, (own, made, replayed))))


def derivations(claim: Claim) -> str:
    """Every step of the derivations, for the first cases and points."""
    lines = []
    for each in (*claim.subjects, *claim.true_forms):
        cases = (case.mapping for case in each.domain.cases[:CASES])
        for where in (*cases, *islice(each.domain.points(), DERIVED)):
            try:
                assert each.derive is not None
                lines += [f"{step.rule}: {step.result}" for step in each.derive(where).steps]
            except ValueError as error:  # where there is no truth
                lines.append(f"{type(error).__name__}: {error}")
    return digest("\n".join(lines))


def made(claim: Claim) -> int:
    """How many mutants the forms of a claim have."""
    return sum(1 for each in claim.subjects for form in each.printed for _ in mutants(form))


def _written(found: Iterable[Any]) -> str:
    return "; ".join(", ".join(sorted(f"{name} = {value}" for name, value in point.items())) for point in found)


def pinned() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(PINNED.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    within = [claim for claim in PAPER if claim.subjects]
    found = {
        "entries": entries(verify(ledger=PAPER, jobs=2)),
        "points": {claim.id: points(claim) for claim in within},
        "derivations": {claim.id: derivations(claim) for claim in within},
        "mutants": {claim.id: made(claim) for claim in within},
    }
    PINNED.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")
