r"""Long lines of LaTeX, broken at signs: by an estimate of how wide TeX sets them, outermost brackets first."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from bornproof.proofs.formulas.latex.widths import tokens, width

__all__ = ["LINE", "broken"]

LINE = 33.0  # em: a line of an article in one column, without the number of the equation
FILLED = 0.4  # of a line, at least, before one inside of a bracket is preferred to one outside
_SIZED = re.compile(r"\\(left|right)(.+)")


def broken(latex: str, room: float = LINE) -> tuple[str, ...]:
    r"""The formula in lines of at most that many em where signs allow it; all but the first start with a sign.

    A break inside of `\left(` and `\right)` closes and opens them by `\right.` and `\left.`.

    >>> broken("a + b - (c + d)", 5)
    ('a + b', '- (c + d)')
    """
    parts = tokens(latex)
    lines: list[str] = []
    start, carried = 0, list[str]()
    while True:
        end = _end(parts, start, room - width(carried))
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
    if width(parts[start:]) <= room:
        return None
    signs = [sign for sign in _signs(parts) if sign.place > start + 1]
    if not signs:
        return None
    count = bisect_right(signs, room, key=lambda sign: width(parts[start : sign.place]))  # so many fit
    fitting = signs[:count]
    for depth in sorted({sign.depth for sign in fitting}):
        place = max(sign.place for sign in fitting if sign.depth <= depth)
        if width(parts[start:place]) >= FILLED * room:
            return place
    return fitting[-1].place if fitting else signs[0].place


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
