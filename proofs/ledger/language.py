"""What the engines must know of a notation, as data: what its symbols are, what is known of them, and what its forms mean."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from bornproof.proofs.formulas.latex.symbols import PLAIN_NOTATION, Notation
from bornproof.proofs.ledger.printed import Printed
from sympy import Basic, Expr, Indexed, IndexedBase, Symbol
from sympy.logic.boolalg import Boolean

__all__ = ["PLAIN", "Language", "Point", "insert", "inserted"]

Point = Mapping[Any, Any]
Handler = Callable[[Any, Any], Any]


def _as_written(form: Basic, _values: Mapping[Any, Any]) -> Basic:
    return form


def _nothing(_claim: Any) -> str:
    return ""


def _never(_claim: Any) -> bool:
    return False


@dataclass(frozen=True, eq=False)
class Language:
    """A notation; without arguments that of plain formulas in symbols and tables.

    Parameters
    ----------
    size
        The number of levels, a symbol, if formulas are about any number of them; at least `least`.
    known
        Conditions that hold wherever their symbols are free: the exact engine starts from them.
    order
        Expressions in free levels that are not negative.
    sums
        Pairs (S, b) of tables with S_m = |b_1|^2 + ... + |b_m|^2 and S_0 = 0. Of several b for one S that is meant which a
        formula names, and the first if it names none.
    hermitian
        Tables with b_ij the conjugate of b_ji.
    states
        Tables of the entries of a density matrix, which is Hermitian: what an entry says of one of their entries, it says of the
        one across the diagonal. What is derived of them may still be asked of any matrix.
    first
        The first level of a table, or of a function of levels; the last one is `size`.
    falling
        The functions of levels that exist only for a first level above the second.
    absent
        Tables that have entries in formulas which the model does not have: their first level that exists, and why.
    signed
        Tables of which a case gives the sign: 1 stands for every positive value, and -1 for every negative one.
    component
        The levels by which an operator is held against a number, if operators are.
    time, rates
        Of the evolution. What evolves is asked at time 0, too, and slow solvers only for products of at most 2; where a
        formula has a rate, two values of it are asked.
    meaning
        A form without abbreviations, and values in a case or at a point, to what the exact engine can read.
    handlers
        Makes what gives values at a point to symbols and functions that are no numbers: callables of the node and of the
        scope, as `numeric_check.evaluation.evaluate` takes them. It is called once a point.
    changes
        Makes points that nobody meant of points of a domain, and of the numbers in its formulas; one iterator for each kind
        of change, taken in turn. Without it single symbols are changed, each for itself: see `proofs.checks.adversarial`.
    almost_surely
        Whether the conditions of a claim fail for almost nothing.
    standing
        What a claim assumes because the paper does from its start on, in LaTeX; nothing, where it assumes no such thing.
    notation
        How symbols are set in LaTeX where their names do not say it.
    names
        Symbols, tables and functions that what is printed may name in LaTeX; a table of several indices by one of its entries.

    Examples
    --------
    >>> n = Symbol("n", integer=True, positive=True)
    >>> Language(size=n, known=(n >= 2,), first={IndexedBase("p"): 1}).least
    1
    """

    size: Symbol | None = None
    least: int = 1
    known: tuple[Boolean, ...] = ()
    order: tuple[Expr, ...] = ()
    sums: tuple[tuple[IndexedBase, IndexedBase], ...] = ()
    hermitian: frozenset[IndexedBase] = frozenset()
    states: frozenset[IndexedBase] = frozenset()
    first: Mapping[Any, int] = field(default_factory=dict)
    falling: frozenset[Any] = frozenset()
    absent: Mapping[IndexedBase, tuple[int, str]] = field(default_factory=dict)
    signed: frozenset[IndexedBase] = frozenset()
    component: tuple[Symbol, Symbol] | None = None
    time: Symbol | None = None
    rates: tuple[Symbol, ...] = ()
    meaning: Callable[[Basic, Mapping[Any, Any]], Basic] = _as_written
    handlers: Callable[[], Mapping[Any, Handler]] = dict
    changes: Callable[[list[Point], list[Any]], tuple[Iterator[Point], ...]] | None = None
    almost_surely: Callable[[Any], bool] = _never
    standing: Callable[[Any], str] = _nothing
    notation: Notation = PLAIN_NOTATION
    names: tuple[Any, ...] = ()

    def latex(self, text: str, *names: Any) -> Printed:
        r"""What is printed, as LaTeX in the names of the notation and those that are given besides; of two alike the last is meant.

        >>> a = Symbol("a")
        >>> Language(names=(a,)).latex(r"b &= 2a", Symbol("b")).forms
        (2*a,)
        """
        return Printed(text, (*self.names, *names), self.notation)

    def is_sign(self, name: Basic, value: Basic) -> bool:
        """Whether a value in a case is a sign.

        >>> s = IndexedBase("s", real=True)
        >>> Language(signed=frozenset((s,))).is_sign(s[1], Symbol("a")), PLAIN.is_sign(s[1], 1)
        (False, False)
        """
        return isinstance(name, Indexed) and name.base in self.signed and value in (-1, 0, 1)

    def prefixes(self, trees: tuple[Basic, ...] = ()) -> tuple[tuple[IndexedBase, IndexedBase], ...]:
        """The pairs of `sums` that formulas mean; where they name several b for one S, S is known to be the sums of none.

        >>> S, a, b = map(IndexedBase, "Sab")
        >>> both = Language(sums=((S, a), (S, b)))
        >>> both.prefixes(), both.prefixes((b[1],)), both.prefixes((a[1], b[1]))
        (((S, a),), ((S, b),), ())
        """
        found = []
        for total in dict.fromkeys(total for total, _ in self.sums):
            bases = [base for other, base in self.sums if other == total]
            meant = [base for base in bases if any(_names(tree, base) for tree in trees)] or bases[:1]
            found += [(total, meant[0])] if len(meant) == 1 else []
        return tuple(found)


PLAIN = Language()


@lru_cache(maxsize=4096)
def _names(tree: Basic, base: IndexedBase) -> bool:
    return bool(tree.has(base))


def insert(form: Basic, name: Basic, value: Basic) -> Basic:
    """The form with an abbreviation written out; one with symbolic indices, as Lambda_IJ, stands for all its entries.

    >>> a, i = IndexedBase("a"), Symbol("i", integer=True)
    >>> insert(a[1] + a[2], a[i], 2 * i)
    6
    """
    if not (isinstance(name, Indexed) and all(isinstance(index, Symbol) for index in name.indices)):
        return form.subs(name, value)

    def entry(node: Indexed) -> Basic:
        return value.subs(dict(zip(name.indices, node.indices, strict=True)), simultaneous=True)

    return form.replace(lambda node: isinstance(node, Indexed) and node.base == name.base, entry)


@lru_cache(maxsize=4096)
def inserted(form: Basic, where: tuple[tuple[Basic, Basic], ...]) -> Basic:
    """The form with abbreviations written out, one after the other."""
    for name, value in where:
        form = insert(form, name, value)
    return form
