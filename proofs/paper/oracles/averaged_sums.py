"""Averages over all sectors by brute force: the areas of the disks, and each sector's exponential of its own rates."""

from functools import cache, lru_cache
from typing import Any

from bornproof.numeric_check.arithmetic.matrices import matrix
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import NumericError, UndefinedError
from bornproof.numeric_check.model.disks import sectors, sign_probability
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.oracle import Oracle
from bornproof.proofs.paper.points.tables import Point, squared, weights_at
from bornproof.symbolic.notation.averages import component
from bornproof.symbolic.notation.core import I, J, M, N, alpha, kappa, n, rho0, t
from flint import arb, arb_mat, ctx, fmpq, fmpq_mat

__all__ = ["choi_step_at", "coherence_at", "factor_at", "sum_from_start", "sum_of_state"]

Weights = tuple[fmpq, ...]


def sum_of_state(point: Point) -> arb:
    """The average of rho_11 + ... + rho_nn at the time of the point, from the state whose amplitudes decide the sectors."""
    return _lower_sum(point, squares_at(point))


def sum_from_start(point: Point) -> arb:
    """The same from other populations at t = 0."""
    return _lower_sum(point, tuple(point[rho0[level, level]] for level in range(1, int(point[N]) + 1)))


def factor_at(share: int) -> Oracle:
    """The mean of exp(-kappa t theta(sigma_M)/share) over the disk of lambda_M, by the areas of its three signs."""

    def value(point: Point) -> arb:
        level, weights = int(point[M]), normalised(squares_at(point))
        if level < 2:
            raise UndefinedError("sigma_1 does not exist: the hidden variables are lambda_2 .. lambda_N")
        with working_precision():
            rise, still, fall = (sign_probability(level, weights, sign) for sign in (1, 0, -1))
            return rise * (arb(-point[kappa] * point[t]) / share).exp() + still + fall

    return value


def coherence_at(point: Point) -> arb:
    """The average of rho_IJ(t)/rho_IJ(0): in each sector |I><J| is multiplied by a rate, which is read off."""
    place, size = (int(point[I]) - 1, int(point[J]) - 1), int(point[N])
    with working_precision():
        total = arb(0)
        for signs, probability in sectors(normalised(squares_at(point))):
            total += probability * (arb(_own_rate(signs, place, size)) * (point[kappa] * point[t])).exp()
        return total


def choi_step_at(point: Point) -> arb:
    """V_N - m_N V_{N-1}: V_n is the sum of z_I z_J <I|map(|I><J|)|J> over n levels, less the square of the mean of z.v."""
    size, kappa_t = int(point[N]), point[kappa] * point[t]
    z, squares = tuple(weights_at(point, component, size)), squares_at(point)
    with working_precision():
        own = factor_at(1)({**point, M: size})
        return _variance(z, squares, kappa_t) - (own * _variance(z[:-1], squares[:-1], kappa_t) if size > 2 else 0)


def _variance(z: Weights, squares: Weights, kappa_t: fmpq) -> arb:
    size = len(z)
    kept = propagator(squares, kappa_t, ctx.prec)
    form, mean = sum((kept[level, level] * z[level] ** 2 for level in range(size)), arb(0)), arb(0)
    for signs, probability in sectors(normalised(squares)):
        losses, rates = _rates(signs)
        for i in range(size):
            mean += probability * z[i] * (arb(losses[i, i] * kappa_t) / 2).exp()
            for j in range(i):
                form += 2 * probability * z[i] * z[j] * (arb(rates[i, j] * kappa_t)).exp()
    return form - mean * mean


@cache
def _rates(signs: tuple[int, ...]) -> tuple[fmpq_mat, fmpq_mat]:
    """The rates of populations, and at I != J that of rho_IJ where all entries are 1."""
    size, equation = len(signs) + 1, master_equation(signs)
    return equation.population_rates.real, equation.rate(matrix([[1] * size] * size)).real


@cache
def _own_rate(signs: tuple[int, ...], place: tuple[int, int], size: int) -> Any:
    one = matrix([[int((i, j) == place) for j in range(size)] for i in range(size)])
    rates = master_equation(signs).rate(one)
    own: Any = rates[place]
    if rates != one.scale(own):
        raise NumericError("a coherence must be coupled to itself only")
    return own


def squares_at(point: Point) -> Weights:
    """|alpha_1|^2, ..., |alpha_N|^2."""
    return tuple(map(squared, weights_at(point, alpha, int(point[N]))))


def normalised(squares: Weights) -> Weights:
    """The same state with norm 1: no sign of any sigma depends on the norm."""
    whole = sum(squares, fmpq(0))
    if not whole:
        raise UndefinedError("the vector 0 decides no sector")
    return tuple(square / whole for square in squares)


def _lower_sum(point: Point, start: Weights) -> arb:
    with working_precision():
        final = propagator(squares_at(point), point[kappa] * point[t], ctx.prec) * arb_mat(len(start), 1, [arb(q) for q in start])
        return sum((final[level, 0] for level in range(int(point[n]))), arb(0))


@lru_cache(maxsize=512)
def propagator(squares: Weights, kappa_t: fmpq, _bits: int) -> arb_mat:
    """The N x N matrix that takes populations at t = 0 to averaged ones at kappa t, in the present precision."""
    size = len(squares)
    total = arb_mat(size, size)
    for signs, probability in sectors(normalised(squares)):
        total += arb_mat(master_equation(signs).population_rates.real * kappa_t).exp() * probability
    return total
