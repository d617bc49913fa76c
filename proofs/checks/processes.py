"""Worker processes as an executor, which takes new ones where one died."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from bornproof.proofs.checks.pool import check_jobs
from bornproof.proofs.checks.worker_process import begin, context, interrupts_held, script_left_out

__all__ = ["Processes"]

T = TypeVar("T")


class Processes(Executor):
    """So many processes as an executor; where one dies, all that was begun has failed, and what is submitted then gets new ones.

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
        with script_left_out(), interrupts_held():
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
        self._pool = self._pool or ProcessPoolExecutor(self._jobs, context(), begin)
        return self._pool

    def terminate(self) -> None:
        """End the processes at once, whatever they are at."""
        for child in self._children:
            child.terminate()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes end after what they are at."""
        if self._pool:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)
