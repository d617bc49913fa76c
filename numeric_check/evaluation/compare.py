"""What two values, exact or enclosed, can say about each other."""

from __future__ import annotations

from enum import Enum

from bornproof.numeric_check.arithmetic.balls import Value, ball
from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.evaluate import Evaluated
from flint import acb, arb, fmpq

__all__ = ["Agreement", "compare"]

_LOST_DIGITS = 5
_EXACT = (fmpq, ComplexRational)


class Agreement(Enum):
    """The three things that two enclosures can say about each other."""

    DISJOINT = "disjoint"
    """The values differ: that is proved."""
    OVERLAPPING = "overlapping"
    """The values are equal if both are exact; otherwise they cannot be told apart at the digits asked for."""
    TOO_WIDE = "too wide"
    """The enclosures overlap only because they are wide: nothing is known."""


_WORST_FIRST = (Agreement.DISJOINT, Agreement.TOO_WIDE, Agreement.OVERLAPPING)


def compare(a: Evaluated, b: Evaluated, digits: int | None = None) -> Agreement:
    """Compare two values, or two tuples of them entry by entry.

    Parameters
    ----------
    a, b
        Values as `evaluate` returns them, of the same shape.
    digits
        Enclosures that overlap agree only when their radii add up to at most 10**(5 - digits) max(1, |a|), |a| the
        midpoint's modulus.

    Returns
    -------
    Agreement
        For tuples the worst of the entries: `DISJOINT` before `TOO_WIDE` before `OVERLAPPING`.

    Raises
    ------
    NumericError
        When the shapes differ or there is nothing to compare.

    Examples
    --------
    >>> compare(fmpq(1, 3), fmpq(2, 6)), compare(fmpq(1, 3), arb("0.333"))
    (<Agreement.OVERLAPPING: 'overlapping'>, <Agreement.DISJOINT: 'disjoint'>)
    """
    if isinstance(a, _EXACT) and isinstance(b, _EXACT):
        return Agreement.OVERLAPPING if a == b else Agreement.DISJOINT
    with working_precision(digits) as wanted:
        return _compare(a, b, arb(10) ** (_LOST_DIGITS - wanted))


def _compare(a: Evaluated, b: Evaluated, tolerance: arb) -> Agreement:
    if isinstance(a, tuple) and isinstance(b, tuple):
        if len(a) != len(b):
            raise NumericError(f"compared tuples must have one length, not {len(a)} and {len(b)}")
        if not a:
            raise NumericError("a comparison must have at least one entry, not 0")
        found = {_compare(left, right, tolerance) for left, right in zip(a, b, strict=True)}
        return next(result for result in _WORST_FIRST if result in found)
    if isinstance(a, bool) and isinstance(b, bool):
        return Agreement.OVERLAPPING if a is b else Agreement.DISJOINT
    if isinstance(a, tuple | bool) or isinstance(b, tuple | bool):
        raise NumericError(f"compared values must be of one kind, not {_kind(a)} and {_kind(b)}")
    return _compare_numbers(a, b, tolerance)


def _compare_numbers(a: Value, b: Value, tolerance: arb) -> Agreement:
    if isinstance(a, _EXACT) and isinstance(b, _EXACT):
        return Agreement.OVERLAPPING if a == b else Agreement.DISJOINT
    left, right = acb(ball(a)), acb(ball(b))
    if not (left.is_finite() and right.is_finite()):
        return Agreement.TOO_WIDE
    if not left.overlaps(right):
        return Agreement.DISJOINT
    scale = arb(1).max(abs(left.mid()))
    return Agreement.OVERLAPPING if left.rad() + right.rad() <= tolerance * scale else Agreement.TOO_WIDE


def _kind(value: Evaluated) -> str:
    return "a tuple" if isinstance(value, tuple) else "a truth value" if isinstance(value, bool) else "a number"
