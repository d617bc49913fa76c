"""`bornproof show`: all that is known of one entry."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
from bornproof.proofs.cli.background import background, theorems_on
from bornproof.proofs.cli.options import Digits, Json, LedgerName, Timeout, ledger_named

if TYPE_CHECKING:
    from bornproof.proofs.certificate.python_source import Words
    from bornproof.proofs.ledger import Entry, Ledger

__all__ = ["show"]


def show(
    claim_id: Annotated[str, typer.Argument(metavar="ID")],
    full: Annotated[bool, typer.Option("--full", help="Add the derivation, all evidence, theorems, and what rests on it.")] = False,
    json: Json = None,
    digits: Digits = 50,
    timeout: Timeout = 60,
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
    from bornproof.proofs.report.show import print_claims

    check_outputs(json)
    book = ledger_named(ledger)
    if (retired := book.kindly(claim_id)) in book.retired:
        reason = book.retired[retired]
        deliver(json, lambda: {"id": retired, "retired": reason}, verbatim(f"{retired} is retired: {reason}"))
        return 0
    run = verify(tuple(claim.id for claim in book.select((claim_id,))), ledger=book, digits=digits, timeout=timeout)
    claims = [book[entry.id] for entry in run.entries]
    theorems = theorems_on(claims) if ledger is None else {}  # they are the paper's

    def details() -> dict[str, dict[str, Any]]:
        task = partial(_replayable, digits=digits, words=words_of(ledger))
        asks = ((entry.id, partial(task, entry=entry)) for entry in run.entries)
        return {name: asked(ask, book, name, lambda why: {"reason": why}, timeout) for name, ask in asks}

    shown = (
        (claim, entry, background(claim, book, theorems.get(claim.id, ()), timeout))
        for claim, entry in zip(claims, run.entries, strict=True)
    )
    deliver(
        json,
        lambda: as_json(run, book, digits, details=details() if full else None),
        lambda screen: print_claims(shown, screen, full=full),
    )
    return 0 if run.settled else 1


def _replayable(book: "Ledger", entry: "Entry", digits: int, words: "Words | None") -> dict[str, Any]:
    from bornproof.proofs.certificate.replayable import replayable

    return replayable(book[entry.id], entry, digits, words)
