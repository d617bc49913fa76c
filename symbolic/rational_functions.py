"""Whether an expression in symbols and square roots of whole numbers is 0: fractions of polynomials, exactly, in FLINT."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add, mul

from bornproof.symbolic.errors import SymbolicError
from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx
from sympy import Add, Expr, Indexed, Integer, Mul, Pow, Rational, Symbol

__all__ = ["is_zero_fraction"]


class _Fraction:
    """A fraction in lowest terms."""

    def __init__(self, top: fmpq_mpoly, bottom: fmpq_mpoly) -> None:
        shared = top.gcd(bottom)
        self.top, self.bottom = divmod(top, shared)[0], divmod(bottom, shared)[0]

    def __add__(self, other: "_Fraction") -> "_Fraction":
        shared = self.bottom.gcd(other.bottom)
        own, rest = divmod(self.bottom, shared)[0], divmod(other.bottom, shared)[0]
        return _Fraction(self.top * rest + other.top * own, own * other.bottom)

    def __mul__(self, other: "_Fraction") -> "_Fraction":
        return _Fraction(self.top * other.top, self.bottom * other.bottom)


def is_zero_fraction(expr: Expr, values: Mapping[Expr, Expr] | None = None) -> bool:
    """Whether an expression made of numbers, names, square roots of whole numbers, sums, products and whole powers is 0.

    A name is a symbol or an entry of a table; `values` are those of names, in terms of others. Raises SymbolicError for any other
    node, and for a division by 0.

    >>> from sympy import Symbol, sqrt
    >>> y = Symbol("y")
    >>> is_zero_fraction((y**2 - 2) / (y - sqrt(2)) - y - sqrt(2)), is_zero_fraction(1 / y - y)
    (True, False)
    >>> is_zero_fraction(1 / y - y, {y: Integer(-1)})
    True
    """
    known = dict(values or {})
    leaves = _leaves((expr, *known.values())) - known.keys()
    atoms = sorted(leaves, key=str)
    roots = [node for node in atoms if _is_root(node)]
    context = fmpq_mpoly_ctx.get([f"v{place}" for place in range(len(atoms))] or ["v0"], Ordering.lex)
    one, ring = context.constant(1), dict(zip(atoms, context.gens(), strict=False))
    top = _walk(expr, {node: _Fraction(generator, one) for node, generator in ring.items()}, known, context).top
    for root in roots:
        top = divmod(top, ring[root] ** 2 - context.constant(int(root.base)))[1]
    return not top


def _walk(node: Expr, seen: dict[Expr, _Fraction], known: Mapping[Expr, Expr], context: fmpq_mpoly_ctx) -> _Fraction:
    """The value of a node, each of which is looked at once."""
    if (found := seen.get(node)) is None:
        found = seen[node] = _fraction(known.get(node, node), seen, known, context)
    return found


def _fraction(node: Expr, seen: dict[Expr, _Fraction], known: Mapping[Expr, Expr], context: fmpq_mpoly_ctx) -> _Fraction:
    if isinstance(node, Rational):
        return _Fraction(context.constant(fmpq(int(node.p), int(node.q))), context.constant(1))
    if isinstance(node, Add | Mul):
        parts = [_walk(part, seen, known, context) for part in node.args]
        return reduce(add if isinstance(node, Add) else mul, parts)
    if isinstance(node, Pow) and isinstance(node.exp, Integer):
        base, size = _walk(node.base, seen, known, context), abs(int(node.exp))
        top, bottom = (base.top, base.bottom) if node.exp > 0 else (base.bottom, base.top)
        if not bottom:
            raise SymbolicError(f"a divisor must not be 0, as in {node}")
        return _Fraction(top**size, bottom**size)
    raise SymbolicError(f"a fraction must be made of numbers, symbols and square roots of whole numbers, not of {node}")


def _leaves(parts: Iterable[Expr]) -> set[Expr]:
    """The names and square roots in expressions, each part of which is looked at once."""
    todo, seen, found = list(parts), set[Expr](), set[Expr]()
    while todo:
        if (node := todo.pop()) not in seen:
            seen.add(node)
            if isinstance(node, Symbol | Indexed) or _is_root(node):
                found.add(node)
            else:
                todo += node.args
    return found


def _is_root(node: Expr) -> bool:
    return isinstance(node, Pow) and node.exp == Rational(1, 2) and isinstance(node.base, Integer) and node.base > 0
