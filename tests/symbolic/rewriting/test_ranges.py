"""Sums and products brought to common ranges keep their values, for every N that the facts allow, also where they are empty."""

import pytest
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.symbolic.levels import common_ranges
from bornproof.symbolic.notation.core import J, K, M, N, S, X, rho
from flint import fmpq
from sympy import Add, Expr, Mul, Product, Sum, Symbol

FREE = Symbol("a", integer=True)
ENTRIES = {S[k]: fmpq(3 * k + 7, 5 + abs(k)) for k in range(-20, 21)} | {rho[k, k]: fmpq(k * k + 1, 3) for k in range(-20, 21)}

UNSIMPLIFIED = Add(N, 2, Mul(-2, N, evaluate=False), evaluate=False)

ALIKE = [
    Sum(S[K], (K, 1, N)) - Sum(S[M], (M, 2, N)) - S[1],
    Sum(S[K], (K, 1, N)) - Sum(S[M - 1], (M, 2, N + 1)),
    Sum(S[K], (K, 1, N)) - Sum(S[K + 2], (K, 0, N - 1)) + S[N + 1] - S[1],
    Product(X + K, (K, 0, N)) - X * Product(X + 1 + K, (K, 0, N - 1)),
    Product(X + N - K, (K, 1, N)) * (X + N) - X * Product(X + N + 1 - K, (K, 1, N)),
    Sum(rho[K, K], (K, J, N)) - Sum(rho[K, K], (K, J + 1, N)) - rho[J, J],
    Sum(S[K], (K, N - 2 * (N - 1), N)) - Sum(S[M], (M, 1 - (N - 1), N - (N - (N - 1)))) - S[N],  # limits that are not simplified
    Sum(S[K], (K, UNSIMPLIFIED, N)) - Sum(S[K], (K, 3 - N, N)) - S[2 - N],
]
APART = [
    Sum(S[K], (K, FREE, N)) - Sum(S[K], (K, FREE + 1, N)) - S[FREE],  # a may be above N
    Sum(S[K], (K, 1, N - 4)) + S[N - 3] - Sum(S[K], (K, 1, N - 3)),  # N = 2 gives S_{-1}
    Sum(S[K], (K, 1, N)) - Sum(S[2 * K], (K, 1, N)),
]


@pytest.mark.parametrize("expr", ALIKE, ids=str)
def test_neighbouring_ranges_cancel(expr: Expr) -> None:
    assert common_ranges(expr).expand() == 0


@pytest.mark.parametrize("expr", APART, ids=str)
def test_what_is_not_known_to_hold_is_left(expr: Expr) -> None:
    assert common_ranges(expr).expand() != 0


@pytest.mark.parametrize("expr", [*ALIKE, *APART], ids=str)
@pytest.mark.parametrize("size", range(2, 10))
def test_values_are_kept(expr: Expr, size: int) -> None:
    for level in range(1, size + 1):
        point = {N: size, J: level, X: fmpq(-2, 3), FREE: level + size % 3} | ENTRIES
        assert evaluate(common_ranges(expr), point) == evaluate(expr, point)


def test_sums_inside_sums_are_left() -> None:
    inner = Sum(S[K], (K, 1, J)) - Sum(S[K], (K, 1, J - 1))
    assert common_ranges(Sum(inner, (J, -3, N))) == Sum(inner, (J, -3, N))


def test_summands_that_are_equal_once_expanded_are_shared() -> None:
    squares, expanded = Sum((K + 1) ** 2, (K, 1, N)), Sum(K**2 + 2 * K + 1, (K, 1, N - 1))
    assert common_ranges(squares - expanded).expand() == ((N + 1) ** 2).expand()
    opposite = Sum(S[K], (K, 1, N)) + Sum(-S[K], (K, 1, N - 1))
    assert common_ranges(opposite) == opposite
