r"""Long lines of LaTeX, broken at signs: by an estimate of how wide TeX sets them, outermost brackets first."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bornproof.proofs.formulas.latex.widths import bracket_size, tokens, width

__all__ = ["LINE", "broken"]

LINE = 33.0  # em: a line of an article in one column, without the number of the equation
FILLED = 0.4  # of a line, at least, before one inside of a bracket is preferred to one outside
_TIMES = (r"\times", " ")  # at the start of a line that starts with a factor
_SIZES = (("", 1.0), (r"\big", 1.2), (r"\Big", 1.8), (r"\bigg", 2.4), (r"\Bigg", 3.0))  # em
_FACTOR = re.compile(r"[(\[A-Za-z]|\\(?:left.+|frac|sum|prod|rho|theta|sigma|alpha|overline)")  # what a factor may start with
_SIZED = re.compile(r"\\(left|right)(.+)")


def broken(latex: str, room: float = LINE, *, factors: bool = False) -> tuple[str, ...]:
    r"""The formula in lines of at most that many em where signs allow it; all but the first start with a sign.

    With `factors` a line may end behind a bracket that is a factor, too: the next one starts with a sign of multiplication.
    A bracket of `\left(` and `\right)` within which a line ends has a fixed size at both ends: that of the tallest part in it.

    >>> broken("a + b - (c + d)", 5)
    ('a + b', '- (c + d)')
    >>> print(*broken(r"\left(a + \frac{b}{c} + d + e\right)", 5), sep=" | ")
    \biggl(a + \frac{b}{c} | + d + e\biggr)
    >>> print(*broken("(a + b)(c + d)", 5, factors=True), sep=" | ")
    (a + b) | \times (c + d)
    """
    parts = tokens(latex)
    places = [0]
    while (sign := _end(parts, places[-1], room, factors)) is not None:
        places.append(sign.place)
        parts[sign.place : sign.place] = _TIMES if sign.factor else ()
    parts = _sized(parts, places[1:])
    return tuple("".join(parts[start:end]).strip() for start, end in pairwise([*places, len(parts)]))


@dataclass(frozen=True)
class _Sign:
    place: int
    depth: int
    factor: bool = False


def _end(parts: list[str], start: int, room: float, factors: bool) -> _Sign | None:
    """Where the line that starts at a place ends, or None if the rest fits or has no sign to break at."""
    signs = [sign for sign in _signs(parts) if sign.place > start + 1 and (factors or not sign.factor)]
    low, step = 0, 1  # so many fit, at least
    while low + step <= len(signs) and width(parts[start : signs[low + step - 1].place]) <= room:
        low, step = low + step, 2 * step
    if not signs or (low + step > len(signs) and width(parts[start:]) <= room):
        return None
    high = min(low + step, len(signs))
    count = bisect_right(signs, room, low, high, key=lambda sign: width(parts[start : sign.place]))
    fitting = signs[:count]
    for depth, factor in sorted({(sign.depth, sign.factor) for sign in fitting}):
        last = max((sign for sign in fitting if (sign.depth, sign.factor) <= (depth, factor)), key=lambda sign: sign.place)
        if width(parts[start : last.place]) >= (FILLED / 2 if factors else FILLED) * room:
            return last
    return fitting[-1] if fitting else signs[0]


def _signs(parts: list[str]) -> Iterator[_Sign]:
    """The signs between terms and the relations, outside of braces and matrices, and how many brackets are around each."""
    braces = brackets = 0
    before = ""
    for place, part in enumerate(parts):
        sized = _SIZED.fullmatch(part)
        closed = before in (")", "]", "\\}") or before.startswith(r"\right")
        if closed and not braces and not part.isspace() and _FACTOR.fullmatch(part):
            yield _Sign(place, brackets, factor=True)
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


def _sized(parts: list[str], places: list[int]) -> list[str]:
    """The parts with a fixed size for the brackets within which a line ends at one of the places."""
    found, opened = list(parts), list[int]()
    for end, part in enumerate(parts):
        sized = _SIZED.fullmatch(part)
        if sized and sized[1] == "left":
            opened.append(end)
        elif sized and opened:
            start = opened.pop()
            if any(start < place <= end for place in places):
                needed = bracket_size(parts[start : end + 1])
                size = next((name for name, tall in _SIZES if needed <= tall), _SIZES[-1][0])
                for place, side in ((start, "l"), (end, "r")):
                    delimiter = parts[place].removeprefix(r"\left" if side == "l" else r"\right")
                    found[place] = f"{size}{side}{delimiter}" if size else delimiter.strip(".")
    return found
