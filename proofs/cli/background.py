"""What a person wants to know of claims besides their verdicts: derivations as examples, symbols, theorems, what rests on them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bornproof.proofs.ledger import Claim, Ledger
    from bornproof.proofs.ledger.domain import Case
    from bornproof.proofs.report.show import Background
    from bornproof.symbolic.derivation import Step
    from sympy import Basic

__all__ = ["Stated", "background", "theorems_on"]

Stated = tuple[tuple[str, str], ...]  # the name of a theorem with its bearing, and what it states


def background(claim: "Claim", book: "Ledger", theorems: Stated = (), timeout: float = 60) -> "Background":
    """Derivation, symbols, theorems, and what rests on a claim; a ledger of a user's own is asked in a process of its own."""
    from bornproof.proofs.checks.run import asked
    from bornproof.proofs.report.show import Background

    undecided = partial(Background, None, (), (), theorems, book.dependents(claim.id))
    return asked(partial(_background, claim_id=claim.id, theorems=theorems), book, claim.id, undecided, timeout)


def _background(book: "Ledger", claim_id: str, theorems: Stated) -> "Background":
    from bornproof.proofs.checks.answers import attempted
    from bornproof.proofs.checks.derived import derived
    from bornproof.proofs.checks.exact import example_case
    from bornproof.proofs.checks.names import atoms_of, symbols_of
    from bornproof.proofs.report.show import Background

    claim = book[claim_id]
    found = Background(None, (), symbols_of(claim) if claim.printed else (), theorems, book.dependents(claim.id))
    if not claim.derive:
        return found
    case = example_case(claim)
    made = attempted(partial(derived, claim.derive, case.mapping), str)
    if isinstance(made, str):
        return replace(found, case=case, failure=made)
    found = replace(found, case=_shared(claim, case, made.steps), steps=made.steps)
    told = made.recursion is None and _names((made.result,)) <= _names(atoms_of(claim))
    return replace(found, result=made.result) if told else found


def _names(trees: "Sequence[Basic]") -> set["Basic"]:
    """The symbols and tables that are named, without what sums run over."""
    return {name for tree in trees for name in tree.free_symbols if name.is_Symbol}


def _shared(claim: "Claim", case: "Case", steps: tuple["Step", ...]) -> "Case":
    """The case as far as it matters: where the steps are those without any, what all cases share, and what the proof loops over."""
    from bornproof.proofs.checks.answers import attempted
    from bornproof.proofs.checks.derived import derived

    cases, loops = claim.domain.cases, claim.domain.looped(claim.language)
    made = attempted(partial(derived, claim.derive, {}), str) if claim.derive and len(cases) > 1 else ""
    if isinstance(made, str) or made.steps != steps:
        return case
    values = tuple(pair for pair in case.values if pair[0] in loops or all(pair in other.values for other in cases))
    given = tuple(fact for fact in case.given if all(fact in other.given for other in cases))
    return replace(case, values=values, given=given, some=case.some if values == case.values else ())


def theorems_on(claims: "Sequence[Claim]") -> Mapping[str, Stated]:
    """The machine-checked theorems on claims of the paper, by their ids, with what `bornproof kernel` is to show of them."""
    from bornproof.proofs.kernel.links import links_of
    from bornproof.proofs.kernel.runner import SOURCES
    from bornproof.proofs.kernel.sources import statements
    from bornproof.proofs.paper.coq_dictionary import DICTIONARY
    from bornproof.proofs.paper.entries import PAPER
    from bornproof.proofs.paper.theorems import THEOREMS
    from bornproof.proofs.report.errata import word_of

    linked = [row for row in THEOREMS if any(claim.id in row.entries for claim in claims)]
    if not linked:
        return {}
    stated = statements((SOURCES / "Statements.v").read_text(encoding="utf-8"))
    book = {other.id: other for other in PAPER}
    found: dict[str, Stated] = {}
    for claim in claims:
        own = [row for row in linked if claim.id in row.entries]
        links = links_of(own, book, DICTIONARY, only=claim.id)
        for row in own:
            said = links.left_out.get((row.place, claim.id), row.part.get(claim.id))
            bearing = f"part: {said}" if said else links.bearings[row.place, claim.id].replace("printed", word_of(claim))
            found[claim.id] = (*found.get(claim.id, ()), (f"{row.place} ({bearing})", stated[row.name].text))
    return found
