"""Folders of files that are made anew: nobody else's files are touched, and no file is seen half-written."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from bornproof.proofs.errors import LedgerError

__all__ = ["MARK", "check_folder", "write_folder"]

MARK = ".bornproof-pages"  # in a folder of ours: the names of the files that we put there


def check_folder(path: Path, *, force: bool = False) -> None:
    """Refuse a place at which no folder can be put, and one with files that are not ours; nothing is changed.

    Raises
    ------
    LedgerError
        For a file in its place, a parent that is missing or cannot be written to, and, unless `force`, for foreign files.
    """
    try:
        target = Path(os.path.realpath(path))
        if not target.exists():
            writable, where = target.parent, "the folder in which it is to be is not there, or cannot be written to"
        else:
            writable, where = target, "it cannot be written to"
        if target.exists() and not target.is_dir():
            raise LedgerError(f"cannot write {path}: it is no folder")
        if not writable.is_dir() or not os.access(writable, os.W_OK | os.X_OK):
            raise LedgerError(f"cannot write {path}: {where}")
        foreign = _foreign(target)
    except (OSError, ValueError) as error:  # a ValueError: a NUL in the name
        raise LedgerError(f"cannot write {path}: {getattr(error, 'strerror', None) or error}") from None
    if foreign and not force:
        named = ", ".join(foreign[:3]) + (f" and {len(foreign) - 3} more" if len(foreign) > 3 else "")
        raise LedgerError(f"{path} holds files that are not ours: {named}; name another folder, or --force, which leaves them")


def write_folder(path: Path, files: Mapping[str, str | bytes], *, force: bool = False) -> None:
    """Put files into a folder: all are written beside it first, and then take their places.

    A file of an earlier run that is no longer among them is removed; a foreign one stays. Raises LedgerError as
    `check_folder` does.
    """
    check_folder(path, force=force)
    target = Path(os.path.realpath(path))
    made = Path(mkdtemp(prefix=".bornproof.", dir=target.parent if not target.exists() else target))
    try:
        for name, content in {**files, MARK: "".join(f"{name}\n" for name in sorted(files))}.items():
            (made / name).write_bytes(content.encode() if isinstance(content, str) else content)
        stale = _ours(target) - {*files} if target.exists() else set()
        if not target.exists():
            made.chmod(0o777 & ~_umask())
            made.rename(target)
            return
        for name in (*files, MARK):
            (made / name).replace(target / name)
        for name in stale:
            (target / name).unlink(missing_ok=True)
    except OSError as error:
        raise LedgerError(f"cannot write {path}: {error.strerror or error}") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _ours(folder: Path) -> set[str]:
    """The names in the mark of a folder; what is no plain name is none."""
    mark = folder / MARK
    text = mark.read_text(encoding="utf-8", errors="replace") if mark.is_file() and not mark.is_symlink() else ""
    return {name for name in text.splitlines() if name and Path(name).name == name}


def _foreign(folder: Path) -> list[str]:
    if not folder.exists():
        return []
    ours = {*_ours(folder), MARK}
    return sorted(each.name for each in folder.iterdir() if each.name not in ours or each.is_symlink() or not each.is_file())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
