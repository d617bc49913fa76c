"""The populations in closed form for any N and any sector, Eqs. (48)-(59), from the top level down.

With the levels above n decided, the levels 1..n obey one and the same problem: a common decay rate c (the number of
levels M > n with sigma_M > 0) and a common source g (the sum of the populations M > n with sigma_M < 0). In units of
1/kappa, with S_n = p_1 + ... + p_n,

    p_n' = theta(sigma_n) S_{n-1} - (n - 1) theta(-sigma_n) p_n - c p_n + g,        S_{n-1} = S_n - p_n,

so in the partial sums the system is triangular and its rates are integers. Everything is a polynomial in
x = exp(-kappa t) with rational coefficients: `flint.fmpq_poly`. No general matrix exponential is needed, and a sector
costs O(N^2) rational operations.
"""

from collections.abc import Sequence
from functools import lru_cache

from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import Sector, check_sector, x
from bornproof.symbolic.rational import Exact, exact_rational
from flint import fmpq, fmpq_poly
from sympy import Add, Expr, Rational

__all__ = ["as_expression", "closed_form", "initial_values", "populations", "propagator", "relax", "residuals", "winner"]


def closed_form(signs: Sequence[int], start: Sequence[Exact]) -> tuple[fmpq_poly, ...]:
    """rho_11(t), ..., rho_NN(t) in one sector as polynomials in x = exp(-kappa t).

    `signs` are those of (sigma_2, ..., sigma_N), `start` the N rational populations at t = 0 (any sum, any sign: the
    equations are linear). The formula is the recursion in the docstring of this module; Eqs. (48)-(57) are N = 4 with
    sigma_3, sigma_4 < 0. Raises SymbolicError for a sector of the wrong length.

    >>> closed_form((1,), ("1/4", "3/4"))
    (1/4*x, (-1/4)*x + 1)
    """
    sector = check_sector(signs, levels=len(start))
    values = [exact_rational(value) for value in start]
    decay, source, total = 0, fmpq_poly(), fmpq_poly([sum(values, fmpq(0))])
    solution = [fmpq_poly()] * len(values)
    for level in range(len(values), 1, -1):
        sign = sector[level - 2]
        feed, rate = (total + source, decay + 1) if sign > 0 else (source, decay + (level - 1 if sign < 0 else 0))
        solution[level - 1] = population = relax(feed, rate, values[level - 1])
        total -= population
        decay += sign > 0
        source += population if sign < 0 else 0
    solution[0] = total
    return tuple(solution)


def propagator(signs: Sequence[int]) -> tuple[tuple[fmpq_poly, ...], ...]:
    """The columns of the N x N propagator: the closed forms that start from each basis state in turn."""
    return _propagator(check_sector(signs))


@lru_cache(maxsize=256)
def _propagator(sector: Sector) -> tuple[tuple[fmpq_poly, ...], ...]:
    size = len(sector) + 1
    return tuple(closed_form(sector, [int(i == j) for j in range(size)]) for i in range(size))


def populations(signs: Sequence[int], start: Sequence[Expr]) -> tuple[Expr, ...]:
    """rho_11(t), ..., rho_NN(t) as SymPy expressions in exp(-kappa t), for symbolic initial populations.

    >>> from bornproof.symbolic.notation.core import p
    >>> populations((-1,), (p[1], p[2]))[1]
    exp(-kappa*t)*p[2]
    """
    check_sector(signs, levels=len(start))
    columns = propagator(signs)
    return tuple(
        Add(*(value * as_expression(column[level]) for value, column in zip(start, columns, strict=True)))
        for level in range(len(start))
    )


def residuals(signs: Sequence[int], solution: Sequence[fmpq_poly]) -> tuple[fmpq_poly, ...]:
    """d rho_JJ/d(kappa t) minus the right-hand side of Eq. (39), for J = 1..N; all zero for a solution.

    Literal in the equation, except that its sums are running sums.
    """
    sector = (0, *check_sector(signs, levels=len(solution)))
    down_above = [fmpq_poly()]  # sum over M > J of theta(-sigma_M) rho_MM
    up_above = [0]  # sum over M > J of theta(sigma_M)
    for sign, population in zip(sector[:0:-1], solution[:0:-1], strict=True):
        down_above.append(down_above[-1] + (population if sign < 0 else 0))
        up_above.append(up_above[-1] + (sign > 0))
    below, result = fmpq_poly(), []
    for index, (sign, population) in enumerate(zip(sector, solution, strict=True)):
        rate = down_above[-1 - index] - up_above[-1 - index] * population
        rate += below if sign > 0 else -index * population if sign < 0 else 0
        below += population
        result.append(_time_derivative(population) - rate)
    return tuple(result)


def initial_values(solution: Sequence[fmpq_poly]) -> tuple[fmpq, ...]:
    """The populations at t = 0, where x = 1."""
    return tuple(population(fmpq(1)) for population in solution)


def winner(signs: Sequence[int]) -> int:
    """The level that takes everything as kappa t -> infinity: the largest K with sigma_K > 0, else 1.

    Raises SymbolicError where some sigma vanishes: then the frozen terms leave the outcome open.
    """
    sector = check_sector(signs)
    if 0 in sector:
        raise SymbolicError("a sector with a vanishing sigma has no certain outcome")
    return max((level for level, sign in enumerate(sector, start=2) if sign > 0), default=1)


def relax(feed: fmpq_poly, rate: int, start: fmpq) -> fmpq_poly:
    """The solution of y' = -rate y + feed(x), y(0) = start, where x^k has the derivative -k x^k.

    Raises SymbolicError where the feed has a term x^rate: then no polynomial solves it.

    >>> relax(fmpq_poly([1]), 1, fmpq(1, 4))
    (-3/4)*x + 1
    """
    coefficients = feed.coeffs()
    if len(coefficients) > rate and coefficients[rate]:
        raise SymbolicError(f"the source resonates with the rate {rate}: no polynomial in exp(-kappa t) solves it")
    coefficients = [c / (rate - power) if c else c for power, c in enumerate(coefficients)]
    coefficients += [fmpq(0)] * (rate + 1 - len(coefficients))
    coefficients[rate] = start - sum(coefficients, fmpq(0))
    return fmpq_poly(coefficients)


def as_expression(polynomial: fmpq_poly, at: Expr = x) -> Expr:
    """A polynomial as a SymPy expression, in x = exp(-kappa t) unless another is given."""
    return Add(*(Rational(int(c.p), int(c.q)) * at**power for power, c in enumerate(polynomial.coeffs()) if c))


def _time_derivative(polynomial: fmpq_poly) -> fmpq_poly:
    """d/d(kappa t) of a polynomial in x: -x d/dx."""
    return -polynomial.derivative() * fmpq_poly([0, 1])
