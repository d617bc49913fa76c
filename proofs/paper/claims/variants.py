"""Theorems of our own on variants of the model: other rates, other weights, operators that know the winner alone, Section 4.4."""

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import variants
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import I, J, M, N, S
from bornproof.symbolic.notation.relations import Ne
from bornproof.symbolic.notation.variants import drain, feed, level_rate, mutual, share, taken
from sympy import Product

__all__ = ["CLAIMS"]

claim = in_section("4.4", drain, feed, level_rate, mutual, share, taken)

ALL_LIKELY = Ne(Product(S[M], (M, 1, N)), 0)
ANY_STATE = "any state, kappa and time"

CLAIMS = (
    claim(
        id="thm.averaged-rates",
        statement="The rates at which averaged populations move at first, if |J> -> |M> has the rate a_MJ where sigma_M > 0 and "
        "|M> -> |J> the rate b_MJ where sigma_M < 0, J < M; in the model they are 1.",
        derive=always(variants.initial_rate, variants.SIGNED),
        domain=Domain(points=points.variants.one_sigma, assumptions=(ALL_LIKELY,), scope="N, J symbolic; any rates; S_1 > 0"),
        oracle=oracles.variants.rate_by_sectors,
        uses=("eq.15", "eq.18.3"),
    ),
    claim(
        id="thm.no-state-independent-rates",
        statement="No rates a_MJ, b_MJ that do not depend on the state keep the averaged populations of all states, but those that "
        "vanish for M > 2: in the state p_K = 1 - s, p_M = s, K < M, level J < M, J != K, moves at first unless b_MJ = 0, and M "
        "unless a_MK is the sum of the b_MJ.",
        name=r"\text{what moves}",
        family=(
            Form(derive=always(variants.rate_at_lower_level), oracle=oracles.variants.lower_level_at),
            Form(
                derive=always(variants.rate_at_upper_level),
                oracle=oracles.variants.upper_level_at,
                domain=Domain(points=points.variants.two_levels, assumptions=(variants.TWO_LEVELS[0],), scope="N, K, M symbolic, K < M"),
            ),
        ),
        domain=Domain(points=points.variants.two_levels, assumptions=variants.TWO_LEVELS, scope="N, J, K, M symbolic, J != K, J, K < M"),
        note="For M > 2 each J < M has such a K, so that b_MJ = 0 and then a_MK = 0; for M = 2 it says a_21 = b_21.",
        uses=("eq.15", "eq.18.3"),
    ),
    claim(
        id="thm.winner-populations",
        statement="With the operators |W><K|, at rates g_WK, in the runs that the level W wins, the averaged populations of all "
        "states stay as they are if and only if g_WK = g_KW for all levels.",
        derive=always(variants.averaged_population),
        domain=Domain(points=points.variants.by_winner, assumptions=(variants.NORMALISED,), scope=f"N, J symbolic; any rates; {ANY_STATE}"),
        oracle=lambda point: oracles.variants.won_entry({**point, I: point[J]}),
        dynamics=True,
        note="The derivative at t = 0 is a sum of p_J p_K (g_JK - g_KJ), which vanishes for all p if every term does.",
        uses=("thm.born",),
    ),
    claim(
        id="thm.winner-coherences",
        statement="With these operators the averaged coherences of all states decay by one factor if and only if, for N > 2, all "
        "rates g_WK are equal, g_WW among them.",
        derive=always(variants.averaged_coherence),
        domain=Domain(
            points=points.variants.by_winner,
            assumptions=(variants.NORMALISED, Ne(I, J)),
            scope=f"N, I, J symbolic, I != J; any rates; {ANY_STATE}",
        ),
        oracle=oracles.variants.won_entry,
        dynamics=True,
        note="The factor is the same for all p if g_WI + g_WJ is the same for all W; for W = I, J and a third level, and for all pairs "
        "of these, that makes all equal. Then the average is rho_IJ(0) exp(-kappa t), linear in the prepared state.",
        uses=("thm.born",),
    ),
)
