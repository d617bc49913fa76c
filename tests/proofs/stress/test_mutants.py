"""The mutator must reach every kind of misprint, and must not count the original among its mutants."""

import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import sympy
from bornproof.proofs.stress.mutants import Mutant, MutationKind, mutants, replace_at
from sympy import (
    Add,
    And,
    Basic,
    Derivative,
    Expr,
    Function,
    Gt,
    ImmutableMatrix,
    IndexedBase,
    Mul,
    Rational,
    Symbol,
    Tuple,
    symbols,
)
from sympy.concrete import Product, Sum
from sympy.functions import Abs, Heaviside, Piecewise, adjoint, conjugate, exp, sqrt
from sympy.functions.special.tensor_functions import KroneckerDelta
from sympy.integrals import Integral

N, I, J, K, M = symbols("N I J K M", integer=True, positive=True)
q, kappa, t = symbols("q kappa t", positive=True)
x = Symbol("x", real=True)
z = Symbol("z", complex=True)
rho, alpha, lam = IndexedBase("rho"), IndexedBase("alpha"), IndexedBase("lambda")
sigma, p = IndexedBase("sigma", real=True), IndexedBase("p", nonnegative=True)
L = Function("L", commutative=False)
state = Symbol("rho", commutative=False)


def theta(argument: Expr) -> Expr:
    return Heaviside(argument, 0)


FORMULAS: dict[str, Basic] = {
    "eq.3": alpha[1] * conjugate(alpha[2]),
    "eq.8": ImmutableMatrix([[0, 0], [0, 1]]),
    "eq.11": Gt(Abs(lam[2] * alpha[2]) ** 2, (1 - Abs(lam[2]) ** 2) * Abs(alpha[1]) ** 2),
    "eq.12": Integral(2 * q, (q, sqrt(1 - p[2]), 1)),
    "eq.13": Abs(alpha[N] * lam[N]) ** 2 - Sum(Abs(alpha[I]) ** 2 * (1 - Abs(lam[N]) ** 2), (I, 1, N - 1)),
    "eq.15": kappa
    * Sum(adjoint(L(M, K)) * state * adjoint(L(M, K)) - (state * adjoint(L(M, K)) * L(M, K)) / 2, (K, 1, M - 1), (M, 2, N)),
    "eq.20": And(sigma[N] < 0, sigma[N - 1] < 0, sigma[N - 2] > 0),
    "eq.22": Product(1 - p[J] / Sum(p[I], (I, 1, J)), (J, K + 1, N - 1)) * p[K] / Sum(p[I], (I, 1, K)),
    "eq.31": Tuple(q**2, Piecewise((p[1], sigma[2] > 0), (0, True))),
    "eq.39": (1 - KroneckerDelta(J, 1)) * theta(sigma[J]) * Sum(rho[K, K], (K, 1, J - 1))
    + (1 - KroneckerDelta(J, N)) * Sum(theta(-sigma[M]) * rho[M, M] - theta(sigma[M]) * rho[J, J], (M, J + 1, N)),
    "eq.45": -kappa * rho[I, J] / 2,
    "eq.53": -p[4] * exp(-3 * kappa * t) + (p[3] + p[4]) * exp(-2 * kappa * t),
    "eq.54": sympy.Eq(Derivative(p[1] * t, t, evaluate=False), kappa * theta(-sigma[2]) * p[2]),
    "eq.58": theta(sigma[2]) * q**2 * exp(-kappa * t) + theta(-sigma[2]) * (1 - (1 - q**2) * exp(-kappa * t)),
    "eq.61": -q * sqrt(1 - q**2) * exp(-kappa * t / 2),
}


def results(expr: Basic, kind: MutationKind) -> set[Basic]:
    return {mutant.expr for mutant in mutants(expr) if mutant.kind is kind}


def node_at(expr: Basic, path: tuple[int, ...]) -> Basic:
    for position in path:
        expr = expr.args[position]
    return expr


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS.keys())
def test_each_mutant_is_one_replacement_in_the_original(formula: Basic) -> None:
    found = list(mutants(formula))
    assert len(found) >= 9
    assert len({mutant.expr for mutant in found}) == len(found)
    for mutant in found:
        assert mutant.expr != formula
        assert mutant.original != mutant.replacement
        assert node_at(formula, mutant.path) == mutant.original
        assert replace_at(formula, mutant.path, mutant.replacement) == mutant.expr
        assert replace_at(formula, mutant.path, mutant.original) == formula


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS.keys())
def test_a_mutant_has_no_new_free_names(formula: Basic) -> None:
    for mutant in mutants(formula):
        levels = {s for s in mutant.expr.free_symbols if isinstance(s, Symbol)}
        assert levels <= {s for s in formula.free_symbols if isinstance(s, Symbol)}, mutant


def test_every_kind_occurs() -> None:
    found = Counter(mutant.kind for formula in FORMULAS.values() for mutant in mutants(formula))
    assert set(found) == set(MutationKind)


S = MutationKind
EXPECTED: dict[str, tuple[Basic, MutationKind, set[Basic]]] = {
    "sign": (q + t, S.SIGN, {-q - t, t - q, q - t}),
    "double": (q + t, S.DOUBLE, {2 * q + 2 * t, 2 * q + t, q + 2 * t}),
    "half": (q * t, S.HALF, {q * t / 2}),
    "rate": (exp(-kappa * t), S.RATE, {exp(-2 * kappa * t), exp(-kappa * t / 2)}),
    "rate-of-a-term": (exp(x - t), S.RATE, {
        exp(2 * x - 2 * t), exp(x / 2 - t / 2), exp(2 * x - t), exp(x / 2 - t), exp(x - 2 * t), exp(x - t / 2)}),
    "theta": (theta(sigma[M]), S.THETA, {theta(-sigma[M])}),
    "index": (p[J], S.INDEX, {p[J + 1], p[J - 1]}),
    "index-from-1": (p[1], S.INDEX, {p[2]}),
    "index-of-delta": (KroneckerDelta(J, 1), S.INDEX, {
        KroneckerDelta(J + 1, 1), KroneckerDelta(J - 1, 1), KroneckerDelta(J, 2)}),
    "swap": (rho[I, J], S.INDEX_SWAP, {rho[J, I]}),
    "swap-of-an-operator": (L(M, K), S.INDEX_SWAP, {L(K, M)}),
    "swap-of-a-delta": (KroneckerDelta(I, J), S.INDEX_SWAP, set()),
    "name": (rho[I, J], S.INDEX_NAME, {rho[J, J], rho[I, I]}),
    "name-outside-an-index": ((J - 1) * p[I], S.INDEX_NAME, {(I - 1) * p[I], (J - 1) * p[J]}),
    "name-in-a-sum": (Sum(p[K] * p[M], (K, 1, M - 1), (M, 2, 4)), S.INDEX_NAME, {
        Sum(p[M] ** 2, (K, 1, M - 1), (M, 2, 4)), Sum(p[K] ** 2, (K, 1, M - 1), (M, 2, 4))}),
    "name-in-a-limit": (Sum(p[K], (K, 1, J), (M, 2, N)), S.INDEX_NAME, {
        Sum(p[J], (K, 1, J), (M, 2, N)), Sum(p[M], (K, 1, J), (M, 2, N)), Sum(p[N], (K, 1, J), (M, 2, N)),
        Sum(p[K], (K, 1, M), (M, 2, N)), Sum(p[K], (K, 1, N), (M, 2, N)), Sum(p[K], (K, 1, J), (M, 2, J))}),
    "name-also-free-outside": (p[K] + Sum(p[K], (K, 1, N)), S.INDEX_NAME, {
        p[N] + Sum(p[K], (K, 1, N)), p[K] + Sum(p[N], (K, 1, N))}),
    "lower": (Sum(p[K], (K, 1, N)), S.LOWER_LIMIT, {Sum(p[K], (K, 2, N)), Sum(p[K], (K, 0, N))}),
    "upper": (Product(p[K], (K, 1, N)), S.UPPER_LIMIT, {Product(p[K], (K, 1, N + 1)), Product(p[K], (K, 1, N - 1))}),
    "limits-of-two": (Sum(p[K], (K, 1, M - 1), (M, 2, N)), S.UPPER_LIMIT, {
        Sum(p[K], (K, 1, M), (M, 2, N)), Sum(p[K], (K, 1, M - 2), (M, 2, N)),
        Sum(p[K], (K, 1, M - 1), (M, 2, N + 1)), Sum(p[K], (K, 1, M - 1), (M, 2, N - 1))}),
    "term": (q + t + x, S.TERM, {q + t, q + x, t + x}),
    "condition": (FORMULAS["eq.20"], S.TERM, {And(sigma[N] < 0, sigma[N - 1] < 0), And(sigma[N] < 0, sigma[N - 2] > 0),
                                        And(sigma[N - 1] < 0, sigma[N - 2] > 0)}),
    "factor": (3 * q * t, S.FACTOR, {q * t, 3 * q, 3 * t}),
    "square": (q**2, S.POWER, {q}),
    "root": (sqrt(q), S.POWER, {q}),
    "exponent": (q**3, S.EXPONENT, {q**2, q**4}),
    "exponent-of-a-name": (q ** (J - 1), S.EXPONENT, {q**J, q ** (J - 2)}),
    "exponent-where-there-was-none": (q * t, S.EXPONENT, {q**2 * t, q * t**2}),
    "constant": (5 - q, S.CONSTANT, {6 - q, 4 - q}),
    "dagger": (adjoint(L(M, K)) * L(M, K), S.DAGGER, {L(M, K) ** 2, adjoint(L(M, K)) ** 2}),
    "conjugate": (alpha[1] * conjugate(alpha[2]), S.CONJUGATE, {alpha[1] * alpha[2], conjugate(alpha[1] * alpha[2])}),
    "conjugate-of-a-modulus": (Abs(alpha[1] * lam[2]), S.CONJUGATE, set()),
    "conjugate-of-a-real": (q * sigma[2], S.CONJUGATE, set()),
    "conjugate-of-a-complex-symbol": (q * z, S.CONJUGATE, {q * conjugate(z)}),
    "relation": (Gt(p[1], q), S.RELATION, {p[1] < q}),
    "relation-in-a-case": (Piecewise((q, x > 0), (t, True)), S.RELATION, {Piecewise((q, x < 0), (t, True))}),
    "order": (L(M, K) * state * L(K, M), S.ORDER, {state * L(M, K) * L(K, M), L(M, K) * L(K, M) * state}),
    "matrix": (FORMULAS["eq.8"], S.SIGN, {ImmutableMatrix([[0, 0], [0, -1]])}),
}  # fmt: skip


@pytest.mark.parametrize(("formula", "kind", "expected"), EXPECTED.values(), ids=EXPECTED.keys())
def test_mutants_of_one_kind(formula: Basic, kind: MutationKind, expected: set[Basic]) -> None:
    assert results(formula, kind) == expected


def test_what_cannot_be_seen_is_not_tried() -> None:
    arguments = {mutant.expr for mutant in mutants(theta(-sigma[2]))}
    assert not arguments & {theta(-2 * sigma[2]), theta(-sigma[2] / 2), theta(-3 * sigma[2])}
    assert (2 * x > 0) not in {mutant.expr for mutant in mutants(Gt(x, 0))}


def test_an_operator_stays_an_operator() -> None:
    assert all(not mutant.expr.is_commutative for mutant in mutants(2 * adjoint(L(M, K)) + L(M, K)))


def test_times_are_no_indices() -> None:
    assert results(Function("rho")(1, J, 0), MutationKind.INDEX) == {
        Function("rho")(*a, 0) for a in [(2, J), (1, J + 1), (1, J - 1)]
    }


def test_nothing_undefined_is_made() -> None:
    assert not any(mutant.expr.has(sympy.zoo, sympy.nan) for mutant in mutants(1 / (1 - q) + 1 / (2 - 1 / q)))


def test_evaluation_alone_is_no_mutation() -> None:
    unevaluated = Add(Mul(q, q, evaluate=False), t, evaluate=False)
    assert q**2 + t not in {mutant.expr for mutant in mutants(unevaluated)}
    assert next(mutants(sympy.Integer(0))).expr == 1


SEEDED = """
from tests.proofs.stress.test_mutants import FORMULAS, mutants
print([str((m.kind.name, m.path, m.expr)) for formula in FORMULAS.values() for m in mutants(formula)])
"""


def test_the_order_is_the_same_in_every_process() -> None:
    outputs = {
        subprocess.run(  # noqa: S603  the command is this test's own
            [sys.executable, "-c", SEEDED],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


NUMERIC = {name: FORMULAS[name] for name in ("eq.53", "eq.58", "eq.61")}


def value(expr: Basic, seed: int) -> complex:
    """Evaluate at a random point in double precision, by SymPy's own substitution."""
    draw = random.Random(seed)  # noqa: S311  no secret
    point: dict[Basic, Expr] = {s: Rational(draw.randint(1, 99), 100) for s in (q, kappa, t)}
    point |= {p[n]: Rational(draw.randint(1, 99), 100) for n in range(1, 7)}
    point |= {sigma[n]: Rational(draw.choice([-1, 1]) * draw.randint(1, 99), 100) for n in range(1, 7)}
    return complex(expr.subs(point))


def differs(mutant: Mutant, formula: Basic) -> bool:
    return any(abs(value(mutant.expr, seed) - value(formula, seed)) > 1e-9 for seed in range(8))


@pytest.mark.parametrize("formula", NUMERIC.values(), ids=NUMERIC.keys())
def test_mutants_differ_in_value(formula: Basic) -> None:
    found = list(mutants(formula))
    same = [str(mutant.expr) for mutant in found if not differs(mutant, formula)]
    assert len(found) > 25
    assert same == []
