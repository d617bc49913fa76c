"""Whether the cases of a proof exhaust its domain: what they leave out is listed by signs and values, and must be impossible.

Every condition of a case compares a quantity with a number. The numbers with which the cases compare a quantity cut the line
into points and open intervals; whatever lies in no case is a choice of one or more neighbouring pieces for some quantities.
The exact engine must show that each such choice contradicts what is assumed. What it cannot show is left out.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import product
from operator import eq, ge, gt, le, lt, ne

from sympy import Eq, Expr, Ge, Gt, Le, Lt, Ne, Rational, expand
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from proofs.domains import Case, Domain, described
from proofs.errors import LedgerError
from proofs.printing import as_text
from symbolic.notation import KNOWN, S, alpha
from symbolic.rewriting.assuming import EFFORT, assumed, context_for
from symbolic.rewriting.context import Budget, Context, Language, SplitError, UnprovedError
from symbolic.rewriting.trees import truth_of

__all__ = ["left_out"]

Given = tuple[Boolean, ...]
Pieces = frozenset[int]  # of the line cut at the k-th number: the point is 2k + 1, the intervals beside it are 2k and 2k + 2
Choice = dict[Expr, Pieces]


def left_out(domain: Domain, given: Given = ()) -> str:
    """What no case of the proof covers though the assumptions and what is given allow it, or "" if the cases are exhaustive.

    Whole numbers that every case fixes and that the domain names as loops are not asked about: see `Domain.loops`. Raises
    LedgerError for a case whose conditions are not comparisons of real quantities with numbers, or equations.

    >>> from proofs.domains import cases
    >>> from symbolic.notation import sigma
    >>> left_out(Domain(cases({sigma[2]: (1, -1)})))
    'sigma[2] = 0'
    >>> left_out(Domain(cases({sigma[2]: (1, -1)})), (Ne(sigma[2], 0),))
    ''
    """
    return _left_out(domain.cases, tuple(domain.looped.items()), (*domain.assumptions, *given))


@lru_cache(maxsize=2048)
def _left_out(cases: tuple[Case, ...], looped: tuple[tuple[Expr, frozenset[int]], ...], assumptions: Given) -> str:
    conditions = [described(case).conditions for case in cases]
    if () in conditions:
        return ""
    line = _Line(relation for case in conditions for relation in case)
    tables, budget = [line.table(case) for case in conditions], Budget(EFFORT)
    for values in product(*(sorted(values) for _, values in looped)):
        fixed = line.table(Eq(name, value) for (name, _), value in zip(looped, values, strict=True))
        for choice in _choices(_narrowed(tables, fixed), fixed, line, budget):
            path = next((path for path in line.paths(choice) if not _impossible(path, assumptions, budget)), None)
            if path is not None:
                return ", ".join(map(as_text, path))
    return ""


class _Line:
    """The numbers with which quantities are compared, and the pieces into which these cut the line.

    Of a quantity that need not be real only the points are pieces, and 0 for all that is elsewhere.
    """

    def __init__(self, relations: Iterable[Boolean]) -> None:
        self._numbers: dict[Expr, list[Rational]] = {}
        for relation in relations:
            quantity, number, kind = _compared(relation)
            if kind not in (Eq, Ne) and not quantity.is_real:
                raise LedgerError(f"{relation}: {quantity} must be real to be compared")
            self._numbers.setdefault(quantity, []).append(number)
        self._numbers = {quantity: sorted(set(numbers)) for quantity, numbers in self._numbers.items()}
        self.all = {quantity: self._all(quantity) for quantity in self._numbers}

    def table(self, relations: Iterable[Boolean]) -> Choice:
        """The pieces in which each quantity lies where all of the relations hold."""
        found: dict[Expr, Pieces] = {}
        for relation in relations:
            quantity, number, kind = _compared(relation)
            point = 2 * self._numbers[quantity].index(number) + 1
            within = _WITHIN[kind]
            pieces = frozenset(piece for piece in self.all[quantity] if within(piece, point))
            found[quantity] = found.get(quantity, pieces) & pieces
        return found

    def paths(self, choice: Choice) -> Iterator[Given]:
        """The choice as conditions, for each of the runs of neighbouring pieces in it."""
        for runs in product(*(self._runs(quantity, pieces) for quantity, pieces in choice.items())):
            yield tuple(condition for quantity, run in zip(choice, runs, strict=True) for condition in self._said(quantity, run))

    def _all(self, quantity: Expr) -> Pieces:
        """All pieces but those between neighbouring whole numbers, where the quantity is one."""
        numbers = self._numbers[quantity]
        if not quantity.is_real:
            return frozenset((0, *range(1, 2 * len(numbers), 2)))
        empty = {2 * k for k in range(1, len(numbers)) if quantity.is_integer and numbers[k] - numbers[k - 1] <= 1}
        return frozenset(range(2 * len(numbers) + 1)) - empty

    def _runs(self, quantity: Expr, pieces: Pieces) -> Iterator[list[int]]:
        run: list[int] = []
        for piece in sorted(self.all[quantity]):
            if piece in pieces and (quantity.is_real or not run):
                run.append(piece)
                continue
            if run:
                yield run
            run = [piece] if piece in pieces else []
        if run:
            yield run

    def _said(self, quantity: Expr, run: list[int]) -> Given:
        numbers, (first, last) = self._numbers[quantity], (run[0], run[-1])
        if first == last and first % 2:
            return (Eq(quantity, numbers[first // 2]),)
        if not quantity.is_real:
            return tuple(Ne(quantity, number) for number in numbers)
        above = () if first == 0 else ((Ge if first % 2 else Gt)(quantity, numbers[(first - 1) // 2]),)
        below = () if last == 2 * len(numbers) else ((Le if last % 2 else Lt)(quantity, numbers[last // 2]),)
        return (*above, *below)


def _compared(relation: Boolean) -> tuple[Expr, Rational, type[Relational]]:
    """A relation as a quantity without a term or a factor that is a number, the number and the kind of relation."""
    kind = next((kind for kind in _WITHIN if isinstance(relation, kind)), None)
    if kind is None:
        raise LedgerError(f"a condition of a case must compare a quantity with a number, not {relation}")
    offset, rest = expand(relation.lhs - relation.rhs).as_coeff_Add()
    factor, quantity = rest.primitive()
    if quantity.could_extract_minus_sign():
        factor, quantity, kind = -factor, -quantity, _TURNED.get(kind, kind)
    if not offset.is_Rational:
        raise LedgerError(f"a condition of a case must compare a quantity with a number, not {relation}")
    return quantity, -offset / factor, kind


def _choices(tables: list[Choice], known: Choice, line: _Line, budget: Budget) -> Iterator[Choice]:
    """The choices of pieces that lie in none of the cases, in depth: what a case asks of a quantity, and the opposite."""
    budget.spend()
    if any(not table for table in tables):
        return
    if not tables:
        yield known
        return
    quantity, asked = next(iter(tables[0].items()))
    here = known.get(quantity, line.all[quantity])
    for pieces in (here & asked, here - asked):
        if pieces:
            chosen = {quantity: pieces}
            yield from _choices(_narrowed(tables, chosen), known | chosen, line, budget)


def _narrowed(tables: list[Choice], chosen: Choice) -> list[Choice]:
    """The cases that the chosen pieces leave, without what is then fulfilled."""
    left = [table for table in tables if all(table.get(quantity, pieces) & pieces for quantity, pieces in chosen.items())]
    return [{name: asked for name, asked in table.items() if name not in chosen or not chosen[name] <= asked} for table in left]


def _impossible(path: Given, assumptions: Given, budget: Budget) -> bool:
    """Whether the exact engine finds that the path contradicts what is assumed: the first of its conditions, or more of them.

    The fewer conditions, the easier to see. Equations are tried as two inequalities, too, since a name that has been
    replaced takes what is known of it along.
    """
    return any(
        _contradictory(tuple(part for condition in path[:count] for part in read(condition)), assumptions, budget)
        for count in range(1, len(path) + 1)
        for read in (_itself, _apart)
    )


def _itself(condition: Boolean) -> Given:
    return (condition,)


def _apart(condition: Boolean) -> Given:
    if isinstance(condition, Eq) and condition.lhs.is_real:
        return Ge(condition.lhs, condition.rhs), Le(condition.lhs, condition.rhs)
    return (condition,)


def _contradictory(path: Given, assumptions: Given, budget: Budget) -> bool:
    """Whether one condition is false under all the others, the path's before the assumptions."""
    conditions, start = (*path, *assumptions), context_for(Language(((S, alpha),)), budget)
    if assumed(start, (*conditions, *KNOWN)).facts.impossible:
        return True
    others = (assumed(start, (*conditions[:k], *conditions[k + 1 :], *KNOWN)) for k in range(len(conditions)))
    return any(_is_false(context, condition) for context, condition in zip(others, conditions, strict=True))


def _is_false(context: Context, condition: Boolean) -> bool:
    try:
        return truth_of(context, condition) is False
    except (UnprovedError, SplitError):
        return False


_TURNED: dict[type[Relational], type[Relational]] = {Gt: Lt, Lt: Gt, Ge: Le, Le: Ge}
_WITHIN: dict[type[Relational], Callable[[int, int], bool]] = {Eq: eq, Ne: ne, Gt: gt, Ge: ge, Lt: lt, Le: le}
