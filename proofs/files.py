"""Output files: written whole or not at all."""

import os
import tempfile
from pathlib import Path

from proofs.errors import LedgerError

__all__ = ["check_writable", "write_whole"]


def check_writable(path: Path) -> None:
    """Raise LedgerError unless a file can be put at `path`."""
    folder = path.parent
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise LedgerError(f"cannot write {path}: its folder must exist and be writable, and it must not be a folder")


def write_whole(path: Path, text: str) -> None:
    """Write to a temporary file in the same folder, then rename: a reader never sees half a file."""
    check_writable(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise LedgerError(f"cannot write {path}: {error.strerror}") from error
    finally:
        Path(name).unlink(missing_ok=True)
