"""Entries on how averaged populations lie to Born's: forms that are nearly right, or in a wider domain, are not decided."""

from dataclasses import replace
from typing import Any

import pytest
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Verdict
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.notation.core import K, N, S, kappa, n, t, x
from sympy import Ge, Gt

NEARLY_RIGHT = [
    ("thm.averaged-step", lambda form: form + (N - 2) * (N - 3) * (N - 4) * (N - 5)),
    ("thm.averaged-step", lambda form: -form),
    ("thm.averaged-step", lambda form: form.subs(kappa, 2 * kappa)),
    ("thm.averaged-step", lambda form: form * (1 - S[n - 1])),
    ("thm.averaged-order", lambda form: form + x / 10**30),
    ("thm.averaged-order", lambda form: form - (1 - x) / 10**30),
    ("thm.averaged-order", lambda _: S[n + 1]),
    ("thm.averaged-order-strict", lambda _: Gt(S[N], 0)),
    ("thm.averaged-order-strict", lambda _: Ge(S[N] - S[n], 0)),
    ("thm.averaged-order-strict", lambda _: Gt(S[n] - S[N], 0)),
    ("thm.averaged-order-first", lambda form: form + S[1] * (S[2] - S[1]) * (S[3] - S[2])),
    ("thm.averaged-constancy", lambda form: form + S[1] * (1 - x) * (S[2] - S[1])),
    ("thm.winner-bound", lambda form: form + kappa * t / 10**30),
    ("thm.top-extremum", lambda form: form + (N - 3) * (N - 4) * (N - 5)),
    ("thm.top-extremum", lambda form: 2 * form),
    ("thm.averaged-jump", lambda form: form * n / K),
    ("thm.averaged-jump", lambda form: form.subs(K, n)),
]
NEEDED = [
    ("thm.averaged-order-strict", Gt(n, 1)),
    ("thm.averaged-order-strict", Gt(t, 0)),
    ("thm.averaged-order-first", None),
    ("thm.averaged-constancy", None),
]


@pytest.mark.parametrize(("claim_id", "change"), NEARLY_RIGHT)
def test_a_form_that_is_nearly_right_is_not_proved(claim_id: str, change: Any) -> None:
    claim = PAPER[claim_id]
    assert judge(replace(claim, printed=(change(claim.printed[0]),))).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(("claim_id", "dropped"), NEEDED)
def test_without_what_it_supposes_it_is_not_proved(claim_id: str, dropped: Any) -> None:
    claim = PAPER[claim_id]
    kept = tuple(fact for fact in claim.domain.assumptions if dropped is not None and fact != dropped)
    assert len(kept) < len(claim.domain.assumptions)
    assert judge(replace(claim, domain=replace(claim.domain, assumptions=kept))).verdict is Verdict.UNDECIDED
