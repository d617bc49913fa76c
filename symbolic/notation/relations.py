"""Relations as they are written: SymPy, which would work out whether they always hold, is not asked where they are made."""

from functools import partial

import sympy

__all__ = ["Eq", "Ge", "Gt", "Le", "Lt", "Ne"]

Eq, Ne, Ge, Gt, Le, Lt = (partial(kind, evaluate=False) for kind in (sympy.Eq, sympy.Ne, sympy.Ge, sympy.Gt, sympy.Le, sympy.Lt))
