"""Quantities of the model by brute force, for given exact inputs: what formulas are held against."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flint import acb, arb, fmpq, fmpq_mat

from numeric_check.disks import sectors
from numeric_check.enclosures import Balls, blocks
from numeric_check.errors import NumericError
from numeric_check.exact import Exact, ExactInput
from numeric_check.kernels import limit_projection, turns_forever
from numeric_check.matrices import ExactMatrix, check_density_matrix
from numeric_check.operators import LINDBLAD, Daggers, MasterEquation
from numeric_check.precision import working_precision
from numeric_check.solvers import evolve

__all__ = ["averaged", "evolved", "generator_entry", "outcome_probability", "population_rates", "rates", "stationary"]


def rates(
    signs: Sequence[int],
    rho: ExactMatrix,
    hamiltonian: ExactMatrix | None = None,
    daggers: Daggers = LINDBLAD,
) -> ExactMatrix:
    """Return the N by N matrix of d rho_IJ / d(kappa t) in a sector, exactly, by (15).

    Parameters
    ----------
    signs
        The signs of (sigma_2, ..., sigma_N).
    rho
        Any N by N matrix.
    hamiltonian
        H / kappa, or None for 0.
    daggers
        The reading of the dissipator.

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> from numeric_check.matrices import matrix
    >>> rates((1,), matrix([[1, 2], [2, 0]])).rows()
    ((-1, -1), (-1, 1))
    """
    return _equation(tuple(signs), hamiltonian, daggers).rate(rho)


def population_rates(signs: Sequence[int], rho: ExactMatrix, daggers: Daggers = LINDBLAD) -> tuple[Exact, ...]:
    """Return d rho_JJ / d(kappa t), J = 1..N, in a sector, exactly.

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> from numeric_check.matrices import pure_state
    >>> population_rates((1, -1), pure_state([0, 0, 1]))
    (1, 1, -2)
    """
    result = rates(signs, rho, daggers=daggers)
    return tuple(result[k, k] for k in range(result.shape[0]))


def generator_entry(
    signs: Sequence[int],
    entry: tuple[int, int],
    source: tuple[int, int],
    hamiltonian: ExactMatrix | None = None,
    daggers: Daggers = LINDBLAD,
) -> Exact:
    """Return the coefficient of rho_KL in d rho_IJ / d(kappa t), for entry (I, J) and source (K, L) counted from 1.

    Raises
    ------
    NumericError
        When a level is not in 1..N, or an argument is outside its domain.

    Examples
    --------
    >>> generator_entry((1,), (1, 2), (1, 2))
    -1/2
    """
    equation = _equation(tuple(signs), hamiltonian, daggers)
    for level in (*entry, *source):
        if not 1 <= level <= equation.levels:
            raise NumericError(f"a level must be in 1..{equation.levels}, not {level}")
    row, column = ((i - 1) * equation.levels + j - 1 for i, j in (entry, source))
    return equation.liouvillian[row, column]


def evolved(
    signs: Sequence[int],
    rho: ExactMatrix,
    kappa_t: ExactInput,
    digits: int | None = None,
    hamiltonian: ExactMatrix | None = None,
    daggers: Daggers = LINDBLAD,
) -> Balls:
    """Return rho(t) in a sector, N by N balls, by the solver in force: an enclosure, unless another was chosen.

    Raises
    ------
    NumericError
        As `evolve_balls` does.

    Examples
    --------
    >>> from numeric_check.matrices import pure_state
    >>> evolved((1,), pure_state([0, 1]), 3)[1][1] == 1
    True
    """
    return evolve(_equation(tuple(signs), hamiltonian, daggers), rho, kappa_t, digits)


def stationary(signs: Sequence[int], rho: ExactMatrix, hamiltonian: ExactMatrix | None = None) -> ExactMatrix:
    """Return the limit of rho(t) at infinite kappa t in a sector, exactly.

    The limit is the projection onto the kernel of the Liouvillian along its range. Without H it is taken block by block, and
    exists because each block is found to be a single decaying or constant entry, or a matrix of rates of a classical master
    equation; with H it exists where no part of rho turns for ever.

    Parameters
    ----------
    signs
        The signs of (sigma_2, ..., sigma_N).
    rho
        A density matrix of N levels.
    hamiltonian
        H / kappa, or None for 0.

    Raises
    ------
    NumericError
        When `rho` is no density matrix of N levels, a block is of another kind, or with H there is no limit.

    Examples
    --------
    >>> from numeric_check.matrices import matrix, pure_state
    >>> stationary((1,), pure_state([1, 0])).rows()
    ((0, 0), (0, 1))
    >>> stationary((1,), pure_state([1, 0]), matrix([[0, fmpq(1, 2)], [fmpq(1, 2), 0]])).real
    [1/3,   0]
    [  0, 2/3]
    """
    levels = len(signs) + 1
    check_density_matrix(rho, levels)
    if hamiltonian is not None:
        parts = _limit_with_hamiltonian(tuple(signs), hamiltonian) * _as_column(rho)
        real, imag = parts.entries()[: levels**2], parts.entries()[levels**2 :]
        return ExactMatrix(fmpq_mat(levels, levels, real), fmpq_mat(levels, levels, imag))
    equation = _equation(tuple(signs), None, LINDBLAD)
    limit = fmpq_mat(levels, levels), fmpq_mat(levels, levels)
    for block in blocks(equation.liouvillian):
        projection = _projection(tuple(signs), block)
        for part, result in zip((rho.real, rho.imag), limit, strict=True):
            state = fmpq_mat(len(block), 1, [part[divmod(k, levels)] for k in block])
            for k, entry in zip(block, (projection * state).entries(), strict=True):
                result[divmod(k, levels)] = entry
    return ExactMatrix(*limit)


def outcome_probability(level: int, rho: ExactMatrix, digits: int | None = None) -> arb:
    """Return an enclosure of the probability of outcome |K>: sectors' areas times the final population of level K.

    Parameters
    ----------
    level
        K, counted from 1.
    rho
        The density matrix at preparation; its populations are the |alpha_I|^2 that enter (13).
    digits
        Decimal digits, at least 15; without any, those of `working_digits`.

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> from numeric_check.matrices import pure_state
    >>> outcome_probability(1, pure_state([fmpq(3, 5), fmpq(4, 5)])).str(20, radius=False)
    '0.36000000000000000000'
    """
    check_density_matrix(rho)
    if not 1 <= level <= rho.shape[0]:
        raise NumericError(f"a level must be in 1..{rho.shape[0]}, not {level}")
    with working_precision(digits):
        total = covered = arb(0)
        for signs, weight in sectors(_populations(rho), digits):
            covered += weight
            total += weight * stationary(signs, rho).real[level - 1, level - 1]
        return total + _left_out(covered)


def averaged(rho: ExactMatrix, kappa_t: ExactInput, digits: int | None = None) -> Balls:
    """Return an enclosure of the average (29) of rho(t) over the hidden variables, N by N, with H = 0.

    Parameters
    ----------
    rho
        The density matrix at preparation; its populations are the |alpha_I|^2 that enter (13).
    kappa_t
        The time in units of 1 / kappa, at least 0.
    digits
        Decimal digits, at least 15; without any, those of `working_digits`.

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> from numeric_check.matrices import pure_state
    >>> averaged(pure_state([fmpq(3, 5), fmpq(4, 5)]), 2)[0][0].str(20, radius=False)
    '0.36000000000000000000'
    """
    check_density_matrix(rho)
    size = rho.shape[0]
    with working_precision(digits):
        covered = arb(0)
        total: list[arb | acb] = [arb(0)] * size**2
        for signs, weight in sectors(_populations(rho), digits):
            covered += weight
            final = evolved(signs, rho, kappa_t, digits)
            total = [entry + weight * final[k // size][k % size] for k, entry in enumerate(total)]
        rest = _left_out(covered)
        total = [entry + rest if isinstance(entry, arb) else entry + acb(rest, rest) for entry in total]
    return tuple(tuple(total[i * size : (i + 1) * size]) for i in range(size))


@lru_cache(maxsize=256)
def _equation(signs: tuple[int, ...], hamiltonian: ExactMatrix | None, daggers: Daggers) -> MasterEquation:
    return MasterEquation(signs, hamiltonian, daggers)


def _populations(rho: ExactMatrix) -> list[fmpq]:
    return [rho.real[k, k] for k in range(rho.shape[0])]


def _left_out(covered: arb) -> arb:
    # Entries of a density matrix are at most 1 in modulus: sectors that were left out add at most their probability.
    return arb(0, (1 - covered).abs_upper())


@lru_cache(maxsize=256)
def _projection(signs: tuple[int, ...], block: tuple[int, ...]) -> fmpq_mat:
    generator = _equation(signs, None, LINDBLAD).liouvillian.real
    part = fmpq_mat(len(block), len(block), [generator[i, j] for i in block for j in block])
    if not (_is_rate_matrix(part) or (len(block) == 1 and part[0, 0] < 0)):
        raise NumericError(f"a block must be a matrix of rates for a limit to exist, not {part.tolist()}")
    return limit_projection(part)


@lru_cache(maxsize=256)
def _limit_with_hamiltonian(signs: tuple[int, ...], hamiltonian: ExactMatrix) -> fmpq_mat:
    """The limit of exp(A t) for the Liouvillian A that acts on real and imaginary parts."""
    liouvillian = _equation(signs, hamiltonian, LINDBLAD).liouvillian
    size = liouvillian.real.nrows()
    rows = [[*real, *(-x for x in imag)] for real, imag in zip(liouvillian.real.tolist(), liouvillian.imag.tolist(), strict=True)]
    rows += [[*imag, *real] for real, imag in zip(liouvillian.real.tolist(), liouvillian.imag.tolist(), strict=True)]
    generator = fmpq_mat(2 * size, 2 * size, [x for row in rows for x in row])
    if turns_forever(generator):
        raise NumericError("a state must not turn for ever for a limit to exist: the Liouvillian has an imaginary eigenvalue")
    return limit_projection(generator)


def _as_column(rho: ExactMatrix) -> fmpq_mat:
    return fmpq_mat(2 * rho.real.nrows() ** 2, 1, [*rho.real.entries(), *rho.imag.entries()])


def _is_rate_matrix(square: fmpq_mat) -> bool:
    columns = square.transpose().tolist()
    return all(
        not sum(column, fmpq(0)) and all(rate >= 0 for i, rate in enumerate(column) if i != j)
        for j, column in enumerate(columns)
    )
