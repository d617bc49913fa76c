"""Matrices of exact complex rationals: density matrices, Hamiltonians, jump operators, Liouvillians."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from bornproof.numeric_check.arithmetic.complex_rational import (
    ZERO,
    ComplexRational,
    Exact,
    ExactInput,
    complex_rational,
    divide,
    exact,
)
from bornproof.numeric_check.errors import NumericError
from flint import fmpq, fmpq_mat

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ExactMatrix", "as_matrix", "check_density_matrix", "check_hermitian", "diagonal", "matrix", "matrix_of", "pure_state", "zeros",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class ExactMatrix:
    """A matrix of complex rationals, held as its real and imaginary parts.

    Parameters
    ----------
    real, imag
        Real rational matrices of one shape.

    Raises
    ------
    NumericError
        When the shapes differ.

    Examples
    --------
    >>> i = ExactMatrix(fmpq_mat(1, 1, [0]), fmpq_mat(1, 1, [1]))
    >>> (i @ i)[0, 0]
    -1
    """

    real: fmpq_mat
    imag: fmpq_mat

    def __post_init__(self) -> None:
        shapes = ((self.real.nrows(), self.real.ncols()), (self.imag.nrows(), self.imag.ncols()))
        if shapes[0] != shapes[1]:
            raise NumericError(f"real and imaginary part must have one shape, not {shapes[0]} and {shapes[1]}")

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and columns."""
        return self.real.nrows(), self.real.ncols()

    def __getitem__(self, index: tuple[int, int]) -> Exact:
        return complex_rational(self.real[index], self.imag[index])

    @cached_property
    def nonzero(self) -> tuple[tuple[int, int, Exact], ...]:
        """The row, the column and the value of each entry that is not 0, positions counted from 0.

        >>> matrix([[0, 2], [0, 0]]).nonzero
        ((0, 1, 2),)
        """
        columns, real = self.shape[1], self.real.entries()
        entries = real if self.is_real() else map(complex_rational, real, self.imag.entries())
        return tuple((*divmod(place, columns), entry) for place, entry in enumerate(entries) if entry)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ExactMatrix):
            return NotImplemented
        return self.real == other.real and self.imag == other.imag

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        parts = (part.numer_denom()[0].entries() for part in (self.real, self.imag))  # whole numbers: FLINT hashes fractions slowly
        return hash((*self.shape, *chain(*parts)))

    def __add__(self, other: ExactMatrix) -> ExactMatrix:
        return ExactMatrix(self.real + other.real, self.imag + other.imag)

    def __sub__(self, other: ExactMatrix) -> ExactMatrix:
        return ExactMatrix(self.real - other.real, self.imag - other.imag)

    def __matmul__(self, other: ExactMatrix) -> ExactMatrix:
        if self.is_real() and other.is_real():
            return ExactMatrix(self.real * other.real, fmpq_mat(self.shape[0], other.shape[1]))
        return ExactMatrix(self.real * other.real - self.imag * other.imag, self.real * other.imag + self.imag * other.real)

    def scale(self, factor: ExactInput) -> ExactMatrix:
        """Return the matrix times a number."""
        number = exact(factor)
        if isinstance(number, fmpq):
            return ExactMatrix(self.real * number, self.imag * number)
        return ExactMatrix(self.real * number.real - self.imag * number.imag, self.real * number.imag + self.imag * number.real)

    def adjoint(self) -> ExactMatrix:
        """Return the conjugate transpose."""
        return ExactMatrix(self.real.transpose(), self.imag.transpose() * -1)

    def trace(self) -> Exact:
        """Return the trace."""
        return sum(self.diagonal(), ZERO)

    def diagonal(self) -> tuple[Exact, ...]:
        """Return the diagonal entries."""
        return tuple(self[k, k] for k in range(min(self.shape)))

    def is_real(self) -> bool:
        """Tell whether the imaginary part is 0."""
        return not self.imag

    def rows(self) -> tuple[tuple[Exact, ...], ...]:
        """Return the entries as a tuple of rows."""
        parts = zip(self.real.tolist(), self.imag.tolist(), strict=True)
        return tuple(tuple(map(complex_rational, real, imag)) for real, imag in parts)


def as_matrix(value: Any) -> ExactMatrix:
    """Return the matrix itself, or what `matrix` makes of rows; raises NumericError as `matrix` does.

    >>> as_matrix(matrix([[1, 2], [3, 4]])) == as_matrix([[1, 2], [3, 4]])
    True
    """
    return value if isinstance(value, ExactMatrix) else matrix(value)


def matrix(rows: Any) -> ExactMatrix:
    """Return a matrix of exact numbers, given row by row, or as an array or a matrix of SymPy, NumPy or FLINT.

    Raises NumericError when there are no rows, they differ in length, or an entry is not exact.

    >>> matrix([[1, 2], [3, 4]]).trace()
    5
    """
    rows = _rows(rows)
    columns = len(rows[0]) if rows else 0
    if not columns or any(len(row) != columns for row in rows):
        raise NumericError(f"a matrix must have rows of one length, not of {[len(row) for row in rows]}")
    return matrix_of([exact(entry) for row in rows for entry in row], columns)


def matrix_of(entries: Sequence[Exact], columns: int) -> ExactMatrix:
    """Return the matrix with these entries, row by row.

    Examples
    --------
    >>> matrix_of([fmpq(1), fmpq(2)], 1).shape
    (2, 1)
    """
    if not columns:
        raise NumericError("a matrix must have rows")
    rows, plain = len(entries) // columns, [entry for entry in entries if isinstance(entry, fmpq)]
    if len(plain) == len(entries):
        return ExactMatrix(fmpq_mat(rows, columns, plain), fmpq_mat(rows, columns))
    real = [entry.real if isinstance(entry, ComplexRational) else entry for entry in entries]
    imag = [entry.imag if isinstance(entry, ComplexRational) else ZERO for entry in entries]
    return ExactMatrix(fmpq_mat(rows, columns, real), fmpq_mat(rows, columns, imag))


def _rows(value: Any) -> list[list[Any]]:
    value = value.tolist() if hasattr(value, "tolist") else value
    if _is_sequence(value):
        rows = list(value)
        if all(map(_is_sequence, rows)):
            return [list(row) for row in rows]
    raise NumericError(f"a matrix must be given as a list of rows, not {repr(value)[:60]}")


def _is_sequence(value: Any) -> bool:
    return isinstance(value, list | tuple) or (isinstance(value, Iterable) and not isinstance(value, str | bytes | Set | Mapping))


def diagonal(values: Sequence[ExactInput]) -> ExactMatrix:
    """Return the matrix with these numbers on the diagonal, and zeros beside it.

    >>> diagonal([1, 2]).rows()
    ((1, 0), (0, 2))
    """
    size, numbers = len(values), [exact(value) for value in values]
    return matrix_of([value if i == j else ZERO for i, value in enumerate(numbers) for j in range(size)], size)


def zeros(rows: int, columns: int) -> ExactMatrix:
    """Return the zero matrix.

    >>> zeros(2, 2).trace()
    0
    """
    return ExactMatrix(fmpq_mat(rows, columns), fmpq_mat(rows, columns))


def pure_state(amplitudes: Sequence[ExactInput]) -> ExactMatrix:
    """Return the density matrix of the state with these amplitudes.

    Raises NumericError when the squared moduli do not sum to 1.

    >>> from fractions import Fraction
    >>> pure_state([Fraction(3, 5), Fraction(4, 5)])[0, 1]
    12/25
    """
    column = matrix([[amplitude] for amplitude in amplitudes])
    norm = (column.adjoint() @ column)[0, 0]
    if norm != fmpq(1):
        raise NumericError(f"squared amplitudes must sum to 1, not {norm}")
    return column @ column.adjoint()


def check_hermitian(candidate: ExactMatrix, name: str, levels: int | None = None) -> None:
    """Refuse a matrix that is not Hermitian, exactly, or not of the wanted size.

    Raises NumericError with the first entry that is wrong.

    >>> check_hermitian(matrix([[1, 2], [2, 0]]), "the Hamiltonian", 2)
    """
    if not isinstance(candidate, ExactMatrix):
        raise NumericError(f"{name} must be a matrix as `matrix` makes it, not of type {type(candidate).__name__}")
    rows, columns = candidate.shape
    if rows != columns or levels not in (None, rows):
        wanted = "square" if levels is None else f"{levels} by {levels}"
        raise NumericError(f"{name} must be {wanted}, not {rows} by {columns}")
    adjoint = candidate.adjoint()
    if candidate == adjoint:
        return
    for i in range(rows):
        for j in range(i, rows):
            if candidate[i, j] != adjoint[i, j]:
                raise NumericError(
                    f"{name} must be Hermitian, not with entries {candidate[i, j]} at ({i + 1}, {j + 1}) "
                    f"and {candidate[j, i]} at ({j + 1}, {i + 1})"
                )


def check_density_matrix(candidate: ExactMatrix, levels: int | None = None) -> None:
    """Refuse a matrix that is not Hermitian, of trace 1 and positive semidefinite, all of it exactly.

    Raises NumericError with the property that fails.

    >>> check_density_matrix(matrix([[1, 0], [0, 0]]))
    """
    check_hermitian(candidate, "a density matrix", levels)
    if candidate.trace() != fmpq(1):
        raise NumericError(f"a density matrix must have trace 1, not {candidate.trace()}")
    _check_pivots(candidate)


@lru_cache(maxsize=1024)
def _check_pivots(candidate: ExactMatrix) -> None:
    """Refuse a Hermitian matrix that is not positive semidefinite; one state is asked about once, however often it evolves."""
    rows = [list(row) for row in candidate.rows()]
    # Symmetric elimination: a Hermitian matrix is positive semidefinite exactly when every pivot is positive, or is 0
    # in a column of zeros.
    for k in range(len(rows)):
        pivot = rows[k][k]
        below = range(k + 1, len(rows))
        if isinstance(pivot, ComplexRational) or pivot < 0 or (not pivot and any(rows[i][k] != fmpq(0) for i in below)):
            raise NumericError(f"a density matrix must be positive semidefinite, not with pivot {pivot} in row {k + 1}")
        for i in below:
            if rows[i][k] != ZERO:
                factor = divide(rows[i][k], pivot)
                for j in below:
                    rows[i][j] = rows[i][j] - factor * rows[k][j]
