"""Probabilities of the signs of sigma_n by quadrature over the disk of lambda_n, with rigorous error bounds.

Nothing is used of sigma_n but the definition (13) and that it does not decrease along a radius. Its sign is decided
exactly at rational radii; bisection brackets the radius where the sign changes; the two sides are integrated in polar
coordinates by the rigorous `acb.integral`, and the ring between the brackets enters as an uncertainty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from flint import acb, arb, ctx, fmpq

from numeric_check.errors import NumericError
from numeric_check.exact import ExactInput
from numeric_check.hidden_variables import check_probabilities, check_signs, sigma_function
from numeric_check.precision import working_digits, working_precision

__all__ = ["sector_probability", "sectors", "sign_probability"]


def sign_probability(n: int, p: Sequence[ExactInput], sign: int, digits: int | None = None) -> arb:
    """Return an enclosure of the probability that sigma_n has this sign, lambda_n being uniform on the unit disk.

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

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> sign_probability(2, [fmpq(1, 4), fmpq(3, 4)], 1, digits=20).str(15, radius=False)
    '0.750000000000000'
    """
    check_signs([sign])
    with working_precision(digits):
        return _sign_probability(n, check_probabilities(p), sign, ctx.prec)


def sector_probability(p: Sequence[ExactInput], signs: Sequence[int], digits: int | None = None) -> arb:
    """Return an enclosure of the probability of a sector, the lambda_n being independent.

    Raises
    ------
    NumericError
        When there is not one sign for each level above the first, or an argument is outside its domain.

    Examples
    --------
    >>> sector_probability([fmpq(1, 5)] * 5, (1, 1, 1, -1), digits=20).str(15, radius=False)
    '0.0333333333333333'
    """
    check_signs(signs)
    if len(signs) != len(p) - 1:
        raise NumericError(f"{len(p)} levels must have {len(p) - 1} signs, not {len(signs)}")
    probabilities = check_probabilities(p)
    with working_precision(digits):
        total = arb(1)
        for n, sign in enumerate(signs, start=2):
            total *= _sign_probability(n, probabilities, sign, ctx.prec)
        return total


def sectors(p: Sequence[ExactInput], digits: int | None = None) -> Iterator[tuple[tuple[int, ...], arb]]:
    """Yield the sectors that matter, each with the enclosure of its probability.

    A sign is left out when its probability is shown to be below 10**-digits; what all these make up together is at most
    1 minus the sum of the probabilities that are yielded.

    Raises
    ------
    NumericError
        When `p` are not probabilities.

    Examples
    --------
    >>> [signs for signs, _ in sectors([0, 0, 1])]
    [(0, 1)]
    """
    probabilities = check_probabilities(p)
    wanted = working_digits(digits)
    negligible = fmpq(1, 10**wanted)
    choices = [
        [sign for sign in (1, -1, 0) if not sign_probability(n, probabilities, sign, wanted) < arb(negligible)]
        for n in range(2, len(probabilities) + 1)
    ]
    for signs in product(*choices):
        yield signs, sector_probability(probabilities, signs, wanted)


def _sign_probability(n: int, p: tuple[fmpq, ...], sign: int, bits: int) -> arb:
    if not 2 <= n <= len(p):
        raise NumericError(f"sigma_n must have n from 2 to {len(p)}, not {n}")
    positive, not_negative = _areas(n, p[:n], bits)
    return positive if sign > 0 else 1 - not_negative if sign < 0 else not_negative - positive


@lru_cache(maxsize=1024)
def _areas(n: int, p: tuple[fmpq, ...], bits: int) -> tuple[arb, arb]:
    """The fractions of the disk where sigma_n is positive and where it is not negative; the levels above n have no say."""
    value = sigma_function(n, p)
    positive = _rim(lambda radius: value(radius * radius) > 0, bits)
    not_negative = _rim(lambda radius: value(radius * radius) >= 0, bits, positive)
    return _outer_area(*positive), _outer_area(*not_negative)


def _rim(inside: Callable[[fmpq], bool], bits: int, guess: tuple[fmpq, fmpq] | None = None) -> tuple[fmpq, fmpq]:
    """Return two radii between which `inside` begins to hold, as it then does outwards: equal ones for everywhere or nowhere."""
    below, above = fmpq(0), fmpq(1)
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


def _outer_area(below: fmpq, above: fmpq) -> arb:
    """Return an enclosure of the fraction of the disk outside a radius between these two."""
    if below == above:
        return arb(1 - below)
    sure, unsure = _ring_area(above, fmpq(1)), _ring_area(below, above)
    return sure.union(sure + unsure)


def _ring_area(inner: fmpq, outer: fmpq) -> arb:
    radial = acb.integral(lambda radius, _: radius, acb(arb(inner)), acb(arb(outer)))
    angular = acb.integral(lambda _angle, _: acb(1), acb(0), 2 * acb.pi())
    return (radial * angular / acb.pi()).real
