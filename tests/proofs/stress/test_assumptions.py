"""Dropped assumptions: each need is seen, and nothing in the paper is left open."""

from collections.abc import Iterator
from typing import Any

import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.proofs.stress.assumptions import Need, _implies, drop_each
from bornproof.symbolic.notation.core import N, S
from flint import arb, fmpq
from sympy import Abs, Eq, Expr, Gt, Le, Lt, Ne, Rational, Symbol

from tests.claims import stated

a, b = Symbol("a", real=True), Symbol("b", real=True)


def points() -> Iterator[dict[Any, Any]]:
    return ({a: fmpq(count % 9 - 4), b: fmpq(count % 5 - 2, 3)} for count in range(90))


def claim(form: Expr, *assumptions: Any, truth: Expr, oracle: Any = None, **changes: Any) -> Claim:
    return stated(form, truth, **({"domain": Domain(points=points, assumptions=assumptions), "oracle": oracle} | changes))


@pytest.mark.parametrize("claim_id", [item.id for item in PAPER if item.domain.assumptions or item.conditions])
def test_every_assumption_of_the_paper_is_decided(claim_id: str) -> None:
    dropped = drop_each(PAPER[claim_id])
    assert len(dropped) == sum(len(form.domain.assumptions) + len(form.conditions) for form in PAPER[claim_id].true_forms)
    assert [drop for drop in dropped if drop.need is Need.UNDECIDED] == []
    assert all(drop.witness for drop in dropped if drop.need is Need.NEEDED)
    assert all(drop.detail for drop in dropped if drop.need is not Need.NEEDED)


def test_the_paper_has_some_of_each() -> None:
    assert drop_each(PAPER["eq.61"])[2].need is Need.NEEDED
    assert drop_each(PAPER["eq.12"])[0].need is Need.PREMISE
    assert drop_each(PAPER["eq.46"])[0].need is Need.NOT_NEEDED


def test_a_needed_one_has_its_counterexample() -> None:
    (drop,) = drop_each(claim(b, Eq(b, a), truth=a))
    assert (drop.need, drop.stated, drop.assumption) == (Need.NEEDED, True, "b = a")
    assert drop.witness is not None
    assert drop.witness.printed != drop.witness.true


def test_only_one_is_dropped_at_a_time() -> None:
    drops = drop_each(claim(3 * a * b, Eq(a, 0), Eq(b, Rational(1, 3)), truth=a))
    assert [drop.need for drop in drops] == [Need.NOT_NEEDED, Need.NOT_NEEDED]  # each is enough alone
    drops = drop_each(claim(a + b, Eq(b, 0), Ne(a, 0), truth=a))
    assert [drop.need for drop in drops] == [Need.NEEDED, Need.NOT_NEEDED]


def test_conditions_of_ours_are_told_from_what_the_paper_states() -> None:
    drops = drop_each(claim(a + b, Ne(a, 0), truth=a, conditions=(Eq(b, 0),)))
    assert [(drop.stated, drop.need) for drop in drops] == [(True, Need.NOT_NEEDED), (False, Need.NEEDED)]


def test_an_oracle_that_refuses_shows_a_premise() -> None:
    def oracle(point: Any) -> Any:
        if point[b] < 0:
            raise NumericError("b must not be negative")
        return point[a]

    (drop,) = drop_each(claim(a, Eq(Abs(b), b), truth=a, oracle=oracle))
    assert drop.need is Need.PREMISE
    assert drop.detail == "no truth at 36 points outside it (b must not be negative)"
    (drop,) = drop_each(claim(a + b, Eq(b, 0), truth=a, oracle=oracle))  # a refusal hides no counterexample
    assert drop.need is Need.NEEDED
    (drop,) = drop_each(claim(a, Eq(b, 0), truth=a, oracle=oracle))
    assert drop.need is Need.NOT_NEEDED
    assert "no truth at 36 points" in drop.detail
    assert "true at 36 points" in drop.detail


def test_without_points_outside_it_nothing_is_decided() -> None:
    for form in (a, b):  # a proof alone may rest on what the derivation assumes
        (drop,) = drop_each(claim(form, Lt(b, 7), truth=a))
        assert (drop.need, drop.detail) == (Need.UNDECIDED, "no point is outside it")


@pytest.mark.parametrize(
    ("kept", "dropped", "implied"),
    [
        (Lt(a, 0), Le(a, 0), True),
        (Le(a, 0), Lt(a, 0), False),
        (Gt(N, 3), Gt(N, 2), True),
        (Gt(N, 1), Gt(N, 2), False),
        (Gt(S[N - 2], 0), Gt(N, 2), True),
        (Gt(S[N - 1], 0), Gt(N, 2), False),
        (Gt(b, 0), Gt(a, 0), False),
    ],
    ids=str,
)
def test_what_is_implied(kept: Any, dropped: Any, implied: bool) -> None:
    assert _implies(kept, dropped, LANGUAGE) is implied


def test_points_that_balls_cannot_decide_do_not_count() -> None:
    wide = claim(a, Eq(b, 0), truth=a, oracle=lambda point: arb(point[a], 1))
    (drop,) = drop_each(wide)
    assert drop.need is Need.UNDECIDED


def test_a_definition_is_its_own_truth() -> None:
    (drop,) = drop_each(claim(a + b, Eq(b, 1 - a), truth=a / a, oracle=lambda point: point[a] + point[b]))
    assert drop.need is Need.NEEDED
