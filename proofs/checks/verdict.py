"""The verdict on a claim, computed from what the engines find; nobody writes a verdict anywhere else."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from bornproof.numeric_check.errors import NumericError, UndefinedError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.proofs.checks.answers import attempted
from bornproof.proofs.checks.deadline import SECONDS, time_limit
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.numeric import confront, cross_examine
from bornproof.proofs.checks.points import Bench
from bornproof.proofs.checks.replay import replay
from bornproof.proofs.checks.samples import sample
from bornproof.proofs.checks.witnesses import simplest
from bornproof.proofs.counts import counted
from bornproof.proofs.ledger import Claim, Engine, Entry, Evidence, Kind, Mending, Result, Said, Verdict, Witness
from bornproof.symbolic.errors import AbsentError
from sympy import Not, Or
from sympy.logic.boolalg import Boolean

__all__ = ["judge"]


@dataclass(frozen=True)
class _Examined:
    """What the engines say of one form: all of it must pass, and none of it may contradict the rest."""

    evidence: tuple[Evidence, ...]
    errors: tuple[str, ...] = ()
    short: str = ""  # what is lacking

    @property
    def passed(self) -> bool:
        return all(item.passes for item in self.evidence) and not self.contradictions

    @property
    def contradictions(self) -> tuple[str, ...]:
        return (*self.errors, *_contradictions(self.evidence))


def judge(claim: Claim, digits: int = 50, seconds: float = SECONDS) -> Entry:
    """Confront the printed form with its derivation and its oracle, then the conditions or the correction if it fails.

    holds or definition: the exact proof and every engine agree. conditional: they do under the conditions (or with what
    another line says once it is mended), and a witness outside them (or with that line as printed) is found. misprint, or
    false for a sentence: a witness is found, and the corrected form passes like one that holds, within the conditions if
    there are any; that of an equation is about the printed quantity, or about one of which that is an entry. Anything else
    is undecided, also what contradicts itself, what raises, and what takes more than `seconds`.
    """
    if claim.out_of_scope:
        read = (Evidence(Engine.READING, Result.AGREES, "printed", "a person compared texts", None, claim.reading),)
        reason = claim.undecidable or claim.reading
        return Entry(claim.id, Verdict.OUT_OF_SCOPE, read if claim.reading else (), reason=reason)

    def within_time() -> Entry:
        with time_limit(seconds):
            return _judged(claim, digits)

    return attempted(within_time, lambda why: Entry(claim.id, Verdict.UNDECIDED, reason=why))


def _judged(claim: Claim, digits: int) -> Entry:
    name = "checked" if claim.checked or claim.family else "printed"
    benches = [Bench(subject, digits) for subject in claim.subjects]
    found = [_examine(bench, name) for bench in benches]
    crossed = [cross_examine(bench, claim.conditions) for bench in benches if bench.claim.oracle]
    if not claim.once_mended and all(item.passed for item in found) and all(item.passes for item in crossed):
        return _entry(claim, Verdict.DEFINITION if claim.definition else Verdict.HOLDS, found, crossed, None)
    witness: Witness | None = None
    more: list[_Examined] = []
    verdict = Verdict.UNDECIDED
    if claim.corrected:
        witness = _witness(benches, claim.conditions)
        mended = benches[0].stating(claim.true_forms[0])
        more, verdict = [_examine(mended, "corrected", claim.conditions)], _wrong(claim)
        crossed += [cross_examine(mended, claim.conditions)] if mended.claim.oracle else []
    elif claim.once_mended and (line := claim.once_mended.claim):
        witness = None if all(item.passed for item in found) else _witness(benches)
        mended = benches[0].stating(claim.true_forms[0])
        more, verdict = [_examine(mended, f"{name}, once {line.id} is mended")], Verdict.CONDITIONAL
        untied = benches[0].stating(claim.untied[0])  # for any value of what the line says
        crossed += [cross_examine(bench) for bench in (mended, untied) if bench.claim.oracle]
        more = [replace(more[0], short=_untied(claim.once_mended, line, digits))]
    elif claim.conditions:
        witness = _witness(benches, (Or(*map(Not, claim.conditions)),))
        more = [_examine(bench, f"{name}, under the conditions", claim.conditions) for bench in benches]
        verdict = Verdict.CONDITIONAL
    passed = bool(more) and all(item.passed and not item.short for item in more) and all(item.passes for item in crossed)
    passed = passed and all(bench.claim.oracle for bench in benches)  # what is wrong is so by two opinions
    if passed and claim.corrected and claim.kind is Kind.EQUATION and not _contains(mended, benches[0]):
        more = [replace(more[0], short="what is corrected is another quantity than the one that is printed")]
        passed = False
    settled = passed and witness is not None and not any(item.contradictions for item in found)
    entry = _entry(claim, verdict if settled else Verdict.UNDECIDED, [*found, *more], crossed, witness)
    return entry if settled else replace(entry, reason=entry.reason or _lacking(more, witness))


def _examine(bench: Bench, name: str, given: tuple[Boolean, ...] = ()) -> _Examined:
    """The evidence of all engines on the forms of a bench's claim."""
    forms = bench.claim.printed
    proof, errors, short = prove(bench.claim, forms, name, given), tuple[str, ...](), ""
    if proof.result is Result.PROVED:
        replayed = replay(bench.claim, forms, given, bench.digits)
        if replayed.passed:
            proof = replace(proof, detail=f"{proof.detail}; replayed at {counted(replayed.points, 'point')}")
        else:
            broken = f"internal error: the proof of what is {name} fails its replay: " if replayed.witness else ""
            proof = replace(proof, result=Result.UNABLE, detail=f"{broken}{replayed.failure}")
            errors, short = ((proof.detail,), "") if broken or replayed.two_faced else ((), replayed.failure)
    alone = () if bench.claim.oracle else (Evidence(Engine.BALLS, Result.VACUOUS, name, "", None, "no oracle was asked"),)
    return _Examined((proof, *confront(bench, forms, name, given), *alone), errors, short)


def _lacking(more: list[_Examined], witness: Witness | None) -> str:
    """Why nothing is settled where the printed form was expected to fail: what is to be true in its place does not pass."""
    bad = {item.detail: item for each in more for item in reversed(each.evidence) if not item.passes}
    if bad:
        found = [f"{item.engine} {item.result}: {text}" for text, item in reversed(bad.items())]
        return f"what is {next(iter(bad.values())).form} does not pass: {'; '.join(found)}"
    return "" if witness or not more else "no witness was found against what is printed"


def _contains(corrected: Bench, printed: Bench) -> bool:
    """Whether the quantity of a correction is the printed one, or has it for an entry, wherever both have a value."""
    return corrected.claim.derive is printed.claim.derive or bool(_places(corrected, printed))


def _places(corrected: Bench, printed: Bench) -> set[int]:
    """Where the quantity of a correction is the printed one: 0 is all of it, the others are its entries, row by row."""
    places: set[int] | None = None
    for number in sample(corrected).numbers:
        with suppress(UndefinedError, AbsentError):
            one, whole = printed.truth(number, Engine.SAMPLING), corrected.truth(number, Engine.SAMPLING)
            same = {place for place, entry in enumerate((whole, *_leaves(whole))) if _agree(entry, one, printed.digits)}
            places = same if places is None else places & same
    return places or set()


def _untied(mending: Mending, line: Claim, digits: int) -> str:
    """Why a line, once it is corrected, does not say what is taken from it as printed; "" if it does."""
    printed = Bench(line.subjects[0], digits)
    corrected = printed.stating(line.true_forms[0])
    if corrected.claim.derive is printed.claim.derive:
        return ""
    entries = {said.entry for said in mending.says if isinstance(said, Said)}
    same = _places(corrected, printed) if entries else set()
    if entries <= {place - 1 for place in same} or (entries == {0} and 0 in same):
        return ""
    return f"{line.id} is corrected by another quantity than the printed one of which it is to say something"


def _agree(one: Any, other: Any, digits: int) -> bool:
    with suppress(NumericError):  # for a table and a number, say
        return compare(one, other, digits) is Agreement.OVERLAPPING
    return False


def _leaves(value: Any) -> tuple[Any, ...]:
    """The entries of a table of values, row by row; none of a value."""
    if not isinstance(value, tuple):
        return ()
    return tuple(leaf for entry in value for leaf in (_leaves(entry) if isinstance(entry, tuple) else (entry,)))


def _witness(benches: list[Bench], given: tuple[Boolean, ...] = ()) -> Witness | None:
    found = (simplest(bench, *bench.claim.printed, given=given) for bench in benches)
    return next((witness for witness in found if witness), None)


def _wrong(claim: Claim) -> Verdict:
    return Verdict.FALSE if claim.kind is Kind.CLAIM else Verdict.MISPRINT


def _contradictions(evidence: tuple[Evidence, ...]) -> Iterator[str]:
    """A form that is proved and refuted; derivation and oracle, at the same points, are cross-examined."""
    for proof in evidence:
        for other in evidence:
            if proof.result is Result.PROVED and other.result is Result.REFUTED and proof.form == other.form:
                yield f"{proof.engine} proved what is {proof.form}, and {other.engine} refuted it: {other.detail}"


def _entry(claim: Claim, verdict: Verdict, found: list[_Examined], crossed: list[Evidence], witness: Witness | None) -> Entry:
    contradictions = [line for item in found for line in item.contradictions]
    contradictions += [f"derivation and oracle differ: {item.detail}" for item in crossed if item.result is Result.REFUTED]
    carrying = found[-1:] if verdict is not Verdict.UNDECIDED else []
    scopes = dict.fromkeys(item.scope for each in carrying for item in each.evidence if item.engine is Engine.SYMBOLIC)
    return Entry(
        claim.id,
        verdict,
        (*(item for each in found for item in each.evidence), *crossed),
        witness,
        almost_surely=verdict is Verdict.CONDITIONAL and claim.language.almost_surely(claim),
        reason="; ".join(dict.fromkeys(item.short for item in found if item.short and verdict is Verdict.UNDECIDED)),
        contradictions=tuple(dict.fromkeys(contradictions)),
        scope="; ".join(scopes),
    )
