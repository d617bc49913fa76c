"""Principal roots in normal form: what is known not to be negative stands in front of the square root."""

from bornproof.symbolic.rewriting.algebra import multiply, power, product_of
from bornproof.symbolic.rewriting.context import Context
from bornproof.symbolic.rewriting.factors import factors_of, primes_of
from bornproof.symbolic.rewriting.kinds import is_real
from bornproof.symbolic.rewriting.polynomials import Atom, Poly, alone, constant
from flint import fmpq

__all__ = ["root", "root_of_number"]

_I = Atom("i")


def root(context: Context, atom: Atom) -> Poly:
    """The principal root; sqrt(a b) = sqrt(a) sqrt(b) where a >= 0 is known, sqrt(a^2) = |a| for real a, sqrt(-1) = i."""
    (poly,), (degree, _) = atom.args, atom.payload
    if not poly or poly == constant(1):
        return poly
    if degree != 2:
        return _flagged(context, degree, poly)
    for total, base in context.tables.prefixes:  # S_m - S_{m-1} = |b_m|^2
        for atom in poly.atoms():
            if atom.kind == "entry" and atom.payload == total and len(poly.terms) <= 2:
                before = context.make(context, Atom("entry", total, (atom.args[0] - constant(1),)))
                if poly == alone(atom) - before:
                    return alone(Atom("modulus", None, (alone(Atom("entry", base, atom.args)),)))
    parts, inside = [], constant(1)
    for factor, exponent in factors_of(context, poly):
        number = factor.number
        if number is not None:
            if number < 0:
                inside = -inside
            parts.append(root_of_number(abs(number)))
        elif (half := _halved(context, factor)) is not None:
            parts.append(power(context, half, exponent))
        elif context.facts.nonnegative(factor):
            parts.append(power(context, factor, exponent // 2))
            parts += [_flagged(context, 2, factor)] if exponent % 2 else []
        elif context.facts.nonnegative(-factor):
            inside = inside if exponent % 2 == 0 else -inside
            parts.append(power(context, -factor, exponent // 2))
            parts += [_flagged(context, 2, -factor)] if exponent % 2 else []
        elif is_real(factor, context.facts.hermitian) and exponent % 2 == 0:
            parts.append(power(context, context.make(context, Atom("modulus", None, (factor,))), exponent // 2))
        else:
            inside = multiply(context, inside, power(context, factor, exponent))
    if inside.number is not None:
        parts += [alone(_I)] if inside == constant(-1) else []
    else:
        parts.append(_flagged(context, 2, inside))
    return product_of(context, parts)


def _halved(context: Context, poly: Poly) -> Poly | None:
    """e^(p/2) for e^p with a real p."""
    only = next(poly.atoms(), None)
    if only is None or only.kind != "exp" or poly != alone(only) or not is_real(only.args[0], context.facts.hermitian):
        return None
    return context.make(context, Atom("exp", None, (only.args[0].times(fmpq(1, 2)),)))


def _flagged(context: Context, degree: int, poly: Poly) -> Poly:
    """A root that says whether its radicand is known not to be negative."""
    return alone(Atom("root", (degree, context.facts.nonnegative(poly)), (poly,)))


def root_of_number(number: fmpq) -> Poly:
    """sqrt(n/d) = sqrt(n d)/d of a number that is not negative, with square factors in front."""
    if not number:
        return constant(0)
    outside, inside = fmpq(1, number.q), 1
    for prime, exponent in primes_of(int(number.p * number.q)):
        outside *= prime ** (exponent // 2)
        inside *= prime ** (exponent % 2)
    return constant(outside) if inside == 1 else alone(Atom("root", (2, True), (constant(inside),))).times(outside)
