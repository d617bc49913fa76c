"""What cannot be done, in one line: for standard error, and for the places where results were to go."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import typer
from bornproof.proofs.errors import LedgerError, ProofsError

__all__ = ["in_one_line", "refusals_in", "refuse"]

OURS = {  # for the words of the library that reads arguments
    "Value error, ": "",
    "Input should be a valid integer, unable to parse string as an integer": "it must be a whole number",
    "Input should be a valid number, unable to parse string as a number": "it must be a number",
}


def in_one_line(error: Exception) -> str:
    """What to tell of an error that an input can lead to; nothing of one that nobody expects.

    >>> in_one_line(FileNotFoundError(2, "No such file or directory", "a.tex")), in_one_line(LedgerError("no\\nentry"))
    ('a.tex: No such file or directory', 'no entry')
    """
    if isinstance(error, OSError):
        return f"{error.filename + ': ' if isinstance(error.filename, str) else ''}{error.strerror or error}"
    if isinstance(error, (typer.TyperException, ProofsError, ValueError)):
        message = getattr(error, "format_message", error.__str__)()
        for theirs, ours in OURS.items():
            message = message.replace(theirs, ours)
        return " ".join(message.split())
    from bornproof.proofs.checks.answers import blame  # the code of a ledger may raise anything, and ours nothing else

    return blame(error)


@contextmanager
def refusals_in(junit: Path | None, *, annotated: bool, command: str, folder: Path = Path()) -> Iterator[None]:
    """Put what ends a run before it has a result there, where the result was to be: an earlier one must not stand for it.

    `annotated`: on standard output, too, as an annotation. `folder`: that of the files in which an error may have its place.
    """
    try:
        yield
    except Exception as error:
        from bornproof.proofs.cli.outputs import workspace, write
        from bornproof.proofs.files import STDOUT
        from bornproof.proofs.report.annotations import refused_annotation
        from bornproof.proofs.report.junit import refused_junit

        message = in_one_line(error) or f"{type(error).__name__}: {error}"
        with suppress(ProofsError, OSError):
            if junit:
                write(junit, refused_junit(command, error, message))
            if annotated:
                write(STDOUT, f"{refused_annotation(error, message, folder, workspace())}\n")
        raise


def refuse(options: Mapping[str, object], where: str) -> None:
    """Raise LedgerError where any of these options has a value."""
    if given := [name for name, value in options.items() if value is not None]:
        raise LedgerError(f"{', '.join(given)} cannot be given {where}")
