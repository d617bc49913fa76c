r"""A document as LaTeX: for \input into a manuscript, or to be compiled alone, with macros for the notation or without."""

import re
from collections.abc import Iterator

from bornproof.proofs.formulas.latex.line_breaks import LINE
from bornproof.proofs.report.document import Block, Document, Formula, Heading, Note, Pictures, Text

__all__ = ["MACROS", "as_latex_document"]

MACROS = r"""\providecommand{\ket}[1]{|#1\rangle}
\providecommand{\bra}[1]{\langle #1|}
\providecommand{\dyad}[2]{|#1\rangle\langle #2|}
"""
PAGE = 43.0  # em: a line of the page below, without the number of the equation
_HEAD = r"""\documentclass{article}
\usepackage[a4paper,margin=17mm]{geometry}
\usepackage{amsmath,amssymb}
\emergencystretch=3em
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{2pt plus 1pt}
\makeatletter
\renewcommand\section{\@startsection{section}{1}{0pt}{8pt plus 3pt}{3pt plus 1pt}{\large\bfseries}}
\makeatother
"""
_FLOATS = r"""\usepackage{graphicx}
\renewcommand{\topfraction}{0.85}
\renewcommand{\bottomfraction}{0.85}
\renewcommand{\textfraction}{0.1}
\setlength{\textfloatsep}{8pt plus 4pt}
\setlength{\abovecaptionskip}{4pt}
"""
_BODY = "\\small\\abovedisplayskip=4pt plus 3pt\\belowdisplayskip=4pt plus 3pt\n"
_NAME = r"(\w|\\[A-Za-z]+|\{[^{}]*\})"
_DYAD = re.compile(rf"\|{_NAME}\\rangle\\langle {_NAME}\|".replace(r"\w", r"[A-Za-z0-9]"))
_SPECIAL = {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}"}
_SPECIAL |= {"^": r"\textasciicircum{}", "<": "$<$", ">": "$>$", "|": "$|$"}


def as_latex_document(document: Document, *, standalone: bool = False, plain: bool = False) -> str:
    r"""The document's source; `standalone` compiles with pdflatex, `plain` uses no macros but those of amsmath.

    >>> print(as_latex_document(Document("Rates", (Formula((("x", "= 1"),), "eq:1"),)), plain=True))
    % Rates
    \begin{equation}
    x = 1
    \label{eq:1}
    \end{equation}
    <BLANKLINE>
    """
    body = "\n".join(line for block in document.blocks for line in _lines(block, PAGE if standalone else LINE)) + "\n"
    if not plain:
        body = _DYAD.sub(lambda found: rf"\dyad{{{_bare(found[1])}}}{{{_bare(found[2])}}}", body)
    used = "".join(f"{line}\n" for line in MACROS.splitlines() if re.findall(r"\\\w+", line)[1] + "{" in body)
    if not standalone:
        return "".join((f"% {document.title}\n", _comment(document.about), "" if plain else used, body))
    title = rf"{{\Large {_prose(document.title)}}}" + (rf"\\[1ex] {_prose(document.about)}" if document.about else "")
    opening = r"\begin{document}" + "\n" + rf"\begin{{center}}{title}\end{{center}}" + "\n" + _BODY
    head = _HEAD + _FLOATS if any(document.pictures) else _HEAD
    return f"{head}{'' if plain else used}{opening}{body}\\end{{document}}\n"


def _lines(block: Block, room: float) -> Iterator[str]:
    match block:
        case Heading(title):
            yield rf"\section*{{{_prose(title).replace('--', '-{}-').replace('--', '-{}-')}}}"  # signs of a sector are no dashes
        case Text(text, strong):
            yield (rf"\textbf{{{_prose(strong)}}} " if strong else "") + _prose(text) + "\n"
        case Formula():
            yield from _formula(block, room)
        case Note(text):
            yield _comment(text).rstrip("\n")
        case Pictures():
            yield from _pictures(block)


def _pictures(block: Pictures) -> Iterator[str]:
    """The files are included by their names; `bornproof figure` draws them."""
    share = f"{0.96 / max(2, len(block.row)):.2f}"  # of the page: one is as wide as half of it
    yield from (r"\begin{figure}[tb]", r"\centering")
    for place, picture in enumerate(block.row):
        yield from ((r"\hfill",) if place else ())
        yield rf"\begin{{minipage}}[t]{{{share}\textwidth}}"
        yield rf"\includegraphics[width=\linewidth]{{{picture.name}}}"
        yield rf"\caption{{{_prose(picture.caption)}}}\label{{fig:{picture.name}}}"
        yield r"\end{minipage}"
    yield r"\end{figure}"


def _formula(block: Formula, room: float) -> Iterator[str]:
    number = [rf"\tag{{{block.tag}}}"] if block.tag else []
    number += [rf"\label{{{block.label}}}"] if block.label else []
    star = "" if number else "*"
    lines = block.fitted(room)
    inside = [" & ".join(line) + " \\\\" for line in lines]
    inside[-1] = inside[-1].removesuffix(r" \\")
    several = len(lines) > 1
    yield rf"\begin{{equation{star}}}"
    yield from (r"\begin{aligned}", *inside, r"\end{aligned}") if several else (" ".join(filter(None, lines[0])),)
    yield from number
    yield rf"\end{{equation{star}}}"


def _prose(text: str) -> str:
    """A text with what is special to TeX escaped, except in mathematics."""
    pieces = text.split("$")
    pieces[::2] = [re.sub(r"[&%#_{}~^<>|]", lambda found: _SPECIAL[found[0]], piece) for piece in pieces[::2]]
    return "$".join(pieces)


def _comment(text: str) -> str:
    return "".join(f"% {line}\n" for line in text.splitlines())


def _bare(name: str) -> str:
    return name[1:-1] if name.startswith("{") else name
