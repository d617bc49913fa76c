"""The numeric engines: printed values against derived ones, and against an oracle, at exact points with Arb balls."""

from functools import partial
from itertools import islice, product
from typing import Any

from bornproof.numeric_check.errors import UndecidedError, UndefinedError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.proofs.checks.answers import blame
from bornproof.proofs.checks.points import UNDEFINED, Bench, as_plain, points_of, value_text
from bornproof.proofs.checks.samples import Sample, sample
from bornproof.proofs.counts import counted
from bornproof.proofs.ledger import Engine, Evidence, Result
from bornproof.symbolic.errors import AbsentError
from sympy import Basic, Le, Not, Or
from sympy.logic.boolalg import Boolean

__all__ = ["confront", "cross_examine"]

EVOLVED = 5
SHORT = 2  # a Taylor series takes as long as the time that it covers


def confront(bench: Bench, forms: tuple[Basic, ...], form_name: str, given: tuple[Boolean, ...] = ()) -> tuple[Evidence, ...]:
    """Compare every form with the derived value and with the oracle's, at a sample of exact points within the assumptions.

    Where the oracle evolves a state, it is asked once more of another solver, at `EVOLVED` points with short times.
    """
    points = sample(bench, given)
    early = Sample(tuple(islice(bench.numbers((*given, *_short(bench))), EVOLVED))) if bench.claim.dynamics else points
    shown: dict[tuple[int, int], Any] = {}  # the engines share the points, and the values of the forms there
    return tuple(
        _confront(bench, forms, form_name, engine, early if engine is Engine.EVOLUTION else points, shown)
        for engine in _engines(bench)
    )


def cross_examine(bench: Bench, conditions: tuple[Boolean, ...] = ()) -> Evidence:
    """Hold derivation and oracle against each other, at points within the conditions, outside them, and of any kind.

    Also the oracle's two solvers, where a state evolves. At a point where one says that there is no truth the other must
    say so too.
    """
    samples = [sample(bench)]
    if conditions:
        outside = islice(bench.numbers((Or(*map(Not, conditions)),)), len(samples[0].numbers))
        samples += [sample(bench, conditions), Sample(tuple(outside))]
    numbers = tuple(dict.fromkeys(number for each in samples for number in each.numbers))
    found = partial(Evidence, Engine.BALLS, form="derivation", scope=counted(len(numbers), "exact point"), digits=bench.digits)
    early = tuple(islice(bench.numbers(_short(bench)), EVOLVED)) if bench.claim.dynamics else ()
    pairs = [(number, Engine.SAMPLING) for number in numbers] + [(number, Engine.EVOLUTION) for number in early]
    for number, engine in pairs:
        derived, computed = _truth(bench, number, engine), _truth(bench, number, Engine.BALLS)
        if (derived == UNDEFINED) is not (computed == UNDEFINED):
            agreement = Agreement.DISJOINT
        else:
            agreement = Agreement.OVERLAPPING if derived == UNDEFINED else compare(derived, computed, bench.digits)
        if agreement is Agreement.DISJOINT:
            return found(Result.REFUTED, detail=_against(bench, number, derived, computed))
        if agreement is Agreement.TOO_WIDE:
            return found(Result.UNABLE, detail="the enclosures are too wide")
    return found(Result.AGREES) if numbers else found(Result.VACUOUS, detail="no point satisfies the assumptions")


def _short(bench: Bench) -> tuple[Boolean, ...]:
    language, known = bench.claim.language, next(points_of(bench.claim.domain.points), dict[Any, Any]())
    rates = (rate for rate in language.rates if {rate, language.time} <= known.keys())
    return tuple(Le(rate * language.time, SHORT, evaluate=False) for rate in rates)


def _engines(bench: Bench) -> tuple[Engine, ...]:
    by_oracle = (Engine.BALLS, *((Engine.EVOLUTION,) if bench.claim.dynamics else ())) if bench.claim.oracle else ()
    return (Engine.SAMPLING, *by_oracle)


def _confront(
    bench: Bench, forms: tuple[Basic, ...], form_name: str, engine: Engine, points: Sample, shown: dict[tuple[int, int], Any]
) -> Evidence:
    scope = counted(len(points.numbers), "exact point")
    found = partial(Evidence, engine, form=form_name, scope=scope, digits=bench.digits)
    for number, (place, form) in product(points.numbers, enumerate(forms)):
        try:
            if (number, place) not in shown:
                shown[number, place] = bench.value(form, number)
            agreement = bench.compare(shown[number, place], number, engine)
        except UndecidedError as error:
            return found(Result.UNABLE, detail=blame(error) or str(error))
        match agreement:
            case Agreement.DISJOINT:
                return found(Result.REFUTED, detail=_against(bench, number, shown[number, place], bench.truth(number, engine)))
            case Agreement.TOO_WIDE:
                return found(Result.UNABLE, detail="the enclosures are too wide")
            case Agreement.OVERLAPPING:
                pass
    if points.missing or not points.numbers:
        return found(Result.VACUOUS, detail=points.missing or "no point satisfies the assumptions")
    return found(Result.AGREES)


def _truth(bench: Bench, number: int, engine: Engine) -> Any:
    try:
        return bench.truth(number, engine)
    except (UndefinedError, AbsentError):
        return UNDEFINED


def _against(bench: Bench, number: int, one: Any, other: Any) -> str:
    where = ", ".join(f"{name} = {value}" for name, value in as_plain(bench.point(number)))
    return f"{value_text(one)} against {value_text(other)} at {where}"
