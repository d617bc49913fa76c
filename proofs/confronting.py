"""The numeric engines: printed values against derived ones, and against an oracle, at exact points with Arb balls."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from flint import acb, arb, ctx
from sympy import Basic, ImmutableMatrix, Indexed, Not, Or, Symbol
from sympy.logic.boolalg import Boolean

from numeric_check.agreement import Agreement, compare
from numeric_check.errors import NumericError, UndecidedError, UndefinedError
from numeric_check.evaluation import evaluate, truth
from numeric_check.values import precision_bits
from proofs.domains import Point
from proofs.ledger import Claim, Engine, Evidence, Result, Witness
from proofs.semantics import meaning

__all__ = ["POINTS", "confront", "find_witness"]

POINTS = 20
ATTEMPTS = 4000
UNDEFINED = "undefined"  # a division by 0, or a quantity that the model does not have


def confront(
    claim: Claim, forms: tuple[Basic, ...], form_name: str, given: tuple[Boolean, ...] = (), digits: int = 50
) -> tuple[Evidence, ...]:
    """Compare every form with the derived value and with the oracle's, at `POINTS` exact points within the assumptions."""
    points = list(islice(_within(claim, given), POINTS))
    truths: list[tuple[Engine, Callable[[Point], Any]]] = [(Engine.SAMPLING, _derived(claim))]
    if claim.oracle:
        truths.append((claim.oracle_engine, claim.oracle))
    return tuple(_confront(claim, engine, value, points, forms, form_name, digits) for engine, value in truths)


def find_witness(
    claim: Claim,
    forms: tuple[Basic, ...],
    *,
    inside: tuple[Boolean, ...] = (),
    outside: tuple[Boolean, ...] = (),
    digits: int = 50,
) -> Witness | None:
    """The first exact point within the assumptions and `inside`, and not within `outside`, where a form is not true."""
    excluded = (Or(*(Not(condition) for condition in outside)),) if outside else ()
    value = claim.oracle or _derived(claim)
    for point in _within(claim, (*inside, *excluded)):
        for form in forms:
            shown, true = _value(claim, form, point, digits), _true(value, point, digits)
            if shown == UNDEFINED or compare(shown, true, digits) is Agreement.DISJOINT:
                return Witness(_plain(_relevant(point, claim, form)), _text(shown), _text(true))
    return None


def _confront(
    claim: Claim,
    engine: Engine,
    value: Callable[[Point], Any],
    points: list[Point],
    forms: tuple[Basic, ...],
    form_name: str,
    digits: int,
) -> Evidence:
    scope = f"{len(points)} exact points"
    if not points:
        return Evidence(engine, Result.VACUOUS, form_name, scope, digits, "no point satisfies the assumptions")
    for point in points:
        for form in forms:
            try:
                shown, true = _value(claim, form, point, digits), _true(value, point, digits)
                found = Agreement.DISJOINT if shown == UNDEFINED else compare(shown, true, digits)
            except UndecidedError as error:
                return Evidence(engine, Result.UNABLE, form_name, scope, digits, str(error))
            if found is Agreement.DISJOINT:
                detail = f"{_text(shown)} against {_text(true)} at {', '.join(f'{k} = {v}' for k, v in _plain(point))}"
                return Evidence(engine, Result.REFUTED, form_name, scope, digits, detail)
            if found is Agreement.TOO_WIDE:
                return Evidence(engine, Result.UNABLE, form_name, scope, digits, "the enclosures are too wide")
    return Evidence(engine, Result.AGREES, form_name, scope, digits)


def _within(claim: Claim, given: tuple[Boolean, ...]) -> Iterator[Point]:
    """The points of the domain, among the first `ATTEMPTS`, that satisfy its assumptions and those given."""
    conditions = (*claim.domain.assumptions, *given)
    for point in islice(claim.domain.points(), ATTEMPTS):
        if all(truth(condition, point) for condition in conditions):
            yield point


def _value(claim: Claim, form: Basic, point: Point, digits: int) -> Any:
    try:
        return evaluate(meaning(claim, form, point), point, digits)
    except UndefinedError:
        return UNDEFINED


def _true(value: Callable[[Point], Any], point: Point, digits: int) -> Any:
    """The oracle's value; balls that it combines are combined at the working precision."""
    with ctx.workprec(precision_bits(digits)):
        return value(point)


def _derived(claim: Claim) -> Callable[[Point], Any]:
    def value(point: Point) -> Any:
        if claim.derive is None:
            raise NumericError(f"{claim.id} has no derivation")
        return evaluate(meaning(claim, claim.derive(point).result, point), point)

    return value


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


def _plain(point: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in point.items())


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_text(item) for item in value) + "]"
    return value.str(15) if isinstance(value, arb | acb) else str(value)
