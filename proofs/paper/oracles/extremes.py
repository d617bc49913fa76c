"""CHSH beyond the standard settings by brute force: four pairs of settings, each evolved in all sectors by their areas."""

from functools import lru_cache
from itertools import product
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.joint import many_levels_at as marginal_of_many
from bornproof.proofs.paper.oracles.joint import marginal_at
from bornproof.proofs.paper.points.tables import Point, weights_of
from bornproof.symbolic.notation.core import kappa, p, t
from bornproof.symbolic.notation.correlations import agreeing, agreeing_last
from bornproof.symbolic.notation.spread import odds
from flint import arb, arb_mat, ctx, fmpq

__all__ = ["entangled_at", "many_levels_at", "product_at", "slope_at"]

_HALF = fmpq(1, 2)
_SIGNS = (1, 1, 1, -1)


def entangled_at(point: Point) -> Any:
    """Of the levels 1, 2 together, with s/2 each, twice, less 1."""
    agree = point[agreeing]
    return _correlation(point, [agree / 2, agree / 2, (1 - agree) / 2, (1 - agree) / 2])


def product_at(point: Point) -> Any:
    """Levels (up up), (down down), (up down), (down up): Alice down, down, up, up; Bob's outcomes both, down, both, down."""
    with working_precision():
        rows = ((ZERO, _HALF, ZERO, _HALF), (ZERO, ONE, ZERO, ZERO), (_HALF, ZERO, _HALF, ZERO), (ZERO, ZERO, ONE, ZERO))
        return sum((sign * _correlation(point, row) for sign, row in zip(_SIGNS, rows, strict=True)), arb(0))


def many_levels_at(point: Point) -> Any:
    """2 P - 1 of her four marginals, the last with a plus and the others with a minus."""
    with working_precision():
        down = {**point, odds: fmpq(0)}
        seen = [(marginal_of_many(kind), where) for where in (down, point) for kind in ("certain", "even")]
        return sum((-sign * (2 * marginal(where) - 1) for sign, (marginal, where) in zip(_SIGNS, seen, strict=True)), arb(0))


def slope_at(point: Point) -> Any:
    """The slope in eps of four correlations: each weight and each area is a pair of a value and its slope.

    The cosines of the angles to the z axis are sin(phi/2) times 1 and -(1 + 2 y) for Alice, times -1 and 1 + 2 y for Bob, where
    y = cos(phi) = 2 s - 1.
    """
    y, total = 2 * point[agreeing] - 1, arb(0)
    long = 1 + 2 * y
    with working_precision():
        for sign, (one, other) in zip(_SIGNS, ((ONE, -ONE), (ONE, long), (-long, -ONE), (-long, long)), strict=True):
            mean = y if sign > 0 else 2 * point[agreeing_last] - 1
            spins = ((1, 1), (-1, -1), (1, -1), (-1, 1))
            weights = [(1 + a * b * mean) / 4 for a, b in spins]
            slopes = [(a * one + b * other) / 4 for a, b in spins]
            total += sign * 2 * _slope(weights, slopes, point[kappa] * point[t])
        return total * arb((1 - y) / 2).sqrt()


def _correlation(point: Point, weights: Any) -> Any:
    return 2 * marginal_at((1, 2))({**point} | weights_of(p, weights)) - 1


def _slope(weights: list[fmpq], slopes: list[fmpq], moment: fmpq) -> arb:
    """Of the population of the levels 1 and 2."""
    chances = []  # of sigma_n < 0, S_{n-1}/S_n, and its slope
    for level in (1, 2, 3):
        below, steep = sum(weights[:level], ZERO), sum(slopes[:level], ZERO)
        whole, steeper = below + weights[level], steep + slopes[level]
        chances.append((below / whole, (steep * whole - below * steeper) / whole**2))
    total = arb(0)
    for signs in product((1, -1), repeat=3):
        area, change = ONE, ZERO
        for sign, (chance, steep) in zip(signs, chances, strict=True):
            factor, growth = (chance, steep) if sign < 0 else (1 - chance, -steep)
            area, change = area * factor, change * factor + area * growth
        carried = _kept(signs, moment, ctx.prec)
        total += sum((carried[k] * (area * slopes[k] + change * weights[k]) for k in range(4)), arb(0))
    return total


@lru_cache(maxsize=1024)
def _kept(signs: tuple[int, ...], moment: fmpq, _bits: int) -> list[arb]:
    """What of each level is in the levels 1 and 2 at the time."""
    carried = arb_mat(master_equation(signs).population_rates.real * moment).exp()
    return [carried[0, k] + carried[1, k] for k in range(4)]
