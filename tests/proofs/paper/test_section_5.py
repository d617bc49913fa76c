"""Section 5, a footnote and theorems: forms that are nearly right, or right up to some N, are not decided."""

from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from bornproof.numeric_check.evaluation.evaluate import truth
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Result, Verdict
from bornproof.proofs.paper.claims import references
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic import winner
from bornproof.symbolic.notation.core import I, J, N, W, delta, rho, sigma
from sympy import Expr, ImmutableMatrix, Integer, Max


def test_a_commutator_has_the_sign_of_minus_i() -> None:
    claim = PAPER["claim.5-quantum-mechanics"]
    assert judge(replace(claim, printed=tuple(-form for form in claim.printed))).verdict is Verdict.UNDECIDED


def test_a_slice_through_the_latest_detections_is_another_one() -> None:
    claim = PAPER["claim.fn2-slice"]
    times: list[Expr] = list(claim.printed[0])
    last = ImmutableMatrix([[Max(*times)] * 3])
    assert judge(replace(claim, printed=(last,))).verdict is Verdict.UNDECIDED


EXTRA = (N - 2) * (N - 3) * (N - 4) * (N - 5)
WRONG = [lambda form: form + EXTRA, lambda form: form * (1 + EXTRA), lambda form: form + delta(N, 8)]


@pytest.mark.parametrize("claim_id", ["thm.winner", "thm.average-not-constant", "claim.5-one-eigenstate", "thm.frozen-level"])
@pytest.mark.parametrize("wrong_form", WRONG, ids=["sum", "factor", "N = 8"])
def test_what_is_right_up_to_some_N_is_not_proved(claim_id: str, wrong_form: Any) -> None:
    claim = PAPER[claim_id]
    entry = judge(replace(claim, printed=(wrong_form(claim.printed[0]),)))
    assert entry.verdict is Verdict.UNDECIDED
    assert not any(item.result is Result.PROVED for item in entry.evidence)


SUPPOSING = ["thm.winner", "thm.frozen-level", "thm.weights-forced"]


@pytest.mark.parametrize("claim_id", SUPPOSING)
def test_a_derivation_without_what_it_supposes_proves_nothing(claim_id: str) -> None:
    claim = PAPER[claim_id]
    for dropped in claim.domain.assumptions:
        kept = tuple(fact for fact in claim.domain.assumptions if fact != dropped)
        without = replace(claim, domain=replace(claim.domain, assumptions=kept))
        symbolic = prove(without, without.printed, "printed")
        assert symbolic.result is Result.UNABLE
        assert "which is not given" in symbolic.detail


def test_one_eigenstate_needs_no_sign_below_the_winner_and_fails_on_no_area() -> None:
    entry = judge(PAPER["claim.5-one-eigenstate"])
    assert entry.almost_surely
    claim = PAPER["claim.5-one-eigenstate"]
    points = islice(claim.domain.points(), 400)
    conditions = (*claim.domain.assumptions, *claim.conditions)
    below = [point for point in points if any(point.get(sigma[k]) == 0 for k in range(2, int(point[W]) + 1))]
    assert any(all(truth(condition, point) for condition in conditions) for point in below)


def test_another_winner_is_none() -> None:
    claim = PAPER["claim.5-one-eigenstate"]
    assert judge(replace(claim, printed=(delta(I, N) * delta(J, N),))).verdict is Verdict.UNDECIDED
    loose = replace(claim, domain=replace(claim.domain, assumptions=winner.IS_WINNER[:1]))
    assert judge(loose).verdict is Verdict.UNDECIDED


def test_a_frozen_level_gains_from_above() -> None:
    claim = PAPER["thm.frozen-level"]
    assert judge(replace(claim, printed=(Integer(0),))).verdict is Verdict.UNDECIDED
    assert judge(replace(claim, printed=(claim.printed[0] - rho[J, J],))).verdict is Verdict.UNDECIDED


def test_what_a_person_read_is_no_proof() -> None:
    for claim in references.CLAIMS:
        entry = judge(claim)
        assert [item.engine.value for item in entry.evidence] == ["reading"]
        assert entry.verdict is Verdict.OUT_OF_SCOPE
