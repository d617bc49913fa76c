"""The hidden variables' say in the dynamics: sigma_n and its signs, by Eq. (13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bornproof.numeric_check.arithmetic.complex_rational import ExactInput, rationals
from bornproof.numeric_check.errors import NumericError
from flint import fmpq

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["check_level", "check_probabilities", "check_signs", "sigma", "sigma_function", "sign_of", "signs_of"]


def sigma(n: int, p: Sequence[ExactInput], lambda_squared: ExactInput) -> fmpq:
    """Return sigma_n = p_n |lambda_n|^2 - (1 - |lambda_n|^2) sum of p_I over I < n, Eq. (13).

    Parameters
    ----------
    n
        The level, 2 to the number of levels N.
    p
        The probabilities |alpha_I|^2, I = 1..N.
    lambda_squared
        The drawn |lambda_n|^2, at least 0; on the paper's disk at most 1.

    Raises
    ------
    NumericError
        When an argument is outside its domain.

    Examples
    --------
    >>> sigma(2, [fmpq(1, 4), fmpq(3, 4)], fmpq(1, 2))
    1/4
    """
    probabilities = check_probabilities(p)
    check_level(n, len(probabilities))
    (square,) = rationals([lambda_squared], "|lambda|^2")
    if square < 0:
        raise NumericError(f"|lambda|^2 must be at least 0, not {square}")
    return sigma_function(n, probabilities)(square)


def sigma_function(n: int, probabilities: Sequence[fmpq]) -> Callable[[fmpq], fmpq]:
    """Return sigma_n as a function of |lambda_n|^2, for arguments that were checked: `sigma` checks them at each call.

    >>> sigma_function(2, (fmpq(1, 4), fmpq(3, 4)))(fmpq(1, 2))
    1/4
    """
    own, below = probabilities[n - 1], sum(probabilities[: n - 1], fmpq(0))
    return lambda square: own * square - below * (1 - square)


def signs_of(p: Sequence[ExactInput], lambda_squares: Sequence[ExactInput]) -> tuple[int, ...]:
    """Return the sector: the signs of sigma_2, ..., sigma_N, each -1, 0 or 1.

    Raises NumericError when there is not one hidden variable for each level above the first.

    >>> signs_of([fmpq(1, 4), fmpq(3, 4)], [fmpq(1, 4)])
    (0,)
    """
    if len(lambda_squares) != len(p) - 1:
        raise NumericError(f"hidden variables must be one fewer than levels: {len(p) - 1}, not {len(lambda_squares)}")
    values = (sigma(n, p, square) for n, square in enumerate(lambda_squares, start=2))
    return tuple(map(sign_of, values))


def sign_of(value: fmpq) -> int:
    """Return -1, 0 or 1.

    >>> sign_of(fmpq(-1, 2))
    -1
    """
    return int(value > 0) - int(value < 0)


def check_level(n: int, levels: int) -> None:
    """Refuse a sigma_n that does not exist; raises NumericError when n is not in 2..N.

    >>> check_level(2, levels=2)
    """
    if not 2 <= n <= levels:
        raise NumericError(f"sigma_n must have n from 2 to {levels}, not {n}")


def check_signs(signs: Sequence[int]) -> None:
    """Refuse a sector that is empty or has an entry other than -1, 0, 1; raises NumericError with the entry at fault.

    >>> check_signs((1, 0, -1))
    """
    if not signs:
        raise NumericError("the number of levels must be at least 2, not 1")
    for sign in signs:
        if type(sign) is not int or sign not in (-1, 0, 1):
            raise NumericError(f"a sign must be -1, 0 or 1, not {sign!r}")


def check_probabilities(p: Sequence[ExactInput]) -> tuple[fmpq, ...]:
    """Return the probabilities as rationals.

    Raises NumericError when there are fewer than two, one is negative or their sum is not 1.

    >>> check_probabilities([0, 1])
    (0, 1)
    """
    result = rationals(p, "probabilities")
    if len(result) < 2:
        raise NumericError(f"the number of levels must be at least 2, not {len(result)}")
    for value in result:
        if value < 0:
            raise NumericError(f"probabilities must be at least 0, not {value}")
    if sum(result, fmpq(0)) != 1:
        raise NumericError(f"probabilities must sum to 1, not {sum(result, fmpq(0))}")
    return result
