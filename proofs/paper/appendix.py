"""The paper's appendix again: for symbolic N, or written out for a number of levels, with the solutions."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

from bornproof.proofs.errors import ReportError
from bornproof.proofs.ledger.chapter import Chapter, Line
from bornproof.proofs.paper.claims.appendix_components import Lambda
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic import components, populations
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.notation.core import I, J, M, N, Sector, check_sector, down, kappa, rho, rho0, t, up
from flint import fmpq_poly
from sympy import Add, Expr, Integer, Rational, Sum, exp

__all__ = ["ALL_SECTORS", "appendix", "appendix_at", "general_rule", "sector_name", "solved"]

ALL_SECTORS = 4  # the most levels of which every sector is solved unasked
DIAGONAL, OFF_DIAGONAL = "thm.components-diagonal", "thm.components-offdiagonal"
EXPONENT, RULE = "thm.exponent", "thm.from-the-top"
DECAY = Sum(up(M), (M, J + 1, N)) + up(J) + (J - 1) * down(J)  # of a population, and its source: the theorem's two parts
SOURCE = Sum(down(M) * rho[M, M], (M, J + 1, N)) + up(J) * (1 - Sum(rho[M, M], (M, J + 1, N)))
RELATIONS = {1: ">", -1: "<", 0: "="}


def appendix() -> Iterator[Chapter]:
    """The derivation with N, I and J as symbols, step by step."""
    yield _law()
    start = components.component()
    yield Chapter("Components", _steps("component", "IJ", start, ""), "For all $I$ and $J$, by components.")
    yield Chapter("Populations", _derived("population", "JJ", components.population_rate(), DIAGONAL))
    yield Chapter("Coherences", _derived("coherence", "IJ", components.coherence_rate(), OFF_DIAGONAL), r"For $I \neq J$.")
    yield Chapter("Decay of the coherences", _decay(PAPER[EXPONENT].printed[0]), r"For $I \neq J$.")
    yield general_rule()


def appendix_at(levels: int, sectors: Sequence[Sector] = ()) -> Iterator[Chapter]:
    """The appendix written out for a number of levels, with the solutions in all sectors up to four levels, and in those named."""
    yield _law()
    yield Chapter("Populations", _rates(levels))
    yield Chapter("Decay of the coherences", _exponents(levels), r"For $I \neq J$.")
    yield general_rule()
    chosen = [*sectors] or ([*product((1, -1), repeat=levels - 1)] if levels <= ALL_SECTORS else [])
    yield from (solved(sector, levels) for sector in chosen)


def general_rule() -> Chapter:
    """How each population follows from those of the levels above it: a decay, and a source that is known by then."""
    lines = (
        Line("rule.rate", *_rate("JJ"), PAPER[RULE].printed[0], "take the levels below J as 1 minus all others", RULE),
        Line("rule.decay", "r_J", "r_J", DECAY, "the rate at which it decays"),
        Line("rule.source", "f_J", "f_J", SOURCE, "what the levels above give"),
    )
    about = (
        r"From the top level $J = N$ down, with a population's source $f_J$ made of the levels above it, of which each is then a "
        r"polynomial in $e^{-\kappa t}$: "
        r"$\rho_{JJ}(t) = e^{-r_J \kappa t} (\rho_{JJ}(0) + \kappa \int_0^t e^{r_J \kappa s} f_J(s) ds)$ for $J > 1$, and "
        r"$\rho_{11}(t)$ is 1 minus the others."
    )
    return Chapter("Solution", lines, about)


def solved(sector: Sector, levels: int) -> Chapter:
    """The populations in one sector; raise ReportError unless they solve the rate equations and start where they should."""
    columns = populations.propagator(check_sector(sector, levels=levels))
    for place, column in enumerate(columns):
        starts = [int(value == place) for value in range(levels)]
        if any(populations.residuals(sector, column)) or [*populations.initial_values(column)] != starts:
            raise ReportError(f"the populations in the sector {sector_name(sector)} do not solve the rate equations")
    name, rule = sector_name(sector), "solve from the top level down"
    lines = (
        Line(f"solution.{name}.{j}", *_entry(levels, j, j, r"\rho", "(t)"), _by_powers(columns, j - 1), rule)
        for j in range(1, levels + 1)
    )
    signs = r",\ ".join(rf"\sigma_{{{n}}} {RELATIONS[sign]} 0" for n, sign in enumerate(sector, start=2))
    return Chapter(f"Sector {name}", lines, f"For ${signs}$.")


def sector_name(sector: Sector) -> str:
    """Its signs, as +-+."""
    return "".join({1: "+", -1: "-", 0: "0"}[sign] for sign in sector)


def _law() -> Chapter:
    law, jump = PAPER["eq.15"], PAPER["eq.14"]
    assert law.corrected is not None  # noqa: S101  (its printed form is a misprint)
    lines = (
        Line("law", law.name, "d rho/dt", law.corrected.expressions[0], "the master equation in Lindblad form", "eq.15"),
        Line("jump", jump.name, "L(N, M)", jump.printed[0], "the jump operators", "eq.14"),
    )
    return Chapter("The law", lines)


def _derived(label: str, places: str, derivation: Derivation, entry: str) -> tuple[Line, ...]:
    """The steps after that by components, and as the last line the form that the ledger has of the result."""
    (form,) = PAPER[entry].printed
    lines = _steps(label, places, Derivation(derivation.steps[1:]), entry)
    return (*lines, Line(f"{label}.{len(lines) + 1}", "", "", form, "the same, as the appendix writes it", entry))


def _steps(label: str, places: str, derivation: Derivation, entry: str) -> tuple[Line, ...]:
    return tuple(
        Line(f"{label}.{number}", *(_rate(places) if number == 1 else ("", "")), step.result, step.rule, entry)
        for number, step in enumerate(derivation.steps, start=1)
    )


def _decay(exponent: Expr) -> Iterator[Line]:
    rate = r"\frac{d\rho_{IJ}}{dt}", "d rho_IJ/dt"
    yield Line("decay.1", *rate, -kappa / 2 * Lambda[I, J] * rho[I, J], "each is coupled to itself alone")
    yield Line("decay.2", r"\Lambda_{IJ}", "Lambda_IJ", exponent, "what multiplies it", EXPONENT)
    solution = rho0[I, J] * exp(-kappa / 2 * Lambda[I, J] * t)
    yield Line("decay.3", r"\rho_{IJ}(t)", "rho_IJ(t)", solution, "integrate, from the value at t = 0")


def _rates(levels: int) -> Iterator[Line]:
    rate = components.population_rate().result
    yield Line("rate", *_rate("JJ"), PAPER[DIAGONAL].printed[0], "the rate of a population, from the law by components", DIAGONAL)
    for j in range(1, levels + 1):
        values = ((N, Integer(levels)), (J, Integer(j)))
        form = components.terms_at_levels(rate, levels, column=j)
        rule = f"insert N = {levels} and J = 1, 2, ... in turn"
        yield Line(f"rate.{j}", *_rate(_places(levels, j, j)), form, rule, DIAGONAL, values)


def _exponents(levels: int) -> Iterator[Line]:
    exponent = components.damping_exponent().result
    yield from _decay(PAPER[EXPONENT].printed[0])
    for i, j in combinations(range(1, levels + 1), 2):
        values = ((N, Integer(levels)), (I, Integer(i)), (J, Integer(j)))
        form = components.terms_at_levels(exponent, levels, row=i, column=j)
        name = _entry(levels, i, j, r"\Lambda")
        yield Line(f"Lambda.{i}.{j}", *name, form, f"insert N = {levels} and all I < J in turn", EXPONENT, values)


def _rate(places: str) -> tuple[str, str]:
    return rf"\frac{{d\rho_{{{places}}}}}{{d(\kappa t)}}", f"d rho_{places}/d(kappa t)"


def _entry(levels: int, row: int, column: int, name: str, time: str = "") -> tuple[str, str]:
    places = _places(levels, row, column)
    return rf"{name}_{{{places}}}{time}", f"{name[1:]}_{places}{time}"


def _places(levels: int, *places: int) -> str:
    return ("," if levels > 9 else "").join(map(str, places))


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
