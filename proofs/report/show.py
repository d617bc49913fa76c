"""One entry on a terminal, in full."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bornproof.proofs.formulas.printing import as_text
from bornproof.proofs.ledger import Claim, Entry, Evidence, Verdict
from bornproof.proofs.report.table import STYLES, print_lines
from rich.console import Console
from rich.markup import escape

__all__ = ["Background", "print_claim", "print_claims"]


@dataclass(frozen=True)
class Background:
    """What there is to say of a claim besides its verdict.

    Parameters
    ----------
    case, steps
        The case for which the claim is derived as an example, and the steps of the derivation.
    symbols
        The names that `bornproof check` takes for it.
    theorems
        The theorems that bear on it: the name and the bearing, and the statement.
    dependents
        The ids of the claims that rest on it.
    """

    case: str = ""
    steps: tuple[Any, ...] = ()
    symbols: tuple[str, ...] = ()
    theorems: tuple[tuple[str, str], ...] = ()
    dependents: tuple[str, ...] = ()


def print_claims(shown: Iterable[tuple[Claim, Entry, Background]], console: Console) -> None:
    """One after the other."""
    for position, (claim, entry, background) in enumerate(shown):
        if position:
            console.print()
        print_claim(claim, entry, background, console)


def print_claim(claim: Claim, entry: Entry, background: Background, console: Console) -> None:
    """What is printed, how it is derived, the evidence, the witness, what it rests on and what rests on it."""
    where = f"Eq. ({claim.equation}), " if claim.equation else ""
    console.print(f"[bold]{claim.id}[/]  ({where}Section {claim.section})  [{STYLES[entry.verdict]}]{entry.verdict}[/]")
    console.print(escape(claim.statement))
    for title, lines in _parts(claim, entry, background):
        print_lines(console, title, lines)


def _parts(claim: Claim, entry: Entry, background: Background) -> Iterator[tuple[str, Iterator[str]]]:
    """Titles and lines, in this order; what has no lines is left out."""
    corrected = claim.corrected if entry.verdict in (Verdict.MISPRINT, Verdict.FALSE) else None
    yield "quantity", _given(claim.name)
    yield "printed", map(as_text, claim.printed)
    yield "where", (f"{as_text(name)} = {as_text(value)}" for name, value in claim.where)
    yield "assuming", map(as_text, claim.domain.assumptions)
    yield "only if", map(as_text, claim.conditions)
    yield "true once this is mended", _given(claim.once_mended.line if claim.once_mended else "")
    yield "checked", _checked(claim)
    if corrected:
        yield "corrected", _given(claim.corrected_statement, *map(as_text, corrected.expressions))
    yield "note", _given(claim.note)
    yield "reason", _given(entry.reason)
    yield "contradictions", iter(entry.contradictions)
    yield f"derived ({background.case})", (f"{step.rule}:\n      {as_text(step.result)}" for step in background.steps)
    yield "symbols for `bornproof check`", _given(", ".join(background.symbols))
    yield "evidence", map(_evidence, entry.evidence)
    if entry.witness:
        point = ", ".join(f"{name} = {value}" for name, value in entry.witness.point)
        yield "witness", iter((point, f"printed: {entry.witness.printed}", f"true:    {entry.witness.true}"))
    indented = ((name, statement.replace("\n", "\n    ")) for name, statement in background.theorems)
    yield "theorems (bornproof kernel)", (f"{name}:\n      {statement}" for name, statement in indented)
    yield "rests on", _given(", ".join(claim.uses))
    yield "is used by", _given(", ".join(background.dependents))


def _given(*lines: str) -> Iterator[str]:
    return filter(None, lines)


def _evidence(item: Evidence) -> str:
    digits = f", {item.digits} digits" if item.digits else ""
    detail = f": {item.detail}" if item.detail else ""
    return f"{item.engine} {item.result} ({item.form}; {item.scope}{digits}){detail}"


def _checked(claim: Claim) -> Iterator[str]:
    """What is checked where that is not what is printed."""
    for form in claim.otherwise:
        yield from (f"{form.name or claim.name}: {as_text(expression)}" for expression in form.expressions)
