"""The progress bar of long runs: on a terminal only, on standard error, gone at the end.

It is drawn when it is told of progress, by no thread of its own: worker processes may be forked while it stands.
"""

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

__all__ = ["advance", "progress_bar"]


def progress_bar(word: str, total: int | None = None) -> Progress:
    """A bar with one task, its number of entries known or not yet."""
    terminal = sys.stderr.isatty() and not Console(stderr=True).is_dumb_terminal  # is_terminal is also what FORCE_COLOR says
    screen = Console(stderr=True, quiet=not terminal)  # a bar that is disabled ends with an empty line in rich 13
    columns = (TextColumn(word), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=screen, transient=True, auto_refresh=False, disable=not terminal)
    bar.add_task("", total=total)
    return bar


def advance(bar: Progress, done: int | None = None, total: int | None = None) -> None:
    """Tell a bar how much is done, one more if no number is given, and draw it."""
    (task,) = bar.task_ids
    bar.update(task, completed=done, total=total, advance=1 if done is None else None, refresh=True)
