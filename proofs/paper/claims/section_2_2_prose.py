"""What Section 2.2 says in words: counts, how a level empties, and what the top level does for any N."""

from dataclasses import replace
from functools import partial

from bornproof.proofs.ledger.domain import Case, Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.section_2_1 import SIGNS
from bornproof.proofs.paper.claims.section_2_2 import NORMALISED
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import model, runs, top_level
from bornproof.symbolic.cases import always, by_sector, by_sign
from bornproof.symbolic.notation.core import J, N, S, sigma
from bornproof.symbolic.notation.relations import Eq, Gt, Le, Lt, Ne
from sympy import Integer

__all__ = ["CLAIMS", "RETIRED"]

claim = in_section("2.2")

# any sector, any initial state, whose trace is S_N
TOPS = Domain(points=points.top_level.tops, scope="N symbolic, H = 0, any sector, any initial state; S_N is its trace")
top_population = partial(
    claim,
    derive=by_sign(top_level.top_population, N),
    oracle=oracles.top_level.top_at,
    dynamics=True,
    uses=("thm.components-diagonal",),
)

CLAIMS = (
    claim(
        id="claim.2.2-operator-count",
        statement="There are N(N-1)/2 jump operators for N levels.",
        derive=always(model.operator_count),
        domain=Domain(points=points.levels.sizes(range(2, 23), again=True), scope="N symbolic"),
        oracle=oracles.levels.operators_at,
        uses=("eq.14",),
    ),
    claim(
        id="claim.2.2-decay-time",
        statement="For two levels the unstable one, |1> for sigma_2 > 0 and |2> for sigma_2 < 0, decays in the time 1/kappa.",
        derive=by_sector(runs.unstable_level),
        domain=Domain(SIGNS, points.evolution.any_state((2,)), scope="N = 2, H = 0, any initial state"),
        oracle=oracles.two_levels.unstable_at,
        dynamics=True,
        uses=("eq.4",),
    ),
    top_population(
        id="claim.2.2-top-wins",
        statement="If sigma_N > 0 the result will be |N>, whatever the other signs.",
        domain=replace(TOPS, cases=(Case(((sigma[N], Integer(1)),)),), assumptions=(Gt(sigma[N], 0), Eq(S[N], 1))),
        note="It goes to 1 for kappa t to infinity.",
    ),
    top_population(
        id="claim.2.2-cleared",
        statement="For sigma_N <= 0 the level |N> is cleared out, whatever the other signs.",
        domain=replace(
            TOPS,
            cases=(Case(((sigma[N], Integer(-1)),)), Case(((sigma[N], Integer(0)),))),
            assumptions=(Le(sigma[N], 0), Eq(S[N], 1)),
        ),
        conditions=(Ne(sigma[N], 0),),
        note="At sigma_N = 0, which the text includes, level N keeps what it has.",
    ),
    claim(
        id="claim.2.2-even-spread-alone",
        statement="For sigma_N < 0 the N - 1 operators of level N, acting alone, spread it evenly over all levels below.",
        derive=by_sign(top_level.spread_alone, N),
        domain=Domain(
            (Case(((sigma[N], Integer(-1)),)),),
            points.top_level.lower,
            (Lt(J, N), Lt(sigma[N], 0)),
            scope="N symbolic, every J < N, H = 0, start in |N>",
        ),
        oracle=oracles.top_level.alone_at,
        dynamics=True,
        note="Figure 2 and the text before it say this of the operators L_NM, not of the full equation.",
        uses=("eq.14", "thm.components-diagonal"),
    ),
    claim(
        id="claim.2.2-even-spread",
        statement="Ours, as the paper says it of the operators L_NM alone: the full equation spreads level 3 evenly too.",
        derive=by_sector(top_level.first_of_three),
        domain=Domain(
            cases({N: (3,), sigma[2]: (1, -1, 0), sigma[3]: (-1,)}),
            points.top_level.spreading,
            (Lt(sigma[3], 0),),
            scope="N = 3, H = 0, any sigma_2; start in |3>",
        ),
        oracle=oracles.top_level.spread_at,
        dynamics=True,
        conditions=(Eq(sigma[2], 0),),
        note="In the full equation the lower levels act at once: the spread is uneven unless sigma_2 = 0.",
        uses=("claim.2.2-even-spread-alone", "thm.components-diagonal"),
    ),
    claim(
        id="claim.2.2-level-after-level",
        statement="Once |N> is cleared out the same happens for the remaining states. Read as a sequence in time, which is our "
        "reading: while |3> is cleared out, |2> only receives from it.",
        derive=always(top_level.second_rate),
        domain=Domain(
            cases({N: (3,)}),
            points.top_level.clearing,
            (Lt(sigma[3], 0),),
            "N = 3, H = 0, any sigma_2, any diagonal rho",
            plain=points.evolution.plain((-1, -1), occupied=2),
        ),
        oracle=oracles.top_level.second_rate_at,
        corrected_statement="All levels act at the same time; only the outcome is as if they took turns (thm.winner).",
        note="In (39) the loss of |2> does not wait for |3> to be empty. The text says nothing of times; as a rule for the outcome "
        "it is right.",
        uses=("thm.components-diagonal",),
    ),
    claim(
        id="claim.2.2-average-is-quantum",
        statement="The average of the rho of (15) over the hidden variables is the density matrix of quantum mechanics: with H = 0 "
        "its entries do not move. Put to the test with the top population.",
        derive=always(top_level.averaged_top),
        domain=Domain(points=points.amplitudes.timed, assumptions=NORMALISED, scope="N symbolic, H = 0, any amplitudes, any time"),
        oracle=oracles.top_level.averaged_top_at,
        dynamics=True,
        corrected_statement="The averaged populations are those of quantum mechanics at t_p and for kappa t to infinity; in "
        "between, for N >= 3, they move, and the coherences are damped (claim.2.1-average-is-quantum).",
        note="|N> fills at the rate kappa and empties at the rate (N-1) kappa: for N >= 3 gain and loss do not balance. "
        "For which states nothing moves is thm.averaged-constancy.",
        uses=("eq.15", "eq.16"),
    ),
)

RETIRED = {
    "claim.2.2-variable-count": "it counted the numbers 2..N against N - 1 and could not fail; claim.5-hidden-variables has N - 1."
}
