"""What a claim's derivation gives in a case, worked out once for the proof and for its replay."""

from functools import lru_cache

from proofs.domains import Case
from proofs.ledger.claim import Derive
from symbolic.derivation import Derivation

__all__ = ["derived"]


@lru_cache(maxsize=512)
def derived(derive: Derive, case: Case) -> Derivation:
    """The derivation with the values of a case; raises what it raises."""
    return derive(case.mapping)
