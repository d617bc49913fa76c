"""The value of a form at an exact point, read literally: no rewriting step and no closed form has a part in it.

What is no number at a point, as an operator or an event, has the value that the ledger's language gives it there;
abbreviations are looked up.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bornproof.numeric_check.arithmetic.precision import working_digits
from bornproof.numeric_check.evaluation.evaluate import Evaluated, PreparedPoint, evaluate, prepared
from bornproof.numeric_check.evaluation.node_rules import Scope, walk, whole
from bornproof.proofs.ledger.domain import Point
from bornproof.proofs.ledger.language import PLAIN, Language
from flint import fmpq
from sympy import Basic, Indexed, MatrixBase, Symbol
from sympy.core.function import AppliedUndef

__all__ = ["literal_value", "told"]

Where = tuple[tuple[Basic, Basic], ...]


def literal_value(form: Basic, point: Point, where: Where = (), digits: int | None = None, language: Language = PLAIN) -> Evaluated:
    """The form's value at a point, with the abbreviations `where`; an operator's is its table of rows.

    Raises what `numeric_check.evaluation.evaluate` raises: UndefinedError where the form as it is written has no value,
    also for a level that does not exist, and NumericError for what has no literal meaning.

    >>> a, b = Symbol("a"), Symbol("b")
    >>> literal_value(1 / a, {b: fmpq(1, 2)}, ((a, b**2),))
    4
    """
    for name, value in where:
        if not isinstance(name, Symbol | Indexed):
            form = form.xreplace({name: value})
    if not _is_plain(form, where):
        point = _extended(prepared(point), where, working_digits(digits), language)
    return evaluate(form, point, digits)


def told(point: Point, where: Where, digits: int, language: Language = PLAIN) -> Point:
    """The point as an oracle is told it: of a name that is an abbreviation, too, it has the value of what that stands for.

    >>> a, b = Symbol("a"), Symbol("b")
    >>> told({a: fmpq(7), b: fmpq(1, 2)}, ((a, b**2),), 50)[a]
    1/4
    """
    names = {name: value for name, value in where if name in point}
    if not names:
        return point
    ready = prepared(point)
    key = told, where, digits, language
    if key not in ready.kept:
        values = {name: literal_value(value, ready, where, digits, language) for name, value in names.items()}
        ready.kept[key] = prepared({**ready, **values})
    found: PreparedPoint = ready.kept[key]
    return found


@lru_cache(maxsize=4096)
def _is_plain(form: Basic, where: Where) -> bool:
    """Whether the form is made of what has values at a point."""
    if where or form.atoms(AppliedUndef):
        return False
    return isinstance(form, MatrixBase) or form.is_commutative is not False


def _extended(point: PreparedPoint, where: Where, digits: int, language: Language) -> PreparedPoint:
    """The point with a handler for all that is not a number there: operators, events and abbreviations."""
    if (where, digits, language) not in point.kept:
        outside: Scope = {}
        made = point.adding(_meanings(where, language, outside))
        outside |= made.scope
        point.kept[where, digits, language] = made
    extended: PreparedPoint = point.kept[where, digits, language]
    return extended


def _meanings(where: Where, language: Language, outside: Scope) -> dict[Any, Any]:
    meanings: dict[Any, Any] = dict(language.handlers())
    for name, value in where:
        if isinstance(name, Indexed) and all(isinstance(index, Symbol) for index in name.indices):
            meanings[name.base] = _abbreviated_table(name, value, outside)
        elif isinstance(name, Symbol | Indexed):
            meanings[name] = _abbreviation(value, outside)
    return meanings


def _abbreviation(value: Basic, outside: Scope) -> Callable[[Any, Scope], Any]:
    """Abbreviations are about the quantities of the point, whatever a sum around them binds."""
    return lambda _node, _scope: walk(value, outside)


def _abbreviated_table(name: Indexed, value: Basic, outside: Scope) -> Callable[[Any, Scope], Any]:
    def entry(node: Any, scope: Scope) -> Any:
        indices = (fmpq(whole(index, scope)) for index in node.indices)
        return walk(value, outside | dict(zip(name.indices, indices, strict=True)))

    return entry
