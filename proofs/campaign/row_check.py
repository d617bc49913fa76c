"""Whether rows that come from a file are those of the plan, and say one thing: what a changed file must not say is refused."""

from __future__ import annotations

import re
from decimal import Decimal
from math import log10
from typing import TYPE_CHECKING, Any

from bornproof.numeric_check.lindblad.engines import ENCLOSURE, ENGINES
from bornproof.proofs.campaign.plan import SECOND, Plan
from bornproof.proofs.campaign.residual import place
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.foreign import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["check_rows"]

_NUMBER = r"[0-9]+(?:\.[0-9]+)?(?:e[+-][0-9]+)?"
_BALL = re.compile(rf"\[(?:({_NUMBER}) )?\+/- ({_NUMBER})\]|({_NUMBER})|nan|\[(?:nan )?\+/- inf\]|inf", re.ASCII).fullmatch
_ENDLESS = ("nan", "[+/- inf]", "[nan +/- inf]", "inf")  # as Arb writes them
_MOST_DETAIL = 500
_ROUNDED = 0.011  # `digits` are rounded down to hundredths
_WIDENED = 0.25  # what writing a ball in decimals may make its size larger, as a power of ten
_SHOWN = 60  # characters of a value that is refused


def check_rows(plan: Plan, rows: Iterable[tuple[Any, ...]], name: str) -> set[int]:
    """Return the numbers of the cases that are done.

    Parameters
    ----------
    plan
        The campaign.
    rows
        As they stand in the file, with values of any type.
    name
        Of the file, for the message.

    Raises
    ------
    LedgerError
        With the number of the case, for a row whose case is none of the plan, whose sector, state, time or engine are not
        those that the plan gives to the number, or whose residual, digits and verdict contradict each other; for a row that
        stands twice, and where of the two engines that a case asks one has no row.

    Examples
    --------
    >>> from bornproof.proofs.campaign.residual import compare_cases
    >>> plan = Plan(levels=2, sectors=2, states=1, times=("1",), digits=20, second="0")
    >>> rows, _ = compare_cases(plan, (0, 1))
    >>> check_rows(plan, rows, "file")
    {0, 1}
    >>> check_rows(plan, [rows[1]._replace(state=1)], "file")
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.LedgerError: file does not fit its plan: case 1, balls: the state is 0, not 1
    """
    cases, times = len(plan), len(plan.times)
    block = plan.states * times  # cases of one sector
    sector_of = [place(plan, first, ENCLOSURE)[2] for first in range(0, cases, block)]
    time_of = [place(plan, number, ENCLOSURE)[4] for number in range(times)]
    bounds = {engine: _least_digits(engine, plan.digits) - _ROUNDED for engine in (ENCLOSURE, SECOND)}
    done: dict[str, set[int]] = {engine: set() for engine in bounds}
    count = 0

    def refuse(case: object, engine: object, why: str) -> LedgerError:
        return LedgerError(f"{name} does not fit its plan: case {_shown(case)}, {_shown(engine)}: {why}")

    for case, engine, sector, state, time, residual, digits, verdict, detail in rows:
        if type(case) is not int or not 0 <= case < cases:
            raise refuse(case, engine, f"the cases are 0 to {cases - 1}")
        if engine != ENCLOSURE and (engine != SECOND or case not in plan.seconded):
            raise refuse(case, engine, "this engine is not asked there")
        if sector != sector_of[case // block] or state != case // times % plan.states or time != time_of[case % times]:
            pairs = zip(("sector", "state", "time"), place(plan, case, engine)[2:], (sector, state, time), strict=True)
            what, wanted, found = next(each for each in pairs if each[1] != each[2])
            raise refuse(case, engine, f"the {what} is {wanted}, not {_shown(found)}")
        if why := _contradiction(residual, digits, verdict, detail, bounds[engine]):
            raise refuse(case, engine, why)
        done[engine].add(case)
        if (count := count + 1) > len(done[ENCLOSURE]) + len(done[SECOND]):
            raise refuse(case, engine, "the row stands twice")
    if missing := done[SECOND] ^ (done[ENCLOSURE] & plan.seconded):
        case = min(missing)
        raise refuse(case, ENCLOSURE if case in done[SECOND] else SECOND, "the row is missing")
    return done[ENCLOSURE]


def _contradiction(residual: Any, digits: Any, verdict: Any, detail: Any, least: float) -> str:
    """What is wrong with what a row has found, or nothing.

    >>> _contradiction("[+/- 1.01e-25]", 24.99, "agrees", None, 19.989)
    ''
    >>> _contradiction("[+/- 1.01e-15]", 14.99, "agrees", None, 19.989)
    'digits of 14.99 do not agree to 20'
    """
    if verdict == "unable":
        if type(detail) is not str or not detail or len(detail) > _MOST_DETAIL or not is_plain(detail):
            return "what was not decided must have a reason that can be shown"
        if residual is None:
            return "" if digits is None else "there are digits and no residual"
    elif detail is not None:
        return "what was decided needs no reason"
    if type(residual) is not str or not (parts := _BALL(residual)):
        return f"the residual is no ball: {_shown(residual)}"
    middle, radius, exact = parts.groups()
    if residual in _ENDLESS:
        return "" if verdict == "unable" and digits is None else f"a residual of {residual} decides nothing"
    size = -log10(large) if (large := float(radius or exact) + float(middle or 0)) else _digits(middle, radius, exact)
    if size is None or digits is None:
        return "" if size is digits and verdict == "agrees" else f"{_shown(residual)} has not the digits {_shown(digits)}"
    if type(digits) is not float or not (size - _ROUNDED <= digits <= size + _WIDENED or size <= digits == 0):
        return f"{_shown(residual)} has not the digits {_shown(digits)}"
    if verdict == "agrees":
        return "" if digits > least else f"digits of {digits} do not agree to {least + _ROUNDED:g}"
    return "" if verdict in ("refuted", "unable") else f"there is no verdict {_shown(verdict)}"


def _digits(*texts: str | None) -> float | None:
    """-log10 of the largest absolute value in a ball that is too small for a float; None for 0."""
    large = sum((Decimal(text) for text in texts if text), Decimal(0))
    return -log10(large.scaleb(-large.adjusted())) - large.adjusted() if large else None


def _least_digits(engine: str, digits: int) -> float:
    solver = ENGINES[engine]
    return digits if solver.rigorous else float(-Decimal(solver.tolerance(digits)).log10())


def _shown(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= _SHOWN and is_plain(value) else repr(value)[:_SHOWN]
