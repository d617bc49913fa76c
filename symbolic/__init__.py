"""Exact mathematics of the model, for any number of levels: what a user imports from here.

    closed_form(signs, p)         rho(t) in one sector, Eqs. (39)-(57)
    average(p)                    its average over the hidden variables, Eq. (29)
    sector_probability(signs, p)  the probability of a sector, Eqs. (16)-(21)
    component_equations(levels)   the equations of motion entry by entry, Eqs. (36)-(46)

Numbers may be int, Fraction, str ("1/3"), SymPy's or FLINT's, but no floats. Everything is made when it is asked for:
the import of this package alone imports nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bornproof.symbolic.rates import ComponentEquations, component_equations
    from bornproof.symbolic.solution import Solution, average, closed_form, sector_probability

__all__ = ["ComponentEquations", "Solution", "average", "closed_form", "component_equations", "sector_probability"]

_HOMES = {"ComponentEquations": "rates", "component_equations": "rates"} | dict.fromkeys(
    ("Solution", "average", "closed_form", "sector_probability"), "solution"
)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
