"""Section 5, two footnotes, the appendix's sentences, references, theorems: each is decided, and none survives what is wrong."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from bornproof.numeric_check.evaluation.evaluate import truth
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Claim, Result, Verdict
from bornproof.proofs.ledger.domain import no_points
from bornproof.proofs.paper.claims import appendix_prose, beyond, footnotes, references, section_5
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic import winner
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.notation.core import I, J, N, W, delta, kappa, rho, sigma
from sympy import Basic, Expr, ImmutableMatrix, Integer, Max

EXPECTED = {
    "claim.5-quantum-mechanics": Verdict.HOLDS,
    "claim.5-energy": Verdict.HOLDS,
    "claim.5-lorentz": Verdict.OUT_OF_SCOPE,
    "claim.5-hidden-variables": Verdict.HOLDS,
    "claim.5-one-eigenstate": Verdict.CONDITIONAL,
    "claim.5-free-parameter": Verdict.OUT_OF_SCOPE,
    "claim.5-kappa-large": Verdict.CONDITIONAL,
    "claim.5-any-hamiltonian": Verdict.CONDITIONAL,
    "claim.A-title": Verdict.OUT_OF_SCOPE,
    "claim.A-lambda-nonpositive": Verdict.FALSE,
    "claim.A-top-empty": Verdict.HOLDS,
    "claim.A-top-lambda": Verdict.FALSE,
    "claim.A-used-in-31": Verdict.CONDITIONAL,
    "claim.fn2-slice": Verdict.HOLDS,
    "claim.fn2-later": Verdict.CONDITIONAL,
    "claim.fn6-grid": Verdict.CONDITIONAL,
    "thm.finite-commutator": Verdict.HOLDS,
    "thm.components-diagonal": Verdict.HOLDS,
    "thm.components-offdiagonal": Verdict.HOLDS,
    "thm.coherences": Verdict.HOLDS,
    "thm.partial-sums": Verdict.HOLDS,
    "thm.spectrum": Verdict.HOLDS,
    "thm.winner": Verdict.HOLDS,
    "thm.frozen-level": Verdict.HOLDS,
    "thm.transfer": Verdict.HOLDS,
    "thm.weights-forced": Verdict.HOLDS,
    "thm.average-not-constant": Verdict.HOLDS,
    **{f"claim.ref-{name}": Verdict.OUT_OF_SCOPE for name in ("kappa", "limits", "both-limits", "notation", "footnote", "others")},
}
MODULES = (section_5, footnotes, appendix_prose, references, beyond)
CLAIMS: dict[str, Claim] = {claim.id: PAPER[claim.id] for module in MODULES for claim in module.CLAIMS}
COMPUTED = [claim_id for claim_id, verdict in EXPECTED.items() if verdict is not Verdict.OUT_OF_SCOPE]
HOLDING = [claim_id for claim_id, verdict in EXPECTED.items() if verdict is Verdict.HOLDS]
FALSE = [claim_id for claim_id, verdict in EXPECTED.items() if verdict is Verdict.FALSE]
CONDITIONS = [claim_id for claim_id in COMPUTED if CLAIMS[claim_id].conditions]


def shifted(value: Any) -> Any:
    """Twice the value plus 1, entry by entry: also 0 is changed by that."""
    return value.applyfunc(lambda entry: 2 * entry + 1) if isinstance(value, ImmutableMatrix) else 2 * value + 1


def wrong(claim: Claim) -> Claim:
    """The claim with a derivation whose result is not the right one."""

    def derive(values: Mapping[Any, Any]) -> Derivation:
        assert claim.derive is not None
        steps = claim.derive(values)
        return steps.then("a mistake", shifted(steps.result))

    return replace(claim, derive=derive)


def with_forms(claim: Claim, forms: tuple[Basic, ...]) -> Claim:
    """The claim with other forms in the place of those that are checked."""
    return replace(claim, checked=replace(claim.checked, expressions=forms)) if claim.checked else replace(claim, printed=forms)


def checked(claim: Claim) -> tuple[Basic, ...]:
    return claim.subjects[0].printed


def test_the_list_is_complete() -> None:
    assert set(CLAIMS) == set(EXPECTED)


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_every_claim_is_decided(claim: Claim) -> None:
    entry = judge(claim)
    assert entry.verdict is EXPECTED[claim.id], entry.evidence
    assert all(item.result is not Result.VACUOUS for item in entry.evidence)
    assert (entry.witness is None) == (entry.verdict in (Verdict.HOLDS, Verdict.OUT_OF_SCOPE))


@pytest.mark.parametrize("claim_id", COMPUTED)
def test_a_mistake_in_the_derivation_is_caught(claim_id: str) -> None:
    assert judge(wrong(CLAIMS[claim_id])).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", HOLDING)
def test_the_oracle_alone_catches_a_mistake(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    both = with_forms(wrong(claim), tuple(shifted(form) for form in checked(claim)))
    engines = {item.engine.value: item.result for item in judge(both).evidence if item.form in ("printed", "checked")}
    assert engines["balls"] is Result.REFUTED


@pytest.mark.parametrize("claim_id", FALSE)
def test_a_wrong_correction_is_caught(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    assert claim.corrected is not None
    for forms in (tuple(-form for form in claim.corrected.expressions), checked(claim)):
        assert judge(replace(claim, corrected=replace(claim.corrected, expressions=forms))).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", CONDITIONS)
def test_without_the_conditions_nothing_is_decided(claim_id: str) -> None:
    assert judge(replace(CLAIMS[claim_id], conditions=())).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", COMPUTED)
def test_the_points_violate_each_assumption_and_each_condition(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    points = list(islice(claim.domain.points(), 80))
    for condition in (*claim.domain.assumptions, *claim.conditions):
        assert {truth(condition, point) for point in points} == {True, False}, condition


def test_a_commutator_has_the_sign_of_minus_i() -> None:
    claim = CLAIMS["claim.5-quantum-mechanics"]
    assert judge(replace(claim, printed=tuple(-form for form in claim.printed))).verdict is Verdict.UNDECIDED


def test_a_slice_through_the_latest_detections_is_another_one() -> None:
    claim = CLAIMS["claim.fn2-slice"]
    times: list[Expr] = list(claim.printed[0])
    last = ImmutableMatrix([[Max(*times)] * 3])
    assert judge(replace(claim, printed=(last,))).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", ["claim.5-kappa-large", "claim.fn6-grid", "thm.winner"])
def test_an_empty_sample_decides_nothing(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    empty = replace(claim, domain=replace(claim.domain, points=no_points))
    assert judge(empty).verdict is Verdict.UNDECIDED


WITH_KAPPA = ["claim.5-energy", "claim.5-kappa-large", "thm.winner", "thm.average-not-constant", "thm.coherences"]


@pytest.mark.parametrize("claim_id", WITH_KAPPA)
def test_what_is_said_of_kappa_fails_without_it(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    assert judge(with_forms(claim, tuple(form.subs(kappa, 1) for form in checked(claim)))).verdict is Verdict.UNDECIDED


EXTRA = (N - 2) * (N - 3) * (N - 4) * (N - 5)
WRONG = [lambda form: form + EXTRA, lambda form: form * (1 + EXTRA), lambda form: form + delta(N, 8)]


@pytest.mark.parametrize("claim_id", ["thm.winner", "thm.average-not-constant", "claim.5-one-eigenstate", "thm.frozen-level"])
@pytest.mark.parametrize("wrong_form", WRONG, ids=["sum", "factor", "N = 8"])
def test_what_is_right_up_to_some_N_is_not_proved(claim_id: str, wrong_form: Any) -> None:
    claim = CLAIMS[claim_id]
    entry = judge(replace(claim, printed=(wrong_form(claim.printed[0]),)))
    assert entry.verdict is Verdict.UNDECIDED
    assert not any(item.result is Result.PROVED for item in entry.evidence)


SUPPOSING = ["thm.winner", "thm.frozen-level", "thm.weights-forced"]


@pytest.mark.parametrize("claim_id", SUPPOSING)
def test_a_derivation_without_what_it_supposes_proves_nothing(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    for dropped in claim.domain.assumptions:
        kept = tuple(fact for fact in claim.domain.assumptions if fact != dropped)
        without = replace(claim, domain=replace(claim.domain, assumptions=kept))
        symbolic = prove(without, without.printed, "printed")
        assert symbolic.result is Result.UNABLE
        assert "which is not given" in symbolic.detail


def test_one_eigenstate_needs_no_sign_below_the_winner_and_fails_on_no_area() -> None:
    entry = judge(CLAIMS["claim.5-one-eigenstate"])
    assert entry.almost_surely
    claim = CLAIMS["claim.5-one-eigenstate"]
    points = islice(claim.domain.points(), 400)
    conditions = (*claim.domain.assumptions, *claim.conditions)
    below = [point for point in points if any(point.get(sigma[k]) == 0 for k in range(2, int(point[W]) + 1))]
    assert any(all(truth(condition, point) for condition in conditions) for point in below)


def test_another_winner_is_none() -> None:
    claim = CLAIMS["claim.5-one-eigenstate"]
    assert judge(replace(claim, printed=(delta(I, N) * delta(J, N),))).verdict is Verdict.UNDECIDED
    loose = replace(claim, domain=replace(claim.domain, assumptions=winner.IS_WINNER[:1]))
    assert judge(loose).verdict is Verdict.UNDECIDED


def test_a_frozen_level_gains_from_above() -> None:
    claim = CLAIMS["thm.frozen-level"]
    assert judge(replace(claim, printed=(Integer(0),))).verdict is Verdict.UNDECIDED
    assert judge(replace(claim, printed=(claim.printed[0] - rho[J, J],))).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.split(".")[-1])
def test_retired_ids_keep_their_reason(module: Any) -> None:
    for claim_id, reason in getattr(module, "RETIRED", {}).items():
        assert PAPER.retired[claim_id] == reason
        assert claim_id not in CLAIMS


def test_what_a_person_read_is_no_proof() -> None:
    for claim in references.CLAIMS:
        entry = judge(claim)
        assert [item.engine.value for item in entry.evidence] == ["reading"]
        assert entry.verdict is Verdict.OUT_OF_SCOPE
