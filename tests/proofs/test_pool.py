"""The same task for many ids: the same results in one process and in several, errors passed on, the rest cancelled."""

import os
import time
from pathlib import Path

import pytest

from proofs.errors import LedgerError
from proofs.pool import run_each

IDS = [f"eq.{number}" for number in range(9)]


def shout(claim_id: str) -> tuple[str, int]:
    return claim_id.upper(), os.getpid()


def refuse(claim_id: str) -> str:
    if claim_id == "eq.4":
        raise LedgerError("eq.4 is refused")
    return claim_id


def slow(claim_id: str) -> str:
    time.sleep(0.2)
    return claim_id


@pytest.mark.parametrize(("jobs", "batches"), [(1, None), (2, None), (2, 4), (2, 100)])
def test_each_id_once(jobs: int, batches: int | None) -> None:
    found = {claim_id: (result, seconds) for claim_id, result, seconds in run_each(shout, IDS, jobs, batches)}
    assert {claim_id: result[0] for claim_id, (result, _) in found.items()} == {i: i.upper() for i in IDS}
    assert all(seconds >= 0 for _, seconds in found.values())
    assert (os.getpid() in {result[1] for result, _ in found.values()}) == (jobs == 1)


def test_nothing_to_do() -> None:
    assert list(run_each(shout, [], 2)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_passed_on(jobs: int) -> None:
    with pytest.raises(LedgerError, match=r"eq\.4 is refused"):
        list(run_each(refuse, IDS, jobs))


def test_no_jobs_are_refused() -> None:
    with pytest.raises(LedgerError, match="jobs must be at least 1, not 0"):
        list(run_each(shout, IDS, 0))


def test_what_has_not_begun_is_cancelled_when_the_caller_stops(tmp_path: Path) -> None:
    begun = time.perf_counter()
    running = run_each(slow, [str(tmp_path / str(number)) for number in range(100)], 2)
    next(iter(running))
    running.close()  # type: ignore[attr-defined]  # a generator, typed as an iterator
    assert time.perf_counter() - begun < 5  # all of them would take 10 s
