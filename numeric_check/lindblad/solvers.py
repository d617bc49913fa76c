"""Two solvers for the dynamics of every check, behind one name: the check chooses, the oracles need not know.

A solver that encloses nothing comes with no proof of its error. Its numbers are taken for balls with the radius that it
works to, so that the two are compared in one way.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from bornproof.numeric_check.arithmetic.precision import working_digits, working_precision
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.engines import ENCLOSURE, ENGINES
from flint import acb, arb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
    from bornproof.numeric_check.lindblad.enclosed import Balls
    from bornproof.numeric_check.lindblad.equation import LindbladEquation

__all__ = ["evolve", "present_solver", "solved_by"]

_present: ContextVar[str] = ContextVar("solver", default=ENCLOSURE)


def present_solver() -> str:
    """Return the name, in `ENGINES`, of the solver in force.

    >>> present_solver()
    'balls'
    """
    return _present.get()


@contextmanager
def solved_by(name: str) -> Iterator[None]:
    """Put a solver in force for all of `evolve` inside.

    Raises NumericError when no engine has this name, or it has a limit to its digits.

    >>> with solved_by("taylor"):
    ...     present_solver()
    'taylor'
    """
    able = [engine for engine, solver in ENGINES.items() if solver.most_digits is None]
    if name not in able:
        raise NumericError(f"a solver must be one of {', '.join(able)}, not {name}")
    token = _present.set(name)
    try:
        yield
    finally:
        _present.reset(token)


def evolve(equation: LindbladEquation, rho: ExactMatrix, time: ExactInput, digits: int | None = None) -> Balls:
    """Return rho(t) by the solver in force, N by N balls.

    Parameters and errors are those of `numeric_check.lindblad.enclosed.evolve_balls`.

    >>> from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state
    >>> from bornproof.numeric_check.lindblad.equation import LindbladEquation
    >>> with solved_by("taylor"):
    ...     evolve(LindbladEquation((matrix([[0, 0], [1, 0]]),)), pure_state([1, 0]), 1, digits=20)[0][0].str(15)
    '[0.367879441171442 +/- 3.22e-16]'
    """
    solver, wanted = ENGINES[present_solver()], working_digits(digits)
    with working_precision(wanted):
        numbers = solver.run(equation, rho, time, wanted)
        if solver.rigorous:
            return numbers
        radius = arb(0, arb(10) ** -wanted)
        return tuple(tuple(_ball(number, radius) for number in row) for row in numbers)


def _ball(number: Any, radius: arb) -> arb | acb:
    if hasattr(number, "_mpc_"):
        return acb(arb(number.real) + radius, arb(number.imag) + radius)
    return arb(number) + radius
