"""The ledger of the paper: complete, settled, the same in one process and in two."""

import re
from dataclasses import replace
from itertools import islice

import pytest
from bornproof.proofs.checks.run import Run, verify
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Claim, Kind, Result, Verdict
from bornproof.proofs.paper.claims import section_2_2, section_4_2
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.json_report import as_json

from tests.proofs.paper.pinned import derivations, entries, made, pinned, points

WITHIN = [claim for claim in PAPER if claim.subjects]
EXPECTED = {  # all others hold
    Verdict.DEFINITION: ("eq.1 eq.2 eq.3 eq.6 eq.7 eq.13 eq.14 claim.2.2-independent eq.23 eq.46"),
    Verdict.CONDITIONAL: (
        "eq.8 eq.9 claim.2.1-amplitude-damping claim.2.1-certain-outcome claim.2.1-other-radius claim.2.1-unstable "
        "claim.2.1-starts-early eq.18.2 eq.18.3 eq.19 eq.21 claim.2.2-read-downwards claim.2.2-cleared claim.2.2-even-spread "
        "claim.2.2-uncorrelated claim.3.1-nearest claim.3.1-final claim.4.1-fully-specified claim.4.1-sigma-function eq.24 "
        "eq.25 eq.27 eq.29 claim.4.4-linear eq.31.1 eq.31.2 claim.4.4-others-vanish claim.4.4-other-probabilities eq.34 eq.35 "
        "claim.5-one-eigenstate claim.5-kappa-large claim.5-any-hamiltonian claim.fn2-later claim.fn6-grid eq.48 eq.49 eq.50 "
        "eq.51 eq.52 eq.53 eq.56 eq.57 eq.58 eq.59 eq.60 eq.61 claim.A-used-in-31"
    ),
    Verdict.MISPRINT: ("eq.4 eq.5 eq.15 eq.20 eq.22 eq.26 eq.31.3 eq.33.3 eq.36.1"),
    Verdict.FALSE: (
        "claim.2.1-lindblad claim.2.1-lambda-positive claim.2.1-from-h-alone claim.2.1-pure-state claim.2.1-average-is-quantum "
        "claim.2.2-level-after-level claim.2.2-average-is-quantum claim.2.2-sum-divides claim.2.2-sum-divides-smaller "
        "claim.3.1-cannot-be-applied claim.4.3-settings-alone claim.4.4-singlet claim.4.4-second-square "
        "claim.4.4-only-suppression-generic claim.A-lambda-nonpositive claim.A-top-lambda"
        " claim.2-composite claim.2.2-permutations-of-three claim.2.2-permutations-decide claim.3-second-setting"
        " claim.4.4-truly-random claim.4.4-general-weights claim.4.4-skew-alone claim.4.4-two-ensembles claim.5-local"
        " claim.6-not-uniform-orders claim.6-bell-tests"
    ),
    Verdict.OUT_OF_SCOPE: (
        "claim.2.2-requirements claim.5-lorentz claim.5-free-parameter claim.A-title claim.ref-kappa claim.ref-limits "
        "claim.ref-both-limits claim.ref-notation claim.ref-footnote claim.ref-others"
        " claim.4.1-lambda-independence"
    ),
}
ALMOST_SURELY = (
    "claim.2.1-amplitude-damping claim.2.1-unstable claim.2.1-starts-early claim.2.2-cleared eq.24 eq.25 eq.31.1 eq.31.2 "
    "claim.5-one-eigenstate claim.5-kappa-large eq.48 eq.49 eq.50 eq.51 eq.52 eq.53 eq.56 eq.57 eq.58 eq.59 eq.60 eq.61"
)


def test_no_scope_says_anything_twice(run: Run) -> None:
    for entry in run.entries:
        for scope in (entry.scope, *(item.scope for item in entry.evidence)):
            said = re.findall(r"\b([A-Za-z]\w*) = \d|\bevery ([A-Za-z]\w*) \(symbolic\)|\b([A-Z])(?:, \w)* symbolic", scope)
            names = ["".join(found) for found in said]
            assert len({*names}) == len(names), (entry.id, scope)
            assert not re.search(r"\b1 (?:exact )?points", scope), (entry.id, scope)


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


def test_the_verdicts_are_these(run: Run) -> None:
    expected = {claim_id: verdict for verdict, ids in EXPECTED.items() for claim_id in ids.split()}
    assert {entry.id: entry.verdict for entry in run.entries} == dict.fromkeys((c.id for c in PAPER), Verdict.HOLDS) | expected
    assert {entry.id for entry in run.entries if entry.almost_surely} == set(ALMOST_SURELY.split())


def test_no_evidence_is_vacuous(run: Run) -> None:
    assert not [entry.id for entry in run.entries for item in entry.evidence if item.result is Result.VACUOUS]


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
