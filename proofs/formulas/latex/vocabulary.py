r"""What the names of a formula stand for, and all their spellings: what the reader is told of one entry of a ledger."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import sympy
from bornproof.proofs.formulas.events import Each, P, rate
from bornproof.proofs.formulas.latex.pieces import pieces_of
from bornproof.proofs.formulas.latex.symbols import PLAIN_NOTATION, Notation
from bornproof.proofs.formulas.latex.tokens import Spellings
from bornproof.proofs.formulas.words import NOTATION, Operation
from sympy import Basic, Indexed, IndexedBase, Symbol, srepr
from sympy.core.function import AppliedUndef

__all__ = ["FUNCTIONS", "Meaning", "Vocabulary", "by_name", "canonical"]

FUNCTIONS = {  # words that take one bracket or one factor
    r"\exp": "exp", r"\log": "log", r"\sin": "sin", r"\cos": "cos", r"\max": "max", r"\min": "min", r"\Re": "re", r"\Im": "im",
    r"\text{sign}": "sign", r"\text{sgn}": "sign", r"\text{Re}": "re", r"\text{Im}": "im", r"\text{conj}": "conj",
    r"\theta": "theta", r"\surd": "sqrt",
}  # fmt: skip
_COMMANDS = tuple(
    "\\" + name
    for name in """frac tfrac dfrac sqrt sum prod int left right bigl bigr langle rangle ket bra lvert rvert dagger
    partial dot in overline bar wedge land vee lor le leq ge geq ne neq cdot times otimes begin end text mathrm dots ldots
    cdots quad qquad tag label nonumber limits coloneqq bigwedge abs delta pi operatorname uparrow downarrow""".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Meaning:
    """What a name may be: a symbol, a table with so many indices, a function of so many levels, a function with arguments."""

    symbol: bool = False
    table: int = 0
    levels: int = 0
    function: bool = False
    initial: bool = False


_ANY = Meaning(table=1)


def by_name(atom: Any) -> tuple[str, str]:
    """What atoms are sorted by: of two with one name the symbol is the last, and of two symbols their assumptions decide."""
    return str(atom), srepr(atom) if isinstance(atom, Symbol) else ""


class Vocabulary:
    r"""The names of a formula.

    Parameters
    ----------
    atoms
        Symbols, tables, and entries and values of tables and functions, from which their number of indices is read.
    notation
        How they are set.
    bound
        Symbols that sums and products bind as they are. Others are bound as integers of which nothing is known, for a sum may
        take a level where its symbol is not what it is assumed to be; a form that is known to keep within does not need that.

    Examples
    --------
    >>> q, lam = Symbol("q"), IndexedBase("lambda")
    >>> Vocabulary((q, lam[2])).words["q"]
    Meaning(symbol=True, table=0, levels=0, function=False, initial=False)
    """

    def __init__(self, atoms: Iterable[Any], notation: Notation = PLAIN_NOTATION, bound: Iterable[Symbol] = ()) -> None:
        self.notation, self.bound = notation, frozenset(bound)
        self.words: dict[str, Meaning] = {}
        self.parts: dict[str, tuple[str, ...]] = {
            word: (word,) for word in (*FUNCTIONS, r"\delta", r"\pi", "P", r"\text{e}", r"\text{i}")
        }
        self.scope: dict[str, Any] = dict(_SCOPE)
        extra = (*notation.running, *((notation.time,) if notation.time else ()))
        elements = (*notation.elements, *notation.elements.values())
        for atom in (*extra, *notation.basis, *elements, *atoms):  # of two with one name the last is meant
            self._take(atom)

    @classmethod
    def of(cls, forms: Iterable[Basic], notation: Notation = PLAIN_NOTATION, bound: Iterable[Symbol] = ()) -> "Vocabulary":
        """The names in forms, those of entries before those of tables without indices."""
        kinds = (Symbol, Indexed, AppliedUndef)
        found = {atom for form in forms for atom in form.atoms(*kinds)}
        labels = {atom.base.label for atom in found if isinstance(atom, Indexed)}
        return cls(sorted((atom for atom in found if atom not in labels), key=by_name), notation, bound)

    def _take(self, atom: Any) -> None:
        base = atom.base if isinstance(atom, Indexed) else atom.func if isinstance(atom, AppliedUndef) else atom
        if base in (P, Each, rate):
            return
        name = self.notation.name(base)
        if isinstance(base, IndexedBase):
            count = len(atom.indices) if isinstance(atom, Indexed) else self.notation.indices.get(base, 1)
            if self.notation.is_initial(base):
                self._mean(name, "_0", base, initial=True, table=count)
            else:
                self._mean(name, "_", base, table=count)
        elif isinstance(base, Symbol):
            self._mean(name, "", base, symbol=True)
        elif name.endswith("_{{{indices}}}"):
            self._mean(name.removesuffix("_{{{indices}}}"), "_", base, levels=len(atom.args) if atom is not base else 2)
        elif "{0}" in name and not name.endswith("({0})"):  # a ket, a dyad or a bracket
            self.scope[re.sub(r"\{\d\}", ".", name).replace(" ", "")] = base
        else:
            self._mean(name.removesuffix("({0})"), "(", base, function=True)

    def _mean(self, name: str, mark: str, base: Any, **meant: Any) -> None:
        parts = tuple(piece.text for piece in pieces_of(name))
        name = canonical(name)
        self.parts[name] = parts
        self.words[name] = replace(self.words.get(name, Meaning()), **meant)
        self.scope[name + mark] = base

    @cached_property
    def spellings(self) -> Spellings:
        """The names by their first piece, the longest first; those of one letter or command that mean themselves are not needed."""
        found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        for name, parts in self.parts.items():
            meaning = self.words.get(name, _ANY)
            found.setdefault(parts[0], []).append((parts, name, len(parts) == 1 or bool(meaning.table or meaning.levels)))
        return {first: sorted(names, key=lambda spelled: -len(spelled[0])) for first, names in found.items()}

    @cached_property
    def known(self) -> list[str]:
        """All commands, for a hint at one that is misspelled."""
        return [*_COMMANDS, *FUNCTIONS, *(name for name in self.words if name.startswith("\\"))]

    @cached_property
    def taken(self) -> frozenset[Any]:
        """The symbols that no sum can bind."""
        return frozenset[Any]().union(*(value.free_symbols for value in self.scope.values() if isinstance(value, Basic)))


def canonical(name: str) -> str:
    r"""One text for all spellings of a name: its pieces, with a space where a letter follows a command.

    >>> canonical(r"\Delta{t}"), canonical("t_{d}")
    ('\\Delta t', 't_d')
    """
    return re.sub(r"(?<=[A-Za-z]) (?![A-Za-z])|(?<![A-Za-z]) ", "", " ".join(piece.text for piece in pieces_of(name)))


def _cases(*args: Any) -> Any:
    return sympy.Piecewise(*zip(args[::2], args[1::2], strict=True))


_SCOPE: dict[str, Any] = {
    **{f"\\{word}": meaning for word, meaning in NOTATION.items() if isinstance(meaning, Operation)},
    r"\pi": sympy.pi, r"\text{e}": sympy.E, r"\text{i}": sympy.I, "e": sympy.E, "i": sympy.I, "P(": P,
    r"\bigwedge": Each, r"\partial": rate,
    r"\int": Operation(sympy.Integral, arity=None, build=sympy.Integral), r"\cases": Operation(_cases, arity=None, build=_cases),
}  # fmt: skip
