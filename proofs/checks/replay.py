"""A proof replayed: the forms it proved equal are evaluated as they were before any rewriting, where nobody looked.

The exact engine is not believed because it said yes. Every form, and the derivation's result, is evaluated literally at
exact points, some of them with more levels than the proof wrote out; nothing here shares code with the rewriting steps.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from bornproof.numeric_check.arithmetic.balls import real_sign
from bornproof.numeric_check.errors import NumericError, UndecidedError, UndefinedError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import Evaluated, PreparedPoint, prepared, truth
from bornproof.proofs.checks.adversarial import adversarial_points
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.points import UNDEFINED, as_plain, relevant, value_text
from bornproof.proofs.checks.valuation import literal_value
from bornproof.proofs.ledger import Claim, Witness
from bornproof.proofs.ledger.domain import Case, Point
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import I, J, sigma
from flint import fmpq
from sympy import Basic, Indexed, Symbol
from sympy.logic.boolalg import Boolean

__all__ = ["POINTS", "Replayed", "replay"]

POINTS = 12  # at how many a proof is replayed
FEW = 40  # quantities of a point, each of which is tried to be left out of a witness
ATTEMPTS = 200  # among how many they are looked for


@dataclass(frozen=True)
class Replayed:
    """At how many points a proof was replayed, and where it failed, if it did. No point at all is not a pass.

    A proof that fails its replay is an error of this program, not of what was proved.
    """

    points: int
    failure: str = ""
    witness: Witness | None = None

    @property
    def passed(self) -> bool:
        """Whether it was replayed at some point, and failed at none."""
        return self.points > 0 and not self.failure


def replay(
    claim: Claim, forms: tuple[Basic, ...], given: tuple[Boolean, ...] = (), digits: int = 50, count: int = POINTS
) -> Replayed:
    """Hold every form against the result of the claim's derivation, literally, at `count` points within the conditions.

    Points where the derived quantity has no value, or balls leave the comparison open, do not count.
    """
    conditions = (*claim.domain.assumptions, *given)
    replayed, open_question = 0, ""
    for case, point in _points(claim, forms, conditions):
        try:
            true = _truth(claim, case, point, digits)
            for form in forms:
                if shown := _differing(claim, form, true, point, digits):
                    witness = Witness(as_plain(_needed(claim, case, form, point, digits)), shown, value_text(true))
                    where = ", ".join(f"{name} = {value}" for name, value in witness.point)
                    return Replayed(replayed, f"{shown} against {witness.true} at {where}", witness)
        except (UndefinedError, UndecidedError, SymbolicError):
            continue
        except NumericError as error:
            open_question = str(error)
            continue
        replayed += 1
        if replayed == count:
            break
    return Replayed(replayed, "" if replayed else f"the proof could not be replayed at any point {open_question}".strip())


def _points(claim: Claim, forms: tuple[Basic, ...], conditions: tuple[Boolean, ...]) -> Iterator[tuple[Case, Point]]:
    """The first adversarial points that are in a case of the proof and satisfy the conditions."""
    for tried, point in enumerate(adversarial_points(claim.domain, forms)):
        if tried == ATTEMPTS:
            return
        ready = prepared(point)
        for case in _cases_at(claim.domain.cases, ready):
            try:
                inside = _inside(case, ready, tried)
                if inside is None or not all(truth(condition, inside) for condition in (*conditions, *case.given)):
                    continue
            except NumericError:
                continue  # the case or a condition means nothing there
            yield case, inside
            break


def _cases_at(cases: tuple[Case, ...], point: PreparedPoint) -> Sequence[Case]:
    """The cases that the levels and signs at a point leave."""
    table = _by_values(cases)
    if table is None:
        return cases
    names, found = table
    here: tuple[Any, ...] = tuple(_level_or_sign(point.scope[key], signed) if key in point.scope else None for key, signed in names)
    if None not in here:
        return found.get(here, ())
    fits = (some for values, some in found.items() if all(a in (None, b) for a, b in zip(here, values, strict=True)))
    return [case for some in fits for case in some]


@lru_cache(maxsize=512)
def _by_values(cases: tuple[Case, ...]) -> tuple[tuple[tuple[Any, bool], ...], dict[tuple[int, ...], list[Case]]] | None:
    """Cases by the values of their names, where these are levels and signs; a case is then found without a search."""
    names = tuple(name for name, _ in cases[0].values)
    plain = all(isinstance(name, Symbol) or all(index.is_Integer for index in name.indices) for name in names)
    if not plain or not all(tuple(name for name, _ in case.values) == names for case in cases):
        return None
    if not all(value.is_Integer for case in cases for _, value in case.values):
        return None
    found: dict[tuple[int, ...], list[Case]] = {}
    for case in cases:
        found.setdefault(tuple(int(value) for _, value in case.values), []).append(case)
    keys = tuple(prepared(dict.fromkeys(names, 0)).scope)
    return tuple((key, isinstance(name, Indexed) and name.base == sigma) for key, name in zip(keys, names, strict=True)), found


def _level_or_sign(value: Any, signed: bool) -> Any:
    """A sign stands for every value that has it."""
    return (value > 0) - (value < 0) if signed else value


def _inside(case: Case, point: PreparedPoint, number: int) -> Point | None:
    """The point, if it is in the case.

    Where the case describes a quantity by others, as D' = D + g with g > 0, these get values, and the quantity follows.
    """
    if _by_values((case,)) is not None and all(name in point for name, _ in case.values):
        return point if _cases_at((case,), point) else None
    free = sorted({name for _, value in case.values for name in _quantities(value) if name not in point}, key=str)
    chosen = {name: _chosen(name, number + 3 * place) for place, name in enumerate(free)}
    inside: dict[Any, Any] = dict(point) | chosen
    for name, value in case.values:
        if (name not in inside and name in _quantities(name)) or not _quantities(value).isdisjoint(chosen):
            inside[name] = literal_value(value, inside)
        elif isinstance(name, Indexed) and name.base == sigma:
            if real_sign(literal_value(name, inside)) != value:  # type: ignore[arg-type]
                return None
        elif literal_value(name, inside) != literal_value(value, inside):
            return None
    return prepared(inside)


def _quantities(value: Basic) -> set[Any]:
    """The symbols of an expression, without the labels of tables."""
    return {name for name in value.free_symbols if isinstance(name, Symbol)} - {node.base.label for node in value.atoms(Indexed)}


def _chosen(name: Any, number: int) -> fmpq:
    """A value that the assumptions of a symbol allow."""
    size = fmpq((1, 2, 5, 1, 7, 3)[number % 6], (1, 3, 2, 4, 5)[number % 5])
    if name.is_negative or (name.is_positive is not True and name.is_nonnegative is not True and number % 2):
        return -size
    return fmpq(0) if name.is_positive is not True and number % 4 == 0 else size


def _needed(claim: Claim, case: Case, form: Basic, point: Point, digits: int) -> Point:
    """The quantities of a point without which the form or the derived value would be another, or none."""

    def answers(where: Point) -> str:
        found = []
        asked = (partial(literal_value, form, where, claim.where, digits), partial(_truth, claim, case, where, digits))
        for ask in asked:
            try:
                found.append(value_text(ask()))
            except Exception as error:  # a derivation may refuse in many ways
                found.append(f"{type(error).__name__}: {error}")
        return str(found)

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
    steps = derived(claim.derive, case)
    if getattr(steps, "recursion", None) is not None:  # then the result is a rule, and its value at the point is asked for
        steps = claim.derive(point)
    return literal_value(steps.result, point, claim.where, digits)


def _differing(claim: Claim, form: Basic, true: Evaluated, point: Point, digits: int) -> str:
    """The form's value, if it differs from the true one; an operator is held against a number by its component IJ."""
    try:
        shown: Any = literal_value(form, point, claim.where, digits)
    except UndefinedError as error:
        return f"{UNDEFINED} ({error})"
    if form.is_commutative is False and isinstance(shown, tuple) and not isinstance(true, tuple):
        shown = shown[int(point[I]) - 1][int(point[J]) - 1]
    match compare(shown, true, digits):
        case Agreement.DISJOINT:
            return value_text(shown)
        case Agreement.TOO_WIDE:
            raise UndecidedError("the enclosures are too wide")
        case Agreement.OVERLAPPING:
            return ""
