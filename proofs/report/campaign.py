"""What a campaign found: what was covered, the verdicts, the worst residuals and where, how many digits were reached."""

from typing import Any

import msgspec
from bornproof.proofs.campaign.database import MOST_SHOWN, Summary
from bornproof.proofs.campaign.residual import Agreement, Row
from bornproof.proofs.counts import counted

__all__ = ["as_plain", "as_text"]

WIDTH = 40  # of the longest bar


def as_plain(found: Summary) -> dict[str, Any]:
    """The summary for a program; of the rows that do not agree the first hundred."""
    digits = {engine: {_digits(reached): count for reached, count in _sorted(found, engine)} for engine in found.digits}
    rows = {"refuted": [row._asdict() for row in found.refuted], "unable": [row._asdict() for row in found.unable]}
    worst = {engine: row._asdict() for engine, row in found.worst.items()}
    plain = {"plan": msgspec.to_builtins(found.plan), "cases": len(found.plan), "done": found.done, "verdicts": found.verdicts}
    return plain | {"digits": digits, "worst": worst, **rows, "settled": found.settled}


def as_text(found: Summary) -> str:
    """The summary for a person.

    >>> from bornproof.proofs.campaign.plan import Plan
    >>> print(as_text(Summary(Plan(levels=2, sectors=2, states=1, times=("1",)), 0, {}, {}, {}, [], [])))
    N = 2: 2 of 2 sectors, 1 initial state, kappa t = 1 (seed 1); 50 digits; a second engine on 1/10 of the cases
    0 of 2 cases done, and the campaign goes on with --resume
    """
    plan = found.plan
    times = ", ".join(plan.times) if len(plan.times) <= 12 else f"{plan.times[0]}, ..., {plan.times[-1]} ({len(plan.times)})"
    lines = [
        (
            f"N = {plan.levels}: {plan.sectors} of {counted(2 ** (plan.levels - 1), 'sector')}, "
            f"{counted(plan.states, 'initial state')}, kappa t = {times} (seed {plan.seed}); "
            f"{counted(plan.digits, 'digit')}; a second engine on {plan.second} of the cases"
        )
    ]
    for verdict, rows in ((Agreement.REFUTED, found.refuted), (Agreement.UNABLE, found.unable)):
        lines += [f"{verdict.upper()}: {_row(row)}" for row in rows]
        if (count := found.count(verdict)) > MOST_SHOWN:
            lines.append(f"{verdict.upper()}: {count - MOST_SHOWN} more, which the file holds")
    for engine, verdicts in found.verdicts.items():
        counts = ", ".join(f"{verdicts.get(verdict, 0)} {verdict}" for verdict in Agreement)
        lines.append(f"{engine}: {counts}" + (f"; worst: {_row(found.worst[engine])}" if engine in found.worst else ""))
        most = max(found.digits.get(engine, {}).values(), default=1)
        for reached, count in _sorted(found, engine):
            digits = "all digits" if reached is None else counted(reached, "digit")
            lines.append(f"{digits:>16} {'#' * -(-WIDTH * count // most)} {count}")
    rest = "" if found.done == len(plan) else ", and the campaign goes on with --resume"
    lines.append(f"{found.done} of {counted(len(plan), 'case')} done{rest}")
    return "\n".join(lines)


def _sorted(found: Summary, engine: str) -> list[tuple[int | None, int]]:
    """How often so many digits were reached, the fewest first, an exact agreement last."""
    return sorted(found.digits.get(engine, {}).items(), key=lambda pair: (pair[0] is None, pair[0]))


def _digits(reached: int | None) -> str:
    return "all" if reached is None else str(reached)


def _row(row: Row) -> str:
    what = f"residual {row.residual}" if row.residual else "no residual"
    where = f"{row.engine}, sector {row.sector}, state {row.state}, kappa t = {row.time}"
    return f"{what}, {where} (case {row.case})" + (f": {row.detail}" if row.detail else "")
