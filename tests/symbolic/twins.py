"""What the fast code of `symbolic` is held against: the definitions written out, one sector at a time."""

from collections.abc import Sequence
from itertools import product

from bornproof.symbolic.components import at_levels, damping_exponent
from bornproof.symbolic.disks import check_probabilities, sector_probability
from bornproof.symbolic.notation.core import S, Sector, check_sector, sigma, x
from flint import fmpq
from sympy import Expr, Integer, prod, sqrt


def likely_sectors(p: Sequence[fmpq]) -> list[tuple[Sector, fmpq]]:
    """The sectors of positive probability, each with its probability; these sum to 1."""
    every = product((1, -1, 0), repeat=len(p) - 1)
    return [(sector, weight) for sector in every if (weight := sector_probability(sector, p))]


def outcome_probabilities(p: Sequence[fmpq]) -> tuple[fmpq, ...]:
    """P(|1>), ..., P(|N>) by the product of Eq. (22), with the factors that partial sums of zero leave out."""
    values = check_probabilities(p)
    total, rest, result = fmpq(1), fmpq(1), list[fmpq]()
    for value in values[:0:-1]:
        up = value / total if total else fmpq(0)
        result.append(rest * up)
        rest *= 1 - up
        total -= value
    return (rest, *reversed(result))


def average_damping(row: int, column: int, levels: int) -> Expr:
    """The average of exp(-kappa Lambda_IJ t/2) for any two levels, with prefix sums S_n as symbols, all S_n > 0.

    The levels above J > I contribute 2 theta(sigma_M) to Lambda_IJ each, those between theta(sigma_M), J itself
    theta(sigma_J) + (J - 1) theta(-sigma_J) and I itself (I - 1) theta(-sigma_I); they are independent.
    """
    low, high = sorted((row, column))
    exponents = {low: (0, low - 1), high: (1, high - 1)}  # of sqrt(x), for sigma > 0 and sigma < 0
    exponents |= dict.fromkeys(range(low + 1, high), (1, 0)) | dict.fromkeys(range(high + 1, levels + 1), (2, 0))

    def factor(level: int) -> Expr:
        raised, lowered = exponents[level]
        below = S[level - 1] if level > 1 else Integer(0)
        return ((S[level] - below) * sqrt(x) ** raised + below * sqrt(x) ** lowered) / S[level]

    return prod(factor(level) for level in range(max(low, 2), levels + 1))


def exponent_from_formula(signs: Sequence[int], row: int, column: int) -> Expr:
    """Lambda_IJ by inserting the signs into the general formula."""
    sector = check_sector(signs)
    values = {sigma[level]: Integer(sign) for level, sign in enumerate(sector, start=2)}
    return at_levels(damping_exponent().result, len(sector) + 1, row=row, column=column).xreplace(values)
