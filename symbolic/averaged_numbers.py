"""The averaged partial sums of `averaged_sums` in numbers: exact ones, polynomials in x = exp(-kappa t), balls or expressions.

With m_M = (S_{M-1} + x p_M)/S_M and a start with the populations q,

    F_n = prod_{M>n} m_M (q_1 + ... + q_n + (1 - x^n) sum_{M>n} q_M S_{M-1}/(S_M m_M)),

from the top level down; where the sigmas up to z vanish, 1 - x^n becomes (1 - x^z) n/z.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

from bornproof.symbolic.disks import check_probabilities
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.rational import Exact, exact_rational, in_order
from flint import fmpq, fmpq_poly

__all__ = ["coherence_factor", "partial_sums", "sums_at", "sums_in_x"]


def sums_at(p: Sequence[Exact], time_factor: Exact, start: Sequence[Exact] | None = None) -> tuple[fmpq, ...]:
    """F_1, ..., F_N at x = exp(-kappa t), exactly, in O(N) operations.

    Parameters
    ----------
    p
        The N probabilities of the state to which the hidden variables belong: exact numbers, none negative, with sum 1.
    time_factor
        x, an exact number; 1 is t = 0, and 0 the limit t -> infinity.
    start
        The N populations at t = 0, exact numbers; those of the state, p, if not given.

    Raises
    ------
    SymbolicError
        For p that are not exact or no probabilities, and for another number of populations.

    Examples
    --------
    >>> sums_at(("1/9", "1/3", "5/9"), "1/2")
    (17/108, 41/81, 1)
    """
    weights = check_probabilities(p)
    return tuple(partial_sums(weights, _started(weights, start), exact_rational(time_factor), fmpq(1)))


def sums_in_x(p: Sequence[Exact], start: Sequence[Exact] | None = None) -> tuple[fmpq_poly, ...]:
    """F_1, ..., F_N as polynomials in x = exp(-kappa t), in O(N^2) operations; arguments and errors as of `sums_at`.

    >>> sums_in_x(("1/9", "1/3", "5/9"))
    ((-5/27)*x^2 + 5/27*x + 1/9, (-20/81)*x^2 + 20/81*x + 4/9, 1)
    """
    weights = check_probabilities(p)
    return tuple(partial_sums(weights, _started(weights, start), fmpq_poly([0, 1]), fmpq_poly([1])))


def partial_sums(weights: Sequence[Any], start: Sequence[Any], time_factor: Any, one: Any) -> list[Any]:
    """F_1, ..., F_N in any ring in which the partial sums of the weights that are not 0 have inverses.

    From the top level down, with P the product of the mean factors above n, and Q that product times the sum. What is not
    a weight is a polynomial, a ball or an expression as x = `time_factor` is; `one` is the 1 there.

    >>> partial_sums((fmpq(1, 4), fmpq(3, 4)), (fmpq(1), fmpq(0)), fmpq(1, 2), fmpq(1))
    [5/8, 1]
    """
    below, begun = list(accumulate(weights)), list(accumulate(start))
    powers = list(accumulate([time_factor] * len(below), lambda one, other: one * other))
    product, rest = one, one - one
    found = [one * begun[-1]]
    still = 0  # the number of leading levels whose sigma vanishes, once they are reached
    for level in range(len(below) - 1, 0, -1):
        if not still:
            if below[level]:
                rise, fall = weights[level] / below[level], below[level - 1] / below[level]
                mean = time_factor * rise + fall
                rest = rest * mean + product * (fall * start[level])
                product = product * mean
            else:
                still = level + 1
        spread = (one - powers[still - 1]) * level / still if still else one - powers[level - 1]
        found.append(product * begun[level - 1] + spread * rest)
    return found[::-1]


def coherence_factor(weights: Sequence[Any], low: int, high: int, root: Any, one: Any) -> Any:
    """The average of rho_IJ(t)/rho_IJ(0) for levels I < J, in any ring as of `partial_sums`, with the square root of x in it.

    A level whose sigma vanishes for every lambda does nothing.

    >>> coherence_factor((fmpq(1, 4), fmpq(1, 4), fmpq(1, 2)), 2, 3, fmpq_poly([0, 1]), fmpq_poly([1]))
    1/4*x^3 + 1/2*x^2 + 1/4*x
    """
    product = one
    for level, (below, upto) in enumerate(pairwise(accumulate(weights)), start=2):
        if level >= low and upto:
            raised, lowered = (level > low) + (level > high), (level - 1 if level in (low, high) else 0)
            product = product * (root**raised * (weights[level - 1] / upto) + root**lowered * (below / upto))
    return product


def _started(weights: Sequence[fmpq], start: Sequence[Exact] | None) -> Sequence[fmpq]:
    """The populations at t = 0."""
    if start is None:
        return weights
    values = tuple(map(exact_rational, in_order(start, "populations")))
    if len(values) != len(weights):
        raise SymbolicError(f"populations must be as many as probabilities: {len(weights)}, not {len(values)}")
    return values
