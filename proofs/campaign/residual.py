"""One case: the closed forms (39)-(47) against the master equation (15) by brute force, the difference enclosed."""

from __future__ import annotations

import multiprocessing
from enum import StrEnum
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from bornproof.numeric_check.arithmetic.precision import exclusive, working_precision
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.enclosed import deviation
from bornproof.numeric_check.lindblad.engines import ENGINES
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.campaign.plan import Plan, initial_state
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.foreign import plain
from bornproof.symbolic.coherences import losses
from bornproof.symbolic.populations import closed_form
from flint import acb, arb, arb_poly, fmpq

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
    from bornproof.numeric_check.lindblad.enclosed import Balls
    from flint import fmpq_poly

__all__ = ["Agreement", "Row", "closed_form_at", "compare_cases", "failed_rows", "judged", "place"]

_GUARD_DIGITS = 30  # the polynomials' large coefficients cancel
_SHOWN = 10  # digits of a residual
MOST_SECONDS = 30  # of a case that an engine takes on
_MEGABYTE = 2**20


class Agreement(StrEnum):
    """What one engine says of the closed form in one case."""

    AGREES = "agrees"
    REFUTED = "refuted"
    UNABLE = "unable"


class Row(NamedTuple):
    """A result: the case by its number and in words, the engine, and what it found.

    `residual` is the enclosure of the largest |difference| of an entry of rho, as Arb writes it. `digits` are those that all
    entries agree to, -log10 of it, rounded down to hundredths; None where the difference is exactly 0, or there is none, which
    `detail` explains.
    """

    case: int
    engine: str
    sector: str
    state: int
    time: str
    residual: str | None
    digits: float | None
    verdict: str
    detail: str | None


def compare_cases(plan: Plan, numbers: Sequence[int], memory: int | None = None) -> tuple[list[Row], float]:
    """Return a row for each of the cases and engines, and the seconds that this took; whatever an engine raises is in its row.

    Parameters
    ----------
    plan
        The campaign.
    numbers
        Of the cases.
    memory
        Megabytes that this process may have from now on, address space, as the system counts it; only for workers.

    Examples
    --------
    >>> plan = Plan(levels=2, sectors=2, states=1, times=("1",), digits=20)
    >>> [(row.sector, row.engine, row.verdict) for row in compare_cases(plan, (1,))[0]]
    [('-', 'balls', 'agrees')]
    """
    if memory is not None:
        _limit(memory)
    with exclusive():
        begun = perf_counter()
        rows = [_row(plan, number, engine) for number in numbers for engine in plan.case(number).engines]
        return rows, perf_counter() - begun


def failed_rows(plan: Plan, number: int, reason: str) -> list[Row]:
    """Return the rows of a case that no engine could be asked about, with the reason."""
    return [_unable(plan, number, engine, reason) for engine in plan.case(number).engines]


def place(plan: Plan, number: int, engine: str) -> tuple[int, str, str, int, str]:
    """Return what a row says of its case: the number, the engine, the sector, the state, the time.

    >>> place(Plan(levels=3, sectors=4, states=1, times=("1/2",)), 1, "balls")
    (1, 'balls', '-+', 0, '1/2')
    """
    case = plan.case(number)
    return number, engine, "".join("-0+"[sign + 1] for sign in case.sector), case.state, str(case.time)


def closed_form_at(sector: tuple[int, ...], rho: ExactMatrix, time: fmpq) -> Balls:
    """Return rho(t) from the closed forms, N by N balls at the present precision.

    >>> from bornproof.numeric_check.arithmetic.matrices import diagonal
    >>> closed_form_at((-1,), diagonal([0, 1]), fmpq(1))[1][1]
    [0.367879441171442 +/- 3.35e-16]
    """
    levels, loss = range(len(sector) + 1), losses(sector)
    x = (-arb(time)).exp()
    populations = [arb_poly(value)(x) for value in _populations(sector, tuple(rho.real[k, k] for k in levels))]
    shrunk = [(-arb(time * each / 2)).exp() for each in range(2 * max(loss) + 1)]

    def entry(i: int, j: int) -> arb | acb:
        if i == j:
            return populations[i]
        start = rho[i, j]
        return (arb(start) if isinstance(start, fmpq) else start.ball()) * shrunk[loss[i] + loss[j]]

    return tuple(tuple(entry(i, j) for j in levels) for i in levels)


def judged(residual: arb, engine: str, digits: int) -> tuple[float | None, Agreement, str | None]:
    """Return the digits that a residual certainly reaches, what follows, and why nothing does.

    An enclosure refutes by excluding 0, and agrees when it is certainly below 10^-digits; an engine that encloses nothing
    is held to its tolerance both ways.

    >>> [judged(arb(text), "balls", 20)[:2] for text in ("0 +/- 5e-25", "2e-18 +/- 1e-25", "0 +/- 5e-18")]
    [(24.3, <Agreement.AGREES: 'agrees'>), (17.69, <Agreement.REFUTED: 'refuted'>), (17.3, <Agreement.UNABLE: 'unable'>)]
    """
    rigorous = ENGINES[engine].rigorous
    tolerance = arb(10) ** -digits if rigorous else arb(ENGINES[engine].tolerance(digits))
    if not residual.is_finite():
        return None, Agreement.UNABLE, "the residual is not finite"
    upper = residual.abs_upper()
    hundredths = (100 * upper.log() / arb(10).log()).upper().ceil().unique_fmpz()  # None for 0
    reached = None if hundredths is None else max(0, -int(hundredths)) / 100
    if residual > (0 if rigorous else tolerance):
        return reached, Agreement.REFUTED, None
    if residual < tolerance:
        return reached, Agreement.AGREES, None
    return reached, Agreement.UNABLE, f"the residual is known only to be below {upper.str(3, radius=False)}"


def _row(plan: Plan, number: int, engine: str) -> Row:
    """What one engine finds; where the memory of the worker is at its end, once more with all of it that can be had."""
    try:
        return _tried(plan, number, engine)
    except MemoryError:
        _populations.cache_clear()
        initial_state.cache_clear()
    try:
        return _tried(plan, number, engine)
    except MemoryError:
        return _unable(plan, number, engine, "MemoryError, and so when it was tried again")


def _tried(plan: Plan, number: int, engine: str) -> Row:
    try:
        case, solver = plan.case(number), ENGINES[engine]
        equation, rho = master_equation(case.sector), initial_state(plan.levels, case.state, plan.seed)
        if (seconds := solver.seconds(equation, case.time, plan.digits)) > MOST_SECONDS:
            raise NumericError(f"about {seconds:.3g} s of work, more than {MOST_SECONDS} s")
        found = solver.run(equation, rho, case.time, plan.digits)
        with working_precision(plan.digits + _GUARD_DIGITS):
            residual = deviation(closed_form_at(case.sector, rho, case.time), found, plan.digits + _GUARD_DIGITS)
            digits, verdict, detail = judged(residual, engine, plan.digits)
            text = residual.str(_SHOWN)
    except MemoryError:
        raise
    except Exception as error:
        return _unable(plan, number, engine, f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
    return Row(*place(plan, number, engine), text, digits, verdict.value, detail)


def _unable(plan: Plan, number: int, engine: str, reason: str) -> Row:
    return Row(*place(plan, number, engine), None, None, Agreement.UNABLE.value, plain(reason)[:500])


@lru_cache(maxsize=1024)
def _populations(sector: tuple[int, ...], start: tuple[fmpq, ...]) -> tuple[fmpq_poly, ...]:
    return closed_form(sector, start)


def _limit(megabytes: int) -> None:
    """Keep a worker to its memory; the process that asks is left alone."""
    if multiprocessing.parent_process() is None:
        raise LedgerError("a memory limit needs worker processes")
    try:
        import resource
    except ModuleNotFoundError:
        raise LedgerError("a memory limit is not to be had on this system") from None
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE, resource.getrlimit(resource.RLIMIT_AS)[1]))
