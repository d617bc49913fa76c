"""The equation of motion and its solutions by brute force from the definitions (14), (15), at exact points."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix
from bornproof.numeric_check.arithmetic.precision import working_digits
from bornproof.numeric_check.lindblad.enclosed import Balls
from bornproof.numeric_check.lindblad.equation import LindbladEquation
from bornproof.numeric_check.lindblad.solvers import evolve, present_solver, solved_by
from bornproof.numeric_check.model.hidden_variables import sign_of
from bornproof.numeric_check.model.jump_operators import jump_operator, master_equation
from bornproof.proofs.paper.oracles.oracle import Oracle
from bornproof.proofs.paper.points.tables import Point, entries, matrix_at, signs_at
from bornproof.symbolic.notation.core import I, J, N, kappa, rho, rho0, sigma, t
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.notation.settings import energy_factor, first_weight, other_sigma, second_state, second_weight
from flint import fmpq

__all__ = [
    "commuted_at", "damping_at", "damping_by_definition", "defect_at", "energy_rate_at", "evolved", "evolved_entry", "evolved_in",
    "generator_entry", "generator_value", "jump_at", "master_equation_at", "other_defect_at", "rate_at", "scaled_rate_at",
    "start_at", "state_at", "trace_rate_at", "without_collapse_at",
]  # fmt: skip


def generator_value(point: Point) -> ExactMatrix:
    """d rho/d(kappa t) from the definitions (14) and (15), in Lindblad form, with H/kappa where the point has H."""
    sector = signs_at(point)
    size = len(sector) + 1
    energy = matrix_at(point, h, size).scale(1 / point[kappa]) if h[1, 1] in point else None
    return _rate(master_equation(sector, energy), matrix_at(point, rho, size))


def generator_entry(row: Any, column: Any) -> Oracle:
    """The entry (row, column) of d rho/d(kappa t), where row and column are levels or symbols of levels."""
    return lambda point: generator_value(point)[_level(row, point) - 1, _level(column, point) - 1]


def rate_at(row: Any, column: Any) -> Oracle:
    """d rho_IJ/dt of an entry."""
    entry = generator_entry(row, column)
    return lambda point: entry(point) * point[kappa]


def master_equation_at(point: Point) -> Any:
    """d rho/dt as a matrix."""
    return generator_value(point).scale(point[kappa]).rows()


def trace_rate_at(point: Point) -> Any:
    """d Tr rho/dt."""
    return generator_value(point).trace() * point[kappa]


def commuted_at(point: Point) -> Any:
    """d rho/d(kappa t) minus its adjoint."""
    rate = generator_value(point)
    return (rate - rate.adjoint()).rows()


def scaled_rate_at(point: Point) -> Any:
    """d rho/dt with kappa and H multiplied by the factor."""
    larger = {kappa: point[kappa] * point[energy_factor]} | entries(h, matrix_at(point, h, 2).scale(point[energy_factor]))
    return master_equation_at({**point, **larger})


def without_collapse_at(point: Point) -> Any:
    """The generator is affine in kappa: its value at 0 from those at kappa and 2 kappa."""
    doubled = {**point, kappa: 2 * point[kappa]}
    once, twice = (generator_value(where).scale(where[kappa]) for where in (point, doubled))
    return (once.scale(2) - twice)[int(point[I]) - 1, int(point[J]) - 1]


def energy_rate_at(point: Point) -> Any:
    """Tr(H d rho/dt) from the generator's value."""
    rate = generator_value(point).scale(point[kappa])
    return sum((point[h[i, j]] * rate[j - 1, i - 1] for i in (1, 2) for j in (1, 2)), fmpq(0))


def defect_at(point: Point) -> Any:
    """The rate of a rho + b rho' minus a times that of rho and b times that of rho', entry (I, J)."""
    a, b = point[first_weight], point[second_weight]
    one, other = (matrix_at(point, base, point[N]) for base in (rho, second_state))
    mixed = {**point} | entries(rho, one.scale(a) + other.scale(b))
    rates = generator_value(mixed) - generator_value(point).scale(a) - generator_value({**point} | entries(rho, other)).scale(b)
    return rates[point[I] - 1, point[J] - 1]


def other_defect_at(point: Point) -> Any:
    """The same defect, as a matrix over kappa, where rho' has the signs of its own."""
    first, second = (matrix_at(point, base, 2) for base in (rho, second_state))
    a, b = point[first_weight], point[second_weight]
    signs, others = (sign_of(point[sigma[2]]),), (sign_of(point[other_sigma[2]]),)
    mixed = master_equation(signs).rate(first.scale(a) + second.scale(b))
    return (mixed - master_equation(signs).rate(first).scale(a) - master_equation(others).rate(second).scale(b)).rows()


def jump_at(upper: Any, lower: Any, *, adjoint: bool = False) -> Oracle:
    """L_KM of Eq. (14) or its adjoint, where K = upper and M = lower are levels or symbols of levels."""

    def operator(point: Point) -> Any:
        sector, level = signs_at(point), _level(upper, point)
        jump = jump_operator(len(sector) + 1, level, _level(lower, point), sector[level - 2])
        return (jump.adjoint() if adjoint else jump).rows()

    return operator


def damping_by_definition(point: Point) -> Any:
    """Lambda_IJ: minus twice the rate of the coherence rho_IJ = 1, all other entries 0."""
    sector, row, column = signs_at(point), int(point[I]) - 1, int(point[J]) - 1
    size = len(sector) + 1
    unit = matrix([[int((i, j) == (row, column)) for j in range(size)] for i in range(size)])
    return -2 * master_equation(sector).rate(unit)[row, column]


def damping_at(row: int, column: int) -> Oracle:
    """Lambda_IJ of two levels, from the decay of one coherence."""
    return lambda point: damping_by_definition({**point, I: row, J: column})


def evolved(point: Point, start: ExactMatrix) -> Balls:
    """rho(t) as balls at the working precision, by the solver in force, from the definitions."""
    return evolved_in(signs_at(point), start, point[kappa] * point[t])


def evolved_in(signs: tuple[int, ...], start: ExactMatrix, kappa_t: fmpq) -> Balls:
    """As `evolved`, in any sector."""
    return _evolved(signs, start, kappa_t, working_digits(), present_solver())


def start_at(point: Point) -> ExactMatrix:
    """The initial density matrix whose entries the point holds."""
    return matrix_at(point, rho0, len(signs_at(point)) + 1)


def state_at(point: Point) -> Balls:
    """rho(t) from the state of the point."""
    return evolved(point, start_at(point))


def evolved_entry(row: Any, column: Any, start: Callable[[Point], ExactMatrix] = start_at) -> Oracle:
    """The entry (row, column), levels or symbols of levels, of rho(t), from the state of the point or another."""
    return lambda point: evolved(point, start(point))[_level(row, point) - 1][_level(column, point) - 1]


@lru_cache(maxsize=1024)
def _rate(equation: LindbladEquation, state: ExactMatrix) -> ExactMatrix:
    """Many claims ask for the rate at the same points."""
    return equation.rate(state)


@lru_cache(maxsize=1024)
def _evolved(sector: tuple[int, ...], start: ExactMatrix, kappa_t: fmpq, digits: int, solver: str) -> Balls:
    with solved_by(solver):
        return evolve(master_equation(sector), start, kappa_t, digits)


def _level(level: Any, point: Point) -> int:
    return int(point[level]) if level in point else int(level)
