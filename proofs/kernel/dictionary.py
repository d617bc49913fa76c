"""What the kernel must be told of a paper's notation to say its entries in the words of Statements.v, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bornproof.proofs.kernel.link_levels import UnlinkableError
from bornproof.proofs.kernel.link_quantities import Named, Quantity
from bornproof.proofs.kernel.link_terms import Terms
from bornproof.proofs.ledger import Claim

__all__ = ["NO_WORDS", "Dictionary", "Existence"]


@dataclass(frozen=True)
class Existence:
    """A theorem by which hypotheses about a solution can be met.

    Parameters
    ----------
    place
        The theory and the name.
    arguments
        What it takes behind the number of levels, with the names of the symbols whose values are meant in braces; then comes
        what the solution starts from.
    start
        The symbol whose value is that, where an entry does not give it.
    premise
        The proof of what else it asks, if anything.
    solution, pattern
        The symbol of the solution that it gives, and what it gives, as `destruct` takes it apart.
    """

    place: str
    arguments: tuple[str, ...]
    start: str
    premise: str
    solution: str
    pattern: str


def _untold(_claim: Claim, subject: Claim, _named: list[Named], _ledger: Mapping[str, Claim]) -> Terms:
    raise UnlinkableError(f"nothing is told of the notation of {subject.name}")


@dataclass(frozen=True)
class Dictionary:
    """The words for a notation; without arguments there are none, and no entry has a translation.

    Parameters
    ----------
    quantities
        The left-hand sides.
    terms
        What translates an entry: of the claim, the part of it that is translated, its quantities, and the ledger.
    order
        All free names, in the order in which propositions bind them.
    values
        A value of each, at which the hypotheses are shown to hold.
    others
        Other values of some names, which are tried in turn where the hypotheses do not hold at the first ones.
    refuting
        Those at which printed forms are refuted, where they are others.
    given
        The names for which a theorem that refutes may give values.
    existence
        The theorems by which hypotheses about solutions can be met, by their names.
    """

    quantities: tuple[Quantity, ...] = ()
    terms: Callable[[Claim, Claim, list[Named], Mapping[str, Claim]], Terms] = _untold
    order: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Mapping[str, str], ...] = ()
    refuting: Mapping[str, str] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    existence: Mapping[str, Existence] = field(default_factory=dict)


NO_WORDS = Dictionary()
