"""Derivations, chapter by chapter, as lines and as JSON; they may be long, and come in pieces."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bornproof.proofs.formulas.latex.latex_printer import as_latex, as_latex_sum
from bornproof.proofs.formulas.latex.spelling import Notation
from bornproof.proofs.formulas.printing import as_text, as_text_sum
from bornproof.proofs.ledger import Ledger

__all__ = ["Chapter", "as_json", "as_lines"]

Chapter = tuple[str, Sequence[Any]]  # a title, and steps: the result of each is an expression, or the terms of a sum


def as_lines(chapters: Iterable[Chapter], *, bold: bool) -> Iterator[str]:
    """Titles, in bold on a terminal, and below each its steps."""
    for title, steps in chapters:
        yield f"\x1b[1m{title}\x1b[0m" if bold else title
        for step in steps:
            yield f"  {step.rule}:\n    {as_text_sum(step.result) if isinstance(step.result, dict) else as_text(step.result)}"


def as_json(chapters: Iterable[Chapter], ledger: Ledger) -> Iterator[str]:
    """A JSON object in pieces, one a chapter."""
    yield f'{{\n "paper": {json.dumps(ledger.source.reference)},\n "derivations": {{'
    separator = "\n"
    for title, steps in chapters:
        plain = [{"rule": step.rule, **_written(step.result, ledger.language.notation)} for step in steps]
        yield f"{separator}  {json.dumps(title)}: {json.dumps(plain, ensure_ascii=False)}"
        separator = ",\n"
    yield "\n }\n}\n"


def _written(result: Any, notation: Notation) -> dict[str, str]:
    if isinstance(result, dict):
        return {"text": as_text_sum(result), "latex": as_latex_sum(result, notation)}
    return {"text": as_text(result), "latex": as_latex(result, notation)}
