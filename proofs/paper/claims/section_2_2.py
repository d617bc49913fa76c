"""Section 2.2, N > 2: hidden variables, jump operators and Born's rule for any N, Eqs. (13)-(22)."""

from dataclasses import replace
from functools import partial

from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Case, Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import disks, model
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import I, J, K, M, N, S, alpha, beta, imaginary_unit, kappa, lam, sigma, theta, total, weight
from bornproof.symbolic.notation.operators import L, hamiltonian, ketbra, state
from sympy import Abs, Eq, Gt, Integer, Le, Lt, Product, Rational, Sum, adjoint

__all__ = ["ANY_STATE", "CLAIMS", "NORMALISED"]

claim = in_section("2.2")

HALF, ZERO = Rational(1, 2), Integer(0)
NORMALISED = (Eq(S[N], 1),)

# S_n > 0, or S_n = 0 and so the sums below it
ONE_BELOW = (Case((), (Gt(S[N - 1], 0),)), Case(((S[N - 1], ZERO), (S[N - 2], ZERO))))
TWO_BELOW = (
    Case((), (Gt(S[N - 2], 0),)),
    Case(((S[N - 2], ZERO), (S[N - 3], ZERO)), (Gt(S[N - 1], 0),)),
    Case(((S[N - 1], ZERO), (S[N - 2], ZERO), (S[N - 3], ZERO))),
)
POSSIBLE, EMPTY = Case((), (Gt(S[K], 0),)), Case(((S[K], ZERO), (S[K - 1], ZERO)))
FIRST = Case(((K, Integer(1)), (S[0], ZERO)))

ANY_STATE = Domain(points=points.amplitudes.any_levels, assumptions=NORMALISED, scope="N symbolic, N >= 2; any amplitudes")
THREE_LEVELS = replace(ANY_STATE, assumptions=(*NORMALISED, Gt(N, 2)), scope="N symbolic, N >= 3; any amplitudes")
ANY_LEVEL = replace(ANY_STATE, cases=(POSSIBLE, FIRST, EMPTY), scope=f"{ANY_STATE.scope}, K symbolic")

JUMP, DAGGERED = L(K, M), adjoint(L(K, M))
PRINTED_JUMP = DAGGERED * state * DAGGERED - HALF * (state * DAGGERED * DAGGERED + DAGGERED * DAGGERED * state)
LINDBLAD_JUMP = JUMP * state * DAGGERED - HALF * (state * DAGGERED * JUMP + DAGGERED * JUMP * state)
UNITARY = -imaginary_unit * (hamiltonian * state - state * hamiltonian)
TOP = (1 - weight(N)) * weight(N - 1) / total(N - 1)
NEXT = (1 - weight(N)) * (1 - weight(N - 1) / total(N - 1)) * weight(N - 2) / total(N - 2)
SHARE = 1 - weight(J) / total(J)
EVENTS = P(Each(Lt(sigma[J], 0), J, K + 1, N), Gt(sigma[K], 0))
FACTORS = P(Lt(sigma[N], 0)) * P(Lt(sigma[N - 1], 0)) * P(Gt(sigma[N - 2], 0))
LAST = (1 - weight(N)) * weight(K) / total(K)

# the outcomes |N-1>, |N-2> and |K>
next_to_top, two_below_top, any_outcome = (
    partial(claim, name=name, derive=partial(disks.born, level), oracle=oracles.outcomes.outcome_at(level))
    for name, level in ((r"P(|N-1\rangle)", N - 1), (r"P(|N-2\rangle)", N - 2), (r"P(|K\rangle)", K))
)

DEFINITIONS = (
    claim(
        id="eq.13",
        statement="sigma_N for any N; it is |lambda_N|^2 S_N - S_{N-1}, and Eq. (6) at N = 2.",
        name=r"\sigma_N",
        printed=(Abs(beta[N] * lam[N]) ** 2 - Sum(Abs(beta[I]) ** 2 * (1 - Abs(lam[N]) ** 2), (I, 1, N - 1)),),
        derive=always(disks.sigma_in_sums),
        domain=ANY_STATE,
        oracle=oracles.outcomes.sigma_at(N),
        definition=True,
        uses=("eq.6", "eq.7"),
    ),
    claim(
        id="eq.14",
        statement="The N - 1 jump operators of level N: fed from |M> or decaying into it, by the sign of sigma_N.",
        name=r"L_{NM}",
        printed=(theta(sigma[N]) * ketbra(N, M) + theta(-sigma[N]) * ketbra(M, N),),
        derive=always(model.jump),
        domain=Domain(points=points.levels.jumps, scope="N symbolic and every M < N"),
        oracle=oracles.evolution.jump_at(N, M),
        definition=True,
        uses=("eq.13",),
    ),
    claim(
        id="eq.15",
        statement="The master equation for any N, with one dissipator for each pair of levels.",
        name=r"\partial_t\rho(t)",
        printed=(UNITARY + kappa * Sum(PRINTED_JUMP, (M, 1, K - 1), (K, 2, N)),),
        derive=always(model.law),
        domain=Domain(
            points=points.evolution.any_matrix((2, 3) * 12 + (8,), hamiltonian=True),
            scope="N symbolic, any sector, any H, any matrix rho",
        ),
        oracle=oracles.evolution.master_equation_at,
        corrected=Form((UNITARY + kappa * Sum(LINDBLAD_JUMP, (M, 1, K - 1), (K, 2, N)),)),
        note="Two of the four daggers are too many: with (14) it is L rho L^+ - {rho, L^+ L}/2.",
        uses=("eq.14",),
    ),
)

OUTCOMES = (
    claim(
        id="eq.16",
        statement="The outcome |N> is as probable as sigma_N > 0, which is Born's rule.",
        name=r"P(|N\rangle)",
        printed=(P(Gt(sigma[N], 0)), weight(N)),
        derive=partial(disks.born, N),
        domain=ANY_STATE,
        oracle=oracles.outcomes.outcome_at(N),
        uses=("eq.13", "eq.14", "thm.winner"),
    ),
    next_to_top(
        id="eq.17",
        statement="The outcome |N-1> means sigma_N < 0 and sigma_{N-1} > 0, and the two probabilities multiply.",
        printed=(P(Lt(sigma[N], 0), Gt(sigma[N - 1], 0)), P(Lt(sigma[N], 0)) * P(Gt(sigma[N - 1], 0))),
        domain=replace(THREE_LEVELS, cases=ONE_BELOW, scope=f"{THREE_LEVELS.scope}, S_{{N-1}} = 0 included"),
        uses=("eq.13", "eq.14", "thm.winner", "claim.2.2-independent"),
    ),
    *(
        claim(
            id=f"eq.18.{line}",
            statement=f"sigma_{{N-1}} > 0 as a condition on lambda_{{N-1}}: {words}.",
            name=r"\sigma_{N-1}>0",
            printed=(form,),
            derive=always(disks.above, N - 1),
            domain=THREE_LEVELS,
            oracle=oracles.outcomes.is_above(N - 1),
            conditions=(Gt(S[N - 1], 0),) if line > 1 else (),
            note="Where S_{N-1} = 0 the formula divides by 0." if line > 1 else "",
            uses=("eq.13",) if line == 1 else (f"eq.18.{line - 1}",),
        )
        for line, words, form in (
            (1, "from the definition", Gt(Abs(lam[N - 1] * alpha[N - 1]) ** 2, (1 - Abs(lam[N - 1]) ** 2) * total(N - 2))),
            (
                2,
                "divided by the partial sum",
                Gt(
                    Abs(lam[N - 1]) ** 2 * weight(N - 1) / total(N - 1),
                    (1 - Abs(lam[N - 1]) ** 2) * (1 - weight(N - 1) / total(N - 1)),
                ),
            ),
            (3, "a lower bound on its modulus", Gt(Abs(lam[N - 1]) ** 2, 1 - weight(N - 1) / total(N - 1))),
        )
    ),
    next_to_top(
        id="eq.19",
        statement="The probability of |N-1> is Born's.",
        printed=(TOP, weight(N - 1)),
        domain=replace(THREE_LEVELS, cases=ONE_BELOW),
        conditions=(Gt(S[N - 1], 0),),
        note="Where S_{N-1} = 0 the quotient is 0/0; the probability is 0.",
        uses=("eq.17", "eq.18.3"),
    ),
    two_below_top(
        id="eq.20",
        statement="The outcome |N-2> means that the two levels above are not fed and |N-2> is.",
        printed=(P(Lt(sigma[N], 0), Lt(lam[N - 1], 0), Gt(sigma[N - 2], 0)), FACTORS),
        domain=replace(
            THREE_LEVELS,
            cases=(Case(((N, Integer(3)),)), *TWO_BELOW),
            scope=f"{THREE_LEVELS.scope}, vanishing partial sums included",
        ),
        conditions=(Gt(N, 3),),
        corrected=Form((P(Lt(sigma[N], 0), Lt(sigma[N - 1], 0), Gt(sigma[N - 2], 0)), FACTORS)),
        note="lambda_{N-1} < 0 should be sigma_{N-1} < 0: a complex number is negative on a set without area. At N = 3 the level "
        "is |1>, and sigma_1 does not exist: its probability is P(sigma_3 < 0) P(sigma_2 < 0).",
        uses=("eq.13", "eq.14", "thm.winner", "claim.2.2-independent"),
    ),
    two_below_top(
        id="eq.21",
        statement="The probability of |N-2> is Born's.",
        printed=(NEXT, weight(N - 2)),
        domain=replace(THREE_LEVELS, cases=TWO_BELOW),
        conditions=(Gt(S[N - 2], 0),),
        note="Where S_{N-2} = 0 a quotient is 0/0; the probability is 0.",
        uses=("eq.20",),
    ),
    any_outcome(
        id="eq.22",
        statement="The probability of |K> as an event, as a product over the levels above, and by Born's rule.",
        printed=(EVENTS, LAST * Product(SHARE, (J, N - 1, K + 1)), weight(K)),
        domain=replace(ANY_LEVEL, cases=(POSSIBLE, EMPTY)),
        corrected=Form((EVENTS, LAST * Product(SHARE, (J, K + 1, N - 1)), weight(K))),
        conditions=(Gt(K, 1), Le(K, N - 1), Gt(S[K], 0)),
        note="By the usual convention a product whose upper limit is below its lower one is empty: so read, factors are missing "
        "for K < N-2, and for K = N-1 there is one too many. The correction writes the limits upwards, J = K+1..N-1. Read "
        "downwards, from the factor N-1 to the factor K+1, the printed product is the same: claim.2.2-read-downwards. For K = N "
        "there is one factor too many either way, and sigma_1 does not exist; where S_K = 0 it divides by 0. For all cases see "
        "thm.born.",
        uses=("eq.13", "eq.14", "thm.winner", "claim.2.2-independent"),
    ),
    any_outcome(
        id="claim.2.2-read-downwards",
        statement="(22) with its product read downwards, over the factors J = N-1, N-2, ..., K+1: the last equality.",
        printed=(LAST * Product(SHARE, (J, K + 1, N - 1)), weight(K)),
        domain=ANY_LEVEL,
        conditions=(Le(K, N - 1), Gt(S[K], 0)),
        note="The factors commute, so the order is written upwards. Where S_K = 0 it divides by 0, and for K = N the factor 1 - "
        "|alpha_N|^2 is one too many.",
        uses=("eq.22",),
    ),
    any_outcome(
        id="thm.born",
        statement="Born's rule for every N and K, K = 1 and vanishing partial sums included.",
        printed=(weight(K),),
        domain=ANY_LEVEL,
        uses=("eq.13", "eq.14", "thm.winner"),
    ),
)

CLAIMS = (*DEFINITIONS, *OUTCOMES)
