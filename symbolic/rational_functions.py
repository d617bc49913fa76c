"""Fractions of polynomials, exactly, in FLINT: whether one is 0, its lowest terms, its derivative."""

from collections.abc import Iterable, Mapping
from functools import reduce
from math import gcd, lcm
from operator import add, mul

from bornproof.symbolic.errors import SymbolicError
from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx
from sympy import Add, Expr, Indexed, Integer, Mul, Pow, Rational, Symbol
from sympy import I as imaginary_unit

__all__ = ["demand_zero", "derivative", "is_zero_fraction", "lowest_terms", "numerators"]


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


class _Field:
    """The fractions in what expressions are made of, their leaves, with the values of some; square roots have their squares."""

    def __init__(self, parts: Iterable[Expr], values: Mapping[Expr, Expr]) -> None:
        self.leaves = sorted(_leaves((*parts, *values.values())) - values.keys(), key=str)
        self.context = fmpq_mpoly_ctx.get([f"v{place}" for place in range(len(self.leaves))] or ["v0"], Ordering.lex)
        self.one, self.values = self.context.constant(1), values
        self.generators = dict(zip(self.leaves, self.context.gens(), strict=False))
        self.seen = {node: _Fraction(generator, self.one) for node, generator in self.generators.items()}

    def fraction(self, node: Expr) -> _Fraction:
        """A node as a fraction; each is looked at once."""
        if (found := self.seen.get(node)) is None:
            found = self.seen[node] = self._fraction(self.values.get(node, node))
        return found

    def _fraction(self, node: Expr) -> _Fraction:
        if isinstance(node, Rational):
            return _Fraction(self.context.constant(fmpq(int(node.p), int(node.q))), self.one)
        if isinstance(node, Add | Mul):
            return reduce(add if isinstance(node, Add) else mul, map(self.fraction, node.args))
        if not isinstance(node, Pow):
            return self.fraction(node)
        base, size = self.fraction(node.base), abs(int(node.exp))
        top, bottom = (base.top, base.bottom) if node.exp > 0 else (base.bottom, base.top)
        if not self.reduced(bottom):
            raise SymbolicError(f"a divisor must not be 0, as in {node}")
        return _Fraction(top**size, bottom**size)

    def reduced(self, side: fmpq_mpoly) -> fmpq_mpoly:
        """The same polynomial, of first degree in each square root."""
        for root in filter(_is_root, self.leaves):
            side = divmod(side, self.generators[root] ** 2 - self.context.constant(_squared(root)))[1]
        return side

    def rationalised(self, found: _Fraction) -> _Fraction:
        """The same without square roots in the denominator."""
        for place, root in enumerate(self.leaves):
            if _is_root(root):
                found = _Fraction(self.reduced(found.top), self.reduced(found.bottom))
                if slope := found.bottom.derivative(place):
                    conjugate = found.bottom - 2 * slope * self.generators[root]
                    found = _Fraction(*(self.reduced(side * conjugate) for side in (found.top, found.bottom)))
        return found

    def expr(self, found: _Fraction, *, factored: bool) -> Expr:
        """The fraction as an expression: polynomials with whole coefficients, or what they factor into."""
        found = self.rationalised(found)
        numbers = [*found.top.coeffs(), *found.bottom.coeffs()]
        scale = fmpq(lcm(*(int(value.q) for value in numbers)))
        scale /= gcd(*(int((value * scale).p) for value in numbers)) or 1
        if found.bottom.leading_coefficient() < 0:
            scale = -scale
        top, bottom = found.top * scale, found.bottom * scale
        if not factored:
            return self._sum(top) / self._sum(bottom)
        (over, above), (under, below) = (side.factor() for side in (top, bottom))
        powers = [*above, *((factor, -power) for factor, power in below)]
        product, content = Mul(*(self._sum(factor) ** int(power) for factor, power in powers)), over / under
        return Mul(Rational(int(content.p), int(content.q)), product, evaluate=not product.is_Add or content == 1)

    def _sum(self, side: fmpq_mpoly) -> Expr:
        found = []
        for powers, number in side.to_dict().items():
            names = (leaf**power for leaf, power in zip(self.leaves, powers, strict=False) if power)
            found.append(Mul(Rational(int(number.p), int(number.q)), *names))
        return Add(*found)


def is_zero_fraction(expr: Expr, values: Mapping[Expr, Expr] | None = None) -> bool:
    """Whether an expression made of numbers, names, I, square roots of whole numbers, sums, products and whole powers is 0.

    A name is a symbol or an entry of a table; `values` are those of names, in terms of others. Raises SymbolicError for any other
    node, and for a division by 0.

    >>> from sympy import Symbol, sqrt
    >>> y = Symbol("y")
    >>> is_zero_fraction((y**2 - 2) / (y - sqrt(2)) - y - sqrt(2)), is_zero_fraction(1 / y - y)
    (True, False)
    >>> is_zero_fraction(1 / y - y, {y: Integer(-1)})
    True
    >>> is_zero_fraction((y**2 + 1) / (y - imaginary_unit) - y - imaginary_unit)
    True
    """
    field = _Field((expr,), values or {})
    for node in field.leaves:
        if not (isinstance(node, Symbol | Indexed) or _is_root(node)):
            raise SymbolicError(f"a fraction must be made of numbers, names, I and square roots of whole numbers, not of {node}")
    return not field.reduced(field.fraction(expr).top)


def lowest_terms(expr: Expr, *, factored: bool = False) -> Expr:
    """A fraction of polynomials in lowest terms, with whole coefficients, in whatever else the expression is made of.

    Square roots of whole numbers, and I, do not stay in its denominator. Raises SymbolicError for a division by 0.

    >>> from sympy import Symbol, sqrt
    >>> y = Symbol("y")
    >>> lowest_terms((y**2 - 1) / (2 * y + 2) + 1 / y), lowest_terms(1 / (sqrt(2) - 1))
    ((y**2 - y + 2)/(2*y), 1 + sqrt(2))
    >>> lowest_terms(y**2 / 3 + y / 3, factored=True)
    y*(y + 1)/3
    """
    field = _Field((expr,), {})
    return field.expr(field.fraction(expr), factored=factored)


def numerators(*exprs: Expr) -> tuple[tuple[fmpq_mpoly, fmpq_mpoly], ...]:
    """The numerator and the denominator of each fraction in lowest terms, as polynomials of one ring in FLINT.

    Raises SymbolicError for a division by 0, and where they are made of anything but symbols and rational numbers.

    >>> from sympy import Symbol
    >>> y = Symbol("y")
    >>> numerators((y**2 - 1) / (y + 1))[0][0]
    v0 - 1
    """
    field = _Field(exprs, {})
    if strange := [node for node in field.leaves if not isinstance(node, Symbol)]:
        raise SymbolicError(f"a fraction must be made of rational numbers and symbols, not of {strange[0]}")
    return tuple((found.top, found.bottom) for found in map(field.fraction, exprs))


def derivative(expr: Expr, name: Symbol, at: Expr | None = None, *, factored: bool = False) -> Expr:
    """The derivative of such a fraction with respect to a name that is in no other part of it, in lowest terms; its value `at`.

    >>> from sympy import Symbol
    >>> y = Symbol("y")
    >>> derivative(1 / (1 + y), y), derivative(1 / (1 + y), y, Integer(1))
    (-1/(y**2 + 2*y + 1), -1/4)
    """
    field = _Field((expr, name), {})
    if any(node != name and node.has(name) for node in field.leaves):
        raise SymbolicError(f"{name} must be in no other part of a fraction than itself")
    found, place = field.fraction(expr), field.leaves.index(name)
    rise, fall = (side.derivative(place) for side in (found.top, found.bottom))
    slope = _Fraction(rise * found.bottom - found.top * fall, found.bottom**2)
    if at is None:
        return field.expr(slope, factored=factored)
    return lowest_terms(field.expr(slope, factored=False).xreplace({name: at}), factored=factored)


def demand_zero(what: str, *residuals: Expr) -> None:
    """Raise SymbolicError, which names what was tried, unless each residual is 0 as a fraction, or expanded.

    >>> demand_zero("the difference", Integer(0))
    """
    for residual in residuals:
        if residual != 0 and lowest_terms(residual) != 0 and residual.expand() != 0:
            raise SymbolicError(f"{what} must follow, but {residual} is left")


def _leaves(parts: Iterable[Expr]) -> set[Expr]:
    """What sums, products and whole powers in the expressions are made of, numbers left out; each part is looked at once."""
    todo, seen, found = list(parts), set[Expr](), set[Expr]()
    while todo:
        if (node := todo.pop()) not in seen:
            seen.add(node)
            if isinstance(node, Add | Mul) or (isinstance(node, Pow) and isinstance(node.exp, Integer)):
                todo += node.args
            elif not isinstance(node, Rational):
                found.add(node)
    return found


def _is_root(node: Expr) -> bool:
    return _squared(node) != 0


def _squared(node: Expr) -> int:
    """The whole number whose square root a leaf is, -1 for the imaginary unit; 0 for every other leaf."""
    if node == imaginary_unit:
        return -1
    is_root = isinstance(node, Pow) and node.exp == Rational(1, 2) and isinstance(node.base, Integer) and node.base > 0
    return int(node.base) if is_root else 0
