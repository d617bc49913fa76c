"""What is left for t -> infinity, by projecting the state onto the kernel of the Liouvillian."""

from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, divide
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix, zeros
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.hidden_variables import sign_of
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.evolution import start_at
from bornproof.proofs.paper.oracles.oracle import Oracle
from bornproof.proofs.paper.points.tables import Point, matrix_at, signs_at
from bornproof.symbolic.notation.core import kappa, rho0, sigma
from bornproof.symbolic.notation.footnotes import later
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.notation.settings import coupling, splitting
from flint import fmpq

__all__ = ["certainty_at", "final_populations", "later_variance_at", "limit_at", "limit_entry", "limit_of", "missed_outcome_at"]


def limit_of(point: Point) -> ExactMatrix:
    """The exact limit of rho(t), with H where the point has it and it is not 0; its trace is that of the start."""
    start = start_at(point)
    size, trace = start.shape[0], start.trace()
    energy = matrix_at(point, h, size).scale(divide(ONE, point[kappa])) if h[1, 1] in point else zeros(size, size)
    equation = master_equation(signs_at(point), None if energy == zeros(size, size) else energy)
    return stationary(equation, start.scale(divide(ONE, trace))).scale(trace)


def limit_at(point: Point) -> Any:
    """The limit of rho(t)."""
    return limit_of(point).rows()


def limit_entry(row: Any, column: Any) -> Oracle:
    """The entry (row, column), levels or symbols of levels, of the limit."""
    return lambda point: limit_of(point)[int(point.get(row, row)) - 1, int(point.get(column, column)) - 1]


def final_populations(point: Point) -> tuple[tuple[Any, ...], ...]:
    """The column of populations of the limit."""
    return tuple((value,) for value in limit_of(point).diagonal())


def certainty_at(point: Point) -> Any:
    """The sum of the squared final populations."""
    final = limit_of(point)
    return sum(((x := final[k, k]) * x for k in (0, 1)), fmpq(0))


def missed_outcome_at(point: Point) -> fmpq:
    """1 minus the population of the winner in the end, from the kernel of the Liouvillian with its Hamiltonian."""
    sign, start = sign_of(point[sigma[2]]), diagonal([point[rho0[1, 1]], point[rho0[2, 2]]])
    if not sign and point[coupling]:
        raise UndefinedError("at sigma_2 = 0 the populations of coupled levels have no limit")
    energy = matrix([[0, point[coupling]], [point[coupling], point[splitting]]]).scale(1 / point[kappa])
    winner = 1 if sign > 0 else 0
    return 1 - stationary(master_equation((sign,), energy if sign else None), start).real[winner, winner]


def later_variance_at(point: Point) -> Any:
    """Tr(B^2 rho) - Tr(B rho)^2 with the limit rho of the model."""
    state, observable = limit_of(point), matrix_at(point, later, 2)
    mean = (observable @ state).trace()
    return (observable @ observable @ state).trace() - mean * mean
