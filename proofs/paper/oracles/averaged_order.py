"""What averages exceed Born's probabilities by, from the averages over all sectors by brute force."""

from typing import Any

from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import UndecidedError
from bornproof.numeric_check.model.disks import sectors
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.averaged_sums import factor_at, normalised, squares_at, sum_of_state
from bornproof.proofs.paper.points.tables import Point
from bornproof.symbolic.notation.core import K, M, N, kappa, n, t
from flint import arb, arb_mat, fmpq

__all__ = ["excess_at", "first_at", "jump_at", "least_at", "pair_at", "rises_at", "step_at", "top_gap_at", "with_losers_at"]

SMALLEST = fmpq(1, 10**40)  # what is surely below it is taken for 0


def excess_at(point: Point) -> Any:
    """The average of rho_11 + ... + rho_nn minus S_n."""
    with working_precision():
        return sum_of_state(point) - sum(squares_at(point)[: int(point[n])], fmpq(0))


def step_at(point: Point) -> Any:
    """The excess minus m_N times that of the first N - 1 levels alone, whose last signs nobody asks for."""
    with working_precision():
        shorter = {**point, N: int(point[N]) - 1, n: min(int(point[n]), int(point[N]) - 1)}
        return excess_at(point) - factor_at(1)({**point, M: point[N]}) * (excess_at(shorter) if int(point[N]) > 2 else 0)


def least_at(point: Point) -> Any:
    """The lesser of the average of rho_11 + ... + rho_nn at t = 0 and at the time of the point."""
    with working_precision():
        return sum_of_state({**point, t: fmpq(0)}).min(sum_of_state(point))


def rises_at(point: Point) -> bool:
    """Whether it is above S_n."""
    found = excess_at(point)
    if not (found > SMALLEST or abs(found) < SMALLEST):
        raise UndecidedError("whether the average is above Born's probability is open")
    return bool(found > SMALLEST)


def first_at(point: Point) -> Any:
    """The average of rho_11."""
    return sum_of_state({**point, n: 1})


def with_losers_at(point: Point) -> Any:
    """The average of all populations but, where the winner, the highest level with sigma > 0, is above n, the winner's."""
    squares = squares_at(point)
    with working_precision():
        total, start = arb(0), arb_mat(len(squares), 1, [arb(p) for p in squares])
        for signs, probability in sectors(normalised(squares)):
            rates = master_equation(signs).population_rates.real
            final = arb_mat(rates * (point[kappa] * point[t])).exp() * start
            winner = max((level for level, sign in enumerate(signs, start=2) if sign > 0), default=1)
            counted = [level for level in range(1, len(squares) + 1) if level <= point[n] or level != winner]
            total += probability * sum((final[level - 1, 0] for level in counted), arb(0))
        return total


def top_gap_at(point: Point) -> Any:
    """By how much p_N minus the average of rho_NN is below the extremum."""
    size = int(point[N])
    with working_precision():
        y = arb(size - 1).root(size - 2) if size > 2 else arb("nan")
        return arb(fmpq(size - 2, 4 * (size - 1))) / y - excess_at({**point, n: size - 1})


def jump_at(point: Point) -> Any:
    """The average with sigma_M < 0 for M = 2..K, as for any weight of the level 1 that is small."""
    return _with_lowest(point, int(point[n]), [[-1] * (int(point[K]) - 1)])


def pair_at(point: Point) -> Any:
    """The average of rho_11 with sigma_2 > 0 and sigma_2 < 0 alike, as for one weight of both levels, however small."""
    return _with_lowest(point, 1, [[1], [-1]])


def _with_lowest(point: Point, upto: int, choices: list[list[int]]) -> Any:
    """The averaged population of the levels up to a level; the lowest signs take these values with one probability."""
    squares = squares_at(point)
    with working_precision():
        total, start = arb(0), arb_mat(len(squares), 1, [arb(p) for p in squares])
        for signs, probability in sectors(normalised(squares)):
            for lowest in choices:
                rates = master_equation((*lowest, *signs[len(lowest) :])).population_rates.real
                final = arb_mat(rates * (point[kappa] * point[t])).exp() * start
                total += probability * sum((final[level, 0] for level in range(upto)), arb(0)) / len(choices)
        return total
