"""`bornproof check`: a user's formula in the place of the printed one, of any entry, sector or average, or a whole manuscript."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from bornproof.proofs.cli.options import Digits, Format, Json, LedgerName, Timeout, ledger_named
from typer.core import TyperCommand

if TYPE_CHECKING:
    from bornproof.proofs.checks.manuscript import Line
    from bornproof.proofs.checks.submitted import Outcome, Writing
    from bornproof.proofs.ledger import Claim, Ledger

__all__ = ["CHECK", "check"]


MOST_LEVELS = 10  # in one sector
MOST_AVERAGED = 6  # over all 2^(N-1) sectors, for given populations
MOST_SYMBOLIC = 4  # the same for any populations: rational functions of N - 1 variables


class _Check(TyperCommand):
    """`check`, where a formula may start with a minus sign: no short options, whose letters might stand in it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take -h for a call for help where no entry is named yet, or where the entry has no symbol h."""
        if args[:1] == ["-h"] or (args[1:] == ["-h"] and not _has_symbol(args[0], "h")):
            args = ["--help"]
        return super().parse_args(ctx, args)


CHECK: dict[str, Any] = {"cls": _Check, "context_settings": {"ignore_unknown_options": True, "help_option_names": ["--help"]}}


def check(
    words: Annotated[list[str] | None, typer.Argument(metavar="[ID] [FORMULA]", help="An entry, and your formula for it.")] = None,
    latex: Annotated[str | None, typer.Option("--latex", metavar="TEX", help="The formula in LaTeX.")] = None,
    n: Annotated[str | None, typer.Option("--n", metavar="N", help="Levels, of a sector or an average.")] = None,
    signs: Annotated[
        str | None, typer.Option("--signs", metavar="+-0...", help="A sector: signs of sigma_2 .. sigma_N, as in --signs=-+.")
    ] = None,
    entry: Annotated[str | None, typer.Option("--entry", metavar="I,J", help="Which entry of rho(t).")] = None,
    average: Annotated[bool, typer.Option("--average", help="Of the average over the hidden variables.")] = False,
    p: Annotated[str | None, typer.Option("--p", metavar="P1,P2,...", help="Exact populations at t = 0, sum 1.")] = None,
    manuscript: Annotated[
        Path | None, typer.Option("--manuscript", metavar="FILE.tex", help="Judge the equations whose labels name entries.")
    ] = None,
    labels: Annotated[
        Path | None, typer.Option("--map", metavar="FILE.toml", help="Ids by labels; an empty id leaves a label out.")
    ] = None,
    require: Annotated[list[str] | None, typer.Option("--require", metavar="ID", help="An entry that must be there.")] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write JUnit XML of a manuscript ('-' for stdout).")] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="Of a manuscript: a table, or annotations at its lines, for GitHub.")
    ] = None,
    json: Json = None,
    digits: Digits = 50,
    timeout: Timeout = 60,
    ledger: LedgerName = None,
) -> int:
    """Compare your formula with the one that was derived: equal, equal under conditions, or different with a witness.

    A formula, or a line with its left side, as rho[1, 2] = ..., with further links of a chain and a condition behind `if`: in plain
    text, in LaTeX (--latex, or where there is a backslash), or as a terminal prints it, with the same answer.

    Notation: + - * / ** ( ), exact numbers, sqrt exp log sin cos abs sign max min conj dagger, theta(x), delta(I, J),
    sum(f, (K, 1, N)), prod(f, (J, 1, N)), entries such as rho[1, 2], i for the imaginary unit; `bornproof show ID`
    prints the entry's symbols; relations < <= > >= !=, tables [a, b; c, d], P(sigma[2] > 0).

    With --signs and --entry instead of an ID: one entry of
    rho(t) in any sector, from rho0[I, J], or from the populations --p; with --average the average over the hidden variables,
    from p[1] .. p[N] or --p; where it needs p[1] + p[2] > 0, as from three levels on, the answer says so. x is exp(-kappa*t).

    A manuscript: each equation, its macros written out, whose label names an entry, as eq:39.4 does, or by --map. Exit code 1
    if one is different, unreadable or not decided, if none is found, or one that is required is not.

    \b
    Examples:
      bornproof check eq.61 '-q*sqrt(1-q**2)*exp(-kappa*t/2)'
      bornproof check eq.12 --latex '|\\alpha_2|^2'
      bornproof check --n 3 --signs=+- --entry 3,3 'rho0[3,3]*x**2'
      bornproof check --average --entry 1,1 --p 1/4,3/4 '1/4'
      bornproof check --manuscript paper.tex --require eq.31 --junit report.xml --format github
    """
    from bornproof.proofs.checks.run import asked
    from bornproof.proofs.checks.submitted import Writing, check_claim, undecided_outcome
    from bornproof.proofs.cli.outputs import check_outputs, deliver, verbatim
    from bornproof.proofs.cli.refusals import refusals_in, refuse
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.files import STDOUT
    from bornproof.proofs.report.shown import Screen

    annotated = form is Format.GITHUB
    check_outputs(json, junit, *((STDOUT,) if annotated else ()))
    of_sector = {"--n": n, "--signs": signs, "--entry": entry, "--p": p, "--average": average or None}
    of_manuscript = {"--map": labels, "--require": require or None, "--junit": junit, "--format": form}
    if manuscript is not None:
        refuse(of_sector | {"--latex": latex, "a formula": words or None}, "with --manuscript")
        with refusals_in(junit, annotated=annotated, command="check", folder=manuscript.parent):
            book, lines = _judged(manuscript, labels, require or [], digits, timeout, ledger)
        return _delivered(book, lines, manuscript, json, junit, annotated=annotated)
    refuse(of_manuscript, "without --manuscript")
    given = list(words or [])
    if latex is not None:
        given.append(latex)
    chosen = any(value is not None for value in of_sector.values())
    if len(given) != (1 if chosen else 2):
        needed = "one formula, besides --signs and --entry" if chosen else "an entry and a formula"
        raise LedgerError(f"check needs {needed}, not {len(given)} of these")
    writing = Writing.LATEX if latex is not None else None
    if chosen:
        if ledger is not None:
            raise LedgerError("--signs and --average are about the paper's model, and not about another ledger")
        claim, reference = _element(n, signs, entry, average, p)
        also = rf"\overline{{{claim.name}}}" if average else ""
        ask = partial(check_claim, formula=given[0], digits=digits, writing=writing, also=also)
        outcome = asked(lambda _: ask(claim), ledger_named(None), claim.id, partial(undecided_outcome, claim.id, given[0]), timeout)
    else:
        book = ledger_named(ledger)
        question = partial(_answered, claim_id=given[0], formula=given[1], digits=digits, writing=writing)
        outcome, reference = asked(question, book, given[0], partial(undecided_outcome, *given), timeout), book.source.reference
    plain = {"paper": reference} | outcome.plain
    deliver(json, lambda: plain, lambda screen: verbatim(outcome.in_words(Screen.of(screen, outcome.notation)))(screen))
    return outcome.exit_code


def _answered(book: "Ledger", claim_id: str, formula: str, digits: int, writing: "Writing | None") -> "Outcome":
    """The answer in the terminal's letters, as it can come from another process."""
    from bornproof.proofs.checks.submitted import Outcome, check_formula
    from bornproof.proofs.cli.outputs import console
    from bornproof.proofs.report.shown import Screen

    found = check_formula(book, claim_id, formula, digits, writing)
    return Outcome(found.in_words(Screen.of(console(), found.notation)), found.plain, found.exit_code)


def _element(n: str | None, signs: str | None, entry: str | None, average: bool, p: str | None) -> "tuple[Claim, str]":
    """The claim about one entry of rho(t) that the options name, and the paper."""
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.formulas.inputs import read_entry, read_levels, read_probabilities, read_signs
    from bornproof.proofs.paper.reference import PAPER_REFERENCE
    from bornproof.proofs.paper.sectors import averaged_claim, sector_claim

    if average == (signs is not None):
        raise LedgerError("either a sector is needed, as in --signs=+-, or --average")
    if entry is None:
        raise LedgerError("the entry of rho(t) is needed, as in --entry 3,3")
    row, column = read_entry(entry)
    start = None if p is None else read_probabilities(p)
    sector = None if signs is None else read_signs(signs)
    known = {"--n": read_levels(n)} if n is not None else {}
    known |= {"--signs": len(sector) + 1} if sector else {}
    known |= {"--p": len(start)} if start else {}
    if not known:
        raise LedgerError("the number of levels is needed, as in --n 3")
    if len(set(known.values())) > 1:
        raise LedgerError("the number of levels must be one: " + ", ".join(f"{count} by {name}" for name, count in known.items()))
    levels = next(iter(known.values()))
    most = MOST_LEVELS if sector else MOST_AVERAGED if start else MOST_SYMBOLIC
    if levels > most:
        raise LedgerError(f"levels must be at most {most} here, not {levels}: all of it is also evolved by brute force")
    claim = averaged_claim(levels, row, column, start) if sector is None else sector_claim(sector, row, column, start)
    return claim, PAPER_REFERENCE


def _judged(
    path: Path, labels: Path | None, required: list[str], digits: int, timeout: float, ledger: str | None
) -> "tuple[Ledger, tuple[Line, ...]]":
    """The ledger, and what was found of a manuscript."""
    from bornproof.proofs.checks.manuscript import check_manuscript
    from bornproof.proofs.checks.run import check_digits
    from bornproof.proofs.formulas.manuscript.equations import read_manuscript
    from bornproof.proofs.formulas.manuscript.labels import read_labels
    from bornproof.proofs.report.progress import advance, progress_bar

    check_digits(digits)
    named = read_labels(labels) if labels else {}
    found = read_manuscript(path)
    book = ledger_named(ledger)
    with progress_bar("judging") as bar:
        return book, check_manuscript(found, book, named, required, digits, partial(advance, bar), timeout)


def _delivered(
    book: "Ledger", lines: "tuple[Line, ...]", path: Path, json: Path | None, junit: Path | None, *, annotated: bool
) -> int:
    from bornproof.proofs.cli.outputs import console, workspace, write_all, write_line
    from bornproof.proofs.files import STDOUT, dumped
    from bornproof.proofs.report.annotations import line_annotations, with_count
    from bornproof.proofs.report.manuscript import manuscript_json, manuscript_junit, passed, print_manuscript, print_summary

    outputs: dict[Path, str] = {}
    if json:
        outputs[json] = dumped(manuscript_json(lines, book, str(path)))
    if junit:
        outputs[junit] = manuscript_junit(lines, book)
    write_all(outputs)
    if annotated:
        for line in with_count(line_annotations(lines, book, path, workspace())):
            write_line(line)
        print_summary(lines, console())
    elif STDOUT not in outputs:
        print_manuscript(lines, console())
    return 0 if passed(lines) else 1


def _has_symbol(claim_id: str, name: str) -> bool:
    from bornproof.proofs.checks.names import symbols_of
    from bornproof.proofs.paper.entries import PAPER

    return any(name in symbols_of(claim) for claim in PAPER.select((claim_id,)))
