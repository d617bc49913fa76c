"""Section 4.4: the entangled state, and its average as a definition, Eqs. (26)-(29)."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import cycle
from typing import Any

from flint import fmpq, fmpq_mat
from sympy import Eq, Integer, Product, Symbol, exp, pi, sqrt

from proofs.domains import Domain, cases
from proofs.ledger import Claim, Form
from proofs.oracles import spins
from proofs.oracles.spin_points import amplitude_points, average_points, ket_points, spin_points, with_levels
from symbolic import entanglement
from symbolic.derivation import Derivation, derivation
from symbolic.disks import disk_fraction
from symbolic.entanglement import DOWN, UP, ket, pair_ket, spin_ket
from symbolic.notation import I, J, N, delta, kappa, q, t
from symbolic.operators import ketbra

__all__ = ["CLAIMS", "FOUR", "OFF_DIAGONAL", "ROOT"]

Point = Mapping[Any, Any]

FOUR = {N: (4,)}
ROOT = sqrt(1 - q**2)
OFF_DIAGONAL = q * ROOT * exp(-kappa * t / 2)
FIRST_STATE = q * pair_ket(UP, DOWN) - ROOT * pair_ket(DOWN, UP)
FIRST_SPINS = ((pair_ket(DOWN, UP), ket(1)), (pair_ket(UP, DOWN), ket(2)))  # Eq. (26)

disk_measure = Symbol(r"{\int\!d\lambda}", positive=True)  # the measure that d lambda gives to a whole disk


def _dual(values: Mapping[Any, Any]) -> Derivation:
    rows = entanglement.dual_basis()
    products = [spin_ket(a, "A") * spin_ket(b, "B") for a in (UP, DOWN) for b in (UP, DOWN)]
    form = sum((rows[int(values[J]) - 1, k] * name for k, name in enumerate(products)), Integer(0))
    return derivation("the dual of |J>: a basis is orthonormal exactly when it is its own dual", form)


def _dual_by_definition(point: Point) -> fmpq:
    basis = fmpq_mat(4, 4, [entry for level in range(1, 5) for entry in spins.label_vector(level).entries()])
    dual = basis.inv().transpose()
    products = [point[spin_ket(a, "A")] * point[spin_ket(b, "B")] for a in (UP, DOWN) for b in (UP, DOWN)]
    return sum((dual[int(point[J]) - 1, k] * value for k, value in enumerate(products)), fmpq(0))


def _prepared_in_kets(point: Point) -> fmpq:
    """sum_I <I|Psi> |I> with the overlaps of Kronecker products."""
    state = spins.prepared_spins(point)
    overlaps = ((spins.label_vector(level).transpose() * state)[0, 0] for level in range(1, 5))
    return sum((overlap * point[ket(level)] for level, overlap in enumerate(overlaps, start=1)), fmpq(0))


def _measure_points() -> Iterator[Point]:
    for point, weight in zip(average_points(), cycle((pi, fmpq(1), fmpq(2), fmpq(1))), strict=False):
        yield {**point, disk_measure: weight}


@cache
def _normalised() -> Derivation:
    state = entanglement.averaged_singlet()
    steps = derivation("the trace of rho(t), averaged over sectors", state.trace().expand())
    return steps.then(
        "times the normalised area of the three disks", steps.result * disk_fraction(Integer(0), Integer(1)) ** 3
    )


CLAIMS = (
    Claim(
        id="eq.26",
        section="4.4",
        statement="The four levels are products of one spin each: an orthonormal basis.",
        name=r"|J\rangle",
        printed=(
            delta(J, 1) * spin_ket(DOWN, "A") * spin_ket(UP, "B")
            + delta(J, 2) * spin_ket(UP, "A") * spin_ket(DOWN, "B")
            + delta(J, 3) * spin_ket(DOWN, "A") * spin_ket(DOWN, "B")
            + delta(J, 4) * spin_ket(UP, "A") * spin_ket(UP, "B"),
        ),
        derive=_dual,
        domain=Domain(cases({J: range(1, 5)}), with_levels(spin_points, J, values=range(1, 5)), scope="J = 1..4"),
        oracle=_dual_by_definition,
        definition=True,
    ),
    Claim(
        id="eq.27",
        section="4.4",
        statement="The prepared state, by its spins and by its levels.",
        name=r"|\Psi(t_p)\rangle",
        printed=(FIRST_STATE, q * ket(1) - ROOT * ket(2)),
        where=FIRST_SPINS,
        derive=lambda _: derivation(
            "the first form with the levels of Eq. (26)", entanglement.in_kets(entanglement.prepared_vector())
        ),
        domain=Domain(points=ket_points, scope="any 0 <= q <= 1"),
        oracle=_prepared_in_kets,
        corrected=Form((q * ket(2) - ROOT * ket(1),)),
        note="The two forms contradict each other: by (26), |up down> is |2>. Exchanging |1> and |2> in (26) repairs "
        "(27), (34) and (35) at once: thm.relabelling.",
        uses=("eq.26",),
    ),
    Claim(
        id="eq.28",
        section="4.4",
        statement="The density matrix of the prepared state, for the second form of (27).",
        name=r"\rho(t_p)",
        printed=(q**2 * ketbra(1, 1) + (1 - q**2) * ketbra(2, 2) - q * ROOT * (ketbra(1, 2) + ketbra(2, 1)),),
        derive=lambda _: derivation(
            "|Psi><Psi| of the second form of Eq. (27)",
            entanglement.as_operator(entanglement.start_of(entanglement.singlet_vector())),
        ),
        domain=Domain(cases(FOUR), with_levels(amplitude_points, N, values=(4,)), scope="any 0 <= q <= 1"),
        oracle=lambda point: spins.start_at(point).rows(),
        uses=("eq.27",),
    ),
    Claim(
        id="eq.29",
        section="4.4",
        statement="The average over the disks of lambda_2, lambda_3, lambda_4 keeps the trace 1.",
        name=r"\mathrm{Tr}\int\rho(t)\prod_{I=2}^4 d\lambda_I",
        printed=(Product(disk_measure, (I, 2, 4)),),
        derive=lambda _: _normalised(),
        domain=Domain(points=_measure_points, scope="any measure of the disk, any 0 <= q <= 1, any time"),
        oracle=lambda point: spins.total(spins.average_at(point)[k][k] for k in range(4)),
        definition=True,
        conditions=(Eq(disk_measure, 1),),
        note="d lambda must be the normalised area element d^2 lambda/pi: with the plain area the trace would be pi^3.",
        uses=("eq.28",),
    ),
)
