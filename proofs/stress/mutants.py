"""Break a formula in every way that a misprint could: each mutant differs from the original at one node of its tree.

A mutant may still equal the original: telling is the business of whoever judges the mutants.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sympy
from bornproof.proofs.formulas.events import Each
from bornproof.proofs.stress.places import Place, Role, level_positions, places, replace_at
from sympy import Basic
from sympy.core.function import AppliedUndef

__all__ = ["Mutant", "MutationKind", "mutants", "replace_at"]

_FLIPPED = {sympy.Gt: sympy.Lt, sympy.Lt: sympy.Gt, sympy.Ge: sympy.Le, sympy.Le: sympy.Ge}
_UNDEFINED = (sympy.zoo, sympy.nan, sympy.oo, -sympy.oo)


class MutationKind(StrEnum):
    """What is done to a formula."""

    SIGN = "sign"
    DOUBLE = "factor 2"
    HALF = "factor 1/2"
    RATE = "rate"
    THETA = "theta(x) to theta(-x)"
    INDEX = "index shifted"
    INDEX_NAME = "one index for another"
    INDEX_SWAP = "indices swapped"
    LOWER_LIMIT = "lower limit"
    UPPER_LIMIT = "upper limit"
    TERM = "term dropped"
    FACTOR = "factor dropped"
    POWER = "power missing"
    EXPONENT = "exponent"
    CONSTANT = "constant"
    DAGGER = "dagger"
    CONJUGATE = "conjugate"
    RELATION = "relation flipped"
    ORDER = "order of operators"


@dataclass(frozen=True)
class Mutant:
    """A formula with one change: `replacement` stands at `path` (positions in `args`) where `original` stood."""

    kind: MutationKind
    path: tuple[int, ...]
    original: Basic
    replacement: Basic
    expr: Basic


Changes = Iterator[tuple[MutationKind, Any]]


def mutants(expr: Basic) -> Iterator[Mutant]:
    """Yield the mutants of a formula in a fixed order, each structurally different from it and from the others.

    Parameters
    ----------
    expr
        An expression, sum, product, Piecewise, relation, conjunction, explicit immutable matrix or Tuple.

    Yields
    ------
    Mutant
        A mutant that two changes lead to comes once, under the kind of the first. Left out are changes that SymPy
        undoes on its own, and those after which the formula has no value (a division by zero, an index 0).

    Examples
    --------
    >>> q = sympy.Symbol("q", positive=True)
    >>> for mutant in mutants(1 - q**2):
    ...     print(f"{mutant.kind}: {mutant.expr}")
    sign: q**2 - 1
    factor 2: 2 - 2*q**2
    factor 1/2: 1/2 - q**2/2
    term dropped: -q**2
    term dropped: 1
    sign: -q**2 - 1
    factor 2: 2 - q**2
    factor 1/2: 1/2 - q**2
    sign: q**2 + 1
    factor 2: 1 - 2*q**2
    factor 1/2: 1 - q**2/2
    factor dropped: 0
    power missing: 1 - q
    exponent: 1 - q**3
    """
    seen = {expr}
    for place in places(expr):
        # Building a formula again may evaluate what was left unevaluated, which is no mutation.
        seen.add(replace_at(expr, place.path, place.node))
        for kind, replacement in _changes(place):
            try:
                mutant = replace_at(expr, place.path, replacement)
            except (TypeError, ValueError):
                continue  # SymPy refuses to build it, as the step of a complex number
            if mutant not in seen and not _is_undefined(mutant, expr):
                seen.add(mutant)
                yield Mutant(kind, place.path, place.node, replacement, mutant)


def _changes(place: Place) -> Changes:
    """Yield every replacement of one node, the rules in a fixed order."""
    match place.role:
        case Role.LIMITS:
            yield from _limits(place)
        case Role.RANGE:
            pass
        case Role.INDEX:
            yield from _index(place)
        case Role.TERM | Role.EXPONENT | Role.PART | Role.STEP | Role.MODULUS:
            for rule in _RULES:
                yield from rule(place)


def _limits(place: Place) -> Changes:
    variable, lower, upper = place.node
    for step in (1, -1):
        yield MutationKind.LOWER_LIMIT, sympy.Tuple(variable, lower + step, upper)
        yield MutationKind.UPPER_LIMIT, sympy.Tuple(variable, lower, upper + step)


def _index(place: Place) -> Changes:
    if level_positions(place.parent):
        for step in (1, -1):
            shifted = place.node + step
            if shifted.is_positive is not False:  # levels are counted from 1
                yield MutationKind.INDEX, shifted
    yield from _renamed(place)


def _renamed(place: Place) -> Changes:
    if place.node in place.names:
        yield from ((MutationKind.INDEX_NAME, name) for name in place.names if name != place.node)


def _scaled(place: Place) -> Changes:
    if place.role in (Role.TERM, Role.EXPONENT) and isinstance(place.node, sympy.Expr):
        double, half = (MutationKind.DOUBLE, MutationKind.HALF)
        if place.in_exponent:
            double = half = MutationKind.RATE
        yield MutationKind.SIGN, -place.node
        yield double, 2 * place.node
        yield half, place.node * sympy.S.Half


def _stepped(place: Place) -> Changes:
    if isinstance(place.node, sympy.Heaviside):
        argument, at_zero = place.node.args
        yield MutationKind.THETA, sympy.Heaviside(-argument, at_zero)


def _swapped(place: Place) -> Changes:
    positions = level_positions(place.node)
    for first, i in enumerate(positions):
        for j in positions[first + 1 :]:
            args = list(place.node.args)
            args[i], args[j] = args[j], args[i]
            yield MutationKind.INDEX_SWAP, place.node.func(*args)


def _dropped(place: Place) -> Changes:
    node = place.node
    if isinstance(node, sympy.Add | sympy.Mul | sympy.And | sympy.Or):
        kind = MutationKind.FACTOR if isinstance(node, sympy.Mul) else MutationKind.TERM
        for i in range(len(node.args)):
            rest = node.func(*node.args[:i], *node.args[i + 1 :])
            if rest.is_commutative == node.is_commutative:  # an operator stays an operator
                yield kind, rest


def _raised(place: Place) -> Changes:
    node = place.node
    if isinstance(node, sympy.Pow):
        yield MutationKind.POWER, node.base
        yield from ((MutationKind.EXPONENT, node.base ** (node.exp + step)) for step in (1, -1))
    elif _is_number_like(node) and not isinstance(place.parent, sympy.Pow):
        yield MutationKind.EXPONENT, node**2


def _counted(place: Place) -> Changes:
    if isinstance(place.node, sympy.Rational):
        yield from ((MutationKind.CONSTANT, place.node + step) for step in (1, -1))


def _daggered(place: Place) -> Changes:
    node = place.node
    if isinstance(node, sympy.adjoint):
        yield MutationKind.DAGGER, node.args[0]
    elif isinstance(node, sympy.Symbol | AppliedUndef) and not node.is_commutative:
        yield MutationKind.DAGGER, sympy.adjoint(node)


def _conjugated(place: Place) -> Changes:
    node = place.node
    if isinstance(node, sympy.conjugate):
        yield MutationKind.CONJUGATE, node.args[0]
    elif _is_number_like(node) and _may_be_complex(node) and place.role is not Role.MODULUS:
        yield MutationKind.CONJUGATE, sympy.conjugate(node)


def _flipped(place: Place) -> Changes:
    flipped = _FLIPPED.get(type(place.node))
    if flipped is not None:
        yield MutationKind.RELATION, flipped(*place.node.args)


def _reordered(place: Place) -> Changes:
    node = place.node
    if isinstance(node, sympy.Mul) and not node.is_commutative:
        args = node.args
        for i in range(len(args) - 1):
            if not args[i].is_commutative and not args[i + 1].is_commutative:
                yield MutationKind.ORDER, node.func(*args[:i], args[i + 1], args[i], *args[i + 2 :])


def _is_number_like(node: Any) -> bool:
    """Tell the quantities of a formula from its operators and from the names of indices."""
    if not isinstance(node, sympy.Symbol | sympy.Indexed | AppliedUndef) or node.func == Each:
        return False
    return bool(node.is_commutative and not node.is_integer)


def _may_be_complex(node: Any) -> bool:
    """Entries may, unless they are told to be real, and symbols that are told to be complex."""
    return node.is_extended_real is None and (bool(node.is_complex) or isinstance(node, sympy.Indexed))


def _is_undefined(mutant: Basic, expr: Basic) -> bool:
    return any(mutant.has(value) and not expr.has(value) for value in _UNDEFINED)


_RULES: tuple[Callable[[Place], Changes], ...] = (
    _scaled, _renamed, _stepped, _swapped, _dropped, _raised, _counted, _daggered, _conjugated, _flipped, _reordered,
)  # fmt: skip
