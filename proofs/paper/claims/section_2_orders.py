"""Sections 2 and 2.2: composite systems, and a sum over all orders of the basis, in words."""

from functools import partial

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import orders, signalling
from bornproof.symbolic.cases import always

__all__ = ["CLAIMS"]

claim = in_section("2.2")

PAIR = partial(Domain, points=points.orders.weights(2), assumptions=(orders.IS_PAIR,))

CLAIMS = (
    in_section("2")(
        id="claim.2-composite",
        statement="It does not matter whether the system is composite or the detector distributed: A's spin, up in the levels 3 "
        "and 4 of two spins, behaves as it does by itself, where nothing moves on the average.",
        derive=always(signalling.alice_marginal, (3, 4)),
        domain=Domain(
            points=points.joint.one_setting,
            assumptions=(signalling.CERTAIN, signalling.BELOW_FOUR[0]),
            scope="N = 4, two spins; any pure state, any settings, any time",
        ),
        oracle=oracles.joint.marginal_at((3, 4)),
        average=True,
        corrected_statement="It does not matter for what is left for kappa t to infinity, Born's rule for every N; at finite times "
        "the averages depend on which levels there are, and on their order.",
        note="By itself the spin has N = 2, and (33) holds. Which two of the four levels are one outcome of A's is a matter of the "
        "order: see thm.alice-marginal for the others.",
        uses=("thm.alice-marginal", "thm.born", "claim.2.1-average-is-quantum"),
    ),
    claim(
        id="claim.2.2-permutations",
        statement="Summing over all permutations makes the model independent of the order. Read as a mixture, each run with an "
        "order of its own: the averaged population of one of three levels is symmetric in the other two.",
        derive=always(orders.mixture_of_three),
        domain=Domain(points=points.orders.weights(3), assumptions=(orders.IS_TRIPLE,), scope="N = 3, H = 0; any state, any time"),
        oracle=oracles.orders.mixture_at,
        average=True,
        note="It is not constant, as it is not in one order; the order is forgotten, Born's rule at finite times is not restored.",
        uses=("thm.averaged-sums", "claim.2.2-order"),
    ),
    claim(
        id="claim.2.2-permutations-in-one-law",
        statement="The same read as one law with the jump operators of all orders: the averages of two levels are those of quantum "
        "mechanics, with one hidden variable for both orders and with one for each.",
        name=r"(\overline{\rho_{11}},\text{the same with two lambdas})",
        family=tuple(
            Form(derive=always(orders.summed_population, shared), oracle=oracles.orders.summed_at(shared))
            for shared in (True, False)
        ),
        domain=PAIR(scope="N = 2, H = 0; any state, any time"),
        average=True,
        note="For three levels it fails: claim.2.2-permutations-of-three.",
        uses=("eq.5", "eq.6", "eq.15"),
    ),
    claim(
        id="claim.2.2-permutations-of-three",
        statement="The same for three levels, whose six orders have hidden variables of their own, or share them: the averaged "
        "populations do not move, at t = 0 to begin with.",
        derive=always(orders.summed_rate_of_three),
        domain=Domain(points=points.orders.weights(3), assumptions=(orders.IS_TRIPLE,), scope="N = 3, H = 0, t = 0; any state"),
        oracle=oracles.orders.summed_rate_at,
        average=True,
        corrected_statement="They move, unless p_1, p_2, p_3 are equal or one of them is 1.",
        note="Each p_J stays where 2 p_K p_M = p_J (p_K + p_M): for all three J only if those that are not 0 are equal, and then "
        "all three or one.",
        uses=("claim.2.2-permutations",),
    ),
    claim(
        id="claim.2.2-permutations-decide",
        statement="With the jump operators of all orders in one law each run still ends in an eigenstate, but for a set of lambdas "
        "without area: the share of those that do not, with one hidden variable and with one for each order.",
        derive=always(orders.undecided_runs),
        domain=PAIR(scope="N = 2, H = 0, kappa t -> infinity; any state"),
        oracle=oracles.orders.undecided_at,
        corrected_statement="Where the orders disagree about the winner each of the two operators undoes the other, and the run "
        "ends half in |1> and half in |2>.",
        note="The share with one hidden variable is twice the smaller of p_1 and p_2. Our reading of the sum; in the mixture each "
        "run ends in an eigenstate.",
        uses=("claim.2.2-permutations-in-one-law", "claim.5-one-eigenstate"),
    ),
)
