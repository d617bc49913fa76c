"""Averages over the hidden variables in numbers or formulas of one kind, as `bornproof average` prints them."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import sympy
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.proofs.cli.generic_weights import constant_where, divisor, free_symbols
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.report.shown import Screen
from bornproof.symbolic.averaged_numbers import coherence_factor, partial_sums
from flint import arb, fmpq, fmpq_poly

__all__ = ["AveragedValues", "time_factor"]

SHOWN = 20  # digits of a ball
_X = sympy.Symbol("x", positive=True)


def time_factor(kappa_t: sympy.Expr, digits: int, *, exact: bool) -> fmpq | arb:
    """exp(-kappa t), a FLINT rational where it is rational and `exact`, else a ball with so many digits.

    >>> time_factor(sympy.log(2), 30, exact=True)
    1/2
    """
    shrunk = sympy.exp(-kappa_t)
    with working_precision(digits):
        value: Any = fmpq(int(shrunk.p), int(shrunk.q)) if shrunk.is_Rational else evaluate(shrunk, {})
        return value if exact and isinstance(value, fmpq) else arb(value)


@dataclass(frozen=True)
class AveragedValues:
    """The averages for probabilities that are all rational or all expressions, in x or at a value of it.

    Parameters
    ----------
    weights
        The N probabilities, FLINT rationals or SymPy expressions.
    factor
        The value of x = exp(-kappa t), rational or a ball; without any, x is the variable of polynomials or expressions.
    digits
        Decimal digits of balls.
    """

    weights: tuple[Any, ...]
    factor: fmpq | arb | None
    digits: int

    @cached_property
    def populations(self) -> list[Any]:
        """The averages of rho_11, ..., rho_NN."""
        x, one = self._ring
        with working_precision(self.digits):
            sums = partial_sums(self.weights, self.weights, x, one)
            return [self._settled(found) for found in (sums[0], *(upper - lower for lower, upper in pairwise(sums)))]

    def coherence(self, low: int, high: int) -> Any:
        """The average of rho_IJ(t)/rho_IJ(0), in sqrt(x)."""
        x, one = self._ring
        with working_precision(self.digits):
            root = x if isinstance(x, fmpq_poly) else arb(x).sqrt() if isinstance(x, fmpq | arb) else sympy.sqrt(x)
            return self._settled(coherence_factor(self.weights, low, high, root, one))

    @property
    def born(self) -> bool:
        """Whether the averages at x = 0, t -> infinity, are the probabilities."""
        return all(self._equal(self._at(mean, 0), p) for mean, p in zip(self.populations, self.weights, strict=True))

    @cached_property
    def constant(self) -> bool:
        """Whether no average depends on x, with any symbols."""
        return all(self._equal(mean, p) for mean, p in zip(self.populations, self.weights, strict=True))

    @property
    def condition(self) -> sympy.Basic | None:
        """What must hold of the symbols for all of this, besides that no probability is negative; None where it always does."""
        found = divisor(self.weights) if self.symbols else None
        return None if found is None else sympy.Gt(found, 0)

    @property
    def constant_where(self) -> sympy.Basic | None:
        """With which symbols no average depends on x, though in general one does; None where there are none."""
        found = constant_where(self.weights) if self.symbols and not self.constant else None
        return None if found is None or found.is_nonzero else sympy.Eq(found, 0)

    @cached_property
    def symbols(self) -> list[sympy.Symbol]:
        """The symbols in the probabilities."""
        return free_symbols(self.weights)

    @property
    def verified(self) -> bool:
        """Whether they are the probabilities at x = 0 and at x = 1, t = 0, and their sum is 1."""
        begun = all(self._equal(self._at(mean, 1), p) for mean, p in zip(self.populations, self.weights, strict=True))
        return self.born and begun and self._equal(sum(self.populations[1:], self.populations[0]), 1)

    @cached_property
    def largest_deviation(self) -> str | None:
        """The largest |average - p|, at a time; None where symbols leave it open."""
        with working_precision(self.digits):
            apart = [abs(mean - p) for mean, p in zip(self.populations, self.weights, strict=True)]
            return None if self._symbolic else self.text(max(apart, key=lambda each: arb(each).mid()))

    def text(self, value: Any, variable: str = "x") -> str:
        """A value as plain text, a ball with its radius."""
        if isinstance(value, arb):
            with working_precision(self.digits):
                return str(value.str(min(self.digits, SHOWN)))
        if isinstance(value, fmpq_poly):
            return str(value).replace("x", variable)
        return str(value)

    def shown(self, value: Any, screen: Screen, root: int = 1) -> str:
        """A value as a terminal shows it, a polynomial in the root of x of this degree."""
        if isinstance(value, fmpq_poly):
            return screen.polynomial(value.coeffs(), root)
        return str(screen.form(value)) if isinstance(value, sympy.Expr) else self.text(value)

    @property
    def _symbolic(self) -> bool:
        return any(isinstance(value, sympy.Expr) for value in self.weights)

    @property
    def _ring(self) -> tuple[Any, Any]:
        """x, and 1, in which the averages are computed."""
        if self._symbolic:
            return _X if self.factor is None else _number(self.factor), sympy.Integer(1)
        if self.factor is None:
            return fmpq_poly([0, 1]), fmpq_poly([1])
        return self.factor, fmpq(1) if isinstance(self.factor, fmpq) else arb(1)

    def _settled(self, value: Any) -> Any:
        return sympy.collect(sympy.expand(sympy.cancel(value)), _X, sympy.factor) if isinstance(value, sympy.Expr) else value

    def _at(self, mean: Any, place: int) -> Any:
        return mean.subs(_X, place) if isinstance(mean, sympy.Expr) else mean(place)

    def _equal(self, one: Any, other: Any) -> bool:
        if not self._symbolic:
            return bool(one == other)
        apart = sympy.expand(sympy.numer(sympy.together(one - other)))
        vanishes = apart == 0 or apart.equals(0)
        if vanishes is None:
            somewhere = {symbol: sympy.Rational(place, 97) for place, symbol in enumerate([_X, *self.symbols], start=2)}
            vanishes = False if apart.xreplace(somewhere).equals(0) is False else None  # one point proves no identity
        if vanishes is None:
            raise LedgerError(f"it cannot be decided whether {apart} vanishes")
        return bool(vanishes)


def _number(value: fmpq | arb) -> sympy.Expr:
    """The value in a formula with symbols, where it must be rational."""
    if isinstance(value, fmpq):
        return sympy.Rational(int(value.p), int(value.q))
    raise LedgerError("with roots or symbols in --p, exp(-kappa t) must be rational, as for --time 'log(2)'")
