"""What became of formulas that were broken on purpose, and of assumptions that were dropped: tables and JSON."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bornproof.proofs.counts import counted
from bornproof.proofs.files import dumped
from bornproof.proofs.ledger import Ledger, Witness
from bornproof.proofs.report.json_report import environment
from bornproof.proofs.report.table import columns
from bornproof.proofs.stress.assumptions import Dropped, Need
from bornproof.proofs.stress.trials import EXACT, Fate, Trial
from rich.console import Console
from rich.markup import escape

__all__ = ["drops_json", "print_drops", "print_trials", "trials_json"]

NEED_STYLES = {
    Need.NEEDED: "green",
    Need.PREMISE: "cyan",
    Need.NOT_NEEDED: "yellow",
    Need.UNDECIDED: "bold white on red",
}


def print_trials(trials: Sequence[Trial], console: Console) -> None:
    """A line an entry, then the sum, then each mutant that survived; `undefined` are those caught without a value."""
    table = columns(entry=40)
    for name in ("made", "equivalent", "caught", "undefined", "survived", "least change seen"):
        table.add_column(name, justify="right")
    for trial in trials:
        survived = trial.count(Fate.SURVIVED)
        style = "bold red" if survived or trial.failure else ""
        counts = (len(trial.mutations), trial.count(Fate.EQUIVALENT), trial.count(Fate.CAUGHT), trial.undefined, survived)
        table.add_row(trial.id, *map(str, counts), least_change(trial.power), style=style)
    console.print(table)
    for trial in trials:
        if trial.failure:
            console.print(f"[bold red]not tried[/] {escape(trial.id)}: {escape(trial.failure)}", highlight=False)
        for mutation in trial.mutations:
            if mutation.fate is Fate.SURVIVED:
                text = f"{trial.id}, {mutation.kind}: {mutation.original} became {mutation.replacement}"
                console.print(f"[bold red]survived[/] {escape(text)}")
                console.print(f"    {escape(mutation.formula)}", highlight=False)
    totals = Counter(mutation.fate for trial in trials for mutation in trial.mutations)
    undefined = sum(trial.undefined for trial in trials)
    caught = f"{totals[Fate.CAUGHT]} {Fate.CAUGHT} ({undefined} of them undefined)"
    words = f"{totals[Fate.EQUIVALENT]} {Fate.EQUIVALENT}, {caught}, {totals[Fate.SURVIVED]} {Fate.SURVIVED}"
    console.print(f"\n{counted(totals.total(), 'mutant')} of {counted(len(trials), 'entry')}: {words}")


def trials_json(trials: Sequence[Trial], ledger: Ledger, digits: int) -> str:
    """The same as JSON, with every mutant and its witness; the same bytes for the same inputs."""
    totals = Counter(mutation.fate for trial in trials for mutation in trial.mutations)
    report = {
        "schema": 1,
        "paper": ledger.source.reference,
        "environment": environment(digits),
        "summary": {
            "made": totals.total(),
            **{fate.value: totals[fate] for fate in Fate},
            "undefined": sum(trial.undefined for trial in trials),
        },
        "entries": [_trial(trial, ledger) for trial in trials],
    }
    return dumped(report)


def print_drops(drops: Mapping[str, Sequence[Dropped]], console: Console) -> None:
    """A line an assumption: whether it is needed, and why."""
    table = columns(**{"entry": 26, "without": 28, "is": 10, "because": 36})
    for claim_id, dropped in drops.items():
        for drop in dropped:
            by_whom = "" if drop.stated else " (a condition of ours)"
            need = f"[{NEED_STYLES[drop.need]}]{drop.need}[/]"
            table.add_row(claim_id, escape(drop.assumption + by_whom), need, escape(_why(drop)))
    console.print(table)
    totals = Counter(drop.need for dropped in drops.values() for drop in dropped)
    found = ", ".join(f"{totals[need]} {need}" for need in Need if totals[need])
    console.print(f"\n{counted(totals.total(), 'assumption')}: {found}")


def drops_json(drops: Mapping[str, Sequence[Dropped]], ledger: Ledger, digits: int) -> str:
    """The same as JSON."""
    totals = Counter(drop.need for dropped in drops.values() for drop in dropped)
    entries = [
        {
            "id": claim_id,
            "assumptions": [
                {
                    "assumption": drop.assumption,
                    "stated": drop.stated,
                    "need": drop.need.value,
                    "witness": _witness(drop.witness),
                    "detail": drop.detail,
                }
                for drop in dropped
            ],
        }
        for claim_id, dropped in drops.items()
    ]
    summary = {need.value: totals[need] for need in Need}
    found = {"schema": 1, "paper": ledger.source.reference, "environment": environment(digits), "summary": summary}
    return dumped(found | {"entries": entries})


def least_change(power: int | None) -> str:
    """The least relative change of a coefficient that was seen, as text.

    >>> least_change(57), least_change(EXACT), least_change(None)
    ('1e-57', 'any', '-')
    """
    return "-" if power is None else "any" if power >= EXACT else f"1e-{power}"


def _trial(trial: Trial, ledger: Ledger) -> dict[str, Any]:
    return {
        "id": trial.id,
        "equation": ledger[trial.id].equation,
        "made": len(trial.mutations),
        **{fate.value: trial.count(fate) for fate in Fate},
        "undefined": trial.undefined,
        "least_change_seen": None if trial.power is None else least_change(trial.power),
        "mutants": [
            {
                "kind": mutation.kind,
                "original": mutation.original,
                "replacement": mutation.replacement,
                "formula": mutation.formula,
                "fate": mutation.fate.value,
                "witness": _witness(mutation.witness),
            }
            for mutation in trial.mutations
        ],
        **({"failure": trial.failure} if trial.failure else {}),
    }


def _witness(witness: Witness | None) -> dict[str, Any] | None:
    return {"point": dict(witness.point), "value": witness.printed, "true": witness.true} if witness else None


def _why(drop: Dropped) -> str:
    if drop.witness is None:
        return drop.detail
    point = ", ".join(f"{name} = {value}" for name, value in drop.witness.point)
    return f"{drop.witness.printed} against {drop.witness.true} at {point}"
