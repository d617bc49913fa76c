"""The general-N components against the matrix form, entry by entry."""

import pytest
from sympy import expand

from symbolic.components import at_levels, coherence_rate, component, damping_exponent, population_rate
from symbolic.errors import SymbolicError
from symbolic.model import LINDBLAD, PRINTED, READINGS, component_summand, generator_matrix, readings_that_give
from symbolic.notation import I, J, N, kappa, rho


@pytest.mark.parametrize("levels", range(2, 8))
def test_matrix_form_agrees_entry_by_entry(levels: int) -> None:
    matrix = generator_matrix(levels)
    for row in range(1, levels + 1):
        for column in range(1, levels + 1):
            if row == column:
                general = at_levels(population_rate().result, levels, column=column)
            else:
                general = -at_levels(damping_exponent().result, levels, row=row, column=column) * rho[row, column] / 2
            assert expand(matrix[row - 1, column - 1] - kappa * general) == 0


def test_double_sum_gives_the_coherences() -> None:
    inserted = at_levels(component().result, 4, row=1, column=3)
    assert expand(inserted - at_levels(coherence_rate().result, 4, row=1, column=3)) == 0


def test_levels_stay_symbols() -> None:
    assert {N, J} <= population_rate().result.free_symbols
    assert {N, I, J} <= damping_exponent().result.free_symbols


def test_one_placement_of_daggers_a_definition() -> None:
    assert readings_that_give(component_summand()) == (LINDBLAD,)
    assert len(READINGS) == 16
    assert len(readings_that_give(component_summand(), swapped=True)) == 1


def test_printed_daggers_are_told_apart() -> None:
    assert PRINTED not in readings_that_give(component_summand())
    assert expand(component_summand(PRINTED) - component_summand()) != 0


def test_too_few_levels() -> None:
    with pytest.raises(SymbolicError, match="at least 2, not 1"):
        generator_matrix(1)
