"""What the left-hand sides of the paper are in the words of Statements.v: notation alone, by the LaTeX of an entry's name."""

import re

from bornproof.proofs.kernel.link_levels import UnlinkableError
from bornproof.proofs.kernel.link_quantities import Comparison, Quantity
from bornproof.proofs.paper.coq_terms import PaperTerms
from sympy import Expr, Integer, Symbol

__all__ = ["INTERACTION", "QUANTITIES"]

COMPLEX, REAL, PROPOSITION, MATRIX, LIMIT, RATE, DERIVATIVE = Comparison


def _level(text: str) -> Expr:
    """A level as LaTeX writes it: N, N-1, K, 2."""
    found = re.fullmatch(r"([A-Zn])?(?:-?(\d+))?", text)
    if not found or not text or (found[1] and found[1] not in PaperTerms.LEVELS):
        raise UnlinkableError(f"{text} has no translation as a level")
    number = Integer(found[2] or 0)
    return _symbol(found[1]) - number if found[1] else number


def _symbol(name: str) -> Symbol:
    return Symbol(name, integer=True, positive=True)


def _entry(terms: PaperTerms, found: re.Match[str]) -> str:
    return " ".join(terms.index(_level(index)) for index in found.groups())


def _rate(terms: PaperTerms, indices: str) -> str:
    if terms.hamiltonian:
        raise UnlinkableError("the rate in units of kappa is that without a Hamiltonian")
    return f"Statements.generator {terms.levels} {terms.signs()} {terms.matrix('rho')} {indices}"


def _scaled(terms: PaperTerms, indices: str) -> str:
    """The rate by the law (15), with the Hamiltonian or without."""
    kappa = terms.use("kappa", "R")
    if not terms.hamiltonian:
        return f"(RtoC {kappa} * {_rate(terms, indices)})"
    hamiltonian, sigma, rho = terms.matrix("H"), terms.signs(), terms.matrix("rho")
    return f"Statements.law {terms.levels} {kappa} {hamiltonian} {sigma} {rho} {indices}"


def _partial_sum(terms: PaperTerms, _: re.Match[str]) -> str:
    top = terms.index(_symbol("n"))
    with terms.binding(_symbol("J"), "1", top):
        return f"Statements.csum 1 {top} (fun J : nat => {_rate(terms, 'J J')})"


def _solution(terms: PaperTerms, found: re.Match[str]) -> str:
    """An entry of a solution at a time, or the average of that entry over the hidden variables."""
    if terms.averaged:
        return _averaged_entry(terms, found)
    return f"{_whole_solution(terms, found)} {terms.use('t', 'R')} {_entry(terms, found)}"


def _average(terms: PaperTerms, time: str, place: str) -> str:
    rho = terms.use("rho", "(nat -> C) -> R -> Statements.matrix")
    return f"Statements.average {terms.levels} (fun lambda : nat -> C => {rho} lambda {time} {place})"


def _averaged_sum(terms: PaperTerms, _: re.Match[str]) -> str:
    return _averaged_sum_at(terms, terms.use("t", "R"))


def _averaged_sum_at(terms: PaperTerms, time: str) -> str:
    rho = terms.use("rho", "(nat -> C) -> R -> Statements.matrix")
    return f"Statements.averaged_partial_sum {terms.levels} {terms.index(_symbol('n'))} {rho} {time}"


def _least(terms: PaperTerms, _: re.Match[str]) -> str:
    """The averaged rho_11 + ... + rho_nn at t = 0, or at any t if that is less."""
    return f"Rmin (Re ({_averaged_sum_at(terms, '0')})) (Re ({_averaged_sum_at(terms, terms.use('t', 'R'))}))"


def _rise(terms: PaperTerms, found: re.Match[str]) -> str:
    return f"Statements.sum 1 {terms.index(_symbol('n'))} {terms.weights()} < Re ({_averaged_sum(terms, found)})"


def _with_losers(terms: PaperTerms, found: re.Match[str]) -> str:
    """The averaged rho_11 + ... + rho_nn, and what the levels above n hold where they are not the winner."""
    rho, alpha = terms.use("rho", "(nat -> C) -> R -> Statements.matrix"), terms.use("alpha", "nat -> C")
    losers = f"Statements.averaged_losers {terms.levels} {terms.index(_symbol('n'))} {alpha} {rho} {terms.use('t', 'R')}"
    return f"({_averaged_sum(terms, found)} + {losers})"


def _averaged_entry(terms: PaperTerms, found: re.Match[str]) -> str:
    return _average(terms, terms.use("t", "R"), _entry(terms, found))


def _without_the_winner(terms: PaperTerms, _: re.Match[str]) -> str:
    if terms.jumps is None:
        raise UnlinkableError("the winner is one of the levels between which jumps go")
    return _average(terms, terms.use("t", "R"), " ".join(terms.index(_symbol(name)) for name in terms.INDICES))


def _initial_entry(terms: PaperTerms, found: re.Match[str]) -> str:
    return f"{terms.use('rho0', 'Statements.matrix')} {_entry(terms, found)}"


def _initial_drift(terms: PaperTerms, found: re.Match[str]) -> str:
    return f"fun t : R => {_average(terms, 't', _entry(terms, found))}"


def _whole_solution(terms: PaperTerms, _: re.Match[str]) -> str:
    return terms.use("rho", "R -> Statements.matrix")


def _interaction(terms: PaperTerms, found: re.Match[str]) -> str:
    """An entry of U^+ rho U as a function of time."""
    terms.use("t", "R")
    return f"fun x : R => {terms.interaction('x')} {_entry(terms, found)}"


def _adjoint_jump(terms: PaperTerms, found: re.Match[str]) -> str:
    return f"Statements.adjoint (Statements.jump {terms.signs()} {_entry(terms, found)}) I J"


def _exponent(terms: PaperTerms, found: re.Match[str]) -> str:
    return f"Statements.Lambda {terms.levels} {terms.signs()} {_entry(terms, found)}"


def _determinant(terms: PaperTerms, _: re.Match[str]) -> str:
    indeterminate, matrix = terms.use("X", "R"), f"Statements.population_matrix {terms.levels} {terms.signs()}"
    entry = f"({indeterminate} * Statements.delta J K - {matrix} J K)%R"
    return f"Statements.det {terms.levels} (fun J K : nat => {entry})"


def _outcome(terms: PaperTerms, found: re.Match[str]) -> str:
    return f"Statements.P_state {terms.weights()} {terms.levels} {terms.index(_level(found[1]))}"


def _sign(terms: PaperTerms, found: re.Match[str]) -> str:
    value = terms.sigma(_level(found[1]), "z")
    return f"Statements.disk_average (fun z : C => Statements.theta ({'- ' if found[2] == '<' else ''}{value}))"


def _sigma(terms: PaperTerms, found: re.Match[str], amplitudes: str) -> str:
    level = _level(found[1])
    return terms.sigma(level, f"({terms.use('lambda', 'nat -> C')} {terms.level(level)})", amplitudes)


def _pairs(terms: PaperTerms, found: re.Match[str]) -> str:
    return f"Statements.sum_greater {found[1]} (fun M K : nat => {terms.use('f', 'nat -> nat -> C')} K M)"


SUM = r"\\sum_\{J=1\}\^n\\overline\{\\rho_\{JJ\}\}\(t\)"
LOSERS = r"\\sum_\{J=n\+1\}\^N\\overline\{\\rho_\{JJ\}\(1-\\delta_\{JW\}\)\}\(t\)"
RATIO = Quantity(
    r"\\overline\{\\rho_\{(.)(.)\}\}\(t\)/\\rho_\{\1\2\}\(0\)",
    COMPLEX,
    _averaged_entry,
    solution=True,
    averaged=True,
    denominator=_initial_entry,
)  # of an averaged coherence to what it was
INTERACTION = Quantity(
    r"\\partial_t\\langle (.)\|U\^\\dagger\\rho U\|(.)\\rangle", DERIVATIVE, _interaction, solution=True
)  # the rate of an entry of the interaction picture
QUANTITIES = (
    INTERACTION,
    Quantity(r"\\partial_t\\rho_\{(.)(.)\}\(t\)/\\kappa", COMPLEX, lambda terms, found: _rate(terms, _entry(terms, found))),
    Quantity(r"\\partial_t\\rho_\{(.)(.)\}\(t\)", COMPLEX, lambda terms, found: _scaled(terms, _entry(terms, found))),
    Quantity(r"\\partial_t\\rho\(t\)", MATRIX, lambda terms, _: _scaled(terms, "I J")),
    Quantity(r"\\partial_t\(\\rho_\{11\}\+\\dots\+\\rho_\{nn\}\)/\\kappa", COMPLEX, _partial_sum),
    Quantity(r"\\rho_\{(.)(.)\}\(t\)", COMPLEX, _solution, solution=True, dynamics=True),
    Quantity(r"\\partial_t\\overline\{\\rho_\{(.)(.)\}\}\(0\)", RATE, _initial_drift, solution=True, averaged=True),
    RATIO,
    Quantity(r"\\overline\{\\rho_\{(.)(.)\}\}\(t\)", COMPLEX, _averaged_entry, solution=True, averaged=True),
    Quantity(r"\\text\{the same without the winner\}", COMPLEX, _without_the_winner, solution=True, averaged=True),
    Quantity(SUM, COMPLEX, _averaged_sum, solution=True, averaged=True),
    Quantity(rf"{SUM}\+{LOSERS}", COMPLEX, _with_losers, solution=True, averaged=True),
    Quantity(rf"\\min_\{{t\\geq 0\}}{SUM}", REAL, _least, solution=True, averaged=True),
    Quantity(rf"{SUM} > S_n", PROPOSITION, _rise, solution=True, averaged=True),
    Quantity(r"\\lim_\{\\kappa t\\to\\infty\}\\rho\(t\)", LIMIT, _whole_solution, solution=True),
    Quantity(r"L\^\\dagger_\{(.)(.)\}", MATRIX, _adjoint_jump),
    Quantity(r"\\det\(X-A\)", REAL, _determinant),
    Quantity(r"\\Lambda_\{(.)(.)\}", REAL, _exponent),
    Quantity(r"P\(\|(.+)\\rangle\)", REAL, _outcome),
    Quantity(r"P\(\\sigma_(.)([<>])0\)", REAL, _sign),
    Quantity(r"\\sigma_\{?([^{}<>]+)\}?>0", PROPOSITION, lambda terms, found: f"0 < {_sigma(terms, found, 'alpha')}"),
    Quantity(r"\\sigma_\{?([^{}<>]+)\}?", REAL, lambda terms, found: _sigma(terms, found, "beta")),
    Quantity(r"\\sum_\{M>K\}\^(\d)", COMPLEX, _pairs),
)
