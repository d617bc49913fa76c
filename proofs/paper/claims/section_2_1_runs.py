"""Section 2.1, N = 2: what the text says of a single run, of its beginning, and of the average over the runs."""

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.section_2_1 import SIGNS
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import runs, schroedinger
from bornproof.symbolic.cases import always, by_sector
from bornproof.symbolic.notation.core import c, energy, imaginary_unit, rho0, sigma, t_d, t_p
from bornproof.symbolic.notation.relations import Eq, Ne
from sympy import conjugate, exp

__all__ = ["CLAIMS"]

claim = in_section("2.1")

FIRST, SECOND = (exp(-imaginary_unit * energy[k] * (t_d - t_p)) for k in (1, 2))
STAYS = (FIRST + SECOND) / 2  # <1|exp(-i H (t_d - t_p))|1> for the eigenvectors (|1> - |2>)/sqrt(2), (|1> + |2>)/sqrt(2)
COMES = (SECOND - FIRST) / 2  # <1|exp(-i H (t_d - t_p))|2>
REACHED = STAYS * c[1] + COMES * c[2]
PURE = Eq(rho0[1, 2] * rho0[2, 1], rho0[1, 1] * rho0[2, 2])
RUNS = Domain(SIGNS, points.evolution.any_state((2,)), scope="N = 2, H = 0, any initial state")

CLAIMS = (
    claim(
        id="claim.2.1-from-h-alone",
        statement="The |alpha_I|^2 can be calculated from H alone: then they are those of any prepared state, as of |1>.",
        name=r"|\alpha_1|^2",
        printed=(STAYS * conjugate(STAYS),),
        derive=always(schroedinger.weight),
        domain=Domain(points=points.two_levels.prepared(), scope="N = 2, H_11 = H_22, any energies, any prepared state"),
        oracle=oracles.two_levels.weight_at,
        corrected=Form((REACHED * conjugate(REACHED),)),
        corrected_statement="The |alpha_I|^2 follow from H and the prepared state: |<I|exp(-i H (t_d - t_p))|Psi(t_p)>|^2. Here "
        "that is c_1 |1> + c_2 |2>, and E_1, E_2 are the energies of |1> - |2> and |1> + |2>.",
        note="By (2) and (3) they depend on the prepared state, too. Put to the test with Hamiltonians that couple both levels, "
        "H_11 = H_22 and real H_12.",
        uses=("eq.2", "eq.3"),
    ),
    claim(
        id="claim.2.1-unstable",
        statement="All states but the eigenstates are unstable: for two levels rho_12 is damped at the rate kappa/2.",
        derive=always(runs.coherence_of_two),
        domain=Domain(
            SIGNS,
            points.two_levels.superpositions,
            scope="N = 2, H = 0, any superposition",
            plain=points.evolution.plain((0,), occupied=None),
        ),
        oracle=oracles.evolution.rate_at(1, 2),
        conditions=(Ne(sigma[2], 0),),
        note="Where sigma_2 = 0 no superposition moves.",
        uses=("eq.4",),
    ),
    claim(
        id="claim.2.1-pure-state",
        statement="In each run rho(t) is |Psi(t)><Psi(t)|, the density matrix of a pure state: its determinant vanishes.",
        derive=by_sector(runs.determinant),
        domain=Domain(SIGNS, points.two_levels.pure, (PURE,), scope="N = 2, H = 0, any pure initial state, any time"),
        oracle=oracles.two_levels.determinant_at,
        dynamics=True,
        corrected_statement="A run starts and ends in a pure state; in between rho(t) is a mixture, with the determinant "
        "|alpha_1|^4 x (1 - x) for sigma_2 > 0 and |alpha_2|^4 x (1 - x) for sigma_2 < 0, where x = exp(-kappa t).",
        note="|rho_12|^2 shrinks as the population of the losing level does, while the other level fills. For the state (27) "
        "these are q^4 x (1 - x) and (1 - q^2)^2 x (1 - x).",
        uses=("eq.1", "eq.4"),
    ),
    claim(
        id="claim.2.1-gradual",
        statement="From equal amplitudes the collapse is gradual: one level takes over exponentially.",
        derive=by_sector(runs.from_equal_amplitudes),
        domain=RUNS,
        oracle=oracles.two_levels.equal_at,
        dynamics=True,
        uses=("eq.4",),
    ),
    claim(
        id="claim.2.1-starts-early",
        statement="The collapse starts before the particle is near the detector: from equal amplitudes, at once.",
        derive=always(runs.first_rate),
        domain=RUNS,
        oracle=oracles.two_levels.first_rate_at,
        conditions=(Ne(sigma[2], 0),),
        note="At sigma_2 = 0 the collapse does not start. Figure 1 says so, and the text before it.",
        uses=("eq.4",),
    ),
    claim(
        id="claim.2.1-not-quantum",
        statement="The rho(t) of one run is not the density matrix of quantum mechanics: its populations move.",
        derive=by_sector(runs.departure),
        domain=RUNS,
        oracle=oracles.two_levels.departure_at,
        dynamics=True,
        uses=("eq.4",),
    ),
    claim(
        id="claim.2.1-average-is-quantum",
        statement="Averaged over lambda_2, rho(t) is the density matrix of quantum mechanics, with H = 0 that at t_p.",
        derive=always(runs.averaged_state),
        domain=Domain(
            points=points.two_levels.averaged,
            assumptions=(Eq(rho0[2, 2], 1 - rho0[1, 1]),),
            scope="N = 2, H = 0, any initial state with the weights |alpha_I|^2 = rho_II(0), any time",
        ),
        oracle=oracles.two_levels.averaged_state_at,
        dynamics=True,
        corrected_statement="The average has the populations of quantum mechanics at all times for N = 2, and coherences that are "
        "smaller by exp(-kappa t/2): all that a measurement of the |I> can see agrees, the density matrix does not.",
        note="In every run the coherence shrinks by the same factor, and so it does in the average.",
        uses=("eq.4", "eq.12"),
    ),
)
