"""How to evaluate each type of SymPy node: one rule a type, exact wherever a rational suffices.

Operators are values of their own. What no number stands for, a function, an abbreviation or a table that is computed, has
a handler in the scope, which is called with the node and the scope.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

import sympy as sp
from bornproof.numeric_check.arithmetic.balls import Value, conjugate, power
from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, ComplexRational, exact
from bornproof.numeric_check.errors import AbsentEntryError, NumericError, UndecidedError, UndefinedError, UnknownNameError
from bornproof.numeric_check.evaluation.functions import FUNCTIONS
from bornproof.numeric_check.evaluation.operator_tables import Operator
from flint import acb, arb, fmpq
from sympy.core.function import AppliedUndef, UndefinedFunction

__all__ = ["Scope", "walk", "whole"]

Scope: TypeAlias = dict[Any, Any]
"""Values of symbols, and of entries under the key (base, *indices); handlers of symbols, bases and names of functions."""

_Rule: TypeAlias = Callable[[Any, Scope], Any]
_integer = lru_cache(maxsize=4096)(fmpq)
_HALVES = (sp.Rational(1, 2), sp.Rational(-1, 2))
_KEPT = object()  # in the scope of the terms of a sum: values of the sums inside, the variables, and that scope
_NOT_TERMS = frozenset({bool, tuple})
_NOT_NUMBERS = _NOT_TERMS | {Operator}


def walk(node: Any, scope: Scope) -> Any:
    """Return the value of a node by the rule of its type, at the present precision.

    Raises NumericError when no rule covers the type, and as `numeric_check.evaluation.evaluate` does.

    >>> x = sp.Symbol("x")
    >>> walk(x / 2, {x: fmpq(1, 3)})
    1/6
    """
    return _RULES[type(node)](node, scope)


def whole(node: Any, scope: Scope) -> int:
    """Return the value of an index or a limit; raises NumericError when it is not known to be an integer.

    >>> whole(sp.Integer(2) ** 3, {})
    8
    """
    if isinstance(node, sp.Integer):
        return node.p  # type: ignore[no-any-return]
    value = scope.get(node) if type(node) is sp.Symbol else None
    if type(value) is not fmpq:
        value = _number(node, scope)
    if type(value) is fmpq and value.q == 1:
        return int(value.p)
    raise NumericError(f"indices and limits must be integers, not {value} (from {node})")


# Names


def _value(raw: Any, name: Any) -> Any:
    if isinstance(raw, fmpq | ComplexRational | arb | acb | Operator):
        return raw
    if isinstance(raw, sp.Basic):
        if raw.free_symbols:
            raise NumericError(f"the value of {name} must be a number, not {raw}")
        number: Value = _number(raw, {})
        return number
    return exact(raw)


def _symbol(node: Any, scope: Scope) -> Any:
    try:
        raw = scope[node]
    except KeyError:
        raise UnknownNameError("every symbol needs a value", node) from None
    if type(raw) is fmpq:
        return raw
    return raw(node, scope) if callable(raw) else _value(raw, node)


def _applied(node: Any, scope: Scope) -> Any:
    name = type(node).__name__
    if name not in scope:
        raise UnknownNameError("every function needs a meaning", node)
    return scope[name](node, scope)


def _indexed(node: Any, scope: Scope) -> Any:
    base, *indices = node.args
    key = (base, *[index.p if type(index) is sp.Integer else whole(index, scope) for index in indices])
    try:
        raw = scope[key]
    except KeyError:
        if base in scope:
            return scope[base](node, scope)
        raise AbsentEntryError(str(base), key[1:]) from None
    if type(raw) is fmpq:
        return raw
    return raw(node, scope) if callable(raw) else _value(raw, node)


# Arithmetic


def _add(node: Any, scope: Scope) -> Any:
    total: Any = ZERO
    for term in node.args:
        value = _term(term, scope)
        total = value if total is ZERO else total + value
    return total


def _multiply(node: Any, scope: Scope) -> Any:
    # SymPy writes sqrt(x/3) as sqrt(3) sqrt(x)/3: positive radicands are joined again, for their root may be rational.
    product: Any = ONE
    radicand = ONE
    for factor in node.args:
        if type(factor) is sp.Pow and not factor.args[1].is_Integer and factor.args[1] in _HALVES:
            base, exponent = (_number(argument, scope) for argument in factor.args)
            if type(base) is fmpq and base > 0:
                radicand = radicand * base if exponent > 0 else radicand / base
            else:
                product = product * power(base, exponent)
        else:
            value = _term(factor, scope)
            product = value if product is ONE else product * value
    return product if radicand == 1 else product * power(radicand, fmpq(1, 2))


def _power(node: Any, scope: Scope) -> Any:
    base, exponent = node.args
    if base.is_commutative is False:
        operator = _term(base, scope)
        exponent = _number(exponent, scope)
        if type(operator) is not Operator:
            return power(operator, exponent)
        if not (type(exponent) is fmpq and exponent.q == 1 and exponent > 0):
            raise NumericError(f"operators must have positive whole powers, not {exponent}")
        return operator ** int(exponent.p)
    if type(base) is sp.Abs and exponent.is_Integer and exponent.is_even:
        inner = _number(base.args[0], scope)
        if isinstance(inner, ComplexRational):  # |z|^2 is rational where |z| is not
            return power(inner.norm(), _number(exponent / 2, scope))
    return power(_number(base, scope), _number(exponent, scope))


def _term(node: Any, scope: Scope) -> Any:
    """A number or an operator."""
    value = _RULES[type(node)](node, scope)
    if type(value) in _NOT_TERMS:
        raise NumericError(f"a term must be a number, not {type(node).__name__} {node}")
    return value


def _number(node: Any, scope: Scope) -> Any:
    value = _RULES[type(node)](node, scope)
    if type(value) in _NOT_NUMBERS:
        raise NumericError(f"a term must be a number, not {type(node).__name__} {node}")
    return value


def _function(of: Callable[..., Any]) -> _Rule:
    return lambda node, scope: of(*[_number(argument, scope) for argument in node.args])


# Sums and products over integers; SymPy writes the outermost range last


def _repeated(combine: Callable[[Any, Any], Any], empty: fmpq) -> _Rule:
    def fold(body: Any, ranges: tuple[Any, ...], scope: Scope) -> Any:
        if not ranges:
            return _term(body, scope)
        *inner, outer = ranges
        within = tuple(inner)
        if len(outer.args) != 3:
            raise NumericError(f"a sum must have a lower and an upper limit, not {outer}")
        variable, lower, upper = outer.args
        result: Any = empty
        kept, bound = _around(scope)
        inside = dict(scope)
        inside[_KEPT] = kept, (*bound, variable), inside
        for index in range(whole(lower, scope), whole(upper, scope) + 1):
            inside[variable] = fmpq(index)
            result = combine(result, fold(body, within, inside) if within else _term(body, inside))
        del inside[_KEPT]  # it refers to itself
        return result

    def rule(node: Any, scope: Scope) -> Any:
        """A sum inside of others has one value for the values of those of their variables that it names."""
        kept, bound = _around(scope)
        if not bound:
            return fold(node.args[0], node.args[1:], scope)
        names = _names_in(node)
        key = (node, *[(name, int(scope[name].p)) for name in bound if name in names])
        if key not in kept:
            kept[key] = fold(node.args[0], node.args[1:], scope)
        return kept[key]

    return rule


def _around(scope: Scope) -> tuple[dict[Any, Any], tuple[Any, ...]]:
    """For the scope of a sum's terms, itself and no copy with other values, what is kept of sums inside, and all variables."""
    kept, bound, owner = scope.get(_KEPT, ({}, (), None))
    return (kept, bound) if owner is scope else ({}, ())


@lru_cache(maxsize=4096)
def _names_in(node: Any) -> set[Any]:
    names: set[Any] = node.free_symbols
    return names


# Conditions


def _condition(node: Any, scope: Scope) -> bool:
    value = walk(node, scope)
    if not isinstance(value, bool):
        raise NumericError(f"a condition must be true or false, not {node}")
    return value


def _junction(decisive: bool) -> _Rule:
    def rule(node: Any, scope: Scope) -> bool:
        open_question: UndecidedError | None = None
        for argument in node.args:
            try:
                if _condition(argument, scope) is decisive:
                    return decisive
            except UndecidedError as error:
                open_question = error
        if open_question is not None:
            raise open_question
        return not decisive

    return rule


def _piecewise(node: Any, scope: Scope) -> Any:
    for piece in node.args:
        value, condition = piece.args
        if _condition(condition, scope):
            return walk(value, scope)
    raise UndefinedError(f"a piecewise expression must have a piece that applies: {str(node)[:60]}")


def _matrix(node: Any, scope: Scope) -> tuple[Any, ...]:
    return tuple(tuple(_number(node[i, j], scope) for j in range(node.cols)) for i in range(node.rows))


def _refused(error: type[NumericError], demand: str) -> _Rule:
    def rule(node: Any, _scope: Scope) -> Value:
        raise error(f"{demand} {node}")

    return rule


def _turned(operator: Callable[[Operator], Operator], number: Callable[[Value], Value]) -> _Rule:
    def rule(node: Any, scope: Scope) -> Any:
        value = _term(node.args[0], scope)
        return operator(value) if isinstance(value, Operator) else number(value)

    return rule


def _unsupported(node: Any, _scope: Scope) -> Value:
    raise NumericError(f"an expression must be built of supported nodes, not {type(node).__name__} {str(node)[:60]}")


class _Rules(dict[type, _Rule]):
    """The rule of each type, else that of its nearest ancestor."""

    def __missing__(self, kind: type) -> _Rule:
        if type(kind) is UndefinedFunction:  # a class for each name
            return _applied
        return next((self.setdefault(kind, self[ancestor]) for ancestor in kind.__mro__ if ancestor in self), _unsupported)


_NOT_FINITE = _refused(UndefinedError, "an expression must have a finite value, not")
_RULES = _Rules(
    {
        sp.Integer: lambda node, _: _integer(node.p),
        sp.Rational: lambda node, _: fmpq(node.p, node.q),
        sp.Float: _refused(NumericError, "numbers must be exact, not the float"),
        type(sp.I): lambda _node, _: ComplexRational(ZERO, ONE),
        type(sp.pi): lambda _node, _: arb.pi(),
        type(sp.E): lambda _node, _: arb.const_e(),
        **dict.fromkeys(map(type, (sp.nan, sp.zoo, sp.oo, -sp.oo)), _NOT_FINITE),
        sp.Symbol: _symbol,
        sp.Idx: _symbol,
        sp.Indexed: _indexed,
        AppliedUndef: _applied,
        sp.Add: _add,
        sp.Mul: _multiply,
        sp.Pow: _power,
        sp.adjoint: _turned(Operator.adjoint, conjugate),
        sp.transpose: _turned(Operator.transpose, lambda value: value),
        sp.Sum: _repeated(lambda total, term: total + term, ZERO),
        sp.Product: _repeated(lambda product, factor: product * factor, ONE),
        sp.And: _junction(decisive=False),
        sp.Or: _junction(decisive=True),
        sp.Not: lambda node, scope: not _condition(node.args[0], scope),
        type(sp.true): lambda _node, _: True,
        type(sp.false): lambda _node, _: False,
        sp.Piecewise: _piecewise,
        sp.Tuple: lambda node, scope: tuple(walk(item, scope) for item in node.args),
        tuple: lambda node, scope: tuple(walk(item, scope) for item in node),
        int: lambda node, _: fmpq(node),
        bool: lambda node, _: node,
        sp.MatrixBase: _matrix,
        **{kind: _function(of) for kind, of in FUNCTIONS.items()},
    }
)
