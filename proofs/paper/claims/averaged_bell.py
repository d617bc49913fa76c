"""Theorems of our own on Bell's theorem: what the hidden variables must know of the settings, Eqs. (23)-(25)."""

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import chsh, measurement_dependence
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.dependence import chance, chosen_pair, correlation
from bornproof.symbolic.notation.settings import other_state, state

__all__ = ["CLAIMS"]

claim = in_section("4.1", chosen_pair, chance, correlation, *state, *other_state)

MEASURES = ("distance", "information")
SINGLET = "four pairs of settings, each as probable, with the correlations z, z, z, -z"
STRATEGY = "all 16 local deterministic strategies; any probabilities of one for the four pairs"

CLAIMS = (
    claim(
        id="thm.dependence-of-basis",
        statement="The paper's Lambda = (lambda, basis) depends on four pairs of settings, chosen with the probabilities w_s, as "
        "much as can be: M, the greatest sum of |p(Lambda|s) - p(Lambda|s')|, is 2, and it holds all the bits of the choice.",
        family=tuple(
            Form(derive=always(measurement_dependence.of_basis, what), oracle=oracles.dependence.of_basis_at(what))
            for what in MEASURES
        ),
        domain=Domain(
            points=points.dependence.choices,
            assumptions=measurement_dependence.CHOSEN,
            scope="four pairs of settings that all occur, each with a basis of its own",
        ),
        note="Four pairs that are as probable make I = 2 bits.",
    ),
    claim(
        id="thm.dependence-of-outcomes",
        statement="The outcomes alone, (O_a, O_b), are local deterministic hidden variables for (24), (25), and know less: z is the "
        "modulus of the correlations at the standard settings.",
        family=tuple(
            Form(derive=always(measurement_dependence.of_outcomes, what), oracle=oracles.dependence.of_outcomes_at(what))
            for what in MEASURES
        ),
        domain=Domain(
            points=points.dependence.correlations,
            assumptions=(measurement_dependence.SHORT_OF_ONE,),
            scope=f"{SINGLET}; 0 <= z < 1",
        ),
        note="By Born's rule z = sqrt(2)/2 for the singlet: M = sqrt(2), and I = 0.3070 bits.",
    ),
    claim(
        id="thm.least-dependence",
        statement="The least that local deterministic hidden variables with CHSH = 4z must know: M_0, and I_0 bits. The strategies "
        "that fail one pair of settings reach both at once, and no model stays below.",
        family=tuple(
            Form(derive=always(derive), oracle=oracles.dependence.least_at(what))
            for derive, what in (
                (measurement_dependence.least_distance, "distance"),
                (measurement_dependence.least_information, "information"),
            )
        ),
        domain=Domain(
            points=points.dependence.correlations,
            assumptions=(measurement_dependence.BEYOND_LOCAL, measurement_dependence.SHORT_OF_ONE),
            scope=f"{SINGLET}; 1/2 <= z < 1",
        ),
        note="For the singlet, z = sqrt(2)/2: M_0 = 2(sqrt(2) - 1)/3, and I_0 = 0.04627 bits. The literature has this M_0 (M. J. W. "
        "Hall, Phys. Rev. Lett. 105, 250404 (2010)), and that one bit suffices for all settings if Bob's are free (J. Barrett, N. "
        "Gisin, Phys. Rev. Lett. 106, 100406 (2011)), which is not proved here.",
        uses=("thm.least-distance-bound", "thm.least-information-bound"),
    ),
    claim(
        id="thm.least-distance-bound",
        statement="What one strategy, with the probability m_s at the pair s, leaves to CHSH <= 2 + sum |p(Lambda|s) - p(Lambda|1)|: "
        "a sum of terms none of which is negative. Summed over the strategies it is CHSH <= 2 + 3M.",
        derive=always(measurement_dependence.room_of_distance),
        domain=Domain(points=points.dependence.strategies, assumptions=chsh.SIGNS, scope=STRATEGY),
        oracle=oracles.dependence.distance_room_at,
        note="It is weak duality: the linear program and its dual have one value.",
        uses=("thm.local-bound",),
    ),
    claim(
        id="thm.least-information-bound",
        statement="What one strategy adds to (I - I_0) log(2), I_0 as in thm.least-dependence: a sum of terms none of which is "
        "negative, as log(y) >= 1 - 1/y, and 2z >= 1.",
        derive=always(measurement_dependence.room_of_information),
        domain=Domain(
            points=points.dependence.strategies,
            assumptions=(
                *chsh.SIGNS,
                *measurement_dependence.OCCUR,
                measurement_dependence.BEYOND_LOCAL,
                measurement_dependence.SHORT_OF_ONE,
            ),
            scope=f"{STRATEGY}; 1/2 <= z < 1",
        ),
        oracle=oracles.dependence.information_room_at,
        note="It is weak duality of a convex program: the logarithm of the likelihood that the best model has is the multiplier.",
        uses=("thm.local-bound",),
    ),
)
