"""Distributions of the hidden variables about the centre of a disk, and the probabilities that they give to the signs of sigma_n.

Nothing is used of sigma_n but the definition (13) and that it does not decrease along a radius. Its sign is decided
exactly at rational radii; a guess that is verified, or bisection, brackets the radius where the sign changes; the two sides
are integrated in polar coordinates by the rigorous `acb.integral`, and the ring between the brackets enters as an uncertainty.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import isqrt, prod
from typing import TYPE_CHECKING, Protocol

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, parts, rationals
from bornproof.numeric_check.arithmetic.precision import working_digits, working_precision
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.model.hidden_variables import check_level, check_probabilities, check_signs, sigma_function
from flint import acb, arb, ctx, fmpq, fmpz

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
    from numpy.typing import NDArray

__all__ = ["UNIFORM", "Disk", "Distribution", "sector_probability", "sectors", "sign_probability"]

_GRID = 2**26  # coordinates are multiples of 1 / _GRID: their squares and the sums of two squares are exact doubles


class Distribution(Protocol):
    """How each hidden variable is distributed in the complex plane: alike in all directions, independently of the others."""

    @property
    def radius(self) -> fmpq:
        """The radius beyond which it never is."""

    def __hash__(self) -> int:
        """What is computed for a distribution is kept."""

    def ring(self, inner: fmpq, outer: fmpq) -> arb:
        """Return an enclosure of the probability of inner < |lambda| < outer, for radii from 0 to `radius`."""

    def within(self, square: fmpq) -> fmpq:
        """Return the probability of |lambda|^2 < square exactly, for squares from 0 to that of `radius`."""

    def draw(self, draws: int, variables: int, seed: int) -> NDArray[np.complex128]:
        """Return hidden variables, of shape (draws, variables)."""


@dataclass(frozen=True)
class Disk:
    """A density proportional to |lambda|^power on a disk, 0 outside.

    Parameters
    ----------
    radius
        The radius of the disk, an exact number above 0.
    power
        A whole number, at least 0; 0 for the uniform density.

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> Disk(power=2).ring(fmpq(1, 2), fmpq(1)).str(10, radius=False)
    '0.9375000000'
    """

    radius: fmpq = ONE
    power: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "radius", *rationals([self.radius], "a radius"))
        if not isinstance(self.power, int):
            raise NumericError(f"a power must be a whole number, not {self.power!r}")
        if not (self.radius > 0 and self.power >= 0):
            raise NumericError(f"a disk must have a radius above 0 and a power of at least 0, not {self.radius} and {self.power}")

    def __hash__(self) -> int:
        return hash((*parts(self.radius), self.power))  # whole numbers: FLINT hashes fractions slowly

    def ring(self, inner: fmpq, outer: fmpq) -> arb:
        """Return the integral of |lambda|^power over the ring in polar coordinates, over that of the disk."""
        radial = acb.integral(lambda radius, _: radius ** (self.power + 1), acb(arb(inner)), acb(arb(outer)))
        whole = 2 * self.radius ** (self.power + 2) / (self.power + 2)
        return (radial * _whole_angle(ctx.prec) / (acb.pi() * arb(whole))).real

    def within(self, square: fmpq) -> fmpq:
        """Return (square/radius^2)^(power/2 + 1).

        Raises NumericError for an odd power, with which that is in general irrational.

        >>> UNIFORM.within(fmpq(1, 4)), Disk(power=2).within(fmpq(1, 4))
        (1/4, 1/16)
        """
        if self.power % 2:
            raise NumericError(f"the probability within a radius is exact for an even power, not for {self.power}")
        return (square / self.radius**2) ** (self.power // 2 + 1)

    def draw(self, draws: int, variables: int, seed: int) -> NDArray[np.complex128]:
        """Return points of a fine square grid, uniform on the square; of those in the disk, each is kept with its weight.

        Raises NumericError when a number is below 1.

        >>> bool((abs(Disk().draw(100, 2, seed=1)) <= 1).all())
        True
        """
        import numpy as np

        if min(draws, variables) < 1:
            raise NumericError(f"draws and variables must be at least 1, not {draws} and {variables}")
        generator = np.random.default_rng(seed)
        kept = np.empty(0, dtype=np.complex128)
        while kept.size < draws * variables:
            x, y = generator.integers(-_GRID, _GRID, size=(2, draws * variables), endpoint=True) / _GRID
            square = x * x + y * y
            inside = square <= 1
            if self.power:
                inside &= generator.random(square.size) ** 2 < square**self.power
            kept = np.concatenate([kept, (x + 1j * y)[inside]])
        return kept[: draws * variables].reshape(draws, variables) * (int(self.radius.p) / int(self.radius.q))


@lru_cache(maxsize=64)
def _whole_angle(_bits: int) -> acb:
    """The integral over the angle, at the present precision."""
    return acb.integral(lambda _angle, _: acb(1), acb(0), 2 * acb.pi())


UNIFORM = Disk()
"""The paper's: uniform on the unit disk."""


def sign_probability(
    n: int, p: Sequence[ExactInput], sign: int, digits: int | None = None, distribution: Distribution = UNIFORM
) -> arb:
    """Return an enclosure of the probability that sigma_n has this sign.

    Parameters
    ----------
    n
        The level, 2 to N.
    p
        The probabilities |alpha_I|^2, I = 1..N.
    sign
        1, -1 or 0.
    digits
        Decimal digits, at least 15; without any, those of `working_digits`.
    distribution
        That of lambda_n.

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> p = [fmpq(1, 4), fmpq(3, 4)]
    >>> sign_probability(2, p, 1, digits=20).str(15, radius=False)
    '0.750000000000000'
    >>> sign_probability(2, p, 1, digits=20, distribution=Disk(power=2)).str(15, radius=False)
    '0.937500000000000'
    """
    check_signs([sign])
    probabilities = check_probabilities(p)
    check_level(n, len(probabilities))
    with working_precision(digits):
        return _sign_probability(n, probabilities, sign, distribution)


def sector_probability(
    p: Sequence[ExactInput], signs: Sequence[int], digits: int | None = None, distribution: Distribution = UNIFORM
) -> arb:
    """Return an enclosure of the probability of a sector, the lambda_n being independent.

    Raises NumericError when there is not one sign for each level above the first, or an argument is outside its domain.

    >>> sector_probability([fmpq(1, 5)] * 5, (1, 1, 1, -1), digits=20).str(15, radius=False)
    '0.0333333333333333'
    """
    check_signs(signs)
    if len(signs) != len(p) - 1:
        raise NumericError(f"signs must be one fewer than levels: {len(p) - 1}, not {len(signs)}")
    probabilities = check_probabilities(p)
    with working_precision(digits):
        factors = (_sign_probability(n, probabilities, sign, distribution) for n, sign in enumerate(signs, start=2))
        return prod(factors, start=arb(1))


def sectors(
    p: Sequence[ExactInput], digits: int | None = None, distribution: Distribution = UNIFORM
) -> Iterator[tuple[tuple[int, ...], arb]]:
    """Yield the sectors that matter, each with the enclosure of its probability.

    A sign is left out when its probability is shown to be below 10**-digits; what all these make up together is at most 1 minus
    the sum of the probabilities that are yielded. Raises NumericError when `p` are not probabilities.

    >>> [signs for signs, _ in sectors([0, 0, 1])]
    [(0, 1)]
    """
    probabilities = check_probabilities(p)
    wanted = working_digits(digits)
    negligible = arb(fmpq(1, 10**wanted))
    levels = range(2, len(probabilities) + 1)
    with working_precision(wanted):
        chances = [[(sign, _sign_probability(n, probabilities, sign, distribution)) for sign in (1, -1, 0)] for n in levels]
    for pairs in product(*([pair for pair in found if not pair[1] < negligible] for found in chances)):
        signs, factors = zip(*pairs, strict=True)
        with working_precision(wanted):
            probability = prod(factors, start=arb(1))
        yield signs, probability


def _sign_probability(n: int, p: tuple[fmpq, ...], sign: int, distribution: Distribution) -> arb:
    positive, not_negative = _areas(n, tuple(map(parts, p[:n])), ctx.prec, distribution)
    return positive if sign > 0 else 1 - not_negative if sign < 0 else not_negative - positive


@lru_cache(maxsize=4096)
def _areas(n: int, numbers: tuple[tuple[fmpz, ...], ...], bits: int, distribution: Distribution) -> tuple[arb, arb]:
    """The probabilities that sigma_n is positive, and that it is not negative; the levels above n have no say."""
    value = sigma_function(n, [fmpq(*number) for number in numbers])
    guess = _guessed(value(ZERO), value(distribution.radius**2), bits, distribution.radius)
    positive = _rim(lambda radius: value(radius * radius) > 0, bits, distribution.radius, guess)
    not_negative = _rim(lambda radius: value(radius * radius) >= 0, bits, distribution.radius, positive)
    return _outer_area(*positive, distribution), _outer_area(*not_negative, distribution)


def _guessed(at_centre: fmpq, at_rim: fmpq, bits: int, radius: fmpq) -> tuple[fmpq, fmpq] | None:
    """The radii between which bisection would end if sigma_n were linear in |lambda|^2; whether it is, `_rim` sees."""
    if not at_centre < 0 < at_rim:
        return None
    place = isqrt(int((at_centre / (at_centre - at_rim) * 4**bits).floor()))
    return radius * fmpq(place, 2**bits), radius * fmpq(place + 1, 2**bits)


def _rim(inside: Callable[[fmpq], bool], bits: int, radius: fmpq, guess: tuple[fmpq, fmpq] | None = None) -> tuple[fmpq, fmpq]:
    """Return two radii between which `inside` begins to hold, as it then does outwards: equal ones for everywhere or nowhere."""
    below, above = ZERO, radius
    if inside(below):
        return below, below
    if not inside(above):
        return above, above
    if guess and inside(guess[1]) and not inside(guess[0]):
        return guess
    for _ in range(bits):
        middle = (below + above) / 2
        if inside(middle):
            above = middle
        else:
            below = middle
    return below, above


def _outer_area(below: fmpq, above: fmpq, distribution: Distribution) -> arb:
    """Return an enclosure of the probability beyond a radius between these two."""
    if below == above:
        return arb(int(not below))
    sure, unsure = distribution.ring(above, distribution.radius), distribution.ring(below, above)
    return sure.union(sure + unsure)
