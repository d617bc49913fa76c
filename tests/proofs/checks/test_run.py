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
