"""A file of finished trials, a line each, from which an interrupted `bornproof mutate` goes on.

The first line tells which code, which libraries and how many digits the trials are of; trials of others are refused.
"""

import os
from pathlib import Path
from weakref import finalize

import msgspec
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.files import opened_alone
from bornproof.proofs.fingerprint import fingerprint
from bornproof.proofs.foreign import check_file, check_plain
from bornproof.proofs.stress.trials import Trial

__all__ = ["ResumeFile"]

MOST_BYTES = 100_000_000  # ten times what all entries take


class ResumeFile:
    """The trials found in a file, and more to be put at its end.

    Parameters
    ----------
    path
        A file of an earlier run, or a place for a new one.
    digits
        The digits of the trials.
    home
        Of the ledger: a file of the user's own is part of what the trials depend on.

    Raises
    ------
    LedgerError
        When the file cannot be read or written, holds anything else, or the trials of other code or other digits; and when
        another run is writing it.
    """

    def __init__(self, path: Path, digits: int, home: str = "") -> None:
        check_file(path, "--resume needs a file to go on from")
        self._file, self._path = opened_alone(path), path
        finalize(self, self._file.close)
        header = _line({"bornproof mutate": fingerprint(home), "digits": digits})
        self.trials = self._read(path, header)
        if not self._file.tell():
            self._append(header)

    def add(self, trial: Trial) -> None:
        """Put a finished trial at the end of the file."""
        self.trials[trial.id] = trial
        self._append(_line(trial))

    def _append(self, line: bytes) -> None:
        """Write the whole line, or raise LedgerError, as where the disk is full."""
        try:
            while line:
                line = line[os.write(self._file.fileno(), line) :]
        except OSError as error:
            raise LedgerError(f"cannot write {self._path}: {error.strerror}") from None

    def _read(self, path: Path, header: bytes) -> dict[str, Trial]:
        """The trials in the file, of which the end is cut off where it is no whole line."""
        self._file.seek(0)
        found = self._file.read(MOST_BYTES + 1)
        if len(found) > MOST_BYTES:
            raise LedgerError(f"{path} must hold at most {MOST_BYTES} bytes: no file of --resume is so large")
        whole = found[: found.rfind(b"\n") + 1]
        if not header.startswith(found[: len(header)]):
            raise LedgerError(f"{path} must hold trials of this version with these digits; give another file")
        lines = whole.split(b"\n")[1:-1]
        trials = [_trial(line, f"{path}, line {number}") for number, line in enumerate(lines, start=2)]
        self._file.truncate(self._file.seek(len(whole)))
        return {trial.id: trial for trial in trials}


def _line(content: object) -> bytes:
    return msgspec.json.encode(content) + b"\n"


def _trial(line: bytes, where: str) -> Trial:
    try:
        found = msgspec.json.decode(line, type=Trial)
    except (msgspec.DecodeError, RecursionError) as error:
        raise LedgerError(f"{where}: not a trial that --resume has written ({error})") from None
    check_plain(msgspec.to_builtins(found), where)
    return found
