"""A limit of time, as a last resort: work is bounded by counting its steps; this ends what was not counted."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

from bornproof.numeric_check.arithmetic.precision import exclusive

__all__ = ["SECONDS", "OutOfTimeError", "check_time", "time_limit"]

SECONDS = 60.0  # for one entry, or one question about it, unless a user says otherwise

AGAIN = 1.0  # seconds after which a limit is told once more to what went on nevertheless
LONGEST = 1e8  # seconds, some years: timers have a limit, and a longer time than this is none

_ends = threading.local()


class OutOfTimeError(BaseException):
    """The work took longer than it may; nothing follows from that, on a slow machine least of all.

    It is no Exception, so that a derivation or an oracle that goes on whatever is raised in it ends, too.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"stopped after {seconds:g} s (--timeout)")
        self.seconds = seconds


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `OutOfTimeError` inside when `seconds` are over: at once in the main thread, at `check_time` in any other.

    The precision of FLINT and mpmath is this thread's inside, and waiting until another gives it free is not counted.

    >>> with time_limit(0):
    ...     check_time()
    Traceback (most recent call last):
        ...
    bornproof.proofs.checks.deadline.OutOfTimeError: stopped after 0 s (--timeout)
    """
    with exclusive():
        before = getattr(_ends, "at", None)
        _ends.at = min((monotonic() + seconds, seconds), before or (float("inf"), 0.0))  # one within another prolongs nothing
        alarm = seconds > 0 and threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
        previous = signal.signal(signal.SIGALRM, _expire) if alarm else None
        if alarm:
            signal.setitimer(signal.ITIMER_REAL, min(seconds, LONGEST), AGAIN)
        try:
            yield
        finally:
            _ends.at = before  # first, for an alarm says nothing where there is no limit
            if alarm:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, previous)
                if before:  # of which that was the alarm, too
                    signal.setitimer(signal.ITIMER_REAL, min(max(before[0] - monotonic(), 1e-3), LONGEST), AGAIN)


def check_time() -> None:
    """Raise `OutOfTimeError` where the time limit of this thread is over; without a limit, do nothing."""
    end = getattr(_ends, "at", None)
    if end and monotonic() >= end[0]:
        raise OutOfTimeError(end[1])


def _expire(_number: int, _frame: FrameType | None) -> None:
    check_time()
