"""How large a formula may become: bounds that keep a short text from asking SymPy for endless work."""

import math
from functools import lru_cache
from typing import Any

import sympy
from bornproof.proofs.errors import ReadError

__all__ = ["check_finite", "check_operand", "check_power", "check_size"]

# With 1 for every symbol, and 2 for one that is raised to a power, no part of a formula may exceed exp(MAX_LOG): one
# bound on numbers, powers and towers of powers.
MAX_LOG = 500.0
MAX_TERMS = 10_000
FEWEST, LEVELS = 2, 10  # for how many levels formulas are written out at least, and evaluated at most
_INFINITE = (sympy.zoo, sympy.nan, sympy.oo, -sympy.oo)
_TOO_LARGE = "numbers and powers must stay below exp(500)"


def check_finite(value: Any) -> Any:
    """Return `value`; raise `ReadError` if it is infinite or undefined, or a number out of bounds.

    >>> check_finite(sympy.Integer(3))
    3
    """
    if _is_infinite(value):
        raise ReadError("a part of the formula is infinite or divides by zero")
    if value.is_Number and _log_size(value) > MAX_LOG:
        raise ReadError(_TOO_LARGE)
    return value


def check_size(value: Any) -> None:
    """Raise `ReadError` if `value` contains a number out of bounds, or expands to too many terms.

    >>> check_size(sympy.Symbol("x") / 3)
    """
    if any(_log_size(number) > MAX_LOG for number in value.atoms(sympy.Number)):
        raise ReadError(_TOO_LARGE)
    _check_terms(value)


def check_operand(value: Any) -> None:
    """Raise `ReadError` if a function of `value` could take long: SymPy may expand it, or ask for its sign.

    >>> x = sympy.Symbol("x")
    >>> check_operand((1 + x) ** 9)
    >>> check_operand(sum(sympy.symbols("x:9")) ** 99)
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: a part of the formula must not expand to more than 10000 terms
    """
    if _log_size(value) > MAX_LOG:
        raise ReadError(_TOO_LARGE)
    _check_terms(value)


def check_power(base: Any, exponent: Any) -> None:
    """Raise `ReadError` if `base` to the `exponent` is out of bounds, before SymPy computes it.

    >>> check_power(sympy.Symbol("x"), sympy.Integer(2))
    >>> check_power(sympy.Integer(9), sympy.Integer(9) ** 9)
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: numbers and powers must stay below exp(500)
    """
    if _log_power(base, exponent) > MAX_LOG:
        raise ReadError(_TOO_LARGE)
    if exponent.is_Rational:
        _check_terms(base, math.ceil(abs(exponent)))


@lru_cache(maxsize=16384)
def _is_infinite(value: Any) -> bool:
    return any(map(_is_infinite, value.args)) if value.args else value in _INFINITE


def _check_terms(value: Any, power: int = 1) -> None:
    terms = _terms(value)
    if terms > MAX_TERMS or math.comb(terms + power - 1, power) > MAX_TERMS:
        raise ReadError(f"a part of the formula must not expand to more than {MAX_TERMS} terms")


def _log_size(value: Any) -> float:
    """Bound the logarithm of the absolute value of `value`, and of its reciprocal, with 1 for every symbol."""
    if value.is_Rational:
        return math.log(max(abs(value.p), value.q))
    if not value.args:
        return math.log(4) if value.is_number else 0.0
    if isinstance(value, sympy.Heaviside | sympy.sign | sympy.KroneckerDelta):  # at most 1; what they are of is looked at apart
        return 0.0
    if value.is_Pow or isinstance(value, sympy.exp):
        return _log_power(*value.as_base_exp())
    sizes = [_log_size(arg) for arg in value.args if isinstance(arg, sympy.Expr)]
    if value.is_Mul:
        return sum(sizes)
    return max(sizes, default=0.0) + math.log(max(len(sizes), 1))


def _log_power(base: Any, exponent: Any) -> float:
    height = _log_size(exponent)
    return max(_log_size(base), math.log(2)) * math.exp(height) if height < MAX_LOG / 2 else math.inf


def _terms(value: Any) -> int:
    """Count the terms that `value` may have once it is expanded; beyond the bound, any number beyond it.

    A product over levels is not expanded but where it is written out: if its length is known, and where an induction starts.
    """
    if value.is_Add:
        return sum(_terms(arg) for arg in value.args)
    if value.is_Mul:  # what it divides by does not multiply what stands above
        below = [_terms(arg) for arg in value.args if arg.is_Pow and arg.exp.is_negative]
        return max(math.prod(below), math.prod(_terms(arg) for arg in value.args if not (arg.is_Pow and arg.exp.is_negative)))
    if value.is_Pow and value.exp.is_Rational:
        base, power = _terms(value.base), math.ceil(abs(value.exp))
        return math.comb(base + power - 1, power)
    if isinstance(value, sympy.Sum | sympy.Product):
        terms, length, least = _terms(value.function), *(_lengths(value.limits, levels) for levels in (LEVELS, FEWEST))
        if isinstance(value, sympy.Sum) or terms * length > MAX_TERMS:
            return terms * length
        return terms**least if least * math.log(terms) < math.log(2 * MAX_TERMS) else 2 * MAX_TERMS
    return max((_terms(arg) for arg in value.args if isinstance(arg, sympy.Expr)), default=1)


@lru_cache(maxsize=1024)
def _lengths(limits: Any, levels: int) -> int:
    """How many terms a sum or product has where every level, and the number of levels, is so high."""
    total = 1
    for _, low, high in limits:
        length = (high - low + 1).subs(dict.fromkeys(low.free_symbols | high.free_symbols, levels))
        total *= max(1, int(length)) if length.is_Integer else levels
    return total
