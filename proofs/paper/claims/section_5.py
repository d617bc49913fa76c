"""Section 5: what remains at kappa = 0, what the model leaves free, and that the outcome is certain."""

from functools import partial

from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.section_2_1 import SIGNS
from bornproof.proofs.paper.claims.section_2_2 import ANY_LEVEL
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import discussion, disks, fixed_lambda, skews, winner
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import I, J, K, N, sigma
from bornproof.symbolic.notation.relations import Eq, Le, Ne
from bornproof.symbolic.notation.settings import coupling, splitting
from bornproof.symbolic.notation.skews import same, same_later
from sympy import Integer

__all__ = ["CLAIMS", "RETIRED"]

claim = in_section("5", coupling, splitting)

DECIDED = Ne(sigma[2], 0)
DRIVEN = Domain(SIGNS, points.two_levels.driven, scope="N = 2, any Hamiltonian (up to a constant and phases of the basis)")

missed = partial(
    claim,
    derive=discussion.missed_outcome,
    domain=DRIVEN,
    oracle=oracles.limits.missed_outcome_at,
)

CLAIMS = (
    claim(
        id="claim.5-quantum-mechanics",
        statement="At kappa = 0 the evolution is that of quantum mechanics.",
        derive=always(discussion.without_collapse),
        domain=Domain(
            points=points.evolution.any_matrix(range(2, 9), hamiltonian=True), scope="N, I, J symbolic; any H, any matrix rho"
        ),
        oracle=oracles.evolution.without_collapse_at,
        uses=("eq.15",),
    ),
    claim(
        id="claim.5-energy",
        statement="The model violates energy conservation: for two levels the energy changes at this rate.",
        derive=always(discussion.energy_rate),
        domain=Domain(
            cases({N: (2,)}), points.evolution.any_matrix((2,), hamiltonian=True), scope="N = 2, any H, any sector, any matrix rho"
        ),
        oracle=oracles.evolution.energy_rate_at,
        note="It is not 0 unless the populations are decided already or the levels have one energy. For any N: thm.energy-rate.",
        uses=("eq.15",),
    ),
    claim(
        id="claim.5-lorentz",
        statement="The model is not Lorentz-invariant: the environment defines a preferred frame.",
        undecidable="The equations have a time t and no space: there is nothing in them that a boost could act on.",
    ),
    claim(
        id="claim.5-hidden-variables",
        statement="N levels take N - 1 hidden variables.",
        derive=always(discussion.hidden_variables),
        domain=Domain(points=points.levels.sizes(range(2, 10**6)), scope="N symbolic"),
        oracle=oracles.levels.moved_sectors,
        uses=("eq.13",),
    ),
    claim(
        id="claim.5-one-eigenstate",
        statement="Given the hidden variables, the state ends in one eigenstate of the detector, that of the winner W.",
        derive=winner.final_entry,
        domain=Domain(
            points=points.levels.eigenstates,
            assumptions=(*winner.IS_WINNER, winner.IS_STATE),
            scope="N, W, I, J symbolic; H = 0, any state",
        ),
        oracle=oracles.limits.limit_entry(I, J),
        conditions=(winner.DECIDED_ABOVE,),
        note="A level J > W with sigma_J = 0 keeps what it has, so that no mixture of |J> and |W> ends in one eigenstate. W is the "
        "largest K with sigma_K > 0, else 1; the condition is exact.",
        uses=("thm.winner", "thm.frozen-level"),
    ),
    claim(
        id="claim.5-free-parameter",
        statement="The model has one free parameter, kappa.",
        reading="kappa is the only number in (4)-(15) that quantum mechanics does not have; the radius of the disks and the "
        "uniform distribution on them are chosen in Section 2.1, and the order of the basis does not matter for the winner.",
    ),
    missed(
        id="claim.5-kappa-large",
        statement="The value of kappa does not matter as long as it is much larger than the typical energies of the system.",
        conditions=(DECIDED,),
        note="At sigma_2 = 0 nothing decays, whatever kappa is. Two levels with H = g (|1><2| + |2><1|) + omega |2><2|; W is 2 for "
        "sigma_2 > 0, else 1. What is missed is at most 4 (g/kappa)^2, which vanishes as kappa grows; at finite kappa its value "
        "does matter. For any N: thm.wrong-weight, thm.driven-square.",
        uses=("thm.two-level-stationary",),
    ),
    missed(
        id="claim.5-any-hamiltonian",
        statement="The collapse works regardless of what the Hamiltonian is, and so of g = H_12.",
        conditions=(Eq(coupling, 0), DECIDED),
        note="H must commute with the detector's eigenstates, or be negligible beside kappa: see claim.5-kappa-large, and for any "
        "N thm.winner-unmoved. At sigma_2 = 0 nothing collapses.",
        uses=("claim.5-kappa-large",),
    ),
    claim(
        id="claim.5-any-system",
        statement="The model works however large the system is, however many detectors there are, whatever observable is measured: "
        "in the end Born's rule holds, for any N and any alpha_I, which is all that a size, detectors and an observable are in it.",
        derive=partial(disks.born, K),
        domain=ANY_LEVEL,
        oracle=oracles.outcomes.outcome_at(K),
        note="With H = 0 and for kappa t to infinity. At finite times the averages depend on the number of levels and their order: "
        "claim.2-composite, claim.2.2-average-is-quantum.",
        uses=("thm.born",),
    ),
    claim(
        id="claim.5-experiments",
        names=(same,),
        statement="The model works for the double slit, for Stern-Gerlach and for EPR, no matter how the settings were chosen. Put "
        "to the test with EPR: the singlet's spins differ in the end as often as in quantum mechanics.",
        derive=always(skews.agreement, Integer(0)),
        domain=Domain(
            points=points.skews.settings, scope="N = 4, the order of (26), the singlet, any settings, kappa t -> infinity"
        ),
        oracle=oracles.skews.uniform_agreement_at,
        note="s is the probability of equal spins by Born's rule. Stern-Gerlach is N = 2, eq.12; positions on a grid are "
        "claim.fn6-grid. At finite times CHSH of the singlet can exceed 2 sqrt(2): thm.chsh.",
        uses=("thm.born", "eq.12", "claim.fn6-grid"),
    ),
    claim(
        id="claim.5-local",
        names=(same, same_later),
        statement="The dynamical law is local, and nothing non-local is updated (Sections 3.1, 5). Put to the test with lambda, "
        "the state and A's setting fixed: then B's setting changes A's outcome for no lambda, but for a set without area.",
        derive=always(fixed_lambda.changed_outcomes_of_singlet),
        domain=Domain(
            points=points.skews.two_settings,
            assumptions=(Le(same, same_later), Le(same, 1)),
            scope="the singlet, the levels of (26); any two settings of B's",
        ),
        oracle=oracles.joint.singlet_outcomes_differ,
        corrected_statement="The law has both settings in it, by the postulate |chi_I> = |I>: with lambda fixed, what happens at A "
        "depends on B's setting. Local is only that the settings are taken to be known where the state is prepared.",
        note="Our reading of local: without the other observer's setting. With Lambda = (lambda, |I>), settings included, (24) "
        "holds. s and r are the probabilities of equal spins for the two settings; between settings with s = 0 and r = 1 it "
        "changes for half of the lambdas.",
        uses=("thm.fixed-lambda-change", "claim.4.1-lambda-causality", "eq.24"),
    ),
)

RETIRED = {
    "claim.5-kappa-value": "no kappa occurred in what was compared; see claim.5-kappa-large",
    "claim.5-one-parameter": "the rank of multiples of one matrix is 1 whatever the model; see claim.5-free-parameter",
}
