"""A file of finished trials, a line each, from which an interrupted `bornproof mutate` goes on.

The first line tells which code, which libraries and how many digits the trials are of; trials of others are refused.
"""

from pathlib import Path

import msgspec
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.files import STDOUT, check_writable, write_whole
from bornproof.proofs.fingerprint import fingerprint
from bornproof.proofs.stress.trials import Trial

__all__ = ["ResumeFile"]

MOST_CHARACTERS = 100_000_000  # ten times what all entries take


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
        When the file cannot be read or written, holds anything else, or the trials of other code or other digits.
    """

    def __init__(self, path: Path, digits: int, home: str = "") -> None:
        check_writable(path)
        if path == STDOUT or (path.exists() and not path.is_file()):
            raise LedgerError(f"--resume needs a file to go on from, not {path}")
        self._path = path
        self._header = _line({"bornproof mutate": fingerprint(home), "digits": digits})
        self.trials = self._read() if path.exists() else {}
        write_whole(path, "".join([self._header, *map(_line, self.trials.values())]))

    def add(self, trial: Trial) -> None:
        """Put a finished trial at the end of the file."""
        self.trials[trial.id] = trial
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(_line(trial))

    def _read(self) -> dict[str, Trial]:
        try:
            with self._path.open(encoding="utf-8", newline="\n") as stream:
                text = stream.read(MOST_CHARACTERS + 1)
        except (OSError, UnicodeDecodeError) as error:
            raise LedgerError(f"cannot read {self._path}: {error}") from None
        if len(text) > MOST_CHARACTERS:
            raise LedgerError(f"{self._path} must hold at most {MOST_CHARACTERS} characters: no file of --resume is so large")
        header, *lines = text.split("\n")[:-1] or [self._header[:-1]]  # what follows the last line feed was cut off
        if f"{header}\n" != self._header:
            raise LedgerError(f"{self._path} must hold trials of this version with these digits; give another file")
        trials = [_trial(line, f"{self._path}, line {number}") for number, line in enumerate(lines, start=2)]
        return {trial.id: trial for trial in trials}


def _line(content: object) -> str:
    return f"{msgspec.json.encode(content).decode()}\n"


def _trial(line: str, where: str) -> Trial:
    try:
        return msgspec.json.decode(line, type=Trial)
    except (msgspec.DecodeError, RecursionError) as error:
        raise LedgerError(f"{where}: not a trial that --resume has written ({error})") from None
