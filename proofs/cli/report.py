"""`bornproof report`: the results as pages for a browser, or as a summary in Markdown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from bornproof.proofs.cli.options import Jobs, LedgerName, Timeout, ledger_named
from bornproof.proofs.counts import counted

__all__ = ["report"]


def report(
    html: Annotated[str | None, typer.Option("--html", metavar="DIR", help="Write pages for a browser into this folder.")] = None,
    markdown: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="Write a summary in GitHub's Markdown ('-' for stdout).")
    ] = None,
    open_pages: Annotated[bool, typer.Option("--open", help="Open the front page in a browser.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write into a folder with other files, too; only those of our names are replaced.")
    ] = False,
    kernel: Annotated[bool, typer.Option("--kernel", help="Add the evidence of the machine-checked proofs (needs Coq).")] = False,
    jobs: Jobs = 1,
    timeout: Timeout = 60,
    ledger: LedgerName = None,
) -> int:
    """Run the ledger and write every equation beside its verdict: pages that open without a server, or a summary.

    \b
    Examples:
      bornproof report --html site --open
      bornproof report --markdown summary.md
      bornproof report --html site --ledger mine.py:LEDGER
    """
    import shlex

    from bornproof.proofs.checks.run import verify
    from bornproof.proofs.cli.api_reference import reference
    from bornproof.proofs.cli.background import background, theorems_on
    from bornproof.proofs.cli.figure import drawings
    from bornproof.proofs.cli.outputs import check_outputs, console, write
    from bornproof.proofs.cli.verify import with_kernel
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.files import STDOUT
    from bornproof.proofs.folders import check_folder, write_folder
    from bornproof.proofs.report.markdown import as_markdown
    from bornproof.proofs.report.site.pages import FRONT, REFERENCE, pages
    from rich.console import Console

    if html is None and not markdown:
        raise LedgerError("say what to write: --html DIR, --markdown FILE, or both")
    if html == "":
        raise LedgerError("--html needs the name of a folder; the one in which you are is .")
    if (open_pages or force) and not html:
        raise LedgerError("--open and --force go with --html DIR")
    if kernel and ledger is not None:
        raise LedgerError("--kernel is about the paper's theorems, and not about another ledger")
    check_outputs(markdown)
    folder = Path(html) if html else None
    if folder:
        check_folder(folder, lambda: _names(ledger), force=force)
    book = ledger_named(ledger)
    run, proved = verify(ledger=book, jobs=jobs, timeout=timeout), True
    if kernel:
        run, _, proved = with_kernel(run, jobs)
    aside = Console(stderr=True) if markdown == STDOUT else console()
    if markdown:
        write(markdown, as_markdown(run, book))
    if folder:
        claims = list(book)
        theorems = theorems_on(claims) if ledger is None else {}  # they are the paper's
        backgrounds = {claim.id: background(claim, book, theorems.get(claim.id, ()), timeout) for claim in claims}
        option = f"--ledger {shlex.quote(ledger)}" if ledger else ""
        api = {f"{Path(REFERENCE).parent}/{name}": page for name, page in reference().items()}
        files = {**dict(pages(run, book, backgrounds, option, () if ledger else drawings(), reference=bool(api))), **api}
        replaced = write_folder(folder, files, force=force)
        if replaced:
            said = f"replaced in {folder}, though they were not ours: {', '.join(replaced)}"
            aside.print(said, markup=False, highlight=False, soft_wrap=True)
        count = sum(name.endswith(".html") for name in files)
        if not api:
            said = "without the reference for Python, which needs pdoc: python3 -m pip install 'bornproof[site]'"
            aside.print(said, markup=False, highlight=False, soft_wrap=True)
        aside.print(f"{counted(count, 'page')} in {folder}: open {folder / FRONT}", markup=False, highlight=False, soft_wrap=True)
    if folder and open_pages:
        import webbrowser

        webbrowser.open((folder / FRONT).resolve().as_uri())
    return 0 if run.settled and proved else 1


def _names(ledger: str | None) -> Iterator[str]:
    """The files of the pages."""
    from bornproof.proofs.cli.api_reference import reference
    from bornproof.proofs.cli.picture_data import PICTURES
    from bornproof.proofs.report.site.pages import REFERENCE, pages_named

    yield from pages_named(ledger_named(ledger), () if ledger else PICTURES)
    yield from (f"{Path(REFERENCE).parent}/{name}" for name in reference())
