"""Averages over the hidden variables, Eqs. (29)-(33), for any N: a finite sum over sectors, each with its probability."""

from collections.abc import Sequence

from flint import fmpq, fmpq_poly
from sympy import Expr, Integer, prod, sqrt

from symbolic.disks import check_probabilities, sector_probability
from symbolic.errors import SymbolicError
from symbolic.notation import S, Sector, x
from symbolic.populations import closed_form

__all__ = ["average_damping", "average_populations", "likely_sectors"]

MOST_LEVELS = 16  # the number of sectors doubles with each level


def likely_sectors(p: Sequence[fmpq]) -> tuple[tuple[Sector, fmpq], ...]:
    """The sectors of positive probability, each with its probability; these sum to 1.

    >>> likely_sectors((fmpq(1, 4), fmpq(3, 4)))
    (((1,), 3/4), ((-1,), 1/4))
    """
    values = check_probabilities(p)
    if len(values) > MOST_LEVELS:
        raise SymbolicError(f"an average by sectors takes at most {MOST_LEVELS} levels, not {len(values)}")
    found: list[Sector] = [()]
    below = values[0]
    for value in values[1:]:
        below += value
        signs = (0,) if below == 0 else tuple(sign for sign, part in ((1, value), (-1, below - value)) if part)
        found = [(*sector, sign) for sector in found for sign in signs]
    return tuple((sector, sector_probability(sector, values)) for sector in found)


def average_populations(p: Sequence[fmpq]) -> tuple[fmpq_poly, ...]:
    """The averages of rho_11(t), ..., rho_NN(t) as polynomials in x = exp(-kappa t), for rho_JJ(0) = p_J.

    Constant for N = 2; for N >= 3 in general not, though the values at t = 0 and t -> infinity are p.

    >>> average_populations((fmpq(1, 4), fmpq(3, 4)))
    (1/4, 3/4)
    """
    total = [fmpq_poly()] * len(p)
    for sector, weight in likely_sectors(p):
        total = [old + weight * new for old, new in zip(total, closed_form(sector, p), strict=True)]
    return tuple(total)


def average_damping(row: int, column: int, levels: int) -> Expr:
    """The average of exp(-kappa Lambda_IJ t/2) for any two levels, with prefix sums S_n as symbols, all S_n > 0.

    The levels above J > I contribute 2 theta(sigma_M) to Lambda_IJ each, those between theta(sigma_M), J itself
    theta(sigma_J) + (J - 1) theta(-sigma_J) and I itself (I - 1) theta(-sigma_I); they are independent.

    >>> average_damping(1, 2, levels=2).subs(S[2], 1).simplify()
    exp(-kappa*t/2)
    """
    low, high = sorted((row, column))
    if low == high or not 1 <= low <= high <= levels:
        raise SymbolicError(f"a coherence needs two different levels in 1..{levels}, not {row} and {column}")
    exponents = {low: (0, low - 1), high: (1, high - 1)}  # of sqrt(x), for sigma > 0 and sigma < 0
    exponents |= dict.fromkeys(range(low + 1, high), (1, 0)) | dict.fromkeys(range(high + 1, levels + 1), (2, 0))

    def factor(level: int) -> Expr:
        raised, lowered = exponents[level]
        below = S[level - 1] if level > 1 else Integer(0)
        return ((S[level] - below) * sqrt(x) ** raised + below * sqrt(x) ** lowered) / S[level]

    return prod(factor(level) for level in range(max(low, 2), levels + 1))
