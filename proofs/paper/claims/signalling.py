"""Theorems of our own on Section 4.4: at finite times Bob's setting is seen by Alice; by how much, and in which orders."""

from dataclasses import replace

from bornproof.proofs.ledger import Fewer, Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import chsh, fixed_lambda, many_level_signal, signalling
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.relations import Le
from bornproof.symbolic.notation.settings import other_p, other_state, state
from bornproof.symbolic.notation.skews import same
from bornproof.symbolic.notation.spread import odds, ratio

__all__ = ["CLAIMS"]

claim = in_section("4.4", other_p)

KINDS = ((1, 2), (1, 3), (1, 4))  # in which levels Alice's spin is up, or in which it is down
PAIR = "N = 4, two spins; any pure state, any two settings of Bob's, any time"
LIKELY = (signalling.BELOW_FOUR[0], *[signalling.BELOW_THREE[0]] * 2)
ONE = Domain(
    points=points.joint.one_setting,
    assumptions=(signalling.CERTAIN, *LIKELY[:2]),
    scope="N = 4, two spins; any pure state, any settings, any time",
)
GROUPED = Domain(
    points=points.joint.two_settings((1, 2)), assumptions=(*signalling.SAME_GROUPED, *signalling.BELOW_FOUR), scope=PAIR
)
ALTERNATING = Domain(
    points=points.joint.two_settings((1, 3)), assumptions=(*signalling.SAME_ALTERNATING, *signalling.BELOW_THREE), scope=PAIR
)

CLAIMS = (
    claim(
        id="thm.alice-marginal",
        statement="What Alice sees of two spins at any time: her averaged marginal depends on the joint probabilities, that is on "
        "Bob's setting, in each of the three kinds of order; p_J are Born's probabilities of the joint outcomes.",
        name=r"(\overline{\rho_{11}}+\overline{\rho_{22}},\overline{\rho_{11}}+\overline{\rho_{33}},"
        r"\overline{\rho_{11}}+\overline{\rho_{44}})",
        family=tuple(
            Form(
                derive=always(signalling.alice_marginal, levels),
                oracle=oracles.joint.marginal_at(levels),
                domain=replace(ONE, assumptions=(signalling.CERTAIN, likely)),
            )
            for levels, likely in zip(KINDS, LIKELY, strict=True)
        ),
        domain=ONE,
        average=True,
        note="By Born's rule it is the sum without the factor exp(-kappa t)(1-exp(-kappa t)), which does not depend on Bob's "
        "setting: it is reached at t = 0, for t -> infinity, and where the bracket vanishes, as for many states with zeros.",
        uses=("thm.averaged-sums",),
    ),
    claim(
        id="thm.alice-singlet",
        names=(same,),
        statement="For the singlet, in the order of (26), Alice's averaged probability of spin up as a function of kappa t and of "
        "Bob's setting: s = sin(phi/2)^2 is the probability of equal spins by Born's rule, phi the angle between the settings.",
        derive=always(signalling.singlet_marginal),
        domain=Domain(
            points=points.joint.singlets,
            assumptions=(Le(same, 1),),
            scope="N = 4, the singlet in the order of (26); any settings, any time",
        ),
        oracle=oracles.joint.singlet_marginal_at,
        average=True,
        note="It is 1/2 for equal settings, s = 0, at t = 0 and for t -> infinity, and below 1/2 else, as 8 - 12 s + 5 s^2 > 0.",
        uses=("thm.alice-marginal", "thm.averaged-limit-of-pair"),
    ),
    claim(
        id="thm.signal-bound-grouped",
        statement="If Alice's spin is up in the levels 1, 2 (or 3, 4), a change of Bob's setting changes her averaged marginal by "
        "sqrt(3)/18 at most: what is left to it is a sum of terms none of which is negative.",
        derive=always(signalling.room_grouped),
        domain=GROUPED,
        oracle=oracles.joint.room_at((1, 2)),
        note="Primed are the joint probabilities for another setting, with one marginal for Alice by Born's rule. The change "
        "with the settings exchanged has the other sign, so the bound is one on its modulus. It holds where p_4 = 1, too: her "
        "marginal is 0 at all times in |4> as in |3>, which has S_3 > 0 and can stand for it. So it is for every pure state.",
        uses=("thm.alice-marginal",),
    ),
    claim(
        id="thm.signal-bound-alternating",
        statement="If Alice's spin is up in the levels 1, 3, too, a change of Bob's setting changes her averaged marginal by "
        "sqrt(3)/18 at most. So this bound holds in each of the 24 orders of the basis, for every pure state, any two settings and "
        "all times.",
        derive=always(signalling.room_alternating),
        domain=ALTERNATING,
        oracle=oracles.joint.room_at((1, 3)),
        note="|1> and |2> enter alike, and up and down do: with them exchanged, and with thm.signal-bound-grouped, these are all "
        "orders. The form is for S_2 > 0. Where S_2 = 0, Born's marginal is p_3. If 0 < p_3 < 1, the state is the limit e -> 0 of "
        "the probabilities e, e, p_3 - e, p_4 - e, which have S_2 > 0 and the same marginal by Born's rule, and her averaged "
        "marginal is that limit, too, by thm.averaged-limit-of-pair. If p_3 = 1, it is 1 at all times, as in |1>; if p_4 = 1, it "
        "is 0, as in |2>; these have S_2 > 0, and can stand for |3> and |4>.",
        uses=("thm.alice-marginal", "thm.averaged-limit-of-pair", "thm.signal-bound-grouped"),
    ),
    claim(
        id="thm.signal-of-product",
        statement="The bound is reached, by a product state: Alice's spin is certain, and Bob's, which has a value along z, is "
        "measured along z or along x. No entanglement is needed, in no order; the last is the mixture over all orders.",
        name=r"\Delta\overline{P}",
        family=tuple(
            Form(derive=always(signalling.signal_of_product, levels), oracle=oracles.joint.product_signal_at(levels))
            for levels in ((3, 4), (2, 4), (1, 4), None)
        ),
        domain=Domain(points=points.joint.moments, scope="N = 4; any time"),
        average=True,
        uses=("thm.averaged-sums", "thm.leading-zeros"),
    ),
    claim(
        id="thm.signal-time",
        statement="In each order this signal is greatest, sqrt(3)/18, where exp(-kappa t) = sqrt(3)/3, and in the mixture over all "
        "orders, 50/729, where exp(-kappa t) = 5/9.",
        name=r"(\frac{\sqrt3}{18}-\Delta\overline{P},\frac{50}{729}-\Delta\overline{P})",
        family=tuple(
            Form(derive=always(signalling.greatest_signal, which), oracle=oracles.joint.time_room_at(which == "mixture"))
            for which in ("order", "mixture")
        ),
        domain=Domain(points=points.joint.moments, scope="N = 4; any time"),
        uses=("thm.signal-of-product",),
    ),
    claim(
        id="thm.signal-of-two-outcomes",
        statement="Alice's averaged marginal in the mixture over all 24 orders where two joint outcomes occur at most, as with "
        "each setting of Bob's if her spin is certain; p_1, .., p_4 belong to (up up), (up down), (down up), (down down).",
        derive=always(signalling.marginal_of_two),
        domain=Domain(
            points=points.joint.two_outcomes,
            assumptions=(signalling.CERTAIN, signalling.TWO_AT_MOST),
            scope="N = 4, two spins; any state with two joint outcomes at most, any time",
        ),
        oracle=oracles.joint.mixture_at,
        average=True,
        note="It is Born's if one outcome has her spin up and one down. As p_3 p_4 <= (p_3 + p_4)^2/4 <= (p_3 + p_4)/4, it exceeds "
        "p_1 + p_2 by no more than (p_3 + p_4)/24 exp(-kappa t) (1 - exp(-kappa t)) (5 + 3 exp(-kappa t)); with 1, 2 and 3, 4 "
        "exchanged this is a lower bound.",
        uses=("thm.averaged-sums", "thm.leading-zeros"),
    ),
    claim(
        id="thm.signal-bound-mixture",
        statement="In the mixture over all 24 orders Alice's averaged marginal exceeds Born's by (p_3 + p_4)/24 exp(-kappa t) "
        "(1 - exp(-kappa t)) (5 + 3 exp(-kappa t)) at most; p_1, .., p_4 belong to (up up), (up down), (down up), (down down).",
        derive=always(signalling.room_mixture),
        domain=replace(ONE, assumptions=(signalling.CERTAIN, *signalling.TWO_OCCUR)),
        oracle=oracles.joint.mixture_room_at,
        note="What is left is a sum of terms none of which is negative. With up and down exchanged it is a lower bound, with "
        "p_1 + p_2 for p_3 + p_4: so a change of Bob's setting changes it by 50/729 at most, by thm.signal-time. Where one of "
        "the sums that are to be positive vanishes, two outcomes occur at most, and by thm.signal-of-two-outcomes the bounds "
        "hold, too: for every pure state, any two settings and all times.",
        uses=("thm.averaged-sums", "thm.signal-time", "thm.signal-of-two-outcomes"),
    ),
    claim(
        id="thm.signal-many-levels",
        names=(odds,),
        statement="Alice's spin, up with the odds w, and n levels of Bob's, a product state, her spin being up in the levels "
        "1..n of 2n: her averaged marginal if Bob's outcome is certain, and if his n outcomes are as probable.",
        name=r"(\overline{P}_1,\overline{P}_n)",
        family=tuple(
            Form(derive=always(derive), oracle=oracles.joint.many_levels_at(kind))
            for derive, kind in ((many_level_signal.certain_setting, "certain"), (many_level_signal.even_setting, "even"))
        ),
        domain=Domain(points=points.joint.many_levels, scope="n symbolic, N = 2n; any w >= 0, any time"),
        average=True,
        uses=("thm.averaged-sums", "thm.leading-zeros"),
    ),
    claim(
        id="thm.signal-geometric",
        names=(ratio,),
        statement="Alice's averaged marginal in a product state of her spin, up in the levels 1..n of 2n, and n levels of Bob's, "
        "if his probabilities are geometric, p_M = r S_M above n, so that Born's is (1-r)^n: a change of his setting "
        "changes it by as much as one likes below 1, for n large enough.",
        derive=always(many_level_signal.geometric_setting),
        domain=Domain(
            points=points.joint.many_levels,
            assumptions=(many_level_signal.SHARES,),
            scope="n symbolic, N = 2n; any 0 < r <= 1, any time",
        ),
        oracle=oracles.joint.many_levels_at("geometric"),
        average=True,
        note="With r = 1/m^2, n = m^4, 1 - exp(-kappa t) = 1/m^3 Bernoulli's inequality gives at least (1-1/m)(1-1/(1+m))"
        "(1-1/(1+m^2))(1-1/m^2), and at most 2/(1+m^2) with a certain outcome: no bound below 1 holds for all n.",
        uses=("thm.averaged-sums", "thm.leading-zeros", "thm.signal-many-levels"),
    ),
    claim(
        id="thm.fixed-lambda-change-grouped",
        statement="The measure of the hidden variables with which Alice's final outcome changes when Bob's setting alone does, "
        "her spin being up in the levels 1, 2: not 0, though her final marginal is one.",
        derive=always(fixed_lambda.changed_outcomes_grouped),
        domain=replace(GROUPED, assumptions=(*signalling.SAME_GROUPED, fixed_lambda.SOME_BELOW)),
        oracle=oracles.joint.final_outcomes_differ((1, 2)),
        note="It is 2 s (1-s) <= 1/2 at most, s = p_1 + p_2: S_3 is in s..1; a product state reaches it.",
        uses=("thm.winner",),
    ),
    claim(
        id="thm.fixed-lambda-change",
        statement="The same with her spin up in the levels 1, 3, for any two settings.",
        derive=always(fixed_lambda.changed_outcomes, (1, 3)),
        domain=replace(ALTERNATING, assumptions=(signalling.CERTAIN, signalling.CERTAIN_TOO, *signalling.BELOW_THREE)),
        oracle=oracles.joint.final_outcomes_differ((1, 3)),
        uses=("thm.winner",),
    ),
    claim(
        id="thm.chsh",
        statement="CHSH of the averaged model for the singlet at the standard settings, in four kinds of order and, at last, in "
        "their mixture: the outcomes that differ are the levels 1 and 2 in the first, 3 and 4 in the second, 4 and one of 1, 2 in "
        "the third, 3 and one of 1, 2 in the fourth. In the first, that of (26), it is above Tsirelson's bound 2 sqrt(2) from "
        "the time on at which 9887 exp(-kappa t) = 5576 sqrt(2) - 3689.",
        name=r"|E_{ab}+E_{ab'}+E_{a'b}-E_{a'b'}|",
        family=tuple(Form(derive=always(chsh.averaged_chsh, row), oracle=oracles.bell.chsh_at(row)) for row in (*chsh.KINDS, None)),
        domain=Domain(points=points.joint.moments, scope="N = 4, the singlet, angles 0, pi/2 and pi/4, -pi/4; any time"),
        average=True,
        note="The bracket in the first is positive from this time on, for exp(-kappa t) below 0.4245 about; in the "
        "others it is negative at all times, so that they stay below 2 sqrt(2), and reach it for kappa t -> infinity.",
        uses=("thm.averaged-sums",),
    ),
    claim(
        id="thm.local-bound",
        names=(*state, *other_state),
        statement="For each of the 16 strategies that decide the outcomes +1 and -1 of both observers locally CHSH is 2 or -2.",
        derive=always(chsh.local_square),
        domain=Domain(points=points.joint.strategies, assumptions=chsh.SIGNS, scope="all 16 strategies"),
        oracle=oracles.bell.local_square_at,
        fewer=Fewer(16, "there are 16 strategies"),
    ),
)
