"""Formulas and sentences on a page: MathML, in lines that fit a screen and, where they are long, in others that fit a telephone."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.line_breaks import broken
from bornproof.proofs.formulas.latex.widths import width
from bornproof.proofs.formulas.mathml.mathml_printer import as_mathml, lines_mathml
from bornproof.proofs.report.document import Formula

__all__ = ["NARROW", "WIDE", "displayed", "sentence"]

WIDE, NARROW = 30.0, 18.5  # em: a line where there is room for it, and on a telephone
CONTINUED, INDENTED = "{} ", r"\quad {}"  # before a sign that joins what it starts with to the line before
INLINE = 12.0  # of a formula in a sentence that is not broken
SMALLEST = 0.55  # of the size of letters, for what has no sign to break it at
_ID = re.compile(r"\b(?:eq|claim|thm)\.[\w.-]*\w")


def displayed(formula: Formula, annotation: str = "") -> Any:
    r"""A displayed formula; raise ReadError for what has no translation.

    >>> from bornproof.proofs.report.document import equated
    >>> "18.5" in displayed(equated("a", ["b"])), displayed(equated("a", ["b"])).count("<math")
    (False, 1)
    """
    from markupsafe import Markup

    narrow = list(_narrow(formula))
    single = len(formula.lines) == 1 == len(narrow)
    if single:
        left, right = formula.lines[0]
        found = as_mathml(f"{left} {right}", display=True, annotation=annotation)
        return Markup(f'<div class="formula">{_sized(found, narrow[0], NARROW)}</div>')  # noqa: S704  (MathML of our own)
    wide = list(_wide(formula))
    size = max(width(left) for left, _ in wide) + max(width(right) for _, right in wide)
    whole = _shrunk(lines_mathml(wide, annotation=annotation), size / WIDE)
    small = _shrunk(lines_mathml([("", line) for line in narrow], narrow=True), max(map(width, narrow)) / NARROW)
    return Markup(  # noqa: S704  (MathML of our own)
        f'<div class="formula"><div class="wide">{whole}</div><div class="narrow">{small}</div></div>'
    )


def sentence(text: str, places: Mapping[str, str] | None = None) -> Any:
    """A text whose mathematics is LaTeX between dollar signs, with links to the entries that it names.

    `places` are the addresses of entries. What has no translation is shown as it is typed.

    >>> print(sentence("See eq.1: $a<b$ & more", {"eq.1": "index.html#eq.1"}))
    See <a href="index.html#eq.1">eq.1</a>: <math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math> &amp; more
    """
    from markupsafe import Markup, escape

    pieces = text.split("$")
    found = []
    for place, piece in enumerate(pieces):
        if place % 2 and place < len(pieces) - 1:
            found.append(Markup(_inline(piece)))  # noqa: S704  (MathML of our own, or escaped)
        else:
            found.append(_linked(piece if place % 2 == 0 else f"${piece}", places or {}))
    return Markup("").join(map(escape, found))


def _inline(latex: str) -> str:
    """Mathematics in a sentence, which may be broken where a sign stands."""
    from markupsafe import escape

    pieces = broken(latex, INLINE) if width(latex) > INLINE else (latex,)
    try:
        return " ".join(map(as_mathml, pieces))
    except ReadError:
        return f"<code>{escape(latex)}</code>"


def _linked(text: str, places: Mapping[str, str]) -> Any:
    from markupsafe import Markup, escape

    found, end = Markup(), 0
    for match in _ID.finditer(text):
        if match[0] in places:
            link = Markup('<a href="{}">{}</a>').format(places[match[0]], match[0])
            found += escape(text[end : match.start()]) + link
            end = match.end()
    return found + escape(text[end:])


def _wide(formula: Formula) -> Iterator[tuple[str, str]]:
    """The lines for a screen; a left side that takes much of it stands in a line of its own."""
    lines = list(formula.with_entries(WIDE))
    left = max(width(text) for text, _ in lines)
    aside = left > WIDE / 2
    for text, right in lines:
        if aside and text:
            yield "", text
            text = ""
        pieces = broken(right, WIDE - (1 if aside else left))
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
        first, *rest = broken(whole, NARROW)
        more = [piece for part in rest for piece in (broken(part, NARROW - 1) if width(part) > NARROW - 1 else (part,))]
        yield from (first, *(f"{INDENTED} {piece}" for piece in more))


def _sized(mathml: str, latex: str, room: float) -> str:
    return _shrunk(mathml, width(latex) / room)


def _shrunk(mathml: str, ratio: float) -> str:
    """With smaller letters where a line is too long by that ratio."""
    if ratio <= 1:
        return mathml
    return mathml.replace("<math", f'<math style="font-size:{max(SMALLEST, 1 / ratio):.2f}em"', 1)

