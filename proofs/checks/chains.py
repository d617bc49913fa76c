r"""Chains of relations as people write them, in the names of an entry: which of their sides are names of its quantities.

There are three ways to write one, and one to read it: the left side is met as it is spelled, or as what it says; the rest is read
by the reader of its writing, and all three readers make the same statements.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any

from bornproof.proofs.checks.names import atoms_of, read_plain, vocabulary_of
from bornproof.proofs.checks.quantities import is_relation, quantities
from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.formulas.latex.blocks import read_statements
from bornproof.proofs.formulas.latex.left_sides import Spelled, spelled
from bornproof.proofs.formulas.latex.unicode_printer import latex_line
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.literal import evaluated
from bornproof.proofs.formulas.statement import EQUALITIES, Statement
from bornproof.proofs.ledger import Claim
from sympy import Basic

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

    A statement that says of nothing but names that they are equal has no sides left.
    """

    statement: Statement
    names: tuple[str, ...] = ()


class Readers:
    """The readers of a ledger: of each entry in its own names and, where these do not do, in those of all entries."""

    def __init__(self, ledger: Iterable[Claim] = ()) -> None:
        self.ledger = tuple(ledger)
        self._vocabularies: dict[str, Vocabulary] = {}

    @cached_property
    def _atoms(self) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(atom for claim in self.ledger for atom in atoms_of(claim)))

    def chains(self, claim: Claim, text: str, writing: Writing) -> list[Chain]:
        """The statements of a text; raises ReadError, with line and column, for what cannot be read."""
        names = tuple(quantities(claim))
        found = spelled(text, {name: _spelling(name, writing) for name in names}, latex=writing is Writing.LATEX)
        if found.whole:
            return [Chain(Statement(()), found.names)]
        statements = self._read(claim, found, writing)
        if len(statements) > 1 and not found.names and is_relation(claim.true_forms[0].printed[0]):
            statements = statements[self._is_name(claim, statements[0]) :]  # of an equivalence
        chains = [self._named(claim, names, statement) for statement in statements]
        return [replace(chains[0], names=(*found.names, *chains[0].names)), *chains[1:]] if found.names else chains

    def _read(self, claim: Claim, found: Spelled, writing: Writing) -> list[Statement]:
        """The statements behind the names that are spelled: in plain text, too, if they are ASCII behind names that are not."""
        try:
            return self._readers[writing](claim, found.rest)
        except ReadError as error:
            if writing is Writing.UNICODE and found.names and found.rest.isascii():
                try:
                    return read_plain(claim, found.rest)
                except (ReadError, LedgerError):
                    pass
            raise error from None

    @property
    def _readers(self) -> Mapping[Writing, Callable[[Claim, str], list[Statement]]]:
        return {
            Writing.PLAIN: read_plain,
            Writing.LATEX: self._read_latex,
            Writing.UNICODE: lambda claim, text: self._read_latex(claim, text, line=True),
        }

    def _read_latex(self, claim: Claim, text: str, line: bool = False) -> list[Statement]:
        """The statements of a text in the names of the claim, or of the ledger."""
        try:
            return read_statements(text, self._vocabulary(claim, False), line=line)
        except ReadError as error:
            try:
                return read_statements(text, self._vocabulary(claim, True), line=line)
            except ReadError:
                raise error from None

    def _named(self, claim: Claim, names: tuple[str, ...], statement: Statement) -> Chain:
        """A chain without the sides that are, in other spellings, names of the quantities."""
        sides, relations, met = list(statement.sides), list(statement.relations), list[str]()
        read = [(name, self._side(claim, name)) for name in names] if relations else []
        known = [(name, side) for name, side in read if side is not None]
        while sides and all(sign in EQUALITIES for sign in relations[:1]):
            name = next((name for name, side in known if name not in met and alike(side, sides[0])), None)
            if name is None:
                break
            met.append(name)
            del sides[0], relations[:1]
        return Chain(replace(statement, sides=tuple(sides), relations=tuple(relations)), tuple(met))

    def _is_name(self, claim: Claim, statement: Statement) -> bool:
        """Whether a statement is the condition that an entry is about."""
        try:
            return self._read_latex(claim, claim.name) == [statement]
        except ReadError:
            return False

    def _side(self, claim: Claim, name: str) -> Any:
        try:
            (statement,) = self._read_latex(claim, name)
        except (ReadError, ValueError):
            return None
        return statement.sides[0] if len(statement.sides) == 1 else None

    def _vocabulary(self, claim: Claim, wide: bool) -> Vocabulary:
        key = f"{claim.id} {wide}"
        if key not in self._vocabularies:
            self._vocabularies[key] = vocabulary_of(claim, self._atoms if wide else ())
        return self._vocabularies[key]


def _spelling(name: str, writing: Writing) -> str:
    """A name as a terminal prints it in a writing."""
    match writing:
        case Writing.LATEX:
            return name
        case Writing.UNICODE:
            return latex_line(name)
        case Writing.PLAIN:
            return latex_line(name, "ascii")


def alike(one: Any, other: Any) -> bool:
    """Whether two sides are the same, written as they are or once SymPy has put them in order."""
    return bool(one == other or (isinstance(one, Basic) and isinstance(other, Basic) and evaluated(one) == evaluated(other)))
