"""Theorems of our own on the averaged map: what it keeps of quantum mechanics at N = 2 and loses from N = 3 on, Section 4.4."""

from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import averaged_map
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.settings import other_p
from bornproof.symbolic.notation.variants import later, share
from bornproof.symbolic.winner import IS_STATE

__all__ = ["CLAIMS"]

claim = in_section("4.4", later, other_p, share)

TWO = (averaged_map.NORMALISED, averaged_map.OTHER_NORMALISED)

CLAIMS = (
    claim(
        id="thm.kept-population",
        statement="What has left a level in a sector never comes back: from |J> its population decays by one exponential.",
        derive=always(averaged_map.kept_population),
        domain=Domain(points=points.averaged_map.basis_states, scope="N, J symbolic; any sector, any time"),
        oracle=oracles.averaged_map.kept_at,
        dynamics=True,
        note="With thm.coherences: in a sector rho(t) is V rho(0) V plus what has jumped, V = diag exp(-kappa l_J t/2), and that "
        "is completely positive; so is the average with any given weights.",
        uses=("thm.components-diagonal", "thm.partial-sums"),
    ),
    claim(
        id="thm.averaged-top",
        statement="The average of the top level from any state, with hidden variables of the weights p: for given p it is linear.",
        derive=always(averaged_map.top_from_any_start),
        domain=Domain(
            points=points.averaged_map.steps, assumptions=(averaged_map.NORMALISED, IS_STATE), scope="N symbolic, any state"
        ),
        oracle=oracles.averaged_map.top_at,
        dynamics=True,
        note="For given p the whole map is a mixture of completely positive maps that keep the trace, by eq.15.",
        uses=("thm.components-diagonal", "eq.18.3"),
    ),
    claim(
        id="thm.no-semigroup",
        statement="The averaged map over t + u is not that over u after that over t for N > 2, 0 < p_N < 1 and t, u > 0: the top "
        "level is the fuller, the fewer the steps.",
        derive=always(averaged_map.steps_defect),
        domain=Domain(
            points=points.averaged_map.steps, assumptions=(averaged_map.NORMALISED, IS_STATE), scope="N symbolic, any state"
        ),
        oracle=oracles.averaged_map.defect_at,
        uses=("thm.averaged-top",),
    ),
    claim(
        id="thm.ensembles",
        statement="Two ensembles with one density matrix differ in the averaged top level by (x - x^(N-1)) times the "
        "difference of the variances of p_N: the averaged map is linear in the prepared density matrix at N = 2 alone.",
        derive=always(averaged_map.two_ensembles),
        domain=Domain(
            points=points.averaged_map.ensembles, assumptions=TWO, scope="N symbolic, any two weights, with random phases"
        ),
        oracle=oracles.averaged_map.ensembles_at,
        note="The ensemble of p with the share s and of p' has, with random phases, the density matrix of that of the mean alone.",
        uses=("thm.averaged-top",),
    ),
    claim(
        id="thm.ensembles-bound",
        statement="At N = 3 the ensembles of thm.ensembles differ in the averaged top level by at most 1/16, which |1> and |3> in "
        "equal shares reach when exp(-kappa t) = 1/2: no term of the sum is negative, and there each is 0.",
        derive=always(averaged_map.bound_at_three),
        domain=Domain(
            points=points.averaged_map.three_ensembles, assumptions=averaged_map.THREE_OTHERS, scope="N = 3, any two weights"
        ),
        oracle=oracles.averaged_map.bound_at,
        uses=("thm.ensembles",),
    ),
    claim(
        id="thm.ensembles-three-levels",
        statement="At N = 3 the ensembles of thm.ensembles, p with the share s and p' against their mean, differ in all averaged "
        "populations by products of the d_J = p_J - p'_J: the trace distance of the averages is 1/16 at most.",
        derive=always(averaged_map.three_levels_apart),
        domain=Domain(
            points=points.averaged_map.three_ensembles, assumptions=averaged_map.THREE_OTHERS, scope="N = 3, any two weights"
        ),
        oracle=oracles.averaged_map.three_levels_apart_at,
        note="The averages are diagonal, as the phases are random, and the d_J add up to 0, as the entries do: half the sum of "
        "the moduli of these, the trace distance, is s (1-s) exp(-kappa t) (1-exp(-kappa t)) |d_3| times the largest |d_J|, at "
        "most 1/4 times 1/4. The top level alone reaches it (thm.ensembles-bound). Ensembles of more states differ by the "
        "covariances of p_2, p_1, p_3 with p_3.",
        uses=("thm.ensembles", "thm.ensembles-bound", "thm.averaged-sums"),
    ),
    claim(
        id="thm.two-levels-semigroup",
        statement="At N = 2 the averaged map with any weights is a semigroup: |2><1| at the rate kappa p_2, |1><2| at kappa p_1.",
        derive=always(averaged_map.two_levels),
        domain=Domain(
            points=points.averaged_map.two_levels, assumptions=averaged_map.ONE_STATE_OF_TWO, scope="N = 2, any state and weights"
        ),
        oracle=oracles.averaged_map.two_levels_at,
        dynamics=True,
        uses=("eq.56", "eq.57"),
    ),
    claim(
        id="thm.not-p-divisible",
        statement="At N = 3 the averages with given weights obey rate equations local in time, in which the rate from |2> to "
        "|1> is negative at any given time t > 0 for every 0 < p_3 < 1, if p_1/p_2 is small enough: the map is not P-divisible.",
        derive=always(averaged_map.rate_from_second_to_first),
        domain=Domain(
            points=points.averaged_map.three_levels, assumptions=averaged_map.THREE_WEIGHTS, scope="N = 3, any weights with p_2 > 0"
        ),
        oracle=oracles.averaged_map.feeding_rate_at,
        note="With p = (1/20, 9/20, 1/2) it is -kappa/72 when exp(-kappa t) = 1/2. For more levels it is the same with p_4 = "
        "... = p_N = 0, for with sigma_M < 0 these feed the others, and nothing feeds them. At N = 2 the rates are kappa p_1 "
        "and kappa p_2.",
        uses=("thm.components-diagonal", "eq.18.3"),
    ),
)
