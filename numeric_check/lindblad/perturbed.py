"""The stationary state of a master equation with a weak Hamiltonian, order by order, exactly."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bornproof.numeric_check.arithmetic.complex_rational import ZERO, ComplexRational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, check_hermitian, zeros
from bornproof.numeric_check.errors import NumericError
from flint import fmpq, fmpq_mat

if TYPE_CHECKING:
    from bornproof.numeric_check.lindblad.equation import LindbladEquation

__all__ = ["stationary_orders"]


@lru_cache(maxsize=1024)
def stationary_orders(equation: LindbladEquation, hamiltonian: ExactMatrix, orders: int) -> tuple[ExactMatrix, ...]:
    """Return rho_0, ..., rho_k of the stationary state rho_0 + e rho_1 + ... with the Hamiltonian e H added, k = `orders`.

    The generator G of the equation has G rho_0 = 0 and Tr rho_0 = 1; then G rho_k = i [H, rho_{k-1}] and Tr rho_k = 0.

    Parameters
    ----------
    equation
        The master equation, without a Hamiltonian, in its Lindblad form, with one stationary state.
    hamiltonian
        H, an N by N Hermitian matrix, in the unit of the rates.
    orders
        The highest order, at least 0.

    Raises
    ------
    NumericError
        When an argument is outside its domain, or more than one state does not move.

    Examples
    --------
    >>> from bornproof.numeric_check.arithmetic.matrices import matrix
    >>> from bornproof.numeric_check.lindblad.equation import LindbladEquation
    >>> raising, coupled = matrix([[0, 0], [1, 0]]), matrix([[0, 1], [1, 0]])
    >>> [order.diagonal() for order in stationary_orders(LindbladEquation((raising,)), coupled, 2)]
    [(0, 1), (0, 0), (4, -4)]
    """
    equation.check_form("an expansion")
    check_hermitian(hamiltonian, "the Hamiltonian", equation.levels)
    if equation.hamiltonian is not None or not equation.real or orders < 0:
        raise NumericError("an expansion must start from a real equation without a Hamiltonian, with orders of at least 0")
    nothing = zeros(equation.levels, equation.levels)
    found = [_solved(equation, nothing, trace=1)]
    for _ in range(orders):
        commutator = hamiltonian @ found[-1] - found[-1] @ hamiltonian
        found.append(_solved(equation, commutator.scale(ComplexRational(ZERO, fmpq(1))), trace=0))
    return tuple(found)


def _solved(equation: LindbladEquation, right: ExactMatrix, trace: int) -> ExactMatrix:
    """The matrix with this trace that the generator takes to `right`, block by block."""
    size = equation.levels
    entries = fmpq_mat(size, size), fmpq_mat(size, size)
    for block in equation.blocks:
        places = [divmod(k, size) for k in block]
        rates = equation.part(block).real
        populations = [place for place, (i, j) in enumerate(places) if i == j]
        parts = [[part[place] for place in places] for part in (right.real, right.imag)]
        if populations:  # the equations of all populations add up to 0 = 0: the trace stands for the first of them
            first = populations[0]
            for column in range(len(block)):
                rates[first, column] = int(column in populations)
            parts[0][first], parts[1][first] = fmpq(trace), fmpq(0)
        if not rates.det():
            raise NumericError("an expansion must start from an equation with one stationary state")
        for target, values in zip(entries, parts, strict=True):
            for place, value in zip(places, rates.solve(fmpq_mat(len(block), 1, values)).entries(), strict=True):
                target[place] = value
    return ExactMatrix(*entries)
