"""Section 4.4: the entangled state in one sector as a function of time, Eq. (31)."""

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Expr, Integer, Ne, Or, exp

from proofs.claims.section_4_1 import SECTORS, by_sector
from proofs.claims.section_4_4 import OFF_DIAGONAL
from proofs.domains import Domain, cases
from proofs.ledger import Claim, Form
from proofs.oracles import spins
from proofs.oracles.evolution import component_points, generator_value, singlet_points
from proofs.oracles.spin_points import with_levels
from symbolic import invariants
from symbolic.derivation import Derivation, derivation
from symbolic.notation import I, J, down, kappa, q, rho, sigma, t, up

__all__ = ["CLAIMS"]

DECIDED = (Ne(sigma[2], 0),)
IN_SECTOR = "sigma_2 = +, -, 0; sigma_3, sigma_4 = -, 0; any 0 <= q <= 1, any time"
LISTED = ((1, 1), (2, 2), (1, 2))
OTHERS = [(i, j) for i in range(1, 5) for j in range(1, 5) if (i, j) not in LISTED]
OTHER_CASES = tuple(
    case for case in cases({I: range(1, 5), J: range(1, 5), **SECTORS}) if (case.mapping[I], case.mapping[J]) in OTHERS
)


def _entry(row: int, column: int) -> Callable[[Mapping[Any, Any]], Derivation]:
    """rho_IJ(t) of the prepared state in the sector of the case."""
    rule = "general closed forms at N = 4, started from Eq. (28)"
    return lambda values: derivation(rule, by_sector(values)[row - 1, column - 1])


def _solution(part: int, row: int, column: int, form: Expr) -> Claim:
    return Claim(
        id=f"eq.31.{part}",
        section="4.4",
        statement=f"rho_{row}{column}(t) of the prepared state in one sector.",
        name=rf"\rho_{{{row}{column}}}(t)",
        printed=(form,),
        derive=_entry(row, column),
        domain=Domain(cases(SECTORS), singlet_points, scope=IN_SECTOR),
        oracle=lambda point: spins.evolved_at(point)[row - 1][column - 1],
        dynamics=True,
        conditions=DECIDED,
        note="At sigma_2 = 0 both steps vanish, but the population stays where it is.",
        uses=("eq.28", f"eq.{57 + part}"),
    )


FIRST = up(2) * q**2 * exp(-kappa * t) + down(2) * (1 - (1 - q**2) * exp(-kappa * t))
SECOND = up(2) * (1 - q**2 * exp(-kappa * t)) + down(2) * (1 - q**2) * exp(-kappa * t)

CLAIMS = (
    _solution(1, 1, 1, FIRST),
    _solution(2, 2, 2, SECOND),
    Claim(
        id="eq.31.3",
        section="4.4",
        statement="The coherence of the prepared state in one sector, and the entry that is to equal it.",
        name=r"\rho_{12}(t)",
        printed=(rho[2, 2], OFF_DIAGONAL),
        where=((rho[2, 2], SECOND),),
        derive=_entry(1, 2),
        domain=Domain(
            cases({J: (1, 2), **SECTORS}),
            with_levels(singlet_points, J, values=(1, 1, 2)),
            scope=f"{IN_SECTOR}; J = 1, 2",
        ),
        oracle=lambda point: spins.evolved_at(point)[0][1],
        dynamics=True,
        conditions=DECIDED,
        corrected=Form(
            (-OFF_DIAGONAL,),
            derive=lambda values: _entry(int(values[J]), 3 - int(values[J]))(values),
            oracle=lambda point: spins.evolved_at(point)[int(point[J]) - 1][2 - int(point[J])],
        ),
        note="Two slips: the sign of (28) is lost, and rho_22 stands for rho_21. Corrected is rho_12 = rho_21.",
        uses=("eq.28", "eq.61"),
    ),
    Claim(
        id="claim.4.4-others-vanish",
        section="4.4",
        statement="All entries that (31) does not list vanish.",
        name=r"\rho_{IJ}(t)",
        printed=(Integer(0),),
        derive=lambda values: _entry(int(values[I]), int(values[J]))(values),
        domain=Domain(
            OTHER_CASES,
            with_levels(singlet_points, I, J, values=OTHERS),
            scope=f"(I, J) other than (1, 1), (2, 2), (1, 2); {IN_SECTOR}",
        ),
        oracle=lambda point: spins.evolved_at(point)[int(point[I]) - 1][int(point[J]) - 1],
        dynamics=True,
        conditions=(Or(Ne(I, 2), Ne(J, 1)),),
        note="Except rho_21, which the last line of (31) lists once rho_22 is corrected to rho_21.",
        uses=("eq.31.3",),
    ),
    Claim(
        id="claim.4.4-trace",
        section="4.4",
        statement="The trace of rho(t) of the prepared state is 1 at all times.",
        name=r"\mathrm{Tr}\,\rho(t)",
        printed=(Integer(1),),
        derive=lambda values: derivation("sum of the closed forms", by_sector(values).trace()),
        domain=Domain(cases(SECTORS), singlet_points, scope=IN_SECTOR),
        oracle=lambda point: spins.total(spins.evolved_at(point)[k][k] for k in range(4)),
        dynamics=True,
        uses=("eq.28",),
    ),
    Claim(
        id="thm.trace",
        section="4.4",
        statement="The master equation keeps the trace of any matrix, for every N and any Hamiltonian.",
        name=r"\partial_t\mathrm{Tr}\,\rho(t)",
        printed=(Integer(0),),
        derive=lambda _: invariants.trace_rate(),
        domain=Domain(
            points=lambda: component_points((2, 3, 4), hamiltonian=True),
            scope="symbolic N, any matrix, any Hamiltonian",
        ),
        oracle=lambda point: generator_value(point).trace() * point[kappa],
        uses=("eq.15",),
    ),
)
