"""The ledger of the paper: complete, settled, the same in one process and in two."""

from dataclasses import replace
from itertools import islice

import pytest
from bornproof.proofs.checks.run import Run, verify
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Claim, Kind, Verdict
from bornproof.proofs.paper.claims import section_2_2, section_4_2
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.json_report import as_json

from tests.proofs.paper.pinned import derivations, entries, made, pinned, points

WITHIN = [claim for claim in PAPER if claim.subjects]


@pytest.fixture(scope="module")
def run() -> Run:
    return verify(ledger=PAPER)


def test_every_equation_number_is_there() -> None:
    assert {claim.equation for claim in PAPER if claim.kind is Kind.EQUATION} == set(range(1, 62))


def test_all_is_settled(run: Run) -> None:
    assert [entry.id for entry in run.entries if not entry.settled or entry.verdict is Verdict.UNDECIDED] == []


@pytest.mark.parametrize("claim", PAPER.claims, ids=lambda claim: claim.id)
def test_content_has_two_engines_besides_symbolic(claim: object, run: Run) -> None:
    entry = next(entry for entry in run.entries if entry.id == getattr(claim, "id", None))
    if entry.verdict is not Verdict.OUT_OF_SCOPE:
        assert len({item.engine for item in entry.evidence}) >= 3


@pytest.mark.parametrize("claim", [section_2_2.CLAIMS[0], section_4_2.CLAIMS[0]], ids=lambda claim: claim.id)
def test_a_claim_has_the_notation_of_the_paper_before_it_is_in_the_ledger(claim: Claim, run: Run) -> None:
    assert judge(claim).verdict is next(entry.verdict for entry in run.entries if entry.id == claim.id)


def test_same_bytes_in_one_process_and_in_two(run: Run) -> None:
    assert as_json(run, PAPER, 50) == as_json(verify(ledger=PAPER, jobs=2), PAPER, 50)


def test_wrong_forms_have_witnesses(run: Run) -> None:
    for entry in run.entries:
        assert (entry.witness is not None) == (entry.verdict in (Verdict.MISPRINT, Verdict.FALSE, Verdict.CONDITIONAL))


def test_the_entries_have_not_moved(run: Run) -> None:
    assert entries(run) == pinned()["entries"]


@pytest.mark.parametrize("claim", WITHIN, ids=lambda claim: claim.id)
def test_the_points_have_not_moved(claim: Claim) -> None:
    assert points(claim) == pinned()["points"][claim.id]


@pytest.mark.parametrize("claim", WITHIN, ids=lambda claim: claim.id)
def test_the_derivations_have_not_moved(claim: Claim) -> None:
    assert derivations(claim) == pinned()["derivations"][claim.id]


@pytest.mark.parametrize("claim", WITHIN, ids=lambda claim: claim.id)
def test_as_many_mutants_are_made(claim: Claim) -> None:
    assert made(claim) == pinned()["mutants"][claim.id]


def test_a_moved_point_is_seen() -> None:
    claim = PAPER["eq.33.1"]
    later = replace(claim, domain=replace(claim.domain, points=lambda: islice(claim.domain.points(), 1, None)))
    assert points(later) != points(claim)
