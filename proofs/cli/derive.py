"""`bornproof derive`: the appendix again, for any number of levels, and the steps behind an entry."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from bornproof.proofs.cli.options import Json, LedgerName, Levels, Sectors, Symbolic, Timeout, ledger_named
from bornproof.proofs.counts import counted

if TYPE_CHECKING:
    from bornproof.proofs.ledger import Ledger
    from bornproof.proofs.ledger.chapter import Chapter, Line

__all__ = ["appendix_chapters", "derive"]


def derive(
    what: Annotated[str, typer.Argument(metavar="[ID|appendix]")] = "appendix",
    n: Levels = None,
    symbolic: Symbolic = False,
    signs: Sectors = None,
    json: Json = None,
    timeout: Timeout = 60,
    ledger: LedgerName = None,
) -> int:
    """Derive the appendix again, for any number of levels, or the steps behind one entry.

    \b
    Examples:
      bornproof derive appendix --symbolic
      bornproof derive appendix --n 6 --signs=+-+-+
      bornproof derive eq.22
    """
    from bornproof.proofs.cli.outputs import check_outputs, console, write, write_line
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.files import STDOUT
    from bornproof.proofs.report.derivations import as_json, as_lines

    check_outputs(json)
    book = ledger_named(ledger)
    chapters: Iterable[Chapter]
    if what.strip().lower() == "appendix":
        if ledger is not None:
            raise LedgerError("the appendix is this paper's: of another ledger name an entry")
        chapters = appendix_chapters(n, symbolic, signs)
    elif n is not None or signs:
        raise LedgerError("--n and --signs go with the appendix; an entry is derived for the N that it states")
    else:
        chapters = _entries(what, book, timeout)
    if json == STDOUT:
        write(json, as_json(chapters, book))
        return 0
    if json:
        chapters = [replace(chapter, lines=tuple(chapter.lines)) for chapter in _watched(chapters)]
        write(json, as_json(chapters, book))
    elif not sys.stdout.isatty():  # on a terminal, what streams by shows how far it is
        chapters = _watched(chapters)
    for line in as_lines(chapters, console(), book.language.notation):
        write_line(line)
    return 0


def appendix_chapters(n: str | None, symbolic: bool, signs: list[str] | None) -> "Iterator[Chapter]":
    """The appendix for the options that were given; raise LedgerError for options that do not go together."""
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.formulas.inputs import read_levels, read_signs
    from bornproof.proofs.paper.appendix import appendix, appendix_at

    if n is None:
        if signs:
            raise LedgerError("--signs goes with --n N: a sector has N - 1 signs")
        return appendix()
    if symbolic:
        raise LedgerError("give either --n N or --symbolic, not both")
    levels, sectors = read_levels(n), [read_signs(text) for text in signs or ()]
    for sector in sectors:
        if len(sector) != levels - 1:
            raise LedgerError(f"a sector of {counted(levels, 'level')} has {counted(levels - 1, 'sign')}, not {len(sector)}")
    return appendix_at(levels, sectors)


def _entries(what: str, book: "Ledger", timeout: float) -> "Iterator[Chapter]":
    """The steps behind each entry that is meant; a ledger of a user's own is asked in a process of its own."""
    from bornproof.proofs.checks.run import asked
    from bornproof.proofs.errors import LedgerError

    def refuse(why: str) -> "Chapter":
        raise LedgerError(f"{claim.id} is not derived: {why}")

    for claim in book.select((what,)):
        yield asked(partial(_chapter, claim_id=claim.id), book, claim.id, refuse, timeout)


def _chapter(book: "Ledger", claim_id: str) -> "Chapter":
    from bornproof.proofs.checks.derived import derived
    from bornproof.proofs.checks.exact import example_case
    from bornproof.proofs.ledger.chapter import Chapter, Line

    claim = book[claim_id]
    steps = derived(claim.derive, example_case(claim).mapping).steps if claim.derive else ()
    named = enumerate(steps, start=1)
    lines = (Line(f"{claim_id}.{k}", claim.name if k == 1 else "", step.result, step.rule) for k, step in named)
    return Chapter(claim_id, tuple(lines))


def _watched(chapters: "Iterable[Chapter]") -> "Iterator[Chapter]":
    """The same, with a bar that counts the lines as they are made."""
    from bornproof.proofs.report.progress import advance, progress_bar

    with progress_bar("deriving") as bar:
        count = 0

        def counted(lines: "Iterable[Line]") -> "Iterator[Line]":
            nonlocal count
            for line in lines:
                count += 1
                if not count % 32:
                    advance(bar, count)
                yield line

        for chapter in chapters:
            yield replace(chapter, lines=counted(chapter.lines))
