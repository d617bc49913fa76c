"""Files, written whole or not at all, and what is written to them as JSON."""

import json
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from io import FileIO
from pathlib import Path
from secrets import token_hex
from typing import Any
from weakref import WeakSet

from bornproof.proofs.errors import LedgerError

__all__ = ["STDOUT", "Content", "check_writable", "dumped", "opened_alone", "pieces", "refusing", "write_whole"]

Content = str | bytes | Iterable[str]  # of a file: a text in UTF-8, whole or in pieces, or bytes
STDOUT = Path("-")  # the name that means standard output, where a command takes one
_held = WeakSet[FileIO]()  # those that this process has alone


def dumped(value: Any) -> str:
    """Plain data as JSON."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def pieces(content: Content) -> Iterator[bytes]:
    """What is written, as bytes."""
    if isinstance(content, bytes):
        yield content
        return
    for piece in (content,) if isinstance(content, str) else content:
        yield piece.encode()


def check_writable(path: Path) -> None:
    """Raise LedgerError unless a file can be put at `path`: tried with a file of another name, which is gone again."""
    with refusing(path):
        state = _state(path)
        if path.is_symlink() and state is None:
            raise LedgerError(f"cannot write {path}: it is a link to what is not there")
        if state is not None and not stat.S_ISREG(state.st_mode):
            if not (stat.S_ISFIFO(state.st_mode) or stat.S_ISCHR(state.st_mode)):
                raise LedgerError(f"cannot write {path}: it is neither a file nor a pipe or a device to write to")
            return
        if state is not None and not os.access(path, os.W_OK):
            raise LedgerError(f"cannot write {path}: it is read-only")
        handle, name = _temporary(_target(path))
        os.close(handle)
        name.unlink()


def write_whole(path: Path, text: Content) -> None:
    """Write to a temporary file in the same folder, then rename: a reader never sees half a file.

    A link stays, and what it leads to is written; so does a pipe or a device. A new file has the rights that the umask
    leaves, an old one keeps its own.
    """
    check_writable(path)
    with refusing(path):
        state = _state(path)
        if state is not None and not stat.S_ISREG(state.st_mode):
            with path.open("wb") as stream:
                stream.writelines(pieces(text))
            return
        target = _target(path)
        handle, name = _temporary(target)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(pieces(text))
            if state is not None:
                _keep_rights(name, state)
            name.replace(target)
        finally:
            name.unlink(missing_ok=True)


def opened_alone(path: Path) -> FileIO:
    """A file, new or old, to be read and put more at the end of, which no other run has open in this way until it is closed.

    A process that is forked from this one does not have it, and so keeps it from nobody where it lives longer. Raises LedgerError
    where another run has it, and where no file can be put. It is the caller's to close.
    """
    check_writable(path)
    with refusing(path):
        file = FileIO(path, "a+")
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        file.close()
        raise LedgerError(f"cannot write {path}: another run is writing it") from None
    _held.add(file)
    return file


def _let_go() -> None:
    for file in tuple(_held):
        file.close()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Whatever cannot be written at a path as a LedgerError, in one line."""
    try:
        yield
    except LedgerError:
        raise
    except BrokenPipeError:
        raise LedgerError(f"cannot write {path}: its reader went away") from None
    except (OSError, ValueError) as error:  # a ValueError: a NUL in the name
        raise LedgerError(f"cannot write {path}: {getattr(error, 'strerror', None) or error}") from None


def _state(path: Path) -> os.stat_result | None:
    """What a path leads to, or None if there is nothing; a circle of links raises."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _target(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _temporary(target: Path) -> tuple[int, Path]:
    """A new file beside the target, with the rights that the umask leaves."""
    name = target.with_name(f".bornproof.{token_hex(8)}")
    return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), name


def _keep_rights(name: Path, state: os.stat_result) -> None:
    new = name.stat()
    if (new.st_uid, new.st_gid) != (state.st_uid, state.st_gid):
        with suppress(PermissionError):  # another's file in a folder of ours: as with any editor it becomes ours
            os.chown(name, state.st_uid, state.st_gid)
    name.chmod(stat.S_IMODE(state.st_mode))
