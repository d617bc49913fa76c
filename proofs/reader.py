"""Read what the user types: exact numbers, initial populations, sectors, levels and formulas, or one clear error."""

import re

import sympy

from proofs.formula import Operation, read_expression, read_formula
from proofs.syntax import MAX_LENGTH, ReadError, quote

__all__ = ["ReadError", "read_formula", "read_levels", "read_number", "read_probabilities", "read_signs"]

MAX_LEVELS = 1000

_NUMBERS = {"sqrt": Operation(sympy.sqrt), "pi": sympy.pi}
_SIGNS = {"+": 1, "-": -1, "0": 0}


def read_number(text: str) -> sympy.Expr:
    """Return the real number `text` exactly.

    Parameters
    ----------
    text
        Arithmetic with integers, decimals, ``sqrt`` and ``pi``: ``1/3``, ``-2``, ``sqrt(2)/2``, ``0.25``, ``1e-3``.

    Raises
    ------
    ReadError
        If it is not that, or not a real number.

    Examples
    --------
    >>> read_number("0.25"), read_number("sqrt(2)/2"), read_number("1e-3")
    (1/4, sqrt(2)/2, 1/1000)
    """
    value = read_expression(text, _NUMBERS)
    if not value.is_extended_real:
        raise ReadError(f"numbers must be real, not {quote(text)}")
    return value


def read_probabilities(text: str) -> tuple[sympy.Rational, ...]:
    """Return the populations p_1, ..., p_N of an initial state.

    Parameters
    ----------
    text
        At least two numbers with commas between them. They are rational, so that the sum is decided exactly.

    Raises
    ------
    ReadError
        If an entry is unreadable, irrational or negative, or if the sum is not 1.

    Examples
    --------
    >>> read_probabilities("1/4,1/4,1/2,0")
    (1/4, 1/4, 1/2, 0)
    >>> read_probabilities("1/4,1")
    Traceback (most recent call last):
        ...
    proofs.syntax.ReadError: probabilities must sum to 1, not 5/4
    """
    if len(text) > MAX_LENGTH:
        raise ReadError(f"probabilities must have at most {MAX_LENGTH} characters, not {len(text)}")
    entries = text.split(",", MAX_LEVELS)
    if not 2 <= len(entries) <= MAX_LEVELS:
        raise ReadError(f"probabilities must be 2 to {MAX_LEVELS} numbers with commas between them, not {quote(text)}")
    probabilities = tuple(read_number(entry) for entry in entries)
    for probability, entry in zip(probabilities, entries, strict=True):
        if not probability.is_Rational:
            raise ReadError(f"probabilities must be rational, not {quote(entry.strip())}")
        if probability < 0:
            raise ReadError(f"probabilities must not be negative, not {quote(entry.strip())}")
    total = sum(probabilities, start=sympy.S.Zero)
    if total != 1:
        raise ReadError(f"probabilities must sum to 1, not {total if total.q < 10**40 else total.n(6)}")
    return probabilities


def read_signs(text: str) -> tuple[int, ...]:
    """Return the sector (sign of sigma_2, ..., sign of sigma_N) as a tuple of 1, -1 and 0.

    Parameters
    ----------
    text
        One of the characters ``+``, ``-`` and ``0`` for each of sigma_2, ..., sigma_N.

    Raises
    ------
    ReadError
        If the text is empty or has another character.

    Examples
    --------
    >>> read_signs("+-+")
    (1, -1, 1)
    """
    signs = text.strip()
    if not 1 <= len(signs) < MAX_LEVELS or not set(signs) <= set(_SIGNS):
        raise ReadError(f"signs must be a row of +, - and 0, as in +-+, not {quote(text)}")
    return tuple(_SIGNS[sign] for sign in signs)


def read_levels(text: str) -> int:
    """Return the number of levels N.

    Parameters
    ----------
    text
        An integer from 2 to 1000, in decimal digits.

    Raises
    ------
    ReadError
        If it is not that.

    Examples
    --------
    >>> read_levels("4")
    4
    """
    digits = text.strip()
    if not re.fullmatch("[0-9]{1,9}", digits) or not 2 <= int(digits) <= MAX_LEVELS:
        raise ReadError(f"levels must be an integer from 2 to {MAX_LEVELS}, not {quote(text)}")
    return int(digits)
