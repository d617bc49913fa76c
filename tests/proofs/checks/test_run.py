"""A run that knows what runs before it found: it judges the rest, and settles all of it together."""

import pytest
from bornproof.proofs.checks.run import verify
from bornproof.proofs.ledger import Claim, Entry
from bornproof.proofs.paper.entries import PAPER


def test_what_is_known_is_not_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, tuple[Entry, float]] = {}
    first = verify(("eq.31.3",), ledger=PAPER, known=known)
    assert set(known) == {"eq.31.3", *PAPER.premises("eq.31.3")}
    assert first == verify(("eq.31.3",), ledger=PAPER, known=known)
    judged: list[str] = []

    def judge(claim: Claim, **_options: object) -> Entry:
        judged.append(claim.id)
        return known["eq.31.3"][0]

    monkeypatch.setattr("bornproof.proofs.checks.run.judge", judge)
    verify(("eq.31.3",), ledger=PAPER, known=known)
    assert judged == []
    verify(("eq.31.3",), ledger=PAPER)
    assert set(judged) == set(known)


def test_what_is_asked_beside_in_vain_changes_no_verdict() -> None:
    def raises(claim: Claim) -> str:
        if claim.id == "eq.12":
            raise KeyError(claim.id)
        return claim.id

    run = verify(("eq.12", "eq.61"), ledger=PAPER, beside=raises)
    assert run.entries == verify(("eq.12", "eq.61"), ledger=PAPER).entries
    assert "eq.12" not in run.beside
    assert run.beside["eq.61"] == "eq.61"
