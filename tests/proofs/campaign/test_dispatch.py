"""Cases on executors: each once, whatever dies; a case at which two workers died is given up, and that is no agreement."""

import faulthandler
import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from bornproof.proofs.campaign import dispatch as dispatching
from bornproof.proofs.campaign.dispatch import dispatch
from bornproof.proofs.campaign.plan import Plan
from bornproof.proofs.campaign.residual import Row, compare_cases
from bornproof.proofs.checks.processes import Processes
from bornproof.proofs.errors import LedgerError
from flint import arb_mat

PLAN = Plan(levels=3, sectors=4, states=10, times=("1/2", "2"), digits=20)
EXPECTED = sorted(compare_cases(PLAN, range(len(PLAN)))[0])
VICTIM = 67  # of the last sector


def ordered(rows: Any) -> list[Row]:
    return sorted(row for group in rows for row in group)


@pytest.mark.parametrize("executor", [ThreadPoolExecutor, Processes])
@pytest.mark.parametrize("number", [1, 2])
def test_every_case_once_on_any_executor(executor: Callable[[int], Executor], number: int) -> None:
    with executor(number) as workers:
        assert ordered(dispatch(PLAN, range(len(PLAN)), workers, lambda: 3)) == EXPECTED


def test_nothing_to_do() -> None:
    with Processes(1) as workers:
        assert list(dispatch(PLAN, (), workers, lambda: 3)) == []


def compare_and_die(plan: Plan, numbers: tuple[int, ...], memory: int | None, deaths: int, marks: Path, victims: range) -> Any:
    """What the worker does: at some cases it dies, so often."""
    if set(victims) & set(numbers) and len(list(marks.iterdir())) < deaths:
        (marks / f"{os.getpid()}").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return compare_cases(plan, numbers, memory)


class Deadly(Processes):
    """Worker processes that die at some cases."""

    def __init__(self, deaths: int, marks: Path, victims: range = range(VICTIM, VICTIM + 1)) -> None:
        super().__init__(2)
        self.planned = deaths, marks, victims

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert fn is compare_cases
        return super().submit(compare_and_die, *args, *self.planned, **kwargs)


def test_a_worker_that_dies_is_told_and_its_cases_are_asked_again(tmp_path: Path) -> None:
    told = list[str]()
    with Deadly(1, tmp_path) as workers:
        assert ordered(dispatch(PLAN, range(len(PLAN)), workers, lambda: 4, told.append)) == EXPECTED
    assert told == ["a worker died; the cases at work are asked again, one at a time"]


def test_a_case_at_which_two_workers_died_is_given_up(tmp_path: Path) -> None:
    told = list[str]()
    with Deadly(9, tmp_path) as workers:
        rows = ordered(dispatch(PLAN, range(len(PLAN)), workers, lambda: 4, told.append))
    assert told[-1] == f"a worker died again at case {VICTIM}, which is given up"
    assert len(list(tmp_path.iterdir())) == 2
    assert [row for row in rows if row.case != VICTIM] == [row for row in EXPECTED if row.case != VICTIM]
    (lost,) = (row for row in rows if row.case == VICTIM)
    assert (lost.verdict, lost.detail, lost.residual) == ("unable", "its worker died twice (BrokenProcessPool)", None)


def compare_and_fill(plan: Plan, numbers: tuple[int, ...], memory: int | None) -> Any:
    """What the worker does: at one case it asks FLINT for gigabytes, once its memory is limited."""
    faulthandler.disable()  # pytest's
    compare_cases(plan, (), memory)
    if VICTIM in numbers:
        arb_mat(12_000, 12_000)
    return compare_cases(plan, numbers, memory)


class Hungry(Processes):
    """Worker processes that need too much memory at one case."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert fn is compare_cases
        return super().submit(compare_and_fill, *args, **kwargs)


def test_a_case_that_needs_more_memory_than_a_worker_may_take_is_given_up() -> None:
    told = list[str]()
    with Hungry(2) as workers:
        rows = ordered(dispatch(PLAN, range(len(PLAN)), workers, lambda: 4, told.append, memory=800))
    assert told[-1] == f"a worker died again at case {VICTIM}, which is given up"
    assert [row for row in rows if row.case != VICTIM] == [row for row in EXPECTED if row.case != VICTIM]
    assert [row.detail for row in rows if row.case == VICTIM] == ["its worker died twice with 800 megabytes (BrokenProcessPool)"]


def test_workers_that_die_whatever_they_are_asked_end_the_run(tmp_path: Path) -> None:
    message = r"the workers die, whatever they are asked \(BrokenProcessPool\)"
    with Deadly(99, tmp_path, range(len(PLAN))) as workers, pytest.raises(LedgerError, match=message):
        list(dispatch(PLAN, range(len(PLAN)), workers, lambda: 4))
    assert len(list(tmp_path.iterdir())) < 20


def test_an_executor_that_takes_nothing_more_ends_the_run() -> None:
    threads = ThreadPoolExecutor(1)
    threads.shutdown()
    with pytest.raises(LedgerError, match="the workers take nothing more: cannot schedule new futures after shutdown"):
        list(dispatch(PLAN, range(3), threads, lambda: 3))


def test_a_refusal_is_passed_on() -> None:
    with ThreadPoolExecutor(1) as threads, pytest.raises(LedgerError, match="a memory limit needs worker processes"):
        list(dispatch(PLAN, range(3), threads, lambda: 3, memory=1000))


@pytest.mark.parametrize(("seconds", "most"), [(0.01, 30), (1.0, 1)], ids=["small", "large"])
def test_small_cases_go_in_batches_and_large_ones_alone(seconds: float, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = list[int]()

    def counted(plan: Plan, numbers: tuple[int, ...], _: int | None) -> tuple[list[Row], float]:
        sizes.append(len(numbers))
        return compare_cases(plan, numbers)[0], seconds * len(numbers)

    monkeypatch.setattr(dispatching, "compare_cases", counted)
    with ThreadPoolExecutor(1) as threads:
        assert ordered(dispatch(PLAN, range(len(PLAN)), threads, lambda: 1)) == EXPECTED
    assert max(sizes) == most
