"""Formulas and sentences on a page: MathML, in lines that fit a screen and, where they are long, in others that fit a telephone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bornproof.proofs.formulas.latex.line_breaks import broken
from bornproof.proofs.formulas.latex.widths import group, tokens, width
from bornproof.proofs.formulas.mathml.mathml_printer import as_mathml, lines_mathml
from bornproof.proofs.formulas.mathml.prose_mathml import as_html
from bornproof.proofs.report.document import Formula

__all__ = ["NARROW", "WIDE", "displayed", "sentence"]

WIDE, NARROW = 30.0, 18.5  # em: a line where there is room for it, and on a telephone
CONTINUED, INDENTED = "{} ", r"\quad {}"  # before a sign that joins what it starts with to the line before
FULL = 0.5  # of a line, from which a numerator stands beside its fraction, where the line must be broken
_MARKED = re.compile(r"<math\b(?:(?!</math>).)*</math>[.,;:!?)]+")  # before a mark a browser would end the line
CERTAIN = 0.97  # of the estimate, so that the last sign is seen
SMALLEST = 0.55  # of the size of letters, for what has no sign to break it at


def displayed(formula: Formula, annotation: str = "") -> Any:
    r"""A displayed formula; raise ReadError for what has no translation.

    >>> from bornproof.proofs.report.document import equated
    >>> "18.5" in displayed(equated("a", ["b"])), displayed(equated("a", ["b"])).count("<math")
    (False, 1)
    """
    from markupsafe import Markup

    narrow = list(_narrow(formula))
    ratios = [width(line) / NARROW for line in narrow]
    small = max(ratios)
    if len(formula.lines) == 1 == len(narrow):
        left, right = formula.lines[0]
        one = as_mathml(f"{left} {right}", display=True, annotation=annotation)
        smaller = one.replace("<math", f'<math style="font-size:{_size(small):.2f}em"', 1) if small > 1 else one
        return Markup(f"<div {_kind(small)}>{smaller}</div>")  # noqa: S704  (MathML of our own)
    rows, sizes = [("", line) for line in narrow], [*map(_size, ratios)]
    wide = _wide(formula)
    left_side = max(width(left) for left, _ in wide)
    over = [(left_side + width(right)) / WIDE for _, right in wide]
    whole = lines_mathml(wide, annotation=annotation, sizes=[*map(_size, over)])
    lines = lines_mathml(rows, narrow=True, sizes=sizes)
    return Markup(  # noqa: S704  (MathML of our own)
        f'<div {_kind(max(small, *over))}><div class="wide">{whole}</div><div class="narrow">{lines}</div></div>'
    )


def sentence(text: str, places: Mapping[str, str] | None = None) -> Any:
    """A text with mathematics and links to entries, as `as_html` makes it, for the templates; no line starts with a mark."""
    from markupsafe import Markup

    return Markup(_MARKED.sub(r'<span class="tight">\g<0></span>', as_html(text, places)))  # noqa: S704  (of our own, or escaped)


def _wide(formula: Formula) -> list[tuple[str, str]]:
    """The lines for a screen; a left side that takes much of it stands in a line of its own, where that gives no more lines."""
    lines = list(formula.with_entries(WIDE))
    left = max(width(text) for text, _ in lines)
    beside, below = list(_set(lines, left, aside=False)), list(_set(lines, left, aside=True))
    return below if left > WIDE / 2 or (left > WIDE / 5 and len(below) <= len(beside)) else beside


def _set(lines: Sequence[tuple[str, str]], left: float, *, aside: bool) -> Iterator[tuple[str, str]]:
    """The lines with their left sides, of that width at most, beside the right ones or above them."""
    for text, right in lines:
        if aside and text:
            yield "", text
            text = ""
        pieces = _pieces(right, WIDE - (1 if aside else left))
        further = f"{INDENTED} " if aside else CONTINUED
        yield text, f"\\quad {pieces[0]}" if aside else pieces[0]
        yield from (("", f"{further}{piece}") for piece in pieces[1:])


def _narrow(formula: Formula) -> Iterator[str]:
    """The lines for a telephone: left and right side one after the other, what is broken further in."""
    for left, right in formula.with_entries(NARROW):
        whole = f"{left} {right}".strip()
        if width(whole) <= NARROW:
            yield whole
            continue
        first, *rest = _pieces(whole, NARROW - 1)
        yield from (first, *(f"{INDENTED} {piece}" for piece in rest))


def _pieces(latex: str, room: float) -> tuple[str, ...]:
    """The lines of a formula, with numerators that are too long for one set beside their fraction, where signs break them."""
    pieces = broken(latex, room, factors=True)
    if max(map(width, pieces)) <= room or (beside := _beside(latex, room)) == latex:
        return pieces
    return broken(beside, room, factors=True)


def _beside(latex: str, room: float) -> str:
    r"""The formula with a fraction of 1 for each of which the numerator is nearly as wide as that room.

    >>> print(_beside(r"\frac{a + b}{c}d", 3))
    \frac{1}{c}\left(a + b\right)d
    """
    parts, found, place = tokens(latex), list[str](), 0
    while place < len(parts):
        part, place = parts[place], place + 1
        if part == r"\frac":
            above, after = group(parts, place)
            below, after = group(parts, after)
            if width(above) > FULL * room:
                part, place = rf"\frac{{1}}{{{''.join(below)}}}\left({''.join(above)}\right)", after
        found.append(part)
    return "".join(found)


def _kind(ratio: float) -> str:
    """What a formula is that does not fit even in the smallest letters: to be scrolled."""
    scrolled = ' long" tabindex="0" role="group" aria-label="A long formula' if ratio * SMALLEST > 1 else ""
    return f'class="formula{scrolled}"'


def _size(ratio: float) -> float:
    """The size of the letters of a line that is too long by that ratio."""
    return max(SMALLEST, CERTAIN / ratio) if ratio > 1 else 1.0
