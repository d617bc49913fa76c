"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Digits", "Ids", "Jobs", "Json", "Probabilities", "Signs"]

Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Entries such as eq.39 or claim.2.2-even-spread.")]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the result as JSON ('-' for stdout).")]
Digits = Annotated[int, typer.Option(help="Decimal digits of the enclosures, 15 to 1000.")]
Jobs = Annotated[int, typer.Option(help="Worker processes.")]
Probabilities = Annotated[str, typer.Option("--p", metavar="P1,P2,...", help="Exact probabilities |alpha_I|^2, sum 1.")]
Signs = Annotated[str, typer.Option("--signs", metavar="+-0...", help="Signs of sigma_2 .. sigma_N, as in --signs=-+.")]
