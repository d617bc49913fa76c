"""A ledger entry as a Coq proposition: for all values of its symbols that meet its assumptions, the quantity is each form.

The table below says what the left-hand sides are in the words of Statements.v; the right-hand sides, the assumptions and
the conditions come from the entry's own trees.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sympy import Basic, Eq, Expr, Indexed, Integer, Symbol

from proofs.kernel.link_levels import LEVELS, UnlinkableError
from proofs.kernel.link_terms import Terms
from proofs.kernel.results import Bearing
from proofs.ledger import Claim

__all__ = ["Proposition", "proposition"]

I, J, N = (Symbol(name, integer=True, positive=True) for name in "IJN")
INITIAL = r"\rho(t_p)"  # the entry that holds the state with which a solution starts
AND = "\n  /\\ "
ORDER = (*LEVELS, "kappa", "t", "q", "alpha", "beta", "lambda", "f", "sigma", "rho")

Quantity = Callable[[Terms, re.Match[str]], str]


@dataclass(frozen=True)
class Proposition:
    """What a ledger entry says, as Coq text, and what it says if its hypotheses can be met.

    `bearing` tells which of the entry's forms it is about; `text` and `possible` are in the words of Statements.v and bind
    the `variables`. Where rho is a `solution` for so many `levels`, `start` is the matrix that it starts from, if it is given.
    """

    entry: str
    bearing: Bearing
    text: str
    possible: str
    variables: tuple[str, ...]
    levels: str
    solution: bool
    start: str = ""

    @property
    def name(self) -> str:
        """The entry's id as a Coq name."""
        return re.sub(r"\W", "_", self.entry)


def _level(text: str) -> Expr:
    """A level as LaTeX writes it: N, N-1, K, 2."""
    found = re.fullmatch(r"([A-Zn])?(?:-?(\d+))?", text)
    if not found or not text or (found[1] and found[1] not in LEVELS):
        raise UnlinkableError(f"{text} has no translation as a level")
    number = Integer(found[2] or 0)
    return Symbol(found[1], integer=True, positive=True) - number if found[1] else number


def _entry(terms: Terms, found: re.Match[str]) -> str:
    return " ".join(terms.index(_level(index)) for index in found.groups())


def _rate(terms: Terms, indices: str) -> str:
    sigma, rho = terms.use("sigma", "nat -> R"), terms.use("rho", "Statements.matrix")
    return f"Statements.generator {terms.levels} {sigma} {rho} {indices}"


def _scaled(terms: Terms, indices: str) -> str:
    return f"(RtoC {terms.use('kappa', 'R')} * {_rate(terms, indices)})"


def _solution(terms: Terms, found: re.Match[str]) -> str:
    rho, t = terms.use("rho", "R -> Statements.matrix"), terms.use("t", "R")
    return f"{rho} {t} {_entry(terms, found)}"


def _outcome(terms: Terms, found: re.Match[str]) -> str:
    return f"Statements.P_state {terms.weights()} {terms.levels} {terms.index(_level(found[1]))}"


def _sigma(terms: Terms, found: re.Match[str], amplitudes: str) -> str:
    level = _level(found[1])
    return terms.sigma(level, f"({terms.use('lambda', 'nat -> C')} {terms.level(level)})", amplitudes)


def _partial_sum(terms: Terms) -> str:
    with terms.binding(J, "1", terms.index(Symbol("n"))):
        return f"Statements.csum 1 {terms.use('n', 'nat')} (fun J : nat => {_rate(terms, 'J J')})"


def _adjoint_jump(terms: Terms, found: re.Match[str]) -> str:
    return f"Statements.adjoint (Statements.jump {terms.use('sigma', 'nat -> R')} {_entry(terms, found)}) I J"


def _exponent(terms: Terms, found: re.Match[str]) -> str:
    return f"Statements.Lambda {terms.levels} {terms.use('sigma', 'nat -> R')} {_entry(terms, found)}"


C, R, PROP, MATRIX, LIMIT = "%C", "%R", "proposition", "matrix", "limit"  # how forms are read and compared
QUANTITIES: tuple[tuple[str, str, bool, Quantity], ...] = (  # LaTeX, how it is compared, whether of a solution, Coq
    (r"\\partial_t\\rho_\{(.)(.)\}\(t\)/\\kappa", C, False, lambda terms, found: _rate(terms, _entry(terms, found))),
    (r"\\partial_t\\rho_\{(.)(.)\}\(t\)", C, False, lambda terms, found: _scaled(terms, _entry(terms, found))),
    (r"\\partial_t\\rho\(t\)", MATRIX, False, lambda terms, _: _scaled(terms, "I J")),
    (r"\\partial_t\(\\rho_\{11\}\+\\dots\+\\rho_\{nn\}\)/\\kappa", C, False, lambda terms, _: _partial_sum(terms)),
    (r"\\rho_\{(.)(.)\}\(t\)", C, True, _solution),
    (r"\\lim_\{\\kappa t\\to\\infty\}\\rho\(t\)", LIMIT, True, lambda terms, _: terms.use("rho", "R -> Statements.matrix")),
    (r"L\^\\dagger_\{(.)(.)\}", MATRIX, False, _adjoint_jump),
    (r"\\Lambda_\{(.)(.)\}", R, False, _exponent),
    (r"P\(\|(.+)\\rangle\)", R, False, _outcome),
    (r"\\sigma_\{?([^{}]+)\}?>0", PROP, False, lambda terms, found: f"0 < {_sigma(terms, found, 'alpha')}"),
    (r"\\sigma_\{?([^{}]+)\}?", R, False, lambda terms, found: _sigma(terms, found, "beta")),
    (
        r"\\sum_\{M>K\}\^4",
        C,
        False,
        lambda terms, _: f"Statements.sum_greater 4 (fun M K : nat => {terms.use('f', 'nat -> nat -> C')} K M)",
    ),
)


def proposition(claim: Claim, ledger: Mapping[str, Claim]) -> Proposition:
    """The claim's printed form (corrected, where there is one) as a proposition; UnlinkableError where it has none.

    `ledger` gives the entries that the claim names among its premises.
    """
    claim = _with_its_use(claim, ledger)
    expression, comparison, solution, build = _quantity(claim)
    if solution and comparison != LIMIT and not claim.dynamics:
        raise UnlinkableError(f"{claim.name} is not the solution of the master equation here")
    if claim.corrected and claim.corrected_derive:
        raise UnlinkableError("the corrected form is about another quantity, or more than one")
    corrected = _expressions(claim.corrected)
    forms = [_written_out(claim, form) for form in corrected or _expressions(claim.printed)]
    known = _case_values(claim)
    start = next((ledger[use] for use in claim.uses if use in ledger and ledger[use].name == INITIAL), None) if solution else None
    terms = Terms(_number_of_levels(claim, start), solution=solution)
    left = build(terms, expression)
    if comparison in (MATRIX, LIMIT):
        _demand_free(terms, forms)
    readers: dict[str, Callable[[Basic], str]] = {C: terms.complex, R: terms.real, PROP: terms.proposition}
    readers[MATRIX] = readers[LIMIT] = lambda form: terms.entry(form, "I", "J")
    relation, scope = {PROP: ("<->", R), MATRIX: ("=", C)}.get(comparison, ("=", comparison))
    lines = [f"({left} {relation} {readers[comparison](form)}){scope}" for form in forms]
    if comparison == LIMIT:
        lines = [f"Statements.tends_to (fun t : R => {left} t I J) {readers[comparison](form)}%C" for form in forms]
    facts = [terms.proposition(fact) for fact in (*claim.domain.assumptions, *claim.conditions)]
    facts += _sectors(terms, known)
    initial = _initial(terms, start) if start else ""
    facts += _evolution(terms, initial) if solution else []
    if re.search(r"\bN\b", " ".join([*lines, *facts, *terms.demands])):
        terms.use("N", "nat")
    facts = list(dict.fromkeys([*_ranges(terms, known), *facts]))
    variables = tuple(sorted(terms.free, key=ORDER.index))
    binders = " ".join(f"({name} : {terms.free[name]})" for name in variables)
    premises = "".join(f"  {fact} ->\n" for fact in facts)
    return Proposition(
        entry=claim.id,
        bearing=Bearing.CORRECTED if corrected else Bearing.UNDER_CONDITIONS if claim.conditions else Bearing.PRINTED,
        text=f"forall {binders},\n{premises}  {AND.join([*(f'({demand})' for demand in terms.demands), *lines])}",
        possible=f"exists {binders},\n  {AND.join(facts) or 'True'}",
        variables=variables,
        levels=terms.levels,
        solution=solution,
        start=f"fun I J : nat => ({initial})%C" if initial else "",
    )


def _quantity(claim: Claim) -> tuple[re.Match[str], str, bool, Quantity]:
    for pattern, comparison, solution, build in QUANTITIES:
        if found := re.fullmatch(pattern, claim.name):
            return found, comparison, solution, build
    raise UnlinkableError(f"the quantity {claim.name} has no translation")


def _demand_free(terms: Terms, forms: list[Basic]) -> None:
    """The indices I, J of the entry that stands for a matrix; the forms must not use these names."""
    for name in ("I", "J"):
        terms.use(name, "nat")
        if any(symbol.name == name for form in forms for symbol in form.atoms(Symbol)):
            raise UnlinkableError(f"{name} stands in the form of a matrix")


def _with_its_use(claim: Claim, ledger: Mapping[str, Claim]) -> Claim:
    """The claim; or, if it defines an abbreviation, the line that uses it, with what it is defined to be inserted."""
    for user in ledger.values() if claim.definition else ():
        for name, _ in user.where:
            if claim.id in user.uses and isinstance(name, Indexed) and claim.name == _latex(name):
                (value,) = _expressions(claim.printed)
                return replace(user, id=claim.id, where=((name, value),), uses=())
    return claim


def _latex(name: Indexed) -> str:
    return rf"\{name.base.label}_{{{''.join(map(str, name.indices))}}}"


def _expressions(form: Any) -> tuple[Basic, ...]:
    """The expressions of a printed or corrected form, which is a tuple of them or holds one."""
    return tuple(getattr(form, "expressions", form) or ())


def _written_out(claim: Claim, form: Basic) -> Basic:
    """The form with the claim's abbreviations in full, wherever they stand with the indices that they are given with."""
    for name, value in claim.where:
        form = form.xreplace({name: value})
    return form


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
    for fact in claim.domain.assumptions:
        if isinstance(fact, Eq) and isinstance(fact.lhs, Indexed) and fact.lhs.base.label.name == "S" and fact.rhs == 1:
            return str(fact.lhs.indices[0])
    return "N"


def _ranges(terms: Terms, known: Mapping[Basic, set[int]]) -> list[str]:
    """What the symbols themselves say: levels are 1..N, at least two, kappa is positive, and so on."""
    facts = []
    for name in (name for name in LEVELS if terms.free.get(name) == "nat"):
        values = known.get(Symbol(name, integer=True, positive=True), set())
        low, high = (str(min(values)), str(max(values))) if values else ("1", terms.levels)
        if name == "N":
            facts.append("(2 <= N)%nat" if not values else f"({max(2, min(values))} <= N <= {high})%nat")
        else:
            facts.append(f"({low} <= {name} <= {high})%nat")
    numbers = {"kappa": "(0 < kappa)%R", "t": "(0 <= t)%R", "q": "(0 <= q <= 1)%R"}
    return facts + [fact for name, fact in numbers.items() if name in terms.free]


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
    (state,) = _expressions(start.corrected) or _expressions(start.printed)
    _demand_free(Terms(terms.levels, solution=False), [state])
    with terms.binding(I, "1", terms.levels), terms.binding(J, "1", terms.levels):
        return terms.entry(state, "I", "J")


def _evolution(terms: Terms, initial: str) -> list[str]:
    """That rho solves the master equation, and what it starts from."""
    sigma, kappa, levels = terms.use("sigma", "nat -> R"), terms.use("kappa", "R"), terms.levels
    ranges = f"(1 <= I <= {levels})%nat -> (1 <= J <= {levels})%nat"
    start = [f"(forall I J : nat, {ranges} -> (rho 0%R I J = {initial})%C)"] if initial else []
    return [f"Statements.evolution {levels} {kappa} {sigma} rho", *start]
