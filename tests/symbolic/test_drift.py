"""Averages that move and averages that do not: the weighted populations against their equations, and other weights refused."""

from itertools import product

import pytest
from flint import fmpq
from sympy import Expr, Integer, Rational, expand, symbols

from symbolic import drift
from symbolic.errors import SymbolicError
from symbolic.notation import J, N, S, kappa, p, t, x

SUMS = (fmpq(0), fmpq(1, 6), fmpq(1, 2), fmpq(3, 5), fmpq(1))
SECTORS = [signs for levels in (2, 3, 4) for signs in product((1, -1), repeat=levels - 1)]


def as_expression(flow: drift.Flow) -> Expr:
    return sum(
        (Rational(int(c.p), int(c.q)) * x**k * (kappa * t) ** d for (k, d), c in flow.items()), Integer(0)
    )


def literal_rates(signs: tuple[int, ...], sums: tuple[fmpq, ...], rho: list[Expr]) -> list[Expr]:
    """The rates by the definition: each pair K < n once, weighted by p_K/S_{n-1} where sigma_n < 0."""
    rates = [Integer(0)] * len(rho)
    for n in range(2, len(rho) + 1):
        for k in range(1, n):
            weight = (sums[k] - sums[k - 1]) / sums[n - 1]
            flow = rho[k - 1] if signs[n - 2] > 0 else -Rational(int(weight.p), int(weight.q)) * rho[n - 1]
            rates[n - 1] += flow
            rates[k - 1] -= flow
    return rates


@pytest.mark.parametrize("signs", SECTORS, ids=str)
def test_the_weighted_populations_solve_their_equations(signs: tuple[int, ...]) -> None:
    size = len(signs) + 1
    sums = (*SUMS[:size], fmpq(1))
    solution = [as_expression(flow) for flow in drift.weighted_populations(signs, sums)]
    for value, rate in zip(solution, literal_rates(signs, sums, solution), strict=True):
        assert expand(value.diff(t) - kappa * rate) == 0
    assert [value.subs(t, 0) for value in solution] == [
        Rational(int(q.p), int(q.q)) for q in (sums[k] - sums[k - 1] for k in range(1, size + 1))
    ]


def test_a_vanishing_sign_and_a_wrong_length_are_refused() -> None:
    with pytest.raises(SymbolicError, match="vanishing"):
        drift.weighted_populations((0,), (fmpq(0), fmpq(1, 2), fmpq(1)))
    with pytest.raises(SymbolicError, match="need 2 signs"):
        drift.weighted_populations((1,), (fmpq(0), fmpq(1, 3), fmpq(1, 2), fmpq(1)))


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_average_does_not_move_symbolically(level: int) -> None:
    average = drift.weighted_average({N: 3, J: level, S[0]: 0, S[3]: 1}).result
    expected = {1: S[1], 2: S[2] - S[1], 3: 1 - S[2]}[level]
    assert expand(average - expected) == 0


def test_the_model_itself_drifts() -> None:
    top = drift.initial_drift().result
    assert expand(top.subs(N, 2)) == 0
    assert expand(top.subs(N, 3) + kappa * p[3] * (1 - p[3])) == 0
    below = drift.drift_from_above().result
    (w,) = symbols("w,", nonnegative=True)
    assert w == drift.operator_weight
    assert expand(below.subs(w, p[J] / (1 - p[N]))).simplify() == 0
    assert below.subs(w, 1).expand() != 0
