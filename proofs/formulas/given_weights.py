"""What `bornproof average` is given: probabilities that may hold square roots and symbols, many from a file, and a time."""

import re
from math import lcm
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import sympy
from bornproof.proofs.errors import ReadError
from bornproof.proofs.foreign import read_bytes
from bornproof.proofs.formulas.formula import read_expression
from bornproof.proofs.formulas.inputs import MAX_LEVELS, MAX_PROBABILITIES_LENGTH
from bornproof.proofs.formulas.syntax import quote
from bornproof.proofs.formulas.words import NOTATION
from flint import fmpq

__all__ = ["read_time", "read_weights"]

MOST_WEIGHTS = 10**6
MOST_BYTES = 100_000_000  # of a file of them
MOST_SYMBOLIC = 10  # levels of a state with roots or symbols
MOST_BITS = 4096  # of a common denominator
_RATIONAL = re.compile(r"\+?[0-9]{1,300}(/0*[1-9][0-9]{0,299})?")
_SYMBOLS = {letter: sympy.Symbol(letter, nonnegative=True) for letter in ascii_lowercase if letter not in "ix"}
_NUMBERS = {word: NOTATION[word] for word in ("sqrt", "pi")}
_TIMES = _NUMBERS | {word: NOTATION[word] for word in ("log",)}


def read_weights(text: str | None, uniform: int | None = None) -> list[Any]:
    """Return p_1, ..., p_N as FLINT rationals; as SymPy expressions, if one is irrational or holds a symbol.

    Parameters
    ----------
    text
        At least two numbers with commas between them, or `@` and the name of a file of rational numbers with commas or
        white space between them. A letter but i and x is a symbol, for a number with which
        no partial sum is 0 and no probability negative.
    uniform
        N, for N levels with the same probability; then there is no text.

    Raises
    ------
    ReadError
        If an entry is unreadable, not exact or negative, the sum is not 1, or there are too many.

    Examples
    --------
    >>> read_weights("1/4,3/4"), read_weights("a,1-a"), read_weights(None, 2)
    ([1/4, 3/4], [a, 1 - a], [1/2, 1/2])
    >>> read_weights("a,a")
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: probabilities must sum to 1, not 2*a
    """
    if (text is None) == (uniform is None):
        raise ReadError("probabilities must be given by one of --p and --uniform")
    if uniform is not None:
        if not 2 <= uniform <= MOST_WEIGHTS:
            raise ReadError(f"levels must be 2 to {MOST_WEIGHTS}, not {uniform}")
        return [fmpq(1, uniform)] * uniform
    text = text or ""
    if text.startswith("@"):
        entries = [entry for entry in re.split(r"[\s,]+", _content(Path(text[1:]))) if entry]
        if wrong := next((entry for entry in entries if not _RATIONAL.fullmatch(entry)), None):
            raise ReadError(f"probabilities in a file must be rational and not negative, as 1/3, not {quote(wrong)}")
    else:
        if len(text) > MAX_PROBABILITIES_LENGTH:
            raise ReadError(f"probabilities must have at most {MAX_PROBABILITIES_LENGTH} characters, not {len(text)}: write a file")
        entries = text.split(",")
    if not 2 <= len(entries) <= (MOST_WEIGHTS if text.startswith("@") else MAX_LEVELS):
        raise ReadError(f"probabilities must be 2 to {MAX_LEVELS} numbers (in a file {MOST_WEIGHTS}), not {len(entries)}")
    return _checked([_entry(entry.strip()) for entry in entries])


def read_time(text: str) -> sympy.Expr:
    """Return kappa t, an exact real number of at least 0 with `sqrt`, `pi` and `log`; raises ReadError for anything else.

    >>> read_time("log(2)"), read_time("3/2")
    (log(2), 3/2)
    """
    value = read_expression(text, _TIMES)
    if value.free_symbols or not value.is_nonnegative or not value.is_finite:
        raise ReadError(f"a time kappa t must be an exact real number of at least 0, not {quote(text)}")
    return value


def _entry(text: str) -> Any:
    if _RATIONAL.fullmatch(text):
        over, _, under = text.partition("/")
        return fmpq(int(over), int(under or 1))
    value = read_expression(text, _NUMBERS | _SYMBOLS)
    if value.is_Rational:
        return fmpq(int(value.p), int(value.q))
    if value.is_real is False or (not value.free_symbols and not value.is_extended_real):
        raise ReadError(f"probabilities must be real, not {quote(text)}")
    return value


def _checked(values: list[Any]) -> list[Any]:
    symbolic = [value for value in values if not isinstance(value, fmpq)]
    if symbolic:
        if len(values) > MOST_SYMBOLIC:
            raise ReadError(f"levels must be at most {MOST_SYMBOLIC} where a probability is not rational, not {len(values)}")
        values = [sympy.Rational(int(v.p), int(v.q)) if isinstance(v, fmpq) else v for v in values]
    elif len(values) > MAX_LEVELS and lcm(*(int(value.q) for value in values)).bit_length() > MOST_BITS:
        raise ReadError(f"the common denominator of so many probabilities must have at most {MOST_BITS} bits")
    if negative := next((value for value in values if (value < 0) == True), None):  # noqa: E712  (SymPy's may be open)
        raise ReadError(f"probabilities must not be negative, not {negative}")
    whole = sympy.expand(sum(values)) if symbolic else sum(values, fmpq(0))
    if whole != 1:
        raise ReadError(f"probabilities must sum to 1, not {str(whole)[:60]}")
    return values


def _content(path: Path) -> str:
    try:
        return read_bytes(path, MOST_BYTES, "--p @FILE", ReadError).decode("ascii")
    except UnicodeDecodeError:
        raise ReadError(f"{path}: cannot be read: not plain text") from None
