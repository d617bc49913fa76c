"""Folders of files that are made anew: nobody else's files are touched, and no file is seen half-written."""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import mkdtemp

from bornproof.proofs.errors import LedgerError

__all__ = ["MARK", "check_folder", "write_folder"]

MARK = ".bornproof-pages"  # in a folder of ours: the names of the files that we put there


def check_folder(path: Path, *, force: bool = False) -> None:
    """Refuse a place at which no folder can be put, and one with files that are not ours; nothing is changed.

    Raises LedgerError for a file in its place, a parent that is missing or cannot be written to, and, unless `force`, for
    foreign files.
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
    except LedgerError:
        raise
    except (OSError, ValueError) as error:  # a ValueError: a NUL in the name
        raise LedgerError(f"cannot write {path}: {getattr(error, 'strerror', None) or error}") from None
    if foreign and not force:
        named = ", ".join(foreign[:3]) + (f" and {len(foreign) - 3} more" if len(foreign) > 3 else "")
        raise LedgerError(f"{path} holds files that are not ours: {named}; name another folder, or --force, which leaves them")


def write_folder(path: Path, files: Mapping[str, str | bytes], *, force: bool = False) -> None:
    """Put files into a folder: all are written beside it first, and then take their places.

    A name may have folders before it, as `api/index.html` has. A file of an earlier run that is no longer among them is
    removed; a foreign one stays. Raises LedgerError as `check_folder` does, and where a link, with or without `force`,
    stands for a folder that is to be written to.
    """
    check_folder(path, force=force)
    target = Path(os.path.realpath(path))
    made = Path(mkdtemp(prefix=".bornproof.", dir=target.parent if not target.exists() else target))
    try:
        for name, content in {**files, MARK: "".join(f"{name}\n" for name in sorted(files))}.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(content.encode() if isinstance(content, str) else content)
        stale = _ours(target) - {*files} if target.exists() else set()
        if not target.exists():
            made.chmod(0o777 & ~_umask())
            made.rename(target)
            return
        for inner in sorted({parent for name in files for parent in Path(name).parents}):
            if (target / inner).is_symlink():
                raise LedgerError(f"cannot write {path}: {inner} is a link there")
            (target / inner).mkdir(exist_ok=True)
        for name in (*files, MARK):
            (made / name).replace(target / name)
        for name in stale:
            (target / name).unlink(missing_ok=True)
            _remove_empty(target, Path(name).parent)
    except OSError as error:
        raise LedgerError(f"cannot write {path}: {error.strerror or error}") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _ours(folder: Path) -> set[str]:
    """The names in the mark of a folder; what does not stand in it, or behind a link, is none."""
    mark = folder / MARK
    text = mark.read_text(encoding="utf-8", errors="replace") if mark.is_file() and not mark.is_symlink() else ""
    return {name for name in text.splitlines() if name and _inside(folder, name)}


def _inside(folder: Path, name: str) -> bool:
    plain = Path(name)
    if plain.is_absolute() or ".." in plain.parts or plain.as_posix() != name:
        return False
    return not any((folder / parent).is_symlink() for parent in plain.parents)


def _foreign(folder: Path) -> list[str]:
    """What is there and not ours; a folder in which all is ours is ours."""
    if not folder.exists():
        return []
    ours = {*_ours(folder), MARK}
    inner = {parent for name in ours for parent in Path(name).parents}
    return sorted(_strange(folder, Path(), ours, inner))


def _strange(top: Path, where: Path, ours: set[str], inner: set[Path]) -> Iterator[str]:
    for each in (top / where).iterdir():
        name = where / each.name
        if each.is_symlink() or not (name in inner if each.is_dir() else name.as_posix() in ours and each.is_file()):
            yield name.as_posix()
        elif each.is_dir():
            yield from _strange(top, name, ours, inner)


def _remove_empty(top: Path, inner: Path) -> None:
    """Remove a folder of ours in which nothing is left, and those around it."""
    while inner.parts and not any((top / inner).iterdir()):
        (top / inner).rmdir()
        inner = inner.parent


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
