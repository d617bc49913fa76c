"""How many digits a check works with: those asked for, or those of the check in whose course it is made.

FLINT and mpmath keep one precision each for the whole process. Whoever sets it holds a lock until it is put back, so that
threads wait for each other instead of seeing each other's precision.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import RLock

import mpmath
from bornproof.numeric_check.errors import NumericError
from flint import ctx

__all__ = ["exclusive", "precision_bits", "working_digits", "working_precision"]

_GUARD_BITS = 40
_LEAST_DIGITS = 50
_LOCK = RLock()


@contextmanager
def exclusive() -> Iterator[None]:
    """Keep the precision of FLINT and mpmath to this thread until the end of the block, then put it back.

    >>> with exclusive():
    ...     ctx.prec = 1000
    >>> ctx.prec
    53
    """
    with _LOCK:
        before = ctx.prec, mpmath.mp.prec
        try:
            yield
        finally:
            ctx.prec, mpmath.mp.prec = before


def working_precision(digits: int | None = None) -> AbstractContextManager[int]:
    """Work with FLINT at that many decimal digits (see `working_digits`), which are yielded, in this thread alone.

    Raises NumericError when `digits` is below 15.

    >>> with working_precision(100):
    ...     with working_precision() as digits:
    ...         digits, ctx.prec
    (100, 374)
    """
    return _Working(digits)


def working_digits(digits: int | None = None) -> int:
    """Return the decimal digits asked for; without any, those of the present precision, and at least 50.

    So a quantity that is computed in the course of a check has as many digits as the check.

    >>> with working_precision(100):
    ...     working_digits(), working_digits(30)
    (100, 30)
    >>> working_digits()
    50
    """
    if digits is not None:
        return digits
    with _LOCK:
        return max(_LEAST_DIGITS, -((_GUARD_BITS + 1 - ctx.prec) * 3 // 10))


def precision_bits(digits: int | None = None) -> int:
    """Return the working precision in bits for that many decimal digits (see `working_digits`), guard bits included.

    Raises NumericError when `digits` is below 15.

    >>> precision_bits(50)
    207
    """
    wanted = working_digits(digits)
    if not isinstance(wanted, int):
        raise NumericError(f"digits must be a whole number, not {wanted!r}")
    if wanted < 15:
        raise NumericError(f"digits must be at least 15, not {wanted}")
    return wanted * 10 // 3 + 1 + _GUARD_BITS


class _Working(AbstractContextManager[int]):
    """A class for speed: every evaluation at every point enters one."""

    __slots__ = ("_before", "_digits")

    def __init__(self, digits: int | None) -> None:
        self._digits = digits

    def __enter__(self) -> int:
        _LOCK.acquire()
        self._before = ctx.prec
        try:
            wanted = working_digits(self._digits)
            ctx.prec = precision_bits(wanted)
        except NumericError:
            _LOCK.release()
            raise
        return wanted

    def __exit__(self, *_: object) -> None:
        ctx.prec = self._before
        _LOCK.release()
