"""Averages of any number of levels by sectors, by brute force: how they move at first, also with weighted jump operators."""

from itertools import combinations
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE
from bornproof.numeric_check.arithmetic.matrices import diagonal
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.lindblad.equation import LindbladEquation
from bornproof.numeric_check.model.disks import sectors, sign_probability
from bornproof.numeric_check.model.jump_operators import jump_operators, master_equation
from bornproof.proofs.paper.points.tables import Point, weights_at
from bornproof.symbolic.notation.core import J, N, kappa, p, t
from bornproof.symbolic.notation.settings import operator_weight
from flint import arb, arb_mat, fmpq

__all__ = ["drift_by_sectors", "drift_from_above", "weighted_at"]


def drift_by_sectors(point: Point) -> Any:
    """The sum over the signs of sigma_N of probability times rate; the other signs do not act on the top level."""
    return _averaged_rate(point, int(point[N]), others=1)


def drift_from_above(point: Point) -> Any:
    """The averaged rate of the level J with all sigmas 0 but sigma_N, whose operator L_NJ counts w times where sigma_N < 0."""
    return _averaged_rate(point, int(point[J]), others=0, weight=point[operator_weight])


def _averaged_rate(point: Point, level: int, others: int, weight: Any = 1) -> Any:
    """The rate of a population for either sign of sigma_N, with the area; the negative one with a weight."""
    start = weights_at(point, p, int(point[N]))
    total: Any = 0
    for sign, factor in ((1, 1), (-1, weight)):
        signs = (*[others] * (len(start) - 2), sign)
        rate = master_equation(signs).rate(diagonal(start))[level - 1, level - 1]
        total = sign_probability(len(start), start, sign) * (rate * factor * point[kappa]) + total
    return total


def weighted_at(point: Point) -> Any:
    """The average of rho_JJ(t): each sector's exponential of its rates, by the area of the sector."""
    start = weights_at(point, p, int(point[N]))
    with working_precision():
        total = arb(0)
        for signs, probability in sectors(start):
            rates = _weighted(signs, start).population_rates.real
            final = arb_mat(rates * (point[kappa] * point[t])).exp() * arb_mat(len(start), 1, [arb(value) for value in start])
            total += probability * final[int(point[J]) - 1, 0]
        return total


def _weighted(signs: tuple[int, ...], start: list[fmpq]) -> LindbladEquation:
    """The equation of a sector in which L_MK has the rate p_K/S_{M-1} where sigma_M < 0."""
    pairs = combinations(range(len(start)), 2)
    rates = [start[k] / sum(start[:m], fmpq(0)) if signs[m - 1] < 0 else ONE for k, m in pairs]
    return LindbladEquation(jump_operators(signs), rates=tuple(rates))
