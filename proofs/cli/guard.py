"""A command on a user's own ledger runs apart: whatever that file's code does to its process, success must be told, not reached."""

import ctypes
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

from bornproof.proofs.cli.streams import open_streams, say

__all__ = ["run_apart"]

PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1  # of Linux's prctl


def run_apart(command: Callable[[], None]) -> NoReturn:
    """Run a command that ends by `SystemExit` in a forked process, and exit with the code that it tells by a pipe.

    The process here runs no other code, and waits. Where the other ends without a word, by whatever exit code, or stops
    itself, that is one line on standard error and exit code 1. Signals are passed on.
    """
    open_streams()
    reader, writer = os.pipe()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, PASSED_ON)  # until there is who handles them
    child = os.fork()
    if not child:
        os.close(reader)
        _tell(command, writer, held)
    os.close(writer)
    got: list[int] = []

    def pass_on(number: int, _: FrameType | None) -> None:
        got.append(number)
        with suppress(ProcessLookupError):
            os.kill(child, number)

    for number in PASSED_ON:
        signal.signal(number, pass_on)
    signal.pthread_sigmask(signal.SIG_SETMASK, held)
    _, status = os.waitpid(child, os.WUNTRACED)
    with suppress(OSError):
        os.killpg(child, signal.SIGKILL)  # with what it has forked
    os.set_blocking(reader, False)  # something else may still hold the other end
    told = b""
    with suppress(BlockingIOError):
        told = os.read(reader, 100)
    pid, _, code = told.partition(b" ")
    if pid == b"%d" % child and code.isdigit():
        os._exit(int(code))
    if os.WIFSIGNALED(status) and (ended := os.WTERMSIG(status)) in got:
        signal.signal(ended, signal.SIG_DFL)
        os.kill(os.getpid(), ended)
    say(f"bornproof: the code of the ledger has ended the process of the command ({_ending(status)}): there is no result")
    os._exit(1)


def _tell(command: Callable[[], None], writer: int, held: set[signal.Signals | int]) -> NoReturn:
    """Run the command, and write its process and its exit code to a pipe, once all else is written."""
    mine = os.getpid()
    try:
        os.setpgid(0, 0)  # Ctrl-C reaches the process that passes it on
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        code: object = 1
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)
            command()
        except SystemExit as end:
            code = end.code
        except KeyboardInterrupt:  # before the command could take it
            code = 130
        except BaseException:  # as Python itself would show it
            traceback.print_exc()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        for worker in multiprocessing.active_children():
            worker.kill()
        if os.getpid() == mine:  # and not a fork of foreign code
            os.write(writer, b"%d %d" % (mine, code if isinstance(code, int) else 1))
    finally:
        os._exit(1)


def _ending(status: int) -> str:
    if os.WIFSTOPPED(status):
        return "it stopped itself"
    if os.WIFSIGNALED(status):
        return f"killed by {signal.Signals(os.WTERMSIG(status)).name}"
    return f"exit code {os.WEXITSTATUS(status)}"
