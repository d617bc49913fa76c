"""Mathematics on a terminal: one line of Unicode for each form, or the plain notation where it has no Unicode."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from io import StringIO
from typing import Any

from bornproof.proofs.formulas.latex.characters import lowered
from bornproof.proofs.formulas.latex.symbols import Notation
from bornproof.proofs.formulas.latex.unicode_lines import INDENT, folded
from bornproof.proofs.formulas.latex.unicode_printer import as_line, has_unicode, latex_line, terms_line
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.formulas.shown_values import value_line
from bornproof.proofs.ledger import Witness
from bornproof.proofs.ledger.chapter import Line
from bornproof.proofs.report.document import sign_before
from bornproof.proofs.report.witness_quantities import inserted
from rich.console import Console
from sympy import Basic, Rational, Symbol

__all__ = ["Mathematics", "Screen", "fitted", "in_plain_text"]

_CASES = re.compile(r"cases\(|Piecewise\(")
X = Symbol("x", positive=True)  # exp(-kappa t)


class Mathematics(str):
    """A line that is broken at its signs where it is too long, and not between words."""

    __slots__ = ()


def fitted(line: str, room: int) -> Iterator[str]:
    """A line in lines of at most that many characters, those after the first further in: at signs, or between words.

    >>> list(fitted("one after another", 12)), list(fitted(Mathematics("a + b + c + d"), 9))
    (['one after', '    another'], ['a + b + c', '    + d'])
    """
    if isinstance(line, Mathematics):
        before = line[: len(line) - len(line.lstrip())]
        yield from (f"{before}{piece}" for piece in folded(line.strip(), room - len(before)))
        return
    for part in line.split("\n"):
        within = part[: len(part) - len(part.lstrip())]
        yield from textwrap.wrap(part, room, subsequent_indent=within + INDENT, break_long_words=False, break_on_hyphens=False)


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

    def form(self, expr: Basic) -> Mathematics:
        """An expression, as `bornproof check` reads it."""
        return Mathematics(as_line(expr, self.notation, self.encoding))

    def step(self, expr: Basic) -> Mathematics:
        """An expression for a person to read: cases in braces, as {a if b; c otherwise}."""
        return Mathematics(_cases(self.form(expr)))

    def left(self, latex: str) -> str:
        """What a quantity is called."""
        return latex_line(latex, self.encoding)

    def prose(self, text: str) -> str:
        """A sentence with its mathematics in letters and signs that the terminal has."""
        return self.typeset(as_prose(text)) if self.unicode else text

    def typeset(self, text: str) -> str:
        """A text whose mathematics is LaTeX between dollar signs."""
        pieces = text.split("$")
        pieces[1::2] = [latex_line(piece, self.encoding) for piece in pieces[1::2]]
        return "".join(pieces)

    def polynomial(self, coefficients: Sequence[Any], root: int = 1) -> str:
        """A polynomial in x, or in a root of x, with rational coefficients, the constant first."""
        terms = {X ** Rational(power, root): Fraction(int(c.p), int(c.q)) for power, c in enumerate(coefficients) if c}
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

    def equation(self, left: str, expr: Basic, *, defines: bool = False) -> Mathematics:
        """The same with the LaTeX of its left side before it, where that can be shown, and the sign of `sign_before`."""
        shown = latex_line(left, self.encoding)
        return Mathematics(f"{shown} {self._sign(expr, defines=defines)} {self.form(expr)}") if shown else self.form(expr)

    def chain(self, left: str, forms: Iterable[Basic], *, defines: bool = False) -> Iterator[Mathematics]:
        """A left side and what it is equal to, a line each; the first of them may define it."""
        return (self.equation(left, form, defines=defines and not place) for place, form in enumerate(forms))

    def line(self, line: Line) -> Mathematics:
        """A line of a chapter."""
        left = latex_line(line.left, self.encoding)
        right = self.step(line.result) if isinstance(line.result, Basic) else terms_line(line.result, self.notation, self.encoding)
        return Mathematics(f"{left} {self._sign(line.result, defines=line.defines)} {right}".lstrip())

    def _sign(self, expr: Any, *, defines: bool) -> str:
        """The sign behind a name."""
        sign = sign_before([expr], defines=defines)
        return {r"\iff": "⟺" if self.unicode else "<=>"}.get(sign, sign)

    def inserted(self, witness: Witness) -> str:
        """The quantities of a witness with their values."""
        found = inserted(witness)
        named = [f"{self._name(name)} = {self.value(value)}" for name, value in found.named]
        named += [f"all other entries of {self._name(base)} 0" for base in found.others]
        return ", ".join([*named, *(f"{self._name(base)} = 0" for base in found.vanishing)])

    def value(self, text: str) -> str:
        """A number of a witness."""
        return value_line(text, unicode=self.unicode)

    def _name(self, typed: str) -> str:
        return self.left(self.notation.of_typed(typed)) if self.unicode else typed


def _cases(text: str) -> str:
    """What is printed as cases(a, if b; c, otherwise), or in the plain notation with tuples, for a person.

    >>> _cases("2cases(f(x), if x > 0; 0, otherwise) + 1"), _cases("2*Piecewise((f(x), x > 0), (0, True)) + 1")
    ('2{f(x) if x > 0; 0 otherwise} + 1', '2*{f(x) if x > 0; 0 otherwise} + 1')
    """
    while found := list(_CASES.finditer(text)):
        start, inside = found[-1].span()  # the innermost of the last
        end = _closing(text, inside)
        inner = re.sub(r", (if |otherwise)", r" \1", text[inside:end])
        if found[-1][0].startswith("P"):
            rows = (row[1 : _closing(row, 1)].rpartition(", ") for row in _split(inner))
            inner = "; ".join(f"{value} {'otherwise' if given == 'True' else f'if {given}'}" for value, _, given in rows)
        text = f"{text[:start]}{{{inner}}}{text[end + 1 :]}"
    return text


def _closing(text: str, place: int) -> int:
    """Where the bracket is closed that is open before a place."""
    depth = 1
    while True:
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place
        place += 1


def _split(text: str) -> Iterator[str]:
    """The tuples in a list of them."""
    place = 0
    while place < len(text):
        end = _closing(text, place + 1)
        yield text[place : end + 1]
        place = end + len("), ")


def in_plain_text(show: Callable[[Console], Any]) -> str:
    """What is printed on a terminal without colours, 100 columns wide.

    >>> in_plain_text(lambda console: console.print("[red]q[/]"))
    'q'
    """
    text = StringIO()
    show(Console(file=text, width=100, color_system=None, force_jupyter=False))
    return text.getvalue().rstrip()
