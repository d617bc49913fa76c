"""Where a ledger is found: in a module of this package, or in a file of the user's own, which is run because the user names it."""

import sys
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger.ledger import Ledger

__all__ = ["load", "load_file"]

_under_way: set[str] = set()  # files that are run at the moment


def load_file(text: str) -> Ledger:
    """The ledger of a user's own Python file, which is run.

    `text`: FILE.py:NAME, as `--ledger` takes it: the file, and the name of the ledger in it. Raises LedgerError in one line for
    a text of another shape, a missing file, whatever the file raises, a missing name, and for what is no ledger.

    >>> load_file("nowhere.py:LEDGER")
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.LedgerError: there is no file nowhere.py
    """
    place, _, name = text.rpartition(":")
    if not (place.endswith(".py") and name.isidentifier()):
        raise LedgerError(f"a ledger must be named as FILE.py:NAME, not {text!r}")
    if not Path(place).is_file():
        raise LedgerError(f"there is no file {place}")
    return load(f"{Path(place).resolve()}:{name}")


@lru_cache(maxsize=16)
def load(home: str) -> Ledger:
    """The ledger at a home, MODULE:NAME or FILE.py:NAME; raise LedgerError as `load_file` does.

    >>> load("bornproof.proofs.paper.entries:PAPER")["31.1"].id
    'eq.31.1'
    """
    place, _, name = home.rpartition(":")
    module = _run(Path(place)) if place.endswith(".py") else import_module(place)
    found = getattr(module, name, None)
    if found is None:
        raise LedgerError(f"{place} has no {name}")
    if not isinstance(found, Ledger):
        raise LedgerError(f"{name} in {place} must be a Ledger, not of type {type(found).__name__}")
    found.home = found.home or home
    return found


def _run(path: Path) -> ModuleType:
    """The file as a module under a name that no other has."""
    name = f"bornproof_ledger_{sha256(str(path).encode()).hexdigest()[:16]}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise LedgerError(f"{path} is no Python file")
    if name in _under_way:
        raise LedgerError(f"{path} must not ask for its own ledger while it is loaded: do that under if __name__ == '__main__'")
    module = sys.modules[name] = module_from_spec(spec)
    _under_way.add(name)
    try:
        spec.loader.exec_module(module)
    except KeyboardInterrupt:
        del sys.modules[name]
        raise
    except BaseException as error:  # a user's own code may raise anything
        del sys.modules[name]
        raise LedgerError(f"{path} could not be loaded: {type(error).__name__}: {error}") from error
    finally:
        _under_way.discard(name)
    return module
