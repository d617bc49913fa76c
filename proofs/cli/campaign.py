"""`bornproof campaign`: brute force against the closed forms in many sectors, states and times; what a file of it holds."""

from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer
from bornproof.proofs.cli.options import Dask, Digits, Jobs, Json
from bornproof.proofs.counts import counted

if TYPE_CHECKING:
    from bornproof.proofs.campaign.database import Summary
    from bornproof.proofs.campaign.plan import Plan

__all__ = ["campaign"]

SUMMARY = "summary"
SECONDS = 0.1  # between two looks of the progress bar


def campaign(
    words: Annotated[list[str] | None, typer.Argument(metavar="[summary FILE]", help="Only say what is in FILE.")] = None,
    n: Annotated[int, typer.Option("--n", metavar="N", help="Levels, 2 to 10.")] = 4,
    sectors: Annotated[str, typer.Option(metavar="all|K", help="All 2^(N-1) sectors, or so many of them.")] = "all",
    states: Annotated[int, typer.Option(metavar="K", help="Initial states, edge cases among them.")] = 14,
    times: Annotated[str, typer.Option(metavar="T1,T2,...", help="kappa t, rational numbers, at least 0.")] = "1/7,3/2",
    digits: Digits = 50,
    second: Annotated[str, typer.Option(metavar="FRACTION", help="Of the cases: ask a second engine, too.")] = "1/10",
    seed: Annotated[int, typer.Option(help="Of the states, of the sectors where not all are asked, and of that part.")] = 1,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where results are kept: an SQLite database.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with FILE where it is there already.")] = False,
    jobs: Jobs = 1,
    memory: Annotated[int | None, typer.Option(metavar="MB", help="Address space that a worker may take, in megabytes.")] = None,
    dask: Dask = None,
    json: Json = None,
) -> int:
    """Solve the master equation by brute force in many cases, and compare each result with the closed forms.

    A case is a sector, an initial state and a time. The exponential of the Liouvillian is enclosed by Arb, so that a residual
    that excludes 0 refutes; on a part of the cases, drawn from the seed, a Taylor series is asked, too. Results are kept case
    by case: whatever ends a run, --resume goes on. Exit code 1 if a case is refuted or no engine was able to decide it.

    \b
    Examples:
      bornproof campaign --n 4 --states 20 --times 1/2,3/2,10 --out four.sqlite
      bornproof campaign --n 10 --sectors 64 --digits 100 --jobs 2 --out ten.sqlite --resume
      bornproof campaign --n 10 --out ten.sqlite --dask tcp://10.0.0.1:8786
      bornproof campaign summary ten.sqlite
    """
    from bornproof.proofs.campaign.database import summary as summary_of
    from bornproof.proofs.cli.outputs import check_outputs, deliver, write_line
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.report.campaign import as_plain, as_text

    check_outputs(json)
    if words:
        if len(words) != 2 or words[0] != SUMMARY:
            raise LedgerError(f"the words after campaign may be: summary FILE, not {' '.join(words)}")
        found = summary_of(Path(words[1]))
    elif out is None:
        raise LedgerError("a campaign needs --out FILE for its results")
    else:
        check_outputs(json, out)
        plan = _plan(n, sectors, states, times, digits, second, seed)
        found = _run(plan, out, resume, jobs, dask, memory)
    deliver(json, lambda: as_plain(found), lambda _: write_line(as_text(found)))
    return 0 if found.settled else 1


def _plan(n: int, sectors: str, states: int, times: str, digits: int, second: str, seed: int) -> "Plan":
    from bornproof.proofs.campaign.plan import MOST_LEVELS, Plan
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.formulas.inputs import read_number

    if sectors != "all" and not sectors.isdecimal():
        raise LedgerError(f"sectors must be all, or how many of them, not {sectors}")
    count = 2 ** (min(max(n, 2), MOST_LEVELS) - 1) if sectors == "all" else int(sectors[:9])
    exact = tuple(str(read_number(time)) for time in times.split(","))
    return Plan(n, count, states, exact, digits, str(read_number(second)), seed)


def _run(plan: "Plan", out: Path, resume: bool, jobs: int, dask: str | None, memory: int | None) -> "Summary":
    """Do what is not yet in the file."""
    from bornproof.proofs.campaign.database import opened
    from bornproof.proofs.campaign.dispatch import dispatch
    from bornproof.proofs.checks.cluster import Cluster, executor_of
    from bornproof.proofs.checks.processes import Processes
    from bornproof.proofs.cli.streams import say
    from bornproof.proofs.report.progress import advance, progress_bar, tell

    bar = progress_bar("evolving", len(plan), rate=True)
    told = partial(tell, bar)
    with executor_of(jobs, dask, told, memory) as cluster, opened(out, plan, resume=resume) as database, bar:
        done, drawn = database.done, 0.0
        advance(bar, count := len(done))
        workers = cluster if isinstance(cluster, Cluster) else Processes(jobs)
        slots = cluster.slots if isinstance(cluster, Cluster) else lambda: 2 * jobs
        todo = (number for number in range(len(plan)) if number not in done)
        try:
            for rows in dispatch(plan, todo, workers, slots, told, None if dask else memory):
                database.add(rows)
                count += 1
                if monotonic() > drawn + SECONDS:
                    advance(bar, count)
                    drawn = monotonic()
        except KeyboardInterrupt:
            if isinstance(workers, Processes):
                workers.terminate()
            bar.stop()
            say(f"interrupted after {count} of {counted(len(plan), 'case')}; they are in {out}: --resume goes on")
            raise
        finally:
            workers.shutdown()
        return database.summary(plan)
