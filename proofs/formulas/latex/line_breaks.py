r"""Long lines of LaTeX, broken at signs: by an estimate of how wide TeX sets them, outermost brackets first."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bornproof.proofs.formulas.latex.widths import bracket_size, group, tokens, width

__all__ = ["LINE", "broken"]

LINE = 33.0  # em: a line of an article in one column, without the number of the equation
MANY = 80  # tokens: so many are not short
SHORT = 0.35  # of a line: brackets up to that are not broken, if anything else can be
FILLED = 0.4  # of a line, at least, before one inside of a bracket is preferred to one outside
_TIMES = (r"\times", " ")  # at the start of a line that starts with a factor
_SIZES = (("", 1.0), (r"\big", 1.2), (r"\Big", 1.8), (r"\bigg", 2.4), (r"\Bigg", 3.0))  # em
_FACTOR = re.compile(r"[(\[A-Za-z]|\\(?:left.+|frac|sum|prod|rho|theta|sigma|alpha|overline)")  # what a factor may start with
_BREAKS = ("+", "-", "=", "<", ">", "\\leq", "\\geq", "\\wedge", "\\vee")
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
    >>> print(*broken("a^2(1 + b)^2(c + d + e + f)", 8, factors=True), sep=" | ")
    a^2(1 + b)^2 | \times (c + d + e + f)
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
    within: tuple[int, int] | None = None  # the places of the innermost bracket around it


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
    short = {sign.within for sign in fitting if _is_short(parts, sign.within, room)}
    fitting = [sign for sign in fitting if sign.within not in short] or fitting
    for depth, factor in sorted({(sign.depth, sign.factor) for sign in fitting}):
        last = max((sign for sign in fitting if (sign.depth, sign.factor) <= (depth, factor)), key=lambda sign: sign.place)
        if width(parts[start : last.place]) >= (FILLED / 2 if factors else FILLED) * room:
            return last
    return fitting[-1] if fitting else signs[0]


def _signs(parts: list[str]) -> Iterator[_Sign]:
    """The signs between terms and the relations, outside of braces and matrices, and how many brackets are around each."""
    braces, before, opened = 0, "", list[int]()
    ends, behind = _brackets(parts), _behind_factors(parts)
    for place, part in enumerate(parts):
        if place in behind and not braces and _FACTOR.fullmatch(part):
            yield _sign(place, opened, ends, factor=True)
        braces += (part in ("{", "\\begin")) - (part in ("}", "\\end"))
        if place in ends:
            opened.append(place)
        elif opened and place == ends[opened[-1]]:
            opened.pop()
        elif not braces and part in _BREAKS and before not in ("", "(", "[", "="):
            yield _sign(place, opened, ends)
        before = before if part.isspace() else "(" if _opens(part) else part


def _is_short(parts: list[str], bracket: tuple[int, int] | None, room: float) -> bool:
    within = parts[bracket[0] : bracket[1]] if bracket else []
    return 0 < len(within) < MANY and width(within) <= SHORT * room


def _sign(place: int, opened: list[int], ends: dict[int, int], *, factor: bool = False) -> _Sign:
    return _Sign(place, len(opened), factor, (opened[-1], ends[opened[-1]] + 1) if opened else None)


def _opens(part: str) -> bool:
    return part in ("(", "[", "\\{") or part.startswith(r"\left")


def _brackets(parts: list[str]) -> dict[int, int]:
    """Where each bracket ends, by the place where it is opened; one that is not closed reaches to the end."""
    ends, opened = dict[int, int](), list[int]()
    for place, part in enumerate(parts):
        if _opens(part):
            opened.append(place)
            ends[place] = len(parts)
        elif opened and (part in (")", "]", "\\}") or part.startswith(r"\right")):
            ends[opened.pop()] = place
    return ends


def _behind_factors(parts: list[str]) -> set[int]:
    """The places, not counting spaces, behind fractions and closed brackets, with what is raised or lowered there."""
    found, end = set[int](), 0
    for place, part in enumerate(parts):
        if part == r"\frac":
            end = group(parts, group(parts, place + 1)[1])[1]
        elif part in (")", "]", "\\}") or part.startswith(r"\right"):
            end = place + 1
        else:
            continue
        while end < len(parts) and parts[end] in ("^", "_"):
            end = group(parts, end + 1)[1]
        while end < len(parts) and parts[end].isspace():
            end += 1
        found.add(end)
    return found


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
                    found[place] = "" if delimiter == "." else f"{size}{side}{delimiter}" if size else delimiter
    return found
