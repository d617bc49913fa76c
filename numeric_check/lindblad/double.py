"""A master equation solved in double precision by QuTiP: a solver that nobody here wrote."""

from __future__ import annotations

import importlib.util
import warnings
from math import sqrt
from typing import TYPE_CHECKING, Any

from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational, Exact
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.equation import Entries, LindbladEquation, check_problem

if TYPE_CHECKING:
    from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
    from flint import fmpq

__all__ = ["evolve_qutip", "seconds"]

_TOLERANCE = 1e-12
# Measured: its error stays below 2e-11 times the turn; beyond the reach it gives up, and its squares of the norm overflow.
_MOST_TURN, _MOST_REACH, _MOST_NORM = 30, 10_000, 10**100


def evolve_qutip(equation: LindbladEquation, rho: ExactMatrix, time: ExactInput, digits: int | None = None) -> Entries:
    """Return rho(t) from `qutip.mesolve` with the jump operators, as N by N numbers of type `complex`.

    Whatever the digits are, nine decimals of the result are true. Parameters are those of `check_problem`. Raises NumericError
    as `check_problem` does, when the equation is not of the Lindblad form, and when QuTiP is not installed.

    >>> from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state
    >>> abs(evolve_qutip(LindbladEquation((matrix([[0, 0], [1, 0]]),)), pure_state([0, 1]), 1)[1][1] - 1) < 1e-9
    True
    """
    moment, _ = check_problem(equation, rho, time, digits)
    equation.check_form("QuTiP")
    _check_installed()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # without matplotlib QuTiP warns that it cannot draw
        import qutip

    def operator(exact: ExactMatrix) -> Any:
        # Sparse: a dense Liouvillian makes every step a large matrix product, with more threads than are good for it.
        return qutip.Qobj([[_double(entry) for entry in row] for row in exact.rows()]).to("CSR")

    hamiltonian = qutip.qzero(equation.levels) if equation.hamiltonian is None else operator(equation.hamiltonian)
    jumps = [sqrt(_double(rate).real) * operator(jump) for jump, rate in zip(equation.jumps, equation.gammas, strict=True)]
    options = {"atol": _TOLERANCE, "rtol": _TOLERANCE, "nsteps": 100_000, "progress_bar": ""}
    result = qutip.mesolve(hamiltonian, operator(rho).to("Dense"), [0.0, _double(moment).real], c_ops=jumps, options=options)
    return tuple(tuple(complex(entry) for entry in row) for row in result.states[-1].full())


def seconds(equation: LindbladEquation, time: fmpq, _digits: int) -> float:
    """Estimate what `evolve_qutip` takes on one core.

    Raises NumericError when QuTiP is not installed, the equation is not of the Lindblad form, or nine decimals are out of its
    reach.
    """
    equation.check_form("QuTiP")
    _check_installed()
    reach = time * equation.norm
    if time * equation.turning > _MOST_TURN or reach > _MOST_REACH or equation.norm > _MOST_NORM:
        raise NumericError("double precision does not reach 1e-9 over so long a time or with so large a Hamiltonian")
    return 1.0  # at most, its import included, for up to ten levels


def _check_installed() -> None:
    if importlib.util.find_spec("qutip") is None:
        raise NumericError("QuTiP is not installed: it comes with the extra `qutip`")


def _double(value: Exact) -> complex:
    if isinstance(value, ComplexRational):
        return complex(int(value.real.p) / int(value.real.q), int(value.imag.p) / int(value.imag.q))
    return complex(int(value.p) / int(value.q))
