"""`bornproof errata`: what is wrong in the paper, and what is right."""

from pathlib import Path
from typing import Annotated

import typer
from bornproof.proofs.cli.latex import Pdf, write_document
from bornproof.proofs.cli.options import Ids, Jobs, Json, LedgerName, Timeout, ledger_named

__all__ = ["errata"]


def errata(
    ids: Ids = None,
    json: Json = None,
    latex: Annotated[Path | None, typer.Option("--latex", metavar="FILE", help="Write a LaTeX document ('-' for stdout).")] = None,
    pdf: Pdf = None,
    jobs: Jobs = 1,
    timeout: Timeout = 60,
    ledger: LedgerName = None,
) -> int:
    """List what is wrong and what is right: printed, corrected, the reason, a witness; then the conditions that are missing.

    \b
    Examples:
      bornproof errata
      bornproof errata --pdf errata.pdf
    """
    from bornproof.proofs.checks.run import verify
    from bornproof.proofs.cli.outputs import check_outputs, console, write
    from bornproof.proofs.files import STDOUT, dumped
    from bornproof.proofs.report.errata import as_document, as_plain, print_errata

    check_outputs(json, latex, pdf)
    book = ledger_named(ledger)
    run = verify(tuple(ids or ()), ledger=book, jobs=jobs, timeout=timeout)
    if json:
        write(json, dumped(as_plain(run, book)))
    if latex:
        write_document(as_document(run, book), output=latex, pdf=None, standalone=True)
    if pdf:
        write_document(as_document(run, book), output=pdf, pdf=pdf)
    if STDOUT not in (json, latex, pdf):
        print_errata(run, book, console())
    return 0 if run.settled else 1
