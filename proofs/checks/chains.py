r"""Chains of relations as people write them, in the names of an entry: which of their sides are names of its quantities.

There are three ways to write one, and one to read it: the left side is met as it is spelled, or as what it says; the rest is read
by the reader of its writing, and all three readers make the same statements.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any

from bornproof.proofs.checks.names import atoms_of, read_plain, vocabulary_of
from bornproof.proofs.checks.quantities import across_the_diagonal, is_relation, quantities
from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.formulas.latex.blocks import read_statements
from bornproof.proofs.formulas.latex.left_sides import Spelled, spelled
from bornproof.proofs.formulas.latex.unicode_printer import latex_line
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.literal import demands, divide, evaluated, replaced, written
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.formulas.statement import EQUALITIES, Statement, gathered
from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.printed import names_in_row
from sympy import Basic, Expr, ImmutableMatrix, Indexed, Mul, Ne, Pow
from sympy.core.function import AppliedUndef

__all__ = ["Chain", "Readers", "Writing", "alike"]


class Writing(Enum):
    """How a formula is written."""

    PLAIN = "plain text"
    LATEX = "LaTeX"
    UNICODE = "a line as a terminal prints it"

    @classmethod
    def of(cls, text: str) -> "Writing":
        r"""That of a text: a backslash makes it LaTeX, and a character beyond ASCII a line as a terminal prints it.

        >>> Writing.of(r"q^2\kappa"), Writing.of("q²κ"), Writing.of("q**2*kappa")
        (<Writing.LATEX: 'LaTeX'>, <Writing.UNICODE: 'a line as a terminal prints it'>, <Writing.PLAIN: 'plain text'>)
        """
        return cls.LATEX if "\\" in text else cls.PLAIN if text.isascii() else cls.UNICODE


@dataclass(frozen=True)
class Chain:
    """A statement without the names of the entry's quantities at its left, and these names as the entry writes them.

    What stands for another quantity of the entry at the right, or in a formula for one that is in a row with it, is written out as
    it is true: `used` are the names of these.
    """

    statement: Statement
    known: Mapping[str, Claim]  # all quantities of the entry
    names: tuple[str, ...] = ()
    used: tuple[str, ...] = ()


class Readers:
    """The readers of a ledger: of each entry in its own names and, where these do not do, in those of all entries."""

    def __init__(self, ledger: Iterable[Claim] = ()) -> None:
        self.ledger = tuple(ledger)
        self._vocabularies: dict[str, Vocabulary] = {}

    @cached_property
    def _atoms(self) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(atom for claim in self.ledger for atom in atoms_of(claim)))

    def chains(self, claim: Claim, text: str, writing: Writing, also: str = "") -> list[Chain]:
        """The statements of a text; raises ReadError, with line and column, for what cannot be read.

        `also` is a further name of the quantity, in LaTeX.
        """
        known = quantities(claim, also)
        spellings = {name: self._spellings(claim, name, writing) for name in known}
        found = spelled(text, spellings, latex=writing is Writing.LATEX)
        if found.whole:
            return [self._named(claim, known, Statement(()), found.names)]
        if found.names and not found.held and not is_relation(claim.true_forms[0].printed[0]):
            raise ReadError("an equivalence stands between conditions; write =")
        try:
            statements = self._read(claim, found, writing)
        except ReadError as error:
            if found.names or not known or "=" not in text:
                raise
            raise ReadError(f"{error}; a left side may be {' or '.join(first for first, *_ in spellings.values())}") from None
        if len(statements) > 1 and not found.names and is_relation(claim.true_forms[0].printed[0]):
            statements = statements[self._is_name(claim, statements[0]) :]  # of an equivalence
        first, *others = statements
        return [self._named(claim, known, first, found.names), *(self._named(claim, known, other) for other in others)]

    def _read(self, claim: Claim, found: Spelled, writing: Writing) -> list[Statement]:
        """The statements behind the names that are spelled: in plain text, too, if they are ASCII behind names that are not."""
        try:
            first, *others = self._read_in(claim, found.rest, writing)
        except ReadError as error:
            if not (writing is Writing.UNICODE and found.names and found.rest.isascii()):
                raise
            try:
                first, *others = self._read_in(claim, found.rest, Writing.PLAIN)
            except (ReadError, LedgerError):
                raise error from None
        if found.held:
            first = replace(first, sides=first.sides[1:], relations=first.relations[1:])
        return [first, *others]

    def _read_in(self, claim: Claim, text: str, writing: Writing) -> list[Statement]:
        """The statements of a text in the names of the claim, or of the ledger."""

        def read(wide: bool) -> list[Statement]:
            if writing is Writing.PLAIN:
                return read_plain(claim, text, self._atoms if wide else ())
            return read_statements(text, self._vocabulary(claim, wide), line=writing is Writing.UNICODE)

        try:
            found = read(False)
        except ReadError as error:
            try:
                found = read(True)
            except (ReadError, LedgerError) as other:
                raise max(error, other, key=_place) from None
        return gathered(found)

    def _named(self, claim: Claim, known: Mapping[str, Claim], statement: Statement, met: tuple[str, ...] = ()) -> Chain:
        """A chain without the sides that are, in other spellings, names of the quantities.

        A side that is a multiple of one is a name, too, and the others are divided by the same factor. What such a side divides by
        as it is written, though it cancels, the others are to divide by.
        """
        below = list[Expr]()
        sides, relations = list(statement.sides), list(statement.relations)
        trees = {name: self._side(claim, name) for name in known} if relations or met else {}
        while sides and all(sign in EQUALITIES for sign in relations[:1]):
            same = ((name, _divisors(sides[0], tree)) for name, tree in trees.items() if name not in met and alike(tree, sides[0]))
            name, divisors = next(((name, found) for name, found in same if found is not None), ("", ()))
            if not name:
                break
            met = (*met, name)
            below += divisors
            del sides[0], relations[:1]
        if not met and len(sides) > 1 and relations[0] in EQUALITIES:
            factors = {name: _factor(sides[0], tree) for name, tree in trees.items()}
            met = tuple(name for name, factor in factors.items() if factor is not None)[:1]
            below += (_divisors(sides[0], trees[met[0]]) or ()) if met else ()
            sides = [written(Mul, side, Pow(factors[met[0]], -1)) for side in sides[1:]] if met else sides
            relations = relations[1:] if met else relations
        names = met if sides else met[:1]
        used = set(met[1:]) if not sides else set[str]()
        sides = sides or [known[name].printed[0] for name in met[1:]]
        for divisor in below:
            sides = [written(Mul, side, divide(divisor, divisor)) for side in sides]
        together = [*map(names_in_row, known), *((name, across_the_diagonal(name, claim.language)) for name in known)]
        rows = [row for row in together if len(row) > 1 and {*row} <= {*known} and {*names} & {*row}]
        for name in {name for row in rows for name in row} - {*met}:
            tree, true = trees.get(name), known[name].printed[0]
            if isinstance(tree, Indexed) and any(side.has(tree) for side in sides):
                used.add(name)
                sides = [replaced(side, {tree: true}.get) for side in sides]
        return Chain(replace(statement, sides=tuple(sides), relations=tuple(relations)), known, names, tuple(sorted(used)))

    def _is_name(self, claim: Claim, statement: Statement) -> bool:
        """Whether a statement is the condition that an entry is about."""
        try:
            return self._read_in(claim, claim.name, Writing.LATEX) == [statement]
        except ReadError:
            return False

    def _spellings(self, claim: Claim, name: str, writing: Writing) -> tuple[str, ...]:
        """How a name is written, first as a terminal prints it; that of an average without the time, too."""
        time = claim.language.notation.name(claim.language.time) if claim.language.time is not None else ""
        names = dict.fromkeys((name, name.replace(f"({time})", "") if r"\overline" in name else name))
        if writing is Writing.LATEX:
            return (*names,)
        if writing is Writing.UNICODE:
            return (*map(latex_line, names),)
        tree = self._side(claim, name)
        return (latex_line(name, "ascii"), *((as_text(tree),) if tree is not None else ()))

    def _side(self, claim: Claim, name: str) -> Any:
        """What a name says as a formula, if it says something; an average is no conjugate, though it is set like one."""
        if r"\overline" in name:
            return None
        try:
            (statement,) = self._read_in(claim, name, Writing.LATEX)
        except (ReadError, ValueError):
            return None
        return statement.sides[0] if len(statement.sides) == 1 else None

    def _vocabulary(self, claim: Claim, wide: bool) -> Vocabulary:
        key = f"{claim.id} {wide}"
        if key not in self._vocabularies:
            self._vocabularies[key] = vocabulary_of(claim, self._atoms if wide else ())
        return self._vocabularies[key]


def _place(error: Exception) -> tuple[int, int]:
    """The line and column that an error names: what is read further says more."""
    found = re.match(r"line (\d+), column (\d+)", str(error))
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _factor(side: Any, tree: Any) -> Expr | None:
    """The number, made of symbols alone, of which a side is so many times a quantity; none, if it is no multiple of it."""
    if not (isinstance(side, Expr) and isinstance(tree, Expr) and tree.atoms(Indexed, AppliedUndef)):
        return None
    if isinstance(side, ImmutableMatrix) or side.is_commutative is False or tree.is_commutative is False:
        return None
    ratio = evaluated(side) / evaluated(tree)
    if _divisors(side, tree) is None or ratio == 0 or ratio.atoms(Indexed, AppliedUndef):
        return None
    return ratio if ratio.is_commutative else None


def _divisors(side: Any, tree: Any) -> tuple[Expr, ...] | None:
    """What a side divides by, as it is written, and the name that it says does not.

    None, where it may have no value for another reason, or divides by more than symbols: it is a formula, and not the name.
    """
    if side == tree or not isinstance(side, Expr):
        return ()
    more = [demand for demand in demands(side) if demand not in demands(tree)]
    found = tuple(demand.condition.lhs for demand in more if isinstance(demand.condition, Ne) and not demand.limits)
    if len(found) < len(more) or any(divisor.atoms(Indexed, AppliedUndef) for divisor in found):
        return None
    return found if not found or side.is_commutative else None


def alike(one: Any, other: Any) -> bool:
    """Whether two sides are the same, written as they are or once SymPy has put them in order."""
    return bool(one == other or (isinstance(one, Basic) and isinstance(other, Basic) and evaluated(one) == evaluated(other)))
