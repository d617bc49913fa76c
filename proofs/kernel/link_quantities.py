"""What the left-hand sides of the paper are in the words of Statements.v: notation alone, by the LaTeX of an entry's name."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bornproof.proofs.kernel.link_levels import LEVELS, UnlinkableError
from bornproof.proofs.kernel.link_terms import Terms
from sympy import Basic, Expr, ImmutableMatrix, Integer, Symbol

__all__ = ["Quantity", "lines", "quantities"]

J = Symbol("J", integer=True, positive=True)

C, R, PROPOSITION, MATRIX, LIMIT, RATE = "%C", "%R", "proposition", "matrix", "limit", "rate"  # how forms are read and compared


@dataclass(frozen=True)
class Quantity:
    """A kind of left-hand side: its LaTeX, how it is compared with a form, and its Coq.

    Where rho is a `solution` of (15), it is so at each time if the entry's oracle evolves a state (`dynamics`); if not, it may
    be an average over the hidden variables, which a bar says itself (`averaged`).
    """

    latex: str
    comparison: str
    build: Callable[[Terms, re.Match[str]], str]
    solution: bool = False
    dynamics: bool = False
    averaged: bool = False


def quantities(name: str) -> list[tuple[Quantity, re.Match[str]]]:
    """The quantity that the LaTeX names, or each of a bracketed list; raises UnlinkableError for another."""
    inner = name[1:-1] if re.fullmatch(r"\(\\.*\)", name) else name
    pieces = re.split(r",\s*(?=\\)", inner)
    return [_quantity(piece) for piece in (pieces if len(pieces) > 1 else [name])]


def lines(terms: Terms, named: list[tuple[Quantity, re.Match[str]]], forms: list[Basic]) -> tuple[tuple[str, ...], list[str]]:
    """What the quantities are; and for each form, and each of them, that they are equal (equivalent, or tend to it)."""
    columns = [[*_components(form, len(named))] for form in forms]
    equations = [_line(terms, *pair, column[place]) for column in columns for place, pair in enumerate(named)]
    return tuple(quantity.build(terms, found) for quantity, found in named), equations


def _quantity(name: str) -> tuple[Quantity, re.Match[str]]:
    for quantity in QUANTITIES:
        if found := re.fullmatch(quantity.latex, name):
            return quantity, found
    raise UnlinkableError(f"the quantity {name} has no translation")


def _components(form: Basic, count: int) -> list[Basic]:
    if count == 1:
        return [form]
    if not isinstance(form, ImmutableMatrix) or len(form) != count:
        raise UnlinkableError(f"a form that is not one row of {count} stands for {count} quantities")
    return list(form)


def _line(terms: Terms, quantity: Quantity, found: re.Match[str], form: Basic) -> str:
    if quantity.comparison in (MATRIX, LIMIT):
        terms.keep_free(form, terms.use("I", "nat"), terms.use("J", "nat"))
    left = quantity.build(terms, found)
    match quantity.comparison:
        case "proposition":
            return f"({left} <-> {terms.proposition(form)})%R"
        case "matrix":
            return f"({left} = {terms.entry(form, 'I', 'J')})%C"
        case "limit":
            return f"Statements.tends_to (fun t : R => {left} t I J) {terms.entry(form, 'I', 'J')}%C"
        case "rate":
            return f"Statements.right_derivative ({left}) {terms.complex(form)}%C"
        case "%C":
            return f"({left} = {terms.complex(form)})%C"
    return f"({left} = {terms.real(form)})%R"


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
    if terms.hamiltonian:
        raise UnlinkableError("the rate in units of kappa is that without a Hamiltonian")
    return f"Statements.generator {terms.levels} {terms.use('sigma', 'nat -> R')} {terms.matrix('rho')} {indices}"


def _scaled(terms: Terms, indices: str) -> str:
    """The rate by the law (15), with the Hamiltonian or without."""
    kappa = terms.use("kappa", "R")
    if not terms.hamiltonian:
        return f"(RtoC {kappa} * {_rate(terms, indices)})"
    hamiltonian, sigma, rho = terms.matrix("H"), terms.use("sigma", "nat -> R"), terms.matrix("rho")
    return f"Statements.law {terms.levels} {kappa} {hamiltonian} {sigma} {rho} {indices}"


def _partial_sum(terms: Terms, _: re.Match[str]) -> str:
    top = terms.index(Symbol("n", integer=True, positive=True))
    with terms.binding(J, "1", top):
        return f"Statements.csum 1 {top} (fun J : nat => {_rate(terms, 'J J')})"


def _solution(terms: Terms, found: re.Match[str]) -> str:
    """An entry of a solution at a time, or the average of that entry over the hidden variables."""
    if terms.averaged:
        return _average(terms, terms.use("t", "R"), _entry(terms, found))
    return f"{_whole_solution(terms, found)} {terms.use('t', 'R')} {_entry(terms, found)}"


def _average(terms: Terms, time: str, place: str) -> str:
    rho = terms.use("rho", "(nat -> C) -> R -> Statements.matrix")
    return f"Statements.average {terms.levels} (fun lambda : nat -> C => {rho} lambda {time} {place})"


def _initial_drift(terms: Terms, found: re.Match[str]) -> str:
    return f"fun t : R => {_average(terms, 't', _entry(terms, found))}"


def _whole_solution(terms: Terms, _: re.Match[str]) -> str:
    return terms.use("rho", "R -> Statements.matrix")


def _adjoint_jump(terms: Terms, found: re.Match[str]) -> str:
    return f"Statements.adjoint (Statements.jump {terms.use('sigma', 'nat -> R')} {_entry(terms, found)}) I J"


def _exponent(terms: Terms, found: re.Match[str]) -> str:
    return f"Statements.Lambda {terms.levels} {terms.use('sigma', 'nat -> R')} {_entry(terms, found)}"


def _determinant(terms: Terms, _: re.Match[str]) -> str:
    indeterminate, matrix = terms.use("X", "R"), f"Statements.population_matrix {terms.levels} {terms.use('sigma', 'nat -> R')}"
    entry = f"({indeterminate} * Statements.delta J K - {matrix} J K)%R"
    return f"Statements.det {terms.levels} (fun J K : nat => {entry})"


def _outcome(terms: Terms, found: re.Match[str]) -> str:
    return f"Statements.P_state {terms.weights()} {terms.levels} {terms.index(_level(found[1]))}"


def _sign(terms: Terms, found: re.Match[str]) -> str:
    value = terms.sigma(_level(found[1]), "z")
    return f"Statements.disk_average (fun z : C => Statements.theta ({'- ' if found[2] == '<' else ''}{value}))"


def _sigma(terms: Terms, found: re.Match[str], amplitudes: str) -> str:
    level = _level(found[1])
    return terms.sigma(level, f"({terms.use('lambda', 'nat -> C')} {terms.level(level)})", amplitudes)


def _pairs(terms: Terms, found: re.Match[str]) -> str:
    return f"Statements.sum_greater {found[1]} (fun M K : nat => {terms.use('f', 'nat -> nat -> C')} K M)"


QUANTITIES = (
    Quantity(r"\\partial_t\\rho_\{(.)(.)\}\(t\)/\\kappa", C, lambda terms, found: _rate(terms, _entry(terms, found))),
    Quantity(r"\\partial_t\\rho_\{(.)(.)\}\(t\)", C, lambda terms, found: _scaled(terms, _entry(terms, found))),
    Quantity(r"\\partial_t\\rho\(t\)", MATRIX, lambda terms, _: _scaled(terms, "I J")),
    Quantity(r"\\partial_t\(\\rho_\{11\}\+\\dots\+\\rho_\{nn\}\)/\\kappa", C, _partial_sum),
    Quantity(r"\\rho_\{(.)(.)\}\(t\)", C, _solution, solution=True, dynamics=True),
    Quantity(r"\\partial_t\\overline\{\\rho_\{(.)(.)\}\}\(0\)", RATE, _initial_drift, solution=True, averaged=True),
    Quantity(r"\\lim_\{\\kappa t\\to\\infty\}\\rho\(t\)", LIMIT, _whole_solution, solution=True),
    Quantity(r"L\^\\dagger_\{(.)(.)\}", MATRIX, _adjoint_jump),
    Quantity(r"\\det\(X-A\)", R, _determinant),
    Quantity(r"\\Lambda_\{(.)(.)\}", R, _exponent),
    Quantity(r"P\(\|(.+)\\rangle\)", R, _outcome),
    Quantity(r"P\(\\sigma_(.)([<>])0\)", R, _sign),
    Quantity(r"\\sigma_\{?([^{}<>]+)\}?>0", PROPOSITION, lambda terms, found: f"0 < {_sigma(terms, found, 'alpha')}"),
    Quantity(r"\\sigma_\{?([^{}<>]+)\}?", R, lambda terms, found: _sigma(terms, found, "beta")),
    Quantity(r"\\sum_\{M>K\}\^(\d)", C, _pairs),
)
