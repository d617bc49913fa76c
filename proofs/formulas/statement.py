"""A statement: sides with relations between them, and the condition named after them. What every reader of formulas makes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sympy
from bornproof.proofs.formulas.literal import written

__all__ = ["EQUALITIES", "RELATIONS", "Statement", "gathered"]

EQUALITIES = ("=", ":=")
RELATIONS: Mapping[str, Any] = {
    "=": sympy.Eq, ":=": sympy.Eq, "<": sympy.Lt, ">": sympy.Gt, r"\le": sympy.Le, r"\ge": sympy.Ge, r"\ne": sympy.Ne,
}  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """Sides with relations between them, as `=`, `:=` or `<`, and the condition named after them, if one is."""

    sides: tuple[Any, ...]
    relations: tuple[str, ...] = ()
    condition: Any = None

    @property
    def relation(self) -> Any:
        """The relation that it states, or the only side.

        >>> a, b = sympy.symbols("a b")
        >>> Statement((a, b), ("=",)).relation, Statement((a,)).relation
        (Eq(a, b), a)
        """
        found = [written(RELATIONS[sign], a, b) for sign, a, b in zip(self.relations, self.sides, self.sides[1:], strict=False)]
        return self.sides[0] if not found else found[0] if len(found) == 1 else written(sympy.And, *found)


def gathered(statements: Iterable[Statement]) -> list[Statement]:
    """The statements, where an inequality alone behind a formula, or an equality, is its condition, as in `a = b, c < d`.

    >>> a, b, c = sympy.symbols("a b c")
    >>> gathered([Statement((a, b), ("=",)), Statement((b, c), ("<",))])
    [Statement(sides=(a, b), relations=('=',), condition=b < c)]
    """
    found: list[Statement] = []
    for statement in statements:
        aside = statement.relations and not any(sign in EQUALITIES for sign in statement.relations)
        if aside and found and (not found[-1].relations or any(sign in EQUALITIES for sign in found[-1].relations)):
            said = [part for part in (found[-1].condition, statement.relation, statement.condition) if part is not None]
            found[-1] = replace(found[-1], condition=said[0] if len(said) == 1 else written(sympy.And, *said))
        else:
            found.append(statement)
    return found
