"""`bornproof mutate` and `bornproof assumptions`: formulas broken on purpose, assumptions dropped."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from bornproof.proofs.cli.options import Dask, Digits, Ids, Jobs, Json, LedgerName, Timeout, ledger_named
from bornproof.proofs.counts import counted

if TYPE_CHECKING:
    from bornproof.proofs.ledger import Claim, Ledger

__all__ = ["assumptions", "mutate"]


def mutate(
    ids: Ids = None,
    json: Json = None,
    resume: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep finished entries here, and go on from it.")] = None,
    jobs: Jobs = 1,
    dask: Dask = None,
    digits: Digits = 50,
    timeout: Timeout = 60,
    ledger: LedgerName = None,
) -> int:
    """Break each formula in every way that a misprint could, and see what the checks catch.

    Each mutant must be refuted by an exact point, or proved equal to the original. The last column is the least relative
    change of a coefficient that the numeric checks refute. Exit code 1 if a mutant survives, or an entry cannot be tried.

    \b
    Examples:
      bornproof mutate eq.61
      bornproof mutate --jobs 2 --json mutants.json --resume mutate.jsonl
    """
    from bornproof.proofs.checks.cluster import executor_of
    from bornproof.proofs.checks.pool import run_claims
    from bornproof.proofs.cli.outputs import deliver
    from bornproof.proofs.cli.streams import say
    from bornproof.proofs.report.progress import advance, progress_bar
    from bornproof.proofs.report.stress import print_trials, trials_json
    from bornproof.proofs.stress.resume import ResumeFile
    from bornproof.proofs.stress.trials import Fate, try_claim, untried

    book = ledger_named(ledger)
    order = _prepared(book, ids, digits, json, resume)
    saved = ResumeFile(resume, digits, book.home) if resume else None
    trials = dict(saved.trials) if saved else {}
    todo = [claim_id for claim_id in order if claim_id not in trials]
    if jobs > 1 or dask:  # the longest formulas first, or in the end one worker is left alone with one of them
        todo.sort(key=lambda claim_id: _length(book[claim_id]), reverse=True)
    with progress_bar("breaking", len(order)) as bar, executor_of(jobs, dask, bound=timeout) as workers:
        advance(bar, len(order) - len(todo))
        try:
            task = partial(try_claim, digits=digits, seconds=timeout)
            for claim_id, trial, _ in run_claims(task, book, todo, workers, died=untried, bound=timeout):
                trials[claim_id] = trial
                if saved and not trial.failure:
                    saved.add(trial)
                advance(bar)
        except KeyboardInterrupt:
            done = sum(claim_id in trials for claim_id in order)
            where = f"they are in {resume}: the same command goes on" if resume else "give --resume FILE to keep them"
            bar.stop()
            say(f"interrupted after {done} of {counted(len(order), 'entry')}; {where}")
            raise
    made = [trials[claim_id] for claim_id in order]
    deliver(json, lambda: trials_json(made, book, digits), partial(print_trials, made))
    return 1 if any(trial.failure or trial.count(Fate.SURVIVED) for trial in made) else 0


def assumptions(
    ids: Ids = None, json: Json = None, jobs: Jobs = 1, digits: Digits = 50, timeout: Timeout = 60, ledger: LedgerName = None
) -> int:
    """Drop each assumption in turn: a counterexample if it is needed, a proof without it if not.

    \b
    Example:
      bornproof assumptions eq.22 eq.47
    """
    from bornproof.proofs.checks.pool import run_claims
    from bornproof.proofs.cli.outputs import deliver
    from bornproof.proofs.report.progress import advance, progress_bar
    from bornproof.proofs.report.stress import drops_json, print_drops
    from bornproof.proofs.stress.assumptions import Dropped, Need, drop_each, undecided

    book = ledger_named(ledger)
    order = _prepared(book, ids, digits, json)
    found: dict[str, tuple[Dropped, ...]] = {}
    with progress_bar("dropping", len(order)) as bar:
        task = partial(drop_each, digits=digits, seconds=timeout)
        for claim_id, dropped, _ in run_claims(task, book, order, jobs, died=lambda _, why: undecided(why), bound=timeout):
            found[claim_id] = dropped
            advance(bar)
    drops = {claim_id: found[claim_id] for claim_id in order if found[claim_id]}
    deliver(json, lambda: drops_json(drops, book, digits), partial(print_drops, drops))
    return 1 if any(drop.need is Need.UNDECIDED for dropped in drops.values() for drop in dropped) else 0


def _prepared(book: "Ledger", ids: list[str] | None, digits: int, *outputs: Path | None) -> list[str]:
    """The ids asked for, once all that can be refused has been."""
    from bornproof.proofs.checks.run import check_digits
    from bornproof.proofs.cli.outputs import check_outputs

    check_outputs(*outputs)
    check_digits(digits)
    return [claim.id for claim in book.select(tuple(ids or ()))]


def _length(claim: "Claim") -> int:
    from sympy import preorder_traversal

    return sum(1 for subject in claim.true_forms for form in subject.printed for _ in preorder_traversal(form))
