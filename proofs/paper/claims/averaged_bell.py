"""Theorems of our own on Bell's theorem: what hidden variables must know of the settings, (23)-(25); CHSH at any settings."""

from dataclasses import replace

from bornproof.proofs.ledger import Fewer, Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import chsh, chsh_extremes, chsh_maximum, chsh_orders, measurement_dependence
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.correlations import agreeing, agreeing_last, chance, chosen_pair, correlation
from bornproof.symbolic.notation.settings import other_state, state
from bornproof.symbolic.notation.spread import odds

__all__ = ["CLAIMS"]

claim = in_section("4.1", chosen_pair, chance, correlation, *state, *other_state)

MEASURES = ("distance", "information")
SINGLET = "four pairs of settings, each as probable, with the correlations z, z, z, -z"
STRATEGY = "all 16 local deterministic strategies; any probabilities of one for the four pairs"
CHOICES = Domain(
    points=points.dependence.choices,
    assumptions=measurement_dependence.CHOSEN,
    scope="four pairs of settings that all occur, each with a basis of its own",
)
CORRELATED = Domain(
    points=points.dependence.correlations, assumptions=(measurement_dependence.SHORT_OF_ONE,), scope=f"{SINGLET}; 0 <= z < 1"
)
NOT_LOCAL = Domain(
    points=points.dependence.correlations,
    assumptions=(measurement_dependence.BEYOND_LOCAL, measurement_dependence.SHORT_OF_ONE),
    scope=f"{SINGLET}; 1/2 <= z < 1",
)
FOUR = "N = 4, two spins, |1>, |2> the outcomes that agree"

DEPENDENCE = (
    claim(
        id="thm.dependence-of-basis",
        statement="The paper's Lambda = (lambda, basis) depends on the settings as much as can be: M, the greatest sum of "
        "|p(Lambda|s) - p(Lambda|s')| over two of four pairs of settings, is 2.",
        derive=always(measurement_dependence.of_basis, "distance"),
        domain=Domain(points=points.dependence.even_choice, scope="four pairs of settings, each with a basis of its own"),
        oracle=oracles.dependence.of_basis_at("distance"),
        fewer=Fewer(1, "it is one number, however the settings are chosen"),
    ),
    claim(
        id="thm.information-of-basis",
        statement="It holds all the bits I of the choice of a pair of settings, which has the probabilities w_s.",
        derive=always(measurement_dependence.of_basis, "information"),
        domain=CHOICES,
        oracle=oracles.dependence.of_basis_at("information"),
        note="Four pairs that are as probable make I = 2 bits.",
    ),
    claim(
        id="thm.dependence-of-outcomes",
        statement="The outcomes alone, (O_a, O_b), are local deterministic hidden variables for (24), (25), and know less: z is "
        "the modulus of the correlations at the standard settings.",
        family=tuple(
            Form(
                derive=always(measurement_dependence.of_outcomes, what),
                oracle=oracles.dependence.of_outcomes_at(what),
                domain=domain,
            )
            for what, domain in zip(MEASURES, (replace(CORRELATED, assumptions=()), CORRELATED), strict=True)
        ),
        domain=CORRELATED,
        note="By Born's rule z = sqrt(2)/2 for the singlet: M = sqrt(2), and I = 0.3070 bits.",
    ),
    claim(
        id="thm.least-dependence",
        statement="The least that local deterministic hidden variables with CHSH = 4z must know: M_0, and I_0 bits. The strategies "
        "that fail one pair of settings reach both at once, and no model stays below.",
        family=tuple(
            Form(derive=always(derive), oracle=oracles.dependence.least_at(what), domain=domain)
            for derive, what, domain in (
                (measurement_dependence.least_distance, "distance", replace(NOT_LOCAL, assumptions=NOT_LOCAL.assumptions[:1])),
                (measurement_dependence.least_information, "information", NOT_LOCAL),
            )
        ),
        domain=NOT_LOCAL,
        note="For the singlet, z = sqrt(2)/2: M_0 = 2(sqrt(2) - 1)/3, and I_0 = 0.04627 bits. The literature has this M_0 (M. J. "
        "W. Hall, Phys. Rev. Lett. 105, 250404 (2010)), and that one bit suffices for all settings if Bob's are free (J. "
        "Barrett, N. Gisin, Phys. Rev. Lett. 106, 100406 (2011)), which is not proved here.",
        uses=("thm.least-distance-bound", "thm.least-information-bound"),
    ),
    claim(
        id="thm.least-distance-bound",
        statement="What a strategy that has the probability m_s at the pair s leaves to CHSH <= 2 + sum |p(Lambda|s) - "
        "p(Lambda|1)|: a sum of terms none of which is negative. Summed over the strategies it is CHSH <= 2 + 3M.",
        derive=always(measurement_dependence.room_of_distance),
        domain=Domain(points=points.dependence.strategies, assumptions=chsh.SIGNS, scope=STRATEGY),
        oracle=oracles.dependence.distance_room_at,
        note="It is weak duality: the linear program and its dual have one value.",
        uses=("thm.local-bound",),
    ),
    claim(
        id="thm.least-information-bound",
        statement="What one strategy adds to (I - I_0) log(2), I_0 as in thm.least-dependence: a sum of terms none of which is "
        "negative where 2z >= 1, as log(y) >= 1 - 1/y.",
        derive=always(measurement_dependence.room_of_information),
        domain=Domain(
            points=points.dependence.strategies,
            assumptions=(*measurement_dependence.OCCUR, measurement_dependence.SHORT_OF_ONE),
            scope=f"{STRATEGY}; z < 1",
        ),
        oracle=oracles.dependence.information_room_at,
        note="It is weak duality of a convex program: the logarithm of the likelihood that the best model has is the multiplier.",
        uses=("thm.local-bound",),
    ),
)

averaged = in_section("4.4", agreeing, agreeing_last, odds)

CHSH = (
    averaged(
        id="thm.chsh-entangled",
        statement="The averaged correlation of a maximally entangled state for any settings with which outcomes agree with the "
        "probability s by Born's rule: never below 2s - 1, if the outcomes that agree are |1>, |2>; it is minus that at 1 - s if "
        "those that differ are, as in (26).",
        name=r"\overline{E}",
        derive=always(chsh_extremes.entangled_correlation),
        domain=Domain(points=points.dependence.angles, scope=f"{FOUR}; any settings, any time"),
        oracle=oracles.extremes.entangled_at,
        average=True,
        uses=("thm.averaged-sums",),
    ),
    averaged(
        id="thm.chsh-entanglement-slope",
        statement="The slope of CHSH at maximal entanglement, as the amplitudes of (up up), (down down) become uneven, for "
        "settings with which outcomes agree with the probabilities s, s, s and r = s(4s - 3)^2: not 0 for 0.77 <= s < 1 at finite "
        "times t > 0, so that a state with less entanglement has a greater CHSH.",
        name=r"\partial_\epsilon\overline{C}",
        derive=always(chsh_extremes.entanglement_slope),
        domain=Domain(points=points.dependence.angles, scope=f"{FOUR}; any settings, any time"),
        oracle=oracles.extremes.slope_at,
        average=True,
        note="The amplitudes are the roots of (1 + epsilon)/2 and (1 - epsilon)/2. For this r, 1 - r = (1 - s)(4s - 1)^2, and the "
        "bracket is s(1 - s)^2(4s - 3) times 1/(1 + s)^2 - (4s - 3)(4s - 1)^5/(1 + r)^2, for s > 3/4 below 16/49 - 8(4s - 3).",
        uses=("thm.averaged-sums",),
    ),
    averaged(
        id="thm.chsh-product",
        statement="A product state exceeds the local bound 2 at every finite time, and has 9/4 at kappa t = log(2): |up up> with "
        "Alice's settings at pi and 0, Bob's at pi/2 and pi to the z axis.",
        name=r"\overline{C}",
        derive=always(chsh_extremes.product_chsh),
        domain=Domain(points=points.joint.moments, scope=f"{FOUR}; any time"),
        oracle=oracles.extremes.product_at,
        average=True,
        uses=("thm.averaged-sums", "thm.leading-zeros"),
    ),
    averaged(
        id="thm.chsh-many-levels",
        statement="CHSH of a product state of Alice's spin, up in the levels 1..n and either down or up with the odds w, and n "
        "levels of Bob's, one of which is certain or all as probable: as close to 4 as one likes for n large enough.",
        name=r"\overline{C}",
        derive=always(chsh_extremes.many_level_chsh),
        domain=Domain(points=points.joint.many_levels, scope="n symbolic, N = 2n; any w >= 0, any time"),
        oracle=oracles.extremes.many_levels_at,
        average=True,
        note="All outcomes of Bob's count as +1; C is -E_11 - E_12 - E_21 + E_22. With w = 1/(m-1), exp(-kappa t) = 1 - 1/m^2, n = "
        "2^(2m^3) it is above 4 - 4/m - 2/(1+m) - 2/m less two terms below m^2/n: no bound below 4 holds for all n.",
        uses=("thm.signal-many-levels",),
    ),
)

MEASURED = Domain(points=points.joint.starts, scope="N = 4, two spins; any pure state, any settings, any time")
NUMBER = Fewer(1, "it is one number: brute force looks at states, settings and times of its own")

GREATEST = (
    averaged(
        id="thm.chsh-orders",
        statement="The greatest modulus of CHSH over all pure states of two spins, settings and times is Tsirelson's bound in the "
        "orders in which the outcomes that differ are the levels 4 and one of 1, 2, or 3 and one of 1, 2, and in the mixture over "
        "all 24 orders: no time exceeds what Born's rule allows.",
        name=r"\max|\overline{C}|",
        family=tuple(
            Form(derive=always(chsh_orders.greatest_chsh, row), oracle=oracles.bell.greatest_at(row))
            for row in (*chsh.KINDS[2:], None)
        ),
        domain=MEASURED,
        average=True,
        fewer=NUMBER,
        note="C is the sum of three correlations less the fourth. It is shown for each pair of settings where S_2 > 0. Where S_2 = "
        "0 < S_3 both sides are limits, by thm.averaged-limit-of-pair; where S_3 = 0 nothing moves, which is a limit, too.",
        uses=("thm.averaged-sums", "thm.averaged-limit-of-pair", "thm.chsh"),
    ),
    averaged(
        id="thm.chsh-one-sided",
        statement="In the order of (26), and in each in which the outcomes that differ are the levels 1 and 2, the sum C of three "
        "correlations less the fourth is never above 2 sqrt(2), for any pure state, settings and time; what exceeds it is -C.",
        name=r"\max\overline{C}",
        derive=always(chsh_orders.highest_chsh, "ddss"),
        domain=MEASURED,
        oracle=oracles.bell.greatest_at("ddss", modulus=False),
        average=True,
        fewer=NUMBER,
        note="In the orders in which they are the levels 3 and 4 it is -C that stays below. Where S_2 = 0, F_2 is a limit of those "
        "for S_2 > 0, by thm.averaged-jump.",
        uses=("thm.averaged-sums", "thm.averaged-jump", "thm.chsh"),
    ),
    averaged(
        id="thm.chsh-peak",
        statement="A local maximum of the modulus of CHSH in the order of (26), cut after 20 digits: among the pure states of two "
        "spins, settings and times near it, strict up to a rotation of all axes. It is at exp(-kappa t) = 0.27318..., for a state "
        "that is not maximally entangled.",
        name=r"\overline{C}_{20}",
        derive=always(chsh_maximum.local_maximum),
        domain=Domain(points=points.joint.starts, scope="N = 4, two spins; nine free numbers"),
        oracle=oracles.bell.peak_at,
        average=True,
        fewer=Fewer(1, "it is one number, at one state, settings and time"),
        note="The entry shows no more than a local maximum. That no other pure state, settings and time have a greater modulus is "
        "shown by enclosures of all of them, among the tests of this project, and by thm.chsh-one-sided for the other sign. "
        "It is the same in the orders in which the outcomes that differ are the levels 3 and 4.",
        uses=("thm.averaged-sums", "thm.chsh-one-sided"),
    ),
)

CLAIMS = (*DEPENDENCE, *CHSH, *GREATEST)
