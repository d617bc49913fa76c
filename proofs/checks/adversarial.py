"""Exact points that nobody meant, made from the points of a claim's own domain.

How they are made is told by the ledger's language; without that single symbols are put to an edge of what they may be, to a
number that stands in the formulas, or to the value of another. What the claim assumes, and the cases of its proof, say which
of the points are kept.
"""

from collections.abc import Iterator
from itertools import chain, combinations, islice, zip_longest
from typing import Any

from bornproof.proofs.checks.points import points_of
from bornproof.proofs.formulas.literal import evaluated
from bornproof.proofs.ledger.domain import Domain, Point
from bornproof.proofs.ledger.language import PLAIN, Language
from flint import fmpq
from sympy import Basic, Indexed, Integer, Rational, Symbol

__all__ = ["adversarial_points"]

LOOKED_AT = 40


def adversarial_points(domain: Domain, forms: tuple[Basic, ...] = (), language: Language = PLAIN) -> Iterator[Point]:
    """The domain's own points, those with the most levels first, in turn with points made of them; possibly without end.

    The numbers that stand in the forms are tried as values: there a step or a maximum changes. Whoever uses a point asks
    first whether it satisfies the assumptions.
    """
    own = list(islice(points_of(domain), LOOKED_AT))
    if not own:
        return
    varied = sorted(own, key=lambda point: -int(point.get(language.size, 0)))
    found = {abs(number) for form in forms for tree in (form, evaluated(form)) for number in tree.atoms(Rational)}
    numbers = sorted(found, key=lambda number: (number.q, number))
    made = chain.from_iterable(zip_longest(*(language.changes or _changes)(own, numbers)))
    for given, new in zip_longest(varied, islice(made, 8 * LOOKED_AT)):
        yield from (point for point in (new, given) if point is not None)


def _changes(own: list[Point], numbers: list[Rational]) -> tuple[Iterator[Point], ...]:
    """Symbols with another value that their assumptions allow; whole ones only beside no table, which may end."""
    tried = dict.fromkeys((Integer(0), Integer(1), *numbers, Integer(-1)))
    return _valued(own, list(tried)), _alike(own)


def _valued(own: list[Point], numbers: list[Rational]) -> Iterator[Point]:
    for template in own:
        for name in _free(template):
            values = [number for number in numbers if _may_be(name, number)]
            yield from ({**template, name: int(value) if name.is_integer else fmpq(value.p, value.q)} for value in values)


def _alike(own: list[Point]) -> Iterator[Point]:
    for template in own:
        for one, other in combinations(_free(template), 2):
            if one.assumptions0 == other.assumptions0:
                yield {**template, one: template[other]}


def _free(point: Point) -> list[Any]:
    tables = any(isinstance(name, Indexed) for name in point)
    return [name for name in point if isinstance(name, Symbol) and not (tables and name.is_integer)]


def _may_be(name: Symbol, number: Rational) -> bool:
    """Whether the symbol's assumptions allow the value."""
    return all(getattr(number, f"is_{kind}") is value for kind, value in name.assumptions0.items())
