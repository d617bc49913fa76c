"""The same task for many entries, in one process or several; results come as they are finished."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, TypeVar

from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.ledger.ledger_files import load

__all__ = ["run_claims", "run_each"]

T = TypeVar("T")

MOST_JOBS = 64
INTERRUPT = 0.2  # seconds in which a Ctrl-C that ended the workers reaches this process, too
THREADS = Path("/proc/self/task")  # Linux's list of them, those of libraries too
WORKER = "a worker of bornproof"
_starting = threading.Lock()


def run_claims(
    task: Callable[[Claim], T], ledger: Ledger, ids: Sequence[str], jobs: int = 1, batches: int | None = None
) -> Iterator[tuple[str, T, float]]:
    """The same as `run_each` for a task on claims; a ledger without a home, where processes find it, keeps to this one."""
    if ledger.home:
        return run_each(partial(_at_home, task, ledger.home), ids, jobs, batches)
    return run_each(lambda claim_id: task(ledger[claim_id]), ids, min(jobs, 1), batches)


def _at_home(task: Callable[[Claim], T], home: str, claim_id: str) -> T:
    return task(load(home)[claim_id])


def run_each(
    task: Callable[[str], T], ids: Sequence[str], jobs: int = 1, batches: int | None = None
) -> Iterator[tuple[str, T, float]]:
    """Return an iterator of each id with the result of the task and the seconds that it took.

    More than one job means worker processes, to which the task must be picklable; they are at work when this returns, and
    end when the process that started them does, however that ends; they have no workers of their own. The ids are dealt out
    to `batches` (one an id, unless told otherwise), so that neighbours in a batch share what a process has cached; the first
    are begun first. If the caller stops early, as at an interrupt, what has not begun is cancelled. In one process each task
    has the precision of FLINT and mpmath for itself, whatever other threads do. Raises LedgerError for jobs outside 1..64
    and, while the results come, when a worker is killed.
    """
    if jobs < 1:
        raise LedgerError(f"jobs must be at least 1, not {jobs}")
    if jobs > MOST_JOBS:
        raise LedgerError(f"jobs must be at most {MOST_JOBS}, not {jobs}")
    dealt = [batch for batch in (ids[start :: batches or len(ids)] for start in range(batches or len(ids))) if batch]
    workers = min(jobs, len(dealt))
    if workers <= 1 or multiprocessing.current_process().name == WORKER:
        return _batch(task, ids)
    with _script_left_out():
        others = multiprocessing.active_children()
        pool = ProcessPoolExecutor(workers, _context(), _begin)
        futures = [pool.submit(_listed, task, batch) for batch in dealt]
    return _results(pool, futures, [child for child in multiprocessing.active_children() if child not in others])


def _results(
    pool: ProcessPoolExecutor, futures: Sequence[Future[list[tuple[str, T, float]]]], workers: Sequence[BaseProcess]
) -> Iterator[tuple[str, T, float]]:
    try:
        for future in as_completed(futures):
            yield from future.result()
    except BrokenProcessPool:
        sleep(INTERRUPT)
        raise LedgerError("a worker process was killed; with fewer --jobs less memory is needed") from None
    except (KeyboardInterrupt, GeneratorExit):  # nobody waits for what is at work
        for worker in workers:
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _batch(task: Callable[[str], T], ids: Sequence[str]) -> Iterator[tuple[str, T, float]]:
    for claim_id in ids:
        with exclusive():
            start = perf_counter()
            result = task(claim_id)
            seconds = perf_counter() - start
        yield claim_id, result, seconds


def _listed(task: Callable[[str], T], ids: Sequence[str]) -> list[tuple[str, T, float]]:
    return list(_batch(task, ids))


def _context() -> BaseContext:
    """Forked workers have all that is imported, at once; but a fork takes one thread along and the locks of all others."""
    alone = THREADS.is_dir() and len(list(THREADS.iterdir())) == 1
    return multiprocessing.get_context("fork" if alone else "spawn")


@contextmanager
def _script_left_out() -> Iterator[None]:
    """Keep spawned workers, of which nobody asks it, from running the user's script again, which need have no guard."""
    with _starting:
        main: dict[str, Any] = vars(sys.modules["__main__"])
        kept: dict[str, Any] = {name: main[name] for name in ("__file__", "__spec__") if name in main}
        main.pop("__file__", None)
        main["__spec__"] = None
        try:
            yield
        finally:
            main.pop("__spec__")
            main.update(kept)


def _begin() -> None:
    multiprocessing.current_process().name = WORKER
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # at Ctrl-C a worker is to end without a word
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
