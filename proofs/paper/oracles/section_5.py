"""Exact points for Section 5, and what the definitions say there by brute force."""

from collections.abc import Iterator, Mapping
from itertools import count
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
from bornproof.numeric_check.arithmetic.matrices import diagonal, matrix
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.hidden_variables import signs_of
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.evolution import component_points, generator_value, sign_of
from bornproof.symbolic.notation.core import I, J, N, kappa, rho0, sigma
from bornproof.symbolic.notation.operators import h
from flint import fmpq
from sympy import Symbol

__all__ = [
    "driven_points", "energy_points", "energy_rate_at", "hamiltonian_points", "missed_outcome_at", "moved_sectors", "sizes",
    "without_collapse_at",
]  # fmt: skip

Point = Mapping[Any, Any]

coupling, splitting = Symbol("g", real=True), Symbol("omega", real=True)


def hamiltonian_points() -> Iterator[Point]:
    """N levels in any sector, with a Hamiltonian and any matrix rho."""
    return component_points(range(2, 9), hamiltonian=True)


def without_collapse_at(point: Point) -> Any:
    """The generator is affine in kappa: its value at 0 from those at kappa and 2 kappa."""
    doubled = {**point, kappa: 2 * point[kappa]}
    once, twice = (generator_value(where).scale(where[kappa]) for where in (point, doubled))
    return (once.scale(2) - twice)[int(point[I]) - 1, int(point[J]) - 1]


def energy_points() -> Iterator[Point]:
    """Two levels with a Hamiltonian and any matrix rho."""
    return component_points((2,), hamiltonian=True)


def energy_rate_at(point: Point) -> Any:
    """Tr(H d rho/dt) from the generator's value."""
    rate = generator_value(point).scale(point[kappa])
    return sum((point[h[i, j]] * rate[j - 1, i - 1] for i in (1, 2) for j in (1, 2)), fmpq(0))


def driven_points() -> Iterator[Point]:
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


def missed_outcome_at(point: Point) -> fmpq:
    """1 minus the population of the winner in the end, from the kernel of the Liouvillian with its Hamiltonian."""
    sign, start = sign_of(point[sigma[2]]), diagonal([point[rho0[1, 1]], point[rho0[2, 2]]])
    if not sign and point[coupling]:
        raise UndefinedError("at sigma_2 = 0 the populations of coupled levels have no limit")
    energy = matrix([[0, point[coupling]], [point[coupling], point[splitting]]]).scale(1 / point[kappa])
    winner = 1 if sign > 0 else 0
    return 1 - stationary(master_equation((sign,), energy if sign else None), start).real[winner, winner]


def sizes() -> Iterator[Point]:
    """The numbers of levels 2, 3, 4, ..."""
    return ({N: size} for size in count(2))


def moved_sectors(point: Point) -> int:
    """How many lambda_n change the sector when they move from the centre to the rim of the disk."""
    size = int(point[N])
    weights = [fmpq(1, size)] * size
    squares: list[ExactInput] = [0] * (size - 1)
    here = signs_of(weights, squares)
    moved = [signs_of(weights, [*squares[:k], 1, *squares[k + 1 :]]) for k in range(size - 1)]
    return sum(there != here for there in moved)
