"""Theorems of our own: the averages over the hidden variables in closed form, for every N, every state and every time."""

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import averaged_sums, complete_positivity
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.averages import component, half_mean, mean, mean_component
from bornproof.symbolic.notation.core import I, J, M, S
from bornproof.symbolic.notation.relations import Gt, Lt

__all__ = ["CLAIMS"]

claim = in_section("4.4", mean, half_mean, component, mean_component)

MEAN, HALF_MEAN = (mean[M], "thm.mean-factor:1"), (half_mean[M], "thm.mean-factor:2")

CLAIMS = (
    claim(
        id="thm.mean-factor",
        statement="The means of exp(-kappa t theta(sigma_M)) and of its root over lambda_M, one for each level.",
        family=tuple(
            Form(derive=always(averaged_sums.mean_factor, share), oracle=oracles.averaged_sums.factor_at(share)) for share in (1, 2)
        ),
        domain=Domain(
            points=points.averaged_sums.starts,
            assumptions=(Gt(S[M], 0), Gt(M, 1)),
            scope="M symbolic; any amplitudes with S_M > 0",
        ),
        average=True,
        uses=("thm.born",),
    ),
    claim(
        id="thm.averaged-sums",
        statement="The averaged population of the levels 1..n in closed form, one product and one sum, for any N and any time; "
        "m_M is that of thm.mean-factor.",
        where=(MEAN,),
        derive=always(averaged_sums.averaged_sum_of_state),
        domain=Domain(
            points=points.averaged_sums.starts,
            assumptions=(averaged_sums.LIKELY,),
            scope="N, n symbolic, by induction whose steps reduce to 0; any amplitudes with S_n > 0",
        ),
        oracle=oracles.averaged_sums.sum_of_state,
        average=True,
        uses=("thm.averaged-propagator",),
    ),
    claim(
        id="thm.averaged-propagator",
        statement="The same from any populations at t = 0, with hidden variables that belong to the state alpha.",
        where=(MEAN,),
        derive=always(averaged_sums.averaged_sum),
        domain=Domain(
            points=points.averaged_sums.starts,
            assumptions=(averaged_sums.LIKELY,),
            scope="N, n symbolic, by induction whose steps reduce to 0; any amplitudes with S_n > 0, any matrix rho(0)",
        ),
        oracle=oracles.averaged_sums.sum_from_start,
        average=True,
        uses=("thm.partial-sums", "thm.components-diagonal", "thm.mean-factor"),
    ),
    claim(
        id="thm.leading-zeros",
        statement="The same from any populations, where the state does not contain the levels 1..K: below K, what decays is spread "
        "evenly.",
        where=(MEAN,),
        derive=always(averaged_sums.averaged_sum_over_zeros),
        domain=Domain(
            points=points.averaged_sums.led_by_zeros,
            assumptions=averaged_sums.EMPTY_BELOW,
            scope="N, K, n symbolic, n <= K < N; any amplitudes with S_K = 0 < S_{K+1}, any matrix rho(0)",
        ),
        oracle=oracles.averaged_sums.sum_from_start,
        average=True,
        uses=("thm.averaged-propagator",),
    ),
    claim(
        id="thm.averaged-coherences",
        statement="The averaged coherence of the levels I < J is what it was, times one factor for I and for each level above;"
        " the means are those of thm.mean-factor.",
        where=(MEAN, HALF_MEAN),
        derive=always(averaged_sums.averaged_coherence),
        domain=Domain(
            points=points.averaged_sums.pairs,
            assumptions=(Lt(I, J), Gt(S[I], 0)),
            scope="N, I, J symbolic, I < J; any amplitudes with S_I > 0, any matrix rho(0)",
        ),
        oracle=oracles.averaged_sums.coherence_at,
        average=True,
        uses=("thm.coherences", "thm.mean-factor"),
    ),
    claim(
        id="thm.averaged-choi",
        statement="The averaged map is completely positive for the hidden variables of any state: the form of its Choi "
        "matrix at the components z_J of |J>|J> is b_N^2 + V_N, b_N the mean of the sum of z_J v_J, and V_N is m_N V_{N-1} plus a "
        "square, from V_1 = 0 on.",
        where=((mean_component[M], "thm.averaged-choi:mean"), MEAN, HALF_MEAN),
        derive=always(complete_positivity.one_more_square),
        domain=Domain(
            points=points.averaged_sums.vectors,
            assumptions=(complete_positivity.OCCUPIED,),
            scope="N symbolic; any amplitudes with alpha_1 != 0, any time",
        ),
        oracle=oracles.averaged_sums.choi_step_at,
        average=True,
        note="v_J^2 is what a sector leaves of |J>; the matrix is real and symmetric, so that real z are enough. What |J> gives "
        "to |K> != |J> stands alone in the Choi matrix, and is not negative, by thm.positivity; the trace is kept, by thm.trace. "
        "Where levels 1..K are empty, sigma_2, .., sigma_K all vanish: it is the same with 1 for their means, and without their "
        "squares.",
        uses=("thm.averaged-coherences", "thm.kept-population", "thm.mean-factor", "thm.positivity", "thm.trace"),
    ),
)
