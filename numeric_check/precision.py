"""How many digits a check works with: those asked for, or those of the check in whose course it is made."""

from flint import ctx

from numeric_check.errors import NumericError

__all__ = ["precision_bits", "working_digits"]

_GUARD_BITS = 40
_LEAST_DIGITS = 50


def working_digits(digits: int | None = None) -> int:
    """Return the decimal digits asked for; without any, those of the present precision, and at least 50.

    So a quantity that is computed in the course of a check has as many digits as the check.

    Examples
    --------
    >>> with ctx.workprec(precision_bits(100)):
    ...     working_digits(), working_digits(30)
    (100, 30)
    >>> working_digits()
    50
    """
    return max(_LEAST_DIGITS, -((_GUARD_BITS + 1 - ctx.prec) * 3 // 10)) if digits is None else digits


def precision_bits(digits: int | None = None) -> int:
    """Return the working precision in bits for that many decimal digits (see `working_digits`), guard bits included.

    Raises
    ------
    NumericError
        When `digits` is below 15.

    Examples
    --------
    >>> precision_bits(50)
    207
    """
    wanted = working_digits(digits)
    if wanted < 15:
        raise NumericError(f"digits must be at least 15, not {wanted}")
    return wanted * 10 // 3 + 1 + _GUARD_BITS
