"""The one error of the package, and the two ways in which a number can fail to exist or to be decided."""

from typing import Any

__all__ = ["AbsentEntryError", "NumericError", "UndecidedError", "UndefinedError", "UnknownNameError"]


class NumericError(ValueError):
    """Unusable input: one clear line such as `probabilities must sum to 1, not 5/4`."""


class UndefinedError(NumericError):
    """An expression has no value at a point, such as a quotient by an exact zero, or a level that is not there."""


class AbsentEntryError(UndefinedError):
    """An entry that the point does not hold."""

    def __init__(self, base: str, indices: tuple[int, ...]) -> None:
        super().__init__(f"every entry needs a value, also {base}[{', '.join(map(str, indices))}]")
        self.base = base
        self.indices = indices


class UnknownNameError(NumericError):
    """A symbol or a function of which a point knows nothing."""

    def __init__(self, what: str, name: Any) -> None:
        super().__init__(f"{what}, also {name}")
        self.name = name


class UndecidedError(NumericError):
    """A ball is too wide for a decision that the value depends on; more digits may help."""
