"""A bound on what is left of the winner's miss beside its leading term, for every kappa, any number of levels and any Hamiltonian.

In a state at rest let delta = 1 - rho_WW, v the column H_JW, J != W, A = H - H_WW and P = rho on the levels other than W, r the
column rho_JW, and G the diagonal matrix of the 1/Lambda_WJ, of which none is above 1: |J> gives to the winner, or decays. With v^2
the sum of |H_JW|^2 and b^2 that of |A_JK|^2, in any dimension:

- kappa r = -2i G ((1 - delta) v + A r - P v) and kappa^2 delta = 4 Re(v.G ((1 - delta) v + A r - P v)), as neither r nor rho_WW
  moves; once more inserted, as Re(i v.GAG v) = 0, beside 4 v.G v there are left four terms (`_check_terms`);
- rho is positive: |P v| <= delta |v|, |r|^2 <= delta, and delta <= 4 v^2/kappa^2 by `completed_square`: so each term is bounded, by
  Cauchy and Schwarz, by what rises with delta (`_BOUNDS`), and their sum at this delta is the bound.
"""

from functools import cache

from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.driven import completed_square, loss_at_rest
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import K, W, imaginary_unit, kappa, rho
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.winner import DECIDED_ABOVE, IS_WINNER
from sympy import Expr, Integer, Max, Sum, Symbol, expand, sqrt, symbols

__all__ = ["beyond_bound"]

_MISSED, _COUPLING, _NORM = symbols("delta v b", nonnegative=True)
_LARGEST = 4 * _COUPLING**2 / kappa**2  # of delta
_BOUNDS = (
    4 * _COUPLING**2 * _MISSED,  # |4 v.G v delta|
    4 * _COUPLING**2 * _MISSED,  # |4 Re(v.G P v)|
    8 * _COUPLING * _NORM**2 * sqrt(_MISSED) / kappa,  # |(8/kappa) Im(v.G A G A r)|
    8 * _COUPLING**2 * _NORM * _MISSED / kappa,  # |(8/kappa) Im(v.G A G P v)|
)


@cache
def beyond_bound() -> Derivation:
    """By how much |kappa^2 (1 - rho_WW) - 4 sum |H_JW|^2/Lambda_WJ| exceeds (16 v^2/kappa^2)(b^2 + 2 v^2 + 2 b v^2/kappa): by 0.

    It is of a state at rest, and supposes what makes W the winner. Raises SymbolicError unless what is inserted leaves the four
    terms, delta is bounded by 4 v^2/kappa^2, and the bounds add up to no more than this.
    """
    _check_terms()
    _check_largest()
    steps = Derivation(loss_at_rest().steps, supposed=(*IS_WINNER, DECIDED_ABOVE))
    total = sum(_BOUNDS, Integer(0))
    steps = steps.then("the equation of rho_JW once more inserted: bounds of the four terms beside the leading one", total)
    total = expand(total.subs(_MISSED, _LARGEST))
    steps = steps.then("they rise with delta, which is 4 v^2/kappa^2 at most", total)
    claimed = 16 * _COUPLING**2 / kappa**2 * (_NORM**2 + 2 * _COUPLING**2 + 2 * _NORM * _COUPLING**2 / kappa)
    return steps.then("what this exceeds the bound by, if it does", Max(0, expand(total - claimed)))


def _check_terms() -> None:
    """Raise SymbolicError unless the second insertion leaves these four terms, of columns and matrices of any dimension."""
    names = ("v", "v+", "r", "r+", "A", "G", "P")
    column, row, start, end, gap, inverse, rest = (Symbol(name, commutative=False) for name in names)
    factors = {column: row, row: column, start: end, end: start}

    def real(expr: Expr) -> Expr:
        """Twice the real part, half of what is added to its adjoint; A, G and P are Hermitian."""
        adjoint = Integer(0)
        for term in expand(expr).as_ordered_terms():
            numbers, names = term.args_cnc()
            turned = Integer(1)
            for number in numbers:
                turned *= number.subs(imaginary_unit, -imaginary_unit)
            for name in reversed(names):
                base, power = name.as_base_exp()
                turned *= factors.get(base, base) ** power
            adjoint += turned
        return expand(expr + adjoint)

    missed = Symbol("delta", real=True)
    fed = (1 - missed) * column + gap * start - rest * column
    inserted = -2 * imaginary_unit / kappa * inverse * fed
    whole = 2 * real(row * inverse * ((1 - missed) * column + gap * inserted - rest * column))
    left = -4 * row * inverse * column * missed - 2 * real(row * inverse * rest * column)
    left += 2 * real(-2 * imaginary_unit / kappa * row * inverse * gap * inverse * (gap * start - rest * column))
    if expand(whole - 4 * row * inverse * column - left) != 0:
        raise SymbolicError("four terms must be left beside the leading one")


def _check_largest() -> None:
    """Raise SymbolicError unless `completed_square` at rest is delta = 4 v^2 (1 - delta)/kappa^2 less a sum Q of squares."""
    squares = Symbol("Q", nonnegative=True)
    steps, wholes = completed_square(), dict.fromkeys(("losses", "squares"), Integer(0))
    for node in steps.result.atoms(Sum):
        wholes["losses" if node.function == h[W, K] * h[K, W] else "squares"] += node
    named = {_first(wholes["losses"]): _COUPLING**2 - wholes["losses"] + _first(wholes["losses"])}
    named[_first(wholes["squares"])] = squares - wholes["squares"] + _first(wholes["squares"])
    rate = expand(steps.result.xreplace(named).xreplace({rho[W, W]: 1 - _MISSED}))
    if expand(rate * 2 / kappa - (_MISSED - _LARGEST * (1 - _MISSED) + squares)) != 0:
        raise SymbolicError("at rest delta must be what this says")


def _first(whole: Expr) -> Expr:
    return min(whole.args, key=str)
