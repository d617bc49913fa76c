"""The one error type of the exact mathematics, and what it says of levels that are not there."""

__all__ = ["AbsentError", "SymbolicError"]


class SymbolicError(ValueError):
    """An argument lies outside the domain on which a formula is defined."""


class AbsentError(SymbolicError):
    """An operator names a level that the model with N levels does not have."""
