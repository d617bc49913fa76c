"""Signs of real numbers as products of signs: of their factors, and of what has the sign of a factor."""

from bornproof.symbolic.rewriting.algebra import inverses_in, multiply, without_inverse
from bornproof.symbolic.rewriting.context import Context
from bornproof.symbolic.rewriting.factors import factors_of
from bornproof.symbolic.rewriting.kinds import is_real
from bornproof.symbolic.rewriting.polynomials import ONE, Mono, Poly, constant

__all__ = ["never_negative", "signed_factors"]


def never_negative(context: Context, poly: Poly) -> bool:
    """Whether it is known never to be negative: by the facts, or because it is real, and the signs of its factors are known."""
    if context.facts.nonnegative(poly):
        return True
    if len(poly.terms) < 2 or not is_real(poly, context.facts.hermitian):
        return False
    sign, factors = signed_factors(context, poly)
    return sign >= 0 and all(map(context.facts.nonnegative, factors))


def signed_factors(context: Context, poly: Poly) -> tuple[int, list[Poly]]:
    """1, 0 or -1, and real numbers: the sign of a real number is that times the signs of these, none of which is known.

    Side condition: the number is real. Of its factors those that are positive are left out, odd powers are as good as the first,
    even ones as the second; what is divided by does not vanish. Where a factor is not real, the number stands as it is. For all
    real p and q, e^p - e^q has the sign of p - q; log x that of x - 1; sqrt x that of x, for x >= 0; 1/x that of x; x - y that of
    x^2 - y^2, for x, y >= 0.
    """
    found = list[Poly]()
    sign, whole = _without_divisors(context, poly)
    waiting = list(factors_of(context, whole)) if whole else [(whole, 1)]
    while waiting:
        factor, exponent = waiting.pop()
        context.budget.spend()
        number = factor.number
        if number is not None:
            sign *= (0 if not number else 1 if number > 0 else -1) ** (exponent % 2 or 2)
        elif not is_real(factor, context.facts.hermitian):
            return 1, [poly]
        elif (other := _of_equal_sign(context, factor)) is not None:
            waiting += [(part, times * exponent) for part, times in (factors_of(context, other) if other else [(other, 1)])]
        else:
            known = _known_sign(context, factor, divides=exponent < 0)
            square = multiply(context, factor, factor) if known is None and exponent % 2 == 0 else factor
            if square.number is not None:  # by an equation
                waiting.append((square, 1))
            elif known is None:
                found.append(square)
            else:
                sign *= known ** (exponent % 2 or 2)
    return sign, found


def _without_divisors(context: Context, poly: Poly) -> tuple[int, Poly]:
    """The number times the sizes of what it divides by, and the sign of these, where all of them have known signs.

    One divisor after the other: what it divides by in its turn is a divisor then, whose sign counts, too.
    """
    sign, whole = 1, poly
    while len(whole.terms) > 1 and (inverses := inverses_in(whole)):
        atom = min(inverses, key=lambda atom: atom.key)
        known = _known_sign(context, atom.args[0], divides=True)
        if not known:
            return 1, poly
        sign *= known if inverses[atom] % 2 else 1
        whole = without_inverse(context, whole, atom, inverses[atom])
    return sign, whole


def _known_sign(context: Context, factor: Poly, *, divides: bool) -> int | None:
    """1 or -1 for a factor that is positive, or negative; 0 for one that vanishes; None where that is not known."""
    facts = context.facts
    above, below = facts.nonnegative(factor), facts.nonnegative(-factor)
    if above and below:
        return 0
    if facts.positive(factor) or (above and divides):
        return 1
    return -1 if facts.positive(-factor) or (below and divides) else None


def _of_equal_sign(context: Context, factor: Poly) -> Poly | None:
    """What has the sign of a real factor: a difference of exponents or of squares, or what a logarithm, root or inverse is of."""
    (mono, number), *others = sorted(factor.terms.items(), key=lambda term: -term[1])
    if not others:
        atom, exponent = next(iter(mono)) if len(mono) == 1 else (None, 0)
        if atom is None or exponent != 1 or number < 0:
            return None
        match atom.kind:
            case "log" if atom.payload:
                return atom.args[0] - constant(1)
            case "root" if atom.payload[1]:
                return atom.args[0]
            case "inverse":
                return atom.args[0]
        return None
    (other, less), *more = others
    if more:
        return None
    above, below = _exponent(mono), _exponent(other)
    if above is not None and below is not None and less == -number:
        return above - below
    if number > 0 > less and {"root", "modulus"} & {atom.kind for atom in factor.atoms()}:
        larger, smaller = Poly({mono: number}), Poly({other: -less})
        if all(map(context.facts.nonnegative, (larger, smaller))):
            return multiply(context, larger, larger) - multiply(context, smaller, smaller)
    return None


def _exponent(mono: Mono) -> Poly | None:
    """p of e^p, with a real p; 0 for 1."""
    if mono == ONE:
        return constant(0)
    ((atom, exponent), *others) = mono
    return atom.args[0].times(exponent) if not others and atom.kind == "exp" and is_real(atom.args[0]) else None
