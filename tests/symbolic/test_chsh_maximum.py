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
from sympy import I, Matrix, Rational, eye, kronecker_product

from tests.symbolic.chsh_enclosures import (
    Box,
    at_any_time,
    at_best,
    balls,
    below,
    by_angle,
    by_mean_value,
    by_state,
    halves,
    near,
    unsettled,
    within,
    worst,
)  # fmt: skip

LEAST = arb(28517254) / 10**7  # less than the value at PEAK
C, H, X = (fmpq(1, 2), fmpq(1)), (fmpq(0), fmpq(4, 25)), (fmpq(0), fmpq(1))
NEAR = ((fmpq(66681, 10**5), fmpq(67281, 10**5)), (fmpq(0), fmpq(11, 1000)))
TIMES = fmpq(2613, 10**4), fmpq(2853, 10**4)
MISSED = fmpq(28, 10**6)
REGION = tuple(
    (fmpq(middle - half, 10**4), fmpq(middle + half, 10**4))
    for middle, half in zip((4, 2, 0, 18, 0, 0, 0, 0, 2733), (67, 74, 38, 94, 38, 115, 115, 115, 120), strict=True)
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
    count = 16
    for place in range(count):
        low, high = (TIMES[0] + (TIMES[1] - TIMES[0]) * fmpq(k, count) for k in (place, place + 1))
        weight = fmpq(12587, 10**4) + ((low + high) / 2 - PEAK[8]) * fmpq(73, 100)
        box, ends = (*NEAR, (low, high)), [near(weight, fmpq(67, 100), last) for last in (-1, 1)]
        assert all(bound(*balls(box))[1] > fmpq(4, 5) for bound in ends)
        missing = worst([by_mean_value(partial(first_of, bound)) for bound in ends])
        bounds = [missing, worst([by_mean_value(partial(raised, at_any_time(below(last)))) for last in (-1, 1)])]
        assert unsettled(bounds, box, LEAST + arb(MISSED)) is None, place
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


def raised(function: Any, *values: Any) -> Any:
    return function(*values) + arb(MISSED)


def first_of(function: Any, *values: Any) -> Any:
    return function(*values)[0]


def charted(weight: fmpq, missed: fmpq) -> Box:
    """The first five numbers of `PEAK`, for vectors that miss no more than this; the box of the first is `REGION`'s.

    a_1.(b_1 + b_2) + a_2.(b_1 - w b_2) misses |a_1 + a_2| (1 - b_1.e) for the direction e of a_1 + a_2, as much for the other,
    and what |a_1 + a_2| + |a_1 - w a_2| does, which is concave in a_1.a_2.
    """
    first = chsh_maximum._turned(chsh_maximum._seen(fmpq(0), fmpq(0)), -chsh_maximum._ALICE)
    most = (1 + arb(weight)) * ((1 + arb(weight)) / arb(weight)).sqrt()
    ends = [chsh_maximum._turned(chsh_maximum._seen(end, fmpq(0)), chsh_maximum._ALICE) for end in REGION[0]]
    means = [chsh_maximum._dot(first, end) for end in ends]
    assert means[0] > (1 - weight) / (2 * weight) > means[1]  # where the most is had
    for mean in means:
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
    assert low is not None
    assert high is not None
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
    """Literally, for settings in space, near the maximum or not, and T along the first axis."""
    source = Random(number)  # noqa: S311  (reproducible points, not secrets)
    width = 4 ** (number % 6)
    point = [value + fmpq(source.randint(-9, 9), 6 * width) for value in PEAK[:5]]
    point += [fmpq(source.randint(-9, 9), 10 * width), fmpq(0), fmpq(0), PEAK[8] + fmpq(source.randint(-2, 2), 8 * width)]
    chsh, last = literal(point)
    assert chsh == chsh_in_space(point)
    h, x = arb(abs(point[5])), arb(point[8])
    shown = max(float(at_any_time(below(k))(third(angled(point)), h, x).upper()) for k in (-1, 1))
    assert shown > float(arb(chsh)) - 1e-12
    tilt = 2 * h / (1 + h * h)
    for bound in (by_angle, by_state):
        for dropped in (False, True):
            assert at_any_time(bound(dropped))(third(last), tilt, x) > arb(chsh) - arb(1) / 10**12


def third(cosine: fmpq) -> arb:
    """The cosine of a third of an angle."""
    return (arb(cosine).acos() / 3).cos()


def vectors(point: Sequence[fmpq]) -> tuple[list[Any], list[Any]]:
    alice, one, one_up, two, two_up = point[:5]
    seen, turned = chsh_maximum._seen, chsh_maximum._turned
    plane = [turned(seen(fmpq(0), fmpq(0)), -chsh_maximum._ALICE), turned(seen(alice, fmpq(0)), chsh_maximum._ALICE)]
    return plane, [seen(one, one_up), turned(seen(two, two_up), -chsh_maximum._BOB)]


def angled(point: Sequence[fmpq]) -> fmpq:
    plane, other = vectors(point)
    cosine: fmpq = chsh_maximum._dot(plane[1], other[1])
    return cosine


def literal(point: Sequence[fmpq]) -> tuple[fmpq, fmpq]:
    """C and Born's last correlation by projectors on a state of two spins, and the averaged populations of four levels."""
    whole, total, mean = 1 + point[5] ** 2, fmpq(0), fmpq(0)
    long, tilt = (1 - point[5] ** 2) / whole, 2 * point[5] / whole
    up, mixed, down = exact((1 + tilt) / 2, long / 2, (1 - tilt) / 2)
    state = Matrix([[up, 0, 0, mixed], [0] * 4, [0] * 4, [mixed, 0, 0, down]])
    for i, j in product((0, 1), repeat=2):
        one, two = (projectors(each[k], turn) for each, k, turn in zip(vectors(point), (i, j), (1, -1), strict=True))
        chances = [(state * kronecker_product(one[a], two[b])).trace().expand() for a, b in ((0, 0), (1, 1), (0, 1), (1, 0))]
        weights = [fmpq(int(chance.p), int(chance.q)) for chance in chances]
        mean = weights[0] + weights[1] - weights[2] - weights[3]
        total += (-1) ** (i * j) * (2 * sums_at(weights, point[8])[1] - 1)
    return total, mean


def projectors(vector: Sequence[fmpq], turn: int) -> list[Any]:
    """On both outcomes along a vector, the first axis of which is z; Bob's last axis is turned over."""
    z, x, y = exact(*vector)
    spin = Matrix([[z, x - I * y * turn], [x + I * y * turn, -z]])
    return [(eye(2) + sign * spin) / 2 for sign in (1, -1)]


def exact(*values: fmpq) -> list[Rational]:
    return [Rational(int(value.p), int(value.q)) for value in values]
