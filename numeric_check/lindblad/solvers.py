"""Which solver brute force is done with: Arb's enclosures, or mpmath's Taylor series, which shares nothing with them.

The Taylor series comes with no proof of its error. Its numbers are taken for balls with the radius that it works to, so
that the two are compared in one way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
from bornproof.numeric_check.arithmetic.precision import working_digits, working_precision
from bornproof.numeric_check.lindblad.enclosed import Balls, evolve_balls
from bornproof.numeric_check.lindblad.multiprecision import evolve_taylor
from bornproof.numeric_check.model.jump_operators import MasterEquation
from flint import acb, arb

__all__ = ["Solver", "evolve", "present_solver", "solved_by"]


class Solver(Enum):
    """The two ways to solve the master equation to any number of digits."""

    ARB = "the exponential of the Liouvillian, enclosed"
    TAYLOR = "a Taylor series of the differential equation"


_present: ContextVar[Solver] = ContextVar("solver", default=Solver.ARB)


def present_solver() -> Solver:
    """Return the solver in force.

    Examples
    --------
    >>> present_solver().name
    'ARB'
    """
    return _present.get()


@contextmanager
def solved_by(solver: Solver) -> Iterator[None]:
    """Put a solver in force for all of `evolve` inside.

    Examples
    --------
    >>> with solved_by(Solver.TAYLOR):
    ...     present_solver().name
    'TAYLOR'
    """
    token = _present.set(solver)
    try:
        yield
    finally:
        _present.reset(token)


def evolve(equation: MasterEquation, rho: ExactMatrix, kappa_t: ExactInput, digits: int | None = None) -> Balls:
    """Return rho(t) by the solver in force, N by N balls.

    Parameters and errors are those of `numeric_check.lindblad.enclosed.evolve_balls`.

    Raises
    ------
    NumericError
        As `evolve_balls` does.

    Examples
    --------
    >>> from bornproof.numeric_check.arithmetic.matrices import pure_state
    >>> with solved_by(Solver.TAYLOR):
    ...     evolve(MasterEquation((1,)), pure_state([1, 0]), 1, digits=20)[0][0].str(15)
    '[0.367879441171442 +/- 3.22e-16]'
    """
    if present_solver() is Solver.ARB:
        return evolve_balls(equation, rho, kappa_t, digits)
    wanted = working_digits(digits)
    with working_precision(wanted):
        radius = arb(0, arb(10) ** -wanted)
        numbers = evolve_taylor(equation, rho, kappa_t, wanted)
        return tuple(tuple(_ball(number, radius) for number in row) for row in numbers)


def _ball(number: Any, radius: arb) -> arb | acb:
    if hasattr(number, "_mpc_"):
        return acb(arb(number.real) + radius, arb(number.imag) + radius)
    return arb(number) + radius
