"""States of many levels by brute force: few levels by sectors, and 10^60 levels by the mean of each one's own factor.

In the uniform state of N levels sigma_M > 0 has the area 1/M. In a sector in which c of the sigmas above n are positive, the
sum R of the first n populations loses c R and gains n D, where the sum D of the others with sigma < 0 loses (n + c) D, in
units of kappa: tests hold that against the master equation, sector by sector.
"""

from itertools import pairwise
from typing import Any

from bornproof.numeric_check.arithmetic.matrices import diagonal
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.lindblad.solvers import evolve
from bornproof.numeric_check.model.disks import sectors
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.points.tables import Point, weights_at
from bornproof.symbolic.notation.core import N, S, kappa, p, t
from bornproof.symbolic.notation.diffuse import early, share
from flint import acb, arb, fmpq

__all__ = [
    "correction_at", "largest_distance_at", "layer_at", "limit_at", "mean_distance_at", "populations_of",
    "total_variation_at", "uniform_sum",
]  # fmt: skip

MANY = 10**60  # levels, times the denominator of the share
DIGITS, MORE = 130, 190  # log(MANY!) has 62 before the point; what is multiplied by MANY needs more
_ERROR = arb(10) ** -52  # above what 1/MANY leaves of the limits here


def mean_distance_at(point: Point) -> Any:
    """The average over the sectors of half the sum of |rho_JJ(t) - delta_JW|, W the level with the largest final population."""
    start = weights_at(point, p, int(point[N]))
    total = arb(0)
    for signs, probability in sectors(start):
        winner = next((k for k in range(len(signs), 0, -1) if signs[k - 1] > 0), 0)
        final = evolve(master_equation(signs), diagonal(start), point[kappa] * point[t])
        parts = (abs(final[k][k] - int(k == winner)) for k in range(len(start)))
        total += probability * sum(parts, arb(0)) / 2
    return total


def populations_of(point: Point) -> list[fmpq]:
    """p_J = S_J - S_{J-1} of a point."""
    at = [point[S[level]] for level in range(int(point[N]) + 1)]
    return [after - before for before, after in pairwise(at)]


def limit_at(point: Point) -> Any:
    """The averaged sum in the uniform state of so many levels that a share s of them is a whole number."""
    size, level = _size(point[share])
    with working_precision(DIGITS):
        return uniform_sum(size, level, (-arb(point[kappa] * point[t])).exp()) + arb(0, _ERROR)


def layer_at(point: Point) -> Any:
    """The same at kappa t = tau/N."""
    size, level = _size(point[share])
    with working_precision(DIGITS):
        return uniform_sum(size, level, (-arb(point[early]) / size).exp()) + arb(0, _ERROR)


def correction_at(point: Point) -> Any:
    """N times what the averaged sum in the uniform state is above s^(1-x)."""
    size, level = _size(point[share])
    with working_precision(MORE):
        factor = (-arb(point[kappa] * point[t])).exp()
        return (uniform_sum(size, level, factor) - arb(point[share]) ** (1 - factor)) * size + arb(0, _ERROR)


def uniform_sum(size: int, level: int, factor: arb) -> arb:
    """E(x^c R(0)) + (1 - x^n) E(x^c D(0)) for N = size, n = level, x = factor, in the uniform state.

    Products and sums over the levels M > n are ratios of Gamma functions and differences of their logarithmic derivatives.
    """
    one = arb(1)
    power = ((size + factor).lgamma() - (level + factor).lgamma() + (level + one).lgamma() - (size + one).lgamma()).exp()
    decaying = size - level - factor * ((size + factor).digamma() - (level + factor).digamma())
    return power * (level + (1 - factor**level) * decaying) / size


def largest_distance_at(point: Point) -> Any:
    """The largest s^(1-x) - s: the place where its slope changes its sign by bisection, and the value there."""
    factor = (-arb(point[kappa] * point[t])).exp()
    place = _crossing(factor)
    return place ** (1 - factor) - place


def total_variation_at(point: Point) -> Any:
    """Half the integral of |(1-x) s^-x - 1| over s = exp(-w), by quadrature on either side of the place where it vanishes."""
    factor = (-arb(point[kappa] * point[t])).exp()
    rest, middle = 1 - factor, -_crossing(factor).log()
    far = 140 / rest + 140

    def density(w: acb, _: bool) -> acb:
        return acb(rest) * (-acb(rest) * w).exp() - (-w).exp()

    middle = arb(middle.mid())  # any place near it: what lies between is of second order in the distance
    sides = [acb.integral(density, acb(low), acb(high)).real for low, high in ((arb(0), middle), (middle, arb(far.mid())))]
    tail = (-rest * far).exp() + (-far).exp()
    return (abs(sides[0]) + abs(sides[1])) / 2 + arb(0, tail.upper())


def _crossing(factor: arb) -> arb:
    """The place in (0, 1) where (1 - x) s^-x = 1, enclosed by bisection."""
    if factor == 1:
        raise UndefinedError("at t = 0 the density is 0")
    low, high = arb(0), arb(1)
    for _ in range(200):
        middle = (low + high) / 2
        slope = (1 - factor) * middle**-factor - 1
        if slope > 0:
            low = middle
        elif slope < 0:
            high = middle
        else:
            break
    return low.union(high)


def _size(part: fmpq) -> tuple[int, int]:
    return int(part.q) * MANY, int(part.p) * MANY
