"""Late times by brute force: the coefficient of exp(-kappa t) in each sector, and states with 10^60 levels."""

from itertools import product
from typing import Any

from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import NumericError, UndefinedError
from bornproof.numeric_check.model.disks import sectors
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.counts import counted
from bornproof.proofs.paper.oracles.diffuse import populations_of
from bornproof.proofs.paper.points.tables import Point
from bornproof.symbolic.notation.core import N, n
from bornproof.symbolic.notation.diffuse import after, before
from flint import arb, arb_series, fmpq, fmpq_mat, fmpq_poly

__all__ = ["drift_at", "largest_at", "level_drift_at", "margin_at", "slope_at", "step_at"]

FINE = 10**60  # levels
_ERROR = arb(10) ** -55


def drift_at(point: Point) -> Any:
    """The coefficient of exp(-kappa t) in the average of rho_11 + ... + rho_nn."""
    return sum(_coefficients(point)[: int(point[n])], arb(0))


def level_drift_at(point: Point) -> Any:
    """The coefficient of exp(-kappa t) in the average of rho_nn."""
    return _coefficients(point)[int(point[n]) - 1]


def step_at(point: Point) -> Any:
    """The difference of these coefficients over the probabilities of n and n + 1, without what level 1 alone gives to 2."""
    level = int(point[n])
    if level == int(point[N]):
        raise UndefinedError(f"level {level + 1} does not exist for {counted(level, 'level')}")
    found, weights = _coefficients(point), populations_of(point)
    if not (weights[level - 1] and weights[level]):
        raise UndefinedError("a coefficient over a probability that is 0")
    extra = weights[0] * (1 - weights[0])
    own, above = ((found[k - 1] - (extra if k == 2 else 0)) / weights[k - 1] for k in (level, level + 1))
    return own - above


def margin_at(point: Point) -> Any:
    """phi(a) - phi(b) - (b - a) (1 - b + a)/a with phi(a) = 1/(4 a) - a + log 2."""
    low, high = point[before], point[after]
    return _falling(low) - _falling(high) - (high - low) * (1 - high + low) / low


def slope_at(point: Point) -> Any:
    """The derivative of log b - (b - a) (1 - b + a)/a in b, as a coefficient of a power series."""
    low = point[before]
    moved = arb_series([arb(point[after]), arb(1)], prec=2)
    rise = (moved - arb(low)) * (1 - moved + arb(low)) / arb(low)
    return (moved.log() - rise)[1]


def largest_at(point: Point) -> Any:
    """S_n times the sum of p (1 - p)/S over the levels above: one up to 1/2 if a is below, and 10^60 equal ones above."""
    low = point[before]
    if not 0 < low <= 1:
        raise UndefinedError(f"{low} is no sum of probabilities above 0")
    high = max(low, fmpq(1, 2))
    with working_precision(200):
        width = (1 - high) / FINE
        fine = arb(1 - width) * (arb(high / width + FINE).digamma() - arb(high / width).digamma())
        return low * ((high - low) * (1 - high + low) / low + fine) + arb(0, _ERROR)


def _falling(low: fmpq) -> fmpq:
    return 1 / (4 * low) - low


def _coefficients(point: Point) -> list[arb]:
    """The coefficient of x = exp(-kappa t) in the average of each population."""
    start = populations_of(point)
    total = [arb(0)] * len(start)
    for signs, probability in sectors(start):
        part = _part_at_rate_one(master_equation(signs).population_rates.real, start)
        total = [old + probability * new for old, new in zip(total, part, strict=True)]
    return total


def _part_at_rate_one(rates: fmpq_mat, start: list[fmpq]) -> list[fmpq]:
    """The eigenvector to the eigenvalue -1 in a start, by the product of (A - r)/(-1 - r) over the other eigenvalues r."""
    _, factors = fmpq_poly(rates.charpoly()).factor()
    roots = [-factor[0] / factor[1] for factor, _ in factors if factor.degree() == 1]
    if len(roots) != len(factors):
        raise NumericError("the rates must have rational eigenvalues")
    size = len(start)
    unit = fmpq_mat(size, size, [int(i == j) for i, j in product(range(size), repeat=2)])
    vector = fmpq_mat(size, 1, start)
    for root in roots:
        if root != -1:
            vector = (rates - unit * root) * vector * (1 / (-1 - root))
    if any((rates * vector + vector).entries()):
        raise NumericError("the rates must be diagonalisable")
    return list(vector.entries())
