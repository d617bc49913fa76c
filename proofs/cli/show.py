"""`bornproof show`: all that is known of one entry."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
from bornproof.proofs.cli.options import Digits, Json, LedgerName, ledger_named

if TYPE_CHECKING:
    from bornproof.proofs.certificate.python_source import Words
    from bornproof.proofs.ledger import Claim, Entry, Ledger
    from bornproof.proofs.report.show import Background
    from bornproof.symbolic.derivation import Step

__all__ = ["show"]


def show(
    claim_id: Annotated[str, typer.Argument(metavar="ID")],
    full: Annotated[bool, typer.Option("--full", help="Add the derivation, all evidence, theorems, and what rests on it.")] = False,
    json: Json = None,
    digits: Digits = 50,
    ledger: LedgerName = None,
) -> int:
    """Show one entry: printed, right, the reason, a witness, the evidence; with --full how it is derived, and the rest.

    \b
    Examples:
      bornproof show eq.61
      bornproof show eq.31.3 --full
    """
    from bornproof.proofs.checks.run import asked, verify
    from bornproof.proofs.cli.certificate import words_of
    from bornproof.proofs.cli.outputs import check_outputs, deliver, verbatim
    from bornproof.proofs.report.json_report import as_json
    from bornproof.proofs.report.show import Background, print_claims

    check_outputs(json)
    book = ledger_named(ledger)
    if (retired := book.kindly(claim_id)) in book.retired:
        reason = book.retired[retired]
        deliver(json, lambda: {"id": retired, "retired": reason}, verbatim(f"{retired} is retired: {reason}"))
        return 0
    run = verify(tuple(claim.id for claim in book.select((claim_id,))), ledger=book, digits=digits)
    claims = [book[entry.id] for entry in run.entries]
    theorems = [tuple(_theorems(claim)) if ledger is None else () for claim in claims]  # they are the paper's

    def details() -> dict[str, dict[str, Any]]:
        task = partial(_replayable, digits=digits, words=words_of(ledger))
        return {entry.id: asked(partial(task, entry=entry), book, entry.id, lambda why: {"reason": why}) for entry in run.entries}

    def background(claim: "Claim", found: tuple[tuple[str, str], ...]) -> "Background":
        undecided = partial(Background, None, (), (), found, book.dependents(claim.id))
        return asked(partial(_background, claim_id=claim.id, theorems=found), book, claim.id, undecided)

    shown = ((claim, entry, background(claim, found)) for claim, entry, found in zip(claims, run.entries, theorems, strict=True))
    deliver(
        json,
        lambda: as_json(run, book, digits, details=details() if full else None),
        lambda screen: print_claims(shown, screen, full=full),
    )
    return 0 if run.settled else 1


def _replayable(book: "Ledger", entry: "Entry", digits: int, words: "Words | None") -> dict[str, Any]:
    from bornproof.proofs.certificate.replayable import replayable

    return replayable(book[entry.id], entry, digits, words)


def _background(book: "Ledger", claim_id: str, theorems: tuple[tuple[str, str], ...]) -> "Background":
    """What a person wants to know of a claim besides the verdict: derivation, symbols, theorems, what rests on it."""
    from bornproof.proofs.checks.answers import attempted
    from bornproof.proofs.checks.derived import derived
    from bornproof.proofs.checks.exact import example_case
    from bornproof.proofs.checks.names import symbols_of
    from bornproof.proofs.report.show import Background

    claim = book[claim_id]
    case, steps, failure = None, tuple["Step", ...](), ""
    if claim.derive:
        case = example_case(claim)
        made = attempted(partial(derived, claim.derive, case.mapping), str)
        steps, failure = ((), made) if isinstance(made, str) else (made.steps, "")
    symbols = symbols_of(claim) if claim.printed else ()
    return Background(case, steps, symbols, theorems, book.dependents(claim.id), failure)


def _theorems(claim: "Claim") -> Iterator[tuple[str, str]]:
    """The machine-checked theorems on a claim, with what `bornproof kernel` is to show of them, and their statements."""
    from bornproof.proofs.kernel.links import links_of
    from bornproof.proofs.kernel.runner import SOURCES
    from bornproof.proofs.kernel.sources import statements
    from bornproof.proofs.paper.coq_dictionary import DICTIONARY
    from bornproof.proofs.paper.entries import PAPER
    from bornproof.proofs.paper.theorems import THEOREMS

    linked = [row for row in THEOREMS if claim.id in row.entries]
    if not linked:
        return
    stated = statements((SOURCES / "Statements.v").read_text(encoding="utf-8"))
    links = links_of(linked, {other.id: other for other in PAPER}, DICTIONARY, only=claim.id)
    for row in linked:
        said = links.left_out.get((row.place, claim.id), row.part.get(claim.id))
        bearing = f"part: {said}" if said else str(links.bearings[row.place, claim.id])
        yield f"{row.place} ({bearing})", stated[row.name].text
