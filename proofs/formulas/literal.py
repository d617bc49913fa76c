"""Expressions as they are written: divisions that SymPy has not cancelled, and what must hold for them to have a value.

A tree built with `evaluate=False` keeps every division of the text that it came from. What the text divides by is read
off this tree; only then may `evaluated` let SymPy cancel.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sympy import Add, Basic, Eq, Expr, Function, Ge, ImmutableMatrix, IndexedBase, Integer, Mul, Ne, Or, Pow, Product, Sum
from sympy.core.function import Application, AppliedUndef
from sympy.core.relational import Relational
from sympy.functions import Heaviside, Max, Min, cos, exp, im, log, sign, tan
from sympy.logic.boolalg import Boolean

__all__ = ["Demand", "as_written", "demands", "divide", "evaluated", "replaced", "written"]

Limits = tuple[tuple[Basic, Expr, Expr], ...]

WRITTEN_OUT = 12  # values of a bound name, at most
_ORDERED = (Heaviside, Max, Min, sign)


@dataclass(frozen=True)
class Demand:
    """What must hold for a tree to have a value, and the limits of the sums and products around that place, innermost first.

    The condition is base != 0, or that unless an exponent is not negative, or that an imaginary part is 0.
    """

    condition: Boolean
    limits: Limits = ()

    @property
    def for_all(self) -> tuple[Boolean, ...]:
        """Conditions without bound names, where they can be written: one for each of a few values, or of a product.

        >>> from sympy import Symbol
        >>> K, N, q = Symbol("K", integer=True), Symbol("N", integer=True), Symbol("q")
        >>> Demand(Ne(K - q, 0), ((K, Integer(1), N),)).for_all
        (Ne(Product(K - q, (K, 1, N)), 0),)
        >>> Demand(Ne(K - q, 0), ((K, Integer(2), Integer(3)),)).for_all
        (Ne(2 - q, 0), Ne(3 - q, 0))
        """
        needed, names = list[tuple[Basic, Expr, Expr]](), set(self.condition.free_symbols)
        for limit in self.limits:
            if limit[0] in names:
                names |= limit[1].free_symbols | limit[2].free_symbols
                needed.append(limit)
        if not needed:
            return (self.condition,)
        index, low, high = needed[0]
        if len(needed) == 1 and low.is_Integer and high.is_Integer and high - low < WRITTEN_OUT:
            return tuple(self.condition.subs(index, level) for level in range(int(low), int(high) + 1))
        if isinstance(self.condition, Ne) and self.condition.rhs == 0:
            return (Ne(Product(self.condition.lhs, *needed), 0, evaluate=False),)
        return ()


def divide(numerator: Any, denominator: Any) -> Expr:
    """The quotient as it is written: nothing cancels, and the denominator can be read off.

    What is built on it with SymPy's own `*` and `**` is evaluated again and may cancel; `written(Mul, ...)` is not.

    >>> from sympy import Symbol
    >>> x = Symbol("x")
    >>> divide(x, x), evaluated(divide(x, x)), evaluated(divide(x, 2))
    (x/x, 1, x/2)
    """
    a, b = (side if isinstance(side, Basic) else Integer(side) for side in (numerator, denominator))
    if b.is_Rational and b != 0:
        return Mul(a, 1 / b, evaluate=False) if a != 1 else 1 / b
    inverse = Pow(b, -1, evaluate=False)
    return inverse if a == 1 else Mul(a, inverse, evaluate=False)


def written(function: Any, *args: Any) -> Any:
    """A node with these arguments that SymPy leaves as it is."""
    return function(*args, evaluate=False)


def replaced(tree: Basic, change: Callable[[Basic], Basic | None]) -> Basic:
    """The tree with the parts for which `change` has something else; of what stands around them nothing is cancelled.

    >>> from sympy import Symbol
    >>> x, y = Symbol("x"), Symbol("y")
    >>> replaced(divide(x, y), lambda part: x if part == y else None)
    x/x
    """
    found = change(tree)
    if found is not None or not tree.args or isinstance(tree, IndexedBase):
        return tree if found is None else found
    if isinstance(tree, ImmutableMatrix):
        return tree.applyfunc(lambda entry: replaced(entry, change))
    parts = [replaced(arg, change) for arg in tree.args]
    if all(new is old for new, old in zip(parts, tree.args, strict=True)):
        return tree
    keeps = isinstance(tree, Add | Mul | Pow | Application | Relational)
    return written(tree.func, *parts) if keeps else tree.func(*parts)


@lru_cache(maxsize=16384)
def evaluated(tree: Basic) -> Basic:
    """The tree built anew from its leaves, so that SymPy evaluates, and cancels, what it can.

    >>> from sympy import Symbol
    >>> x = Symbol("x")
    >>> evaluated(Pow(x, 0, evaluate=False) + Mul(0, Pow(x, -1), evaluate=False))
    1
    """
    if not tree.args or isinstance(tree, IndexedBase):
        return tree
    if isinstance(tree, ImmutableMatrix):
        return tree.applyfunc(evaluated)
    if tree.func is Pow and isinstance(tree.base, Mul) and tree.base.is_commutative and tree.exp.is_Integer:
        return Mul(*(Pow(evaluated(factor), tree.exp) for factor in tree.base.args))  # a number is not multiplied out below
    return tree.func(*(evaluated(arg) for arg in tree.args))


@lru_cache(maxsize=16384)
def as_written(tree: Basic) -> Basic:
    """The tree built anew as `evaluated` does, but for nodes of which SymPy would lose something that is written.

    Terms that are alike stay apart, a number stays before the sum that it multiplies, and nothing cancels.

    >>> from sympy import Symbol
    >>> x, y = Symbol("x"), Symbol("y")
    >>> as_written(written(Mul, y, x)), as_written(written(Add, x, x)), as_written(divide(x, x))
    (x*y, x + x, x/x)
    """
    if not tree.args or isinstance(tree, IndexedBase):
        return tree
    if isinstance(tree, ImmutableMatrix):
        return tree.applyfunc(as_written)
    args = [as_written(arg) for arg in tree.args]
    made: Basic = tree.func(*args)
    if tree.func is Add and len(Add.make_args(made)) != sum(len(Add.make_args(arg)) for arg in args):
        return written(Add, *args)
    if tree.func is Mul and isinstance(made, Add):  # SymPy multiplies out what a number stands before
        number = Mul(*(arg for arg in args if arg.is_Number))
        return written(Mul, number, *(arg for arg in args if not arg.is_Number)) if number != 1 else made
    if isinstance(tree, Mul | Pow | Function) and any(map(demands, args)):
        kept = written(tree.func, *args)
        return made if set(demands(made)) == set(demands(kept)) else kept
    return made


@lru_cache(maxsize=16384)
def demands(tree: Basic, limits: Limits = ()) -> tuple[Demand, ...]:
    """Everything that must hold for the tree as it stands to have a value, apart from the entries that it names.

    A base of a negative power must not vanish, nor may the base of a power whose exponent is not known to be at least 0,
    unless it is; no logarithm of 0, no tangent where the cosine is 0; what is put in order, also by a step, is real. What
    holds by the assumptions of the symbols alone is left out. A root of a negative number is the principal one.

    >>> from sympy import Symbol
    >>> q, K = Symbol("q", real=True), Symbol("K", integer=True)
    >>> [demand.condition for demand in demands(divide(q, q))]
    [Ne(q, 0)]
    >>> [str(demand) for demand in demands(Sum(divide(1, K), (K, 1, 3)))]
    ['Demand(condition=Ne(K, 0), limits=((K, 1, 3),))']
    """
    return tuple(_demands(tree, limits))


def _demands(tree: Basic, limits: Limits) -> Iterator[Demand]:
    if isinstance(tree, ImmutableMatrix):
        for entry in tree:
            yield from demands(entry, limits)
        return
    for condition in _demanded(tree):
        yield Demand(condition, limits)
    if isinstance(tree, Sum | Product):
        ranges: Limits = tuple((limit[0], limit[1], limit[2]) for limit in tree.limits)
        for place, limit in enumerate(ranges):
            around = (*ranges[place + 1 :], *limits)
            for bound in limit[1:]:
                yield from demands(bound, around)
        yield from demands(tree.function, (*ranges, *limits))
        return
    for arg in tree.args if not isinstance(tree, IndexedBase) else ():
        if not (isinstance(tree, AppliedUndef) and isinstance(arg, Boolean)):  # an event is not put in order, but measured
            yield from demands(arg, limits)


def _demanded(node: Basic) -> Iterator[Boolean]:
    if isinstance(node, Pow):
        yield from _of_power(node.base, evaluated(node.exp))
    elif isinstance(node, log):
        yield from _not_zero(evaluated(node.args[0]))
    elif isinstance(node, tan):
        yield from _not_zero(cos(evaluated(node.args[0])))
    elif isinstance(node, Relational) and not isinstance(node, Eq | Ne):
        yield from _real(node.lhs, node.rhs)
    elif isinstance(node, _ORDERED):
        yield from _real(*node.args)


def _of_power(base: Expr, exponent: Expr) -> Iterator[Boolean]:
    if exponent.is_nonnegative or isinstance(base, exp):
        return
    for condition in _not_zero(evaluated(base)):
        possible = exponent.is_negative is not True and exponent.is_extended_real
        yield Or(condition, Ge(exponent, 0)) if possible else condition


def _not_zero(value: Expr) -> Iterator[Boolean]:
    """That no factor vanishes; a root does so where what it is of does."""
    if isinstance(value, Mul):
        for factor in value.args:
            yield from _not_zero(factor)
    elif isinstance(value, Pow) and value.exp.is_positive and value.exp.is_integer is False:
        yield from _not_zero(value.base)
    elif not (value.is_nonzero or value.is_zero is False):
        yield Ne(value, 0, evaluate=False)


def _real(*args: Expr) -> Iterator[Boolean]:
    """That what is put in order is real, for all of it that is not known to be."""
    for value in map(evaluated, args):
        if not value.is_extended_real and evaluated(value.conjugate()) != value:
            yield Eq(im(value, evaluate=False), 0, evaluate=False)
