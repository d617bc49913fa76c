"""The recursions of the spectrum and of the partial sums, against brute-force determinants and sums for N = 2..8."""

from collections.abc import Callable
from itertools import product

import pytest
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.symbolic import spectrum
from bornproof.symbolic.components import at_levels, population_rate
from bornproof.symbolic.derivation import Derivation, Recursion
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import J, N, X, down, n, rho, sigma, up
from bornproof.symbolic.rewriting import theta_algebra
from flint import fmpq, fmpq_mat
from sympy import Expr, Integer

SOME = [(1, -1, 0, 1, -1, -1), (-1, 1, 1, -1, 1, -1, 1), (-1, 0, 0, 1, -1, 1, -1), (-1, -1, -1, -1, -1, -1, -1)]
SECTORS = [*(s for size in (1, 2, 3) for s in product((1, 0, -1), repeat=size)), (1, -1, 1, -1), (0, -1, 1, -1, 1), *SOME]


def recursion(steps: Derivation) -> Recursion:
    assert steps.recursion is not None
    return steps.recursion


def determinant(signs: tuple[int, ...], at: fmpq) -> fmpq:
    """det(at - A) from the jump operators, by elimination."""
    size = len(signs) + 1
    block = master_equation(signs).liouvillian.real
    entries = [at * int(i == j) - block[i * (size + 1), j * (size + 1)] for i in range(size) for j in range(size)]
    return fmpq_mat(size, size, entries).det()


@pytest.mark.parametrize("signs", SECTORS, ids=str)
def test_characteristic_polynomial(signs: tuple[int, ...]) -> None:
    values = {sigma[level]: Integer(sign) for level, sign in enumerate(signs, start=2)}
    found = recursion(spectrum.characteristic_polynomial()).at(len(signs) + 1).subs(values)
    for at in (fmpq(0), fmpq(5, 3), fmpq(-7, 2), fmpq(11)):
        exact = found.subs(X, Integer(int(at.p)) / Integer(int(at.q)))
        assert fmpq(int(exact.p), int(exact.q)) == determinant(signs, at)


@pytest.mark.parametrize("size", range(2, 6))
def test_partial_sums(size: int) -> None:
    steps = recursion(spectrum.partial_sum_rate())
    total: Expr = Integer(0)
    for level in range(1, size + 1):
        total += at_levels(population_rate().result, size, column=level)
        assert theta_algebra(at_levels(steps.at(level), size) - total) == 0


def test_growth_is_that_of_the_model() -> None:
    assert spectrum.growth() == (up(N + 1), down(N + 1), up(N + 1), N * down(N + 1))


@pytest.mark.parametrize(
    "change",
    [
        lambda rate: rate + N * rho[1, 1],
        lambda rate: rate + rate.subs(N, N + 1),
        lambda rate: rate * N,
        lambda rate: rate / 2 + up(J),
    ],
    ids=["a source", "a mixture", "a rate that grows", "a constant"],
)
def test_other_rates_are_refused(change: Callable[[Expr], Expr], monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = population_rate().then("a mistake", change(population_rate().result))
    monkeypatch.setattr(spectrum, "population_rate", lambda: wrong)
    with pytest.raises(SymbolicError, match="must"):
        spectrum.growth.__wrapped__()


def test_a_recursion_starts_where_it_says() -> None:
    with pytest.raises(SymbolicError, match="starts at n = 1, not 0"):
        recursion(spectrum.partial_sum_rate()).at(0)
    assert recursion(spectrum.partial_sum_rate()).variable == n
