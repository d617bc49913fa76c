"""The general-N components against the matrix form, entry by entry."""

from fractions import Fraction
from typing import Any

import pytest
from bornproof.symbolic.components import (
    _contracted,
    at_levels,
    coherence_rate,
    component,
    damping_exponent,
    population_rate,
    terms_at_levels,
)
from bornproof.symbolic.derivation import derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.model import LINDBLAD, PRINTED, READINGS, component_summand, generator_matrix, readings_that_give
from bornproof.symbolic.notation.core import I, J, K, M, N, kappa, rho
from sympy import Add, Expr, Sum, expand


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


@pytest.mark.parametrize("levels", [2, 3, 4, 7, 12])
def test_terms_are_those_of_the_general_formula_written_out(levels: int) -> None:
    rate, exponent = population_rate().result, damping_exponent().result
    places = [(rate, {"column": column}) for column in range(1, levels + 1)]
    places += [(exponent, {"row": i, "column": j}) for i in range(1, levels + 1) for j in range(1, levels + 1)]
    for general, place in places:
        terms = terms_at_levels(general, levels, **place)
        assert Add(*(number * term for term, number in terms.items())) - at_levels(general, levels, **place) == 0
        assert all(terms.values())


@pytest.mark.parametrize(
    "expr",
    [
        Sum(rho[K, M], (K, 1, M - 1), (M, 2, N)),
        Sum(rho[K, K], (K, 1, N)) * Sum(rho[M, M], (M, 1, N)),
        Sum(rho[K, K], (K, 1, N)) ** 2,
        Sum(rho[K, K], (K, 1, M)),
        kappa ** Sum(K, (K, 1, N)),
    ],
    ids=str,
)
def test_other_sums_are_refused(expr: Expr) -> None:
    with pytest.raises(SymbolicError, match=r"at most one sum over one level|must be numbers"):
        terms_at_levels(expr, 4)


def test_a_level_may_be_bound() -> None:
    assert terms_at_levels(J * Sum(rho[J, 1] / 2, (J, 1, 2)), 3, column=4) == {rho[1, 1]: 2, rho[2, 1]: 2}
    assert terms_at_levels(rho[1, 1] / 3 - rho[1, 1] / 3 + kappa / 6, 3) == {kappa: Fraction(1, 6)}


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


@pytest.mark.parametrize("limits", [((K, 1, M - 1), (M, 3, N)), ((K, 2, M - 1), (M, 2, N)), ((K, 1, M), (M, 2, N))], ids=str)
def test_other_ranges_than_those_of_the_model_are_refused(limits: tuple[Any, ...]) -> None:
    start = derivation("component", Sum(component_summand().xreplace({I: J}), *limits))
    with pytest.raises(SymbolicError, match="over 1 <= K < M <= N"):
        _contracted(start)
