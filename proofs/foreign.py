"""What comes from outside: files, of which no pipe and no device is waited for, and texts, which are shown to people and to CI."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bornproof.proofs.errors import LedgerError, ProofsError
from bornproof.proofs.files import STDOUT

__all__ = ["check_file", "check_plain", "is_plain", "plain", "read_bytes"]

COMMANDS = ("::", "##[")  # with which a runner of GitHub Actions is told what to do, wherever they stand in a line of its log
SHOWN = 60  # characters of a text that is refused


def check_file(path: Path, need: str, error: type[ProofsError] = LedgerError) -> None:
    """Raise the error, `need` and the path, unless there is a file of bytes, or nothing.

    >>> check_file(Path("/dev/null"), "a baseline needs a file")
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.LedgerError: a baseline needs a file, not /dev/null
    """
    if path == STDOUT or (path.exists() and not path.is_file()):
        raise error(f"{need}, not {plain(str(path))}")


def read_bytes(path: Path, most: int, what: str, error: type[ProofsError] = LedgerError) -> bytes:
    """Return what is in a file.

    `path`: the file. `most`: bytes that it may have. `what`: the word for what it holds. Raises the error for a path at which
    there is no file, for a larger one, and for one that cannot be read.
    """
    try:
        check_file(path, f"{what} needs a file", error)
        with path.open("rb") as stream:
            found = stream.read(most + 1)
    except ProofsError:
        raise
    except (OSError, ValueError) as problem:  # a ValueError: a NUL in the name
        raise error(f"cannot read {path}: {getattr(problem, 'strerror', None) or problem}") from None
    if len(found) > most:
        raise error(f"{path} must be a file of at most {most} bytes: {what} is never larger")
    return found


def plain(text: str) -> str:
    """A text as it may be shown: in one line, with nothing that a terminal or a log takes for an instruction.

    >>> print(plain("std::bad_alloc" + chr(27) + "[31m" + chr(10) + "::error"))
    std: :bad_alloc?[31m : :error
    """
    found = "".join(sign if sign.isprintable() else "?" for sign in " ".join(text.split()))
    for command in COMMANDS:
        while command in found:
            found = found.replace(command, f"{command[0]} {command[1:]}")
    return found


def is_plain(text: str) -> bool:
    """Whether a text may be shown as it stands; see `plain`."""
    return text.isprintable() and not any(command in text for command in COMMANDS)


def check_plain(value: Any, where: str) -> None:
    """Raise LedgerError where a text in plain data (names, too, however deep) is not `plain`.

    >>> check_plain({"scope": ["any q", "q < 1"]}, "b.json")
    >>> check_plain({"scope": ["any q", "::error::no"]}, "b.json")
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.LedgerError: b.json must have no control characters, no :: and no ##[ in a text, not ': :error: :no'
    """
    if isinstance(value, str):
        if not is_plain(value):
            rule = f"no control characters, no {' and no '.join(COMMANDS)} in a text"
            raise LedgerError(f"{where} must have {rule}, not {plain(value)[:SHOWN]!r}")
    elif isinstance(value, Mapping):
        for name, each in value.items():
            check_plain(name, where)
            check_plain(each, where)
    elif isinstance(value, list | tuple):
        for each in value:
            check_plain(each, where)
