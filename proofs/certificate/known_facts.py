"""What is known where a claim is checked, sorted by what a certificate does with it: skip a case, give a value, reduce by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bornproof.proofs.certificate.python_source import Source
from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Language
from sympy import And, Basic, Eq, Gt, Indexed, Integer, Le, Sum, Symbol, solve
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import Boolean

__all__ = ["Sorted", "dictionary", "is_level", "names_of", "sort", "unless"]


@dataclass
class Sorted:
    """Facts as source, in the order in which they were given.

    `filters` are about levels and signs alone; `values` are lines that give entries of tables a value; `inserted` are symbols
    with what they are; `zeros` are polynomials that vanish; `noted` are facts of which no use is made.
    """

    filters: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    inserted: dict[str, str] = field(default_factory=dict)
    zeros: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)


def names_of(tree: Basic) -> set[Any]:
    """The symbols and entries in a tree that no sum or product binds, without the labels of tables."""
    calls = tree.atoms(AppliedUndef)
    events = set[Any]().union(*(node.atoms(Indexed) for node in calls if node.func == P))  # what they are about has no value
    bound = {node.args[1] for node in calls if node.func == Each}
    return set(tree.free_symbols) - bound - events - {entry.base.label for entry in tree.atoms(Indexed)}


def is_level(name: Any) -> bool:
    """Whether it stands for a whole number, over whose values a certificate loops."""
    return isinstance(name, Symbol) and bool(name.is_integer)


def sort(facts: Iterable[Boolean], source: Source, language: Language) -> Sorted:
    """Sort the facts; what they name is named by the source."""
    found = Sorted()
    flat = [part for fact in facts for part in (fact.args if isinstance(fact, And) else (fact,))]
    for fact in dict.fromkeys(flat):
        names = names_of(fact)
        if all(is_level(name) or (isinstance(name, Indexed) and name.base in language.signed) for name in names):
            found.filters.append(source.of(fact))
        elif isinstance(fact, Eq):
            _equation(fact, source, found)
        elif isinstance(fact, Gt) and fact.rhs == 0 and isinstance(fact.lhs, Symbol | Indexed):
            _given(fact.lhs, f"positive({source.of(fact.lhs)})", source, found)
        elif isinstance(fact, Le) and (own := _own(fact, flat)) is not None:  # what it is smaller by is not negative
            gap = Symbol(f"gap{len(found.values) + len(found.inserted)}", nonnegative=True)
            (value,) = solve(fact.rhs - fact.lhs - gap, own)
            _given(own, source.of(value), source, found)
        else:
            found.noted.append(as_text(fact))
    return found


def _own(fact: Le, facts: list[Boolean]) -> Basic | None:
    """What no other fact names, and an inequality tells linearly."""
    others = set[Any]().union(*(names_of(other) for other in facts if other != fact))
    alone = sorted(names_of(fact) - others, key=str)
    return next((name for name in alone if (fact.rhs - fact.lhs).as_poly(name, extension=None) is not None), None)


def _given(name: Basic, value: str, source: Source, found: Sorted) -> None:
    if isinstance(name, Indexed):
        found.values.append(f"{source.of(name)} = {value}")
    else:
        found.inserted[source.of(name)] = value


def _equation(fact: Eq, source: Source, found: Sorted) -> None:
    left, right = fact.args
    if isinstance(left, Symbol | Indexed):
        _given(left, f"Integer({right})" if right.is_Integer else source.of(right), source, found)
        return
    if isinstance(left, Sum) and len(left.limits) == 1 and isinstance(left.function, Indexed):
        (index, low, high), entry = left.limits[0], left.function
        if all(place == index for place in entry.indices):  # the first entry is what the others leave
            rest = Sum(entry, (index, low + 1, high))
            found.values.append(f"{source.of(entry.subs(index, low))} = {source.of(right)} - {source.of(rest)}")
            return
    found.zeros.append(source.of(left - right if right != Integer(0) else left))


def unless(filters: list[str]) -> list[str]:
    """The line that skips a case in which the filters do not all hold, if there are any."""
    return [f"if not ({' and '.join(f'({text})' for text in filters)}): continue"] if filters else []


def dictionary(values: Mapping[str, str]) -> str:
    """What is inserted, as source."""
    return f"{{{', '.join(f'{name}: {value}' for name, value in values.items())}}}"
