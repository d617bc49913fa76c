"""A document to be printed: headings, text, formulas with labels. It is written as LaTeX or set as a PDF."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

from bornproof.proofs.errors import ReportError
from bornproof.proofs.formulas.latex.line_breaks import broken
from bornproof.proofs.formulas.latex.widths import width
from bornproof.proofs.ledger.printed import names_in_row
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFunction

__all__ = [
    "Block", "Document", "Formula", "Heading", "Note", "Picture", "Pictures", "Text", "behind_signs", "equated",
    "sign_before",
]  # fmt: skip

ALLOWED = 1.04  # of the room: so far off may the estimate be, and the number beside a formula leaves as much
_MATRIX = re.compile(r"(?:= )?\\begin\{pmatrix\} ((?:(?!\\begin).)*) \\end\{pmatrix\}")  # without another in it
INDENT = width(r"\quad")  # of the lines after the first


@dataclass(frozen=True)
class Heading:
    """The title of a part."""

    title: str


@dataclass(frozen=True)
class Text:
    """A paragraph, with mathematics in LaTeX between dollar signs; a strong beginning, if there is one, in bold."""

    text: str
    strong: str = ""

    def __post_init__(self) -> None:
        if self.text.count("$") % 2:
            raise ReportError(f"a dollar sign is missing in {self.text}")


@dataclass(frozen=True)
class Formula:
    r"""A displayed formula.

    Parameters
    ----------
    lines
        Left and right parts of each line, in LaTeX; the right parts are set one below the other. Who writes it breaks them.
    label
        What \ref takes, as eq:39.4; permanent.
    tag
        The number to be shown, as 39.4; without one, and with a label, formulas are counted.
    """

    lines: tuple[tuple[str, str], ...]
    label: str = ""
    tag: str = ""

    def __post_init__(self) -> None:
        if not self.lines:
            raise ReportError("a formula must have a line")

    def behind(self, word: str) -> "Formula":
        """The same with something before its first left side."""
        (left, right), *rest = self.lines
        return replace(self, lines=((f"{word}{left}", right), *rest))

    def fitted(self, room: float) -> list[tuple[str, str]]:
        """The lines, those that are wider than that many em broken at signs; ReportError for one that cannot be.

        A matrix that is wider is written entry by entry. A left side of more than half of the room has a line of its own.
        """
        lines = list(self.with_entries(room))
        if max(width(text) for text, _ in lines) > room / 2 and sum(map(width, lines[0])) > room:
            return Formula(tuple(pair for text, right in lines for pair in _below(text, right))).fitted(room)
        left = max(width(text) for text, _ in lines)
        fitted = []
        for text, right in lines:
            first, *more = broken(right, room - left)
            if more:
                first, *more = broken(right, room - left - INDENT)
            fitted += [(text, first), *(("", rf"\quad {piece}") for piece in more)]
        wide = max(fitted, key=lambda line: width(line[1]))[1]
        if (size := left + width(wide)) > ALLOWED * room:
            raise ReportError(f"a line of {size:.0f} em has no sign to break it at, and the page has {room:.0f} em: {wide}")
        return fitted

    def with_entries(self, room: float) -> Iterator[tuple[str, str]]:
        """The lines, a row or matrix that makes one wider than that many em entry by entry; a dot for one without a name."""
        name = r"\cdot"
        for left, right in self.lines:
            name = left or name
            sign, entries = _row(right)
            if entries and width(left) + width(right) > room:
                names = names_in_row(name)
                if len(names) != len(entries):
                    names = tuple(rf"\left[{name}\right]_{{{place}}}" for place in range(1, len(entries) + 1))
                yield from ((each, f"{sign} {entry}".lstrip()) for each, entry in zip(names, entries, strict=True))
                continue
            rows = _MATRIX.fullmatch(right)
            if rows is None or width(left) + width(right) <= room:
                yield left, right
                continue
            cells = [row.split(" & ") for row in rows[1].split(r" \\ ")]
            one = len(cells) == 1 or all(len(row) == 1 for row in cells)
            for i, row in enumerate(cells, start=1):
                places = (max(i, j) if one else f"{i}{j}" for j in range(1, len(row) + 1))
                yield from ((rf"\left[{name}\right]_{{{place}}}", f"= {cell}") for place, cell in zip(places, row, strict=True))


def _row(right: str) -> tuple[str, tuple[str, ...]]:
    """The sign before a row in parentheses, and its entries; none, where it is no row.

    >>> _row("= (a, f(b, c))"), _row("= (a, b)(c, d)"), _row("= (a)")
    (('=', ('a', 'f(b, c)')), ('', ()), ('', ()))
    """
    sign, row = right.split(maxsplit=1) if right.startswith(("= ", ":= ", r"\iff ")) else ("", right)
    depth = list(accumulate((part in "({[") - (part in ")}]") for part in row))
    entries = names_in_row(row) if row.startswith("(") and 0 not in depth[:-1] else ()
    return (sign, entries) if len(entries) > 1 else ("", ())


def _below(left: str, right: str) -> Iterator[tuple[str, str]]:
    """A left side with its sign, and below it what it is equal to."""
    sign, rest = right.split(maxsplit=1) if right.startswith(("= ", ":= ", "\\iff ")) else ("", right)
    if left:
        yield "", f"{left} {sign}".rstrip()
        yield "", rf"\quad {rest}"
    else:
        yield "", rf"\quad {right}"


def equated(left: str, rights: Iterable[str], label: str = "", tag: str = "", sign: str = "=") -> Formula:
    r"""A left side and what it is equal to, in LaTeX, one below the other; the sign is that of `sign_before`."""
    return Formula(tuple(("" if place else left, right) for place, right in enumerate(behind_signs(rights, sign))), label, tag)


def behind_signs(rights: Iterable[str], sign: str) -> Iterator[str]:
    r"""The right sides of a chain, each behind its sign: what is defined by the first of them is equal to the others.

    >>> list(behind_signs(["2b", "b + b"], ":=")), list(behind_signs(["a > 0", "2a > 0"], r"\iff"))
    ([':= 2b', '= b + b'], ['\\iff a > 0', '\\iff 2a > 0'])
    """
    return (f"{'=' if place and sign == ':=' else sign} {right}" for place, right in enumerate(rights))


def sign_before(forms: Iterable[Any], *, defines: bool = False) -> str:
    r"""The sign between a name and forms: conditions are equivalent to it, and what defines it says so.

    >>> from sympy import Symbol
    >>> sign_before([Symbol("x") > 0]), sign_before([Symbol("x")]), sign_before([Symbol("x")], defines=True)
    ('\\iff', '=', ':=')
    """
    if defines:
        return ":="
    return r"\iff" if any(isinstance(form, Relational | BooleanFunction) for form in forms) else "="


@dataclass(frozen=True)
class Note:
    """Where something comes from: a comment of the source, which is not printed."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A picture that lies beside the document in a file of this name, without its ending, and what is said below it."""

    name: str
    caption: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.name):
            raise ReportError(f"the name of a picture is made of small letters, digits and hyphens: not {self.name!r}")
        if self.caption.count("$") % 2:
            raise ReportError(f"a dollar sign is missing in {self.caption}")


@dataclass(frozen=True)
class Pictures:
    """One picture, or a few side by side; they are numbered through the document."""

    row: tuple[Picture, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.row) <= 3:
            raise ReportError(f"one to three pictures must stand side by side, not {len(self.row)}")


Block = Heading | Text | Formula | Note | Pictures


@dataclass(frozen=True)
class Document:
    """What is printed, in order; labels are unique."""

    title: str
    blocks: tuple[Block, ...] = field(default=())
    about: str = ""  # one line below the title

    def __post_init__(self) -> None:
        labels = [block.label for block in self.formulas if block.label]
        if len(set(labels)) < len(labels):
            raise ReportError(f"a label stands twice: {max(labels, key=labels.count)}")
        names = [picture.name for picture in self.pictures]
        if len(set(names)) < len(names):
            raise ReportError(f"a picture stands twice: {max(names, key=names.count)}")

    @property
    def formulas(self) -> Iterator[Formula]:
        """The displayed formulas."""
        return (block for block in self.blocks if isinstance(block, Formula))

    @property
    def pictures(self) -> Iterator[Picture]:
        """The pictures."""
        return (picture for block in self.blocks if isinstance(block, Pictures) for picture in block.row)

    def numbers(self) -> Iterator[str]:
        """What each formula shows beside itself: its tag, its count, or nothing."""
        count = 0
        for block in self.formulas:
            count += bool(block.label and not block.tag)
            yield block.tag or (str(count) if block.label else "")
