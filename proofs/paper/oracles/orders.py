"""The order of the basis by brute force: each order with its sectors, or one equation with the jump operators of both orders."""

from collections.abc import Iterator
from functools import cache
from itertools import permutations, product
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO
from bornproof.numeric_check.arithmetic.matrices import diagonal
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.lindblad.equation import LindbladEquation
from bornproof.numeric_check.lindblad.solvers import evolve
from bornproof.numeric_check.lindblad.stationary import population_limit
from bornproof.numeric_check.model.jump_operators import jump_operator, master_equation
from bornproof.proofs.paper.oracles.joint import averaged_populations
from bornproof.proofs.paper.oracles.oracle import Oracle, Rows
from bornproof.proofs.paper.oracles.outcomes import intervals, probability
from bornproof.proofs.paper.points.tables import Point, weights_at
from bornproof.symbolic.notation.core import kappa, p, t
from flint import fmpq, fmpq_mat

__all__ = ["mixture_at", "summed_at", "summed_rate_at", "undecided_at"]


def mixture_at(point: Point) -> Any:
    """The population of |1> of three levels, averaged over the sectors of each of the six orders."""
    weights, moment = weights_at(point, p, 3), point[kappa] * point[t]
    with working_precision():
        total: Any = ZERO
        for order in permutations(range(3)):
            found = averaged_populations(tuple(weights[level] for level in order), moment)
            total = found[order.index(0), 0] + total
        return total / 6


def summed_rate_at(point: Point) -> Any:
    """d rho_11/dt at t = 0 of three levels: the rates of all six orders added up, each by its sectors."""
    weights = weights_at(point, p, 3)
    total: Any = ZERO
    for order in permutations(range(3)):
        placed = [weights[level] for level in order]
        odds = [[(sign, probability(level, placed, sign)) for sign in (1, -1)] for level in (2, 3)]
        for (one, chance), (other, second) in product(*odds):
            if chance and second:
                total += chance * second * master_equation((one, other)).rate(diagonal(placed))[order.index(0), order.index(0)]
    return point[kappa] * total


def summed_at(shared: bool) -> Oracle:
    """The average of rho_11(t) of two levels under the operators of both orders, with one lambda or with two."""

    def population(point: Point) -> Any:
        weights = weights_at(point, p, 2)
        with working_precision():
            total: Any = ZERO
            for signs, area in _areas(weights, shared=shared):
                total = evolve(_both(signs), diagonal(weights), point[kappa] * point[t])[0][0] * area + total
            return total

    return population


def undecided_at(point: Point) -> Rows:
    """The area of the lambdas with which no final population is 1 from every start: with one lambda, with two."""
    weights = weights_at(point, p, 2)
    rows = []
    for shared in (True, False):
        areas = [area for signs, area in _areas(weights, shared=shared) if _is_undecided(signs)]
        rows.append((sum(areas, ZERO),))
    return tuple(rows)


def _areas(weights: list[fmpq], *, shared: bool) -> Iterator[tuple[tuple[int, int], fmpq]]:
    """The signs of sigma_2 in both orders with the area of their lambda or lambdas, where it is not 0."""
    for one, other in product((1, -1), repeat=2):
        (low, high), (other_low, other_high) = (
            intervals(2, placed, sign) for placed, sign in ((weights, one), (weights[::-1], other))
        )
        both = min(high, other_high) - max(low, other_low)
        if (area := max(ZERO, both) if shared else (high - low) * (other_high - other_low)) > 0:
            yield (one, other), area


@cache
def _both(signs: tuple[int, int]) -> LindbladEquation:
    """In the order 2, 1 a positive sigma_2 leads to |1>: there its operator is that of the order 1, 2 for the other sign."""
    return LindbladEquation(tuple(jump_operator(2, 2, 1, sign) for sign in (signs[0], -signs[1])))


@cache
def _is_undecided(signs: tuple[int, int]) -> bool:
    return ONE not in (population_limit(_both(signs)) * fmpq_mat(2, 1, [fmpq(1, 3), fmpq(2, 3)])).entries()
