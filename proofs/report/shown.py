"""Mathematics on a terminal: one line of Unicode for each form, or the plain notation where it has no Unicode."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from io import StringIO
from typing import Any

from bornproof.proofs.formulas.latex.characters import lowered
from bornproof.proofs.formulas.latex.symbols import Notation
from bornproof.proofs.formulas.latex.unicode_printer import as_line, has_unicode, latex_line, terms_line
from bornproof.proofs.ledger.chapter import Line
from rich.console import Console
from sympy import Basic, Rational, Symbol

__all__ = ["Screen", "in_plain_text"]

X = Symbol("x", positive=True)  # exp(-kappa t)


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

    def left(self, latex: str) -> str:
        """What a quantity is called."""
        return latex_line(latex, self.encoding)

    def polynomial(self, coefficients: Sequence[Any]) -> str:
        """A polynomial in x with rational coefficients, the constant first."""
        terms = {X**power: Fraction(int(c.p), int(c.q)) for power, c in enumerate(coefficients) if c}
        return terms_line(terms, self.notation, self.encoding)

    def entry(self, row: int, column: int, levels: int, *, initial: bool = False) -> str:
        """The name of rho_IJ(t), or of its value at t = 0."""
        if not self.unicode:
            return f"{'rho0' if initial else 'rho'}[{row}, {column}]"
        places = lowered(f"{row}{column}") if levels < 10 else f"_({row},{column})"
        return f"ρ{places}({'0' if initial else 't'})"

    def shrunk(self, half_powers: int, name: str) -> str:
        """A coherence with the power of sqrt(x) by which it has shrunk."""
        return f"{self._factor(half_powers)}{name}"

    @cached_property
    def unicode(self) -> bool:
        """Whether the terminal has Greek letters and small digits."""
        return has_unicode(self.encoding)

    def _factor(self, half_powers: int) -> str:
        if half_powers not in self._factors:
            text = self.form(X ** Rational(half_powers, 2))
            self._factors[half_powers] = f"{text}{' ' if self.unicode else '*'}" if half_powers else ""
        return self._factors[half_powers]

    @cached_property
    def _factors(self) -> dict[int, str]:
        return {}

    def equation(self, left: str, expr: Basic) -> str:
        """The same with the LaTeX of its left side before it, where that can be shown."""
        shown = latex_line(left, self.encoding)
        return f"{shown} = {self.form(expr)}" if shown else self.form(expr)

    def line(self, line: Line) -> str:
        """A line of a chapter."""
        left = latex_line(line.left, self.encoding)
        right = self.form(line.result) if isinstance(line.result, Basic) else terms_line(line.result, self.notation, self.encoding)
        return f"{left} = {right}" if left else right

    def value(self, name: str, value: str) -> str:
        """What a witness inserts for a quantity."""
        return f"{self.left(self.notation.of_typed(name)) if self.unicode else name} = {value}"


def in_plain_text(show: Callable[[Console], Any]) -> str:
    """What is printed on a terminal without colours, 100 columns wide.

    >>> in_plain_text(lambda console: console.print("[red]q[/]"))
    'q'
    """
    text = StringIO()
    show(Console(file=text, width=100, color_system=None))
    return text.getvalue().rstrip()
