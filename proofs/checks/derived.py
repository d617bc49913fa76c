"""What a claim's derivation gives in a case, worked out once for the proof and for its replay."""

from functools import lru_cache

from bornproof.proofs.ledger.claim import Derive
from bornproof.proofs.ledger.domain import Case
from bornproof.symbolic.derivation import Derivation

__all__ = ["derived"]


@lru_cache(maxsize=512)
def derived(derive: Derive, case: Case) -> Derivation:
    """The derivation with the values of a case; raises what it raises."""
    return derive(case.mapping)
