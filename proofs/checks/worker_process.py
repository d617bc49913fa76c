"""A process that answers for one id after the other: how it is begun, what it does, what comes back, and how it ended."""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any, Generic, TypeVar

from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.proofs.checks.answers import blame
from bornproof.proofs.errors import ProofsError

__all__ = [
    "INTERRUPT", "WORKER", "Answer", "Worker", "answered_by", "begin", "context", "interrupts_held", "loaded", "parent_of_others",
    "script_left_out",
]  # fmt: skip

T = TypeVar("T")

INTERRUPT = 0.2  # seconds in which a Ctrl-C that ended the workers reaches this process, too
THREADS = Path("/proc/self/task")  # Linux's list of them, those of libraries too
WORKER = "a worker of bornproof"
_starting = threading.Lock()


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What a task has returned, or the text of what it has raised; `refused` is what this package itself does not take."""

    id: str
    result: T | None
    seconds: float
    raised: str = ""
    refused: bool = False


class Worker(Generic[T]):
    """A process that answers for one id after the other; only it answers, though foreign code may fork or end what it likes."""

    def __init__(self, task: Callable[[str], T], batch: Sequence[str]) -> None:
        made = context()
        self.way, theirs = made.Pipe()
        with script_left_out(), interrupts_held():
            self.process = made.Process(target=_work, args=(theirs, task), name=WORKER)  # type: ignore[attr-defined]
            self.process.start()
        theirs.close()
        self.batch, self.since, self.lost = list[str](), float("inf"), False
        self.give(batch)

    def give(self, batch: Sequence[str]) -> None:
        """Let it work on ids; the first is the one at which it is until it has answered."""
        self.batch = [*batch]
        if self.since < float("inf"):
            self.since = monotonic()
        with suppress(OSError):  # of a process that is gone, which is seen soon
            self.way.send(self.batch)

    def answers(self) -> Iterator["Answer[T]"]:
        """What has come since one looked."""
        dead = self.process.exitcode is not None
        try:
            while self.way.poll():
                answer = loaded(self.way.recv_bytes(), self.batch)
                self.since = monotonic()
                if answer:
                    self.batch.pop(0)
                    yield answer
        except (EOFError, OSError):  # it has closed its end, and what foreign code makes of it then is not waited for
            self.process.join(INTERRUPT)
            dead = True
        self.lost = dead

    def kill(self) -> str:
        """End the process with all that it has forked, and say how it ended if it was not by this."""
        self.process.join(0)
        code = self.process.exitcode
        with suppress(OSError, AttributeError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.way.close()
        if code is None:
            return "went away from its task"
        names = {number.value: number.name for number in signal.Signals}
        return f"was killed by {names.get(-code, f'signal {-code}')}" if code < 0 else f"ended itself with code {code}"


def _work(way: Any, task: Callable[[str], T]) -> None:
    """What a worker does, until it is killed."""
    try:
        begin()
        with suppress(OSError, AttributeError):
            os.setpgid(0, 0)  # what it forks is killed with it
        mine = os.getpid()
        way.send_bytes(b"")  # it has begun
        while True:
            for claim_id in way.recv():
                answer = answered_by(task, claim_id)
                if os.getpid() != mine:  # foreign code has forked, and its child comes back here
                    os._exit(1)
                with suppress(OSError, ValueError, AttributeError):
                    sys.stdout.flush()
                way.send_bytes(answer)
    finally:
        os._exit(1)


def answered_by(task: Callable[[str], T], claim_id: str) -> bytes:
    """The answer of a task, or the text of what it raises, as bytes for another process; see `loaded`."""
    try:
        with exclusive():
            start = perf_counter()
            result = task(claim_id)
        return pickle.dumps(Answer(claim_id, result, perf_counter() - start))
    except BaseException as error:  # errors travel as texts: what they carry need not be fit for it
        said = f"{type(error).__name__}: {error}"
        if isinstance(error, ValueError | ProofsError) and not hasattr(error, "whose"):
            return pickle.dumps(Answer(claim_id, None, 0.0, str(error) or said, refused=True))
        return pickle.dumps(Answer(claim_id, None, 0.0, blame(error) or said))


def loaded(found: bytes, batch: Sequence[str]) -> "Answer[Any] | None":
    """An answer; none, where a worker says that it has begun."""
    if not found:
        return None
    try:
        answer = pickle.loads(found)  # noqa: S301
    except Exception as error:
        return Answer(batch[0], None, 0.0, f"its result cannot be read: {type(error).__name__}: {error}")
    return answer if isinstance(answer, Answer) else None


def context() -> BaseContext:
    """Forked workers have all that is imported, at once; but a fork takes one thread along and the locks of all others."""
    alone = THREADS.is_dir() and len(list(THREADS.iterdir())) == 1
    return multiprocessing.get_context("fork" if alone else "spawn")


@contextmanager
def script_left_out() -> Iterator[None]:
    """Keep spawned workers, of which nobody asks it, from running the user's script again, which need have no guard."""
    with _starting:
        main: dict[str, Any] = vars(sys.modules["__main__"])
        kept: dict[str, Any] = {name: main[name] for name in ("__file__", "__spec__") if name in main}
        main.pop("__file__", None)
        main["__spec__"] = None
        try:
            yield
        finally:
            main.pop("__spec__")
            main.update(kept)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let no Ctrl-C reach a process that is begun inside before it is a worker, or it would say much; here it comes after that."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def parent_of_others() -> Iterator[None]:
    """Let a process of Dask's begin others, which Python refuses to one that is a daemon lest they outlive it; ours do not."""
    settings = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    before = settings.get("daemon")
    settings["daemon"] = False
    try:
        yield
    finally:
        settings["daemon"] = before


def begin() -> None:
    """Make a process a worker: it ends with its parent, and at Ctrl-C without a word."""
    multiprocessing.current_process().name = WORKER
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # at Ctrl-C a worker is to end without a word
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))  # see `interrupts_held`
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
