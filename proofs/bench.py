"""Exact points of a claim with the truth there, against which any number of formulas can be held, with Arb balls."""

from collections.abc import Iterator, Mapping
from copy import copy
from itertools import count, islice
from typing import Any

from flint import acb, arb
from sympy import Basic, ImmutableMatrix, Indexed, Symbol
from sympy.logic.boolalg import Boolean

from numeric_check.agreement import Agreement, compare
from numeric_check.errors import NumericError, UndecidedError, UndefinedError
from numeric_check.evaluation import evaluate, prepared, truth
from numeric_check.precision import working_precision
from numeric_check.solvers import Solver, solved_by
from proofs.domains import Point
from proofs.ledger import Claim, Engine, Witness
from proofs.printing import as_text
from proofs.semantics import meaning
from symbolic.errors import AbsentError

__all__ = ["POINTS", "UNDEFINED", "Bench", "as_plain", "value_text"]

POINTS = 20  # at how many a form is judged
ATTEMPTS = 4000  # among how many a witness is looked for
UNDEFINED = "undefined"  # a division by 0, or a quantity that the model does not have


class Bench:
    """The exact points of a claim, and the truth there, for any number of forms to be held against.

    Points are numbered from 0 in the order of the claim's domain. The truth at a point is computed once, when it is first
    asked for: by the claim's derivation (the engine `SAMPLING`) or by its oracle, with Arb (`BALLS`) or with mpmath's Taylor
    series (`EVOLUTION`).
    """

    def __init__(self, claim: Claim, digits: int = 50) -> None:
        self.claim = claim
        self.digits = digits
        self._ahead = map(prepared, islice(claim.domain.points(), ATTEMPTS))
        self._points: list[Point] = []
        self._within: dict[tuple[Boolean, ...], tuple[list[int], Iterator[int]]] = {}
        self._known: dict[Engine, dict[int, Any]] = {engine: {} for engine in Engine}

    def mended(self) -> "Bench":
        """The bench of the claim with its correction in place, at the same points."""
        other = copy(self)
        other.claim = self.claim.mended
        if other.claim.derive is not self.claim.derive or other.claim.oracle is not self.claim.oracle:
            other._known = {engine: {} for engine in Engine}
        return other

    def numbers(self, given: tuple[Boolean, ...] = ()) -> Iterator[int]:
        """The numbers of the points that satisfy the claim's assumptions and what is given; each is looked at once."""
        found, ahead = self._within.setdefault(given, ([], self._filtered((*self.claim.domain.assumptions, *given))))
        for place in count():
            if place == len(found):
                number = next(ahead, None)
                if number is None:
                    return
                found.append(number)
            yield found[place]

    def point(self, number: int) -> Point:
        """A point that `numbers` has come to."""
        return self._points[number]

    def truth(self, number: int, engine: Engine) -> Any:
        """The truth at a point; balls that an oracle combines are combined at the working precision."""
        known = self._known[engine]
        if number not in known:
            oracle = None if engine is Engine.SAMPLING else self.claim.oracle
            solver = Solver.TAYLOR if engine is Engine.EVOLUTION else Solver.ARB
            with working_precision(self.digits), solved_by(solver):
                known[number] = (oracle or self._derive)(self._points[number])
        return known[number]

    def value(self, form: Basic, number: int) -> Any:
        """The value of a form at a point, or `UNDEFINED`. Raises UndecidedError where balls leave it open."""
        point = self._points[number]
        try:
            return evaluate(meaning(self.claim, form, point), point, self.digits)
        except (UndefinedError, AbsentError):
            return UNDEFINED

    def compare(self, shown: Any, number: int, engine: Engine) -> Agreement:
        """What a value and the truth at a point say about each other: undefined is different."""
        return Agreement.DISJOINT if shown == UNDEFINED else compare(shown, self.truth(number, engine), self.digits)

    def refute(
        self,
        *forms: Basic,
        given: tuple[Boolean, ...] = (),
        engine: Engine = Engine.BALLS,
        most: int = ATTEMPTS,
        undefined: bool = True,
    ) -> Witness | None:
        """The first of at most `most` points at which one of the forms is not true, by the oracle unless told otherwise.

        A form that has no value is not true; unless `undefined`, that is not looked at.
        """
        for number, form in ((number, form) for number in islice(self.numbers(given), most) for form in forms):
            try:
                shown = self.value(form, number)
                if shown == UNDEFINED and not undefined:
                    continue
                differs = self.compare(shown, number, engine) is Agreement.DISJOINT
            except UndecidedError:
                continue  # says nothing either way
            if differs:
                return self.witness(form, number, engine)
        return None

    def witness(self, form: Basic, number: int, engine: Engine) -> Witness:
        """A point with both values there, in as many digits as it takes to tell them apart."""
        shown, true = self.value(form, number), self.truth(number, engine)
        texts = next(
            (pair for digits in (15, self.digits) if (pair := (value_text(shown, digits), value_text(true, digits)))[0] != pair[1]),
            (value_text(shown, 2 * self.digits), value_text(true, 2 * self.digits)),
        )
        return Witness(as_plain(_relevant(self._points[number], self.claim, form)), *texts)

    def _filtered(self, conditions: tuple[Boolean, ...]) -> Iterator[int]:
        for number in range(ATTEMPTS):
            if number == len(self._points):
                point = next(self._ahead, None)
                if point is None:
                    return
                self._points.append(point)
            if all(truth(condition, self._points[number]) for condition in conditions):
                yield number

    def _derive(self, point: Point) -> Any:
        if self.claim.derive is None:
            raise NumericError(f"{self.claim.id} has no derivation")
        return evaluate(meaning(self.claim, self.claim.derive(point).result, point), point, self.digits)


def as_plain(point: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    """A point as names and values to print."""
    return tuple((as_text(name), str(value)) for name, value in point.items())


def value_text(value: Any, digits: int = 15) -> str:
    """A value, or a nest of them, to print: balls with their radius."""
    if isinstance(value, tuple):
        return "[" + ", ".join(value_text(item, digits) for item in value) + "]"
    return value.str(digits) if isinstance(value, arb | acb) else str(value)


def _relevant(point: Point, claim: Claim, form: Basic) -> Point:
    """The quantities of a point on which the form, the truth or the claim's domain depend; all of them for operators."""
    if not form.is_commutative and not isinstance(form, ImmutableMatrix):
        return point
    names = form.atoms(Symbol, Indexed) | {name for case in claim.domain.cases for name, _ in case.values}
    for condition in (*claim.domain.assumptions, *claim.conditions):
        names |= condition.atoms(Symbol, Indexed)
    if claim.derive is not None:
        names |= claim.derive(point).result.atoms(Symbol, Indexed)
    names |= {name for _, value in claim.where for name in value.atoms(Symbol, Indexed)}
    bases = {name.base for name in names if isinstance(name, Indexed) and not all(i.is_Integer for i in name.indices)}
    return {k: v for k, v in point.items() if k in names or (isinstance(k, Indexed) and k.base in bases)}
