"""That no CHSH is above a bound, by enclosures: at all pure states of two spins, settings and times.

Notation and Born's rule as in `chsh_orders`: E_ij = L a_i.b_j + m (a_i)_z (b_j)_z, m = 1 - L, marginals up to T in modulus, and
T = 2 h/(1 + h^2), L = (1 - h^2)/(1 + h^2). The levels |1>, |2> are the outcomes that agree; s = (1 + E)/2 is Born's probability of
that, and the averaged correlation E + 2 x (1 - x) g, g = s (1-s) + p_3 p_4 (1 + x + x s/(s + p_3)), where p_3 + p_4 = 1 - s.

For the first three pairs p_3 is free: p_3 p_4 <= (1-s)^2/4, and s p_3 p_4/(s + p_3) = s (1 - sqrt(s))^2 - s (s + p_3 - sqrt(s))^2/
(s + p_3), so that no averaged correlation is above f(E) with the first terms of both. In s its second derivative is
2 x (1-x) (-2 + (1+x)/2 + x (2 - 3/(2 sqrt(s)))) < 0, and its slope is still positive at s = 1.2: f is concave and grows. For E >= 0
its slope in E is 1 at most. For the last pair |p_3 - p_4| <= T, and g is concave in the difference: it is least at an end, where
p_3 is greater. So the last correlation is not below k(E), with p_3 = (1 - s + T)/2 and p_4 = (1 - s - T)/2, and not below the
same without p_3 p_4. Here p_4 may be negative, where k is less than need be; in return -k is convex in E, for its second
derivative has the sign of 2 - (1+x)/2 - x (1 - 4 (1+T)^2/(1+s+T)^3) >= 0.

Let c be the cosine of a third of the angle between a_2 and b_2, and l = (a_2)_z (b_2)_z. The other three a_i.b_j are 3 c at most
together, and the products of their z components 2 + l (the local bound). So C is at most

    3 f(L c + m (2 + l)/3) - k(L (4 c^3 - 3 c) + m l) <= 3 f(L c + m/3) + m (1 + l) - k(L (4 c^3 - 3 c) + m l),

which is convex in l: what it is at l = -1 and at 1 is enough. Where T is large, two others bound C: with cos(v) for the last
correlation the mean of the others is cos(v/3) at most, and (2 sqrt(2 - T^2) + cos(v))/3 (`chsh_orders`). In all C is at most
B + 2 x (1 - x) (Q + x R), the greatest value of which in x is known; there (1 - sqrt(s))^2 is replaced by (1-s)^2 over
1 + s + 4 s/(1 + s), which is less than (1 + sqrt(s))^2.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bornproof.symbolic.jets import jets
from flint import arb, fmpq

__all__ = [
    "Box", "at_any_time", "at_best", "balls", "below", "by_angle", "by_mean_value", "by_state", "halves", "near", "unsettled",
    "within", "worst",
]  # fmt: skip

Box = tuple[tuple[fmpq, fmpq], ...]
Bound = Callable[..., tuple[Any, Any, Any]]
Highest = Callable[[Box, arb], tuple[arb, list[arb]]]  # above a function in a box, and how much each variable moves it


def below(last: int) -> Bound:
    """B, Q, R for l = -1 or 1, from c and h."""

    def bound(c: Any, h: Any) -> tuple[Any, Any, Any]:
        whole = 1 + h * h
        long, tilt, short = (1 - h * h) / whole, 2 * h / whole, 2 * h * h / whole
        cube = c * (4 * c * c - 3)
        return (long * (3 * c - cube) + 2 * short, *_rest(long * c + short / 3, long * cube + last * short, tilt, False))

    return bound


def by_angle(dropped: bool) -> Bound:
    """The same from c = cos(v/3) and T, by the angles of the correlations alone; p_3 p_4 dropped or not."""

    def bound(c: Any, tilt: Any) -> tuple[Any, Any, Any]:
        cube = c * (4 * c * c - 3)
        return (3 * c - cube, *_rest(c, cube, tilt, dropped))

    return bound


def by_state(dropped: bool) -> Bound:
    """The same by what the state has."""

    def bound(c: Any, tilt: Any) -> tuple[Any, Any, Any]:
        cube, most = c * (4 * c * c - 3), 2 * (2 - tilt * tilt).sqrt()
        return (most, *_rest((most + cube) / 3, cube, tilt, dropped))

    return bound


def near(weight: fmpq, mean: fmpq, last: int) -> Callable[[Any, Any, Any], tuple[Any, Any]]:
    """From c, h, x: above C and a multiple, which is given, too, of what vectors miss with a_1.(b_1 + b_2) + a_2.(b_1 - w b_2).

    The most that it has is (1 + w) sqrt((1 + w)/w). The tangent of f at a mean of the correlations, with the slope `rise`, is above
    f, and as before what it is at l = -1 and at 1 is enough.
    """
    most = (1 + arb(weight)) * ((1 + arb(weight)) / arb(weight)).sqrt()
    s = arb(1 + mean) / 2
    root = s.sqrt()

    def bound(c: Any, h: Any, x: Any) -> tuple[Any, Any]:
        whole, twice = 1 + h * h, 2 * x * (1 - x)
        long, tilt, short = (1 - h * h) / whole, 2 * h / whole, 2 * h * h / whole
        cube = c * (4 * c * c - 3)
        gain = s * (1 - s) + (1 - s) * (1 - s) / 4 * (1 + x) + x * (s * (1 - root) * (1 - root))
        rise = 1 + twice / 2 * (1 - 2 * s - (1 - s) / 2 * (1 + x) + x * ((1 - root) * (1 - 2 * root)))
        u, v = (1 + long * cube + last * short) / 2, (1 - long * cube - last * short) / 2
        both = (v + tilt) * (v - tilt) / 4
        least = u * v + both * (1 + x + x * u / (u + (v + tilt) / 2))
        vectors = rise * (long * (most + weight * cube) + (2 + last) * short) - long * cube - last * short
        return 3 * (mean + twice * gain - rise * mean) + vectors - twice * least, rise * long

    return bound


def unsettled(bounds: Sequence[Highest], box: Box, limit: arb, left: Box | None = None, effort: int = 20000) -> Box | None:
    """A box, outside of `left`, in which no bound is shown to be below a limit, if one is found."""
    boxes = [box]
    for _ in range(effort):
        if not boxes:
            return None
        box = boxes.pop()
        if left is None or not within(box, left):
            moved = [arb(0)] * len(box)
            for bound in bounds:
                value, reach = bound(box, limit)
                moved = [(one + other).upper() for one, other in zip(moved, reach, strict=True)]
                if value < limit:
                    break
            else:
                boxes += halves(box, max(range(len(box)), key=moved.__getitem__))
    return box


def within(box: Box, other: Box) -> bool:
    return all(low <= one and two <= high for (one, two), (low, high) in zip(box, other, strict=True))


def halves(box: Box, place: int) -> Iterator[Box]:
    low, high = box[place]
    for part in ((low, (low + high) / 2), ((low + high) / 2, high)):
        yield (*box[:place], part, *box[place + 1 :])


def balls(box: Box) -> list[arb]:
    return [arb(low).union(arb(high)) for low, high in box]


def middle(box: Box) -> list[arb]:
    return [arb((low + high) / 2) for low, high in box]


def by_mean_value(function: Callable[..., Any]) -> Highest:
    """By the value in the middle of a box and the slopes in it."""

    def highest(box: Box, _limit: arb) -> tuple[arb, list[arb]]:
        return _raised(function(*middle(box)), function(*jets(balls(box))).gradient, box)

    return highest


def worst(bounds: Sequence[Highest]) -> Highest:
    """The greatest of several functions, all of which are to be below a limit."""

    def highest(box: Box, limit: arb) -> tuple[arb, list[arb]]:
        found = [bound(box, limit) for bound in bounds]
        value = found[0][0]
        for other, _ in found[1:]:
            value = value.max(other)
        return value, [sum((reach[k] for _, reach in found), arb(0)) for k in range(len(box))]

    return highest


def at_any_time(bound: Bound) -> Callable[[Any, Any, Any], Any]:
    """B + 2 x (1 - x) (Q + x R) as a function of x, too."""

    def function(c: Any, h: Any, x: Any) -> Any:
        b, q, r = bound(c, h)
        return b + 2 * x * (1 - x) * (q + x * r)

    return function


def at_best(bound: Bound) -> Highest:
    """The greatest value in x: by the mean value theorem, or roughly, where that is enough."""

    def highest(box: Box, limit: arb) -> tuple[arb, list[arb]]:
        b, q, r = bound(*jets(balls(box)))
        zero = arb(0)
        rough = b.value + (q.value.max(zero) + r.value.max(zero)) / 2
        if rough < limit or not (q.value > 0 and q.value - r.value > 0):
            return rough, _sizes(box)
        best = _moment(q.value, r.value)
        slopes = [b.gradient[k] + 2 * best * (1 - best) * (q.gradient[k] + best * r.gradient[k]) for k in range(len(box))]
        b, q, r = bound(*middle(box))
        best = _moment(q, r)
        return _raised(b + 2 * best * (1 - best) * (q + best * r), slopes, box)

    return highest


def _raised(value: arb, slopes: Sequence[arb], box: Box) -> tuple[arb, list[arb]]:
    """A value in the middle and what slopes add at most, one by one; sizes alone where they are not known."""
    if not all(slope.is_finite() for slope in slopes):
        return arb.pos_inf(), _sizes(box)
    reach = [(abs(slope) * size / 2).upper() for slope, size in zip(slopes, _sizes(box), strict=True)]
    return value + sum(reach, arb(0)), reach


def _sizes(box: Box) -> list[arb]:
    return [arb(high - low) for low, high in box]


def _moment(q: arb, r: arb) -> arb:
    """Where x (1 - x) (q + x r) is greatest in 0..1, for q > 0 and q > r."""
    return q / (q - r + ((q + r / 2) * (q + r / 2) + 3 * r * r / 4).sqrt())


def _rest(mean: Any, last: Any, tilt: Any, dropped: bool) -> tuple[Any, Any]:
    """Q and R for three correlations with a mean, and the last one."""
    s, t = (1 + mean) / 2, (1 - mean) / 2
    u, v = (1 + last) / 2, (1 - last) / 2
    both = (v + tilt) * (v - tilt) / 4 * (0 if dropped else 1)
    first = 3 * (s * t + t * t / 4) - u * v - both
    return first, 3 * (t * t / 4 + s * t * t * (1 + s) / ((1 + s) * (1 + s) + 4 * s)) - both * (1 + u / (u + (v + tilt) / 2))
