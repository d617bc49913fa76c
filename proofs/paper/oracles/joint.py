"""Two spins measured together by brute force: four levels in an order, all sectors by their areas, each evolved by its own rates.

Nothing is used of the averages but that: areas from intervals of |lambda_n|^2 in which Eq. (13) has a sign, exponentials of the
population rates that the jump operators (14) give.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise, permutations, product
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, parts
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.lindblad.stationary import population_limit
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.oracle import Oracle
from bornproof.proofs.paper.oracles.outcomes import intervals, probability
from bornproof.proofs.paper.points.tables import Point, weights_at
from bornproof.symbolic.notation.core import kappa, n, p, t
from bornproof.symbolic.notation.settings import other_p
from bornproof.symbolic.notation.skews import same, same_later
from bornproof.symbolic.notation.spread import odds, ratio
from flint import arb, arb_mat, ctx, fmpq, fmpq_mat, fmpz
from sympy import IndexedBase

__all__ = [
    "averaged_populations", "final_outcomes_differ", "many_levels_at", "marginal_at", "mixture_at", "mixture_room_at",
    "product_signal_at", "room_at", "singlet_marginal_at", "singlet_outcomes_differ", "some_outcome_differs",
    "time_room_at",
]  # fmt: skip

Weights = tuple[fmpq, ...]
Levels = tuple[int, ...]
Parts = tuple[fmpz, ...]  # of a fraction, which FLINT hashes slowly
_SPREAD, _SINGLE = (ZERO, ZERO, fmpq(1, 2), fmpq(1, 2)), (ZERO, ZERO, ONE, ZERO)  # Alice's spin down; Bob's along x, along z


def marginal_at(levels: Levels, table: IndexedBase = p) -> Oracle:
    """The averaged population of these levels together."""
    return lambda point: _within(lambda: _total(averaged_populations(_weights(point, table), _moment(point)), levels))


def singlet_marginal_at(point: Point) -> Any:
    """The averaged population of |2> and |4> of the singlet, in which equal spins have the probability s."""
    if not 0 <= point[same] <= 1:
        raise UndefinedError(f"a probability must be in 0..1, not {point[same]}")
    weights = tuple(part / 2 for part in (1 - point[same], 1 - point[same], point[same], point[same]))
    return _within(lambda: _total(averaged_populations(weights, _moment(point)), (2, 4)))


def room_at(levels: Levels) -> Oracle:
    """sqrt(3)/18 less the change of it between two settings."""
    one, other = marginal_at(levels), marginal_at(levels, other_p)
    return lambda point: _within(lambda: arb(3).sqrt() / 18 - one(point) + other(point))


def mixture_at(point: Point) -> Any:
    """The averaged population of the first two outcomes, a mean over the 24 orders."""
    return _within(lambda: _mixed(_weights(point, p), _moment(point)))


def mixture_room_at(point: Point) -> Any:
    """What the population of the first two outcomes, a mean over the 24 orders, leaves to its bound."""

    def room() -> Any:
        born, moment = _weights(point, p), _moment(point)
        past = (-arb(moment)).exp()
        return past * (1 - past) * (5 + 3 * past) / 24 * (born[2] + born[3]) - _mixed(born, moment) + born[0] + born[1]

    return _within(room)


def product_signal_at(levels: Levels | None) -> Oracle:
    """How much the probability of Alice's other outcome changes, her spin being certain, in levels or in the mixture (None)."""
    return lambda point: _within(lambda: _product_signal(levels, _moment(point)))


def time_room_at(mixture: bool) -> Oracle:
    """What it leaves to the bound."""

    def room(point: Point) -> Any:
        bound = fmpq(50, 729) if mixture else arb(3).sqrt() / 18
        return bound - _product_signal(None if mixture else (3, 4), _moment(point))

    return lambda point: _within(lambda: room(point))


def many_levels_at(kind: str) -> Oracle:
    """Alice's averaged marginal with n levels of Bob's: "certain", "even" or "geometric" probabilities of his outcomes."""

    def seen(point: Point) -> Any:
        size = int(point[n])
        if kind == "geometric":
            kept = 1 - point[ratio]
            bob: list[Any] = [point[ratio] * kept ** (size - place) / (1 - kept**size) for place in range(1, size + 1)]
            s = kept**size
        else:
            s = point[odds] / (1 + point[odds])
            bob = [fmpq(1, size)] * size if kind == "even" else [ONE, *[ZERO] * (size - 1)]
        weights = (*(s * b for b in bob), *((1 - s) * b for b in bob))
        return _total(averaged_populations(weights, _moment(point)), tuple(range(1, size + 1)))

    return lambda point: _within(lambda: seen(point))


def final_outcomes_differ(up: Levels) -> Oracle:
    """The area of the hidden variables with which Alice's outcome is not the same for both settings: each cell by its outcomes."""

    def area(point: Point) -> fmpq:
        both = [_weights(point, table) for table in (p, other_p)]
        cells = [list(_cells(level, both)) for level in (2, 3, 4)]
        total = ZERO
        for chosen in product(*cells):
            size = ONE
            for length, _ in chosen:
                size *= length
            finals = [_final(tuple(signs[run] for _, signs in chosen), weights) for run, weights in enumerate(both)]
            one, other = (sum((final[level - 1] for level in up), ZERO) for final in finals)
            total += size * abs(one - other)
        return total

    return area


def singlet_outcomes_differ(point: Point) -> Any:
    """The same of the singlet, A's spin up in |1> and |4>, with the probabilities s and r of equal spins for both settings."""
    if not 0 <= max(point[same], point[same_later]) <= 1:
        raise UndefinedError("a probability must be from 0 to 1")
    found = {
        table[level]: (alike if level > 2 else 1 - alike) / 2
        for table, alike in ((p, point[same]), (other_p, point[same_later]))
        for level in range(1, 5)
    }
    return final_outcomes_differ((1, 4))(found)


def some_outcome_differs(point: Point) -> int:
    """1 if that area is positive, else 0."""
    return int(singlet_outcomes_differ(point) > 0)


def _cells(level: int, both: Sequence[Weights]) -> Iterator[tuple[fmpq, tuple[int, ...]]]:
    """Intervals of |lambda_n|^2 with the sign of sigma_n for each setting."""
    found = [[(*intervals(level, weights, sign), sign) for sign in (1, -1)] for weights in both]
    ends = sorted({ZERO, ONE, *(end for run in found for low, high, _ in run for end in (low, high))})
    for low, high in pairwise(ends):
        middle = (low + high) / 2
        signs = tuple(next((sign for a, b, sign in run if a < middle < b), 0) for run in found)
        yield high - low, signs


def _final(signs: tuple[int, ...], weights: Weights) -> list[fmpq]:
    final: list[fmpq] = (population_limit(master_equation(signs)) * fmpq_mat(4, 1, list(weights))).entries()
    return final


def _product_signal(levels: Levels | None, moment: fmpq) -> Any:
    if levels is None:
        return _mixed(_SPREAD, moment) - _mixed(_SINGLE, moment)
    others = tuple(level for level in range(1, 5) if level not in levels)
    runs = []
    for born in (_SPREAD, _SINGLE):
        weights = dict(zip((*others, *levels), born, strict=True))
        runs.append(_total(averaged_populations(tuple(weights[level] for level in range(1, 5)), moment), others))
    return runs[0] - runs[1]


def _mixed(born: Weights, moment: fmpq) -> Any:
    total: Any = ZERO
    for order in permutations(range(4)):
        levels = tuple(place + 1 for place, outcome in enumerate(order) if outcome < 2)
        total = _total(averaged_populations(tuple(born[outcome] for outcome in order), moment), levels) + total
    return total / 24


def averaged_populations(weights: Weights, moment: fmpq) -> arb_mat:
    """The populations of any number of levels, averaged over all sectors."""
    return _averages(tuple(map(parts, weights)), parts(moment), ctx.prec)


@lru_cache(maxsize=4096)
def _averages(numbers: tuple[Parts, ...], moment: Parts, bits: int) -> arb_mat:
    weights, chances, evolved = tuple(fmpq(*number) for number in numbers), [], _propagators(moment, bits)
    for level in range(2, len(weights) + 1):
        rise, fall = (probability(level, weights, sign) for sign in (1, -1))
        chances.append([(sign, chance) for sign, chance in ((1, rise), (-1, fall), (0, 1 - rise - fall)) if chance])
    start = arb_mat(len(weights), 1, [arb(weight) for weight in weights])
    total = arb_mat(len(weights), 1)
    for pairs in product(*chances):
        area = ONE
        for _, chance in pairs:
            area *= chance
        total += evolved(tuple(sign for sign, _ in pairs)) * start * arb(area)
    return total


@lru_cache(maxsize=1024)
def _propagators(moment: Parts, _bits: int) -> Callable[[tuple[int, ...]], arb_mat]:
    """What gives that of a sector."""
    return cache(lambda signs: arb_mat(master_equation(signs).population_rates.real * fmpq(*moment)).exp())


def _total(populations: arb_mat, levels: Levels) -> arb:
    return sum((populations[level - 1, 0] for level in levels), arb(0))


def _weights(point: Point, table: IndexedBase) -> Weights:
    return tuple(weights_at(point, table, 4))


def _moment(point: Point) -> fmpq:
    moment: fmpq = point[kappa] * point[t]
    return moment


def _within(value: Callable[[], Any]) -> Any:
    with working_precision():
        return value()
