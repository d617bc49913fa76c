"""Footnotes 2 and 6: slices through all detectors, detectors that come later, and positions on a finite grid."""

from itertools import permutations

from bornproof.proofs.ledger.domain import Case, Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import footnotes
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import K, N, p, sigma
from bornproof.symbolic.notation.footnotes import PAIRS, apart, later, steepness, time
from bornproof.symbolic.notation.relations import Eq, Le, Lt, Ne
from sympy import Abs, Sum, Symbol

__all__ = ["CLAIMS"]

claim = in_section("2", *time.values())

SPACE_LIKE = (Lt(steepness, 1), *(Le(Abs(time[i] - time[j]), steepness * apart[i, j]) for i, j in PAIRS))
EIGENSTATE = (Eq(later[1, 2], 0),)  # B is Hermitian

# every order of the three times, with gaps
EARLY, GAPS = Symbol("t_0", real=True), (Symbol("g_1", nonnegative=True), Symbol("g_2", nonnegative=True))
TIMES = (EARLY, EARLY + GAPS[0], EARLY + GAPS[0] + GAPS[1])
ORDERS = tuple(
    Case(tuple((time[k], TIMES[order.index(k)]) for k in (1, 2, 3)), some=(EARLY, *GAPS)) for order in permutations((1, 2, 3))
)

CLAIMS = (
    claim(
        id="claim.fn2-slice",
        statement="If no space-like slice holds all detections, some are causally related: else T(x) is such a slice.",
        derive=always(footnotes.space_like_slice),
        domain=Domain(
            ORDERS,
            points.footnotes.detections,
            SPACE_LIKE,
            scope="three detectors, no two causally related, in any order of their times",
        ),
        oracle=oracles.footnotes.slice_at,
        note="L is the largest |t_i - t_j|/|x_i - x_j|, below 1 if no two detections are causally related.",
    ),
    claim(
        id="claim.fn2-later",
        statement="Later detectors can be ignored: the collapsed state leaves their outcome, that of B, no freedom.",
        derive=footnotes.later_variance,
        domain=Domain(
            cases({sigma[2]: (1, -1)}),
            points.footnotes.later_observables,
            (Ne(sigma[2], 0),),
            scope="N = 2, any state, any later observable B of the same system",
        ),
        oracle=oracles.limits.later_variance_at,
        conditions=EIGENSTATE,
        note="Only if the collapsed state is an eigenstate of what is measured later; sigma_x after |1> is undetermined.",
        uses=("claim.2.1-certain-outcome",),
    ),
    claim(
        id="claim.fn6-grid",
        section="5",
        statement="With finite precision a finite grid suffices: its cells get the probabilities that they have on the line.",
        derive=always(footnotes.on_grid),
        domain=Domain(points=points.footnotes.grids, scope="N symbolic; any probabilities of the cells"),
        oracle=oracles.footnotes.on_grid_at,
        conditions=(Eq(Sum(p[K], (K, 1, N)), 1),),
        note="Only where the cells of the grid contain the particle with certainty, so in a bounded region, and only for the "
        "binned position: see thm.finite-commutator.",
    ),
    claim(
        id="thm.finite-commutator",
        section="5",
        statement="No finite matrices satisfy [X, P] = i: the trace of a commutator is 0, that of i is i N.",
        derive=always(footnotes.commutator_trace),
        domain=Domain(points=points.mixtures.matrix_pairs, scope="N symbolic, any two matrices"),
        oracle=oracles.footnotes.commutator_trace_at,
    ),
)
