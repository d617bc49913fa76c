"""Theorems of our own on variants of the model: other rates, other weights, operators that know the winner alone, Section 4.4."""

from functools import partial

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import balance, interaction_picture, variants, weights
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import I, J, K, M, N, S, p
from bornproof.symbolic.notation.relations import Lt, Ne
from bornproof.symbolic.notation.variants import drain, falling, feed, level_rate, mutual, rising, share, taken
from sympy import Product

__all__ = ["CLAIMS"]

claim = in_section("4.4", drain, falling, feed, level_rate, mutual, rising, share, taken)

ALL_LIKELY = Ne(Product(S[M], (M, 1, N)), 0)
MOVED = "N, I, J symbolic; any H, any unitary U with U' = -i H U, any matrix"
TWO_LEVELS = "N, J, K, M symbolic, K < M; any rates"
ANY_STATE = "any state, kappa and time"

CLAIMS = (
    claim(
        id="thm.averaged-rates",
        statement="The rates at which averaged populations move at first, if |J> -> |M> has the rate a_MJ where sigma_M > 0 "
        "and |M> -> |J> the rate b_MJ where sigma_M < 0, J < M; in the model they are 1.",
        derive=always(variants.initial_rate, variants.SIGNED),
        domain=Domain(
            points=points.variants.one_sigma,
            assumptions=(ALL_LIKELY, variants.NORMALISED),
            scope="N, J symbolic; any rates; S_1 > 0",
        ),
        oracle=oracles.variants.rate_by_sectors,
        uses=("eq.15", "eq.18.3"),
    ),
    claim(
        id="thm.no-state-independent-rates",
        statement="For N > 2 no rates that do not depend on the state, of operators that look at one sigma each, keep the averages "
        "of all states, but those that move |1> and |2> alone, either way at one rate: states of two levels K < M move.",
        name=r"\text{what moves}",
        family=(
            Form(derive=always(balance.rate_by_signs, J), oracle=oracles.variants.rate_by_signs(J)),
            Form(
                derive=always(balance.rate_by_signs, M),
                oracle=oracles.variants.rate_by_signs(M),
                domain=Domain(points=points.variants.one_sigma_each, assumptions=balance.TWO_LEVELS[:2], scope=TWO_LEVELS),
            ),
        ),
        domain=Domain(points=points.variants.one_sigma_each, assumptions=balance.TWO_LEVELS, scope=TWO_LEVELS),
        note="u_nJK is the rate from |K> to |J> where sigma_n > 0, d_nJK where sigma_n < 0; p_K = 1 - s, p_M = s. No term of the "
        "first is negative: for all s it vanishes if each does. Then for all K < M the second leaves u_221 = d_212 alone.",
        uses=("eq.15", "eq.18.3"),
    ),
    claim(
        id="thm.level-rates-free",
        statement="With the weights p_K/S_{M-1} and any rate kappa r_M for the operators of each level M the averaged "
        "populations are those of quantum mechanics at all times, for any N.",
        derive=always(weights.weighted_average),
        domain=Domain(
            points=points.variants.with_level_rates,
            assumptions=(variants.NORMALISED,),
            scope="N, J symbolic, by induction whose steps reduce to 0; any rates, any probabilities",
        ),
        oracle=oracles.variants.with_level_rates_at,
        uses=("thm.weights-forced",),
    ),
    claim(
        id="thm.level-rates-forced",
        statement="If the rates a_NK from K < N to N differ, with the weights a_NK p_K/S_{N-1} for the way back, the averaged "
        "rho_NN is at rest at first, but not to second order: it falls as the variance of a_NK over the levels below.",
        derive=always(variants.second_rate_at_top),
        domain=Domain(
            points=points.variants.one_sigma,
            assumptions=(Lt(p[N], 1), variants.NORMALISED),
            scope="N symbolic; any rates; any probabilities with p_N < 1",
        ),
        oracle=oracles.variants.second_rate_at_top,
        note="It vanishes only where all a_NK with p_K > 0 are equal, and so level by level from the top: b_MK = r_M p_K/S_{M-1}.",
        uses=("thm.averaged-rates",),
    ),
    claim(
        id="thm.winner-alone-is-fed",
        statement="Operators that know the winner W alone, with the rates w_WJK from |K> to |J>, keep the averaged populations of "
        "all states only if each level gives to the winner alone: w_WJK = 0 for J != W.",
        derive=always(balance.rate_by_winner, J),
        domain=Domain(
            points=points.variants.winner_takes,
            assumptions=(Ne(J, K), Ne(J, M)),
            scope="N, J, K, M symbolic, J != K, M; any rates",
        ),
        oracle=oracles.variants.rate_by_winner(J),
        note="No rate is negative: for all s between 0 and 1 it vanishes only if each term does.",
        uses=("thm.born",),
    ),
    claim(
        id="thm.winner-rates",
        statement="They do so only if, besides, each level gives as much to the winner as this would give to it: w_WWK = w_KKW.",
        derive=always(balance.rate_by_winner, M),
        domain=Domain(points=points.variants.winner_takes, assumptions=(Ne(K, M),), scope="N, K, M symbolic, K != M; any rates"),
        oracle=oracles.variants.rate_by_winner(M),
        note="For all s it vanishes only if the factors of (1-s)^2, s(1-s) and s^2 do. The converse is thm.winner-populations.",
        uses=("thm.winner-alone-is-fed",),
    ),
    claim(
        id="thm.winner-populations",
        statement="With the operators |W><K|, at rates g_WK, in the runs that the level W wins, the averaged populations of "
        "all states stay as they are if and only if g_WK = g_KW for all levels.",
        derive=always(variants.averaged_population),
        domain=Domain(
            points=points.variants.by_winner, assumptions=(variants.NORMALISED,), scope=f"N, J symbolic; any rates; {ANY_STATE}"
        ),
        oracle=oracles.variants.won_population,
        dynamics=True,
        note="The derivative at t = 0 is a sum of p_J p_K (g_JK - g_KJ), which vanishes for all p if every term does.",
        uses=("thm.born",),
    ),
    claim(
        id="thm.winner-coherences",
        statement="With these operators the averaged coherences of all states decay by one factor that does not depend on the "
        "state, the same for all I != J, if and only if, for N > 2, all rates g_WK are equal, g_WW among them.",
        derive=always(variants.averaged_coherence),
        domain=Domain(
            points=points.variants.by_winner,
            assumptions=(variants.NORMALISED, Ne(I, J)),
            scope=f"N, I, J symbolic, I != J; any rates; {ANY_STATE}",
        ),
        oracle=oracles.variants.won_entry,
        dynamics=True,
        note="The factor is the same for all p if g_WI + g_WJ is the same for all W: g_WK is then the same for all W, as three "
        "levels show. One factor for all pairs makes g_WI + g_WJ the same for all of them, and so all g equal. With g = 1 the "
        "average is rho_IJ(0) exp(-kappa t), linear in the prepared state.",
        uses=("thm.born",),
    ),
    claim(
        id="thm.winner-linear",
        statement="With the operators |W><K| for all K at the rate kappa the averaged evolution is linear in the prepared "
        "state, a semigroup and free of the order: populations stay, coherences decay as exp(-kappa t). Without |W><W| it is "
        "none, for N > 2.",
        name=r"\text{equal rates}",
        family=tuple(
            Form(
                derive=always(partial(variants.winner_coherence, keeps_phase=keeps)),
                oracle=oracles.variants.won_alike(keeps_phase=keeps),
            )
            for keeps in (False, True)
        ),
        domain=Domain(
            points=points.variants.by_winner,
            assumptions=(variants.NORMALISED, Ne(I, J)),
            scope=f"N, I, J symbolic, I != J; {ANY_STATE}",
        ),
        dynamics=True,
        note="Populations: thm.winner-populations. Joint outcomes have their quantum probabilities at all times: nobody can "
        "signal, and CHSH has its quantum value.",
        uses=("thm.winner-populations", "thm.winner-coherences"),
    ),
    claim(
        id="thm.moving-operators",
        section="5",
        statement="With jump operators that move along, L_MK(t) = U L_MK U^+ with U' = -i H U, the interaction picture U^+ rho "
        "U evolves exactly as rho does at H = 0, for any H, any kappa and any N.",
        name=r"\text{the interaction picture}",
        family=tuple(
            Form(
                derive=always(partial(interaction_picture.interaction_rate, diagonal=diagonal)),
                oracle=oracles.variants.moved_at(diagonal),
                domain=Domain(points=points.variants.moved, scope=MOVED) if diagonal else None,
            )
            for diagonal in (True, False)
        ),
        domain=Domain(points=points.variants.moved, assumptions=(Ne(I, J),), scope=MOVED),
        note="rho on the right stands for U^+ rho U. All that is proved at H = 0 then holds in the basis U|I> for any H.",
        uses=("thm.components-diagonal", "thm.components-offdiagonal"),
    ),
)
