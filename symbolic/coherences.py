"""The coherences in closed form, Eqs. (44)-(47), (60), (61): each is coupled to itself alone."""

from collections.abc import Sequence
from functools import cache

from bornproof.symbolic.components import damping_exponent
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import I, J, Sector, check_sector, kappa, rho0, t, x
from sympy import Expr, Rational, diff, exp

__all__ = ["closed_form", "coherence", "damping", "losses"]


def damping(signs: Sequence[int], row: int, column: int) -> int:
    """Lambda_IJ of Eq. (46) as an integer, in one sector, for two different levels I = row and J = column.

    >>> damping((1, -1, -1), 1, 2)
    1
    """
    sector = check_sector(signs)
    _check_pair(sector, row, column)
    loss = losses(sector)
    return loss[row - 1] + loss[column - 1]


def losses(signs: Sequence[int]) -> tuple[int, ...]:
    """What each level adds to Lambda_IJ: the levels above it that are fed, and those below it if it decays.

    >>> losses((1, -1, -1))
    (1, 0, 2, 3)
    """
    found, above = [], 0
    for level, sign in reversed(tuple(enumerate((0, *check_sector(signs)), start=1))):
        found.append(above + (level - 1 if sign < 0 else 0))
        above += sign > 0
    return tuple(reversed(found))


def coherence(signs: Sequence[int], row: int, column: int) -> Expr:
    """The factor exp(-kappa Lambda_IJ t/2) by which rho_IJ has shrunk at time t, Eq. (47)."""
    return x ** Rational(damping(signs, row, column), 2)


@cache
def closed_form() -> Derivation:
    """rho_IJ(t) = rho_IJ(0) exp(-kappa Lambda_IJ t/2) for I != J and symbolic N, Eq. (47); checked against Eq. (45)."""
    steps = damping_exponent()
    exponent = steps.result
    solution = rho0[I, J] * exp(-kappa * exponent * t / 2)
    if diff(solution, t) + kappa * exponent * solution / 2 != 0 or solution.subs(t, 0) != rho0[I, J]:
        raise SymbolicError("the exponential must satisfy Eq. (45) and take the initial value")
    return steps.then("integrate y' = -(kappa/2) Lambda y with y(0) = rho_IJ(0)", solution)


def _check_pair(sector: Sector, row: int, column: int) -> None:
    levels = len(sector) + 1
    if row == column or not (1 <= row <= levels and 1 <= column <= levels):
        raise SymbolicError(f"a coherence needs two different levels in 1..{levels}, not {row} and {column}")
