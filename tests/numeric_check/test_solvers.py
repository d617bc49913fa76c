"""Two solvers behind one name: they agree, and the one in force is asked."""

import pytest
from flint import arb, fmpq

from numeric_check.agreement import Agreement, compare
from numeric_check.enclosures import evolve_balls
from numeric_check.errors import NumericError
from numeric_check.matrices import matrix
from numeric_check.operators import MasterEquation
from numeric_check.sampling import density_matrices, hermitian_matrices, take
from numeric_check.solvers import Solver, evolve, present_solver, solved_by


@pytest.mark.parametrize("signs", [(1,), (-1, 1), (0, 1, -1), (1, -1, 1, -1)], ids=str)
@pytest.mark.parametrize("digits", [20, 50, 120])
def test_they_agree(signs: tuple[int, ...], digits: int) -> None:
    size = len(signs) + 1
    hamiltonian = take(hermitian_matrices(size), count=4).points[-1].scale(fmpq(1, 9))
    equation, rho = MasterEquation(signs, hamiltonian), take(density_matrices(size), count=20).points[-1]
    enclosed = evolve(equation, rho, fmpq(2, 3), digits)
    with solved_by(Solver.TAYLOR):
        numbers = evolve(equation, rho, fmpq(2, 3), digits)
    assert compare(numbers, enclosed, digits) is Agreement.OVERLAPPING
    assert numbers != enclosed


def test_the_one_in_force_is_asked_and_the_other_comes_back() -> None:
    assert present_solver() is Solver.ARB
    with solved_by(Solver.TAYLOR):
        assert present_solver() is Solver.TAYLOR
        with solved_by(Solver.ARB):
            assert present_solver() is Solver.ARB
        assert present_solver() is Solver.TAYLOR
    with pytest.raises(NumericError, match="trace 1"), solved_by(Solver.TAYLOR):
        evolve(MasterEquation((1,)), matrix([[1, 0], [0, 1]]), 1)
    assert present_solver() is Solver.ARB


def test_both_are_the_same_at_time_zero_but_for_the_radius() -> None:
    rho = take(density_matrices(3), count=20).points[-1]
    with solved_by(Solver.TAYLOR):
        numbers = evolve(MasterEquation((1, -1)), rho, 0)
    enclosed = evolve_balls(MasterEquation((1, -1)), rho, 0)
    assert compare(numbers, enclosed) is Agreement.OVERLAPPING
    assert all(entry.rad() < arb("1e-49") for row in numbers for entry in row)
