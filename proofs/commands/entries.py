"""The commands on the ledger's entries: `verify`, `show`, `list`, `check` and `kernel`; each returns its exit code."""

from functools import partial
from pathlib import Path

from bornproof.proofs.checks.run import verify as run_ledger
from bornproof.proofs.files import STDOUT, check_outputs, console, dumped, write
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.reference import PAPER_REFERENCE
from bornproof.proofs.report.progress import advance, progress_bar
from bornproof.proofs.report.terminal import print_claim, print_list, print_run
from rich.console import Console

__all__ = ["check", "kernel", "list_entries", "show", "verify"]


def verify(
    ids: tuple[str, ...],
    json: Path | None,
    junit: Path | None,
    timings: Path | None,
    jobs: int,
    digits: int,
    timeout: float,
    with_proofs: bool,
) -> int:
    """Judge the entries, print the table, write the reports."""
    check_outputs(json, junit, timings)
    with progress_bar("verifying") as bar:
        run = run_ledger(ids, ledger=PAPER, jobs=jobs, digits=digits, timeout=timeout, progress=partial(advance, bar))
    said, proved = "", True
    if with_proofs:
        from bornproof.proofs.checks.formal import in_one_line, with_kernel
        from bornproof.proofs.kernel import runner
        from bornproof.proofs.paper.theorems import THEOREMS

        report = runner.run(table=THEOREMS, jobs=jobs, claims={claim.id: claim for claim in PAPER})
        run = with_kernel(run, report)
        said, proved = in_one_line(run, report), report.settled
    outputs: dict[Path, str] = {}
    if json:
        from bornproof.proofs.report.json_report import as_json

        outputs[json] = as_json(run, PAPER, digits)
    if junit:
        from bornproof.proofs.report.junit import as_junit

        outputs[junit] = as_junit(run, PAPER)
    if timings:
        outputs[timings] = dumped({claim_id: round(seconds, 4) for claim_id, seconds in run.seconds.items()})
    for path in sorted(outputs, key=STDOUT.__eq__):  # files first: the reader of a pipe may go away
        write(path, outputs[path])
    if STDOUT not in outputs:
        print_run(run, PAPER, console())
    if said:
        Console(stderr=STDOUT in outputs).print(said, markup=False, highlight=False, soft_wrap=True)
    return 0 if run.settled and proved else 1


def show(claim_id: str, json: Path | None, digits: int) -> int:
    """Judge one entry (with what it rests on) and print all that is known; of one that is retired, why it is."""
    check_outputs(json)
    if (retired := PAPER.kindly(claim_id)) in PAPER.retired:
        reason = PAPER.retired[retired]
        if json:
            write(json, dumped({"id": retired, "retired": reason}))
        if json != STDOUT:
            console().print(f"{retired} is retired: {reason}", markup=False, highlight=False)
        return 0
    ids = tuple(claim.id for claim in PAPER.select((claim_id,)))
    run = run_ledger(ids, ledger=PAPER, digits=digits)
    if json:
        from bornproof.proofs.report.json_report import as_json

        write(json, as_json(run, PAPER, digits))
    if json != STDOUT:
        for position, entry in enumerate(run.entries):
            if position:
                console().print()
            print_claim(PAPER[entry.id], entry, PAPER, console())
    return 0 if run.settled else 1


def list_entries(ids: tuple[str, ...], json: Path | None) -> int:
    """List claims without judging them."""
    check_outputs(json)
    claims = PAPER.select(ids)
    if json:
        write(json, dumped([{"id": claim.id, "section": claim.section, "statement": claim.statement} for claim in claims]))
    if json != STDOUT:
        print_list(claims, console())
    return 0


def check(claim_id: str, formula: str, json: Path | None, digits: int) -> int:
    """Judge a user's formula in the place of the printed one."""
    from bornproof.proofs.checks.submitted import check_formula

    check_outputs(json)
    outcome = check_formula(PAPER, claim_id, formula, digits)
    if json:
        write(json, dumped({"paper": PAPER_REFERENCE} | outcome.plain))
    if json != STDOUT:
        console().print(outcome.text, markup=False, highlight=False)
    return outcome.exit_code


def kernel(json: Path | None, jobs: int, recheck: bool) -> int:
    """Check the machine-checked proofs and print a line for each theorem."""
    from bornproof.proofs.checks.formal import unknown_entries
    from bornproof.proofs.kernel import runner
    from bornproof.proofs.paper.theorems import THEOREMS
    from bornproof.proofs.report.terminal import print_kernel

    check_outputs(json)
    report = runner.run(table=THEOREMS, jobs=jobs, claims={claim.id: claim for claim in PAPER}, recheck=recheck)
    unknown = unknown_entries(report, PAPER)
    if json:
        write(json, dumped({"paper": PAPER_REFERENCE} | report.to_json() | {"unknown_entries": list(unknown)}))
    if json != STDOUT:
        print_kernel(report, unknown, console())
    return 0 if report.settled and not unknown else 1
