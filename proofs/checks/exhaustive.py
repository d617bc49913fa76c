"""Whether the cases of a proof exhaust its domain: what they leave out is listed by signs and values, and must be impossible.

Every condition of a case compares a quantity with a number. The numbers with which the cases compare a quantity cut the line
into points and open intervals; whatever lies in no case is a choice of one or more neighbouring pieces for some quantities.
The exact engine must show that each such choice contradicts what is assumed. What it cannot show is left out.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import islice, pairwise, product
from operator import eq, ge, gt, le, lt, ne

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.literal import written
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger.domain import Case, Domain, described
from bornproof.proofs.ledger.language import PLAIN, Language
from bornproof.symbolic.rewriting.context import Budget, Context, SplitError, Tables, UnprovedError
from bornproof.symbolic.rewriting.premises import EFFORT, assumed, context_for
from bornproof.symbolic.rewriting.trees import truth_of
from sympy import Eq, Expr, Ge, Gt, Le, Lt, Ne, Rational, expand, floor
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, false

__all__ = ["is_false", "left_out"]

Given = tuple[Boolean, ...]
Pieces = frozenset[int]  # of the line cut at the k-th number: the point is 2k + 1, the intervals beside it are 2k and 2k + 2
Choice = dict[Expr, Pieces]
SHOWN = 64  # of the single pieces of a choice, the first that is not impossible is named


def left_out(domain: Domain, given: Given = (), language: Language = PLAIN) -> str:
    """What no case of the proof covers though the assumptions and what is given allow it, or "" if the cases are exhaustive.

    Whole numbers that every case fixes and that the domain names as loops are not asked about: see `Domain.loops`. Raises
    LedgerError for a case whose conditions are not comparisons of real quantities with numbers, or equations.

    >>> from bornproof.proofs.ledger.domain import cases
    >>> from sympy import IndexedBase
    >>> s = IndexedBase("s", real=True)
    >>> signs, told = Domain(cases({s[2]: (1, -1)})), Language(signed=frozenset((s,)))
    >>> left_out(signs, (), told), left_out(signs, (Ne(s[2], 0),), told)
    ('s[2] = 0', '')
    """
    return _left_out(domain.cases, tuple(domain.looped(language).items()), (*domain.assumptions, *given), language)


@lru_cache(maxsize=2048)
def _left_out(
    cases: tuple[Case, ...], looped: tuple[tuple[Expr, frozenset[int]], ...], assumptions: Given, language: Language
) -> str:
    conditions = [case for case in (described(case, language).conditions for case in cases) if false not in case]
    if () in conditions:
        return ""
    line = _Line(relation for case in conditions for relation in case)
    tables, budget = [line.table(case) for case in conditions], Budget(EFFORT)
    start = context_for(Tables(language.prefixes()), budget)
    known = assumed(start, language.known), assumed(start, (*assumptions, *language.known))
    impossible = partial(_impossible, starts=((known[0], assumptions), (known[1], ())))
    refuted: list[Choice] = []
    for values in product(*(sorted(values) for _, values in looped)):
        fixed = line.table(Eq(name, value) for (name, _), value in zip(looped, values, strict=True))
        for choice in _choices(_narrowed(tables, fixed), fixed, line, refuted, budget):
            core = _core(choice, line, impossible)
            if core is None:
                apart = map(line.said, islice(line.pieces(choice), SHOWN))
                path = next((path for path in apart if not impossible(path)), line.said(choice))
                return ", ".join(map(as_text, path)) or "what is assumed"
            refuted.append(core)
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

    def runs(self, choice: Choice) -> Iterator[Choice]:
        """The choice, taken apart into choices of neighbouring pieces."""
        for runs in product(*(self._runs(quantity, pieces) for quantity, pieces in choice.items())):
            yield dict(zip(choice, runs, strict=True))

    def pieces(self, choice: Choice) -> Iterator[Choice]:
        """The choice, taken apart into single pieces."""
        for pieces in product(*(sorted(pieces) for pieces in choice.values())):
            yield {quantity: frozenset((piece,)) for quantity, piece in zip(choice, pieces, strict=True)}

    def said(self, choice: Choice) -> Given:
        """The conditions that a choice of neighbouring pieces comes to."""
        return tuple(condition for quantity, pieces in choice.items() for condition in self._said(quantity, pieces))

    def _all(self, quantity: Expr) -> Pieces:
        """All pieces; of a whole number, but for the intervals without one."""
        numbers = self._numbers[quantity]
        if not quantity.is_real:
            return frozenset((0, *range(1, 2 * len(numbers), 2)))
        pairs = enumerate(pairwise(numbers), start=1) if quantity.is_integer else ()
        return frozenset(range(2 * len(numbers) + 1)) - {2 * k for k, (low, high) in pairs if floor(low) + 1 >= high}

    def _runs(self, quantity: Expr, pieces: Pieces) -> list[Pieces]:
        runs: list[list[int]] = [[]]
        for piece in sorted(self.all[quantity]):
            if runs[-1] and not (quantity.is_real and piece in pieces):
                runs.append([])
            if piece in pieces:
                runs[-1].append(piece)
        return [frozenset(run) for run in runs if run]

    def _said(self, quantity: Expr, pieces: Pieces) -> Given:
        numbers, first, last = self._numbers[quantity], min(pieces), max(pieces)
        if first == last and first % 2:
            return (written(Eq, quantity, numbers[first // 2]),)
        if not quantity.is_real:
            return tuple(written(Ne, quantity, number) for number in numbers)
        above = () if first == 0 else (written(Ge if first % 2 else Gt, quantity, numbers[(first - 1) // 2]),)
        below = () if last == 2 * len(numbers) else (written(Le if last % 2 else Lt, quantity, numbers[last // 2]),)
        return (*above, *below)


@lru_cache(maxsize=4096)
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


def _choices(tables: list[Choice], known: Choice, line: _Line, refuted: list[Choice], budget: Budget) -> Iterator[Choice]:
    """The choices of neighbouring pieces that lie in none of the cases, in depth: what a case asks of a quantity, and the opposite.

    Those within a choice that has been refuted are passed over.
    """
    budget.spend()
    if any(not table for table in tables) or _is_within(known, refuted):
        return
    if not tables:
        yield from (choice for choice in line.runs(known) if not _is_within(choice, refuted))
        return
    quantity, asked = next(iter(tables[0].items()))
    here = known.get(quantity, line.all[quantity])
    for pieces in (here & asked, here - asked):
        if pieces:
            chosen = {quantity: pieces}
            yield from _choices(_narrowed(tables, chosen), known | chosen, line, refuted, budget)


def _is_within(known: Choice, choices: list[Choice]) -> bool:
    """Whether the known pieces lie in one of the choices."""
    return any(all(quantity in known and known[quantity] <= pieces for quantity, pieces in choice.items()) for choice in choices)


def _narrowed(tables: list[Choice], chosen: Choice) -> list[Choice]:
    """The cases that the chosen pieces leave, without what is then fulfilled."""
    left = [table for table in tables if all(table.get(quantity, pieces) & pieces for quantity, pieces in chosen.items())]
    return [{name: asked for name, asked in table.items() if name not in chosen or not chosen[name] <= asked} for table in left]


def _core(choice: Choice, line: _Line, impossible: Callable[[Given], bool]) -> Choice | None:
    """What of a choice is enough to contradict what is assumed, or None if the exact engine does not find that it does."""
    if not impossible(line.said(choice)):
        return None
    for quantity in tuple(choice):
        less = {name: pieces for name, pieces in choice.items() if name != quantity}
        choice = less if impossible(line.said(less)) else choice
    return choice


def _impossible(path: Given, *, starts: tuple[tuple[Context, Given], ...]) -> bool:
    """Whether the path makes an assumption false, or one of its conditions is false under the others before it.

    It starts from what is known, before the assumptions or after them. Equations are tried as two inequalities, too: a name
    that another has replaced takes what is known of it along.
    """
    paths = dict.fromkeys((path, _apart(path)))
    return any(_contradictory(context, (*read, *after)) for read in paths for context, after in starts)


def _apart(path: Given) -> Given:
    """The conditions with x >= c and x <= c for x = c."""
    parts = [(written(Ge, *c.args), written(Le, *c.args)) if isinstance(c, Eq) and c.lhs.is_real else (c,) for c in path]
    return tuple(part for pair in parts for part in pair)


def _contradictory(context: Context, conditions: Given) -> bool:
    for condition in conditions:
        if context.facts.impossible or is_false(context, condition):
            return True
        context = assumed(context, (condition,))
    return context.facts.impossible


def is_false(context: Context, condition: Boolean) -> bool:
    """Whether a context shows that a condition does not hold; what it leaves open is not false."""
    try:
        return truth_of(context, condition) is False
    except (UnprovedError, SplitError):
        return False


_TURNED: dict[type[Relational], type[Relational]] = {Gt: Lt, Lt: Gt, Ge: Le, Le: Ge}
_WITHIN: dict[type[Relational], Callable[[int, int], bool]] = {Eq: eq, Ne: ne, Gt: gt, Ge: ge, Lt: lt, Le: le}
