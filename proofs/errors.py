"""The one error type of the ledger."""

__all__ = ["LedgerError"]


class LedgerError(ValueError):
    """A ledger that breaks its own rules, or a request that it cannot serve."""
