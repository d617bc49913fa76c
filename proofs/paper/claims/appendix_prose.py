"""What the appendix says in words."""

from bornproof.proofs.ledger import Form, Mending, Said
from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.appendix_singlet import DECIDED, NOT_POSITIVE, SIGNS, WEIGHTS
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import driven, singlet, winner
from bornproof.symbolic import four_levels as four
from bornproof.symbolic.cases import always, by_level, by_sector
from bornproof.symbolic.notation.core import I, J, K, N, sigma
from bornproof.symbolic.notation.driven import lost
from bornproof.symbolic.notation.relations import Gt
from sympy import Or

__all__ = ["CLAIMS", "RETIRED"]

claim = in_section("Appendix")

TOP_LEVELS = (*NOT_POSITIVE, Or(Gt(I, 2), Gt(J, 2)))
PAIRS_OF_LEVELS = cases({N: (4,), sigma[2]: (1, -1, 0), sigma[3]: (-1, 0), sigma[4]: (-1, 0), I: range(1, 5), J: range(1, 5)})
USED = ((1, 1), (2, 2), (1, 2))  # the entries of (58), (59), (61)

CLAIMS = (
    claim(
        id="claim.A-no-hamiltonian",
        names=(lost,),
        statement="Where kappa is much larger than the typical energies, H = 0 is a very good approximation: what the winner W "
        "misses in the end, which H = 0 makes 0, is of the second order in H/kappa.",
        derive=always(driven.leading_loss),
        domain=Domain(
            points=points.driven.losses,
            assumptions=(*winner.IS_WINNER, winner.DECIDED_ABOVE),
            scope="N, W symbolic; any H, any sector in which no sigma vanishes above the winner",
        ),
        oracle=oracles.driven.leading_loss_at,
        note="Gamma_J is Lambda_WJ. Exactly 0 it is only if |W> is an eigenvector of H: thm.winner-unmoved; at a given kappa it is "
        "at most 4 v^2/(kappa^2 + 4 v^2), v^2 the sum of |H_JW|^2: thm.driven-square. About entries at finite times this says "
        "nothing.",
        uses=("thm.wrong-weight", "thm.driven-square"),
    ),
    claim(
        id="claim.A-title",
        statement="The appendix gives the general solution for N = 4.",
        reading="It has the coherences in general, (47), but the populations for sigma_3, sigma_4 < 0 alone, (52)-(57); `bornproof "
        "solve` gives them in every sector.",
    ),
    claim(
        id="claim.A-lambda-nonpositive",
        statement="For the singlet, lambda_3 and lambda_4 are always at most 0.",
        derive=always(four.hidden_variable),
        domain=Domain(
            cases({N: (4,), K: (3, 4)}), points.four_levels.hidden, (Gt(K, 2),), "K = 3, 4; the closed unit disk", WEIGHTS
        ),
        oracle=oracles.singlet.hidden_at,
        corrected=Form(
            derive=by_level(singlet.sigma_in_steps, K),
            oracle=oracles.singlet.sigma_at(K),
        ),
        corrected_statement="For the singlet sigma_3 and sigma_4 are always at most 0: sigma_K = -(1 - |lambda_K|^2).",
        note="The hidden variables are any numbers of the disk, of any phase; sigma is meant. A number is at most 0 if it is "
        "minus its modulus.",
        uses=("claim.4.4-never-positive",),
    ),
    claim(
        id="claim.A-top-empty",
        statement="Started from the singlet, rho_33 and rho_44 vanish at all times.",
        derive=by_sector(singlet.entries, (3, 3), (4, 4)),
        domain=Domain(
            SIGNS, points.evolution.singlets, NOT_POSITIVE, "N = 4, any sign of sigma_2, sigma_3, sigma_4 <= 0; any q", WEIGHTS
        ),
        oracle=oracles.singlet.row_of(oracles.singlet.singlet_state, (3, 3), (4, 4)),
        dynamics=True,
        uses=("eq.52", "eq.53", "eq.28"),
    ),
    claim(
        id="claim.A-top-lambda",
        statement="For the singlet, Lambda_IJ vanishes where I or J is 3 or 4, so that Lambda_12 alone is not 0.",
        derive=four.singlet_damping,
        domain=Domain(
            PAIRS_OF_LEVELS,
            points.four_levels.singlet_pairs,
            TOP_LEVELS,
            "N = 4, any sign of sigma_2, sigma_3, sigma_4 <= 0; all I and J, of which one is 3 or 4",
            WEIGHTS,
        ),
        oracle=oracles.evolution.damping_by_definition,
        corrected_statement="Lambda_IJ has the part (J - 1) theta(-sigma_J) of each level J > 1 and theta(sigma_2) of the level 1: "
        "what vanishes where I or J is 3 or 4 is rho_IJ(0).",
        note="Where sigma_3, sigma_4 < 0, Lambda_34 is 2 + 3, for one. That rho_IJ(0) = 0 there is enough for (61).",
        uses=("eq.46", "eq.47", "eq.28"),
    ),
    claim(
        id="claim.A-used-in-31",
        statement="Eqs. (58), (59) and (61) are the three lines of (31).",
        derive=by_sector(singlet.entries, *USED),
        domain=Domain(
            SIGNS,
            points.evolution.singlets,
            (*NOT_POSITIVE, *DECIDED),
            "N = 4, sigma_2 > 0 or < 0, sigma_3, sigma_4 <= 0; any q",
            WEIGHTS,
        ),
        oracle=oracles.singlet.row_of(oracles.singlet.singlet_state, *USED),
        dynamics=True,
        once_mended=Mending("eq.31.3", (Said(),)),
        note="The third line of (31) lacks the minus sign of (61).",
        uses=("eq.58", "eq.59", "eq.61"),
    ),
)

RETIRED = {
    "claim.A-general-solution": "a heading, held against (52), which is eq.52; the heading is claim.A-title",
    "claim.A-only-lambda-12": "its correction, 0 for 0, was about another quantity; see claim.A-top-lambda",
}
