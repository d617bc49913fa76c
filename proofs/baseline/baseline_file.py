"""A baseline as a file: written whole, and refused when it is read unless it is one that was written so."""

import json
from pathlib import Path
from typing import Any

import msgspec
from bornproof.proofs.baseline.snapshot import SCHEMA, Snapshot, digest, sealed
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.files import write_whole
from bornproof.proofs.foreign import check_plain, read_bytes

__all__ = ["read", "write"]

MOST_BYTES = 100_000_000  # a hundred times what the paper's ledger takes


def write(path: Path, found: Snapshot) -> None:
    """Write a baseline; raise LedgerError for a place at which no file can be put, and for what `read` would refuse."""
    _check_settled(found)
    check_plain(msgspec.to_builtins(found), str(path))
    write_whole(path, msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


def read(path: Path) -> Snapshot:
    """Read a baseline.

    Raises LedgerError in one line for a file that cannot be read or is too large, for anything but what `write` writes, another
    schema, an id that stands twice, no entries, what is not settled, texts that are not those whose hashes stand beside
    them, and those that a terminal or the log of a CI run would take for instructions.
    """
    content = read_bytes(path, MOST_BYTES, "a baseline")
    try:
        found = msgspec.json.decode(content, type=Snapshot)
        json.loads(content, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise LedgerError(f"{path} is no baseline: {error}") from None
    check_plain(msgspec.to_builtins(found), str(path))
    if found.schema != SCHEMA:
        raise LedgerError(f"{path} has schema {found.schema}, and this version reads schema {SCHEMA}")
    if len({record.id for record in found.entries}) < len(found.entries):
        raise LedgerError(f"{path} is no baseline: an id stands twice in it")
    _check_settled(found)
    for record in found.entries:
        if record.sha256 != sealed(record).sha256:
            raise LedgerError(f"{path} was changed: what is said of {record.id} has not the hash that stands beside it")
        for name, part in record.parts.items():
            if part.sha256 != digest(part.texts):
                raise LedgerError(f"{path} was changed: what is {name} of {record.id} has not the hash that stands beside it")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; raise LedgerError where a name stands twice in it, of which readers take one or the other."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise LedgerError("a name stands twice in an object")
    return found


def _check_settled(found: Snapshot) -> None:
    if unsettled := [record.id for record in found.entries if not record.settled]:
        raise LedgerError(f"a baseline is of what is settled, which {', '.join(unsettled[:4])} is not")
    if not found.entries:
        raise LedgerError("a baseline must have an entry: without one nothing could be lost")
