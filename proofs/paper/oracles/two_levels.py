"""What the definitions say of two levels: a prepared state under its Hamiltonian, and the runs that follow."""

from typing import Any

from bornproof.numeric_check.arithmetic.balls import ball
from bornproof.numeric_check.arithmetic.complex_rational import ZERO, complex_rational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix, pure_state
from bornproof.numeric_check.arithmetic.precision import precision_bits, working_digits
from bornproof.numeric_check.model.averages import averaged
from bornproof.numeric_check.model.hidden_variables import sign_of
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.evolution import evolved, start_at
from bornproof.proofs.paper.oracles.oracle import Oracle
from bornproof.proofs.paper.points.evolution import EQUAL
from bornproof.proofs.paper.points.tables import Point, signs_at, squared
from bornproof.symbolic.notation.core import c, energy, kappa, rho0, sigma, t, t_d, t_p, u, v
from bornproof.symbolic.notation.settings import state, turn
from flint import acb, acb_mat, arb, ctx, fmpq
from sympy import IndexedBase

__all__ = [
    "averaged_state_at", "departure_at", "determinant_at", "equal_at", "evolved_norm_at", "evolved_state_at", "first_rate_at",
    "mixed_state_rate_at", "norm_at", "purity_rate_at", "unstable_at", "weight_at",
]  # fmt: skip


def norm_at(name: IndexedBase) -> Oracle:
    """The sum of the squared moduli of two amplitudes."""
    return lambda point: sum(squared(point[name[i]]) for i in (1, 2))


def evolved_state_at(point: Point) -> Any:
    """exp(-i H (t - t_p)) |Psi(t_p)> as the exponential of a matrix of balls."""
    return tuple((value,) for value in _evolved_by_exponential(point, point[t], _hamiltonian(point)))


def evolved_norm_at(point: Point) -> Any:
    """The norm of the evolved state, for a Hamiltonian with equal diagonal entries."""
    return sum(_weights(point, point[t]), arb(0))


def weight_at(point: Point) -> Any:
    """|alpha_1|^2 at t_d for a Hamiltonian with equal diagonal entries."""
    return _weights(point, point[t_d])[0]


def _weights(point: Point, time: fmpq) -> list[arb]:
    """The squared moduli of both amplitudes, for H with these energies and equal diagonal entries."""
    low, high = point[energy[1]], point[energy[2]]
    mean, coupling = (low + high) / 2, (high - low) / 2
    values = _evolved_by_exponential(point, time, matrix([[mean, coupling], [coupling, mean]]))
    with ctx.workprec(precision_bits()):
        return [value.real**2 + value.imag**2 for value in values]


def _hamiltonian(point: Point) -> ExactMatrix:
    """H with the second eigenvector (cos b, w sin b), from the tangents of half of b and of half the phase of w."""
    angle, turn = fmpq(point[u]), fmpq(point[v])
    cosine, sine = (1 - angle**2) / (1 + angle**2), 2 * angle / (1 + angle**2)
    phase = complex_rational((1 - turn**2) / (1 + turn**2), 2 * turn / (1 + turn**2))
    second = pure_state([complex_rational(cosine, fmpq(0)), phase * sine])
    low, high = point[energy[1]], point[energy[2]]
    return matrix([[low, 0], [0, low]]) + second.scale(high - low)


def _evolved_by_exponential(point: Point, time: fmpq, hamiltonian: ExactMatrix) -> list[Any]:
    with ctx.workprec(precision_bits()):
        generator = acb_mat(2, 2, [acb(0, -1) * ball(x) for row in hamiltonian.rows() for x in row])
        start = acb_mat(2, 1, [ball(point[c[k]]) for k in (1, 2)])
        final = (generator * ball(time - point[t_p])).exp() * start
        return [final[k, 0] for k in (0, 1)]


def determinant_at(point: Point) -> Any:
    """The determinant of rho(t), from the evolution by brute force."""
    (first, coherence), (other, second) = evolved(point, start_at(point))
    with ctx.workprec(precision_bits()):
        return ball(first) * ball(second) - ball(coherence) * ball(other)


def equal_at(point: Point) -> Any:
    """rho_22(t) from equal amplitudes, Figure 1, by brute force."""
    return evolved(point, EQUAL)[1][1]


def first_rate_at(point: Point) -> Any:
    """The modulus of d rho_22/dt at t = t_p, from equal amplitudes."""
    rate: Any = master_equation(signs_at(point)).rate(EQUAL)[1, 1]
    return abs(rate * point[kappa])


def departure_at(point: Point) -> Any:
    """rho_22(t) - rho_22(0)."""
    return evolved(point, start_at(point))[1][1] - ball(point[rho0[2, 2]])


def averaged_state_at(point: Point) -> Any:
    """The average of rho(t) over lambda_2: both signs of sigma_2, weighted by areas, evolved by the solver in force."""
    return averaged(start_at(point), point[kappa] * point[t], working_digits())


def unstable_at(point: Point) -> Any:
    """The population of the level that decays, of two: |1> for sigma_2 > 0, |2> for sigma_2 < 0."""
    state, sign = evolved(point, start_at(point)), sign_of(point[sigma[2]])
    return state[0][0] if sign > 0 else state[1][1] if sign < 0 else ZERO


def purity_rate_at(point: Point) -> Any:
    """2 Tr(rho d rho/dt) of the first state, by the definitions."""
    pure = pure_state([point[name] for name in state])
    return 2 * point[kappa] * (pure @ master_equation((sign_of(point[sigma[2]]),)).rate(pure)).trace()


def mixed_state_rate_at(point: Point) -> Any:
    """<1| d rho/dt |1> at rho = 1/2: the rates over the basis of the setting, turned back."""
    c, s = (point[name] for name in turn)
    half = matrix([[fmpq(1, 2), 0], [0, fmpq(1, 2)]])
    back = matrix([[c, -s], [s, c]])
    return point[kappa] * (back @ master_equation((sign_of(point[sigma[2]]),)).rate(half) @ back.adjoint())[0, 0]
