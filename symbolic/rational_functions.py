"""Whether an expression in symbols and square roots of whole numbers is 0: fractions of polynomials, exactly, in FLINT."""

from collections.abc import Mapping
from functools import reduce
from operator import add, mul

from bornproof.symbolic.errors import SymbolicError
from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx
from sympy import Add, Expr, Integer, Mul, Pow, Rational

__all__ = ["is_zero_fraction"]

_Ring = Mapping[Expr, fmpq_mpoly]


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


def is_zero_fraction(expr: Expr) -> bool:
    """Whether an expression made of numbers, symbols, square roots of whole numbers, sums, products and whole powers is 0.

    Raises SymbolicError for any other node, and for a division by 0.

    >>> from sympy import Symbol, sqrt
    >>> y = Symbol("y")
    >>> is_zero_fraction((y**2 - 2) / (y - sqrt(2)) - y - sqrt(2)), is_zero_fraction(1 / y - y)
    (True, False)
    """
    roots = sorted((node for node in expr.atoms(Pow) if _is_root(node)), key=str)
    atoms: list[Expr] = [*roots, *sorted(expr.free_symbols, key=str)]
    context = fmpq_mpoly_ctx.get([f"v{place}" for place in range(len(atoms))] or ["v0"], Ordering.lex)
    ring = dict(zip(atoms, context.gens(), strict=False))
    top = _walk(expr, ring, context).top
    for root in roots:
        top = divmod(top, ring[root] ** 2 - context.constant(int(root.base)))[1]
    return not top


def _walk(node: Expr, ring: _Ring, context: fmpq_mpoly_ctx) -> _Fraction:
    one = context.constant(1)
    if node in ring:
        return _Fraction(ring[node], one)
    if isinstance(node, Rational):
        return _Fraction(context.constant(fmpq(int(node.p), int(node.q))), one)
    if isinstance(node, Add | Mul):
        return reduce(add if isinstance(node, Add) else mul, (_walk(part, ring, context) for part in node.args))
    if isinstance(node, Pow) and isinstance(node.exp, Integer):
        base, size = _walk(node.base, ring, context), abs(int(node.exp))
        parts = (base.top, base.bottom) if node.exp > 0 else (base.bottom, base.top)
        if not parts[1]:
            raise SymbolicError(f"a divisor must not be 0, as in {node}")
        return _Fraction(parts[0] ** size, parts[1] ** size)
    raise SymbolicError(f"a fraction must be made of numbers, symbols and square roots of whole numbers, not of {node}")


def _is_root(node: Pow) -> bool:
    return node.exp == Rational(1, 2) and isinstance(node.base, Integer) and node.base > 0
