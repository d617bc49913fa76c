"""The master equation (15) solved to any number of digits in mpmath, twice: by the exponential, and as a Taylor series.

The exponential is of the whole N^2-dimensional Liouvillian. The Taylor method integrates the ordinary differential
equation for the N by N matrix and never sees the Liouvillian.
"""

from __future__ import annotations

from typing import Any

import mpmath
from flint import fmpq

from numeric_check.exact import ComplexRational, Exact, ExactInput
from numeric_check.matrices import ExactMatrix, zeros
from numeric_check.operators import MasterEquation, check_problem
from numeric_check.precision import exclusive

__all__ = ["Entries", "evolve_expm", "evolve_taylor"]

Entries = tuple[tuple[Any, ...], ...]
"""The N by N entries of rho, row by row, in the numbers of the engine."""

_GUARD_DIGITS = 15
_STEP = 4  # the norm of the generator times one step: larger ones need more guard digits, smaller ones more steps

_Sparse = list[tuple[int, int, Any]]


def evolve_expm(equation: MasterEquation, rho: ExactMatrix, kappa_t: ExactInput, digits: int = 50) -> Entries:
    """Return rho(t) from `mpmath.expm` of the Liouvillian, as N by N numbers of type `mpf` or `mpc`.

    Parameters and errors are those of `check_problem`.

    Raises
    ------
    NumericError
        As `check_problem` does.

    Examples
    --------
    >>> from numeric_check.matrices import pure_state
    >>> rho = evolve_expm(MasterEquation((1,)), pure_state([1, 0]), 1, digits=30)
    >>> abs(rho[0][0] - mpmath.exp(-1)) < 1e-15
    True
    """
    time = check_problem(equation, rho, kappa_t, digits)
    size = equation.levels
    with exclusive(), mpmath.workdps(digits + _GUARD_DIGITS):
        generator = mpmath.matrix([[_number(entry * time) for entry in row] for row in equation.liouvillian.rows()])
        state = mpmath.matrix([_number(entry) for row in rho.rows() for entry in row])
        final = mpmath.expm(generator) * state
        return tuple(tuple(final[i * size + j] for j in range(size)) for i in range(size))


def evolve_taylor(equation: MasterEquation, rho: ExactMatrix, kappa_t: ExactInput, digits: int = 50) -> Entries:
    """Return rho(t) from Taylor steps of d rho / d(kappa t), as N by N numbers of type `mpf` or `mpc`.

    With C a bound on the generator in the norm max |rho_IJ|, a step h keeps C h <= 4, and its series stops when the
    remainder (C h)^(k+1) / (k+1)! / (1 - C h / (k+2)) |rho| is below the tolerance. Errors grow at most as exp(C t);
    the guard digits allow for all of that.

    Raises
    ------
    NumericError
        As `check_problem` does.

    Examples
    --------
    >>> from numeric_check.matrices import pure_state
    >>> rho = evolve_taylor(MasterEquation((-1,)), pure_state([1, 0]), 1, digits=30)
    >>> rho[0][0] == 1 and rho[1][1] == 0
    True
    """
    time = check_problem(equation, rho, kappa_t, digits)
    bound = _norm_bound(equation)
    steps = max(1, int((bound * time / _STEP).ceil()))
    with exclusive(), mpmath.workdps(digits + _GUARD_DIGITS + int(bound * time / 2) + len(str(steps))):
        right_side = _RightSide(equation, _number(time / steps))
        tolerance = mpmath.mpf(10) ** (-mpmath.mp.dps)
        reach = _number(bound * time / steps)
        state = [[_number(entry) for entry in row] for row in rho.rows()]
        for _ in range(steps):
            state = _taylor_step(right_side, state, reach, tolerance)
        return tuple(tuple(row) for row in state)


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
    """The right-hand side of (15) times a step, applied to N by N lists of numbers, operators being sparse."""

    def __init__(self, equation: MasterEquation, step: Any) -> None:
        self.levels = equation.levels
        self.both = [
            (i, j, k, m, left * right * step)
            for a, b, _ in equation.readings
            for i, j, left in _sparse(a)
            for k, m, right in _sparse(b)
        ]
        self.left, self.right = ([(i, j, entry * step) for i, j, entry in _sparse(side)] for side in _one_sided(equation))

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


def _norm_bound(equation: MasterEquation) -> fmpq:
    """Return a bound on the right-hand side in the norm max |rho_IJ|: row sums at the left, column sums right."""
    levels = range(equation.levels)
    gains = {(i, m): fmpq(0) for i in levels for m in levels}
    for a, b, _ in equation.readings:
        for i, m in gains:
            gains[i, m] += _row_sum(a, i) * _row_sum(b.adjoint(), m)
    left, right = _one_sided(equation)
    return max(gains.values()) + sum(
        (max(_row_sum(side, i) for i in levels) for side in (left, right.adjoint())), fmpq(0)
    )


def _row_sum(operator: ExactMatrix, row: int) -> fmpq:
    return sum((_size(operator[row, column]) for column in range(operator.shape[1])), fmpq(0))


def _one_sided(equation: MasterEquation) -> tuple[ExactMatrix, ExactMatrix]:
    # -i [H, rho] - {rho, M}/2 = left rho + rho right with left = -i H - M/2 and right = i H - M/2
    damping, turning = equation.damping.scale(fmpq(-1, 2)), zeros(equation.levels, equation.levels)
    if equation.hamiltonian is not None:
        turning = equation.hamiltonian.scale(ComplexRational(fmpq(0), fmpq(-1)))
    return damping + turning, damping - turning


def _sparse(operator: ExactMatrix) -> _Sparse:
    return [(i, j, _number(entry)) for i, j, entry in operator.nonzero()]


def _size(value: Exact) -> fmpq:
    return abs(value.real) + abs(value.imag) if isinstance(value, ComplexRational) else abs(value)


def _number(value: Exact) -> Any:
    if isinstance(value, ComplexRational):
        return mpmath.mpc(_number(value.real), _number(value.imag))
    return mpmath.mpf(int(value.p)) / int(value.q)
