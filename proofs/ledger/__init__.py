"""The rules of the ledger: claims, evidence, verdicts and how settledness flows; no physics."""

from proofs.ledger.claim import Claim, Fewer, Form, Kind, Mending
from proofs.ledger.evidence import Engine, Entry, Evidence, Result, Verdict, Witness
from proofs.ledger.ledger import Ledger

__all__ = [
    "Claim", "Engine", "Entry", "Evidence", "Fewer", "Form", "Kind", "Ledger", "Mending", "Result", "Verdict", "Witness",
]  # fmt: skip
