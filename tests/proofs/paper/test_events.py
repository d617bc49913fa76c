"""Joint events: independent for different levels, one event or none for one level, and refused where that is not known."""

import ast
from pathlib import Path
from typing import Any

import pytest
from bornproof.numeric_check.errors import UndefinedError
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.events import Each
from bornproof.proofs.ledger import Verdict
from bornproof.proofs.paper import events as reading
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.events import SIGMA, joint
from bornproof.symbolic import disks
from bornproof.symbolic.disks import probability_down, probability_up
from bornproof.symbolic.notation.core import I, J, K, N, S, alpha, beta, lam, n, sigma
from sympy import Abs, Basic, Expr, Gt, Integer, Lt, Product, conjugate, false, true

UP_2, UP_3, DOWN_3 = (probability_up(Integer(2)).result, probability_up(Integer(3)).result, probability_down(Integer(3)).result)
ALL_DOWN: Any = Each(Lt(sigma[J], 0), J, K + 1, N)

CASES: dict[str, tuple[tuple[Basic, ...], dict[Basic, Expr], Expr]] = {
    "one": ((Gt(sigma[2], 0),), {}, UP_2),
    "two levels": ((Gt(sigma[2], 0), Lt(sigma[3], 0)), {}, UP_2 * DOWN_3),
    "one event twice": ((Gt(sigma[3], 0), Gt(sigma[3], 0)), {}, UP_3),
    "both signs": ((Gt(sigma[3], 0), Lt(sigma[3], 0)), {}, Integer(0)),
    "a level that is inserted": ((Gt(sigma[N], 0), Gt(sigma[3], 0)), {N: Integer(3)}, UP_3),
    "levels that must differ": (
        (Gt(sigma[N], 0), Gt(sigma[N - 1], 0)),
        {},
        probability_up(N).result * probability_up(N - 1).result,
    ),
    "a range written out": ((ALL_DOWN, Gt(sigma[K], 0)), {K: Integer(2), N: Integer(3)}, DOWN_3 * UP_2),
    "a range that meets an event": ((ALL_DOWN, Gt(sigma[3], 0)), {K: Integer(2), N: Integer(3)}, Integer(0)),
    "an empty range": ((ALL_DOWN, Gt(sigma[3], 0)), {K: Integer(3), N: Integer(3)}, UP_3),
    "a range with symbols": (
        (ALL_DOWN, Gt(sigma[K], 0)),
        {},
        Product(probability_down(J).result, (J, K + 1, N)) * probability_up(K).result,
    ),
    "not zero": ((Gt(sigma[3] ** 2, 0), Gt(sigma[3], 0)), {}, UP_3),
    "a square below zero": ((false, Gt(sigma[3], 0)), {}, Integer(0)),
    "a certain event": ((true, Gt(sigma[3], 0)), {}, UP_3),
    "above 1": ((Gt(sigma[3], 1),), {}, Integer(0)),
    "above -1": ((Gt(sigma[3], -1), Lt(sigma[3], 0)), {}, DOWN_3),
    "a hidden variable": ((Gt(lam[3], 0),), {}, Integer(0)),
    "its conjugate": ((Lt(conjugate(lam[3]), 1), Gt(sigma[3], 0)), {}, Integer(0)),
}


@pytest.mark.parametrize(("events", "levels", "expected"), CASES.values(), ids=CASES.keys())
def test_probabilities(events: tuple[Basic, ...], levels: dict[Basic, Expr], expected: Expr) -> None:
    assert (joint(events, levels, {}) - expected).simplify() == 0


def test_where_the_partial_sum_vanishes_neither_sign_occurs() -> None:
    for event in (Gt(sigma[3], 0), Lt(sigma[3], 0), Gt(sigma[3] ** 2, 0)):
        assert joint((event,), {}, {S[3]: 0}) == 0


@pytest.mark.parametrize(
    "events",
    [
        (Gt(sigma[N], 0), Gt(sigma[K], 0)),  # K may be N
        (ALL_DOWN, Gt(sigma[N], 0)),
        (ALL_DOWN, Gt(sigma[I], 0)),
        (Each(Lt(sigma[3], 0), J, K + 1, N),),
        (Gt(sigma[3] ** 3, 0),),
        (Gt(sigma[3], 2),),
        (Gt(S[3], 0),),
    ],
    ids=str,
)
def test_what_is_not_known_is_refused(events: tuple[Basic, ...]) -> None:
    with pytest.raises(LedgerError, match=r"no (joint )?probability is known"):
        joint(events, {}, {})


def test_the_model_has_no_sigma_1() -> None:
    with pytest.raises(UndefinedError, match="sigma_1 does not exist"):
        joint((Gt(sigma[N - 1], 0),), {N: Integer(2)}, {})


RESTING_ON_AREAS = ["eq.10", "eq.16", "eq.17", "eq.20", "eq.22", "claim.2.1-lambda-positive", "claim.2.2-sum-divides"]


def test_sigma_is_read_as_13_prints_it() -> None:
    (printed,) = PAPER["eq.13"].printed
    assert printed.replace(lambda node: node == beta, lambda _: alpha).subs(N, n).doit() == SIGMA.doit()


def test_the_reading_does_without_the_derivations() -> None:
    tree = ast.parse(Path(reading.__file__).read_text())
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    derivations = {name for name in names if name and name.startswith("bornproof.symbolic")}
    assert derivations == {"bornproof.symbolic.notation.core", "bornproof.symbolic.levels"}


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("claim_id", RESTING_ON_AREAS)
def test_a_wrong_area_in_the_derivation_is_noticed(claim_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = disks._ring()
    monkeypatch.setattr(disks, "_ring", lambda: 2 * ring)
    assert judge(PAPER[claim_id]).verdict is Verdict.UNDECIDED


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("claim_id", [claim_id for claim_id in RESTING_ON_AREAS if claim_id != "claim.2.1-lambda-positive"])
def test_a_wrong_reading_of_an_event_is_noticed(claim_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_inner_area", lambda: S[n - 1] ** 2 / S[n])
    assert judge(PAPER[claim_id]).verdict is Verdict.UNDECIDED


@pytest.mark.usefixtures("forgetful")
def test_an_event_that_is_no_circle_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SIGMA", SIGMA + Abs(lam[n]) ** 4)
    with pytest.raises(LedgerError, match="only where"):
        joint((Gt(sigma[3], 0),), {}, {})


def test_events_about_one_level_that_exclude_each_other() -> None:
    assert joint((Gt(sigma[3], 0), Lt(sigma[3], 0)), {}, {}) == 0
    assert joint((Gt(sigma[3], 1), Gt(sigma[3] ** 2, 1)), {}, {}) == 0
    assert joint((Gt(sigma[3], 0), Gt(sigma[3] ** 2, 0)), {}, {S[3]: 0}) == 0
    assert joint((Gt(sigma[3], 0), Gt(sigma[3] ** 2, 0)), {}, {S[3]: 1}) == joint((Gt(sigma[3], 0),), {}, {S[3]: 1}) != 0
