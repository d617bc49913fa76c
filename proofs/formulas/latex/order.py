"""In which order the paper sets terms and factors, and which sums of operators are commutators."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bornproof.proofs.formulas.latex.symbols import Notation
from bornproof.proofs.formulas.plain_printer import print_order
from sympy import Abs, Add, Basic, Expr, Heaviside, I, Indexed, Integer, KroneckerDelta, Mul, Pow, Product, Rational, Sum, exp, sstr

__all__ = ["MOST_FACTORS", "Bracketed", "Quotient", "commutators", "quotient", "terms"]


KET = 14  # the rank of a ket among the factors
MOST_FACTORS = 9  # a power of an operator below it is set as a product


@dataclass(frozen=True)
class Bracketed:
    """A factor times [a, b], or times {a, b}."""

    factor: Rational | Expr
    left: tuple[Expr, ...]
    right: tuple[Expr, ...]
    anti: bool


@dataclass(frozen=True)
class Quotient:
    """A product as it is set: its sign and its number apart, factors above and below, operators in their order."""

    number: Rational
    above: tuple[Expr, ...]
    below: tuple[Expr, ...]
    operators: tuple[Expr, ...]

    @property
    def negative(self) -> bool:
        """Whether a minus sign stands before it."""
        return bool(self.number < 0)


def quotient(expr: Expr, notation: Notation) -> Quotient:
    """The factors of an expression, in the paper's order.

    >>> from sympy import Symbol
    >>> x, y = Symbol("x"), Symbol("y")
    >>> quotient(-2 * x / y, Notation())
    Quotient(number=-2, above=(x,), below=(y,), operators=())
    """
    number: Any = Integer(1)
    above: list[Expr] = []
    below: list[Expr] = []
    operators: list[Expr] = []
    for factor in _flat(expr):
        if factor.is_Rational and factor != 0:
            number *= factor
        elif factor.is_commutative is False:
            operators += _repeated(factor)
        elif isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp < 0:
            below.append(factor.base if factor.exp == -1 else Pow(factor.base, -factor.exp, evaluate=False))
        else:
            above.append(factor)
    return Quotient(number, _sorted(above, notation), _sorted(below, notation), tuple(operators))


def terms(expr: Add, notation: Notation) -> list[Expr]:
    """The terms of a sum in the paper's order: levels, numbers, then the rest by its names; the first one without a minus sign."""
    found = sorted(expr.args, key=lambda term: _term_key(term, notation))
    first = next((place for place, term in enumerate(found) if not quotient(term, notation).negative), 0)
    if found[first].has(I) != found[0].has(I) and found[0].is_commutative is False:
        first = 0
    return [found[first], *found[:first], *found[first + 1 :]]


def commutators(expr: Add, notation: Notation) -> tuple[list[Bracketed], list[Expr]]:
    """Commutators and anticommutators in a sum of operators, and the terms that are left."""
    left = list(expr.args)
    found: list[Bracketed] = []
    for one in list(left):
        for other in left:
            if one is not other and one in left and (pair := _pair(one, other, notation)):
                found.append(pair)
                left = [term for term in left if term is not one and term is not other]
                break
    return found, left


def _pair(one: Expr, other: Expr, notation: Notation) -> Bracketed | None:
    a, b = quotient(one, notation), quotient(other, notation)
    if (
        len(a.operators) < 2
        or sorted(map(_text, a.operators)) != sorted(map(_text, b.operators))
        or (a.above, a.below) != (b.above, b.below)
    ):
        return None
    anti = a.number == b.number
    if not anti and a.number != -b.number:
        return None
    if not anti and a.negative:
        a, b = b, a
    splits = [cut for cut in range(1, len(a.operators)) if a.operators[cut:] + a.operators[:cut] == b.operators]
    if not splits:
        return None
    if anti and len(a.operators[splits[0] :]) < splits[0]:  # the shorter one first
        a, b = b, a
        splits = [cut for cut in range(1, len(a.operators)) if a.operators[cut:] + a.operators[:cut] == b.operators]
    factor = Mul(a.number, *a.above, *(Pow(base, -1, evaluate=False) for base in a.below))
    return Bracketed(factor, a.operators[: splits[0]], a.operators[splits[0] :], anti)


def _flat(expr: Expr) -> Iterable[Expr]:
    if not isinstance(expr, Mul):
        return (expr,)
    return (factor for arg in expr.args for factor in _flat(arg))


def _repeated(factor: Expr) -> list[Expr]:
    if isinstance(factor, Pow) and factor.exp.is_Integer and 0 < factor.exp < MOST_FACTORS:
        return [factor.base] * int(factor.exp)
    return [factor]


def _sorted(factors: list[Expr], notation: Notation) -> tuple[Expr, ...]:
    def key(factor: Expr) -> tuple[int, str]:
        rank = _rank(factor, notation)
        return rank, _names(factor)[:: -1 if rank == KET else 1]  # of kets the observer counts, who is named last

    return tuple(sorted(factors, key=key))


def _rank(factor: Expr, notation: Notation) -> int:
    base = factor.base if isinstance(factor, Pow) and not isinstance(factor, exp) else factor
    if base == I:
        return 1
    if base in notation.leading:
        return 2
    symbols = base.free_symbols
    if isinstance(base, Add) and base.has(KroneckerDelta) and not base.has(Indexed):
        return 3
    if isinstance(base, KroneckerDelta):
        return 4
    if (base.is_Symbol or isinstance(base, Add)) and symbols and all(symbol.is_integer for symbol in symbols):
        return 5
    if base.is_Symbol and r"\rangle" in base.name:
        return KET
    ranks = ((Heaviside, 6), (Add, 9), (Abs, 10), (Indexed, 11), (exp, 13), (Product, 15), (Sum, 16))
    for kind, rank in ranks:
        if isinstance(base, kind):
            return rank
    return 7 if base.is_Symbol and factor is base else 8 if base.is_Symbol or isinstance(factor, Pow) else 12


def _term_key(term: Expr, notation: Notation) -> tuple[Any, ...]:
    """Levels first, then numbers, then the rest by its names; steps up before steps down."""
    if term.is_number:
        return 1, 0, ""
    if all(symbol.is_integer and symbol.is_Symbol for symbol in term.free_symbols) and not term.has(Heaviside, KroneckerDelta, Sum):
        return 0, -1 if notation.last in term.free_symbols else 0, _names(term)
    steps = term.atoms(Heaviside)
    down = any(quotient(step.args[0], notation).negative for step in steps)
    operators = " ".join(map(_text, quotient(term, notation).operators)) if term.is_commutative is False else ""
    return 2, bool(operators) and not term.has(I), tuple(_indices(term, steps)), operators * (not steps), down, _names(term)


def _indices(term: Expr, steps: set[Expr]) -> list[int]:
    """The last level of the entries outside of steps, if it is a number."""
    inside = {entry for step in steps for entry in step.atoms(Indexed)}
    return sorted(int(index) for entry in term.atoms(Indexed) - inside for index in entry.indices if index.is_Integer)[-1:]


@lru_cache(maxsize=2**14)
def _names(expr: Basic) -> str:
    return _text(expr).replace("]", " ")  # so that level N stands before level N - 1


def _text(expr: Basic) -> str:
    return str(sstr(expr, order=print_order(expr)))
