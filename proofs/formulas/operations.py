"""The words of the notation in which formulas are typed, and what each of them stands for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy
from bornproof.proofs.formulas.literal import written

__all__ = ["NOTATION", "Operation"]


@dataclass(frozen=True)
class Operation:
    """A word of the notation that takes arguments; `binds` where the arguments after the first are limits.

    `build` makes the tree as it is written, where that is not `call` with `evaluate=False`.
    """

    call: Callable[..., Any]
    arity: int = 1
    binds: bool = False
    build: Callable[..., Any] | None = None


NOTATION: Mapping[str, Any] = {
    "sqrt": Operation(sympy.sqrt, build=lambda x: written(sympy.Pow, x, sympy.Rational(1, 2))),
    "exp": Operation(sympy.exp),
    "log": Operation(sympy.log),
    "sin": Operation(sympy.sin),
    "cos": Operation(sympy.cos),
    "abs": Operation(sympy.Abs),
    "sign": Operation(sympy.sign),
    "max": Operation(sympy.Max, arity=2),
    "min": Operation(sympy.Min, arity=2),
    "re": Operation(sympy.re),
    "im": Operation(sympy.im),
    "conj": Operation(sympy.conjugate),
    "conjugate": Operation(sympy.conjugate),
    "dagger": Operation(sympy.adjoint),
    "theta": Operation(lambda x: sympy.Heaviside(x, 0), build=lambda x: written(sympy.Heaviside, x, sympy.Integer(0))),
    "delta": Operation(sympy.KroneckerDelta, arity=2),
    "sum": Operation(sympy.Sum, binds=True),
    "prod": Operation(sympy.Product, binds=True),
    "pi": sympy.pi,
    "E": sympy.E,
    "i": sympy.I,
    "I": sympy.I,
}
