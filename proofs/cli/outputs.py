"""Where results go: to the terminal, to files, and to standard output for the file `-`."""

import os
import sys
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.files import STDOUT, Content, check_writable, dumped, pieces, write_whole
from rich.console import Console

__all__ = ["check_outputs", "console", "deliver", "verbatim", "workspace", "write", "write_all", "write_line"]


def console() -> Console:
    """Standard output, 100 columns wide where nobody looks."""
    return Console(width=None if sys.stdout.isatty() else 100)


def check_outputs(*paths: Path | None) -> None:
    """Refuse before any work is done what could not be written in the end.

    Raises LedgerError for a path at which no file can be put, a closed standard output that is to be written, two outputs to
    one place (by another name or a link, too), and a file that standard output is redirected to.
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


def deliver(json: Path | None, plain: Callable[[], Any], show: Callable[[Console], Any]) -> None:
    """Write a result as JSON where that is asked for, and show it to a person unless standard output is then taken."""
    if json:
        write(json, found if isinstance(found := plain(), str) else dumped(found))
    if json != STDOUT:
        show(console())


def verbatim(text: str) -> Callable[[Console], None]:
    """What shows a text as it is."""
    return lambda screen: screen.print(text, markup=False, highlight=False)


def workspace() -> Path:
    """The folder from which GitHub names files: the top of the repository there, and here the one that it is run in."""
    return Path(os.environ.get("GITHUB_WORKSPACE") or ".")


def write(path: Path, content: Content) -> None:
    """Write a text, or one in pieces, or bytes, to a file or to standard output."""
    if path != STDOUT:
        write_whole(path, content)
        return
    binary = getattr(sys.stdout, "buffer", None)
    sys.stdout.flush()
    for piece in pieces(content):
        if binary is None:
            sys.stdout.write(piece.decode())
        else:
            binary.write(piece)
    sys.stdout.flush()


def write_all(outputs: Mapping[Path, str]) -> None:
    """Write texts to their places: files first, for the reader of a pipe may go away."""
    for path in sorted(outputs, key=STDOUT.__eq__):
        write(path, outputs[path])


def write_line(line: str) -> None:
    """A line of a long result, as it comes."""
    sys.stdout.write(f"{line}\n")


def _place(path: Path) -> tuple[Any, ...]:
    """What tells two outputs apart: the file, by whatever name it goes, or the path where there is none yet."""
    try:
        state = os.fstat(sys.stdout.fileno()) if path == STDOUT else path.stat()
    except (OSError, ValueError):
        return (path if path == STDOUT else os.path.realpath(path),)
    return state.st_dev, state.st_ino


def _discards(path: Path) -> bool:
    return path != STDOUT and os.path.realpath(path) == os.devnull
