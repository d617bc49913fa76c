"""Walk the tree of a formula and say of each node where a change of it can be seen.

A factor is seen on a whole formula, on a term of a sum, on a side of a relation; on a factor of a product it is the
same change, inside a step function no change. Limits and indices are integers, and an index has a meaning only where it
is free in the whole formula or bound by a sum around the place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import sympy
from bornproof.proofs.formulas.events import Each
from sympy import Basic
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.functions.elementary.piecewise import ExprCondPair
from sympy.logic.boolalg import BooleanAtom, BooleanFunction

__all__ = ["Place", "Role", "level_positions", "places", "replace_at"]


class Role(Enum):
    """What a node is to its parent."""

    TERM = "its sign and its size matter"
    EXPONENT = "so they do, and its size is a rate"
    PART = "its sign and its size are those of its parent"
    STEP = "its size does not matter"
    MODULUS = "its phase does not matter"
    INDEX = "an index, or a limit of a sum: an integer"
    LIMITS = "a variable and the limits of its sum or product"
    RANGE = "a variable and the range of its integral"


@dataclass(frozen=True)
class Place:
    """A node, where it stands, and the names of indices that have a meaning there."""

    node: Any
    path: tuple[int, ...]
    role: Role
    names: tuple[Any, ...]
    in_exponent: bool
    parent: Any


def replace_at(expr: Basic, path: Sequence[int], replacement: Basic) -> Basic:
    """Return `expr` with another node at `path`, positions in `args`; everything above it is built again.

    >>> x, y = sympy.symbols("x y")
    >>> replace_at(sympy.cos(x) ** 2, (0, 0), y)
    cos(y)**2
    """
    if not path:
        return replacement
    args = list(expr.args)
    args[path[0]] = replace_at(args[path[0]], path[1:], replacement)
    return expr.func(*args)


def places(expr: Basic) -> Iterator[Place]:
    """Yield every place of a formula from the root down, without what is no part of it (bound variables, shapes).

    >>> J, N = sympy.symbols("J N", integer=True)
    >>> p = sympy.IndexedBase("p")
    >>> [(place.node, place.role.name) for place in places(sympy.Sum(p[J], (J, 1, N)))]
    [(Sum(p[J], (J, 1, N)), 'TERM'), (p[J], 'PART'), (J, 'INDEX'), ((J, 1, N), 'LIMITS'), (1, 'INDEX'), (N, 'INDEX')]
    """
    bound = {node.args[1] for node in expr.atoms(AppliedUndef) if node.func == Each}
    free = [symbol for symbol in expr.free_symbols - bound if isinstance(symbol, sympy.Symbol) and symbol.is_integer]
    names = tuple(sorted(free, key=sympy.default_sort_key))
    root = Role.TERM if isinstance(expr, sympy.Expr) else Role.PART
    stack = [Place(expr, (), root, names, in_exponent=False, parent=None)]
    while stack:
        place = stack.pop()
        yield place
        stack.extend(reversed(list(_children(place))))


def level_positions(node: Basic) -> list[int]:
    """Return the positions of the arguments that are indices: levels, counted from 1, and not times.

    >>> K, M = sympy.symbols("K M", integer=True)
    >>> level_positions(sympy.Function("L")(K, M)), level_positions(sympy.Function("rho")(1, 2, 0))
    ([0, 1], [0, 1])
    """
    match node:
        case sympy.Indexed():
            return list(range(1, len(node.args)))
        case sympy.KroneckerDelta():
            return [0, 1]
        case AppliedUndef() if not _is_event(node):
            return [i for i, arg in enumerate(node.args) if arg.is_integer and (arg.free_symbols or arg >= 1)]
    return []


def _children(place: Place) -> Iterator[Place]:
    for position, role in _roles(place.node, place.role):
        yield Place(
            place.node.args[position],
            (*place.path, position),
            role,
            _names(place, position),
            place.in_exponent or role is Role.EXPONENT,
            place.node,
        )


def _is_event(node: Any) -> bool:
    """Whether a function is of events: P(event, ...) or Each(event, J, low, high)."""
    return any(isinstance(arg, Relational | BooleanAtom) or arg.func == Each for arg in node.args)


def _event_roles(node: Any) -> list[tuple[int, Role]]:
    """P(event, ...) holds events; Each(event, J, low, high) one for every J from low to high."""
    if node.func == Each:
        return [(0, Role.PART), (2, Role.INDEX), (3, Role.INDEX)]
    return [(i, Role.PART) for i in range(len(node.args))]


def _names(place: Place, position: int) -> tuple[Any, ...]:
    """Return the names known there: a limit may contain the variables of the limits after it, which are around it."""
    if place.node.func == Each:
        bound = place.node.args[1]
        return place.names if position else tuple(dict.fromkeys([*place.names, bound]))
    if not isinstance(place.node, ExprWithLimits):
        return place.names
    variables = [limit[0] for limit in place.node.limits]
    hidden, known = variables[:position], [name for name in variables[position:] if name.is_integer]
    return tuple(dict.fromkeys([*(name for name in place.names if name not in hidden), *known]))


def _roles(node: Any, role: Role) -> list[tuple[int, Role]]:
    """Give the positions of the arguments that belong to the formula, each with its role."""
    every = range(len(node.args))
    match node:
        case AppliedUndef() if _is_event(node):
            return _event_roles(node)
        case sympy.Indexed() | sympy.KroneckerDelta() | AppliedUndef():
            return [(i, Role.INDEX) for i in level_positions(node)]
        case sympy.Tuple() if role in (Role.LIMITS, Role.RANGE):
            return [(i, Role.INDEX if role is Role.LIMITS else Role.TERM) for i in every[1:]]
        case sympy.Sum():
            return [(0, Role.PART), *((i, Role.LIMITS) for i in every[1:])]
        case sympy.Product():
            return [(0, Role.TERM), *((i, Role.LIMITS) for i in every[1:])]
        case sympy.Integral():
            return [(0, Role.PART), *((i, Role.RANGE) for i in every[1:])]
        case sympy.Heaviside():
            return [(0, Role.STEP)]
        case sympy.Abs():
            return [(0, Role.MODULUS)]
        case sympy.Derivative() | sympy.conjugate() | sympy.adjoint():
            return [(0, Role.PART)]
        case sympy.Pow():
            return [(0, Role.PART)] if node.exp.is_Number else [(0, Role.PART), (1, Role.EXPONENT)]
        case sympy.exp():
            return [(0, Role.EXPONENT)]
        case sympy.Mul() if role in (Role.STEP, Role.MODULUS):
            return [(i, role) for i in every if not node.args[i].is_Number]
        case sympy.Add() if role is Role.INDEX:
            return [(i, Role.INDEX) for i in every]
        case sympy.Mul() | sympy.Piecewise() | BooleanFunction():
            return [(i, Role.PART) for i in every]
        case ExprCondPair():
            return [(0, Role.TERM), (1, Role.PART)]
        case Relational():
            return [(i, Role.STEP if node.args[1 - i] == 0 else Role.TERM) for i in every]
        case sympy.ImmutableDenseMatrix() | sympy.ImmutableSparseMatrix():
            return [(2, Role.PART)]
    return [(i, Role.TERM) for i in every]
