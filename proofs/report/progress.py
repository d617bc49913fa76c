"""The progress bar of long runs: on a terminal only, on standard error, gone at the end.

It is drawn when it is told of progress, by no thread of its own: worker processes may be forked while it stands.
"""

import sys
from contextlib import suppress

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

__all__ = ["advance", "progress_bar", "tell"]


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.3g}/s" if task.speed else "")


def progress_bar(word: str, total: int | None = None, *, rate: bool = False) -> Progress:
    """A bar with one task, its number of entries known or not yet; with a rate, if that tells anything."""
    terminal = sys.stderr.isatty() and not Console(stderr=True).is_dumb_terminal  # is_terminal is also what FORCE_COLOR says
    screen = Console(stderr=True, quiet=not terminal)  # a bar that is disabled ends with an empty line in rich 13
    columns = (TextColumn(word), BarColumn(), MofNCompleteColumn(), *([_Rate()] if rate else []), TimeRemainingColumn())
    bar = Progress(*columns, console=screen, transient=True, auto_refresh=False, disable=not terminal)
    bar.add_task("", total=total)
    return bar


def advance(bar: Progress, done: int | None = None, total: int | None = None) -> None:
    """Tell a bar how much is done, one more if no number is given, and draw it."""
    (task,) = bar.task_ids
    bar.update(task, completed=done, total=total, advance=1 if done is None else None, refresh=True)


def tell(bar: Progress, line: str) -> None:
    """Write a line on standard error, above the bar where there is one."""
    bar.stop()
    with suppress(OSError, ValueError):
        print(f"bornproof: {line}", file=sys.stderr, flush=True)  # noqa: T201
    bar.start()
