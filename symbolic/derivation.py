"""A derivation: expressions in order, each with the rule that made it from the one before; and recursions in a level."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bornproof.symbolic.errors import SymbolicError
from sympy import Basic, Expr, Integer, Symbol
from sympy.logic.boolalg import Boolean

__all__ = ["Derivation", "Recursion", "Step", "derivation"]


@dataclass(frozen=True)
class Recursion:
    """A quantity f(n) of the levels n = first, first + 1, .., last (without end, if there is no last), as the model gives it.

    f(first) = `base`, and f(n + 1) = `step`(f(n)), where `step` takes and gives expressions in n = `variable`. `sign_of` is
    the sigma of the level n, where the value depends on its sign.
    """

    variable: Symbol
    first: int
    base: Expr
    step: Callable[[Expr], Expr]
    sign_of: Expr | None = None
    last: Expr | None = None

    def at(self, level: int) -> Expr:
        """f(level) by repeated steps; raise SymbolicError below the first level.

        >>> from bornproof.symbolic.notation.core import N
        >>> Recursion(N, 1, Integer(1), lambda value: value * (N + 1)).at(4)
        24
        """
        if level < self.first:
            raise SymbolicError(f"the recursion starts at {self.variable} = {self.first}, not {level}")
        value = self.base
        for below in range(self.first, level):
            value = self.step(value).subs(self.variable, Integer(below))
        return value


@dataclass(frozen=True)
class Step:
    """One line of a derivation: the rule in words, and the expression that it gave."""

    rule: str
    result: Basic


@dataclass(frozen=True)
class Derivation:
    """A chain of steps; the last one is the result, or says what the recursion is that determines the result.

    `supposed` are the facts without which a step would be wrong; who uses the result must have them.
    """

    steps: tuple[Step, ...]
    recursion: Recursion | None = None
    supposed: tuple[Boolean, ...] = ()

    def __post_init__(self) -> None:
        if not self.steps:
            raise SymbolicError("a derivation must have at least one step")

    @property
    def result(self) -> Basic:
        """The expression of the last step."""
        return self.steps[-1].result

    def then(self, rule: str, result: Basic) -> "Derivation":
        """This derivation with one more step."""
        return Derivation((*self.steps, Step(rule, result)), supposed=self.supposed)

    def supposing(self, *facts: Boolean) -> "Derivation":
        """This derivation with facts that the next steps use."""
        return Derivation(self.steps, self.recursion, (*self.supposed, *facts))

    def recursive(self, rule: str, result: Basic, recursion: Recursion) -> "Derivation":
        """This derivation with the recursion to which it has led."""
        return Derivation((*self.steps, Step(rule, result)), recursion, self.supposed)

    def taken_to(self, values: Mapping[Any, Any]) -> "Derivation":
        """The recursion taken to the level that the values name; without one there, as it is."""
        if self.recursion is None or self.recursion.variable not in values:
            return self
        level = int(values[self.recursion.variable])
        return self.then(f"step by step to {self.recursion.variable} = {level}", self.recursion.at(level))


def derivation(rule: str, start: Basic) -> Derivation:
    """A derivation of one step, to be continued with `Derivation.then`.

    >>> from sympy import Integer
    >>> derivation("start", Integer(1)).then("add one", Integer(2)).result
    2
    """
    return Derivation((Step(rule, start),))
