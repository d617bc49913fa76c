"""Theorems of our own on solutions: signs, the rate of the collapse, what is stationary, and weights that keep the average."""

from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import drift, weights, winner
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import p
from bornproof.symbolic.notation.relations import Gt

__all__ = ["CLAIMS"]

claim = in_section("2.2")

DECIDED = (*winner.IS_WINNER, winner.DECIDED_ABOVE)

CLAIMS = (
    claim(
        id="thm.positivity",
        section="Appendix",
        statement="Populations stay nonnegative, for any N and any signs: their absolute values keep adding up to 1.",
        derive=always(weights.sum_of_absolute_values),
        domain=Domain(points=points.levels.states, assumptions=(winner.IS_STATE,), scope="N symbolic; any state, any sector"),
        oracle=oracles.levels.absolute_sum_at,
        dynamics=True,
        uses=("thm.components-diagonal", "thm.trace"),
    ),
    claim(
        id="thm.collapse-rate",
        statement="kappa is the rate of the collapse: the populations approach those of the winner as exp(-kappa t).",
        derive=always(weights.distance_from_winner),
        domain=Domain(
            points=points.levels.winners,
            assumptions=(*DECIDED, winner.IS_STATE),
            scope="N, W symbolic; any state, any sector in which no sigma vanishes above the winner",
        ),
        oracle=oracles.levels.distance_at,
        dynamics=True,
        uses=("thm.winner", "thm.positivity"),
    ),
    claim(
        id="thm.stationary",
        statement="The winner's basis state is the only distribution that does not move.",
        derive=always(weights.stationary_population),
        domain=Domain(
            points=points.levels.winners,
            assumptions=DECIDED,
            scope="N, J, W symbolic; any sector in which no sigma vanishes above the winner",
        ),
        oracle=oracles.levels.stationary_at,
        uses=("thm.winner",),
    ),
    claim(
        id="thm.weighted-average",
        section="4.4",
        statement="If a level M with sigma_M < 0 gives to K < M at the rate kappa p_K/S_{M-1} instead of kappa, the averaged "
        "populations are those of quantum mechanics at all times, for any N.",
        derive=always(weights.weighted_average),
        domain=Domain(
            points=points.averages.weighted,
            assumptions=(Gt(p[1], 0), drift.CERTAIN),
            scope="N, J symbolic, by induction whose steps reduce to 0; any probabilities with p_1 > 0",
        ),
        oracle=oracles.averages.weighted_at,
        uses=("thm.average-not-constant",),
    ),
)
