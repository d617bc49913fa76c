"""The standard streams as a shell can leave them: closed, or pipes whose reader goes away."""

import os
import sys
from contextlib import suppress
from select import POLLERR, poll
from stat import S_ISFIFO
from time import monotonic, sleep

__all__ = ["discard_stdout", "open_streams", "reader_left", "say"]

SECONDS = 0.3  # a reader that is still reading has that long to take the rest, or to go away


def open_streams() -> None:
    """Put the null device where a standard stream is closed, so that no file comes to stand there.

    What cannot be encoded is then written as an escape, not refused in the middle of a table.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number: this one
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def discard_stdout() -> None:
    """Let what is still to be written to standard output, at the end of Python too, go nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def reader_left() -> bool:
    """Whether standard output is a pipe whose reader went away, be it before it took all that was written.

    That a small output fits into the pipe tells nothing: so a reader gets a moment to take it or to go away.
    """
    try:
        number = sys.stdout.fileno()
        if not S_ISFIFO(os.fstat(number).st_mode):
            return False
    except (OSError, ValueError):
        return False
    watched, end = poll(), monotonic() + SECONDS
    watched.register(number, 0)
    while not (gone := any(event & POLLERR for _, event in watched.poll(0))) and _unread(number) and monotonic() < end:
        sleep(0.005)
    return gone


def say(line: str) -> None:
    """One line on standard error, where a text from outside can do nothing; where it cannot be written, the exit code has to do."""
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in line)
    with suppress(OSError, ValueError):
        print(shown, file=sys.stderr, flush=True)  # noqa: T201


def _unread(pipe: int) -> int:
    """How many bytes stand in a pipe."""
    from fcntl import ioctl
    from termios import FIONREAD

    try:
        return int.from_bytes(ioctl(pipe, FIONREAD, bytes(4)), sys.byteorder)
    except OSError:
        return 0
