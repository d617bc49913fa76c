"""Hidden variables drawn at random and evolved end to end: Born's rule as frequencies, with a stated confidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bornproof.numeric_check.arithmetic.complex_rational import ExactInput, rationals
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, check_density_matrix
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.enclosed import evolve_balls
from bornproof.numeric_check.model.disks import UNIFORM
from bornproof.numeric_check.model.hidden_variables import check_probabilities, sigma_function, sign_of
from bornproof.numeric_check.model.jump_operators import SectorEquation, master_equation
from flint import arb, fmpq

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bornproof.numeric_check.model.disks import Distribution

__all__ = ["Frequencies", "born_frequencies"]


@dataclass(frozen=True)
class Frequencies:
    """Averages of the final populations over drawn hidden variables.

    Parameters
    ----------
    populations
        The average of rho_II at the final time, I = 1..N, enclosed.
    draws
        How many times all hidden variables were drawn.
    confidence
        The probability, at least, that every expected population is within `half_width` of its average.

    Raises
    ------
    NumericError
        When there are no draws or the confidence is not in (0, 1).

    Examples
    --------
    >>> Frequencies((arb(1), arb(0)), 10, fmpq(1, 2)).covers([fmpq(1, 2), fmpq(1, 2)])
    (False, False)
    """

    populations: tuple[arb, ...]
    draws: int
    confidence: fmpq

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise NumericError(f"frequencies must come from at least 1 draw, not {self.draws}")
        if not 0 < self.confidence < 1:
            raise NumericError(f"a confidence must be in (0, 1), not {self.confidence}")

    @property
    def half_width(self) -> arb:
        """Hoeffding's sqrt(log(2 N / (1 - confidence)) / (2 draws)), good for all N populations together."""
        return ((2 * len(self.populations) / arb(1 - self.confidence)).log() / (2 * self.draws)).sqrt()

    def covers(self, p: Sequence[ExactInput]) -> tuple[bool, ...]:
        """Tell for each level whether `p_I` is within `half_width` of the average population."""
        expected = rationals(p, "probabilities")
        return tuple(
            bool(abs(average - value) <= self.half_width) for average, value in zip(self.populations, expected, strict=True)
        )


def born_frequencies(
    rho: ExactMatrix,
    draws: int,
    seed: int,
    time: ExactInput = 100,
    equation: SectorEquation = master_equation,
    distribution: Distribution = UNIFORM,
    confidence: fmpq = fmpq(999_999, 1_000_000),  # noqa: B008 (immutable)
) -> Frequencies:
    """Return the average final populations over drawn hidden variables.

    Each draw gives the signs (13), these the jump operators (14), these the evolution (15) of the full density matrix.

    Parameters
    ----------
    rho
        The density matrix at preparation; its populations are the |alpha_I|^2 that enter (13).
    draws
        How many times all N - 1 hidden variables are drawn.
    seed
        Seed of NumPy's generator.
    time
        The final kappa t.
    equation
        The master equation of a sector, for its signs.
    distribution
        That of each lambda_n.
    confidence
        Of the interval of `Frequencies.covers`.

    Raises
    ------
    NumericError
        When `rho` is no density matrix or a number is outside its domain.

    Examples
    --------
    >>> from bornproof.numeric_check.arithmetic.matrices import diagonal
    >>> p = [fmpq(9, 25), fmpq(16, 25)]
    >>> born_frequencies(diagonal(p), draws=200, seed=1).covers(p)
    (True, True)
    """
    check_density_matrix(rho)
    p = check_probabilities(rho.diagonal())
    sigmas = [sigma_function(n, p) for n in range(2, len(p) + 1)]
    lambdas = distribution.draw(draws, len(p) - 1, seed)
    drawn = Counter(
        tuple(sign_of(sigma(_square(value))) for sigma, value in zip(sigmas, row, strict=True)) for row in lambdas.tolist()
    )
    totals = [arb(0)] * len(p)
    for signs, count in sorted(drawn.items()):
        final = evolve_balls(equation(signs), rho, time)
        totals = [total + count * final[k][k].real for k, total in enumerate(totals)]
    return Frequencies(tuple(total / draws for total in totals), draws, confidence)


def _square(value: complex) -> fmpq:
    """|lambda|^2 of a drawn double, exactly."""
    real, imag = (fmpq(*part.as_integer_ratio()) for part in (value.real, value.imag))
    return real * real + imag * imag
