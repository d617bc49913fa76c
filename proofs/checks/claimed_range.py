"""Does a condition beside a formula claim more than is proved: a point where it holds, and what is assumed does not.

A condition that an author writes says where the line holds. Besides what it says nothing about, as the state or the Hamiltonian, it
must imply all that is assumed: `I >= J` claims I = J, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from bornproof.numeric_check.errors import UndecidedError, UndefinedError
from bornproof.numeric_check.evaluation.evaluate import prepared
from bornproof.proofs.checks.points import Bench, holds, points_of
from bornproof.proofs.formulas.plain_printer import all_of, as_text
from bornproof.proofs.ledger import Claim, Engine, Witness
from bornproof.symbolic.errors import AbsentError
from sympy import And, Basic, Indexed, Not, Or, Symbol
from sympy.logic.boolalg import Boolean

__all__ = ["Beyond", "beyond", "names_of"]

LOOKED_AT = 400  # points, for those that are claimed and for the levels that are meant
SIZES = 2  # numbers of levels, the smallest, at which all combinations are tried
FAR = 99  # levels: a condition that ends before is one with an end of its own


@dataclass(frozen=True)
class Beyond:
    """What is claimed and not assumed, in words, and a point of it at which the formula is not true, if one was found."""

    says: str
    witness: Witness | None = None


def beyond(claim: Claim, form: Basic, condition: Boolean, needed: tuple[Boolean, ...], digits: int) -> Beyond | None:
    """What a condition claims beyond the assumptions and what is needed besides; nothing, where no point shows any.

    Only what is about the quantities that the condition names can be claimed by it.
    """
    named = names_of(condition)
    taken = (*claim.domain.assumptions, *needed)
    about = tuple(known for known in taken if names_of(known) <= named)
    others = tuple(known for known in taken if known not in about)
    bench = Bench(replace(claim, domain=replace(claim.domain, assumptions=others)), digits)
    for known in about:
        number = next(islice(bench.numbers((condition, Not(known))), LOOKED_AT), None)
        if number is not None:
            return Beyond(as_text(Not(known)), _witness(bench, form, (condition, Or(*map(Not, about)))))
    levels = next(_levels(claim, condition, about), None)
    return Beyond(levels) if levels else None


def _witness(bench: Bench, form: Basic, given: tuple[Boolean, ...]) -> Witness | None:
    for _, number in bench.refuting((form,), given, most=LOOKED_AT):
        try:
            bench.truth(number, Engine.BALLS)  # raises where there is none
        except (UndefinedError, UndecidedError, AbsentError):
            continue
        return bench.witness(form, number, Engine.BALLS)
    return None


def _levels(claim: Claim, condition: Boolean, about: tuple[Boolean, ...]) -> Iterator[str]:
    """The levels that are claimed, and that no point of the claim has."""
    size = claim.language.size
    named = names_of(condition)
    symbols = tuple(sorted((name for name in named if isinstance(name, Symbol) and name.is_integer and name != size), key=str))
    whole = [part for part in And.make_args(condition) if names_of(part) <= {*symbols, size}]
    if size is None or not (symbols and whole):
        return
    met = {
        (point[size], *(point[name] for name in symbols))
        for point in islice(points_of(claim.domain.points), LOOKED_AT)
        if size in point and all(name in point for name in symbols) and all(holds(known, point) for known in about)
    }
    anywhere = {tuple(values) for _, *values in met}
    for levels in sorted({n for n, *_ in met})[:SIZES]:

        def claimed(values: tuple[int, ...], levels: int = levels) -> bool:
            point = prepared({size: levels, **dict(zip(symbols, values, strict=True))})
            return all(holds(part, point) for part in whole)

        for values in product(range(levels + 2), repeat=len(symbols)):
            if (levels, *values) in met or (size not in named and values in anywhere) or not claimed(values):
                continue
            outside = [place for place, value in enumerate(values) if not 1 <= value <= levels]
            if all(not claimed(_moved(values, place)) for place in outside):
                yield all_of((f"{size} = {levels}", *(f"{name} = {value}" for name, value in zip(symbols, values, strict=True))))


def _moved(values: tuple[int, ...], place: int) -> tuple[int, ...]:
    """The same with the value at a place, which is no level, far away from the levels."""
    far = FAR if values[place] else -FAR
    return (*values[:place], far, *values[place + 1 :])


def names_of(condition: Basic) -> frozenset[Basic]:
    """The quantities that a condition names, entries of tables as a whole."""
    tables = condition.atoms(Indexed)
    return frozenset(condition.xreplace({entry: Symbol("_") for entry in tables}).free_symbols - {Symbol("_")} | tables)
