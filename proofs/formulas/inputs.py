"""Read what the user types: exact numbers, initial populations, sectors, levels and formulas, or one clear error."""

import re
from functools import reduce
from operator import add, mul
from typing import Any

import sympy
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.bounds import check_finite
from bornproof.proofs.formulas.formula import read_expression
from bornproof.proofs.formulas.syntax import quote
from bornproof.proofs.formulas.words import NOTATION
from sympy import QQ, QQ_I

__all__ = ["MAX_ROWS", "read_entry", "read_levels", "read_matrix", "read_number", "read_probabilities", "read_signs"]

MAX_LEVELS = 1000
MAX_ROWS = 10
MAX_PROBABILITIES_LENGTH = 20 * MAX_LEVELS
MAX_MATRIX_LENGTH = 10_000  # 100 characters an entry of the largest matrix

_NUMBERS = {word: NOTATION[word] for word in ("sqrt", "pi")}
_COMPLEX = {word: NOTATION[word] for word in ("i", "I")}
_SIGNS = {"+": 1, "-": -1, "0": 0}


def read_number(text: str) -> sympy.Expr:
    """Return the real number `text` exactly.

    `text`: arithmetic with integers, decimals, ``sqrt`` and ``pi``: ``1/3``, ``-2``, ``sqrt(2)/2``, ``0.25``, ``1e-3``. Raises
    ReadError if it is not that, or not a real number.

    >>> read_number("0.25"), read_number("sqrt(2)/2"), read_number("1e-3")
    (1/4, sqrt(2)/2, 1/1000)
    """
    value = read_expression(text, _NUMBERS)
    if not value.is_extended_real:
        raise ReadError(f"numbers must be real, not {quote(text)}")
    return value


def read_probabilities(text: str) -> tuple[sympy.Rational, ...]:
    """Return the populations p_1, ..., p_N of an initial state.

    `text`: at least two numbers with commas between them. They are rational, so that the sum is decided exactly. Raises
    ReadError if an entry is unreadable, irrational or negative, or if the sum is not 1.

    >>> read_probabilities("1/4,1/4,1/2,0")
    (1/4, 1/4, 1/2, 0)
    >>> read_probabilities("1/4,1")
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: probabilities must sum to 1, not 5/4
    """
    if len(text) > MAX_PROBABILITIES_LENGTH:
        raise ReadError(f"probabilities must have at most {MAX_PROBABILITIES_LENGTH} characters, not {len(text)}")
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


def read_matrix(text: str, name: str = "a matrix") -> tuple[tuple[sympy.Expr, ...], ...]:
    """Return the rows of a matrix of complex rationals a + b*I exactly.

    Parameters
    ----------
    text
        At most 10 rows with ``;`` between them, each of at most 10 entries with ``,`` between them. An entry is
        arithmetic with integers, decimals and the imaginary unit: ``1/2``, ``-1j``, ``(1+2*i)/5``, ``0.25``.
    name
        What the matrix is called in errors.

    Raises
    ------
    ReadError
        If an entry is unreadable or not a complex rational, the rows differ in length, or there is too much of it.

    Examples
    --------
    >>> read_matrix("1/2, -1j; 1/(1+i), 0")
    ((1/2, -I), (1/2 - I/2, 0))
    >>> read_matrix("1, 0; 0", "the Hamiltonian")
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: the Hamiltonian must have rows of one length, not of 2 and 1
    """
    if len(text) > MAX_MATRIX_LENGTH:
        raise ReadError(f"{name} must have at most {MAX_MATRIX_LENGTH} characters, not {len(text)}")
    rows = [row.split(",") for row in text.split(";")]
    largest = max(len(rows), *map(len, rows))
    if largest > MAX_ROWS:
        raise ReadError(f"{name} must have at most {MAX_ROWS} rows and columns, not {largest}")
    for row in rows:
        if len(row) != len(rows[0]):
            raise ReadError(f"{name} must have rows of one length, not of {len(rows[0])} and {len(row)}")
    return tuple(
        tuple(_read_entry(entry, f"{name}, ({i}, {j})") for j, entry in enumerate(row, 1)) for i, row in enumerate(rows, 1)
    )


def read_signs(text: str) -> tuple[int, ...]:
    """Return the sector (sign of sigma_2, ..., sign of sigma_N) as a tuple of 1, -1 and 0.

    `text`: one of the characters ``+``, ``-`` and ``0`` for each of sigma_2, ..., sigma_N. Raises ReadError if the text is
    empty or has another character.

    >>> read_signs("+-+")
    (1, -1, 1)
    """
    signs = text.strip()
    if not 1 <= len(signs) < MAX_LEVELS or not set(signs) <= set(_SIGNS):
        raise ReadError(f"signs must be a row of +, - and 0, as in +-+, not {quote(text)}")
    return tuple(_SIGNS[sign] for sign in signs)


def read_levels(text: str) -> int:
    """Return the number of levels N.

    `text`: an integer from 2 to 1000, in decimal digits. Raises ReadError if it is not that.

    >>> read_levels("4")
    4
    """
    digits = text.strip()
    if not re.fullmatch("[0-9]{1,9}", digits) or not 2 <= int(digits) <= MAX_LEVELS:
        raise ReadError(f"levels must be an integer from 2 to {MAX_LEVELS}, not {quote(text)}")
    return int(digits)


def read_entry(text: str) -> tuple[int, int]:
    """Return the two levels of an entry of a matrix.

    `text`: two integers from 1 to 1000 with a comma between them. Raises ReadError if it is not that.

    >>> read_entry("3, 1")
    (3, 1)
    """
    found = re.fullmatch(r"\s*([0-9]{1,4})\s*,\s*([0-9]{1,4})\s*", text)
    if not found or not all(1 <= int(level) <= MAX_LEVELS for level in found.groups()):
        raise ReadError(f"an entry must be two levels from 1 to {MAX_LEVELS}, as in 3,1, not {quote(text)}")
    return int(found[1]), int(found[2])


def _read_entry(text: str, place: str) -> sympy.Expr:
    try:
        return QQ_I.to_sympy(_complex_rational(read_expression(text, _COMPLEX), text))
    except ReadError as error:
        raise ReadError(f"{place}: {error}") from None


def _complex_rational(value: sympy.Expr, text: str) -> Any:
    """Work out what SymPy leaves as it stands, such as (1+I)*(1-I), in steps of bounded size."""
    if value.is_Rational:
        return QQ_I(QQ(value.p, value.q), QQ(0))
    if value is sympy.I:
        return QQ_I(QQ(0), QQ(1))
    if value.is_Add or value.is_Mul:
        combine = add if value.is_Add else mul
        return reduce(lambda a, b: _bounded(combine(a, b)), (_complex_rational(arg, text) for arg in value.args))
    if not (value.is_Pow and value.exp.is_Integer):
        raise ReadError(f"entries must be complex rationals, not {quote(text.strip())}")
    base, exponent = _complex_rational(value.base, text), int(value.exp)
    if exponent < 0 and not base:
        raise ReadError(f"{quote(text.strip())} divides by zero")
    return _bounded(base**exponent)


def _bounded(value: Any) -> Any:
    for part in (value.x, value.y):
        check_finite(QQ.to_sympy(part))
    return value
