"""Exact points of a claim with the truth there, against which any number of formulas can be held, with Arb balls."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from functools import lru_cache
from itertools import islice, tee
from typing import Any

from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.arithmetic.sequences import shared
from bornproof.numeric_check.errors import NumericError, UndecidedError, UndefinedError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import PreparedPoint, prepared, truth
from bornproof.numeric_check.lindblad.engines import first_engine
from bornproof.numeric_check.lindblad.solvers import solved_by
from bornproof.proofs.checks.answers import answered, blamed
from bornproof.proofs.checks.deadline import check_time
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.valuation import literal_value, told
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim, Engine, Witness
from bornproof.proofs.ledger.domain import Point
from flint import acb, arb
from sympy import Basic, ImmutableMatrix, Indexed, Symbol
from sympy.logic.boolalg import Boolean

__all__ = [
    "ATTEMPTS", "POINTS", "UNDEFINED", "Bench", "as_plain", "holds", "names_in", "points_of", "relevant", "told_apart",
    "value_text",
]  # fmt: skip

POINTS = 20  # at how many a form is judged, at least
ATTEMPTS = 4000  # among how many a witness is looked for
UNDEFINED = "undefined"  # a division by 0, or a quantity that the model does not have


class Bench:
    """The exact points of a claim, and the truth there, for any number of forms to be held against.

    The claim is about one quantity: see `Claim.subjects`. Points are numbered from 0 in the order of the claim's domain.
    The truth at a point is computed once, when it is first asked for: by the claim's derivation (the engine `SAMPLING`) or
    by its oracle, where a state evolves by the first
    engine of the table that is rigorous (`BALLS`) or by the first other one (`EVOLUTION`).
    """

    def __init__(self, claim: Claim, digits: int = 50) -> None:
        self.claim = claim
        self.digits = digits
        self._ahead = points_of(claim.domain.points)
        self._points: list[PreparedPoint] = []
        self._within: dict[tuple[Boolean, ...], Iterator[int]] = {}
        self._known: dict[Engine, dict[int, Any]] = {engine: {} for engine in Engine}
        self.samples: dict[Any, Any] = {}  # those that were taken here, by what was given

    def stating(self, claim: Claim) -> "Bench":
        """The bench of another claim, at the same points where it has the same domain."""
        if claim.domain is not self.claim.domain:
            return Bench(claim, self.digits)
        other = copy(self)
        other.claim, other.samples = claim, {}
        if _known_by(claim) != _known_by(self.claim):
            other._known = {engine: {} for engine in Engine}
        return other

    def numbers(self, given: tuple[Boolean, ...] = ()) -> Iterator[int]:
        """The numbers of the points that satisfy the claim's assumptions and what is given; each is looked at once."""
        if given not in self._within:
            self._within[given] = tee(self._filtered((*self.claim.domain.assumptions, *given)), 1)[0]
        return copy(self._within[given])  # which begins at the first, too

    def point(self, number: int) -> Point:
        """A point that `numbers` has come to, as the claim's oracle is told it."""
        return told(self._points[number], self.claim.where, self.digits, self.claim.language)

    def truth(self, number: int, engine: Engine) -> Any:
        """The truth at a point; balls that an oracle combines are combined at the working precision."""
        known = self._known[engine]
        if number not in known:
            check_time()
            oracle, point = None if engine is Engine.SAMPLING else self.claim.oracle, self.point(number)
            if oracle is None:
                known[number] = self.derive(point)
                return known[number]
            with working_precision(self.digits), solved_by(first_engine(rigorous=engine is not Engine.EVOLUTION)):
                known[number] = answered(oracle, point)
        return known[number]

    def literal(self, form: Basic, point: Point) -> Any:
        """The value of a form at any point; raises what `literal_value` raises."""
        return literal_value(form, point, self.claim.where, self.digits, self.claim.language)

    def value(self, form: Basic, number: int) -> Any:
        """The value of a form at a point, or `UNDEFINED`. Raises UndecidedError where balls leave it open."""
        check_time()
        point = self._points[number]
        try:
            with blamed(form, point):
                return self.literal(form, point)
        except UndefinedError:
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
        found = next(self.refuting(forms, given, engine, most, undefined), None)
        return self.witness(*found, engine) if found else None

    def witness(self, form: Basic, number: int, engine: Engine) -> Witness:
        """A point with both values there, in as many digits as it takes to tell them apart."""
        shown, true = self.value(form, number), self.truth(number, engine)
        return Witness(as_plain(relevant(self._points[number], self.claim, form)), *told_apart(shown, true, self.digits))

    def refuting(
        self,
        forms: tuple[Basic, ...],
        given: tuple[Boolean, ...] = (),
        engine: Engine = Engine.BALLS,
        most: int = ATTEMPTS,
        undefined: bool = True,
    ) -> Iterator[tuple[Basic, int]]:
        """The forms that are not true, with the numbers of the points at which they are not; see `refute`."""
        for number, form in ((number, form) for number in islice(self.numbers(given), most) for form in forms):
            try:
                shown = self.value(form, number)
                if shown == UNDEFINED and not undefined:
                    continue
                differs = self.compare(shown, number, engine) is Agreement.DISJOINT
            except UndecidedError:
                continue  # says nothing either way
            if differs:
                yield form, number

    def _filtered(self, conditions: tuple[Boolean, ...]) -> Iterator[int]:
        for number in range(ATTEMPTS):
            if number == len(self._points):
                point = next(self._ahead, None)
                if point is None:
                    return
                self._points.append(point)
            if all(holds(condition, self._points[number]) for condition in conditions):
                yield number

    def derive(self, point: Point) -> Any:
        """What is derived at any point; raises NumericError where there is no derivation."""
        if self.claim.derive is None:
            raise NumericError(f"{self.claim.id} has no derivation")
        steps = derived(self.claim.derive, point)
        with blamed("what is derived", point):
            return self.literal(steps.result, point)


def _known_by(claim: Claim) -> tuple[Any, ...]:
    """All on which the truth at a point depends."""
    return claim.derive, claim.oracle, claim.where, claim.language


@shared
def points_of(points: Callable[[], Iterable[Point]]) -> Iterator[PreparedPoint]:
    """The first points of a domain, made once for all benches, replays and claims that share them."""
    with blamed("the function that makes the points", {}):
        yield from map(prepared, islice(points(), ATTEMPTS))


def as_plain(point: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    """A point as names and values to print."""
    return tuple((as_text(name), str(value)) for name, value in point.items())


def value_text(value: Any, digits: int = 15) -> str:
    """A value, or a nest of them, to print: balls with their radius."""
    if isinstance(value, tuple):
        return "[" + ", ".join(value_text(item, digits) for item in value) + "]"
    return value.str(digits) if isinstance(value, arb | acb) else str(value)


def told_apart(shown: Any, true: Any, digits: int) -> tuple[str, str]:
    """Two values in as many digits as it takes to tell them apart: 15, or those of the computation, or all that there are."""
    for shorter in (15, digits):
        if (pair := (value_text(shown, shorter), value_text(true, shorter)))[0] != pair[1]:
            return pair
    return value_text(shown, 2 * digits), value_text(true, 2 * digits)


def relevant(point: Point, claim: Claim, form: Basic) -> Point:
    """The quantities of a point on which the form, the truth or the claim's domain depend; all of them for operators."""
    if not form.is_commutative and not isinstance(form, ImmutableMatrix):
        return point
    names = {name for case in claim.domain.cases for name, _ in case.values}
    known = [form, *claim.domain.assumptions, *claim.conditions, *(value for _, value in claim.where)]
    if claim.derive is not None:
        known.append(derived(claim.derive, point).result)
    names = names.union(*map(names_in, known))
    bases = {name.base for name in names if isinstance(name, Indexed) and not all(i.is_Integer for i in name.indices)}
    return {k: v for k, v in point.items() if k in names or (isinstance(k, Indexed) and k.base in bases)}


def holds(condition: Boolean, point: PreparedPoint) -> bool:
    """Whether it is certain that the condition holds; one that means nothing at a point does not."""
    if condition not in point.kept:
        try:
            point.kept[condition] = truth(condition, point)
        except (UndefinedError, UndecidedError):
            point.kept[condition] = False
    return bool(point.kept[condition])


@lru_cache(maxsize=4096)
def names_in(expr: Basic) -> frozenset[Basic]:
    """The symbols and indexed quantities in an expression."""
    return frozenset(expr.atoms(Symbol, Indexed))
