"""What `bornproof mutate` and `bornproof assumptions` do: run the experiments, report them, return an exit code."""

from functools import partial
from pathlib import Path

from bornproof.proofs.checks.pool import run_claims
from bornproof.proofs.checks.run import check_digits
from bornproof.proofs.files import STDOUT, check_outputs, console, write
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.progress import advance, progress_bar
from bornproof.proofs.report.stress import drops_json, print_drops, print_trials, trials_json
from bornproof.proofs.streams import say
from bornproof.proofs.stress.assumptions import Dropped, Need, drop_each
from bornproof.proofs.stress.resume import ResumeFile
from bornproof.proofs.stress.trials import Fate, try_claim
from sympy import preorder_traversal

__all__ = ["assumptions", "mutate"]


def mutate(ids: tuple[str, ...], json: Path | None, resume: Path | None, jobs: int, digits: int) -> int:
    """Break every formula in every way; 1 if a mutant survived."""
    order = _prepared(ids, digits, json, resume)
    saved = ResumeFile(resume, digits) if resume else None
    trials = dict(saved.trials) if saved else {}
    todo = [claim_id for claim_id in order if claim_id not in trials]
    if jobs > 1:  # the longest formulas first, or in the end one worker is left alone with one of them
        todo.sort(key=_length, reverse=True)
    with progress_bar("breaking", len(order)) as bar:
        advance(bar, len(order) - len(todo))
        try:
            for claim_id, trial, _ in run_claims(partial(try_claim, digits=digits), PAPER, todo, jobs):
                trials[claim_id] = trial
                if saved:
                    saved.add(trial)
                advance(bar)
        except KeyboardInterrupt:
            done = sum(claim_id in trials for claim_id in order)
            where = f"they are in {resume}: the same command goes on" if resume else "give --resume FILE to keep them"
            bar.stop()
            say(f"interrupted after {done} of {len(order)} entries; {where}")
            raise
    made = [trials[claim_id] for claim_id in order]
    if json:
        write(json, trials_json(made, PAPER, digits))
    if json != STDOUT:
        print_trials(made, console())
    return 1 if any(trial.count(Fate.SURVIVED) for trial in made) else 0


def assumptions(ids: tuple[str, ...], json: Path | None, jobs: int, digits: int) -> int:
    """Drop every assumption in turn; 1 if it is undecided whether one is needed."""
    order = _prepared(ids, digits, json)
    found: dict[str, tuple[Dropped, ...]] = {}
    with progress_bar("dropping", len(order)) as bar:
        for claim_id, dropped, _ in run_claims(partial(drop_each, digits=digits), PAPER, order, jobs):
            found[claim_id] = dropped
            advance(bar)
    drops = {claim_id: found[claim_id] for claim_id in order if found[claim_id]}
    if json:
        write(json, drops_json(drops, digits))
    if json != STDOUT:
        print_drops(drops, console())
    return 1 if any(drop.need is Need.UNDECIDED for dropped in drops.values() for drop in dropped) else 0


def _length(claim_id: str) -> int:
    return sum(1 for subject in PAPER[claim_id].true_forms for form in subject.printed for _ in preorder_traversal(form))


def _prepared(ids: tuple[str, ...], digits: int, *outputs: Path | None) -> list[str]:
    """The ids asked for, once all that can be refused has been."""
    check_outputs(*outputs)
    check_digits(digits)
    return [claim.id for claim in PAPER.select(ids)]
