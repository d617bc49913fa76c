"""Exact points for Section 2.2, N levels, and what the definitions say there by brute force."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, count, cycle, islice, product
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, divide
from bornproof.numeric_check.arithmetic.matrices import diagonal
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.lindblad.solvers import evolve
from bornproof.numeric_check.model.disks import sector_probability
from bornproof.numeric_check.model.jump_operators import jump_operators, master_equation
from bornproof.numeric_check.sampling import complex_matrices, times
from bornproof.proofs.paper.oracles.evolution import component_points, evolution_points, evolved, sign_of, signs_at, start_at
from bornproof.proofs.paper.oracles.section_2 import amplitude_points, intervals, outcomes, probability, squares_at
from bornproof.symbolic.notation.core import C, J, K, M, N, S, kappa, rho, rho0, sigma, t
from flint import arb, fmpq
from sympy import Expr

__all__ = [
    "alone_at", "any_levels", "averaged_top_at", "clearing_points", "coupled_points", "exchanged_at", "joint_at",
    "jump_points", "level_counts", "lower_points", "neighbour_points", "operators_at", "others_at", "partial_sum_at",
    "second_rate_at", "sectors_at", "sign_at", "spread_at", "spreading_points", "timed_points", "top_at", "top_points",
    "top_sign", "unstable_at",
]  # fmt: skip

Point = Mapping[Any, Any]


# Counts and operators


def level_counts() -> Iterator[Point]:
    """N = 2..22 in turn."""
    return ({N: n} for n in cycle(range(2, 23)))


def operators_at(point: Point) -> fmpq:
    """The number of jump operators that the definition (14) gives."""
    return fmpq(len(jump_operators((1,) * (int(point[N]) - 1))))


def jump_points() -> Iterator[Point]:
    """N and M < N, the signs and rho."""
    source = Random("jumps")  # noqa: S311  (reproducible points, not secrets)
    for point in component_points((2, 3, 4, 5, 8)):
        yield {**point, M: source.randint(1, int(point[N]) - 1)}


# The top level in one run, and on the average


def top_points() -> Iterator[Point]:
    """States of N levels in any sector, now and then with a trace S_N other than 1; few with N = 8, which take long."""
    for number, point in enumerate(evolution_points((2, 3, 4, 5) * 6 + (8,))):
        trace = fmpq(2) if number % 7 == 6 else ONE
        scaled = {key: value * trace if getattr(key, "base", None) == rho0 else value for key, value in point.items()}
        yield {**scaled, S[int(point[N])]: trace}


def top_sign(values: Mapping[Any, Any]) -> int:
    """The sign of sigma_N for a case, which may name it so, or at a point."""
    return sign_of(values[sigma[N]] if sigma[N] in values else values[sigma[int(values[N])]])


def top_at(point: Point) -> Any:
    """rho_NN(t), from the evolution by brute force."""
    start = start_at(point)
    trace = start.trace()
    return evolved(point, start.scale(divide(ONE, trace)))[-1][-1] * trace


def timed_points() -> Iterator[Point]:
    """Amplitudes with kappa and a time, 0 now and then; few with N = 8."""
    source = Random("timed")  # noqa: S311
    moments = chain.from_iterable(zip(times(), times(seed=1), times(seed=2), cycle((ZERO, ONE)), strict=False))
    for point, kappa_t in zip(amplitude_points((2, 3, 4, 5) * 6 + (8,)), moments, strict=False):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        yield {**point, kappa: rate, t: kappa_t / rate}


def averaged_top_at(point: Point) -> Any:
    """The average of rho_NN(t): both signs of sigma_N by their areas; the signs below, which do not matter, alternate."""
    p = squares_at(point)
    below = [1 if level % 2 else -1 for level in range(2, len(p))]
    total: Any = ZERO
    for sign in (1, -1):
        state = diagonal(p)
        final = evolve(master_equation((*below, sign)), state, point[kappa] * point[t])[-1][-1]
        total = final * probability(len(p), p, sign) + total
    return total


# How levels empty


def lower_points() -> Iterator[Point]:
    """N, a level J, mostly below N, sigma_N, mostly negative, kappa and a time; few with N = 8."""
    source, moments = Random("places"), islice(cycle(times()), 1, None)  # noqa: S311
    for number, n in zip(count(1), cycle((2, 3, 4, 5, 6) * 5 + (8,)), strict=False):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        kappa_t = next(moments) if number % 9 else ZERO
        level, top = source.randint(1, n - 1) if number % 11 else n, fmpq(-2, 3) if number % 7 else fmpq(number // 7 % 2)
        yield {N: n, J: level, sigma[n]: top, kappa: rate, t: kappa_t / rate}


def alone_at(point: Point) -> Any:
    """(N - 1) rho_JJ(t) from |N> when the operators of level N act alone: the other sigma's are 0."""
    size = int(point[N])
    start = diagonal([*[ZERO] * (size - 1), ONE])
    final = evolve(master_equation((*[0] * (size - 2), top_sign(point))), start, point[kappa] * point[t])
    return final[int(point[J]) - 1][int(point[J]) - 1] * (size - 1)


def spreading_points() -> Iterator[Point]:
    """Three levels with sigma_3 < 0, seldom not, and the other operators acting (sigma_2 of either sign) or not (0), from |3>."""
    source = Random("spreading")  # noqa: S311
    for number, sign in zip(count(1), cycle((1, -1, 0)), strict=False):
        rate = fmpq(source.randint(1, 4), source.randint(1, 3))
        time = fmpq(source.randint(1, 9), source.randint(1, 5)) if number % 7 else ZERO
        top = fmpq(-2) if number % 11 else fmpq(number // 11 % 2)
        yield {kappa: rate, t: time, sigma[2]: sign * fmpq(2, 3), sigma[3]: top, N: 3}


def spread_at(point: Point) -> Any:
    """rho_11(t) from |3>, by brute force."""
    return evolved(point, diagonal((ZERO, ZERO, ONE)))[0][0]


def clearing_points() -> Iterator[Point]:
    """Any diagonal rho of three levels with sigma_3 < 0, seldom not."""
    source = Random("clearing")  # noqa: S311
    for number, sign, numbers in zip(count(1), cycle((1, -1, 0)), complex_matrices(1, 3), strict=False):
        values = {rho[k, k]: value for k, value in enumerate(numbers.rows()[0], start=1)}
        top = fmpq(-3) if number % 11 else fmpq(number // 11 % 2)
        yield {sigma[2]: sign * fmpq(1, 2), sigma[3]: top, N: 3, kappa: fmpq(source.randint(1, 3)), **values}


def second_rate_at(point: Point) -> Any:
    """d rho_22/d(kappa t) of three levels."""
    return master_equation(signs_at(point)).rate(diagonal([point[rho[k, k]] for k in (1, 2, 3)]))[1, 1]


def unstable_at(point: Point) -> Any:
    """The population of the level that decays, of two: |1> for sigma_2 > 0, |2> for sigma_2 < 0."""
    state, sign = evolved(point, start_at(point)), sign_of(point[sigma[2]])
    return state[0][0] if sign > 0 else state[1][1] if sign < 0 else ZERO


# Probabilities


def any_levels() -> Iterator[Point]:
    """Amplitudes and hidden variables for N = 2..8 in turn."""
    return amplitude_points((4, 3, 2, 5, 8, 7, 6, 3))


def others_at(point: Point) -> fmpq:
    """The probability of all outcomes but |N>, added up."""
    return sum(outcomes(squares_at(point))[:-1], ZERO)


def partial_sum_at(level: Expr) -> Callable[[Point], fmpq]:
    """An oracle: |alpha_1|^2 + ... + |alpha_level|^2."""
    return lambda point: sum(squares_at(point)[: int(level.subs(N, point[N]))], ZERO)


def sign_at(level: Expr, sign: int) -> Callable[[Point], fmpq]:
    """An oracle: P(sigma_level > 0) or P(sigma_level < 0), the level an expression in N."""
    return lambda point: probability(int(level.subs(N, point[N])), squares_at(point), sign)


def sectors_at(point: Point) -> arb:
    """The probabilities of the four sectors of three levels without a vanishing sign, by quadrature over both disks."""
    return sum((sector_probability(squares_at(point), sector) for sector in product((1, -1), repeat=2)), arb(0))


def coupled_points() -> Iterator[Point]:
    """Three levels with hidden variables that are independent (c = 1), of one modulus (c = 0), or now this and now that."""
    coupled = cycle((ZERO, ONE, ONE, ZERO, fmpq(2, 5)))
    return ({**point, C: next(coupled)} for point in amplitude_points((3,)))


def joint_at(point: Point) -> Any:
    """P(sigma_3 < 0 and sigma_2 > 0): a product of areas, or the length that both intervals of |lambda|^2 share."""
    p = squares_at(point)
    (low, high), (other_low, other_high) = intervals(3, p, -1), intervals(2, p, 1)
    shared = max(min(high, other_high) - max(low, other_low), ZERO)
    return point[C] * probability(3, p, -1) * probability(2, p, 1) + (1 - point[C]) * shared


def neighbour_points() -> Iterator[Point]:
    """Amplitudes with a level K; at K = N, which is seldom, it has no neighbour above."""
    for number, point in enumerate(any_levels()):
        yield {**point, K: point[K] if number % 8 == 7 else min(point[K], point[N] - 1)}


def exchanged_at(point: Point) -> fmpq:
    """The probability of the level that was K when K and K + 1 have changed places."""
    squares, place = list(squares_at(point)), int(point[K])
    if place >= len(squares):
        raise UndefinedError(f"there is no level above |{place}>")
    squares[place - 1 : place + 1] = squares[place], squares[place - 1]
    return outcomes(tuple(squares))[place]
