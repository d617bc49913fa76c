"""The witness of an entry as exact values: at which numbers which form has another value than the true one."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from bornproof.numeric_check.errors import NumericError, UndefinedError
from bornproof.proofs.certificate.known_facts import is_level
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.points import UNDEFINED, Bench, value_text
from bornproof.proofs.checks.valuation import literal_value
from bornproof.proofs.checks.witnesses import easiest, named_at, told_at
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.formula import read_expression
from bornproof.proofs.ledger import WRONG, Claim, Entry
from bornproof.proofs.ledger.domain import Point
from bornproof.symbolic.errors import SymbolicError
from sympy import Abs, Basic, ImmutableMatrix, Indexed, IndexedBase, Integer, Not, Or, pi
from sympy import I as imaginary_unit

__all__ = ["Told", "told"]

MOST_TRIED = 40  # points
LONGEST = 40  # characters of a value
ENOUGH = 5  # different numbers that are neither 0 nor 1 nor -1


@dataclass(frozen=True)
class Told:
    """A point at which a form is wrong.

    Which of the claim's quantities it is about, what of the point is named, the form, its value there if it is made of numbers,
    whether it has none, what was derived for the point; and another point, at which the form has a value, and none of what it is
    made of vanishes or is 1 where that can be avoided: there few other forms have the same.
    """

    claim: Claim
    place: int
    named: frozenset[Any]
    point: Mapping[Any, Any]
    form: Basic
    printed: tuple[Any, ...]
    undefined: bool
    true: Basic
    again: "Told | None" = None

    def values_for(self, levels: list[Any], named: set[Any], weights: Mapping[IndexedBase, IndexedBase]) -> dict[Any, Any]:
        """SymPy's numbers for what is named, there or at the point, and for partial sums in the place of weights."""
        bases, sums_used = {getattr(name, "base", name) for name in named}, set[Any]()
        whole = {name.base for name in named if isinstance(name, Indexed) and not all(k.is_number for k in name.indices)}
        values = {name: number for name, value in self.point.items() if (number := _number(str(value))) is not None}
        for base, sums in weights.items():
            for k in range(1, int(values.get(self.claim.language.size, 0)) + 1):
                if sums[k] not in values and base[k] in values:
                    values[sums[k]] = values.get(sums[k - 1], Integer(0)) + Abs(values[base[k]]) ** 2
            sums_used |= {sums} if bases & {base, sums} else set()
        signed = self.claim.language.signed
        kept = {
            name: value
            for name, value in values.items()
            if not is_level(name) and getattr(name, "base", None) not in weights
            if getattr(name, "base", None) not in signed or name.indices[0] > 1  # the first level has no sign of its own
            if getattr(name, "base", None) in sums_used | whole or name in named | self.named
        }
        top = max((int(name.indices[0]) for name in self.point if getattr(name, "base", None) in signed), default=2)
        return {**kept, **{level: values.get(level, Integer(top)) for level in levels}}


def told(claim: Claim, entry: Entry) -> Told | None:
    """The witness of an entry, if it has one; raises LedgerError if it is not found again at the points of the claim."""
    if entry.witness is None:
        return None
    wrong = entry.verdict in WRONG
    given = claim.conditions if wrong else (Or(*map(Not, claim.conditions)),) if claim.conditions else ()
    for place, subject in enumerate(claim.subjects):
        found = easiest(Bench(subject), *subject.printed, given=given)
        if found and told_at(found) == entry.witness:
            bench, form, number = found
            point = bench.point(number)
            text, true = _shown(subject, form, point), _true(subject, point, entry.witness.true)
            numbers, again = _numbers(text) or (), _again(subject, place, form)
            return Told(subject, place, named_at(found), point, form, numbers, text == UNDEFINED, true, again)
    raise LedgerError("its witness is not found again")


def _again(claim: Claim, place: int, form: Basic) -> Told | None:
    """The most telling of the first points at which the form has a value of numbers."""
    bench = Bench(claim)
    best, most = None, 0
    for at in islice(bench.numbers(), MOST_TRIED):
        point = bench.point(at)
        if min(ENOUGH, len(set(map(str, point.values())))) <= most:
            continue  # whatever of it matters tells no more
        values = _numbers(_shown(claim, form, point))
        if values and max(len(str(value)) for value in values) <= LONGEST:
            named = named_at((bench, form, at))
            given = (_number(str(value)) for name, value in point.items() if name in named)
            telling = min(ENOUGH, len({abs(number) for number in given if number is not None} - {0, 1}))
            if telling > most:
                best, most = Told(claim, place, named, point, form, values, False, Integer(0)), telling
    return best


def _shown(claim: Claim, form: Basic, point: Point) -> str:
    try:
        return value_text(literal_value(form, point, claim.where, 50, claim.language))
    except UndefinedError:
        return UNDEFINED
    except NumericError as error:
        return str(error)


def _true(claim: Claim, point: Point, text: str) -> Basic:
    """What was derived there; where nothing is, the value that brute force has found."""
    try:
        tree = derived(claim.derive, point).result  # type: ignore[arg-type]
    except SymbolicError:
        values = _numbers(text)
        tree = ImmutableMatrix(values) if values and len(values) > 1 else (values or (Integer(0),))[0]
    for name, value in claim.where:
        tree = tree.subs(name, value) if not isinstance(name, Indexed) else tree
    return tree


@lru_cache(maxsize=4096)
def _number(text: str) -> Any:
    with suppress(Exception):  # balls and truth values are no exact numbers
        return read_expression(text, {"I": imaginary_unit, "pi": pi})
    return None


def _numbers(text: str) -> tuple[Any, ...] | None:
    """The numbers in a value that is told, one behind the other; None where it has none."""
    flat = re.sub(r"\[([^][]*)\+/-[^][]*\]", lambda found: found[1].strip() or "0", text)
    found = tuple(_number(part) for part in re.split(r"[][,]+", flat.replace(" ", "")) if part)
    return None if None in found else found
