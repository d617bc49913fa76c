"""Exact points that nobody meant, made from the points of a claim's own domain.

How they are made is told by the ledger's language; without that single symbols are put to an edge of what they may be, to a
number that stands in the formulas, or to the value of another. What the claim assumes, and the cases of its proof, say which
of the points are kept.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, permutations, zip_longest
from typing import Any

from bornproof.numeric_check.arithmetic.sequences import shared
from bornproof.numeric_check.evaluation.evaluate import prepared
from bornproof.proofs.checks.points import points_of
from bornproof.proofs.formulas.literal import evaluated
from bornproof.proofs.ledger.domain import Domain, Point
from bornproof.proofs.ledger.language import PLAIN, Language
from flint import fmpq
from sympy import Basic, Indexed, Integer, Rational, Symbol, default_sort_key

__all__ = ["adversarial_points", "turns"]

LOOKED_AT = 40
EACH = 6  # points a symbol: half of them are made, by three kinds of change


def adversarial_points(domain: Domain, forms: tuple[Basic, ...] = (), language: Language = PLAIN) -> Iterator[Point]:
    """The domain's own points, those with the most levels first, in turn with points made of them; possibly without end.

    The numbers that stand in the forms are tried as values: there a step or a maximum changes. Whoever uses a point asks
    first whether it satisfies the assumptions.
    """
    found = {abs(number) for form in forms for tree in (form, evaluated(form)) for number in tree.atoms(Rational)}
    return _made(domain.points, tuple(sorted(found, key=lambda number: (number.q, number))), language)


def turns(domain: Domain, language: Language = PLAIN) -> int:
    """How many of the points it takes until each symbol of a domain has had its turn; 0, where the language makes them."""
    return 0 if language.changes else EACH * len(_free(next(points_of(domain.points), {})))


@shared
def _made(points: Callable[[], Iterable[Point]], numbers: tuple[Rational, ...], language: Language) -> Iterator[Point]:
    own = list[Point](islice(points_of(points), LOOKED_AT))
    if not own:
        return
    varied = sorted(own, key=lambda point: -int(point.get(language.size, 0)))
    made = chain.from_iterable(zip_longest(*(language.changes or _changes)(own, list(numbers))))
    for given, new in zip_longest(varied, islice(made, 8 * LOOKED_AT)):
        yield from (prepared(point) for point in (new, given) if point is not None)


def _changes(own: list[Point], numbers: list[Rational]) -> tuple[Iterator[Point], ...]:
    """Symbols with another value that their assumptions allow; whole ones only beside no table, which may end."""
    tried = dict.fromkeys((Integer(0), Integer(1), *numbers, Integer(-1)))
    return _elsewhere(own), _valued(own, list(tried)), _alike(own)


def _elsewhere(own: list[Point]) -> Iterator[Point]:
    """All symbols at once at values that stand nowhere, of either sign, within 1 and beyond."""
    for number, template in enumerate(own):
        chosen: dict[Any, int | fmpq] = {}
        for place, name in enumerate(_free(template), number):
            share, turn = Rational(place + 2, 2 * place + 5), place % 4
            values = (-share, Integer(place + 5), share, Integer(-place - 5))
            if allowed := [value for value in (*values[turn:], *values[:turn]) if _may_be(name, value)]:
                chosen[name] = _exact(name, allowed[0])
        yield {**template, **chosen}


def _valued(own: list[Point], numbers: list[Rational]) -> Iterator[Point]:
    """The symbols take turns, each with its next value, so that few points are of every symbol; and the points do."""
    for template in own:
        by_symbol = [[(name, number) for number in numbers if _may_be(name, number)] for name in _free(template)]
        for name, value in filter(None, chain.from_iterable(zip_longest(*by_symbol))):
            yield {**template, name: _exact(name, value)}


def _alike(own: list[Point]) -> Iterator[Point]:
    for template in own:
        for one, other in permutations(_free(template), 2):
            if one.assumptions0 == other.assumptions0:
                yield {**template, one: template[other]}


def _free(point: Point) -> list[Any]:
    """The symbols that may have other values, in the order of their names: that of a point means nothing."""
    tables = any(isinstance(name, Indexed) for name in point)
    return sorted((name for name in point if isinstance(name, Symbol) and not (tables and name.is_integer)), key=default_sort_key)


def _exact(name: Symbol, value: Rational) -> int | fmpq:
    return int(value) if name.is_integer else fmpq(value.p, value.q)


def _may_be(name: Symbol, number: Rational) -> bool:
    """Whether the symbol's assumptions allow the value."""
    return all(getattr(number, f"is_{kind}") is value for kind, value in name.assumptions0.items())
