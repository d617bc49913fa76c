"""Exact points of two spins measured together: the probabilities of the four joint levels for one setting of Bob's, or for two."""

from collections.abc import Iterator
from itertools import combinations, cycle, islice, product

from bornproof.numeric_check.exact_points import probabilities, times
from bornproof.proofs.paper.points.tables import Point, on_demand, weights_of
from bornproof.symbolic.notation.core import kappa, n, p, t
from bornproof.symbolic.notation.correlations import entangling
from bornproof.symbolic.notation.settings import other_p, other_state, state
from bornproof.symbolic.notation.skews import same
from bornproof.symbolic.notation.spread import odds, ratio
from flint import fmpq

__all__ = [
    "many_levels", "measured", "moments", "one_setting", "peak", "singlets", "starts", "strategies", "two_outcomes", "two_settings",
]  # fmt: skip

Weights = tuple[fmpq, ...]
_EDGES = tuple(  # levels that are empty, one by one and two at a time
    tuple(fmpq(part, sum(parts)) for part in parts)
    for parts in (
        (0, 0, 1, 1),
        (0, 0, 0, 1),
        (0, 1, 0, 2),
        (0, 1, 3, 0),
        (2, 0, 0, 1),
        (1, 0, 1, 0),
        (1, 2, 0, 0),
        (1, 0, 2, 3),
        (0, 0, 1, 0),
    )
)


def moments() -> Iterator[Point]:
    """kappa and t alone, t = 0 included."""
    for count, moment in enumerate(times()):
        rate = fmpq(count % 5 + 1, count % 3 + 1)
        yield {kappa: rate, t: moment / rate}


def singlets() -> Iterator[Point]:
    """The same with the probability s of equal spins of the singlet: 0 and 1 among them, and now and then a number above 1."""
    shares = cycle((fmpq(1, 2), fmpq(0), fmpq(1), fmpq(1, 7), fmpq(9, 10), fmpq(3, 2), fmpq(2, 3)))
    return ({**point, same: share} for point, share in zip(moments(), shares, strict=False))


def starts() -> Iterator[Point]:
    """kappa = 1 and t = 0."""
    yield {kappa: fmpq(1), t: fmpq(0)}


def strategies() -> Iterator[Point]:
    """What a strategy says for both settings of each observer; after all 16 some that say other numbers than 1 and -1."""
    names = (*state, *other_state)
    for said in (*product((1, -1), repeat=4), (2, 1, 1, 1), (1, 3, 1, -1), (1, 1, 2, -1), (1, -1, 1, 3)):
        yield dict(zip(names, map(fmpq, said), strict=True))


def measured() -> Iterator[Point]:
    """A state and four settings by tangents, now and then near those with the greatest CHSH by Born's rule; kappa and t."""
    best = (fmpq(2, 5), fmpq(-1, 10), fmpq(3, 10), fmpq(1, 10), fmpq(-3, 10))
    for count, point in enumerate(moments()):
        shifts = [fmpq((count * step) % 7 - 3, 20) * (count % 4) for step in (1, 2, 3, 4, 5)]
        values = [value + shift for value, shift in zip(best, shifts, strict=True)]
        yield {**point} | dict(zip((entangling, *state, *other_state), values, strict=True))


def peak() -> Iterator[Point]:
    """The state, settings and time of the greatest CHSH that a search found, by 18 digits of each number."""
    tangents = (413180809175123982, -542813548235551415, -79035975868897386, -296332925185491660, -853506319276790753)
    values = [fmpq(value, 10**18) for value in (*tangents, 1297618094941317400)]
    yield {kappa: fmpq(1)} | dict(zip((entangling, *state, *other_state, t), values, strict=True))


def one_setting() -> Iterator[Point]:
    """Probabilities of four levels, edge cases now and then, a few with another sum than 1; kappa and t."""
    generic, edges = islice(probabilities(4), 12, None), cycle(_EDGES)
    for count, point in enumerate(moments()):
        weights = next(edges if count % 3 == 2 else generic)
        yield {**point} | weights_of(p, weights if count % 11 < 10 else (*weights[:3], weights[3] + fmpq(1, 5)))


def two_outcomes() -> Iterator[Point]:
    """Probabilities of two outcomes, of each pair of them, or of one alone; a few of three, and a few with another sum than 1."""
    pairs, shares = cycle(combinations(range(4), 2)), cycle((fmpq(1, 2), fmpq(1, 3), fmpq(2, 7), fmpq(1), fmpq(4, 5)))
    for count, (point, (one, other), share) in enumerate(zip(moments(), pairs, shares, strict=False)):
        weights = [fmpq(0)] * 4
        weights[one], weights[other] = share, 1 - share
        if count % 7 == 6:
            weights = [weight * fmpq(2, 3) for weight in weights]
            weights[(other + 1) % 4] += fmpq(1, 3)
        elif count % 11 == 10:
            weights[one] += fmpq(1, 5)
        yield {**point} | weights_of(p, tuple(weights))


def many_levels() -> Iterator[Point]:
    """n levels of Bob's, the odds w of Alice's spin, now and then 0, the ratio r, now and then 1 or above; kappa and t."""
    for count, point in enumerate(moments()):
        level = (1, 2, 3, 2)[count % 4]
        s, r = (fmpq(0), fmpq(1)) if count % 7 == 6 else (fmpq(count % 5 + 1, 6), fmpq(count % 6 + 1, 8))
        r = fmpq(3, 2) if count % 10 == 9 else r
        yield {**point, n: level, odds: s, ratio: r}


@on_demand
def two_settings(up: tuple[int, int]) -> Iterator[Point]:
    """The same with a second setting, for which the levels `up` of Alice's spin have the same total, but now and then.

    Edge cases are her spin certain, or levels that are empty for one of the settings.
    """
    drawn, edges = _varied(islice(probabilities(4, seed=3), 12, None), up), cycle(_EDGES)
    for count, (point, (first, second)) in enumerate(zip(moments(), drawn, strict=False)):
        if count % 5 == 4:
            first, second = next(_varied(edges, up))
            first, second = (first, second) if count % 2 else (second, first)
        if count % 17 == 16:
            first = second = _EDGES[1]
        raised = {8: p, 9: other_p}.get(count % 13)
        second = second if count % 13 < 12 else (fmpq(1, 8), fmpq(1, 4), fmpq(1, 2), fmpq(1, 8))
        found = {**point} | weights_of(p, first) | weights_of(other_p, second)
        yield found if raised is None else {**found, raised[4]: found[raised[4]] + fmpq(1, 5)}


def _varied(drawn: Iterator[Weights], up: tuple[int, int]) -> Iterator[tuple[Weights, Weights]]:
    """Two distributions each with one total over the levels `up`."""
    down = tuple(level for level in range(1, 5) if level not in up)
    shares, rests = cycle((fmpq(1, 2), fmpq(1, 3), fmpq(1, 5))), cycle((fmpq(2, 7), fmpq(3, 4)))
    for weights, share, rest in zip(drawn, shares, rests, strict=False):
        second = [fmpq(0)] * 4
        for levels, part in ((up, share), (down, rest)):
            total = sum((weights[level - 1] for level in levels), fmpq(0))
            second[levels[0] - 1], second[levels[1] - 1] = part * total, (1 - part) * total
        yield weights, tuple(second)
