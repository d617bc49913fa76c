"""Named rewriting steps: each returns an expression equal to its argument, under the condition that its docstring states."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from bornproof.symbolic.errors import SymbolicError
from sympy import Add, Basic, Dummy, Expr, Indexed, IndexedBase, Integer, Mul, Pow, Product, Sum, Symbol, cancel, expand
from sympy.functions import Abs, Heaviside, conjugate

__all__ = [
    "collect_sums", "evaluate_constant_sums", "in_doubt", "not_negative", "prefix_sums", "rename_bound", "telescope",
    "theta_algebra", "write_out",
]  # fmt: skip

MOST_TERMS = 10_000
_NAMES = tuple(Symbol(name, integer=True, positive=True) for name in ("M", "K", *(f"m_{k}" for k in range(3, 20))))


def theta_algebra(expr: Expr) -> Expr:
    """Expand, with theta(s)^k = theta(s) for whole k > 0, and theta(s) theta(-s) = 0 for real s (theta(0) = 0).

    A step to another power, to 0 or to a symbol, is left as it is.

    >>> s = Symbol("s", real=True)
    >>> theta_algebra((Heaviside(s, 0) - Heaviside(-s, 0)) ** 3)
    -Heaviside(-s, 0) + Heaviside(s, 0)
    """
    terms = []
    for term in Add.make_args(expand(expr)):
        factors = [_as_step(factor) for factor in Mul.make_args(term)]
        steps = {factor for factor in factors if isinstance(factor, Heaviside) and factor.args[0].is_extended_real}
        if not any(step.func(-step.args[0], 0) in steps for step in steps):
            terms.append(Mul(*factors))
    return Add(*terms)


def _as_step(factor: Expr) -> Expr:
    if isinstance(factor, Pow) and isinstance(factor.base, Heaviside) and factor.base.args[1] == 0:
        return factor.base if factor.exp.is_Integer and factor.exp.is_positive else factor
    return factor


def rename_bound(expr: Expr, taken: Sequence[Expr] = ()) -> Expr:
    """Call the bound levels of sums and products M, K, m_3, ...: names that stand for nothing else there.

    Equal sums get equal names, and no name is bound that is free anywhere in the expression or in what is `taken`. A bound
    level is a whole number; the symbol that is positive is its name only where the range starts at a positive one.

    >>> a, M, n = IndexedBase("a"), _NAMES[0], Symbol("n", integer=True)
    >>> rename_bound(n * Sum(a[n], (n, 1, 9)) + M)
    M + n*Sum(a[K], (K, 1, 9))
    """
    return _renamed(expr, frozenset(expr.free_symbols).union(*(part.free_symbols for part in taken)), 0)


@lru_cache(maxsize=64)
def _aside(_place: int) -> Dummy:
    """The name that a bound level has until the sums inside have theirs: one for each place, for SymPy knows a new one slowly."""
    return Dummy(integer=True)


def _renamed(node: Expr, taken: frozenset[Basic], depth: int) -> Expr:
    """From the outside in: the names of the sums around a place are taken there, as are all free ones."""
    if not node.has(Sum, Product):
        return node
    if not isinstance(node, Sum | Product):
        return node.func(*(_renamed(arg, taken, depth) for arg in node.args))
    fresh = (name for name in _NAMES if name not in taken)
    aside = {limit[0]: _aside(place) for place, limit in enumerate(node.limits, start=depth)}
    back: dict[Basic, Expr] = {}
    for index, low, _ in reversed(node.limits):  # from the outermost
        name = next(fresh)
        positive = low.xreplace(aside).xreplace(back).is_positive
        back[aside[index]] = name if positive else Symbol(name.name, integer=True)
    inside = taken | set(back.values()) | {Symbol(name.name, integer=True, positive=True) for name in back.values()}
    function = _renamed(node.function.xreplace(aside), inside, depth + len(aside)).xreplace(back)
    return node.func(function, *(tuple(part.xreplace(aside).xreplace(back) for part in limit) for limit in node.limits))


def in_doubt(expr: Expr) -> frozenset[Basic]:
    """The bound names that a symbol calls positive though their range does not: no sign follows from such a symbol."""
    limits = [limit for node in expr.atoms(Sum, Product) for limit in node.limits]
    return frozenset(index for index, low, _ in limits if index.is_nonnegative and not low.is_positive)


def collect_sums(expr: Expr, order: Sequence[Expr] = ()) -> Expr:
    """Split sums over their terms, take constant factors in front, and name the bound levels as `rename_bound` does.

    A sum of a constant c over whole a..b becomes (b - a + 1) c where `order`, expressions in free levels that are not
    negative, tells that b >= a - 1.
    """

    def split(node: Sum) -> Expr:
        (index, low, high), *outer = node.limits
        if outer:
            raise SymbolicError(f"only single sums have a normal form, not {node}")
        parts = []
        for term in Add.make_args(expand(node.function)):
            constant, varying = term.as_independent(index, as_Add=False)
            counted = varying == 1 and _is_counted(low, high, order)
            parts.append(constant * (high - low + 1 if counted else Sum(varying, (index, low, high))))
        return Add(*parts)

    return rename_bound(rename_bound(expr, order).replace(lambda node: isinstance(node, Sum), split), order)


def evaluate_constant_sums(expr: Expr, order: Sequence[Expr] = ()) -> Expr:
    """Replace a sum of a constant c over whole a..b by (b - a + 1) c where `order` tells that b >= a - 1.

    `order` are expressions in free levels that are not negative; sums whose limits name a bound level are left as they are.
    """
    bound = {limit[0] for node in expr.atoms(Sum, Product) for limit in node.limits}

    def is_counted(node: Basic) -> bool:
        if not isinstance(node, Sum) or len(node.limits) > 1 or node.limits[0][0] in node.function.free_symbols:
            return False
        _, low, high = node.limits[0]
        return not ((low.free_symbols | high.free_symbols) & bound) and _is_counted(low, high, order)

    return expr.replace(is_counted, lambda node: (node.limits[0][2] - node.limits[0][1] + 1) * node.function)


def _is_counted(low: Expr, high: Expr, order: Sequence[Expr]) -> bool:
    return bool(low.is_integer and high.is_integer) and not_negative(high - low + 1, order)


def not_negative(value: Expr, order: Sequence[Expr]) -> bool:
    """Whether a value is known not to be negative, by its symbols or as one of the order is."""
    return any((value - known).is_nonnegative for known in (Integer(0), *order))


def write_out(expr: Expr) -> Expr:
    """Write out every sum and product with integer limits, also nested ones; an empty sum is 0, an empty product 1.

    Raises SymbolicError for more than MOST_TERMS terms of one sum.

    >>> a, M, K = IndexedBase("a"), *_NAMES[:2]
    >>> write_out(Sum(a[M], (K, 1, M - 1), (M, 2, 3)))
    a[2] + 2*a[3]
    """

    def walk(node: Expr) -> Expr:
        if not node.has(Sum, Product):
            return node
        if not isinstance(node, Sum | Product):
            return node.func(*(walk(arg) for arg in node.args))
        *inner, (index, low, high) = node.limits
        body = node.func(node.function, *inner) if inner else node.function
        if not (low.is_Integer and high.is_Integer):
            return node.func(walk(node.function), *node.limits)
        if high - low >= MOST_TERMS:
            raise SymbolicError(f"at most {MOST_TERMS} terms are written out, not those from {low} to {high}")
        terms = [walk(body.subs(index, value)) for value in range(int(low), int(high) + 1)]
        return Add(*terms) if isinstance(node, Sum) else Mul(*terms)

    return walk(expr)


def prefix_sums(expr: Expr, base: IndexedBase, total: IndexedBase, order: Sequence[Expr] = ()) -> Expr:
    """Write sum_{i=1}^m |base_i|^2 as total_m and |base_m|^2, or base_m times its conjugate, as total_m - total_{m-1}; total_0 = 0.

    A sum is so written where m >= 0 by the symbols or by `order`, expressions in free levels that are not negative, and
    names no bound level. The levels of entries are those of the model, m >= 1.
    """
    bound = {limit[0] for node in expr.atoms(Sum, Product) for limit in node.limits}
    squares: Callable[[Expr], Expr] = lambda index: Abs(base[index]) ** 2  # noqa: E731  (one formula, two uses)
    expr = _moduli(expr, base) if expr.has(conjugate) else expr

    def collapse(node: Sum) -> Expr:
        index, low, high = node.limits[0]
        constant, varying = node.function.as_independent(index, as_Add=False)
        if len(node.limits) > 1 or low != 1 or high.free_symbols & bound or not (high.is_integer and not_negative(high, order)):
            return node
        if varying == squares(index):
            return constant * total[high]
        return node

    expr = expr.replace(lambda node: isinstance(node, Sum), collapse)
    expr = expr.replace(
        lambda node: isinstance(node, Abs) and isinstance(node.args[0], Mul),
        lambda node: Mul(*(Abs(factor) for factor in node.args[0].args)),
    )
    for node in expr.atoms(Indexed):
        if node.base == base:
            index = node.indices[0]
            expr = expr.xreplace({squares(index): total[index] - total[index - 1]})
    return expr.xreplace({total[0]: Integer(0)})


def _moduli(expr: Expr, base: IndexedBase) -> Expr:
    """Expand, and write an entry times its conjugate as the square of its modulus."""

    def pair(product: Mul) -> Expr:
        factors = list(product.args)
        for factor in product.args:
            if isinstance(factor, conjugate) and factor.args[0] in factors and factor.args[0].base == base:
                factors.remove(factor)
                factors.remove(factor.args[0])
                factors.append(Abs(factor.args[0]) ** 2)
        return Mul(*factors)

    return expand(expr).replace(lambda node: isinstance(node, Mul), pair)


def telescope(expr: Expr, total: IndexedBase, order: Sequence[Expr] = ()) -> Expr:
    """Replace prod_{J=a}^b g(J)/g(J-1), and its inverse, by g(b)/g(a-1); b = a - 1 gives the empty product 1.

    Where no g(J) vanishes for a - 1 <= J <= b, which is the caller's to know: the result divides by the same. Done where
    `order`, expressions in free levels that are not negative, tells that b >= a - 1.
    g is `total`, a table; the induction behind it is that the quotient of the claimed values
    at b and b - 1 cancels to the factor at b, which is checked here, and that the empty product is 1.
    """
    bound = {limit[0] for node in expr.atoms(Sum, Product) for limit in node.limits}

    def close(node: Product) -> Expr:
        index, low, high = node.limits[0]
        named = (low.free_symbols | high.free_symbols) & bound
        if len(node.limits) > 1 or named or not _is_counted(low, high, order):
            return node
        factor = cancel(node.function)
        for exponent in (1, -1):
            claimed = (total[index] / total[low - 1]) ** exponent
            before, start = (claimed.xreplace({index: end}) for end in (index - 1, low - 1))
            if cancel(claimed / before - factor) == 0 and start == 1:
                return claimed.xreplace({index: high})
        return node

    return expr.replace(lambda node: isinstance(node, Product), close)
