"""Running the ledger: every selected claim and its premises judged, in one process or several, in the paper's order."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from time import perf_counter

from proofs.errors import LedgerError
from proofs.judging import judge
from proofs.ledger import Entry, Ledger
from proofs.paper import PAPER

__all__ = ["Run", "check_digits", "verify"]

MOST_DIGITS = 1000


@dataclass(frozen=True)
class Run:
    """The entries asked for, settled or not, and the seconds that each judgement took."""

    entries: tuple[Entry, ...]
    seconds: dict[str, float]

    @property
    def settled(self) -> bool:
        """Whether every entry is settled."""
        return all(entry.settled for entry in self.entries)


def check_digits(digits: int) -> None:
    """Raise LedgerError unless the digits are within the range that the engines are asked for."""
    if digits < 15:
        raise LedgerError(f"digits must be at least 15, not {digits}")
    if digits > MOST_DIGITS:
        raise LedgerError(f"digits must be at most {MOST_DIGITS}, not {digits}")


def verify(
    ids: tuple[str, ...] = (),
    *,
    ledger: Ledger = PAPER,
    jobs: int = 1,
    digits: int = 50,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Judge the named claims (all, if none is named) and everything that they rest on.

    More than one job means worker processes; these know the paper's own ledger only. Raises LedgerError for an unknown
    id, jobs < 1 or digits outside 15..1000.
    """
    if jobs < 1:
        raise LedgerError(f"jobs must be at least 1, not {jobs}")
    check_digits(digits)
    wanted = {claim.id for claim in ledger.select(ids)}
    needed = wanted.union(*(ledger.premises(claim_id) for claim_id in wanted))
    order = [claim.id for claim in ledger if claim.id in needed]
    results: dict[str, tuple[Entry, float]] = {}
    judged = _in_processes(order, jobs, digits) if jobs > 1 and ledger is PAPER else _here(ledger, order, digits)
    for done, (entry, seconds) in enumerate(judged, start=1):
        results[entry.id] = (entry, seconds)
        if progress:
            progress(done, len(order))
    entries = ledger.settle({claim_id: entry for claim_id, (entry, _) in results.items()})
    return Run(
        tuple(entry for entry in entries if entry.id in wanted),
        {claim_id: results[claim_id][1] for claim_id in order if claim_id in wanted},
    )


def _here(ledger: Ledger, order: list[str], digits: int) -> Iterator[tuple[Entry, float]]:
    for claim_id in order:
        start = perf_counter()
        entry = judge(ledger[claim_id], digits)
        yield entry, perf_counter() - start


def _in_processes(order: list[str], jobs: int, digits: int) -> Iterator[tuple[Entry, float]]:
    """Interleaved batches, so that neighbours, which share cached derivations, and slow ones are spread evenly."""
    batches = [batch for batch in (order[start :: 2 * jobs] for start in range(2 * jobs)) if batch]
    with ProcessPoolExecutor(jobs) as pool:
        for future in as_completed([pool.submit(_batch, batch, digits) for batch in batches]):
            yield from future.result()


def _batch(order: list[str], digits: int) -> list[tuple[Entry, float]]:
    return list(_here(PAPER, order, digits))
