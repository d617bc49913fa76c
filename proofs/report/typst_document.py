"""A document as a PDF, set by Typst: it comes as a package, with its fonts, and needs no TeX and no network."""

import re

from bornproof.proofs.formulas.typst import as_typst
from bornproof.proofs.report.document import Document, Formula, Heading, Text

__all__ = ["as_pdf", "as_typst_document"]

PAGE = 43.0  # em: a line of the page below, without the number of the equation
_HEAD = """#set document(date: none)
#set page(paper: "a4", margin: 20mm, numbering: "1")
#set text(size: 9.5pt)
#set par(justify: true, spacing: 0.75em, leading: 0.55em)
#show heading: set text(size: 11pt)
#show math.equation: set block(breakable: true)
"""


def as_typst_document(document: Document) -> str:
    """The document's source for Typst; raise ReadError for a formula that has no translation."""
    pieces = [f"{_HEAD}#align(center)[#text(size: 15pt, weight: \"bold\")[{_prose(document.title)}]]"]
    pieces += [f"#align(center)[{_prose(document.about)}]"] if document.about else []
    numbers = document.numbers()
    for block in document.blocks:
        match block:
            case Heading(title):
                pieces.append(f"= {_prose(title)}")
            case Text(text, strong):
                pieces.append((f"*{_prose(strong)}* " if strong else "") + _prose(text))
            case Formula():
                pieces.append(_formula(block, next(numbers)))
    return "\n\n".join(pieces) + "\n"


def as_pdf(document: Document) -> bytes:
    """The document as a PDF, the same bytes for the same document; raise ReadError as `as_typst_document` does."""
    import typst

    return bytes(typst.compile(as_typst_document(document).encode()))


def _formula(block: Formula, number: str) -> str:
    lines = " \\\n  ".join(" & ".join(map(as_typst, line)) for line in block.fitted(PAGE))
    shown = f'"({number})"' if number else "none"
    return f"#math.equation(block: true, numbering: _ => {shown}, $\n  {lines}\n$)" if number else f"$\n  {lines}\n$"


def _prose(text: str) -> str:
    """A text with what is special to Typst escaped, and its mathematics translated."""
    pieces = text.split("$")
    pieces[::2] = [re.sub(r"[\\#*_`<>@\[\]~=/-]", lambda found: "\\" + found[0], piece) for piece in pieces[::2]]
    pieces[1::2] = [f"${as_typst(piece)}$" for piece in pieces[1::2]]
    return "".join(pieces)
