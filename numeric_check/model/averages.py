"""Averages over the hidden variables by brute force: sectors by their probabilities, each evolved from the definitions.

The model is data: the equation of a sector, the paper's (15) unless another is given, and the distribution of each lambda_n.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, check_density_matrix
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.solvers import evolve
from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.disks import UNIFORM, sectors
from bornproof.numeric_check.model.jump_operators import SectorEquation, master_equation
from flint import acb, arb

if TYPE_CHECKING:
    from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
    from bornproof.numeric_check.lindblad.enclosed import Balls
    from bornproof.numeric_check.model.disks import Distribution

__all__ = ["averaged", "outcome_probability"]


def outcome_probability(
    level: int,
    rho: ExactMatrix,
    digits: int | None = None,
    equation: SectorEquation = master_equation,
    distribution: Distribution = UNIFORM,
) -> arb:
    """Return an enclosure of the probability of outcome |K>: sectors' probabilities times the final population of level K.

    Parameters
    ----------
    level
        K, counted from 1.
    rho
        The density matrix at preparation; its populations are the |alpha_I|^2 that enter (13).
    digits
        Decimal digits, at least 15; without any, those of `working_digits`.
    equation
        The master equation of a sector, for its signs.
    distribution
        That of each lambda_n.

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> from bornproof.numeric_check.arithmetic.matrices import diagonal
    >>> from bornproof.numeric_check.model.disks import Disk
    >>> from fractions import Fraction
    >>> rho = diagonal([Fraction(9, 25), Fraction(16, 25)])
    >>> outcome_probability(1, rho).str(20, radius=False)
    '0.36000000000000000000'
    >>> outcome_probability(1, rho, distribution=Disk(power=2)).str(20, radius=False)  # 0.36^2
    '0.12960000000000000000'
    """
    check_density_matrix(rho)
    if not 1 <= level <= rho.shape[0]:
        raise NumericError(f"a level must be in 1..{rho.shape[0]}, not {level}")
    with working_precision(digits):
        total = covered = arb(0)
        for signs, weight in sectors(rho.diagonal(), digits, distribution):
            covered += weight
            total += weight * stationary(equation(signs), rho).real[level - 1, level - 1]
        return total + _left_out(covered)


def averaged(
    rho: ExactMatrix,
    time: ExactInput,
    digits: int | None = None,
    equation: SectorEquation = master_equation,
    distribution: Distribution = UNIFORM,
) -> Balls:
    """Return an enclosure of the average (29) of rho(t) over the hidden variables, N by N.

    Parameters
    ----------
    rho
        The density matrix at preparation; its populations are the |alpha_I|^2 that enter (13).
    time
        kappa t, at least 0.
    digits
        Decimal digits, at least 15; without any, those of `working_digits`.
    equation
        The master equation of a sector, for its signs; (15) with H = 0 unless another is given.
    distribution
        That of each lambda_n.

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> from bornproof.numeric_check.arithmetic.matrices import pure_state
    >>> from fractions import Fraction
    >>> averaged(pure_state([Fraction(3, 5), Fraction(4, 5)]), 2)[0][0].str(20, radius=False)
    '0.36000000000000000000'
    """
    check_density_matrix(rho)
    size = rho.shape[0]
    with working_precision(digits):
        covered = arb(0)
        total: list[arb | acb] = [arb(0)] * size**2
        for signs, weight in sectors(rho.diagonal(), digits, distribution):
            covered += weight
            final = evolve(equation(signs), rho, time, digits)
            total = [entry + weight * final[k // size][k % size] for k, entry in enumerate(total)]
        rest = _left_out(covered)
        total = [entry + rest if isinstance(entry, arb) else entry + acb(rest, rest) for entry in total]
    return tuple(tuple(total[i * size : (i + 1) * size]) for i in range(size))


def _left_out(covered: arb) -> arb:
    # Entries of a density matrix are at most 1 in modulus: sectors that were left out add at most their probability.
    return arb(0, (1 - covered).abs_upper())
