"""Outputs: the terminal, files that are written whole or not at all, and standard output for the file `-`."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console

from proofs.errors import LedgerError

__all__ = ["STDOUT", "check_outputs", "check_writable", "console", "dumped", "write", "write_whole"]

STDOUT = Path("-")


def console() -> Console:
    """Standard output, 100 columns wide where nobody looks."""
    return Console(width=None if sys.stdout.isatty() else 100)


def dumped(value: Any) -> str:
    """Plain data as JSON."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def check_outputs(*paths: Path | None) -> None:
    """Refuse an unwritable path before any work is done."""
    for path in paths:
        if path is not None and path != STDOUT:
            check_writable(path)


def write(path: Path, text: str) -> None:
    """Write a file, or to standard output."""
    if path == STDOUT:
        sys.stdout.write(text)
    else:
        write_whole(path, text)


def check_writable(path: Path) -> None:
    """Raise LedgerError unless a file can be put at `path`."""
    try:
        folder = path.parent
        unfit = path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK)
    except OSError as error:  # such as a name that is too long
        raise LedgerError(f"cannot write {path}: {error.strerror}") from None
    if unfit:
        raise LedgerError(f"cannot write {path}: its folder must exist and be writable, and it must not be a folder")


def write_whole(path: Path, text: str) -> None:
    """Write to a temporary file in the same folder, then rename: a reader never sees half a file."""
    path = path.resolve()  # a link stays, and what it leads to is written
    check_writable(path)
    if path.exists() and not path.is_file():  # a device or a pipe
        return _write_through(path, text)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".bornproof.")
    except OSError as error:
        raise LedgerError(f"cannot write {path}: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise LedgerError(f"cannot write {path}: {error.strerror}") from None
    finally:
        Path(name).unlink(missing_ok=True)


def _write_through(path: Path, text: str) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise LedgerError(f"cannot write {path}: {error.strerror}") from None
