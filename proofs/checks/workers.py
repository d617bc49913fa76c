"""Worker processes for batches of ids: who died of what, what is tried once more, and who is killed because it does not stop."""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import connection
from time import monotonic
from typing import Any, Generic, TypeVar
from weakref import finalize

from bornproof.proofs.checks.worker_process import Answer, Worker
from bornproof.proofs.errors import LedgerError

__all__ = ["Workers", "longest"]

T = TypeVar("T")

GLANCE = 0.2  # seconds between two looks at workers that say nothing
MARGIN, GRACE = 1.5, 5  # times its bound, and seconds besides, after which a worker that did not stop is killed


def longest(bound: float) -> float:
    """After how many seconds a worker is killed at a task that ends by itself within `bound`."""
    return MARGIN * bound + GRACE


class Workers(Generic[T]):
    """So many of them, each replaced where it dies or is overdue; the id at which it died is tried once more."""

    def __init__(self, task: Callable[[str], T], batches: Sequence[Sequence[str]], jobs: int, bound: float | None) -> None:
        self.task, self.bound = task, bound
        self.waiting, self.tried = deque(batches), set[str]()
        self.workers = [Worker(task, self.waiting.popleft()) for _ in range(min(jobs, len(batches)))]
        finalize(self, _kill_all, self.workers)  # where nobody asks for the answers

    def answers(self) -> Iterator[Answer[T]]:
        """All answers, as they come; that of an id whose process dies twice, or takes too long, says so."""
        try:
            while any(worker.batch for worker in self.workers):
                connection.wait([handle for worker in self.workers for handle in (worker.way, worker.process.sentinel)], GLANCE)
                for worker in list(self.workers):
                    yield from worker.answers()
                    overdue = self.bound is not None and bool(worker.batch) and monotonic() - worker.since > longest(self.bound)
                    if worker.lost or overdue:
                        yield from self._replaced(worker, overdue and not worker.lost)
                    elif not worker.batch and self.waiting:
                        worker.give(self.waiting.popleft())
        finally:
            _kill_all(self.workers)
            self.workers.clear()

    def _replaced(self, worker: Worker[T], overdue: bool) -> Iterator[Answer[T]]:
        self.workers.remove(worker)
        ended, batch = worker.kill(), worker.batch
        again = list[str]()
        if batch and worker.since == float("inf"):
            raise LedgerError(f"a worker process {ended} before it began; with fewer --jobs less memory is needed")
        if batch and (overdue or batch[0] in self.tried):
            slow = f"took longer than {self.bound:g} s (--timeout), and did not stop: its process was killed"
            dead = f"the process that judged it {ended}, and so when it was tried again"
            yield Answer(batch[0], None, 0.0, slow if overdue else dead)
            batch = batch[1:]
        elif batch:
            logging.getLogger(__name__).warning("a worker process died; tried once more, each apart: %s", batch[0])
            self.tried.add(batch[0])
            again, batch = batch[:1], batch[1:]
        if batch:
            self.waiting.appendleft(batch)
        if again or self.waiting:
            self.workers.append(Worker(self.task, again or self.waiting.popleft()))


def _kill_all(workers: Sequence[Worker[Any]]) -> None:
    for worker in workers:
        worker.kill()
