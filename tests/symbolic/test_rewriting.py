"""Sums are rewritten without catching a free name, and counted only where their limits are in order."""

from itertools import product
from typing import Any

import pytest
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.symbolic.levels import collect_sums, evaluate_constant_sums
from bornproof.symbolic.notation.core import I, J, K, M, N, delta, rho, sigma, up
from bornproof.symbolic.rewriting import rename_bound
from flint import fmpq
from sympy import Expr, Sum, expand

CAPTURES: dict[str, Expr] = {
    "M is free in the summand": Sum(rho[K, M], (K, 1, N)),
    "M is free beside": M * Sum(rho[M, M], (M, 1, N)) + Sum(M * rho[M, M], (M, 1, N)),
    "K and M are both free": M * Sum(rho[K, M] * K, (K, 1, N)) - K * Sum(rho[K, M], (M, 1, N)),
    "a sum in a sum": Sum(rho[J, J] * Sum(rho[J, K], (K, 1, N)), (J, 1, N)),
    "an outer level in an inner sum": Sum(rho[J, J] * Sum(delta(K, J) * rho[K, 1], (K, 1, J)), (J, 1, N)),
    "an outer level called M": Sum(rho[I, J] * Sum(delta(K, M - 1), (K, 1, M - 1)), (M, 2, N)),
    "an outer level K inside a sum over M": Sum(delta(J, N - 1) * Sum(J * rho[K, 1], (M, J + 1, N)), (K, J, N)),
    "a product of sums": Sum(rho[M, M], (M, 1, N)) * Sum(rho[M, 1], (M, 1, N)),
    "names exchanged": Sum(rho[K, M] * K, (M, 1, K), (K, 1, N)) + Sum(rho[M, K], (K, 1, M), (M, 1, N)),
    "an empty sum of ones": Sum(1, (M, 1, J - 2)) + Sum(2 * J, (K, I, J)),
    "a long sum of ones": Sum(1, (M, 1, J - 1)) + Sum(up(J), (M, J + 1, N)),
}
REWRITINGS = {
    "rename_bound": rename_bound,
    "evaluate_constant_sums": evaluate_constant_sums,
    "collect_sums": lambda expr: expr if any(len(s.limits) > 1 for s in expr.atoms(Sum)) else collect_sums(expr),
}


def at(size: int, row: int, column: int) -> dict[Expr, Any]:
    table = {rho[i, j]: fmpq(3 * i + i * j + 1, i + j + 1) for i in range(size + 1) for j in range(size + 1)}
    signs = {sigma[i]: fmpq((-1) ** i) for i in range(1, size + 1)}
    return {N: size, I: row, J: column, K: row, M: column} | table | signs


@pytest.mark.parametrize("rewrite", REWRITINGS.values(), ids=REWRITINGS.keys())
@pytest.mark.parametrize("formula", CAPTURES.values(), ids=CAPTURES.keys())
def test_the_value_stays(formula: Expr, rewrite: type[Expr]) -> None:
    changed = rewrite(formula)
    for size in (2, 3, 4):
        for row, column in product(range(1, size + 1), repeat=2):
            point = at(size, row, column)
            assert evaluate(changed, point) == evaluate(formula, point), (size, row, column)


def test_equal_sums_get_equal_names_and_no_bound_name_is_free() -> None:
    left = rename_bound(Sum(rho[I, I], (I, 1, N)) - Sum(rho[K, K], (K, 1, N)))
    assert left == 0
    renamed = rename_bound(M * Sum(rho[M, M], (M, 1, N)) + K)
    (node,) = renamed.atoms(Sum)
    assert node.limits[0][0] not in {M, K, N}


def test_what_differs_stays_different() -> None:
    assert collect_sums(Sum(rho[K, M], (K, 1, N)) - Sum(rho[K, K], (K, 1, N))) != 0
    assert collect_sums(Sum(1, (M, 1, J - 2))) != J - 2
    assert expand(collect_sums(Sum(1, (M, 1, J - 1)))) == J - 1
    assert collect_sums(Sum(1, (M, J + 1, N))) == N - J
