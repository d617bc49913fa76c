"""What the fields of a claim must be."""

from typing import Any

from bornproof.proofs.errors import LedgerError
from sympy import Basic

__all__ = ["check_tuple"]


def check_tuple(where: str, name: str, value: Any, kind: type | tuple[type, ...] = Basic, kinds: str = "SymPy expressions") -> None:
    """Raise LedgerError for what is to be a tuple and is none, as for one thing in brackets without a comma.

    >>> from sympy import Integer
    >>> check_tuple("eq.1", "printed", (Integer(1)))
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.LedgerError: eq.1: printed must be a tuple of SymPy expressions, not of type One; (a,) has a comma
    """
    if not isinstance(value, tuple):
        raise LedgerError(f"{where}: {name} must be a tuple of {kinds}, not of type {type(value).__name__}; (a,) has a comma")
    for item in value:
        if not isinstance(item, kind):
            raise LedgerError(f"{where}: {name} must be a tuple of {kinds}, not with one of type {type(item).__name__}")
