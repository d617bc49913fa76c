"""Section 2: every claim has the verdict that is computed here, and none survives a wrong sign or a missing condition."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.matrices import pure_state
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import evaluate, truth
from bornproof.numeric_check.model import disks as quadrature
from bornproof.numeric_check.model.averages import outcome_probability
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.ledger import Claim, Result, Verdict
from bornproof.proofs.ledger.domain import Case, Domain, no_points
from bornproof.proofs.paper.claims import (
    section_2_1,
    section_2_1_law,
    section_2_1_outcomes,
    section_2_1_runs,
    section_2_2,
    section_2_2_probabilities,
    section_2_2_prose,
)
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.proofs.paper.oracles.outcomes import outcomes, probability, squares_at
from bornproof.proofs.paper.points.amplitudes import any_amplitudes
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.notation.core import J, K, N, S, alpha, kappa, lam, sigma
from flint import fmpq
from sympy import Basic, Eq, Gt, Integer, Lt, Product, Symbol
from sympy.core.relational import Relational

MODULES = (
    section_2_1,
    section_2_1_law,
    section_2_1_outcomes,
    section_2_1_runs,
    section_2_2,
    section_2_2_probabilities,
    section_2_2_prose,
)
CLAIMS: dict[str, Claim] = {claim.id: PAPER[claim.id] for module in MODULES for claim in module.CLAIMS}

EXPECTED = {
    Verdict.DEFINITION: (
        "eq.1 eq.2 eq.3 eq.6 eq.7 eq.13 eq.14 claim.2.2-independent"
    ),
    Verdict.HOLDS: (
        "eq.10 eq.11.1 eq.11.2 eq.11.3 eq.12 eq.16 eq.17 eq.18.1 claim.2.1-other-outcome claim.2.1-kappa-energy "
        "claim.2.1-gradual claim.2.1-not-quantum claim.2.2-operator-count claim.2.2-decay-time claim.2.2-top-wins "
        "claim.2.2-even-spread-alone claim.2.2-others claim.2.2-partial-sum claim.2.2-order claim.fn3-maximum "
        "claim.fn3-unique thm.born thm.readings thm.two-level-stationary"
    ),
    Verdict.CONDITIONAL: (
        "eq.8 eq.9 eq.18.2 eq.18.3 eq.19 eq.21 claim.2.1-amplitude-damping claim.2.1-certain-outcome claim.2.1-other-radius "
        "claim.2.1-unstable claim.2.1-starts-early claim.2.2-cleared claim.2.2-even-spread claim.2.2-read-downwards "
        "claim.2.2-uncorrelated"
    ),
    Verdict.MISPRINT: "eq.4 eq.5 eq.15 eq.20 eq.22",
    Verdict.FALSE: (
        "claim.2.1-lindblad claim.2.1-lambda-positive claim.2.1-from-h-alone claim.2.1-pure-state "
        "claim.2.1-average-is-quantum claim.2.2-level-after-level "
        "claim.2.2-average-is-quantum claim.2.2-sum-divides claim.2.2-sum-divides-smaller"
    ),
    Verdict.OUT_OF_SCOPE: "claim.2.2-requirements",
}
VERDICTS = {claim_id: verdict for verdict, ids in EXPECTED.items() for claim_id in ids.split()}
ALMOST_SURE = {"claim.2.1-amplitude-damping", "claim.2.1-unstable", "claim.2.1-starts-early", "claim.2.2-cleared"}
JUDGED = sorted(claim_id for claim_id, claim in CLAIMS.items() if not claim.out_of_scope)
SIGNED = sorted(set(JUDGED) - {"claim.2.1-lindblad"})  # there the truth is a matrix of zeros
CONDITIONAL = sorted(claim_id for claim_id, claim in CLAIMS.items() if claim.conditions)
CORRECTED = sorted(claim_id for claim_id, claim in CLAIMS.items() if claim.corrected)
ASSUMING = sorted(claim_id for claim_id, claim in CLAIMS.items() if claim.domain.assumptions or claim.conditions)
WITH_KAPPA = sorted(claim_id for claim_id in JUDGED if any(form.has(kappa) for form in CLAIMS[claim_id].true_forms[0].printed))


def _negated(expr: Basic) -> Basic:
    return expr.func(expr.rhs, expr.lhs) if isinstance(expr, Relational) else -expr


def _with_wrong_sign(claim: Claim) -> Claim:
    def derive(values: Mapping[Any, Any]) -> Derivation:
        assert claim.derive is not None
        steps = claim.derive(values)
        return steps.then("wrong sign", _negated(steps.result))

    return replace(claim, derive=derive)


def test_every_claim_is_expected() -> None:
    assert set(VERDICTS) == set(CLAIMS)


@pytest.mark.parametrize("claim_id", sorted(VERDICTS))
def test_verdict(claim_id: str) -> None:
    entry = judge(CLAIMS[claim_id])
    assert entry.verdict is VERDICTS[claim_id], [item for item in entry.evidence if item.result is not Result.AGREES]
    assert entry.almost_surely is (claim_id in ALMOST_SURE)


@pytest.mark.parametrize("claim_id", SIGNED)
def test_a_wrong_sign_in_the_derivation_is_noticed(claim_id: str) -> None:
    assert judge(_with_wrong_sign(CLAIMS[claim_id])).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", CORRECTED)
def test_a_wrong_correction_is_noticed(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    assert claim.corrected is not None
    forms = map(_negated, claim.corrected.expressions) if claim_id in SIGNED else claim.subjects[0].printed
    assert judge(replace(claim, corrected=replace(claim.corrected, expressions=tuple(forms)))).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", WITH_KAPPA)
def test_no_claim_about_kappa_holds_without_it(claim_id: str) -> None:
    claim = CLAIMS[claim_id].true_forms[0]
    dropped = replace(claim, printed=tuple(form.subs(kappa, 1) for form in claim.printed), conditions=())
    assert judge(dropped).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", CONDITIONAL)
def test_each_condition_is_needed(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    for left_out in claim.conditions:
        fewer = tuple(condition for condition in claim.conditions if condition != left_out)
        assert judge(replace(claim, conditions=fewer)).verdict is Verdict.UNDECIDED, left_out


@pytest.mark.parametrize("claim_id", JUDGED)
def test_an_empty_sample_is_no_agreement(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    domain = replace(claim.domain, points=no_points)
    assert judge(replace(claim, domain=domain)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", ASSUMING)
def test_the_points_violate_each_assumption_and_condition(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    points = list(islice(claim.domain.points(), 300))
    for condition in (*claim.domain.assumptions, *claim.conditions):
        assert {truth(condition, point) for point in points} == {True, False}, condition


@pytest.mark.parametrize("point", list(islice(any_amplitudes((2, 3))(), 6)), ids=lambda point: str(squares_at(point)))
def test_outcomes_against_the_full_liouvillian(point: Mapping[Any, Any]) -> None:
    size = int(point[N])
    rho = pure_state([point[alpha[level]] for level in range(1, size + 1)])
    for level, value in enumerate(outcomes(squares_at(point)), start=1):
        assert compare(outcome_probability(level, rho), value) is Agreement.OVERLAPPING


@pytest.mark.parametrize("sign", [1, -1])
def test_probability_against_quadrature(sign: int) -> None:
    p = (fmpq(1, 9), fmpq(1, 3), fmpq(5, 9))
    for level in (2, 3):
        areas = quadrature.sign_probability(level, p, sign), probability(level, p, sign)
        assert compare(*areas) is Agreement.OVERLAPPING


def _claim(printed: Basic, truth_: Basic, *cases: Case) -> Claim:
    return Claim(
        id="claim.x",
        section="2",
        statement="",
        name="",
        printed=(printed,),
        derive=lambda _: derivation("given", truth_),
        domain=Domain(cases or (Case(),)),
        language=LANGUAGE,
    )


def test_events_mean_probabilities() -> None:
    claim = _claim(Integer(1), Integer(1))
    assert claim.meaning(P(Gt(lam[K], 0)), {}) == 0
    assert claim.meaning(P(Gt(sigma[2], 0)), {S[2]: 0}) == 0
    assert claim.meaning(P(Gt(sigma[3], 1)), {}) == 0
    assert claim.meaning(P(Lt(sigma[3], 1)), {}) == 1
    every = P(Each(Lt(sigma[J], 0), J, K + 1, N))
    assert evaluate(claim.meaning(every, {N: 4, K: 2}), {S[2]: fmpq(1, 4), S[3]: fmpq(1, 2), S[4]: 1}) == fmpq(1, 4)
    assert claim.meaning(every, {N: 4, K: 4}) == 1
    with pytest.raises(UndefinedError, match="sigma_1 does not exist"):
        claim.meaning(P(Gt(sigma[K], 0)), {K: 1})


def test_a_division_needs_a_licence() -> None:
    quotient = _claim(S[K] / S[N], S[K] / S[N])
    assert prove(quotient, quotient.printed, "printed").result is Result.UNABLE
    assert prove(quotient, quotient.printed, "printed", (Gt(S[K], 0),)).result is Result.PROVED  # S_N >= S_K, as K is a level
    assert prove(quotient, quotient.printed, "printed", (Gt(S[N + 1], 0),)).result is Result.UNABLE
    assert prove(quotient, quotient.printed, "printed", (Gt(S[N], 0),)).result is Result.PROVED


def test_a_product_is_licensed_by_its_lowest_partial_sum() -> None:
    product = Product(S[J - 1] / S[J], (J, K + 1, N))
    claim = _claim(product, S[K] / S[N])
    assert prove(claim, claim.printed, "printed").result is Result.UNABLE
    assert prove(claim, claim.printed, "printed", (Gt(S[K + 2], 0),)).result is Result.UNABLE
    assert prove(claim, claim.printed, "printed", (Gt(S[K], 0),)).result is Result.PROVED


def test_a_product_that_is_clearly_empty_is_one() -> None:
    claim = _claim(Product(S[J - 1] / S[J], (J, N + 1, N - 1)), Integer(1))
    assert prove(claim, claim.printed, "printed", (Gt(S[N], 0),)).result is Result.PROVED


def test_inequalities_keep_their_direction() -> None:
    a, b = Symbol("a"), Symbol("b")
    claim = _claim(Gt(a, b), Gt(b, a))
    assert prove(claim, claim.printed, "printed").result is Result.UNABLE
    scaled = _claim(Gt(a * S[N], b * S[N]), Gt(a, b))
    assert prove(scaled, scaled.printed, "printed").result is Result.UNABLE
    assert prove(scaled, scaled.printed, "printed", (Gt(S[N], 0),)).result is Result.PROVED
    assert prove(scaled, scaled.printed, "printed", (Eq(S[N], 0),)).result is Result.UNABLE
