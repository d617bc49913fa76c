"""The words of the plain notation: one table, from which formulas are read and by which they are printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy
from bornproof.proofs.formulas.literal import written

__all__ = ["NOTATION", "PRINTED", "Operation"]


@dataclass(frozen=True)
class Operation:
    """A word of the notation that takes arguments; `binds` where the arguments after the first are limits.

    `arity` is None where any number of arguments will do.

    `build` makes the tree as it is written, where that is not `call` with `evaluate=False`; `node` is the type of node
    for which the word is printed, where that is not `call`.
    """

    call: Callable[..., Any]
    arity: int | None = 1
    binds: bool = False
    build: Callable[..., Any] | None = None
    node: type | None = None


def _of_several(function: Any, args: tuple[Any, ...]) -> Any:
    """A maximum or minimum as it is written: SymPy makes one of a single value that value, of which no order is asked."""
    others = args[1:] if len(set(args)) > 1 else (written(sympy.Mul, sympy.Integer(1), args[0]),)
    return written(function, args[0], *others)


NOTATION: dict[str, Any] = {  # of two words with one meaning the first is printed
    "sqrt": Operation(sympy.sqrt, build=lambda x: written(sympy.Pow, x, sympy.Rational(1, 2))),
    "exp": Operation(sympy.exp),
    "log": Operation(sympy.log),
    "sin": Operation(sympy.sin),
    "cos": Operation(sympy.cos),
    "abs": Operation(sympy.Abs),
    "sign": Operation(sympy.sign),
    "max": Operation(sympy.Max, arity=None, build=lambda *args: _of_several(sympy.Max, args)),
    "min": Operation(sympy.Min, arity=None, build=lambda *args: _of_several(sympy.Min, args)),
    "re": Operation(sympy.re),
    "im": Operation(sympy.im),
    "conjugate": Operation(sympy.conjugate),
    "conj": Operation(sympy.conjugate),
    "dagger": Operation(sympy.adjoint),
    "theta": Operation(
        lambda x: sympy.Heaviside(x, 0), build=lambda x: written(sympy.Heaviside, x, sympy.Integer(0)), node=sympy.Heaviside
    ),
    "delta": Operation(sympy.KroneckerDelta, arity=2),
    "sum": Operation(sympy.Sum, binds=True),
    "prod": Operation(sympy.Product, binds=True),
    "pi": sympy.pi,
    "E": sympy.E,
    "i": sympy.I,
    "I": sympy.I,
}
PRINTED: Mapping[Any, str] = {  # the word for a type of node
    meaning.node or meaning.call: word for word, meaning in reversed(NOTATION.items()) if isinstance(meaning, Operation)
}
