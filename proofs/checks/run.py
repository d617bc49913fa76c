"""Running the ledger: every selected claim and its premises judged, in one process or several, in the paper's order."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from bornproof.proofs.checks.answers import attempted
from bornproof.proofs.checks.deadline import SECONDS, OutOfTimeError, time_limit
from bornproof.proofs.checks.pool import run_claims, run_each
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.errors import LedgerError, check_whole
from bornproof.proofs.ledger import Claim, Entry, Ledger, Verdict
from bornproof.proofs.ledger.ledger_files import load

__all__ = ["Run", "asked", "check_digits", "verify"]

T = TypeVar("T")

MOST_DIGITS = 1000


@dataclass(frozen=True)
class Run:
    """The entries asked for, settled or not, the seconds that each judgement took, and what was asked beside it."""

    entries: tuple[Entry, ...]
    seconds: dict[str, float]
    beside: Mapping[str, Any] = field(default_factory=dict)  # by ids

    @property
    def settled(self) -> bool:
        """Whether every entry is settled."""
        return all(entry.settled for entry in self.entries)


def check_digits(digits: int) -> None:
    """Raise LedgerError unless the digits are within the range that the engines are asked for."""
    check_whole("digits", digits, 15, MOST_DIGITS)


def verify(
    ids: tuple[str, ...] = (),
    *,
    ledger: Ledger,
    jobs: int | Executor = 1,
    digits: int = 50,
    timeout: float = SECONDS,
    progress: Callable[[int, int], None] | None = None,
    known: dict[str, tuple[Entry, float]] | None = None,
    beside: Callable[[Claim], Any] | None = None,
) -> Run:
    """Judge the named claims (all, if none is named) and everything that they rest on.

    What is `known` from runs before with the same ledger and digits is not judged again, and what is judged is put there.
    `beside` is asked of each claim once it is decided, in the same process, which has its derivations; what is asked in vain,
    in the time of the entry or as it raises, is not in the run.

    More than one job, or an executor, means worker processes, for a ledger that has a home where they find it. Where a process of
    this machine dies of an entry, that is tried once more, and undecided if the process dies again; one that is at an entry for
    much longer than the timeout is killed, and the entry undecided; the others go on. Raises
    LedgerError for an unknown id, jobs < 1, digits outside 15..1000 or a timeout (seconds for an entry, as a last resort) that
    is not positive.
    """
    check_digits(digits)
    _check_timeout(timeout)
    wanted = {claim.id for claim in ledger.select(ids)}
    needed = wanted.union(*(ledger.premises(claim_id) for claim_id in wanted))
    results: dict[str, tuple[Entry, float]] = {} if known is None else known
    order = [claim.id for claim in ledger if claim.id in needed and claim.id not in results]
    batches = 2 * jobs if isinstance(jobs, int) else None
    asked_beside = dict[str, Any]()
    judged = run_claims(partial(_judged, beside, digits, timeout), ledger, order, jobs, batches, _died, timeout)
    for done, (claim_id, (entry, more), seconds) in enumerate(judged, start=1):
        results[claim_id] = (entry, seconds)
        if more is not None:
            asked_beside[claim_id] = more
        if progress:
            progress(done, len(order))
    entries = ledger.settle({claim_id: entry for claim_id, (entry, _) in results.items()})
    return Run(
        tuple(entry for entry in entries if entry.id in wanted),
        {claim.id: results[claim.id][1] for claim in ledger if claim.id in wanted},
        asked_beside,
    )


def asked(
    question: Callable[[Ledger], T], ledger: Ledger, about: str, undecided: Callable[[str], T], seconds: float = SECONDS
) -> T:
    """The answer of a ledger to one question about an entry, in a process of its own if the ledger is a file of a user's own.

    What is asked in vain, as its code raises, ends the process, or takes more than `seconds`, is `undecided` for that reason.
    An error of this package is raised, as one on what was asked.
    """
    _check_timeout(seconds)
    if not ledger.home.rpartition(":")[0].endswith(".py"):
        try:
            with time_limit(seconds):
                return question(ledger)
        except OutOfTimeError as error:
            return undecided(str(error))
    within = partial(_within, question, ledger.home, seconds)
    ((_, answer, _),) = run_each(within, (about,), died=lambda _, reason: undecided(reason), apart=True, bound=seconds)
    return answer


def _check_timeout(seconds: float) -> None:
    if not seconds > 0:
        raise LedgerError(f"the timeout must be positive, not {seconds:g} s")


def _within(question: Callable[[Ledger], T], home: str, seconds: float, _: str) -> T:
    with time_limit(seconds):
        return question(load(home))


def _judged(beside: Callable[[Claim], T] | None, digits: int, seconds: float, claim: Claim) -> tuple[Entry, T | None]:
    entry = judge(claim, digits=digits, seconds=seconds)
    if beside is None or entry.verdict is Verdict.UNDECIDED:
        return entry, None

    def within_time() -> T:
        with time_limit(seconds):
            return beside(claim)

    return entry, attempted(within_time, lambda _: None)


def _died(claim_id: str, reason: str) -> tuple[Entry, None]:
    return Entry(claim_id, Verdict.UNDECIDED, reason=reason), None
