"""A ledger entry as a Coq proposition: for all values of its symbols that meet its assumptions, the quantity is each form.

The right-hand sides, the assumptions and the conditions come from the entry's own trees. For a misprint also: that the printed
form fails.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bornproof.proofs.kernel.link_levels import LEVELS, UnlinkableError
from bornproof.proofs.kernel.link_quantities import lines, quantities
from bornproof.proofs.kernel.link_terms import Terms
from bornproof.proofs.kernel.results import Bearing
from bornproof.proofs.ledger import Claim
from sympy import Basic, Eq, Indexed, Integral, Symbol, Tuple

__all__ = ["FAMILY", "SOLUTION", "Proposition", "proposition", "refutation"]

I, J, N = (Symbol(name, integer=True, positive=True) for name in "IJN")
INITIAL = r"\rho(t_p)"  # the entry that holds the state with which a solution starts
SOLUTION, FAMILY = "evolution_exists", "hidden_family_exists"  # the theorems by which hypotheses about solutions can be met
AND = "\n  /\\ "
ORDER = (*LEVELS, "kappa", "t", "q", "X", "alpha", "beta", "lambda", "f", "H", "sigma", "rho0", "rho")


@dataclass(frozen=True)
class Proposition:
    """What a ledger entry says, as Coq text, and what it says if its hypotheses can be met.

    `bearing` tells which of the entry's forms it is about; `text` and `possible` are in the words of Statements.v and bind
    the `variables`; `left` is what the forms are equated with. Where rho is a solution for so many `levels`, `existence` is the
    statement that there is one, and `start` the matrix that it starts from, if it is given. One that refutes says itself that
    the hypotheses can be met.
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

    @property
    def name(self) -> str:
        """The entry's id as a Coq name."""
        return re.sub(r"\W", "_", self.entry) + ("_fails" if self.refutes else "")

    @property
    def refutes(self) -> bool:
        """Whether it says that the printed form fails."""
        return self.bearing is Bearing.REFUTES


def proposition(claim: Claim, ledger: Mapping[str, Claim]) -> Proposition:
    """What is true of the claim's quantity, as a proposition: the correction, or the printed form under the conditions.

    `ledger` gives the entries that the claim names among its premises. Raises UnlinkableError where there is no translation.
    """
    bearing = Bearing.CORRECTED if claim.corrected else Bearing.UNDER_CONDITIONS if claim.conditions else Bearing.PRINTED
    return _proposition(claim, _with_its_use(_subject(claim), ledger), bearing, ledger)


def refutation(claim: Claim, ledger: Mapping[str, Claim]) -> Proposition:
    """That the printed form fails for some values of its symbols that meet the entry's assumptions and conditions.

    It is held against the quantity of the corrected form's proposition, and everything in it is defined at these values.
    Raises UnlinkableError where there is no translation, or what is printed is about another quantity.
    """
    if claim.checked or claim.family or not claim.subjects:
        raise UnlinkableError("what is checked is not what is printed")
    refuted = _proposition(claim, claim, Bearing.REFUTES, ledger)
    if others := set(refuted.left) - set(proposition(claim, ledger).left):
        raise UnlinkableError(f"the corrected form is not about {sorted(others)[0]}")
    return refuted


def _proposition(claim: Claim, subject: Claim, bearing: Bearing, ledger: Mapping[str, Claim]) -> Proposition:
    named = quantities(subject.name)
    solution = named[0][0].solution
    if any(quantity.solution != solution for quantity, _ in named):
        raise UnlinkableError("a solution and something else stand in one list")
    averaging = None
    if any(quantity.dynamics for quantity, _ in named) and not claim.dynamics:
        averaging = next((premise for premise in _premises(subject, ledger) if _integrated(premise)), None)
        if averaging is None:
            raise UnlinkableError(f"{subject.name} is not of a solution of the master equation here, nor an average of it")
    start = next((use for use in _premises(averaging or subject, ledger) if use.name == INITIAL), None) if solution else None
    averaged = averaging is not None or any(quantity.averaged for quantity, _ in named)
    terms = Terms(_number_of_levels(subject, start), solution, _has_hamiltonian(claim), averaged)
    if averaging and (start is None or terms.levels != str(_integrated(averaging))):
        raise UnlinkableError(f"{averaging.id} does not average over all that the state of {subject.name} depends on")
    left, equations = lines(terms, named, [_written_out(subject, form) for form in subject.printed])
    initial = _initial(terms, start) if start else ""
    facts = _facts(terms, subject, initial)
    if re.search(r"\bN\b", " ".join([*equations, *facts, *terms.demands])):
        terms.use("N", "nat")
    facts = list(dict.fromkeys([*_ranges(terms, _case_values(subject)), *facts]))
    demands = [f"({demand})" for demand in terms.demands]
    variables = tuple(sorted(terms.free, key=ORDER.index))
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
        existence=(FAMILY if averaged else SOLUTION) if solution else "",
        start=f"fun I J : nat => ({initial})%C" if initial else "",
    )


def _premises(claim: Claim, ledger: Mapping[str, Claim]) -> list[Claim]:
    return [ledger[use] for use in claim.uses if use in ledger]


def _integrated(premise: Claim) -> int:
    """N, if it defines the matrix as its integral over lambda_2, ..., lambda_N, as (29) does; else 0."""
    forms = [form for form in premise.printed if premise.definition and isinstance(form, Integral)]
    if len(forms) == len(premise.printed) == 1 and str(forms[0].function) in ("rho", "rho[I, J]"):
        levels = len(forms[0].limits) + 1
        return levels if [str(*limit) for limit in forms[0].limits] == [f"lambda[{n}]" for n in range(2, levels + 1)] else 0
    return 0


def _has_hamiltonian(claim: Claim) -> bool:
    """Whether a Hamiltonian stands in the entry: in its printed or corrected form, an assumption or a condition."""
    corrected = claim.corrected.expressions if claim.corrected else ()
    return any(
        str(name) == "H"
        for form in (*claim.printed, *corrected, *claim.domain.assumptions, *claim.conditions)
        for name in form.atoms(Symbol)
    )


def _subject(claim: Claim) -> Claim:
    """The one quantity of which the entry is true, with the forms that it is."""
    if claim.once_mended:
        raise UnlinkableError(f"it is true only once {claim.once_mended.line} is mended")
    if len(claim.true_forms) != 1:
        raise UnlinkableError("the entry is about several quantities, or nothing is checked")
    (subject,) = claim.true_forms
    return subject


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


def _facts(terms: Terms, claim: Claim, initial: str) -> list[str]:
    """The assumptions, the conditions, the sectors, the state that is meant, and that rho is a solution."""
    facts = [terms.proposition(fact) for fact in (*claim.domain.assumptions, *claim.conditions)]
    facts += _sectors(terms, _case_values(claim))
    if "alpha" in terms.free:
        weights = Tuple(*claim.domain.state)
        facts += [f"(Cmod (alpha {level}%nat) ^ 2 = {terms.real(weight)})%R" for level, weight in enumerate(weights, start=1)]
    if terms.averaged:
        start = f"(fun I J : nat => ({initial})%C)" if initial else terms.use("rho0", "Statements.matrix")
        family = f"{terms.levels} {terms.use('kappa', 'R')} {terms.use('alpha', 'nat -> C')} {start} rho"
        return [*facts, f"Statements.hidden_family {family}"]
    return facts + (_evolution(terms, initial) if terms.solution else [])


def _case_values(claim: Claim) -> dict[Basic, set[int]]:
    """For each symbol to which every case of the domain gives a number: these numbers."""
    mappings = [case.mapping for case in claim.domain.cases]
    shared = set.intersection(*(set(mapping) for mapping in mappings)) if mappings else set()
    return {
        name: {int(mapping[name]) for mapping in mappings}
        for name in shared
        if all(getattr(mapping[name], "is_Integer", False) for mapping in mappings)
    }


def _number_of_levels(claim: Claim, start: Claim | None) -> str:
    """The only N of all cases, or that of the initial state, or the level whose partial sum is 1; else N stays a symbol."""
    for known in map(_case_values, (claim, start) if start else (claim,)):
        if len(known.get(N, ())) == 1:
            return str(*known[N])
    if claim.domain.state:
        return str(len(claim.domain.state))
    for fact in claim.domain.assumptions:
        if isinstance(fact, Eq) and isinstance(fact.lhs, Indexed) and fact.lhs.base.label.name == "S" and fact.rhs == 1:
            return str(fact.lhs.indices[0])
    return "N"


def _ranges(terms: Terms, known: Mapping[Basic, set[int]]) -> list[str]:
    """What the symbols themselves say: levels are 1..N, at least two, kappa is positive, H is Hermitian, and so on."""
    facts = []
    for name in (name for name in LEVELS if terms.free.get(name) == "nat"):
        values = known.get(Symbol(name, integer=True, positive=True), set())
        low, high = (str(min(values)), str(max(values))) if values else ("1", terms.levels)
        if name == "N":
            facts.append("(2 <= N)%nat" if not values else f"({max(2, min(values))} <= N <= {high})%nat")
        else:
            facts.append(f"({low} <= {name} <= {high})%nat")
    others = {"kappa": "(0 < kappa)%R", "t": "(0 <= t)%R", "q": "(0 <= q <= 1)%R", "H": f"Statements.hermitian {terms.levels} H"}
    return facts + [fact for name, fact in others.items() if name in terms.free]


def _sectors(terms: Terms, known: Mapping[Basic, set[int]]) -> list[str]:
    """The signs of sigma_n that the cases leave: none is left out for no fact."""
    signs = {frozenset({-1}): "<", frozenset({-1, 0}): "<=", frozenset({1}): ">", frozenset({0, 1}): ">=", frozenset({-1, 1}): "<>"}
    found = []
    for name, values in known.items():
        if isinstance(name, Indexed) and name.base.label.name == "sigma" and values != {-1, 0, 1}:
            if frozenset(values) not in signs:
                raise UnlinkableError(f"the values {sorted(values)} of {name} have no translation")
            found.append(f"({terms.real(name)} {signs[frozenset(values)]} 0)%R")
    return sorted(found)


def _initial(terms: Terms, start: Claim) -> str:
    """The entry <I|rho(0)|J> of the state that an entry holds."""
    (state,) = _subject(start).printed
    terms.keep_free(state, "I", "J")
    with terms.binding(I, "1", terms.levels), terms.binding(J, "1", terms.levels):
        return terms.entry(state, "I", "J")


def _evolution(terms: Terms, initial: str) -> list[str]:
    """That rho solves the master equation, and what it starts from."""
    sigma, kappa, levels = terms.use("sigma", "nat -> R"), terms.use("kappa", "R"), terms.levels
    ranges = f"(1 <= I <= {levels})%nat -> (1 <= J <= {levels})%nat"
    start = [f"(forall I J : nat, {ranges} -> (rho 0%R I J = {initial})%C)"] if initial else []
    law = f"evolution_under {levels} {kappa} {terms.matrix('H')}" if terms.hamiltonian else f"evolution {levels} {kappa}"
    return [f"Statements.{law} {sigma} rho", *start]
