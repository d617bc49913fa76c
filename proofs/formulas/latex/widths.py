r"""How wide TeX sets a formula in Computer Modern in display style, in em of 10 points: glyphs, scripts, fractions, brackets.

The rules are those of appendix G of The TeXbook, with heights only as exact as the sizes of brackets need.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from bornproof.proofs.formulas.latex import glyphs
from bornproof.proofs.formulas.latex.glyphs import Class

__all__ = ["TOKEN", "bracket_size", "group", "tokens", "width"]

TOKEN = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?:\\[A-Za-z{}|]+|.)|\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_SIZED = re.compile(r"\\(left|right|[bB]igg?[lr]?)(.+)")
_SCRIPT, _SMALLEST = 0.8, 0.68  # how wide glyphs are in a script, and in the script of one
_SCRIPT_SPACE = 0.05  # behind a script


class _Style(IntEnum):
    DISPLAY, TEXT, SCRIPT, SMALLEST = range(4)

    @property
    def scale(self) -> float:
        """How wide glyphs are, measured by those of the text."""
        return (1.0, 1.0, _SCRIPT, _SMALLEST)[self]

    @property
    def below(self) -> "_Style":
        """That of scripts."""
        return _Style.SCRIPT if self < _Style.SCRIPT else _Style.SMALLEST


@dataclass(frozen=True)
class _Box:
    width: float
    height: float = 0.0
    depth: float = 0.0
    kind: Class = Class.ORD
    taken: float = 0.0  # by a subscript
    limits: bool = False


def tokens(latex: str) -> list[str]:
    """Commands, sized brackets, characters, and spaces."""
    return TOKEN.findall(latex)


def width(latex: str | Sequence[str]) -> float:
    r"""How wide TeX sets a formula, or its tokens, in display style and behind something else, in em.

    >>> width("q") < width("q^2") < width(r"q\sqrt{1 - q^2}")
    True
    """
    return _row(["{", "}", *(tokens(latex) if isinstance(latex, str) else latex)], _Style.DISPLAY).width


def group(parts: Sequence[str], place: int) -> tuple[list[str], int]:
    """What a command takes that stands before a place: what is in braces, or one token; and the place after it."""
    while place < len(parts) and parts[place].isspace():
        place += 1
    if place >= len(parts) or parts[place] != "{":
        return list(parts[place : place + 1]), place + 1
    depth, end = 1, place + 1
    while end < len(parts) and depth:
        depth += (parts[end] == "{") - (parts[end] == "}")
        end += 1
    return list(parts[place + 1 : end - 1]), end


def _row(parts: list[str], style: _Style) -> _Box:
    """Atoms beside each other, with the spaces that their classes ask for."""
    boxes, place = list[_Box | float](), 0
    while place < len(parts):
        part = parts[place]
        if part.isspace() or part in ("}", "&", "\\\\"):
            place += 1
        elif part in glyphs.SPACES:
            boxes.append(glyphs.SPACES[part])
            place += 1
        elif part in ("_", "^", "'"):
            before = boxes.pop() if boxes and isinstance(boxes[-1], _Box) else _Box(0.0)
            assert isinstance(before, _Box)  # noqa: S101  (looked at the line above)
            box, place = _scripted(before, parts, place, style)
            boxes.append(box)
        else:
            box, place = _atom(parts, place, style)
            boxes.append(box)
    return _joined(boxes, style)


def bracket_size(parts: list[str]) -> float:
    r"""How tall, in em, the brackets are that a formula, given as tokens, starts with `\left` and ends with `\right`.

    >>> bracket_size(tokens(r"\left(a\right)")) < 1 < bracket_size(tokens(r"\left(\frac{a}{b}\right)")) < 2.4
    True
    """
    return _needed(_row(parts[1:-1], _Style.DISPLAY))


def _joined(boxes: list["_Box | float"], style: _Style) -> _Box:
    atoms = [box for box in boxes if isinstance(box, _Box)]
    kinds = [box.kind for box in atoms]
    for place, kind in enumerate(kinds):  # a sign without something before and after it is none
        first = place == 0 or kinds[place - 1] in (Class.BIN, Class.OP, Class.REL, Class.OPEN, Class.PUNCT)
        if kind is Class.BIN and first:
            kinds[place] = Class.ORD
        if place and kinds[place - 1] is Class.BIN and kind in (Class.REL, Class.CLOSE, Class.PUNCT):
            kinds[place - 1] = Class.ORD
    total = sum(box for box in boxes if not isinstance(box, _Box)) + sum(box.width for box in atoms)
    total += sum(glyphs.between(before, after, script=style >= _Style.SCRIPT) for before, after in pairwise(kinds))
    return _Box(total, max((box.height for box in atoms), default=0.0), max((box.depth for box in atoms), default=0.0))


def _atom(parts: list[str], place: int, style: _Style) -> tuple[_Box, int]:
    """What stands at a place, and the place after it."""
    part = parts[place]
    sized = _SIZED.fullmatch(part)
    if part == "{":
        inner, end = group(parts, place)
        return _row(inner, style), end
    if part == r"\begin":
        return _table(parts, place + 1)
    if part == r"\left":
        return _Box(0.0), place + 1
    if sized and sized[1] == "left":
        return _bracketed(parts, place, style)
    if sized and sized[1] == "right":  # of a line whose bracket was opened in the line before
        return _Box(glyphs.delimiter(sized[2], 1.8), 0.9, 0.4, Class.CLOSE), place + 1
    if sized:
        size = {"b": 1.2, "B": 1.8}[sized[1][0]] + 0.6 * ("gg" in sized[1])
        kind = Class.OPEN if sized[1].endswith("l") else Class.CLOSE if sized[1].endswith("r") else Class.ORD
        return _Box(glyphs.delimiter(sized[2], size), size / 2 + 0.25, size / 2 - 0.25, kind), place + 1
    if part in (r"\frac", r"\tfrac", r"\dfrac"):
        return _fraction(part, parts, place + 1, style)
    if part in (r"\sqrt", r"\overline", r"\operatorname", r"\mathrm", r"\text", r"\mathcal", r"\vec", r"\dot"):
        return _dressed(part, parts, place + 1, style)
    return _glyph(part, style), place + 1


def _glyph(part: str, style: _Style) -> _Box:
    if part in (r"\dots", r"\ldots", r"\cdots"):
        return _Box(1.167 * style.scale, 0.1, 0.0, Class.INNER)
    size, taken = glyphs.WIDTHS.get("0" if part.isdigit() else part, (0.6, 0.0))
    if part in glyphs.BIG:
        large = style is _Style.DISPLAY
        return _Box(size if large else 0.73 * size * style.scale, 0.95, 0.45, Class.OP, limits=large)
    kind = glyphs.CLASSES.get(part, Class.ORD)
    bracket = kind in (Class.OPEN, Class.CLOSE) or part in ("|", "/")
    height = 0.75 if bracket else 0.69 if glyphs.is_tall(part) else 0.44
    depth = 0.25 if bracket else 0.19 if part in ("g", "p", "q", "y", "j", r"\rho", r"\beta", r"\eta", r"\chi", r"\mu") else 0.0
    scale = style.scale
    return _Box(size * scale, height * scale, depth * scale, kind, taken * scale, style is _Style.DISPLAY and part in glyphs.LIMITS)


def _scripted(base: _Box, parts: list[str], place: int, style: _Style) -> tuple[_Box, int]:
    """What stands at a place with its scripts, one above the other."""
    scripts: dict[str, _Box] = {}
    while place < len(parts) and parts[place] in ("_", "^", "'"):
        sign = "_" if parts[place] == "_" else "^"
        inner, place = group(parts, place + 1) if parts[place] != "'" else ([r"\prime"], place + 1)
        box = _row(inner, style.below)
        scripts[sign] = replace(box, width=box.width + scripts[sign].width) if sign in scripts else box
    above, below = scripts.get("^", _Box(0.0)), scripts.get("_", _Box(0.0))
    if base.limits:
        height = base.height + (0.2 + above.height + above.depth if "^" in scripts else 0.0)
        depth = base.depth + (0.27 + below.height + below.depth if "_" in scripts else 0.0)
        return _Box(max(base.width, above.width, below.width), height, depth, base.kind), place
    beside = max(above.width, below.width - base.taken) + _SCRIPT_SPACE
    raised = max(0.41, base.height - 0.27) if "^" in scripts else 0.0
    lowered = max(0.15, base.depth + 0.05, 0.25 * ("^" in scripts)) if "_" in scripts else 0.0
    height, depth = max(base.height, raised + above.height), max(base.depth, lowered + below.depth)
    return _Box(base.width + beside, height, depth, base.kind), place


def _fraction(name: str, parts: list[str], place: int, style: _Style) -> tuple[_Box, int]:
    outer = {r"\tfrac": _Style.TEXT, r"\dfrac": _Style.DISPLAY}.get(name, style)
    inside = _Style.TEXT if outer is _Style.DISPLAY else outer.below
    upper, place = group(parts, place)
    lower, place = group(parts, place)
    above, below = _row(upper, inside), _row(lower, inside)
    shifts = (0.677, 0.686) if outer is _Style.DISPLAY else (0.394, 0.345)
    clear = 0.12 if outer is _Style.DISPLAY else 0.04
    height = max(shifts[0], 0.27 + clear + above.depth) + above.height
    depth = max(shifts[1], clear - 0.23 + below.height) + below.depth
    return _Box(max(above.width, below.width) + 2 * glyphs.NULL, height, depth), place


def _dressed(name: str, parts: list[str], place: int, style: _Style) -> tuple[_Box, int]:
    """A root, an upright name, or letters with something above them."""
    inner, place = group(parts, place)
    if name in (r"\operatorname", r"\mathrm", r"\text"):
        size = sum(0.333 if part.isspace() else glyphs.UPRIGHT.get(part, 0.75 if part.isupper() else 0.5) for part in inner)
        kind = Class.OP if name == r"\operatorname" else Class.ORD
        return _Box(size * style.scale, 0.69, 0.0, kind), place
    box = _row(inner, style)
    if name == r"\sqrt":
        tall = box.height + box.depth > 0.78 * style.scale
        return _Box(box.width + (1.0 if tall else 0.833) * style.scale, box.height + 0.2, box.depth + 0.1), place
    return _Box(box.width, box.height + 0.2, box.depth, box.kind), place


def _bracketed(parts: list[str], place: int, style: _Style) -> tuple[_Box, int]:
    r"""What stands between \left and \right, and these as tall as it is; an open end reaches to the end of the line."""
    depth, end = 1, place + 1
    while end < len(parts) and depth:
        sized = _SIZED.fullmatch(parts[end])
        depth += bool(sized and sized[1] == "left") - bool(sized and sized[1] == "right")
        end += 1
    closed = depth == 0
    inner = _row(parts[place + 1 : end - 1 if closed else end], style)
    needed = _needed(inner)
    opening, closing = _SIZED.fullmatch(parts[place]), _SIZED.fullmatch(parts[end - 1]) if closed else None
    ends = [found[2] for found in (opening, closing) if found]
    size = sum(glyphs.delimiter(name, needed) for name in ends)
    return _Box(inner.width + size, max(inner.height, needed / 2 + 0.25), max(inner.depth, needed / 2 - 0.25), Class.INNER), end


def _needed(inner: _Box) -> float:
    """How tall brackets are around something."""
    reach = 2 * max(inner.height - 0.25, inner.depth + 0.25)
    return max(0.901 * reach, reach - 0.5)


def _table(parts: list[str], place: int) -> tuple[_Box, int]:
    r"""A matrix or cases: its widest cells, the spaces between columns, and the brackets."""
    name, place = group(parts, place)
    end, depth = place, 1
    while end < len(parts) and depth:
        depth += (parts[end] == r"\begin") - (parts[end] == r"\end")
        end += 1
    columns: list[float] = []
    heights, row, cell, column, inside = list[float](), _Box(0.0), list[str](), 0, 0
    for part in [*parts[place : end - 1], "\\\\"]:
        inside += (part == r"\begin") - (part == r"\end")
        if inside or part not in ("&", "\\\\"):
            cell.append(part)
            continue
        box = _row(cell, _Style.TEXT)
        columns += [0.0] * (column + 1 - len(columns))
        columns[column] = max(columns[column], box.width)
        row = _Box(0.0, max(row.height, box.height, 0.84), max(row.depth, box.depth, 0.36))
        cell, column = [], column + 1
        if part == "\\\\":
            heights.append(row.height + row.depth)
            row, column = _Box(0.0), 0
    total = sum(heights)
    needed = max(0.901 * total, total - 0.5)
    cases = "".join(name) == "cases"
    brackets = glyphs.delimiter("{", needed) + glyphs.NULL if cases else 2 * glyphs.delimiter("(", needed)
    size = sum(columns) + len(columns) - 1 + brackets
    return _Box(size, total / 2 + 0.25, total / 2 - 0.25, Class.INNER), group(parts, end)[1]
