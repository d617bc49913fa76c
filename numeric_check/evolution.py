"""The master equation (15) solved to any number of digits in mpmath, twice: by the exponential, and as a Taylor series.

The exponential is of the whole N^2-dimensional Liouvillian. The Taylor method integrates the ordinary differential
equation for the N by N matrix and never sees the Liouvillian; it counts in whole multiples of a power of 1/2.
"""

from __future__ import annotations

from operator import add
from typing import Any

import mpmath
from flint import fmpq, fmpq_mat

from numeric_check.exact import ComplexRational, Exact, ExactInput
from numeric_check.matrices import ExactMatrix, zeros
from numeric_check.operators import MasterEquation, check_problem
from numeric_check.precision import exclusive

__all__ = ["Entries", "evolve_expm", "evolve_taylor"]

Entries = tuple[tuple[Any, ...], ...]
"""The N by N entries of rho, row by row, in the numbers of the engine."""

_GUARD_DIGITS = 15
_STEP = 4  # the norm of the generator times one step: larger ones need more guard digits, smaller ones more steps

_Parts = tuple[list[int], list[int]]  # of the N^2 entries, row by row, the real and the imaginary parts


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
        bits = mpmath.mp.prec
        right_side = _RightSide(equation, time / steps, bits)
        tolerance = mpmath.mpf(10) ** (-mpmath.mp.dps)
        reach = _number(bound * time / steps)
        state = [_fixed(entry, bits) for entry in rho.real.entries()], [_fixed(entry, bits) for entry in rho.imag.entries()]
        for _ in range(steps):
            state = _taylor_step(right_side, state, reach, tolerance)
        real, imag = ([mpmath.ldexp(entry, -bits) for entry in part] for part in state)
        entries = [mpmath.mpc(x, y) if y else x for x, y in zip(real, imag, strict=True)]
        return tuple(tuple(entries[start : start + equation.levels]) for start in range(0, len(entries), equation.levels))


def _taylor_step(right_side: _RightSide, state: _Parts, reach: Any, tolerance: Any) -> _Parts:
    real, imag = state
    term = state
    order, term_bound = 0, mpmath.ldexp(max(abs(x) + abs(y) for x, y in zip(*state, strict=True)), -right_side.bits)
    while True:
        order += 1
        left, right = right_side(term)
        term = [entry // order for entry in left], [entry // order for entry in right]
        real, imag = list(map(add, real, term[0])), list(map(add, imag, term[1]))
        term_bound *= reach / order
        if order > reach and term_bound * reach / (order + 1) / (1 - reach / (order + 2)) < tolerance:
            return real, imag


class _RightSide:
    """The right-hand side of (15) times a step, by the few nonzero entries of its operators."""

    def __init__(self, equation: MasterEquation, step: fmpq, bits: int) -> None:
        levels, (left, right) = range(equation.levels), _one_sided(equation)
        found = [
            (i, m, j, k, a_ij * b_km) for a, b, _ in equation.readings for i, j, a_ij in a.nonzero() for k, m, b_km in b.nonzero()
        ]
        found += [(i, m, j, m, factor) for i, j, factor in left.nonzero() for m in levels]
        found += [(i, m, i, k, factor) for k, m, factor in right.nonzero() for i in levels]
        self.bits, self.size = bits, equation.levels**2
        self.terms = []  # where a term belongs, what it is made of, and its factor
        for i, m, j, k, factor in found:
            parts = (factor.real, factor.imag) if isinstance(factor, ComplexRational) else (factor, fmpq(0))
            places = i * equation.levels + m, j * equation.levels + k
            self.terms.append((*places, *(_fixed(part * step, bits) for part in parts)))

    def __call__(self, parts: _Parts) -> _Parts:
        (real, imag), new_real, new_imag = parts, [0] * self.size, [0] * self.size
        for to, source, x, y in self.terms:
            new_real[to] += x * real[source] - y * imag[source]
            new_imag[to] += x * imag[source] + y * real[source]
        return [value >> self.bits for value in new_real], [value >> self.bits for value in new_imag]


def _norm_bound(equation: MasterEquation) -> fmpq:
    """Return a bound on the right-hand side in the norm max |rho_IJ|: row sums at the left, column sums right."""
    size = equation.levels
    gains = fmpq_mat(size, size)
    for a, b, _ in equation.readings:
        gains += _row_sums(a) * _row_sums(b.adjoint()).transpose()
    left, right = _one_sided(equation)
    return max(gains.entries()) + max(_row_sums(left).entries()) + max(_row_sums(right.adjoint()).entries())


def _row_sums(operator: ExactMatrix) -> fmpq_mat:
    sums = [sum(map(_size, row), fmpq(0)) for row in operator.rows()]
    return fmpq_mat(len(sums), 1, sums)


def _one_sided(equation: MasterEquation) -> tuple[ExactMatrix, ExactMatrix]:
    # -i [H, rho] - {rho, M}/2 = left rho + rho right with left = -i H - M/2 and right = i H - M/2
    damping, turning = equation.damping.scale(fmpq(-1, 2)), zeros(equation.levels, equation.levels)
    if equation.hamiltonian is not None:
        turning = equation.hamiltonian.scale(ComplexRational(fmpq(0), fmpq(-1)))
    return damping + turning, damping - turning


def _fixed(value: fmpq, bits: int) -> int:
    return int((value * 2**bits).floor())


def _size(value: Exact) -> fmpq:
    return abs(value.real) + abs(value.imag) if isinstance(value, ComplexRational) else abs(value)


def _number(value: Exact) -> Any:
    if isinstance(value, ComplexRational):
        return mpmath.mpc(_number(value.real), _number(value.imag))
    return mpmath.mpf(int(value.p)) / int(value.q)
