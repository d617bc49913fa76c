"""`bornproof certificate`: an entry, or all of them, as Python files that SymPy alone can run."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from bornproof.proofs.cli.options import Jobs, LedgerName, Timeout, ledger_named

if TYPE_CHECKING:
    from bornproof.proofs.certificate.python_source import Words
    from bornproof.proofs.ledger import Entry, Ledger

__all__ = ["certificate", "words_of"]


def certificate(
    claim_id: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    everything: Annotated[Path | None, typer.Option("--all", metavar="DIR", help="Write one file for each decided entry.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it here, not to stdout.")] = None,
    jobs: Jobs = 1,
    timeout: Timeout = 60,
    ledger: LedgerName = None,
) -> int:
    """Write an entry as one Python file that states it and checks it with SymPy alone: nothing of this toolkit is imported.

    A file says for which numbers of levels it checks what. Definitions, and what no computation decides, have none.

    \b
    Examples:
      bornproof certificate eq.61 -o eq61.py && python eq61.py
      bornproof certificate --all certificates
    """
    from bornproof.proofs.certificate.writer import why_not
    from bornproof.proofs.checks.run import asked, verify
    from bornproof.proofs.cli.outputs import check_outputs, console, write
    from bornproof.proofs.counts import counted
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.files import STDOUT

    if (claim_id is None) == (everything is None) or (everything and output):
        raise LedgerError("name one entry, or a folder with --all")
    book, words = ledger_named(ledger), words_of(ledger)
    claims = book.select((claim_id,) if claim_id else ())
    if claim_id and len(claims) > 1:
        raise LedgerError(f"{claim_id} are several entries: {', '.join(claim.id for claim in claims)}; name one, or use --all")
    if everything:
        everything.mkdir(exist_ok=True)
    places = {claim.id: everything / f"{claim.id}.py" if everything else output or STDOUT for claim in claims}
    check_outputs(next(iter(places.values())))
    run, failed, without = verify(tuple(places), ledger=book, jobs=jobs, timeout=timeout), list[str](), 0
    for entry in run.entries:
        try:
            text = asked(partial(_written, entry=entry, words=words), book, entry.id, partial(_undecided, entry.id), timeout)
        except LedgerError as error:
            without += 1
            failed += [str(error)] if claim_id or not why_not(entry) or not entry.settled else []
            continue
        write(places[entry.id], text)
    for line in failed:
        typer.echo(line, err=True)
    if everything:
        made = counted(len(run.entries) - without, "certificate")
        console().print(f"{made} in {everything}, {counted(without, 'entry')} without", highlight=False)
    return 1 if failed else 0


def _written(book: "Ledger", entry: "Entry", words: "Words | None") -> str:
    from bornproof.proofs.certificate.writer import certificate as written

    return written(book[entry.id], entry, words)


def _undecided(claim_id: str, why: str) -> str:
    from bornproof.proofs.errors import LedgerError

    raise LedgerError(f"{claim_id} has no certificate: {why}")


def words_of(ledger: str | None) -> "Words | None":
    """What the paper's notation has besides plain formulas; of another ledger nothing is known."""
    if ledger is not None:
        return None
    from bornproof.proofs.paper.definitions_in_python import WORDS

    return WORDS
