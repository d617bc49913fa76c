"""Workers on a Dask cluster as an executor: an existing scheduler's, or some started here."""

import faulthandler
import logging
import os
import re
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.proofs.checks.pool import check_jobs
from bornproof.proofs.checks.workers import longest
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.fingerprint import fingerprint

__all__ = ["Cluster", "executor_of"]

T = TypeVar("T")

LOCAL = "local"
ADDRESS = re.compile(r"(tcp|tls|ucx|ws|wss)://[^\s/]+:[0-9]{1,5}")
PATIENCE = 10  # seconds in which a scheduler answers
LEAST_MEMORY = 500  # megabytes of address space: a worker has 300 when it begins
MOST_MEMORY = 100_000_000  # a hundred terabytes; what no system counts
START = 120  # seconds in which what is started here answers, on a machine that has other work
STARTS = 3  # so often: a worker may be killed while it starts, and then no other takes its place
SETTINGS = {  # of what is started here
    "distributed.scheduler.allowed-failures": 0, "distributed.worker.profile.enabled": False,
    "distributed.comm.timeouts.connect": START,
}  # fmt: skip
GLANCE = 1.0  # seconds between two looks at who is there
ABANDONED = 60  # seconds without any worker
TRIES = 3  # times as long as a process at one task, for it may be a second one that is at it


class Cluster(Executor):
    """The executor of a Dask client; a worker that runs other code than this process refuses, and so the run ends.

    Parameters
    ----------
    client
        A `distributed.Client`.
    tell
        Is called with a line for a person where workers are gone.
    bound
        Seconds in which a task ends by itself: a worker that is at one for much longer is ended.
    """

    def __init__(self, client: Any, tell: Callable[[str], None] = lambda _: None, bound: float | None = None) -> None:
        self._client, self._tell, self._bound = client, tell, bound
        self._executor = client.get_executor(pure=False)
        self._threads = dict[str, int]()
        self._looked, self._seen = float("-inf"), monotonic()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Begin a task as soon as a worker is free."""
        future: Future[T] = self._executor.submit(_with_this_code, fingerprint(), self._bound, fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more; the workers stay."""
        self._executor.shutdown(wait and not cancel_futures)

    def slots(self) -> int:
        """How many tasks keep the workers busy that are there now; raises LedgerError where there was none for a minute."""
        if monotonic() > self._looked + GLANCE:
            self.look()
            if self._looked > self._seen + ABANDONED:
                raise LedgerError(f"the scheduler has no worker left, and none came within {ABANDONED} s")
        return 2 * max(1, sum(self._threads.values()))

    def look(self) -> None:
        """Ask the scheduler who is there, and tell who is gone since it was last asked."""
        threads = self._client.nthreads()
        if lost := self._threads.keys() - threads.keys():
            self._tell(f"{len(lost)} of {len(self._threads)} Dask workers died or left; what they were at is done by others")
        self._threads, self._looked = threads, monotonic()
        self._seen = self._looked if threads else self._seen


@contextmanager
def executor_of(
    jobs: int, dask: str | None, tell: Callable[[str], None] = lambda _: None, memory: int | None = None, bound: float | None = None
) -> Iterator[int | Cluster]:
    """Yield the jobs as they are or, with an address, a Dask cluster.

    Parameters
    ----------
    jobs
        Worker processes; those of a scheduler that was there are its own.
    dask
        The address of a scheduler, as tcp://HOST:PORT, or "local" for one that is started, and ends, here; None for none.
    tell
        Is called with a line for a person where workers are gone.
    memory
        Megabytes of each worker that is started here.
    bound
        Of a `Cluster`.

    Raises
    ------
    LedgerError
        For jobs or memory out of range; when Dask is not installed, the address is none, nobody answers there, or
        goes away.
    """
    check_jobs(jobs)
    if memory is not None and memory < LEAST_MEMORY:
        raise LedgerError(f"memory must be at least {LEAST_MEMORY} megabytes, not {memory}")
    if memory is not None and memory > MOST_MEMORY:
        raise LedgerError(f"memory must be at most {MOST_MEMORY} megabytes, not {memory}")
    if dask is None:
        yield jobs
        return
    if dask != LOCAL and not ADDRESS.fullmatch(dask):
        raise LedgerError(f"--dask needs the address of a scheduler, tcp://HOST:PORT, or the word local, not {dask}")
    if dask != LOCAL and memory is not None:
        raise LedgerError("the workers of that scheduler have limits of their own: dask worker --memory-limit")
    try:
        from dask import config
        from distributed import Client, LocalCluster
    except ModuleNotFoundError:
        raise LedgerError("--dask needs Dask: python3 -m pip install 'bornproof[dask]'") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        try:
            if dask == LOCAL:
                stack.enter_context(config.set(SETTINGS))
                limit = f"{memory}MB" if memory else 0
                options: Any = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": logging.CRITICAL}
                start = partial(LocalCluster, n_workers=jobs, memory_limit=limit, **options)
                local = stack.enter_context(_started(start, tell))
            patience = START if dask == LOCAL else PATIENCE
            client = stack.enter_context(Client(local if dask == LOCAL else dask, timeout=patience, set_as_default=False))
        except (OSError, ValueError, RuntimeError) as error:
            what = "no Dask workers could be started here" if dask == LOCAL else f"no scheduler answers at {dask}"
            raise LedgerError(f"{what}: {' '.join(str(error).split())}") from None
        if dask == LOCAL:
            client.run(_ignore_interrupts)
        try:
            yield (cluster := Cluster(client, tell, bound))
            cluster.look()  # or nobody would hear of a worker that died in the last second
        except (CancelledError, OSError) as error:
            if client.status == "running" and not isinstance(error, CancelledError):
                raise
            raise LedgerError(f"the scheduler at {dask} went away") from None


def _started(start: Callable[[], T], tell: Callable[[str], None]) -> T:
    """A cluster; where a worker dies in its start, another one, for Dask gives up the whole."""
    for _ in range(STARTS - 1):
        try:
            return start()
        except (OSError, RuntimeError):
            tell("a Dask worker died while it started; all are started again")
    return start()


def _ignore_interrupts() -> None:
    """A Ctrl-C is meant for the process that asks; Dask's workers would say much about it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _with_this_code(code: str, bound: float | None, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    if fingerprint() != code:
        raise LedgerError("the workers must run the code that this process runs: install the same version of bornproof")
    if bound is None:
        return fn(*args, **kwargs)
    with exclusive(), Path(os.devnull).open("w") as nowhere:  # one task at a time has the watch, whatever threads there are
        faulthandler.dump_traceback_later(TRIES * longest(bound), exit=True, file=nowhere)
        try:
            return fn(*args, **kwargs)
        finally:
            faulthandler.cancel_dump_traceback_later()
