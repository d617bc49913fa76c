"""The equations of motion for users: the same as those derived, and as the numbers of brute force."""

import re
from itertools import combinations, product
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import ZERO
from bornproof.numeric_check.arithmetic.matrices import matrix
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.symbolic import component_equations
from bornproof.symbolic.errors import SymbolicError
from flint import fmpq


@pytest.mark.parametrize("levels", [2, 3, 4])
def test_they_are_those_of_brute_force(levels: int) -> None:
    equations = component_equations(levels)
    for signs in product((1, -1, 0), repeat=levels - 1):
        generator, dampings = equations.to_numpy(signs)
        brute = master_equation(signs)
        for k in range(levels):
            rate = brute.rate(matrix([[int(i == j == k) for j in range(levels)] for i in range(levels)]))
            assert [rate[j, j] for j in range(levels)] == [fmpq(int(value)) for value in generator[:, k]]
        for i, j in combinations(range(levels), 2):
            unit = matrix([[int((a, b) == (i, j)) for b in range(levels)] for a in range(levels)])
            assert brute.rate(unit)[i, j] == fmpq(-int(dampings[i, j]), 2)
            assert dampings[i, j] == dampings[j, i]
        assert fmpq(int(dampings.trace())) == ZERO


@pytest.mark.parametrize("levels", [1, 0, -2, 2.0, "3", True])
def test_a_number_of_levels_that_is_none_is_refused(levels: Any) -> None:
    with pytest.raises(SymbolicError, match="the number of levels must be an integer of at least 2"):
        component_equations(levels)


def test_numbers_need_a_number_of_levels_and_its_signs() -> None:
    with pytest.raises(SymbolicError, match="numbers need a number of levels"):
        component_equations().to_numpy("+")
    with pytest.raises(SymbolicError, match="signs must be one fewer than levels"):
        component_equations(3).to_numpy("+")


def test_how_they_print() -> None:
    general = str(component_equations())
    assert general.startswith("d rho_JJ/d(kappa t) = ")
    assert "Sum(theta(-sigma_M)*rho_MM, (M, J + 1, N))" in general or "Sum(rho_MM*theta(-sigma_M), (M, J + 1, N))" in general
    shown = component_equations(2)._repr_latex_()
    assert r"\frac{d \rho_{11}}{d(\kappa t)} &= " in shown
    assert r"\Lambda_{12} &= " in shown
    assert shown.count("{") == shown.count("}")
    assert "d rho_1,1/d(kappa t)" in str(component_equations(10))
    rates, dampings = component_equations().to_sympy()
    assert rates.shape == dampings.shape == (1, 1)


@pytest.mark.parametrize("levels", [3, 9, 10, 11])
def test_an_entry_has_one_spelling_in_a_table(levels: int) -> None:
    pairs = combinations(range(1, levels + 1), 2)
    comma = "," * (levels > 9)
    entries = {f"rho_{i}{comma}{i}" for i in range(1, levels + 1)}
    assert set(re.findall(r"rho_[\d,]+", repr(component_equations(levels)))) == entries
    exponents = re.findall(r"Lambda_[\d,]+", repr(component_equations(levels)))
    assert exponents == [f"Lambda_{i}{comma}{j}" for i, j in pairs]
    shown = re.findall(r"\\rho_\{([\d,]+)", component_equations(levels)._repr_latex_())
    assert {f"rho_{places}" for places in shown} == entries
