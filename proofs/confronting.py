"""The numeric engines: printed values against derived ones, and against an oracle, at exact points with Arb balls."""

from functools import partial
from itertools import islice, product

from sympy import Basic, Not, Or
from sympy.logic.boolalg import Boolean

from numeric_check.agreement import Agreement
from numeric_check.errors import UndecidedError
from proofs.bench import POINTS, Bench, Truth, as_plain, derived, value_text
from proofs.ledger import Claim, Engine, Evidence, Result, Witness

__all__ = ["confront", "find_witness"]


def confront(
    claim: Claim, forms: tuple[Basic, ...], form_name: str, given: tuple[Boolean, ...] = (), digits: int = 50
) -> tuple[Evidence, ...]:
    """Compare every form with the derived value and with the oracle's, at `POINTS` exact points within the assumptions."""
    truths: list[tuple[Engine, Truth]] = [(Engine.SAMPLING, derived(claim))]
    if claim.oracle:
        truths.append((claim.oracle_engine, claim.oracle))
    return tuple(_confront(Bench(claim, given, digits, truth), forms, form_name, engine) for engine, truth in truths)


def find_witness(
    claim: Claim,
    forms: tuple[Basic, ...],
    *,
    inside: tuple[Boolean, ...] = (),
    outside: tuple[Boolean, ...] = (),
    digits: int = 50,
) -> Witness | None:
    """An exact point within the assumptions and `inside`, and not within `outside`, where a form is not true."""
    excluded = (Or(*(Not(condition) for condition in outside)),) if outside else ()
    return Bench(claim, (*inside, *excluded), digits).refute(*forms)


def _confront(bench: Bench, forms: tuple[Basic, ...], form_name: str, engine: Engine) -> Evidence:
    points = list(islice(bench.points(), POINTS))
    found = partial(Evidence, engine, form=form_name, scope=f"{len(points)} exact points", digits=bench.digits)
    if not points:
        return found(Result.VACUOUS, detail="no point satisfies the assumptions")
    for (number, point), form in product(points, forms):
        try:
            agreement, shown, true = bench.compare(form, number)
        except UndecidedError as error:
            return found(Result.UNABLE, detail=str(error))
        match agreement:
            case Agreement.DISJOINT:
                where = ", ".join(f"{name} = {value}" for name, value in as_plain(point))
                return found(Result.REFUTED, detail=f"{value_text(shown)} against {value_text(true)} at {where}")
            case Agreement.TOO_WIDE:
                return found(Result.UNABLE, detail="the enclosures are too wide")
            case Agreement.OVERLAPPING:
                pass
    return found(Result.AGREES)
