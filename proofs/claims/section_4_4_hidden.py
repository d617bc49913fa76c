"""Section 4.4: the jump operators and hidden variables of the entangled state, Eq. (30) and the text around it."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from flint import fmpq
from sympy import Abs, Dummy, Expr, Integer, Max, Sum

from numeric_check import oracles
from numeric_check.hidden_variables import sigma as sigma_by_definition
from numeric_check.operators import jump_operator
from numeric_check.sampling import complex_matrices
from proofs.claims.section_4_4 import ROOT
from proofs.domains import Domain, cases
from proofs.ledger import Claim, Form
from proofs.oracles import spins
from proofs.oracles.evolution import component_points, entries, generator_value
from proofs.oracles.spin_points import amplitude_points, average_points, disk_points, with_levels
from symbolic import entanglement, invariants
from symbolic.derivation import Derivation, derivation
from symbolic.invariants import first_weight, second_state, second_weight
from symbolic.notation import I, J, K, M, N, delta, lam, n, q, rho
from symbolic.operators import L, represent

__all__ = ["CLAIMS"]

Point = Mapping[Any, Any]


def _amplitude(values: Mapping[Any, Any], power: int) -> Derivation:
    level = int(values.get(J, 2))
    return derivation("alpha_I = <I|Psi> by Eqs. (3) and (27)", entanglement.singlet_vector()[level - 1, 0] ** power)


@cache
def _positive_part(level: int) -> Derivation:
    depth = Dummy("d", nonnegative=True)
    steps = derivation("Eq. (13) with the populations of the state", entanglement.singlet_sigma(level))
    inside = steps.result.subs(Abs(lam[level]) ** 2, 1 - depth)
    return steps.then("|lambda|^2 = 1 - d with d >= 0 on the closed disk; max(0, sigma)", Max(0, inside))


def _touched(_: Mapping[Any, Any]) -> Derivation:
    pairs = [(upper, lower) for upper in range(1, 5) for lower in range(1, upper)]
    matrices = [represent(L(Integer(upper), Integer(lower)), 4) for upper, lower in pairs]
    hits = [(i, j) for m in matrices for i in range(4) for j in range(i + 1, 4) if m[i, j] != 0 and m[j, i] != 0]
    once = [place for place in hits if hits.count(place) == 1]
    return derivation("count the entries above the diagonal that exactly one jump operator joins", Integer(len(once)))


def _operators_by_definition(_: Point) -> int:
    pairs = [(upper, lower) for lower in range(1, 5) for upper in range(lower + 1, 5)]
    both = [jump_operator(4, *pair, sign).real for pair in pairs for sign in (1, -1)]
    return sum(any(m[i, j] for m in both) for i in range(4) for j in range(i + 1, 4))


def _mixtures() -> Iterator[Point]:
    others = {size: complex_matrices(size, size, seed=9) for size in (2, 3)}
    factors = complex_matrices(1, 2, seed=5)
    for point, pair in zip(component_points((2, 3), hamiltonian=True), factors, strict=False):
        yield {**point, first_weight: pair[0, 0], second_weight: pair[0, 1]} | entries(
            second_state, next(others[point[N]])
        )


def _defect_by_definition(point: Point) -> Any:
    names = [(i, j) for i in range(1, point[N] + 1) for j in range(1, point[N] + 1)]
    a, b = point[first_weight], point[second_weight]
    other = {**point} | {rho[name]: point[second_state[name]] for name in names}
    mixed = {**point} | {rho[name]: a * point[rho[name]] + b * other[rho[name]] for name in names}
    rates = generator_value(mixed) - generator_value(point).scale(a) - generator_value(other).scale(b)
    return rates[point[I] - 1, point[J] - 1]


def _sigma_by_definition(point: Point, level: int) -> fmpq:
    value = point[lam[level]]
    square = value.norm() if hasattr(value, "norm") else value * value
    return sigma_by_definition(level, spins.weights_at(point), square)


def _sigma_claim(level: int, form: Expr) -> Claim:
    return Claim(
        id=f"eq.30.{level - 1}",
        section="4.4",
        statement=f"sigma_{level} of the prepared state.",
        name=rf"\sigma_{level}",
        printed=(form,),
        derive=lambda _: derivation("Eq. (13) with the populations of the state", entanglement.singlet_sigma(level)),
        domain=Domain(points=disk_points, scope="lambda in the closed unit disk, any 0 <= q <= 1"),
        oracle=lambda point: _sigma_by_definition(point, level),
        uses=("eq.13", "claim.4.4-weights", "claim.4.4-second-weight"),
    )


CLAIMS = (
    Claim(
        id="claim.4.4-six-operators",
        section="4.4",
        statement="At N = 4 there are six jump operators, one for each entry above the diagonal.",
        name=r"\#\{L_{MK}\}",
        printed=(Integer(6), Sum(1, (K, 1, M - 1), (M, 2, 4))),
        derive=_touched,
        domain=Domain(points=lambda: iter([{N: 4}]), scope="N = 4"),
        oracle=_operators_by_definition,
        uses=("eq.14",),
    ),
    Claim(
        id="claim.4.4-linear",
        section="4.4",
        statement="The master equation is linear in rho: L(a rho + b rho') - a L(rho) - b L(rho') vanishes.",
        name=r"\mathcal L(a\rho+b\rho')-a\mathcal L(\rho)-b\mathcal L(\rho')",
        printed=(Integer(0),),
        derive=lambda _: invariants.linearity_defect(),
        domain=Domain(points=_mixtures, scope="symbolic N, any matrices, any Hamiltonian"),
        oracle=_defect_by_definition,
        uses=("eq.15",),
    ),
    Claim(
        id="claim.4.4-weights",
        section="4.4",
        statement="The squared amplitudes 1, 3 and 4 of the prepared state are q^2, 0 and 0.",
        name=r"\alpha_J^2",
        printed=(delta(J, 1) * q**2,),
        derive=lambda values: _amplitude(values, 2),
        domain=Domain(cases({J: (1, 3, 4)}), with_levels(amplitude_points, J, values=(1, 3, 4)), scope="J = 1, 3, 4"),
        oracle=lambda point: spins.amplitudes_at(point)[int(point[J]) - 1] ** 2,
        uses=("eq.28",),
    ),
    Claim(
        id="claim.4.4-second-weight",
        corrected_statement="The amplitude alpha_2 is -sqrt(1 - q^2).",
        section="4.4",
        statement="The amplitude alpha_2 of the prepared state.",
        name=r"\alpha_2",
        printed=(1 - q**2,),
        derive=lambda _: _amplitude({}, 1),
        domain=Domain(points=amplitude_points, scope="any 0 <= q <= 1"),
        oracle=lambda point: spins.amplitudes_at(point)[1],
        corrected=Form((-ROOT,)),
        note="A square is missing: alpha_2^2 = 1 - q^2.",
        uses=("eq.28",),
    ),
    *(
        _sigma_claim(level, form)
        for level, form in {2: Abs(lam[2]) ** 2 - q**2, 3: Abs(lam[3]) ** 2 - 1, 4: Abs(lam[4]) ** 2 - 1}.items()
    ),
    Claim(
        id="claim.4.4-never-positive",
        section="4.4",
        statement="sigma_3 and sigma_4 of the prepared state are never positive.",
        name=r"\max(0,\sigma_n)",
        printed=(Integer(0),),
        derive=lambda values: _positive_part(int(values[n])),
        domain=Domain(cases({n: (3, 4)}), with_levels(disk_points, n, values=(3, 4)), scope="the closed unit disk"),
        oracle=lambda point: max(fmpq(0), _sigma_by_definition(point, int(point[n]))),
        uses=("eq.30.2", "eq.30.3"),
    ),
    Claim(
        id="claim.4.4-unreachable",
        section="4.4",
        statement="The outcomes |3> and |4> have the probability 0.",
        name=r"P(|J\rangle)",
        printed=(Integer(0),),
        derive=lambda values: derivation(
            "the averaged population at all times",
            entanglement.averaged_singlet()[int(values[J]) - 1, int(values[J]) - 1],
        ),
        domain=Domain(cases({J: (3, 4)}), with_levels(average_points, J, values=(3, 4)), scope="J = 3, 4"),
        oracle=lambda point: oracles.outcome_probability(int(point[J]), spins.start_at(point)),
        uses=("claim.4.4-never-positive",),
    ),
)
