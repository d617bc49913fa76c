"""The progress bar of long runs: on a terminal only, on standard error, gone at the end."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

__all__ = ["progress_bar"]


def progress_bar(word: str, total: int | None = None) -> Progress:
    """A bar with one task, its number of entries known or not yet."""
    screen = Console(stderr=True)
    columns = (TextColumn(word), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal)
    bar.add_task("", total=total)
    return bar
