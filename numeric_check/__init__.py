"""The second opinion, from the paper's definitions alone; it shares no derivation with `bornproof.symbolic`.

    evolve(signs, rho, kappa_t, hamiltonian)   rho(t) by brute force, enclosed to any number of digits, Eq. (15)

Numbers may be int, Fraction, str ("1/3", "-1j"), SymPy's or FLINT's, but no floats. Everything is made when it is asked
for: the import of this package alone imports nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bornproof.numeric_check.state import State, evolve

__all__ = ["State", "evolve"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(f"{__name__}.state"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
