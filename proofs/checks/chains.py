r"""Chains of relations as people write them, in the names of an entry: which of their sides is the left side of the entry."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from bornproof.proofs.checks.names import atoms_of, vocabulary_of
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.blocks import Statement, read_statements
from bornproof.proofs.formulas.latex.pieces import pieces_of
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.literal import evaluated, written
from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.printed import names_in_row
from bornproof.symbolic.derivation import Derivation, derivation
from sympy import And, Basic, Eq, Expr, Ge, Gt, ImmutableMatrix, Le, Lt, Ne, Symbol
from sympy.logic.boolalg import Boolean

__all__ = ["EQUALITIES", "Chain", "Readers", "alike", "is_relation", "parts_of", "related"]

EQUALITIES = ("=", ":=")
RELATIONS = {"=": Eq, ":=": Eq, "<": Lt, ">": Gt, r"\le": Le, r"\ge": Ge, r"\ne": Ne}
_CELLS = ("&", "\\\\")
_ROWS = re.compile(r"\\begin\{(?:aligned|split|gathered)\}")
_CLOSERS = (")", "]", "}", r"\}")


@dataclass(frozen=True)
class Chain:
    """A statement without the names of the quantity at its left, and these names as the claim writes them."""

    statement: Statement
    names: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether it has a left side of the claim."""
        return bool(self.names)


def is_relation(form: Basic) -> bool:
    """Whether a form is a relation or several; a symbol is none, though SymPy takes one for a condition."""
    return isinstance(form, Boolean) and not isinstance(form, Symbol)


def related(statement: Statement) -> Any:
    """The relations of a statement as one; its only side, if it has none."""
    if not statement.relations:
        return statement.sides[0]
    pairs = zip(statement.relations, statement.sides, statement.sides[1:], strict=False)
    found = [written(RELATIONS[sign], one, other) for sign, one, other in pairs]
    return found[0] if len(found) == 1 else written(And, *found)


class Readers:
    """The readers of a ledger: of each entry in its own names and, where these do not do, in those of all entries.

    They read LaTeX, or with `line` a line of Unicode as a terminal prints it.
    """

    def __init__(self, ledger: Iterable[Claim] = (), line: bool = False) -> None:
        self.ledger, self.line = tuple(ledger), line
        self._vocabularies: dict[str, Vocabulary] = {}

    @cached_property
    def _atoms(self) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(atom for claim in self.ledger for atom in atoms_of(claim)))

    def chains(self, claim: Claim, text: str) -> list[Chain]:
        """The statements of a text; raises ReadError, with line and column, for what cannot be read."""
        names = (*names_in_row(claim.true_forms[0].name), *names_in_row(claim.name))
        left, begins, goes_on = ((), 0, 0) if self.line else _left_side(text)
        name = next((name for name in names if left and left == _spelled(name)), None)
        if name is None:
            found = self._read(claim, text, self.line)
            if len(found) > 1 and is_relation(claim.true_forms[0].printed[0]) and self._is_name(claim, found[0]):
                found = found[1:]  # of an equivalence
            return [self._named(claim, names, statement) for statement in found]
        rest = text[:begins] + re.sub(r"\S", " ", text[begins:goes_on]) + text[goes_on:]
        first, *others = (self._named(claim, names, statement) for statement in self._read(claim, rest))
        return [replace(first, names=(name, *first.names)), *others]

    def _read(self, claim: Claim, text: str, line: bool = False) -> list[Statement]:
        """The statements of a text in the names of the claim, or of the ledger."""
        try:
            return read_statements(text, self._vocabulary(claim, False), line=line)
        except ReadError as error:
            try:
                return read_statements(text, self._vocabulary(claim, True), line=line)
            except ReadError:
                raise error from None

    def _named(self, claim: Claim, names: tuple[str, ...], statement: Statement) -> Chain:
        """A chain without the sides that are names of the quantity."""
        sides, relations, met = list(statement.sides), list(statement.relations), list[str]()
        read = [(name, self._side(claim, name)) for name in dict.fromkeys(names)] if relations else []
        known = [(name, side) for name, side in read if side is not None]
        while relations and relations[0] in EQUALITIES:
            name = next((name for name, side in known if alike(side, sides[0])), None)
            if name is None:
                break
            met.append(name)
            del sides[0], relations[0]
        return Chain(replace(statement, sides=tuple(sides), relations=tuple(relations)), tuple(met))

    def _is_name(self, claim: Claim, statement: Statement) -> bool:
        """Whether a statement is the condition that an entry is about."""
        try:
            return self._read(claim, claim.name) == [statement]
        except ReadError:
            return False

    def _side(self, claim: Claim, name: str) -> Any:
        try:
            (statement,) = self._read(claim, name)
        except (ReadError, ValueError):
            return None
        return statement.sides[0] if len(statement.sides) == 1 else None

    def _vocabulary(self, claim: Claim, wide: bool) -> Vocabulary:
        key = f"{claim.id} {wide}"
        if key not in self._vocabularies:
            self._vocabularies[key] = vocabulary_of(claim, self._atoms if wide else ())
        return self._vocabularies[key]


def parts_of(subject: Claim, met: tuple[str, ...]) -> list[Claim]:
    """The quantities that a chain is about: of a row of several those that it names."""
    names, form = names_in_row(subject.name), subject.printed[0]
    if len(names) == 1 or not isinstance(form, ImmutableMatrix):
        return [subject]
    return [_entry(subject, number, name) for number, name in enumerate(names) if name in met]


def _entry(subject: Claim, number: int, name: str) -> Claim:
    """A claim about one entry of a row."""
    derive, oracle = subject.derive, subject.oracle
    assert derive is not None  # noqa: S101  (a subject has one)

    def derived(values: Mapping[Any, Any]) -> Derivation:
        row = derive(values)
        return derivation("the row", row.result).then(f"its entry {number + 1}", row.result[number])

    return replace(
        subject,
        printed=(subject.printed[0][number],),
        derive=derived,
        oracle=(lambda point: [value for row in oracle(point) for value in row][number]) if oracle else None,
        name=name,
    )


def _spelled(name: str) -> tuple[str, ...]:
    """The pieces of a name, without what is only a matter of spelling; none, if it cannot be cut into any."""
    try:
        return tuple(piece.text for piece in pieces_of(name) if piece.text not in _CELLS)
    except ReadError:
        return ()


def _left_side(text: str) -> tuple[tuple[str, ...], int, int]:
    """The pieces before the first equals sign, where they begin, and where the text goes on; none, if it starts otherwise."""
    pieces = [piece for piece in pieces_of(text) if piece.text not in _CELLS]
    while pieces and _ROWS.match(pieces[0].text):
        del pieces[0]
    depth = 0
    for number, piece in enumerate(pieces[:-1]):
        if piece.text in EQUALITIES and not depth:
            return tuple(before.text for before in pieces[:number]), pieces[0].at, pieces[number + 1].at
        depth += piece.text.endswith(("(", "[", "{")) or piece.text.startswith(r"\begin")
        depth -= piece.text in _CLOSERS or piece.text.startswith(r"\end")
    return (), 0, 0


def alike(one: Any, other: Any) -> bool:
    """Whether two sides are the same, written as they are or once SymPy has put them in order."""
    if one == other:
        return True
    if not (isinstance(one, Expr) and isinstance(other, Expr)):
        return False
    return bool(evaluated(one) == evaluated(other))
