"""Theorems on hidden variables that are not uniform: which laws give Born's rule, and what a skew does to Alice and to CHSH."""

from functools import partial

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import drift, skews
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.relations import Le
from bornproof.symbolic.notation.skews import beyond, both_below, excess, inside, losing, same, same_later, slope, slopes

__all__ = ["CLAIMS"]

claim = in_section("4.4", beyond, inside, *both_below.values(), *losing.values(), excess, slopes, slope, same, same_later)

SINGLET = "N = 4, the order of (26), the singlet, kappa t -> infinity"
SKEWED = partial(Domain, points=points.skews.singlets)

CLAIMS = (
    claim(
        id="thm.law-forced",
        statement="In one order Born's probability of |1>, for every state, is the joint distribution function of the "
        "|lambda_n|^2: they must be independent and uniform, and no skew is hidden.",
        derive=always(skews.forced),
        domain=Domain(points=points.skews.thresholds, scope="N symbolic; any thresholds 0 < a_n <= 1"),
        oracle=oracles.skews.forced_at,
        note="The converse is (22). Any thresholds are those of a state.",
        uses=("eq.22", "eq.18.1"),
    ),
    claim(
        id="thm.skew-two-levels",
        statement="Averaged over both orders two levels have Born's rule if, and only if, the density of |lambda_2|^2 is 1 plus an "
        "odd function about 1/2.",
        derive=always(skews.two_levels),
        domain=Domain(
            points=points.skews.pairs, assumptions=(skews.IS_PAIR,), scope="N = 2; any distribution of |lambda_2|^2 with a density"
        ),
        oracle=oracles.skews.two_levels_at,
        note="D_I is the distribution function at p_I: what it has beyond p_I must be the same at p and 1 - p.",
        uses=("thm.winner", "eq.11.3"),
    ),
    claim(
        id="thm.skew-three-levels",
        statement="Averaged over the six orders three levels deviate from Born's rule by (C_IJ + C_IK)/6, for any joint law of "
        "lambda_2 and lambda_3 without atoms: it holds if, and only if, C_12 = C_23 = C_31.",
        family=tuple(
            Form(derive=always(skews.three_levels, level), oracle=oracles.skews.three_levels_at(level)) for level in (1, 2, 3)
        ),
        domain=Domain(
            points=points.skews.triples,
            assumptions=(skews.IS_TRIPLE,),
            scope="N = 3; any joint law of lambda_2, lambda_3 without atoms",
        ),
        note="F_IJ is the probability of sigma_2 < 0 and sigma_3 < 0 in the order I, J, K, D_K that of sigma_3 < 0; C_IJ = -C_JI, "
        "a bracket of the formula. As a function of the probabilities of I, J, K it must be alternating; nothing else is seen. "
        "With G(a, b), the joint distribution function of |lambda_2|^2, |lambda_3|^2, and H(p) = G(1, 1 - p) + 2p, a law is hidden "
        "where G(a, b) - G(1-a, b) - H(ab) + H((1-a)b) alternates in ab, (1-a)b, 1-b: G(a, b) + G(1-a, b) is free.",
        uses=("thm.winner", "eq.18.1"),
    ),
    claim(
        id="thm.skew-four-levels",
        statement="Averaged over the 24 orders four levels deviate from Born's rule by (C_IJ + C_IK + C_IL)/24, for any joint law "
        "of the hidden variables without atoms: it holds if, and only if, C_IJ = -C_JI is a flow without sources.",
        derive=always(skews.four_levels),
        domain=Domain(
            points=points.skews.quadruples,
            assumptions=(skews.IS_QUADRUPLE,),
            scope="N = 4; any joint law of lambda_2, lambda_3, lambda_4 without atoms; |1>, and by other names each level",
        ),
        oracle=oracles.skews.four_levels_at,
        note="Q_IJ and R_IJK are the probabilities that the highest levels of an order lose, the highest first, as D_K is for one. "
        "C_IJ, a bracket of the formula, is the sum of P(|I>) - p_I over the orders in which |J> is next below |I>, less the same "
        "with I and J exchanged. For any N it is the same, with N! for 24, and C has no sources just where N C_IJ is the sum of "
        "C_IJ + C_JK + C_KI over K: each of these alternates in I, J, K, and depends on the probabilities of the other levels, "
        "too, which only for N = 4 follow from p_I, p_J, p_K.",
        uses=("thm.winner", "eq.18.1"),
    ),
    claim(
        id="thm.skew-top",
        statement="What a law of lambda_N adds to Born's rule when the N - 1 levels below have it: for N >= 3 nothing if, and only "
        "if, m_K is proportional to p_K.",
        derive=always(skews.top),
        domain=Domain(
            points=points.skews.excesses,
            assumptions=(drift.CERTAIN,),
            scope="N, J symbolic; all orders; any distribution of lambda_N",
        ),
        oracle=oracles.skews.top_at,
        note="(1 - p_K)(1 + m_K) is the distribution function of |lambda_N|^2 at 1 - p_K. Two levels have m_J = p_J (m_1 + m_2) "
        "also where m_K/p_K is any symmetric function of p_K and 1 - p_K: thm.skew-two-levels.",
        uses=("thm.winner", "eq.18.1"),
    ),
    claim(
        id="thm.skew-hidden",
        statement="Averaged over all orders Born's rule holds for every N if each u = |lambda_n|^2 has the density 1 + gamma_n "
        "(1 - 2u): a skew that no experiment sees in the final outcomes.",
        derive=always(skews.hidden),
        domain=Domain(
            points=points.skews.hidden, assumptions=(drift.CERTAIN,), scope="N, J symbolic; all orders, -1 <= gamma_n <= 1"
        ),
        oracle=oracles.skews.hidden_at,
        note="By thm.skew-top these are for n >= 3 all independent skews that keep Born's rule for every number of levels.",
        uses=("thm.skew-top",),
    ),
    claim(
        id="thm.skew-signals",
        statement="In one order a skew that nobody controls makes Alice's final probability of spin up depend on Bob's setting.",
        derive=always(skews.marginal),
        domain=SKEWED(assumptions=(Le(same, 1),), scope=f"{SINGLET}; one slope for all lambdas"),
        oracle=oracles.skews.marginal_at,
        note="s is the probability of equal spins by Born's rule. At gamma = -1 it is 3/4 at s = 0 and 5/8 at s = 1/2.",
        uses=("thm.winner", "eq.18.1"),
    ),
    claim(
        id="thm.skew-correlations",
        statement="The probability of different spins with skewed lambdas, which Born's rule has at 1 - s.",
        derive=always(skews.agreement),
        domain=SKEWED(assumptions=(Le(same, 1),), scope=f"{SINGLET}; one slope for all lambdas"),
        oracle=oracles.skews.agreement_at,
        uses=("thm.winner", "eq.18.1"),
    ),
    claim(
        id="thm.skew-chsh",
        statement="CHSH at the standard settings with skewed lambdas: above Tsirelson's bound 2 sqrt(2) for 0 < gamma <= 1.",
        derive=always(skews.correlation),
        domain=Domain(points=points.skews.slopes_alone, scope=f"{SINGLET}, standard settings; one slope for all lambdas"),
        oracle=oracles.skews.chsh_at,
        note="s is (2 - sqrt(2))/4 for three pairs of settings, (2 + sqrt(2))/4 for the fourth. At gamma = 1 it is "
        "(12 + 30 sqrt(2))/17, above 3.2.",
        uses=("thm.skew-correlations",),
    ),
    claim(
        id="thm.frozen-lambdas",
        statement="The share of the lambdas with which spins differ at one pair of settings and agree at another is r - s.",
        derive=always(skews.changed_pairs),
        domain=Domain(points=points.skews.agreements, assumptions=(Le(same, same_later),), scope=f"{SINGLET}; uniform lambdas"),
        oracle=oracles.skews.changed_pairs_at,
        note="At the standard settings s is (2 - sqrt(2))/4 for three pairs and r = 1 - s for the fourth: lambdas that do not "
        "change between the four measurements give CHSH = 4 with the probability 1/sqrt(2).",
        uses=("thm.winner", "eq.18.1"),
    ),
)
