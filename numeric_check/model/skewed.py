"""A skewed distribution of a hidden variable: |lambda|^2 is not uniform, its density falls or grows linearly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, rationals
from bornproof.numeric_check.errors import NumericError
from flint import arb, fmpq

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Skewed"]

Number = TypeVar("Number", fmpq, arb)


@dataclass(frozen=True)
class Skewed:
    """|lambda|^2 has the density 1 + slope (1 - 2 |lambda|^2) on [0, 1], and the phase is uniform.

    Parameters
    ----------
    slope
        An exact number from -1 to 1; 0 is the paper's uniform disk, -1 the density 2 |lambda|^2/pi.

    Raises
    ------
    NumericError
        For another slope, with which the distribution function would decrease.

    Examples
    --------
    >>> Skewed(-1).within(fmpq(1, 2)), Skewed(0).within(fmpq(1, 2)), Skewed(1).within(fmpq(1, 2))
    (1/4, 1/2, 3/4)
    """

    slope: fmpq = ZERO

    def __post_init__(self) -> None:
        object.__setattr__(self, "slope", *rationals([self.slope], "a slope"))
        if not -1 <= self.slope <= 1:
            raise NumericError(f"a distribution function must not decrease: a slope must be from -1 to 1, not {self.slope}")

    @property
    def radius(self) -> fmpq:
        """That of the unit disk."""
        return ONE

    def within(self, square: Number) -> Number:
        """Return P(|lambda|^2 < square), s + slope s (1 - s) for s in [0, 1], exactly, or of a ball as a ball."""
        return square + self.slope * square * (1 - square)

    def ring(self, inner: fmpq, outer: fmpq) -> arb:
        """Return the probability of the ring, which is rational."""
        return arb(self.within(outer**2) - self.within(inner**2))

    def draw(self, draws: int, variables: int, seed: int) -> NDArray[np.complex128]:
        """Return hidden variables by rejection: uniform ones on the disk, each kept with the density over its maximum.

        Raises NumericError when a number is below 1.

        >>> bool((abs(Skewed(1).draw(100, 2, seed=1)) <= 1).all())
        True
        """
        import numpy as np

        if min(draws, variables) < 1:
            raise NumericError(f"draws and variables must be at least 1, not {draws} and {variables}")
        generator = np.random.default_rng(seed)
        slope = int(self.slope.p) / int(self.slope.q)
        kept = np.empty(0, dtype=np.complex128)
        while kept.size < draws * variables:
            square, phase, level = generator.random((3, draws * variables))
            drawn = np.sqrt(square) * np.exp(2j * np.pi * phase)
            kept = np.concatenate([kept, drawn[level * (1 + abs(slope)) < 1 + slope * (1 - 2 * square)]])
        return kept[: draws * variables].reshape(draws, variables)
