"""Theorems of our own that come out on the way: the general-N forms, the spectrum, the winner, the drift of averages."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import cycle, product
from random import Random
from typing import Any

from flint import fmpq, fmpq_mat
from sympy import Eq, Expr, Integer, Ne, Product, Sum, Symbol, exp, expand

from numeric_check.disks import sign_probability
from numeric_check.matrices import matrix
from numeric_check.operators import MasterEquation
from numeric_check.oracles import population_rates
from numeric_check.sampling import probabilities
from proofs.domains import Case, Domain
from proofs.ledger import Claim
from proofs.oracles.evolution import (
    component_points,
    evolution_points,
    evolved,
    generator_entry,
    generator_value,
    signs_at,
    start_at,
)
from symbolic import coherences, components, populations, spectrum
from symbolic.derivation import Derivation, derivation
from symbolic.notation import I, J, K, M, N, S, X, delta, down, kappa, n, p, rho, rho0, sigma, t, up

__all__ = ["CLAIMS"]

GENERAL = "N, I, J symbolic; any sector, any matrix rho"
W = Symbol("W", integer=True, positive=True)  # the winner of a sector

POPULATION_RATE = (1 - delta(J, 1)) * (up(J) * Sum(rho[K, K], (K, 1, J - 1)) - (J - 1) * down(J) * rho[J, J]) + (
    1 - delta(J, N)
) * Sum(down(M) * rho[M, M] - up(M) * rho[J, J], (M, J + 1, N))
EXPONENT = (
    (1 - delta(J, N)) * Sum(up(M), (M, J + 1, N))
    + (1 - delta(I, N)) * Sum(up(M), (M, I + 1, N))
    + (1 - delta(J, 1)) * (J - 1) * down(J)
    + (1 - delta(I, 1)) * (I - 1) * down(I)
)


def _sectors(largest: int, *, winners: bool = False) -> tuple[Case, ...]:
    """One case for every sector without a vanishing sigma, N = 2..largest."""
    found = []
    for levels in range(2, largest + 1):
        for signs in product((1, -1), repeat=levels - 1):
            values: list[tuple[Expr, Expr]] = [(N, Integer(levels))]
            values += [(sigma[k], Integer(sign)) for k, sign in enumerate(signs, start=2)]
            values += [(W, Integer(populations.winner(signs)))] if winners else []
            found.append(Case(tuple(values)))
    return tuple(found)


def _decided(points: Iterator[Mapping[Any, Any]]) -> Iterator[Mapping[Any, Any]]:
    """The points in which no sigma vanishes, with the winner by the definition."""
    for point in points:
        signs = signs_at(point)
        if 0 not in signs:
            yield {**point, W: next((k + 1 for k in range(len(signs), 0, -1) if signs[k - 1] > 0), 1)}


def _at_level(steps: Derivation, variable: Expr, values: Mapping[Any, Any]) -> Derivation:
    """A recursion taken to the level of a point, if there is one."""
    if variable not in values or steps.recursion is None:
        return steps
    return steps.then(f"take it to {variable} = {values[variable]}", steps.recursion.at(int(values[variable])))


def _charpoly(point: Mapping[Any, Any]) -> fmpq:
    """det(X - A) at a number X, from the population block of the Liouvillian that the definitions give."""
    signs = signs_at(point)
    size = len(signs) + 1
    block = MasterEquation(signs).liouvillian.real
    rates = fmpq_mat(size, size, [block[i * (size + 1), j * (size + 1)] for i in range(size) for j in range(size)])
    return (fmpq_mat(size, size, [point[X] * int(i == j) for i in range(size) for j in range(size)]) - rates).det()


def _with_indeterminate(points: Iterator[Mapping[Any, Any]]) -> Iterator[Mapping[Any, Any]]:
    source = Random("indeterminate")  # noqa: S311  (reproducible points, not secrets)
    for point in points:
        yield {**point, X: fmpq(source.randint(-9, 9), source.randint(1, 5))}


def _winner_law(values: Mapping[Any, Any]) -> Derivation:
    signs = signs_at(values)
    size = len(signs) + 1
    others = {rho0[1, 1]: 1 - sum((rho0[k, k] for k in range(2, size + 1)), Integer(0))}
    solution = populations.populations(signs, [rho0[k, k] for k in range(1, size + 1)])[populations.winner(signs) - 1]
    return derivation("closed form in this sector", solution).then("the populations sum to 1", expand(solution.subs(others)))


@cache
def _initial_drift() -> Derivation:
    """The rate of the averaged top population at t = 0, for symbolic N."""
    rate = components.population_rate()
    top = rate.result.subs({J: N}).subs({delta(1, N): 0, delta(N, N): 1}).subs(Sum(rho[M, M], (M, 1, N - 1)), 1 - rho[N, N])
    steps = rate.then("J = N >= 2, and the populations below sum to 1 - rho_NN", top)
    mean = kappa * top.subs({up(N): p[N], down(N): 1 - p[N]}).subs(rho[N, N], p[N])
    return steps.then("average: P(sigma_N > 0) = p_N, P(sigma_N < 0) = 1 - p_N; rho_NN(0) = p_N", mean)


def _drift_points() -> Iterator[Mapping[Any, Any]]:
    sources = {levels: probabilities(levels) for levels in range(2, 7)}
    for levels in cycle(sources):
        weights = next(sources[levels])
        yield {N: levels, kappa: fmpq(3, 2)} | {p[k]: weight for k, weight in enumerate(weights, start=1)}


def _drift_by_sectors(point: Mapping[Any, Any]) -> Any:
    """The sum over the signs of sigma_N of probability times rate; the other signs do not act on the top level."""
    levels = int(point[N])
    weights = [point[p[k]] for k in range(1, levels + 1)]
    state = matrix([[weights[i] if i == j else 0 for j in range(levels)] for i in range(levels)])
    total: Any = 0
    for sign in (1, -1):
        rate = population_rates((*[1] * (levels - 2), sign), state)[-1]
        total = sign_probability(levels, weights, sign) * (rate * point[kappa]) + total
    return total


def _partial_sum_rate(point: Mapping[Any, Any]) -> Any:
    rate, level = generator_value(point), int(point[n])
    return sum((rate[k, k] for k in range(1, level)), rate[0, 0])


def _with_level(points: Iterator[Mapping[Any, Any]]) -> Iterator[Mapping[Any, Any]]:
    return ({**point, n: point[J]} for point in points)


CLAIMS = (
    Claim(
        id="thm.components-diagonal",
        section="Appendix",
        statement="The rate of the population rho_JJ for any N: fed from below or spread below, and so for the levels above.",
        name=r"\partial_t\rho_{JJ}(t)/\kappa",
        printed=(POPULATION_RATE,),
        derive=lambda _: components.population_rate(),
        domain=Domain(points=lambda: component_points(range(2, 8)), scope=GENERAL),
        oracle=generator_entry(J, J),
        uses=("eq.14",),
    ),
    Claim(
        id="thm.components-offdiagonal",
        section="Appendix",
        statement="The rate of the coherence rho_IJ, I != J, for any N: it is coupled to itself alone.",
        name=r"\partial_t\rho_{IJ}(t)/\kappa",
        printed=(-EXPONENT * rho[I, J] / 2,),
        derive=lambda _: components.coherence_rate(),
        domain=Domain(
            points=lambda: component_points(range(2, 8), distinct=True), assumptions=(Ne(I, J),), scope=f"{GENERAL}; I != J"
        ),
        oracle=generator_entry(I, J),
        uses=("eq.14",),
    ),
    Claim(
        id="thm.coherences",
        section="Appendix",
        statement="Every coherence decays exponentially, for any N and any sector.",
        name=r"\rho_{IJ}(t)",
        printed=(rho0[I, J] * exp(-kappa * EXPONENT * t / 2),),
        derive=lambda _: coherences.closed_form(),
        domain=Domain(
            points=lambda: evolution_points((2, 3, 4, 5)), assumptions=(Ne(I, J),), scope=f"{GENERAL}; I != J"
        ),
        oracle=lambda point: evolved(point, start_at(point))[point[I] - 1][point[J] - 1],
        dynamics=True,
        uses=("thm.components-offdiagonal",),
    ),
    Claim(
        id="thm.partial-sums",
        section="Appendix",
        statement="In the partial sums of the populations the rate equations are triangular, for any N.",
        name=r"\partial_t(\rho_{11}+\dots+\rho_{nn})/\kappa",
        printed=(n * Sum(down(M) * rho[M, M], (M, n + 1, N)) - Sum(rho[M, M], (M, 1, n)) * Sum(up(M), (M, n + 1, N)),),
        derive=lambda values: _at_level(spectrum.partial_sum_rate(), n, values),
        domain=Domain(points=lambda: _with_level(component_points(range(2, 9))), scope="N, n symbolic; any sector"),
        oracle=_partial_sum_rate,
        uses=("thm.components-diagonal",),
    ),
    Claim(
        id="thm.spectrum",
        section="Appendix",
        statement="If no sigma vanishes, the population generator has the eigenvalues 0, -kappa, ..., -(N-1) kappa.",
        name=r"\det(X-A)",
        printed=(Product(X + K, (K, 0, N - 1)),),
        derive=lambda values: _at_level(spectrum.characteristic_polynomial(), N, values),
        domain=Domain(
            points=lambda: _with_indeterminate(component_points(range(2, 9))),
            assumptions=(Ne(Product(sigma[M], (M, 2, N)), 0),),
            scope="N symbolic; any sector without a vanishing sigma",
        ),
        oracle=_charpoly,
        uses=("thm.partial-sums",),
    ),
    Claim(
        id="thm.winner",
        section="2.2",
        statement="The winner of a sector (the largest K with sigma_K > 0, else 1) gains all that is missing at the rate kappa.",
        name=r"\rho_{WW}(t)",
        printed=(1 - (1 - rho0[W, W]) * exp(-kappa * t),),
        derive=_winner_law,
        domain=Domain(
            tuple(
                Case(case.values, (Eq(rho0[1, 1], 1 - sum((rho0[k, k] for k in range(2, case.mapping[N] + 1)), Integer(0))),))
                for case in _sectors(5, winners=True)
            ),
            lambda: _decided(evolution_points((2, 3, 4, 5))),
            scope="each sector of N = 2..5 in which no sigma vanishes; any state",
        ),
        oracle=lambda point: evolved(point, start_at(point))[point[W] - 1][point[W] - 1],
        dynamics=True,
        uses=("thm.components-diagonal",),
    ),
    Claim(
        id="thm.average-not-constant",
        section="4.4",
        statement="The averaged top population drifts at first at the rate -kappa (N-2) p_N (1-p_N): for N >= 3 it moves.",
        name=r"\partial_t\overline{\rho_{NN}}(0)",
        printed=(-kappa * (N - 2) * p[N] * (1 - p[N]),),
        derive=lambda _: _initial_drift(),
        domain=Domain(points=_drift_points, scope="N symbolic; any probabilities"),
        oracle=_drift_by_sectors,
        uses=("thm.components-diagonal",),
    ),
)
