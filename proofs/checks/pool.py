"""The same task for many entries, in one process or several; results come as they are finished."""

import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import connection
from multiprocessing.context import BaseContext
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any, Generic, TypeVar, cast
from weakref import finalize

from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.proofs.checks.answers import blame
from bornproof.proofs.errors import LedgerError, ProofsError, check_whole
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.ledger.ledger_files import load

__all__ = ["Processes", "check_jobs", "run_claims", "run_each"]

T = TypeVar("T")

MOST_JOBS = 64
INTERRUPT = 0.2  # seconds in which a Ctrl-C that ended the workers reaches this process, too
GLANCE = 0.2  # seconds between two looks at workers that say nothing
MARGIN, GRACE = 1.5, 5  # times its bound, and seconds besides, after which a worker that did not stop is killed
THREADS = Path("/proc/self/task")  # Linux's list of them, those of libraries too
WORKER = "a worker of bornproof"
_starting = threading.Lock()


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
        apart = ledger.home.rpartition(":")[0].endswith(".py")
        return run_each(partial(_at_home, task, ledger.home), ids, jobs, batches, died, apart=apart, bound=bound)
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
        return _elsewhere(jobs, [jobs.submit(_alone, task, claim_id) for claim_id in ids])
    check_jobs(jobs)
    process = multiprocessing.current_process()
    if min(jobs, len(ids)) <= (0 if apart else 1) or process.name == WORKER or process.daemon:
        return _batch(task, ids)
    count = (batches if jobs > 1 else None) or len(ids)
    dealt = [batch for start in range(count) if (batch := ids[start::count])]
    return _results(_Staff(task, dealt, jobs, bound), died)


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
        self._pool = self._pool or ProcessPoolExecutor(self._jobs, _context(), _begin)
        return self._pool

    def terminate(self) -> None:
        """End the processes at once, whatever they are at."""
        for child in self._children:
            child.terminate()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes end after what they are at."""
        if self._pool:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)


class _Worker(Generic[T]):
    """A process that answers for one id after the other; only it answers, though foreign code may fork or end what it likes."""

    def __init__(self, task: Callable[[str], T], batch: Sequence[str]) -> None:
        context = _context()
        self.way, theirs = context.Pipe()
        with _script_left_out():
            self.process = context.Process(target=_work, args=(theirs, task), name=WORKER)  # type: ignore[attr-defined]
            self.process.start()
        theirs.close()
        self.batch, self.since, self.lost = list[str](), float("inf"), False
        self.give(batch)

    def give(self, batch: Sequence[str]) -> None:
        """Let it work on ids; the first is the one at which it is until it has answered."""
        self.batch = [*batch]
        if self.since < float("inf"):
            self.since = monotonic()
        with suppress(OSError):  # of a process that is gone, which is seen soon
            self.way.send(self.batch)

    def answers(self) -> Iterator["_Answer[T]"]:
        """What has come since one looked."""
        dead = self.process.exitcode is not None
        try:
            while self.way.poll():
                answer = _loaded(self.way.recv_bytes(), self.batch)
                self.since = monotonic()
                if answer:
                    self.batch.pop(0)
                    yield answer
        except (EOFError, OSError):  # it has closed its end, and what foreign code makes of it then is not waited for
            self.process.join(INTERRUPT)
            dead = True
        self.lost = dead

    def kill(self) -> str:
        """End the process with all that it has forked, and say how it ended if it was not by this."""
        self.process.join(0)
        code = self.process.exitcode
        with suppress(OSError, AttributeError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.way.close()
        if code is None:
            return "went away from its task"
        names = {number.value: number.name for number in signal.Signals}
        return f"was killed by {names.get(-code, f'signal {-code}')}" if code < 0 else f"ended itself with code {code}"


@dataclass(frozen=True)
class _Answer(Generic[T]):
    """What a task has returned, or the text of what it has raised; `refused` is what this package itself does not take."""

    id: str
    result: T | None
    seconds: float
    raised: str = ""
    refused: bool = False


class _Staff(Generic[T]):
    """Workers, each of which is replaced where it dies or is overdue; the id at which it died is tried once more."""

    def __init__(self, task: Callable[[str], T], batches: Sequence[Sequence[str]], jobs: int, bound: float | None) -> None:
        self.task, self.bound = task, bound
        self.waiting, self.tried = deque(batches), set[str]()
        self.workers = [_Worker(task, self.waiting.popleft()) for _ in range(min(jobs, len(batches)))]
        finalize(self, _kill_all, self.workers)  # where nobody asks for the answers

    def answers(self) -> Iterator[_Answer[T]]:
        """All answers, as they come; that of an id whose process dies twice, or takes too long, says so."""
        while any(worker.batch for worker in self.workers):
            connection.wait([handle for worker in self.workers for handle in (worker.way, worker.process.sentinel)], GLANCE)
            for worker in list(self.workers):
                yield from worker.answers()
                overdue = self.bound is not None and bool(worker.batch) and monotonic() - worker.since > MARGIN * self.bound + GRACE
                if worker.lost or overdue:
                    yield from self._replaced(worker, overdue and not worker.lost)
                elif not worker.batch and self.waiting:
                    worker.give(self.waiting.popleft())

    def _replaced(self, worker: _Worker[T], overdue: bool) -> Iterator[_Answer[T]]:
        self.workers.remove(worker)
        ended, batch = worker.kill(), worker.batch
        again = list[str]()
        if batch and worker.since == float("inf"):
            raise LedgerError(f"a worker process {ended} before it began; with fewer --jobs less memory is needed")
        if batch and (overdue or batch[0] in self.tried):
            slow = f"took longer than {self.bound:g} s (--timeout), and did not stop: its process was killed"
            dead = f"the process that judged it {ended}, and so when it was tried again"
            yield _Answer(batch[0], None, 0.0, slow if overdue else dead)
            batch = batch[1:]
        elif batch:
            logging.getLogger(__name__).warning("a worker process died; tried once more, each apart: %s", batch[0])
            self.tried.add(batch[0])
            again, batch = batch[:1], batch[1:]
        if batch:
            self.waiting.appendleft(batch)
        if again or self.waiting:
            self.workers.append(_Worker(self.task, again or self.waiting.popleft()))


def _kill_all(workers: Sequence[_Worker[Any]]) -> None:
    for worker in workers:
        worker.kill()


def _results(staff: _Staff[T], died: Callable[[str, str], T] | None) -> Iterator[tuple[str, T, float]]:
    try:
        for answer in staff.answers():
            if answer.refused:
                raise LedgerError(answer.raised)
            if answer.raised and died is None:
                raise LedgerError(f"{answer.id}: {answer.raised}")
            yield answer.id, died(answer.id, answer.raised) if answer.raised and died else cast(T, answer.result), answer.seconds
    finally:
        _kill_all(staff.workers)
        staff.workers.clear()


def _work(way: Any, task: Callable[[str], T]) -> None:
    """What a worker does, until it is killed."""
    try:
        _begin()
        with suppress(OSError, AttributeError):
            os.setpgid(0, 0)  # what it forks is killed with it
        mine = os.getpid()
        way.send_bytes(b"")  # it has begun
        while True:
            for claim_id in way.recv():
                answer = _dumped(task, claim_id)
                if os.getpid() != mine:  # foreign code has forked, and its child comes back here
                    os._exit(1)
                with suppress(OSError, ValueError, AttributeError):
                    sys.stdout.flush()
                way.send_bytes(answer)
    finally:
        os._exit(1)


def _dumped(task: Callable[[str], T], claim_id: str) -> bytes:
    try:
        with exclusive():
            start = perf_counter()
            result = task(claim_id)
        return pickle.dumps(_Answer(claim_id, result, perf_counter() - start))
    except BaseException as error:  # errors travel as texts: what they carry need not be fit for it
        said = f"{type(error).__name__}: {error}"
        if isinstance(error, ValueError | ProofsError) and not hasattr(error, "whose"):
            return pickle.dumps(_Answer(claim_id, None, 0.0, str(error) or said, refused=True))
        return pickle.dumps(_Answer(claim_id, None, 0.0, blame(error) or said))


def _loaded(found: bytes, batch: Sequence[str]) -> "_Answer[Any] | None":
    """An answer; none, where a worker says that it has begun."""
    if not found:
        return None
    try:
        answer = pickle.loads(found)  # noqa: S301
    except Exception as error:
        return _Answer(batch[0], None, 0.0, f"its result cannot be read: {type(error).__name__}: {error}")
    return answer if isinstance(answer, _Answer) else None


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
