"""A chapter of a derivation as authors print it: numbered lines, each with the rule that gave it and the entry that says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sympy import Add, Basic, Expr, Rational

__all__ = ["Chapter", "Line"]


@dataclass(frozen=True)
class Line:
    r"""One numbered line: left = result.

    Parameters
    ----------
    label
        Permanent: what \ref takes, and what JSON names it by; that of a line which says what an entry does names the entry.
    left
        The left side in LaTeX; none where it is that of the line before.
    result
        The right side: an expression, or the terms of a long sum, each with the number before it.
    rule
        How it follows, in words.
    entry
        The entry of the ledger whose quantity it is; nothing, where the line only gives a name.
    where
        Abbreviations in it, and what they stand for.
    defines
        Whether the left side is defined by it.
    """

    label: str
    left: str
    result: Basic | Mapping[Expr, int | Fraction]
    rule: str
    entry: str = ""
    where: tuple[tuple[Basic, Basic], ...] = ()
    defines: bool = False

    @property
    def expression(self) -> Basic:
        """The right side as one expression."""
        if isinstance(self.result, Basic):
            return self.result
        return Add(*(Rational(number.numerator, number.denominator) * term for term, number in self.result.items()))


@dataclass(frozen=True)
class Chapter:
    """A title, what is said below it, and the lines, which may be many and are then made as they are asked for."""

    title: str
    lines: Iterable[Line]
    about: str = ""
