"""Products over whole numbers: empty ones are 1, quotients telescope where nothing on the way vanishes."""

from collections.abc import Callable

from bornproof.symbolic.rewriting.algebra import inverse, multiply, product_of, substitute
from bornproof.symbolic.rewriting.context import Context, SplitError, UnprovedError
from bornproof.symbolic.rewriting.kinds import is_whole
from bornproof.symbolic.rewriting.polynomials import Atom, Mono, Poly, alone, constant, symbol, text_of
from bornproof.symbolic.rewriting.sums import LONGEST, bound_name, ranges, renamed
from flint import fmpq
from sympy import Symbol

__all__ = ["product_atom", "product_over"]

Body = Callable[[Context, Poly], Poly]


def product_over(context: Context, body: Body, low: Poly, high: Poly) -> Poly:
    """The product of body(i) over whole i from low to high, 1 where high < low; raises as `sum_over` does."""
    for limit in (low, high):
        if not is_whole(limit):
            raise UnprovedError(f"a limit must be whole, and {text_of(limit)} is not known to be")
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
    if len(factor.terms) > 1:
        return _opaque(context, factor, name, low, high)
    ((mono, number),) = factor.terms.items()
    fixed = frozenset((atom, k) for atom, k in mono if name not in atom.free)
    count = high - low + constant(1)
    outside = context.make(context, Atom("power", None, (Poly({fixed: number}), count)))
    return multiply(context, outside, _telescoped(context, mono - fixed, name, low, high)) if mono != fixed else outside


def product_atom(context: Context, atom: Atom) -> Poly:
    """A product whose limits have changed: made again, or left where the order of its limits is open."""
    body, low, high = atom.args
    bound = atom.payload
    try:
        return product_over(context, lambda inside, place: substitute(inside, body, {bound: place}), low, high)
    except SplitError:
        return alone(atom)


def _opaque(context: Context, factor: Poly, name: Symbol, low: Poly, high: Poly) -> Poly:
    bound = bound_name(factor.height + 1)
    body = renamed(context, factor, name, alone(symbol(bound)))
    return alone(Atom("product", bound, (body, low, high)))


def _telescoped(context: Context, mono: Mono, name: Symbol, low: Poly, high: Poly) -> Poly:
    """prod_{i=a}^b g(i)/g(i+1) = g(a)/g(b+1) for a <= b, where g does not vanish at a+1..b+1: the licence of the divisions."""
    left, parts = dict(mono), []
    here = alone(symbol(name))
    for atom, _ in sorted(mono, key=lambda pair: pair[0].key):
        while left.get(atom, 0) > 0:
            after, before = (
                _only(renamed(context, alone(atom), name, here + constant(step))) for step in (1, -1)
            )
            if after is not None and left.get(after, 0) < 0:
                first = substitute(context, alone(atom), {name: low})
                last = substitute(context, alone(atom), {name: high + constant(1)})
                other = after
            elif before is not None and left.get(before, 0) < 0:
                first = substitute(context, alone(atom), {name: high})
                last = substitute(context, alone(atom), {name: low - constant(1)})
                other = before
            else:
                break
            parts.append(multiply(context, first, inverse(context, last)))
            left[atom] -= 1
            left[other] += 1
    rest = frozenset((atom, k) for atom, k in left.items() if k)
    if rest:
        parts.append(_opaque(context, Poly({rest: fmpq(1)}), name, low, high))
    return product_of(context, parts)


def _only(poly: Poly) -> Atom | None:
    if len(poly.terms) != 1:
        return None
    ((mono, factor),) = poly.terms.items()
    if factor != 1 or len(mono) != 1:
        return None
    atom, exponent = next(iter(mono))
    return atom if exponent == 1 else None
