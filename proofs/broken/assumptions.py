"""Assumptions earn their place: each is dropped in turn, and a counterexample found, or a proof that does without it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import islice

from sympy import Not
from sympy.logic.boolalg import Boolean

from numeric_check.errors import NumericError
from proofs.bench import POINTS, Bench
from proofs.ledger import Claim, Engine, Result, Witness
from proofs.printing import as_text
from proofs.proving import prove

__all__ = ["Dropped", "Need", "drop_each"]


class Need(StrEnum):
    """What dropping an assumption did."""

    NEEDED = "needed"  # a counterexample
    PREMISE = "premise"  # a point at which there is no truth: the quantity is not defined without it
    NOT_NEEDED = "not needed"  # a proof without it
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Dropped:
    """One assumption that was dropped while all the others were kept; `detail` says why it is a premise."""

    assumption: str
    stated: bool  # by the paper; if not, it is a condition that the entry adds
    need: Need
    witness: Witness | None = None
    detail: str = ""


def drop_each(claim: Claim, digits: int = 50) -> tuple[Dropped, ...]:
    """Drop each assumption and condition of the entry's true form (the printed one, or the corrected one)."""
    claim = claim.mended
    if not claim.printed:
        return ()
    conditions = (*claim.domain.assumptions, *claim.conditions)
    return tuple(
        _drop(claim, conditions[:place], condition, conditions[place + 1 :], place < len(claim.domain.assumptions), digits)
        for place, condition in enumerate(conditions)
    )


def _drop(
    claim: Claim,
    before: tuple[Boolean, ...],
    condition: Boolean,
    after: tuple[Boolean, ...],
    stated: bool,
    digits: int,
) -> Dropped:
    freed = replace(claim, domain=replace(claim.domain, assumptions=(*before, *after)), conditions=())
    found = partial(Dropped, as_text(condition), stated)
    bench, outside = Bench(freed, digits), (Not(condition),)
    try:
        if witness := bench.refute(*freed.printed, given=outside):
            return found(Need.NEEDED, witness)
    except NumericError as refusal:
        return found(Need.PREMISE, detail=str(refusal))
    if prove(freed, freed.printed, "without it").result is Result.PROVED:
        tried = sum(1 for _ in islice(bench.numbers(outside), POINTS))
        return found(Need.NOT_NEEDED, detail=f"proved without it, and true at {tried} points outside it")
    # What only the derivation demands: a definition has no truth but its own.
    witness = bench.refute(*freed.printed, given=outside, engine=Engine.SAMPLING)
    return found(Need.NEEDED, witness) if witness else found(Need.UNDECIDED)
