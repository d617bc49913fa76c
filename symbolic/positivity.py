"""Inequalities that the signs of coefficients show, as of Polya: a fraction of polynomials that is nowhere negative."""

from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.rational_functions import numerators
from sympy import Expr

__all__ = ["demand_nonnegative"]


def demand_nonnegative(what: str, expr: Expr, factor: Expr, power: int) -> int:
    """The least power of a factor that shows that a fraction is not negative where no symbol in it is and it is defined.

    Times that power its numerator has no negative coefficient, and neither have the factor and the denominator.

    Parameters
    ----------
    expr
        A fraction of polynomials in symbols, with rational coefficients.
    factor
        A polynomial in symbols, as their sum.
    power
        The largest one that is tried.

    Raises
    ------
    SymbolicError
        Where that shows nothing: the fraction may be negative, or not.

    Examples
    --------
    >>> from sympy import Symbol
    >>> a, b = Symbol("a"), Symbol("b")
    >>> demand_nonnegative("the form", (a**2 - a * b + b**2) / a, a + b, 3)
    1
    """
    (top, bottom), (times, one) = numerators(expr, factor)
    if any(value < 0 for side in (bottom, times, one) for value in side.coeffs()):
        raise SymbolicError(f"{what} must have a denominator, and a factor, without negative coefficients")
    for tried in range(power + 1):
        if all(value >= 0 for value in top.coeffs()):
            return tried
        top *= times
    raise SymbolicError(f"{what} must have no negative coefficient times ({factor})^{power}")
