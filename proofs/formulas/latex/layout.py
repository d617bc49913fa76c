r"""LaTeX mathematics as a tree of what stands where: rows, scripts, fractions, roots, brackets, tables.

What sets formulas without TeX starts from it. It knows what this package prints and the commands of `symbols`; a sign is left to
who prints it, and an environment or a brace without its end is refused, so that nothing is lost on the way.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bornproof.proofs.errors import ReadError

__all__ = [
    "Brackets", "Break", "Dressed", "Fraction", "Mark", "Node", "Row", "Script", "Sized", "Stack", "Table", "Words", "laid_out",
]  # fmt: skip

_WORDS = re.compile(r"\\(text|mathrm|operatorname|textbf)\{([^{}\\]*)\}")
_TOKEN = re.compile(rf"{_WORDS.pattern.replace('(', '(?:')}|\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|\S", re.DOTALL)
_DRESSES = (r"\sqrt", r"\overline", r"\vec", r"\dot", r"\hat", r"\bar", r"\tilde", r"\mathcal", r"\mathbf")
_SIZES = re.compile(r"\\(big|Big|bigg|Bigg)[lrm]?$")
_EM = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}
_TABLES = ("cases", "matrix", "pmatrix", "bmatrix", "aligned")
_UNSEEN = (r"\displaystyle", r"\limits", r"\nonumber")


@dataclass(frozen=True)
class Mark:
    """A letter, digits, a sign, or the command that stands for one."""

    text: str


@dataclass(frozen=True)
class Words:
    r"""Upright letters, and the command that sets them, as `operatorname`."""

    command: str
    text: str


@dataclass(frozen=True)
class Row:
    """Parts beside each other."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True)
class Script:
    """What is raised (^) or lowered (_), behind what it belongs to."""

    sign: str
    inside: "Node"


@dataclass(frozen=True)
class Fraction:
    """One above the other."""

    above: "Node"
    below: "Node"


@dataclass(frozen=True)
class Dressed:
    r"""What stands below a root, a bar or a dot, or in letters of another kind; by its command, as `\sqrt`."""

    command: str
    inside: "Node"


@dataclass(frozen=True)
class Brackets:
    r"""What stands between `\left` and `\right`, with the marks there; an empty one is none."""

    left: str
    inside: Row
    right: str


@dataclass(frozen=True)
class Sized:
    """A bracket of a size, in em."""

    mark: str
    size: float


@dataclass(frozen=True)
class Table:
    """The cells of an environment, by its name."""

    name: str
    rows: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True)
class Stack:
    """Lines one below the other, as below a sum."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Break:
    """The end of a line outside of a table."""


Node = Mark | Words | Row | Script | Fraction | Dressed | Brackets | Sized | Table | Stack | Break


def laid_out(latex: str) -> Row:
    r"""The tree of a formula; raise ReadError for what is not closed, and for an environment that is not known.

    >>> laid_out("x^12").parts  # TeX takes one digit
    (Mark(text='x'), Script(sign='^', inside=Mark(text='1')), Mark(text='2'))
    """
    return _Reading(latex).all()


class _Reading:
    """One formula: its tokens from the left, and where in them the reading has come."""

    def __init__(self, latex: str) -> None:
        self.latex, self.tokens, self.place = latex, _TOKEN.findall(latex), 0

    def all(self) -> Row:
        found = self._until(lambda _: False)
        if self.place < len(self.tokens):
            raise self._refused(f"{self.tokens[self.place]} closes nothing")
        return found

    def _until(self, ends: Callable[[str], bool]) -> Row:
        """What stands before a mark that ends it, or before one that closes a group."""
        parts: list[Node] = []
        while (mark := self._next()) and not ends(mark) and mark not in ("}", r"\right", r"\end"):
            if self._take() not in _UNSEEN:
                parts.append(self._node(mark))
        return Row(tuple(parts))

    def _node(self, mark: str) -> Node:
        if mark in ("_", "^"):
            return Script(mark, self._argument())
        if mark == "{":
            return self._group()
        if mark in (r"\frac", r"\tfrac", r"\dfrac"):
            return Fraction(self._argument(), self._argument())
        if mark in _DRESSES:
            return Dressed(mark, self._argument())
        if words := _WORDS.match(mark):
            return Words(words[1], words[2])
        if mark == r"\left":
            return self._between()
        if mark == r"\begin":
            return self._environment()
        if mark == r"\substack":
            self._expect("{")
            rows = self._rows()
            self._expect("}")
            return Stack(tuple(row for row, *_ in rows))
        if sized := _SIZES.match(mark):
            return Sized(self._delimiter(), _EM[sized[1]])
        return Break() if mark == r"\\" else Mark(mark)

    def _group(self) -> Row:
        found = self._until(lambda _: False)
        self._expect("}")
        return found

    def _argument(self) -> Node:
        mark = self._take()
        if mark.isdigit() and len(mark) > 1:  # TeX takes one digit
            self.place -= 1
            self.tokens[self.place] = mark[1:]
            return Mark(mark[0])
        return self._node(mark)

    def _between(self) -> Brackets:
        left = self._delimiter()
        inside = self._until(lambda _: False)
        self._expect(r"\right")
        return Brackets(left, inside, self._delimiter())

    def _delimiter(self) -> str:
        mark = self._take()
        return "" if mark == "." else r"\vert" if mark == "|" else mark

    def _environment(self) -> Table:
        name = self._name()
        rows = self._rows()
        self._expect(r"\end")
        if self._name() != name:
            raise self._refused(f"{name} is not closed")
        if name not in _TABLES:
            raise self._refused(f"the environment {name} has no translation")
        return Table(name, tuple(map(tuple, rows)))

    def _name(self) -> str:
        self._expect("{")
        return "".join(iter(self._take, "}"))

    def _rows(self) -> list[list[Row]]:
        r"""Cells between & and \\, up to what closes them."""
        rows: list[list[Row]] = [[]]
        while True:
            rows[-1].append(self._until(lambda mark: mark in ("&", r"\\")))
            if self._next() == "&":
                self._take()
            elif self._next() == r"\\":
                self._take()
                rows.append([])
            else:
                return rows

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _take(self) -> str:
        mark = self._next()
        if not mark:
            raise self._refused("it ends too early")
        self.place += 1
        return mark

    def _expect(self, wanted: str) -> None:
        if self._next() != wanted:
            raise self._refused(f"{wanted} is missing")
        self.place += 1

    def _refused(self, why: str) -> ReadError:
        return ReadError(f"{why} in {self.latex}")
