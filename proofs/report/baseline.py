"""What has changed since a baseline: on a terminal, and as plain data."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bornproof.proofs.baseline.differences import Change
from rich.console import Console
from rich.markup import escape

__all__ = ["changes_plain", "print_changes"]

MOST_OF = 60  # characters of what a change is of, on a terminal


def print_changes(found: Sequence[Change], place: str, console: Console) -> None:
    """Each change with what was before and is now, losses in red, and how many there are of each sort.

    Parameters
    ----------
    found
        The changes, in the order in which they are shown.
    place
        The file of the baseline.
    console
        Where to print.
    """
    for change in found:
        what = change.what if len(change.what) <= MOST_OF else f"{change.what[:MOST_OF]}…"
        colour = "red" if change.sort.loss else "yellow"
        console.print(f"[bold]{escape(change.id)}[/]  [{colour}]{change.sort}[/]{escape(f' ({what})' if what else '')}")
        for name, line in (("before", change.before), ("now", change.now)):
            if line:
                console.print(f"    {name:<8}{escape(line)}", highlight=False, soft_wrap=True)
    counts = Counter(change.sort for change in found)
    said = ", ".join(f"{number} times {sort}" for sort, number in counts.items())
    console.print(f"against {escape(place)}: {said}" if found else f"[green]as in {escape(place)}[/]", highlight=False)


def changes_plain(found: Sequence[Change]) -> list[dict[str, Any]]:
    """The changes as plain data, with `loss` for each."""
    return [
        {"id": one.id, "change": str(one.sort), "loss": one.sort.loss, "of": one.what, "before": one.before, "now": one.now}
        for one in found
    ]
