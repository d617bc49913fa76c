"""The paper's appendix again: for symbolic N, or written out for a number of levels, with the solutions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.chapter import Chapter, Line
from bornproof.proofs.paper.claims.appendix_components import Lambda
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.written_out import places_of, population_claim
from bornproof.symbolic import components, populations
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.notation.core import I, J, M, N, Sector, down, kappa, rho, rho0, sector_text, t, up
from flint import fmpq_poly
from sympy import Add, Expr, Rational, Sum, exp

__all__ = ["ALL_SECTORS", "appendix", "appendix_at", "general_rule", "solved"]

ALL_SECTORS = 4  # the most levels of which every sector is solved unasked
DIAGONAL, OFF_DIAGONAL, COHERENCES = "thm.components-diagonal", "thm.components-offdiagonal", "thm.coherences"
EXPONENT, RULE = "thm.exponent", "thm.from-the-top"
DECAY = Sum(up(M), (M, J + 1, N)) + up(J) + (J - 1) * down(J)  # of a population, and its source: the theorem's two parts
SOURCE = Sum(down(M) * rho[M, M], (M, J + 1, N)) + up(J) * (1 - Sum(rho[M, M], (M, J + 1, N)))
RELATIONS = {1: ">", -1: "<", 0: "="}
RATE, COHERENCE_RATE = r"\partial_t\rho_{JJ}(t)/\kappa", r"\partial_t\rho_{IJ}(t)/\kappa"


def appendix() -> Iterator[Chapter]:
    """The derivation with N, I and J as symbols, step by step."""
    yield _law()
    by_components = _steps("component", COHERENCE_RATE, components.component(), OFF_DIAGONAL)  # I = J: the populations' first line
    yield Chapter("Components", by_components, "For all $I$ and $J$, by components.")
    yield Chapter("Populations", _derived("population", RATE, components.population_rate(), DIAGONAL))
    coherences = _derived("coherence", COHERENCE_RATE, components.coherence_rate(), OFF_DIAGONAL)
    yield Chapter("Coherences", coherences, r"For $I \neq J$.")
    yield Chapter("Decay of the coherences", _decay(), r"For $I \neq J$.")
    yield general_rule()


def appendix_at(levels: int, sectors: Sequence[Sector] = ()) -> Iterator[Chapter]:
    """The appendix written out for a number of levels, with the solutions in all sectors up to four levels, and in those named."""
    yield _law()
    *_, last = _steps("component", "", components.component(), OFF_DIAGONAL)
    by_components = replace(last, left=COHERENCE_RATE, rule="the law by components")
    yield Chapter("Components", (by_components,), "For all $I$ and $J$.")
    yield Chapter("Populations", _rates(levels))
    yield Chapter("Decay of the coherences", _exponents(levels), r"For $I \neq J$.")
    yield general_rule()
    chosen = [*sectors] or ([*product((1, -1), repeat=levels - 1)] if levels <= ALL_SECTORS else [])
    yield from (solved(sector) for sector in chosen)


def general_rule() -> Chapter:
    """How each population follows from those of the levels above it: a decay, and a source that is known by then."""
    lines = (
        _entry(PAPER[RULE], "take the levels below J as 1 minus all others"),
        Line("step:rule.decay", "r_J", DECAY, "the rate at which it decays"),
        Line("step:rule.source", "f_J", SOURCE, "what the levels above give"),
    )
    about = (
        r"With $\sum_K \rho_{KK} = 1$, from the top level $J = N$ down, with"
        r" a population's source $f_J$ made of the levels above it, of which each is then a "
        r"polynomial in $e^{-\kappa t}$: "
        r"$\rho_{JJ}(t) = e^{-r_J \kappa t} (\rho_{JJ}(0) + \kappa \int_0^t e^{r_J \kappa s} f_J(s) ds)$ for $J > 1$, and "
        r"$\rho_{11}(t)$ is 1 minus the others."
    )
    return Chapter("Solution", lines, about)


def solved(sector: Sector) -> Chapter:
    """The populations in one sector; raise SymbolicError unless they solve the rate equations and start where they should."""
    columns = populations.propagator(sector)
    claims = (population_claim(sector, level) for level in range(1, len(columns) + 1))
    lines = (
        _entry(claim, "solve from the top level down", _by_powers(columns, place)) for place, claim in enumerate(claims)
    )
    signs = r",\ ".join(rf"\sigma_{{{n}}} {RELATIONS[sign]} 0" for n, sign in enumerate(sector, start=2))
    return Chapter(f"Sector {sector_text(sector)}", lines, f"For ${signs}$.")


def _law() -> Chapter:
    lines = (_entry(PAPER["eq.15"], "the master equation in Lindblad form"), _entry(PAPER["eq.14"], "the jump operators"))
    about = r"With $M < N$ in the second line. What follows is for $H = 0$, as in the paper's appendix, and $\theta(0) = 0$."
    return Chapter("The law", lines, about)


def _entry(claim: Claim, rule: str, form: Expr | dict[Expr, int | Fraction] | None = None) -> Line:
    """The true form of an entry, or its terms; its label names the entry."""
    subject = claim.true_forms[0]
    kind, _, place = claim.id.partition(".")
    result = subject.printed[0] if form is None else form
    return Line(f"{kind}:{place}", subject.name, result, rule, claim.id, defines=subject.defined_by(subject.printed))


def _derived(label: str, left: str, derivation: Derivation, entry: str) -> tuple[Line, ...]:
    """The steps after that by components, and as the last line the form that the ledger has of the result."""
    lines = _steps(label, left, Derivation(derivation.steps[1:]), entry)
    return (*lines, _entry(PAPER[entry], "the same, as the appendix writes it"))


def _steps(label: str, left: str, derivation: Derivation, entry: str) -> tuple[Line, ...]:
    return tuple(
        Line(f"step:{label}.{number}", left if number == 1 else "", step.result, step.rule, entry)
        for number, step in enumerate(derivation.steps, start=1)
    )


def _decay() -> Iterator[Line]:
    (exponent,) = PAPER[EXPONENT].printed
    where = ((Lambda[I, J], exponent),)
    rate, solution = -Lambda[I, J] * rho[I, J] / 2, rho0[I, J] * exp(-kappa / 2 * Lambda[I, J] * t)
    yield Line("step:decay.1", COHERENCE_RATE, rate, "each is coupled to itself alone", OFF_DIAGONAL, where)
    yield _entry(PAPER[EXPONENT], "what multiplies it")
    yield Line("step:decay.2", r"\rho_{IJ}(t)", solution, "integrate, from the value at t = 0", COHERENCES, where)


def _rates(levels: int) -> Iterator[Line]:
    rate, rule = components.population_rate().result, f"insert N = {levels} and J = 1, 2, ... in turn"
    yield _entry(PAPER[DIAGONAL], "the rate of a population, from the law by components")
    for j in range(1, levels + 1):
        left = rf"\partial_t\rho_{{{places_of(levels, j, j)}}}(t)/\kappa"
        claim_id, form = f"N{levels}.rate.{j}", components.terms_at_levels(rate, levels, column=j)
        yield Line(f"claim:{claim_id}", left, form, rule, f"claim.{claim_id}")


def _exponents(levels: int) -> Iterator[Line]:
    exponent, rule = components.damping_exponent().result, f"insert N = {levels} and all I < J in turn"
    yield from _decay()
    for i, j in combinations(range(1, levels + 1), 2):
        left = rf"\Lambda_{{{places_of(levels, i, j)}}}"
        claim_id, form = f"N{levels}.Lambda.{i}.{j}", components.terms_at_levels(exponent, levels, row=i, column=j)
        yield Line(f"claim:{claim_id}", left, form, rule, f"claim.{claim_id}")


def _by_powers(columns: Sequence[Sequence[fmpq_poly]], place: int) -> dict[Expr, int | Fraction]:
    """A population as a sum: what stays, then exponentials, each with the populations at t = 0 that it comes with."""
    terms: dict[Expr, int | Fraction] = {}
    for power in range(max(len(column[place].coeffs()) for column in columns)):
        found = ((rho0[j, j], column[place][power]) for j, column in enumerate(columns, start=1))
        parts = {start: Fraction(int(number.p), int(number.q)) for start, number in found if number}
        sign = -1 if parts and max(parts.values()) < 0 else 1
        if not power:
            terms |= parts
        elif parts:
            total = Add(*(sign * Rational(number.numerator, number.denominator) * start for start, number in parts.items()))
            terms[total * exp(-power * kappa * t)] = sign
    return terms
