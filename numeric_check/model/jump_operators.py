"""The jump operators (14) of a sector, and the master equation (15) that they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias

from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.equation import LINDBLAD, Daggers, LindbladEquation
from bornproof.numeric_check.model.hidden_variables import check_signs
from flint import fmpq_mat

__all__ = ["SectorEquation", "jump_operator", "jump_operators", "master_equation"]

SectorEquation: TypeAlias = Callable[[tuple[int, ...]], LindbladEquation]
"""The master equation of a sector, from the signs of (sigma_2, ..., sigma_N)."""


@lru_cache(maxsize=1024)
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
    operator[n - 1, m - 1] = int(sign > 0)
    operator[m - 1, n - 1] = int(sign < 0)
    return ExactMatrix(operator, fmpq_mat(levels, levels))


def jump_operators(signs: Sequence[int]) -> tuple[ExactMatrix, ...]:
    """Return the N(N-1)/2 operators L_nm of a sector, ordered by m, then n.

    `signs`: the signs of (sigma_2, ..., sigma_N). Raises NumericError when a sign is none of -1, 0, 1, or there are none.

    >>> len(jump_operators((1, -1, 1)))
    6
    """
    check_signs(signs)
    levels = len(signs) + 1
    return tuple(jump_operator(levels, n, m, signs[n - 2]) for m, n in combinations(range(1, levels + 1), 2))


@lru_cache(maxsize=1024)
def master_equation(
    signs: tuple[int, ...], hamiltonian: ExactMatrix | None = None, daggers: Daggers = LINDBLAD
) -> LindbladEquation:
    """Return the master equation (15) of a sector, in units where kappa = 1; the same one for the same arguments.

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
    >>> master_equation((1,)).liouvillian[3, 0]
    1
    """
    return LindbladEquation(jump_operators(signs), hamiltonian, daggers=daggers)
