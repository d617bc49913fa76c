"""`bornproof verify`: every entry judged."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from bornproof.proofs.cli.options import Dask, Digits, Format, Ids, Jobs, Json, LedgerName, Shown, Strict, Timeout, ledger_named

if TYPE_CHECKING:
    from bornproof.proofs.baseline.differences import Change
    from bornproof.proofs.checks.run import Run
    from bornproof.proofs.ledger import Ledger, Verdict
    from bornproof.proofs.report.junit import Case
    from rich.console import Console

__all__ = ["verify", "with_kernel"]


def verify(
    ids: Ids = None,
    json: Json = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write JUnit XML ('-' for stdout).")] = None,
    timings: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the seconds of each entry as JSON.")] = None,
    jobs: Jobs = 1,
    dask: Dask = None,
    digits: Digits = 50,
    timeout: Timeout = 60,
    with_provenance: Annotated[
        bool, typer.Option("--provenance", help="Add version, commit, dependencies and platform to the JSON.")
    ] = False,
    against: Annotated[Path | None, typer.Option(metavar="FILE", help="Say what has changed since this baseline.")] = None,
    strict: Strict = False,
    kernel: Annotated[bool, typer.Option("--kernel", help="Add the evidence of the machine-checked proofs (needs Coq).")] = False,
    form: Shown = Format.TABLE,
    fail_on: Annotated[
        str | None, typer.Option(metavar="VERDICT,...", help="Verdicts that fail besides what is not settled, as misprint,false.")
    ] = None,
    ledger: LedgerName = None,
) -> int:
    """Run the ledger and print a table of verdicts.

    \b
    Examples:
      bornproof verify
      bornproof verify eq.22 claim.2.2-even-spread
      bornproof verify --jobs 2 --digits 100 --json report.json --junit report.xml
      bornproof verify --ledger mine.py:LEDGER
      bornproof verify --format github --fail-on misprint,false
    """
    from bornproof.proofs.baseline.snapshot import texts
    from bornproof.proofs.checks.cluster import executor_of
    from bornproof.proofs.checks.run import verify as run_ledger
    from bornproof.proofs.cli.baseline import changed_since, kept
    from bornproof.proofs.cli.outputs import check_outputs, console, write_all
    from bornproof.proofs.cli.refusals import refusals_in
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.files import STDOUT, dumped
    from bornproof.proofs.ledger import verdicts_named
    from bornproof.proofs.report.progress import advance, progress_bar
    from rich.console import Console

    if with_provenance and not json:
        raise LedgerError("--provenance is about the JSON: name its file with --json")
    if strict and not against:
        raise LedgerError("--strict is about what has changed since a baseline: name its file with --against")
    if kernel and ledger is not None:
        raise LedgerError("--kernel is about the paper's theorems, and not about another ledger")
    annotated = form is Format.GITHUB
    check_outputs(json, junit, timings, *((STDOUT,) if annotated else ()))
    said, proved = "", True
    with refusals_in(junit, annotated=annotated, command="verify"):
        also = verdicts_named(fail_on)
        before = kept(against) if against else None
        book = ledger_named(ledger)
        with progress_bar("verifying") as bar, executor_of(jobs, dask, bound=timeout) as workers:
            options: Any = {"jobs": workers, "digits": digits, "timeout": timeout, "progress": partial(advance, bar)}
            run = run_ledger(tuple(ids or ()), ledger=book, beside=texts if before else None, **options)
        if kernel:
            run, said, proved = with_kernel(run, jobs)
        found = changed_since(before, run, book, ids) if before else ()
    cases = _cases(run, said if kernel else None, proved, found if before else None, strict)
    outputs: dict[Path, str] = {}
    if json:
        from bornproof.proofs.cli.provenance import provenance
        from bornproof.proofs.report.json_report import as_json

        outputs[json] = as_json(run, book, digits, provenance() if with_provenance else None)
    if junit:
        from bornproof.proofs.report.junit import as_junit

        outputs[junit] = as_junit(run, book, also, cases)
    if timings:
        outputs[timings] = dumped({claim_id: round(seconds, 4) for claim_id, seconds in run.seconds.items()})
    write_all(outputs)
    _show(run, book, also, cases, ledger, annotated=annotated, quiet=STDOUT in outputs)
    aside = Console(stderr=True) if STDOUT in outputs else console()
    if said:
        aside.print(said, markup=False, highlight=False, soft_wrap=True)
    worse = _worse(found, strict, str(against), aside) if before else False
    return 1 if any(entry.fails(also) for entry in run.entries) or not proved or worse else 0


def with_kernel(run: "Run", jobs: int) -> "tuple[Run, str, bool]":
    """The run with the evidence of the machine-checked proofs, what they found in one line, and whether all of them passed."""
    from bornproof.proofs.checks import formal
    from bornproof.proofs.cli.kernel import checked_theorems

    report = checked_theorems(jobs)
    run = formal.with_kernel(run, report)
    return run, formal.in_one_line(run, report), report.settled


def _cases(run: "Run", kernel: str | None, proved: bool, found: "tuple[Change, ...] | None", strict: bool) -> "list[Case]":
    """What a run found beyond its entries, of the theorems and of a baseline, as test cases."""
    if kernel is None and found is None:
        return []
    from bornproof.proofs.report.baseline import change_cases
    from bornproof.proofs.report.junit import Case, classname

    result = "proved" if proved else "not proved"
    theorems = [] if kernel is None else [Case(classname("kernel"), "theorems", result, kernel, "" if proved else kernel)]
    return theorems + list(change_cases(found, [entry.id for entry in run.entries], strict) if found is not None else ())


def _worse(found: "tuple[Change, ...]", strict: bool, baseline: str, screen: "Console") -> bool:
    """Whether anything was lost of what the baseline says, after all that has changed is printed."""
    from bornproof.proofs.baseline.differences import lost
    from bornproof.proofs.report.baseline import print_changes

    print_changes(found, baseline, screen)
    return lost(found, strict)


def _show(
    run: "Run",
    book: "Ledger",
    also: "frozenset[Verdict]",
    cases: "list[Case]",
    ledger: str | None,
    *,
    annotated: bool,
    quiet: bool,
) -> None:
    """The run as a table, unless standard output is taken, or as annotations."""
    from bornproof.proofs.cli.outputs import console, write_line
    from bornproof.proofs.report.table import print_run, print_summary

    if annotated:
        from bornproof.proofs.report.annotations import case_annotations, entry_annotations, with_count

        for line in with_count((*entry_annotations(run, book, also, (ledger or "").rpartition(":")[0]), *case_annotations(cases))):
            write_line(line)
        print_summary(run, book, console(), also)
    elif not quiet:
        print_run(run, book, console(), also)
