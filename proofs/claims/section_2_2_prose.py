"""What Section 2.2 says in words: counts, how a level empties, and why probabilities multiply."""

from collections.abc import Iterator, Mapping
from itertools import combinations, cycle, permutations
from random import Random
from typing import Any

from flint import fmpq
from sympy import Eq, Gt, Integer, Max, Sum, Symbol, exp

from numeric_check.matrices import ExactMatrix, matrix
from numeric_check.operators import MasterEquation
from numeric_check.oracles import population_rates
from numeric_check.sampling import probabilities
from proofs.claims.section_2_2 import all_points, total, weight
from proofs.domains import Domain, cases
from proofs.ledger import Claim, Engine
from proofs.points import evolved
from proofs.points_section_2 import outcomes, squares_at
from proofs.semantics import P
from symbolic import components, disks
from symbolic.derivation import Derivation, derivation
from symbolic.notation import K, N, S, kappa, p, rho, sigma, t

__all__ = ["CLAIMS"]

Point = Mapping[Any, Any]
LEVELS = range(2, 8)
T3 = Symbol("T_3", positive=True)  # |lambda_3|^2 below which sigma_3 < 0
T2 = Symbol("T_2", positive=True)  # |lambda_2|^2 beyond which sigma_2 > 0
SHARE = Symbol("w", nonnegative=True)  # |alpha|^2 of one level, wherever it stands
C = Symbol("c", nonnegative=True)  # 1 for independent lambda's, 0 for lambda_2 = lambda_3 exp(i phi)


def _levels() -> Iterator[Point]:
    return ({N: n} for n in cycle(LEVELS))


def _pairs_by_sum(_: Mapping[Any, Any]) -> Derivation:
    steps = derivation("K - 1 operators for each K = 2..N", Sum(K - 1, (K, 2, N)))
    return steps.then("arithmetic series", Sum(K - 1, (K, 2, N)).doit())


def _spreading() -> Iterator[Point]:
    """A cleared top level, with the other operators acting (sigma_2 of either sign, at N = 3) or not (0)."""
    source = Random("spreading")  # noqa: S311  (reproducible points, not secrets)
    for sign in cycle((1, -1, 0)):
        rate = fmpq(source.randint(1, 4), source.randint(1, 3))
        time = fmpq(source.randint(1, 9), source.randint(1, 5))
        yield {kappa: rate, t: time, sigma[2]: sign, sigma[3]: -1, N: 3}


def _unit(size: int, level: int) -> ExactMatrix:
    return matrix([[int(i == j == level - 1) for j in range(size)] for i in range(size)])


def _first_of_three(values: Mapping[Any, Any]) -> Derivation:
    """rho_11(t) started from |3> with sigma_3 < 0, in the sector of sigma_2."""
    from symbolic.populations import populations

    sector = (int(values[sigma[2]]), -1)
    return derivation("closed form in this sector, started from |3>", populations(sector, [Integer(0), Integer(0), Integer(1)])[0])


def _clearing() -> Iterator[Point]:
    source = Random("clearing")  # noqa: S311
    for sign, weights in zip(cycle((1, -1)), probabilities(3), strict=False):
        values = {rho[k, k]: weight_ for k, weight_ in enumerate(weights, start=1)}
        yield {sigma[2]: sign, sigma[3]: -1, N: 3, kappa: fmpq(source.randint(1, 3)), **values}


def _second_rate(values: Mapping[Any, Any]) -> Derivation:
    general = components.population_rate()
    inserted = components.at_levels(general.result, 3, column=2)
    return general.then("N = 3, J = 2, the signs inserted", inserted.subs({sigma[2]: values[sigma[2]], sigma[3]: -1}))


def _second_rate_by_definition(point: Point) -> Any:
    weights = [point[rho[k, k]] for k in (1, 2, 3)]
    state = matrix([[weights[i] if i == j else 0 for j in range(3)] for i in range(3)])
    return population_rates((int(point[sigma[2]]), -1), state)[1]


def _thresholds() -> Iterator[Point]:
    source = Random("thresholds")  # noqa: S311
    for independent in cycle((0, 1)):
        low, high = sorted((fmpq(source.randint(1, 9), 10), fmpq(source.randint(1, 9), 10)))
        yield {T2: low, T3: high, C: independent}


def _joint(_: Mapping[Any, Any]) -> Derivation:
    """P(sigma_3 < 0 and sigma_2 > 0), for independent lambda's and for two with one modulus."""
    steps = derivation("independent: areas multiply", T3 * (1 - T2))
    return steps.then("one common modulus: the ring from T_2 to T_3", C * T3 * (1 - T2) + (1 - C) * Max(T3 - T2, 0))


def _joint_by_counting(point: Point) -> Any:
    """The same by counting cells of a fine grid of |lambda|^2, whose edges hit the thresholds exactly."""
    cells = 10
    low, high = (int(point[name] * cells) for name in (T2, T3))
    if point[C]:
        return fmpq(sum(1 for i in range(cells) for j in range(cells) if i < high and j >= low), cells**2)
    return fmpq(sum(1 for i in range(cells) if low <= i < high), cells)


def _reordered() -> Iterator[Point]:
    """The amplitudes of a state in some order of the basis; K is the place of the level that was first."""
    for point in all_points():
        size = int(point[N])
        if size > 4:
            continue
        squares = squares_at(point)
        if sum(squares, fmpq(0)) != 1:
            continue
        for number, order in enumerate(permutations(range(size))):
            if number % 5 == 0:
                reordered = {p[place]: squares[level] for place, level in enumerate(order, start=1)}
                yield {N: size, K: order.index(0) + 1, SHARE: squares[0], **reordered}


def _first_amplitude(_: Mapping[Any, Any]) -> Derivation:
    steps = disks.outcome(K)
    return steps.then("|alpha|^2 of the level at place K, wherever that is", p[K])


def _reordered_outcome(point: Point) -> Any:
    squares = tuple(point[p[place]] for place in range(1, int(point[N]) + 1))
    return outcomes(squares)[int(point[K]) - 1]


CLAIMS = (
    Claim(
        id="claim.2.2-operator-count",
        section="2.2",
        statement="There are N(N-1)/2 jump operators for N levels.",
        name=r"\#L_{KM}",
        printed=(N * (N - 1) / 2,),
        derive=_pairs_by_sum,
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
        derive=lambda _: derivation("one lambda_n for each n = 2..N", Sum(1, (K, 2, N)).doit()),
        domain=Domain(points=_levels, scope="N symbolic"),
        oracle=lambda point: fmpq(len({n for _, n in combinations(range(1, int(point[N]) + 1), 2)})),
        uses=("eq.13",),
    ),
    Claim(
        id="claim.2.2-even-spread",
        section="2.2",
        statement="For sigma_N < 0 the level N is spread evenly over all levels below; put to the test at N = 3 with rho_11(t).",
        name=r"\rho_{11}(t)",
        printed=((1 - exp(-2 * kappa * t)) / 2,),
        derive=_first_of_three,
        domain=Domain(cases({sigma[2]: (1, -1, 0)}), _spreading, scope="N = 3, sigma_3 < 0, sigma_2 = +, -, 0; start in |3>"),
        oracle=lambda point: evolved(point, _unit(3, 3))[0][0],
        oracle_engine=Engine.EVOLUTION,
        conditions=(Eq(sigma[2], 0),),
        note="True of the operators L_NM alone. In the full equation the levels below act at once, and the spread is uneven.",
        uses=("thm.components-diagonal",),
    ),
    Claim(
        id="claim.2.2-level-after-level",
        section="2.2",
        statement="While level 3 empties (sigma_3 < 0), the levels below only receive: level 2 gains rho_33, until 3 is cleared.",
        name=r"\partial_t\rho_{22}/\kappa",
        printed=(rho[3, 3],),
        derive=_second_rate,
        domain=Domain(cases({sigma[2]: (1, -1)}), _clearing, scope="N = 3, sigma_3 < 0, any populations"),
        oracle=_second_rate_by_definition,
        corrected=((1 + sigma[2]) / 2 * rho[1, 1] - (1 - sigma[2]) / 2 * rho[2, 2] + rho[3, 3],),
        note="All levels act at the same time; only the outcome is as if they took turns (sigma_2 = 1 or -1 stands for its sign).",
        uses=("thm.components-diagonal",),
    ),
    Claim(
        id="claim.2.2-uncorrelated",
        section="2.2",
        statement="P(sigma_3 < 0 and sigma_2 > 0) is a product because the hidden variables are uncorrelated.",
        name=r"P(\sigma_3<0\wedge\sigma_2>0)",
        printed=(T3 * (1 - T2),),
        derive=_joint,
        domain=Domain(cases({C: (0, 1)}), _thresholds, scope="two uncorrelated pairs, each lambda uniform on its disk"),
        oracle=_joint_by_counting,
        conditions=(Eq(C, 1),),
        note="Independence is needed: lambda_2 = lambda_3 exp(i phi) with a random phase (c = 0) is uncorrelated, but the "
        "probability is T_3 - T_2. The model's lambda's are independent, so (17) stands.",
        uses=("eq.17",),
    ),
    Claim(
        id="claim.2.2-sum-divides",
        section="2.2",
        statement="With N-1 levels the probability of sigma_{N-1} > 1 is |alpha_{N-1}|^2 divided by the sum.",
        name=r"P",
        printed=(P(Gt(sigma[N - 1], 1)),),
        derive=lambda _: disks.probability_up(N - 1),
        domain=Domain(
            points=lambda: (point for point in all_points() if point[N] > 2 and point[S[int(point[N]) - 1]] != 0),
            assumptions=(Eq(S[N], 1), Gt(S[N - 1], 0)),
            scope="N symbolic, N >= 3, S_{N-1} > 0",
        ),
        oracle=lambda point: squares_at(point)[int(point[N]) - 2] / sum(squares_at(point)[:-1], fmpq(0)),
        corrected=(P(Gt(sigma[N - 1], 0)), weight(N - 1) / total(N - 1)),
        note="The text has 'larger or smaller than one', but sigma is never above 1. P(sigma > 0) is the quotient.",
        uses=("eq.18.1",),
    ),
    Claim(
        id="claim.2.2-order",
        section="2.2",
        statement="The probability of an outcome does not depend on its place in the order of the basis.",
        name=r"P(|K\rangle)",
        printed=(SHARE,),
        derive=_first_amplitude,
        domain=Domain(points=_reordered, assumptions=(Eq(p[K], SHARE),), scope="N, K symbolic; any order"),
        oracle=_reordered_outcome,
        uses=("thm.born",),
    ),
)
