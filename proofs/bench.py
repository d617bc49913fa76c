"""Exact points of a claim with the truth there, against which any number of formulas can be held, with Arb balls."""

from collections.abc import Callable, Iterator, Mapping
from itertools import count, islice
from typing import Any

from flint import acb, arb, ctx
from sympy import Basic, ImmutableMatrix, Indexed, Symbol
from sympy.logic.boolalg import Boolean

from numeric_check.agreement import Agreement, compare
from numeric_check.errors import NumericError, UndecidedError, UndefinedError
from numeric_check.evaluation import evaluate, truth
from numeric_check.values import precision_bits
from proofs.domains import Point
from proofs.ledger import Claim, Witness
from proofs.printing import as_text
from proofs.semantics import meaning
from symbolic.errors import AbsentError

__all__ = ["POINTS", "Bench", "Truth", "as_plain", "derived", "value_text"]

POINTS = 30  # at how many a form is judged
ATTEMPTS = 4000  # among how many a witness is looked for
UNDEFINED = "undefined"  # a division by 0, or a quantity that the model does not have

Truth = Callable[[Point], Any]


class Bench:
    """Exact points within a claim's assumptions, and the truth there, for any number of forms to be held against.

    The truth at a point is computed once, when it is first asked for: by the claim's oracle, or by `truth`.
    """

    def __init__(self, claim: Claim, given: tuple[Boolean, ...] = (), digits: int = 50, truth: Truth | None = None) -> None:
        self.claim = claim
        self.digits = digits
        self._truth = truth or claim.oracle or derived(claim)
        self._ahead = _within(claim, given)
        self._points: list[Point] = []
        self._known: dict[int, Any] = {}

    def points(self) -> Iterator[tuple[int, Point]]:
        """The points, numbered from 0."""
        for number in count():
            if number == len(self._points):
                point = next(self._ahead, None)
                if point is None:
                    return
                self._points.append(point)
            yield number, self._points[number]

    def truth(self, number: int) -> Any:
        """The truth at a point; balls that an oracle combines are combined at the working precision."""
        if number not in self._known:
            with ctx.workprec(precision_bits(self.digits)):
                self._known[number] = self._truth(self._points[number])
        return self._known[number]

    def value(self, form: Basic, point: Point) -> Any:
        """The value of a form at a point, or `UNDEFINED`. Raises UndecidedError where balls leave it open."""
        try:
            return evaluate(meaning(self.claim, form, point), point, self.digits)
        except (UndefinedError, AbsentError):
            return UNDEFINED

    def compare(self, form: Basic, number: int) -> tuple[Agreement, Any, Any]:
        """What the form's value and the truth say about each other at a point, and both: undefined is different.

        Raises UndecidedError where balls leave a value open.
        """
        shown, true = self.value(form, self._points[number]), self.truth(number)
        return (Agreement.DISJOINT if shown == UNDEFINED else compare(shown, true, self.digits)), shown, true

    def refute(self, *forms: Basic, most: int = ATTEMPTS) -> Witness | None:
        """The first of at most that many points at which one of the forms is not true."""
        for number, point, form in ((*pair, form) for pair in islice(self.points(), most) for form in forms):
            try:
                found, shown, true = self.compare(form, number)
            except UndecidedError:
                continue  # says nothing either way
            if found is Agreement.DISJOINT:
                return Witness(as_plain(_relevant(point, self.claim, form)), value_text(shown), value_text(true))
        return None


def derived(claim: Claim) -> Truth:
    """The truth by the claim's derivation."""

    def value(point: Point) -> Any:
        if claim.derive is None:
            raise NumericError(f"{claim.id} has no derivation")
        return evaluate(meaning(claim, claim.derive(point).result, point), point)

    return value


def as_plain(point: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    """A point as names and values to print."""
    return tuple((as_text(name), str(value)) for name, value in point.items())


def value_text(value: Any) -> str:
    """A value, or a nest of them, to print: balls with their radius."""
    if isinstance(value, tuple):
        return "[" + ", ".join(value_text(item) for item in value) + "]"
    return value.str(15) if isinstance(value, arb | acb) else str(value)


def _within(claim: Claim, given: tuple[Boolean, ...]) -> Iterator[Point]:
    """The points of the domain, among the first `ATTEMPTS`, that satisfy its assumptions and those given."""
    conditions = (*claim.domain.assumptions, *given)
    for point in islice(claim.domain.points(), ATTEMPTS):
        if all(truth(condition, point) for condition in conditions):
            yield point


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
