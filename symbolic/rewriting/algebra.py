"""Products, powers, inverses and substitution of normal forms; a division must be licensed by the facts."""

from collections.abc import Mapping
from math import gcd, lcm

from bornproof.symbolic.rewriting.context import Context, UnprovedError
from bornproof.symbolic.rewriting.polynomials import ONE, Atom, Mono, Poly, alone, constant, mono_key, power_of, text_of
from flint import fmpq
from sympy import Symbol

__all__ = [
    "alone", "cleared", "content", "inverse", "inverses_in", "multiply", "power", "product_of", "substitute", "without",
    "without_inverse",
]  # fmt: skip

LARGEST = 4096  # a whole exponent beyond it is not expanded
MOST_DIVISORS = 24  # cleared at once
LARGEST_BITS = 200_000  # nor a power whose numbers would be longer
_RULED = frozenset({"i", "conjugate", "modulus", "theta", "sign", "exp", "root", "power"})


def multiply(context: Context, one: Poly, other: Poly) -> Poly:
    """The product, term by term, each by the rules of its atoms."""
    first, second = one.number, other.number
    if first is not None:
        return other.times(first)
    if second is not None:
        return one.times(second)
    width = max(map(len, one.terms)) + max(map(len, other.terms))
    context.budget.spend(len(one.terms) * len(other.terms) * max(1, width // 5))
    terms: dict[Mono, fmpq] = {}
    extra = []
    for left, a in one.terms.items():
        for right, b in other.terms.items():
            merged = dict(left)
            for atom, exponent in right:
                merged[atom] = merged.get(atom, 0) + exponent
            ruled = any(atom.kind in _RULED for atom in merged) or context.rules
            if ruled and (settled := _settled(context, merged)) is not None:
                extra.append(settled.times(a * b))
                continue
            mono = frozenset((atom, exponent) for atom, exponent in merged.items() if exponent)
            terms[mono] = terms.get(mono, 0) + a * b
    total = Poly(terms)
    for part in extra:
        total = total + part
    return total


def product_of(context: Context, polys: list[Poly]) -> Poly:
    """The product of several polynomials."""
    total = constant(1)
    for poly in polys:
        total = multiply(context, total, poly)
    return total


def power(context: Context, base: Poly, exponent: int) -> Poly:
    """A whole power; a negative one is a licensed inverse's, and the 0th is 1."""
    if exponent < 0:
        return power(context, inverse(context, base), -exponent)
    bits = max((factor.height_bits() for factor in base.terms.values()), default=1)
    if exponent > LARGEST or bits * exponent > LARGEST_BITS:
        raise UnprovedError(f"the power {exponent} is too high to be expanded")
    number = base.number
    if number is not None:
        return constant(number**exponent)
    total = constant(1)
    while exponent:
        if exponent % 2:
            total = multiply(context, total, base)
        exponent //= 2
        base = multiply(context, base, base) if exponent else base
    return total


def inverse(context: Context, poly: Poly) -> Poly:
    """1/poly where the facts license the division; raise UnprovedError elsewhere."""
    if not poly:
        raise UnprovedError("divides by 0")
    if not (context.licensed or context.facts.nonzero(poly)):
        raise UnprovedError(f"divides by {text_of(poly)}, which may vanish")
    common = _common(poly)
    rest = Poly({without(mono, common): factor for mono, factor in poly.terms.items()})
    scale = content(rest)
    result = _inverse_mono(context, common).times(1 / scale)
    rest = rest.times(1 / scale)
    return result if rest.number is not None else multiply(context, result, alone(Atom("inverse", None, (rest,))))


def _inverse_mono(context: Context, mono: Mono) -> Poly:
    parts = []
    for atom, exponent in mono:
        if atom.kind == "exp":
            parts.append(context.make(context, Atom("exp", None, (atom.args[0].times(-exponent),))))
        elif atom.kind == "inverse":
            parts.append(power(context, atom.args[0], exponent))
        elif atom.kind == "i":
            parts.append(power(context, -alone(atom), exponent))
        elif atom.kind == "theta":
            parts.append(constant(1))  # a step that does not vanish is 1
        elif atom.kind == "power" and atom.args[0] == constant(-1):
            parts.append(alone(atom, exponent % 2))
        elif atom.kind == "root":
            degree = atom.payload[0]
            parts.append(multiply(context, alone(atom, degree - 1), inverse(context, atom.args[0])) if degree > 1 else constant(1))
            parts[-1] = power(context, parts[-1], exponent)
        elif atom.kind == "modulus" and exponent > 1:
            parts.append(power(context, alone(atom, -1), exponent))
        else:
            parts.append(alone(atom, -exponent))
    return product_of(context, parts)


def content(poly: Poly) -> fmpq:
    """The rational factor that leaves coefficients whole, without a common divisor, the first of them positive."""
    if not poly:
        return fmpq(1)
    factors = list(poly.terms.values())
    scale = fmpq(gcd(*(int(f.p) for f in factors)), lcm(*(int(f.q) for f in factors)))
    first = min(poly.terms, key=mono_key) if len(factors) > 1 else next(iter(poly.terms))
    return scale if poly.terms[first] > 0 else -scale


def cleared(context: Context, poly: Poly) -> Poly:
    """Multiply by what is divided by, until nothing is: the result is 0 exactly where poly is, by the licences."""
    while inverses := inverses_in(poly):
        if len(inverses) > MOST_DIVISORS:
            raise UnprovedError(f"divides by {len(inverses)} polynomials, too many to be cleared")
        chosen = min(inverses, key=lambda atom: atom.key)
        context.budget.spend(len(poly.terms) * len(inverses))
        poly = without_inverse(context, poly, chosen, inverses[chosen])
    return poly


def inverses_in(poly: Poly) -> dict[Atom, int]:
    """What its terms divide by, with the greatest exponents; not what these divide by in their turn."""
    inverses: dict[Atom, int] = {}
    for mono in poly.terms:
        for atom, exponent in mono:
            if atom.kind == "inverse":
                inverses[atom] = max(exponent, inverses.get(atom, 0))
    return inverses


def without_inverse(context: Context, poly: Poly, chosen: Atom, most: int) -> Poly:
    """The polynomial times so high a power of what an inverse is of that it is not divided by any more."""
    total = constant(0)
    for mono, factor in poly.terms.items():
        present = dict(mono).get(chosen, 0)
        rest = Poly({without(mono, power_of(chosen, present)) if present else mono: factor})
        total = total + multiply(context, rest, power(context, chosen.args[0], most - present))
    return total


def substitute(context: Context, poly: Poly, values: Mapping[Symbol, Poly]) -> Poly:
    """Insert values for free names; every atom that depends on one is made again, so that its rules apply."""
    if poly.free.isdisjoint(values):
        return poly
    total = constant(0)
    for mono, factor in poly.terms.items():
        parts = [constant(factor)]
        for atom, exponent in mono:
            context.budget.spend()
            if atom.free.isdisjoint(values):
                parts.append(alone(atom, exponent))
                continue
            parts.append(power(context, substitute_atom(context, atom, values), exponent))
        total = total + product_of(context, parts)
    return total


def substitute_atom(context: Context, atom: Atom, values: Mapping[Symbol, Poly]) -> Poly:
    if atom.kind == "symbol":
        return values[atom.payload]
    if atom.kind in ("prefix", "product"):  # values never contain bound names: those are taken by height
        values = {name: value for name, value in values.items() if name != atom.payload}
    args = tuple(substitute(context, arg, values) for arg in atom.args)
    return context.make(context, Atom(atom.kind, atom.payload, args))


def _settled(context: Context, merged: dict[Atom, int]) -> Poly | None:
    """A product by the rules of its atoms, or None where none applies.

    i^2 = -1. theta(s)^k = theta(s) for k > 0 only, theta(s) theta(-s) = 0 for the real s that thetas have; sign(s)^3 = sign(s),
    ((-1)^k)^2 = 1 for whole k. A root to the power of its degree is its radicand, |z|^2 = z conj(z), e^a e^b = e^(a+b): true
    for all numbers. b_m conj(b_m) = S_m - S_{m-1} for the bases of which the tables tell. Equations that were given replace
    their first product.
    """
    changed: dict[Atom, int] = {}
    parts: list[Poly] = []
    steps = [atom.args[0] for atom, exponent in merged.items() if atom.kind == "theta" and exponent > 0]
    if len(steps) > 1 and any(-step in steps for step in steps):
        return constant(0)
    for atom, exponent in merged.items():
        if not exponent:
            continue
        match atom.kind:
            case "i" if exponent > 1:
                parts.append(constant((-1) ** (exponent // 2)))
                changed[atom] = exponent % 2
            case "theta" if exponent > 1:
                changed[atom] = 1
            case "sign" if exponent > 2:
                changed[atom] = 2 - exponent % 2
            case "power" if exponent != 1 and atom.args[0] == constant(-1):
                changed[atom] = exponent % 2
            case "root" if exponent >= atom.payload[0]:
                parts.append(power(context, atom.args[0], exponent // atom.payload[0]))
                changed[atom] = exponent % atom.payload[0]
            case "modulus" if abs(exponent) > 1:
                square = multiply(context, atom.args[0], context.make(context, Atom("conjugate", None, atom.args)))
                sign = 1 if exponent > 0 else -1
                parts.append(power(context, square, sign * (abs(exponent) // 2)))
                changed[atom] = sign * (abs(exponent) % 2)
            case "conjugate":
                pairs = _paired(context, atom, exponent, merged)
                if pairs:
                    inner, count, value = pairs
                    parts.append(power(context, value, count))
                    changed[atom], changed[inner] = exponent - count, merged[inner] - count
    exponents = [atom.args[0].times(exponent) for atom, exponent in merged.items() if atom.kind == "exp" and exponent]
    if len(exponents) > 1 or any(atom.kind == "exp" and exponent not in (0, 1) for atom, exponent in merged.items()):
        changed |= {atom: 0 for atom in merged if atom.kind == "exp"}
        parts.append(context.make(context, Atom("exp", None, (sum(exponents, start=constant(0)),))))
    if not changed and not parts:
        return _by_equations(context, merged)
    left = merged | changed
    rest = Poly({frozenset((atom, exponent) for atom, exponent in left.items() if exponent): fmpq(1)})
    return product_of(context, [_by_equations(context, left) or rest, *parts])


def _paired(context: Context, atom: Atom, exponent: int, merged: dict[Atom, int]) -> tuple[Atom, int, Poly] | None:
    inner = next(iter(atom.args[0].atoms()), None)
    if inner is None or inner.kind != "entry" or alone(inner) != atom.args[0] or exponent <= 0 or merged.get(inner, 0) <= 0:
        return None
    for total, base in context.tables.prefixes:
        if inner.payload == base:
            place = inner.args[0]
            upper, lower = (context.make(context, Atom("entry", total, (at,))) for at in (place, place - constant(1)))
            return inner, min(exponent, merged[inner]), upper - lower
    return None


def _by_equations(context: Context, merged: dict[Atom, int]) -> Poly | None:
    for lead, value in context.rules:
        if all(0 < exponent <= merged.get(atom, 0) for atom, exponent in lead):
            context.budget.spend()
            left = dict(merged)
            for atom, exponent in lead:
                left[atom] -= exponent
            rest = Poly({frozenset((atom, exponent) for atom, exponent in left.items() if exponent): fmpq(1)})
            return multiply(context, rest, value) if rest.number is None else value
    return None


def _common(poly: Poly) -> Mono:
    """The product of atoms that divides every term, with the least exponents."""
    monos = [dict(mono) for mono in poly.terms]
    least = {atom: min(mono.get(atom, 0) for mono in monos) for mono in monos for atom in mono}
    return frozenset((atom, exponent) for atom, exponent in least.items() if exponent)


def without(mono: Mono, divisor: Mono) -> Mono:
    """A product of atoms divided by another."""
    if divisor == ONE:
        return mono
    left = dict(mono)
    for atom, exponent in divisor:
        left[atom] = left.get(atom, 0) - exponent
    return frozenset((atom, exponent) for atom, exponent in left.items() if exponent)
