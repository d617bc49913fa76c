"""Two solvers behind one name: they agree, and the one in force is asked."""

import pytest
from bornproof.numeric_check.arithmetic.matrices import matrix
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.lindblad.enclosed import evolve_balls
from bornproof.numeric_check.lindblad.solvers import Solver, evolve, present_solver, solved_by
from bornproof.numeric_check.model.jump_operators import MasterEquation
from bornproof.numeric_check.sampling import density_matrices, hermitian_matrices, take
from flint import arb, fmpq


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
