"""Exponentials, principal logarithms and general powers in normal form."""

from bornproof.symbolic.rewriting.algebra import multiply, power, product_of
from bornproof.symbolic.rewriting.context import Context, UnprovedError
from bornproof.symbolic.rewriting.factors import factors_of, primes_of
from bornproof.symbolic.rewriting.kinds import is_real, is_whole
from bornproof.symbolic.rewriting.polynomials import ONE, Atom, Mono, Poly, alone, constant, text_of
from bornproof.symbolic.rewriting.roots import root_of_number
from flint import fmpq

__all__ = ["exponential", "general_power", "logarithm", "shared_powers"]

_I, _PI = Atom("i"), Atom("constant", "pi")
_HALF_TURN = frozenset(((_I, 1), (_PI, 1)))
_COSINE_SQUARED = {2: fmpq(0), 3: fmpq(1, 4), 4: fmpq(1, 2), 6: fmpq(3, 4)}  # of pi/d, and of any k pi/d in lowest terms


def exponential(context: Context, atom: Atom) -> Poly:
    """e^0 = 1; e^(r log b) = b^r by the principal root, for rational r and b that do not vanish, as those of a log do not.

    e^(i pi k) = (-1)^k for whole k; e^(i pi r) by square roots for r = k/2, k/3, k/4 and k/6: true for all numbers.
    """
    (poly,) = atom.args
    parts, rest = [], {}
    for mono, factor in poly.terms.items():
        only = next(iter(mono)) if len(mono) == 1 else None
        if only and only[0].kind == "log" and only[1] == 1:
            base = only[0].args[0]
            parts.append(general_power(context, Atom("power", None, (base, constant(factor)))))
        elif mono >= _HALF_TURN and is_whole(Poly({mono - _HALF_TURN: fmpq(1)})):
            whole = fmpq(factor.floor())
            parts.append(_parity(Poly({mono - _HALF_TURN: whole})))
            left = factor - whole
            if mono == _HALF_TURN and left and int(left.q) in _COSINE_SQUARED:
                parts.append(_turned(context, left))
            elif left:
                rest[mono] = left
        else:
            rest[mono] = factor
    left_over = alone(Atom("exp", None, (Poly(rest),))) if rest else constant(1)
    return product_of(context, [left_over, *parts])


def _turned(context: Context, part: fmpq) -> Poly:
    """e^(i pi r) = cos + i sin for 0 < r < 1, where sin is positive."""
    square = _COSINE_SQUARED[int(part.q)]
    cosine, sine = root_of_number(square), root_of_number(1 - square)
    return cosine.times(1 if 2 * part < 1 else -1) + multiply(context, alone(_I), sine)


def logarithm(context: Context, atom: Atom) -> Poly:
    """The principal logarithm of what does not vanish: log(a w) = log a + log w for a > 0 and any w, log(-1) = i pi.

    log e^p = p for real p, log(1/a) = -log a and log of a root for a > 0, log x^2 = 2 log|x| for real x, and numbers by primes.
    """
    (poly,) = atom.args
    if not (context.licensed or context.facts.nonzero(poly)):
        raise UnprovedError(f"takes the logarithm of {text_of(poly)}, which may vanish")
    total, rest, facts = constant(0), constant(1), context.facts
    for factor, exponent in factors_of(context, poly) if poly else [(poly, 1)]:
        number = factor.number
        if number:
            for part, sign in ((number.p, 1), (number.q, -1)):
                for prime, times in primes_of(abs(int(part))):
                    total = total + _of_positive(context, constant(prime)).times(sign * times * exponent)
            rest = rest if number > 0 or exponent % 2 == 0 else -rest
        elif facts.nonnegative(factor) or facts.nonnegative(-factor):  # and it does not vanish
            is_positive = facts.nonnegative(factor)
            total = total + _of_positive(context, factor if is_positive else -factor).times(exponent)
            rest = rest if is_positive or exponent % 2 == 0 else -rest
        elif exponent % 2 == 0 and is_real(factor, facts.hermitian):
            size = context.make(context, Atom("modulus", None, (factor,)))
            total = total + alone(Atom("log", True, (size,))).times(exponent)
        else:
            rest = multiply(context, rest, power(context, factor, exponent))
    if rest == constant(-1):
        return total + Poly({_HALF_TURN: fmpq(1)})
    return total if rest == constant(1) else total + alone(Atom("log", False, (rest,)))


def _of_positive(context: Context, poly: Poly) -> Poly:
    """The real logarithm of one positive factor."""
    only = next(poly.atoms(), None)
    if only is not None and poly == alone(only):
        match only.kind:
            case "exp" if is_real(only.args[0], context.facts.hermitian):
                return only.args[0]
            case "inverse" if context.facts.positive(only.args[0]):
                return -logarithm(context, Atom("log", None, only.args))
            case "root" if context.facts.positive(only.args[0]):
                return logarithm(context, Atom("log", None, only.args)).times(fmpq(1, only.payload[0]))
    return alone(Atom("log", True, (poly,)))


def general_power(context: Context, atom: Atom) -> Poly:
    """base^e: whole and rational e are expanded; e^(e log b) for b > 0, e^(e log|b|) e^(i pi e) for a number b < 0.

    |z|^2k = (|z|^2)^k for whole k. 0^e = 0 for e > 0, and delta_e0 for whole e >= 0; else itself, where base^e is surely defined.
    """
    base, exponent = atom.args
    number = exponent.number
    if number is not None and number.q == 1:
        return power(context, base, int(number.p))
    if number is not None:
        root = context.make(context, Atom("root", (int(number.q), False), (base,)))
        return power(context, root, int(number.p))
    if context.facts.positive(base):
        size = logarithm(context, Atom("log", None, (base,)))
        return exponential(context, Atom("exp", None, (multiply(context, exponent, size),)))
    if base.number is not None and base.number < 0:
        size = general_power(context, Atom("power", None, (constant(-base.number), exponent)))
        turn = multiply(context, Poly({_HALF_TURN: fmpq(1)}), exponent)
        sign = _parity(exponent) if is_whole(exponent) else exponential(context, Atom("exp", None, (turn,)))
        return multiply(context, sign, size)
    only = next(base.atoms(), None)
    if only is not None and only.kind == "modulus" and base == alone(only) and is_whole(half := exponent.times(fmpq(1, 2))):
        return general_power(context, Atom("power", None, (multiply(context, base, base), half)))
    if not base and context.facts.positive(exponent):
        return constant(0)
    if not base and is_whole(exponent) and context.facts.nonnegative(exponent):
        return constant(int(context.equal(exponent, constant(0))))
    if not (context.licensed or context.facts.nonzero(base) or context.facts.nonnegative(exponent)):
        raise UnprovedError(f"the power of {text_of(base)} may be one of 0 to a negative exponent")
    return alone(atom)


def shared_powers(context: Context, poly: Poly) -> Poly:
    """The polynomial with x^(e+k) as x^(e+m) x^(k-m), where x^(e+m) is the one with the least whole number m beside e in it.

    True of all numbers where x^(e+m) is defined, as it is where it was made: for x = 0 no exponent is negative.
    """
    least: dict[tuple[Poly, Poly], fmpq] = {}
    for atom in poly.atoms():
        if atom.kind == "power":
            whole = fmpq(atom.args[1].offset.floor())
            least[_beside(atom)] = min(whole, least.get(_beside(atom), whole))
    if not least:
        return poly
    total = constant(0)
    for mono, factor in poly.terms.items():
        parts = [constant(factor)]
        for atom, times in mono:
            more = fmpq(atom.args[1].offset.floor()) - least[_beside(atom)] if atom.kind == "power" else fmpq(0)
            if more > 0 and times > 0:
                lower = Atom("power", None, (atom.args[0], atom.args[1] - constant(more)))
                parts += [alone(lower, times), power(context, atom.args[0], int(more.p) * times)]
            else:
                parts.append(alone(atom, times))
        total = total + product_of(context, parts)
    return total


def _beside(atom: Atom) -> tuple[Poly, Poly]:
    """The base of a power, and its exponent without the whole number in it."""
    base, exponent = atom.args
    return base, exponent - constant(fmpq(exponent.offset.floor()))


def _parity(exponent: Poly) -> Poly:
    """(-1)^e for e of whole terms, a factor for each: even multiples of whole numbers do not count."""
    odd = [mono for mono, factor in exponent.terms.items() if int(factor.p) % 2]
    signs: Mono = frozenset((Atom("power", None, (constant(-1), Poly({mono: fmpq(1)}))), 1) for mono in odd if mono != ONE)
    return Poly({signs: fmpq(-1 if ONE in odd else 1)})
