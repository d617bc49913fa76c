"""Section 2.1, N = 2: what the text says of the law (4) and of the optimal basis, and how the daggers stand."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import cycle, product
from typing import Any

from flint import fmpq
from sympy import Eq, Expr, Gt, ImmutableMatrix, IndexedBase, Ne, Sum, adjoint, conjugate, diag, exp, sqrt

from numeric_check.exact import Exact, complex_rational
from numeric_check.matrices import ExactMatrix, matrix, pure_state, zeros
from numeric_check.operators import Daggers, MasterEquation
from numeric_check.sampling import amplitudes
from proofs.claims.section_2_1 import PRINTED_DISSIPATOR, RIGHT_DISSIPATOR, SIGNS
from proofs.domains import Domain, cases
from proofs.ledger import Claim, Form
from proofs.oracles.evolution import component_points, entries, evolution_points, evolved, generator_value, signs_at, start_at
from symbolic import model, outcomes
from symbolic.derivation import Derivation, derivation
from symbolic.notation import I, J, N, down, kappa, rho0, sigma, t, up
from symbolic.operators import state

__all__ = ["CLAIMS"]

Point = Mapping[Any, Any]

TWO = cases({N: (2,)})
chi = IndexedBase("chi")  # chi[I, J] = <J|chi_I>
OVERLAPS = Sum(conjugate(chi[I, I]) + chi[I, I], (I, 1, N))
ORTHONORMAL = Eq(Sum(chi[I, J] * conjugate(chi[I, J]), (J, 1, N), (I, 1, N)), N)

_left = exp(-kappa * t)  # 1 - gamma: what is left of the losing population
_losing, _jump = ImmutableMatrix([[1, 0], [0, 0]]), ImmutableMatrix([[0, 0], [1, 0]])


def _damped(losing: ImmutableMatrix, jump: ImmutableMatrix) -> ImmutableMatrix:
    """E_0 rho E_0^+ + E_1 rho E_1^+ for |l> that loses to |w>.

    E_0 = 1 - (1 - sqrt(1 - gamma)) |l><l| and E_1 = sqrt(gamma) |w><l|.
    """
    start = ImmutableMatrix(2, 2, lambda i, j: rho0[i + 1, j + 1])
    kept = diag(1, 1) - (1 - sqrt(_left)) * losing
    return kept * start * kept.T + (1 - _left) * jump * start * jump.T


DAMPING = up(2) * _damped(_losing, _jump) + down(2) * _damped(diag(0, 1), _jump.T)


def _hermitian_part(dissipator: Expr) -> Expr:
    return dissipator - adjoint(dissipator)


def _hermitian_points() -> Iterator[Point]:
    """Two levels in every sector, with a Hermitian rho."""
    for point, vector in zip(component_points((2,)), amplitudes(2), strict=False):
        rho = pure_state(vector)
        yield {**point, **entries(IndexedBase("rho"), rho)}


def _commuted(point: Point) -> Any:
    rate = generator_value(point)
    return (rate - rate.adjoint()).rows()


def _distance(_: Mapping[Any, Any]) -> Derivation:
    """The sum of ||chi_I - |I>||^2, with the norm of the chi_I inserted."""
    expanded = ORTHONORMAL.lhs + Sum(1 - OVERLAPS.function, (I, 1, N))
    steps = derivation("expand ||chi_I - |I>||^2 and sum over I", expanded)
    return steps.then("each chi_I has the norm 1", expanded.subs(ORTHONORMAL.lhs, N))


def _maximum(values: Mapping[Any, Any]) -> Derivation:
    distance = _distance(values)
    return distance.then("2 N minus the distance", 2 * N - distance.result)


def _short_of_maximum(values: Mapping[Any, Any]) -> Derivation:
    distance = _distance(values)
    return distance.then("the distance vanishes only if chi_I = |I> for all I", Gt(distance.result, 0))


def _bases() -> Iterator[Point]:
    """Orthonormal bases as rows: the eigenbasis, phases, permutations, reflections; some are not normalised."""
    vectors = {n: amplitudes(n) for n in (2, 3, 4)}
    for count, n in enumerate(cycle((2, 3, 4))):
        unit = matrix([[int(i == j) for j in range(n)] for i in range(n)])
        kind = count // 3 % 5
        if kind == 0:
            basis = unit.scale(2) if count % 9 == 7 else unit
        elif kind == 1:
            basis = unit.scale(complex_rational(fmpq(3, 5), fmpq(4, 5)))
        elif kind == 2:
            basis = unit + _slight_turn(n)
        elif kind == 3:
            basis = matrix([[int((i + 1) % n == j) for j in range(n)] for i in range(n)])
        else:
            basis = unit - pure_state(next(vectors[n])).scale(2)
        yield {N: n} | entries(chi, basis)


def _slight_turn(size: int) -> ExactMatrix:
    """What a rotation of the first two levels by about 2e-30 adds to the unit matrix: so near a maximum all is seen."""
    tangent = fmpq(1, 10**30)
    cosine, sine = (1 - tangent**2) / (1 + tangent**2), 2 * tangent / (1 + tangent**2)
    turn = {(0, 0): cosine - 1, (1, 1): cosine - 1, (0, 1): -sine, (1, 0): sine}
    return matrix([[turn.get((i, j), 0) for j in range(size)] for i in range(size)])


def _basis_at(point: Point) -> ExactMatrix:
    size = int(point[N])
    return matrix([[point[chi[i, j]] for j in range(1, size + 1)] for i in range(1, size + 1)])


def _difference(point: Point) -> ExactMatrix:
    basis = _basis_at(point)
    size = basis.shape[0]
    return basis - matrix([[int(i == j) for j in range(size)] for i in range(size)])


def _maximum_by_definition(point: Point) -> Exact:
    """2 N minus the squared distance between the two bases."""
    difference = _difference(point)
    return 2 * int(point[N]) - (difference.adjoint() @ difference).trace()


@cache
def _readings() -> Derivation:
    """The readings that give Eq. (36), for L from (14), then for L^dagger from (5)."""
    wanted = model.component_summand()
    found = [reading for swapped in (False, True) for reading in model.readings_that_give(wanted, swapped=swapped)]
    return derivation("compare the components of all 16 readings, for both definitions of L", _as_matrix(found))


def _as_matrix(readings: Sequence[Sequence[bool]]) -> ImmutableMatrix:
    return ImmutableMatrix([[int(dagger) for dagger in reading] for reading in readings])


@cache
def _readings_by_force(levels: int) -> tuple[tuple[int, ...], ...]:
    """The same from N x N matrices, in every sector without zeros, on a matrix with all entries different."""
    places = range(levels)
    rho = matrix([[complex_rational(fmpq(i + 1, j + 2), fmpq(3 * i - j, 7)) for j in places] for i in places])
    sectors = list(product((1, -1), repeat=levels - 1))
    wanted = [MasterEquation(sector).rate(rho) for sector in sectors]
    found = []
    for exchanged in (False, True):
        for reading in product((False, True), repeat=4):
            daggers: Daggers = tuple(dagger is not exchanged for dagger in reading)  # type: ignore[assignment]
            rates = (MasterEquation(sector, None, daggers).rate(rho) for sector in sectors)
            if all(rate == right for rate, right in zip(rates, wanted, strict=True)):
                found.append(tuple(int(dagger) for dagger in reading))
    return tuple(found)


CLAIMS = (
    Claim(
        id="claim.2.1-lindblad-form",
        corrected_statement="L rho L^+ - {rho, L^+ L}/2 has Lindblad form.",
        section="2.1",
        statement="(4) has Lindblad form; so its right-hand side is Hermitian for a Hermitian rho.",
        name=r"\mathcal{D}[\rho]-\mathcal{D}[\rho]^\dagger",
        printed=(_hermitian_part(PRINTED_DISSIPATOR),),
        where=((adjoint(state), state),),
        derive=lambda _: derivation("a Lindblad form keeps Hermitian matrices Hermitian", ImmutableMatrix.zeros(2)),
        domain=Domain(TWO, _hermitian_points, scope="N = 2, any sign of sigma_2, any Hermitian rho"),
        oracle=_commuted,
        corrected=Form((_hermitian_part(RIGHT_DISSIPATOR),)),
        note="As printed no population moves and rho does not stay Hermitian. Corrected is L rho L^+ - {rho, L^+ L}/2.",
        uses=("eq.4",),
    ),
    Claim(
        id="claim.2.1-amplitude-damping",
        section="2.1",
        statement="For two levels the law is amplitude damping, gamma = 1 - exp(-kappa t), to the level that wins.",
        name=r"\rho(t)",
        printed=(DAMPING,),
        derive=lambda values: derivation("the closed forms in this sector", outcomes.solution(signs_at(values))),
        domain=Domain(SIGNS, lambda: evolution_points((2,)), scope="N = 2, H = 0, any initial state"),
        oracle=lambda point: evolved(point, start_at(point)),
        dynamics=True,
        conditions=(Ne(sigma[2], 0),),
        note="At sigma_2 = 0 nothing is damped.",
        uses=("eq.4",),
    ),
    Claim(
        id="claim.fn3-maximum",
        section="2.1",
        statement="The sum in footnote 3 is 2 N minus the squared distance of the bases, so that 2 N is its maximum.",
        name=r"\sum_I(\langle\chi_I|I\rangle+\langle I|\chi_I\rangle)",
        printed=(OVERLAPS,),
        derive=_maximum,
        domain=Domain(points=_bases, assumptions=(ORTHONORMAL,), scope="N symbolic, any orthonormal basis"),
        oracle=_maximum_by_definition,
        uses=("eq.7",),
    ),
    Claim(
        id="claim.fn3-unique",
        section="2.1",
        statement="The sum in footnote 3 falls short of its maximum unless |chi_I> = |I> for all I.",
        name=r"\{\chi_I\}\ne\{I\}",
        printed=(Gt(2 * N, OVERLAPS),),
        derive=_short_of_maximum,
        domain=Domain(points=_bases, assumptions=(ORTHONORMAL,), scope="N symbolic, any orthonormal basis"),
        oracle=lambda point: _difference(point) != zeros(int(point[N]), int(point[N])),
        uses=("claim.fn3-maximum",),
    ),
    Claim(
        id="thm.readings",
        section="2.2",
        statement="Two of the 32 ways to set the daggers give (36): L rho L^+ - {rho, L^+ L}/2 with L from (14), and "
        "L^+ rho L - {rho, L L^+}/2 with L^+ from (5).",
        name=r"\{(a,b,c,d)\}",
        printed=(ImmutableMatrix([[0, 1, 1, 0], [1, 0, 0, 1]]),),
        derive=lambda _: _readings(),
        domain=Domain(points=lambda: ({N: n} for n in (2, 3)), scope="N symbolic, any sector, any rho"),
        oracle=lambda point: _readings_by_force(int(point[N])),
        note="A row tells which of a, b, c, d in a rho b - {rho, c d}/2 carries a dagger.",
        uses=("eq.5", "eq.14", "eq.36.2"),
    ),
)
