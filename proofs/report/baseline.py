"""What has changed since a baseline: on a terminal, as plain data, and as test cases."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from bornproof.proofs.baseline.differences import Change
from bornproof.proofs.counts import counted
from bornproof.proofs.report.junit import Case, classname
from rich.console import Console
from rich.markup import escape

__all__ = ["change_cases", "changes_plain", "print_changes"]

MOST_OF = 60  # characters of what a change is of, on a terminal


def print_changes(found: Sequence[Change], place: str, console: Console) -> None:
    """Each change with what was before and is now, losses in red, how many there are of each sort, and how many are unguarded.

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
        for line in _lines(change):
            console.print(f"    {escape(line)}", highlight=False, soft_wrap=True)
    counts = Counter(change.sort for change in found)
    said = ", ".join(f"{sort}: {number}" for sort, number in counts.items())
    console.print(f"against {escape(place)}: {said}" if found else f"[green]as in {escape(place)}[/]", highlight=False)
    if number := sum(change.sort.unguarded for change in found):
        console.print(f"[yellow]{counted(number, 'entry')} not in {escape(place)}: it does not guard them[/]", highlight=False)


def changes_plain(found: Sequence[Change]) -> list[dict[str, Any]]:
    """The changes as plain data, with `loss` for each."""
    return [
        {"id": one.id, "change": str(one.sort), "loss": one.sort.loss, "of": one.what, "before": one.before, "now": one.now}
        for one in found
    ]


def change_cases(found: Sequence[Change], judged: Collection[str], strict: bool) -> Iterator[Case]:
    """A test case for each entry that was judged, or is gone: it fails with its losses, or strictly meant with any change."""
    for one in dict.fromkeys((*judged, *(change.id for change in found))):
        mine = [change for change in found if change.id == one]
        fails = [change for change in mine if strict or change.sort.loss]
        said = [_headline(change) for change in fails]
        detail = "\n".join(line for change, first in zip(fails, said, strict=True) for line in (first, *_lines(change)))
        output = "\n".join(map(_headline, mine)) or "as in the baseline"
        result = fails[0].sort if fails else "same"
        yield Case(classname("baseline"), one, result, output, "; ".join(said), detail)


def _headline(change: Change) -> str:
    return f"{change.sort} ({change.what})" if change.what else str(change.sort)


def _lines(change: Change) -> list[str]:
    return [f"{name:<8}{line}" for name, line in (("before", change.before), ("now", change.now)) if line]
