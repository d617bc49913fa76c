"""Arguments and options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bornproof.proofs.ledger import Ledger

__all__ = [
    "Dask", "Digits", "Format", "Ids", "Jobs", "Json", "LedgerName", "Levels", "Probabilities", "Sectors", "Shown", "Signs",
    "Strict", "Symbolic", "Timeout",
    "ledger_named",
]  # fmt: skip


class Format(StrEnum):
    """How results are shown."""

    TABLE = "table"
    GITHUB = "github"  # workflow commands, which make annotations


Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Entries such as eq.39 or claim.2.2-even-spread.")]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the result as JSON ('-' for stdout).")]
Digits = Annotated[int, typer.Option(help="Decimal digits of the enclosures, 15 to 1000.")]
Jobs = Annotated[int, typer.Option(help="Worker processes.")]
Dask = Annotated[
    str | None, typer.Option("--dask", metavar="tcp://HOST:PORT|local", help="Work on this Dask cluster, or on one made of --jobs.")
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout", metavar="SECONDS", help="For one entry, as a last resort; what does not stop is killed at half as long again."
    ),
]
LedgerName = Annotated[
    str | None,
    typer.Option("--ledger", metavar="FILE.py:NAME", help="Another ledger than the paper's: the file is Python, and is run."),
]
Probabilities = Annotated[str, typer.Option("--p", metavar="P1,P2,...", help="Exact probabilities |alpha_I|^2, sum 1.")]
Signs = Annotated[str, typer.Option("--signs", metavar="+-0...", help="Signs of sigma_2 .. sigma_N, as in --signs=-+.")]

Shown = Annotated[Format, typer.Option("--format", help="A table, or annotations of what fails, for GitHub.")]
Strict = Annotated[bool, typer.Option("--strict", help="Any change since the baseline is refused, not a loss alone.")]
Levels = Annotated[str | None, typer.Option("--n", metavar="N", help="Number of levels, at least 2.")]
Symbolic = Annotated[bool, typer.Option("--symbolic", help="Keep N, I, J as symbols (the default).")]
Sectors = Annotated[
    list[str] | None, typer.Option("--signs", metavar="+-...", help="A sector to be solved; may be given several times.")
]


def ledger_named(name: str | None) -> "Ledger":
    """The ledger that a user names, or the paper's; raise LedgerError as `proofs.ledger.ledger_files.load_file` does."""
    if name is None:
        from bornproof.proofs.paper.entries import PAPER

        return PAPER
    from bornproof.proofs.ledger.ledger_files import load_file

    return load_file(name)
