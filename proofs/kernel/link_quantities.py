"""What left-hand sides are in the words of Statements.v, by the LaTeX of an entry's name, and how they are held against forms."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from bornproof.proofs.counts import counted
from bornproof.proofs.kernel.link_levels import UnlinkableError
from bornproof.proofs.kernel.link_terms import Terms
from sympy import Basic, ImmutableMatrix

__all__ = ["Comparison", "Named", "Quantity", "lines", "quantities"]


class Comparison(Enum):
    """How the forms of a quantity are read, and held against it."""

    COMPLEX = auto()
    REAL = auto()
    PROPOSITION = auto()  # equivalent
    MATRIX = auto()  # equal entries
    LIMIT = auto()  # to which a matrix tends in time
    RATE = auto()  # the derivative of a function of time at 0
    DERIVATIVE = auto()  # that at the time that is meant


@dataclass(frozen=True)
class Quantity:
    """A kind of left-hand side: its LaTeX, how it is compared with a form, and its Coq.

    Where the state is a `solution`, it is so at each time if the entry's oracle evolves a state (`dynamics`); if not, it may
    be an average of solutions, which a bar says itself (`averaged`). A ratio is its numerator, and the form is held against
    it times the `denominator`, which may be 0.
    """

    latex: str
    comparison: Comparison
    build: Callable[[Any, re.Match[str]], str]  # of the notation's own `Terms`
    solution: bool = False
    dynamics: bool = False
    averaged: bool = False
    denominator: Callable[[Any, re.Match[str]], str] | None = None


Named = tuple[Quantity, re.Match[str]]


def quantities(name: str, known: Sequence[Quantity]) -> list[Named]:
    """The known quantity that the LaTeX names, or each of a bracketed list; raises UnlinkableError for another."""
    if any(re.fullmatch(quantity.latex, name) for quantity in known):
        return [_quantity(name, known)]
    inner = name[1:-1] if re.fullmatch(r"\(\\.*\)", name) else name
    pieces = re.split(r",\s*(?=\\)", inner)
    return [_quantity(piece, known) for piece in (pieces if len(pieces) > 1 else [name])]


def lines(terms: Terms, named: list[Named], forms: list[Basic]) -> tuple[tuple[str, ...], list[str]]:
    """What the quantities are; and for each form, and each of them, that they are equal (equivalent, or tend to it)."""
    columns = [[*_components(form, len(named))] for form in forms]
    equations = [_line(terms, *pair, column[place]) for column in columns for place, pair in enumerate(named)]
    return tuple(quantity.build(terms, found) for quantity, found in named), equations


def _quantity(name: str, known: Iterable[Quantity]) -> Named:
    for quantity in known:
        if found := re.fullmatch(quantity.latex, name):
            return quantity, found
    raise UnlinkableError(f"the quantity {name} has no translation")


def _components(form: Basic, count: int) -> list[Basic]:
    if count == 1:
        return [form]
    if not isinstance(form, ImmutableMatrix) or len(form) != count:
        raise UnlinkableError(f"a form that is not one row of {count} stands for {counted(count, 'quantity')}")
    return list(form)


def _line(terms: Terms, quantity: Quantity, found: re.Match[str], form: Basic) -> str:
    row, column = terms.INDICES
    if quantity.comparison in (Comparison.MATRIX, Comparison.LIMIT):
        terms.use(row, "nat"), terms.use(column, "nat")
        terms.keep_free(form)
    left = quantity.build(terms, found)
    match quantity.comparison:
        case Comparison.PROPOSITION:
            return f"({left} <-> {terms.proposition(form)})%R"
        case Comparison.MATRIX:
            return f"({left} = {terms.entry(form, row, column)})%C"
        case Comparison.LIMIT:
            of_time = f"(fun {terms.TIME} : R => {left} {terms.TIME} {row} {column})"
            return f"Statements.tends_to {of_time} {terms.entry(form, row, column)}%C"
        case Comparison.RATE:
            rate = terms.complex(form) if terms.is_complex(form) else f"(RtoC {terms.real(form)}%R)"
            return f"Statements.right_derivative ({left}) {rate}%C"
        case Comparison.DERIVATIVE:
            return f"Statements.derivative ({left}) {terms.TIME} {terms.complex(form)}%C"
        case Comparison.COMPLEX:
            times = f" * {quantity.denominator(terms, found)}" if quantity.denominator else ""
            return f"({left} = {terms.complex(form)}{times})%C"
        case Comparison.REAL:
            return f"({left} = {terms.real(form)})%R"
