"""Theorems of our own: how averaged populations lie to Born's at finite times, when (33) holds, and where the average jumps."""

from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.averaged_sums import MEAN
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import averaged_order as order
from bornproof.symbolic.averaged_sums import LIKELY
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.averages import extremal_factor, mean
from bornproof.symbolic.notation.core import N, n
from bornproof.symbolic.notation.relations import Gt, Lt

__all__ = ["CLAIMS"]

claim = in_section("4.4", mean, extremal_factor)

STARTS = points.averaged_sums.starts
ANY = "any amplitudes"

CLAIMS = (
    claim(
        id="thm.averaged-step",
        statement="What the averaged population of the levels 1..n exceeds S_n by with N levels, not with the first N - 1 of them, "
        "times m_N: nothing in it is negative.",
        derive=always(order.one_more),
        domain=Domain(points=STARTS, assumptions=(LIKELY, Lt(n, N)), scope=f"N, n symbolic, n < N; {ANY} with S_n > 0"),
        oracle=oracles.averaged_order.step_at,
        note="So by induction the excess is the sum over M > n of this with M for N, times m_(M+1) ... m_N.",
        average=True,
        uses=("thm.averaged-sums",),
    ),
    claim(
        id="thm.averaged-order",
        statement="The averaged population never moves up against Born's: that of the levels 1..n is at least S_n at all times, "
        "as at t = 0.",
        derive=always(order.least),
        domain=Domain(points=STARTS, scope=f"N, n symbolic; {ANY}, any time"),
        oracle=oracles.averaged_order.least_at,
        average=True,
        uses=("thm.averaged-step", "thm.leading-zeros"),
    ),
    claim(
        id="thm.averaged-order-strict",
        statement="For n > 1 with S_n > 0 it exceeds S_n at any t > 0 just where the state contains a level above n.",
        derive=always(order.rise),
        domain=Domain(
            points=points.averaged_order.later,
            assumptions=(LIKELY, Gt(n, 1), order.LATER),
            scope=f"N, n symbolic, n > 1; {ANY} with S_n > 0, any t > 0",
        ),
        oracle=oracles.averaged_order.rises_at,
        average=True,
        uses=("thm.averaged-step",),
    ),
    claim(
        id="thm.averaged-order-first",
        statement="The averaged population of the first level is p_1 at all times where the state contains it and one other, or "
        "one alone.",
        derive=always(order.first_alone),
        domain=Domain(
            points=points.averaged_order.few_levels,
            assumptions=(order.ONE_ABOVE_FIRST,),
            scope=f"N symbolic; {ANY} with one level above the first at most, if that is in it, else one level",
        ),
        oracle=oracles.averaged_order.first_at,
        average=True,
        note="With two others, of which M is the higher, the step to M of thm.averaged-step is positive for t > 0: for n = 1 it is "
        "p_M S_1/S_M (1 - x) (E - 1), with x = exp(-kappa t) and E = (1 + x p_2/S_1) ... (1 + x p_(M-1)/S_(M-2)) > 1.",
        uses=("thm.averaged-step",),
    ),
    claim(
        id="thm.averaged-constancy",
        statement="For basis states and for states of the levels 1 and 2 alone (33) holds for any N: no averaged population moves.",
        derive=always(order.at_rest),
        domain=Domain(
            points=points.averaged_order.few_levels,
            assumptions=(order.RESTS,),
            scope=f"N, n symbolic; {ANY} of which no level from the third on is together with a lower one",
        ),
        oracle=oracles.averaged_sums.sum_of_state,
        average=True,
        note="For no others: if p_M > 0 < S_{M-1} for an M >= 3, n = M - 1 is a case of thm.averaged-order-strict.",
        uses=("thm.averaged-step", "thm.leading-zeros", "thm.averaged-order-strict"),
    ),
    claim(
        id="thm.winner-bound",
        statement="The averaged population of the levels 1..n exceeds S_n by exp(-kappa t) times the sum of p_W (1 - p_W) over W > "
        "n at most, and by just that together with what the levels above n hold in runs that they do not win.",
        derive=always(order.with_losers),
        domain=Domain(
            points=points.averaged_order.of_states, assumptions=(order.NORMALISED,), scope=f"N, n symbolic; {ANY}, any time"
        ),
        oracle=oracles.averaged_order.with_losers_at,
        average=True,
        note="W in the averages is the winner. No population is negative.",
        uses=("thm.winner", "thm.born"),
    ),
    claim(
        id="thm.top-extremum",
        statement="The averaged top population is below p_N by at most y(N-2)/(4N-4), y = (N-1)^(-1/(N-2)), for N > 2: what is "
        "missing to that are squares, which vanish at p_N = 1/2 and exp(-kappa t) = y alone.",
        where=((extremal_factor, (N - 1) ** (-1 / (N - 2))),),
        derive=always(order.top_gap),
        domain=Domain(
            points=points.averaged_order.of_states,
            assumptions=(order.NORMALISED, Gt(N, 2)),
            scope=f"N symbolic, N > 2; {ANY}, any time",
        ),
        oracle=oracles.averaged_order.top_gap_at,
        average=True,
        uses=("thm.averaged-sums",),
    ),
    claim(
        id="thm.averaged-jump",
        statement="Where S_K = 0 < S_{K+1} and n < K the average jumps for t > 0, unless the state is a basis state: if |1> gets "
        "a weight that goes to 0, (1 - x^n)/n stands for (1 - x^K)/K of thm.leading-zeros, x = exp(-kappa t).",
        where=(MEAN,),
        derive=always(order.jump),
        domain=Domain(
            points=points.averaged_sums.led_by_zeros,
            assumptions=order.JUMPS,
            scope=f"N, K, n symbolic, n <= K; {ANY} with S_K = 0 < S_(K+1)",
        ),
        oracle=oracles.averaged_order.jump_at,
        average=True,
        note="(1 - x^n)/n falls with n for 0 < x < 1. Where S_{n+1} > 0 the forms of thm.averaged-sums and thm.leading-zeros are "
        "one and the same, in which no divisor vanishes: there the average is continuous in the state. Averaged coherences are so "
        "everywhere: where S_I > 0 by the form of thm.averaged-coherences, and where S_I = 0 as no mean of it is above 1 and "
        "rho_IJ(0) goes to 0 with alpha_I.",
        uses=("thm.averaged-sums", "thm.leading-zeros"),
    ),
    claim(
        id="thm.averaged-limit-of-pair",
        statement="Where S_2 = 0 < S_3 the average is its own limit if both empty levels get one weight that goes to 0: what "
        "holds of averages where S_2 > 0, as an inequality does that is not strict, holds there.",
        where=(MEAN,),
        derive=always(order.limit_of_pair),
        domain=Domain(
            points=points.averaged_order.led_by_two,
            assumptions=order.PAIR_EMPTY,
            scope=f"N symbolic; {ANY} with S_2 = 0 < S_3, any time",
        ),
        oracle=oracles.averaged_order.pair_at,
        average=True,
        note="It is thm.leading-zeros at n = 1, K = 2; for n > 1 the average is continuous there (thm.averaged-jump). It is so "
        "for two levels alone: three with any weights that go to 0 have (1-x) m_2 m_3, which is not (1-x^3)/3.",
        uses=("thm.averaged-sums", "thm.leading-zeros", "thm.averaged-jump"),
    ),
)
