"""The exact engine takes the steps that it took, to the normal forms that it had."""

import pytest
from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.notation.core import N, q

from tests.proofs.checks.pinned_effort import effort, form_of, pinned, reduced, typed


@pytest.mark.parametrize(("claim_id", "formula"), list(typed()))
def test_the_normal_form_and_its_steps(claim_id: str, formula: str) -> None:
    assert form_of(claim_id, formula) == pinned()["forms"][f"{claim_id} {formula}"]


@pytest.mark.parametrize("claim", [claim for claim in PAPER if claim.subjects], ids=lambda claim: claim.id)
def test_the_steps_of_a_proof(claim: Claim) -> None:
    assert effort(claim) == [int(steps) for steps in pinned()["proofs"][claim.id].split()]


def test_another_form_or_effort_is_seen() -> None:
    assert len({reduced(q), reduced(q + N), reduced(2 * q)}) == 3
