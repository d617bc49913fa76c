"""Levels with a Hamiltonian by brute force: what the winner misses order by order, and the rate of the energy."""

from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import Exact
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, pure_state
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import NumericError, UndefinedError
from bornproof.numeric_check.lindblad.perturbed import stationary_orders
from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.evolution import damping_by_definition, generator_value
from bornproof.proofs.paper.points.tables import Point, entries, matrix_at, signs_at, squared
from bornproof.symbolic.notation.core import I, J, N, W, kappa, rho, rho0, sigma
from bornproof.symbolic.notation.driven import frequency, lost
from bornproof.symbolic.notation.operators import h
from flint import arb, fmpq, fmpq_mat

__all__ = [
    "beyond_bound_at", "energy_rate_at", "leading_loss_at", "missed_at", "rate_at_winner", "transformed_at", "winner_damping_at",
]  # fmt: skip


def winner_damping_at(point: Point) -> Any:
    """Lambda_WJ from the decay of that coherence alone."""
    return damping_by_definition({**point, I: point[W]})


def leading_loss_at(point: Point) -> Exact:
    """Minus the population W of the second order of the stationary state in H/kappa; the lower orders are |W><W| and 0."""
    signs, winner = signs_at(point), int(point[W]) - 1
    try:
        orders = stationary_orders(master_equation(signs), matrix_at(point, h, len(signs) + 1), 2)
    except NumericError as error:
        raise UndefinedError(str(error)) from error
    zeroth, first, second = (order[winner, winner] for order in orders)
    if zeroth != 1 or first != 0:
        raise UndefinedError(f"the level {winner + 1} does not win")
    return -second


def beyond_bound_at(point: Point) -> Any:
    """By how much |kappa^2 (1 - rho_WW) - l| exceeds the bound in the state at rest, whose population W is computed exactly."""
    signs, winner, rate = signs_at(point), int(point[W]) - 1, point[kappa]
    size = len(signs) + 1
    energy, others = matrix_at(point, h, size), [level for level in range(size) if level != winner]
    equation = master_equation(signs, energy.scale(1 / rate))
    try:
        state = stationary(equation, pure_state([1] + [0] * (size - 1)))
    except NumericError as error:
        raise UndefinedError(str(error)) from error
    if any(point[lost[level + 1]] == 0 for level in others):
        raise UndefinedError("the leading term has no value where a level loses nothing")
    coupling = sum((squared(energy[level, winner]) for level in others), fmpq(0))
    leading = sum((4 * squared(energy[level, winner]) / point[lost[level + 1]] for level in others), fmpq(0))
    rest = abs(rate**2 * (1 - state.real[winner, winner]) - leading)
    blocks = (energy[i, j] - (energy[winner, winner] if i == j else fmpq(0)) for i in others for j in others)
    norm = sum(map(squared, blocks), fmpq(0))
    with working_precision():
        above = rest - 16 * coupling / rate**2 * (norm + 2 * coupling + 2 * arb(norm).sqrt() * coupling / rate)
        return fmpq(0) if above < 0 or rest == 0 else above


def missed_at(point: Point) -> Exact:
    """kappa^2 (1 - rho_WW) of the state at the point, which is most often where the sector ends."""
    missed: Exact = point[kappa] ** 2 * (1 - point[rho[point[W], point[W]]])
    return missed


def rate_at_winner(point: Point) -> Any:
    """d rho_IJ/dt at rho = |W><W|."""
    start = diagonal([int(level == point[W]) for level in range(1, int(point[N]) + 1)])
    return generator_value({**point, **entries(rho, start)})[int(point[I]) - 1, int(point[J]) - 1] * point[kappa]


def energy_rate_at(point: Point) -> Any:
    """Tr(H d rho/dt) from the generator's value."""
    return (matrix_at(point, h, int(point[N])) @ generator_value(point)).trace() * point[kappa]


def transformed_at(point: Point) -> fmpq:
    """The integral of exp(-s t) rho_11(t) over all times, by the inverse of s minus the Liouvillian of two levels."""
    rate, start = point[kappa], matrix_at(point, rho0, 2)
    if point[sigma[2]] == 0:
        raise UndefinedError("nothing is said of levels of which none loses")
    turning = master_equation(signs_at(point), matrix_at(point, h, 2).scale(1 / rate)).liouvillian.scale(rate)
    left = diagonal([point[frequency]] * 4) - turning
    whole = fmpq_mat(8, 8, [_place(left, i, j) for i in range(8) for j in range(8)])
    begin = fmpq_mat(8, 1, [part[divmod(k, 2)] for part in (start.real, start.imag) for k in range(4)])
    found: fmpq = whole.solve(begin)[0, 0]
    return found


def _place(matrix: ExactMatrix, i: int, j: int) -> fmpq:
    """The entry (i, j) of the real matrix that does to real and imaginary parts what this one does."""
    part = matrix.real if (i < 4) == (j < 4) else matrix.imag
    return -part[i % 4, j % 4] if i < 4 <= j else part[i % 4, j % 4]
