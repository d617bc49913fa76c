"""Whether a form has a value all over its domain: what it divides by is licensed, the levels that it names exist."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from bornproof.proofs.ledger import Language
from bornproof.symbolic.rewriting.context import Context, UnprovedError
from bornproof.symbolic.rewriting.distinctions import first_residual
from bornproof.symbolic.rewriting.polynomials import Poly, constant
from bornproof.symbolic.rewriting.sums import sum_over
from bornproof.symbolic.rewriting.trees import normal
from sympy import Basic, Expr, Heaviside, ImmutableMatrix, Indexed, IndexedBase, Max, Min, Pow, Product, Sum, Symbol, log, sign

__all__ = ["check_levels", "check_licences", "levels_named"]

Limits = tuple[Any, ...]  # of the sums and products around a place


def check_licences(context: Context, form: Basic, meaning: Callable[[Expr], Basic]) -> None:
    """Bring what may have no value in a form as it is written to normal form, over the ranges around it.

    Raises UnprovedError where a licence is missing.
    """
    for node, limits in _partial_nodes(form):
        read = meaning(node)
        part = Sum(read, *limits) if limits else read
        first_residual(context, [lambda inside, part=part: normal(inside, part).times(0)])  # type: ignore[misc]


def check_levels(context: Context, named: tuple[tuple[Expr, Limits], ...], language: Language) -> None:
    """Raise UnprovedError unless the levels of entries and operators exist all over the ranges around them."""
    for node, limits in named:
        _existing(context, language, node, limits)


@lru_cache(maxsize=256)
def _partial_nodes(form: Basic) -> tuple[tuple[Expr, Limits], ...]:
    """What may have no value in a form as it is written, with the ranges of the sums and products around it."""
    return tuple((node, limits) for node, limits in _places(form) if _is_partial(node) and node.is_commutative)


def _is_partial(node: Basic) -> bool:
    if isinstance(node, Pow):
        return not (node.exp.is_Number and node.exp.is_nonnegative)  # SymPy errs of signs of others
    return isinstance(node, log | Heaviside | sign | Max | Min)


@lru_cache(maxsize=256)
def levels_named(form: Basic, language: Language) -> tuple[tuple[Expr, Limits], ...]:
    """The entries and operators that a form names by more than numbers, with the ranges around each."""
    placed = ((node, limits) for node, limits in _places(form) if _kind(node) in language.first)
    return tuple((node, limits) for node, limits in placed if not all(level.is_Integer for level in _levels(node)))


def _places(node: Basic, limits: Limits = ()) -> Iterator[tuple[Any, Limits]]:
    """The nodes of a form, with the ranges of the sums and products around each."""
    if isinstance(node, ImmutableMatrix):
        for entry in node:
            yield from _places(entry, limits)
        return
    yield node, limits
    inner = (*node.limits, *limits) if isinstance(node, Sum | Product) else limits
    for arg in node.args if not isinstance(node, IndexedBase) else ():
        yield from _places(arg, inner)


def _levels(node: Any) -> tuple[Expr, ...]:
    return tuple(node.indices if isinstance(node, Indexed) else node.args)


def _kind(node: Any) -> Any:
    """The table of an entry, or the function."""
    return node.base if isinstance(node, Indexed) else getattr(node, "func", None)


def _existing(context: Context, language: Language, node: Expr, limits: Limits) -> None:
    def check(inside: Context, names: dict[Symbol, Poly]) -> None:
        places = [normal(inside, level, names) for level in _levels(node)]
        least = constant(language.first[_kind(node)])
        orders = [order for place in places for order in ((place, least), (normal(inside, language.size), place))]
        if _kind(node) in language.falling:
            orders.append((places[0], places[1] + constant(1)))
        if not all(inside.at_least(upper, lower) for upper, lower in orders):
            raise UnprovedError(f"{node} does not exist in all of its range")

    def through(inside: Context, names: dict[Symbol, Poly], left: Limits) -> Poly:
        if not left:
            check(inside, names)
            return constant(0)
        *inner, (bound, low, high) = left
        ends = [normal(inside, end, names) for end in (low, high)]
        return sum_over(inside, lambda within, place: through(within, names | {bound: place}, tuple(inner)), *ends)

    first_residual(context, [lambda inside: through(inside, {}, limits)])
