"""What is left of a difference is looked at for each sign of the real numbers in it: proved exactly where it is 0."""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest
from bornproof.numeric_check.evaluation.evaluate import PreparedPoint, evaluate, prepared
from bornproof.symbolic.notation.core import KNOWN, I, J, K, M, N, S, W, alpha, p, q, rho0, sigma, theta
from bornproof.symbolic.rewriting.context import Budget, Context, Tables, UnprovedError
from bornproof.symbolic.rewriting.distinctions import MOST_SIGNS, first_residual
from bornproof.symbolic.rewriting.premises import assumed, context_for
from bornproof.symbolic.rewriting.trees import normal
from flint import fmpq
from sympy import Abs, Add, Eq, Expr, Integer, Le, Max, Min, Ne, Product, Rational, Sum, Symbol, sign, sqrt
from sympy.logic.boolalg import Boolean

X, Y, Z = (Symbol(name, real=True) for name in "xyz")
PLUS = Symbol("r", nonnegative=True)
CERTAIN = Eq(Sum(p[M], (M, 1, N)), 1)


def context(*given: Boolean, steps: int = 100_000) -> Context:
    return assumed(context_for(Tables(((S, alpha),), frozenset((rho0,))), Budget(steps)), (*KNOWN, *given))


def vanishes(tree: Expr, *given: Boolean) -> bool:
    return first_residual(context(*given), [lambda inside: normal(inside, tree)]) is None


def parts(x: Expr) -> tuple[Expr, ...]:
    return theta(x), theta(-x), sign(x), Abs(x), Max(x, 0), Min(x, 0), x * theta(x), x * sign(x), sign(x) ** 2, x, Integer(1)


def is_zero(tree: Expr, *names: Symbol) -> bool:
    """At every pair of the signs that the names may have, with different sizes."""
    values = (fmpq(-3), fmpq(-1), fmpq(0), fmpq(1), fmpq(2), fmpq(7, 2))
    points = (dict(zip(names, drawn, strict=True)) for drawn in product(values, repeat=len(names)))
    allowed = (point for point in points if all(value >= 0 or not name.is_nonnegative for name, value in point.items()))
    return all(evaluate(tree, prepared(point)) == 0 for point in allowed)


@pytest.mark.parametrize("x", [X, PLUS], ids=str)
def test_functions_of_one_sign_are_decided(x: Symbol) -> None:
    source, proved = Random(3), 0  # noqa: S311
    up, down, turn, size, above, below, step, turned, square, same, _ = parts(x)
    true = up - down - turn, size - turned, size - above + below, step - above, up + down - square, above + below - same
    for number in range(250):
        chosen = [source.choice((-2, -1, 1, 2)) * part for part in (*source.sample(true, 2), *parts(x))]
        tree = Add(*chosen[:2], *source.sample(chosen[2:], number % 3))
        assert vanishes(tree) is is_zero(tree, x), tree
        proved += vanishes(tree)
    assert 80 < proved < 180


def test_those_of_two_are() -> None:
    source = Random(4)  # noqa: S311
    for _ in range(120):
        one, other = source.choice(parts(X - Y)), source.choice((*parts(Y - X), Max(X, Y), Min(X, Y)))
        tree = source.choice((1, 2)) * one - source.choice((-1, 1, 2)) * other + source.choice((0, X, Y, Y - X))
        assert not vanishes(tree) or is_zero(tree, X, Y), tree


@pytest.mark.parametrize(
    ("tree", "given"),
    [
        (Max(X, Y) + Min(X, Y) - X - Y, ()),
        (Max(X, Y) - Min(X, Y) - Abs(X - Y), ()),
        (Max(X, Y, Z) + Min(-X, -Y, -Z), ()),
        (p[J] * theta(p[J]) - p[J], ()),
        (Abs(alpha[K]) ** 2 * theta(Abs(alpha[K])) - Abs(alpha[K]) ** 2, ()),
        (Min(Abs(alpha[K]) ** 2, 1) - Abs(alpha[K]) ** 2, (Eq(S[N], 1),)),
        (Max(S[K], 1) - 1, (Eq(S[N], 1),)),
        (Min(S[N + 1], 1) - 1, (Eq(S[N], 1),)),
        (Min(p[J], 1) - p[J], (CERTAIN,)),
        (Min(p[J], Rational(1, 2)) - p[J], (Eq(Sum(p[M], (M, 1, J)), Rational(1, 2)),)),
        (theta(X) - 1, (Ne(theta(X), 0),)),
    ],
    ids=str,
)
def test_what_is_true_vanishes(tree: Expr, given: tuple[Boolean, ...]) -> None:
    assert vanishes(tree, *given)


@pytest.mark.parametrize(
    ("tree", "given"),
    [
        (Max(X, Y) + Min(X, Y) - X + Y, ()),
        (Max(X, Y, Z) + Min(-X, -Y), ()),
        (theta(p[J]) - 1, ()),
        (theta(Abs(alpha[K])) - 1, ()),
        (sign(X) - 2 * theta(X) + 1, ()),  # at 0
        (theta(X) + theta(-X) - 1, ()),  # at 0
        (Min(Abs(alpha[K]) ** 2, 1) - Abs(alpha[K]) ** 2, ()),
        (Min(Abs(alpha[K]) ** 2, 1) - Abs(alpha[K]) ** 2, (Eq(S[N - 1], 1),)),  # K may be N
        (Max(S[N + 1], 1) - 1, (Eq(S[N], 1),)),
        (Min(p[J], 1) - p[J], ()),
        (Min(p[N + 1], 1) - p[N + 1], (CERTAIN,)),
        (Min(p[J], 1) - p[J], (Eq(Sum(p[M], (M, 1, I)), 1),)),  # J may be above I
        (Min(p[0], 1) - p[0], (CERTAIN,)),
        (Min(sigma[J], 1) - sigma[J], (Eq(Sum(sigma[M], (M, 1, N)), 1),)),  # sigma has a sign
        (Min(q, Rational(1, 2)) - q, (Le(q, Rational(2, 3)),)),
    ],
    ids=str,
)
def test_what_is_not_does_not(tree: Expr, given: tuple[Boolean, ...]) -> None:
    assert not vanishes(tree, *given)


NONE_ABOVE = Eq(Sum(theta(sigma[M]), (M, W + 1, N)), 0)
NOWHERE = Ne(Product(sigma[M], (M, W + 1, N)), 0)


def above_winners() -> Iterator[PreparedPoint]:
    """Signs of sigma for up to four levels, all that lie above a winner negative, so that both conditions hold."""
    for size in (2, 3, 4):
        for winner, signs in product(range(1, size + 1), product((-2, 0, 1), repeat=size)):
            table = dict(zip(range(1, size + 1), signs, strict=True))
            if all(table[level] < 0 for level in range(winner + 1, size + 1)):
                around = {sigma[level]: fmpq(table.get(level, 3)) for level in range(-2, size + 4)}
                yield prepared({**around, N: size, W: winner})


def test_a_sum_that_is_0_of_steps_tells_signs_in_its_range_alone() -> None:
    source, proved = Random(5), 0  # noqa: S311
    for _ in range(150):
        low, high = source.choice((W, W + 1, W + 1, W + 2, Integer(1), Integer(2))), source.choice((N, N, N - 1, N + 1, W))
        x = source.choice((1, -1)) * sigma[M + source.choice((0, 0, 0, 1, -1))]
        body = source.choice((theta(x), sign(x), Abs(x) - x, x * theta(x), 1 - theta(x), Max(x, 0)))
        kind = source.choice((Sum, Sum, Product))
        tree = kind(body, (M, low, high)) - source.choice((0, 0, 1, kind(source.choice((0, 1, -1)) + 0 * M, (M, low, high))))
        try:
            holds = vanishes(tree, NONE_ABOVE, NOWHERE, Le(W, N))
        except UnprovedError:
            holds = False
        proved += holds
        assert not holds or all(evaluate(tree, point) == 0 for point in above_winners()), tree
    assert proved > 15


def test_what_is_not_real_has_no_sign() -> None:
    z = Symbol("z")
    assert not vanishes(Abs(z) - z)
    with pytest.raises(UnprovedError, match="needs real numbers"):
        vanishes(Max(z, 0) - z)


def test_no_answer_rests_on_itself() -> None:
    x = sqrt(q) - q  # the sign of the root is asked for where that of x is known
    assert not vanishes((1 - sign(x) ** 2) * x + theta(x))
    assert vanishes(x * theta(x) + x * theta(-x) - x * sign(x) ** 2)


def test_the_effort_is_bounded() -> None:
    names = [Symbol(f"x_{k}", real=True) for k in range(MOST_SIGNS + 1)]
    many = [Max(name, 0) + Min(name, 0) - name for name in names]
    assert all(map(vanishes, many))
    assert vanishes(Add(*many[:MOST_SIGNS]))
    assert not vanishes(Add(*many))
    assert first_residual(context(steps=150), [lambda inside: normal(inside, Add(*many[:3]))]) is not None
