"""Derivations, chapter by chapter, as lines, as JSON and as a document; they may be long, and come in pieces."""

import json
from collections.abc import Iterable, Iterator
from itertools import count, groupby
from operator import attrgetter

from bornproof.proofs.formulas.latex.latex_printer import as_latex, as_latex_sum
from bornproof.proofs.formulas.latex.round_trip import checked_latex, checked_latex_sum
from bornproof.proofs.formulas.latex.symbols import Notation
from bornproof.proofs.formulas.plain_printer import as_text, as_text_sum
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import Ledger
from bornproof.proofs.ledger.chapter import Chapter, Line
from bornproof.proofs.report.document import Block, Heading, Text, equated, sign_before
from bornproof.proofs.report.shown import Screen, fitted
from rich.console import Console
from sympy import Basic

__all__ = ["as_blocks", "as_json", "as_lines"]

BESIDE = 9  # columns for the numbers of lines
WIDE = 10**6  # columns: where no terminal is, no line is broken


def as_lines(chapters: Iterable[Chapter], console: Console, notation: Notation) -> Iterator[str]:
    """Titles, in bold on a terminal, and below each what is said there, and the lines with their numbers, as in a document.

    Each line stands below its rule, if that is another than the last. On a terminal long ones are broken.
    """
    screen, room = Screen.of(console, notation), console.width if console.is_terminal else WIDE
    numbers = count(1)
    for chapter in chapters:
        yield f"\x1b[1m{chapter.title}\x1b[0m" if console.is_terminal else chapter.title
        yield from (f"  {piece}" for piece in fitted(screen.typeset(chapter.about), console.width - 2))
        for rule, lines in groupby(chapter.lines, attrgetter("rule")):
            yield from (f"  {piece}" for piece in fitted(f"{screen.prose(rule)}:", console.width - 2))
            for line in lines:
                number = f"({next(numbers)})"
                pieces = fitted(screen.line(line), room - BESIDE)
                yield from (f"{'' if place else number:>{BESIDE - 1}} {piece}" for place, piece in enumerate(pieces))


def as_json(chapters: Iterable[Chapter], ledger: Ledger) -> Iterator[str]:
    """A JSON object in pieces, one a chapter."""
    yield f'{{\n "paper": {json.dumps(ledger.source.reference)},\n "derivations": {{'
    separator, notation = "\n", ledger.language.notation
    for chapter in chapters:
        plain = [
            {"label": line.label, "rule": line.rule, "left_latex": line.left, "text": _text(line), "latex": _latex(line, notation)}
            for line in chapter.lines
        ]
        yield f"{separator}  {json.dumps(chapter.title)}: {json.dumps(plain, ensure_ascii=False)}"
        separator = ",\n"
    yield "\n }\n}\n"


def as_blocks(chapters: Iterable[Chapter], ledger: Ledger) -> Iterator[Block]:
    """A heading a chapter, what is said below it, and its lines as numbered formulas; ReadError for what does not read back."""
    notation = ledger.language.notation
    for chapter in chapters:
        yield Heading(chapter.title)
        if chapter.about:
            yield Text(chapter.about)
        for rule, lines in groupby(chapter.lines, attrgetter("rule")):
            yield Text(as_prose(f"{rule[:1].upper()}{rule[1:]}:"))
            yield from (
                equated(line.left, [_checked(line, notation)], line.label, sign=sign_before([line.result], defines=line.defines))
                for line in lines
            )


def _text(line: Line) -> str:
    return as_text(line.result) if isinstance(line.result, Basic) else as_text_sum(line.result)


def _checked(line: Line, notation: Notation) -> str:
    if isinstance(line.result, Basic):
        return checked_latex(line.result, notation)
    return checked_latex_sum(line.result, notation)


def _latex(line: Line, notation: Notation) -> str:
    return as_latex(line.result, notation) if isinstance(line.result, Basic) else as_latex_sum(line.result, notation)
