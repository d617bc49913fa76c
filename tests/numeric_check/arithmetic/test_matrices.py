"""Density matrices and Hermitian matrices are told exactly from what is nearly one."""

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import ExactInput, complex_rational
from bornproof.numeric_check.arithmetic.matrices import (
    ExactMatrix,
    check_density_matrix,
    check_hermitian,
    matrix,
    pure_state,
    zeros,
)
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.exact_points import complex_matrices
from flint import fmpq, fmpq_mat

from tests.samples import first

IMAGINARY = complex_rational(fmpq(0), fmpq(1))
HALF = fmpq(1, 2)
HAIR = fmpq(1, 10**60)


def literal_product(a: ExactMatrix, b: ExactMatrix) -> ExactMatrix:
    rows, columns = a.shape[0], b.shape[1]
    return matrix([[sum((a[i, k] * b[k, j] for k in range(a.shape[1])), fmpq(0)) for j in range(columns)] for i in range(rows)])


def test_products_and_adjoints_follow_their_definitions() -> None:
    for a, b in zip(first(5, complex_matrices(2, 3)), first(5, complex_matrices(3, 2, seed=1)), strict=True):
        assert a @ b == literal_product(a, b)
        assert (a @ b).adjoint() == b.adjoint() @ a.adjoint()
        assert a + a - a.scale(2) == zeros(2, 3)
        assert a.scale(IMAGINARY).adjoint() == a.adjoint().scale(-IMAGINARY)
        assert hash(a) == hash(a.scale(1))


def test_entries_are_those_given() -> None:
    assert matrix([[1, IMAGINARY], [0, HALF]]).rows() == ((fmpq(1), IMAGINARY), (fmpq(0), HALF))
    assert matrix([[1, IMAGINARY], [0, HALF]]).trace() == fmpq(3, 2)
    assert matrix([[1]]) != matrix([[2]])


STATES: dict[str, list[list[ExactInput]]] = {
    "basis state": [[0, 0], [0, 1]],
    "complex pure state": [[HALF, IMAGINARY * HALF], [-IMAGINARY * HALF, HALF]],
    "mixture": [[HALF, fmpq(1, 3)], [fmpq(1, 3), HALF]],
    "rank one of three": [[fmpq(1, 3)] * 3] * 3,
    "block after a zero pivot": [[0, 0, 0], [0, HALF, HALF], [0, HALF, HALF]],
}


@pytest.mark.parametrize("rows", STATES.values(), ids=STATES.keys())
def test_density_matrices_pass(rows: list[list[ExactInput]]) -> None:
    check_density_matrix(matrix(rows), len(rows))


IMPOSTORS: dict[str, tuple[list[list[ExactInput]], str]] = {
    "trace": ([[1, 0], [0, HAIR]], "must have trace 1"),
    "not Hermitian": ([[HALF, HAIR], [0, HALF]], "must be Hermitian"),
    "complex diagonal": ([[complex_rational(HALF, HAIR), 0], [0, complex_rational(HALF, -HAIR)]], "must be Hermitian"),
    "negative": ([[1 + HAIR, 0], [0, -HAIR]], "must be positive semidefinite"),
    "coherence a hair too large": ([[HALF, HALF + HAIR], [HALF + HAIR, HALF]], "must be positive semidefinite"),
    "coherence without population": ([[0, HAIR], [HAIR, 1]], "must be positive semidefinite"),
    "indefinite behind": ([[HALF, 0, 0], [0, fmpq(1, 4), HALF], [0, HALF, fmpq(1, 4)]], "not with pivot -3/4 in row 3"),
    "not square": ([[1, 0]], "must be square, not 1 by 2"),
}


@pytest.mark.parametrize(("rows", "message"), IMPOSTORS.values(), ids=IMPOSTORS.keys())
def test_impostors_are_told_from_density_matrices(rows: list[list[ExactInput]], message: str) -> None:
    with pytest.raises(NumericError, match=message):
        check_density_matrix(matrix(rows))


def test_refusals_name_what_is_wrong() -> None:
    with pytest.raises(NumericError, match=r"the Hamiltonian must be Hermitian, not with entries 1 at \(1, 2\) and 0"):
        check_hermitian(matrix([[0, 1], [0, 0]]), "the Hamiltonian")
    with pytest.raises(NumericError, match="the Hamiltonian must be 3 by 3, not 1 by 1"):
        check_hermitian(matrix([[0]]), "the Hamiltonian", 3)
    with pytest.raises(NumericError, match="squared amplitudes must sum to 1, not 5/4"):
        pure_state([1, HALF])
    with pytest.raises(NumericError, match=r"rows of one length, not of \[1, 2\]"):
        matrix([[1], [1, 2]])
    with pytest.raises(NumericError, match="one shape"):
        ExactMatrix(fmpq_mat(1, 2), fmpq_mat(2, 1))
