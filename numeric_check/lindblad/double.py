"""The master equation (15) solved in double precision by QuTiP: a solver that nobody here wrote."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational, Exact
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.model.jump_operators import LINDBLAD, MasterEquation, check_problem

if TYPE_CHECKING:
    from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
    from bornproof.numeric_check.lindblad.multiprecision import Entries

__all__ = ["evolve_qutip"]

_TOLERANCE = 1e-12


def evolve_qutip(equation: MasterEquation, rho: ExactMatrix, kappa_t: ExactInput) -> Entries:
    """Return rho(t) from `qutip.mesolve` with the jump operators (14), as N by N numbers of type `complex`.

    Parameters
    ----------
    equation
        The master equation in one sector; QuTiP knows only its Lindblad form.
    rho
        The initial density matrix, N by N.
    kappa_t
        The time in units of 1 / kappa, at least 0.

    Raises
    ------
    NumericError
        When the equation is another reading of (15), the problem is invalid, or QuTiP is not installed.

    Examples
    --------
    >>> from bornproof.numeric_check.arithmetic.matrices import pure_state
    >>> abs(evolve_qutip(MasterEquation((1,)), pure_state([0, 1]), 1)[1][1] - 1) < 1e-9
    True
    """
    time = check_problem(equation, rho, kappa_t, digits=15)
    if equation.daggers != LINDBLAD:
        raise NumericError(f"QuTiP needs the Lindblad form {LINDBLAD}, not {equation.daggers}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # without matplotlib QuTiP warns that it cannot draw
            import qutip
    except ImportError:
        raise NumericError("QuTiP must be installed: it comes with the extra `qutip`") from None

    def operator(exact: ExactMatrix) -> Any:
        # Sparse: a dense Liouvillian makes every step a large matrix product, with more threads than are good for it.
        return qutip.Qobj([[_double(entry) for entry in row] for row in exact.rows()]).to("CSR")

    hamiltonian = qutip.qzero(equation.levels) if equation.hamiltonian is None else operator(equation.hamiltonian)
    jumps = [operator(jump) for jump in equation.jump_operators]
    options = {"atol": _TOLERANCE, "rtol": _TOLERANCE, "nsteps": 100_000, "progress_bar": ""}
    result = qutip.mesolve(hamiltonian, operator(rho).to("Dense"), [0.0, int(time.p) / int(time.q)], c_ops=jumps, options=options)
    return tuple(tuple(complex(entry) for entry in row) for row in result.states[-1].full())


def _double(value: Exact) -> complex:
    if isinstance(value, ComplexRational):
        return complex(int(value.real.p) / int(value.real.q), int(value.imag.p) / int(value.imag.q))
    return complex(int(value.p) / int(value.q))
