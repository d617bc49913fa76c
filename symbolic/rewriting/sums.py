"""Sums over whole numbers in normal form: differences F(high) - F(low - 1) of canonical prefix sums; empty ranges are empty.

F(x) = f(1) + ... + f(x), F(0) = 0 and F(x) - F(x - 1) = f(x) define a prefix sum for every whole x, also below 0, of any
function f that has a value everywhere: then sum_{i=a}^b f(i) = F(b) - F(a - 1) wherever b >= a - 1, whatever the sign of a.
Where b < a - 1 the sum is empty, which is decided first, from the facts or by a distinction of cases.
"""

from collections.abc import Callable, Iterable
from functools import cache
from math import comb

from bornproof.symbolic.rewriting.algebra import multiply, power, substitute
from bornproof.symbolic.rewriting.context import Context, SplitError, UnprovedError
from bornproof.symbolic.rewriting.facts import changed
from bornproof.symbolic.rewriting.geometric import closed_prefix, geometric_sum
from bornproof.symbolic.rewriting.kinds import is_whole
from bornproof.symbolic.rewriting.partial_fractions import apart
from bornproof.symbolic.rewriting.polynomials import ONE, Atom, Mono, Poly, alone, constant, symbol, text_of
from flint import fmpq
from sympy import Dummy, Symbol

__all__ = ["Ranges", "bound_name", "check_whole_limits", "closed_sum", "places_of", "prefix_atom", "ranges", "renamed", "sum_over"]

MOST_TURNS = 4
LONGEST = 64  # a range of known length up to this one is written out
Body = Callable[[Context, Poly], Poly]
Ranges = list[tuple[Poly, Poly]]


def sum_over(context: Context, body: Body, low: Poly, high: Poly) -> Poly:
    """The sum of body(i) over whole i from low to high, empty where high < low.

    Raises UnprovedError where a limit is not known to be whole, and SplitError where an order must be known first.
    """
    check_whole_limits(low, high)
    if not context.at_least(high, low):
        return constant(0)
    length = 0 if context.facts.nonnegative(low - high) else (high - low).integer
    if length is not None and length < LONGEST:
        return _added(context, (body(context, low + constant(k)) for k in range(length + 1)))
    name = context.fresh()
    inside = context.knowing(alone(symbol(name)) - low, high - alone(symbol(name)))
    try:
        summand = body(inside, alone(symbol(name)))
    except SplitError as split:
        return _added(context, (sum_over(context, body, *part) for part in ranges(context, split, name, low, high)))
    return closed_sum(context, summand, name, low, high)


def ranges(context: Context, split: SplitError, name: Symbol, low: Poly, high: Poly) -> Ranges:
    """Divide a range where a distinction of cases about its name says so; pass one that is not about it on."""
    context.budget.spend()
    factor = split.poly.coefficient(name)
    if factor == 0:
        raise split
    if factor is None or abs(factor) != 1:
        raise UnprovedError(f"cannot divide a range at {text_of(split.poly)}")
    point = alone(symbol(name)) - split.poly.times(1 / factor)
    after = point + constant(1)
    cuts = [point, after] if split.equal else [point if factor > 0 else after]
    parts, start = [], low
    for cut in cuts:
        if not context.at_least(cut, start + constant(1)):
            continue  # all that is left lies above the cut
        if context.at_least(cut, high + constant(1)):
            break  # all that is left lies below it
        parts.append((start, cut - constant(1)))
        start = cut
    parts.append((start, high))
    if len(parts) == 1:
        raise UnprovedError(f"the facts do not decide {text_of(split.poly)} in a range that it does not divide")
    return parts


def closed_sum(context: Context, summand: Poly, name: Symbol, low: Poly, high: Poly, turns: int = 0) -> Poly:
    """The sum of a normal form over low..high, which must be known not to be reversed beyond the empty range.

    `turns` counts how often its index was moved to the canonical place already.
    """
    total = constant(0)
    for mono, factor in summand.terms.items():
        context.budget.spend()
        fixed = frozenset((atom, k) for atom, k in mono if name not in atom.free)
        varying = mono - fixed
        part = _of_term(context, varying, name, low, high, turns)
        total = total + multiply(context, Poly({fixed: factor}), part)
    return total


def _of_term(context: Context, varying: Mono, name: Symbol, low: Poly, high: Poly, turns: int) -> Poly:
    place = symbol(name)
    degree = dict(varying).get(place, 0)
    rest = varying - {(place, degree)} if degree > 0 else varying
    if not rest:
        return _faulhaber(context, max(degree, 0), high) - _faulhaber(context, max(degree, 0), low - constant(1))
    if (parts := apart(context, varying, name)) is not None:
        return closed_sum(context, parts, name, low, high, turns)
    if (closed := geometric_sum(context, rest, max(degree, 0), name, low, high)) is not None:
        return closed
    turned, offset = _canonical(context, rest, name, low, high) if turns < MOST_TURNS else (1, constant(0))
    if turned == 1 and not offset:
        bound, body = _closed(varying, name, context)
        upper, lower = (context.make(context, Atom("prefix", bound, (body, at))) for at in (high, low - constant(1)))
        return upper - lower
    # i = v - offset, or i = offset - v: the same sum over another range
    old = alone(place)
    new = old - offset if turned == 1 else offset - old
    moved = renamed(context, Poly({varying: fmpq(1)}), name, new)
    ends = (low + offset, high + offset) if turned == 1 else (offset - high, offset - low)
    return closed_sum(context, moved, name, *ends, turns + 1)


@cache
def bound_name(height: int) -> Symbol:
    """The bound name of a sum in which sums are nested so deeply: equal sums have equal names, and none is captured."""
    return Dummy(f"i_{height}", integer=True)


def _closed(varying: Mono, name: Symbol, context: Context) -> tuple[Symbol, Poly]:
    body = Poly({varying: fmpq(1)})
    bound = bound_name(body.height + 1)
    return bound, renamed(context, body, name, alone(symbol(bound)))


def renamed(context: Context, body: Poly, name: Symbol, new: Poly) -> Poly:
    """A body with another name or origin for its index: its divisions were licensed in the range, and still are there."""
    return substitute(changed(context, licensed=True), body, {name: new})


def _canonical(context: Context, rest: Mono, name: Symbol, low: Poly, high: Poly) -> tuple[int, Poly]:
    """Which of the shifts and reflections that put an index at the name alone has the least key."""
    own = frozenset((atom, k) for atom, k in rest if atom.kind != "prefix")
    reference = own or rest
    choices = {(1, constant(0))} if not own else set(places_of(reference, name))
    if not choices or (len(choices) == 1 and next(iter(choices)) == (1, constant(0))):
        return 1, constant(0)
    best: tuple[tuple[str, bool, int, str], int, Poly] | None = None  # equal keys: rather an index from 1 on, not turned
    for turned, offset in sorted(choices, key=lambda choice: (-choice[0], choice[1].key))[:6]:
        old = alone(symbol(name))
        new = old - offset if turned == 1 else offset - old
        try:
            moved = renamed(context, Poly({reference: fmpq(1)}), name, new)
        except UnprovedError:
            continue
        if len(moved.terms) == 1:
            (bare,) = moved.terms  # a factor stands in front of the sum
            key = Poly({bare: fmpq(1)}).key.replace(name.name, "~")
            counts = context.facts.positive(low + offset if turned == 1 else offset - high)
            rank = (key, not counts, -turned, offset.key)
            if best is None or rank < best[0]:
                best = (rank, turned, offset)
    present = Poly({reference: fmpq(1)}).key.replace(name.name, "~")
    if best is None or ((1, constant(0)) in choices and best[0][0] >= present):
        return 1, constant(0)
    return best[1], best[2]


def places_of(mono: Mono, name: Symbol) -> set[tuple[int, Poly]]:
    """(1, o) for an index i + o, (-1, o) for an index o - i, wherever the name stands alone in an argument.

    What is divided by, or has a modulus, has a sign by convention only: o - i is as good as i - o there.
    """
    found = {(1, constant(0))} if any(atom == symbol(name) for atom, _ in mono) else set()  # a division by the index
    open_polys = [(arg, atom.kind) for atom, _ in mono if atom.kind != "symbol" for arg in atom.args if name in arg.free]
    while open_polys:
        poly, kind = open_polys.pop()
        factor = poly.coefficient(name)
        if factor is not None and abs(factor) == 1:
            offset = poly - alone(symbol(name)).times(factor)
            found.add((int(factor), offset))
            found |= {(1, -offset)} if factor == -1 and kind in ("inverse", "modulus") else set()
        elif factor and kind == "inverse":  # the root of c i + a moves between -1 and 0
            offset = (poly - alone(symbol(name)).times(factor)).times(1 / factor)
            found.add((1, Poly({mono: fmpq(number.floor()) for mono, number in offset.terms.items()})))
        open_polys += [(arg, atom.kind) for atom in poly.atoms() if atom.kind != "symbol" for arg in atom.args if name in arg.free]
    return {(turned, offset) for turned, offset in found if is_whole(offset)}


def prefix_atom(context: Context, atom: Atom) -> Poly:
    """F(at) in normal form: a known whole `at` is written out, an offset taken off by F(x + 1) = F(x) + f(x + 1)."""
    body, at = atom.args
    context.budget.spend()
    if not body:
        return constant(0)
    if (closed := closed_prefix(context, atom)) is not None:
        return closed
    shift = at.offset
    if shift.q != 1 or abs(shift) > LONGEST or (not shift and at.number is None):
        return _triangle(context, atom) if at.number is None else alone(atom)
    start, step = at - constant(shift), 1 if shift > 0 else -1
    places = range(1, int(shift) + 1) if step == 1 else range(int(shift) + 1, 1)
    if _is_fragile(body) and start.number is None:
        return alone(atom)
    try:
        edge = _added(context, (substitute(context, body, {atom.payload: start + constant(k)}) for k in places))
    except UnprovedError:  # divides by what is not known not to vanish there
        return _last_apart(context, atom) if start.number is not None and step == 1 else alone(atom)
    first = constant(0) if start.number is not None else context.make(context, Atom("prefix", atom.payload, (body, start)))
    return first + edge.times(step)


def _last_apart(context: Context, atom: Atom) -> Poly:
    """F(at) for a known whole `at` > 0 as F(at - 1) + f(at), where f(at) has a value: the first terms need not have one.

    That it has one must be known, and not only licensed: else a sum that is made again would have another form than it had.
    """
    body, at = atom.args
    try:
        last = substitute(changed(context, licensed=False), body, {atom.payload: at})
    except UnprovedError:
        return alone(atom)
    return context.make(context, Atom("prefix", atom.payload, (body, at - constant(1)))) + last


def _is_fragile(body: Poly) -> bool:
    """Whether the body's form depends on facts that hold in a range only: a root of what is not negative there."""
    return any(atom.kind == "root" or any(_is_fragile(arg) for arg in atom.args) for atom in body.atoms())


def _triangle(context: Context, atom: Atom) -> Poly:
    """Order the indices of a double sum over 1 <= j <= i <= x, or over a rectangle: the lesser key is kept.

    Of f(j) alone the order that sums over i first is kept. The sums over j <= i and over i <= j add up to the square and the
    diagonal; a rectangle is summed in either order. The extension to x < 0 keeps both. Bodies with other sums beside the
    inner one are left as they are.
    """
    body, at = atom.args
    ((mono, factor),) = body.terms.items() if len(body.terms) == 1 else (((ONE, fmpq(1)),))
    inner = [(one, k) for one, k in mono if one.kind == "prefix"]
    if len(inner) != 1 or inner[0][1] != 1 or factor != 1:
        return alone(atom)
    sum_in = inner[0][0]
    if _is_fragile(body):
        return alone(atom)
    outer, until = alone(symbol(atom.payload)), sum_in.args[1]
    first, second = context.fresh(), context.fresh()  # the inner and the outer index
    beside = Poly({mono - {inner[0]}: fmpq(1)})
    moved = substitute(context, beside, {atom.payload: alone(symbol(second))})
    summand = substitute(context, sum_in.args[0], {sum_in.payload: alone(symbol(first)), atom.payload: alone(symbol(second))})
    both = multiply(context, summand, moved)
    swap = {first: alone(symbol(second)), second: alone(symbol(first))}
    swapped = substitute(context, both, swap)
    keys = [poly.key.replace(first.name, "~a").replace(second.name, "~b") for poly in (both, swapped)]
    try:
        if until == outer:
            is_single = all(second not in one.free or one.kind == "symbol" for one in both.atoms())
            if keys[0] < keys[1] and not is_single:
                return alone(atom)
            diagonal = closed_sum(context, substitute(context, both, {first: alone(symbol(second))}), second, constant(1), at)
            square = closed_sum(context, closed_sum(context, both, first, constant(1), at), second, constant(1), at)
            if keys[0] == keys[1] and not is_single:
                return (square + diagonal).times(fmpq(1, 2))
            row = closed_sum(context, swapped, first, constant(1), alone(symbol(second)))
            return square + diagonal - closed_sum(context, row, second, constant(1), at)
        if atom.payload not in until.free and keys[1] < keys[0]:
            return closed_sum(context, closed_sum(context, both, second, constant(1), at), first, constant(1), until)
    except UnprovedError:
        return alone(atom)
    return alone(atom)


def _faulhaber(context: Context, degree: int, at: Poly) -> Poly:
    """1^k + ... + x^k as a polynomial in x, which continues it to all whole x."""
    if degree > LONGEST:
        raise UnprovedError(f"the power {degree} of an index is too high to be summed")
    return _added(
        context,
        (power(context, at, degree + 1 - j).times(_bernoulli(j) * comb(degree + 1, j) / (degree + 1)) for j in range(degree + 1)),
    )


def _bernoulli(index: int) -> fmpq:
    return fmpq(1, 2) if index == 1 else fmpq.bernoulli(index)


def _added(context: Context, parts: Iterable[Poly]) -> Poly:
    total = constant(0)
    for part in parts:
        context.budget.spend()
        total = total + part
    return total


def check_whole_limits(*limits: Poly) -> None:
    """Raise UnprovedError for a limit that is not known to be whole."""
    for limit in limits:
        if not is_whole(limit):
            raise UnprovedError(f"a limit must be whole, and {text_of(limit)} is not known to be")
