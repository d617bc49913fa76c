"""Sums and products over neighbouring ranges of levels, brought to the range that they share: a named rewriting step."""

from collections.abc import Iterator, Sequence
from functools import partial

from bornproof.symbolic.rewriting.named_steps import not_negative
from sympy import Add, Basic, Dummy, Expr, Mul, Product, Sum, expand, sstr

__all__ = ["common_ranges"]

_LEVEL = Dummy("k", integer=True)  # the bound level of all sums: an integer, of which no sign is known
_TEXT = partial(sstr, order="none")  # SymPy works out closed sums to put terms in order
_FARTHEST = 3  # levels by which one summand may be shifted against another

_Range = tuple[Sum | Product, Expr, int, int]  # a node, its summand in the common bound level, its limits beyond the first's


def common_ranges(expr: Expr, order: Sequence[Expr] = ()) -> Expr:
    """Split first and last terms off the sums (and products) of one summand until all of these have the same limits.

    Sum_{a..b} f is Sum_{a..a'-1} f + Sum_{a'..b'} f + Sum_{b'+1..b} f for a <= a', b' <= b and a' <= b' + 1; a sum whose
    upper limit is below its lower one is empty. Done where a' - a and b - b' are integers and `order`, expressions that
    are not negative, tells that b' - a' + 1 is not negative. A summand f(k + c) is shifted first. Only outermost sums over
    one level are touched: what is known is known of free levels.

    >>> from sympy import IndexedBase, symbols
    >>> a, (k, n) = IndexedBase("a"), symbols("k n", integer=True)
    >>> common_ranges(Sum(a[k], (k, 1, n)) - Sum(a[k + 1], (k, 1, n - 1)), order=(n - 2,))
    a[1]
    """
    for kind in (Sum, Product):
        nodes = sorted((node for node in set(_outermost(expr)) if isinstance(node, kind) and len(node.limits) == 1), key=_TEXT)
        groups: list[list[_Range]] = []
        for node in nodes:
            _place(node, groups)
        written = {node: text for group in groups for node, text in _shared(group, order)}
        expr = expr.xreplace(written) if written else expr
    return expr


def _outermost(expr: Basic) -> Iterator[Sum | Product]:
    if isinstance(expr, Sum | Product):
        yield expr
    elif expr.has(Sum, Product):
        for arg in expr.args:
            yield from _outermost(arg)


def _place(node: Sum | Product, groups: list[list[_Range]]) -> None:
    """Add the node to the group whose summand it has, shifted or not, and whose limits differ by integers; or to a new one."""
    index, low, high = node.limits[0]
    function = node.function.subs(index, _LEVEL)
    if _LEVEL not in function.free_symbols:
        return  # a constant summand is counted elsewhere
    for group in groups:
        reference, first, *_ = group[0]
        _, first_low, first_high = reference.limits[0]
        for shift in sorted(range(-_FARTHEST, _FARTHEST + 1), key=abs):
            apart = (expand(low + shift - first_low), expand(high + shift - first_high))
            if not all(difference.is_Integer for difference in apart):
                continue
            moved = first.subs(_LEVEL, _LEVEL + shift)
            if moved == function or expand(moved - function) == 0:
                group.append((node, first, *map(int, apart)))
                return
    groups.append([(node, function, 0, 0)])


def _shared(group: list[_Range], order: Sequence[Expr]) -> Iterator[tuple[Sum | Product, Expr]]:
    """Each node of a group as its share of the common range and the terms beside it."""
    first, summand, *_ = group[0]
    latest, earliest = max(start for _, _, start, _ in group), min(end for _, _, _, end in group)
    low, high = first.limits[0][1] + latest, first.limits[0][2] + earliest
    if len(group) == 1 or not not_negative(high - low + 1, order):
        return
    for node, _, start, end in group:
        beside = [low - k for k in range(latest - start, 0, -1)] + [high + k for k in range(1, end - earliest + 1)]
        terms = [summand.subs(_LEVEL, at) for at in beside]
        core = node.func(summand, (_LEVEL, low, high))
        yield node, Add(core, *terms) if isinstance(node, Sum) else Mul(core, *terms)
