"""The witness against what is printed: of the points that refute it the one that is easiest to insert."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import prepared, truth
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.points import ATTEMPTS, UNDEFINED, Bench, as_plain, told_apart, value_text
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.ledger import Engine, Language, Witness
from bornproof.proofs.ledger.domain import Point, no_points
from flint import acb, arb, fmpq
from sympy import Abs, Basic, Indexed, Integer, Sum, Symbol
from sympy.logic.boolalg import Boolean

__all__ = ["Refuted", "answer_at", "easiest", "named_at", "simplest", "told_at"]

Refuted = tuple[Bench, Basic, int]  # a form, and the number of a point of the bench at which it is not true

SIMPLEST = 12  # of how many refuting points the simplest is the witness
COMPLEX = 20  # so much smaller are the whole numbers that a complex one must be made of, to be preferred


def simplest(bench: Bench, *forms: Basic, given: tuple[Boolean, ...] = (), most: int = ATTEMPTS) -> Witness | None:
    """Of the first of `most` points at which one of the forms is not true, by the oracle, the one that is easiest to insert.

    The domain's plain points come first. Times and rates are 1 and signed quantities 1 or -1 where that refutes the form, too.
    It names no quantity but those that matter. Of matrices it is about one entry, and of vectors about one coefficient.
    """
    found = easiest(bench, *forms, given=given, most=most)
    return told_at(found) if found else None


def easiest(bench: Bench, *forms: Basic, given: tuple[Boolean, ...] = (), most: int = ATTEMPTS) -> Refuted | None:
    """Where the witness is that `simplest` tells."""
    domain = bench.claim.domain
    if domain.plain is not no_points:
        plain = easiest(_elsewhere(bench, domain.plain), *forms, given=given)
        if plain:
            return plain
    found = list(islice(bench.refuting(forms, given, most=most), SIMPLEST))
    if not found:
        return None
    matter = {_base(name) for name in _needed(bench, *found[0])}

    def effort(place: tuple[Basic, int]) -> tuple[bool, bool, int]:
        form, number = place
        shown, true = _values(bench, form, number)
        size = sum(_height(value) for name, value in bench.point(number).items() if _base(name) in matter)
        return shown == UNDEFINED, value_text(shown, 3) == value_text(true, 3), size

    form, number = min(found, key=effort)
    round_numbers = _elsewhere(bench, lambda: iter((_rounded(bench.point(number), bench.claim.language),)))
    rounded = next(round_numbers.refuting((form,), given), None)
    if rounded and effort((form, number))[:2] == (False, False):
        return round_numbers, *rounded
    return bench, form, number


def _elsewhere(bench: Bench, points: Callable[[], Any]) -> Bench:
    """A bench of the same claim at other points."""
    claim = bench.claim
    return Bench(replace(claim, domain=replace(claim.domain, points=points, plain=no_points)), bench.digits)


def _rounded(point: Point, language: Language) -> Point:
    """The point with the time and the rates 1, and the signed quantities 1, 0 or -1."""
    rounded = dict(point)
    for name, value in point.items():
        if (name == language.time and value) or name in language.rates:
            rounded[name] = fmpq(1)
        elif isinstance(name, Indexed) and name.base in language.signed and isinstance(value, fmpq):
            rounded[name] = fmpq(int(value > 0) - int(value < 0))
    return rounded


def told_at(found: Refuted) -> Witness:
    """The witness at a point, in the quantities that matter, with one entry or coefficient for a table or a vector."""
    bench, form, number = found
    shown, true = _values(bench, form, number)
    place = _differing(shown, true, bench.digits)
    for index in place:
        shown, true = shown[index], true[index]
    column = len(place) == 2 and all(len(row) == 1 for row in bench.value(form, number))
    entry = f"{place[0] + 1}" if column else f"({', '.join(str(index + 1) for index in place)})" if place else ""
    texts = told_apart(shown, true, bench.digits)
    needed = _needed(bench, form, number)
    vectors = {name: value for name, value in needed.items() if _is_vector(name)}
    along = ""
    if all(value in (0, 1) for value in vectors.values()):
        along = "".join(bench.claim.language.notation.name(name) for name, value in vectors.items() if value == 1)
        needed = needed.without(list(vectors)) if along else needed
    link = as_latex(form, bench.claim.language.notation) if len(bench.claim.printed) > 1 else ""
    return Witness(as_plain(_in_squares(needed, bench.claim.language, form)), *texts, entry, along, link)


def named_at(found: Refuted) -> frozenset[Any]:
    """The quantities of the point that matter, vectors and dyads among them."""
    return frozenset(_needed(*found))


def _values(bench: Bench, form: Basic, number: int) -> tuple[Any, Any]:
    """What is printed and what is true at a point: the truth by the derivation where that is exact, and balls are not."""
    true = bench.truth(number, Engine.BALLS)
    if bench.claim.derive is not None and not _is_exact(true):
        with suppress(NumericError, ValueError):  # where there is nothing to derive
            point = bench.point(number)
            absent = {name: Integer(0) for name, value in point.items() if value == 0 and name != bench.claim.language.size}
            exact = bench.literal(derived(bench.claim.derive, point).result.xreplace(absent), point)
            if _is_exact(exact) and compare(exact, true, bench.digits) is Agreement.OVERLAPPING:
                true = exact
    return bench.value(form, number), true


def _is_exact(value: Any) -> bool:
    return all(map(_is_exact, value)) if isinstance(value, tuple) else not isinstance(value, arb | acb)


def _differing(shown: Any, true: Any, digits: int) -> tuple[int, ...]:
    """The place of the first entry at which two tables differ; none for what is no table, or not of the same size."""
    if not (isinstance(shown, tuple) and isinstance(true, tuple) and len(shown) == len(true)):
        return ()
    places = [(row, column) for row in range(len(true)) for column in range(len(true[row]))]
    differing = [
        place for place in places if compare(shown[place[0]][place[1]], true[place[0]][place[1]], digits) is Agreement.DISJOINT
    ]
    return differing[0] if differing else ()


def _needed(bench: Bench, form: Basic, number: int) -> Any:
    """The quantities of a point without which the form, the derivation or a condition would have another value, or none."""
    asked: list[Callable[[Point], Any]] = [
        partial(bench.literal, form),
        bench.derive,
        *(partial(truth, condition) for condition in bench.claim.conditions),
    ]
    answers = [answer_at(ask, bench.point(number)) for ask in asked]
    needed = prepared(bench.point(number))
    tables: dict[Any, list[Any]] = {}
    for name in needed:
        tables.setdefault(_base(name), []).append(name)
    groups = list(tables.values())
    while groups:  # whole tables first, then those that are needed entry by entry
        group = groups.pop()
        rest = needed.without(group)
        if all(answer_at(ask, rest) == answer for ask, answer in zip(asked, answers, strict=True)):
            needed = rest
        elif len(group) > 1:
            groups += [[name] for name in group]
    return needed


def _in_squares(point: Point, language: Language, form: Basic) -> Point:
    """The point with |b_1|^2, |b_2|^2, ... in the place of their partial sums, which no paper need know."""
    told = dict(point)
    for total, base in language.prefixes((form,)):
        levels = sorted(int(name.indices[0]) for name in point if isinstance(name, Indexed) and name.base == total)
        known, below = fmpq(0), 0
        for level in levels:
            value = told.pop(total[level])
            alone = [base[k] for k in range(below + 1, level + 1)]
            if not all(name in point for name in alone):
                running = Symbol("I", integer=True)
                square = Abs(base[level]) ** 2 if len(alone) == 1 else Sum(Abs(base[running]) ** 2, (running, below + 1, level))
                told[square] = value - known
            known, below = value, level
    return told


def _is_vector(name: Any) -> bool:
    """Whether an indeterminate stands for a ket or a dyad: of a form that is linear in these it picks a coefficient."""
    return isinstance(name, Symbol) and r"\rangle" in name.name


def _height(value: Any) -> int:
    """How large the whole numbers are of which an exact number is made."""
    text = str(value)
    return sum(map(int, re.findall("[0-9]+", text))) + COMPLEX * text.endswith("I)")


def _base(name: Any) -> Any:
    return name.base if isinstance(name, Indexed) else name


def answer_at(ask: Callable[[Point], Any], point: Point) -> str:
    """What is answered at a point, or why nothing is."""
    try:
        return value_text(ask(point))
    except Exception as error:
        return f"{type(error).__name__}: {error}"  # a derivation may refuse in many ways
