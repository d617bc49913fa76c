"""Section 5, footnotes 2 and 6, the references: every claim is decided, and none survives what is wrong."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from sympy import Expr, ImmutableMatrix, Max

from numeric_check.evaluation import truth
from proofs.claims import footnotes, references, section_5
from proofs.domains import no_points
from proofs.judging import judge
from proofs.ledger import Claim, Result, Verdict
from symbolic.derivation import Derivation

CLAIMS: dict[str, Claim] = {claim.id: claim for module in (section_5, footnotes, references) for claim in module.CLAIMS}
EXPECTED = {
    "claim.5-quantum-mechanics": Verdict.HOLDS,
    "claim.5-kappa-value": Verdict.HOLDS,
    "claim.5-one-parameter": Verdict.HOLDS,
    "claim.5-hidden-variables": Verdict.HOLDS,
    "claim.5-one-eigenstate": Verdict.CONDITIONAL,
    "claim.fn2-slice": Verdict.HOLDS,
    "claim.fn2-later": Verdict.CONDITIONAL,
    "claim.fn6-grid": Verdict.CONDITIONAL,
    "thm.finite-commutator": Verdict.HOLDS,
    "claim.ref-kappa": Verdict.MISPRINT,
    "claim.ref-limits": Verdict.MISPRINT,
    "claim.ref-both-limits": Verdict.MISPRINT,
    "claim.ref-notation": Verdict.MISPRINT,
    "claim.ref-footnote": Verdict.MISPRINT,
    "claim.ref-others": Verdict.HOLDS,
}
HOLDING = [claim_id for claim_id, verdict in EXPECTED.items() if verdict is Verdict.HOLDS]
CONDITIONAL = [claim_id for claim_id, verdict in EXPECTED.items() if verdict is Verdict.CONDITIONAL]
MISPRINTS = [claim_id for claim_id, verdict in EXPECTED.items() if verdict is Verdict.MISPRINT]


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


def test_the_list_is_complete() -> None:
    assert set(CLAIMS) == set(EXPECTED)


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_every_claim_is_decided(claim: Claim) -> None:
    entry = judge(claim)
    assert entry.verdict is EXPECTED[claim.id]
    assert all(item.result is not Result.VACUOUS for item in entry.evidence)
    assert (entry.witness is None) == (entry.verdict is Verdict.HOLDS)


@pytest.mark.parametrize("claim_id", EXPECTED)
def test_a_mistake_in_the_derivation_is_caught(claim_id: str) -> None:
    assert judge(wrong(CLAIMS[claim_id])).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", HOLDING)
def test_the_oracle_alone_catches_a_mistake(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    both = replace(wrong(claim), printed=tuple(shifted(form) for form in claim.printed))
    engines = {item.engine.value: item.result for item in judge(both).evidence if item.form == "printed"}
    assert engines["balls"] is Result.REFUTED


@pytest.mark.parametrize("claim_id", MISPRINTS)
def test_a_wrong_correction_is_caught(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    for corrected in (tuple(-form for form in claim.corrected), claim.printed):
        assert judge(replace(claim, corrected=corrected)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", CONDITIONAL)
def test_without_the_conditions_nothing_is_decided(claim_id: str) -> None:
    assert judge(replace(CLAIMS[claim_id], conditions=())).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", EXPECTED)
def test_the_points_violate_each_assumption_and_each_condition(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    points = list(islice(claim.domain.points(), 60))
    normalised = {"claim.5-kappa-value", "claim.5-one-eigenstate"}  # their only assumption is that p sums to 1
    assumptions = () if claim_id in normalised else claim.domain.assumptions
    for condition in (*assumptions, *claim.conditions):
        assert {truth(condition, point) for point in points} == {True, False}


def test_a_commutator_has_the_sign_of_minus_i() -> None:
    claim = CLAIMS["claim.5-quantum-mechanics"]
    assert judge(replace(claim, printed=tuple(-form for form in claim.printed))).verdict is Verdict.UNDECIDED


def test_a_slice_through_the_latest_detections_is_another_one() -> None:
    claim = CLAIMS["claim.fn2-slice"]
    times: list[Expr] = list(claim.printed[0])
    last = ImmutableMatrix([[Max(*times)] * 3])
    assert judge(replace(claim, printed=(last,))).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", ["claim.5-kappa-value", "claim.fn6-grid", "claim.ref-others"])
def test_an_empty_sample_decides_nothing(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    empty = replace(claim, domain=replace(claim.domain, points=no_points))
    assert judge(empty).verdict is Verdict.UNDECIDED
