"""Sentences with mathematics in them, as HTML."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.line_breaks import broken
from bornproof.proofs.formulas.latex.widths import width
from bornproof.proofs.formulas.mathml.mathml_printer import as_mathml

__all__ = ["as_html"]

WHOLE = 16.0  # em: a formula up to that is not broken
_ID = re.compile(r"\b(?:eq|claim|thm)\.[\w.-]*\w")


def as_html(text: str, places: Mapping[str, str] | None = None) -> str:
    """A text whose mathematics is LaTeX between dollar signs, with links to the entries that it names.

    `places` are the addresses of entries. What has no translation is shown as it is typed; a long formula may be broken
    where a sign stands.

    >>> print(as_html("See eq.1: $a<b$ & more", {"eq.1": "index.html#eq.1"}))
    See <a href="index.html#eq.1">eq.1</a>: <math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math> &amp; more
    """
    return "".join(_pieces(text, places or {}))


def _pieces(text: str, places: Mapping[str, str]) -> Iterator[str]:
    pieces = text.split("$")
    for place, piece in enumerate(pieces):
        if place % 2 and place < len(pieces) - 1:
            yield _mathematics(piece)
        else:
            yield _linked(f"${piece}" if place % 2 else piece, places)


def _mathematics(latex: str) -> str:
    try:
        first, *rest = broken(latex, WHOLE) if width(latex) > WHOLE else (latex,)
        return "<wbr>".join(map(as_mathml, (first, *(f"{{}} {piece}" for piece in rest))))  # a sign at their start joins them
    except ReadError:
        return f"<code>{escape(latex)}</code>"


def _linked(text: str, places: Mapping[str, str]) -> str:
    found, end = "", 0
    for match in _ID.finditer(text):
        if match[0] in places:
            found += f'{escape(text[end : match.start()])}<a href="{escape(places[match[0]])}">{match[0]}</a>'
            end = match.end()
    return found + escape(text[end:])
