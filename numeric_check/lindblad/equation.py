"""A master equation of Gorini, Kossakowski, Sudarshan and Lindblad as exact numbers, for any jump operators, rates and Hamiltonian.

    d rho / dt = -i [H, rho] + sum over k of gamma_k (L_k rho L_k^+ - {rho, L_k^+ L_k} / 2)

Time, rates and H are in one unit, whichever it is: in this paper's model that of kappa.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, ComplexRational, Exact, ExactInput, exact, rationals
from bornproof.numeric_check.arithmetic.matrices import (
    ExactMatrix,
    as_matrix,
    check_density_matrix,
    check_hermitian,
    matrix_of,
)
from bornproof.numeric_check.arithmetic.precision import precision_bits, working_digits
from bornproof.numeric_check.errors import NumericError
from flint import fmpq

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LINDBLAD", "Daggers", "Entries", "LindbladEquation", "arithmetic_cost", "check_problem", "row_sum"]

Entries: TypeAlias = tuple[tuple[Any, ...], ...]
"""The N by N entries of rho, row by row, in the numbers of the engine that found them."""

Daggers: TypeAlias = tuple[bool, bool, bool, bool]
"""Which of a, b, c, d in a rho b - {rho, c d}/2 are the adjoint of the jump operator."""

LINDBLAD: Daggers = (False, True, True, False)
"""L rho L^+ - {rho, L^+ L}/2."""


@dataclass(frozen=True, eq=False)
class LindbladEquation:
    """A master equation; what it computes of itself is kept, and it is equal to itself alone.

    Parameters
    ----------
    jumps
        The jump operators L_k, N by N each: matrices as `matrix` makes them, or what it makes them of, such as rows.
    hamiltonian
        H, an N by N Hermitian matrix; None for H = 0.
    rates
        The gamma_k, one for each jump operator, real and at least 0; none for gamma_k = 1.
    daggers
        The reading of the dissipator; `LINDBLAD` unless a printed form is put to the test.

    Raises
    ------
    NumericError
        When there is neither a jump operator nor a Hamiltonian, the shapes differ, H is not Hermitian, or a rate is negative.

    Examples
    --------
    >>> from bornproof.numeric_check.arithmetic.matrices import matrix
    >>> lowering = matrix([[0, 1], [0, 0]])
    >>> LindbladEquation((lowering,), rates=(3,)).rate(matrix([[0, 0], [0, 1]])).rows()
    ((3, 0), (0, -3))
    >>> LindbladEquation((lowering,)).blocks
    ((0, 3), (1,), (2,))
    """

    jumps: tuple[ExactMatrix, ...]
    hamiltonian: ExactMatrix | None = None
    rates: tuple[ExactInput, ...] = ()
    daggers: Daggers = LINDBLAD

    def __post_init__(self) -> None:
        for name, make in (("jumps", as_matrix), ("rates", exact), ("daggers", bool)):
            given = getattr(self, name)
            if not isinstance(given, Iterable) or isinstance(given, str):
                raise NumericError(f"{name} must be a list, not of type {type(given).__name__}")
            object.__setattr__(self, name, tuple(map(make, given)))
        if len(self.daggers) != len(LINDBLAD):
            raise NumericError(f"daggers must be {len(LINDBLAD)} truth values, not {self.daggers}")
        if self.hamiltonian is not None:
            object.__setattr__(self, "hamiltonian", as_matrix(self.hamiltonian))
        if not self.jumps and self.hamiltonian is None:
            raise NumericError("a master equation must have a jump operator or a Hamiltonian")
        for jump in self.jumps:
            _check_shape("a jump operator", jump, self.levels)
        if self.hamiltonian is not None:
            check_hermitian(self.hamiltonian, "the Hamiltonian", self.levels)
        if self.rates and len(self.rates) != len(self.jumps):
            raise NumericError(f"rates must be as many as jump operators: {len(self.jumps)}, not {len(self.rates)}")
        for rate in self.gammas:
            if rate < 0:
                raise NumericError(f"a rate must be at least 0, not {rate}")

    @cached_property
    def levels(self) -> int:
        """The number of levels N."""
        return next(operator for operator in (*self.jumps, self.hamiltonian) if operator is not None).shape[0]

    def check_form(self, name: str) -> None:
        """Refuse another reading than `LINDBLAD`; the name says for whom.

        Raises NumericError when the equation is not of the Lindblad form.
        """
        if self.daggers != LINDBLAD:
            raise NumericError(f"{name} needs the Lindblad form {LINDBLAD}, not {self.daggers}")

    @cached_property
    def gammas(self) -> tuple[fmpq, ...]:
        """The rate of each jump operator."""
        return rationals(self.rates, "rates") if self.rates else (ONE,) * len(self.jumps)

    @cached_property
    def terms(self) -> tuple[tuple[fmpq, ExactMatrix, ExactMatrix, ExactMatrix], ...]:
        """The rate gamma, the factors a, b and the product c d of gamma (a rho b - {rho, c d}/2), for each jump operator."""
        return tuple((rate, *_factors(jump, self.daggers)) for jump, rate in zip(self.jumps, self.gammas, strict=True))

    @cached_property
    def one_sided(self) -> tuple[ExactMatrix, ExactMatrix]:
        """The factors in left rho + rho right = -i [H, rho] - {rho, M}/2, M being the sum of all gamma c d."""
        found = defaultdict[tuple[int, int], Exact](fmpq)
        for rate, _, _, damped in self.terms:
            for row, column, value in damped.nonzero:
                found[row, column] += rate * value
        damping = _of_entries(found, self.levels).scale(fmpq(-1, 2))
        if self.hamiltonian is None:
            return damping, damping
        turning = self.hamiltonian.scale(ComplexRational(ZERO, -ONE))
        return damping + turning, damping - turning

    def rate(self, rho: ExactMatrix) -> ExactMatrix:
        """Return d rho / dt, the right-hand side.

        `rho`: any N by N matrix. Raises NumericError when the shape is wrong.
        """
        rho = as_matrix(rho)
        _check_shape("rho", rho, self.levels)
        left, right = self.one_sided
        total, found = left @ rho + rho @ right, defaultdict[tuple[int, int], Exact](fmpq)
        for rate, a, b, _ in self.terms:
            if len(a.nonzero) * len(b.nonzero) > self.levels**2:  # then the product of matrices costs less
                total += (a @ rho @ b).scale(rate)
                continue
            for (i, j, before), (k, m, behind) in product(a.nonzero, b.nonzero):
                found[i, m] += rate * before * rho[j, k] * behind
        return total + _of_entries(found, self.levels)

    @cached_property
    def coefficients(self) -> dict[tuple[int, int], Exact]:
        """The entries of the Liouvillian that are not 0, by row and column.

        From the operators' few nonzero entries: a_ij rho_jk b_kl contributes to the rate of rho_il from rho_jk.
        """
        size, found = self.levels, defaultdict[tuple[int, int], Exact](fmpq)
        for rate, a, b, _ in self.terms:
            for (i, j, left), (k, m, right) in product(a.nonzero, b.nonzero):
                found[i * size + m, j * size + k] += rate * left * right
        before, behind = (side.nonzero for side in self.one_sided)
        for k in range(size):
            for i, j, value in before:
                found[i * size + k, j * size + k] += value
            for j, i, value in behind:
                found[k * size + i, k * size + j] += value
        return {place: value for place, value in found.items() if value != ZERO}

    @property
    def real(self) -> bool:
        """Whether the Liouvillian has real entries only."""
        return not any(isinstance(value, ComplexRational) for value in self.coefficients.values())

    def part(self, positions: Sequence[int]) -> ExactMatrix:
        """Return the part of the Liouvillian with the rows and columns at these positions; rho_IJ has (I - 1) N + J - 1."""
        return matrix_of([self.coefficients.get((i, j), ZERO) for i in positions for j in positions], len(positions))

    @cached_property
    def liouvillian(self) -> ExactMatrix:
        """The N^2 by N^2 matrix of `rate`."""
        return self.part(range(self.levels**2))

    @cached_property
    def population_rates(self) -> ExactMatrix:
        """The N by N part of the Liouvillian with the coefficients of rho_KK in the rates of rho_JJ."""
        return self.part(range(0, self.levels**2, self.levels + 1))

    @cached_property
    def blocks(self) -> tuple[tuple[int, ...], ...]:
        """The positions of the diagonal blocks of the Liouvillian, told from its exact zeros by a search of their pattern."""
        block_of = list(range(self.levels**2))
        for place in self.coefficients:
            one, other = sorted(block_of[k] for k in place)
            if one != other:
                block_of = [one if block == other else block for block in block_of]
        members = defaultdict[int, list[int]](list)
        for k, block in enumerate(block_of):
            members[block].append(k)
        return tuple(map(tuple, members.values()))

    @cached_property
    def norm(self) -> fmpq:
        """A bound on `rate` in the norm max |rho_IJ|: row sums at the left, column sums at the right."""
        gains = defaultdict[tuple[int, int], fmpq](fmpq)
        for rate, a, b, _ in self.terms:
            rows, columns = _sums(a, 0), _sums(b, 1)
            for i, m in product(rows, columns):
                gains[i, m] += rate * rows[i] * columns[m]
        left, right = (_sums(operator, side) for side, operator in enumerate(self.one_sided))
        return sum((max(sums.values(), default=ZERO) for sums in (gains, left, right)), ZERO)

    @cached_property
    def turning(self) -> fmpq:
        """A bound on the commutator with H alone in that norm."""
        if self.hamiltonian is None:
            return ZERO
        return 2 * max(row_sum(self.hamiltonian, i) for i in range(self.levels))


def _of_entries(entries: Mapping[tuple[int, int], Exact], size: int) -> ExactMatrix:
    return matrix_of([entries.get((row, column), ZERO) for row in range(size) for column in range(size)], size)


@lru_cache(maxsize=1024)
def _factors(jump: ExactMatrix, daggers: Daggers) -> tuple[ExactMatrix, ExactMatrix, ExactMatrix]:
    adjoint = jump.adjoint()
    a, b, c, d = (adjoint if dagger else jump for dagger in daggers)
    return a, b, c @ d


def row_sum(operator: ExactMatrix, row: int) -> fmpq:
    """Return a bound on the sum of the moduli in a row: that of |real part| + |imaginary part|.

    >>> from bornproof.numeric_check.arithmetic.matrices import matrix
    >>> row_sum(matrix([[1, -2], [0, 0]]), 0)
    3
    """
    places, sides = [(row, column) for column in range(operator.shape[1])], (operator.real, operator.imag)
    return sum((abs(side[place]) for side in sides if side for place in places), ZERO)


def _sums(operator: ExactMatrix, side: int) -> dict[int, fmpq]:
    """The same bounds for each row (side 0) or column (side 1) that is not 0."""
    found = defaultdict[int, fmpq](fmpq)
    for *place, value in operator.nonzero:
        found[place[side]] += abs(value.real) + abs(value.imag) if isinstance(value, ComplexRational) else abs(value)
    return found


def arithmetic_cost(equation: LindbladEquation, digits: float) -> float:
    """Return what a product of numbers costs with this Liouvillian, real or complex, in a unit that is fitted to each engine.

    >>> from bornproof.numeric_check.arithmetic.matrices import matrix
    >>> arithmetic_cost(LindbladEquation((matrix([[0, 1], [0, 0]]),)), 50)
    50
    """
    return digits if equation.real else 4 * digits * (1 + digits / 500)


def check_problem(equation: LindbladEquation, rho: ExactMatrix, time: ExactInput, digits: int | None = None) -> tuple[fmpq, int]:
    """Return the time as a rational and the digits (see `working_digits`), and refuse what no engine should be asked.

    Parameters
    ----------
    equation
        The master equation.
    rho
        The initial density matrix, N by N.
    time
        The time, at least 0.
    digits
        Decimal digits, at least 15.

    Raises
    ------
    NumericError
        When `rho` is no density matrix of N levels, the time is negative or the digits are below 15.

    Examples
    --------
    >>> from bornproof.numeric_check.arithmetic.matrices import matrix
    >>> check_problem(LindbladEquation((matrix([[0, 1], [0, 0]]),)), matrix([[1, 0], [0, 0]]), 2)
    (2, 50)
    """
    if not isinstance(equation, LindbladEquation):
        raise NumericError(f"a master equation must be a LindbladEquation, not of type {type(equation).__name__}")
    check_density_matrix(rho, equation.levels)
    (moment,) = rationals([time], "a time")
    if moment < 0:
        raise NumericError(f"the time must be at least 0, not {moment}")
    precision_bits(wanted := working_digits(digits))
    return moment, wanted


def _check_shape(name: str, candidate: ExactMatrix, levels: int) -> None:
    if candidate.shape != (levels, levels):
        raise NumericError(f"{name} must be {levels} by {levels}, not {candidate.shape[0]} by {candidate.shape[1]}")
