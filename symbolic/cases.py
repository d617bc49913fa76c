"""How a claim asks for a derivation: one for all cases, or one for the sector, a sign or a level of a case or point."""

from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Any

from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.notation.core import sector_of, sigma
from sympy import Expr

__all__ = ["always", "by_level", "by_sector", "by_sign", "made", "stepwise"]

Derive = Callable[[Mapping[Any, Any]], Derivation]


@cache
def made(derive: Callable[..., Derivation], *arguments: Hashable) -> Derivation:
    """A derivation, kept for all who ask for it with the same arguments."""
    return derive(*arguments)


@cache
def always(derive: Callable[..., Derivation], *arguments: Hashable) -> Derive:
    """The same derivation for every case and every point.

    >>> from bornproof.symbolic.invariants import trace_rate
    >>> always(trace_rate)({}).result
    0
    """
    return lambda _: made(derive, *arguments)


@cache
def by_sector(derive: Callable[..., Derivation], *arguments: Hashable) -> Derive:
    """A derivation for the signs of (sigma_2, sigma_3, ...), which are its first argument."""
    return lambda values: made(derive, sector_of(values), *arguments)


@cache
def by_sign(derive: Callable[[int], Derivation], level: Expr | int) -> Derive:
    """A derivation for the sign of sigma_level, where the level may be a symbol such as N, with or without a value."""

    def derived(values: Mapping[Any, Any]) -> Derivation:
        value = values[sigma[level] if sigma[level] in values else sigma[int(values[level])]]
        return made(derive, bool(value > 0) - bool(value < 0))

    return derived


@cache
def by_level(derive: Callable[[int], Derivation], level: Expr) -> Derive:
    """A derivation for the value of a level."""
    return lambda values: made(derive, int(values[level]))


@cache
def stepwise(derive: Callable[[], Derivation]) -> Derive:
    """A derivation that leads to a recursion, which is taken to the level of the case or point, if there is one."""
    return lambda values: made(derive).taken_to(values)
