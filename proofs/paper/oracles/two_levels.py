"""Exact points for Section 2.1, two levels, and what the definitions say there by brute force."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, count, cycle, islice
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ComplexRational, Exact, complex_rational, divide
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix, pure_state, zeros
from bornproof.numeric_check.arithmetic.precision import precision_bits, working_digits
from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.averages import averaged
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.numeric_check.sampling import amplitudes, hermitian_matrices, times
from bornproof.proofs.paper.oracles.evolution import (
    component_points,
    entries,
    evolution_points,
    evolved,
    generator_value,
    signs_at,
    start_at,
)
from bornproof.symbolic.notation.core import N, c, energy, kappa, rho, rho0, sigma, t, t_d, t_p, u, v
from bornproof.symbolic.notation.operators import h
from flint import acb, acb_mat, arb, ctx, fmpq
from sympy import IndexedBase

__all__ = [
    "averaged_points", "averaged_state_at", "certainty_at", "coherence_rate_at", "commuted_at", "departure_at",
    "determinant_at", "equal_at", "evolved_norm_at", "evolved_state_at", "first_rate_at", "hermitian_points", "limit_at",
    "limit_points", "norm_at", "pair_points", "pure_points", "scaled_points", "scaled_rate_at", "schroedinger_points",
    "superpositions", "weight_at", "weight_points",
]  # fmt: skip

Point = Mapping[Any, Any]
HALF = fmpq(1, 2)
EQUAL = matrix([[HALF, HALF], [HALF, HALF]])  # (|1> + |2>)/sqrt(2)


# The prepared state and its Hamiltonian


def pair_points(name: IndexedBase) -> Iterator[Point]:
    """Two amplitudes, one in five not normalised, and the tangent of half an angle between two bases."""
    for number, (vector, turn) in enumerate(zip(amplitudes(2), cycle((0, 1, fmpq(-1, 2), fmpq(3))), strict=False)):
        factor = 3 if number % 5 == 4 else 1
        yield {name[1]: vector[0] * factor, name[2]: vector[1] * factor, u: turn}


def norm_at(name: IndexedBase) -> Callable[[Point], Any]:
    """An oracle: the sum of the squared moduli of two amplitudes."""
    return lambda point: sum(_square(point[name[i]]) for i in (1, 2))


def schroedinger_points() -> Iterator[Point]:
    """A prepared state, a Hamiltonian by its energies and its basis, and two times, equal ones first."""
    turns = cycle(((HALF, 0), (fmpq(2), fmpq(1, 3)), (0, ONE), (ONE, fmpq(-2)), (fmpq(-1, 3), HALF)))
    return ({**point, u: angle, v: phase} for point, (angle, phase) in zip(_prepared(t), turns, strict=False))


def weight_points(time: Any = t_d) -> Iterator[Point]:
    """A prepared state, the energies of an H with equal diagonal entries, and the times of preparation and measurement."""
    return _prepared(time)


def _prepared(time: Any) -> Iterator[Point]:
    spectra: Iterator[tuple[Any, Any]] = cycle(((1, 2), (0, 0), (-3, HALF), (fmpq(1, 3), 5)))
    start = fmpq(1, 3)
    for vector, later, (low, high) in zip(amplitudes(2), times(), spectra, strict=False):
        prepared = {c[1]: vector[0], c[2]: vector[1], energy[1]: fmpq(low), energy[2]: fmpq(high)}
        yield {**prepared, time: start + later, t_p: start}


def evolved_state_at(point: Point) -> Any:
    """exp(-i H (t - t_p)) |Psi(t_p)> as the exponential of a matrix of balls."""
    return tuple((value,) for value in _evolved_by_exponential(point, point[t], _hamiltonian(point)))


def evolved_norm_at(point: Point) -> Any:
    """The norm of the evolved state, for a Hamiltonian with equal diagonal entries."""
    values = _evolved_by_exponential(point, point[t], _symmetric(point))
    with ctx.workprec(precision_bits()):
        return sum((value.real**2 + value.imag**2 for value in values), arb(0))


def weight_at(point: Point) -> Any:
    """|alpha_1|^2 at t_d for a Hamiltonian with equal diagonal entries."""
    value = _evolved_by_exponential(point, point[t_d], _symmetric(point))[0]
    with ctx.workprec(precision_bits()):
        return value.real**2 + value.imag**2


def _symmetric(point: Point) -> ExactMatrix:
    """H with these energies and equal diagonal entries."""
    low, high = point[energy[1]], point[energy[2]]
    mean, coupling = (low + high) / 2, (high - low) / 2
    return matrix([[mean, coupling], [coupling, mean]])


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
        generator = acb_mat(2, 2, [acb(0, -1) * _ball(x) for row in hamiltonian.rows() for x in row])
        start = acb_mat(2, 1, [_ball(point[c[k]]) for k in (1, 2)])
        final = (generator * _ball(time - point[t_p])).exp() * start
        return [final[k, 0] for k in (0, 1)]


# The limit kappa t -> infinity


def limit_points() -> Iterator[Point]:
    """States of two levels with the sign of sigma_2, kappa and H: coupling, without, and H = 0; some traces are not 1.

    Where sigma_2 = 0 nothing is damped, and with H there would be no limit: there H = 0.
    """
    simple = entries(rho0, EQUAL) | {N: 2, kappa: ONE} | entries(h, matrix([[0, HALF], [HALF, 0]]))
    first: Iterator[Point] = iter([{**simple, sigma[2]: fmpq(sign)} for sign in (1, -1)])
    return chain(first, _more_limit_points())


def _more_limit_points() -> Iterator[Point]:
    energies = islice(hermitian_matrices(2, seed=7), 2, None)
    for number, (point, coupled) in enumerate(zip(evolution_points((2,)), energies, strict=False)):
        factor = 2 if number % 7 == 6 else 1
        scaled = {key: value * factor if getattr(key, "base", None) == rho0 else value for key, value in point.items()}
        diagonal = matrix([[coupled[0, 0], 0], [0, coupled[1, 1]]])
        hamiltonian = zeros(2, 2) if not point[sigma[2]] or number % 5 == 0 else diagonal if number % 5 == 1 else coupled
        yield {**scaled, **entries(h, hamiltonian)}


def limit_at(point: Point) -> Any:
    """The exact limit of rho(t), by projecting rho(0) onto the kernel of the Liouvillian."""
    return _limit(point).rows()


def certainty_at(point: Point) -> Any:
    """The sum of the squared final populations."""
    final = _limit(point)
    return sum(((x := final[k, k]) * x for k in (0, 1)), fmpq(0))


def _limit(point: Point) -> ExactMatrix:
    start = start_at(point)
    trace = start.trace()
    energies = matrix([[divide(point[h[i, j]], point[kappa]) for j in (1, 2)] for i in (1, 2)])
    hamiltonian = None if energies == zeros(2, 2) else energies
    return stationary(master_equation(signs_at(point), hamiltonian), start.scale(divide(ONE, trace))).scale(trace)


# Runs


def hermitian_points() -> Iterator[Point]:
    """Two levels in every sector, with a Hermitian rho."""
    for point, vector in zip(component_points((2,)), amplitudes(2), strict=False):
        yield {**point, **entries(rho, pure_state(vector))}


def commuted_at(point: Point) -> Any:
    """d rho/d(kappa t) minus its adjoint."""
    rate = generator_value(point)
    return (rate - rate.adjoint()).rows()


def pure_points() -> Iterator[Point]:
    """Two levels with H = 0 that start in a pure state; one in seven starts in a mixture."""
    vectors = amplitudes(2, seed=2)
    for number, point in zip(count(1), evolution_points((2,)), strict=False):
        start = pure_state(next(vectors))
        if number % 7 == 0:
            start = (start + EQUAL).scale(HALF)
        yield {**point, **entries(rho0, start)}


def determinant_at(point: Point) -> Any:
    """The determinant of rho(t), from the evolution by brute force."""
    (first, coherence), (other, second) = evolved(point, start_at(point))
    with ctx.workprec(precision_bits()):
        return _ball(first) * _ball(second) - _ball(coherence) * _ball(other)


def equal_at(point: Point) -> Any:
    """rho(t) from equal amplitudes, Figure 1, by brute force."""
    return evolved(point, EQUAL)


def first_rate_at(point: Point) -> Any:
    """The modulus of d rho_22/dt at t = t_p, from equal amplitudes."""
    rate: Any = master_equation(signs_at(point)).rate(EQUAL)[1, 1]
    return abs(rate * point[kappa])


def departure_at(point: Point) -> Any:
    """rho_22(t) - rho_22(0)."""
    return evolved(point, start_at(point))[1][1] - _ball(point[rho0[2, 2]])


def averaged_points() -> Iterator[Point]:
    """Two levels with H = 0, now and then with a trace other than 1."""
    for number, point in enumerate(evolution_points((2,))):
        yield {**point, rho0[2, 2]: point[rho0[2, 2]] + (1 if number % 7 == 6 else 0)}


def averaged_state_at(point: Point) -> Any:
    """The average of rho(t) over lambda_2: both signs of sigma_2, weighted by areas, evolved by the solver in force."""
    return averaged(start_at(point), point[kappa] * point[t], working_digits())


def coherence_rate_at(point: Point) -> Any:
    """d rho_12/dt."""
    return generator_value(point)[0, 1] * point[kappa]


def superpositions() -> Iterator[Point]:
    """Two levels in every sector, with any complex rho_12; rho_12 = 0 now and then."""
    for number, point in enumerate(component_points((2,))):
        yield {**point, rho[1, 2]: fmpq(0)} if number % 6 == 5 else point


def scaled_points(name: Any) -> Iterator[Point]:
    """The equation of motion of two levels with H, and a factor by which all energies are multiplied."""
    factors = cycle((fmpq(2), fmpq(1, 3), ONE, fmpq(7, 2)))
    return ({**point, name: next(factors)} for point in component_points((2,), hamiltonian=True))


def scaled_rate_at(name: Any) -> Callable[[Point], Any]:
    """An oracle: d rho/dt with kappa and H multiplied by the factor."""

    def rate(point: Point) -> Any:
        larger = dict(point) | {kappa: point[kappa] * point[name]}
        larger |= {h[i, j]: point[h[i, j]] * point[name] for i in (1, 2) for j in (1, 2)}
        return generator_value(larger).scale(larger[kappa]).rows()

    return rate


def _square(value: Exact) -> fmpq:
    return value.norm() if isinstance(value, ComplexRational) else value * value


def _ball(value: Any) -> Any:
    return value.ball() if isinstance(value, ComplexRational) else acb(value if isinstance(value, arb | acb) else arb(value))
