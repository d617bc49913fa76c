"""`bornproof figure`: pictures of what is in the ledger, at the width of a column, each with its caption."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bornproof.proofs.cli.picture_data import Shown
    from bornproof.proofs.report.site.pages import Drawing

__all__ = ["drawings", "figure"]


def figure(
    name: Annotated[str, typer.Argument(help="Which picture; see --list.")] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="An .svg, .png or .pdf file.")] = None,
    list_names: Annotated[bool, typer.Option("--list", help="List the pictures, and exit.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")] = False,
) -> int:
    """Draw a picture, and write its caption with the formulas that it shows beside it, as a .tex file of the same name.

    \b
    Examples:
      bornproof figure --list
      bornproof figure universal --out universal.pdf
    """
    from difflib import get_close_matches

    from bornproof.proofs.cli.outputs import check_outputs, write, write_line
    from bornproof.proofs.cli.picture_data import PICTURES
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.report.figures.canvas import FORMATS, drawn

    if list_names:
        for known, shown in PICTURES.items():
            write_line(f"{known:<12} {shown.make.__doc__}")
        return 0
    if name not in PICTURES:
        near = get_close_matches(name, PICTURES, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(PICTURES)}"
        raise LedgerError(f"no picture is called {name!r}: {hint}" if name else f"say which picture: {', '.join(PICTURES)}")
    suffix = out.suffix.lower().removeprefix(".") if out else ""
    if out is None or suffix not in FORMATS:
        raise LedgerError(f"a picture needs a place: --out FILE, whose name ends in {', '.join(f'.{one}' for one in FORMATS)}")
    beside = out.with_suffix(".tex")
    check_outputs(out, beside)
    for path in (out, beside):
        if path.exists() and not force:
            raise LedgerError(f"{path} is there already: name another file, or overwrite it with --force")
    write(out, drawn(PICTURES[name].make(), suffix))
    write(beside, _caption(name, PICTURES[name]))
    return 0


def drawings() -> tuple["Drawing", ...]:
    """All pictures, for the pages."""
    from bornproof.proofs.cli.picture_data import PICTURES
    from bornproof.proofs.report.figures.canvas import drawn
    from bornproof.proofs.report.site.pages import Drawing

    return tuple(
        Drawing(name, drawn(shown.make(), "svg"), shown.make.__doc__ or "", shown.caption, shown.ids)
        for name, shown in PICTURES.items()
    )


def _caption(name: str, shown: "Shown") -> str:
    """The caption in LaTeX, with the lines of the entries as they stand in the ledger."""
    from bornproof.proofs.paper.entries import PAPER
    from bornproof.proofs.paper.printed import lines_of

    lines = [f"% {name}: {', '.join(shown.entries)}", f"{shown.caption} {shown.where}".rstrip()]
    for entry in shown.entries:
        line = lines_of(PAPER[entry.partition(":")[0]].section)[entry]
        lines += [r"\begin{align*}", line, r"\end{align*}"]
    return "\n".join([*lines, ""])
