"""What a reduction is told and what it has spent: facts, values, equations, a counted budget; and what it may answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from bornproof.symbolic.rewriting.facts import Facts, changed
from bornproof.symbolic.rewriting.kinds import is_whole
from bornproof.symbolic.rewriting.polynomials import Atom, Mono, Poly, constant
from sympy import Basic, Dummy, IndexedBase, Symbol

__all__ = ["Budget", "Context", "ExhaustedError", "SplitError", "Tables", "UnprovedError"]


class UnprovedError(Exception):
    """A step whose side conditions are not met, or a residual that is not 0: nothing is concluded."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ExhaustedError(UnprovedError):
    """The counted steps are used up."""


class SplitError(Exception):
    """The sign of a whole polynomial must be known: both answers are to be tried, or all three where `equal`."""

    def __init__(self, poly: Poly, *, equal: bool) -> None:
        super().__init__(poly.key)
        self.poly, self.equal = poly, equal


@dataclass
class Budget:
    """A number of steps that does not depend on the machine."""

    most: int
    used: int = 0

    def spend(self, steps: int = 1) -> None:
        """Count steps; raise ExhaustedError beyond the most that are allowed."""
        self.used += steps
        if self.used > self.most:
            raise ExhaustedError(f"effort exhausted after {self.most} steps")


@dataclass(frozen=True)
class Tables:
    """What the engine is told of tables: S_m with S_m - S_{m-1} = |b_m|^2 and S_0 = 0, and which are Hermitian."""

    prefixes: tuple[tuple[IndexedBase, IndexedBase], ...] = ()
    hermitian: frozenset[IndexedBase] = frozenset()


@cache
def _whole_number(number: int) -> Symbol:
    """The same in every proof, so that what is cached of it is met again: nothing that outlasts a proof contains it."""
    return Dummy(f"~{number}~", integer=True)


@dataclass(frozen=True)
class Context:
    """Facts, values of atoms, equations (a product of atoms and what it equals), conditions yet to be taken over, a constructor."""

    facts: Facts
    budget: Budget
    make: "Callable[[Context, Atom], Poly]"
    tables: Tables = Tables()
    values: dict[Atom, Poly] = field(default_factory=dict)
    rules: tuple[tuple[Mono, Poly], ...] = ()
    names: "count[int]" = field(default_factory=count)
    pending: tuple[Basic, ...] = ()  # conditions whose normal form needs an order that is open
    licensed: bool = False  # what is made again has had its divisions licensed

    def starting(self, budget: Budget) -> "Context":
        """The same knowledge for a proof that counts its own steps, from 0."""
        facts = changed(self.facts, spend=budget.spend, answers={})
        return changed(self, facts=facts, budget=budget, names=count())

    def knowing(self, *polys: Poly) -> "Context":
        """With polynomials that are not negative."""
        return changed(self, facts=self.facts.with_known(*polys))

    def fresh(self, *, lasting: bool = False) -> Symbol:
        """A whole number of which nothing else is known, under a name that no tree has, nor another proof if it is `lasting`."""
        number = next(self.names)
        return Dummy(f"~{number}~", integer=True) if lasting else _whole_number(number)

    def at_least(self, upper: Poly, lower: Poly) -> bool:
        """Decide upper >= lower for whole numbers; raise SplitError where the facts leave it open."""
        difference = upper - lower
        if self.facts.nonnegative(difference):
            return True
        if self.facts.nonnegative(-difference - constant(1)):
            return False
        self.open(difference, equal=False)
        return False

    def equal(self, one: Poly, other: Poly) -> bool:
        """Decide equality of whole numbers; raise SplitError where the facts leave it open."""
        difference = one - other
        if difference.number is not None:
            return difference.number == 0
        if self.facts.nonzero(difference):
            return False
        known = self.facts.nonnegative(difference) and self.facts.nonnegative(-difference)
        if known and not any(abs(factor) == 1 for mono, factor in difference.terms.items() if mono):
            return True
        self.open(difference, equal=True)  # also where they are known to be equal: then one name takes the other's place
        return False

    def open(self, difference: Poly, *, equal: bool) -> None:
        """Ask for a distinction of cases; raise UnprovedError for what is not linear in whole names."""
        linear = all(len(mono) <= 1 and all(a.kind == "symbol" and e == 1 for a, e in mono) for mono in difference.terms)
        if not (linear and is_whole(difference)):
            raise UnprovedError("cannot compare what is not a linear form in whole numbers")
        raise SplitError(difference, equal=equal)
