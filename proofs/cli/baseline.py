"""`bornproof baseline`: what a run found, kept in a file, and what has changed since."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from bornproof.proofs.cli.options import Digits, Format, Ids, Jobs, Json, LedgerName, Shown, Strict, Timeout, ledger_named

if TYPE_CHECKING:
    from bornproof.proofs.baseline.differences import Change
    from bornproof.proofs.baseline.snapshot import Snapshot
    from bornproof.proofs.checks.run import Run
    from bornproof.proofs.ledger import Ledger

__all__ = ["baseline", "changed_since", "kept"]


class Action(StrEnum):
    """What is to be done with the file."""

    WRITE = "write"
    COMPARE = "compare"


def baseline(
    action: Annotated[Action, typer.Argument(help="Write the file, or compare with it.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The baseline.")],
    ids: Ids = None,
    strict: Strict = False,
    force: Annotated[bool, typer.Option("--force", help="Write, though the file has what would be lost.")] = False,
    json: Json = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Of compare: write JUnit XML ('-' for stdout).")] = None,
    form: Shown = Format.TABLE,
    jobs: Jobs = 1,
    digits: Digits = 50,
    timeout: Timeout = 60,
    ledger: LedgerName = None,
) -> int:
    """Keep every verdict, formula and finding in a file, or say what has changed since it was written.

    `write` refuses what is not settled, and to put fewer entries where a baseline is, or a baseline where another file is,
    without --force. `compare` exits with 1 on any loss: an entry that is gone, a weaker verdict, a narrower scope, another
    formula, less evidence; with --strict on any change.

    \b
    Examples:
      bornproof baseline write formulas.json
      bornproof baseline compare formulas.json --strict
      bornproof baseline compare formulas.json --junit baseline.xml --format github
    """
    from bornproof.proofs.baseline.baseline_file import write
    from bornproof.proofs.baseline.earlier import check_kept
    from bornproof.proofs.baseline.snapshot import snapshot, texts
    from bornproof.proofs.checks.run import verify
    from bornproof.proofs.cli.outputs import check_outputs, deliver, verbatim
    from bornproof.proofs.cli.refusals import refusals_in, refuse
    from bornproof.proofs.cli.streams import say
    from bornproof.proofs.counts import counted
    from bornproof.proofs.files import STDOUT
    from bornproof.proofs.report.json_report import environment
    from bornproof.proofs.report.progress import advance, progress_bar

    annotated = form is Format.GITHUB
    if action is Action.WRITE:
        refuse({"--strict": strict or None, "--junit": junit, "--format": form if annotated else None}, "with write")
    else:
        refuse({"--force": force or None}, "with compare")
    check_outputs(json, junit, *((file,) if action is Action.WRITE else (STDOUT,) * annotated))
    with refusals_in(junit, annotated=annotated, command="baseline compare"):
        before = kept(file) if action is Action.COMPARE else None
        book = ledger_named(ledger)
        if before is None and not force:
            check_kept(file, book.source.reference, {claim.id for claim in book.select(tuple(ids or ()))})
        with progress_bar("verifying") as bar:
            options: Any = {"jobs": jobs, "digits": digits, "timeout": timeout, "progress": partial(advance, bar)}
            run = verify(tuple(ids or ()), ledger=book, beside=texts if before else None, **options)
        found = changed_since(before, run, book, ids) if before else ()
    if before:
        return _compared(file, found, run, book, strict, json, junit, annotated=annotated)
    if not run.settled:
        for entry in run.entries:
            if not entry.settled:
                say(f"not written: {entry.id} is not settled: {entry.reason or entry.verdict}")
        return 1
    write(file, snapshot(run, book, environment(digits)))
    deliver(json, lambda: {"written": len(run.entries)}, verbatim(f"{file}: {counted(len(run.entries), 'entry')}"))
    return 0


def _compared(
    file: Path,
    found: "tuple[Change, ...]",
    run: "Run",
    book: "Ledger",
    strict: bool,
    json: Path | None,
    junit: Path | None,
    *,
    annotated: bool,
) -> int:
    from bornproof.proofs.baseline.differences import lost
    from bornproof.proofs.cli.outputs import console, write_all, write_line
    from bornproof.proofs.files import STDOUT, dumped
    from bornproof.proofs.report.annotations import case_annotations, entry_annotations, with_count
    from bornproof.proofs.report.baseline import change_cases, changes_plain, print_changes
    from bornproof.proofs.report.junit import as_junit

    cases = list(change_cases(found, [entry.id for entry in run.entries], strict))
    outputs: dict[Path, str] = {}
    if json:
        outputs[json] = dumped(changes_plain(found))
    if junit:
        outputs[junit] = as_junit(run, book, more=cases)
    write_all(outputs)
    if annotated:
        for line in with_count((*entry_annotations(run, book), *case_annotations(cases))):
            write_line(line)
    if STDOUT not in outputs:
        print_changes(found, str(file), console())
    return 1 if lost(found, strict) or not run.settled else 0


def kept(file: Path) -> "Snapshot":
    """The baseline in a file; raise LedgerError for one that is not there, or is none."""
    from bornproof.proofs.baseline.baseline_file import read
    from bornproof.proofs.baseline.earlier import check_there

    check_there(file)
    return read(file)


def changed_since(before: "Snapshot", run: "Run", ledger: "Ledger", ids: list[str] | None) -> "tuple[Change, ...]":
    """What has changed since a baseline, of what the ids name or of all; raise LedgerError for the baseline of another ledger."""
    from bornproof.proofs.baseline.differences import changes
    from bornproof.proofs.baseline.snapshot import snapshot
    from bornproof.proofs.errors import LedgerError

    if before.paper != ledger.source.reference:
        raise LedgerError(f"the baseline is of another ledger: {before.paper}")
    now = snapshot(run, ledger, {}, before)
    meant = tuple(map(ledger.kindly, ids or ()))
    gone = {one.id for one in before.entries if one.id in meant or one.id.startswith(tuple(f"{each}." for each in meant))}
    return changes(before, now, gone | {record.id for record in now.entries} if ids else None)
