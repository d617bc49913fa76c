"""The same task for many entries, in one process or several; results come as they are finished."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from time import perf_counter
from typing import TypeVar

from proofs.errors import LedgerError

__all__ = ["run_each"]

T = TypeVar("T")

MOST_JOBS = 64


def run_each(
    task: Callable[[str], T], ids: Sequence[str], jobs: int = 1, batches: int | None = None
) -> Iterator[tuple[str, T, float]]:
    """Yield each id with the result of the task and the seconds that it took.

    More than one job means worker processes, to which the task must be picklable. The ids are dealt out to `batches`
    (one an id, unless told otherwise), so that neighbours in a batch share what a process has cached. If the caller
    stops early, as at an interrupt, what has not begun is cancelled. Raises LedgerError for jobs outside 1..64 and when a
    worker is killed.
    """
    if jobs < 1:
        raise LedgerError(f"jobs must be at least 1, not {jobs}")
    if jobs > MOST_JOBS:
        raise LedgerError(f"jobs must be at most {MOST_JOBS}, not {jobs}")
    if jobs == 1:
        yield from _batch(task, ids)
        return
    dealt = [batch for batch in (ids[start :: batches or len(ids)] for start in range(batches or len(ids))) if batch]
    pool = ProcessPoolExecutor(jobs, initializer=_end_at_interrupt)
    try:
        for future in as_completed([pool.submit(_listed, task, batch) for batch in dealt]):
            yield from future.result()
    except BrokenProcessPool:
        raise LedgerError("a worker process was killed; with fewer --jobs less memory is needed") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _batch(task: Callable[[str], T], ids: Sequence[str]) -> Iterator[tuple[str, T, float]]:
    for claim_id in ids:
        start = perf_counter()
        result = task(claim_id)
        yield claim_id, result, perf_counter() - start


def _listed(task: Callable[[str], T], ids: Sequence[str]) -> list[tuple[str, T, float]]:
    return list(_batch(task, ids))


def _end_at_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # at Ctrl-C a worker is to end without a word
