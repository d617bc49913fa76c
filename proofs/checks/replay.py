"""A proof replayed: the forms it proved equal are evaluated as they were before any rewriting, where nobody looked.

The exact engine is not believed because it said yes. Every form, and the derivation's result, is evaluated literally at
exact points, some of them with more levels than the proof wrote out; nothing here shares code with the rewriting steps.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import NumericError, UndecidedError, UndefinedError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import Evaluated, PreparedPoint, prepared, truth
from bornproof.numeric_check.lindblad.solvers import solved_by
from bornproof.proofs.checks.adversarial import LOOKED_AT, adversarial_points, turns
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.points import UNDEFINED, as_plain, names_in, points_of, relevant, value_text
from bornproof.proofs.checks.valuation import literal_value, told
from bornproof.proofs.checks.witnesses import answer_at
from bornproof.proofs.counts import counted
from bornproof.proofs.ledger import Claim, Witness
from bornproof.proofs.ledger.domain import Case, Domain, Point, described
from bornproof.proofs.ledger.language import PLAIN, Language
from bornproof.symbolic.errors import SymbolicError
from sympy import Basic, Indexed, Symbol
from sympy.logic.boolalg import Boolean

__all__ = ["LEAST", "POINTS", "Replayed", "located", "replay"]

POINTS = 12  # at how many a proof is replayed
LEAST = 6  # at how many of them it must be
FEW = 40  # quantities of a point, each of which is tried to be left out of a witness
ATTEMPTS = 200  # among how many they are looked for


@dataclass(frozen=True)
class Replayed:
    """At how many distinct points a proof was replayed, and why it failed, if it did. No point at all is not a pass.

    With a `witness` what was proved is false there, and this program is wrong. It is `two_faced` where the derivation has
    another value at a point than in the case in which the point lies, or than the oracle. Otherwise the proof says too
    little: a point lies in no case of it, or it was replayed at too few.
    """

    points: int
    failure: str = ""
    witness: Witness | None = None
    two_faced: bool = False

    @property
    def passed(self) -> bool:
        """Whether it was replayed at points enough, failed at none, and its cases covered all that were tried."""
        return self.points > 0 and not self.failure


def replay(
    claim: Claim, forms: tuple[Basic, ...], given: tuple[Boolean, ...] = (), digits: int = 50, count: int = POINTS
) -> Replayed:
    """Hold every form against the result of the claim's derivation, literally, at `count` points within the conditions.

    They are more where it takes more to change each symbol.
    The derivation is asked in the case in which a point lies, as the proof asked it, and at the point, as the sampling does:
    its two answers must have one value there, and the oracle's, where it has one, must not be another. Points where the
    derived quantity has no value, or balls leave the comparison open, do not count. At least `LEAST` distinct points are
    needed, or all that the claim says there are.
    """
    replayed, open_question = list[Point](), ""
    count = max(count, turns(claim.domain, claim.language))
    least = min(LEAST, count, claim.fewer.points if claim.fewer else LEAST)
    for case, point in _points(claim, forms, (*claim.domain.assumptions, *given)):
        if case is None:
            missing = _named(claim.domain, point, claim.language)
            return Replayed(len(replayed), f"no case of the proof covers {missing}")
        try:
            true = _truth(claim, case, point, digits)
            if shown := _otherwise(claim, case, true, point, digits):
                where = ", ".join(f"{name} = {value}" for name, value in as_plain(point))
                failure = f"the derivation contradicts itself: {value_text(true)} with {case}, and {shown} asked at {where}"
                return Replayed(len(replayed), failure, two_faced=True)
            for form in forms:
                if shown := _differing(claim, form, true, point, digits):
                    witness = Witness(as_plain(_needed(claim, case, form, point, digits)), shown, value_text(true))
                    where = ", ".join(f"{name} = {value}" for name, value in witness.point)
                    return Replayed(len(replayed), f"{shown} against {witness.true} at {where}", witness)
        except (UndefinedError, UndecidedError, SymbolicError):
            continue
        except NumericError as error:
            open_question = str(error)
            continue
        if point in replayed:
            continue
        if shown := _contradicted(claim, true, point, digits):
            where = ", ".join(f"{name} = {value}" for name, value in as_plain(relevant(point, claim, forms[0])))
            failure = f"derivation and oracle differ: {value_text(true)} against {shown} at {where}"
            return Replayed(len(replayed), failure, two_faced=True)
        replayed.append(point)
        if len(replayed) == count:
            break
    if len(replayed) >= least:
        return Replayed(len(replayed))
    found = f"the proof was replayed at {counted(len(replayed), 'distinct point')}, and {least} are needed"
    return Replayed(len(replayed), f"{found}: {open_question}" if open_question else found)


def _points(claim: Claim, forms: tuple[Basic, ...], conditions: tuple[Boolean, ...]) -> Iterator[tuple[Case | None, Point]]:
    """The first adversarial points that satisfy the conditions, each with the case of the proof in which it lies, if any.

    Points at which a condition means nothing are left out, and those beyond the values that the proof is written out for.
    """
    looped, language = tuple(claim.domain.looped(claim.language).items()), claim.language
    for point in map(prepared, islice(adversarial_points(claim.domain, forms, language), ATTEMPTS)):
        if all(int(point.get(name, 0)) in values for name, values in looped) and _all_hold(conditions, point):
            yield located(claim.domain, point, language)


def _all_hold(conditions: tuple[Boolean, ...], point: Point) -> bool:
    """Whether all conditions hold; one that means nothing at a point does not."""
    with suppress(NumericError):
        return all(truth(condition, point) for condition in conditions)
    return False


def located(domain: Domain, point: Point, language: Language = PLAIN) -> tuple[Case | None, Point]:
    """The case of the proof in which a point lies, or None; and the point with the values of that case's own symbols."""
    ready = prepared(point)
    for case, conditions in _cases_at(domain.cases, ready, language):
        if _all_hold(conditions, ready):
            own = {name: literal_value(value, ready) for name, value in described(case, language).solved}
            return case, prepared({**ready, **own}) if own else ready
    return None, ready


def _named(domain: Domain, point: Point, language: Language) -> str:
    """The values at a point of all that the cases distinguish; of a table whose entries they name by a level, all of it."""
    names = {name for case in domain.cases for relation in described(case, language).conditions for name in names_in(relation)}
    tables = {name.base for name in names if isinstance(name, Indexed) and name not in point}
    shown = {name: value for name, value in point.items() if name in names or getattr(name, "base", None) in tables}
    return ", ".join(f"{name} = {value}" for name, value in as_plain(shown))


def _cases_at(cases: tuple[Case, ...], point: PreparedPoint, language: Language) -> Iterable[tuple[Case, tuple[Boolean, ...]]]:
    """The cases that the levels and signs at a point leave, each with what remains to be asked."""
    table = _by_values(cases, language)
    if table is None:
        return ((case, described(case, language).conditions) for case in cases)
    names, found = table
    here = tuple(_level_or_sign(point.scope.get(key), signed) for key, signed in names)
    return ((case, case.given) for case in found.get(here, ()))


@lru_cache(maxsize=512)
def _by_values(
    cases: tuple[Case, ...], language: Language
) -> tuple[tuple[tuple[Any, bool], ...], dict[tuple[int, ...], list[Case]]] | None:
    """Cases by the values of their names, where these are levels and signs; a case is then found without a search."""
    names = tuple(name for name, _ in cases[0].values)
    plain = all(isinstance(name, Symbol) or all(index.is_Integer for index in name.indices) for name in names)
    if not plain or not all(tuple(name for name, _ in case.values) == names for case in cases):
        return None
    values = [pair for case in cases for pair in case.values]
    if not all(language.is_sign(name, value) or (name.is_integer and value.is_Integer) for name, value in values):
        return None
    found: dict[tuple[int, ...], list[Case]] = {}
    for case in cases:
        found.setdefault(tuple(int(value) for _, value in case.values), []).append(case)
    keys = tuple(prepared(dict.fromkeys(names, 0)).scope)
    return tuple((key, isinstance(name, Indexed)) for key, name in zip(keys, names, strict=True)), found


def _level_or_sign(value: Any, signed: bool) -> Any:
    """A sign stands for every value that has it."""
    return (value > 0) - (value < 0) if signed and value is not None else value


def _needed(claim: Claim, case: Case, form: Basic, point: Point, digits: int) -> Point:
    """The quantities of a point without which the form or the derived value would be another, or none."""

    def answers(where: Point) -> list[str]:
        asked = (partial(_value, claim, form, digits=digits), partial(_truth, claim, case, digits=digits))
        return [answer_at(ask, where) for ask in asked]

    needed, expected = dict(relevant(point, claim, form)), answers(point)
    bases = dict.fromkeys(name.base for name in needed if isinstance(name, Indexed))
    groups = [[name for name in needed if isinstance(name, Indexed) and name.base == base] for base in bases]
    groups += [[name] for name in needed] if len(needed) <= FEW else []
    for group in groups:
        rest = {name: value for name, value in needed.items() if name not in group}
        if answers(prepared(rest)) == expected:
            needed = rest
    return needed


def _truth(claim: Claim, case: Case, point: Point, digits: int) -> Evaluated:
    assert claim.derive is not None  # noqa: S101  (a form that is checked has a derivation, by Claim)
    steps = derived(claim.derive, case.mapping)
    if getattr(steps, "recursion", None) is not None:  # then the result is a rule, and its value at the point is asked for
        steps = derived(claim.derive, point)
    return _value(claim, steps.result, point, digits)


def _otherwise(claim: Claim, case: Case, true: Evaluated, point: Point, digits: int) -> str:
    """The value of what the derivation gives at the point, if it differs from what it gives in the case."""
    assert claim.derive is not None  # noqa: S101  (as above)
    asked = derived(claim.derive, point)
    if asked is derived(claim.derive, case.mapping):
        return ""
    shown = _value(claim, asked.result, point, digits)
    return "" if _alike(shown, true, digits) else value_text(shown)


def _contradicted(claim: Claim, true: Evaluated, point: Point, digits: int) -> str:
    """The oracle's value, if it has one and it is not what was derived, at a point that is not the domain's own.

    An oracle that cannot answer there says nothing: it was made for the domain's points, at which it is asked elsewhere. Nor is
    it asked of more levels than these have: brute force may cost the exponential of their number.
    """
    own, size = [*islice(points_of(claim.domain.points), LOOKED_AT)], claim.language.size
    if claim.oracle is None or any(point is one for one in own):
        return ""
    if size is not None and size in point and int(point[size]) > max((int(one.get(size, 0)) for one in own), default=0):
        return ""
    with suppress(Exception), working_precision(digits), solved_by("balls"):
        computed = claim.oracle(told(point, claim.where, digits, claim.language))
        return value_text(computed) if compare(true, computed, digits) is Agreement.DISJOINT else ""
    return ""


def _value(claim: Claim, form: Basic, point: Point, digits: int) -> Evaluated:
    return literal_value(form, point, claim.where, digits, claim.language)


def _differing(claim: Claim, form: Basic, true: Evaluated, point: Point, digits: int) -> str:
    """The form's value, if it differs from the true one; an operator is held against a number by a component."""
    try:
        shown: Any = _value(claim, form, point, digits)
    except UndefinedError as error:
        return f"{UNDEFINED} ({error})"
    component = claim.language.component
    if component and form.is_commutative is False and isinstance(shown, tuple) and not isinstance(true, tuple):
        row, column = (int(point[level]) - 1 for level in component)
        shown = shown[row][column]
    return "" if _alike(shown, true, digits) else value_text(shown)


def _alike(shown: Evaluated, true: Evaluated, digits: int) -> bool:
    """Whether two values are not told apart; raises UndecidedError where enclosures leave that open."""
    agreement = compare(shown, true, digits)
    if agreement is Agreement.TOO_WIDE:
        raise UndecidedError("the enclosures are too wide")
    return agreement is Agreement.OVERLAPPING
