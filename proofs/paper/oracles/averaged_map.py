"""The averaged map by brute force: every sector evolved from the definitions, weighted by its area."""

from collections.abc import Sequence
from typing import Any

from bornproof.numeric_check.arithmetic.matrices import diagonal
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.model.disks import sectors, sign_probability
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.averaged_sums import propagator
from bornproof.proofs.paper.oracles.evolution import evolved, evolved_in
from bornproof.proofs.paper.points.tables import Point, matrix_at, weights_at
from bornproof.symbolic.notation.core import J, N, kappa, p, rho0, t
from bornproof.symbolic.notation.settings import other_p
from bornproof.symbolic.notation.variants import later, share
from flint import acb, arb, arb_mat, ctx, fmpq

__all__ = [
    "bound_at", "defect_at", "ensembles_at", "feeding_rate_at", "kept_at", "three_levels_apart_at", "top_at", "two_levels_at",
]  # fmt: skip


def kept_at(point: Point) -> Any:
    """rho_JJ(t) from |J> in the sector of the point."""
    level = int(point[J]) - 1
    start = diagonal([int(k == level) for k in range(int(point[N]))])
    return evolved(point, start)[level][level]


def top_at(point: Point) -> Any:
    """The average of rho_NN(t) with the weights p, from the populations of the point."""
    size = int(point[N])
    return _top(weights_at(point, p, size), [point[rho0[k, k]] for k in range(1, size + 1)], point[kappa] * point[t])


def defect_at(point: Point) -> Any:
    """The average of rho_NN at t + u, minus that at u from the state whose top population is the average at t."""
    size = int(point[N])
    weights, start = weights_at(point, p, size), [point[rho0[k, k]] for k in range(1, size + 1)]
    first, second = point[kappa] * point[t], point[kappa] * point[later]
    empty, full = (_top(weights, [1 - top, *[fmpq(0)] * (size - 2), top], second) for top in (fmpq(0), fmpq(1)))
    between = _top(weights, start, first)
    return _top(weights, start, first + second) - ((1 - between) * empty + between * full)


def ensembles_at(point: Point) -> Any:
    """s times the average of rho_NN(t) for p, plus 1 - s times that for p', minus that for the mean of p and p'."""
    size, part, moment = int(point[N]), point[share], point[kappa] * point[t]
    one, other = weights_at(point, p, size), weights_at(point, other_p, size)
    mean = [part * a + (1 - part) * b for a, b in zip(one, other, strict=True)]
    return part * _top(one, one, moment) + (1 - part) * _top(other, other, moment) - _top(mean, mean, moment)


def bound_at(point: Point) -> Any:
    """1/16 minus that, for the levels 1, 2, 3."""
    return fmpq(1, 16) - ensembles_at({**point, N: 3})


def three_levels_apart_at(point: Point) -> Any:
    """The same of all three averaged populations, as a column."""
    part = point[share]
    one, other = weights_at(point, p, 3), weights_at(point, other_p, 3)
    mean = tuple(part * a + (1 - part) * b for a, b in zip(one, other, strict=True))
    with working_precision():
        total = arb_mat(3, 1)
        for weights, factor in ((one, part), (other, 1 - part), (mean, fmpq(-1))):
            moved = propagator(tuple(weights), point[kappa] * point[t], ctx.prec)
            total += moved * arb_mat(3, 1, [arb(weight) for weight in weights]) * factor
    return tuple((total[level, 0],) for level in range(3))


def two_levels_at(point: Point) -> Any:
    """The averages of rho_11(t), rho_22(t), rho_12(t) with the weights p."""
    start, weights = matrix_at(point, rho0, 2), weights_at(point, p, 2)
    found = [acb(0)] * 3
    for sign in (1, -1):
        state, chance = evolved_in((sign,), start, point[kappa] * point[t]), sign_probability(2, weights, sign)
        found = [chance * value + total for value, total in zip((state[0][0], state[1][1], state[0][1]), found, strict=True)]
    return tuple((value,) for value in found)


def feeding_rate_at(point: Point) -> Any:
    """The entry (1, 2) of P' P^{-1}, P the average over the sectors of the exponentials of three levels."""
    with working_precision():
        zero = arb_mat(3, 3)
        moved, changed = zero, zero
        for signs, chance in sectors(weights_at(point, p, 3)):
            rates = arb_mat(master_equation(signs).population_rates.real)
            one = (rates * (point[kappa] * point[t])).exp()
            moved, changed = moved + one * chance, changed + rates * one * chance
        return (changed * moved.inv())[0, 1] * point[kappa]


def _top(weights: Sequence[fmpq], start: Sequence[Any], moment: fmpq) -> Any:
    """The average over the sign of sigma_N of rho_NN; the other signs do not act on the top level."""
    size = len(weights)
    total: Any = arb(0)
    for sign in (1, -1):
        signs = (*[1] * (size - 2), sign)
        total += sign_probability(size, weights, sign) * evolved_in(signs, diagonal(start), moment)[size - 1][size - 1]
    return total
