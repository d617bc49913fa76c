"""Footnotes 2 and 6: slices through all detectors, detectors that come later, and positions on a finite grid."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations, count, cycle, islice, permutations
from random import Random
from typing import Any

from flint import arb, fmpq
from sympy import Abs, Eq, Expr, ImmutableMatrix, IndexedBase, Integer, Le, Lt, Min, Ne, Sum, Symbol, symbols

from numeric_check import oracles
from numeric_check.exact import divide
from numeric_check.matrices import ExactMatrix, matrix
from numeric_check.sampling import complex_matrices, density_matrices, hermitian_matrices
from proofs.domains import Case, Domain, cases
from proofs.errors import LedgerError
from proofs.ledger import Claim
from proofs.oracles.evolution import entries, signs_at
from symbolic.derivation import Derivation, derivation
from symbolic.notation import J, K, M, N, p, rho0, sigma
from symbolic.populations import winner

__all__ = ["CLAIMS"]

Point = Mapping[Any, Any]
Place = tuple[fmpq, fmpq]

PAIRS = tuple(combinations((1, 2, 3), 2))
time = dict(zip((1, 2, 3), symbols("t_d1:4", real=True), strict=True))  # when each detector responds
apart = dict(zip(PAIRS, symbols("d_12 d_13 d_23", positive=True), strict=True))  # |x_i - x_j|
steepness = Symbol("L", positive=True)  # of the slice; below 1 it is space-like
slack = dict(zip(PAIRS, symbols("s_12 s_13 s_23", nonnegative=True), strict=True))
SPACE_LIKE = (Lt(steepness, 1), *(Le(Abs(time[i] - time[j]), steepness * apart[i, j]) for i, j in PAIRS))
later = IndexedBase("B")  # the observable of the later detector
X_hat, P_hat = IndexedBase("X"), IndexedBase("P")  # any two matrices
EIGENSTATE = (Eq(later[1, 2], 0),)  # B is Hermitian
GRID = ((fmpq(-2), fmpq(-5, 3)), (fmpq(1, 2), fmpq(7, 3)), (fmpq(9, 2), fmpq(2, 3)))
TRIANGLES = ((3, 4, 5), (5, 12, 13), (5, 5, 6), (13, 14, 15), (1, 3, 2), (4, 1, 5))  # rational altitudes, two flat ones


def _orders() -> Iterator[Case]:
    """Every order of the three times, with gaps; L times each distance is at least the gap."""
    early, first, second = Symbol("t_0", real=True), Symbol("g_1", nonnegative=True), Symbol("g_2", nonnegative=True)
    for order in permutations((1, 2, 3)):
        when = dict(zip(order, (early, early + first, early + first + second), strict=True))
        gaps = {(a, b): abs(when[a] - when[b]) for a, b in PAIRS}
        reach = {pair: (gaps[pair] + slack[pair]) / steepness for pair in PAIRS}
        yield Case((*((time[k], when[k]) for k in (1, 2, 3)), *((apart[pair], reach[pair]) for pair in PAIRS)))


@cache
def _slice() -> Derivation:
    """T(x) = min_i (t_i + L |x - x_i|) at each detector: a minimum of functions of steepness L has steepness L."""
    far = {(i, j): apart[min(i, j), max(i, j)] if i != j else Integer(0) for i in (1, 2, 3) for j in (1, 2, 3)}
    there = [Min(*(time[i] + steepness * far[i, j] for i in (1, 2, 3))) for j in (1, 2, 3)]
    return derivation("T(x) = min_i (t_i + L |x - x_i|) at each x_j", ImmutableMatrix([there]))


def _slice_at(point: Point) -> tuple[tuple[fmpq, ...], ...]:
    """The same slice from positions in the plane; its steepness is tested on a grid."""
    places = (*_positions(*(point[apart[pair]] for pair in PAIRS)), *GRID)
    times = {x: _earliest(point, x, places[:3]) for x in places}
    for x, y in combinations(places, 2):
        if times[x] - times[y] > point[steepness] * _distance(x, y):
            raise LedgerError(f"the slice must not be steeper than {point[steepness]} between {x} and {y}")
    exact = [min(point[time[i]] + point[steepness] * _between(point, i, j) for i in (1, 2, 3)) for j in (1, 2, 3)]
    return (tuple(exact),)


def _between(point: Point, i: int, j: int) -> fmpq:
    return fmpq(point[apart[min(i, j), max(i, j)]]) if i != j else fmpq(0)


def _positions(a: fmpq, b: fmpq, c: fmpq) -> tuple[Place, ...]:
    """Corners of the triangle with the sides |x_1 - x_2| = a, |x_1 - x_3| = b, |x_2 - x_3| = c and a rational altitude."""
    along = (a * a + b * b - c * c) / (2 * a)
    square = b * b - along * along
    return (fmpq(0), fmpq(0)), (a, fmpq(0)), (along, fmpq(square.p.sqrt(), square.q.sqrt()))


def _earliest(point: Point, x: Place, detectors: tuple[Place, ...]) -> arb:
    branches = [arb(point[time[k]]) + point[steepness] * _distance(x, y) for k, y in enumerate(detectors, start=1)]
    least: arb = branches[0].min(branches[1]).min(branches[2])
    return least


def _distance(x: Place, y: Place) -> arb:
    return arb(sum(((a - b) ** 2 for a, b in zip(x, y, strict=True)), fmpq(0))).sqrt()


def _detections() -> Iterator[Point]:
    """Triangles of detectors and times; about half of them have no space-like slice."""
    source = Random("detections")  # noqa: S311  (reproducible points, not secrets)
    for sides in cycle(TRIANGLES):
        times = [fmpq(source.randint(-4, 4), source.choice((1, 2, 5))) for _ in range(3)]
        distances = [fmpq(side) for side in sides]
        gaps = [abs(times[i - 1] - times[j - 1]) for i, j in PAIRS]
        slope = (max(gap / side for gap, side in zip(gaps, distances, strict=True)) + source.randint(0, 1)) / 2
        slope = slope if source.randint(0, 2) else 2 * slope
        point: dict[Any, Any] = dict(zip(time.values(), times, strict=True)) | {steepness: slope or fmpq(1, 2)}
        yield point | dict(zip(apart.values(), distances, strict=True))


def _later_variance(values: Mapping[Any, Any]) -> Derivation:
    level = winner(signs_at(values)[:1]) if values[sigma[2]] != 0 else 1
    square: Expr = sum((later[level, k] * later[k, level] for k in (1, 2)), Integer(0))
    steps = derivation("<B^2> in the collapsed state |K>", square)
    return steps.then("minus <B>^2", square - later[level, level] ** 2)


def _later_variance_at(point: Point) -> Any:
    """Tr(B^2 rho) - Tr(B rho)^2 with the limit rho of the model."""
    state = oracles.stationary(signs_at(point), _matrix(point, rho0, 2))
    observable = _matrix(point, later, 2)
    mean = (observable @ state).trace()
    return (observable @ observable @ state).trace() - mean * mean


def _matrix(point: Point, base: IndexedBase, size: int) -> ExactMatrix:
    return matrix([[point[base[i, j]] for j in range(1, size + 1)] for i in range(1, size + 1)])


def _later_observables() -> Iterator[Point]:
    """A state, the sign of sigma_2 and a Hermitian B: sigma_x first, then random ones, every other diagonal."""
    swap = matrix([[0, 1], [1, 0]])
    drawn = (m for m in hermitian_matrices(2, seed=5))
    for number, state in enumerate(density_matrices(2, seed=9)):
        observable = next(drawn) if number else swap
        if number % 2:
            observable = matrix([[observable[i, j] if i == j else 0 for j in (0, 1)] for i in (0, 1)])
        yield {sigma[2]: (1, -2, 0, fmpq(-1, 3), 3)[number % 5]} | entries(rho0, state) | entries(later, observable)


def _on_grid(_: Mapping[Any, Any]) -> Derivation:
    total = Sum(p[K], (K, 1, N))
    steps = derivation("the amplitudes in the cells 1..N, normalised: divide by the probability of these cells", total)
    return steps.then("probability of cell J", p[J] / total)


def _on_grid_at(point: Point) -> Any:
    """The state with these cell probabilities, cut to the grid: Tr(Pi_J rho)/Tr(rho)."""
    size = int(point[N])
    state = matrix([[point[p[i]] if i == j else 0 for j in range(1, size + 1)] for i in range(1, size + 1)])
    return divide(state[point[J] - 1, point[J] - 1], state.trace())


def _grids() -> Iterator[Point]:
    """N cells, and a position that is certainly in one of them, or a geometric distribution on a half-line."""
    source = Random("grids")  # noqa: S311
    for number in count():
        size = 2 + number % 5
        if number % 2:
            weights = [fmpq(1, 2 ** (k + 1)) for k in range(size)]
        else:
            drawn = [fmpq(source.randint(0, 9)) for _ in range(size - 1)] + [fmpq(1)]
            weights = [weight / sum(drawn, fmpq(0)) for weight in drawn]
        yield {N: size, J: 1 + number % size} | {p[k]: weight for k, weight in enumerate(weights, start=1)}


def _commutator_trace(_: Mapping[Any, Any]) -> Derivation:
    forward, backward = X_hat[K, M] * P_hat[M, K], P_hat[K, M] * X_hat[M, K]
    steps = derivation("tr(XP) - tr(PX) as sums over K and M", Sum(forward - backward, (K, 1, N), (M, 1, N)))
    renamed = backward.xreplace({K: M, M: K})  # the ranges of K and M are the same
    return steps.then("exchange the names K and M in the second term", Sum(forward - renamed, (K, 1, N), (M, 1, N)).doit())


def _commutator_trace_at(point: Point) -> Any:
    x, momentum = (_matrix(point, base, point[N]) for base in (X_hat, P_hat))
    return (x @ momentum - momentum @ x).trace()


def _matrix_pairs() -> Iterator[Point]:
    drawn = {size: islice(complex_matrices(size, size, seed=2), 1, None) for size in (2, 3, 4)}
    for size in cycle((2, 3, 4)):
        yield {N: size} | entries(X_hat, next(drawn[size])) | entries(P_hat, next(drawn[size]))


CLAIMS = (
    Claim(
        id="claim.fn2-slice",
        section="2",
        statement="If no space-like slice holds all detections, some are causally related: else T(x) is such a slice.",
        name=r"(T(\vec x_1), T(\vec x_2), T(\vec x_3))",
        printed=(ImmutableMatrix([list(time.values())]),),
        derive=lambda _: _slice(),
        domain=Domain(
            tuple(_orders()),
            _detections,
            SPACE_LIKE,
            scope="three detectors, no two causally related, in any order of their times",
        ),
        oracle=_slice_at,
        note="L is the largest |t_i - t_j|/|x_i - x_j|, below 1 if no two detections are causally related.",
    ),
    Claim(
        id="claim.fn2-later",
        section="2",
        statement="Later detectors can be ignored: the collapsed state leaves their outcome no freedom.",
        name=r"\langle B^2\rangle - \langle B\rangle^2",
        printed=(Integer(0),),
        derive=_later_variance,
        domain=Domain(
            cases({sigma[2]: (1, -1)}),
            _later_observables,
            (Ne(sigma[2], 0),),
            scope="N = 2, any state, any later observable B of the same system",
        ),
        oracle=_later_variance_at,
        conditions=EIGENSTATE,
        note="Only if the collapsed state is an eigenstate of what is measured later; sigma_x after |1> is undetermined.",
        uses=("claim.2.1-certain-outcome",),
    ),
    Claim(
        id="claim.fn6-grid",
        section="5",
        statement="With finite precision a finite grid suffices: its cells get the probabilities that they have on the line.",
        name=r"P(\text{cell } J)",
        printed=(p[J],),
        derive=_on_grid,
        domain=Domain(points=_grids, scope="symbolic N; any probabilities of the cells"),
        oracle=_on_grid_at,
        conditions=(Eq(Sum(p[K], (K, 1, N)), 1),),
        note=(
            "Only where the cells of the grid contain the particle with certainty, so in a bounded region, and only for the "
            "binned position: see thm.finite-commutator."
        ),
    ),
    Claim(
        id="thm.finite-commutator",
        section="5",
        statement="No finite matrices satisfy [X, P] = i: the trace of a commutator is 0, that of i is i N.",
        name=r"\operatorname{tr}(XP - PX)",
        printed=(Integer(0),),
        derive=_commutator_trace,
        domain=Domain(points=_matrix_pairs, scope="symbolic N, any two matrices"),
        oracle=_commutator_trace_at,
    ),
)
