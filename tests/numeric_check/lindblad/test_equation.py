"""A master equation is the literal sum over its jump operators, whatever they are, and breaks where its definition is broken."""

from itertools import product
from typing import Any

import numpy
import pytest
import sympy
from bornproof.numeric_check.arithmetic.balls import conjugate
from bornproof.numeric_check.arithmetic.complex_rational import complex_rational, exact
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix, pure_state, zeros
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.exact_points import complex_matrices, density_matrices, hermitian_matrices, signs
from bornproof.numeric_check.lindblad.equation import LINDBLAD, Daggers, LindbladEquation, check_problem
from bornproof.numeric_check.model.jump_operators import jump_operators, master_equation
from flint import fmpq

from tests.samples import first

AS_PRINTED: Daggers = (True, True, True, True)
READINGS = [LINDBLAD, AS_PRINTED, (True, False, False, True)]
ANY = {n: first(5, complex_matrices(n, n, seed=4))[2:] for n in (2, 3, 4)}
RATES = (fmpq(2, 3), fmpq(0), fmpq(5))
SECTORS = [sector for n in (2, 3, 4) for sector in signs(n)]

LOWERING = [[0, 1], [0, 0]]


def equation(levels: int, daggers: Daggers = LINDBLAD, rates: tuple[fmpq, ...] = RATES) -> LindbladEquation:
    """Three dense complex jump operators with rates, and a Hamiltonian."""
    return LindbladEquation(tuple(ANY[levels]), first(3, hermitian_matrices(levels))[-1], rates, daggers)


def literal_rate(of: LindbladEquation, rho: ExactMatrix) -> ExactMatrix:
    """The right-hand side entry by entry, as sums over all indices of products of entries."""
    span = range(of.levels)
    total: list[list[Any]] = [[fmpq(0)] * of.levels for _ in span]
    for jump, rate in zip(of.jumps, of.rates or (1,) * len(of.jumps), strict=True):
        a, b, c, d = ([[conjugate(jump[j, i]) if dagger else jump[i, j] for j in span] for i in span] for dagger in of.daggers)
        for i, j, k, q in product(span, repeat=4):
            term = a[i][k] * rho[k, q] * b[q][j]
            term = term - fmpq(1, 2) * (rho[i, k] * c[k][q] * d[q][j] + c[i][k] * d[k][q] * rho[q, j])
            total[i][j] = total[i][j] + exact(rate) * term
    h = of.hamiltonian or zeros(of.levels, of.levels)
    for i, j, k in product(span, repeat=3):
        commutator = h[i, k] * rho[k, j] - rho[i, k] * h[k, j]
        total[i][j] = total[i][j] + complex_rational(fmpq(0), fmpq(-1)) * commutator
    return matrix(total)


@pytest.mark.parametrize("daggers", READINGS, ids=str)
@pytest.mark.parametrize("levels", [2, 3])
def test_the_rate_is_the_literal_sum(levels: int, daggers: Daggers) -> None:
    for rho in first(4, complex_matrices(levels, levels)):
        assert equation(levels, daggers).rate(rho) == literal_rate(equation(levels, daggers), rho)


@pytest.mark.parametrize("daggers", READINGS, ids=str)
@pytest.mark.parametrize("sector", [(1,), (-1,), (1, -1), (0, 1), (-1, 1, 0)], ids=str)
def test_the_rate_of_a_sector_is_the_literal_sum(sector: tuple[int, ...], daggers: Daggers) -> None:
    size = len(sector) + 1
    for rho in first(4, complex_matrices(size, size)):
        assert master_equation(sector, daggers=daggers).rate(rho) == literal_rate(master_equation(sector, daggers=daggers), rho)


@pytest.mark.parametrize("daggers", READINGS, ids=str)
@pytest.mark.parametrize("sector", [*SECTORS, None], ids=str)
def test_the_liouvillian_is_the_rate_as_a_matrix(sector: tuple[int, ...] | None, daggers: Daggers) -> None:
    size = 4 if sector is None else len(sector) + 1
    hamiltonian = first(3, hermitian_matrices(size))[-1]
    of = equation(4, daggers) if sector is None else master_equation(sector, hamiltonian, daggers)
    rho = first(3, complex_matrices(size, size))[-1]
    flat = matrix([[entry] for row in rho.rows() for entry in row])
    rate = of.rate(rho)
    assert of.liouvillian @ flat == matrix([[entry] for row in rate.rows() for entry in row])
    places = range(0, size**2, size + 1)
    assert of.population_rates == matrix([[of.liouvillian[i, j] for j in places] for i in places])


@pytest.mark.parametrize("sector", [*SECTORS, None], ids=str)
def test_trace_and_hermiticity_are_kept(sector: tuple[int, ...] | None) -> None:
    size = 4 if sector is None else len(sector) + 1
    of = equation(4) if sector is None else master_equation(sector, first(3, hermitian_matrices(size))[-1])
    for rho in first(12, density_matrices(size)):
        rate = of.rate(rho)
        assert rate.trace() == fmpq(0)
        assert rate == rate.adjoint()


def test_the_daggers_as_printed_do_not_keep_the_trace() -> None:
    rho = pure_state([fmpq(3, 5), fmpq(4, 5)])
    rate = master_equation((1,), daggers=AS_PRINTED).rate(rho)
    assert rate != master_equation((1,)).rate(rho)
    assert rate == matrix([[0, fmpq(12, 25)], [0, 0]])
    assert rate != rate.adjoint()


def test_the_hamiltonian_turns_with_its_sign() -> None:
    imaginary = complex_rational(fmpq(0), fmpq(1))
    rate = LindbladEquation((), matrix([[2, 0], [0, 0]])).rate(pure_state([fmpq(3, 5), fmpq(4, 5)]))
    assert rate[0, 1] == -imaginary * fmpq(24, 25)
    assert rate[1, 0] == imaginary * fmpq(24, 25)


def test_a_rate_weighs_its_jump_operator() -> None:
    rho = first(12, density_matrices(3))[-1]
    jumps = tuple(ANY[3])
    twice = LindbladEquation((*jumps, *jumps)).rate(rho)
    assert LindbladEquation(jumps, rates=(2, 2, 2)).rate(rho) == twice
    assert LindbladEquation(jumps, rates=(2, 2, 1)).rate(rho) != twice
    assert LindbladEquation(jumps, rates=(0, 0, 0)).rate(rho) == zeros(3, 3)


@pytest.mark.parametrize("hamiltonian", [None, first(2, hermitian_matrices(4))[-1]], ids=["H = 0", "H"])
def test_blocks_cover_each_position_once_and_leave_nothing_between(hamiltonian: ExactMatrix | None) -> None:
    of = master_equation((1, -1, 0), hamiltonian)
    found, whole = of.blocks, of.liouvillian
    assert sorted(k for block in found for k in block) == list(range(16))
    assert len(found) > 1
    for i, block in enumerate(found):
        assert of.part(block) == matrix([[whole[a, b] for b in block] for a in block])
        for other in found[i + 1 :]:
            assert all(whole[a, b] == whole[b, a] == fmpq(0) for a in block for b in other)


@pytest.mark.parametrize("of", [equation(2), equation(3), master_equation((1, -1, 1))], ids=["two", "three", "sector"])
def test_the_norm_is_a_bound(of: LindbladEquation) -> None:
    size = of.levels
    for rho in first(8, complex_matrices(size, size)):
        largest = max(entry.norm() if hasattr(entry, "norm") else entry**2 for row in rho.rows() for entry in row)
        for row in of.rate(rho).rows():
            assert all((x.norm() if hasattr(x, "norm") else x**2) <= of.norm**2 * largest for x in row)
    assert of.norm > of.turning


def test_refusals() -> None:
    jumps = jump_operators((1,))
    with pytest.raises(NumericError, match="must have a jump operator or a Hamiltonian"):
        LindbladEquation(())
    with pytest.raises(NumericError, match="the Hamiltonian must be Hermitian"):
        LindbladEquation(jumps, matrix([[0, 1], [2, 0]]))
    with pytest.raises(NumericError, match="the Hamiltonian must be 2 by 2, not 3 by 3"):
        LindbladEquation(jumps, zeros(3, 3))
    with pytest.raises(NumericError, match="a jump operator must be 2 by 2, not 3 by 3"):
        LindbladEquation((*jumps, zeros(3, 3)))
    with pytest.raises(NumericError, match="a jump operator must be 2 by 2, not 2 by 3"):
        LindbladEquation((zeros(2, 3),))
    with pytest.raises(NumericError, match="rates must be as many as jump operators: 1, not 2"):
        LindbladEquation(jumps, rates=(1, 2))
    with pytest.raises(NumericError, match="a rate must be at least 0, not -1"):
        LindbladEquation(jumps, rates=(-1,))
    with pytest.raises(NumericError, match="rho must be 2 by 2, not 3 by 3"):
        LindbladEquation(jumps).rate(zeros(3, 3))
    with pytest.raises(NumericError, match="trace 1"):
        check_problem(LindbladEquation(jumps), zeros(2, 2), 1, 50)
    with pytest.raises(NumericError, match="the time must be at least 0, not -1"):
        check_problem(LindbladEquation(jumps), pure_state([1, 0]), -1, 50)
    with pytest.raises(NumericError, match="digits must be at least 15, not 14"):
        check_problem(LindbladEquation(jumps), pure_state([1, 0]), 1, 14)


@pytest.mark.parametrize(
    "lowering", [matrix(LOWERING), LOWERING, tuple(map(tuple, LOWERING)), numpy.array(LOWERING), sympy.Matrix(LOWERING)], ids=type
)
def test_operators_of_every_kind(lowering: Any) -> None:
    rho = matrix([[0, 0], [0, 1]])
    expected = LindbladEquation((matrix(LOWERING),), matrix([[0, 1], [1, 0]]), (3,)).rate(rho)
    found = LindbladEquation([lowering], [[0, 1], [1, 0]], numpy.array([3]), list(LINDBLAD))  # type: ignore[arg-type]
    assert found.rate(rho) == found.rate([[0, 0], [0, 1]]) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"jumps": 3}, "jumps must be a list"),
        ({"jumps": None}, "jumps must be a list"),
        ({"jumps": matrix(LOWERING)}, "jumps must be a list"),
        ({"jumps": LOWERING}, "a matrix must be given as a list of rows"),
        ({"jumps": ([[0, 0.5], [0, 0]],)}, "must be exact"),
        ({"jumps": (numpy.array([[0, 0.5], [0, 0]]),)}, "must be exact"),
        ({"jumps": ([],)}, "rows of one length"),
        ({"hamiltonian": 3}, "a matrix must be given as a list of rows"),
        ({"hamiltonian": [[0, 1], [2, 0]]}, "Hermitian"),
        ({"rates": 3}, "rates must be a list"),
        ({"rates": (0.5,)}, "must be exact"),
        ({"daggers": (True,)}, "daggers must be 4 truth values"),
    ],
    ids=str,
)
def test_what_is_no_equation_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(NumericError, match=message):
        LindbladEquation(**({"jumps": (matrix(LOWERING),)} | given))


def test_what_is_no_problem_is_refused() -> None:
    equation, rho = LindbladEquation((matrix(LOWERING),)), matrix([[1, 0], [0, 0]])
    with pytest.raises(NumericError, match="must be a LindbladEquation, not of type int"):
        check_problem(3, rho, 1)  # type: ignore[arg-type]
    with pytest.raises(NumericError, match="a density matrix must be a matrix as `matrix` makes it, not of type list"):
        check_problem(equation, [[1, 0], [0, 0]], 1)  # type: ignore[arg-type]
    with pytest.raises(NumericError, match="digits must be a whole number, not '60'"):
        check_problem(equation, rho, 1, "60")  # type: ignore[arg-type]
