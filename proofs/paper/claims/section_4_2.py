"""Sections 4.2 and 4.3: local causality, Eqs. (24), (25), and what the evolution and predictions need."""

from functools import partial

from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.appendix_singlet import SIGNS, SINGLET
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import beables, limits, singlet, specification
from bornproof.symbolic.cases import always, by_sector
from bornproof.symbolic.notation.core import down, rho, rho0, sigma, up
from bornproof.symbolic.notation.relations import Eq, Gt, Ne
from bornproof.symbolic.notation.settings import chosen, given_all, given_beables, other_state, state, turn
from sympy import And, Or

__all__ = ["CLAIMS"]

claim = in_section("4.2", *given_all, *given_beables, *state, *turn, *other_state)

# no sigma vanishes above the winner: one population is 1 in the end
NONE_VANISHES = Or(Gt(sigma[4], 0), And(Ne(sigma[4], 0), Or(Gt(sigma[3], 0), And(Ne(sigma[3], 0), Ne(sigma[2], 0)))))
A_STATE = Eq(rho0[1, 1], 1 - rho0[2, 2] - rho0[3, 3] - rho0[4, 4])
# After complete collapse a level has all that those above it leave, or nothing, or what it had and they shared out.
SHARED_3 = (1 - up(4)) * rho0[3, 3] + down(4) * rho0[4, 4] / 3
SHARED_2 = (1 - up(3)) * ((1 - up(4)) * rho0[2, 2] + down(4) * rho0[4, 4] / 3) + down(3) * SHARED_3 / 2
FINAL_4 = up(4) + (1 - up(4) - down(4)) * rho0[4, 4]
FINAL_3 = up(3) * (1 - FINAL_4) + (1 - up(3) - down(3)) * SHARED_3
FINAL_2 = up(2) * (1 - FINAL_3 - FINAL_4) + (1 - up(2) - down(2)) * SHARED_2
COLLAPSED = (
    *(Eq(rho[level, level], final, evaluate=False) for level, final in ((4, FINAL_4), (3, FINAL_3), (2, FINAL_2))),
    Eq(rho[1, 1], 1 - rho[2, 2] - rho[3, 3] - rho[4, 4]),
)
OUTCOMES = Domain(
    SIGNS,
    points.four_levels.outcomes(oracles.limits.final_populations),
    (A_STATE, *COLLAPSED),
    scope="every pair of outcomes, every sector, any state of two spins, after complete collapse",
)

# p(O_a, O_b | Lambda) as a product, for each pair of outcomes: by (26) A finds down in |1> and |3>, B finds up in |1> and |4>
outcome_pair = partial(
    claim,
    derive=by_sector(limits.final_populations),
    domain=OUTCOMES,
    oracle=oracles.limits.final_populations,
    conditions=(NONE_VANISHES,),
)

LOCALITY = (
    outcome_pair(
        id="eq.24",
        statement="Given Lambda and the settings, the joint probability of the outcomes is a product of single ones.",
        note="No sigma may vanish above the winner: then each is 0 or 1. That fails for almost no lambda. Outcomes are read after "
        "complete collapse; before, the two sides differ: thm.correlated-before.",
        uses=("eq.26", "eq.39.4"),
    ),
    outcome_pair(
        id="eq.25",
        statement="Given Lambda alone, the joint probability of the outcomes is the product of the single ones.",
        note="As for (24): no sigma may vanish above the winner, and the outcomes are read after complete collapse.",
        uses=("eq.24",),
    ),
    claim(
        id="thm.correlated-before",
        statement="At finite time rho(t) of the state (28) does not factorise: P(down, up) exceeds the product by rho_11 rho_22.",
        derive=by_sector(singlet.correlation),
        domain=SINGLET,
        oracle=oracles.singlet.correlation_at,
        dynamics=True,
        uses=("eq.31.1", "eq.31.2"),
    ),
)

EVOLUTION = (
    claim(
        id="claim.3.1-settings-determine",
        section="3.1",
        statement="The settings determine the evolution: rho = 1/2, the same in every basis, moves as the setting's basis says.",
        derive=always(specification.mixed_state_rate),
        domain=Domain(
            points=points.settings.signed_predictions,
            scope="N = 2, H = 0, rho = 1/2, |chi_1> = c |1> + s |2>, |chi_2> = c |2> - s |1>",
        ),
        oracle=oracles.two_levels.mixed_state_rate_at,
        note="The evolution of quantum mechanics, the commutator in (15), has no chi in it.",
        uses=("eq.14", "eq.15"),
    ),
    claim(
        id="claim.fn5-no-schroedinger",
        section="4.4",
        statement="The law is no Schroedinger equation: it does not keep the purity of a pure state.",
        derive=always(specification.purity_rate),
        domain=Domain(points=points.settings.signed_predictions, scope="N = 2, H = 0, rho = |Psi><Psi|, real amplitudes a_1, a_2"),
        oracle=oracles.two_levels.purity_rate_at,
        note="A Schroedinger equation would give 0. That (15) is not non-linear either is claim.4.4-linear.",
        uses=("eq.15",),
    ),
)

PREDICTIONS = (
    claim(
        id="claim.4.3-only-settings",
        section="4.3",
        statement="Only the settings matter, not how they were chosen: given a setting, the average prediction is Born's.",
        derive=always(beables.mechanisms_average),
        domain=Domain(
            points=points.settings.choices,
            assumptions=(Gt(chosen[1, 1] + chosen[2, 1], 0),),
            scope="N = 2, two settings, two mechanisms that choose them with any probabilities, any state",
        ),
        oracle=oracles.settings.given_setting_at,
        note="As long as lambda is uniform whatever the mechanism, which the model postulates.",
        uses=("eq.12",),
    ),
    claim(
        id="claim.4.3-settings-alone",
        section="4.3",
        statement="Average outcomes are predicted from the settings alone: another prepared state, b_1 |1> + b_2 |2> for a_1 |1> + "
        "a_2 |2>, gives the same prediction for |chi_2> = c |2> - s |1>.",
        derive=always(specification.other_prediction),
        domain=Domain(
            points=points.settings.predictions, scope="N = 2, real amplitudes a_I, b_I of two states, |chi_2> = c |2> - s |1>"
        ),
        oracle=oracles.settings.other_prediction_at,
        corrected_statement="Average outcomes are predicted from the settings and the prepared state together, by Born's rule.",
        note="Two prepared states have two probabilities under one setting. P' is that in the state b_1 |1> + b_2 |2>. In quantum "
        "mechanics it needs the state just so.",
        uses=("eq.12",),
    ),
)

CLAIMS = (*LOCALITY, *EVOLUTION, *PREDICTIONS)
