"""Named rewriting steps: each returns an expression equal to its argument, under the condition that its docstring states."""

from collections.abc import Callable, Sequence

from sympy import (
    Abs,
    Add,
    And,
    Basic,
    Dummy,
    Expr,
    Ge,
    Heaviside,
    Indexed,
    IndexedBase,
    Integer,
    Le,
    Mul,
    Piecewise,
    Product,
    Sum,
    Symbol,
    cancel,
    conjugate,
    expand,
)  # fmt: skip
from sympy.concrete.delta import deltasummation

from symbolic.errors import SymbolicError
from symbolic.notation import LEVEL_ORDER, I, J, K, M, N, S, delta

__all__ = [
    "bounds_to_deltas", "collect_sums", "contract", "evaluate_constant_sums", "merge_sums", "prefix_sums", "rename_bound",
    "split_last", "telescope", "theta_algebra", "write_out",
]  # fmt: skip

_NAMES = (M, K, *(Symbol(f"m_{k}", integer=True, positive=True) for k in range(3, 20)))


def theta_algebra(expr: Expr) -> Expr:
    """Expand, with theta(s)^k = theta(s) and theta(s) theta(-s) = 0 for real s (theta(0) = 0).

    >>> from symbolic.notation import down, up
    >>> theta_algebra((up(2) - down(2)) ** 3)
    -Heaviside(-sigma[2], 0) + Heaviside(sigma[2], 0)
    """
    terms = []
    for term in Add.make_args(expand(expr)):
        bases = {factor: factor.as_base_exp()[0] for factor in Mul.make_args(term)}
        steps = {base for base in bases.values() if isinstance(base, Heaviside)}
        if not any(step.func(-step.args[0], 0) in steps for step in steps):
            terms.append(Mul(*(base if base in steps else factor for factor, base in bases.items())))
    return Add(*terms)


def contract(term: Expr) -> Expr:
    """Sum one term with a Kronecker delta over 1 <= K < M <= N, by SymPy's `deltasummation`.

    The double sum is taken in the order that leaves the level that the delta fixes for the outer sum, Eq. (38).
    """
    fixed = {index for factor in term.atoms(delta(I, M).func) for index in factor.args} & {K, M}
    if fixed == {M}:
        inner, outer = (K, 1, M - 1), (M, Integer(2), N)
    elif fixed == {K}:
        inner, outer = (M, K + 1, N), (K, Integer(1), N - 1)
    else:
        raise SymbolicError(f"a term must fix exactly one of K and M by a Kronecker delta, not {sorted(map(str, fixed))}")
    deltas = Mul(*(f for f in Mul.make_args(term) if f.has(delta(I, M).func)))
    return deltasummation(deltas * Sum(term / deltas, inner), outer)


def bounds_to_deltas(expr: Expr) -> Expr:
    """Write [2 <= L <= N] as 1 - delta_L1 and [1 <= L <= N-1] as 1 - delta_LN, for levels 1 <= L <= N."""
    factors = {
        And(Ge(level, low), Le(level, high)): 1 - delta(level, end)
        for level in (I, J)
        for low, high, end in ((2, N, 1), (1, N - 1, N))
    }

    def rewrite(piecewise: Piecewise) -> Expr:
        (value, condition), *rest = piecewise.args
        if condition in factors and [tuple(pair) for pair in rest] == [(0, True)]:
            return factors[condition] * value
        raise SymbolicError(f"no rule for the bounds {condition}")

    return expr.replace(lambda node: isinstance(node, Piecewise), rewrite)


def rename_bound(expr: Expr) -> Expr:
    """Call the bound levels of sums and products M, K, m_3, ...: names that stand for nothing else there.

    Equal sums get equal names, and no name is bound that is free anywhere in the expression.

    >>> rename_bound(J * Sum(S[J], (J, 1, N)) + M)
    J*Sum(S[K], (K, 1, N)) + M
    """
    return _renamed(expr, frozenset(expr.free_symbols))


def _renamed(node: Expr, taken: frozenset[Basic]) -> Expr:
    """From the outside in: the names of the sums around a place are taken there, as are all free ones."""
    if not node.has(Sum, Product):
        return node
    if not isinstance(node, Sum | Product):
        return node.func(*(_renamed(arg, taken) for arg in node.args))
    fresh = (name for name in _NAMES if name not in taken)
    names = {limit[0]: next(fresh) for limit in reversed(node.limits)}  # from the outermost
    aside = {old: Dummy(integer=True, positive=old.is_positive) for old in names}  # until the sums inside have their names
    back = {aside[old]: new for old, new in names.items()}
    function = _renamed(node.function.xreplace(aside), taken | set(names.values())).xreplace(back)
    return node.func(function, *(tuple(part.xreplace(aside).xreplace(back) for part in limit) for limit in node.limits))


def collect_sums(expr: Expr, order: Sequence[Expr] = LEVEL_ORDER) -> Expr:
    """Split sums over their terms, take constant factors in front, and name the bound levels as `rename_bound` does.

    A sum of a constant c over a..b becomes (b - a + 1) c where `order`, expressions that are not negative, tells that
    b >= a - 1.
    """

    def split(node: Sum) -> Expr:
        (index, low, high), *outer = node.limits
        if outer:
            raise SymbolicError(f"only single sums have a normal form, not {node}")
        parts = []
        for term in Add.make_args(expand(node.function)):
            constant, varying = term.as_independent(index, as_Add=False)
            counted = varying == 1 and _not_negative(high - low + 1, order)
            parts.append(constant * (high - low + 1 if counted else Sum(varying, (index, low, high))))
        return Add(*parts)

    return rename_bound(rename_bound(expr).replace(lambda node: isinstance(node, Sum), split))


def merge_sums(expr: Expr) -> Expr:
    """Add up the summands of sums that have the same limits, double sums included."""
    summands: dict[Basic, Expr] = {}
    rest = []
    for term in Add.make_args(expand(rename_bound(expr))):
        factor, sums = term.as_independent(Sum, as_Add=False)
        if isinstance(sums, Sum):
            summands[sums.limits] = summands.get(sums.limits, Integer(0)) + factor * sums.function
        else:
            rest.append(term)
    return Add(*rest, *(Sum(total, *limits) for limits, part in summands.items() if (total := expand(part)) != 0))


def evaluate_constant_sums(expr: Expr, order: Sequence[Expr] = LEVEL_ORDER) -> Expr:
    """Replace a sum of a constant c over a..b by (b - a + 1) c where `order` tells that b >= a - 1."""

    def is_counted(node: Basic) -> bool:
        if not isinstance(node, Sum) or len(node.limits) > 1 or node.limits[0][0] in node.function.free_symbols:
            return False
        return _not_negative(node.limits[0][2] - node.limits[0][1] + 1, order)

    return expr.replace(is_counted, lambda node: (node.limits[0][2] - node.limits[0][1] + 1) * node.function)


def _not_negative(value: Expr, order: Sequence[Expr]) -> bool:
    return any((value - known).is_nonnegative for known in (Integer(0), *order))


def split_last(expr: Expr, size: Expr) -> Expr:
    """Split the last term off every sum, and the last factor off every product, whose upper limit is `size`."""

    def split(node: Sum | Product) -> Expr:
        (index, low, high) = node.limits[0]
        rest, last = node.func(node.function, (index, low, high - 1)), node.function.xreplace({index: high})
        return rest + last if isinstance(node, Sum) else rest * last

    return expr.replace(
        lambda node: isinstance(node, Sum | Product) and len(node.limits) == 1 and node.limits[0][2] == size, split
    )


def write_out(expr: Expr) -> Expr:
    """Write out every sum and product with integer limits, also nested ones; an empty sum is 0, an empty product 1.

    >>> write_out(Sum(S[M], (K, 1, M - 1), (M, 2, 3)))
    S[2] + 2*S[3]
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
        terms = [walk(body.subs(index, value)) for value in range(int(low), int(high) + 1)]
        return Add(*terms) if isinstance(node, Sum) else Mul(*terms)

    return walk(expr)


def prefix_sums(expr: Expr, base: IndexedBase) -> Expr:
    """Write sum_{i=1}^m |base_i|^2 as S_m and |base_m|^2, or base_m times its conjugate, as S_m - S_{m-1}; S_0 = 0."""
    squares: Callable[[Expr], Expr] = lambda index: Abs(base[index]) ** 2  # noqa: E731  (one formula, two uses)
    expr = _moduli(expr, base) if expr.has(conjugate) else expr

    def collapse(node: Sum) -> Expr:
        index, low, high = node.limits[0]
        constant, varying = node.function.as_independent(index, as_Add=False)
        if len(node.limits) == 1 and low == 1 and varying == squares(index):
            return constant * S[high]
        return node

    expr = expr.replace(lambda node: isinstance(node, Sum), collapse)
    expr = expr.replace(
        lambda node: isinstance(node, Abs) and isinstance(node.args[0], Mul),
        lambda node: Mul(*(Abs(factor) for factor in node.args[0].args)),
    )
    for node in expr.atoms(Indexed):
        if node.base == base:
            index = node.indices[0]
            expr = expr.xreplace({squares(index): S[index] - S[index - 1]})
    return expr.xreplace({S[0]: Integer(0)})


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


def telescope(expr: Expr) -> Expr:
    """Replace prod_{J=a}^b g(J)/g(J-1), and its inverse, by g(b)/g(a-1); a = b + 1 gives the empty product 1.

    The factor must be a quotient of prefix sums S; the induction behind it is that the quotient of the claimed values
    at b and b - 1 cancels to the factor at b, which is checked here, and that the empty product is 1.
    """

    def close(node: Product) -> Expr:
        index, low, high = node.limits[0]
        if (low - high - 1).is_positive:
            return Integer(1)
        factor = cancel(node.function)
        for exponent in (1, -1):
            claimed = (S[index] / S[low - 1]) ** exponent
            before, start = (claimed.xreplace({index: end}) for end in (index - 1, low - 1))
            if cancel(claimed / before - factor) == 0 and start == 1:
                return claimed.xreplace({index: high})
        return node

    return expr.replace(lambda node: isinstance(node, Product), close)


