"""What the fast code of `symbolic` is held against: the definitions written out, one sector at a time."""

from collections.abc import Sequence
from itertools import product

from bornproof.symbolic.components import at_levels, damping_exponent
from bornproof.symbolic.disks import Distribution, check_probabilities, sector_probability, uniform
from bornproof.symbolic.notation.core import Sector, check_levels, check_sector, sigma
from bornproof.symbolic.populations import closed_form
from flint import fmpq
from sympy import Expr, Integer, Rational


def likely_sectors(p: Sequence[fmpq], inside: Distribution = uniform) -> list[tuple[Sector, fmpq]]:
    """The sectors of positive probability, each with its probability; these sum to 1."""
    every = product((1, -1, 0), repeat=len(p) - 1)
    return [(sector, weight) for sector in every if (weight := sector_probability(sector, p, inside))]


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


def exponent_from_formula(signs: Sequence[int], row: int, column: int) -> Expr:
    """Lambda_IJ by inserting the signs into the general formula."""
    sector = check_sector(signs)
    values = {sigma[level]: Integer(sign) for level, sign in enumerate(sector, start=2)}
    return at_levels(damping_exponent().result, len(sector) + 1, row=row, column=column).xreplace(values)


def spread_of_top(levels: int, below: Sequence[int] | None = None) -> tuple[Expr, ...]:
    """The limits of the populations 1..N when all starts in |N> and sigma_N < 0.

    `below` are the signs of (sigma_2, ..., sigma_{N-1}); without them the operators L_NM act alone, since a sigma of 0
    switches off the operators of its level.
    """
    size = check_levels(levels)
    signs = (*(below if below is not None else (0,) * (size - 2)), -1)
    final = (population(0) for population in closed_form(signs, [*[0] * (size - 1), 1]))
    return tuple(Rational(int(value.p), int(value.q)) for value in final)
