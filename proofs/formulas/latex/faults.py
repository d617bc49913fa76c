"""Pieces of a text and where they stand: errors that name line and column, and hints at what may have been meant."""

from difflib import get_close_matches
from typing import NamedTuple

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.standard import STANDARD
from bornproof.proofs.formulas.syntax import quote

__all__ = ["Piece", "fault", "nearest"]


class Piece(NamedTuple):
    """A command, a number, a letter or a sign, and where in the text it stands."""

    text: str
    at: int


def fault(text: str, at: int, what: str) -> ReadError:
    """The error that names line and column of a place in a text.

    >>> str(fault("a\\nb c", 4, "is not known"))
    'line 2, column 3: is not known'
    """
    at = min(at, len(text))
    start = text.rfind("\n", 0, at) + 1
    return ReadError(f"line {text.count(chr(10), 0, at) + 1}, column {at - start + 1}: {what}")


def nearest(command: str, known: list[str]) -> str:
    r"""A hint at the known command that is most like one that is not, nor a command of LaTeX.

    >>> nearest(r"\kapa", [r"\kappa", r"\rho"])
    '; did you mean `\\kappa`?'
    >>> nearest(r"\xi", [r"\pi"])  # it is spelled as LaTeX spells it
    ''
    """
    if command in STANDARD:
        return ""
    close = get_close_matches(command[:60], known, n=1)
    return f"; did you mean {quote(close[0])}?" if close else ""
