"""A master equation solved to any number of digits as a Taylor series of the differential equation, in mpmath.

The series is that of the N by N matrix, in whole multiples of a power of 1/2; it never sees the Liouvillian.
"""

from __future__ import annotations

from itertools import product
from operator import add
from typing import TYPE_CHECKING, Any

import mpmath
from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational, as_mpmath
from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.numeric_check.lindblad.equation import Entries, LindbladEquation, arithmetic_cost, check_problem
from flint import fmpq

if TYPE_CHECKING:
    from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix

__all__ = ["evolve_taylor", "seconds"]

_GUARD_DIGITS = 15
_Parts = tuple[list[int], list[int]]  # of N^2 entries, row by row: the real and the imaginary ones
_STEP = 4  # the norm of the generator times one step: larger ones need more guard digits, smaller ones more steps


def evolve_taylor(equation: LindbladEquation, rho: ExactMatrix, time: ExactInput, digits: int | None = None) -> Entries:
    """Return rho(t) from Taylor steps of d rho / dt, as N by N numbers of type `mpf` or `mpc`.

    With C a bound on the generator in the norm max |rho_IJ|, a step h keeps C h <= 4, and its series stops when the
    remainder (C h)^(k+1) / (k+1)! / (1 - C h / (k+2)) |rho| is below the tolerance. Errors grow at most as exp(C t);
    the guard digits allow for all of that. Parameters are those of `check_problem`.

    Raises NumericError as `check_problem` does.

    >>> from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state
    >>> rho = evolve_taylor(LindbladEquation((matrix([[0, 1], [0, 0]]),)), pure_state([1, 0]), 1, digits=30)
    >>> rho[0][0] == 1 and rho[1][1] == 0
    True
    """
    moment, wanted = check_problem(equation, rho, time, digits)
    reach = equation.norm * moment
    steps = max(1, int((reach / _STEP).ceil()))
    with exclusive(), mpmath.workdps(wanted + _GUARD_DIGITS + int(reach / 2) + len(str(steps))):
        bits = mpmath.mp.prec
        right_side = _RightSide(equation, moment / steps, bits)
        tolerance = mpmath.mpf(10) ** (-mpmath.mp.dps)
        step_reach = as_mpmath(reach / steps)
        state = [_fixed(entry, bits) for entry in rho.real.entries()], [_fixed(entry, bits) for entry in rho.imag.entries()]
        for _ in range(steps):
            state = _taylor_step(right_side, state, step_reach, tolerance)
        real, imag = ([mpmath.ldexp(entry, -bits) for entry in part] for part in state)
        entries = [mpmath.mpc(x, y) if y else x for x, y in zip(real, imag, strict=True)]
        return tuple(tuple(entries[start : start + equation.levels]) for start in range(0, len(entries), equation.levels))


def seconds(equation: LindbladEquation, time: fmpq, digits: int) -> float:
    """Estimate what `evolve_taylor` takes on one core: steps of a norm of 4, about a term a digit, products in a term.

    Each step takes two more digits of all.
    """
    quarter = equation.norm * time / _STEP
    steps = max(1, int(quarter.p) / int(quarter.q))
    sides = sum(len(side.nonzero) for side in equation.one_sided)
    products = sum(len(a.nonzero) * len(b.nonzero) for _, a, b, _ in equation.terms) + equation.levels * sides
    unit = 4e-6 if equation.real else 1.25e-6
    return unit * arithmetic_cost(equation, digits + 15 + 2 * steps) * steps * products


def _taylor_step(right_side: _RightSide, state: _Parts, reach: Any, tolerance: Any) -> _Parts:
    real, imag = term = state
    order, term_bound = 0, mpmath.ldexp(max(abs(x) + abs(y) for x, y in zip(real, imag, strict=True)), -right_side.bits)
    while True:
        order += 1
        left, right = right_side(term)
        term = [entry // order for entry in left], [entry // order for entry in right]
        real, imag = list(map(add, real, term[0])), list(map(add, imag, term[1]))
        term_bound *= reach / order
        if order > reach and term_bound * reach / (order + 1) / (1 - reach / (order + 2)) < tolerance:
            return real, imag


class _RightSide:
    """The right-hand side of the equation times a step, by the few nonzero entries of its operators."""

    def __init__(self, equation: LindbladEquation, step: fmpq, bits: int) -> None:
        levels, (left, right) = range(equation.levels), equation.one_sided
        pairs = [(rate, *pair) for rate, a, b, _ in equation.terms for pair in product(a.nonzero, b.nonzero)]
        found = [(i, m, j, k, rate * one * other) for rate, (i, j, one), (k, m, other) in pairs]
        found += [(i, m, j, m, factor) for i, j, factor in left.nonzero for m in levels]
        found += [(i, m, i, k, factor) for k, m, factor in right.nonzero for i in levels]
        self.bits, self.size = bits, equation.levels**2
        self.real: list[tuple[int, int, int]] = []  # where each product belongs, of which entry it is made, a part of its factor
        self.imag: list[tuple[int, int, int]] = []
        for i, m, j, k, factor in found:
            parts = (factor.real, factor.imag) if isinstance(factor, ComplexRational) else (factor, fmpq(0))
            places = i * equation.levels + m, j * equation.levels + k
            for side, part in zip((self.real, self.imag), parts, strict=True):
                if part:
                    side.append((*places, _fixed(part * step, bits)))

    def __call__(self, parts: _Parts) -> _Parts:
        (real, imag), new_real, new_imag = parts, [0] * self.size, [0] * self.size
        for to, source, x in self.real:
            new_real[to] += x * real[source]
            new_imag[to] += x * imag[source]
        for to, source, y in self.imag:
            new_real[to] -= y * imag[source]
            new_imag[to] += y * real[source]
        return [value >> self.bits for value in new_real], [value >> self.bits for value in new_imag]


def _fixed(value: fmpq, bits: int) -> int:
    return int((value * 2**bits).floor())
