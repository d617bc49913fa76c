"""The one error of the package, and the two ways in which a number can fail to exist or to be decided."""

__all__ = ["NumericError", "UndecidedError", "UndefinedError"]


class NumericError(ValueError):
    """Unusable input: one clear line such as `probabilities must sum to 1, not 5/4`."""


class UndefinedError(NumericError):
    """An expression has no value at a point, such as a quotient by an exact zero, or a level that is not there."""


class UndecidedError(NumericError):
    """A ball is too wide for a decision that the value depends on; more digits may help."""
