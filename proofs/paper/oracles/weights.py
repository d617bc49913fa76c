"""Points and oracles for what follows from the signs of the rates, and for the model with weights, by brute force."""

from collections.abc import Iterator, Mapping
from itertools import cycle
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.model.disks import sectors
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.numeric_check.sampling import probabilities, times
from bornproof.proofs.paper.oracles.evolution import evolved, signs_at, start_at
from bornproof.symbolic.notation.core import J, N, W, kappa, p, t
from flint import arb, arb_mat, fmpq, fmpq_mat

__all__ = ["absolute_sum_at", "distance_at", "stationary_at", "weighted_at", "weighted_points"]

Point = Mapping[Any, Any]


def absolute_sum_at(point: Point) -> Any:
    """The sum of |rho_JJ(t)|."""
    state = evolved(point, start_at(point))
    return sum((abs(state[k][k]) for k in range(1, len(state))), abs(state[0][0]))


def distance_at(point: Point) -> Any:
    """The sum of |rho_JJ(t) - delta_JW|."""
    state, winner = evolved(point, start_at(point)), int(point[W]) - 1
    return sum((abs(state[k][k] - int(k == winner)) for k in range(len(state))), arb(0))


def stationary_at(point: Point) -> fmpq:
    """The population J of the one vector with sum 1 that the population block of the Liouvillian maps to 0, if there is one."""
    signs = signs_at(point)
    size, rates = len(signs) + 1, master_equation(signs).population_rates.real
    rows = rates.tolist()[1:]
    equations = fmpq_mat(size, size, [entry for row in [[fmpq(1)] * size, *rows] for entry in row])
    if not equations.det():
        raise UndefinedError("more than one distribution does not move")
    return equations.solve(fmpq_mat(size, 1, [1] + [0] * (size - 1)))[int(point[J]) - 1, 0]


def weighted_points() -> Iterator[Point]:
    """N and J, probabilities p, now and then with another sum than 1, kappa and a time, now and then 0.

    Few have many levels: their sectors are many.
    """
    source, moments = Random("weights"), cycle(times())  # noqa: S311  (reproducible points, not secrets)
    drawn = {levels: probabilities(levels) for levels in (2, 3, 4, 5, 6, 8)}
    for number, levels in enumerate(cycle((3, 2, 4, 3, 5, 2, 4, 3, 6, 4, 3, 8))):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        moment = next(moments) if number % 9 else fmpq(0)
        scale = 1 if number % 13 else fmpq(3, 2)
        weights = {p[k]: scale * weight for k, weight in enumerate(next(drawn[levels]), start=1)}
        yield {N: levels, J: source.randint(1, levels), kappa: rate, t: moment / rate} | weights


def weighted_at(point: Point) -> Any:
    """The average of rho_JJ(t): each sector's exponential of its rates, by the area of the sector."""
    levels = int(point[N])
    start = [point[p[k]] for k in range(1, levels + 1)]
    with working_precision():
        total = arb(0)
        for signs, probability in sectors(start):
            flow = arb_mat(_rates(signs, start) * (point[kappa] * point[t])).exp()
            final = flow * arb_mat(levels, 1, [arb(value) for value in start])
            total += probability * final[int(point[J]) - 1, 0]
        return total


def _rates(signs: tuple[int, ...], start: list[fmpq]) -> fmpq_mat:
    """The matrix of rates: K -> M at 1 where sigma_M > 0, M -> K at p_K/S_{M-1} where sigma_M < 0, for K < M."""
    rates = fmpq_mat(len(start), len(start))
    for upper, sign in enumerate(signs, start=1):
        below = sum(start[:upper], fmpq(0))
        for lower in range(upper):
            source, target = (lower, upper) if sign > 0 else (upper, lower)
            rate = fmpq(1) if sign > 0 else start[lower] / below if sign < 0 else fmpq(0)
            rates[target, source] += rate
            rates[source, source] -= rate
    return rates
