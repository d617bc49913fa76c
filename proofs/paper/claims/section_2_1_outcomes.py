"""Section 2.1, N = 2: the outcomes and their probabilities, Eqs. (10)-(12), and what the text says about the disk."""

from functools import partial

from bornproof.proofs.ledger.domain import Case, Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.section_2_1 import NO_COUPLING, SIGNS
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import disks, stationary
from bornproof.symbolic import limits as outcomes
from bornproof.symbolic.cases import always, by_sign
from bornproof.symbolic.notation.core import R, S, rho0, sigma
from bornproof.symbolic.notation.relations import Eq, Le, Ne
from sympy import Integer

__all__ = ["CLAIMS"]

claim = in_section("2.1")

NORMALISED = (Eq(S[2], 1),)
STATES = Domain(points=points.amplitudes.any_amplitudes((2,)), assumptions=NORMALISED, scope="N = 2, H = 0, any amplitudes")

of_first, of_second = (
    partial(
        claim,
        derive=always(outcomes.two_level_outcome, level),
        domain=STATES,
        oracle=oracles.outcomes.outcome_at(level),
    )
    for level in (1, 2)
)

CLAIMS = (
    claim(
        id="claim.2.1-certain-outcome",
        statement="For a given lambda_2 one final population is 1 and the other 0: the outcome is certain.",
        derive=by_sign(stationary.certainty, 2),
        domain=Domain(
            SIGNS, points.two_levels.limits, (Eq(rho0[1, 1], 1 - rho0[2, 2]),), scope="N = 2, any Hamiltonian, any initial state"
        ),
        oracle=oracles.limits.certainty_at,
        conditions=(Ne(sigma[2], 0), NO_COUPLING),
        note="At sigma_2 = 0 both steps vanish and the state stays as it is. That happens with probability 0. With a Hamiltonian "
        "that couples the levels, both stay occupied.",
        uses=("eq.8", "eq.9"),
    ),
    of_second(
        id="claim.2.1-lambda-positive",
        statement="The text before (10) makes |2> the outcome when lambda_2 is positive.",
        corrected_statement="|2> is the outcome when sigma_2 is positive.",
        note="lambda_2 is complex; it is positive only on a line, which has no area. Meant is sigma_2 > 0.",
        uses=("eq.8", "eq.9"),
    ),
    of_second(
        id="eq.10",
        statement="The outcome is |2> as often as sigma_2 is positive.",
        uses=("eq.8", "eq.9"),
    ),
    *(
        claim(
            id=f"eq.11.{line}",
            statement=f"sigma_2 > 0 as a condition on lambda_2: {words}.",
            derive=always(disks.above, Integer(2)),
            domain=STATES,
            oracle=oracles.outcomes.is_above(2),
            uses=("eq.6",) if line == 1 else (f"eq.11.{line - 1}",),
        )
        for line, words in ((1, "from the definition"), (2, "normalisation inserted"), (3, "a lower bound on its modulus"))
    ),
    of_second(
        id="eq.12",
        statement="The area of the ring is Born's probability of |2>.",
        oracle=oracles.outcomes.second_up_at,
        uses=("eq.10", "eq.11.3"),
    ),
    of_first(
        id="claim.2.1-other-outcome",
        statement="The probability of the other outcome |1> is Born's as well.",
        uses=("eq.12",),
    ),
    claim(
        id="claim.2.1-other-radius",
        statement="With lambda_2 uniform on a disk of radius R the probability of sigma_2 > 0 is still |alpha_2|^2.",
        derive=always(disks.on_another_disk),
        domain=Domain(
            (Case(given=(Le(S[1], 1),)),),  # S_1 <= S_2 = 1
            points.amplitudes.on_disks,
            NORMALISED,
            scope="N = 2, any amplitudes, any radius R",
        ),
        oracle=oracles.outcomes.on_disk_at,
        conditions=(Eq(R, 1),),
        note="It is 1 - |alpha_1|^2/R^2, or 0. A radius changes nothing only if lambda_2/R replaces lambda_2 in (6).",
        uses=("eq.6", "eq.11.3"),
    ),
)
