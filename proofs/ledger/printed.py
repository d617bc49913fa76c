r"""What is printed, as LaTeX: the name of the quantity, and the forms that are read from the text when they are first asked for."""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.formulas.latex.symbols import PLAIN_NOTATION, Notation
from bornproof.proofs.formulas.literal import as_written
from bornproof.proofs.ledger.fields import check_tuple
from sympy import Basic, ImmutableMatrix, Symbol

if TYPE_CHECKING:
    from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
    from bornproof.proofs.formulas.statement import Statement

__all__ = ["Abbreviations", "Forms", "Printed", "check_forms", "names_in_row", "typed"]

_LEFT = re.compile(r"(?P<left>[^&]*?)&\s*(?::?=|\\coloneqq|\\iff|\\Leftrightarrow)", re.ASCII)
_DEFINED = re.compile(r"[^&]*&\s*(?::=|\\coloneqq)")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_PART = re.compile(r"(\\(?:begin|end)\{\w+\}|\\[A-Za-z]+|\\.|:=|[=&(){}\[\]])", re.DOTALL)
_HALVES = re.compile(r"\s*\\right\.\s*\\left\.\s*")  # of a bracket, at the end of a row
_OPENERS, _CLOSERS = frozenset({"(", "[", "{", r"\{"}), frozenset({")", "]", "}", r"\}"})
_EQUALITIES = {"=", ":="}


@dataclass(frozen=True)
class Printed:
    r"""A line of a paper: what it is about, a relation behind the mark of alignment, and forms that are equal to each other.

    Several lines that have a left side each are one about a column: their left sides, and for each link of the chains a column.

    Parameters
    ----------
    text
        LaTeX, as in an `align`: `\sigma_2 &:= ...`, `P(|2\rangle) &= ... = ...`, or `\sigma_2>0 &\iff ...`. Of several names
        before the mark, `\rho_A = \mathrm{Tr}_B(\rho) &= ...`, the first is taken.
    names
        The symbols, tables and functions that it may name; levels among them are bound by sums as they are.
    notation
        How they are set.

    Raises
    ------
    LedgerError
        For a text without a left side and a relation behind the mark of alignment, and for lines whose chains differ in length.
    ReadError
        When the forms are asked for, if they cannot be read.

    Examples
    --------
    >>> q = Symbol("q")
    >>> line = Printed(r"P(|2\rangle) &= 1 - q^2 = (1 - q)(1 + q)", (q,))
    >>> line.left, line.forms
    ('P(|2\\rangle)', (1 - q**2, (1 - q)*(q + 1)))
    """

    text: str
    names: tuple[Any, ...] = ()
    notation: Notation = field(default=PLAIN_NOTATION, repr=False)

    def __post_init__(self) -> None:
        if not all(_lefts(line) for line in self._lines):
            raise LedgerError(f"what is printed must start with a left side and &=, not {self.text.strip()[:40]!r}")

    @cached_property
    def left(self) -> str:
        """The quantity, in LaTeX."""
        lefts = [_lefts(line)[0] for line in self._lines]
        return lefts[0] if len(lefts) == 1 else f"({', '.join(lefts)})"

    @property
    def defines(self) -> bool:
        """Whether the sign behind the name is that of a definition."""
        return _DEFINED.match(self._lines[0]) is not None

    @property
    def other_names(self) -> tuple[str, ...]:
        """What the quantity is called besides, as in a chain of left sides."""
        return _lefts(self._lines[0])[1:] if len(self._lines) == 1 else ()

    @cached_property
    def forms(self) -> tuple[Basic, ...]:
        """What it is said to be, in one form or several: the sides of a chain of equalities, or relations that are equivalent."""
        chains = [[as_written(form) for statement in found for form in _forms(statement)] for found in self._statements]
        if len(chains) == 1:
            return tuple(chains[0])
        if len(set(map(len, chains))) != 1:
            raise LedgerError(f"lines about a column must have as many links as each other: {self.text.strip()[:40]!r}")
        return tuple(ImmutableMatrix(column) for column in zip(*chains, strict=True))

    @property
    def source(self) -> str:
        """The text as it is typed, without comments and ends of lines."""
        return " ".join(_COMMENT.sub("", self.text).split())

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The text of each form, as it is typed; none, where the text cannot be cut so that each piece is read as its form."""
        from bornproof.proofs.formulas.latex.blocks import read_latex

        if len(self._lines) > 1:
            return ()
        pieces = _links(_LEFT.sub("", _COMMENT.sub("", self.text), count=1))
        if len(pieces) != len(self.forms):
            return ()
        try:
            read = tuple(as_written(read_latex(piece, _vocabulary(self.names, self.notation))) for piece in pieces)
        except ReadError:
            return ()
        return tuple(pieces) if read == self.forms else ()

    @property
    def conditions(self) -> tuple[Basic, ...]:
        r"""The conditions that are named after them, as in `\text{for } \sigma_2>0`."""
        return tuple(part.condition for found in self._statements for part in found if part.condition is not None)

    @cached_property
    def _lines(self) -> list[str]:
        """The text, cut before each row that has a left side of its own."""
        lines: list[str] = []
        for row in self.text.split("\\\\"):
            if lines and not _lefts(row):
                lines[-1] += "\\\\" + row
            else:
                lines.append(row)
        return lines

    @cached_property
    def _statements(self) -> "list[list[Statement]]":
        from bornproof.proofs.formulas.latex.blocks import read_statements  # with the parser, which few commands need

        vocabulary = _vocabulary(self.names, self.notation)
        return [read_statements(_LEFT.sub(_blank, line, count=1), vocabulary) for line in self._lines]


def _blank(left: re.Match[str]) -> str:
    """Nothing, in the same place, so that an error names its column."""
    return re.sub(r"\S", " ", left[0])


def _lefts(line: str) -> tuple[str, ...]:
    """The names before the mark of alignment, with equality signs between; none, if there is no mark."""
    found = _LEFT.match(line)
    names, depth = [""], 0
    for sign in found["left"] if found else "":
        depth += (sign == "{") - (sign == "}")
        if sign == "=" and not depth:
            names.append("")
        else:
            names[-1] += sign
    return tuple(name.strip() for name in names if name.strip())


def _links(text: str) -> list[str]:
    r"""What stands between signs of equality outside of brackets, in one row each.

    >>> _links(r"\left[a \right. \\ &\quad \left. + b\right] = \begin{pmatrix} a & b \end{pmatrix}")
    ['\\left[a + b\\right]', '\\begin{pmatrix} a & b \\end{pmatrix}']
    """
    links, brackets, tables, rows = [""], 0, 0, re.sub(r"\\\\\s*&?\s*(?:\\quad)?", r"\\\\", text)
    for part in _PART.split(rows):
        brackets += (part in _OPENERS) - (part in _CLOSERS)
        tables += part.startswith(r"\begin{") - part.startswith(r"\end{")
        if not tables and part in ("&", "\\\\", r"\nonumber"):
            continue
        if brackets or tables or part not in ("=", ":=", r"\coloneqq"):
            links[-1] += part
        else:
            links.append("")
    return [_HALVES.sub(" ", " ".join(link.split())).rstrip(" .,;") for link in links]


def _forms(statement: "Statement") -> tuple[Basic, ...]:
    return statement.sides if set(statement.relations) <= _EQUALITIES else (statement.relation,)


@lru_cache(maxsize=256)
def _vocabulary(names: tuple[Any, ...], notation: Notation) -> "Vocabulary":
    from bornproof.proofs.formulas.latex.vocabulary import Vocabulary

    return Vocabulary(names, notation, bound=(name for name in names if isinstance(name, Symbol) and name.is_integer))


class Forms:
    """A field of expressions that may be given as `Printed`: they are read when the field is asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._key = f"_{name}"

    def __get__(self, instance: object | None, owner: type) -> tuple[Basic, ...]:
        given = instance.__dict__[self._key] if instance is not None else ()
        return given.forms if isinstance(given, Printed) else given

    def __set__(self, instance: object, value: tuple[Basic, ...] | Printed) -> None:
        instance.__dict__[self._key] = value


class Abbreviations:
    """A field of pairs, a name and what it stands for, which may be given as `Printed`: then the last form of that line."""

    def __get__(self, instance: object | None, owner: type) -> tuple[tuple[Basic, Basic], ...]:
        given = instance.__dict__["_where"] if instance is not None else ()
        return tuple((name, value.forms[-1] if isinstance(value, Printed) else value) for name, value in given)

    def __set__(self, instance: object, value: tuple[tuple[Basic, Basic | Printed], ...]) -> None:
        instance.__dict__["_where"] = value


def check_forms(holder: object, where: str, field_name: str) -> None:
    """Raise LedgerError for a field of forms that is neither `Printed` nor a tuple; they are not read for this."""
    if typed(holder, field_name) is None:
        check_tuple(where, field_name, holder.__dict__[f"_{field_name}"])


def typed(holder: object, field_name: str) -> Printed | None:
    """The line that a field of forms was given as; none, where expressions are given."""
    given = holder.__dict__[f"_{field_name}"]
    return given if isinstance(given, Printed) else None


def names_of(holder: Any, field_name: str) -> tuple[str, ...]:
    """What the quantity of a claim or a form is called, in LaTeX: its name, and the others of a chain of left sides."""
    line = typed(holder, field_name)
    return (*((holder.name,) if holder.name else ()), *(line.other_names if line else ()))


def names_in_row(name: str) -> tuple[str, ...]:
    r"""The names in a row of names.

    >>> names_in_row(r"(\rho_{12}(t),\rho_{21}(t))"), names_in_row(r"P(\sigma_2<0)")
    (('\\rho_{12}(t)', '\\rho_{21}(t)'), ('P(\\sigma_2<0)',))
    """
    if not (name.startswith("(") and name.endswith(")")):
        return (name,)
    found, depth = [""], 0
    for sign in name[1:-1]:
        depth += (sign in "({[") - (sign in ")}]")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return tuple(part.strip() for part in found)
