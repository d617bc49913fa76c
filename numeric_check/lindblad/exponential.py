"""A master equation solved to any number of digits by mpmath's exponential of the whole N^2-dimensional Liouvillian."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mpmath
from bornproof.numeric_check.arithmetic.complex_rational import as_mpmath
from bornproof.numeric_check.arithmetic.precision import exclusive
from bornproof.numeric_check.lindblad.equation import Entries, LindbladEquation, arithmetic_cost, check_problem

if TYPE_CHECKING:
    from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
    from flint import fmpq

__all__ = ["evolve_expm", "seconds"]

_GUARD_DIGITS = 15


def evolve_expm(equation: LindbladEquation, rho: ExactMatrix, time: ExactInput, digits: int | None = None) -> Entries:
    """Return rho(t) from `mpmath.expm` of the Liouvillian, as N by N numbers of type `mpf` or `mpc`.

    Parameters are those of `check_problem`. Raises NumericError as `check_problem` does.

    >>> from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state
    >>> rho = evolve_expm(LindbladEquation((matrix([[0, 0], [1, 0]]),)), pure_state([1, 0]), 1, digits=30)
    >>> abs(rho[0][0] - mpmath.exp(-1)) < 1e-15
    True
    """
    moment, wanted = check_problem(equation, rho, time, digits)
    size = equation.levels
    with exclusive(), mpmath.workdps(wanted + _GUARD_DIGITS):
        generator = mpmath.matrix([[as_mpmath(entry * moment) for entry in row] for row in equation.liouvillian.rows()])
        final = mpmath.expm(generator) * mpmath.matrix([as_mpmath(entry) for row in rho.rows() for entry in row])
        return tuple(tuple(final[i * size : (i + 1) * size]) for i in range(size))


def seconds(equation: LindbladEquation, _time: fmpq, digits: int) -> float:
    """Estimate what `evolve_expm` takes on one core: the cube of the size of the Liouvillian."""
    return 2.5e-7 * arithmetic_cost(equation, digits + 15) * equation.levels**6
