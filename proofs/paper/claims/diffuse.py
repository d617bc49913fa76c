"""Theorems of ours on states of many levels: the universal function, its corrections, and the distance from Born's rule."""

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import diffuse, late
from bornproof.symbolic.averaged_sums import LIKELY
from bornproof.symbolic.cases import always
from bornproof.symbolic.drift import CERTAIN
from bornproof.symbolic.notation.core import N, n
from bornproof.symbolic.notation.diffuse import after, before, early, share
from bornproof.symbolic.notation.relations import Ge, Gt, Le, Lt
from sympy import Rational

__all__ = ["CLAIMS"]

claim = in_section("4.4", share, early, before, after)

MANY = "any state; s = S_n > 0"
UNIFORM = "the uniform state, n = s N"
EVERY = "N, n symbolic; any state with S_n > 0"
HALF = Rational(1, 2)

CLAIMS = (
    claim(
        id="thm.diffuse-remainder",
        statement="The averaged partial sums, with what vanishes where no p_M above n is large set apart.",
        derive=always(diffuse.remainder),
        domain=Domain(
            points=points.averaged_sums.starts,
            assumptions=(LIKELY,),
            scope="N, n symbolic; any amplitudes with S_n > 0, any time",
        ),
        oracle=oracles.averaged_sums.sum_of_state,
        average=True,
        note="For S_N = 1, s = S_n, x = exp(-kappa t) and d the largest p_M above n, it differs from s^(1-x) (1 - x^n (1 - s)) by "
        "at most d (1 - s)/s, at all times: thm.diffuse-limit is derived from that.",
        uses=("thm.averaged-sums",),
    ),
    claim(
        id="thm.diffuse-limit",
        statement="As the largest p_J goes to 0, the averaged distribution at a fixed time t > 0 becomes one function of the Born "
        "probability s of an outcome at or below n, whatever the state is.",
        derive=always(diffuse.universal_function),
        domain=Domain(points=points.diffuse.shares, assumptions=(diffuse.LATER,), scope=MANY),
        oracle=oracles.diffuse.limit_at,
        uses=("thm.diffuse-remainder",),
    ),
    claim(
        id="thm.diffuse-correction",
        statement="In the uniform state the limit is approached as 1/N.",
        derive=always(diffuse.first_correction),
        domain=Domain(points=points.diffuse.shares, assumptions=(diffuse.LATER,), scope=UNIFORM),
        oracle=oracles.diffuse.correction_at,
        uses=("thm.diffuse-remainder",),
    ),
    claim(
        id="thm.early-layer",
        statement="Born's rule is left within a time of the order 1/(N*kappa) in the uniform state.",
        derive=always(diffuse.early_layer),
        domain=Domain(points=points.diffuse.early_shares, scope=UNIFORM),
        oracle=oracles.diffuse.layer_at,
        uses=("thm.diffuse-remainder",),
    ),
    claim(
        id="thm.diffuse-distance",
        statement="The distance of the limit from Born's rule, Kolmogorov's and in total variation.",
        name=r"\text{the distance of } s^{1-e^{-\kappa t}}",
        family=(
            Form(derive=always(diffuse.largest_distance), oracle=oracles.diffuse.largest_distance_at),
            Form(derive=always(diffuse.largest_distance), oracle=oracles.diffuse.total_variation_at),
        ),
        domain=Domain(points=points.diffuse.moments, assumptions=(diffuse.LATER,), scope="any time t > 0"),
        note="At s = (1-x)^(1/x), x = exp(-kappa t). It is x/e at late times, and its ratio to x rises to 1 as t goes to 0.",
        uses=("thm.diffuse-limit",),
    ),
    claim(
        id="thm.mean-distance",
        statement="On the average over the hidden variables the populations are at this distance from those of the outcome; the "
        "averaged populations are not farther from Born's rule, at any time, for any N.",
        derive=always(late.mean_distance),
        domain=Domain(points=points.diffuse.states, assumptions=(CERTAIN,), scope="N symbolic; any state"),
        oracle=oracles.diffuse.mean_distance_at,
        note="So the distance is below exp(-kappa t), and no smaller multiple of it will do for all states and times: see "
        "thm.diffuse-distance.",
        uses=("thm.collapse-rate", "thm.born"),
    ),
    claim(
        id="thm.late-drift",
        statement="D_n, the coefficient of exp(-kappa t) in the averaged partial sums.",
        derive=always(late.drift),
        domain=Domain(points=points.diffuse.late_sums, assumptions=(LIKELY, diffuse.NORMALISED), scope=EVERY),
        oracle=oracles.late.drift_at,
        uses=("thm.averaged-sums",),
    ),
    claim(
        id="thm.late-level",
        statement="The coefficient of exp(-kappa t) in the averaged population of a level n; D_0 = 0.",
        derive=always(late.level_drift),
        domain=Domain(points=points.diffuse.late_sums, assumptions=(LIKELY, diffuse.NORMALISED), scope=EVERY),
        oracle=oracles.late.level_drift_at,
        uses=("thm.late-drift",),
    ),
    claim(
        id="thm.late-one-sign",
        statement="h_n, the coefficient of thm.late-level over p_n without its last term, falls with n: levels gain up to one of "
        "them and lose above it, so that the total variation is the largest D_n.",
        derive=always(late.step_between_levels),
        domain=Domain(
            points=points.diffuse.neighbours,
            assumptions=(LIKELY, diffuse.NORMALISED, Lt(n, N)),
            scope=f"{EVERY}, n < N",
        ),
        oracle=oracles.late.step_at,
        note="The last term of thm.late-level, at n = 2, is not negative, and neither is D_1: the sign changes once all the same.",
        uses=("thm.late-level",),
    ),
    claim(
        id="thm.late-margin",
        statement="phi(a) = 1/(4 a) - a + log 2 for a <= 1/2 and -log a above does not fall short of what a level from a to b adds "
        "and phi(b) (1: for b <= 1/2; 2: for b >= 1/2 what is left over grows with b).",
        name=r"\text{what is left over of } \varphi",
        family=(
            Form(derive=always(late.margin_below_half), oracle=oracles.late.margin_at),
            Form(derive=always(late.margin_slope), oracle=oracles.late.slope_at),
        ),
        domain=Domain(points=points.diffuse.pairs, scope="any a, b > 0"),
    ),
    claim(
        id="thm.late-distance",
        statement="The largest D_n for n >= 2, over every N and all states with S_n = a, 0 < a <= 1/2: it is approached with one "
        "level from S_n to 1/2 and ever finer ones above, and is the largest of all where the square vanishes.",
        derive=always(late.largest_below_half),
        domain=Domain(
            points=points.diffuse.any_starts,
            assumptions=(Gt(before, 0), Le(before, HALF)),
            scope="n >= 2; any N, any state with 0 < S_n = a <= 1/2",
        ),
        oracle=oracles.late.largest_at,
        note="It is above 1/e, which the finest levels alone reach at a = 1/e; where S_n = 0, D_n <= 1/4.",
        uses=("thm.late-drift", "thm.late-margin", "thm.late-one-sign"),
    ),
    claim(
        id="thm.late-distance-above",
        statement="The largest D_n for n >= 2, over every N and all states with S_n = a, 1/2 <= a <= 1: it is approached with ever "
        "finer levels.",
        derive=always(late.largest_above_half),
        domain=Domain(
            points=points.diffuse.any_starts,
            assumptions=(Ge(before, HALF), Le(before, 1)),
            scope="n >= 2; any N, any state with 1/2 <= S_n = a <= 1",
        ),
        oracle=oracles.late.largest_at,
        uses=("thm.late-drift", "thm.late-margin"),
    ),
)
