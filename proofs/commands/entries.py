"""The commands on the ledger's entries: `verify`, `show`, `list`, `check` and `kernel`; each returns its exit code."""

from pathlib import Path

from rich.console import Console

from proofs.outputs import STDOUT, check_outputs, console, dumped, write, write_whole
from proofs.paper import PAPER
from proofs.report.progress import progress_bar
from proofs.report.terminal import print_claim, print_list, print_run
from proofs.verifying import verify as run_ledger

__all__ = ["check", "kernel", "list_entries", "show", "verify"]


def verify(
    ids: tuple[str, ...],
    json: Path | None,
    junit: Path | None,
    timings: Path | None,
    jobs: int,
    digits: int,
    with_proofs: bool,
) -> int:
    """Judge the entries, print the table, write the reports."""
    check_outputs(json, junit, timings)
    with progress_bar("verifying") as bar:
        (task,) = bar.task_ids
        run = run_ledger(
            ids, jobs=jobs, digits=digits, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    said, proved = "", True
    if with_proofs:
        from proofs.formal import in_one_line, with_kernel
        from proofs.kernel import runner

        report = runner.run(jobs=jobs, claims={claim.id: claim for claim in PAPER})
        run = with_kernel(run, report)
        said, proved = in_one_line(run, report), report.settled
    if json != STDOUT:
        print_run(run, PAPER, console())
    if said:
        Console(stderr=json == STDOUT).print(said, markup=False, highlight=False, soft_wrap=True)
    if json:
        from proofs.report.json_report import as_json

        write(json, as_json(run, PAPER, digits))
    if junit:
        from proofs.report.junit import as_junit

        write_whole(junit, as_junit(run, PAPER))
    if timings:
        write(timings, dumped({claim_id: round(seconds, 4) for claim_id, seconds in run.seconds.items()}))
    return 0 if run.settled and proved else 1


def show(claim_id: str, json: Path | None, digits: int) -> int:
    """Judge one entry (with what it rests on) and print all that is known."""
    check_outputs(json)
    ids = tuple(claim.id for claim in PAPER.select((claim_id,)))
    run = run_ledger(ids, digits=digits)
    if json != STDOUT:
        for position, entry in enumerate(run.entries):
            if position:
                console().print()
            print_claim(PAPER[entry.id], entry, PAPER, console())
    if json:
        from proofs.report.json_report import as_json

        write(json, as_json(run, PAPER, digits))
    return 0 if run.settled else 1


def list_entries(ids: tuple[str, ...], json: Path | None) -> int:
    """List claims without judging them."""
    check_outputs(json)
    claims = PAPER.select(ids)
    if json != STDOUT:
        print_list(claims, console())
    if json:
        write(json, dumped([{"id": claim.id, "section": claim.section, "statement": claim.statement} for claim in claims]))
    return 0


def check(claim_id: str, formula: str, json: Path | None, digits: int) -> int:
    """Judge a user's formula in the place of the printed one."""
    from proofs.checking import check_formula

    check_outputs(json)
    outcome = check_formula(PAPER, claim_id, formula, digits)
    if json != STDOUT:
        console().print(outcome.text, markup=False, highlight=False)
    if json:
        write(json, dumped(outcome.plain))
    return outcome.exit_code


def kernel(json: Path | None, jobs: int) -> int:
    """Check the machine-checked proofs and print a line for each theorem."""
    from proofs.formal import unknown_entries
    from proofs.kernel import runner
    from proofs.report.terminal import print_kernel

    check_outputs(json)
    report = runner.run(jobs=jobs, claims={claim.id: claim for claim in PAPER})
    unknown = unknown_entries(report, PAPER)
    if json != STDOUT:
        print_kernel(report, unknown, console())
    if json:
        write(json, dumped(report.to_json() | {"unknown_entries": list(unknown)}))
    return 0 if report.settled and not unknown else 1
