"""Outputs: the terminal, files that are written whole or not at all, and standard output for the file `-`."""

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import combinations
from pathlib import Path
from secrets import token_hex
from typing import Any

from bornproof.proofs.errors import LedgerError
from rich.console import Console

__all__ = ["STDOUT", "check_outputs", "check_writable", "console", "dumped", "write", "write_line", "write_whole"]

STDOUT = Path("-")


def console() -> Console:
    """Standard output, 100 columns wide where nobody looks."""
    return Console(width=None if sys.stdout.isatty() else 100)


def dumped(value: Any) -> str:
    """Plain data as JSON."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def check_outputs(*paths: Path | None) -> None:
    """Refuse before any work is done what could not be written in the end.

    Raises
    ------
    LedgerError
        For a path at which no file can be put, a closed standard output that is to be written, two outputs to one
        place (by another name or a link, too), and a file that standard output is redirected to.
    """
    given = [path for path in paths if path is not None]
    for path in given:
        if path != STDOUT:
            check_writable(path)
        elif sys.__stdout__ is None:
            raise LedgerError("cannot write -: standard output is closed")
    places = [(_place(path), path) for path in (*given, *(() if STDOUT in given else (STDOUT,)))]
    for (one, path), (other, twin) in combinations(places, 2):
        if one == other and not (_discards(path) or _discards(twin)):
            names = str(path) if path == twin else f"{path} and {twin if twin in given else 'standard output'}"
            raise LedgerError(f"every output needs a place of its own: {names} would be written twice")


def write(path: Path, text: str | Iterable[str]) -> None:
    """Write a text, or one in pieces, to a file, or as UTF-8 to standard output."""
    if path != STDOUT:
        write_whole(path, text)
        return
    binary = getattr(sys.stdout, "buffer", None)
    sys.stdout.flush()
    for piece in _pieces(text):
        if binary is None:
            sys.stdout.write(piece)
        else:
            binary.write(piece.encode())
    sys.stdout.flush()


def write_line(line: str) -> None:
    """A line of a long result, as it comes."""
    sys.stdout.write(f"{line}\n")


def check_writable(path: Path) -> None:
    """Raise LedgerError unless a file can be put at `path`: tried with a file of another name, which is gone again."""
    with _refusing(path):
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


def write_whole(path: Path, text: str | Iterable[str]) -> None:
    """Write to a temporary file in the same folder, then rename: a reader never sees half a file.

    A link stays, and what it leads to is written; so does a pipe or a device. A new file has the rights that the umask
    leaves, an old one keeps its own.
    """
    check_writable(path)
    with _refusing(path):
        state = _state(path)
        if state is not None and not stat.S_ISREG(state.st_mode):
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(_pieces(text))
            return
        target = _target(path)
        handle, name = _temporary(target)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(_pieces(text))
            if state is not None:
                _keep_rights(name, state)
            name.replace(target)
        finally:
            name.unlink(missing_ok=True)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
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


def _place(path: Path) -> tuple[Any, ...]:
    """What tells two outputs apart: the file, by whatever name it goes, or the path where there is none yet."""
    if path == STDOUT:
        try:
            state = os.fstat(sys.stdout.fileno())
        except (OSError, ValueError):
            return (STDOUT,)
    elif (found := _state(path)) is None:
        return (_target(path),)
    else:
        state = found
    return state.st_dev, state.st_ino


def _discards(path: Path) -> bool:
    return path != STDOUT and _target(path) == Path(os.devnull)


def _pieces(text: str | Iterable[str]) -> Iterable[str]:
    return (text,) if isinstance(text, str) else text
