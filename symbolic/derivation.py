"""A derivation: expressions in order, each with the rule that made it from the one before."""

from dataclasses import dataclass

from sympy import Basic

from symbolic.errors import SymbolicError

__all__ = ["Derivation", "Step", "derivation"]


@dataclass(frozen=True)
class Step:
    """One line of a derivation: the rule in words, and the expression that it gave."""

    rule: str
    result: Basic


@dataclass(frozen=True)
class Derivation:
    """A chain of steps; the last one is the result."""

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if not self.steps:
            raise SymbolicError("a derivation must have at least one step")

    @property
    def result(self) -> Basic:
        """The expression of the last step."""
        return self.steps[-1].result

    def then(self, rule: str, result: Basic) -> "Derivation":
        """This derivation with one more step."""
        return Derivation((*self.steps, Step(rule, result)))


def derivation(rule: str, start: Basic) -> Derivation:
    """A derivation of one step, to be continued with `Derivation.then`.

    >>> from sympy import Integer
    >>> derivation("start", Integer(1)).then("add one", Integer(2)).result
    2
    """
    return Derivation((Step(rule, start),))
