"""The verdict on a claim, computed from what the engines find; nobody writes a verdict anywhere else."""

from sympy import Basic
from sympy.logic.boolalg import Boolean

from proofs.confronting import confront, find_witness
from proofs.ledger import Claim, Entry, Evidence, Result, Verdict, Witness
from proofs.proving import prove

__all__ = ["judge"]


def judge(claim: Claim, digits: int = 50) -> Entry:
    """Confront the printed form with its derivation and its oracle, then the conditions or the correction if it fails.

    holds or definition: the exact proof and every engine agree. conditional: they do under the conditions, and a
    witness outside them is found. misprint: a witness is found, and the corrected form passes like one that holds
    (both within the conditions, if there are any). Anything else is undecided.
    """
    if claim.undecidable:
        return Entry(claim.id, Verdict.OUT_OF_SCOPE, (), None)
    evidence, passed = _examine(claim, claim.printed, "printed", (), digits)
    if passed:
        return Entry(claim.id, Verdict.DEFINITION if claim.definition else Verdict.HOLDS, evidence, None)
    witness: Witness | None = None
    if claim.corrected:
        witness = find_witness(claim, claim.printed, inside=claim.conditions, digits=digits)
        more, passed = _examine(claim.mended, claim.corrected, "corrected", claim.conditions, digits)
        success = Verdict.MISPRINT
    elif claim.conditions:
        witness = find_witness(claim, claim.printed, outside=claim.conditions, digits=digits)
        more, passed = _examine(claim, claim.printed, "printed, under the conditions", claim.conditions, digits)
        success = Verdict.CONDITIONAL
    else:
        return Entry(claim.id, Verdict.UNDECIDED, evidence, None)
    return Entry(claim.id, success if passed and witness else Verdict.UNDECIDED, (*evidence, *more), witness)


def _examine(
    claim: Claim, forms: tuple[Basic, ...], name: str, given: tuple[Boolean, ...], digits: int
) -> tuple[tuple[Evidence, ...], bool]:
    evidence = (prove(claim, forms, name, given), *confront(claim, forms, name, given, digits))
    return evidence, all(item.result in (Result.PROVED, Result.AGREES) for item in evidence)
