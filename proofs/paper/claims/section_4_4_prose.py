"""What Section 4.4 says in words of signalling, with hidden variables that are random or skewed, and of the state's weights."""

from functools import partial

from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import averaged_map, signalling, skews
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.relations import Le
from bornproof.symbolic.notation.settings import other_p
from bornproof.symbolic.notation.skews import same, slope
from bornproof.symbolic.notation.variants import share

__all__ = ["CLAIMS"]

claim = in_section("4.4", other_p)

# one observer's averaged marginal, for one setting of the other, in the order of (26) with the labels of the corrected eq.26
seen = partial(
    claim,
    domain=Domain(
        points=points.joint.one_setting,
        assumptions=(signalling.CERTAIN, signalling.BELOW_THREE[0]),
        scope="N = 4, two spins; any pure state, any settings, any time",
    ),
    average=True,
)

CLAIMS = (
    seen(
        id="claim.4.4-truly-random",
        statement="With truly random hidden variables there is no signalling: what A sees does not depend on B's setting. With the "
        "labels of the corrected (26), A's spin is up in |1> and |4>, with p_1 + p_4 by Born's rule whatever B's setting is.",
        derive=always(signalling.alice_marginal, (1, 4)),
        oracle=oracles.joint.marginal_at((1, 4)),
        corrected_statement="There is none in what is left for kappa t to infinity; at finite times A's averaged marginal depends "
        "on the p_J one by one, and so on B's setting.",
        note="By sqrt(3)/18 at most. For the state (27) measured along the "
        "axes it is prepared in, p_3 = p_4 = 0, it does not move: that is (34).",
        uses=("thm.alice-marginal", "thm.born"),
    ),
    seen(
        id="claim.4.4-general-weights",
        statement="With general weights q nothing cancels because of the state's symmetry. Read so that (35) is no accident, and "
        "put to the test with other settings: B's spin is up in |2> and |4>.",
        derive=always(signalling.alice_marginal, (2, 4)),
        oracle=oracles.joint.marginal_at((2, 4)),
        corrected_statement="(33)-(35) hold for every q as the state contains the levels 1 and 2 alone; with four levels the "
        "averaged marginals move.",
        note="Gain and loss cancel for every q, by what N = 2 is and not by a symmetry of the weights. The states for which "
        "nothing moves are those of thm.averaged-constancy: with other settings (27) is none.",
        uses=("thm.alice-marginal", "thm.averaged-constancy"),
    ),
    claim(
        id="claim.4.4-skew-alone",
        names=(slope, same),
        statement="A skewed distribution of the hidden variables by itself gives no signalling, as nobody controls it: A sees 1/2 "
        "of the singlet, in the end, whatever B's setting is.",
        derive=always(skews.marginal),
        domain=Domain(
            points=points.skews.singlets,
            assumptions=(Le(same, 1),),
            scope="N = 4, the order of (26), the singlet, kappa t -> infinity; one slope for all lambdas",
        ),
        oracle=oracles.skews.marginal_at,
        corrected_statement="In one order a skew that nobody controls lets B's setting, which B does control, change what A sees.",
        note="u = |lambda_n|^2 has the density 1 + gamma (1 - 2u); s is the probability of equal spins by Born's rule, which B's "
        "setting decides. In the mixture over all orders this skew is not seen: thm.skew-hidden.",
        uses=("thm.skew-signals",),
    ),
    claim(
        id="claim.4.4-two-ensembles",
        names=(other_p, share),
        statement="As (15) is linear, the model does not have the problem discussed in [36, 37]: two ensembles of one density "
        "matrix cannot be told apart.",
        derive=always(averaged_map.two_ensembles),
        domain=Domain(
            points=points.averaged_map.ensembles,
            assumptions=(averaged_map.NORMALISED, averaged_map.OTHER_NORMALISED),
            scope="N symbolic, any two weights, with random phases",
        ),
        oracle=oracles.averaged_map.ensembles_at,
        corrected_statement="(15) is linear for fixed signs of the sigmas, which belong to the prepared state; at finite times, "
        "for N > 2, the averaged top level tells ensembles of one density matrix apart.",
        note="Our reading of what the problem is; the ensembles have random phases. It vanishes for kappa t to infinity.",
        uses=("thm.ensembles", "claim.4.4-linear"),
    ),
)
