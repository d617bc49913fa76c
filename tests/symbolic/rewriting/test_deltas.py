"""Kronecker deltas and empty sums: each rule against the sums written out, at every level of small N."""

from itertools import product

import pytest
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.symbolic.levels import apply_deltas
from bornproof.symbolic.notation.core import I, J, K, M, N, delta, rho, up
from bornproof.symbolic.rewriting.deltas import drop_empty_sums
from flint import fmpq
from sympy import Expr, Sum, Symbol

FORMULAS: dict[str, Expr] = {
    "a delta and an entry": delta(I, J) * rho[I, J] + delta(1, J) * rho[J, 1],
    "a delta and a number": (1 - delta(1, J)) * (J - 1) * rho[J, J],
    "a delta and a sum from J": (1 - delta(J, N)) * Sum(rho[M, M], (M, J + 1, N)),
    "a delta and a sum up to J": delta(1, J) * Sum(rho[K, K], (K, 1, J - 1)) + rho[1, 1],
    "two deltas": delta(I, J) * delta(J, N) * rho[I, N] - delta(I, N) * rho[J, J],
    "deltas of neighbours": delta(J - 1, N) + delta(I, J + 1) * rho[J, I] + delta(1, N),
    "a delta in a sum": Sum(delta(J, M) * rho[M, I] + rho[J, M], (M, 1, N)),
    "a double sum with empty inner sums": Sum(rho[M, K], (M, 1, K - 1), (K, 1, N)),
}


def table(size: int) -> dict[Expr, fmpq]:
    return {rho[i, j]: fmpq(3 * i + i * j + 1, i + j + 1) for i in range(size + 2) for j in range(size + 2)}


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS.keys())
def test_the_value_stays(formula: Expr) -> None:
    changed = drop_empty_sums(apply_deltas(formula))
    assert changed != formula
    for size in (2, 3, 4):
        for row, column in product(range(1, size + 1), repeat=2):
            point = {N: size, I: row, J: column} | table(size)
            assert evaluate(changed, point) == evaluate(formula, point), (size, row, column)


def test_what_is_the_same_becomes_the_same() -> None:
    assert apply_deltas(delta(J, K) * rho[I, K] - delta(J, K) * rho[I, J]) == 0
    assert apply_deltas((1 - delta(J, N)) * Sum(up(M), (M, J + 1, N)) - Sum(up(M), (M, J + 1, N))) == 0
    assert apply_deltas(delta(I, J), distinct=(I - J,)) == 0


def test_what_differs_does_not() -> None:
    assert apply_deltas(delta(J, K) * rho[I, K] - rho[I, J]) != 0
    assert apply_deltas(delta(I, J)) != 0
    assert apply_deltas(delta(J, N) * Sum(up(M), (M, J, N))) != 0
    assert apply_deltas(delta(J + 1, N)) != 0


def test_orders_and_distinctions_are_only_used_where_given() -> None:
    a, b = Symbol("a", integer=True), Symbol("b", integer=True)
    assert apply_deltas(delta(a + 1, b), order=()) != 0
    assert apply_deltas(delta(a + 1, b), order=(b - a - 2,)) == 0


def test_a_sum_that_may_have_terms_is_kept() -> None:
    kept = Sum(rho[M, M], (M, J + 1, N))
    assert drop_empty_sums(kept) == kept
    assert drop_empty_sums(Sum(rho[M, M], (M, N + 1, N))) == 0
    assert drop_empty_sums(Sum(rho[M, K], (M, 1, K - 1), (K, 1, N))) == Sum(rho[M, K], (M, 1, K - 1), (K, 2, N))
    assert drop_empty_sums(Sum(rho[M, K], (M, 1, K), (K, 1, N))) == Sum(rho[M, K], (M, 1, K), (K, 1, N))


def test_a_fact_about_a_free_level_is_not_used_of_a_bound_one() -> None:
    size = 4
    point = {N: size, I: 2, J: 3} | table(size)
    for formula in (
        Sum(delta(I, J) * rho[J, J], (J, 1, N)),
        Sum(delta(J, N + 1) * rho[J, J], (J, 1, N + 1)),
        delta(I, N) * Sum(rho[I, I], (I, 1, N)) + Sum(delta(I, N), (I, 1, N)),
    ):
        changed = apply_deltas(formula, distinct=(I - J,))
        assert evaluate(changed, point) == evaluate(formula, point)


def test_a_delta_that_fixes_no_level_is_kept() -> None:
    assert apply_deltas(delta(2 * J, 2 * N) * rho[1, 1]) == delta(2 * J, 2 * N) * rho[1, 1]
