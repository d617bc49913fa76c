"""Section 5: what remains at kappa = 0, what the model leaves free, and that the outcome is certain."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, count, islice, product
from random import Random
from typing import Any

from flint import fmpq, fmpq_mat
from sympy import Eq, Expr, Gt, Indexed, Integer, Ne, Rational, Sum, Symbol
from sympy import I as imaginary_unit

from numeric_check import oracles
from numeric_check.exact import ExactInput
from numeric_check.hidden_variables import signs_of
from numeric_check.matrices import ExactMatrix, matrix
from numeric_check.operators import MasterEquation
from numeric_check.sampling import probabilities
from proofs.domains import Case, Domain, cases
from proofs.ledger import Claim
from proofs.oracles.evolution import component_points, generator_value, signs_at
from symbolic import disks, model, populations
from symbolic.derivation import Derivation, derivation
from symbolic.notation import I, J, K, N, S, kappa, lam, n, p, rho, rho0, sigma
from symbolic.operators import h, matrix_element
from symbolic.rewriting import evaluate_constant_sums

__all__ = ["CLAIMS"]

Point = Mapping[Any, Any]

THREE_SIGNS = cases({sigma[2]: (1, -1, 0), sigma[3]: (1, -1, 0)})
START = tuple(rho0[k, k] for k in (1, 2, 3))
LABELS = {base.label for base in (rho, sigma, h)}


def _without_collapse(_: Mapping[Any, Any]) -> Derivation:
    steps = derivation("Eq. (15) at kappa = 0", model.generator().subs(kappa, 0))
    return steps.then("take <I| |J>", matrix_element(steps.result))


def _without_collapse_at(point: Point) -> Any:
    """The generator is affine in kappa: its value at 0 from those at kappa and 2 kappa."""
    doubled = {**point, kappa: 2 * point[kappa]}
    once, twice = (generator_value(where).scale(where[kappa]) for where in (point, doubled))
    return (once.scale(2) - twice)[int(point[I]) - 1, int(point[J]) - 1]


def _parameters(_: Mapping[Any, Any]) -> Derivation:
    entry = matrix_element(model.generator())
    steps = derivation("<I| |J> of Eq. (15)", entry)
    free = {s for s in entry.free_symbols - LABELS if isinstance(s, Symbol) and not s.is_integer}
    return steps.then("count the numbers other than levels, H, rho and the signs of sigma", Integer(len(free)))


def _parameters_at(point: Point) -> int:
    """The dimension of the family of Liouvillians that arises as kappa runs, in a sector."""
    collapse = _liouvillian(int(point[N]))
    rates = [point[kappa] * factor for factor in (1, 2, 5)]
    rows = [(collapse * (rate - rates[0])).entries() for rate in rates[1:]]
    return int(fmpq_mat(len(rows), len(rows[0]), [entry for row in rows for entry in row]).rank())


@cache
def _liouvillian(levels: int) -> fmpq_mat:
    return MasterEquation((1,) * (levels - 1)).liouvillian.real


def _hidden(_: Mapping[Any, Any]) -> Derivation:
    hidden = {node for node in model.sigma_value(K).atoms(Indexed) if node.base == lam}
    steps = derivation("sigma_K contains these hidden variables, K = 2..N", model.sigma_value(K))
    total = Sum(Integer(len(hidden)), (K, 2, N))
    return steps.then("add up over K", evaluate_constant_sums(total))


def _hidden_at(point: Point) -> int:
    """How many lambda_n change the sector when they move from the centre to the rim of the disk."""
    size = int(point[N])
    weights = [fmpq(1, size)] * size
    squares: list[ExactInput] = [0] * (size - 1)
    here = signs_of(weights, squares)
    moved = [signs_of(weights, [*squares[:k], 1, *squares[k + 1 :]]) for k in range(size - 1)]
    return sum(there != here for there in moved)


def _final(signs: Sequence[int], start: Sequence[Expr]) -> list[Expr]:
    """The populations as kappa t -> infinity, where exp(-kappa t) -> 0: the constant terms of the closed form."""
    constants = [[_rational(population[0]) for population in column] for column in populations.propagator(signs)]
    return [sum((c * first for c, first in zip(row, start, strict=True)), Integer(0)) for row in zip(*constants, strict=True)]


def _rational(value: fmpq) -> Rational:
    return Rational(int(value.p), int(value.q))


def _certainty(values: Mapping[Any, Any]) -> Derivation:
    final = _final(signs_at(values), START)
    total: Expr = sum((population**2 for population in final), Integer(0))
    return derivation("closed form at exp(-kappa t) = 0: the sum of the squares", total)


def _squares(point: Point) -> list[ExactInput]:
    return [point[lam[k]] ** 2 for k in (2, 3)]


def _certainty_at(point: Point) -> fmpq:
    """The same from lambda_2 and lambda_3: sigma_n by Eq. (13), then the kernel of the Liouvillian."""
    weights = [point[start] for start in START]
    final = oracles.stationary(signs_of(weights, _squares(point)), _diagonal(weights))
    return sum((final.real[k, k] ** 2 for k in range(3)), fmpq(0))


def _diagonal(weights: Sequence[fmpq]) -> ExactMatrix:
    return matrix([[w if i == j else 0 for j in range(len(weights))] for i, w in enumerate(weights)])


def _draws() -> Iterator[Point]:
    """Populations, real lambda_2, lambda_3, and the signs that follow; at first on the edge between two sectors.

    Now and then the populations do not sum to 1.
    """
    source = Random("draws")  # noqa: S311  (reproducible points, not secrets)
    edge = (fmpq(144, 625), fmpq(256, 625), fmpq(9, 25))  # S_1/S_2 = (3/5)^2, S_2 = (4/5)^2
    lone = (fmpq(1, 3), fmpq(0), fmpq(2, 3))
    fixed = [(edge, (fmpq(1), fmpq(4, 5))), (edge, (fmpq(3, 5), fmpq(0))), (edge, (fmpq(1), fmpq(0)))]
    fixed += [(lone, (fmpq(1), fmpq(1, 2)))]
    drawn = ((weights, _pair(source)) for weights in probabilities(3))
    for number, (weights, pair) in enumerate(chain(fixed, drawn)):
        factor = 2 if number % 7 == 6 else 1
        start = [factor * weight for weight in weights]
        point: dict[Any, Any] = dict(zip(START, start, strict=True)) | dict(zip((lam[2], lam[3]), pair, strict=True))
        signs = signs_of(weights, _squares(point))
        yield point | {sigma[2]: signs[0], sigma[3]: signs[1]}


def _pair(source: Random) -> tuple[fmpq, fmpq]:
    first, second = (fmpq(source.randint(-12, 12), 12) for _ in range(2))
    return first, second


def _outcome(values: Mapping[Any, Any]) -> Derivation:
    """P(|J>) at N = 3: over all sectors, their areas times the final population of level J."""
    return _averaged(int(values[J]), empty=values.get(p[1]) == 0 and values.get(p[2]) == 0)


@cache
def _averaged(level: int, *, empty: bool) -> Derivation:
    """With p_1 = p_2 = 0 sigma_2 vanishes for every lambda_2."""
    start = [p[1], p[2], p[3]]
    prefix = {S[1]: p[1], S[2]: p[1] + p[2], S[3]: Integer(1)}
    steps = disks.probability_up()
    total: Expr = Integer(0)
    for first, second in product((0,) if empty else (1, -1), (1, -1)):
        weight: Expr = Integer(1)
        for floor, side in ((2, first), (3, second)):
            up = steps.result.subs(n, floor).subs(prefix) if side else Integer(1)
            weight *= 1 - up if side < 0 else up
        total += weight * _final((first, second), start)[level - 1]
    return steps.then("closed form at exp(-kappa t) = 0, times the area of its sector, over all sectors", total)


def _outcome_points() -> Iterator[Point]:
    source = Random("outcomes")  # noqa: S311
    for number, (weights, level) in enumerate(product(islice(probabilities(3), 40), (1, 2, 3))):
        if number % 11 == 10:
            weights = tuple(2 * weight for weight in weights)
        yield {J: level, kappa: fmpq(source.randint(1, 9))} | {p[k]: w for k, w in enumerate(weights, start=1)}


def _sizes() -> Iterator[Point]:
    return ({N: 2 + size % 3, kappa: fmpq(1 + size, 3)} for size in count())


CLAIMS = (
    Claim(
        id="claim.5-quantum-mechanics",
        section="5",
        statement="At kappa = 0 the evolution is that of quantum mechanics.",
        name=r"\partial_t\rho_{IJ}(t)",
        printed=(-imaginary_unit * Sum(h[I, n] * rho[n, J] - rho[I, n] * h[n, J], (n, 1, N)),),
        derive=_without_collapse,
        domain=Domain(points=lambda: component_points((2, 3), hamiltonian=True), scope="symbolic N, I, J; any H, any matrix rho"),
        oracle=_without_collapse_at,
        uses=("eq.15",),
    ),
    Claim(
        id="claim.5-kappa-value",
        section="5",
        statement="Where the collapse dominates, H = 0, the outcomes are as probable for every value of kappa.",
        name=r"P(|J\rangle)",
        printed=(p[J],),
        derive=_outcome,
        domain=Domain(
            tuple(
                Case((*level.values, *empty), given)
                for level in cases({J: (1, 2, 3)})
                for empty, given in (((), (Gt(p[1] + p[2], 0),)), (((p[1], Integer(0)), (p[2], Integer(0))), ()))
            ),
            _outcome_points,
            (Eq(p[3], 1 - p[1] - p[2]),),
            scope="N = 3, H = 0, J = 1..3, any state, any kappa > 0; p_1 = p_2 = 0 apart",
        ),
        oracle=lambda point: oracles.outcome_probability(int(point[J]), _diagonal([point[p[k]] for k in (1, 2, 3)])),
        note="kappa occurs in exp(-kappa t) only, and that tends to 0 for every kappa > 0.",
        uses=("eq.15", "eq.22"),
    ),
    Claim(
        id="claim.5-one-parameter",
        section="5",
        statement="The model has one free parameter.",
        name=r"\#\{\kappa\}",
        printed=(Integer(1),),
        derive=_parameters,
        domain=Domain(points=_sizes, scope="symbolic N"),
        oracle=_parameters_at,
        uses=("eq.15",),
    ),
    Claim(
        id="claim.5-hidden-variables",
        section="5",
        statement="N levels take N - 1 hidden variables.",
        name=r"\#\{\lambda_n\}",
        printed=(N - 1,),
        derive=_hidden,
        domain=Domain(points=_sizes, scope="symbolic N"),
        oracle=_hidden_at,
        uses=("eq.13",),
    ),
    Claim(
        id="claim.5-one-eigenstate",
        section="5",
        statement="Given the hidden variables, the state ends in one eigenstate of the detector.",
        name=r"\sum_K\lim_{\kappa t\to\infty}\rho_{KK}(t)^2",
        printed=(Integer(1),),
        derive=_certainty,
        domain=Domain(THREE_SIGNS, _draws, (Eq(rho0[3, 3], 1 - rho0[1, 1] - rho0[2, 2]),), scope="N = 3, H = 0, any state"),
        oracle=_certainty_at,
        conditions=(Ne(sigma[2], 0), Ne(sigma[3], 0)),
        note="Where a sigma vanishes its steps do, and a mixture remains; such hidden variables have no area.",
        uses=("thm.winner",),
    ),
)
