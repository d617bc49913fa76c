"""What Section 2.2 says in words: counts, how a level empties, and why probabilities multiply and divide."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import combinations, cycle
from random import Random
from typing import Any

from flint import fmpq
from sympy import Eq, Expr, Gt, Integer, Lt, Symbol, exp

from numeric_check.matrices import ExactMatrix, matrix
from numeric_check.operators import MasterEquation
from numeric_check.oracles import population_rates
from numeric_check.sampling import complex_matrices
from proofs.claims.section_2_2 import NORMALISED, all_points, total, weight
from proofs.domains import Case, Domain, cases
from proofs.events import P
from proofs.ledger import Claim, Form
from proofs.oracles.evolution import evolved, sign_of
from proofs.oracles.section_2 import amplitude_points, final_populations, outcomes, probability, squares_at
from symbolic import components, disks
from symbolic.derivation import Derivation, derivation
from symbolic.errors import SymbolicError
from symbolic.notation import J, K, N, S, down, kappa, rho, sigma, t, up
from symbolic.outcomes import spread_of_top
from symbolic.populations import populations

__all__ = ["CLAIMS"]

Point = Mapping[Any, Any]
LEVELS = range(2, 8)
C = Symbol("c", nonnegative=True)  # 1 for independent lambda's, 0 for lambda_3 = lambda_2 exp(i phi) with a random phi
PLACES = cases({N: range(2, 6)})
BELOW = tuple(Case((*case.values, (J, Integer(j)))) for case in PLACES for j in range(1, int(case.mapping[N])))


def _levels() -> Iterator[Point]:
    return ({N: n} for n in cycle(LEVELS))


@cache
def _arithmetic_series(first: Expr, last: Expr, start: int) -> Derivation:
    """The sum of a term linear in K over K = start..N from its ends; base and step are checked."""
    number = N - start + 1
    value = (first + last) * number / 2
    if value.subs(N, start) != first or (value - value.subs(N, N - 1) - last).expand() != 0:
        raise SymbolicError("the sum of a series must start with its first term and grow by its last")
    steps = derivation(f"{last.subs(N, K)} of them for each K = {start}..N", last.subs(N, K))
    return steps.then("sum over K: ends times number over 2, by induction on N", value)


def _unit(size: int, level: int) -> ExactMatrix:
    return matrix([[int(i == j == level - 1) for j in range(size)] for i in range(size)])


def _places() -> Iterator[Point]:
    source = Random("places")  # noqa: S311  (reproducible points, not secrets)
    return ({N: n, J: source.randint(1, n - 1)} for n in cycle(range(2, 6)))


def _alone(point: Point) -> Any:
    size = int(point[N])
    return final_populations([*[0] * (size - 2), -1], [*[fmpq(0)] * (size - 1), fmpq(1)])[int(point[J]) - 1]


def _spreading() -> Iterator[Point]:
    """A cleared top level, with the other operators acting (sigma_2 of either sign, at N = 3) or not (0)."""
    source = Random("spreading")  # noqa: S311
    for sign in cycle((1, -1, 0)):
        rate = fmpq(source.randint(1, 4), source.randint(1, 3))
        time = fmpq(source.randint(1, 9), source.randint(1, 5))
        yield {kappa: rate, t: time, sigma[2]: sign * fmpq(2, 3), sigma[3]: -2, N: 3}


def _first_of_three(values: Mapping[Any, Any]) -> Derivation:
    """rho_11(t) started from |3> with sigma_3 < 0, in the sector of sigma_2."""
    solution = populations((sign_of(values[sigma[2]]), -1), [Integer(0), Integer(0), Integer(1)])
    return derivation("closed form in this sector, started from |3>", solution[0])


def _clearing() -> Iterator[Point]:
    source = Random("clearing")  # noqa: S311
    for sign, numbers in zip(cycle((1, -1, 0)), complex_matrices(1, 3), strict=False):
        values = {rho[k, k]: value for k, value in enumerate(numbers.rows()[0], start=1)}
        yield {sigma[2]: sign * fmpq(1, 2), sigma[3]: -3, N: 3, kappa: fmpq(source.randint(1, 3)), **values}


@cache
def _second_rate() -> Derivation:
    general = components.population_rate()
    instance = components.at_levels(general.result, 3, column=2)
    return general.then("N = 3, J = 2", instance).then("sigma_3 < 0", instance.subs(sigma[3], -1))


def _second_rate_by_definition(point: Point) -> Any:
    weights = [point[rho[k, k]] for k in (1, 2, 3)]
    state = matrix([[weights[i] if i == j else 0 for j in range(3)] for i in range(3)])
    return population_rates((sign_of(point[sigma[2]]), -1), state)[1]


def _coupled_points() -> Iterator[Point]:
    return ({**point, C: c} for point, c in zip(amplitude_points((3,)), cycle((0, 1, 1, 0)), strict=False))


def _joint(values: Mapping[Any, Any]) -> Derivation:
    """P(sigma_3 < 0 and sigma_2 > 0) for S_2 > 0, from the thresholds for |lambda_3|^2 and |lambda_2|^2."""
    if values[C] == 1:
        product = disks.probability_down(Integer(3)).result * disks.probability_up(Integer(2)).result
        return derivation("independent: the areas multiply", product)
    upper, lower = disks.threshold(Integer(3)).result.subs(S[3], 1), disks.threshold(Integer(2)).result
    if S[1] in values and values[S[2]] ** 2 < values[S[1]]:
        return derivation("one modulus, and no ring between the thresholds", Integer(0))
    return derivation("one modulus: the ring between the thresholds, for S_1/S_2 <= S_2", upper - lower)


def _joint_by_definition(point: Point) -> Any:
    p = squares_at(point)
    low, high = probability(3, p, -1), probability(2, p, 1)
    return low * high if point[C] else max(low + high - 1, fmpq(0))


def _with_neighbour() -> Iterator[Point]:
    return (point for point in all_points() if point[K] < point[N])


def _exchanged(values: Mapping[Any, Any]) -> Derivation:
    """P of the level that was K when K and K + 1 have changed places: it is now K + 1, and S_K contains the other one."""
    steps = disks.born(K + 1, {S[K + 1]: values.get(S[K + 1], 1)})
    exchanged = steps.result.subs(S[K], S[K - 1] + S[K + 1] - S[K])
    return steps.then("exchange p_K and p_{K+1}: S_K becomes S_{K-1} + p_{K+1}", exchanged)


def _exchanged_outcome(point: Point) -> Any:
    squares, place = list(squares_at(point)), int(point[K])
    squares[place - 1 : place + 1] = squares[place], squares[place - 1]
    return outcomes(tuple(squares))[place]


def _next_to_top(sign: int) -> Callable[[Point], Any]:
    return lambda point: probability(int(point[N]) - 1, squares_at(point), sign)


POSSIBLE = Domain(
    points=all_points,
    assumptions=(*NORMALISED, Gt(N, 2), Gt(S[N - 1], 0)),
    scope="N symbolic, N >= 3, S_{N-1} > 0",
)

COUNTS = (
    Claim(
        id="claim.2.2-operator-count",
        section="2.2",
        statement="There are N(N-1)/2 jump operators for N levels.",
        name=r"\#L_{KM}",
        printed=(N * (N - 1) / 2,),
        derive=lambda _: _arithmetic_series(Integer(1), N - 1, 2),
        domain=Domain(points=_levels, scope="N symbolic"),
        oracle=lambda point: fmpq(len(MasterEquation((1,) * (int(point[N]) - 1)).jump_operators)),
        uses=("eq.14",),
    ),
    Claim(
        id="claim.2.2-variable-count",
        section="2.2",
        statement="There are N - 1 hidden variables for N levels.",
        name=r"\#\lambda",
        printed=(N - 1,),
        derive=lambda _: _arithmetic_series(Integer(1), Integer(1), 2),
        domain=Domain(points=_levels, scope="N symbolic"),
        oracle=lambda point: fmpq(len({n for _, n in combinations(range(1, int(point[N]) + 1), 2)})),
        uses=("eq.13",),
    ),
)

EMPTYING = (
    Claim(
        id="claim.2.2-even-spread-alone",
        section="2.2",
        statement="For sigma_N < 0 the N - 1 operators of level N, acting alone, spread it evenly over all levels below.",
        name=r"\lim_{\kappa t\to\infty}\rho_{JJ}(t)",
        printed=(1 / (N - 1),),
        derive=lambda values: derivation(
            "closed form with sigma_2 = ... = sigma_{N-1} = 0, started from |N>, at exp(-kappa t) = 0",
            spread_of_top(int(values[N]))[int(values[J]) - 1],
        ),
        domain=Domain(BELOW, _places, scope="N = 2..5, J < N, start in |N>"),
        oracle=_alone,
        uses=("eq.14", "thm.components-diagonal"),
    ),
    Claim(
        id="claim.2.2-even-spread",
        section="2.2",
        statement="For sigma_N < 0 the full equation spreads level N evenly as well; tested at N = 3 with rho_11(t).",
        name=r"\rho_{11}(t)",
        printed=((1 - exp(-2 * kappa * t)) / 2,),
        derive=_first_of_three,
        domain=Domain(
            cases({sigma[2]: (1, -1, 0)}), _spreading, scope="N = 3, sigma_3 < 0, sigma_2 = +, -, 0; start in |3>"
        ),
        oracle=lambda point: evolved(point, _unit(3, 3))[0][0],
        dynamics=True,
        conditions=(Eq(sigma[2], 0),),
        note="True of the operators L_NM alone. In the full equation the lower levels act at once: the spread is uneven.",
        uses=("thm.components-diagonal",),
    ),
    Claim(
        id="claim.2.2-level-after-level",
        corrected_statement="All levels act at the same time: for sigma_3 < 0 level 2 also exchanges with level 1.",
        section="2.2",
        statement="The lower levels wait until the top one is cleared: for sigma_3 < 0, level 2 only receives from 3.",
        name=r"\partial_t\rho_{22}/\kappa",
        printed=(rho[3, 3],),
        derive=lambda _: _second_rate(),
        domain=Domain(cases({sigma[2]: (1, -1, 0)}), _clearing, scope="N = 3, sigma_3 < 0, any diagonal rho"),
        oracle=_second_rate_by_definition,
        corrected=Form((up(2) * rho[1, 1] - down(2) * rho[2, 2] + rho[3, 3],)),
        note="All levels act at the same time; only the outcome is as if they took turns.",
        uses=("thm.components-diagonal",),
    ),
)

PROBABILITIES = (
    Claim(
        id="claim.2.2-uncorrelated",
        section="2.2",
        statement="P(sigma_3 < 0 and sigma_2 > 0) is a product because the hidden variables are uncorrelated.",
        name=r"P(\sigma_3<0\wedge\sigma_2>0)",
        printed=(P(Lt(sigma[3], 0)) * P(Gt(sigma[2], 0)),),
        derive=_joint,
        domain=Domain(
            cases({C: (0, 1)}),
            _coupled_points,
            (Eq(S[3], 1), Gt(S[2], 0)),
            scope="N = 3, S_2 > 0; two uncorrelated pairs of lambda's, each uniform on its disk",
        ),
        oracle=_joint_by_definition,
        conditions=(Eq(C, 1),),
        note="Independence is needed: lambda_3 = lambda_2 exp(i phi) with a random phase (c = 0) is uncorrelated, but the "
        "probability is S_2 - S_1/S_2 or 0. The model's lambda's are independent, so (17) stands.",
        uses=("eq.17",),
    ),
    Claim(
        id="claim.2.2-sum-divides",
        corrected_statement="The probability of sigma_{N-1} > 0 is |alpha_{N-1}|^2 divided by the sum.",
        section="2.2",
        statement="The probability of sigma_{N-1} > 1 is |alpha_{N-1}|^2 divided by the sum.",
        name=r"|\alpha_{N-1}|^2/S_{N-1}",
        printed=(P(Gt(sigma[N - 1], 1)),),
        derive=lambda _: disks.probability_up(N - 1),
        domain=POSSIBLE,
        oracle=_next_to_top(1),
        corrected=Form((P(Gt(sigma[N - 1], 0)), weight(N - 1) / total(N - 1))),
        note="The text has 'larger or smaller than one'; sigma is never above 1. It is sigma > 0 whose probability this is.",
        uses=("eq.18.1",),
    ),
    Claim(
        id="claim.2.2-sum-divides-smaller",
        corrected_statement="The probability of sigma_{N-1} < 0 is 1 - |alpha_{N-1}|^2/S_{N-1}.",
        section="2.2",
        statement="The probability of the smaller sigma_{N-1}, too, is divided by the sum.",
        name=r"P(\sigma_{N-1}<0)",
        printed=((1 - weight(N - 1)) / total(N - 1),),
        derive=lambda _: disks.probability_down(N - 1),
        domain=POSSIBLE,
        oracle=_next_to_top(-1),
        corrected=Form((1 - weight(N - 1) / total(N - 1),)),
        note="|alpha_{N-1}|^2 is what is divided; dividing both would give probabilities that do not sum to 1.",
        uses=("eq.18.1",),
    ),
    Claim(
        id="claim.2.2-order",
        section="2.2",
        statement="Exchanging neighbours in the basis changes no outcome's probability; exchanges make every order.",
        name=r"P(|K\rangle)",
        printed=(weight(K),),
        derive=_exchanged,
        domain=Domain(
            (
                Case((), (Gt(S[K + 1], 0),)),
                Case(((S[K + 1], Integer(0)), (S[K], Integer(0)), (S[K - 1], Integer(0)))),
            ),
            _with_neighbour,
            NORMALISED,
            scope="N symbolic, K < N symbolic, K and K + 1 exchanged",
        ),
        oracle=_exchanged_outcome,
        uses=("thm.born",),
    ),
)

CLAIMS = (*COUNTS, *EMPTYING, *PROBABILITIES)
