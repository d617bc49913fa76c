"""`bornproof derive`: the appendix again, for any number of levels, and the steps behind an entry."""

import sys
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any

import typer
from bornproof.proofs.cli.options import Json

if TYPE_CHECKING:
    from bornproof.proofs.report.derivations import Chapter

__all__ = ["derive"]


def derive(
    what: Annotated[str, typer.Argument(metavar="[ID|appendix]")] = "appendix",
    n: Annotated[str | None, typer.Option("--n", metavar="N", help="Number of levels, at least 2.")] = None,
    symbolic: Annotated[bool, typer.Option("--symbolic", help="Keep N, I, J as symbols (the default).")] = False,
    json: Json = None,
) -> int:
    """Derive the appendix again, for any number of levels, or the steps behind one entry.

    \b
    Examples:
      bornproof derive appendix --symbolic
      bornproof derive appendix --n 6
      bornproof derive eq.22
    """
    from bornproof.proofs.checks.exact import example_case
    from bornproof.proofs.cli.outputs import check_outputs, console, write, write_line
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.files import STDOUT
    from bornproof.proofs.formulas.inputs import read_levels
    from bornproof.proofs.paper.entries import PAPER
    from bornproof.proofs.report.derivations import as_json, as_lines

    check_outputs(json)
    if n is not None and symbolic:
        raise LedgerError("give either --n N or --symbolic, not both")
    levels = read_levels(n) if n is not None else None
    chapters: Iterable[Chapter]
    if what.strip().lower() == "appendix":
        chapters, total = (_appendix(), 4) if levels is None else (_appendix_at(levels), levels * (levels + 1) // 2)
    elif levels is not None:
        raise LedgerError("--n goes with the appendix; an entry is derived for the N that it states")
    else:
        claims = PAPER.select((what,))
        derived = (claim.derive(example_case(claim).mapping).steps if claim.derive else () for claim in claims)
        chapters, total = zip((claim.id for claim in claims), derived, strict=True), len(claims)
    if json == STDOUT:
        write(json, as_json(chapters, PAPER))
        return 0
    if json:
        chapters = list(_watched(chapters, total))
        write(json, as_json(chapters, PAPER))
    elif not sys.stdout.isatty():  # on a terminal, what streams by shows how far it is
        chapters = _watched(chapters, total)
    for line in as_lines(chapters, bold=console().is_terminal):
        write_line(line)
    return 0


def _appendix() -> "Iterator[Chapter]":
    """The component equations with symbols."""
    from bornproof.symbolic import coherences, components

    yield "d rho_IJ / d(kappa t)", components.component().steps
    yield "d rho_JJ / d(kappa t)", components.population_rate().steps
    yield "Lambda_IJ, where d rho_IJ/dt = -(kappa/2) Lambda_IJ rho_IJ for I != J", components.damping_exponent().steps
    yield "rho_IJ(t) for I != J", coherences.closed_form().steps


def _appendix_at(levels: int) -> "Iterator[Chapter]":
    """The component equations written out for a number of levels."""
    from bornproof.proofs.formulas.printing import entry_name
    from bornproof.symbolic.components import damping_exponent, population_rate, terms_at_levels
    from bornproof.symbolic.derivation import Step

    def chapter(title: str, general: Any, **place: int) -> "Chapter":
        return title, [Step(f"N = {levels}", terms_at_levels(general, levels, **place))]

    rate, exponent = population_rate().result, damping_exponent().result
    for j in range(1, levels + 1):
        yield chapter(f"d {entry_name(j, j, levels)} / d(kappa t)", rate, column=j)
    for i, j in combinations(range(1, levels + 1), 2):
        yield chapter(entry_name(i, j, levels, "Lambda"), exponent, row=i, column=j)


def _watched(chapters: "Iterable[Chapter]", total: int) -> "Iterator[Chapter]":
    from bornproof.proofs.report.progress import advance, progress_bar

    with progress_bar("deriving", total) as bar:
        for number, chapter in enumerate(chapters, start=1):
            yield chapter
            if not number % 32:
                advance(bar, number)
