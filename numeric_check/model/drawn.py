"""Hidden variables drawn at random and evolved end to end: Born's rule as frequencies, with a stated confidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bornproof.numeric_check.arithmetic.complex_rational import ExactInput, rationals
from bornproof.numeric_check.arithmetic.matrices import pure_state
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.enclosed import evolve_balls
from bornproof.numeric_check.model.hidden_variables import signs_of
from bornproof.numeric_check.model.jump_operators import MasterEquation
from flint import arb, fmpq

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Frequencies", "born_frequencies", "draw_disks"]

_GRID = 2**26  # coordinates are multiples of 1 / _GRID: their squares and the sums of two squares are exact doubles


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
            bool(abs(average - value) <= self.half_width)
            for average, value in zip(self.populations, expected, strict=True)
        )


def draw_disks(draws: int, variables: int, seed: int) -> NDArray[np.complex128]:
    """Return hidden variables uniform on the unit disk, of shape (draws, variables).

    They are points of a fine square grid, uniform on the square; those outside the disk are rejected.

    Raises
    ------
    NumericError
        When a number is below 1.

    Examples
    --------
    >>> bool((abs(draw_disks(100, 2, seed=1)) <= 1).all())
    True
    """
    import numpy as np

    if min(draws, variables) < 1:
        raise NumericError(f"draws and variables must be at least 1, not {draws} and {variables}")
    generator = np.random.default_rng(seed)
    kept = np.empty(0, dtype=np.complex128)
    while kept.size < draws * variables:
        x, y = generator.integers(-_GRID, _GRID, size=(2, draws * variables), endpoint=True) / _GRID
        kept = np.concatenate([kept, (x + 1j * y)[x * x + y * y <= 1]])
    return kept[: draws * variables].reshape(draws, variables)


def born_frequencies(
    amplitudes: Sequence[ExactInput],
    draws: int,
    seed: int,
    kappa_t: ExactInput = 100,
    confidence: fmpq = fmpq(999_999, 1_000_000),  # noqa: B008 (immutable)
) -> Frequencies:
    """Return the average final populations over drawn hidden variables, from a state prepared with these amplitudes.

    Each draw gives the signs (13), these the jump operators (14), these the evolution (15) of the full density matrix.

    Parameters
    ----------
    amplitudes
        alpha_1, ..., alpha_N, complex rationals with squared moduli that sum to 1.
    draws
        How many times all N - 1 hidden variables are drawn.
    seed
        Seed of NumPy's generator.
    kappa_t
        The final time in units of 1 / kappa.
    confidence
        Of the interval of `Frequencies.covers`.

    Raises
    ------
    NumericError
        When the state is not normalised or a number is outside its domain.

    Examples
    --------
    >>> born_frequencies([fmpq(3, 5), fmpq(4, 5)], draws=200, seed=1).covers([fmpq(9, 25), fmpq(16, 25)])
    (True, True)
    """
    rho = pure_state(amplitudes)
    p = [rho.real[k, k] for k in range(len(amplitudes))]
    lambdas = draw_disks(draws, len(p) - 1, seed)
    squares = lambdas.real**2 + lambdas.imag**2
    drawn = Counter(signs_of(p, [fmpq(*value.as_integer_ratio()) for value in row]) for row in squares.tolist())
    totals = [arb(0)] * len(p)
    for signs, count in sorted(drawn.items()):
        final = evolve_balls(MasterEquation(signs), rho, kappa_t)
        totals = [total + count * final[k][k].real for k, total in enumerate(totals)]
    return Frequencies(tuple(total / draws for total in totals), draws, confidence)
