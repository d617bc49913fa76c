"""The file that is there before a baseline is compared or written: one must be, and one that guards more is not replaced."""

import os
from collections.abc import Collection
from pathlib import Path

import msgspec
from bornproof.proofs.baseline.baseline_file import MOST_BYTES
from bornproof.proofs.counts import counted
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.foreign import plain, read_bytes

__all__ = ["check_kept", "check_there"]


class _Record(msgspec.Struct, frozen=True):
    id: str


class _Names(msgspec.Struct, frozen=True):
    """What a baseline of any schema says of its entries."""

    paper: str
    entries: tuple[_Record, ...]


def check_there(path: Path) -> None:
    """Raise LedgerError where there is nothing, with the command that makes it."""
    if not os.path.lexists(path):
        raise LedgerError(f"there is no file {path}: `bornproof baseline write {path}` makes it")


def check_kept(path: Path, paper: str, ids: Collection[str]) -> None:
    """Raise LedgerError where a baseline of these entries of a paper would take the place of more, or of another file."""
    if not path.is_file() or not path.stat().st_size:
        return
    try:
        old = msgspec.json.decode(read_bytes(path, MOST_BYTES, "a baseline"), type=_Names)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise LedgerError(f"{path} is there, and is no baseline: --force replaces it") from None
    gone = [record.id for record in old.entries if old.paper != paper or record.id not in ids]
    if gone:
        among = ", ".join(gone[:3]) + ", …" * (len(gone) > 3)
        lost = f"{len(gone)} of its {counted(len(old.entries), 'entry')} ({plain(among)})"
        raise LedgerError(f"{path} would lose {lost}: --force replaces it")
