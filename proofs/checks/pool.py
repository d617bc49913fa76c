"""The same task for many entries, in one process or several; results come as they are finished."""

import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.context import BaseContext
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, Generic, TypeVar

from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.proofs.checks.answers import blame
from bornproof.proofs.errors import LedgerError, check_whole
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.ledger.ledger_files import load

__all__ = ["Processes", "check_jobs", "run_claims", "run_each"]

T = TypeVar("T")

MOST_JOBS = 64
INTERRUPT = 0.2  # seconds in which a Ctrl-C that ended the workers reaches this process, too
THREADS = Path("/proc/self/task")  # Linux's list of them, those of libraries too
WORKER = "a worker of bornproof"
_starting = threading.Lock()
_marks: Any = None  # a worker's: which of its tasks it has begun


def run_claims(
    task: Callable[[Claim], T],
    ledger: Ledger,
    ids: Sequence[str],
    jobs: int | Executor = 1,
    batches: int | None = None,
    died: Callable[[str, str], T] | None = None,
) -> Iterator[tuple[str, T, float]]:
    """The same as `run_each` for a task on claims; a ledger without a home, where processes find it, keeps to this one.

    The code of a ledger that is a file of a user's own has always a process of its own.
    """
    if ledger.home:
        apart = ledger.home.rpartition(":")[0].endswith(".py")
        return run_each(partial(_at_home, task, ledger.home), ids, jobs, batches, died, apart=apart)
    return run_each(lambda claim_id: task(ledger[claim_id]), ids, min(jobs, 1) if isinstance(jobs, int) else 1, batches)


def _at_home(task: Callable[[Claim], T], home: str, claim_id: str) -> T:
    return task(load(home)[claim_id])


def run_each(
    task: Callable[[str], T],
    ids: Sequence[str],
    jobs: int | Executor = 1,
    batches: int | None = None,
    died: Callable[[str, str], T] | None = None,
    *,
    apart: bool = False,
) -> Iterator[tuple[str, T, float]]:
    """Return an iterator of each id with the result of the task and the seconds that it took.

    More than one job means worker processes, to which the task must be picklable; they are at work when this returns, and
    end when the process that started them does, however that ends; they have no workers of their own. An executor instead of
    a number is asked as it is, an id at a time. The ids are dealt out to `batches` (one an id, unless told otherwise), so
    that neighbours in a batch share what a process has cached; the first are begun first. If the caller stops early, as at an
    interrupt, what has not begun is cancelled. In one process each task has the precision of FLINT and mpmath for itself,
    whatever other threads do.

    A worker may die of its task, by a signal or by an exit that nothing can stop; with one job, that needs a worker `apart`.
    What the workers were at is then tried once more, each id in a process of its own, and the rest goes on. Of an id whose
    process dies again `died` gives the result: it is told the id and how the process ended. Without it that is a LedgerError,
    as are jobs outside 1..64, and a worker that dies of no task.
    """
    if isinstance(jobs, Executor):
        return _elsewhere(jobs, [jobs.submit(_alone, task, claim_id) for claim_id in ids])
    check_jobs(jobs)
    process = multiprocessing.current_process()
    if min(jobs, len(ids)) <= (0 if apart else 1) or process.name == WORKER or process.daemon:
        return _batch(task, ids)
    return _results(task, ids, jobs, died, _Workers(task, ids, jobs, batches if jobs > 1 else None))


def check_jobs(jobs: int) -> None:
    """Raise LedgerError unless so many worker processes can be had."""
    check_whole("jobs", jobs)
    if jobs < 1:
        raise LedgerError(f"jobs must be at least 1, not {jobs}")
    if jobs > MOST_JOBS:
        raise LedgerError(f"jobs must be at most {MOST_JOBS}, not {jobs}")


class Processes(Executor):
    """Such processes as an executor; where one dies, all that was begun has failed, and what is submitted then gets new ones.

    >>> with Processes(1) as workers:
    ...     workers.submit(abs, -3).result()
    3
    """

    def __init__(self, jobs: int) -> None:
        check_jobs(jobs)
        self._jobs, self._children = jobs, set[Any]()
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Begin a task as soon as a process is free."""
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
        self._pool = self._pool or ProcessPoolExecutor(self._jobs, _context(), _begin, (None,))
        return self._pool

    def terminate(self) -> None:
        """End the processes at once, whatever they are at."""
        for child in self._children:
            child.terminate()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes end after what they are at."""
        if self._pool:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)


class _Workers(Generic[T]):
    """Processes that are at work on ids, each of which is marked while it is at work on."""

    def __init__(self, task: Callable[[str], T], ids: Sequence[str], jobs: int, batches: int | None = None) -> None:
        count, numbered = batches or len(ids), list(enumerate(ids))
        dealt = [batch for batch in (numbered[start::count] for start in range(count)) if batch]
        context = _context()
        self.ids, self.marks = ids, context.RawArray("b", len(ids))
        with _script_left_out():
            others = multiprocessing.active_children()
            self.pool = ProcessPoolExecutor(min(jobs, len(dealt)), context, _begin, (self.marks,))
            self.futures = [self.pool.submit(_listed, task, batch) for batch in dealt]
        self.processes = [child for child in multiprocessing.active_children() if child not in others]

    @property
    def begun(self) -> list[str]:
        """The ids that were begun and not done."""
        return [claim_id for claim_id, mark in zip(self.ids, self.marks, strict=True) if mark]

    @property
    def ending(self) -> str:
        """How the only process ended."""
        if not self.processes:
            return "ended at once"
        self.processes[0].join()
        code = self.processes[0].exitcode or 0
        names = {number.value: number.name for number in signal.Signals}
        return f"was killed by {names.get(-code, f'signal {-code}')}" if code < 0 else f"ended itself with code {code}"

    def close(self) -> None:
        """Wait for the processes; what has not begun is cancelled."""
        self.pool.shutdown(cancel_futures=True)


def _results(
    task: Callable[[str], T], ids: Sequence[str], jobs: int, died: Callable[[str, str], T] | None, workers: _Workers[T]
) -> Iterator[tuple[str, T, float]]:
    left = dict.fromkeys(ids)
    while True:
        try:
            for future in as_completed(workers.futures):
                with suppress(BrokenProcessPool):
                    for found in future.result():
                        left.pop(found[0], None)
                        yield found
            if not left:
                return
            begun = [claim_id for claim_id in workers.begun if claim_id in left]
        except (KeyboardInterrupt, GeneratorExit):  # nobody waits for what is at work
            for process in workers.processes:
                process.terminate()
            raise
        finally:
            workers.close()
        sleep(INTERRUPT)
        if not begun:
            raise LedgerError("a worker process was killed; with fewer --jobs less memory is needed")
        logging.getLogger(__name__).warning("a worker process died; tried once more, each apart: %s", ", ".join(begun))
        for claim_id in begun:
            del left[claim_id]
            yield from _again(task, claim_id, died)
        if not left:
            return
        workers = _Workers(task, [*left], jobs)


def _again(task: Callable[[str], T], claim_id: str, died: Callable[[str, str], T] | None) -> Iterator[tuple[str, T, float]]:
    """The result for an id in whose process nothing else is done."""
    workers = _Workers(task, [claim_id], 1)
    try:
        yield from workers.futures[0].result()
    except BrokenProcessPool:
        sleep(INTERRUPT)
        if died is None:
            raise LedgerError(f"{claim_id}: its process {workers.ending}, twice") from None
        yield claim_id, died(claim_id, workers.ending), 0.0
    except KeyboardInterrupt:
        workers.processes[0].terminate()
        raise
    finally:
        workers.close()


def _elsewhere(executor: Executor, futures: Sequence[Future[tuple[str, T, float]]]) -> Iterator[tuple[str, T, float]]:
    try:
        for future in as_completed(futures):
            yield future.result()
    except BrokenExecutor as error:
        raise LedgerError(f"the workers of {type(executor).__name__} died: {error}") from None
    finally:
        for future in futures:
            future.cancel()


def _alone(task: Callable[[str], T], claim_id: str) -> tuple[str, T, float]:
    return next(_batch(task, (claim_id,)))


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


def _listed(task: Callable[[str], T], numbered: Sequence[tuple[int, str]]) -> list[tuple[str, T, float]]:
    found: list[tuple[str, T, float]] = []
    for number, claim_id in numbered:
        _marks[number] = 1
        found += _batch(task, (claim_id,))
        _marks[number] = 0
    return found


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


def _begin(marks: Any) -> None:
    global _marks
    _marks = marks
    multiprocessing.current_process().name = WORKER
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # at Ctrl-C a worker is to end without a word
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
