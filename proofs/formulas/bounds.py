"""How large a formula may become: bounds that keep a short text from asking SymPy for endless work."""

import math
from typing import Any

import sympy
from bornproof.proofs.errors import ReadError

__all__ = ["check_finite", "check_operand", "check_power", "check_size"]

# With 1 for every symbol, and 2 for one that is raised to a power, no part of a formula may exceed exp(MAX_LOG): one
# bound on numbers, powers and towers of powers.
MAX_LOG = 500.0
MAX_TERMS = 10_000
LEVELS = 10
_TOO_LARGE = "numbers and powers must stay below exp(500)"


def check_finite(value: Any) -> Any:
    """Return `value`; raise `ReadError` if it is infinite or undefined, or a number out of bounds.

    Examples
    --------
    >>> check_finite(sympy.Integer(3))
    3
    """
    if value.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
        raise ReadError("a part of the formula is infinite or divides by zero")
    if value.is_Number and _log_size(value) > MAX_LOG:
        raise ReadError(_TOO_LARGE)
    return value


def check_size(value: Any) -> None:
    """Raise `ReadError` if `value` contains a number out of bounds, or expands to too many terms.

    Examples
    --------
    >>> check_size(sympy.Symbol("x") / 3)
    """
    if any(_log_size(number) > MAX_LOG for number in value.atoms(sympy.Number)):
        raise ReadError(_TOO_LARGE)
    _check_terms(value)


def check_operand(value: Any) -> None:
    """Raise `ReadError` if a function of `value` could take long: SymPy may expand it, or ask for its sign.

    Examples
    --------
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

    Examples
    --------
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
    """Count the terms that `value` may have once it is expanded; beyond the bound, any number beyond it."""
    if value.is_Add:
        return sum(_terms(arg) for arg in value.args)
    if value.is_Mul:  # what it divides by does not multiply what stands above
        below = [_terms(arg) for arg in value.args if arg.is_Pow and arg.exp.is_negative]
        return max(math.prod(below), math.prod(_terms(arg) for arg in value.args if not (arg.is_Pow and arg.exp.is_negative)))
    if value.is_Pow and value.exp.is_Rational:
        base, power = _terms(value.base), math.ceil(abs(value.exp))
        return math.comb(base + power - 1, power)
    if isinstance(value, sympy.Sum | sympy.Product):
        terms, length = _terms(value.function), math.prod(_length(*limit) for limit in value.limits)
        if isinstance(value, sympy.Sum):
            return terms * length
        return terms**length if length * math.log(terms) < math.log(2 * MAX_TERMS) else 2 * MAX_TERMS
    return max((_terms(arg) for arg in value.args if isinstance(arg, sympy.Expr)), default=1)


def _length(_variable: Any, low: Any, high: Any) -> int:
    """How many terms a sum has where every level and number of levels is `LEVELS`."""
    names = low.free_symbols | high.free_symbols
    length = (high - low + 1).subs(dict.fromkeys(names, LEVELS))
    return max(1, int(length)) if length.is_Integer else LEVELS
