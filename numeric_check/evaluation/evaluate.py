"""Values of SymPy expressions at exact points: rationals as long as possible, Arb balls where a number is irrational.

The tree is walked, one rule a node type. Nothing is lambdified: a lambdified 1/3 would become a float, and a ball of
radius 0 about that float excludes the truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NoReturn, TypeAlias

import sympy as sp
from bornproof.numeric_check.arithmetic.balls import Value
from bornproof.numeric_check.arithmetic.precision import working_digits, working_precision
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.node_rules import Scope, walk, whole
from bornproof.numeric_check.evaluation.operator_tables import Operator
from flint import fmpq

__all__ = ["Evaluated", "Point", "PreparedPoint", "evaluate", "prepared", "truth"]

Evaluated: TypeAlias = "Value | bool | tuple[Evaluated, ...]"
Point: TypeAlias = Mapping[Any, Any]
"""SymPy symbols and entries with integer indices, each with its exact value."""


def evaluate(expression: Any, point: Point | None = None, digits: int | None = None) -> Evaluated:
    """Return the value of a SymPy expression at an exact point.

    Parameters
    ----------
    expression
        A SymPy expression, relation, tuple or matrix of finite size. Sums and products need integer limits; they are
        empty when the upper limit is below the lower one.
    point
        The values of the symbols and of the entries of indexed quantities, such as `{x: Fraction(1, 3), p[1]: 1}`:
        integers, `Fraction`, `fmpq`, `ComplexRational`, exact SymPy numbers, balls or operators. A symbol that stands for
        a whole number must be given one. A symbol, an indexed base or a function may have a handler, a callable of the
        node and the scope; it is asked for the entries of a base that have no value of their own.
    digits
        Decimal digits of the balls, at least 15; without any, those of `working_digits`.

    Returns
    -------
    Evaluated
        `fmpq` or `ComplexRational` when the value is known exactly, otherwise an `arb` or `acb` that encloses it; for a
        relation a `bool`; for a tuple, a matrix or an operator a tuple, of rows, of these.

    Raises
    ------
    UndefinedError
        At a division by an exact 0, an order of numbers that are not real, or an entry that the point does not hold.
    UndecidedError
        When a step function, an order or a denominator depends on a ball that contains 0.
    NumericError
        For a floating-point number, a symbol without a value, or a node of an unsupported type, named.

    Examples
    --------
    >>> x, k = sp.symbols("x k")
    >>> evaluate(sp.Sum(x**k, (k, 0, 2)), {x: sp.Rational(1, 3)})
    13/9
    >>> evaluate(sp.exp(x), {x: sp.Rational(1, 3)}, digits=30).str(20)
    '[1.3956124250860895286 +/- 2.82e-20]'
    """
    at, wanted = prepared(point or {}), working_digits(digits)
    key = (expression, wanted) if isinstance(expression, sp.Basic) else None
    if key in at.kept:  # the same tree is asked for at a point by several engines
        found: Evaluated = at.kept[key]
        return found
    with working_precision(wanted):
        value = walk(expression, at.scope)
        rows: Evaluated = value.rows() if isinstance(value, Operator) else value
    if key:
        at.kept[key] = rows
    return rows


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise NumericError("a point cannot be changed: others are asked at it, too")


class PreparedPoint(dict[Any, Any]):
    """A point that is to be used often, by many, none of whom can change it: its names are looked up once."""

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __init__(self, point: Point, scope: Scope | None = None) -> None:
        super().__init__(point)
        self.scope: Scope = _scope(point) if scope is None else scope
        self.kept: dict[Any, Any] = {}  # what was found out about it, by whoever did

    def __reduce__(self) -> tuple[Any, ...]:
        return PreparedPoint, (dict(self),)  # a dict is copied item by item, which is refused here

    def adding(self, more: Point) -> PreparedPoint:
        """The point with further values."""
        return PreparedPoint({**self, **more}, self.scope | _scope(more))

    def without(self, names: Iterable[Any]) -> PreparedPoint:
        """The point less what these names stand for."""
        gone, keys = set(names), {_key(name) for name in names}
        left = {name: value for name, value in self.items() if name not in gone}
        return PreparedPoint(left, {key: value for key, value in self.scope.items() if key not in keys})


def prepared(point: Point) -> PreparedPoint:
    """Return the point with its names looked up, for `evaluate` and `truth` to use again and again.

    Raises NumericError when a name is neither a symbol nor an entry with integer indices.

    >>> x = sp.Symbol("x")
    >>> point = prepared({x: 2})
    >>> evaluate(x**2, point), evaluate(x**3, point)
    (4, 8)
    """
    return point if isinstance(point, PreparedPoint) else PreparedPoint(point)


def truth(condition: Any, point: Point | None = None, digits: int | None = None) -> bool:
    """Decide a relation, or a combination of relations, at an exact point.

    Raises UndecidedError when balls leave it open, NumericError when the expression is not a condition, and as `evaluate` does.

    >>> x = sp.Symbol("x")
    >>> truth(sp.And(x > 0, x**2 < 2), {x: 1})
    True
    """
    value = evaluate(condition, point, digits)
    if not isinstance(value, bool):
        raise NumericError(f"a condition must be true or false, not {value}")
    return value


def _scope(point: Point) -> Scope:
    return {_key(name): fmpq(value) if type(value) is int else value for name, value in point.items()}


@lru_cache(maxsize=16384)
def _key(name: Any) -> Any:
    if isinstance(name, sp.Indexed):
        base, *indices = name.args
        return (base, *(index.p if isinstance(index, sp.Integer) else whole(index, {}) for index in indices))
    if isinstance(name, sp.Symbol | sp.Idx | sp.IndexedBase):
        return name
    if isinstance(name, sp.FunctionClass):
        return name.__name__
    raise NumericError(f"a point must map symbols and entries to values, not {name!r}")
