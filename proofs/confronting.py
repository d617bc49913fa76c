"""The numeric engines: printed values against derived ones, and against an oracle, at exact points with Arb balls."""

from functools import partial
from itertools import islice, product
from typing import Any

from sympy import Basic
from sympy.logic.boolalg import Boolean

from numeric_check.agreement import Agreement
from numeric_check.errors import UndecidedError
from proofs.bench import POINTS, Bench, as_plain, value_text
from proofs.ledger import Engine, Evidence, Result
from symbolic.notation import kappa, t

__all__ = ["confront"]

EVOLVED = 5
SHORT = kappa * t <= 2  # the Taylor series takes as long as the time that it covers


def confront(bench: Bench, forms: tuple[Basic, ...], form_name: str, given: tuple[Boolean, ...] = ()) -> tuple[Evidence, ...]:
    """Compare every form with the derived value and with the oracle's, at `POINTS` exact points within the assumptions.

    Where the oracle evolves a state, it is asked once more of mpmath, at `EVOLVED` points with short times.
    """
    numbers = tuple(islice(bench.numbers(given), POINTS))
    early = tuple(islice(bench.numbers((*given, SHORT)), EVOLVED)) if bench.claim.dynamics else ()
    shown: dict[tuple[int, int], Any] = {}  # the engines share the points, and the values of the forms there
    return tuple(
        _confront(bench, forms, form_name, engine, early if engine is Engine.EVOLUTION else numbers, shown)
        for engine in bench.claim.engines
    )


def _confront(
    bench: Bench,
    forms: tuple[Basic, ...],
    form_name: str,
    engine: Engine,
    numbers: tuple[int, ...],
    shown: dict[tuple[int, int], Any],
) -> Evidence:
    found = partial(Evidence, engine, form=form_name, scope=f"{len(numbers)} exact points", digits=bench.digits)
    if not numbers:
        return found(Result.VACUOUS, detail="no point satisfies the assumptions")
    for number, (place, form) in product(numbers, enumerate(forms)):
        try:
            if (number, place) not in shown:
                shown[number, place] = bench.value(form, number)
            agreement = bench.compare(shown[number, place], number, engine)
        except UndecidedError as error:
            return found(Result.UNABLE, detail=str(error))
        match agreement:
            case Agreement.DISJOINT:
                where = ", ".join(f"{name} = {value}" for name, value in as_plain(bench.point(number)))
                values = f"{value_text(shown[number, place])} against {value_text(bench.truth(number, engine))}"
                return found(Result.REFUTED, detail=f"{values} at {where}")
            case Agreement.TOO_WIDE:
                return found(Result.UNABLE, detail="the enclosures are too wide")
            case Agreement.OVERLAPPING:
                pass
    return found(Result.AGREES)
