"""Levels and their ranges as Coq terms: names, indices, limits, and what must be true of them.

What Coq's total functions would hide becomes a demand: that a divisor is not 0, a radicand not negative, a subtraction of
levels not cut off at 0, an index one of 1..N.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar

from bornproof.proofs.errors import ProofsError
from sympy import Add, Basic, Integer, Symbol

__all__ = ["Levels", "UnlinkableError", "shown", "total", "untranslated"]

class UnlinkableError(ProofsError):
    """A part of an entry has no translation; the message says which."""


@dataclass
class Levels:
    """Translates levels, and notes the free names, with their types, and the demands that it meets.

    `LEVELS` are the names of a notation for them, the first for their number; a notation's own class gives them. `levels`: the
    number of levels as a term: its name, or a number in its place.
    """

    LEVELS: ClassVar[tuple[str, ...]] = ("",)

    levels: str
    free: dict[str, str] = field(default_factory=dict, init=False)
    demands: list[str] = field(default_factory=list, init=False)
    _bound: list[tuple[str, str, str]] = field(default_factory=list, init=False)

    def use(self, name: str, kind: str) -> str:
        """The name of a free variable, noted with its type; raises UnlinkableError where it has another type already."""
        if self.free.setdefault(name, kind) != kind:
            raise UnlinkableError(f"{name} is used as {kind} and as {self.free[name]}")
        return name

    def level(self, expr: Basic) -> str:
        """A level or a limit, in nat; what is subtracted must not exceed what it is subtracted from."""
        above, below = self.sides(expr)
        if below:
            self.demand(f"({total(below)} <= {total(above)})%nat")
        text = f"({total(above)} - {total(below)})" if below else total(above)
        return text if text.isalpha() else f"{text}%nat"

    def index(self, expr: Basic, least: int = 1) -> str:
        """A level that must be one of those that there are, from the least."""
        text = self.level(expr)
        self.demand(f"({least} <= {text} <= {self.levels})%nat")
        return text

    def sides(self, expr: Basic) -> tuple[list[str], list[str]]:
        """What a level adds and what it subtracts."""
        sides: tuple[list[str], list[str]] = ([], [])
        for term in Add.make_args(expr):
            count, rest = term.as_coeff_Mul()
            if rest == 1 and isinstance(count, Integer):
                sides[int(count) < 0].append(str(abs(count)))
            elif self.is_level(rest) and count in (1, -1):
                sides[int(count) < 0].append(self._named(rest.name))
            else:
                raise untranslated(expr, "a level")
        above, below = ([term for term in side if term != "0"] for side in sides)
        return above, below

    def demand(self, text: str) -> None:
        """Note what must be true for all values of the bound levels around it that occur in it."""
        for name, low, high in reversed(self._bound):
            if re.search(rf"\b{name}\b", text):
                text = f"forall {name} : nat, ({low} <= {name} <= {high})%nat -> {text}"
        if text not in self.demands and not _obvious(text):
            self.demands.append(text)

    @contextmanager
    def binding(self, name: Basic, low: str, high: str) -> Iterator[str]:
        """Inside, the name is a level from low to high, which must not contain it."""
        if not self.is_level(name) or name.name == self.levels:
            raise UnlinkableError(f"{name} has no translation as a bound level")
        if re.search(rf"\b{name}\b", f"{low} {high}"):
            raise UnlinkableError(f"{name} stands in its own limits")
        self._bound.append((name.name, low, high))
        yield name.name
        self._bound.pop()

    def is_level(self, expr: Basic) -> bool:
        """Whether it is a symbol that the notation has for a level."""
        return isinstance(expr, Symbol) and expr.name in self.LEVELS

    def _named(self, name: str) -> str:
        if any(name == bound for bound, _, _ in self._bound):
            return name
        return self.levels if name == self.LEVELS[0] and self.levels.isdigit() else self.use(name, "nat")


def total(terms: list[str]) -> str:
    """The terms' sum."""
    return terms[0] if len(terms) == 1 else f"({' + '.join(terms)})" if terms else "0"


def shown(expr: Basic) -> str:
    """A node's kind and text, cut short."""
    text = str(expr)
    return f"{type(expr).__name__} {text if len(text) < 60 else text[:57] + '...'}"


def untranslated(expr: Basic, kind: str) -> UnlinkableError:
    """The error for a node that has no translation of this kind."""
    return UnlinkableError(f"{shown(expr)} has no translation as {kind}")


def _obvious(text: str) -> bool:
    """Whether the demand is a weak order of numbers that is right."""
    found = re.fullmatch(r"\((\d+(?: <= \d+)+)\)%nat", text.replace("%nat ", " "))
    numbers = list(map(int, found[1].split(" <= "))) if found else []
    return bool(found) and numbers == sorted(numbers)
