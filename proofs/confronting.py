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

__all__ = ["confront"]


def confront(bench: Bench, forms: tuple[Basic, ...], form_name: str, given: tuple[Boolean, ...] = ()) -> tuple[Evidence, ...]:
    """Compare every form with the derived value and with the oracle's, at `POINTS` exact points within the assumptions."""
    numbers = tuple(islice(bench.numbers(given), POINTS))
    shown: dict[tuple[int, int], Any] = {}  # the engines share the points, and the values of the forms there
    engines = (Engine.SAMPLING, *((bench.claim.oracle_engine,) if bench.claim.oracle else ()))
    return tuple(_confront(bench, forms, form_name, engine, numbers, shown) for engine in engines)


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
