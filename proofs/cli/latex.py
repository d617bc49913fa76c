"""`bornproof latex`: what was proved, as LaTeX for a manuscript or as a PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from bornproof.proofs.cli.options import Jobs, LedgerName, Levels, Sectors, Symbolic, Timeout, ledger_named
from bornproof.proofs.counts import counted

if TYPE_CHECKING:
    from bornproof.proofs.ledger import Ledger
    from bornproof.proofs.report.document import Document

__all__ = ["Pdf", "latex", "write_document"]

MOST_PROVED = 16  # levels of an appendix: N(N+1)/2 lines are proved and replayed at N x N matrices, for 24 levels in minutes
Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where the LaTeX goes ('-' for stdout).")]
Pdf = Annotated[Path | None, typer.Option("--pdf", metavar="FILE", help="Set a PDF (no TeX is needed) instead.")]


def latex(
    what: Annotated[str, typer.Argument(metavar="[ID|appendix|errata|theorems|paper|note]")] = "appendix",
    n: Levels = None,
    symbolic: Symbolic = False,
    signs: Sectors = None,
    standalone: Annotated[bool, typer.Option("--standalone", help="A document that pdflatex compiles.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="No macros but those of amsmath: for pasting.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write what is not settled, too.")] = False,
    output: Output = Path("-"),
    pdf: Pdf = None,
    jobs: Jobs = 1,
    timeout: Timeout = 60,
    ledger: LedgerName = None,
) -> int:
    """Write the appendix, an entry, the errata, our theorems, the paper's equations or a note as LaTeX, or set them as a PDF.

    Only what is settled is written, and every line is read back before it is. The note is an article on the averaged
    model; its pictures are put beside its LaTeX, as PDF.

    \b
    Examples:
      bornproof latex appendix --n 4 --output appendix.tex
      bornproof latex appendix --symbolic --pdf appendix.pdf
      bornproof latex eq.39.4 --plain
      bornproof latex appendix --n 7 --signs=+-+-++ --standalone
      bornproof latex note --pdf note.pdf
    """
    from bornproof.proofs.cli.outputs import check_outputs
    from bornproof.proofs.errors import LedgerError

    check_outputs(pdf or output)
    subject = what.strip().lower()
    if subject != "appendix" and (n or signs or symbolic):
        raise LedgerError("--n, --symbolic and --signs go with the appendix")
    if subject in ("appendix", "note") and ledger is not None:
        raise LedgerError(f"the {subject} is this paper's: of another ledger name an entry, errata, theorems or paper")
    if subject == "appendix":
        document = _appendix(n, symbolic, signs, force)
    elif subject == "note":
        document = _note(force, jobs)
    else:
        document = _entries(subject, ledger_named(ledger), force, jobs, timeout)
    write_document(document, output=output, pdf=pdf, standalone=standalone, plain=plain)
    return 0


def write_document(document: "Document", *, output: Path, pdf: Path | None, standalone: bool = False, plain: bool = False) -> None:
    """Write a document as LaTeX, or as a PDF where one is asked for; the pictures of LaTeX in a file lie beside it, as PDF."""
    from bornproof.proofs.cli.outputs import write
    from bornproof.proofs.files import STDOUT
    from bornproof.proofs.report.latex_document import as_latex_document
    from bornproof.proofs.report.typst_document import PICTURE, as_pdf

    if pdf:
        write(pdf, as_pdf(document, _drawn(document, PICTURE)))
        return
    write(output, as_latex_document(document, standalone=standalone, plain=plain))
    if output != STDOUT:
        for name, content in _drawn(document, "pdf").items():
            write(output.with_name(f"{name}.pdf"), content)


def _drawn(document: "Document", suffix: str) -> dict[str, bytes]:
    """The pictures of a document, by their names."""
    names = [picture.name for picture in document.pictures]
    if not names:
        return {}
    from bornproof.proofs.cli.picture_data import PICTURES
    from bornproof.proofs.report.figures.canvas import drawn

    return {name: drawn(PICTURES[name].make(), suffix) for name in names}


def _note(force: bool, jobs: int) -> "Document":
    """The article on the averaged model: what it states, and what it mentions, is settled."""
    from bornproof.proofs.checks.run import verify
    from bornproof.proofs.cli.background import theorems_on
    from bornproof.proofs.cli.picture_data import PICTURES
    from bornproof.proofs.paper.entries import PAPER
    from bornproof.proofs.paper.note import NOTE
    from bornproof.proofs.report.article_document import as_document

    run = verify(NOTE.ids, ledger=PAPER, jobs=jobs)
    _refuse([entry.id for entry in run.entries if not entry.settled], force)
    stated = theorems_on([PAPER[theorem.id] for theorem in NOTE.theorems])
    kernel = {
        claim_id: [name for name, _, bearing in (said.partition(" (") for said, _ in rows) if not bearing.startswith("part")]
        for claim_id, rows in stated.items()
    }
    shows = {name: ", ".join(shown.ids) for name, shown in PICTURES.items()}
    captions = {name: f"{shown.caption} ({shows[name]})" for name, shown in PICTURES.items()}
    entries = {entry.id: entry for entry in run.entries}
    return as_document(NOTE, entries, PAPER, captions, kernel=kernel, about=_about(PAPER.source.reference))


def _appendix(n: str | None, symbolic: bool, signs: list[str] | None, force: bool) -> "Document":
    """The appendix, of which every line was proved for its entry, and every entry is settled."""
    from dataclasses import replace

    from bornproof.proofs.checks.lines import unproved
    from bornproof.proofs.checks.run import verify
    from bornproof.proofs.cli.derive import appendix_chapters
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.formulas.inputs import read_levels
    from bornproof.proofs.paper.entries import PAPER
    from bornproof.proofs.report.derivations import as_blocks
    from bornproof.proofs.report.document import Document, Note

    if n is not None and (levels := read_levels(n)) > MOST_PROVED:
        lines = f"each of the {levels * (levels + 1) // 2} rates and exponents is proved first, in minutes and gigabytes"
        raise LedgerError(f"levels must be at most {MOST_PROVED} here, not {levels}: {lines}; `derive` writes them unproved")
    chapters = [replace(chapter, lines=tuple(chapter.lines)) for chapter in appendix_chapters(n, symbolic, signs)]
    entries = dict.fromkeys(line.entry for chapter in chapters for line in chapter.lines if line.entry)
    run = verify(tuple(claim_id for claim_id in entries if PAPER.made(claim_id) is None), ledger=PAPER)
    _refuse([*(entry.id for entry in run.entries if not entry.settled), *unproved(chapters, PAPER)], force)
    notes = (Note(f"{entry.id}: {entry.verdict}; {entry.scope}") for entry in run.entries)
    title = "Appendix for any number of levels" if n is None else f"Appendix for {counted(read_levels(n), 'level')}"
    return Document(title, (*notes, *as_blocks(chapters, PAPER)), _about(PAPER.source.reference))


def _entries(subject: str, book: "Ledger", force: bool, jobs: int, timeout: float) -> "Document":
    """Entries that are settled: what is true of each."""
    from bornproof.proofs.checks.run import verify
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.report.document import Document
    from bornproof.proofs.report.entries_document import as_blocks, printed_blocks
    from bornproof.proofs.report.errata import as_document

    ids = {
        "errata": (),
        "theorems": tuple(claim.id for claim in book if claim.id.startswith("thm.")),
        "paper": tuple(claim.id for claim in book if claim.equation),
    }.get(subject, (subject,))
    if not ids and subject != "errata":
        raise LedgerError(f"this ledger has no {'theorems' if subject == 'theorems' else 'equations'}")
    if subject == "paper":
        return Document("The equations as printed", tuple(printed_blocks(map(book.__getitem__, ids))), book.source.reference)
    run = verify(ids, ledger=book, jobs=jobs, timeout=timeout)
    _refuse([entry.id for entry in run.entries if not entry.settled], force)
    if subject == "errata":
        return as_document(run, book)
    asked = {claim.id for claim in book.select(ids)}
    found = [entry for entry in run.entries if entry.id in asked]
    return Document({"theorems": "Theorems"}.get(subject, subject), tuple(as_blocks(found, book)), _about(book.source.reference))


def _refuse(unsettled: list[str], force: bool) -> None:
    from bornproof.proofs.errors import ReportError

    if unsettled and not force:
        raise ReportError(f"not written, for this is not settled (--force writes it all the same): {'; '.join(unsettled)}")


def _about(reference: str) -> str:
    from importlib.metadata import version

    return f"Made by bornproof {version('bornproof')} for {reference}"
