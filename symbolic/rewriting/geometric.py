"""Sums of powers with a polynomial beside them: geometric sums, closed where the ratio is known not to be 1."""

from math import comb

from bornproof.symbolic.rewriting.algebra import inverse, multiply, power, product_of, substitute
from bornproof.symbolic.rewriting.context import Context, UnprovedError
from bornproof.symbolic.rewriting.polynomials import Atom, Mono, Poly, constant, symbol
from flint import fmpq
from sympy import Symbol

__all__ = ["closed_prefix", "geometric_sum", "open_ratio"]

MOST_DEGREE = 8  # of the polynomial


def geometric_sum(context: Context, rest: Mono, degree: int, name: Symbol, low: Poly, high: Poly) -> Poly | None:
    """The sum of i^d b(i) where b(i + 1) = r b(i) and r is known not to be 1: G(high + 1) - G(low) for G(i) = P(i) b(i).

    P is the polynomial with r P(i + 1) - P(i) = i^d; it divides by r - 1. None where there is no such r.
    """
    try:
        ratio = _ratio(context, rest, name) if degree <= MOST_DEGREE else None
        if ratio is None or not context.facts.nonzero(ratio - constant(1)):
            return None
        over = inverse(context, ratio - constant(1))
        factors = {degree: over}  # of i^j in P
        for j in reversed(range(degree)):
            known = sum((factors[k].times(comb(k, j)) for k in range(j + 1, degree + 1)), start=constant(0))
            factors[j] = -product_of(context, [ratio, over, known])
        total = constant(0)
        for end, sign in ((high + constant(1), 1), (low, -1)):
            body = substitute(context, Poly({rest: fmpq(1)}), {name: end})
            at = sum((multiply(context, factor, power(context, end, j)) for j, factor in factors.items()), start=constant(0))
            total = total + multiply(context, body, at).times(sign)
    except UnprovedError:
        return None
    return total


def closed_prefix(context: Context, atom: Atom) -> Poly | None:
    """A prefix sum that is geometric, by its difference equation, closed; None where it is none, or the ratio may be 1."""
    body, at = atom.args
    if not any(inner.kind in ("exp", "power") for inner in body.atoms()) or not (parts := _parts(body, atom.payload)):
        return None
    rest, degree = parts
    found = geometric_sum(context, rest, degree, atom.payload, constant(1), at)
    return found.times(next(iter(body.terms.values()))) if found is not None else None


def open_ratio(context: Context, poly: Poly) -> Poly | None:
    """The first r, by the key of its sum, that is not known to be 1, nor not to be: with either it could be closed."""
    for atom in sorted(set(poly.atoms()), key=lambda atom: atom.key):
        if atom.kind == "prefix" and (parts := _parts(atom.args[0], atom.payload)):
            ratio = _ratio(context, parts[0], atom.payload)
            if ratio is not None and ratio != constant(1) and not context.facts.nonzero(ratio - constant(1)):
                return ratio
    return None


def _parts(body: Poly, name: Symbol) -> tuple[Mono, int] | None:
    """b and d of a body i^d b(i) that is one product; None of any other."""
    if len(body.terms) != 1:
        return None
    ((mono, _),) = body.terms.items()
    degree = dict(mono).get(symbol(name), 0)
    rest = mono - {(symbol(name), degree)}
    return (rest, degree) if rest and degree >= 0 else None


def _ratio(context: Context, rest: Mono, name: Symbol) -> Poly | None:
    """b(i + 1)/b(i) of a product of e^(c i + d) and of x^(k i + d) with whole k, which x = 0 has for k > 0 alone."""
    ratio = constant(1)
    for atom, times in rest:
        *bases, exponent = atom.args or (constant(0),)
        step = _step(exponent, name)
        if step is None or any(name in base.free for base in bases):
            return None
        if atom.kind == "exp":
            part = context.make(context, Atom("exp", None, (step,)))
        elif atom.kind == "power" and step.number is not None and step.number.q == 1:
            part = power(context, bases[0], int(step.number.p))
        else:
            return None
        ratio = multiply(context, ratio, power(context, part, times))
    return ratio


def _step(exponent: Poly, name: Symbol) -> Poly | None:
    """c of a form c i + d; None of any other."""
    place = symbol(name)
    step = {mono - {(place, 1)}: factor for mono, factor in exponent.terms.items() if (place, 1) in mono}
    rest = {mono: factor for mono, factor in exponent.terms.items() if (place, 1) not in mono}
    return Poly(step) if step and name not in Poly(step).free | Poly(rest).free else None
