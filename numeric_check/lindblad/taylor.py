"""A master equation solved to any number of digits as a Taylor series of the differential equation, in mpmath.

The series is that of the N by N matrix; it never sees the Liouvillian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mpmath
from bornproof.numeric_check.arithmetic.complex_rational import as_mpmath
from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.numeric_check.lindblad.equation import Entries, LindbladEquation, arithmetic_cost, check_problem

if TYPE_CHECKING:
    from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
    from flint import fmpq

__all__ = ["evolve_taylor", "seconds"]

_GUARD_DIGITS = 15
_STEP = 4  # the norm of the generator times one step: larger ones need more guard digits, smaller ones more steps


def evolve_taylor(equation: LindbladEquation, rho: ExactMatrix, time: ExactInput, digits: int | None = None) -> Entries:
    """Return rho(t) from Taylor steps of d rho / dt, as N by N numbers of type `mpf` or `mpc`.

    With C a bound on the generator in the norm max |rho_IJ|, a step h keeps C h <= 4, and its series stops when the
    remainder (C h)^(k+1) / (k+1)! / (1 - C h / (k+2)) |rho| is below the tolerance. Errors grow at most as exp(C t);
    the guard digits allow for all of that. Parameters are those of `check_problem`.

    Raises
    ------
    NumericError
        As `check_problem` does.

    Examples
    --------
    >>> from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state
    >>> rho = evolve_taylor(LindbladEquation((matrix([[0, 1], [0, 0]]),)), pure_state([1, 0]), 1, digits=30)
    >>> rho[0][0] == 1 and rho[1][1] == 0
    True
    """
    moment, wanted = check_problem(equation, rho, time, digits)
    reach = equation.norm * moment
    steps = max(1, int((reach / _STEP).ceil()))
    with exclusive(), mpmath.workdps(wanted + _GUARD_DIGITS + int(reach / 2) + len(str(steps))):
        right_side = _RightSide(equation, as_mpmath(moment / steps))
        tolerance = mpmath.mpf(10) ** (-mpmath.mp.dps)
        step_reach = as_mpmath(reach / steps)
        state = [[as_mpmath(entry) for entry in row] for row in rho.rows()]
        for _ in range(steps):
            state = _taylor_step(right_side, state, step_reach, tolerance)
        return tuple(tuple(row) for row in state)


def seconds(equation: LindbladEquation, time: fmpq, digits: int) -> float:
    """Estimate what `evolve_taylor` takes on one core: steps of a norm of 4, about a term a digit, products in a term.

    Each step takes two more digits of all.
    """
    quarter = equation.norm * time / _STEP
    steps = max(1, int(quarter.p) / int(quarter.q))
    sides = sum(len(side.nonzero()) for side in equation.one_sided)
    products = sum(len(a.nonzero()) * len(b.nonzero()) for a, b, _ in equation.terms) + equation.levels * sides
    unit = 4e-6 if equation.real else 1.25e-6
    return unit * arithmetic_cost(equation, digits + 15 + 2 * steps) * steps * products


def _taylor_step(right_side: _RightSide, state: list[list[Any]], reach: Any, tolerance: Any) -> Any:
    total = [list(row) for row in state]
    size = max(abs(entry) for row in state for entry in row)
    term, order, term_bound = state, 0, size
    while True:
        order += 1
        term = [[entry / order for entry in row] for row in right_side(term)]
        for row, addend in zip(total, term, strict=True):
            for column, entry in enumerate(addend):
                row[column] += entry
        term_bound *= reach / order
        if order > reach and term_bound * reach / (order + 1) / (1 - reach / (order + 2)) < tolerance:
            return total


class _RightSide:
    """The right-hand side of the equation times a step, applied to N by N lists of numbers, operators being sparse."""

    def __init__(self, equation: LindbladEquation, step: Any) -> None:
        self.levels = equation.levels
        self.both = [
            (i, j, k, m, left * right * step)
            for a, b, _ in equation.terms
            for i, j, left in _sparse(a)
            for k, m, right in _sparse(b)
        ]
        self.left, self.right = ([(i, j, entry * step) for i, j, entry in _sparse(side)] for side in equation.one_sided)

    def __call__(self, rho: list[list[Any]]) -> list[list[Any]]:
        result = [[mpmath.mpf(0)] * self.levels for _ in range(self.levels)]
        for i, j, k, m, factor in self.both:
            result[i][m] += factor * rho[j][k]
        for i, j, left in self.left:
            for m in range(self.levels):
                result[i][m] += left * rho[j][m]
        for k, m, right in self.right:
            for i in range(self.levels):
                result[i][m] += right * rho[i][k]
        return result


def _sparse(operator: ExactMatrix) -> list[tuple[int, int, Any]]:
    return [(i, j, as_mpmath(entry)) for i, j, entry in operator.nonzero()]
