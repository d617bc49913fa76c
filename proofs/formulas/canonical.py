"""A formula as one text that depends on nothing but the formula: on no order of a set, no printer, no name of a bound index."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bornproof.proofs.errors import LedgerError
from sympy import Add, And, Basic, Eq, GreaterThan, Max, Min, Mul, Ne, Or, StrictGreaterThan, Symbol, adjoint
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.function import AppliedUndef
from sympy.core.symbol import Str
from sympy.functions.special.tensor_functions import KroneckerDelta
from sympy.matrices import MatrixBase

__all__ = ["canonical"]

_UNORDERED = (Add, And, Or, Max, Min, Eq, Ne, KroneckerDelta)
_CALLED: dict[type, str] = {adjoint: "adjoint"}  # which sympy.physics.quantum, once imported, calls Dagger
_TURNED: dict[type, str] = {StrictGreaterThan: "StrictLessThan", GreaterThan: "LessThan"}  # a > b is b < a
Bound = Mapping[Symbol, int]


def canonical(tree: Basic) -> str:
    """The tree of a formula in brackets: the type of each node and what it is made of, in an order of its own.

    Operands that commute are sorted by their texts, and a bound index is numbered by its depth, so that formulas that differ in
    the order of terms or in the name of a bound index alone have one text. Nothing is evaluated: equal formulas that are written
    otherwise have other texts. It does not depend on the hash seed, the locale, or a printer of SymPy.

    `tree`: a SymPy expression, condition or matrix without floats. Raises LedgerError for what has no text of its own, such as
    a function that is a Python callable.

    >>> from sympy import IndexedBase, Sum, Symbol, symbols
    >>> q, K, M = Symbol("q"), Symbol("K", integer=True), Symbol("M", integer=True)
    >>> canonical(1 - q**2 / 3)
    '(Add (Mul (Pow q 2) -1/3) 1)'
    >>> p = IndexedBase("p")
    >>> canonical(Sum(p[K], (K, 1, 4))) == canonical(Sum(p[M], (M, 1, 4)))
    True
    """
    return _written(tree, {})


def _written(node: Any, bound: Bound) -> str:
    if isinstance(node, Symbol):
        return f"#{bound[node]}" if node in bound else _name(node.name)
    if isinstance(node, Str):
        return _name(node.name)
    if isinstance(node, MatrixBase):
        rows = (_list("Row", (_written(entry, bound) for entry in row)) for row in node.tolist())
        return _list("Matrix", rows)
    if getattr(node, "is_Rational", False):
        return str(node.p) if node.q == 1 else f"{node.p}/{node.q}"
    if not isinstance(node, Basic) or getattr(node, "is_Float", False):
        raise LedgerError(f"no canonical text: {node!r} of type {type(node).__name__}")
    if isinstance(node, ExprWithLimits):
        return _with_limits(node, bound)
    return _product(node, bound) if isinstance(node, Mul) else _node(node, bound)


def _node(node: Basic, bound: Bound) -> str:
    kind = type(node)
    parts = [_written(part, bound) for part in (reversed(node.args) if kind in _TURNED else node.args)]
    if isinstance(node, AppliedUndef):
        return _list("Function", [_name(kind.__name__), *parts])
    return _list((_TURNED | _CALLED).get(kind, kind.__name__), sorted(parts) if isinstance(node, _UNORDERED) else parts)


def _product(node: Basic, bound: Bound) -> str:
    """Factors that commute first, sorted; the others keep their order."""
    alike = sorted(_written(part, bound) for part in node.args if part.is_commutative)
    return _list("Mul", [*alike, *(_written(part, bound) for part in node.args if not part.is_commutative)])


def _with_limits(node: Any, bound: Bound) -> str:
    """A sum, product or integral: the last limits are the outermost, and what they bind may stand in those before them."""
    inside, limits = dict(bound), []
    for name, *ends in reversed(node.limits):
        texts = [_written(end, inside) for end in ends]  # an index is not bound in its own limits
        if ends:  # or what it stands for is a function of it
            inside[name] = max(inside.values(), default=0) + 1
        limits.append(_list(_written(name, inside), texts))
    return _list(type(node).__name__, [*limits, _written(node.function, inside)])


def _list(head: str, parts: Iterable[str]) -> str:
    return f"({' '.join((head, *parts))})"


def _name(name: str) -> str:
    return name if name.isidentifier() else json.dumps(name)
