"""What Section 2.2 says in words about probabilities: why they multiply and divide, and what the order does not change."""

from bornproof.proofs.ledger.domain import Case, Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.section_2_2 import ANY_STATE, NORMALISED
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import disks
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import C, K, N, S
from bornproof.symbolic.notation.relations import Eq, Gt, Lt
from sympy import Integer

__all__ = ["CLAIMS"]

claim = in_section("2.2")

POSSIBLE = Domain(
    points=points.amplitudes.any_levels,
    assumptions=(*NORMALISED, Gt(N, 2), Gt(S[N - 1], 0)),
    scope="N symbolic, N >= 3, S_{N-1} > 0",
)

CLAIMS = (
    claim(
        id="claim.2.2-independent",
        statement="Each lambda_n is uniform on the unit disk, independently of the others: the paper's assumption, on which "
        "products of probabilities rest. The sectors' probabilities sum to 1.",
        derive=always(disks.disks_normalised, 2),
        domain=Domain(
            points=points.amplitudes.any_amplitudes((3,)),
            assumptions=(Eq(S[3], 1), Gt(S[2], 0)),
            scope="N = 3, S_2 > 0; any amplitudes",
        ),
        oracle=oracles.outcomes.sectors_at,
        definition=True,
        uses=("eq.13",),
    ),
    claim(
        id="claim.2.2-uncorrelated",
        statement="P(sigma_3 < 0 and sigma_2 > 0) is a product because the hidden variables are uncorrelated, and "
        "independent in the share c of all runs.",
        derive=disks.joint,
        domain=Domain(
            (Case(given=(Gt(S[2], 0),)), Case(((S[2], Integer(0)), (S[1], Integer(0))))),
            points.amplitudes.coupled,
            (Eq(S[3], 1),),
            scope="N = 3; two uncorrelated pairs of lambda's, each uniform on its disk",
        ),
        oracle=oracles.outcomes.joint_at,
        conditions=(Eq(C, 1),),
        note="Independence is needed: lambda_3 = lambda_2 exp(i phi) with a random phase is uncorrelated, but the probability is "
        "S_2 - S_1/S_2 or 0; here it is so in the share 1 - c of all runs. The model's lambda's are independent, so (17) stands.",
        uses=("eq.17",),
    ),
    claim(
        id="claim.2.2-others",
        statement="The probability that the state goes to any one of the other N - 1 eigenstates is 1 - |alpha_N|^2.",
        derive=always(disks.probability_down, N),
        domain=ANY_STATE,
        oracle=oracles.outcomes.others_at,
        uses=("eq.16",),
    ),
    claim(
        id="claim.2.2-partial-sum",
        statement="The |alpha_i|^2 of the first N - 1 states sum to at most 1: to 1 - |alpha_N|^2.",
        derive=always(disks.partial_sum, N - 1),
        domain=ANY_STATE,
        oracle=oracles.outcomes.partial_sum_at(N - 1),
        uses=("eq.3",),
    ),
    claim(
        id="claim.2.2-sum-divides",
        statement="The probability of sigma_{N-1} > 1 is |alpha_{N-1}|^2 divided by the sum.",
        derive=always(disks.probability_up, N - 1),
        domain=POSSIBLE,
        oracle=oracles.outcomes.sign_at(N - 1, 1),
        corrected_statement="The probability of sigma_{N-1} > 0 is |alpha_{N-1}|^2 divided by the sum.",
        note="The text has 'larger or smaller than one'; sigma is never above 1. It is sigma > 0 whose probability this is.",
        uses=("eq.18.1",),
    ),
    claim(
        id="claim.2.2-sum-divides-smaller",
        statement="The probability of the smaller sigma_{N-1}, too, is divided by the sum.",
        derive=always(disks.probability_down, N - 1),
        domain=POSSIBLE,
        oracle=oracles.outcomes.sign_at(N - 1, -1),
        corrected_statement="It is |alpha_{N-1}|^2 that is divided by the sum: P(sigma_{N-1} < 0) is 1 minus the quotient.",
        note="|alpha_{N-1}|^2 is what is divided; dividing both would give probabilities that do not sum to 1.",
        uses=("eq.18.1",),
    ),
    claim(
        id="claim.2.2-order",
        statement="Exchanging neighbours in the basis changes no outcome's probability; exchanges make every order.",
        derive=disks.exchanged,
        domain=Domain(
            (Case((), (Gt(S[K + 1], 0),)), Case(((S[K + 1], Integer(0)), (S[K], Integer(0)), (S[K - 1], Integer(0))))),
            points.amplitudes.neighbours,
            (*NORMALISED, Lt(K, N)),
            scope="N, K symbolic, K < N, K and K + 1 exchanged",
        ),
        oracle=oracles.outcomes.exchanged_at,
        uses=("thm.born",),
    ),
    claim(
        id="claim.2.2-requirements",
        statement="The distribution fulfils the requirements for Born's rule laid out in [17].",
        name=r"\text{[17]}",
        undecidable="the requirements are those of another paper, and the text does not say what they are",
    ),
)
