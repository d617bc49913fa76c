"""How a claim asks for a derivation: one for all cases, or one for the sector, a sign or a level of a case or point."""

from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Any

from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.notation.core import sector_of, sigma
from sympy import Expr

__all__ = ["always", "by_level", "by_sector", "by_sign", "stepwise"]

Derive = Callable[[Mapping[Any, Any]], Derivation]


@cache
def always(derive: Callable[..., Derivation], *arguments: Hashable) -> Derive:
    """The same derivation for every case and every point, made once.

    >>> from bornproof.symbolic.invariants import trace_rate
    >>> always(trace_rate)({}).result
    0
    """
    made = cache(derive)
    return lambda _: made(*arguments)


@cache
def by_sector(derive: Callable[..., Derivation], *arguments: Hashable) -> Derive:
    """A derivation for the signs of (sigma_2, sigma_3, ...), which are its first argument; made once for each sector."""
    made = cache(derive)
    return lambda values: made(sector_of(values), *arguments)


@cache
def by_sign(derive: Callable[[int], Derivation], level: Expr | int) -> Derive:
    """A derivation for the sign of sigma_level, where the level may be a symbol such as N, with or without a value."""
    made = cache(derive)

    def derived(values: Mapping[Any, Any]) -> Derivation:
        value = values[sigma[level] if sigma[level] in values else sigma[int(values[level])]]
        return made(bool(value > 0) - bool(value < 0))

    return derived


@cache
def by_level(derive: Callable[[int], Derivation], level: Expr) -> Derive:
    """A derivation for the value of a level."""
    made = cache(derive)
    return lambda values: made(int(values[level]))


@cache
def stepwise(derive: Callable[[], Derivation]) -> Derive:
    """A derivation that leads to a recursion, which is taken to the level of the case or point, if there is one."""
    made = cache(derive)
    return lambda values: made().taken_to(values)
