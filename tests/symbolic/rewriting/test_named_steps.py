"""Each named step of a derivation keeps the value of what it is given, whatever it is given, within its docstring's conditions."""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from bornproof.numeric_check.errors import NumericError, UndecidedError, UndefinedError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import evaluate, prepared
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.levels import (  # fmt: skip
    apply_deltas,
    bounds_to_deltas,
    collect_sums,
    contract,
    evaluate_constant_sums,
    prefix_sums,
    telescope,
)
from bornproof.symbolic.notation.core import I, J, K, M, N, S, alpha, delta, p, rho, sigma, theta
from bornproof.symbolic.rewriting import rename_bound, theta_algebra, write_out
from bornproof.symbolic.rewriting.deltas import drop_empty_sums
from flint import fmpq
from sympy import Expr, Heaviside, Integer, Mul, Piecewise, Pow, Product, Sum, Symbol, conjugate
from sympy.core.relational import Relational

from tests.symbolic.rewriting.hostile import A, B, Hostile, points

STEPS: dict[str, Callable[[Expr], Expr]] = {
    "theta_algebra": theta_algebra,
    "rename_bound": rename_bound,
    "collect_sums": collect_sums,
    "evaluate_constant_sums": evaluate_constant_sums,
    "prefix_sums": lambda expr: prefix_sums(expr, alpha),
    "telescope": telescope,
    "write_out": write_out,
    "apply_deltas": apply_deltas,
    "drop_empty_sums": drop_empty_sums,
}


def same(changed: Expr, formula: Expr, point: Any) -> str:
    try:
        true = evaluate(formula, point)
        shown = evaluate(changed, point)
    except (UndefinedError, UndecidedError, NumericError):
        return "no value"
    assert compare(shown, true) is not Agreement.DISJOINT, f"{formula} became {changed}: {shown} for {true}"
    return "agrees"


@pytest.mark.parametrize("name", STEPS)
def test_a_step_keeps_the_value(name: str) -> None:
    grammar, results = Hostile(1000), Counter[str]()
    for _ in range(40):
        formula = grammar.formula()
        try:
            changed = STEPS[name](formula)
        except SymbolicError:
            results["refused"] += 1
            continue
        results["changed"] += changed != formula
        for point in grammar.source.sample(points(), 3):
            results[same(changed, formula, point)] += 1
    assert results["agrees"] > 40


@pytest.mark.parametrize("exponent", [Integer(0), Integer(2), Integer(-1), Symbol("a", integer=True), Symbol("k", positive=True)])
def test_a_power_of_a_step_is_the_step_for_positive_whole_exponents_only(exponent: Expr) -> None:
    step = Pow(theta(sigma[2]), exponent, evaluate=False)
    assert theta_algebra(step * p[1]) == (theta(sigma[2]) * p[1] if exponent == 2 else step.doit() * p[1])


def test_steps_of_what_may_not_be_real_are_kept_apart() -> None:
    z = Symbol("z")
    product = Heaviside(z, 0) * Heaviside(-z, 0)
    assert theta_algebra(product) == product
    assert theta_algebra(Heaviside(sigma[2], 0) * Heaviside(-sigma[2], 0)) == 0


@pytest.mark.parametrize("high", [A, N - 3, Integer(-2), A - B])
def test_no_prefix_sum_without_an_order(high: Expr) -> None:
    kept = Sum(alpha[K] * conjugate(alpha[K]), (K, 1, high))
    assert not prefix_sums(kept, alpha).has(S[high])


@pytest.mark.parametrize(("low", "high"), [(K + 2, N), (N + 2, N), (A, B), (K, K - 3)])
def test_a_product_of_unknown_order_does_not_telescope(low: Expr, high: Expr) -> None:
    node = Product(S[J - 1] / S[J], (J, low, high))
    assert telescope(node) == node


@pytest.mark.parametrize("half", [Integer(1) / 2, N / 2, Symbol("r", positive=True)])
def test_half_limits_are_not_counted(half: Expr) -> None:
    for node in (Sum(1, (K, half, half + N)), Sum(1, (K, 1, N + half))):
        assert evaluate_constant_sums(node) == node
        assert collect_sums(node).has(Sum)


def test_a_bound_name_has_no_sign_but_that_of_its_range() -> None:
    nested = Sum(Sum(1, (M, 1, K - 1)), (K, -2, N))  # K - 1 may be -3: then the inner sum is empty
    assert same(evaluate_constant_sums(nested), nested, prepared({N: 4})) == "agrees"
    turned = Sum(rho[1, 1], (M, 1, -K), (K, -2, N))
    assert same(drop_empty_sums(turned), turned, CONTRACTED[0]) == "agrees"
    named = rename_bound(nested)
    assert not any(limit[0].is_positive for node in named.atoms(Sum) for limit in node.limits if limit[1] == -2)


def table(size: int) -> dict[Any, Any]:
    source = Random(size)  # noqa: S311
    entries = {rho[i, j]: fmpq(source.randint(1, 50), 7) for i in range(-4, 8) for j in range(-4, 8)}
    return entries | {sigma[i]: fmpq(source.choice((-1, 0, 1))) for i in range(-4, 8)}


PLACES = [(size, row, column) for size in (2, 3, 5) for row in range(1, size + 1) for column in (1, size)]
CONTRACTED = [prepared(table(size) | {N: size, I: row, J: column}) for size, row, column in PLACES]
TERMS = {
    "one delta": delta(I, M) * rho[M, J] * theta(sigma[M]),
    "two deltas of M": delta(I, M) * delta(J, M) * rho[K, K] * theta(sigma[M]),
    "two deltas of K": delta(I, K) * delta(J, K) * rho[M, M] * theta(-sigma[M]),
    "a delta before that of M": delta(I, J) * delta(J, M) * rho[K, K],
    "a delta of other levels": delta(I, J) * delta(M, N) * rho[K, K],
    "a shifted level": delta(J - 1, K) * rho[K, M],
    "beside the levels": delta(J + 3, M) * rho[K, M],
}


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS.keys())
def test_a_contraction_is_the_double_sum(term: Expr) -> None:
    whole, changed = Sum(term, (K, 1, M - 1), (M, 2, N)), contract(term)
    assert changed.has(Piecewise)
    for point in CONTRACTED:
        assert same(changed, whole, point) == "agrees"
        try:
            assert same(bounds_to_deltas(changed), whole, point) == "agrees"
        except SymbolicError:
            assert any(isinstance(piece, Relational) or piece.atoms(Relational) for piece in changed.atoms(Piecewise))


NOT_CONTRACTED = [delta(K, M) * rho[K, M], delta(I, J) * rho[K, M], Mul(delta(I, M), delta(J, K), rho[K, M]), rho[K, M]]


@pytest.mark.parametrize("term", NOT_CONTRACTED, ids=str)
def test_what_fixes_no_level_or_both_is_not_contracted(term: Expr) -> None:
    with pytest.raises(SymbolicError, match="must"):
        contract(term)
