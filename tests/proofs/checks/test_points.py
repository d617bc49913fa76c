"""Forms against exact points: what differs is refuted, what is undefined differs, what balls leave open is neither."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from bornproof.numeric_check.evaluation.compare import Agreement
from bornproof.numeric_check.evaluation.evaluate import truth
from bornproof.proofs.checks import points as points_module
from bornproof.proofs.checks.deadline import OutOfTimeError
from bornproof.proofs.checks.numeric import confront, cross_examine
from bornproof.proofs.checks.points import POINTS, Bench, points_of
from bornproof.proofs.ledger import Claim, Engine, Form, Language, Result
from bornproof.proofs.ledger.domain import Domain
from bornproof.symbolic.derivation import derivation
from bornproof.symbolic.notation.core import rho, theta
from flint import arb, fmpq
from sympy import Expr, Function, Integer, Symbol, log, sqrt
from sympy.logic.boolalg import Boolean

from tests.claims import stated

a = Symbol("a", real=True)
WIDE = arb(1, 0.25)


def points() -> Iterator[dict[Any, Any]]:
    return ({a: fmpq(count, 7)} for count in range(100))


def claim(form: Expr, oracle: Any = None) -> Claim:
    return stated(form, a**2, points, oracle=oracle or (lambda point: point[a] * point[a]))


def test_the_truth_is_asked_for_once_at_each_point() -> None:
    asked: list[Any] = []

    def oracle(point: Any) -> Any:
        asked.append(point[a])
        return point[a] * point[a]

    bench = Bench(claim(a**2, oracle))
    assert bench.refute(a**2, most=10) is None
    assert bench.refute(a**3 / (a + 1), a * a, most=10) is not None
    assert bench.stating(bench.claim).refute(a**2, given=(a < 1,)) is None
    assert asked == [fmpq(count, 7) for count in range(10)]


def test_a_correction_with_an_oracle_of_its_own_is_held_against_that() -> None:
    cube = Form((a**3,), lambda _: derivation("cube", a**3), lambda point: point[a] ** 3)
    bench = Bench(claim(a**2))
    assert bench.refute(a**3) is not None
    assert bench.stating(bench.claim.stating(cube)).refute(a**3) is None
    assert bench.stating(bench.claim.stating(cube)).refute(a**2) is not None


def test_each_engine_has_its_own_truth() -> None:
    bench = Bench(claim(a**2, lambda point: point[a]))
    assert bench.refute(a) is None
    assert bench.refute(a, engine=Engine.SAMPLING) is not None
    assert [item.result for item in confront(bench, (a**2,), "printed")] == [Result.AGREES, Result.REFUTED]


def test_a_falsehood_is_refuted_at_the_first_point_that_shows_it() -> None:
    witness = Bench(claim(a**2)).refute(a**2, a)
    assert witness is not None
    assert (dict(witness.point), witness.printed, witness.true) == ({"a": "1/7"}, "1/7", "1/49")


def test_any_point_may_be_asked_for_but_no_more_than_there_are() -> None:
    bench = Bench(claim(a**2))
    assert [bench.point(number)[a] for number in bench.numbers((a > 13,))] == [fmpq(count, 7) for count in range(92, 100)]
    assert bench.refute(a, given=(a > 15,)) is None


@pytest.mark.parametrize("form", [1 / a, rho[5, 5], theta(sqrt(a - 1))], ids=str)
def test_what_is_undefined_differs(form: Expr) -> None:
    witness = Bench(claim(a**2)).refute(form)
    assert witness is not None
    assert (witness.printed, witness.true) == ("undefined", "0")


def test_balls_that_decide_nothing_refute_nothing() -> None:
    undecided = a**2 * (1 + theta(log(a + 2) - 2 * log(sqrt(a + 2))))  # a step at 0, where no ball can tell
    bench = Bench(claim(a**2))
    assert bench.refute(undecided, most=5) is None
    (evidence, *_) = confront(bench, (undecided,), "printed")
    assert evidence.result is Result.UNABLE


def test_wide_enclosures_are_no_agreement() -> None:
    wide = claim(Integer(1), lambda _: WIDE)
    bench = Bench(wide)
    assert next(bench.numbers()) == 0
    assert bench.compare(fmpq(1), 0, Engine.BALLS) is Agreement.TOO_WIDE
    assert bench.refute(Integer(1)) is None
    assert bench.refute(Integer(3)) is not None
    evidence = {item.engine: item for item in confront(bench, wide.printed, "printed")}
    assert evidence[Engine.BALLS].result is Result.UNABLE
    assert evidence[Engine.BALLS].detail == "the enclosures are too wide"


def test_an_empty_sample_is_vacuous() -> None:
    evidence = confront(Bench(claim(a**2)), (a**2,), "printed", (a > 15,))
    assert {item.result for item in evidence} == {Result.VACUOUS}
    assert cross_examine(Bench(replace(claim(a**2), domain=Domain()))).result is Result.VACUOUS


def test_twenty_points_at_least() -> None:
    (evidence,) = confront(Bench(replace(claim(a**2), oracle=None)), (a**2,), "printed")
    assert evidence.scope == f"{POINTS} exact points"
    assert POINTS >= 20


def test_the_points_of_a_domain_are_made_once_for_all() -> None:
    made: list[int] = []

    def numbered() -> Iterator[dict[Any, Any]]:
        for count in range(5):
            made.append(count)
            yield {a: fmpq(count)}

    first, second = points_of(numbered), points_of(numbered)
    assert [next(first)[a] for _ in range(3)] == [0, 1, 2]
    assert [point[a] for point in second] == [0, 1, 2, 3, 4]
    assert [point[a] for point in first] == [3, 4]
    assert made == [0, 1, 2, 3, 4]


def test_points_whose_making_was_stopped_are_made_again() -> None:
    stops = iter((True, False))

    def stopped() -> Iterator[dict[Any, Any]]:
        for count in range(3):
            if count == 1 and next(stops):
                raise OutOfTimeError(1)
            yield {a: fmpq(count)}

    with pytest.raises(OutOfTimeError):
        list(points_of(stopped))
    assert len(list(points_of(stopped))) == 3


def test_each_language_has_its_own_values_at_a_point() -> None:
    told_by, name = Function("f"), Symbol("x", real=True)
    one = Language(handlers=lambda: {told_by: lambda _node, _scope: fmpq(1)})
    two = Language(handlers=lambda: {told_by: lambda _node, _scope: fmpq(2)})

    def pairs() -> Iterator[dict[Any, Any]]:
        return ({a: fmpq(count, 7), name: fmpq(0)} for count in range(30))

    shared = replace(claim(a, lambda at: at[name]), domain=Domain(points=pairs), derive=lambda _: derivation("f", told_by(a)))
    first, second = (replace(shared, where=((name, told_by(a)),), language=language) for language in (one, two))
    asked = Bench(first)
    next(asked.numbers())
    for bench, value in ((asked, 1), (asked.stating(second), 2), (Bench(second), 2), (Bench(first), 1)):
        assert next(bench.numbers()) == 0
        assert [bench.truth(0, engine) for engine in (Engine.SAMPLING, Engine.BALLS)] == [value, value]
        assert bench.value(told_by(a), 0) == value


def test_a_condition_is_asked_once_at_each_point(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def asking(condition: Boolean, point: Any) -> bool:
        asked.append(point[a])
        return truth(condition, point)

    monkeypatch.setattr(points_module, "truth", asking)
    first, second = Bench(claim(a**2)), Bench(claim(a**3))
    assert list(first.numbers((a < 1,))) == list(second.numbers((a < 1,))) == list(range(7))
    assert list(first.numbers((a > 1,))) == list(range(8, 100))
    assert len(asked) == 200
