"""Section 4.1: Bell's hidden variables, statistical independence, and what specifies a run, Eq. (23)."""

from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import beables, fixed_lambda, specification
from bornproof.symbolic.cases import always, by_level
from bornproof.symbolic.notation.core import K, N, kappa, p, sigma
from bornproof.symbolic.notation.relations import Eq, Gt, Lt, Ne
from bornproof.symbolic.notation.settings import basis, cell, drive, of_beables, other_drive, other_kappa, other_p, settings
from bornproof.symbolic.notation.skews import same, same_later

__all__ = ["CLAIMS", "RETIRED"]

RETIRED = {
    "claim.4.1-lambda-alone": "It could not fail: that the lambda's are uniform whatever the settings is postulated, not derived.",
    "claim.4.2-settings-redundant": "It could not fail: the settings were inserted into Lambda, and read off it again.",
}

w_1, w_2 = settings
claim = in_section("4.1", w_1, drive, of_beables)
OCCUR = (Gt(w_1, 0), Gt(w_2, 0), Eq(w_1, 1 - w_2), Gt(cell, 0), Ne(basis[1], basis[2]))
TWO_SETTINGS = Domain(
    points=points.settings.two_settings, assumptions=OCCUR, scope="two settings with different bases that both occur"
)

STATES = tuple(Eq(base[3], 1 - base[1] - base[2]) for base in (p, other_p))
SAME_STATE = tuple(Eq(other_p[level], p[level]) for level in (1, 2))
SAME_RUN = (Eq(other_p[2], p[2]), Eq(other_kappa, kappa), Eq(other_drive, drive))

INDEPENDENCE = (
    claim(
        id="eq.23",
        statement="The condition called statistical independence, which the text prints to say that it is not fulfilled.",
        derive=always(beables.dependence),
        domain=TWO_SETTINGS,
        oracle=oracles.settings.dependence_at,
        definition=True,
        note="Checked is that the condition has a meaning: for a Lambda with the basis of a, b the two sides have the ratio 1/p(a, "
        "b), so that they are equal for p(a, b) = 1 alone. That it fails is claim.4.1-not-fulfilled.",
    ),
    claim(
        id="claim.4.1-not-fulfilled",
        statement="Condition (23) is not fulfilled: its two sides differ for some Lambda (1: they differ).",
        derive=always(beables.difference),
        domain=TWO_SETTINGS,
        oracle=oracles.settings.violated,
        note="The sum is 2 (1 - p(a, b)). If only one setting ever occurs, or if both have one basis, (23) is fulfilled.",
        uses=("eq.23",),
    ),
)

SPECIFICATION = (
    claim(
        id="claim.4.1-fully-specified",
        statement="lambda and the basis fully specify the evolution: a second run with both, of which all else is primed, has the "
        "same rate of rho_11 with H = omega (|1><2| + |2><1|).",
        derive=always(specification.other_rate),
        domain=Domain(
            points=points.settings.runs,
            scope="N = 2, any rho, H = omega (|1><2| + |2><1|), any two runs",
            plain=points.settings.two_plain_runs,
        ),
        oracle=oracles.settings.other_rate_at,
        conditions=SAME_RUN,
        note="The prepared state, H and kappa must be given as well. Primed quantities are those of the second run.",
        uses=("eq.13", "eq.15"),
    ),
    claim(
        id="claim.4.1-sigma-function",
        statement="sigma_K is a function of lambda_K and the basis: another prepared state, with p'_I for p_I, or another H, has "
        "the same sigma_K.",
        derive=by_level(specification.sigma_of_other_state, K),
        domain=Domain(
            cases({N: (3,), K: (2, 3)}), points.settings.states, (*STATES, Gt(K, 1)), scope="N = 3, K = 2, 3, any two weights"
        ),
        oracle=oracles.settings.other_sigma_at,
        conditions=SAME_STATE,
        note="Through beta_I = <chi_I|exp(-i H (t_d - t_p))|Psi(t_p)> it depends on the state and H: they must be fixed.",
        uses=("eq.7", "eq.13"),
    ),
    claim(
        id="claim.4.1-alternative",
        statement="One can write Lambda = (sigma_I, |I>): the rates that lambda and the basis make are functions of the sigma's.",
        derive=always(specification.rates_by_lambda),
        domain=Domain(
            points=points.settings.by_lambda,
            assumptions=tuple(Eq(sigma[level], specification.sigma_by_state(level)) for level in (2, 3)),
            scope="N = 3, any state, any lambda's, any matrix rho; the sigma's are those of Eq. (13)",
        ),
        oracle=oracles.settings.rates_by_lambda_at,
        note="The alternative holds less: no phase, and with the sigma's the state need not be given once more.",
        uses=("eq.13", "eq.15"),
    ),
)

LAMBDA_ALONE = (
    claim(
        id="claim.4.1-lambda-independence",
        statement="Taken alone for the hidden variables, the lambdas respect statistical independence.",
        reading="Section 2.1 postulates that each lambda is uniform on its disk, and names no setting: nothing is derived here.",
    ),
    claim(
        id="claim.4.1-lambda-causality",
        names=(same, same_later),
        statement="Taken alone for the hidden variables, the lambdas violate local causality: there are lambdas with which A's "
        "outcome changes with B's setting alone (1: they have an area).",
        derive=always(fixed_lambda.some_change),
        domain=Domain(
            points=points.skews.agreements,
            assumptions=(Lt(same, same_later),),
            scope="the singlet, the levels of (26); any two settings of B's with another probability of equal spins",
        ),
        oracle=oracles.joint.some_outcome_differs,
        note="s and r > s are the probabilities of equal spins for the two settings. The area is that of claim.5-local.",
        uses=("thm.fixed-lambda-change", "eq.26"),
    ),
)

CLAIMS = (*INDEPENDENCE, *SPECIFICATION, *LAMBDA_ALONE)
