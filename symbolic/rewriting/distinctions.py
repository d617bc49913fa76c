"""The distinction of cases that decides whether a difference vanishes: by orders of whole numbers, by signs of real ones."""

from collections.abc import Callable, Iterator, Sequence

from bornproof.symbolic.rewriting.algebra import cleared
from bornproof.symbolic.rewriting.context import Context, SplitError, UnprovedError
from bornproof.symbolic.rewriting.exponentials import shared_powers
from bornproof.symbolic.rewriting.facts import changed
from bornproof.symbolic.rewriting.geometric import open_ratio
from bornproof.symbolic.rewriting.kinds import is_real
from bornproof.symbolic.rewriting.polynomials import Poly, constant, text_of
from bornproof.symbolic.rewriting.premises import reconsidered, renewed, with_equation
from sympy import Dummy

__all__ = ["first_residual"]

MOST_SIGNS = 4  # of real numbers that are distinguished one after the other


def first_residual(context: Context, parts: Sequence[Callable[[Context], Poly]]) -> Poly | None:
    """None if the sum of the parts is 0 in each case of the distinctions that they ask for, else the first that is not.

    The cases of a distinction exhaust the whole numbers: p >= 0 or p <= -1; p = 0, p >= 1 or p <= -1. Parts that are
    done when one asks for a distinction are equal to what they were in each of its cases.
    """
    waiting = [(context, constant(0), 0)]
    while waiting:
        current, done, place = waiting.pop()
        current.budget.spend()
        if current.facts.impossible:
            continue
        try:
            while place < len(parts):
                done, place = done + parts[place](current), place + 1
            residual = shared_powers(current, cleared(current, done))
        except SplitError as split:
            waiting += [(inside, _again(inside, done), place) for inside in distinguished(current, split)]
            continue
        if residual and len((told := reconsidered(current)).pending) < len(current.pending):  # dear: only where it may help
            waiting.append((told, _again(told, done), place))
            continue
        if residual and not _vanishes(current, residual, MOST_SIGNS):
            return residual
    return None


def _again(inside: Context, done: Poly) -> Poly:
    """What is done, by what is known now; raises UnprovedError where that asks for another distinction."""
    try:
        return renewed(inside, done)
    except SplitError as split:
        raise UnprovedError(f"whether {text_of(split.poly)} is 0, or its sign, is open in what was simplified before") from None


def _vanishes(context: Context, residual: Poly, most: int) -> bool:
    """Whether what is left is 0 for each sign, -, 0 and +, of the real numbers of which it has steps, signs, sizes or maxima.

    And whether the ratio of a geometric sum is 1 or not. At most so many are looked at one after the other.
    """
    number = _signed_number(context, residual) if most else None
    ratio = open_ratio(context, residual) if most and number is None else None
    if number is None and ratio is None:
        return False
    try:
        for inside in _signed(context, number) if number is not None else _at_one(context, ratio or constant(1)):
            context.budget.spend()
            if not inside.facts.impossible:
                left = shared_powers(inside, cleared(inside, renewed(inside, residual)))
                if left and not _vanishes(inside, left, most - 1):
                    return False
    except (UnprovedError, SplitError):  # nothing is concluded
        return False
    return True


def _signed(context: Context, number: Poly) -> Iterator[Context]:
    """The context in each case of a real number's sign."""
    facts = context.facts
    sides = [side for side in (number, -number) if not facts.nonnegative(-side)]
    yield from (changed(context, facts=facts.with_known(side, strict=True)) for side in sides)
    yield with_equation(context, number, constant(0))


def _at_one(context: Context, ratio: Poly) -> Iterator[Context]:
    """The context where a number is 1, and where it is not."""
    yield changed(context, facts=context.facts.with_different(ratio - constant(1)))
    yield with_equation(context, ratio, constant(1))


def _signed_number(context: Context, residual: Poly) -> Poly | None:
    """The real number whose sign would tell the first step, sign, size or maximum, by its key."""
    for atom in sorted(set(residual.atoms()), key=lambda atom: atom.key):
        if atom.kind in ("theta", "sign", "modulus", "max"):
            number = atom.args[0] - atom.args[1] if atom.kind == "max" else atom.args[0]
            if is_real(number, context.facts.hermitian):
                return number
    return None


def distinguished(context: Context, split: SplitError) -> Iterator[Context]:
    """The context in each case of a distinction; raise UnprovedError for one about a bound name, which has no cases here."""
    if any(isinstance(name, Dummy) for name in split.poly.free):
        raise UnprovedError(f"the sign of {text_of(split.poly)} is open")
    above, below = split.poly - constant(int(split.equal)), -split.poly - constant(1)
    if split.equal:
        yield with_equation(context, split.poly, constant(0))
    yield _at_least_zero(context, above)
    yield _at_least_zero(context, below)


def _at_least_zero(context: Context, poly: Poly) -> Context:
    """Poly >= 0, and poly = 0 where it cannot be positive."""
    if context.facts.nonnegative(-poly):
        context = with_equation(context, poly, constant(0))
    return context.knowing(renewed(context, poly))
