"""Theorems of our own that come out on the way: the general-N forms, the spectrum, the winner, the drift of averages."""

from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import coherences, components, drift, spectrum, winner
from bornproof.symbolic.cases import always, stepwise
from bornproof.symbolic.notation.core import I, J, K, M, N, W, X, sigma
from bornproof.symbolic.notation.relations import Ne
from bornproof.symbolic.notation.settings import operator_weight
from sympy import Product

__all__ = ["CLAIMS"]

claim = in_section("Appendix", X, operator_weight)

GENERAL = "N, I, J symbolic; any sector, any matrix rho"

CLAIMS = (
    claim(
        id="thm.components-diagonal",
        statement="The rate of the population rho_JJ for any N: fed from below or spread below, and so for the levels above.",
        derive=always(components.population_rate),
        domain=Domain(points=points.levels.rates, scope=GENERAL),
        oracle=oracles.evolution.generator_entry(J, J),
        uses=("eq.14",),
    ),
    claim(
        id="thm.components-offdiagonal",
        statement="The rate of the coherence rho_IJ, I != J, for any N: it is coupled to itself alone.",
        derive=always(components.coherence_rate),
        domain=Domain(
            points=points.evolution.any_matrix(range(2, 9), distinct=True), assumptions=(Ne(I, J),), scope=f"{GENERAL}; I != J"
        ),
        oracle=oracles.evolution.generator_entry(I, J),
        uses=("eq.14",),
    ),
    claim(
        id="thm.coherences",
        statement="Every coherence decays exponentially, for any N and any sector.",
        derive=always(coherences.closed_form),
        domain=Domain(points=points.evolution.any_state(range(2, 9)), assumptions=(Ne(I, J),), scope=f"{GENERAL}; I != J"),
        oracle=oracles.evolution.evolved_entry(I, J),
        dynamics=True,
        uses=("thm.components-offdiagonal",),
    ),
    claim(
        id="thm.partial-sums",
        statement="In the partial sums of the populations the rate equations are triangular, for any N.",
        derive=stepwise(spectrum.partial_sum_rate),
        domain=Domain(points=points.levels.partial_sums, scope="N, n symbolic; any sector, any matrix rho"),
        oracle=oracles.levels.partial_sum_rate,
        uses=("thm.components-diagonal",),
    ),
    claim(
        id="thm.spectrum",
        statement="If no sigma vanishes, the population generator has the eigenvalues 0, -kappa, ..., -(N-1) kappa.",
        derive=stepwise(spectrum.characteristic_polynomial),
        domain=Domain(
            points=points.levels.spectra,
            assumptions=(Ne(Product(sigma[M], (M, 2, N)), 0),),
            scope="N symbolic; any sector without a vanishing sigma",
        ),
        oracle=oracles.levels.determinant,
        uses=("thm.partial-sums",),
    ),
    claim(
        id="thm.winner",
        section="2.2",
        statement="The winner of a sector (the largest K with sigma_K > 0, else 1) gains all that is missing at the rate kappa.",
        derive=winner.winner_population,
        domain=Domain(
            points=points.levels.winners,
            assumptions=(*winner.IS_WINNER, winner.DECIDED_ABOVE, winner.IS_STATE),
            scope="N, W symbolic; any state, any sector in which no sigma vanishes above the winner",
        ),
        oracle=oracles.evolution.evolved_entry(W, W),
        dynamics=True,
        uses=("thm.components-diagonal", "thm.trace"),
    ),
    claim(
        id="thm.frozen-level",
        section="2.2",
        statement="A level above the winner whose sigma vanishes loses nothing, for any N: it may only gain from above.",
        derive=winner.frozen_entry,
        domain=Domain(points=points.levels.frozen, assumptions=winner.IS_FROZEN, scope="N, J symbolic; any matrix rho"),
        oracle=oracles.evolution.generator_entry(J, J),
        uses=("thm.components-diagonal",),
    ),
    claim(
        id="thm.transfer",
        statement="|K> feeds |J> at the rate kappa or not at all, for any N.",
        derive=always(components.transfer_rate),
        domain=Domain(points=points.levels.transfers, assumptions=(Ne(J, K),), scope="N, J, K symbolic; J != K, any sector"),
        oracle=oracles.levels.transfer_at,
        uses=("thm.components-diagonal",),
    ),
    claim(
        id="thm.average-not-constant",
        section="4.4",
        statement="The averaged top population drifts at first at the rate -kappa (N-2) p_N (1-p_N): for N >= 3 it moves.",
        derive=always(drift.initial_drift),
        domain=Domain(points=points.averages.drifts, assumptions=(drift.CERTAIN,), scope="N symbolic; any probabilities"),
        oracle=oracles.averages.drift_by_sectors,
        uses=("thm.components-diagonal",),
    ),
    claim(
        id="thm.weights-forced",
        section="4.4",
        statement="With the weight w of L_NJ where sigma_N < 0, the level N leaves the averaged rho_JJ alone at first only if w = "
        "p_J/S_{N-1}.",
        derive=always(drift.drift_from_above),
        domain=Domain(
            points=points.averages.weighted_drifts,
            assumptions=(drift.BELOW_TOP, drift.CERTAIN),
            scope="N, J symbolic, J < N; any probabilities, any w >= 0",
        ),
        oracle=oracles.averages.drift_from_above,
        note="It is what the level N adds to what the levels below it do; in the model w is 1.",
        uses=("thm.components-diagonal",),
    ),
)
