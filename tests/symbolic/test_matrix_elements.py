"""One entry of rho(t), in a sector and averaged, against the whole matrix, and against the average for given populations."""

from itertools import product

import pytest
from bornproof.symbolic import solution
from bornproof.symbolic.averages import evolved_state
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.matrix_elements import averaged_element, averaged_symbolic_element, sector_element
from bornproof.symbolic.notation.core import p, rho0
from sympy import Rational, SparseMatrix, expand

SECTORS = [(1,), (-1,), (0,), (1, -1), (0, 1), (-1, -1, 1), (1, 0, -1), (-1, 1, -1, 1)]
WEIGHTS = [Rational(1, 10), Rational(2, 5), Rational(3, 10), Rational(1, 5)]


@pytest.mark.parametrize("signs", SECTORS, ids=str)
def test_the_entries_are_those_of_the_evolved_matrix(signs: tuple[int, ...]) -> None:
    size = len(signs) + 1
    whole = evolved_state(SparseMatrix(size, size, lambda i, j: rho0[i + 1, j + 1]), signs)
    for row, column in product(range(size), repeat=2):
        assert expand(sector_element(signs, row + 1, column + 1).result - whole[row, column]) == 0


@pytest.mark.parametrize("levels", [2, 3, 4])
def test_the_average_for_symbols_is_that_for_numbers(levels: int) -> None:
    start = [weight / sum(WEIGHTS[:levels]) for weight in WEIGHTS[:levels]]
    numbers = {p[k]: value for k, value in enumerate(start, start=1)}
    matrix = solution.average([str(value) for value in start]).to_sympy()
    for row, column in product(range(1, levels + 1), repeat=2):
        symbolic = averaged_symbolic_element(levels, row, column).result.xreplace(numbers)
        assert expand(symbolic - matrix[row - 1, column - 1]) == 0
        assert expand(averaged_element(start, row, column).result - matrix[row - 1, column - 1]) == 0


@pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 4), (4, 4)])
def test_levels_that_are_not_there_are_refused(row: int, column: int) -> None:
    with pytest.raises(SymbolicError, match=f"an entry has two levels in 1..3, not {row} and {column}"):
        sector_element((1, -1), row, column)
