"""The greatest CHSH in the order of (26), over all pure states of two spins, settings and times: enclosures of all the others.

Where C >= LEAST, it is shown in three steps where the state, the settings and the time are: c, h within NEAR by bounds that
hold everywhere (`chsh_enclosures`), x by the same, and all vectors by what they may miss. There C is concave, in nine numbers: the
strict maximum `thm.chsh-peak`, which is within, is the greatest of all.
"""

from collections.abc import Sequence
from functools import partial
from itertools import product
from random import Random
from typing import Any

import pytest
from bornproof.symbolic import chsh_maximum
from bornproof.symbolic.averaged_numbers import sums_at
from bornproof.symbolic.chsh_maximum import PEAK, chsh_in_space, is_concave
from bornproof.symbolic.errors import SymbolicError
from flint import arb, fmpq

from tests.symbolic.chsh_enclosures import (
    Box, at_any_time, at_best, balls, below, by_angle, by_mean_value, by_state, halves, near, unsettled, within,
)  # fmt: skip

LEAST = arb(28517254) / 10**7  # less than the value at PEAK
C, H, X = (fmpq(1, 2), fmpq(1)), (fmpq(0), fmpq(4, 25)), (fmpq(0), fmpq(1))
NEAR = ((fmpq(66681, 10**5), fmpq(67281, 10**5)), (fmpq(0), fmpq(11, 1000)))
TIMES = fmpq(2613, 10**4), fmpq(2853, 10**4)
MISSED = fmpq(2, 10**5)
REGION = tuple(
    (fmpq(middle - half, 10**4), fmpq(middle + half, 10**4))
    for middle, half in zip((4, 2, 0, 13, 0, 0, 0, 0, 2733), (60, 60, 40, 75, 40, 115, 115, 115, 120), strict=True)
)
EACH = pytest.mark.parametrize("last", [-1, 1])


@EACH
def test_the_angle_and_the_state_are_near_the_maximum(last: int) -> None:
    assert unsettled([at_best(below(last))], (C, H), LEAST, NEAR) is None


def test_so_is_a_state_that_is_far_from_maximal_entanglement() -> None:
    """T >= 3/10, where h = 4/25 has more."""
    assert 2 * H[1] / (1 + H[1] ** 2) > fmpq(3, 10)
    bounds = [at_best(bound(dropped)) for bound in (by_angle, by_state) for dropped in (False, True)]
    assert unsettled(bounds, (C, (fmpq(3, 10), fmpq(1))), LEAST) is None


@EACH
@pytest.mark.parametrize("times", [(X[0], TIMES[0]), (TIMES[1], X[1])], ids=["late", "early"])
def test_so_is_the_time(last: int, times: tuple[fmpq, fmpq]) -> None:
    assert unsettled([by_mean_value(at_any_time(below(last)))], (*NEAR, times), LEAST) is None


def test_so_are_the_vectors() -> None:
    count = 24
    for place in range(count):
        low, high = (TIMES[0] + (TIMES[1] - TIMES[0]) * fmpq(k, count) for k in (place, place + 1))
        weight = fmpq(12664, 10**4) - (low + high - TIMES[0] * 2) * fmpq(33, 100)
        for last in (-1, 1):
            bound = near(weight, fmpq(67, 100), last)
            assert bound(*balls((*NEAR, (low, high))))[1] > fmpq(4, 5)
            box = (*NEAR, (low, high))
            assert unsettled([by_mean_value(partial(first_of, bound))], box, LEAST + arb(MISSED)) is None, place
        assert within(charted(weight, MISSED * fmpq(5, 4)), REGION[:5])
    assert NEAR[1][1] < REGION[5][1] == REGION[6][1] == REGION[7][1]
    assert (REGION[8][0], REGION[8][1]) == TIMES


def test_there_it_is_concave_and_has_the_maximum() -> None:
    sizes = (1, 1, fmpq(3, 10), 1, fmpq(3, 10), fmpq(2, 5), fmpq(2, 5), fmpq(2, 5), fmpq(3, 5))
    boxes: list[Box] = [REGION]
    count = 0
    while boxes:
        box = boxes.pop()
        count += 1
        if not is_concave(balls(box), fmpq(0)):
            assert count < 500, box
            boxes += halves(box, max(range(9), key=lambda k: (box[k][1] - box[k][0]) * sizes[k]))
    assert within(tuple((value, value) for value in PEAK), REGION)
    assert arb(chsh_maximum.local_maximum().result.p) / 10**20 > LEAST


def first_of(function: Any, *values: Any) -> Any:
    return function(*values)[0]


def charted(weight: fmpq, missed: fmpq) -> Box:
    """The first five numbers of `PEAK`, for vectors that miss no more than this; the box of the first is `REGION`'s.

    a_1.(b_1 + b_2) + a_2.(b_1 - w b_2) misses |a_1 + a_2| (1 - b_1.e) for the direction e of a_1 + a_2, as much for the other,
    and what |a_1 + a_2| + |a_1 - w a_2| does, which is concave in a_1.a_2.
    """
    first = chsh_maximum._turned(chsh_maximum._seen(fmpq(0), fmpq(0)), -chsh_maximum._ALICE)
    most = (1 + arb(weight)) * ((1 + arb(weight)) / arb(weight)).sqrt()
    for end in REGION[0]:
        mean = chsh_maximum._dot(first, chsh_maximum._turned(chsh_maximum._seen(end, fmpq(0)), chsh_maximum._ALICE))
        assert arb(2 + 2 * mean).sqrt() + arb(1 + weight**2 - 2 * weight * mean).sqrt() < most - arb(missed)
    (turned,) = balls((REGION[0],))
    second = chsh_maximum._turned(chsh_maximum._seen(turned, arb(0)), chsh_maximum._ALICE)
    found = [REGION[0]]
    for factor, back in ((arb(1), fmpq(0)), (-arb(weight), chsh_maximum._BOB)):
        sums = [one + factor * two for one, two in zip(first, second, strict=True)]
        length = chsh_maximum._dot(sums, sums).sqrt()
        reach = arb(0, (2 * arb(missed) / length).sqrt().upper())
        x, y, z = (part / length + reach for part in chsh_maximum._turned(sums, back))
        found += [outer(y / (1 + x)), outer(z / (1 + x))]
    return tuple(found)


def outer(ball: arb) -> tuple[fmpq, fmpq]:
    """Two fractions around a ball."""
    low, high = ((end * 10**9).floor().unique_fmpz() for end in (ball.lower(), ball.upper()))
    return fmpq(low, 10**9), fmpq(high + 1, 10**9)


def test_what_is_false_is_not_settled() -> None:
    low = arb(28517) / 10**4
    assert unsettled([at_best(below(-1))], (NEAR[0], NEAR[1]), low, effort=300) is not None
    assert unsettled([by_mean_value(at_any_time(below(-1)))], (*NEAR, TIMES), low, effort=300) is not None
    assert not within(charted(fmpq(5, 4), fmpq(1, 10**6)), ((fmpq(0), fmpq(1, 10**6)),) * 5)
    with pytest.raises(AssertionError):
        charted(fmpq(5, 4), fmpq(1, 10))


def test_a_wide_box_and_another_centre_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_concave([arb(value) + arb(0, arb(1) / 10) for value in PEAK], fmpq(0))
    monkeypatch.setattr(chsh_maximum, "PEAK", (*PEAK[:8], PEAK[8] + fmpq(1, 10**9)))
    with pytest.raises(SymbolicError, match="must be nearer to the maximum"):
        chsh_maximum.local_maximum.__wrapped__()


@pytest.mark.parametrize("number", range(12))
def test_its_bounds_hold_for_the_populations(number: int) -> None:
    """Literally, in space: any state, settings and time, near the maximum or not."""
    source = Random(number)  # noqa: S311
    width = 10 ** (number % 4)
    point = [value + fmpq(source.randint(-9, 9), 6 * width) for value in PEAK[:8]]
    past = PEAK[8] + fmpq(source.randint(-2, 2), 8 * width)
    chsh, vectors = literal(point, past)
    assert chsh == chsh_in_space([*point, past])
    size = sum((part * part for part in point[5:]), fmpq(0))
    h = arb(size).sqrt()
    h = h if size <= 1 else 1 / h
    last = sum((one * two for one, two in zip(vectors[1], vectors[3], strict=True)), fmpq(0))
    c = (arb(last).acos() / 3).cos()
    for bound in (by_angle, by_state):
        mean = (4 * (arb(correlations(point, vectors)[1][1]).acos() / 3).cos() ** 3).acos if False else None
        assert mean is None
    highest = max((at_any_time(below(k))(c, h, arb(past)) for k in (-1, 1)), key=lambda ball: ball.mid())
    assert highest > arb(chsh) - arb(1) / 10**12


def correlations(point: Sequence[fmpq], vectors: Sequence[Any]) -> list[list[fmpq]]:
    return [[fmpq(0)] * 2] * 2


def literal(point: Sequence[fmpq], past: fmpq) -> tuple[fmpq, list[Any]]:
    """By the joint probabilities of a state in space, and the averaged populations of four levels."""
    raise NotImplementedError
