"""Where a claim is to hold: cases for the exact proof, exact points for the numeric engines, assumptions as data."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger.fields import check_tuple
from bornproof.proofs.ledger.language import PLAIN, Language, Point
from sympy import And, Basic, Eq, Expr, Ge, Gt, Integer, Lt, Symbol, cancel, diff, true
from sympy.logic.boolalg import Boolean

__all__ = ["Case", "Described", "Domain", "Point", "cases", "described", "no_points"]


@dataclass(frozen=True)
class Case:
    """One case of a distinction: the values of the case variables, and what holds besides.

    The value of a quantity that the ledger's language calls signed is its sign, and stands for every size. `some` are symbols
    of the case alone that take whatever value their assumptions allow, as the gap g > 0 in D' = D + g; the quantities of the
    domain must tell them, and none of these may be one of them.
    """

    values: tuple[tuple[Expr, Expr], ...] = ()
    given: tuple[Boolean, ...] = ()
    some: tuple[Symbol, ...] = ()

    @property
    def mapping(self) -> dict[Expr, Expr]:
        """The values as a mapping."""
        return dict(self.values)

    def __str__(self) -> str:
        return ", ".join(f"{name} = {value}" for name, value in self.values) or "in general"


def no_points() -> Iterator[Point]:
    """No points at all: the numeric engines will say that their sample is empty."""
    return iter(())


@dataclass(frozen=True)
class Domain:
    """`cases` exhaust the domain for the exact proof; `points` yields exact points, edge cases first, possibly without end.

    That the cases exhaust what the assumptions allow is checked: see `proofs.checks.exhaustive`. The language's number of levels
    and whole numbers in `loops` are the exception, where every case has a value for them: the proof is for these values, and
    its scope names them.

    The points may violate the assumptions: those are filters, so that each can be dropped and its need be shown. An
    assumption symbol = expression is used as a rewriting rule in the exact proof; expression > 0 or != 0 licenses a
    division by that expression. `plain` are points with small numbers that anyone can insert: no sample, but where one of them
    shows what is wrong it is the witness. `state` are the weights of the levels in the states that are meant, with
    sum 1; without it the states are arbitrary.
    """

    cases: tuple[Case, ...] = (Case(),)
    points: Callable[[], Iterable[Point]] = no_points
    assumptions: tuple[Boolean, ...] = ()
    scope: str = "in general"
    state: tuple[Expr, ...] = ()
    loops: tuple[Symbol, ...] = ()
    plain: Callable[[], Iterable[Point]] = no_points

    def __post_init__(self) -> None:
        check_tuple("a domain", "cases", self.cases, Case, "cases")
        check_tuple("a domain", "assumptions", self.assumptions)
        if not callable(self.points):
            raise LedgerError(f"a domain: points must be a function that makes them, not of type {type(self.points).__name__}")

    def looped(self, language: Language) -> dict[Symbol, frozenset[int]]:
        """The values of the whole numbers over which the proof is a loop: those to which every case gives one."""
        found: dict[Symbol, frozenset[int]] = {}
        for name in (*((language.size,) if language.size else ()), *self.loops):
            values = [case.mapping.get(name) for case in self.cases]
            if name.is_integer and all(value is not None and value.is_Integer for value in values):
                found[name] = frozenset(map(int, values))  # type: ignore[arg-type]
        return found


def cases(variables: Mapping[Basic, Sequence[int]]) -> tuple[Case, ...]:
    """All combinations of integer values of the variables.

    >>> [str(case) for case in cases({Symbol("J"): (1, 2)})]
    ['J = 1', 'J = 2']
    """
    names = tuple(variables)
    return tuple(
        Case(tuple(zip(names, map(Integer, values), strict=True))) for values in product(*(variables[name] for name in names))
    )


@dataclass(frozen=True)
class Described:
    """A case in terms of the domain's own quantities: what holds of them there, and what the case's own symbols are."""

    conditions: tuple[Boolean, ...]
    solved: tuple[tuple[Symbol, Expr], ...] = ()


@lru_cache(maxsize=4096)
def described(case: Case, language: Language = PLAIN) -> Described:
    """What holds in a case and nowhere else, the case's own symbols solved for.

    A symbol is solved for where one of the values is linear in it with a factor that does not vanish. What its assumptions
    say (that it is positive, not negative or real) becomes a condition. Raises LedgerError for a symbol that no value
    tells so, and for one that is assumed to be anything else.

    >>> g = Symbol("g", positive=True)
    >>> x, y = Symbol("x", real=True), Symbol("y", real=True)
    >>> described(Case(((x, y - g),), some=(g,)))
    Described(conditions=(-x + y > 0,), solved=((g, -x + y),))
    """
    rows = [name - value for name, value in case.values if not language.is_sign(name, value)]
    conditions = [_signed(name, value) for name, value in case.values if language.is_sign(name, value)]
    solved: dict[Symbol, Expr] = {}
    for symbol in case.some:
        row = next((row for row in rows if _tells(row, symbol, case.some)), None)
        if row is None:
            raise LedgerError(f"{case}: the values must tell {symbol}, linearly")
        value = cancel(symbol - row / diff(row, symbol))
        rows = [cancel(other.subs(symbol, value)) for other in rows if other is not row]
        solved = {name: cancel(known.subs(symbol, value)) for name, known in solved.items()} | {symbol: value}
    conditions += [Eq(row, 0, evaluate=not row.args) for row in rows]
    conditions += [_allowed(symbol, value) for symbol, value in solved.items()]
    conditions += [condition.subs(solved) for condition in case.given]
    flat = (part for condition in conditions for part in (condition.args if isinstance(condition, And) else (condition,)))
    return Described(tuple(part for part in dict.fromkeys(flat) if part != true), tuple(solved.items()))


def _signed(name: Basic, value: Basic) -> Boolean:
    return {1: Gt, 0: Eq, -1: Lt}[int(value)](name, 0, evaluate=False)


def _tells(row: Expr, symbol: Symbol, others: tuple[Symbol, ...]) -> bool:
    factor = diff(row, symbol)
    return bool(factor.is_nonzero) and factor.free_symbols.isdisjoint(others)


def _allowed(symbol: Symbol, value: Expr) -> Boolean:
    """What the assumptions of a symbol say of its value."""
    for kind, says in _KINDS:
        if symbol.assumptions0 == kind.assumptions0 and value.is_real:
            return says(value, 0)
    raise LedgerError(f"{symbol} = {value}: a case's own symbol must be real, positive or not negative, and nothing else")


def _anything(*_: Expr) -> Boolean:
    return true


_KINDS = ((Symbol("_", positive=True), Gt), (Symbol("_", nonnegative=True), Ge), (Symbol("_", real=True), _anything))
