"""The names of an entry: what a user may type in a formula for it, in plain text and in LaTeX."""

from collections.abc import Iterable
from typing import Any

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.formulas.formula import read_statements
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary, by_name
from bornproof.proofs.formulas.plain_printer import plain_name
from bornproof.proofs.formulas.statement import Statement
from bornproof.proofs.formulas.words import Operation
from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.mended import names_said
from sympy import Basic, Indexed, IndexedBase, Integral, Symbol
from sympy.core.function import AppliedUndef

__all__ = ["atoms_of", "names_of", "read_plain", "symbols_of", "vocabulary_of"]

_INTEGRAL = Operation(Integral, arity=None, build=Integral)


def names_of(claim: Claim) -> dict[str, Any]:
    """The entry's symbols by the names that a user types: those that have values at its points, and those of its forms.

    Of two with one name that of the forms is meant, and of these the operator, which may have the name of its table.
    """
    at_points = _bases({*_first_point(claim)})
    in_forms = _bases({atom for form in _forms(claim) for atom in form.atoms(Symbol, IndexedBase, Indexed, AppliedUndef)})
    ordered = [*sorted(at_points, key=by_name), *sorted(in_forms, key=lambda base: (base.is_commutative is False, by_name(base)))]
    return {_name(base): base for base in ordered}


def symbols_of(claim: Claim) -> tuple[str, ...]:
    """The same for people, with a dot for each index or argument.

    >>> from bornproof.proofs.paper.entries import PAPER
    >>> symbols_of(PAPER["eq.61"]), symbols_of(PAPER["eq.5"])
    (('N', 'kappa', 'q', 'sigma[.]', 't'), ('I', 'J', 'N', 'kappa', 'ketbra(., .)', 'rho[., .]', 'sigma[.]'))
    """
    shapes = _shapes(*_forms(claim), *_first_point(claim))
    return tuple(sorted(name + shapes.get(base, "") for name, base in names_of(claim).items()))


def read_plain(claim: Claim, text: str, others: Iterable[Any] = ()) -> list[Statement]:
    """Statements in plain text in the names of an entry, and probabilities of events; `others` are atoms of other entries.

    Raises ReadError for what cannot be read, and LedgerError for a name with another number of indices than it has.
    """
    names = {_name(base): base for base in sorted(_bases({*others}), key=by_name)} | names_of(claim)
    events = {name: base for name, base in (("P", P), ("Each", Each), ("Integral", _INTEGRAL)) if name not in names}
    found = read_statements(text, {**names, **events})
    known = _shapes(*others, *_forms(claim), *_first_point(claim))
    for base, shape in _shapes(*(side for statement in found for side in statement.sides)).items():
        if known.get(base, shape) != shape and base not in (P, Each):
            raise LedgerError(f"{_name(base)} is written {_name(base)}{known[base]}, not {_name(base)}{shape}")
    return found


def vocabulary_of(claim: Claim, others: Iterable[Any] = ()) -> Vocabulary:
    """The names of an entry for the reader of LaTeX, with all their spellings; those of other entries where it has none like it."""
    return Vocabulary((*others, *atoms_of(claim)), claim.language.notation)


def atoms_of(claim: Claim) -> list[Any]:
    """The symbols, entries of tables and values of functions of which a formula of an entry is made."""
    atoms = {atom for form in _forms(claim) for atom in form.atoms(Symbol, Indexed, AppliedUndef)}
    atoms |= {*_first_point(claim)}
    return sorted(atoms - {atom.base.label for atom in atoms if isinstance(atom, Indexed)}, key=by_name)


def _shapes(*forms: Basic) -> dict[Any, str]:
    """With how many indices or arguments a symbol is used, as dots in its brackets."""
    shapes: dict[Any, str] = {}
    for form in forms:
        shapes |= {node.base: f"[{', '.join('.' * node.rank)}]" for node in form.atoms(Indexed)}
        shapes |= {node.func: f"({', '.join('.' * len(node.args))})" for node in form.atoms(AppliedUndef)}
    return shapes


def _bases(atoms: set[Any]) -> set[Any]:
    """The symbols, tables and functions that atoms are of, without the labels of tables."""
    bases = {atom.base if isinstance(atom, Indexed) else atom.func if isinstance(atom, AppliedUndef) else atom for atom in atoms}
    return bases - {base.label for base in bases if isinstance(base, IndexedBase)}


def _first_point(claim: Claim) -> list[Any]:
    """What has a value at the first point, without what another line says, which has no other value."""
    said = names_said(claim)
    return [name for name in next(iter(claim.domain.points()), {}) if name not in said]


def _forms(claim: Claim) -> tuple[Basic, ...]:
    stated = (form for subject in (*claim.subjects, *claim.true_forms) for form in subject.printed)
    return (*claim.printed, *stated, *(side for pair in claim.where for side in pair))


def _name(base: Any) -> str:
    if isinstance(base, IndexedBase):
        return plain_name(str(base.label))
    return plain_name(base.name) if isinstance(base, Symbol) else str(base.__name__)
