"""Section 6: what the text says of hidden variables that are not uniform, or change slowly, and of Bell-type experiments."""

from bornproof.proofs.ledger import Fewer, Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import drift, skews
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.skews import beyond, slope, slopes

__all__ = ["CLAIMS"]

claim = in_section("6", beyond, slope, slopes)

CLAIMS = (
    claim(
        id="claim.6-not-uniform",
        statement="If the hidden variables were not uniform, the predictions would differ from quantum mechanics: in one order "
        "Born's rule for |1> in every state is the joint distribution function of independent uniform |lambda_n|^2.",
        derive=always(skews.forced),
        domain=Domain(points=points.skews.thresholds, scope="N symbolic; any thresholds 0 < a_n <= 1"),
        oracle=oracles.skews.forced_at,
        note="With uniform ones Born's rule holds, for kappa t to infinity: thm.born; before, claim.2.2-average-is-quantum. In the "
        "mixture over all orders see claim.6-not-uniform-orders. The phases of the lambdas do not enter.",
        uses=("thm.law-forced", "thm.born"),
    ),
    claim(
        id="claim.6-not-uniform-orders",
        statement="The same in the mixture over all orders, with which Section 2.2 would make the model independent of the order "
        "(1: the predictions differ). Put to the test with the densities 1 + gamma_n (1 - 2u) of u = |lambda_n|^2.",
        derive=always(skews.unseen),
        domain=Domain(
            points=points.skews.hidden, assumptions=(drift.CERTAIN,), scope="N, J symbolic; all orders, -1 <= gamma_n <= 1"
        ),
        oracle=oracles.skews.is_seen_at,
        corrected=Form(derive=always(skews.hidden), oracle=oracles.skews.hidden_at),
        corrected_statement="In the mixture over all orders there are skewed distributions with which the final outcomes follow "
        "Born's rule for every N and every state.",
        note="Theorems of ours have all of them, for independent lambdas.",
        uses=("thm.skew-hidden",),
    ),
    claim(
        id="claim.6-slow-variables",
        statement="Hidden variables that change slowly between measurements can give results more strongly correlated than quantum "
        "mechanics predicts: the share of the lambdas that, kept for the four pairs of standard settings, make CHSH = 4.",
        derive=always(skews.frozen),
        domain=Domain(points=points.levels.sizes((4,)), scope="N = 4, the order of (26), the singlet, kappa t -> infinity"),
        oracle=oracles.skews.frozen_at,
        fewer=Fewer(1, "it is about one number, the share at the standard settings"),
        note="With the others it is 2, and as often -2: the mean over all lambdas is 2 sqrt(2), as in quantum mechanics.",
        uses=("thm.frozen-lambdas",),
    ),
    claim(
        id="claim.6-bell-tests",
        statement="Deviations from Born's rule that come from the hidden variables cannot be detected by Bell-type experiments: "
        "CHSH at the standard settings is 2 sqrt(2) whatever the skew.",
        derive=always(skews.correlation),
        domain=Domain(
            points=points.skews.slopes_alone,
            scope="N = 4, the order of (26), the singlet, standard settings, kappa t -> infinity; one slope for all lambdas",
        ),
        oracle=oracles.skews.chsh_at,
        corrected_statement="In one order a skew changes CHSH, which a Bell-type experiment measures, however the settings are "
        "chosen; in the mixture over all orders there are skews that nobody sees in the final outcomes (thm.skew-hidden).",
        note="u = |lambda_n|^2 has the density 1 + gamma (1 - 2u). Our reading: the experiments that the text names ask how "
        "settings are chosen, which is no matter for the model: claim.4.3-only-settings.",
        uses=("thm.skew-chsh", "claim.4.3-only-settings"),
    ),
)
