"""A limit of time counts the work, and not the waiting for other threads."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.proofs.checks import deadline
from bornproof.proofs.checks.deadline import OutOfTimeError, check_time, time_limit


def test_waiting_for_another_thread_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(deadline, "monotonic", lambda: now[0])

    def work() -> str:
        started.set()
        with time_limit(0.5), exclusive():
            check_time()
        return "done"

    started = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        with exclusive():
            found = threads.submit(work)
            started.wait()
            time.sleep(1)  # it is at the lock
            now[0] = 1000.0
        assert found.result() == "done"


def test_one_limit_within_another_prolongs_nothing() -> None:
    def endless() -> None:
        with time_limit(0.1), time_limit(1000):
            while True:
                check_time()

    with pytest.raises(OutOfTimeError, match=r"stopped after 0\.1 s"):
        endless()
