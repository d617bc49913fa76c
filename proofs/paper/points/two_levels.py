"""Exact points of two levels: a prepared state and its Hamiltonian, runs, and their limits."""

from collections.abc import Iterator
from itertools import count, cycle, islice
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE
from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state, zeros
from bornproof.numeric_check.exact_points import amplitudes, hermitian_matrices, times
from bornproof.proofs.paper.points.evolution import EQUAL, HALF, any_matrix, any_state
from bornproof.proofs.paper.points.tables import Point, entries, on_demand
from bornproof.symbolic.notation.core import N, c, energy, kappa, rho, rho0, sigma, t, t_d, t_p, u, v
from bornproof.symbolic.notation.driven import frequency, gap
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.notation.settings import coupling, energy_factor, splitting
from flint import fmpq
from sympy import IndexedBase

__all__ = [
    "EQUAL", "averaged", "driven", "evolutions", "hermitian", "limits", "pairs", "prepared", "pure", "scaled",
    "superpositions", "transforms",
]  # fmt: skip



@on_demand
def pairs(name: IndexedBase) -> Iterator[Point]:
    """Two amplitudes, one in five not normalised, and the tangent of half an angle between two bases."""
    for number, (vector, turn) in enumerate(zip(amplitudes(2), cycle((0, 1, fmpq(-1, 2), fmpq(3))), strict=False)):
        factor = 3 if number % 5 == 4 else 1
        yield {name[1]: vector[0] * factor, name[2]: vector[1] * factor, u: turn}


def evolutions() -> Iterator[Point]:
    """A prepared state, a Hamiltonian by its energies and its basis, and two times, equal ones first."""
    turns = cycle(((HALF, 0), (fmpq(2), fmpq(1, 3)), (0, ONE), (ONE, fmpq(-2)), (fmpq(-1, 3), HALF)))
    return ({**point, u: angle, v: phase} for point, (angle, phase) in zip(prepared(t)(), turns, strict=False))


@on_demand
def prepared(time: Any = t_d) -> Iterator[Point]:
    """A prepared state, the energies of an H with equal diagonal entries, and the times of preparation and measurement."""
    spectra: Iterator[tuple[Any, Any]] = cycle(((1, 2), (0, 0), (-3, HALF), (fmpq(1, 3), 5)))
    start = fmpq(1, 3)
    for vector, later, (low, high) in zip(amplitudes(2), times(), spectra, strict=False):
        state = {c[1]: vector[0], c[2]: vector[1], energy[1]: fmpq(low), energy[2]: fmpq(high)}
        yield {**state, time: start + later, t_p: start}


def limits() -> Iterator[Point]:
    """States of two levels with the sign of sigma_2, kappa and H: coupling, without, and H = 0; some traces are not 1.

    Where sigma_2 = 0 nothing is damped, and with H there would be no limit: there H = 0.
    """
    simple = entries(rho0, EQUAL) | {N: 2, kappa: ONE} | entries(h, matrix([[0, HALF], [HALF, 0]]))
    yield from ({**simple, sigma[2]: fmpq(sign)} for sign in (1, -1))
    energies = islice(hermitian_matrices(2, seed=7), 2, None)
    for number, (point, coupled) in enumerate(zip(any_state((2,))(), energies, strict=False)):
        factor = 2 if number % 7 == 6 else 1
        larger = {key: value * factor if getattr(key, "base", None) == rho0 else value for key, value in point.items()}
        diagonal = matrix([[coupled[0, 0], 0], [0, coupled[1, 1]]])
        hamiltonian = zeros(2, 2) if not point[sigma[2]] or number % 5 == 0 else diagonal if number % 5 == 1 else coupled
        yield {**larger, **entries(h, hamiltonian)}


def transforms() -> Iterator[Point]:
    """The same with s, of a Laplace transform, and with H_11 - H_22, now and then another number."""
    for number, (point, value) in enumerate(zip(limits(), cycle((ONE, HALF, fmpq(3), fmpq(1, 7))), strict=False)):
        apart = point[h[1, 1]] - point[h[2, 2]]
        yield {**point, frequency: value * point[kappa], gap: apart + (number % 8 == 7)}


def driven() -> Iterator[Point]:
    """Two levels with a coupling g, a splitting omega, a rate kappa and a diagonal initial state.

    In every third g vanishes, in every fourth omega, in every ninth sigma_2, without g.
    """
    source = Random("driven")  # noqa: S311  (reproducible points, not secrets)
    for number in count():
        values = [fmpq(source.randint(-9, 9), source.randint(1, 5)) for _ in range(2)]
        sign, first = source.choice((1, -1)) * (number % 9 != 8), fmpq(source.randint(0, 5), 5)
        yield {
            N: 2,
            rho0[1, 1]: first,
            rho0[2, 2]: 1 - first,
            sigma[2]: sign * fmpq(source.randint(1, 4), source.randint(1, 4)),
            coupling: fmpq(0) if number % 3 == 2 else values[0] or fmpq(1),
            splitting: fmpq(0) if number % 4 == 1 else values[1],
            kappa: fmpq(source.randint(1, 9), source.randint(1, 4)),
        }


def hermitian() -> Iterator[Point]:
    """Two levels in every sector, with a Hermitian rho."""
    for point, vector in zip(any_matrix((2,))(), amplitudes(2), strict=False):
        yield {**point, **entries(rho, pure_state(vector))}


def superpositions() -> Iterator[Point]:
    """Two levels in every sector, with any complex rho_12; rho_12 = 0 now and then."""
    for number, point in enumerate(any_matrix((2,))()):
        yield {**point, rho[1, 2]: fmpq(0)} if number % 6 == 5 else point


def scaled() -> Iterator[Point]:
    """The equation of motion of two levels with H, and a factor by which all energies are multiplied."""
    factors = cycle((fmpq(2), fmpq(1, 3), ONE, fmpq(7, 2)))
    return ({**point, energy_factor: next(factors)} for point in any_matrix((2,), hamiltonian=True)())


def pure() -> Iterator[Point]:
    """Two levels with H = 0 that start in a pure state; one in seven starts in a mixture."""
    vectors = amplitudes(2, seed=2)
    for number, point in zip(count(1), any_state((2,))(), strict=False):
        start = pure_state(next(vectors))
        if number % 7 == 0:
            start = (start + EQUAL).scale(HALF)
        yield {**point, **entries(rho0, start)}


def averaged() -> Iterator[Point]:
    """Two levels with H = 0, now and then with a trace other than 1."""
    for number, point in enumerate(any_state((2,))()):
        yield {**point, rho0[2, 2]: point[rho0[2, 2]] + (1 if number % 7 == 6 else 0)}
