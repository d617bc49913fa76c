"""Closed forms of the populations: they solve the literal equations, from the top level down."""

from fractions import Fraction
from itertools import product

import pytest
from bornproof.symbolic.coherences import damping
from bornproof.symbolic.components import at_levels, population_rate
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import kappa, rho, sigma, t
from bornproof.symbolic.populations import as_expression, closed_form, initial_values, populations, residuals, winner
from flint import fmpq, fmpq_poly
from sympy import Integer, Matrix, Rational, exp, simplify

from tests.symbolic.twins import exponent_from_formula


def sectors(largest: int) -> list[tuple[int, ...]]:
    return [signs for levels in range(2, largest + 1) for signs in product((1, 0, -1), repeat=levels - 1)]


def literal_rates(signs: tuple[int, ...]) -> Matrix:
    """The population generator from the general formula, with the signs inserted."""
    size = len(signs) + 1
    values = {sigma[k]: Integer(sign) for k, sign in enumerate(signs, start=2)}
    rows = [at_levels(population_rate().result, size, column=j).subs(values) for j in range(1, size + 1)]
    return Matrix(size, size, lambda i, j: rows[i].coeff(rho[j + 1, j + 1]))


@pytest.mark.parametrize("signs", sectors(5), ids=str)
def test_closed_form_solves_and_starts_right(signs: tuple[int, ...]) -> None:
    start = [fmpq(k * k + 1, 7) for k in range(len(signs) + 1)]
    solution = closed_form(signs, start)
    assert not any(residuals(signs, solution))
    assert list(initial_values(solution)) == start


@pytest.mark.parametrize("signs", sectors(4), ids=str)
def test_literal_equations_agree(signs: tuple[int, ...]) -> None:
    start = [Rational(k + 1, 3) for k in range(len(signs) + 1)]
    solution = Matrix(populations(signs, start))
    assert simplify(solution.diff(t) - kappa * literal_rates(signs) * solution) == Matrix.zeros(len(start), 1)


def test_matrix_exponential_agrees() -> None:
    signs, start = (1, -1), Matrix([Rational(1, 2), Rational(1, 3), Rational(1, 6)])
    brute = (literal_rates(signs) * kappa * t).exp() * start
    assert simplify(brute - Matrix(populations(signs, list(start)))) == Matrix.zeros(3, 1)


def test_residuals_see_a_wrong_solution() -> None:
    right = closed_form((1, -1), [1, 2, 3])
    wrong = (right[0] + fmpq_poly([0, 0, 1]), *right[1:])
    assert any(residuals((1, -1), wrong))


@pytest.mark.parametrize("signs", sectors(4), ids=str)
def test_damping_agrees_with_the_formula(signs: tuple[int, ...]) -> None:
    size = len(signs) + 1
    for row, column in product(range(1, size + 1), repeat=2):
        if row != column:
            assert damping(signs, row, column) == exponent_from_formula(signs, row, column)


@pytest.mark.parametrize("signs", [s for s in sectors(6) if 0 not in s], ids=str)
def test_the_winner_takes_all(signs: tuple[int, ...]) -> None:
    size = len(signs) + 1
    solution = closed_form(signs, [Fraction(1, size)] * size)
    assert [population(fmpq(0)) for population in solution] == [int(k == winner(signs)) for k in range(1, size + 1)]


def test_expression() -> None:
    assert as_expression(fmpq_poly([1, 0, fmpq(-1, 2)])) == 1 - exp(-2 * kappa * t) / 2


@pytest.mark.parametrize(
    ("signs", "start", "message"),
    [
        ((1,), [1, 2, 3], "signs must be one fewer than levels"),
        ((), [1], "one sign"),
        ((2,), [1, 2], "one sign"),
        ((1,), [0.5, 0.5], "exact rational"),
    ],
    ids=["length", "empty", "no sign", "float"],
)
def test_refusals(signs: tuple[int, ...], start: list[int], message: str) -> None:
    with pytest.raises(SymbolicError, match=message):
        closed_form(signs, start)


def test_no_winner_when_a_sigma_vanishes() -> None:
    with pytest.raises(SymbolicError, match="no certain outcome"):
        winner((1, 0))
