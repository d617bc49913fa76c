"""The errors of this package, children of one; what is wrong with an input is a `ValueError` besides."""

__all__ = ["LedgerError", "ProofsError", "ReadError", "ReportError"]


class ProofsError(Exception):
    """Anything that this package refuses or cannot do; the message is one line that says why."""


class LedgerError(ProofsError, ValueError):
    """A ledger that breaks its own rules, or a request that it cannot serve."""


class ReadError(ProofsError, ValueError):
    """What was typed cannot be read."""


class ReportError(ProofsError):
    """A document that cannot be written as it should be."""
