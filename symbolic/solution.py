"""rho(t) as a user meets it: in one sector, Eqs. (39)-(57), and averaged over the hidden variables, Eq. (29).

Its entries are polynomials with rational coefficients: populations in x = exp(-kappa t), and in sqrt(x) the factors by
which the coherences shrink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from math import prod
from typing import TYPE_CHECKING, Any

from bornproof.symbolic import averages, disks, populations
from bornproof.symbolic.averaged_numbers import sums_in_x
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.markup import aligned, entry, equations
from bornproof.symbolic.notation.core import kappa, rho0, t, whole, x
from bornproof.symbolic.populations import as_expression
from bornproof.symbolic.rational import Exact, exact_rational, read_sector
from flint import arb, arb_poly, ctx, fmpq, fmpq_poly
from sympy import Expr, ImmutableMatrix, Rational, Symbol, exp, latex, sqrt

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

__all__ = ["Solution", "average", "closed_form", "sector_probability"]

MOST_SHOWN = 6  # levels whose coherences are all printed
CLOSE = fmpq(1, 10**20)  # how near to the truth a number is before it is rounded to a float
_x = Symbol("x", positive=True)


@dataclass(frozen=True, repr=False)
class Solution:
    """rho(t) from populations p at t = 0, and from any coherences.

    Parameters
    ----------
    populations
        rho_11(t), ..., rho_NN(t) as FLINT polynomials in x = exp(-kappa t).
    chances
        For each of sigma_2, ..., sigma_N the probabilities that it is positive and that it is negative: 1 or 0 in one
        sector.
    averaged
        Whether this is an average over the hidden variables.
    """

    populations: tuple[fmpq_poly, ...]
    chances: tuple[tuple[fmpq, fmpq], ...]
    averaged: bool = False

    @property
    def levels(self) -> int:
        """The number of levels N."""
        return len(self.populations)

    def coherence(self, row: int, column: int) -> Expr:
        """rho_IJ(t)/rho_IJ(0), Eqs. (46), (47): a polynomial in sqrt(x), where x = exp(-kappa t), as everywhere here.

        Each level M > J > I contributes 2 theta(sigma_M) to Lambda_IJ, each between them theta(sigma_M), J itself
        theta(sigma_J) + (J - 1) theta(-sigma_J) and I itself (I - 1) theta(-sigma_I); the signs are independent.

        Parameters
        ----------
        row, column
            The levels I and J, counted from 1, not the same.

        Raises
        ------
        SymbolicError
            For levels that are no whole numbers, are not there, or are one level twice.

        Examples
        --------
        >>> closed_form("+-", ("1/4", "1/4", "1/2")).coherence(1, 2)
        sqrt(x)
        >>> average(("1/4", "1/4", "1/2")).coherence(2, 3)
        x**(3/2)/4 + sqrt(x)/4 + x/2
        """
        return as_expression(self._shrinking(row, column), sqrt(_x))

    def _shrinking(self, row: int, column: int) -> fmpq_poly:
        """The same as a polynomial of FLINT's, in sqrt(x)."""
        low, high = sorted((whole(row), whole(column)))
        if low == high or not 1 <= low <= high <= self.levels:
            raise SymbolicError(f"a coherence needs two different levels in 1..{self.levels}, not {row} and {column}")

        def factor(level: int, up: fmpq, down: fmpq) -> fmpq_poly:
            raised = (level > low) + (level > high)  # powers of sqrt(x) for sigma > 0 and for sigma < 0
            lowered = level - 1 if level in (low, high) else 0
            return _power(raised) * up + _power(lowered) * down + (1 - up - down)

        levels = enumerate(self.chances, start=2)
        return prod((factor(level, *chance) for level, chance in levels if level >= low), start=fmpq_poly([1]))

    def to_sympy(self) -> Any:
        """rho(t) as an N by N SymPy matrix in kappa and t; rho_IJ(0) stand for the coherences at t = 0.

        >>> closed_form("-", ("1/4", "3/4")).to_sympy()[1, 1]
        3*exp(-kappa*t)/4
        """
        decay = exp(-kappa * t / 2)

        def entry(i: int, j: int) -> Expr:
            if i == j:
                return as_expression(self.populations[i - 1], decay**2)
            return rho0[i, j] * as_expression(self._shrinking(i, j), decay)

        levels = range(1, self.levels + 1)
        return ImmutableMatrix([[entry(i, j) for j in levels] for i in levels])

    def to_numpy(self, kappa_t: Any) -> NDArray[float64]:
        """The populations at given times as floats, each within rounding of the exact value.

        Parameters
        ----------
        kappa_t
            kappa t, a number or a sequence of T numbers, none negative. Here floats may be given, too: they are taken
            for the exact number that they are, and nothing exact comes back.

        Returns
        -------
        numpy.ndarray
            Shape (N,), or (T, N) for a sequence.

        Raises
        ------
        SymbolicError
            For a time that is negative or no number, and a table of times.

        Examples
        --------
        >>> closed_form("-", ("1/4", "3/4")).to_numpy([0, 1]).round(3)
        array([[0.25 , 0.75 ],
               [0.724, 0.276]])
        """
        from numpy import array, ndim

        try:
            axes = 0 if isinstance(kappa_t, str | fmpq) else ndim(kappa_t)
        except ValueError:  # rows of different lengths
            axes = 2
        if axes > 1:
            raise SymbolicError(f"kappa t must be a number or a sequence of numbers, not a table of them, {kappa_t!r:.60}")
        return array([self._at(_time(time)) for time in kappa_t] if axes else self._at(_time(kappa_t)))

    def __repr__(self) -> str:
        shown = "<{}>(t)" if self.averaged else "{}(t)"
        lines = [f"{shown.format(name)} = {value}" for name, value in self._named(str)]
        left_out = self.levels * (self.levels - 1) // 2 if self.levels > MOST_SHOWN else 0
        lines += [f"{left_out} coherences: .coherence(I, J)"] if left_out else []
        return "\n".join([*lines, "x = exp(-kappa t)"])

    def _repr_latex_(self) -> str:
        shown = r"\langle {} \rangle(t)" if self.averaged else "{}(t)"
        lines = [f"{shown.format(latex(Symbol(name)))} &= {value}" for name, value in self._named(latex)]
        lines.append(r"x &= e^{-\kappa t}")
        return aligned(lines)

    def _repr_html_(self) -> str:
        brackets = ("<mo>⟨</mo>", "<mo>⟩</mo>") if self.averaged else ("", "")
        rows = [(entry("ρ", i, i), as_expression(value, _x)) for i, value in enumerate(self.populations, start=1)]
        if self.levels <= MOST_SHOWN:
            pairs = combinations(range(1, self.levels + 1), 2)
            rows += [(entry("ρ", i, j), self.coherence(i, j) * rho0[i, j]) for i, j in pairs]
        shown = [(f"{brackets[0]}{left}{brackets[1]}<mo>(</mo><mi>t</mi><mo>)</mo>", value) for left, value in rows]
        return equations([*shown, ("<mi>x</mi>", x)])

    def _named(self, write: Any) -> list[tuple[str, str]]:
        """The names of the entries and their values, in writing."""
        comma = "," * (self.levels > 9)
        found = [(f"rho_{i}{comma}{i}", write(as_expression(value, _x))) for i, value in enumerate(self.populations, start=1)]
        for i, j in combinations(range(1, self.levels + 1), 2) if self.levels <= MOST_SHOWN else ():
            start = Symbol(f"rho_{i}{comma}{j}(0)" if write is str else rf"\rho_{{{i}{comma}{j}}}(0)")
            found.append((f"rho_{i}{comma}{j}", write(self.coherence(i, j) * start)))
        return found

    def _at(self, time: fmpq) -> list[float]:
        """The populations at a time: with more and more bits, until each is known well enough."""
        bits = 64
        while True:
            with ctx.workprec(bits):
                x = (-arb(time)).exp()
                balls = [arb_poly(value)(x) for value in self.populations]
                if all(ball.rad() < CLOSE for ball in balls):
                    return [float(ball) for ball in balls]
            bits *= 2


def closed_form(signs: Sequence[int] | str, p: Sequence[Exact]) -> Solution:
    """rho(t) in one sector, exactly, for any number of levels: Eqs. (39)-(47), of which (48)-(57) are N = 4.

    Parameters
    ----------
    signs
        The signs of sigma_2, ..., sigma_N: a sequence of +1, -1, 0, or a text such as "+-0".
    p
        The N populations |alpha_1|^2, ..., |alpha_N|^2 at t = 0: exact numbers, none negative, with sum 1. For SymPy
        symbols there is `bornproof.symbolic.populations.populations`.

    Raises
    ------
    SymbolicError
        For p that are not exact or no probabilities, signs that are none, or not N - 1 of them.

    Examples
    --------
    >>> print(closed_form("+", ("1/4", "3/4")))
    rho_11(t) = x/4
    rho_22(t) = 1 - x/4
    rho_12(t) = rho_12(0)*sqrt(x)
    x = exp(-kappa t)
    """
    values = disks.check_probabilities(p)
    sector = read_sector(signs, len(values))
    solution = populations.closed_form(sector, values)
    return Solution(solution, tuple((fmpq(sign > 0), fmpq(sign < 0)) for sign in sector))


def average(p: Sequence[Exact], inside: disks.Distribution = disks.uniform) -> Solution:
    """The average of rho(t) over the hidden variables, exactly, Eq. (29); for N = 2 the populations are constant, (32).

    Parameters
    ----------
    p
        The N populations |alpha_1|^2, ..., |alpha_N|^2 at t = 0: exact numbers, none negative, with sum 1.
    inside
        The distribution of each lambda: the probability inside a radius, an expression in it; the paper's is r^2.

    Raises
    ------
    SymbolicError
        For p that are not exact or no probabilities, for what is no distribution on the unit disk, and for one that makes a
        probability irrational.

    Examples
    --------
    >>> print(average(("1/4", "3/4")))
    <rho_11>(t) = 1/4
    <rho_22>(t) = 3/4
    <rho_12>(t) = rho_12(0)*sqrt(x)
    x = exp(-kappa t)
    """
    values = disks.check_probabilities(p)
    disks.check_distribution(inside)
    odds = [disks.chances(*sums, inside) for sums in pairwise(accumulate(values))]
    chances = tuple((each.get(1, fmpq(0)), each.get(-1, fmpq(0))) for each in odds)
    if inside is not disks.uniform:
        return Solution(averages.average_populations(values, inside=inside), chances, averaged=True)
    sums = sums_in_x(values)
    return Solution((sums[0], *(upper - lower for lower, upper in pairwise(sums))), chances, averaged=True)


def sector_probability(signs: Sequence[int] | str, p: Sequence[Exact], inside: disks.Distribution = disks.uniform) -> Rational:
    """The probability of a sector, as a SymPy rational: the product of p_n/S_n or S_{n-1}/S_n over n, Eqs. (16)-(21).

    Parameters
    ----------
    signs
        The signs of sigma_2, ..., sigma_N: a sequence of +1, -1, 0, or a text such as "+-0".
    p
        The N probabilities |alpha_1|^2, ..., |alpha_N|^2: exact numbers, none negative, with sum 1.
    inside
        The distribution of each lambda, as `average` takes it.

    Raises
    ------
    SymbolicError
        For p that are not exact or no probabilities, signs that are none, or not N - 1 of them; for a distribution as
        `average` does.

    Examples
    --------
    >>> sector_probability("+-+", ("1/4", "1/4", "1/4", "1/4"))
    1/12
    >>> sector_probability("+", ("1/4", "3/4"), inside=lambda r: r**4)
    15/16
    """
    values = disks.check_probabilities(p)
    disks.check_distribution(inside)
    found = disks.sector_probability(read_sector(signs, len(values)), values, inside)
    return Rational(int(found.p), int(found.q))


def _time(kappa_t: Any) -> fmpq:
    if isinstance(kappa_t, float) and kappa_t - kappa_t == 0:
        kappa_t = fmpq(*kappa_t.as_integer_ratio())
    if (time := exact_rational(kappa_t)) < 0:
        raise SymbolicError(f"kappa t must be at least 0, not {time}")
    return time


def _power(exponent: int) -> fmpq_poly:
    return fmpq_poly([0] * exponent + [1])
