"""A ledger entry as a Coq proposition: for all values of its symbols that meet its assumptions, the quantity is each form.

The right-hand sides, the assumptions and the conditions come from the entry's own trees. For a misprint also: that the printed
form fails.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bornproof.proofs.kernel.dictionary import Dictionary
from bornproof.proofs.kernel.link_levels import UnlinkableError
from bornproof.proofs.kernel.link_quantities import lines, quantities
from bornproof.proofs.kernel.link_terms import Terms, case_values
from bornproof.proofs.kernel.results import Bearing
from bornproof.proofs.ledger import Claim
from sympy import Basic, Indexed, Symbol

__all__ = ["Proposition", "proposition", "propositions", "refutation", "subject_of"]

AND = "\n  /\\ "


@dataclass(frozen=True)
class Proposition:
    """What a ledger entry says, as Coq text, and what it says if its hypotheses can be met.

    `bearing` tells which of the entry's forms it is about; `text` and `possible` are in the words of Statements.v and bind
    the `variables`; `left` is what the forms are equated with. Where the state is a solution for so many `levels`, `existence`
    is the statement that there is one, and `start` the matrix that it starts from, if it is given. One that refutes says
    itself that the hypotheses can be met. An entry about several quantities is as many propositions, each with its `number`.
    """

    entry: str
    bearing: Bearing
    text: str
    possible: str
    variables: tuple[str, ...]
    left: tuple[str, ...]
    levels: str
    existence: str
    start: str = ""
    number: int = 0

    @property
    def name(self) -> str:
        """The entry's id as a Coq name."""
        return re.sub(r"\W", "_", self.entry) + ("_fails" if self.refutes else f"_part_{self.number}" if self.number else "")

    @property
    def refutes(self) -> bool:
        """Whether it says that the printed form fails."""
        return self.bearing is Bearing.REFUTES


def proposition(claim: Claim, ledger: Mapping[str, Claim], words: Dictionary) -> Proposition:
    """What is true of the claim's quantity, as a proposition: the correction, or the printed form under the conditions.

    `ledger` gives the entries that the claim names among its premises, `words` are those for its notation. Raises
    UnlinkableError where there is no translation.
    """
    bearing = Bearing.CORRECTED if claim.corrected else Bearing.UNDER_CONDITIONS if claim.conditions else Bearing.PRINTED
    return _proposition(claim, _with_its_use(subject_of(claim), ledger), bearing, ledger, words)


def propositions(claim: Claim, ledger: Mapping[str, Claim], words: Dictionary) -> tuple[Proposition, ...]:
    """The same for each quantity that the claim is about: all together are what the entry says."""
    if not claim.family or claim.checked:
        return (proposition(claim, ledger, words),)
    bearing = Bearing.UNDER_CONDITIONS if claim.conditions else Bearing.PRINTED
    each = enumerate(claim.true_forms, start=1)
    return tuple(replace(_proposition(claim, subject, bearing, ledger, words), number=number) for number, subject in each)


def refutation(claim: Claim, ledger: Mapping[str, Claim], words: Dictionary) -> Proposition:
    """That the printed form fails for some values of its symbols that meet the entry's assumptions and conditions.

    It is held against the quantity of the corrected form's proposition, and everything in it is defined at these values.
    Raises UnlinkableError where there is no translation, or what is printed is about another quantity.
    """
    if claim.checked or claim.family or not claim.subjects:
        raise UnlinkableError("what is checked is not what is printed")
    refuted = _proposition(claim, claim, Bearing.REFUTES, ledger, words)
    if others := set(refuted.left) - set(proposition(claim, ledger, words).left):
        raise UnlinkableError(f"the corrected form is not about {sorted(others)[0]}")
    return refuted


def subject_of(claim: Claim) -> Claim:
    """The one quantity of which the entry is true, with the forms that it is; raises UnlinkableError for several."""
    if claim.once_mended:
        raise UnlinkableError(f"it is true only once {claim.once_mended.line} is mended")
    if len(claim.true_forms) != 1:
        raise UnlinkableError("the entry is about several quantities, or nothing is checked")
    (subject,) = claim.true_forms
    return subject


def _proposition(claim: Claim, subject: Claim, bearing: Bearing, ledger: Mapping[str, Claim], words: Dictionary) -> Proposition:
    named = quantities(subject.name, words.quantities)
    terms = words.terms(claim, subject, named, ledger)
    left, equations = lines(terms, named, [_written_out(subject, form) for form in subject.printed])
    start, known = terms.start(), case_values(subject)
    facts = [terms.proposition(fact) for fact in (*subject.domain.assumptions, *subject.conditions)]
    facts += [*_signs(terms, known), *terms.facts(subject, start)]
    if re.search(rf"\b{terms.LEVELS[0]}\b", " ".join([*equations, *facts, *terms.demands])):
        terms.use(terms.LEVELS[0], "nat")
    facts = list(dict.fromkeys([*_ranges(terms, known), *facts]))
    demands = [f"({demand})" for demand in terms.demands]
    variables = tuple(sorted(terms.free, key=words.order.index))
    binders = " ".join(f"({name} : {terms.free[name]})" for name in variables)
    possible = f"exists {binders},\n  {AND.join(facts) or 'True'}"
    if bearing is Bearing.REFUTES:
        text = f"exists {binders},\n  {AND.join([*facts, *demands, f'~ ({AND.join(equations)})'])}"
    else:
        text = f"forall {binders},\n{''.join(f'  {fact} ->{chr(10)}' for fact in facts)}  {AND.join([*demands, *equations])}"
    return Proposition(
        entry=claim.id,
        bearing=bearing,
        text=text,
        possible=possible,
        variables=variables,
        left=left,
        levels=terms.levels,
        existence=terms.existence,
        start=f"fun {' '.join(terms.INDICES)} : nat => ({start})%C" if start else "",
    )


def _with_its_use(claim: Claim, ledger: Mapping[str, Claim]) -> Claim:
    """The claim; or, if it defines an abbreviation, the line that uses it, with what it is defined to be inserted."""
    for user in ledger.values() if claim.definition else ():
        for name, _ in user.where:
            if claim.id in user.uses and isinstance(name, Indexed) and claim.name == _latex(name):
                (value,) = claim.printed
                return replace(user, id=claim.id, where=((name, value),), uses=())
    return claim


def _latex(name: Indexed) -> str:
    return rf"\{name.base.label}_{{{''.join(map(str, name.indices))}}}"


def _written_out(claim: Claim, form: Basic) -> Basic:
    """The form with the claim's abbreviations in full, wherever they stand with the indices that they are given with."""
    for name, value in claim.where:
        form = form.xreplace({name: value})
    return form


def _ranges(terms: Terms, known: Mapping[Basic, set[int]]) -> list[str]:
    """What the symbols themselves say: levels are 1 .. N, N at least 2; and what the notation says of others."""
    facts = []
    for name in (name for name in terms.LEVELS if terms.free.get(name) == "nat"):
        values = known.get(Symbol(name, integer=True, positive=True), set())
        low, high = (str(min(values)), str(max(values))) if values else ("1", terms.levels)
        if name == terms.LEVELS[0]:
            facts.append(f"(2 <= {name})%nat" if not values else f"({max(2, min(values))} <= {name} <= {high})%nat")
        else:
            facts.append(f"({low} <= {name} <= {high})%nat")
    return facts + [fact.format(levels=terms.levels) for name, fact in terms.RANGES.items() if name in terms.free]


def _signs(terms: Terms, known: Mapping[Basic, set[int]]) -> list[str]:
    """The signs that the cases leave to entries of a table: none is left out for no fact."""
    signs = {frozenset({-1}): "<", frozenset({-1, 0}): "<=", frozenset({1}): ">", frozenset({0, 1}): ">=", frozenset({-1, 1}): "<>"}
    found = []
    for name, values in known.items():
        if isinstance(name, Indexed) and name.base.label.name == terms.SIGNED and values != {-1, 0, 1}:
            if frozenset(values) not in signs:
                raise UnlinkableError(f"the values {sorted(values)} of {name} have no translation")
            found.append(f"({terms.real(name)} {signs[frozenset(values)]} 0)%R")
    return sorted(found)
