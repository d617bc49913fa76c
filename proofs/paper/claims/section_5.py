"""Section 5: what remains at kappa = 0, what the model leaves free, and that the outcome is certain."""

from bornproof.proofs.ledger import Claim, Form
from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper.claims.section_2_1 import SIGNS
from bornproof.proofs.paper.oracles.levels import eigenstate_points, entry_in_the_end
from bornproof.proofs.paper.oracles.section_5 import (
    driven_points,
    energy_points,
    energy_rate_at,
    hamiltonian_points,
    missed_outcome_at,
    moved_sectors,
    sizes,
    without_collapse_at,
)
from bornproof.symbolic import discussion, winner
from bornproof.symbolic.discussion import coupling, splitting
from bornproof.symbolic.notation.core import I, J, N, W, delta, down, kappa, n, rho, sigma, up
from bornproof.symbolic.notation.operators import h
from sympy import Eq, Integer, Ne, Rational, Sum
from sympy import I as imaginary_unit

__all__ = ["CLAIMS", "RETIRED"]

DECIDED = Ne(sigma[2], 0)
DRIVEN = Domain(
    SIGNS,
    driven_points,
    scope="N = 2, any Hamiltonian (up to a constant and phases of the basis)",
)

CLAIMS = (
    Claim(
        id="claim.5-quantum-mechanics",
        section="5",
        statement="At kappa = 0 the evolution is that of quantum mechanics.",
        name=r"\partial_t\rho_{IJ}(t)",
        printed=(-imaginary_unit * Sum(h[I, n] * rho[n, J] - rho[I, n] * h[n, J], (n, 1, N)),),
        derive=lambda _: discussion.without_collapse(),
        domain=Domain(points=hamiltonian_points, scope="symbolic N, I, J; any H, any matrix rho"),
        oracle=without_collapse_at,
        uses=("eq.15",),
    ),
    Claim(
        id="claim.5-energy",
        section="5",
        statement="The model violates energy conservation: for two levels the energy changes at this rate.",
        name=r"\partial_t\operatorname{Tr}(H\rho(t))",
        checked=Form(
            (
                kappa * (up(2) * rho[1, 1] - down(2) * rho[2, 2]) * (h[2, 2] - h[1, 1])
                - kappa * Rational(1, 2) * (up(2) + down(2)) * (h[1, 2] * rho[2, 1] + h[2, 1] * rho[1, 2]),
            )
        ),
        derive=lambda _: discussion.energy_rate(),
        domain=Domain(cases({N: (2,)}), energy_points, scope="N = 2, any H, any sector, any matrix rho"),
        oracle=energy_rate_at,
        note="It is not 0 unless the populations are decided already or the levels have one energy.",
        uses=("eq.15",),
    ),
    Claim(
        id="claim.5-lorentz",
        section="5",
        statement="The model is not Lorentz-invariant: the environment defines a preferred frame.",
        name="",
        undecidable="The equations have a time t and no space: there is nothing in them that a boost could act on.",
    ),
    Claim(
        id="claim.5-hidden-variables",
        section="5",
        statement="N levels take N - 1 hidden variables.",
        name=r"\#\{\lambda_n\}",
        printed=(N - 1,),
        derive=lambda _: discussion.hidden_variables(),
        domain=Domain(points=sizes, scope="symbolic N"),
        oracle=moved_sectors,
        uses=("eq.13",),
    ),
    Claim(
        id="claim.5-one-eigenstate",
        section="5",
        statement="Given the hidden variables, the state ends in one eigenstate of the detector, that of the winner W.",
        name=r"\lim_{\kappa t\to\infty}\rho_{IJ}(t)",
        printed=(delta(I, W) * delta(J, W),),
        derive=winner.final_entry,
        domain=Domain(
            points=eigenstate_points,
            assumptions=(*winner.IS_WINNER, winner.IS_STATE),
            scope="N, W, I, J symbolic; H = 0, any state",
        ),
        oracle=entry_in_the_end,
        conditions=(winner.DECIDED_ABOVE,),
        note=(
            "W is the largest K with sigma_K > 0, else 1. The condition is exact: a level J > W with sigma_J = 0 keeps what it "
            "has, so that no mixture of |J> and |W> ends in one eigenstate."
        ),
        uses=("thm.winner", "thm.frozen-level"),
    ),
    Claim(
        id="claim.5-free-parameter",
        section="5",
        statement="The model has one free parameter, kappa.",
        name="",
        reading=(
            "kappa is the only number in (4)-(15) that quantum mechanics does not have; the radius of the disks and the uniform "
            "distribution on them are chosen in Section 2.1, and the order of the basis does not matter for the winner."
        ),
    ),
    Claim(
        id="claim.5-kappa-large",
        section="5",
        statement="The value of kappa does not matter as long as it is much larger than the typical energies of the system.",
        name=r"1 - \lim_{t\to\infty}\rho_{WW}(t)",
        checked=Form((4 * coupling**2 / (kappa**2 + 4 * splitting**2 + 8 * coupling**2),)),
        derive=discussion.missed_outcome,
        domain=DRIVEN,
        oracle=missed_outcome_at,
        conditions=(DECIDED,),
        note=(
            "Two levels with H = g (|1><2| + |2><1|) + omega |2><2|; W is 2 for sigma_2 > 0, else 1. What is missed is at most "
            "4 (g/kappa)^2, which vanishes as kappa grows; at finite kappa its value does matter. At sigma_2 = 0 nothing decays, "
            "whatever kappa is."
        ),
        uses=("thm.two-level-stationary",),
    ),
    Claim(
        id="claim.5-any-hamiltonian",
        section="5",
        statement="The collapse works regardless of what the Hamiltonian is.",
        name=r"1 - \lim_{t\to\infty}\rho_{WW}(t)",
        checked=Form((Integer(0),)),
        derive=discussion.missed_outcome,
        domain=DRIVEN,
        oracle=missed_outcome_at,
        conditions=(Eq(coupling, 0), DECIDED),
        note="H must commute with the detector's eigenstates, or be negligible beside kappa: see claim.5-kappa-large. At "
        "sigma_2 = 0 nothing collapses.",
        uses=("claim.5-kappa-large",),
    ),
)

RETIRED = {
    "claim.5-kappa-value": "no kappa occurred in what was compared; see claim.5-kappa-large",
    "claim.5-one-parameter": "the rank of multiples of one matrix is 1 whatever the model; see claim.5-free-parameter",
}
