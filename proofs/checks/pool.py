"""The same task for many entries, in one process or several; results come as they are finished."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.context import BaseContext
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, TypeVar

from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.ledger.ledger_files import load

__all__ = ["Workers", "check_jobs", "run_claims", "run_each"]

T = TypeVar("T")

MOST_JOBS = 64
INTERRUPT = 0.2  # seconds in which a Ctrl-C that ended the workers reaches this process, too
THREADS = Path("/proc/self/task")  # Linux's list of them, those of libraries too
WORKER = "a worker of bornproof"
_starting = threading.Lock()


def run_claims(
    task: Callable[[Claim], T], ledger: Ledger, ids: Sequence[str], jobs: int | Executor = 1, batches: int | None = None
) -> Iterator[tuple[str, T, float]]:
    """The same as `run_each` for a task on claims; a ledger without a home, where processes find it, keeps to this one."""
    if ledger.home:
        return run_each(partial(_at_home, task, ledger.home), ids, jobs, batches)
    return run_each(lambda claim_id: task(ledger[claim_id]), ids, min(jobs, 1) if isinstance(jobs, int) else 1, batches)


def _at_home(task: Callable[[Claim], T], home: str, claim_id: str) -> T:
    return task(load(home)[claim_id])


def run_each(
    task: Callable[[str], T], ids: Sequence[str], jobs: int | Executor = 1, batches: int | None = None
) -> Iterator[tuple[str, T, float]]:
    """Return an iterator of each id with the result of the task and the seconds that it took.

    More than one job means worker processes, to which the task must be picklable; they are at work when this returns, and
    end when the process that started them does, however that ends; they have no workers of their own. An executor instead of
    a number is asked as it is. The ids are dealt out to `batches` (one an id, unless told otherwise), so that neighbours in a
    batch share what a process has cached; the first are begun first. If the caller stops early, as at an interrupt, what has
    not begun is cancelled. In one process each task has the precision of FLINT and mpmath for itself, whatever other threads
    do. Raises LedgerError for jobs outside 1..64 and, while the results come, when a worker is killed.
    """
    dealt = [batch for batch in (ids[start :: batches or len(ids)] for start in range(batches or len(ids))) if batch]
    if isinstance(jobs, int):
        check_jobs(jobs)
        workers = min(jobs, len(dealt))
        if workers <= 1 or multiprocessing.current_process().name == WORKER:
            return _batch(task, ids)
        jobs = Workers(workers)
    return _results(jobs, [jobs.submit(_listed, task, batch) for batch in dealt])


def check_jobs(jobs: int) -> None:
    """Raise LedgerError unless so many worker processes can be had."""
    if jobs < 1:
        raise LedgerError(f"jobs must be at least 1, not {jobs}")
    if jobs > MOST_JOBS:
        raise LedgerError(f"jobs must be at most {MOST_JOBS}, not {jobs}")


class Workers(Executor):
    """Worker processes; where one dies, all that was begun has failed, and what is submitted then gets new ones.

    >>> with Workers(1) as workers:
    ...     workers.submit(abs, -3).result()
    3
    """

    def __init__(self, jobs: int) -> None:
        check_jobs(jobs)
        self._jobs, self._children = jobs, set[Any]()
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Begin a task as soon as a worker is free."""
        with _script_left_out():
            others = set(multiprocessing.active_children()) - self._children
            try:
                return self._begun().submit(fn, *args, **kwargs)
            except BrokenProcessPool:
                self.shutdown()
                self._pool = None
                return self._begun().submit(fn, *args, **kwargs)
            finally:
                self._children = set(multiprocessing.active_children()) - others

    def _begun(self) -> ProcessPoolExecutor:
        self._pool = self._pool or ProcessPoolExecutor(self._jobs, _context(), _begin)
        return self._pool

    def terminate(self) -> None:
        """End the workers at once, whatever they are at."""
        for child in self._children:
            child.terminate()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers end after what they are at."""
        if self._pool:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)


def _results(pool: Executor, futures: Sequence[Future[list[tuple[str, T, float]]]]) -> Iterator[tuple[str, T, float]]:
    try:
        for future in as_completed(futures):
            yield from future.result()
    except BrokenExecutor:
        sleep(INTERRUPT)
        raise LedgerError("a worker process was killed; with fewer --jobs less memory is needed") from None
    except (KeyboardInterrupt, GeneratorExit):  # nobody waits for what is at work
        if isinstance(pool, Workers):
            pool.terminate()
        raise
    finally:
        if isinstance(pool, Workers):
            pool.shutdown(cancel_futures=True)
        else:
            for future in futures:
                future.cancel()


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
