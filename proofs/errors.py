"""The errors of this package, children of one; what is wrong with an input is a `ValueError` besides."""

from numbers import Integral

__all__ = ["LedgerError", "PlacedError", "ProofsError", "ReadError", "ReportError", "check_whole"]


class ProofsError(Exception):
    """Anything that this package refuses or cannot do; the message is one line that says why."""


class LedgerError(ProofsError, ValueError):
    """A ledger that breaks its own rules, or a request that it cannot serve."""


class ReadError(ProofsError, ValueError):
    """What was typed cannot be read."""


class PlacedError(ReadError):
    """What cannot be read at a place of a file: `file`, `line` and `column`, counted from 1, and `what` is wrong there.

    >>> str(PlacedError("a.tex", 3, 1, "it ends nothing"))
    'a.tex, line 3, column 1: it ends nothing'
    """

    def __init__(self, file: str, line: int, column: int, what: str) -> None:
        super().__init__(file, line, column, what)  # what it is pickled with
        self.file, self.line, self.column, self.what = file, line, column, what

    def __str__(self) -> str:
        """The place and what is wrong there."""
        return f"{self.file}, line {self.line}, column {self.column}: {self.what}"


class ReportError(ProofsError):
    """A document that cannot be written as it should be."""


def check_whole(name: str, number: int, least: int, most: int) -> None:
    """Raise LedgerError for what is no whole number, a text of one included, and for one out of a range.

    >>> check_whole("jobs", 0, 1, 64)
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.LedgerError: jobs must be at least 1, not 0
    """
    if isinstance(number, bool) or not isinstance(number, Integral):
        raise LedgerError(f"{name} must be a whole number, not {number!r}")
    if number < least:
        raise LedgerError(f"{name} must be at least {least}, not {number}")
    if number > most:
        raise LedgerError(f"{name} must be at most {most}, not {number}")
