"""The ledger of the paper: complete, settled, the same in one process and in two."""

import pytest
from bornproof.proofs.checks.run import Run, verify
from bornproof.proofs.ledger import Kind, Verdict
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.json_report import as_json


@pytest.fixture(scope="module")
def run() -> Run:
    return verify()


def test_every_equation_number_is_there() -> None:
    assert {claim.equation for claim in PAPER if claim.kind is Kind.EQUATION} == set(range(1, 62))


def test_all_is_settled(run: Run) -> None:
    assert [entry.id for entry in run.entries if not entry.settled or entry.verdict is Verdict.UNDECIDED] == []


@pytest.mark.parametrize("claim", PAPER.claims, ids=lambda claim: claim.id)
def test_content_has_two_engines_besides_symbolic(claim: object, run: Run) -> None:
    entry = next(entry for entry in run.entries if entry.id == getattr(claim, "id", None))
    if entry.verdict is not Verdict.OUT_OF_SCOPE:
        assert len({item.engine for item in entry.evidence}) >= 3


def test_same_bytes_in_one_process_and_in_two(run: Run) -> None:
    assert as_json(run, PAPER, 50) == as_json(verify(jobs=2), PAPER, 50)


def test_wrong_forms_have_witnesses(run: Run) -> None:
    for entry in run.entries:
        assert (entry.witness is not None) == (entry.verdict in (Verdict.MISPRINT, Verdict.FALSE, Verdict.CONDITIONAL))
