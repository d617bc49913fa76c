"""Sentences with mathematics in them, as HTML."""

from html import escape

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.mathml.mathml_printer import as_mathml

__all__ = ["as_html"]


def as_html(text: str) -> str:
    """A text whose mathematics is LaTeX between dollar signs; what has no translation is shown as it is typed.

    >>> as_html("if $a<b$ & more")
    'if <math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math> &amp; more'
    """
    pieces = text.split("$")
    if len(pieces) % 2 == 0:
        return escape(text)
    return "".join(_mathematics(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces))


def _mathematics(latex: str) -> str:
    try:
        return as_mathml(latex)
    except ReadError:
        return f"<code>{escape(latex)}</code>"
