r"""Long lines of LaTeX, broken at signs: by an estimate of how wide TeX sets them, outermost brackets first.

The widths are those of Computer Modern in display style, in em.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

__all__ = ["LINE", "broken", "width"]

LINE = 33.0  # em: a line of an article in one column, without the number of the equation
FILLED = 0.4  # of a line, at least, before one inside of a bracket is preferred to one outside
_TOKEN = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?:\\[A-Za-z{}|]+|.)|\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_SIZED = re.compile(r"\\(left|right)(.+)")
_WIDTHS = {
    "\\kappa": 0.58, "\\rho": 0.52, "\\sigma": 0.57, "\\theta": 0.47, "\\lambda": 0.58, "\\alpha": 0.64, "\\beta": 0.57,
    "\\delta": 0.45, "\\Lambda": 0.69, "\\langle": 0.39, "\\rangle": 0.39, "\\,": 0.17, "\\;": 0.28, "\\:": 0.22, "\\ ": 0.33,
    "\\quad": 1.0, "\\qquad": 2.0, "\\!": -0.17, "\\dots": 1.17, "\\cdot": 0.72, "\\wedge": 1.11, "\\vee": 1.11, "\\leq": 1.33,
    "\\geq": 1.33, "\\neq": 1.33, "=": 1.33, "<": 1.33, ">": 1.33, "+": 1.22, "-": 1.22, "(": 0.39, ")": 0.39, "[": 0.28,
    "]": 0.28, "|": 0.28, ",": 0.44, "\\{": 0.5, "\\}": 0.5, "i": 0.34, "t": 0.36, "e": 0.47, "J": 0.6, "I": 0.49, "K": 0.9,
    "M": 1.05, "N": 0.9, "L": 0.68, "H": 0.9, "P": 0.72, "q": 0.5, "\\Delta": 0.83, "\\dagger": 0.44, "\\partial": 0.57,
    "\\int": 0.7, "'": 0.28, "\\Psi": 0.78, "\\uparrow": 0.5, "\\downarrow": 0.5, "&": 1.0,
}  # fmt: skip
_SPACES = {"-": 0.44, "+": 0.44, "=": 0.56, "<": 0.56, ">": 0.56, "\\wedge": 0.44}  # not set in a script
_SCRIPT = 0.73


class _Style(IntEnum):
    DISPLAY = 0
    TEXT = 1
    SCRIPT = 2


def width(latex: str) -> float:
    r"""How wide TeX sets a formula in display style, in em, to about a tenth.

    >>> width("q") < width("q^2") < width(r"q\sqrt{1 - q^2}")
    True
    """
    return _width([match.group() for match in _TOKEN.finditer(latex)])


def broken(latex: str, room: float = LINE) -> tuple[str, ...]:
    r"""The formula in lines of at most that many em where signs allow it; all but the first start with a sign.

    A break inside of `\left(` and `\right)` closes and opens them by `\right.` and `\left.`.

    >>> broken("a + b - (c + d)", 5)
    ('a + b', '- (c + d)')
    """
    parts = [match.group() for match in _TOKEN.finditer(latex)]
    lines: list[str] = []
    start, carried = 0, list[str]()
    while True:
        end = _end(parts, start, room - _width(carried))
        if end is None:
            lines.append("".join([*carried, *parts[start:]]).strip())
            return tuple(lines)
        line = [*carried, *parts[start:end]]
        opened = _open_sizes(line)
        lines.append("".join([*line, *(r"\right." for _ in opened)]).strip())
        start, carried = end, [r"\left." for _ in opened]


@dataclass(frozen=True)
class _Sign:
    place: int
    depth: int


def _end(parts: list[str], start: int, room: float) -> int | None:
    """Where the line that starts at a place ends, or None if the rest fits or has no sign to break at."""
    if _width(parts[start:]) <= room:
        return None
    signs = [sign for sign in _signs(parts) if sign.place > start + 1]
    if not signs:
        return None
    lengths = {sign.place: _width(parts[start : sign.place]) for sign in signs}
    for depth in sorted({sign.depth for sign in signs}):
        fitting = [sign.place for sign in signs if sign.depth <= depth and lengths[sign.place] <= room]
        if fitting and lengths[max(fitting)] >= FILLED * room:
            return max(fitting)
    fitting = [place for place, length in lengths.items() if length <= room]
    return max(fitting) if fitting else signs[0].place


def _signs(parts: list[str]) -> Iterator[_Sign]:
    """The signs between terms and the relations, outside of braces and matrices, and how many brackets are around each."""
    braces = brackets = 0
    before = ""
    for place, part in enumerate(parts):
        sized = _SIZED.fullmatch(part)
        braces += (part in ("{", "\\begin")) - (part in ("}", "\\end"))
        if part in ("(", "[", "\\{") or (sized and sized[1] == "left"):
            brackets += 1
        elif part in (")", "]", "\\}") or (sized and sized[1] == "right"):
            brackets -= 1
        elif (
            not braces
            and part in ("+", "-", "=", "<", ">", "\\leq", "\\geq", "\\wedge", "\\vee")
            and before not in ("", "(", "[", "=")
        ):
            yield _Sign(place, brackets)
        before = before if part.isspace() else "(" if sized and sized[1] == "left" else part


def _open_sizes(parts: list[str]) -> list[str]:
    opened: list[str] = []
    for part in parts:
        if sized := _SIZED.fullmatch(part):
            if sized[1] == "left":
                opened.append(part)
            elif opened:
                opened.pop()
    return opened


def _width(parts: list[str], style: _Style = _Style.DISPLAY) -> float:
    total, place = 0.0, 0
    limits = 0.0  # the width of the sum sign just set, above and below which its limits stand
    while place < len(parts):
        part = parts[place]
        place += 1
        if part in ("_", "^"):
            size, place = _scripts(parts, place - 1)
            total += max(0.0, size - limits) if limits else size
            limits = 0.0
            continue
        limits = 0.0
        if part == r"\begin":
            rows, place = _rows(parts, place)
            total += _of_rows(rows)
        elif part in (r"\frac", r"\overline", r"\sqrt", r"\operatorname", r"\mathrm"):
            inner, place = _group(parts, place)
            smaller = max(style, _Style.TEXT) if part == r"\frac" else style
            size = _width(inner, smaller)
            if part == r"\frac":
                inner, place = _group(parts, place)
                size = max(size, _width(inner, smaller)) + 0.24
            total += size + 0.84 * (part == r"\sqrt")
        elif part in (r"\sum", r"\prod"):
            limits = 1.44 if style is _Style.DISPLAY else 0.0
            total += (limits or 1.06) + 0.17
        elif sized := _SIZED.fullmatch(part):
            total += 0.12 if sized[2] == "." else 0.6
        elif part == "{":
            inner, place = _group(parts, place - 1)
            total += _width(inner, style)
        elif not part.isspace() and part != "}":
            small = style is _Style.SCRIPT
            plain = 0.75 if part.isupper() else 0.65 if part in (r"\eta", r"\omega", "m", "w", "\\chi") else 0.5
            total += (_WIDTHS.get(part, plain) - _SPACES.get(part, 0.0) * small) * (_SCRIPT if small else 1.0)
    return total


def _scripts(parts: list[str], place: int) -> tuple[float, int]:
    """The wider of the scripts that stand at one place, below and above."""
    size = 0.0
    while place < len(parts) and parts[place] in ("_", "^"):
        inner, place = _group(parts, place + 1)
        size = max(size, _width(inner, _Style.SCRIPT) + 0.05)
    return size, place


def _rows(parts: list[str], place: int) -> tuple[list[str], int]:
    r"""What stands between \begin{pmatrix} and its end, and the place after it."""
    _, place = _group(parts, place)
    end, depth = place, 1
    while end < len(parts) and depth:
        depth += (parts[end] == r"\begin") - (parts[end] == r"\end")
        end += 1
    return parts[place : end - 1], _group(parts, end)[1]


def _of_rows(parts: list[str]) -> float:
    """A matrix without matrices in it: its widest cells, a space between columns, and parentheses."""
    columns: list[float] = []
    cell, column = list[str](), 0
    for part in [*parts, "\\\\"]:
        if part not in ("&", "\\\\"):
            cell.append(part)
            continue
        columns += [0.0] * (column + 1 - len(columns))
        columns[column] = max(columns[column], _width(cell, _Style.TEXT))
        cell, column = [], column + 1 if part == "&" else 0
    return sum(columns) + len(columns) - 1 + 1.47


def _group(parts: list[str], place: int) -> tuple[list[str], int]:
    while place < len(parts) and parts[place].isspace():
        place += 1
    if place >= len(parts) or parts[place] != "{":
        return parts[place : place + 1], place + 1
    depth, end = 1, place + 1
    while end < len(parts) and depth:
        depth += (parts[end] == "{") - (parts[end] == "}")
        end += 1
    return parts[place + 1 : end - 1], end
