"""`bornproof baseline`: what a run found, kept in a file, and what has changed since."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from bornproof.proofs.cli.options import Digits, Ids, Jobs, Json, LedgerName, Strict, Timeout, ledger_named

if TYPE_CHECKING:
    from bornproof.proofs.baseline.differences import Change
    from bornproof.proofs.baseline.snapshot import Snapshot
    from bornproof.proofs.checks.run import Run
    from bornproof.proofs.ledger import Ledger

__all__ = ["baseline", "changed_since"]


class Action(StrEnum):
    """What is to be done with the file."""

    WRITE = "write"
    COMPARE = "compare"


def baseline(
    action: Annotated[Action, typer.Argument(help="Write the file, or compare with it.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The baseline.")],
    ids: Ids = None,
    strict: Strict = False,
    json: Json = None,
    jobs: Jobs = 1,
    digits: Digits = 50,
    timeout: Timeout = 60,
    ledger: LedgerName = None,
) -> int:
    """Keep every verdict, formula and finding in a file, or say what has changed since it was written.

    `write` refuses what is not settled. `compare` exits with 1 on any loss: an entry that is gone, a weaker verdict, a narrower
    scope, another formula, less evidence; with --strict on any change.

    \b
    Examples:
      bornproof baseline write formulas.json
      bornproof baseline compare formulas.json --strict
    """
    from bornproof.proofs.baseline.baseline_file import read, write
    from bornproof.proofs.baseline.differences import lost
    from bornproof.proofs.baseline.snapshot import snapshot
    from bornproof.proofs.checks.run import verify
    from bornproof.proofs.cli.outputs import check_outputs, deliver, verbatim
    from bornproof.proofs.cli.streams import say
    from bornproof.proofs.report.baseline import changes_plain, print_changes
    from bornproof.proofs.report.json_report import environment
    from bornproof.proofs.report.progress import advance, progress_bar

    check_outputs(json, *((file,) if action is Action.WRITE else ()))
    before = read(file) if action is Action.COMPARE else None
    book = ledger_named(ledger)
    with progress_bar("verifying") as bar:
        run = verify(tuple(ids or ()), ledger=book, jobs=jobs, digits=digits, timeout=timeout, progress=partial(advance, bar))
    if before is None and not run.settled:
        for entry in run.entries:
            if not entry.settled:
                say(f"not written: {entry.id} is not settled: {entry.reason or entry.verdict}")
        return 1
    if before is None:
        write(file, snapshot(run, book, environment(digits)))
        deliver(json, lambda: {"written": len(run.entries)}, verbatim(f"{file}: {len(run.entries)} entries"))
        return 0
    found = changed_since(before, run, book, ids)
    deliver(json, lambda: changes_plain(found), lambda screen: print_changes(found, str(file), screen))
    return 1 if lost(found, strict) or not run.settled else 0


def changed_since(before: "Snapshot", run: "Run", ledger: "Ledger", ids: list[str] | None) -> "tuple[Change, ...]":
    """What has changed since a baseline, of what the ids name or of all; raise LedgerError for the baseline of another ledger."""
    from bornproof.proofs.baseline.differences import changes
    from bornproof.proofs.baseline.snapshot import snapshot
    from bornproof.proofs.errors import LedgerError

    if before.paper != ledger.source.reference:
        raise LedgerError(f"the baseline is of another ledger: {before.paper}")
    now = snapshot(run, ledger, {})
    meant = tuple(map(ledger.kindly, ids or ()))
    gone = {one.id for one in before.entries if one.id in meant or one.id.startswith(tuple(f"{each}." for each in meant))}
    return changes(before, now, gone | {record.id for record in now.entries} if ids else None)
