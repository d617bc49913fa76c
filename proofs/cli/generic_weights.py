"""Weights with symbols: whether there are values for which they are probabilities, and for which an answer with symbols holds."""

from collections.abc import Sequence
from itertools import accumulate, product
from typing import Any

import sympy
from bornproof.proofs.errors import LedgerError
from sympy.solvers.simplex import lpmax

__all__ = ["constant_where", "divisor", "free_symbols", "possible_weights"]

MOST_TRIED = 400  # values, where weights are not linear in their symbols


def free_symbols(weights: Sequence[Any]) -> list[sympy.Symbol]:
    """The symbols in weights, in the order of their names."""
    found = {symbol for weight in weights if isinstance(weight, sympy.Expr) for symbol in weight.free_symbols}
    return sorted((symbol for symbol in found if isinstance(symbol, sympy.Symbol)), key=str)


def possible_weights(weights: Sequence[Any]) -> list[Any]:
    """The weights, those that vanish identically as 0, if there are values of the symbols with which all others are positive.

    Raises LedgerError if there are none, as for a and -a, which can only be 0: then no formula with these symbols holds.

    >>> from sympy import Symbol
    >>> a = Symbol("a", nonnegative=True)
    >>> possible_weights([a, 1 - a])
    [a, 1 - a]
    >>> possible_weights([1 - a, a - 1, sympy.Integer(1)])
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.LedgerError: probabilities must not be negative: 1 - a, a - 1 are not positive together for any symbols
    """
    if not any(isinstance(weight, sympy.Expr) for weight in weights):
        return list(weights)
    settled = [sympy.Integer(0) if weight.equals(0) else weight for weight in weights]
    open_ones = [weight for weight in settled if weight.free_symbols]
    if negative := next((w for w in settled if not w.free_symbols and not w.is_nonnegative), None):
        raise LedgerError(f"probabilities must not be negative, not {negative}")
    symbols = free_symbols(open_ones)
    if symbols and not _all_positive([*open_ones, *symbols], symbols):
        named = ", ".join(map(str, open_ones))
        raise LedgerError(f"probabilities must not be negative: {named} are not positive together for any symbols")
    return settled


def divisor(weights: Sequence[Any]) -> sympy.Expr | None:
    """The partial sum that must be positive for an answer with symbols, if it is one that may vanish.

    It is the first S_n with n >= 2 that does not vanish identically: all divisors m_M S_M and the choice between
    thm.averaged-sums and thm.leading-zeros rest on it, as S_M grows with M.

    >>> from sympy import Symbol
    >>> a = Symbol("a", nonnegative=True)
    >>> divisor([sympy.Integer(0), a, 1 - a]), divisor([a, 1 - a])
    (a, None)
    """
    sums = [sympy.expand(total) for total in list(accumulate(weights))[1:]]
    first = next(total for total in sums if total != 0)
    return None if first.is_positive else first


def constant_where(weights: Sequence[Any]) -> sympy.Expr | None:
    """What vanishes just where no average moves, by thm.averaged-constancy: the sum of p_M S_(M-1) over M >= 3.

    None if that is positive for all values of the symbols.

    >>> from sympy import Symbol
    >>> a = Symbol("a", nonnegative=True)
    >>> constant_where([sympy.Integer(0), a, 1 - a])
    a*(a - 1)
    """
    below = list(accumulate(weights))
    moved = sum((weights[level] * below[level - 1] for level in range(2, len(below))), sympy.Integer(0))
    if sympy.expand(moved).is_positive:
        return None
    return sympy.factor(moved).as_coeff_Mul()[1]


def _all_positive(needed: Sequence[sympy.Expr], symbols: Sequence[sympy.Symbol]) -> bool:
    """Whether there are values with which all these are positive: by an exact linear program, else by values tried."""
    if all(_is_linear(each, symbols) for each in needed):
        least = sympy.Dummy("least")
        found, _ = lpmax(least, [least <= 1, *(sympy.expand(each) >= least for each in needed)])
        return bool(found > 0)
    tried = (
        {symbol: scale * ((turn * 7**place) % 97 + 1) / 98 for place, symbol in enumerate(symbols)}
        for scale, turn in product(map(sympy.Rational, ("1", "3", "1/10", "20")), range(MOST_TRIED // 4))
    )
    return any(all(each.xreplace(values).is_positive for each in needed) for values in tried)


def _is_linear(weight: sympy.Expr, symbols: Sequence[sympy.Symbol]) -> bool:
    if not weight.is_polynomial(*symbols):
        return False
    found = sympy.Poly(weight, *symbols)
    return bool(found.total_degree() <= 1 and all(each.is_Rational for each in found.coeffs()))
