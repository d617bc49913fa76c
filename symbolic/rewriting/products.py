"""Products over whole numbers: empty ones are 1, quotients telescope where nothing on the way vanishes."""

from collections.abc import Callable
from contextlib import suppress

from bornproof.symbolic.rewriting.algebra import cleared, content, inverse, multiply, power, product_of, substitute
from bornproof.symbolic.rewriting.context import Context, SplitError, UnprovedError
from bornproof.symbolic.rewriting.factors import factors_of
from bornproof.symbolic.rewriting.facts import changed
from bornproof.symbolic.rewriting.kinds import is_whole
from bornproof.symbolic.rewriting.polynomials import Atom, Poly, alone, constant, symbol
from bornproof.symbolic.rewriting.sums import LONGEST, bound_name, check_whole_limits, closed_sum, places_of, ranges, renamed
from flint import fmpq
from sympy import Symbol

__all__ = ["product_atom", "product_over"]

SHIFTS = (1, -1, 2, -2, 3, -3, 4, -4)  # of what telescopes
MOST_PLACES = 6
Body = Callable[[Context, Poly], Poly]


def product_over(context: Context, body: Body, low: Poly, high: Poly) -> Poly:
    """The product of body(i) over whole i from low to high, 1 where high < low; raises as `sum_over` does."""
    check_whole_limits(low, high)
    if not context.at_least(high, low):
        return constant(1)
    length = 0 if context.facts.nonnegative(low - high) else (high - low).integer
    if length is not None and length < LONGEST:
        return product_of(context, [body(context, low + constant(k)) for k in range(length + 1)])
    name = context.fresh()
    inside = context.knowing(alone(symbol(name)) - low, high - alone(symbol(name)))
    try:
        factor = body(inside, alone(symbol(name)))
    except SplitError as split:
        return product_of(context, [product_over(context, body, *part) for part in ranges(context, split, name, low, high)])
    if not factor:
        return constant(0)
    number, pieces = _pieces(context, factor)
    still = changed(context, licensed=True)  # what is divided by in a range that is not empty does not vanish
    fixed = product_of(context, [number, *(power(still, piece, k) for piece, k in pieces.items() if name not in piece.free)])
    outside = context.make(context, Atom("power", None, (fixed, high - low + constant(1))))
    varying = {piece: k for piece, k in pieces.items() if name in piece.free}
    return multiply(context, outside, _telescoped(context, varying, name, low, high)) if varying else outside


def product_atom(context: Context, atom: Atom) -> Poly:
    """A product whose limits have changed: made again, or left where the order of its limits is open."""
    body, low, high = atom.args
    bound = atom.payload
    try:
        return product_over(context, lambda inside, place: substitute(inside, body, {bound: place}), low, high)
    except SplitError:
        return alone(atom)


def _pieces(context: Context, factor: Poly) -> tuple[Poly, dict[Poly, int]]:
    """A number and pieces with whole exponents whose product a factor is: those of its numerator and of what it divides by.

    That it is this quotient is checked; where it is not known to be, it is one piece.
    """
    found = [(factor, 1)]
    if len(factor.terms) == 1:
        ((mono, number),) = factor.terms.items()
        found = [(constant(number), 1)]
        found += [(atom.args[0], -k) if atom.kind == "inverse" else (alone(atom), k) for atom, k in mono]
    else:
        with suppress(UnprovedError):
            below = _divisors(factor)
            atoms = (power(context, piece, k) for piece, k in below if len(piece.terms) == 1)
            above = cleared(context, product_of(context, [factor, *atoms]))
            whole = product_of(context, [factor, *(power(context, piece, k) for piece, k in below)])
            if not cleared(context, whole - above):
                split = [(above, 1), *((piece, -k) for piece, k in below)]
                found = [(part, times * k) for piece, k in split for part, times in factors_of(context, piece)]
    total, pieces = constant(1), dict[Poly, int]()
    for piece, k in found:
        if piece.number is not None:
            total = total.times(piece.number**k)
        else:
            pieces[piece] = pieces.get(piece, 0) + k
    return total, {piece: k for piece, k in pieces.items() if k}


def _divisors(factor: Poly) -> list[tuple[Poly, int]]:
    """What the terms of a normal form divide by, with the greatest exponents."""
    most: dict[Poly, int] = {}
    for mono in factor.terms:
        for atom, exponent in mono:
            piece, times = (atom.args[0], exponent) if atom.kind == "inverse" else (alone(atom), -exponent)
            if times > 0:
                most[piece] = max(times, most.get(piece, 0))
    return sorted(most.items(), key=lambda pair: pair[0].key)


def _opaque(context: Context, factor: Poly, name: Symbol, low: Poly, high: Poly) -> Poly:
    """A product that stays one, with its index moved to where the factor has the least key: prod_a^b f(i) = prod f(v - o)."""
    bound = bound_name(factor.height + 1)
    here, found = alone(symbol(bound)), list[tuple[str, Poly, Poly]]()
    for offset in _offsets(factor, name):
        body = renamed(context, factor, name, here - offset)
        found.append((body.times(1 / content(body)).key, offset, body))
    _, offset, body = min(found, key=lambda item: (item[0], item[1].key))
    scale = content(body)
    outside = context.make(context, Atom("power", None, (constant(scale), high - low + constant(1))))
    return multiply(context, outside, alone(Atom("product", bound, (body.times(1 / scale), low + offset, high + offset))))


def _offsets(factor: Poly, name: Symbol) -> list[Poly]:
    """By how much an index may be moved: to where it stands alone in an argument, or next to the mean of a polynomial's roots."""
    others = frozenset((atom, 1) for atom in factor.atoms() if atom.kind != "symbol")
    places = sorted((offset for turned, offset in places_of(others, name) if turned == 1), key=lambda offset: offset.key)
    if places or any(name in atom.free for atom, _ in others):
        return places[:MOST_PLACES] or [constant(0)]
    place = symbol(name)
    powers: dict[int, Poly] = {}
    for mono, number in factor.terms.items():
        k = dict(mono).get(place, 0)
        powers[k] = powers.get(k, constant(0)) + Poly({mono - {(place, k)}: number})
    degree = max(powers)
    lead = powers[degree].number
    if degree < 1 or lead is None:
        return [constant(0)]
    mean = powers.get(degree - 1, constant(0)).times(1 / (lead * degree))
    whole = Poly({mono: fmpq(number.floor()) for mono, number in mean.terms.items() if is_whole(Poly({mono: fmpq(1)}))})
    return [whole]


def _telescoped(context: Context, left: dict[Poly, int], name: Symbol, low: Poly, high: Poly) -> Poly:
    """The product of powers of pieces: prod_{i=a}^b g(i)/g(i+s) = g(a)..g(a+s-1) / (g(b+1)..g(b+s)) for a <= b.

    Both are g(a)..g(b+s) over the same where nothing that the right side divides by vanishes: g(b+s) does not, as g(i+s) does
    not in the range; more than that the facts must license. e^f and x^f have the sum of f for an exponent.
    """
    parts, here = [], alone(symbol(name))
    for piece in sorted(left, key=lambda piece: piece.key):
        for shift in SHIFTS if left[piece] > 0 else ():
            other = renamed(context, piece, name, here + constant(shift))
            scale = content(other)
            other = other.times(1 / scale)
            times = min(left[piece], -left.get(other, 0))
            if times > 0 and (ends := _ends(context, piece, shift, name, low, high)) is not None:
                scaled = context.make(context, Atom("power", None, (constant(scale), high - low + constant(1))))
                parts.append(power(context, multiply(context, ends, scaled), times))
                left = left | {piece: left[piece] - times, other: left[other] + times}
    for piece, times in left.items():
        parts.append(_summed(context, piece, times, name, low, high) or _kept(context, piece, times, name, low, high))
    return product_of(context, parts)


def _ends(context: Context, piece: Poly, shift: int, name: Symbol, low: Poly, high: Poly) -> Poly | None:
    """What is left of prod g(i)/g(i + shift); None where what it divides by may vanish."""
    first, last, step = (low, high + constant(1), 1) if shift > 0 else (high, low - constant(1), -1)
    at = [[substitute(context, piece, {name: end + constant(step * k)}) for k in range(abs(shift))] for end in (first, last)]
    if not all(context.facts.nonzero(value) for value in at[1][:-1]):
        return None
    return product_of(context, [*at[0], *(inverse(changed(context, licensed=True), value) for value in at[1])])


def _summed(context: Context, piece: Poly, times: int, name: Symbol, low: Poly, high: Poly) -> Poly | None:
    """The product of e^f or x^f for an x that is the same all over the range; None of anything else."""
    atom = next(piece.atoms())
    if atom.kind not in ("exp", "power") or piece != alone(atom) or any(name in base.free for base in atom.args[:-1]):
        return None
    total = closed_sum(context, atom.args[-1], name, low, high)
    return power(context, context.make(context, Atom(atom.kind, None, (*atom.args[:-1], total))), times)


def _kept(context: Context, piece: Poly, times: int, name: Symbol, low: Poly, high: Poly) -> Poly:
    if times < 0:
        piece, times = inverse(changed(context, licensed=True), piece), -times
    return power(context, _opaque(context, piece, name, low, high), times) if times else constant(1)
