"""What results depend on, in one text: the source of the packages and the libraries that compute."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

__all__ = ["fingerprint"]

PACKAGES = ("proofs", "symbolic", "numeric_check")
LIBRARIES = ("sympy", "mpmath", "python-flint")


def fingerprint(home: str = "") -> str:
    """Return a hash that is another one after any change of the code.

    Parameters
    ----------
    home
        Of a ledger: a file of the user's own, which is part of what is computed.

    Examples
    --------
    >>> len(fingerprint()), fingerprint() == fingerprint("bornproof.proofs.paper.entries:PAPER")
    (64, True)
    """
    place = home.rpartition(":")[0]
    own = home.encode() + Path(place).read_bytes() if place.endswith(".py") else b""
    return sha256(_code() + own).hexdigest()


@cache
def _code() -> bytes:
    top = Path(__file__).parents[1]
    digest = sha256(" ".join(map(version, LIBRARIES)).encode())
    for path in sorted(path for package in PACKAGES for path in (top / package).rglob("*.py")):
        digest.update(str(path.relative_to(top)).encode() + path.read_bytes())
    return digest.digest()
