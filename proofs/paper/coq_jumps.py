"""Jump operators that are not the paper's, in the words of Statements.v: by the rates that an entry names, or those that it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bornproof.proofs.kernel.dictionary import Existence
from bornproof.proofs.ledger import Claim
from sympy import Indexed

__all__ = ["EXISTENCE", "RateOf", "jumps_of"]

_OF_PAIRS, _OF_TRIPLES = "nat -> nat -> R", "nat -> nat -> nat -> R"


@dataclass(frozen=True)
class RateOf:
    """What rho stands for with such operators.

    Parameters
    ----------
    name
        That of the way in which a hypothesis about such a solution can be met.
    rates
        The rate of |J><K| for every value of the hidden variables; names in braces are symbols.
    tables
        The tables of real numbers of which it is made, with their types.
    """

    name: str
    rates: str
    tables: Mapping[str, str] = field(default_factory=dict)


_BY_SIGNS = RateOf("by_signs", "(Statements.by_signs {N} {u} {d} {alpha})", {"u": _OF_TRIPLES, "d": _OF_TRIPLES})
_BY_WINNER = RateOf("by_winner", "(Statements.by_winner {N} {w} {alpha})", {"w": _OF_TRIPLES})
_INTO_WINNER = RateOf("into_winner", "(Statements.by_winner {N} (Statements.into_winner {g}) {alpha})", {"g": _OF_PAIRS})
_EQUAL = RateOf("equal_rates", _INTO_WINNER.rates.replace("{g}", "(fun _ _ : nat => 1%R)"))
_OTHERS = RateOf("equal_but_one", _INTO_WINNER.rates.replace("{g}", "(fun W K : nat => (1 - Statements.delta W K)%R)"))

_NAMED = (_BY_SIGNS, _BY_WINNER, _INTO_WINNER)
_UNNAMED = {  # whose forms name no rates
    ("thm.winner-linear", r"\overline{\rho_{IJ}}(t)"): _EQUAL,
    ("thm.winner-linear", r"\text{the same without the winner}"): _OTHERS,
}

EXISTENCE = {
    kind.name: Existence("Jumps.jumps_exist", ("{kappa}", kind.rates), "rho0", "", "rho", "[rho family]")
    for kind in (*_NAMED, *_UNNAMED.values())
}


def jumps_of(subject: Claim) -> RateOf | None:
    """Those of an entry with one quantity, if they are not the paper's."""
    named = {entry.base.label.name for form in subject.printed for entry in form.atoms(Indexed)}
    found = [kind for kind in _NAMED if named & kind.tables.keys()]
    return found[0] if found else _UNNAMED.get((subject.id, subject.name))
