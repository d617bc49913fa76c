"""The errors of this package, children of one; what is wrong with an input is a `ValueError` besides."""

from numbers import Integral

__all__ = ["LedgerError", "ProofsError", "ReadError", "ReportError", "check_whole"]


class ProofsError(Exception):
    """Anything that this package refuses or cannot do; the message is one line that says why."""


class LedgerError(ProofsError, ValueError):
    """A ledger that breaks its own rules, or a request that it cannot serve."""


class ReadError(ProofsError, ValueError):
    """What was typed cannot be read."""


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
