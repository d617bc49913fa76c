"""Operators as tables of values: sums, products and adjoints by the definition, and what is refused."""

from itertools import product
from typing import Any

import pytest
import sympy as sp
from bornproof.numeric_check.arithmetic.balls import conjugate
from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
from bornproof.numeric_check.errors import NumericError, UndefinedError
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.numeric_check.evaluation.operator_tables import Operator
from flint import fmpq

A, B = sp.symbols("A B", commutative=False)
x, k = sp.symbols("x k")
FIRST = {(i, j): complex_rational(fmpq(i, j), fmpq(i - j)) for i, j in product((1, 2, 3), repeat=2)}
SECOND = {(i, j): complex_rational(fmpq(i + j), fmpq(j, 3)) for i, j in product((1, 2, 3), repeat=2)}
POINT = {A: Operator(3, FIRST), B: Operator(3, SECOND), x: fmpq(2, 3)}


def test_products_sums_and_adjoints_are_those_of_the_definition() -> None:
    levels = (1, 2, 3)
    value = evaluate(x * A * B - sp.adjoint(B) * A + sp.Sum(k * A**2, (k, 1, 2)) + sp.Sum(A, (k, 3, 2)), POINT)
    for i, j in product(levels, repeat=2):
        entry: Any = sum((FIRST[i, m] * SECOND[m, j] for m in levels), fmpq(0)) * fmpq(2, 3)
        entry -= sum((conjugate(SECOND[m, i]) * FIRST[m, j] for m in levels), fmpq(0))
        entry += 3 * sum((FIRST[i, m] * FIRST[m, j] for m in levels), fmpq(0))
        assert value[i - 1][j - 1] == entry  # type: ignore[index]


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        (A + 1, "a number cannot be added to an operator"),
        (A**-1, "operators must have positive whole powers, not -1"),
        (sp.Mul(A, sp.Pow(B, x, evaluate=False), evaluate=False), "operators must have positive whole powers, not 2/3"),
        (sp.Abs(A, evaluate=False), "a term must be a number"),
        (sp.exp(A), "a term must be a number"),
        (sp.Heaviside(A, 0, evaluate=False), "a term must be a number"),
    ],
    ids=str,
)
def test_what_has_no_meaning_is_refused(tree: sp.Basic, message: str) -> None:
    with pytest.raises(NumericError, match=message):
        evaluate(tree, POINT)


def test_sizes_must_agree() -> None:
    with pytest.raises(NumericError, match="an operator on 3 levels cannot be multiplied by one on 2"):
        Operator(3, FIRST) * Operator(2, {})
    with pytest.raises(NumericError, match=r"between levels 1\.\.2"):
        Operator(2, {(3, 1): fmpq(1)})


def test_a_division_in_front_of_an_operator_is_seen() -> None:
    unit = sp.Mul(x, sp.Pow(x, -1, evaluate=False), evaluate=False)
    tree = sp.Mul(unit, A, evaluate=False)
    assert evaluate(tree, POINT) == evaluate(A, POINT)
    with pytest.raises(UndefinedError):
        evaluate(tree, {**POINT, x: 0})
