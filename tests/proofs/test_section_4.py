"""Section 4: every claim is decided, and no claim survives a wrong sign, a missing condition or an empty sample."""

from collections.abc import Mapping
from dataclasses import replace
from graphlib import TopologicalSorter
from typing import Any

import pytest
from sympy import Integer, Max

from proofs.claims import (
    section_4_1,
    section_4_4,
    section_4_4_averages,
    section_4_4_evolution,
    section_4_4_hidden,
    section_4_4_observers,
)
from proofs.domains import no_points
from proofs.judging import judge
from proofs.ledger import Claim, Result, Verdict
from symbolic.derivation import Derivation

MODULES = (
    section_4_1,
    section_4_4,
    section_4_4_hidden,
    section_4_4_evolution,
    section_4_4_averages,
    section_4_4_observers,
)
CLAIMS: dict[str, Claim] = {claim.id: claim for module in MODULES for claim in module.CLAIMS}

EXPECTED = {
    "eq.23": Verdict.HOLDS,
    "eq.24": Verdict.CONDITIONAL,
    "eq.25": Verdict.CONDITIONAL,
    "eq.26": Verdict.DEFINITION,
    "eq.27": Verdict.MISPRINT,
    "eq.28": Verdict.HOLDS,
    "eq.29": Verdict.CONDITIONAL,
    "eq.30.1": Verdict.HOLDS,
    "eq.31.1": Verdict.CONDITIONAL,
    "eq.31.3": Verdict.MISPRINT,
    "eq.32.1": Verdict.HOLDS,
    "eq.33.2": Verdict.HOLDS,
    "eq.33.3": Verdict.MISPRINT,
    "eq.34": Verdict.MISPRINT,
    "eq.35": Verdict.MISPRINT,
    "claim.4.4-only-suppression": Verdict.HOLDS,
    "claim.4.4-only-suppression-generic": Verdict.MISPRINT,
    "claim.4.4-quantum-result": Verdict.HOLDS,
    "thm.relabelling": Verdict.HOLDS,
}
SAMPLE = (
    "eq.23",
    "eq.24",
    "eq.27",
    "eq.28",
    "eq.30.1",
    "eq.31.2",
    "eq.33.1",
    "eq.35",
    "thm.relabelling",
    "thm.deviation",
)


def changed(claim: Claim) -> Claim:
    """The claim with the sign of its derivation changed."""

    def turned(values: Mapping[Any, Any]) -> Derivation:
        assert claim.derive is not None
        steps = claim.derive(values)
        return steps.then("a wrong sign", -steps.result)

    return replace(claim, derive=turned, oracle=None)


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_every_claim_is_decided(claim: Claim) -> None:
    entry = judge(claim)
    assert entry.verdict is not Verdict.UNDECIDED
    assert entry.verdict is EXPECTED.get(claim.id, entry.verdict)
    assert all(item.result is not Result.VACUOUS for item in entry.evidence)
    assert (entry.witness is None) == (entry.verdict in (Verdict.HOLDS, Verdict.DEFINITION))


def test_ids_are_unique_and_premises_acyclic_within_the_section() -> None:
    assert len(CLAIMS) == sum(len(module.CLAIMS) for module in MODULES)
    TopologicalSorter({claim_id: claim.uses for claim_id, claim in CLAIMS.items()}).prepare()


@pytest.mark.parametrize("claim_id", SAMPLE)
def test_a_wrong_sign_in_the_derivation_is_caught(claim_id: str) -> None:
    assert judge(changed(CLAIMS[claim_id])).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", SAMPLE)
def test_a_wrong_sign_in_the_derivation_contradicts_the_oracle(claim_id: str) -> None:
    claim = replace(changed(CLAIMS[claim_id]), oracle=CLAIMS[claim_id].oracle)
    assert judge(claim).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", [claim_id for claim_id, claim in CLAIMS.items() if claim.corrected])
def test_a_wrong_sign_in_the_correction_is_caught(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    wrong = replace(claim, corrected=tuple(-form for form in claim.corrected))
    assert judge(wrong).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", [claim_id for claim_id, claim in CLAIMS.items() if claim.corrected])
def test_one_printed_form_is_no_correction(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    assert judge(replace(claim, corrected=claim.printed[-1:])).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(
    "claim_id", [claim_id for claim_id, claim in CLAIMS.items() if claim.conditions and not claim.corrected]
)
def test_no_condition_can_be_left_out(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    for left_out in claim.conditions:
        rest = tuple(condition for condition in claim.conditions if condition != left_out)
        assert judge(replace(claim, conditions=rest)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", ["eq.27", "eq.28", "eq.33.1"])
def test_an_empty_sample_decides_nothing(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    empty = replace(claim, domain=replace(claim.domain, points=no_points))
    assert judge(empty).verdict is Verdict.UNDECIDED


def test_the_contradiction_of_27_is_in_its_two_forms() -> None:
    claim = CLAIMS["eq.27"]
    assert judge(replace(claim, printed=claim.printed[:1], corrected=())).verdict is Verdict.HOLDS
    assert judge(replace(claim, printed=claim.printed[1:], corrected=())).verdict is Verdict.UNDECIDED


def test_a_positive_sigma_would_be_found() -> None:
    claim = CLAIMS["claim.4.4-never-positive"]
    assert judge(replace(claim, oracle=lambda _: 1)).verdict is Verdict.UNDECIDED
    assert Max(0, Integer(-1)) == 0
