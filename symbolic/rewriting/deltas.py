"""Kronecker deltas of levels, told what is known of the order of the levels: named rewriting steps for sums with them."""

from collections.abc import Sequence

from bornproof.symbolic.rewriting import in_doubt, rename_bound
from sympy import Add, Expr, Integer, KroneckerDelta, Mul, Sum, expand

__all__ = ["apply_deltas", "drop_empty_sums"]


def apply_deltas(expr: Expr, order: Sequence[Expr] = (), distinct: Sequence[Expr] = ()) -> Expr:
    """Expand, with delta_ab f(a) = delta_ab f(b), and delta_ab = 0 for levels that cannot be equal.

    `order` are expressions that are known not to be negative, `distinct` differences of levels that are known not to
    vanish. Both are about free levels: bound ones are named apart first. Deltas under a sum are applied to its summand.

    >>> from sympy import symbols
    >>> j, n = symbols("j n", integer=True, positive=True)
    >>> apply_deltas(KroneckerDelta(1, j) * (j - 1))
    0
    >>> apply_deltas(KroneckerDelta(1, n) + KroneckerDelta(j, n + 1), order=(n - 2, n - j))
    0
    """
    inside = rename_bound(expr, (*order, *distinct)).replace(
        lambda node: isinstance(node, Sum) and node.function.has(KroneckerDelta),
        lambda node: _summed(_in_terms(node.function, order, distinct), node.limits),
    )
    return _in_terms(inside, order, distinct)


def drop_empty_sums(expr: Expr) -> Expr:
    """Leave out sums whose upper limit is below the lower one, and the outer terms of double sums whose inner sum is empty.

    Signs are told by the symbols; those of bound levels only where their range starts at a positive level.

    >>> from sympy import IndexedBase, symbols
    >>> j, n = symbols("j n", integer=True)
    >>> drop_empty_sums(Sum(IndexedBase("p")[j], (j, n + 1, n)))
    0
    """
    doubtful = in_doubt(expr)

    def rest(node: Sum) -> Expr:
        limits = [tuple(limit) for limit in node.limits]
        if any(_is_sure((high - low).is_negative, high - low) for _, low, high in limits):
            return Integer(0)
        for place, (outer, low, high) in enumerate(limits[1:], start=1):
            _, inner_low, inner_high = limits[place - 1]
            first = inner_low - (inner_high - outer)  # the least value of the outer level with an inner term
            if outer not in first.free_symbols and first.is_integer and _is_sure((first - low).is_positive, first - low):
                limits[place] = (outer, first, high)
        return node.func(node.function, *limits)

    def _is_sure(answer: bool | None, value: Expr) -> bool:
        return bool(answer) and not (value.free_symbols & doubtful)

    return expr.replace(lambda node: isinstance(node, Sum), rest)


def _in_terms(expr: Expr, order: Sequence[Expr], distinct: Sequence[Expr]) -> Expr:
    return Add(*(_apply(term, order, distinct) for term in Add.make_args(expand(expr))))


def _summed(summand: Expr, limits: Sequence[Expr]) -> Expr:
    return Sum(summand, *limits) if summand != 0 else Integer(0)


def _apply(term: Expr, order: Sequence[Expr], distinct: Sequence[Expr]) -> Expr:
    """Apply the first delta of a term to all that stands beside it, then the others to what comes of that."""
    deltas = sorted((f for f in Mul.make_args(term) if isinstance(f, KroneckerDelta)), key=str)
    if any(_differ(node.args[0] - node.args[1], order, distinct) for node in deltas):
        return Integer(0)
    for first in deltas:
        difference = first.args[0] - first.args[1]
        names = [symbol for symbol in difference.free_symbols if abs(difference.coeff(symbol)) == 1]
        if names:
            name = max(names, key=str)
            others = Mul(*(f for f in Mul.make_args(term) if f != first))
            others = drop_empty_sums(others.subs(name, name - difference / difference.coeff(name)))
            rest = Add(*(_apply(part, order, distinct) for part in Add.make_args(expand(others))))
            return expand(first * rest)
    return term


def _differ(difference: Expr, order: Sequence[Expr], distinct: Sequence[Expr]) -> bool:
    """Whether two levels with this difference cannot be equal."""
    if difference in distinct or -difference in distinct:
        return True
    return any((sign * difference - known).is_positive for sign in (1, -1) for known in (Integer(0), *order))
