"""Section 3.1: every claim is decided, and no claim survives a wrong derivation, correction, oracle or condition."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from bornproof.numeric_check.evaluation.evaluate import truth
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Form, Ledger, Result, Verdict
from bornproof.proofs.ledger.domain import no_points
from bornproof.proofs.paper.claims import section_3_1
from bornproof.proofs.paper.claims.section_3_1 import RETIRED
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.points.endpoint import anywhere
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.notation import endpoint as e
from sympy import Integer, Max

SECTION = tuple(PAPER[claim.id] for claim in section_3_1.CLAIMS)
CLAIMS: dict[str, Claim] = {claim.id: claim for claim in SECTION}
EXPECTED = {
    "claim.3.1-euler-lagrange": Verdict.HOLDS,
    "claim.3.1-integrated": Verdict.HOLDS,
    "claim.3.1-action": Verdict.HOLDS,
    "claim.3.1-shorter": Verdict.HOLDS,
    "thm.endpoint-variation": Verdict.HOLDS,
    "thm.endpoint-stationarity": Verdict.HOLDS,
    "thm.endpoint-plane": Verdict.HOLDS,
    "thm.endpoint-sphere": Verdict.HOLDS,
    "thm.endpoint-paraboloid": Verdict.HOLDS,
    "claim.3.1-nearest": Verdict.CONDITIONAL,
    "claim.3.1-cannot-be-applied": Verdict.FALSE,
    "claim.3.1-moving": Verdict.HOLDS,
    "claim.3.1-final": Verdict.CONDITIONAL,
}
CONDITIONAL = [claim_id for claim_id, claim in CLAIMS.items() if claim.conditions]
HOLDING = [claim_id for claim_id, verdict in EXPECTED.items() if verdict is Verdict.HOLDS]


def turned(claim: Claim) -> Claim:
    """The claim with the sign of its derivation changed."""

    def derive(values: Mapping[Any, Any]) -> Derivation:
        assert claim.derive is not None
        steps = claim.derive(values)
        return steps.then("a wrong sign", -steps.result)

    return replace(claim, derive=derive)


@pytest.mark.parametrize("claim", SECTION, ids=CLAIMS)
def test_every_claim_is_decided(claim: Claim) -> None:
    entry = judge(claim)
    assert entry.verdict is EXPECTED[claim.id]
    assert all(item.result is not Result.VACUOUS for item in entry.evidence)
    assert (entry.witness is None) == (entry.verdict is Verdict.HOLDS)


def test_the_premises_are_in_the_section() -> None:
    assert len(Ledger(SECTION).claims) == len(EXPECTED)


@pytest.mark.parametrize("claim_id", [*HOLDING, "claim.3.1-final"])
def test_a_wrong_sign_in_the_derivation_is_caught(claim_id: str) -> None:
    assert judge(turned(CLAIMS[claim_id])).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", [*HOLDING, "claim.3.1-final"])
def test_the_oracle_alone_catches_a_wrong_sign(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    wrong = replace(turned(claim), printed=tuple(-form for form in claim.printed))
    engines = {item.engine.value: item.result for item in judge(wrong).evidence if item.form == "printed"}
    assert engines["balls"] is Result.REFUTED


@pytest.mark.parametrize("claim_id", CONDITIONAL)
def test_no_condition_can_be_left_out(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    for left_out in claim.conditions:
        rest = tuple(condition for condition in claim.conditions if condition != left_out)
        assert judge(replace(claim, conditions=rest)).verdict is Verdict.UNDECIDED


def test_a_free_end_leaves_neither_two_coordinates_open_nor_one() -> None:
    claim = CLAIMS["claim.3.1-cannot-be-applied"]
    for wrong in (1, 2):
        assert judge(replace(claim, corrected=Form((Integer(wrong),)))).verdict is Verdict.UNDECIDED


def test_the_foot_needs_its_sign_and_its_normal() -> None:
    claim = CLAIMS["claim.3.1-moving"]
    (foot,) = claim.printed
    for wrong in (2 * e.start - foot, foot.subs(e.offset, -e.offset)):
        assert judge(replace(claim, printed=(wrong,))).verdict is Verdict.UNDECIDED


def test_fixed_ends_are_needed_for_the_euler_lagrange_equation() -> None:
    claim = CLAIMS["claim.3.1-euler-lagrange"]
    free = replace(claim, domain=CLAIMS["thm.endpoint-variation"].domain)
    assert judge(free).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("retired", RETIRED)
def test_what_is_retired_says_why(retired: str) -> None:
    with pytest.raises(LedgerError, match="is retired"):
        PAPER[retired]


def test_the_point_nearest_at_the_start_is_not_the_best() -> None:
    claim = CLAIMS["claim.3.1-moving"]
    early = next(name for name in next(iter(anywhere())) if str(name) == "h'")
    at_start = tuple(form.subs(e.offset, early) for form in claim.printed)
    assert judge(replace(claim, printed=at_start)).verdict is Verdict.UNDECIDED


def test_the_vertex_is_not_always_the_best() -> None:
    claim = CLAIMS["thm.endpoint-paraboloid"]
    vertex_only = tuple(form.subs(Max(0, e.tilt), 0) for form in claim.printed)
    assert judge(replace(claim, printed=vertex_only)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim", SECTION, ids=CLAIMS)
def test_the_points_violate_each_assumption_and_each_condition(claim: Claim) -> None:
    points = list(islice(claim.domain.points(), 40))
    for condition in (*claim.domain.assumptions, *claim.conditions):
        assert {truth(condition, point) for point in points} == {True, False}


def test_an_empty_sample_decides_nothing() -> None:
    claim = CLAIMS["claim.3.1-action"]
    empty = replace(claim, domain=replace(claim.domain, points=no_points))
    assert judge(empty).verdict is Verdict.UNDECIDED
