"""The verdict on a claim, computed from what the engines find; nobody writes a verdict anywhere else."""

from sympy import Not, Or
from sympy.logic.boolalg import Boolean

from proofs.bench import Bench
from proofs.confronting import confront
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
    bench = Bench(claim, digits)
    evidence, passed = _examine(bench, "printed")
    if passed:
        return Entry(claim.id, Verdict.DEFINITION if claim.definition else Verdict.HOLDS, evidence, None)
    witness: Witness | None = None
    if claim.corrected:
        witness = bench.refute(*claim.printed, given=claim.conditions)
        more, passed = _examine(bench.mended(), "corrected", claim.conditions)
        success = Verdict.MISPRINT
    elif claim.conditions:
        witness = bench.refute(*claim.printed, given=(Or(*map(Not, claim.conditions)),))
        more, passed = _examine(bench, "printed, under the conditions", claim.conditions)
        success = Verdict.CONDITIONAL
    else:
        return Entry(claim.id, Verdict.UNDECIDED, evidence, None)
    return Entry(claim.id, success if passed and witness else Verdict.UNDECIDED, (*evidence, *more), witness)


def _examine(bench: Bench, name: str, given: tuple[Boolean, ...] = ()) -> tuple[tuple[Evidence, ...], bool]:
    """The evidence of all engines on the claim's printed form."""
    forms = bench.claim.printed
    evidence = (prove(bench.claim, forms, name, given), *confront(bench, forms, name, given))
    return evidence, all(item.result in (Result.PROVED, Result.AGREES) for item in evidence)
