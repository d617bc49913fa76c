"""The rules of the ledger: claims, evidence, verdicts and how settledness flows; no physics."""

from bornproof.proofs.ledger.claim import Claim, Fewer, Form, Kind
from bornproof.proofs.ledger.evidence import WRONG, Engine, Entry, Evidence, Result, Verdict, Witness, verdicts_named
from bornproof.proofs.ledger.language import Language
from bornproof.proofs.ledger.ledger import Ledger, Source
from bornproof.proofs.ledger.mended import Listed, Mending, Said

__all__ = [
    "WRONG", "Claim", "Engine", "Entry", "Evidence", "Fewer", "Form", "Kind", "Language", "Ledger", "Listed", "Mending", "Result",
    "Said", "Source", "Verdict", "Witness", "verdicts_named",
]  # fmt: skip
