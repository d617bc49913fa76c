"""A file of finished trials, a line each, from which an interrupted `bornproof mutate` goes on.

The first line tells which code, which libraries and how many digits the trials are of; trials of others are refused.
"""

import os
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from weakref import finalize

import msgspec
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.files import STDOUT, opened_alone
from bornproof.proofs.stress.trials import Trial

__all__ = ["ResumeFile"]

PACKAGES = ("proofs", "symbolic", "numeric_check")
LIBRARIES = ("sympy", "python-flint")
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
        if path == STDOUT or (path.exists() and not path.is_file()):
            raise LedgerError(f"--resume needs a file to go on from, not {path}")
        self._file = opened_alone(path)
        finalize(self, os.close, self._file)
        header = _line({"bornproof mutate": _fingerprint(home), "digits": digits})
        self.trials = self._read(path, header)
        if not os.fstat(self._file).st_size:
            _append(self._file, header)

    def add(self, trial: Trial) -> None:
        """Put a finished trial at the end of the file."""
        self.trials[trial.id] = trial
        _append(self._file, _line(trial))

    def _read(self, path: Path, header: bytes) -> dict[str, Trial]:
        """The trials in the file, of which the end is cut off where it is no whole line."""
        with os.fdopen(os.dup(self._file), "rb") as stream:
            found = stream.read(MOST_BYTES + 1)
        if len(found) > MOST_BYTES:
            raise LedgerError(f"{path} must hold at most {MOST_BYTES} bytes: no file of --resume is so large")
        whole = found[: found.rfind(b"\n") + 1]
        if not header.startswith(found[: len(header)]):
            raise LedgerError(f"{path} must hold trials of this version with these digits; give another file")
        lines = whole.split(b"\n")[1:-1]
        trials = [_trial(line, f"{path}, line {number}") for number, line in enumerate(lines, start=2)]
        os.truncate(self._file, len(whole))
        return {trial.id: trial for trial in trials}


def _append(file: int, line: bytes) -> None:
    """Write the whole line, or raise OSError, as where the disk is full."""
    while line:
        line = line[os.write(file, line) :]


def _line(content: object) -> bytes:
    return msgspec.json.encode(content) + b"\n"


def _trial(line: bytes, where: str) -> Trial:
    try:
        return msgspec.json.decode(line, type=Trial)
    except (msgspec.DecodeError, RecursionError) as error:
        raise LedgerError(f"{where}: not a trial that --resume has written ({error})") from None


def _fingerprint(home: str) -> str:
    """What the trials depend on: the source of the packages, a user's own ledger, and the libraries that compute."""
    top = Path(__file__).parents[2]
    digest = sha256(" ".join(version(library) for library in LIBRARIES).encode())
    for path in sorted(path for package in PACKAGES for path in (top / package).rglob("*.py")):
        digest.update(str(path.relative_to(top)).encode() + path.read_bytes())
    place = home.rpartition(":")[0]
    if place.endswith(".py"):
        digest.update(home.encode() + Path(place).read_bytes())
    return digest.hexdigest()
