"""The master equation of a mixture against those of its parts, by the definitions, for any rho, H and signs."""

from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from typing import Any

from bornproof.numeric_check.arithmetic.matrices import matrix
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.numeric_check.sampling import complex_matrices
from bornproof.proofs.paper.oracles.evolution import component_points, entries, generator_value, sign_of
from bornproof.symbolic.notation.core import I, J, N, kappa, rho, sigma
from bornproof.symbolic.notation.settings import first_weight, other_sigma, second_state, second_weight

__all__ = ["defect_at", "mixtures", "other_defect_at", "with_other_signs"]

Point = Mapping[Any, Any]

LEVELS = (2, 3, 8)


def mixtures() -> Iterator[Point]:
    """Two matrices of N levels, their weights, one sector, a Hamiltonian."""
    others = {size: complex_matrices(size, size, seed=9) for size in LEVELS}
    factors = complex_matrices(1, 2, seed=5)
    for point, pair in zip(component_points(LEVELS, hamiltonian=True), factors, strict=False):
        weights = {first_weight: pair[0, 0], second_weight: pair[0, 1]}
        yield {**point, **weights} | entries(second_state, next(others[point[N]]))


def defect_at(point: Point) -> Any:
    """The rate of a rho + b rho' minus a times that of rho and b times that of rho', entry (I, J)."""
    names = [(i, j) for i in range(1, point[N] + 1) for j in range(1, point[N] + 1)]
    a, b = point[first_weight], point[second_weight]
    other = {**point} | {rho[name]: point[second_state[name]] for name in names}
    mixed = {**point} | {rho[name]: a * point[rho[name]] + b * other[rho[name]] for name in names}
    rates = generator_value(mixed) - generator_value(point).scale(a) - generator_value(other).scale(b)
    return rates[point[I] - 1, point[J] - 1]


def with_other_signs() -> Iterator[Point]:
    """Two matrices of two levels, their weights, and a sign of sigma_2 for each: the same, or another."""
    signs = cycle([(1, 1), (1, -1), (-1, -1), (-1, 0), (0, 0), (0, 1), (-1, 1), (2, 3), (-2, -1)])
    pairs = (islice(complex_matrices(2, 2, seed=seed), 1, None) for seed in (14, 15))
    factors = islice(complex_matrices(1, 2, seed=16), 1, None)
    for (one, other), first, second, pair in zip(signs, *pairs, factors, strict=False):
        weights = {first_weight: pair[0, 0], second_weight: pair[0, 1], kappa: 1 + (one + 2) % 3}
        yield {N: 2, sigma[2]: one, other_sigma[2]: other} | weights | entries(rho, first) | entries(second_state, second)


def other_defect_at(point: Point) -> Any:
    """The same defect, as a matrix over kappa, where rho' has the signs of its own."""
    first, second = (matrix([[point[base[i, j]] for j in (1, 2)] for i in (1, 2)]) for base in (rho, second_state))
    a, b = point[first_weight], point[second_weight]
    signs, others = (sign_of(point[sigma[2]]),), (sign_of(point[other_sigma[2]]),)
    mixed = master_equation(signs).rate(first.scale(a) + second.scale(b))
    return (mixed - master_equation(signs).rate(first).scale(a) - master_equation(others).rate(second).scale(b)).rows()
