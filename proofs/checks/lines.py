"""The lines of a chapter held against the ledger before they leave the program: each is proved for its entry, or refused."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bornproof.proofs.checks.exact import prove
from bornproof.proofs.ledger import Ledger, Result
from bornproof.proofs.ledger.chapter import Chapter, Line

__all__ = ["unproved"]


def unproved(chapters: Iterable[Chapter], ledger: Ledger) -> Iterator[str]:
    """The labels of lines that name an entry and are not proved to be what was derived for it, each with the reason."""
    for chapter in chapters:
        for line in chapter.lines:
            if line.entry and (reason := _open(line, ledger)):
                yield f"{line.label}: {reason}"


def _open(line: Line, ledger: Ledger) -> str:
    claim = (ledger.made(line.entry) or ledger[line.entry]).true_forms[0]
    claim = replace(claim, where=(*claim.where, *line.where))
    evidence = prove(claim, (line.expression,), "line")
    return "" if evidence.result is Result.PROVED else evidence.detail
