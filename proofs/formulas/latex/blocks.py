r"""Read LaTeX: a formula, or a block of statements, as the trees that the reader of plain text makes of the same formulas.

What is read: the notation of `words`, and brackets of all sizes, `\frac12` and slashes, `\exp(..)` and `e^{..}`, sums and products
with `_{K=1}^{N}` and `_{K>M=1}^{N}`, kets, dyads and matrix elements, commutators and anticommutators, daggers and stars,
derivatives by the time, events joined by `\wedge` and `\dots`, matrices and cases, chains of relations, and environments with
their rows.
How far a sum reaches, and what a slash divides by, is stated in `terms`; which bar is which, in `tokens`.
"""

import ast
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.faults import fault, nearest
from bornproof.proofs.formulas.latex.phrases import Macros, phrases
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.reader import Reader
from bornproof.proofs.formulas.statement import Statement
from bornproof.proofs.formulas.syntax import quote, understood

__all__ = ["read_latex", "read_statements"]


def read_latex(text: str, vocabulary: Vocabulary, macros: Macros = None, *, line: bool = False) -> Any:
    r"""The formula, matrix, relation or condition that `text` says, as it is written: nothing is cancelled.

    Parameters
    ----------
    text
        LaTeX, of one formula.
    vocabulary
        What its names stand for.
    macros
        Commands besides those of LaTeX: their number of arguments, and what they stand for.
    line
        Whether the text is a line of Unicode, as `unicode_printer` prints it, and not LaTeX.

    Raises
    ------
    ReadError
        With line and column, for whatever cannot be read.

    Examples
    --------
    >>> q, kappa, t = sympy.symbols("q kappa t", positive=True)
    >>> read_latex(r"-q\sqrt{1-q^2}\,e^{-\kappa t/2}", Vocabulary((q, kappa, t)))
    -q*sqrt(1 - q**2)*exp(-kappa*t/2)
    >>> read_latex(r"1 + \kapa", Vocabulary((kappa,)))
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: line 1, column 5: `\kapa` is not a command of the notation; did you mean `\kappa`?
    """
    statements = read_statements(text, vocabulary, macros, line=line)
    if len(statements) != 1:
        raise ReadError(f"one formula must be given, not {len(statements)}")
    (statement,) = statements
    if statement.condition is not None:
        raise ReadError("a formula must be given without a condition")
    return statement.relation


def read_statements(text: str, vocabulary: Vocabulary, macros: Macros = None, *, line: bool = False) -> list[Statement]:
    r"""All statements of a block, such as the rows of an `align`; raises as `read_latex` does.

    >>> a, b = sympy.symbols("a b")
    >>> block = r"\begin{align} a &= b \\ &= 2, \\ b &> 1. \end{align}"
    >>> [statement.relations for statement in read_statements(block, Vocabulary((a, b)))]
    [('=', '='), ('>',)]
    """
    with understood(text):
        reader = _Latex(text, vocabulary.scope, vocabulary.taken, vocabulary)
        return [
            Statement(
                tuple(reader.whole(side) for side in phrase.sides),
                phrase.relations,
                reader.whole(phrase.condition) if phrase.condition is not None else None,
            )
            for phrase in phrases(text, vocabulary, macros, line=line)
        ]


@dataclass(frozen=True)
class _Latex(Reader):
    """The reader of plain text, for trees that come from LaTeX."""

    vocabulary: Vocabulary

    def fault(self, node: Any, what: str) -> ReadError:
        """The error that names the place of a node."""
        return fault(self.source, getattr(node, "col_offset", 0), what)

    def _number(self, node: ast.Constant) -> Any:
        if isinstance(node.value, bool):
            return sympy.true if node.value else sympy.false
        return _exact(node.value)

    def _fresh(self, variable: str) -> Any:
        symbol = self.scope.get(variable)
        return symbol if symbol in self.vocabulary.bound else super()._fresh(variable)

    def _meaning(self, name: str) -> Any:
        if name in self.scope:
            return self.scope[name]
        shown = name.rstrip("(_0") or name
        if shown in (r"|.\rangle", r"|.\rangle\langle.|", r"\langle.|.\rangle"):
            raise ReadError(f"{quote(shown)} is not known here")
        words = sorted(self.vocabulary.words)
        raise ReadError(f"unknown name {quote(shown)}{nearest(shown, words)}; known: {', '.join(words)}")


@lru_cache(maxsize=1024)
def _exact(value: int | Fraction) -> sympy.Rational:
    return sympy.Rational(value.numerator, value.denominator)
