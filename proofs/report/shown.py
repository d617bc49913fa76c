"""Mathematics on a terminal: one line of Unicode for each form, or the plain notation where it has no Unicode."""

from dataclasses import dataclass

from bornproof.proofs.formulas.latex.spelling import Notation
from bornproof.proofs.formulas.latex.unicode_printer import as_line, latex_line, terms_line
from bornproof.proofs.ledger.chapter import Line
from bornproof.proofs.report.values import name_latex
from rich.console import Console
from sympy import Basic

__all__ = ["Screen"]


@dataclass(frozen=True)
class Screen:
    """What a terminal can show, and how a ledger's symbols are set.

    Parameters
    ----------
    notation
        That of the ledger's language.
    encoding
        Of the characters that go to the terminal.
    """

    notation: Notation
    encoding: str = "utf-8"

    @classmethod
    def of(cls, console: Console, notation: Notation) -> "Screen":
        """That of a console."""
        return cls(notation, console.encoding)

    def form(self, expr: Basic) -> str:
        """An expression, as `bornproof check` reads it."""
        return as_line(expr, self.notation, self.encoding)

    def equation(self, left: str, expr: Basic) -> str:
        """The same with the LaTeX of its left side before it, where that can be shown."""
        shown = latex_line(left, self.encoding)
        return f"{shown} = {self.form(expr)}" if shown else self.form(expr)

    def line(self, line: Line) -> str:
        """A line of a chapter."""
        left = latex_line(line.left, self.encoding) or line.name
        right = self.form(line.result) if isinstance(line.result, Basic) else terms_line(line.result, self.notation, self.encoding)
        return f"{left} = {right}" if left else right

    def value(self, name: str, value: str) -> str:
        """What a witness inserts for a quantity."""
        return f"{latex_line(name_latex(name), self.encoding) or name} = {value}"
