"""Jump operators and Liouvillian as exact numbers, from the definitions (14) and (15) alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import combinations

from flint import fmpq, fmpq_mat

from numeric_check.errors import NumericError
from numeric_check.exact import ComplexRational, Exact, ExactInput, complex_rational, rationals
from numeric_check.hidden_variables import check_signs
from numeric_check.matrices import ExactMatrix, check_density_matrix, check_hermitian, zeros

__all__ = [
    "AS_PRINTED",
    "LINDBLAD",
    "Daggers",
    "MasterEquation",
    "check_problem",
    "jump_operator",
]

Daggers = tuple[bool, bool, bool, bool]
"""Which of a, b, c, d in a rho b - {rho, c d}/2 are the adjoint of the jump operator."""

LINDBLAD: Daggers = (False, True, True, False)
"""L rho L^+ - {rho, L^+ L}/2."""

AS_PRINTED: Daggers = (True, True, True, True)
"""L^+ rho L^+ - {rho, L^+ L^+}/2, as (4), (15) and (36) print it."""


def jump_operator(levels: int, n: int, m: int, sign: int) -> ExactMatrix:
    """Return L_nm = theta(sigma_n) |n><m| + theta(-sigma_n) |m><n| with theta(0) = 0, Eq. (14).

    Parameters
    ----------
    levels
        N >= 2.
    n, m
        Levels counted from 1, m < n.
    sign
        The sign of sigma_n; for 0 the operator is 0.

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> jump_operator(2, 2, 1, 1).rows()
    ((0, 0), (1, 0))
    """
    if not 1 <= m < n <= levels:
        raise NumericError(f"levels of a jump operator must satisfy 1 <= m < n <= {levels}, not m = {m}, n = {n}")
    check_signs([sign])
    operator = fmpq_mat(levels, levels)
    operator[n - 1, m - 1] = _theta(sign)
    operator[m - 1, n - 1] = _theta(-sign)
    return ExactMatrix(operator, fmpq_mat(levels, levels))


@dataclass(frozen=True)
class MasterEquation:
    """The master equation (15) in one sector, in units where kappa = 1.

    Parameters
    ----------
    signs
        The signs of (sigma_2, ..., sigma_N).
    hamiltonian
        H / kappa, an N by N Hermitian matrix; None for H = 0.
    daggers
        The reading of the dissipator; `LINDBLAD` unless a printed form is put to the test.

    Raises
    ------
    NumericError
        When a sign is none of -1, 0, 1, there are none, or H is not Hermitian.

    Examples
    --------
    >>> MasterEquation((1,)).liouvillian[3, 0]
    1
    """

    signs: tuple[int, ...]
    hamiltonian: ExactMatrix | None = None
    daggers: Daggers = LINDBLAD

    def __post_init__(self) -> None:
        check_signs(self.signs)
        if self.hamiltonian is not None:
            check_hermitian(self.hamiltonian, "the Hamiltonian", self.levels)

    @property
    def levels(self) -> int:
        """The number of levels N."""
        return len(self.signs) + 1

    @cached_property
    def jump_operators(self) -> tuple[ExactMatrix, ...]:
        """The N(N-1)/2 operators L_nm, ordered by m, then n."""
        return tuple(
            jump_operator(self.levels, n, m, self.signs[n - 2]) for m, n in combinations(range(1, self.levels + 1), 2)
        )

    def rate(self, rho: ExactMatrix) -> ExactMatrix:
        """Return the time derivative of rho with respect to kappa t, the right-hand side of (15) over kappa.

        Parameters
        ----------
        rho
            Any N by N matrix.

        Raises
        ------
        NumericError
            When the shape is wrong.
        """
        if rho.shape != (self.levels, self.levels):
            raise NumericError(f"rho must be {self.levels} by {self.levels}, not {rho.shape[0]} by {rho.shape[1]}")
        total = zeros(self.levels, self.levels)
        for a, b, _ in self.readings:
            total = total + a @ rho @ b
        total = total - (rho @ self.damping + self.damping @ rho).scale(fmpq(1, 2))
        if self.hamiltonian is not None:
            commutator = self.hamiltonian @ rho - rho @ self.hamiltonian
            total = total + commutator.scale(complex_rational(fmpq(0), fmpq(-1)))
        return total

    @cached_property
    def liouvillian(self) -> ExactMatrix:
        """The N^2 by N^2 matrix of `rate`; rho_IJ has position (I - 1) N + J - 1.

        Entry by entry from the operators' few nonzero entries: a_ij rho_jk b_kl contributes to rate_il from rho_jk.
        """
        size = self.levels
        real, imag = fmpq_mat(size**2, size**2), fmpq_mat(size**2, size**2)

        def add(row: tuple[int, int], column: tuple[int, int], value: Exact) -> None:
            place = (row[0] * size + row[1], column[0] * size + column[1])
            if isinstance(value, ComplexRational):
                real[place] += value.real
                imag[place] += value.imag
            else:
                real[place] += value

        def add_one_sided(left: ExactMatrix, right: ExactMatrix) -> None:
            left_entries, right_entries = left.nonzero(), right.nonzero()
            for m in range(size):
                for i, j, value in left_entries:
                    add((i, m), (j, m), value)
                for k, n, value in right_entries:
                    add((m, n), (m, k), value)

        for a, b, _ in self.readings:
            for i, j, left in a.nonzero():
                for k, n, right in b.nonzero():
                    add((i, n), (j, k), left * right)
        add_one_sided(damping := self.damping.scale(fmpq(-1, 2)), damping)
        if self.hamiltonian is not None:
            minus_i = complex_rational(fmpq(0), fmpq(-1))
            add_one_sided(self.hamiltonian.scale(minus_i), self.hamiltonian.scale(-minus_i))
        return ExactMatrix(real, imag)

    @cached_property
    def damping(self) -> ExactMatrix:
        """The sum of the products c d."""
        return reduce(ExactMatrix.__add__, (product for *_, product in self.readings))

    @cached_property
    def readings(self) -> tuple[tuple[ExactMatrix, ExactMatrix, ExactMatrix], ...]:
        """The factors a, b and the product c d of a rho b - {rho, c d}/2, for each jump operator."""
        readings = []
        for operator in self.jump_operators:
            adjoint = operator.adjoint()
            a, b, c, d = (adjoint if dagger else operator for dagger in self.daggers)
            readings.append((a, b, c @ d))
        return tuple(readings)


def check_problem(equation: MasterEquation, rho: ExactMatrix, kappa_t: ExactInput, digits: int) -> fmpq:
    """Return kappa t as a rational, and refuse what no engine should be asked.

    Parameters
    ----------
    equation
        The master equation in one sector.
    rho
        The initial density matrix, N by N.
    kappa_t
        The time in units of 1 / kappa, at least 0.
    digits
        Decimal digits, at least 15.

    Raises
    ------
    NumericError
        When `rho` is no density matrix of N levels, the time is negative or the digits are below 15.

    Examples
    --------
    >>> from numeric_check.matrices import pure_state
    >>> check_problem(MasterEquation((1,)), pure_state([1, 0]), 2, 50)
    2
    """
    check_density_matrix(rho, equation.levels)
    (time,) = rationals([kappa_t], "kappa t")
    if time < 0:
        raise NumericError(f"kappa t must be at least 0, not {time}")
    if digits < 15:
        raise NumericError(f"digits must be at least 15, not {digits}")
    return time


def _theta(sign: int) -> int:
    return int(sign > 0)
