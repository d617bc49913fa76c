"""The same task for many entries, in one process or several; results come as they are finished."""

import logging
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import closing
from functools import partial
from time import perf_counter, sleep
from typing import TypeVar, cast

from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.proofs.checks.answers import blame
from bornproof.proofs.checks.worker_process import INTERRUPT, WORKER, Answer, answered_by, loaded, parent_of_others
from bornproof.proofs.checks.workers import Workers
from bornproof.proofs.errors import LedgerError, check_whole
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.ledger.ledger_files import load

__all__ = ["check_jobs", "run_claims", "run_each"]

T = TypeVar("T")

MOST_JOBS = 64
LOOK = 2.0  # seconds between two looks whether an executor has workers at all


def run_claims(
    task: Callable[[Claim], T],
    ledger: Ledger,
    ids: Sequence[str],
    jobs: int | Executor = 1,
    batches: int | None = None,
    died: Callable[[str, str], T] | None = None,
    bound: float | None = None,
) -> Iterator[tuple[str, T, float]]:
    """The same as `run_each` for a task on claims; a ledger without a home, where processes find it, keeps to this one.

    The code of a ledger that is a file of a user's own has always a process of its own.
    """
    if ledger.home:
        there, apart = partial(_at_home, task, ledger.home), ledger.home.rpartition(":")[0].endswith(".py")
        if apart and isinstance(jobs, Executor):
            return run_each(partial(_apart, there, died, bound), ids, jobs, died=died)
        return run_each(there, ids, jobs, batches, died, apart=apart, bound=bound)
    return run_each(lambda claim_id: task(ledger[claim_id]), ids, min(jobs, 1) if isinstance(jobs, int) else 1, batches)


def _at_home(task: Callable[[Claim], T], home: str, claim_id: str) -> T:
    return task(load(home)[claim_id])


def _apart(task: Callable[[str], T], died: Callable[[str, str], T] | None, bound: float | None, claim_id: str) -> T:
    """What a worker does that must not die of a task: it lets a process of its own do it."""
    with parent_of_others():
        ((_, result, _),) = run_each(task, (claim_id,), died=died, apart=True, bound=bound)
    return result


def run_each(
    task: Callable[[str], T],
    ids: Sequence[str],
    jobs: int | Executor = 1,
    batches: int | None = None,
    died: Callable[[str, str], T] | None = None,
    *,
    apart: bool = False,
    bound: float | None = None,
) -> Iterator[tuple[str, T, float]]:
    """Return an iterator of each id with the result of the task and the seconds that it took.

    More than one job means worker processes, to which the task must be picklable; they are at work when this returns, and
    end when the process that started them does, however that ends; they have no workers of their own. An executor instead of
    a number is asked as it is, an id at a time. The ids are dealt out to `batches` (one an id, unless told otherwise), so
    that neighbours in a batch share what a process has cached; the first are begun first. If the caller stops early, as at an
    interrupt, what has not begun is cancelled. In one process each task has the precision of FLINT and mpmath for itself,
    whatever other threads do.

    A worker may die of its task, by a signal or by an exit that nothing can stop; with one job, that needs a worker `apart`.
    What it was at is then tried once more in a new process, and the rest goes on. A task ends by itself within `bound` seconds;
    a worker that is at one for much longer is killed, and it is not tried again. Of an id whose process died twice, or was too
    slow, or whose task raised what is no ValueError, `died` gives the result: it is told the id and the reason. Without it that
    is a LedgerError, as are jobs outside 1..64, and a worker that dies of no task. An error comes from a worker as its text.
    """
    if isinstance(jobs, Executor):
        return _results(_elsewhere(jobs, task, ids), died)
    check_jobs(jobs)
    process = multiprocessing.current_process()
    if min(jobs, len(ids)) <= (0 if apart else 1) or process.name == WORKER or process.daemon:
        return _batch(task, ids)
    count = (batches if jobs > 1 else None) or len(ids)
    dealt = [batch for start in range(count) if (batch := ids[start::count])]
    return _results(Workers(task, dealt, jobs, bound).answers(), died)


def check_jobs(jobs: int) -> None:
    """Raise LedgerError unless so many worker processes can be had."""
    check_whole("jobs", jobs, 1, MOST_JOBS)


def _results(answers: Iterator[Answer[T]], died: Callable[[str, str], T] | None) -> Iterator[tuple[str, T, float]]:
    with closing(answers):  # type: ignore[type-var]  # a generator, typed as an iterator
        for answer in answers:
            if answer.refused:
                raise LedgerError(answer.raised)
            if answer.raised and died is None:
                raise LedgerError(f"{answer.id}: {answer.raised}")
            yield answer.id, died(answer.id, answer.raised) if answer.raised and died else cast(T, answer.result), answer.seconds


def _elsewhere(executor: Executor, task: Callable[[str], T], ids: Sequence[str]) -> Iterator[Answer[T]]:
    """All answers of an executor. Where a worker dies of an id, or beside it, the id is asked once more, and nothing beside it."""
    again, tried, slots = deque[str](), set[str](), getattr(executor, "slots", int)
    at_work = dict[Future[bytes], str]()

    def submit(claim_id: str) -> None:
        try:
            at_work[executor.submit(answered_by, task, claim_id)] = claim_id
        except RuntimeError as error:  # a BrokenExecutor is one, too
            raise LedgerError(f"the workers of {type(executor).__name__} take nothing more: {error}") from None

    try:
        for claim_id in ids:
            submit(claim_id)
        while at_work or again:
            if not at_work:
                submit(again.popleft())
            slots()  # it raises where there is no worker left
            for future in wait(at_work, LOOK, FIRST_COMPLETED).done:
                claim_id = at_work.pop(future)
                try:
                    found = future.result()
                except (LedgerError, CancelledError):
                    raise
                except Exception as error:
                    sleep(INTERRUPT)
                    if claim_id in tried:
                        reason = f"the worker that judged it died ({type(error).__name__}), and so when it was tried again"
                        yield Answer(claim_id, None, 0.0, reason)
                        continue
                    logging.getLogger(__name__).warning("a worker died; tried once more, each apart: %s", claim_id)
                    tried.add(claim_id)
                    again.append(claim_id)
                else:
                    yield cast(Answer[T], loaded(found, (claim_id,)))
    finally:
        for future in at_work:
            future.cancel()


def _batch(task: Callable[[str], T], ids: Sequence[str]) -> Iterator[tuple[str, T, float]]:
    for claim_id in ids:
        with exclusive():
            start = perf_counter()
            try:
                result = task(claim_id)
            except Exception as error:  # what the noted values are, need not come through to another process
                if told := blame(error):
                    raise LedgerError(f"{claim_id}: {told}") from None
                raise
            seconds = perf_counter() - start
        yield claim_id, result, seconds
