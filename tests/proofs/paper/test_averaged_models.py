"""Theorems on averages, a Hamiltonian and skewed lambdas: forms that are nearly right, or right up to some N, are not decided."""

from dataclasses import replace
from typing import Any

import pytest
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Verdict
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.notation.core import J, N, kappa, p, t
from bornproof.symbolic.notation.skews import both_below, excess, slope

EXTRA = (N - 2) * (N - 3) * (N - 4) * (N - 5)
WRONG = [lambda form: form + EXTRA, lambda form: form * (1 + EXTRA)]
FOR_ANY_N = [
    "thm.driven-winner", "thm.winner-damping", "thm.wrong-weight", "thm.driven-square", "thm.winner-unmoved", "thm.energy-rate",
    "thm.law-forced", "thm.skew-top", "thm.skew-hidden", "thm.averaged-choi",
]  # fmt: skip


def verdict_of(claim_id: str, form: Any) -> Verdict:
    return judge(replace(PAPER[claim_id], printed=(form,))).verdict


@pytest.mark.parametrize("claim_id", FOR_ANY_N)
@pytest.mark.parametrize("wrong_form", WRONG, ids=["sum", "factor"])
def test_what_is_right_up_to_some_n_is_not_proved(claim_id: str, wrong_form: Any) -> None:
    assert verdict_of(claim_id, wrong_form(PAPER[claim_id].printed[0])) is Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("claim_id", "change"),
    [
        ("thm.driven-square", lambda form: form.subs(kappa, 2 * kappa)),
        ("thm.wrong-weight", lambda form: form / 2),
        ("thm.energy-rate", lambda form: -form),
        ("thm.averaged-choi", lambda form: form.subs(t, 2 * t)),
        ("thm.two-level-driven", lambda form: form.subs(kappa, 2 * kappa)),
        ("thm.ensembles-three-levels", lambda form: form.subs(p[1], p[2])),
        ("thm.alice-singlet", lambda form: form + (t * kappa) ** 2 / 10**30),
        ("thm.wrong-weight-rest", lambda form: form + 1 / kappa**4),
        ("thm.skew-top", lambda form: form + excess[J] / N),
        ("thm.skew-two-levels", lambda form: form.subs(p[1], 2 * p[1])),
        ("thm.skew-signals", lambda form: form.subs(slope, 0)),
        ("thm.skew-correlations", lambda form: form.subs(slope, -slope)),
        ("thm.skew-chsh", lambda form: form + slope / 10**30),
    ],
)
def test_a_form_that_is_nearly_right_is_not_proved(claim_id: str, change: Any) -> None:
    assert verdict_of(claim_id, change(PAPER[claim_id].printed[0])) is Verdict.UNDECIDED


def test_one_order_among_six_that_differs_is_seen() -> None:
    claim = PAPER["thm.skew-three-levels"]
    first, *rest = claim.family
    wrong = replace(first, expressions=(first.expressions[0] + both_below[1, 2] - both_below[2, 1],))
    assert judge(replace(claim, family=(wrong, *rest))).verdict is Verdict.UNDECIDED
