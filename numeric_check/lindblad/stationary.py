"""Where the state of a master equation ends: the projection onto the null space of its Liouvillian, exactly."""

from __future__ import annotations

from functools import lru_cache

from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, check_density_matrix
from bornproof.numeric_check.arithmetic.null_space import limit_projection, turns_forever
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.equation import LindbladEquation
from flint import fmpq_mat

__all__ = ["population_limit", "stationary"]


def stationary(equation: LindbladEquation, rho: ExactMatrix) -> ExactMatrix:
    """Return the limit of rho(t) at infinite time, exactly.

    In each diagonal block of the Liouvillian it is the projection onto the kernel along the range; it exists where no part of
    rho turns for ever. `equation`: the master equation, in its Lindblad form. `rho`: a density matrix of N levels. Raises
    NumericError when `rho` is no density matrix of N levels, the equation is of another form, or there is no limit.

    >>> from fractions import Fraction
    >>> from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state
    >>> raising, half = matrix([[0, 0], [1, 0]]), Fraction(1, 2)
    >>> stationary(LindbladEquation((raising,)), pure_state([1, 0])).rows()
    ((0, 0), (0, 1))
    >>> stationary(LindbladEquation((raising,), matrix([[0, half], [half, 0]])), pure_state([1, 0])).real
    [1/3,   0]
    [  0, 2/3]
    """
    size = equation.levels
    check_density_matrix(rho, size)
    limit = fmpq_mat(size, size), fmpq_mat(size, size)
    for block in equation.blocks:
        places = [divmod(k, size) for k in block]
        start = ExactMatrix(*(fmpq_mat(len(block), 1, [part[place] for place in places]) for part in (rho.real, rho.imag)))
        if start.real or start.imag:
            final = _projection(equation, block) @ start
            for k, place in enumerate(places):
                limit[0][place], limit[1][place] = final.real[k, 0], final.imag[k, 0]
    return ExactMatrix(*limit)


@lru_cache(maxsize=4096)
def population_limit(equation: LindbladEquation) -> fmpq_mat:
    """Return the N by N matrix that takes the populations to their limits, where no coherence feeds a population.

    Raises NumericError when one does, or the equation is of another than the Lindblad form.

    >>> from bornproof.numeric_check.arithmetic.matrices import matrix
    >>> population_limit(LindbladEquation((matrix([[0, 1], [0, 0]]),))).tolist()
    [[1, 1], [0, 0]]
    """
    equation.check_form("a limit")
    populations = range(0, equation.levels**2, equation.levels + 1)
    if any(row in populations and column not in populations for row, column in equation.coefficients):
        raise NumericError("populations must be fed by populations alone to have limits of their own")
    return limit_projection(equation.population_rates.real)


@lru_cache(maxsize=1024)
def _projection(equation: LindbladEquation, block: tuple[int, ...]) -> ExactMatrix:
    """The limit of exp(A t) for a block A of the Liouvillian; a complex one acts on real parts, then imaginary ones."""
    equation.check_form("a limit")
    part, size = equation.part(block), len(block)
    generator = part.real
    if not part.is_real():
        pairs = list(zip(part.real.tolist(), part.imag.tolist(), strict=True))
        rows = [[*x, *(-value for value in y)] for x, y in pairs] + [[*y, *x] for x, y in pairs]
        generator = fmpq_mat(rows)
    if turns_forever(generator):
        raise NumericError("a state must not turn for ever for a limit to exist: the Liouvillian has an imaginary eigenvalue")
    limit = limit_projection(generator)
    if part.is_real():
        return ExactMatrix(limit, fmpq_mat(size, size))
    return ExactMatrix(*(fmpq_mat([row[:size] for row in rows]) for rows in (limit.tolist()[:size], limit.tolist()[size:])))
