"""Averages over the hidden variables, Eqs. (29)-(33), for any N: a finite sum over sectors with their probabilities."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import accumulate, product
from operator import add
from typing import Any

from bornproof.symbolic.coherences import coherence
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import Distribution, chances, check_probabilities, probability_down, probability_up, sectors, uniform
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import S, Sector, check_levels, n, p, q, t, x
from bornproof.symbolic.populations import populations, relax
from bornproof.symbolic.rational import Exact
from flint import fmpq, fmpq_poly
from sympy import Abs, Add, Expr, ImmutableMatrix, Integer, SparseMatrix, Symbol, cancel, expand, factor, prod, together
from sympy import sign as sgn

__all__ = [
    "average_populations", "average_state", "deviated", "deviation_is_seen", "evolved_state", "sector_weights",
    "symbolic_populations", "three_levels",
]  # fmt: skip


def average_populations(
    p: Sequence[Exact], progress: Callable[[int, int], None] | None = None, inside: Distribution = uniform
) -> tuple[fmpq_poly, ...]:
    """The averages of rho_11(t), ..., rho_NN(t) as polynomials in x = exp(-kappa t), for rho_JJ(0) = p_J.

    Constant for N = 2; for N >= 3 in general not, though the values at t = 0 and t -> infinity are p. `p` are exact
    numbers of any kind that `closed_form` takes, not negative, with sum 1; `progress` is told of the levels that are done;
    `inside` is the distribution of each lambda.

    Not by sectors, of which there are 2^(N-1): with the levels above n decided, what remains is linear in the total T and
    the source g (see `populations`), and knows of the sector besides these only the decay c, an integer below N. So T
    and g are averaged over the sectors with one c, from the top level down; a population that starts with probability
    w of being there starts from w p_n.

    >>> average_populations((fmpq(1, 4), fmpq(3, 4)))
    (1/4, 3/4)
    """
    values = check_probabilities(p)
    means = [fmpq_poly()] * len(values)
    below = list(accumulate(values, initial=fmpq(0)))  # S_0, ..., S_N
    mixed = {0: (fmpq(1), fmpq_poly([1]), fmpq_poly())}  # by the decay c: its probability, T and g times that
    for level in range(len(values), 1, -1):
        start = values[level - 1]
        odds = chances(below[level - 1], below[level], inside)
        after: dict[int, tuple[fmpq, fmpq_poly, fmpq_poly]] = {}
        for (decay, (weight, total, source)), (sign, chance) in product(mixed.items(), odds.items()):
            if not chance:
                continue
            likely, rest, feeding = weight * chance, total * chance, source * chance
            feed, rate = (rest + feeding, decay + 1) if sign > 0 else (feeding, decay + (level - 1 if sign < 0 else 0))
            population = relax(feed, rate, likely * start)
            means[level - 1] += population
            new = likely, rest - population, feeding + (population if sign < 0 else 0)
            key = decay + (sign > 0)
            after[key] = tuple(map(add, after[key], new)) if key in after else new
        mixed = after
        if progress:
            progress(len(values) - level + 1, len(values) - 1)
    means[0] = sum((total for _, total, _ in mixed.values()), fmpq_poly())
    return tuple(means)


def sector_weights(p: Sequence[Expr], inside: Distribution = uniform) -> tuple[tuple[Sector, Expr], ...]:
    """The sectors that have a probability for symbolic populations p with sum 1, each with it; all S_n > 0 for n >= 2.

    `inside` is the distribution of each lambda.

    >>> from bornproof.symbolic.notation.core import q
    >>> sector_weights((q**2, 1 - q**2, Integer(0)))
    (((1, -1), 1 - q**2), ((-1, -1), q**2))
    """
    check_levels(len(p))
    sums = {S[level]: expand(Add(*p[:level])) for level in range(1, len(p) + 1)}
    if sums[S[len(p)]] != 1:
        raise SymbolicError(f"probabilities must sum to 1, not {sums[S[len(p)]]}")
    found: list[tuple[Sector, Expr]] = [((), Integer(1))]
    for level in range(2, len(p) + 1):
        odds = ((sign, odd.xreplace({n: Integer(level)})) for sign, odd in _odds(inside))
        likely = [(sign, weight) for sign, odd in odds if (weight := cancel(odd.xreplace(sums))) != 0]
        found = [((*sector, sign), total * weight) for sector, total in found for sign, weight in likely]
    return tuple(found)


@cache
def symbolic_populations(levels: int) -> tuple[Expr, ...]:
    """The averages of rho_11(t), ..., rho_NN(t) for rho_JJ(0) = p_J = S_J - S_{J-1} with S_n as symbols, all S_n > 0.

    S_N = 1. In the prefix sums the only denominators are single symbols, so that expanding is enough.

    >>> symbolic_populations(2)
    (S[1], 1 - S[1])
    """
    sums = [Integer(0), *(S[level] for level in range(1, check_levels(levels))), Integer(1)]
    p = [sums[level] - sums[level - 1] for level in range(1, levels + 1)]
    total: list[Expr] = [Integer(0)] * levels
    for sector in sectors(levels):
        parts = (p[k] if sign > 0 else sums[k] for k, sign in enumerate(sector, start=1))
        weight = prod(part / sums[k] for k, part in enumerate(parts, start=2))
        total = [old + expand(weight * new) for old, new in zip(total, populations(sector, p), strict=True)]
    return tuple(total)


def evolved_state(start: SparseMatrix, signs: Sequence[int]) -> SparseMatrix:
    """rho(t) in one sector from any N x N initial matrix: the closed forms on and off the diagonal, Eqs. (39)-(47)."""
    size = start.shape[0]
    diagonal = populations(signs, [start[i, i] for i in range(size)])
    return SparseMatrix(
        size, size, lambda i, j: diagonal[i] if i == j else start[i, j] * coherence(signs, i + 1, j + 1) if start[i, j] else 0
    )


def average_state(start: SparseMatrix, inside: Distribution = uniform) -> SparseMatrix:
    """The average (29) of rho(t) for a start whose diagonal has sum 1 and S_n > 0 for n >= 2."""
    size = start.shape[0]
    weights = sector_weights([start[i, i] for i in range(size)], inside)
    terms = [weight * evolved_state(start, sector) for sector, weight in weights]
    return sum(terms, SparseMatrix.zeros(size, size)).applyfunc(expand)


def three_levels(values: Mapping[Any, Any]) -> Derivation:
    """The column of the averaged populations of three levels; by the case, those of |1> and |2> are 0 at t = 0."""
    return _three_levels(values.get(p[1]) == values.get(p[2]) == 0)


@cache
def _three_levels(empty: bool) -> Derivation:
    if empty:
        top = populations((0, 1), (Integer(0), Integer(0), Integer(1)))
        return derivation("S_2 = 0: sigma_2 = 0 and sigma_3 > 0 with certainty", ImmutableMatrix(top))
    sums = {S[1]: p[1], S[2]: p[1] + p[2]}
    column = [expand(value.xreplace(sums)) for value in symbolic_populations(3)]
    return derivation("the closed forms in the four sectors, weighted by their areas", ImmutableMatrix(column))


def deviated(odds: tuple[Expr, Expr]) -> Derivation:
    """The column of averages of rho_11(t), rho_22(t) with these probabilities of sigma_2 > 0 and sigma_2 < 0.

    >>> from bornproof.symbolic.notation.core import q
    >>> deviated((1 - q**2, q**2)).result
    Matrix([
    [    q**2],
    [1 - q**2]])
    """
    runs = [populations((sign,), (q**2, 1 - q**2)) for sign in (1, -1)]
    column = [expand(Add(*(odd * run[place] for odd, run in zip(odds, runs, strict=True)))) for place in (0, 1)]
    return derivation("both closed forms, weighted by the other probabilities", ImmutableMatrix(column))


def deviation_is_seen(odds: tuple[Expr, Expr], values: Mapping[Any, Any]) -> Derivation:
    """1 if rho_11(t), averaged with these probabilities, differs from q^2, else 0; t = 0 or t > 0 by the case."""
    return _deviation_is_seen(odds, values.get(t) == 0)


@cache
def _deviation_is_seen(odds: tuple[Expr, Expr], at_first: bool) -> Derivation:
    difference = deviated(odds).result[0] - q**2
    steps = derivation("the average of rho_11 with the other probabilities minus that of (33)", factor(difference))
    if at_first:
        return steps.then("t = 0; take the modulus of the sign", Abs(sgn(steps.result.subs(t, 0))))
    later = Symbol("u", positive=True)
    inserted = factor(together(difference.subs(x, 1 / (1 + later))))
    steps = steps.then("exp(-kappa t) = 1/(1 + u) with u > 0 for t > 0", inserted)
    return steps.then("take the modulus of the sign", Abs(sgn(inserted)))


@cache
def _odds(inside: Distribution) -> tuple[tuple[int, Expr], ...]:
    """P(sigma_n > 0) and P(sigma_n < 0) for symbolic n, each made once."""
    return ((1, probability_up(n, inside).result), (-1, probability_down(n, inside).result))
