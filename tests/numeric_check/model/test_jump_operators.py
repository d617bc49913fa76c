"""Jump operators and Liouvillians follow (14) and (15), and break where their definition is broken."""

from itertools import product

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import Exact, complex_rational, exact_conjugate
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix, pure_state, zeros
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.model.jump_operators import AS_PRINTED, LINDBLAD, Daggers, MasterEquation, check_problem, jump_operator
from bornproof.numeric_check.sampling import complex_matrices, density_matrices, hermitian_matrices, signs, take
from flint import fmpq

SECTORS = [sector for n in (2, 3, 4) for sector in signs(n)]


def ket_bra(levels: int, row: int, column: int) -> ExactMatrix:
    return matrix([[int((i, j) == (row, column)) for j in range(1, levels + 1)] for i in range(1, levels + 1)])


def test_jump_operators_by_ket_and_bra() -> None:
    assert jump_operator(4, 3, 1, 1) == ket_bra(4, 3, 1)
    assert jump_operator(4, 3, 1, -1) == ket_bra(4, 1, 3)
    assert jump_operator(4, 3, 1, 0) == zeros(4, 4)


def literal_rate(sector: tuple[int, ...], rho: ExactMatrix, daggers: Daggers = LINDBLAD) -> list[list[Exact]]:
    """(15) entry by entry, as sums over all indices of products of entries."""
    levels = len(sector) + 1
    span = range(levels)
    total: list[list[Exact]] = [[fmpq(0)] * levels for _ in span]
    for m, n in product(span, span):
        if m >= n:
            continue
        jump = jump_operator(levels, n + 1, m + 1, sector[n - 1])
        a, b, c, d = (
            [[exact_conjugate(jump[j, i]) if dagger else jump[i, j] for j in span] for i in span] for dagger in daggers
        )
        for i, j, k, q in product(span, repeat=4):
            term = a[i][k] * rho[k, q] * b[q][j]
            term = term - fmpq(1, 2) * (rho[i, k] * c[k][q] * d[q][j] + c[i][k] * d[k][q] * rho[q, j])
            total[i][j] = total[i][j] + term
    return total


@pytest.mark.parametrize("daggers", [LINDBLAD, AS_PRINTED, (True, False, False, True)], ids=str)
@pytest.mark.parametrize("sector", [(1,), (-1,), (1, -1), (0, 1), (-1, 1, 0)], ids=str)
def test_the_rate_is_the_literal_sum(sector: tuple[int, ...], daggers: Daggers) -> None:
    size = len(sector) + 1
    for rho in take(complex_matrices(size, size), count=4).points:
        assert MasterEquation(sector, daggers=daggers).rate(rho) == matrix(literal_rate(sector, rho, daggers))


@pytest.mark.parametrize("daggers", [LINDBLAD, AS_PRINTED, (True, False, False, True)], ids=str)
@pytest.mark.parametrize("sector", SECTORS, ids=str)
def test_the_liouvillian_is_the_rate_as_a_matrix(sector: tuple[int, ...], daggers: Daggers) -> None:
    size = len(sector) + 1
    (*_, hamiltonian) = take(hermitian_matrices(size), count=3).points
    equation = MasterEquation(sector, hamiltonian, daggers)
    (*_, rho) = take(complex_matrices(size, size), count=3).points
    flat = matrix([[entry] for row in rho.rows() for entry in row])
    rate = equation.rate(rho)
    assert equation.liouvillian @ flat == matrix([[entry] for row in rate.rows() for entry in row])


@pytest.mark.parametrize("sector", SECTORS, ids=str)
def test_trace_and_hermiticity_are_kept(sector: tuple[int, ...]) -> None:
    size = len(sector) + 1
    (*_, hamiltonian) = take(hermitian_matrices(size), count=3).points
    for rho in take(density_matrices(size), count=12).points:
        rate = MasterEquation(sector, hamiltonian).rate(rho)
        assert rate.trace() == fmpq(0)
        assert rate == rate.adjoint()


def test_the_daggers_as_printed_do_not_keep_the_trace() -> None:
    rho = pure_state([fmpq(3, 5), fmpq(4, 5)])
    rate = MasterEquation((1,), daggers=AS_PRINTED).rate(rho)
    assert rate != MasterEquation((1,)).rate(rho)
    assert rate == matrix([[0, fmpq(12, 25)], [0, 0]])
    assert rate != rate.adjoint()


def test_the_hamiltonian_turns_with_its_sign() -> None:
    imaginary = complex_rational(fmpq(0), fmpq(1))
    rate = MasterEquation((0,), matrix([[2, 0], [0, 0]])).rate(pure_state([fmpq(3, 5), fmpq(4, 5)]))
    assert rate[0, 1] == -imaginary * fmpq(24, 25)
    assert rate[1, 0] == imaginary * fmpq(24, 25)


def test_refusals() -> None:
    with pytest.raises(NumericError, match="the Hamiltonian must be Hermitian"):
        MasterEquation((1,), matrix([[0, 1], [2, 0]]))
    with pytest.raises(NumericError, match="the Hamiltonian must be 3 by 3, not 2 by 2"):
        MasterEquation((1, 1), matrix([[0, 1], [1, 0]]))
    with pytest.raises(NumericError, match="a sign must be -1, 0 or 1, not 2"):
        MasterEquation((2,))
    with pytest.raises(NumericError, match="number of levels must be at least 2"):
        MasterEquation(())
    with pytest.raises(NumericError, match="1 <= m < n <= 3, not m = 2, n = 2"):
        jump_operator(3, 2, 2, 1)
    with pytest.raises(NumericError, match="rho must be 2 by 2, not 3 by 3"):
        MasterEquation((1,)).rate(zeros(3, 3))
    with pytest.raises(NumericError, match="trace 1"):
        check_problem(MasterEquation((1,)), zeros(2, 2), 1, 50)
    with pytest.raises(NumericError, match="kappa t must be at least 0, not -1"):
        check_problem(MasterEquation((1,)), pure_state([1, 0]), -1, 50)
    with pytest.raises(NumericError, match="digits must be at least 15, not 14"):
        check_problem(MasterEquation((1,)), pure_state([1, 0]), 1, 14)
