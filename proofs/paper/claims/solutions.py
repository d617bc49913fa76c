"""Theorems of our own on solutions: signs, the rate of the collapse, what is stationary, and weights that keep the average."""

from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper.oracles.levels import state_points, winner_points
from bornproof.proofs.paper.oracles.weights import absolute_sum_at, distance_at, stationary_at, weighted_at, weighted_points
from bornproof.symbolic import drift, weights, winner
from bornproof.symbolic.notation.core import J, W, delta, kappa, p, rho0, t
from sympy import Gt, Integer, exp

__all__ = ["CLAIMS"]

DECIDED = (*winner.IS_WINNER, winner.DECIDED_ABOVE)

CLAIMS = (
    Claim(
        id="thm.positivity",
        section="Appendix",
        statement="Populations stay nonnegative, for any N and any signs: their absolute values keep adding up to 1.",
        name=r"\sum_J|\rho_{JJ}(t)|",
        printed=(Integer(1),),
        derive=lambda _: weights.sum_of_absolute_values(),
        domain=Domain(points=state_points, assumptions=(winner.IS_STATE,), scope="N symbolic; any state, any sector"),
        oracle=absolute_sum_at,
        dynamics=True,
        uses=("thm.components-diagonal", "thm.trace"),
    ),
    Claim(
        id="thm.collapse-rate",
        section="2.2",
        statement="kappa is the rate of the collapse: the populations approach those of the winner as exp(-kappa t).",
        name=r"\sum_J|\rho_{JJ}(t)-\delta_{JW}|",
        printed=(2 * (1 - rho0[W, W]) * exp(-kappa * t),),
        derive=lambda _: weights.distance_from_winner(),
        domain=Domain(
            points=winner_points,
            assumptions=(*DECIDED, winner.IS_STATE),
            scope="N, W symbolic; any state, any sector in which no sigma vanishes above the winner",
        ),
        oracle=distance_at,
        dynamics=True,
        uses=("thm.winner", "thm.positivity"),
    ),
    Claim(
        id="thm.stationary",
        section="2.2",
        statement="The winner's basis state is the only distribution that does not move.",
        name=r"\rho_{JJ}",
        printed=(delta(J, W),),
        derive=lambda _: weights.stationary_population(),
        domain=Domain(
            points=winner_points,
            assumptions=DECIDED,
            scope="N, J, W symbolic; any sector in which no sigma vanishes above the winner",
        ),
        oracle=stationary_at,
        uses=("thm.winner",),
    ),
    Claim(
        id="thm.weighted-average",
        section="4.4",
        statement=(
            "If a level M with sigma_M < 0 gives to K < M at the rate kappa p_K/S_{M-1} instead of kappa, the averaged populations"
            " are those of quantum mechanics at all times, for any N."
        ),
        name=r"\overline{\rho_{JJ}}(t)",
        printed=(p[J],),
        derive=lambda _: weights.weighted_average(),
        domain=Domain(
            points=weighted_points,
            assumptions=(Gt(p[1], 0), drift.CERTAIN),
            scope="N, J symbolic, by induction whose steps reduce to 0; any probabilities with p_1 > 0",
        ),
        oracle=weighted_at,
        uses=("thm.average-not-constant",),
    ),
)
