"""Exact numbers and signs from a user: whatever says a rational number exactly becomes a FLINT rational, and nothing else does."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction
from numbers import Rational
from typing import Any, TypeAlias

from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import Sector, check_sector, whole
from flint import fmpq, fmpq_mat, fmpz, fmpz_mat

__all__ = ["Exact", "exact_rational", "in_order", "read_sector"]

Exact: TypeAlias = int | Fraction | str | fmpz | fmpq  # or a SymPy or NumPy number that is one of these

_WRITTEN = re.compile(r"[+-]?[0-9]{1,100}(/0*[1-9][0-9]{0,99}|\.[0-9]{1,100})?")


def exact_rational(value: Exact) -> fmpq:
    """The value as a FLINT rational.

    Parameters
    ----------
    value
        An int, a Fraction, a FLINT fmpz or fmpq, a SymPy Rational, a NumPy integer, or a text such as "1/3", "-2" or
        "0.25", which is 1/4.

    Raises
    ------
    SymbolicError
        For anything that is not exact, floats above all: which number a float was meant to be, nobody knows.

    Examples
    --------
    >>> exact_rational(Fraction(1, 3)), exact_rational(6), exact_rational("0.25")
    (1/3, 6, 1/4)
    >>> exact_rational(0.1)
    Traceback (most recent call last):
        ...
    bornproof.symbolic.errors.SymbolicError: a number must be an exact rational, such as "1/3" or Fraction(1, 3), not the float 0.1
    """
    if isinstance(value, fmpq):
        return value
    if isinstance(value, Rational) and not isinstance(value, bool):
        return fmpq(int(value.numerator), int(value.denominator))
    if isinstance(value, fmpz):
        return fmpq(value)
    if isinstance(value, str) and _WRITTEN.fullmatch(value.strip()):
        return exact_rational(Fraction(value.strip()))
    shown = f"{type(value).__name__} {repr(value)[:60]}"
    raise SymbolicError(f'a number must be an exact rational, such as "1/3" or Fraction(1, 3), not the {shown}')


def in_order(values: Any, of_what: str) -> tuple[Any, ...]:
    """What a user gives as a list: any sequence, an iterator, an array or a matrix of one row or column.

    Raises SymbolicError for a text, for what has no order, such as a set, and for what is no list at all.

    >>> in_order((n for n in (1, 2)), "numbers")
    (1, 2)
    """
    if isinstance(values, fmpq_mat | fmpz_mat):
        values = values.entries()
    if not (isinstance(values, Iterable) or hasattr(values, "__getitem__")) or isinstance(values, str | bytes | Set | Mapping):
        raise SymbolicError(f"{of_what} must be a list, not of type {type(values).__name__}")
    return tuple(values)


def read_sector(signs: Sequence[int] | str, levels: int) -> Sector:
    """The signs of sigma_2, ..., sigma_N, also from a text; raises SymbolicError for anything else.

    >>> read_sector("+-0", 4)
    (1, -1, 0)
    """
    if isinstance(signs, str):
        if not set(signs) <= set("+-0"):
            raise SymbolicError(f"signs must be a row of +, - and 0, not {signs!r}")
        signs = [{"+": 1, "-": -1, "0": 0}[sign] for sign in signs]
    what = "signs must be whole numbers, or a text as '+-' is"
    return check_sector([whole(sign, what) for sign in in_order(signs, "signs")], levels=levels)
