"""Section 2.2, N > 2: hidden variables, jump operators and Born's rule for any N, Eqs. (13)-(22)."""

from dataclasses import replace
from functools import partial

from bornproof.proofs.ledger.domain import Case, Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import disks, model
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import K, M, N, S
from bornproof.symbolic.notation.relations import Eq, Gt, Le
from sympy import Integer

__all__ = ["ANY_STATE", "CLAIMS", "NORMALISED"]

claim = in_section("2.2")

ZERO = Integer(0)
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

# the outcomes |N-1>, |N-2> and |K>
next_to_top, two_below_top, any_outcome = (
    partial(claim, derive=partial(disks.born, level), oracle=oracles.outcomes.outcome_at(level))
    for level in (N - 1, N - 2, K)
)

DEFINITIONS = (
    claim(
        id="eq.13",
        statement="sigma_N for any N; it is |lambda_N|^2 S_N - S_{N-1}, and Eq. (6) at N = 2.",
        derive=always(disks.sigma_in_sums),
        domain=ANY_STATE,
        oracle=oracles.outcomes.sigma_at(N),
        definition=True,
        uses=("eq.6", "eq.7"),
    ),
    claim(
        id="eq.14",
        statement="The N - 1 jump operators of level N: fed from |M> or decaying into it, by the sign of sigma_N.",
        derive=always(model.jump),
        domain=Domain(points=points.levels.jumps, scope="N symbolic and every M < N"),
        oracle=oracles.evolution.jump_at(N, M),
        definition=True,
        uses=("eq.13",),
    ),
    claim(
        id="eq.15",
        statement="The master equation for any N, with one dissipator for each pair of levels.",
        derive=always(model.law),
        domain=Domain(
            points=points.evolution.any_matrix((2, 3) * 12 + (8,), hamiltonian=True),
            scope="N symbolic, any sector, any H, any matrix rho",
            plain=points.evolution.plain((1,)),
        ),
        oracle=oracles.evolution.master_equation_at,
        note="As in (4), two of the four daggers are too many.",
        uses=("eq.14",),
    ),
)

OUTCOMES = (
    claim(
        id="eq.16",
        statement="The outcome |N> is as probable as sigma_N > 0, which is Born's rule.",
        derive=partial(disks.born, N),
        domain=ANY_STATE,
        oracle=oracles.outcomes.outcome_at(N),
        uses=("eq.13", "eq.14", "thm.winner"),
    ),
    next_to_top(
        id="eq.17",
        statement="The outcome |N-1> means sigma_N < 0 and sigma_{N-1} > 0, and the two probabilities multiply.",
        domain=replace(THREE_LEVELS, cases=ONE_BELOW, scope=f"{THREE_LEVELS.scope}, S_{{N-1}} = 0 included"),
        uses=("eq.13", "eq.14", "thm.winner", "claim.2.2-independent"),
    ),
    *(
        claim(
            id=f"eq.18.{line}",
            statement=f"sigma_{{N-1}} > 0 as a condition on lambda_{{N-1}}: {words}.",
            derive=always(disks.above, N - 1),
            domain=THREE_LEVELS,
            oracle=oracles.outcomes.is_above(N - 1),
            conditions=(Gt(S[N - 1], 0),) if line > 1 else (),
            note="Where S_{N-1} = 0 the formula divides by 0." if line > 1 else "",
            uses=("eq.13",) if line == 1 else (f"eq.18.{line - 1}",),
        )
        for line, words in (
            (1, "from the definition"),
            (2, "divided by the partial sum"),
            (3, "a lower bound on its modulus"),
        )
    ),
    next_to_top(
        id="eq.19",
        statement="The probability of |N-1> is Born's.",
        domain=replace(THREE_LEVELS, cases=ONE_BELOW),
        conditions=(Gt(S[N - 1], 0),),
        note="Where S_{N-1} = 0 the quotient is 0/0; the probability is 0.",
        uses=("eq.17", "eq.18.3"),
    ),
    two_below_top(
        id="eq.20",
        statement="The outcome |N-2> means that the two levels above are not fed and |N-2> is.",
        domain=replace(
            THREE_LEVELS,
            cases=(Case(((N, Integer(3)),)), *TWO_BELOW),
            scope=f"{THREE_LEVELS.scope}, vanishing partial sums included",
        ),
        conditions=(Gt(N, 3),),
        note="A complex number is negative only on a set without area: as printed, the event has the probability 0. At N = 3 the "
        "level is |1>, and sigma_1 does not exist: its probability is P(sigma_3 < 0) P(sigma_2 < 0).",
        uses=("eq.13", "eq.14", "thm.winner", "claim.2.2-independent"),
    ),
    two_below_top(
        id="eq.21",
        statement="The probability of |N-2> is Born's.",
        domain=replace(THREE_LEVELS, cases=TWO_BELOW),
        conditions=(Gt(S[N - 2], 0),),
        note="Where S_{N-2} = 0 a quotient is 0/0; the probability is 0.",
        uses=("eq.20",),
    ),
    any_outcome(
        id="eq.22",
        statement="The probability of |K> as an event, as a product over the levels above, and by Born's rule.",
        domain=replace(ANY_LEVEL, cases=(POSSIBLE, EMPTY)),
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
        domain=ANY_LEVEL,
        conditions=(Le(K, N - 1), Gt(S[K], 0)),
        note="For K = N the factor 1 - |alpha_N|^2 is one too many, and where S_K = 0 it divides by 0. The factors commute, so the "
        "order is written upwards.",
        uses=("eq.22",),
    ),
    any_outcome(
        id="thm.born",
        statement="Born's rule for every N and K, K = 1 and vanishing partial sums included.",
        domain=ANY_LEVEL,
        uses=("eq.13", "eq.14", "thm.winner"),
    ),
)

CLAIMS = (*DEFINITIONS, *OUTCOMES)
