"""How far what Alice sees depends on Bob's setting at a finite time: her averaged marginal, and the greatest change of it.

The four joint outcomes are the levels |1>, ..., |4> in an order; Alice's spin is up in two of them. By Born's rule her
marginal s does not depend on Bob's setting, and with two levels nothing moves; the levels of one spin count together, and
|1>, |2> enter alike (N = 2), so that of the 24 orders there are two kinds: her spin is up in the levels 1, 2 (or 3, 4), or
not. A bound is proved by writing what is left to it as a sum of terms none of which can be negative.
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations, product

from bornproof.symbolic.averaged_numbers import partial_sums
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.joint_outcomes import PAIRS, averaged_outcomes, marginal, mixed_outcomes
from bornproof.symbolic.notation.core import p, x
from bornproof.symbolic.notation.relations import Eq, Gt, Le
from bornproof.symbolic.notation.settings import other_p
from bornproof.symbolic.notation.skews import same
from bornproof.symbolic.rational_functions import is_zero_fraction, lowest_terms
from sympy import Add, Equality, Expr, Indexed, IndexedBase, Integer, Mul, Pow, Rational, Symbol, sqrt
from sympy.logic.boolalg import Boolean

__all__ = [
    "BELOW_FOUR", "BELOW_THREE", "CERTAIN", "CERTAIN_TOO", "SAME_ALTERNATING", "SAME_GROUPED", "TWO_AT_MOST", "TWO_OCCUR",
    "alice_marginal", "greatest_signal", "marginal_of_two", "room_alternating", "room_grouped", "room_mixture",
    "signal_of_product",
]  # fmt: skip

CERTAIN = Eq(p[4], 1 - p[1] - p[2] - p[3])
CERTAIN_TOO = Eq(other_p[4], 1 - other_p[1] - other_p[2] - other_p[3])
SAME_GROUPED, SAME_ALTERNATING = (  # Alice's marginal by Born's rule is one
    (CERTAIN, CERTAIN_TOO, Eq(other_p[1], p[1] + p[level] - other_p[level])) for level in (2, 3)
)
BELOW_THREE, BELOW_FOUR = (  # S_2 > 0 and S_3 > 0, for each setting
    tuple(Gt(Add(*(table[k] for k in range(1, top))), 0) for table in (p, other_p)) for top in (3, 4)
)
TWO_AT_MOST = Eq(Add(*(Mul(*(p[level] for level in three)) for three in combinations(range(1, 5), 3))), 0)
TWO_OCCUR = tuple(Gt(p[one] + p[other], 0) for one, other in ((1, 3), (1, 4), (2, 3), (2, 4), (3, 4)))

_PAST, _GONE = Symbol("X", positive=True), Symbol("Y", positive=True)  # x and 1 - x, where both are positive
_ONE = Symbol("a", positive=True)  # the probability of one of two outcomes
_ROOT = sqrt(3) / 3  # x at the time of the greatest signal in one order
_HALF = Rational(1, 2)


@cache
def alice_marginal(levels: tuple[int, int]) -> Derivation:
    """The averaged probability that Alice's spin is up, if it is in these two of the four levels.

    It supposes `CERTAIN` and S_3 > 0 (for the levels 1, 2 or 3, 4), or S_2 > 0.

    >>> from bornproof.symbolic.notation.core import t
    >>> from sympy import cancel
    >>> cancel(alice_marginal((1, 2)).result.subs(t, 0))
    p[1] + p[2]
    """
    steps = derivation("by Born's rule", Add(*(p[level] for level in levels)))
    steps = steps.supposing(CERTAIN, BELOW_FOUR[0] if levels in ((1, 2), (3, 4)) else BELOW_THREE[0])
    return steps.then(
        "F_n in closed form for N = 4, S_4 = 1; add F_n - F_{n-1} over the levels in which her spin is up", _marginal(p, levels, x)
    )


@cache
def room_grouped() -> Derivation:
    """sqrt(3)/18 minus the change of Alice's marginal between two settings, her spin being up in the levels 1 and 2.

    A sum of terms that are not negative. It supposes `SAME_GROUPED` and `BELOW_FOUR`. Raises SymbolicError unless it is one.
    """
    s, top, other_top = p[1] + p[2], p[1] + p[2] + p[3], other_p[1] + other_p[2] + other_p[3]
    here = (1 + _PAST) * ((p[3] - p[4]) ** 2 + s**2) / 4 + s * _GONE * (p[3] + p[4]) / 2 + s * _PAST * (p[3] + p[4] * s / top)
    there = other_p[3] * other_p[4] * (1 + _PAST + _PAST * s / other_top)
    room = _time_room() + _PAST * _GONE * (here + there)
    seen = _marginal(p, (1, 2), _PAST) - _marginal(other_p, (1, 2), _PAST)
    return _proved(sqrt(3) / 18, seen, room, (*SAME_GROUPED, *BELOW_FOUR))


@cache
def room_alternating() -> Derivation:
    """The same, her spin being up in the levels 1 and 3; it supposes `SAME_ALTERNATING` and `BELOW_THREE`."""
    one, two, three, four = (p[level] for level in range(1, 5))
    s, below, top = one + three, one + two, one + two + three
    room = two * _time_room() / top + s * (sqrt(3) / 18 - Rational(1, 12)) / top + s * (_PAST - _HALF) ** 2 / 3 / top
    mean = (1 + _PAST) * (1 - 2 * four) ** 2 * two / 4 / top + (1 - 3 * four) ** 2 * s / 12 / top + two * s / 4
    here = _GONE * four * (one + two * three / below) + one * three + _PAST * one * three * four / top
    one, two, three, four = (other_p[level] for level in range(1, 5))
    below, top = one + two, one + two + three
    there = two * four + _PAST * four * (one + two + three * (two + three) / top) + _GONE * one * three * four / below
    room += _PAST * _GONE * (mean + here + there + (one - three) ** 2 / 4)
    seen = _marginal(p, (1, 3), _PAST) - _marginal(other_p, (1, 3), _PAST)
    return _proved(sqrt(3) / 18, seen, room, (*SAME_ALTERNATING, *BELOW_THREE))


@cache
def room_mixture() -> Derivation:
    """x (1 - x) (5 + 3 x)/24 times 1 - s, minus what Alice's marginal in the mixture over all orders exceeds s by.

    p_1, ..., p_4 are those of (up up), (up down), (down up), (down down). With up and down exchanged it is a lower bound, so that
    no two settings differ by more than x (1 - x) (5 + 3 x)/24, which is 50/729 at most. It supposes `CERTAIN` and `TWO_OCCUR`.
    """
    a, b, c, d = (p[level] for level in range(1, 5))
    s, rest, last = a + b, c + d, (c - d) ** 2
    crossed = Add(*(one / (other + below) for (one, other), below in product(((a, b), (b, a)), (c, d))))
    without_a, without_b, without_c, without_d = b + rest, a + rest, s + d, s + c  # 1 - a, and so on
    terms = (
        _PAST
        * _GONE
        * (
            s * rest * ((3 + 2 * _PAST) / 24 + _PAST * s / 6 / (1 + s))
            + (5 + 3 * _PAST) / 6 * (last / 4 + a * b)
            + _PAST / 12 * s**2 * last / ((1 + s) * without_c * without_d)
            + _PAST / 6 * (s * last / 4 + c * d * a * b * (1 + rest) / (without_a * without_b)) / rest
            + _PAST / 12 * a * b * (rest * (1 / without_a + 1 / without_b) + 2 * (c / without_c + d / without_d))
            + _GONE / 6 * c * d * crossed
        )
    )
    seen = marginal(mixed_outcomes(dict(zip(PAIRS, (a, b, c, 1 - a - b - c), strict=True)), _PAST), "A")
    return _proved(_PAST * _GONE * (5 + 3 * _PAST) / 24 * rest, seen - s, terms, (CERTAIN, *TWO_OCCUR))


@cache
def marginal_of_two() -> Derivation:
    """Alice's averaged marginal in the mixture over all orders where two joint outcomes occur at most; see `room_mixture`.

    It supposes `CERTAIN` and `TWO_AT_MOST`. Raises SymbolicError unless it is that of two outcomes with her spin up, of two with
    her spin down, and of one each: an order with Bob's outcomes exchanged is one of the orders.
    """
    found = p[1] + p[2] + x * (1 - x) * (5 + 3 * x) / 6 * (p[3] * p[4] - p[1] * p[2])
    steps = derivation("by Born's rule", p[1] + p[2]).supposing(CERTAIN, TWO_AT_MOST)
    for pair, whose in (((1, 2), "both with her spin up"), ((1, 3), "one with her spin up"), ((3, 4), "both with her spin down")):
        values = {p[level]: Integer(0) for level in range(1, 5)} | {p[pair[0]]: _ONE, p[pair[1]]: 1 - _ONE}
        seen = marginal(mixed_outcomes(dict(zip(PAIRS, (values[p[level]] for level in range(1, 5)), strict=True)), _PAST), "A")
        if not is_zero_fraction(seen - found.xreplace(values).subs(x, _PAST)):
            raise SymbolicError("the marginal must be that of each pair of outcomes")
        born = values[p[1]] + values[p[2]]
        shown = (born + lowest_terms(seen - born, factored=True)).xreplace({_PAST: x, _ONE: p[pair[0]]})
        steps = steps.then(f"{whose}, p_{pair[1]} = 1 - p_{pair[0]}: the mean of the averaged sums over the 24 orders", shown)
    return steps.then("these in one; Bob's outcomes enter alike, as all orders count alike", found)


@cache
def signal_of_product(levels: tuple[int, int] | None) -> Derivation:
    """How much Alice's marginal moves when Bob, whose spin is up, turns from the z axis to the x axis; her spin is certain.

    Her spin has one value in these two levels, which one is |4>, and it has that value; None is the mixture over all orders.

    >>> from bornproof.symbolic.notation.core import t
    >>> signal_of_product((3, 4)).result.subs(t, 0)
    0
    """
    if levels is None:
        spread, single = (mixed_outcomes(dict(zip(PAIRS, (0, 0, *born), strict=True))) for born in ((_HALF, _HALF), (1, 0)))
        after, before = marginal(spread, "A"), marginal(single, "A")
    else:
        order = iter(PAIRS[:2]), iter(PAIRS[2:])
        labels = tuple(next(order[level in levels]) for level in range(1, 5))
        born = (dict(zip(PAIRS, (0, 0, *values), strict=True)) for values in ((_HALF, _HALF), (1, 0)))
        after, before = (marginal(averaged_outcomes(values, labels), "A") for values in born)
    steps = derivation("her marginal with Bob's spin along z, in one level", before)
    return steps.then("with both of Bob's outcomes as probable, less this", after - before)


@cache
def singlet_marginal() -> Derivation:
    """Alice's averaged marginal of the singlet in the order of Eq. (26), her spin up in |2>, |4>; it supposes s <= 1.

    Raises SymbolicError unless it is the form that has a value for S_2 = 0, s = 1, too, where it is the limit.
    """
    weights = {p[1]: (1 - same) / 2, p[2]: (1 - same) / 2, p[3]: same / 2}
    bracket = same + _PAST * (8 - 12 * same + 5 * same**2) / (2 - same)
    found = _HALF - same * _PAST * (1 - _PAST) * bracket / 8
    if not is_zero_fraction(_marginal(p, (2, 4), _PAST).xreplace(weights) - found):
        raise SymbolicError("the marginal must be the form found")
    steps = derivation("by Born's rule", _HALF).supposing(Le(same, 1))
    rule = "the averaged sums with p_1 = p_2 = (1 - s)/2, p_3 = p_4 = s/2; thm.averaged-limit-of-pair where s = 1"
    return steps.then(rule, found.xreplace({_PAST: x}))


@cache
def greatest_signal(level: str) -> Derivation:
    """The room that `signal_of_product` leaves to the bound, "order" or "mixture", as a function of the time: where it is 0."""
    bound, found, factored = {
        "order": (sqrt(3) / 18, signal_of_product((3, 4)), _time_room()),
        "mixture": (Rational(50, 729), signal_of_product(None), (_PAST - Rational(5, 9)) ** 2 * (_PAST + Rational(16, 9)) / 8),
    }[level]
    return _proved(bound, found.result.subs(x, _PAST), factored, ())


def _marginal(table: IndexedBase, levels: Sequence[int], time_factor: Expr) -> Expr:
    """The sum of the averaged populations of these levels, for four levels with S_4 = 1."""
    weights = [table[1], table[2], table[3], 1 - table[1] - table[2] - table[3]]
    sums = [Integer(0), *partial_sums(weights, weights, time_factor, Integer(1))]
    return Add(*(sums[level] - sums[level - 1] for level in levels))


def _time_room() -> Expr:
    """sqrt(3)/18 - x (1 - x^2)/4."""
    return (_PAST - _ROOT) ** 2 * (_PAST + 2 * _ROOT) / 4


def _proved(bound: Expr, seen: Expr, terms: Expr, supposed: Sequence[Boolean]) -> Derivation:
    """What is left to a bound as a sum of terms; SymbolicError unless they are equal and none of the terms can be negative."""
    known = {fact.lhs: fact.rhs for fact in supposed if isinstance(fact, Equality)}
    if not is_zero_fraction(bound - seen - terms, {_GONE: 1 - _PAST, **known}):
        raise SymbolicError("what is left to the bound must be the sum of the terms")
    if not _never_negative(terms):
        raise SymbolicError("no term of what is left to a bound may be negative")
    shown = {_GONE: 1 - x, _PAST: x}
    steps = derivation("the bound", bound.xreplace(shown)).supposing(*supposed)
    rule = "less what is seen, by the averaged sums: a sum of terms none of which is negative"
    return steps.then(rule, terms.xreplace(shown))


def _never_negative(node: Expr) -> bool:
    """Whether that can be read off: a sum or product of probabilities, of x and 1 - x, of squares and of such powers."""
    if node.is_number:
        return bool(node.is_nonnegative)
    if isinstance(node, Pow):
        return isinstance(node.exp, Integer) and (node.exp.is_even or _never_negative(node.base))
    if isinstance(node, Add | Mul):
        return all(map(_never_negative, node.args))
    return isinstance(node, Indexed) or node in (_PAST, _GONE)
