"""Assumptions earn their place: each is dropped in turn, and a counterexample found, or a proof that does without it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from bornproof.numeric_check.errors import NumericError, UndecidedError
from bornproof.numeric_check.evaluation.compare import Agreement
from bornproof.proofs.checks.answers import attempted
from bornproof.proofs.checks.deadline import SECONDS, time_limit
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.points import UNDEFINED, Bench
from bornproof.proofs.counts import counted
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim, Engine, Language, Result, Witness
from sympy import Ge, Gt, Le, Lt, Not
from sympy.logic.boolalg import Boolean, false

__all__ = ["Dropped", "Need", "drop_each", "undecided"]


class Need(StrEnum):
    """What dropping an assumption did."""

    NEEDED = "needed"  # a counterexample
    PREMISE = "premise"  # no counterexample, but points at which there is no truth
    NOT_NEEDED = "not needed"  # a proof without it, and points outside it; or it is implied by what is kept
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Dropped:
    """One assumption that was dropped while all the others were kept; needed ones have a counterexample."""

    assumption: str
    stated: bool  # by the paper; if not, it is a condition that the entry adds
    need: Need
    witness: Witness | None = None
    detail: str = ""


@dataclass
class _Outside:
    """What was seen at the points that violate the assumption: where the form is true, and where there is no truth."""

    true: int
    refusals: Counter[str]

    def __str__(self) -> str:
        refused = ""
        if self.refusals:
            reason, _ = min(self.refusals.most_common(), key=lambda item: (-item[1], item[0]))
            refused = f"no truth at {counted(self.refusals.total(), 'point')} outside it ({reason})"
        true = f"true at {counted(self.true, 'point')} outside it" if self.true else ""
        return ", ".join(part for part in (refused, true) if part)


def drop_each(claim: Claim, digits: int = 50, seconds: float = SECONDS) -> tuple[Dropped, ...]:
    """Drop each assumption and condition of the entry's true form (the printed one, or the corrected one)."""

    def within_time() -> tuple[Dropped, ...]:
        with time_limit(seconds):
            return tuple(dropped for subject in claim.true_forms for dropped in _drop_each(subject, digits))

    return attempted(within_time, undecided)


def undecided(reason: str) -> tuple[Dropped, ...]:
    """What is known of the assumptions of an entry where nothing could be tried."""
    return (Dropped("any of them", stated=True, need=Need.UNDECIDED, detail=reason),)


def _drop_each(claim: Claim, digits: int) -> Iterator[Dropped]:
    conditions = (*claim.domain.assumptions, *claim.conditions)
    stated = len(claim.domain.assumptions)
    for place, condition in enumerate(conditions):
        kept = (*conditions[:place], *conditions[place + 1 :])
        ask = partial(_drop, claim, condition, kept, place < stated, digits)
        unknown = partial(Dropped, as_text(condition), place < stated, Need.UNDECIDED, None)
        yield attempted(ask, unknown)


def _drop(claim: Claim, condition: Boolean, kept: tuple[Boolean, ...], stated: bool, digits: int) -> Dropped:
    found = partial(Dropped, as_text(condition), stated)
    for other in kept:
        if _implies(other, condition, claim.language):
            return found(Need.NOT_NEEDED, detail=f"implied by {as_text(other)}")
    freed = replace(claim, domain=replace(claim.domain, assumptions=kept), conditions=())
    bench = Bench(freed, digits)
    # By the oracle; and by the derivation, for what only that demands: a definition has no truth but its own.
    if witness := _refute(bench, condition, outside := _Outside(0, Counter())):
        return found(Need.NEEDED, witness)
    if outside.true and prove(freed, freed.printed, "without it").result is Result.PROVED:
        return found(Need.NOT_NEEDED, detail=f"proved without it, and {outside}")
    if outside.refusals:
        return found(Need.PREMISE, detail=str(outside))
    witness = bench.refute(*freed.printed, given=(Not(condition),), engine=Engine.SAMPLING)
    return found(Need.NEEDED, witness) if witness else found(Need.UNDECIDED, detail=str(outside) or "no point is outside it")


def _refute(bench: Bench, condition: Boolean, outside: _Outside) -> Witness | None:
    """A point outside the assumption at which the form is not true; points without a truth are counted and passed over."""
    for number in bench.numbers((Not(condition),)):
        try:
            bench.truth(number, Engine.BALLS)
        except NumericError as refusal:
            outside.refusals[str(refusal)] += 1
            continue
        for form in bench.claim.printed:
            try:
                shown = bench.value(form, number)
                agreement = bench.compare(shown, number, Engine.BALLS)
            except UndecidedError:
                continue
            if shown == UNDEFINED or agreement is Agreement.DISJOINT:
                return bench.witness(form, number, Engine.BALLS)
            outside.true += agreement is Agreement.OVERLAPPING
    return None


def _implies(one: Boolean, other: Boolean, language: Language) -> bool:
    """Whether an inequality follows from another.

    By their margins: x > 3 implies x > 2, and y < 0 implies y <= 0. Or since partial sums start with S_0 = 0, and there are
    at least so many levels: of two or more, S_{N-2} > 0 implies N > 2.
    """
    if isinstance(other, Gt) and other.lhs == language.size and other.rhs.is_Integer:
        empty = {total[0]: 0 for total, _ in language.sums}
        return all(one.subs(other.lhs, size).subs(empty) == false for size in range(language.least, int(other.rhs) + 1))
    if not (isinstance(one, Gt | Ge | Lt | Le) and isinstance(other, Gt | Ge | Lt | Le)):
        return False
    rest = (other.gts - other.lts) - (one.gts - one.lts)
    strict = isinstance(one, Gt | Lt) or not isinstance(other, Gt | Lt)
    return bool(rest.is_positive or (rest.is_zero and strict))
