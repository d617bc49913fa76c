"""Partial fractions of what a sum's index divides by: terms with one divisor each, which a sum may shift and telescope."""

from itertools import combinations

from bornproof.symbolic.rewriting.algebra import inverse, multiply, power, product_of, without
from bornproof.symbolic.rewriting.context import Context
from bornproof.symbolic.rewriting.factors import factors_of
from bornproof.symbolic.rewriting.facts import changed
from bornproof.symbolic.rewriting.polynomials import Atom, Mono, Poly, alone, symbol
from flint import fmpq
from sympy import Symbol

__all__ = ["apart"]


def apart(context: Context, mono: Mono, name: Symbol) -> Poly | None:
    """A product that divides by P = c i + a and Q = d i + b as one with (d P - c Q)/(d a - c b) for 1, and i/P as (1 - a/P)/c.

    Side condition: d a - c b is known not to vanish; that P and Q do not, is licensed where they are divided by. What is divided
    by is factored first. None where there are no two such divisors, nor one beside a power of i.
    """
    if (factored := _factored(context, mono, name)) is not None:
        return factored
    divisors = [(atom, linear) for atom, exponent in mono if (linear := _divisor(atom, exponent, name)) is not None]
    place, times = symbol(name), dict(mono).get(symbol(name), 0)
    if times > 0 and divisors:
        (atom, (slope, rest)), *_ = sorted(divisors, key=lambda pair: pair[0].key)
        less = without(mono, frozenset(((place, 1),)))
        return (_times_divisor(less, atom) - multiply(context, Poly({less: fmpq(1)}), rest)).times(1 / slope)
    for (one, (c, a)), (other, (d, b)) in combinations(sorted(divisors, key=lambda pair: pair[0].key), 2):
        between = a.times(d) - b.times(c)
        if context.facts.nonzero(between):
            parts = _times_divisor(mono, one).times(d) - _times_divisor(mono, other).times(c)
            return multiply(context, parts, inverse(context, between))
    return None


def _factored(context: Context, mono: Mono, name: Symbol) -> Poly | None:
    """The product with 1/(P Q) as 1/P 1/Q: neither vanishes where P Q does not; None where nothing that the name is in factors."""
    for atom, exponent in sorted(mono, key=lambda pair: pair[0].key):
        if atom.kind != "inverse" or exponent < 0 or name not in atom.free or atom.args[0].coefficient(name) is not None:
            continue
        factors = factors_of(context, atom.args[0])
        if sum(factor.number is None for factor, _ in factors) > 1:
            still = changed(context, licensed=True)
            parts = [power(still, factor, -times * exponent) for factor, times in factors]
            rest = without(mono, frozenset(((atom, exponent),)))
            return product_of(context, [Poly({rest: fmpq(1)}), *parts])
    return None


def _divisor(atom: Atom, exponent: int, name: Symbol) -> tuple[fmpq, Poly] | None:
    """c and a of a divisor c i + a, with an a that does not depend on i."""
    if atom.kind == "inverse" and exponent > 0:
        poly = atom.args[0]
    elif atom == symbol(name) and exponent < 0:
        poly = alone(atom)
    else:
        return None
    slope = poly.coefficient(name)
    rest = poly - alone(symbol(name)).times(slope or 0)
    return (slope, rest) if slope and name not in rest.free else None


def _times_divisor(mono: Mono, atom: Atom) -> Poly:
    """A product without one power of a divisor."""
    step = 1 if atom.kind == "inverse" else -1
    return Poly({without(mono, frozenset(((atom, step),))): fmpq(1)})
