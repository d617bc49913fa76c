"""The stationary state is the limit, where there is one, of any master equation."""

import pytest
from bornproof.numeric_check.arithmetic.balls import ball
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix, pure_state, zeros
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.exact_points import complex_matrices, density_matrices, hermitian_matrices, signs
from bornproof.numeric_check.lindblad.enclosed import Balls, deviation, evolve_balls
from bornproof.numeric_check.lindblad.equation import LindbladEquation
from bornproof.numeric_check.lindblad.stationary import population_limit, stationary
from bornproof.numeric_check.model.jump_operators import master_equation
from flint import arb, ctx, fmpq, fmpq_mat

from tests.samples import first

SECTORS = [sector for n in (2, 3, 4) for sector in signs(n)] + [(1, -1, 0, -1), (-1, 1, -1, -1)]


def balls(exact: ExactMatrix) -> Balls:
    ctx.prec = 220
    return tuple(tuple(ball(entry) for entry in row) for row in exact.rows())


@pytest.mark.parametrize("sector", SECTORS, ids=str)
def test_the_stationary_state_is_the_limit(sector: tuple[int, ...]) -> None:
    size, equation = len(sector) + 1, master_equation(sector)
    rho = first(15, density_matrices(size))[-1]
    limit = stationary(equation, rho)
    assert limit.trace() == fmpq(1)
    assert equation.rate(limit) == zeros(size, size)
    assert deviation(evolve_balls(equation, rho, 250), balls(limit)) < arb("1e-45")
    if any(sector):
        assert compare(evolve_balls(equation, rho, 1), limit.rows()) is Agreement.DISJOINT
    populations = population_limit(equation) * fmpq_mat(size, 1, [rho.real[k, k] for k in range(size)])
    assert tuple(populations.entries()) == limit.diagonal()


@pytest.mark.parametrize("sector", [(1,), (-1,), (1, -1), (-1, -1)], ids=str)
def test_the_stationary_state_with_a_hamiltonian_is_the_limit(sector: tuple[int, ...]) -> None:
    size = len(sector) + 1
    equation = master_equation(sector, first(4, hermitian_matrices(size, seed=3))[-1])
    rho = first(15, density_matrices(size))[-1]
    limit = stationary(equation, rho)
    assert limit.trace() == fmpq(1)
    assert equation.rate(limit) == zeros(size, size)
    assert limit != stationary(master_equation(sector), rho)
    assert deviation(evolve_balls(equation, rho, 400), balls(limit)) < arb("1e-20")
    with pytest.raises(NumericError, match="fed by populations alone"):
        population_limit(equation)


def test_the_stationary_state_of_any_jump_operators_is_the_limit() -> None:
    jumps = tuple(first(4, complex_matrices(3, 3, seed=4))[2:])
    equation, rho = LindbladEquation(jumps, rates=(fmpq(1, 9), fmpq(1, 5))), first(15, density_matrices(3))[-1]
    limit = stationary(equation, rho)
    assert equation.rate(limit) == zeros(3, 3)
    assert limit == stationary(equation, pure_state([0, 0, 1]))
    assert deviation(evolve_balls(equation, rho, 100), balls(limit)) < arb("1e-40")


def test_dephasing_keeps_the_populations_and_a_thermal_qubit_forgets_them() -> None:
    rho = first(15, density_matrices(2))[-1]
    assert stationary(LindbladEquation((diagonal([1, -1]),), rates=(fmpq(1, 2),)), rho) == diagonal(rho.diagonal())
    down, up = matrix([[0, 1], [0, 0]]), matrix([[0, 0], [1, 0]])
    thermal = LindbladEquation((down, up), diagonal([0, 5]), (fmpq(3), fmpq(1)))
    assert stationary(thermal, rho) == diagonal([fmpq(3, 4), fmpq(1, 4)])


def test_what_turns_for_ever_has_no_limit() -> None:
    turning = matrix([[0, fmpq(1, 2)], [fmpq(1, 2), 0]])
    for equation in (master_equation((0,), turning), LindbladEquation((), turning)):
        with pytest.raises(NumericError, match="turn for ever"):
            stationary(equation, pure_state([1, 0]))


def test_the_stationary_state_of_paper_limits() -> None:
    rho = pure_state([fmpq(3, 5), fmpq(4, 5)])
    assert stationary(master_equation((1,)), rho) == matrix([[0, 0], [0, 1]])
    assert stationary(master_equation((-1,)), rho) == matrix([[1, 0], [0, 0]])
    assert stationary(master_equation((0,)), rho) == rho


def test_refusals() -> None:
    with pytest.raises(NumericError, match="must be 2 by 2, not 3 by 3"):
        stationary(master_equation((1,)), pure_state([1, 0, 0]))
    printed = master_equation((1,), daggers=(True, True, True, True))
    with pytest.raises(NumericError, match="a limit needs the Lindblad form"):
        stationary(printed, pure_state([1, 0]))
    with pytest.raises(NumericError, match="a limit needs the Lindblad form"):
        population_limit(printed)
