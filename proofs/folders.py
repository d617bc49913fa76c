"""Folders of files that are made anew: nobody else's files are touched, and no file is seen half-written."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.files import refusing

__all__ = ["MARK", "check_folder", "write_folder"]

MARK = ".bornproof-pages"  # in a folder of ours: the names of the files that we put there
SAID = 3  # names of foreign files in a refusal
LOST = 12  # the same, of those that would be replaced


def check_folder(path: Path, names: Callable[[], Iterable[str]] = tuple, *, force: bool = False) -> None:
    """Refuse a place at which no folder can be put, and one with files that are not ours; nothing is changed.

    Whether it can be put there is tried, with a folder of another name, which is gone again.

    Parameters
    ----------
    names
        Makes the names of the files that are to be written; it is called for a refusal, which says what `force` would replace.

    Raises
    ------
    LedgerError
        For a file in its place, a parent that is missing or cannot be written to, and, unless `force`, for foreign files.
    """
    with refusing(path):
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_dir():
            raise LedgerError(f"cannot write {path}: it is no folder")
        if not (target.exists() or target.parent.is_dir()):
            raise LedgerError(f"cannot write {path}: the folder in which it is to be is not there")
        _temporary(target).rmdir()
        foreign = _foreign(target)
    if foreign and not force:
        raise LedgerError(
            f"{path} holds files that are not ours: {_some(foreign, SAID)}; "
            f"name another folder, or --force, which {_forced(foreign, {*names()})}"
        )


def write_folder(path: Path, files: Mapping[str, str | bytes], *, force: bool = False) -> tuple[str, ...]:
    """Put files into a folder: all are written beside it first, and then take their places.

    A name may have folders before it, as `api/index.html` has. A file of an earlier run that is no longer among them is
    removed; a foreign one stays unless one of ours has its name: the names of those in whose places ours are now are returned.

    Raises
    ------
    LedgerError
        As `check_folder` does, so that no foreign file is replaced without `force`; and with it, too, where something else stands
        for a file or a folder that is to be written: nothing is changed then.
    """
    check_folder(path, lambda: files, force=force)
    target = Path(os.path.realpath(path))
    with refusing(path), _scratch(target) as made:
        replaced = tuple(_replaced(path, target, files))
        for name, content in {**files, MARK: "".join(f"{name}\n" for name in sorted(files))}.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(content.encode() if isinstance(content, str) else content)
        stale = _ours(target) - {*files} if target.exists() else set()
        if not target.exists():
            made.chmod(0o777 & ~_umask())
            made.rename(target)
            return ()
        for inner in _inner(files):
            (target / inner).mkdir(exist_ok=True)
        for name in (*files, MARK):
            (made / name).replace(target / name)
        for name in stale:
            (target / name).unlink(missing_ok=True)
            _remove_empty(target, Path(name).parent)
    return replaced


def _some(names: Sequence[str], most: int) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _forced(foreign: Sequence[str], names: set[str]) -> str:
    """What would be done to foreign files by force, where files of those names are written."""
    lost = [name for name in foreign if name in names]
    if not lost:
        return "leaves them"
    return f"replaces {_some(lost, LOST)}{' and leaves the others' if len(lost) < len(foreign) else ''}"


@contextmanager
def _scratch(target: Path) -> Iterator[Path]:
    made = _temporary(target)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _temporary(target: Path) -> Path:
    """A new folder from which files can be renamed into the target."""
    return Path(mkdtemp(prefix=".bornproof.", dir=target if target.exists() else target.parent))


def _inner(names: Iterable[str]) -> list[Path]:
    """The folders of files, each before those in it."""
    return sorted({parent for name in names for parent in Path(name).parents})


def _replaced(path: Path, target: Path, files: Iterable[str]) -> Iterator[str]:
    """The foreign files that have the names of files to be written."""
    for inner in _inner(files):
        if (target / inner).is_symlink():
            raise LedgerError(f"cannot write {path}: {inner} is a link there")
        if (target / inner).exists() and not (target / inner).is_dir():
            raise LedgerError(f"cannot write {path}: {inner} is no folder there")
    ours = _ours(target)
    for name in files:
        if (target / name).is_dir() and not (target / name).is_symlink():
            raise LedgerError(f"cannot write {path}: {name} is a folder there")
        if name not in ours and ((target / name).exists() or (target / name).is_symlink()):
            yield name


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
    return sorted(_strange(folder, Path(), ours, {*_inner(ours)}))


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
