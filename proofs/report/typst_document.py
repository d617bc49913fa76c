"""A document as a PDF, set by Typst: it comes as a package, with its fonts, and needs no TeX and no network."""

import re
from collections.abc import Mapping
from itertools import zip_longest
from types import MappingProxyType

from bornproof.proofs.errors import ReportError
from bornproof.proofs.formulas.typst import as_typst
from bornproof.proofs.report.document import Document, Formula, Heading, Pictures, Text

__all__ = ["PICTURE", "as_pdf", "as_typst_document"]

PICTURE = "svg"  # what the files of pictures are
PAGE = 47.0  # em: a line of the page below, without the number of the equation
KEPT = 4  # line breaks: a formula with no more of them stays on one page
_HEAD = """#set document(date: none)
#set page(paper: "a4", margin: (x: 18mm, y: 13mm), numbering: "1")
#set text(size: 8.8pt)
#set par(justify: true, spacing: 0.65em, leading: 0.5em)
#show heading: set text(size: 11pt)
#show math.equation: set block(breakable: true, spacing: 0.6em)
"""


def as_typst_document(document: Document) -> str:
    """The document's source for Typst; raise ReadError for a formula that has no translation.

    Pictures are inputs of the source, each an SVG by its name.
    """
    pieces = [f"{_HEAD}#align(center)[#text(size: 15pt, weight: \"bold\")[{_prose(document.title)}]]"]
    pieces += [f"#align(center)[{_prose(document.about)}]"] if document.about else []
    numbers = document.numbers()
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        match block:
            case Heading(title):
                pieces.append(f"= {_prose(title)}")
            case Text(text, strong):
                said = (f"*{_prose(strong)}* " if strong else "") + _prose(text)
                pieces.append(f"#block(sticky: true, spacing: 0.65em)[{said}]" if isinstance(following, Formula) else said)
            case Formula():
                pieces.append(_formula(block, next(numbers)))
            case Pictures():
                pieces.append(_pictures(block))
    return "\n\n".join(pieces) + "\n"


def as_pdf(document: Document, files: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """The document as a PDF, the same bytes for the same document; raise ReadError as `as_typst_document` does.

    Parameters
    ----------
    document
        What is set.
    files
        Its pictures, as SVG, by their names.
    """
    import typst

    if missing := [picture.name for picture in document.pictures if picture.name not in files]:
        raise ReportError(f"not drawn: {', '.join(missing)}")
    inputs = {name: content.decode() for name, content in files.items()}
    return bytes(typst.compile(as_typst_document(document).encode(), sys_inputs=inputs))


def _pictures(block: Pictures) -> str:
    """One as wide as half of the page, or several side by side, at the head or the foot of a page."""
    drawn = (
        f'figure(image(bytes(sys.inputs.at("{one.name}")), format: "{PICTURE}"), caption: [{_prose(one.caption)}])'
        for one in block.row
    )
    columns = "50%" if len(block.row) == 1 else ", ".join(["1fr"] * len(block.row))
    return f"#place(auto, float: true, align(center, grid(columns: ({columns},), gutter: 4mm, {', '.join(drawn)})))"


def _formula(block: Formula, number: str) -> str:
    lines = " \\\n  ".join(" & ".join(map(as_typst, line)) for line in block.fitted(PAGE))
    shown = f'"({number})"' if number else "none"
    whole = f"#math.equation(block: true, numbering: _ => {shown}, $\n  {lines}\n$)" if number else f"$\n  {lines}\n$"
    return whole if lines.count("\n") > KEPT else f"#block(breakable: false)[{whole}]"


def _prose(text: str) -> str:
    """A text with what is special to Typst escaped, and its mathematics translated."""
    pieces = text.split("$")
    pieces[::2] = [re.sub(r"[\\#*_`<>@\[\]~=/-]", lambda found: "\\" + found[0], piece) for piece in pieces[::2]]
    pieces[1::2] = [f"${as_typst(piece)}$" for piece in pieces[1::2]]
    return "".join(pieces)
