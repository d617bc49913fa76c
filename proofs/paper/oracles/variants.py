"""Variants of the model by brute force: other jump operators, handed to the solvers for any, averaged over disks and winners."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, product
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix, matrix_of
from bornproof.numeric_check.lindblad.equation import LindbladEquation
from bornproof.numeric_check.lindblad.solvers import evolve
from bornproof.numeric_check.model.disks import sectors, sign_probability
from bornproof.numeric_check.model.jump_operators import jump_operators
from bornproof.proofs.paper.points.tables import Point, matrix_at, signs_at, weights_at
from bornproof.symbolic.notation.core import I, J, K, M, N, kappa, p, rho, rho0, t
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.notation.variants import drain, falling, feed, level_rate, mutual, rising, share, taken
from flint import acb, arb, arb_mat, fmpq

__all__ = [
    "moved_at", "rate_by_sectors", "rate_by_signs", "rate_by_winner", "second_rate_at_top", "with_level_rates_at",
    "won_alike", "won_entry", "won_population",
]  # fmt: skip

Jump = tuple[int, int, Any]  # to, from, rate


def rate_by_sectors(point: Point) -> Any:
    """The sum over the signs of area times rate of rho_JJ at t = 0, level by level whose operators act on it."""
    start, level, total = weights_at(point, p, int(point[N])), int(point[J]), arb(0)
    for upper, sign in product(range(max(level, 2), len(start) + 1), (1, -1)):  # the operators of `upper` look at its sigma alone
        chance = sign_probability(upper, start, sign)
        if sign > 0:
            jumps = [(upper, k, point[feed[upper, k]]) for k in range(1, upper)]
        else:
            jumps = [(k, upper, point[drain[upper, k]]) for k in range(1, upper)]
        total += chance * (_equation(len(start), jumps).rate(diagonal(start))[level - 1, level - 1] * point[kappa])
    return total


def rate_by_signs(level: Any) -> Any:
    """What gives the rate of a level, named by a symbol, in the state of K and M with rates that look at one sigma each."""

    def rate(point: Point) -> Any:
        start, total = _two_levels(point), arb(0)
        for looked_at, (sign, table) in product(range(2, len(start) + 1), ((1, rising), (-1, falling))):
            chance = sign_probability(looked_at, start, sign)
            pairs = ((to, off) for to, off in _pairs_of(len(start)) if to != off and start[off - 1])  # the empty give nothing
            jumps = [(to, off, point[table[looked_at, to, off]]) for to, off in pairs]
            place = int(point[level]) - 1
            total += chance * (_equation(len(start), jumps).rate(diagonal(start))[place, place] * point[kappa])
        return total

    return rate


def rate_by_winner(level: Any) -> Any:
    """What gives the rate of a level, named by a symbol, in the state of K and M with rates that know the winner alone."""

    def rate(point: Point) -> Any:
        start, total = _two_levels(point), arb(0)
        size = len(start)
        pairs = [(to, off) for to, off in _pairs_of(size) if to != off]
        for winner, chance in _winners(start):
            jumps = [(to, off, point[taken[winner, to, off]]) for to, off in pairs]
            place = int(point[level]) - 1
            total += chance * (_equation(size, jumps).rate(diagonal(start))[place, place] * point[kappa])
        return total

    return rate


def won_entry(point: Point) -> Any:
    """The average of rho_IJ(t) over the winner, each run evolved from the operators |W><K| with their rates."""
    size, total = int(point[N]), acb(0)
    start = matrix_at(point, rho0, size)
    for winner, chance in _winners([point[rho0[k, k]] for k in range(1, size + 1)]):
        jumps = [(winner, off, point[mutual[winner, off]]) for off in range(1, size + 1)]
        state = evolve(_equation(size, jumps), start, point[kappa] * point[t])
        total += chance * state[int(point[I]) - 1][int(point[J]) - 1]
    return total


def won_population(point: Point) -> Any:
    """The same for I = J."""
    return won_entry({**point, I: point[J]})


def won_alike(*, keeps_phase: bool) -> Any:
    """What gives the same with equal rates kappa: for all K, or for all K but W."""
    return lambda point: won_entry(point | {mutual[k]: int(k[0] != k[1] or not keeps_phase) for k in _pairs_of(int(point[N]))})


def _pairs_of(size: int) -> Iterator[tuple[int, int]]:
    return product(range(1, size + 1), range(1, size + 1))


def with_level_rates_at(point: Point) -> Any:
    """The average of rho_JJ(t) with weights p_K/S_{M-1} and a rate for each level: exponentials by the areas."""
    start, total = weights_at(point, p, int(point[N])), arb(0)
    for signs, chance in sectors(start):
        jumps = []
        for upper, lower, rate in ((m, k, point[level_rate[m]]) for k, m in combinations(range(1, len(start) + 1), 2)):
            if signs[upper - 2] > 0:
                jumps.append((upper, lower, rate))
            elif signs[upper - 2] < 0:
                jumps.append((lower, upper, rate * start[lower - 1] / sum(start[: upper - 1], fmpq(0))))
        rates = _equation(len(start), jumps).population_rates.real
        final = arb_mat(rates * (point[kappa] * point[t])).exp() * arb_mat(len(start), 1, [arb(value) for value in start])
        total += chance * final[int(point[J]) - 1, 0]
    return total


def second_rate_at_top(point: Point) -> Any:
    """The average of the second derivative of rho_NN at t = 0, the operators of the level N alone, with balanced weights."""
    start, total = weights_at(point, p, int(point[N])), arb(0)
    size, rest = len(start), sum(start[:-1], fmpq(0))
    for sign in (1, -1) if rest else (1,):  # with S_{N-1} = 0 there is nothing below, and sigma_N > 0
        jumps = [(size, k, point[feed[size, k]]) for k in range(1, size)]
        if sign < 0:
            jumps = [(k, size, rate * start[k - 1] / rest) for _, k, rate in jumps]
        equation = _equation(size, jumps)
        twice = equation.rate(equation.rate(diagonal(start)))[size - 1, size - 1]
        total += sign_probability(size, start, sign) * (twice * point[kappa] ** 2)
    return total


def moved_at(diagonal: bool) -> Any:
    """What gives the rate of <I| U^+ rho U |J>, or of <J| U^+ rho U |J>, with the operators U L_MK U^+ and H.

    From U' = -i H U, for a unitary that does not commute with H.
    """

    def rate(point: Point) -> Any:
        signs = signs_at(point)
        size = len(signs) + 1
        energy, unitary = matrix_at(point, h, size), _reflection(matrix_at(point, h, size))
        back = unitary.adjoint()
        state = unitary @ matrix_at(point, rho, size) @ back
        moving = tuple(unitary @ jump @ back for jump in jump_operators(signs))
        by_law = LindbladEquation(moving, energy.scale(1 / point[kappa])).rate(state).scale(point[kappa])
        turned = (energy @ state - state @ energy).scale(ComplexRational(fmpq(0), fmpq(1)))
        return (back @ (by_law + turned) @ unitary)[int(point[J if diagonal else I]) - 1, int(point[J]) - 1]

    return rate


def _reflection(source: ExactMatrix) -> ExactMatrix:
    """1 - 2 |v><v|/<v|v>, v made of the first column of a matrix: a unitary with rational entries."""
    size = source.shape[0]
    column = [source[k, 0] + ComplexRational(fmpq(1), fmpq(k)) for k in range(size)]
    dyad = matrix([[value] for value in column])
    dyad = dyad @ dyad.adjoint()
    norm = dyad.trace()
    return diagonal([1] * size) - dyad.scale(2 / (norm.real if isinstance(norm, ComplexRational) else norm))


def _two_levels(point: Point) -> list[fmpq]:
    start = [fmpq(0)] * int(point[N])
    start[int(point[K]) - 1] += 1 - point[share]
    start[int(point[M]) - 1] += point[share]
    return start


def _winners(start: Sequence[fmpq]) -> Iterator[tuple[int, arb]]:
    """The levels and the chances that they win: sigma_W > 0 and none above it; |1> wins where none is positive."""
    above = arb(1)
    for level in range(len(start), 1, -1):
        chance = sign_probability(level, start, 1)
        yield level, above * chance
        above *= 1 - chance
    yield 1, above


def _equation(size: int, jumps: Sequence[Jump]) -> LindbladEquation:
    """The master equation of the operators |to><from| with these rates."""
    operators = tuple(_dyad(size, to, off) for to, off, _ in jumps)
    return LindbladEquation(operators, rates=tuple(rate for *_, rate in jumps))


@cache
def _dyad(size: int, to: int, off: int) -> ExactMatrix:
    return matrix_of([fmpq((i, j) == (to, off)) for i, j in _pairs_of(size)], size)
