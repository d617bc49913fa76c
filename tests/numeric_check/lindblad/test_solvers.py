"""Two solvers behind one name: they agree, and the one in force is asked."""

import pytest
from bornproof.numeric_check.arithmetic.matrices import matrix
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.exact_points import density_matrices, hermitian_matrices
from bornproof.numeric_check.lindblad.enclosed import evolve_balls
from bornproof.numeric_check.lindblad.solvers import evolve, present_solver, solved_by
from bornproof.numeric_check.model.jump_operators import master_equation
from flint import arb, fmpq

from tests.samples import first


@pytest.mark.parametrize("signs", [(1,), (-1, 1), (0, 1, -1), (1, -1, 1, -1)], ids=str)
@pytest.mark.parametrize("digits", [20, 50, 120])
def test_they_agree(signs: tuple[int, ...], digits: int) -> None:
    size = len(signs) + 1
    hamiltonian = first(4, hermitian_matrices(size))[-1].scale(fmpq(1, 9))
    equation, rho = master_equation(signs, hamiltonian), first(20, density_matrices(size))[-1]
    enclosed = evolve(equation, rho, fmpq(2, 3), digits)
    with solved_by("taylor"):
        numbers = evolve(equation, rho, fmpq(2, 3), digits)
    assert compare(numbers, enclosed, digits) is Agreement.OVERLAPPING
    assert numbers != enclosed


def test_the_one_in_force_is_asked_and_the_other_comes_back() -> None:
    assert present_solver() == "balls"
    with solved_by("taylor"):
        assert present_solver() == "taylor"
        with solved_by("balls"):
            assert present_solver() == "balls"
        assert present_solver() == "taylor"
    with pytest.raises(NumericError, match="trace 1"), solved_by("taylor"):
        evolve(master_equation((1,)), matrix([[1, 0], [0, 1]]), 1)
    assert present_solver() == "balls"


def test_both_are_the_same_at_time_zero_but_for_the_radius() -> None:
    rho = first(20, density_matrices(3))[-1]
    with solved_by("taylor"):
        numbers = evolve(master_equation((1, -1)), rho, 0)
    enclosed = evolve_balls(master_equation((1, -1)), rho, 0)
    assert compare(numbers, enclosed) is Agreement.OVERLAPPING
    assert all(entry.rad() < arb("1e-49") for row in numbers for entry in row)


def test_only_what_has_any_number_of_digits_may_be_in_force() -> None:
    for name in ("qutip", "tailor"):
        with pytest.raises(NumericError, match=f"a solver must be one of balls, taylor, expm.*, not {name}"), solved_by(name):
            pass
    equation, rho = master_equation((1,)), matrix([[1, 0], [0, 0]])
    with solved_by("expm"):
        assert compare(evolve(equation, rho, 1), evolve_balls(equation, rho, 1)) is Agreement.OVERLAPPING
