"""Hidden variables that are not uniform, by brute force: signs of sigma_n with their probabilities, and where each sector ends."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import permutations, product
from math import prod
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.lindblad.stationary import population_limit
from bornproof.numeric_check.model.disks import Distribution
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.numeric_check.model.skewed import Skewed
from bornproof.proofs.paper.oracles.oracle import Oracle
from bornproof.proofs.paper.oracles.outcomes import intervals, outcomes, probability
from bornproof.proofs.paper.points.tables import Point, weights_at
from bornproof.symbolic.notation.core import J, N, p
from bornproof.symbolic.notation.skews import beyond, both_below, excess, inside, losing, same, same_later, slope, slopes
from flint import arb, arb_mat, ctx, fmpq, fmpq_mat

__all__ = [
    "agreement_at", "changed_pairs_at", "chsh_at", "forced_at", "four_levels_at", "frozen_at", "hidden_at", "is_seen_at",
    "marginal_at", "ordered", "three_levels_at", "top_at", "two_levels_at", "uniform_agreement_at",
]  # fmt: skip


def forced_at(point: Point) -> fmpq:
    """P(|1>) of the state whose thresholds are the a_n, for uniform lambdas; that they are is seen from Eq. (13)."""
    size = int(point[N])
    sums = [ONE]  # S_N, ..., S_1
    for level in range(size, 1, -1):
        sums.append(sums[-1] * point[beyond[level]])
    state = tuple(high - low for high, low in zip([*reversed(sums)], [ZERO, *reversed(sums[1:])], strict=True))
    if any(intervals(level, state, -1) != (ZERO, point[beyond[level]]) for level in range(2, size + 1)):
        raise UndefinedError("thresholds must be in (0, 1]")
    return outcomes(state)[0]


def two_levels_at(point: Point) -> Any:
    """P(|1>) - p_1, both orders with half the weight each."""
    total = ZERO
    for order in ((1, 2), (2, 1)):
        below = point[inside[order[0]]]
        total += _final(order, [((-1,), below), ((1,), 1 - below)], weights_at(point, p, 2))[0]
    return total / 2 - point[p[1]]


def three_levels_at(level: int) -> Oracle:
    """6 (P(|I>) - p_I), the six orders added up."""

    def deviation(point: Point) -> Any:
        total = -6 * point[p[level]]
        for order in permutations((1, 2, 3)):
            both, below = point[both_below[order[0], order[1]]], point[inside[order[2]]]
            rest = [((sign, 1), (1 - below) / 2) for sign in (1, -1)]  # sigma_2 has no say where sigma_3 > 0
            chances = [((-1, -1), both), ((1, -1), below - both), *rest]
            total += _final(order, chances, weights_at(point, p, 3))[level - 1]
        return total

    return deviation


def four_levels_at(point: Point) -> Any:
    """24 (P(|1>) - p_1), the 24 orders added up."""
    total = -24 * point[p[1]]
    for order in permutations((1, 2, 3, 4)):
        third, second, first = order[1:]
        one, two, three = point[inside[first]], point[losing[first, second]], point[losing[first, second, third]]
        chances = [((-1, -1, -1), three), ((1, -1, -1), two - three), ((1, 1, -1), one - two), ((1, 1, 1), 1 - one)]
        total += _final(order, chances, weights_at(point, p, 4))[0]  # what is below a winner has no say
    return total


def top_at(point: Point) -> Any:
    """P(|J>) - p_J: each level the last one in turn; where it loses, the outcomes of the others by uniform lambdas."""
    size, level = int(point[N]), int(point[J])
    start = weights_at(point, p, size)
    if sum(start, ZERO) != 1:
        raise UndefinedError("probabilities must have the sum 1")
    total = ZERO
    for last in range(1, size + 1):
        loses = (1 - start[last - 1]) * (1 + point[excess[last]])
        if last == level:
            total += 1 - loses
        elif loses:
            others = [k for k in range(1, size + 1) if k != last]
            rest = tuple(start[k - 1] / (1 - start[last - 1]) for k in others)
            total += loses * (outcomes(rest)[others.index(level)] if size > 2 else 1)
    return total / size - start[level - 1]


def hidden_at(point: Point) -> fmpq:
    """P(|J>) averaged over all orders, each lambda_n with the slope of its own."""
    size = int(point[N])
    laws = tuple(Skewed(point[slopes[level]]) for level in range(2, size + 1))
    return ordered(tuple(weights_at(point, p, size)), laws)[int(point[J]) - 1]


def is_seen_at(point: Point) -> int:
    """1 if that is not p_J, else 0."""
    return int(hidden_at(point) != point[p[int(point[J])]])


@cache
def ordered(start: tuple[fmpq, ...], laws: tuple[Distribution, ...]) -> tuple[fmpq, ...]:
    """The outcomes averaged over the orders: each level is the last one, and wins or leaves the rest to the others."""
    size = len(start)
    if size == 1:
        return (ONE,)
    found = [ZERO] * size
    for last in range(size):
        others = (*start[:last], *start[last + 1 :])
        order = (*others, start[last])
        wins = probability(size, order, 1, laws[-1])
        found[last] += wins / size
        loses = probability(size, order, -1, laws[-1])
        if wins + loses != 1:
            raise UndefinedError("sigma_n must have a sign")
        for place, chance in enumerate(ordered(others, laws[:-1]) if loses else ()):
            found[place + (place >= last)] += loses * chance / size
    return tuple(found)


def agreement_at(point: Point) -> fmpq:
    """The final populations of |1> and |2>, different spins, for the singlet in the order of Eq. (26)."""
    return sum(_skewed(point)[:2], ZERO)


def uniform_agreement_at(point: Point) -> fmpq:
    """The same with uniform lambdas."""
    return agreement_at({**point, slope: ZERO})


def marginal_at(point: Point) -> fmpq:
    """The final populations of |2> and |4>, spin up at A."""
    return sum(_skewed(point)[1::2], ZERO)


def changed_pairs_at(point: Point) -> fmpq:
    """The area of the lambdas with which |1> or |2> comes out at s, |3> or |4> at r: what both intervals of |lambda_n|^2 share."""
    starts = [_singlet(point[name]) for name in (same, same_later)]
    total = ZERO
    for signs in product(product((1, -1), repeat=2), repeat=2):  # of sigma_3 and sigma_4: sigma_2 has no say in this
        final = [_limit((0, *sector), start) for sector, start in zip(signs, starts, strict=True)]
        changed = sum(final[0][:2], ZERO) * sum(final[1][2:], ZERO)
        area = ONE
        for level, pair in enumerate(zip(*signs, strict=True), start=3):
            ends = [intervals(level, start, sign) for start, sign in zip(starts, pair, strict=True)]
            area *= max(ZERO, min(high for _, high in ends) - max(low for low, _ in ends))
        total += area * changed
    return total


def frozen_at(_: Point) -> arb:
    """The area of the lambdas with which CHSH at the standard settings is 4, as a ball: cells by the thresholds of both s."""
    with working_precision():
        root = arb(2).sqrt()
        starts = [_weights_in_balls((2 + turn * root) / 4) for turn in (-1, 1)]
        total = arb(0)
        for signs in product(product((1, -1), repeat=3), repeat=2):  # of sigma_2, sigma_3, sigma_4 at each s
            area = arb(1)
            for level, pair in enumerate(zip(*signs, strict=True), start=2):
                limits = [_threshold_in_balls(level, start) for start in starts]
                high = [limit if sign < 0 else arb(1) for limit, sign in zip(limits, pair, strict=True)]
                low = [limit if sign > 0 else arb(0) for limit, sign in zip(limits, pair, strict=True)]
                area *= (high[0].min(high[1]) - low[0].max(low[1])).max(arb(0))
            ends = [_limit(sector, [fmpq(1, 4)] * 4) for sector in signs]  # one population is 1, whatever the start
            three, fourth = (end[0] + end[1] - end[2] - end[3] for end in ends)
            total += area if abs(3 * three - fourth) == 4 else 0
        return total


def chsh_at(point: Point) -> arb:
    """CHSH in the end at the standard settings, as a ball: each pair of settings by its sectors, thresholds by Eq. (13)."""
    with working_precision():
        return _chsh(point[slope], ctx.prec)


@lru_cache(maxsize=1024)
def _chsh(steepness: fmpq, _bits: int) -> arb:
    root, law = arb(2).sqrt(), Skewed(steepness)
    return 3 * _correlation_in_balls((2 - root) / 4, law) - _correlation_in_balls((2 + root) / 4, law)


def _correlation_in_balls(alike: arb, law: Skewed) -> arb:
    """P(different spins) - P(equal spins) for the singlet with P(equal) = `alike` by Born's rule."""
    start = _weights_in_balls(alike)
    total = arb(0)
    for signs in product((1, -1), repeat=3):
        weight = arb(1)
        for level, sign in enumerate(signs, start=2):
            below = law.within(_threshold_in_balls(level, start))
            weight *= 1 - below if sign > 0 else below
        final = arb_mat(population_limit(master_equation(signs))) * arb_mat(4, 1, start)
        total += weight * (final[0, 0] + final[1, 0] - final[2, 0] - final[3, 0])
    return total


def _weights_in_balls(alike: arb) -> list[arb]:
    return [(1 - alike) / 2, (1 - alike) / 2, alike / 2, alike / 2]


def _threshold_in_balls(level: int, start: Sequence[arb]) -> arb:
    """The |lambda_n|^2 at which sigma_n, from the centre to the rim, vanishes."""
    at_0, at_1 = -sum(start[: level - 1], arb(0)), start[level - 1]
    return at_0 / (at_0 - at_1)


def _skewed(point: Point) -> list[fmpq]:
    """The final populations of the singlet, averaged over the sectors with their probabilities."""
    start, law = _singlet(point[same]), Skewed(point[slope])
    odds = [{sign: probability(level, start, sign, law) for sign in (1, -1)} for level in (2, 3, 4)]
    for each in odds:
        each[0] = 1 - sum(each.values(), ZERO)
    sectors = product((1, -1, 0), repeat=3)
    chances = [(signs, prod((each[sign] for each, sign in zip(odds, signs, strict=True)), start=ONE)) for signs in sectors]
    return _final((1, 2, 3, 4), chances, start)


def _singlet(alike: fmpq) -> tuple[fmpq, ...]:
    if not 0 <= alike <= 1:
        raise UndefinedError(f"a probability must be from 0 to 1, not {alike}")
    return ((1 - alike) / 2, (1 - alike) / 2, alike / 2, alike / 2)


def _final(order: Sequence[int], chances: Iterable[tuple[tuple[int, ...], fmpq]], start: Sequence[fmpq]) -> list[fmpq]:
    """The final population of each level, the levels in this order, averaged over sectors with these probabilities."""
    found = [ZERO] * len(start)
    placed = [start[level - 1] for level in order]
    for signs, weight in chances:
        for level, value in zip(order, _limit(signs, placed), strict=True):
            found[level - 1] += weight * value
    return found


def _limit(signs: tuple[int, ...], start: Sequence[fmpq]) -> list[fmpq]:
    return list((population_limit(master_equation(signs)) * fmpq_mat(len(start), 1, list(start))).entries())
