"""Sections 4.1-4.3: Bell's hidden variables, what specifies a run, local causality, and what predictions need, Eqs. (23)-(25)."""

from sympy import Abs, And, Eq, Gt, ImmutableMatrix, Integer, Ne, Or, Sum
from sympy import I as imaginary_unit

from proofs.domains import Case, Domain, cases
from proofs.ledger import Claim, Form
from proofs.oracles import beables as by_listing
from proofs.oracles import spins, two_spins
from proofs.oracles.evolution import singlet_points
from symbolic import beables, locality, singlet, specification
from symbolic.notation import I, down, kappa, lam, n, p, q, rho, rho0, sigma, theta, up, x
from symbolic.section_4_notation import (
    basis,
    cell,
    chosen,
    drive,
    given_all,
    given_beables,
    of_beables,
    other_drive,
    other_kappa,
    other_p,
    other_state,
    settings,
    state,
    turn,
)

__all__ = ["CLAIMS", "RETIRED"]

RETIRED = {
    "claim.4.1-lambda-alone": "It could not fail: that the lambda's are uniform whatever the settings is postulated, not derived.",
    "claim.4.2-settings-redundant": "It could not fail: the settings were inserted into Lambda, and read off it again.",
}

w_1, w_2 = settings
(a_1, a_2), (c, s) = state, turn
OCCUR = (Gt(w_1, 0), Gt(w_2, 0), Eq(w_1, 1 - w_2), Gt(cell, 0), Ne(basis[1], basis[2]))
TWO_SETTINGS = Domain(
    points=by_listing.setting_points, assumptions=OCCUR, scope="two settings with different bases that both occur"
)

STATES = tuple(Eq(base[3], 1 - base[1] - base[2]) for base in (p, other_p))
SAME_STATE = tuple(Eq(other_p[level], p[level]) for level in (1, 2))
SAME_RUN = (Eq(other_p[2], p[2]), Eq(other_kappa, kappa), Eq(other_drive, drive))
LEVEL_2 = Abs(lam[2]) ** 2 + p[2] - 1  # sigma_2 at N = 2

# no sigma vanishes above the winner: one population is 1 in the end
NONE_VANISHES = Or(Gt(sigma[4], 0), And(Ne(sigma[4], 0), Or(Gt(sigma[3], 0), And(Ne(sigma[3], 0), Ne(sigma[2], 0)))))
A_STATE = Eq(rho0[1, 1], 1 - rho0[2, 2] - rho0[3, 3] - rho0[4, 4])
OUTCOMES = Domain(
    tuple(Case(case.values, (A_STATE,)) for case in cases({sigma[k]: (1, -1, 0) for k in (2, 3, 4)})),
    two_spins.outcome_points,
    scope="every pair of outcomes, every sector of N = 4, any state of two spins, after complete collapse",
)
DOWN_A, UP_A = rho[1, 1] + rho[3, 3], rho[2, 2] + rho[4, 4]  # what A finds in |1>, |3> or |2>, |4>, by (26)
UP_B, DOWN_B = rho[1, 1] + rho[4, 4], rho[2, 2] + rho[3, 3]  # what B finds in |1>, |4> or |2>, |3>
PAIRS = ((DOWN_A, UP_B), (UP_A, DOWN_B), (DOWN_A, DOWN_B), (UP_A, UP_B))  # in the order of (26)
POPULATIONS = tuple((rho[level, level], locality.population(level)) for level in range(1, 5))

INDEPENDENCE = (
    Claim(
        id="eq.23",
        section="4.1",
        statement="The condition called statistical independence, which the text prints to say that it is not fulfilled.",
        name=r"p(\Lambda|a,b)",
        printed=(of_beables,),
        checked=Form((1 / w_1,), name=r"p(\Lambda|a,b)/p(\Lambda)"),
        derive=lambda _: beables.dependence(),
        domain=TWO_SETTINGS,
        oracle=by_listing.dependence_at,
        definition=True,
        note=(
            "Checked is that the condition has a meaning: for a Lambda with the basis of a, b the two sides have the "
            "ratio 1/p(a, b), so that they are equal for p(a, b) = 1 alone. That it fails is claim.4.1-not-fulfilled."
        ),
    ),
    Claim(
        id="claim.4.1-not-fulfilled",
        section="4.1",
        statement="Condition (23) is not fulfilled: its two sides differ for some Lambda (1: they differ).",
        name=r"\operatorname{sgn}\sum_\Lambda\left|p(\Lambda|a,b)-p(\Lambda)\right|",
        printed=(Integer(1),),
        derive=lambda _: beables.difference(),
        domain=TWO_SETTINGS,
        oracle=by_listing.violated,
        note="The sum is 2 (1 - p(a, b)). If only one setting ever occurs, or if both have one basis, (23) is fulfilled.",
        uses=("eq.23",),
    ),
)

SPECIFICATION = (
    Claim(
        id="claim.4.1-fully-specified",
        section="4.1",
        statement="lambda and the basis fully specify the evolution: a second run with both has the same rate of rho_11.",
        name=r"\partial_t\rho'_{11}(t)",
        printed=(
            kappa * (theta(-LEVEL_2) * rho[2, 2] - theta(LEVEL_2) * rho[1, 1])
            - imaginary_unit * drive * (rho[2, 1] - rho[1, 2]),
        ),
        derive=lambda _: specification.other_rate(),
        domain=Domain(points=by_listing.runs, scope="N = 2, any rho, H = omega (|1><2| + |2><1|), any two runs"),
        oracle=by_listing.other_rate_at,
        conditions=SAME_RUN,
        note="Primed quantities are those of the second run. The prepared state, H and kappa must be given as well.",
        uses=("eq.13", "eq.15"),
    ),
    Claim(
        id="claim.4.1-sigma-function",
        section="4.1",
        statement="sigma_n is a function of lambda_n and the basis: another prepared state, or another H, has the same sigma_n.",
        name=r"\sigma_n",
        printed=(Abs(lam[n]) ** 2 * Sum(p[I], (I, 1, n)) - Sum(p[I], (I, 1, n - 1)),),
        derive=lambda values: specification.sigma_of_other_state(int(values[n])),
        domain=Domain(cases({n: (2, 3)}), by_listing.state_points, STATES, scope="N = 3, n = 2, 3, any two weights"),
        oracle=by_listing.other_sigma_at,
        conditions=SAME_STATE,
        note="Through beta_I = <chi_I|exp(-iH(t_d-t_p))|Psi(t_p)> it depends on the state and H: they must be fixed.",
        uses=("eq.7", "eq.13"),
    ),
    Claim(
        id="claim.4.1-alternative",
        section="4.1",
        statement="One can write Lambda = (sigma_I, |I>): the rates that lambda and the basis make are functions of the sigma's.",
        name=r"(\partial_t\rho_{11},\partial_t\rho_{22},\partial_t\rho_{33})/\kappa",
        printed=(
            ImmutableMatrix(
                [
                    down(2) * rho[2, 2] + down(3) * rho[3, 3] - (up(2) + up(3)) * rho[1, 1],
                    up(2) * rho[1, 1] + down(3) * rho[3, 3] - (down(2) + up(3)) * rho[2, 2],
                    up(3) * (rho[1, 1] + rho[2, 2]) - 2 * down(3) * rho[3, 3],
                ]
            ),
        ),
        derive=lambda _: specification.rates_by_lambda(),
        domain=Domain(
            points=by_listing.by_lambda_points,
            assumptions=tuple(Eq(sigma[level], specification.sigma_by_state(level)) for level in (2, 3)),
            scope="N = 3, any state, any lambda's, any matrix rho; the sigma's are those of Eq. (13)",
        ),
        oracle=by_listing.rates_by_lambda_at,
        note="The alternative holds less: no phase, and with the sigma's the state need not be given once more.",
        uses=("eq.13", "eq.15"),
    ),
)

LOCALITY = (
    Claim(
        id="eq.24",
        section="4.2",
        statement="Given Lambda and the settings, the joint probability of the outcomes is a product of single ones.",
        name=r"p(O_a,O_b|a,b,\Lambda)",
        printed=(given_all[0] * given_all[1],),
        checked=Form((ImmutableMatrix([a * b for a, b in PAIRS]),), name=r"p(O_a,O_b|a,b,\Lambda)_{|1\rangle\ldots|4\rangle}"),
        where=POPULATIONS,
        derive=locality.joint_outcomes,
        domain=OUTCOMES,
        oracle=two_spins.final_populations,
        conditions=(NONE_VANISHES,),
        note=(
            "No sigma may vanish above the winner: then each is 0 or 1. That fails for almost no lambda. Outcomes are read "
            "after complete collapse; before, the two sides differ: thm.correlated-before."
        ),
        uses=("eq.26", "eq.39.4"),
    ),
    Claim(
        id="eq.25",
        section="4.2",
        statement="Given Lambda alone, the joint probability of the outcomes is the product of the single ones.",
        name=r"p(O_a,O_b|a,b,\Lambda)",
        printed=(given_beables[0] * given_beables[1],),
        checked=Form((ImmutableMatrix([a * b for a, b in PAIRS]),), name=r"p(O_a,O_b|a,b,\Lambda)_{|1\rangle\ldots|4\rangle}"),
        where=POPULATIONS,  # Lambda has the basis
        derive=locality.joint_outcomes,
        domain=OUTCOMES,
        oracle=two_spins.final_populations,
        conditions=(NONE_VANISHES,),
        note="As for (24): no sigma may vanish above the winner, and the outcomes are read after complete collapse.",
        uses=("eq.24",),
    ),
    Claim(
        id="thm.correlated-before",
        section="4.2",
        statement="At finite time rho(t) of the state (28) does not factorise: P(down, up) exceeds the product by rho_11 rho_22.",
        name=r"p(O_a,O_b|\Lambda)-p(O_a|\Lambda)\,p(O_b|\Lambda)",
        printed=(
            up(2) * q**2 * x * (1 - q**2 * x)
            + down(2) * (1 - q**2) * x * (1 - (1 - q**2) * x)
            + (1 - up(2) - down(2)) * q**2 * (1 - q**2),
        ),
        derive=singlet.correlation,
        domain=Domain(
            cases({sigma[2]: (1, -1, 0), sigma[3]: (-1, 0), sigma[4]: (-1, 0)}),
            singlet_points,
            scope="sigma_2 = +, -, 0; sigma_3, sigma_4 = -, 0; any 0 <= q <= 1, any time",
        ),
        oracle=spins.correlation_at,
        dynamics=True,
        uses=("eq.31.1", "eq.31.2"),
    ),
)

EVOLUTION = (
    Claim(
        id="claim.3.1-settings-determine",
        section="3.1",
        statement="The settings determine the evolution: rho = 1/2, the same in every basis, moves as the setting's basis says.",
        name=r"\partial_t\rho_{11}(t)",
        printed=(kappa * (s**2 - c**2) * (up(2) - down(2)) / 2,),
        derive=lambda _: specification.mixed_state_rate(),
        domain=Domain(
            points=by_listing.signed_predictions,
            scope="N = 2, H = 0, rho = 1/2, |chi_1> = c |1> + s |2>, |chi_2> = c |2> - s |1>",
        ),
        oracle=by_listing.mixed_state_rate_at,
        note="The evolution of quantum mechanics, the commutator in (15), has no chi in it.",
        uses=("eq.14", "eq.15"),
    ),
    Claim(
        id="claim.fn5-no-schroedinger",
        section="4.4",
        statement="The law is no Schroedinger equation: it does not keep the purity of a pure state.",
        name=r"\partial_t\mathrm{Tr}\,\rho(t)^2",
        printed=(-2 * kappa * (up(2) * a_1**4 + down(2) * a_2**4),),
        derive=lambda _: specification.purity_rate(),
        domain=Domain(points=by_listing.signed_predictions, scope="N = 2, H = 0, rho = |Psi><Psi|, real amplitudes a_1, a_2"),
        oracle=by_listing.purity_rate_at,
        note="A Schroedinger equation would give 0. That (15) is not non-linear either is claim.4.4-linear.",
        uses=("eq.15",),
    ),
)

PREDICTIONS = (
    Claim(
        id="claim.4.3-only-settings",
        section="4.3",
        statement="Only the settings matter, not how they were chosen: given a setting, the average prediction is Born's.",
        name=r"p(|2\rangle\,|\,a)",
        printed=(p[2],),
        derive=lambda _: beables.mechanisms_average(),
        domain=Domain(
            points=by_listing.choices,
            assumptions=(Gt(chosen[1, 1] + chosen[2, 1], 0),),
            scope="N = 2, two settings, two mechanisms that choose them with any probabilities, any state",
        ),
        oracle=by_listing.given_setting_at,
        note="As long as lambda is uniform whatever the mechanism, which the model postulates.",
        uses=("eq.12",),
    ),
    Claim(
        id="claim.4.3-settings-alone",
        section="4.3",
        statement="Average outcomes are predicted from the settings alone: another prepared state gives the same prediction.",
        name=r"P'(|\chi_2\rangle)",
        printed=((c * a_2 - s * a_1) ** 2,),
        derive=lambda _: specification.other_prediction(),
        domain=Domain(
            points=by_listing.predictions,
            scope="N = 2, real amplitudes a_I, b_I of two states, |chi_2> = c |2> - s |1>",
        ),
        oracle=by_listing.other_prediction_at,
        corrected=Form(((c * other_state[1] - s * other_state[0]) ** 2,)),
        corrected_statement="Average outcomes are predicted from the settings and the prepared state together, by Born's rule.",
        note="P' is the probability in the state b_1 |1> + b_2 |2>. In quantum mechanics it needs the state just so.",
        uses=("eq.12",),
    ),
)

CLAIMS = (*INDEPENDENCE, *SPECIFICATION, *LOCALITY, *EVOLUTION, *PREDICTIONS)
