"""The cases of a campaign on an executor: dealt out in batches of a fraction of a second, and again where a worker died."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from itertools import groupby, islice
from time import sleep
from typing import TYPE_CHECKING

from bornproof.proofs.campaign.residual import Row, compare_cases, failed_rows
from bornproof.proofs.checks.worker_process import INTERRUPT
from bornproof.proofs.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor

    from bornproof.proofs.campaign.plan import Plan

__all__ = ["dispatch"]

BATCH_SECONDS = 0.3  # of work: what is lost when the run is killed, and fifty times what Dask takes for a batch
MOST_IN_BATCH = 1000
MOST_DEATHS = 4  # of cases one after the other, each asked alone: then it is not the cases
LOOK = 2.0  # seconds after which a run that waits looks how many workers there are


def dispatch(
    plan: Plan,
    cases: Iterable[int],
    executor: Executor,
    slots: Callable[[], int],
    tell: Callable[[str], None] = lambda _: None,
    memory: int | None = None,
) -> Iterator[list[Row]]:
    """Return an iterator of the rows of each case, as they come.

    Where a worker dies, this is told, and what was at work with it is asked again, one case at a time and nothing beside it. A
    case at which a worker dies a second time is one that no engine was able to do.

    Parameters
    ----------
    plan
        The campaign.
    cases
        The numbers of those to be done.
    executor
        Any; it stays open.
    slots
        How many batches are to be with it at a time.
    tell
        Is called with a line for a person, at each death.
    memory
        Of each worker, in megabytes.

    Raises
    ------
    LedgerError
        When the executor takes nothing more, or workers die again and again.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> from bornproof.proofs.campaign.plan import Plan
    >>> plan = Plan(levels=2, sectors=2, states=3, times=("1/2",))
    >>> with ThreadPoolExecutor(2) as threads:
    ...     sorted(rows[0].case for rows in dispatch(plan, range(6), threads, lambda: 4))
    [0, 1, 2, 3, 4, 5]
    """
    todo, again = iter(cases), deque[int]()  # those to be done, and those at which a worker died
    at_work = dict[Future[tuple[list[Row], float]], tuple[int, ...]]()
    alone: Future[tuple[list[Row], float]] | None = None  # the last that was asked again
    done, spent, deaths = 0, 0.0, 0

    def submit(batch: tuple[int, ...]) -> Future[tuple[list[Row], float]]:
        try:
            future = executor.submit(compare_cases, plan, batch, memory)
        except RuntimeError as error:  # a BrokenExecutor is one, too
            raise LedgerError(f"the workers take nothing more: {error}") from None
        at_work[future] = batch
        return future

    try:
        while True:
            if again and not at_work:
                alone = submit((again.popleft(),))
            size = max(1, min(MOST_IN_BATCH, round(BATCH_SECONDS * done / spent))) if spent else 1
            room = slots()
            while not again and alone not in at_work and len(at_work) < room and (batch := tuple(islice(todo, size))):
                submit(batch)
            if not at_work:
                return
            for future in wait(at_work, LOOK, FIRST_COMPLETED).done:
                batch = at_work.pop(future)
                try:
                    rows, seconds = future.result()
                except (LedgerError, CancelledError):
                    raise
                except Exception as error:
                    sleep(INTERRUPT)
                    if future is not alone:
                        if not again:  # with a worker of a pool all its batches are gone
                            tell("a worker died; the cases at work are asked again, one at a time")
                        again.extend(batch)
                        continue
                    if (deaths := deaths + 1) == MOST_DEATHS:
                        raise LedgerError(f"the workers die, whatever they are asked ({type(error).__name__})") from None
                    tell(f"a worker died again at case {batch[0]}, which is given up")
                    had = f" with {memory} megabytes" if memory else ""  # FLINT ends a process that cannot have more
                    yield failed_rows(plan, batch[0], f"its worker died twice{had} ({type(error).__name__})")
                else:
                    done, spent, deaths = done + len(batch), spent + seconds, 0
                    yield from (list(found) for _, found in groupby(rows, lambda row: row.case))
    finally:
        for future in at_work:
            future.cancel()
