"""Long lines for a terminal, broken where a reader looks for the next term: at signs outside of brackets, or in the widest one."""

import re
from collections.abc import Iterator

__all__ = ["folded"]

INDENT = "    "  # of the lines after the first
FILLED = 0.4  # of a line, at least, before a break outside of brackets is preferred to one inside
_PLACE = re.compile(r" (?=(?:[-+−=<>≤≥≠∧∨⟺*/]|<=|>=|!=|:=|if|and|or|otherwise) )|(?<=[;,]) |(?<=\w)(?=\*\w)")
_OPENING, _CLOSING = "([{", ")]}"
_FACTOR_ENDS = ")⁰¹²³⁴⁵⁶⁷⁸⁹"  # before a bracket, which is another factor then


def folded(text: str, room: int, indent: str = INDENT) -> tuple[str, ...]:
    """The line in lines of at most that many characters, where there is a place to break: all but the first are indented.

    >>> folded("ρ₁₁ = (a + b)(c + d) − e", 15)
    ('ρ₁₁ = (a + b)', '    (c + d) − e')
    """
    places = list(_places(text))
    lines, start = list[str](), 0
    while True:
        width = room - (len(indent) if lines else 0)
        rest = text[start:].strip()
        end = _end(places, start, width) if len(rest) > width else None
        if end is None:
            lines.append(rest)
            return tuple(indent * bool(number) + line for number, line in enumerate(lines))
        lines.append(text[start:end].strip())
        start = end


def _places(text: str) -> Iterator[tuple[int, float]]:
    """Where a line may end, and how many brackets are around: half of one more for a factor, and less for a row of a matrix."""
    depth = 0
    for place, character in enumerate(text):
        depth += character in _OPENING
        if character == "(" and place and text[place - 1] in _FACTOR_ENDS:
            yield place, depth - 0.5
        elif place and _PLACE.match(text, place):
            yield place, depth + {"*": 0.5, " ": -0.5 * (text[place - 1] == ";")}.get(character, 0.0)
        depth -= character in _CLOSING


def _end(places: list[tuple[int, float]], start: int, room: int) -> int | None:
    """The last place that fits, of the fewest brackets with which the line is filled."""
    fitting = [(place, depth) for place, depth in places if start < place <= start + room]
    for least in sorted({depth for _, depth in fitting}):
        place = max(place for place, depth in fitting if depth <= least)
        if place - start >= FILLED * room:
            return place
    later = [place for place, _ in places if place > start]
    return max((place for place, _ in fitting), default=later[0] if later else None)
