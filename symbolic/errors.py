"""The one error type of the exact mathematics."""

__all__ = ["SymbolicError"]


class SymbolicError(ValueError):
    """An argument lies outside the domain on which a formula is defined."""
