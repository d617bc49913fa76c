"""The judge says no: falsehoods, empty samples, missing licences and premises that are not settled."""

import asyncio
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import partial
from io import StringIO
from time import sleep
from typing import Any

import numpy
import pytest
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.proofs.checks.deadline import OutOfTimeError, time_limit
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.replay import Replayed
from bornproof.proofs.checks.run import verify
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Engine, Entry, Evidence, Fewer, Form, Ledger, Result, Verdict
from bornproof.proofs.ledger.domain import Case, Domain, cases
from bornproof.proofs.ledger.language import PLAIN
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.proofs.paper.null_sets import almost_surely
from bornproof.proofs.report.table import print_run
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import M, N, kappa, sigma, t
from bornproof.symbolic.notation.operators import state
from flint import acb, arb, fmpq
from rich.console import Console
from sympy import Eq, Expr, Gt, Heaviside, ImmutableMatrix, Integer, Ne, Rational, Symbol, exp

from tests.claims import stated

a, b = Symbol("a", real=True), Symbol("b", real=True)


def points() -> Iterator[dict[Any, Any]]:
    for count in range(60):
        yield {a: fmpq(count - 3, 7), b: fmpq(count * count - 4, 3)}


def claim(form: Expr, **changes: Any) -> Claim:
    told = {"oracle": lambda point: (point[a] + point[b]) * (point[a] + point[b]), "language": LANGUAGE}
    return stated(form, a**2 + 2 * a * b + b**2, points, **(told | changes))


def test_truth_holds() -> None:
    entry = judge(claim((a + b) ** 2))
    assert entry.verdict is Verdict.HOLDS
    assert [item.result for item in entry.evidence] == [Result.PROVED, *3 * [Result.AGREES]]
    assert [item.form for item in entry.evidence] == [*3 * ["printed"], "derivation"]


def test_definition() -> None:
    assert judge(claim((a + b) ** 2, definition=True)).verdict is Verdict.DEFINITION
    assert judge(claim((a - b) ** 2, definition=True)).verdict is Verdict.UNDECIDED


def test_falsehood_without_correction_is_undecided() -> None:
    entry = judge(claim((a - b) ** 2))
    assert entry.verdict is Verdict.UNDECIDED
    assert Result.REFUTED in {item.result for item in entry.evidence}


RIGHT, WRONG = Form(((a + b) ** 2,)), Form(((a + b) ** 2 + b,))


def equation(form: Expr, **changes: Any) -> Claim:
    return claim(form, id="eq.1", **changes)


def test_misprint_needs_a_true_correction() -> None:
    entry = judge(equation((a - b) ** 2, corrected=RIGHT))
    assert entry.verdict is Verdict.MISPRINT
    assert entry.witness is not None
    assert judge(equation((a - b) ** 2, corrected=WRONG)).verdict is Verdict.UNDECIDED


def test_a_sentence_is_false_and_not_a_misprint() -> None:
    sentence = claim((a - b) ** 2, id="claim.square", corrected=RIGHT, corrected_statement="The square of a sum is this.")
    assert judge(sentence).verdict is Verdict.FALSE
    with pytest.raises(LedgerError, match="in words"):
        replace(sentence, corrected_statement="")
    with pytest.raises(LedgerError, match="must be true"):
        claim((a - b) ** 2, corrected=RIGHT)


@pytest.mark.parametrize("changes", [{}, {"corrected": RIGHT}, {"conditions": (Ne(a, 0),)}], ids=["plain", "corrected", "given"])
@pytest.mark.parametrize("form", [(a + b) ** 2, (a - b) ** 2], ids=["true", "false"])
def test_a_derivation_that_differs_from_the_oracle_unsettles_every_verdict(form: Expr, changes: dict[str, Any]) -> None:
    entry = judge(equation(form, derive=lambda _: derivation("slip", Integer(17)), **changes))
    assert entry.verdict is Verdict.UNDECIDED
    assert "derivation and oracle differ: 17 against" in entry.contradictions[0]


def test_a_derivation_that_is_wrong_outside_the_conditions_only_is_noticed() -> None:
    divided = (a**3 + 2 * a**2 * b + a * b**2) / a
    stands = equation(divided, conditions=(Ne(a, 0),))
    assert judge(stands).verdict is Verdict.CONDITIONAL
    slip = replace(stands, oracle=lambda point: (point[a] + point[b]) * (point[a] + point[b]) if point[a] else fmpq(9))
    entry = judge(slip)
    assert entry.verdict is Verdict.UNDECIDED
    assert "against 9 at a = 0" in entry.contradictions[0]


def test_proved_and_refuted_is_a_contradiction(monkeypatch: pytest.MonkeyPatch) -> None:
    def gullible(*arguments: Any) -> Evidence:
        return Evidence(Engine.SYMBOLIC, Result.PROVED, arguments[2], "in general")

    monkeypatch.setattr("bornproof.proofs.checks.verdict.prove", gullible)
    entry = judge(equation((a - b) ** 2, corrected=RIGHT))
    assert entry.verdict is Verdict.UNDECIDED
    assert "internal error: the proof of what is printed fails its replay: 361/441 against" in entry.contradictions[0]
    monkeypatch.setattr("bornproof.proofs.checks.verdict.replay", lambda *_: Replayed(12))
    entry = judge(equation((a - b) ** 2, corrected=RIGHT))
    assert entry.verdict is Verdict.UNDECIDED
    assert "symbolic proved what is printed, and sampling refuted it" in entry.contradictions[0]
    assert "balls refuted it" in entry.contradictions[1]


@pytest.mark.parametrize("changes", [{"corrected": RIGHT}, {"conditions": (Ne(a, 0),)}], ids=["corrected", "given"])
def test_what_is_only_unproved_is_not_wrong(changes: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def helpless(subject: Claim, forms: Any, name: str, given: Any = ()) -> Evidence:
        return replace(prove(subject, forms, name, given), result=Result.UNABLE if name == "printed" else Result.PROVED)

    monkeypatch.setattr("bornproof.proofs.checks.verdict.prove", helpless)
    entry = judge(equation((a + b) ** 2, **changes))
    assert entry.witness is None
    assert entry.verdict is Verdict.UNDECIDED


def test_a_proof_that_was_not_replayed_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "replayed at 12 points" in judge(claim((a + b) ** 2)).evidence[0].detail
    monkeypatch.setattr("bornproof.proofs.checks.verdict.replay", lambda *_: Replayed(0, "no point"))
    entry = judge(claim((a + b) ** 2))
    assert (entry.verdict, entry.reason, entry.contradictions) == (Verdict.UNDECIDED, "no point", ())


TWO_FACES = {  # what a derivation that is asked without values is not asked with those of a point
    "by-emptiness": lambda values: len(values) == 0,
    "by-a-value": lambda values: a not in values,
    "by-all-that-there-is": lambda values: not any(name == a for name in values),
}


@pytest.mark.parametrize("is_asked_by_the_proof", TWO_FACES.values(), ids=TWO_FACES.keys())
def test_a_derivation_has_one_answer_for_the_proof_and_the_sample(is_asked_by_the_proof: Callable[[Any], bool]) -> None:
    """Also where the points of the domain cannot tell the two answers apart: those that nobody meant do."""
    whole = a**2 + 2 * a * b + b**2
    slip = whole + Heaviside(2 - a, 0)

    def two_faced(values: Any) -> Derivation:
        return derivation("as the proof wants it", slip if is_asked_by_the_proof(values) else whole)

    far = Domain(points=lambda: ({a: fmpq(3 + k), b: fmpq(k, 3)} for k in range(60)))
    entry = judge(claim(slip, derive=two_faced, domain=far, language=PLAIN))
    assert entry.verdict is Verdict.UNDECIDED
    assert "the derivation contradicts itself: " in entry.contradictions[0]
    assert entry.evidence[0].result is Result.UNABLE


def test_a_derivation_that_works_otherwise_with_values_is_fine() -> None:
    entry = judge(
        claim(
            (a + b) ** 2,
            derive=lambda values: derivation("in other words", a**2 + b * (2 * a + b) if a in values else (a + b) ** 2),
        )
    )
    assert entry.verdict is Verdict.HOLDS


def test_too_few_points_of_a_replay_are_said_and_no_error_of_this_program() -> None:
    n = Symbol("n", integer=True, positive=True)
    few = Domain(cases({n: (1, 2, 3)}), lambda: ({n: k} for k in (1, 2, 3)), loops=(n,))
    square = claim(n**2, derive=lambda _: derivation("n times n", n * n), domain=few, oracle=lambda point: point[n] * point[n])
    entry = judge(replace(square, language=PLAIN))
    assert (entry.verdict, entry.contradictions) == (Verdict.UNDECIDED, ())
    assert entry.reason == "the proof was replayed at 3 distinct points, and 6 are needed"
    assert judge(replace(square, language=PLAIN, fewer=Fewer(3, "three levels"))).verdict is Verdict.HOLDS


def own(value: Expr, **changes: Any) -> Form:
    """A correction that is derived and computed apart."""
    found: dict[str, Any] = {"oracle": lambda point: evaluate(value, point), "name": "apart", **changes}
    return Form((value,), lambda _: derivation("apart", value), **found)


def test_why_a_misprint_is_undecided_is_said_of_its_correction() -> None:
    entry = judge(equation((a - b) ** 2, corrected=WRONG))
    assert entry.reason.startswith("what is corrected does not pass: symbolic unable: in general: the residual b is not 0; ")
    assert "4*a*b" not in entry.reason
    entry = judge(claim((a - b) ** 2, conditions=(Ne(a, 0),)))
    assert entry.reason.startswith("what is printed, under the conditions does not pass: symbolic unable: ")


def test_an_equation_is_corrected_by_what_is_printed() -> None:
    whole = (a + b) ** 2
    both = Form(
        (ImmutableMatrix([b, whole]),),
        lambda _: derivation("both", ImmutableMatrix([b, whole])),
        lambda point: ((point[b],), ((point[a] + point[b]) ** 2,)),
        name="(b,(a+b)^2)",
    )
    for corrected in (RIGHT, own(whole), both):
        assert judge(equation((a - b) ** 2, corrected=corrected)).verdict is Verdict.MISPRINT
    other = replace(
        both, expressions=(ImmutableMatrix([b, whole + 1]),), derive=lambda _: derivation("other", ImmutableMatrix([b, whole + 1]))
    )
    for corrected in (
        own(a),
        own(whole + 1),
        replace(other, oracle=lambda point: ((point[b],), ((point[a] + point[b]) ** 2 + 1,))),
    ):
        entry = judge(equation((a - b) ** 2, corrected=corrected))
        assert (entry.verdict, entry.contradictions) == (Verdict.UNDECIDED, ())
        assert entry.reason == "what is corrected is another quantity than the one that is printed"


def test_a_true_line_is_not_called_wrong_for_a_slip_of_a_derivation_alone() -> None:
    """Though what it is corrected by has two opinions of its own."""
    whole, changes = (a + b) ** 2, {"corrected": own(a), "corrected_statement": "Another one."}
    slip = claim(whole, id="claim.x", derive=lambda _: derivation("slip", whole.expand() + 1), oracle=None, **changes)
    assert judge(slip).verdict is Verdict.UNDECIDED
    with_an_oracle = replace(slip, oracle=lambda point: (point[a] + point[b]) ** 2)
    assert "derivation and oracle differ" in judge(with_an_oracle).contradictions[0]


def test_what_is_corrected_is_the_quantity_that_is_checked() -> None:
    """And not the claim's own, about which nothing was found wrong."""
    checked = Form((a - b,), lambda _: derivation("add", a + b), lambda point: point[a] + point[b], name="a+b")
    assert judge(equation(a, checked=checked, corrected=Form((a + b,)))).verdict is Verdict.MISPRINT
    assert judge(equation(a, checked=checked, corrected=RIGHT)).verdict is Verdict.UNDECIDED


def test_forms_are_tied_to_what_is_printed() -> None:
    tighter = Domain(points=points, assumptions=(Gt(a, 0),))
    refused: dict[str, dict[str, Any]] = {
        "a name that says so": {"checked": RIGHT_BY_ITSELF},
        "needs a name, if it is derived apart": {"corrected": own(a + b, name="")},
        "has no correction": {"printed": (), "family": (RIGHT_BY_ITSELF,), "corrected": RIGHT},
        "must be transcribed": {"printed": (), "checked": RIGHT_BY_ITSELF},
        "has no domain of its own": {"corrected": replace(RIGHT, domain=Domain(points=points))},
        "must not assume what the claim does not: a > 0": {"checked": replace(RIGHT, name="square", domain=tighter)},
    }
    for match, changes in refused.items():
        with pytest.raises(LedgerError, match=match):
            equation((a - b) ** 2, **changes)
    same = own(a + b, name=claim(a).name)
    with pytest.raises(LedgerError, match="needs a name of its own"):
        claim((a - b) ** 2, id="claim.wrong", corrected=same, corrected_statement="The sum is this.")


def test_a_ledger_without_claims_is_refused() -> None:
    with pytest.raises(LedgerError, match="must have a claim"):
        Ledger(())


def test_the_table_marks_what_is_not_checked_as_printed() -> None:
    other = claim(a, id="thm.other", derive=None, checked=replace(RIGHT_BY_ITSELF, name="its square"))
    wrong = claim(
        (a - b) ** 2, id="claim.wrong", corrected=own(a + b, name="the sum"), corrected_statement="The sum is this.", language=PLAIN
    )
    ledger = Ledger((claim((a + b) ** 2), other, wrong))
    console = Console(file=StringIO(), width=140, color_system=None)
    print_run(verify(ledger=ledger), ledger, console)
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert [line.split("[")[1].split("]")[0] for line in lines if "[" in line] == [
        "checked, and not as printed: its square",
        "corrected is the sum",
    ]
    assert "1 checked by another quantity than the printed one: each is marked with it" in lines


@pytest.mark.parametrize("where", ["derive", "oracle", "points"])
def test_what_raises_is_undecided_with_the_reason(where: str) -> None:
    def fail(*_: Any) -> Any:
        raise ZeroDivisionError("no quotient")

    changes: dict[str, Any] = {"domain": Domain(points=fail)} if where == "points" else {where: fail}
    run = verify(ledger=Ledger((claim((a + b) ** 2, **changes), claim((a + b) ** 2, id="thm.other"))))
    assert [entry.verdict for entry in run.entries] == [Verdict.UNDECIDED, Verdict.HOLDS]
    who = {"derive": "the derivation", "oracle": "the oracle", "points": "the function that makes the points"}[where]
    place = " at a = -3/7, b = -4/3" if where == "oracle" else ""
    assert run.entries[0].reason == f"{who} raised ZeroDivisionError{place}: no quotient"
    assert not run.settled


class Unusual(BaseException):
    """What is no Exception, as what pytest and asyncio raise to end a task."""


@pytest.mark.parametrize("error", [Unusual, asyncio.CancelledError, GeneratorExit, SystemExit, pytest.skip.Exception])
@pytest.mark.parametrize("where", ["derive", "oracle", "points"])
def test_nothing_that_is_raised_ends_the_run_but_an_interrupt(where: str, error: type[BaseException]) -> None:
    def fail(*_: Any, what: type[BaseException] = error) -> Any:
        raise what("no more")

    changes: dict[str, Any] = {"domain": Domain(points=fail)} if where == "points" else {where: fail}
    run = verify(ledger=Ledger((claim((a + b) ** 2, **changes), claim((a + b) ** 2, id="thm.other"))))
    assert [entry.verdict for entry in run.entries] == [Verdict.UNDECIDED, Verdict.HOLDS]
    assert "no more" in run.entries[0].reason
    with pytest.raises(KeyboardInterrupt):
        judge(claim((a + b) ** 2, oracle=partial(fail, what=KeyboardInterrupt)))


def two_values() -> Iterator[dict[Any, Any]]:
    yield from ({a: fmpq(value)} for value in (0, 1))


def alike() -> Iterator[dict[Any, Any]]:
    yield from ({a: fmpq(count - 3, 7), b: fmpq(count - 3, 7)} for count in range(60))


FAVOURABLE = {
    "two points, for a reason": claim(
        a**2,
        derive=lambda _: derivation("wrong", a**2),
        oracle=lambda point: point[a],
        domain=Domain(points=two_values),
        fewer=Fewer(2, "r"),
        language=PLAIN,
    ),
    "two quantities, always equal": claim(
        a * b,
        derive=lambda _: derivation("wrong", a * b),
        oracle=lambda point: point[a] ** 2,
        domain=Domain(points=alike),
        language=PLAIN,
    ),
}


@pytest.mark.parametrize("wrong", FAVOURABLE.values(), ids=FAVOURABLE)
def test_the_oracle_is_asked_where_no_point_was_chosen(wrong: Claim) -> None:
    entry = judge(wrong)
    assert entry.verdict is Verdict.UNDECIDED
    assert any("derivation and oracle differ: " in line for line in entry.contradictions)
    assumed = replace(wrong, domain=replace(wrong.domain, assumptions=(Eq(a * (a - 1), 0) if wrong.fewer else Eq(a, b),)))
    assert not judge(assumed).contradictions


def test_an_oracle_that_knows_its_own_points_alone_contradicts_nothing() -> None:
    own = [(point[a], point[b]) for point in points()]

    def known(point: Any) -> Any:
        if (point[a], point[b]) not in own:
            raise KeyError(a)
        return (point[a] + point[b]) ** 2

    assert judge(claim((a + b) ** 2, oracle=known, language=PLAIN)).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    "change",
    [
        lambda point: point.update({a: fmpq(0)}),
        lambda point: point.__setitem__(a, fmpq(0)),
        lambda point: point.pop(b),
        lambda point: point.clear(),
        lambda point: point.__ior__({a: fmpq(0)}),
    ],
    ids=["update", "set", "pop", "clear", "or"],
)
def test_an_oracle_cannot_change_a_point(change: Callable[[Any], Any]) -> None:
    def crooked(point: Any) -> Any:
        change(point)
        return fmpq(0)

    wrong = claim(Integer(0), derive=lambda _: derivation("0", Integer(0)), oracle=crooked)
    run = verify(ledger=Ledger((wrong, claim((a + b) ** 2, id="thm.other"))))
    assert [entry.verdict for entry in run.entries] == [Verdict.UNDECIDED, Verdict.HOLDS]
    assert "a point cannot be changed" in run.entries[0].reason


def test_a_limit_of_time_cannot_be_swallowed() -> None:
    def deaf(_: Any) -> Any:
        while True:
            with suppress(Exception):
                sleep(0.01)

    entry = judge(claim((a + b) ** 2, oracle=deaf), seconds=0.5)
    assert (entry.verdict, entry.reason) == (Verdict.UNDECIDED, "OutOfTimeError: stopped after 0.5 s (--timeout)")


def test_a_limit_of_time_is_told_again_to_what_goes_on() -> None:
    def deaf_twice() -> None:
        for _ in range(2):
            with suppress(BaseException):
                sleep(1)
        sleep(5)

    with pytest.raises(OutOfTimeError), time_limit(0.05):
        deaf_twice()


def test_who_raised_is_named_with_the_point() -> None:
    def no_value(_: Any) -> Any:
        raise UndefinedError("nothing there")

    def at_points(values: Any) -> Derivation:
        return derivation("by the case", (a + b) ** 2) if a not in values else no_value(values)

    def reason(form: Expr = (a + b) ** 2, **changes: Any) -> str:
        entry = judge(claim(form, **changes))
        assert entry.verdict is Verdict.UNDECIDED
        return entry.reason or "; ".join(item.detail for item in entry.evidence)

    assert reason(oracle=no_value) == "the oracle raised UndefinedError at a = -3/7, b = -4/3: nothing there"
    assert reason(derive=at_points) == "the derivation raised UndefinedError at a = -3/7, b = -4/3: nothing there"
    assert "the form a + c raised UnknownNameError at a = -3/7, b = -4/3: " in reason(a + Symbol("c", real=True))
    assert reason(derive=lambda _: (a + b) ** 2).startswith("the derivation raised LedgerError")
    floats = Domain(points=lambda: iter([{a: 0.5, b: fmpq(1)}]))
    assert "the form " in (found := reason(domain=floats))
    assert "NumericError" in found


@pytest.mark.parametrize("kind", [fmpq, Fraction, Rational, arb, acb], ids=lambda kind: kind.__name__)
def test_oracles_answer_in_every_kind_of_exact_number(kind: Any) -> None:
    def square(point: Any) -> Any:
        found = (point[a] + point[b]) ** 2
        return kind(found if kind in (fmpq, arb, acb) else str(found))

    assert judge(claim((a + b) ** 2, oracle=square)).verdict is Verdict.HOLDS


@pytest.mark.parametrize("wrong", [0.5, 1j, None, "a half", float("nan"), (1, 0.5), numpy.float64(1)], ids=repr)
def test_what_an_oracle_must_not_answer(wrong: Any) -> None:
    entry = judge(claim((a + b) ** 2, oracle=lambda _: wrong))
    assert entry.verdict is Verdict.UNDECIDED
    start = "the oracle raised LedgerError at a = -3/7, b = -4/3: an oracle must return exact numbers, balls or truth values"
    assert entry.reason.startswith(start)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"printed": a * b}, r"thm\.form: printed must be a tuple of SymPy expressions, not of type Mul; \(a,\) has a comma"),
        ({"printed": [a * b]}, "printed must be a tuple"),
        ({"printed": (1,)}, "printed must be a tuple of SymPy expressions, not with one of type int"),
        ({"printed": ("a*b",)}, "not with one of type str"),
        ({"conditions": Ne(a, 0)}, "conditions must be a tuple"),
        ({"uses": "eq.1"}, "uses must be a tuple of ids, not of type str"),
        ({"family": Form((a,))}, "family must be a tuple of forms"),
    ],
    ids=str,
)
def test_one_thing_in_brackets_is_no_tuple(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        claim((a + b) ** 2, **changes)


def test_so_in_forms_and_domains() -> None:
    with pytest.raises(LedgerError, match="a form: expressions must be a tuple"):
        Form(a * b)
    with pytest.raises(LedgerError, match="a domain: assumptions must be a tuple"):
        Domain(assumptions=Gt(a, 0))
    with pytest.raises(LedgerError, match="a domain: cases must be a tuple of cases, not of type Case"):
        Domain(cases=Case())  # type: ignore[arg-type]
    with pytest.raises(LedgerError, match="points must be a function that makes them, not of type generator"):
        Domain(points=points())  # type: ignore[arg-type]


def test_what_takes_too_long_is_undecided_with_the_reason() -> None:
    def slow(_: Any) -> Any:
        while True:
            pass

    entry = judge(claim((a + b) ** 2, oracle=slow), seconds=0.5)
    assert entry.verdict is Verdict.UNDECIDED
    assert entry.reason == "OutOfTimeError: stopped after 0.5 s (--timeout)"


@pytest.mark.parametrize("seconds", [math.inf, 1e300])
def test_a_limit_that_no_timer_takes_is_none(seconds: float) -> None:
    assert judge(claim((a + b) ** 2), seconds=seconds).verdict is Verdict.HOLDS


def test_each_member_of_a_family_must_pass() -> None:
    linear = Form((a + b,), lambda _: derivation("add", a + b), lambda point: point[a] + point[b])
    wrong = replace(linear, expressions=(a - b,))
    assert judge(claim(a, printed=(), derive=None, family=(RIGHT_BY_ITSELF, linear))).verdict is Verdict.HOLDS
    assert judge(claim(a, printed=(), derive=None, family=(RIGHT_BY_ITSELF, wrong))).verdict is Verdict.UNDECIDED
    assert judge(claim(a, printed=(), derive=None, family=(wrong, RIGHT_BY_ITSELF))).verdict is Verdict.UNDECIDED


RIGHT_BY_ITSELF = Form(
    ((a + b) ** 2,),
    lambda _: derivation("multiply out", a**2 + 2 * a * b + b**2),
    lambda point: (point[a] + point[b]) * (point[a] + point[b]),
)


def test_what_is_checked_stands_beside_what_is_printed() -> None:
    beside = claim(a, derive=None, checked=replace(RIGHT_BY_ITSELF, name="(a+b)(a+b)"))
    entry = judge(beside)
    assert entry.verdict is Verdict.HOLDS
    assert {item.form for item in entry.evidence} == {"checked", "derivation"}
    assert (
        judge(replace(beside, checked=replace(RIGHT_BY_ITSELF, expressions=(a,), name="(a+b)(a+b)"))).verdict is Verdict.UNDECIDED
    )


def test_reading_proves_nothing() -> None:
    entry = judge(claim(a, derive=None, reading="two texts were compared"))
    assert entry.verdict is Verdict.OUT_OF_SCOPE
    assert [item.engine for item in entry.evidence] == [Engine.READING]
    assert all(item.result is not Result.PROVED for item in entry.evidence)
    with pytest.raises(LedgerError, match="within scope"):
        claim(a, reading="two texts were compared")


def test_twenty_points_must_be_distinct() -> None:
    few = Domain(points=lambda: ({a: fmpq(k % 19), b: fmpq(1)} for k in range(300)))
    entry = judge(claim((a + b) ** 2, domain=few))
    assert entry.verdict is Verdict.UNDECIDED
    assert "only 19 distinct points" in entry.evidence[1].detail
    assert judge(claim((a + b) ** 2, domain=few, fewer=Fewer(19, "a takes 19 values"))).verdict is Verdict.HOLDS
    endless = Domain(points=lambda: ({a: fmpq(k % 19), b: fmpq(1)} for k in itertools.count()))
    for domain, number in ((few, 18), (few, 20), (endless, 19), (Domain(points=points), 19), (Domain(points=points), 60)):
        entry = judge(claim((a + b) ** 2, domain=domain, fewer=Fewer(number, "a takes few values")))
        assert entry.verdict is Verdict.UNDECIDED, number
    entry = judge(claim((a + b) ** 2, domain=few, fewer=Fewer(18, "few")))
    assert "19 distinct points, and not 18 as the claim says" in entry.evidence[1].detail
    hidden = Domain(points=lambda: ({a: fmpq(k % 19), b: fmpq(1), Symbol("c"): fmpq(k)} for k in range(300)))
    assert judge(claim((a + b) ** 2, domain=hidden)).verdict is Verdict.UNDECIDED


def test_fewer_points_need_a_number_and_a_reason() -> None:
    for number, reason in ((0, "there are none"), (4, "")):
        with pytest.raises(LedgerError, match="at least one, for a reason"):
            Fewer(number, reason)


def test_what_names_no_n_meets_several() -> None:
    """A constant is claimed for every N: each number of levels is another point."""
    for sizes, verdict in (((2, 3, 8), Verdict.HOLDS), ((2, 3), Verdict.UNDECIDED)):
        domain = Domain(points=partial(iter, [{N: size} for size in sizes]))
        constant = claim(Integer(1), derive=lambda _: derivation("1", Integer(1)), oracle=lambda _: 1, domain=domain)
        assert judge(replace(constant, fewer=Fewer(len(sizes), "so many N"))).verdict is verdict


def test_dynamics_meet_the_start_and_another_kappa() -> None:
    def decay(times: Sequence[int], kappas: Sequence[int]) -> Claim:
        points = [{kappa: fmpq(k), t: fmpq(s, 9), a: fmpq(n)} for n in range(30) for k in kappas for s in times]
        return claim(
            a * exp(-kappa * t),
            derive=lambda _: derivation("decay", a * exp(-kappa * t)),
            oracle=lambda point: acb(-point[kappa] * point[t]).exp() * point[a],
            domain=Domain(points=lambda: iter(points)),
            dynamics=True,
        )

    assert judge(decay((0, 1), (1, 2))).verdict is Verdict.HOLDS
    assert "no point with t = 0" in judge(decay((1, 2), (1, 2))).evidence[1].detail
    assert "no point with another kappa" in judge(decay((0, 1), (2,))).evidence[1].detail


def test_any_number_of_levels_includes_eight() -> None:
    def count(most: int, split: tuple[Case, ...] = (Case(),)) -> Claim:
        return claim(
            N * a,
            derive=lambda _: derivation("count", a * N),
            oracle=lambda point: point[N] * point[a],
            domain=Domain(split, lambda: ({N: fmpq(n), a: fmpq(k), M: 1} for k in range(30) for n in range(2, most + 1))),
        )

    assert judge(count(8)).verdict is Verdict.HOLDS
    for split in ((Case(),), cases({M: (1,)}), cases({N: (2, 3)})):
        assert "no point with N = 8" in judge(count(7, split)).evidence[1].detail
    assert "no point" not in judge(count(2, cases({N: (2,)}))).evidence[1].detail


def test_almost_surely_is_computed_from_the_state() -> None:
    def given(state: tuple[Expr, ...], *conditions: Any) -> bool:
        return almost_surely(claim(a, conditions=conditions, domain=Domain(state=state)))

    assert given((a**2, 1 - a**2), Ne(sigma[2], 0))
    assert given((a**2, 1 - a**2, Integer(0)), Ne(sigma[2], 0), Ne(sigma[3], 0))
    assert not given((), Ne(sigma[2], 0))  # |3> makes sigma_2 vanish for every lambda_2
    assert not given((Integer(0), Integer(0), Integer(1)), Ne(sigma[2], 0))
    assert not given((a**2, 1 - a**2), Gt(sigma[2], 0))
    assert not given((a**2, 1 - a**2), Ne(sigma[2], 1))
    assert not given((a**2, 1 - a**2))


def test_retired_ids_are_never_used_again() -> None:
    ledger = Ledger((claim((a + b) ** 2),), {"thm.old": "it could not fail"})
    with pytest.raises(LedgerError, match=r"thm\.old is retired: it could not fail"):
        ledger["thm.old"]
    with pytest.raises(LedgerError, match="must not be used again"):
        Ledger((claim((a + b) ** 2),), {"thm.form": "it could not fail"})


def test_conditional_needs_conditions_that_suffice() -> None:
    form = (a + b) ** 2 * a / a
    assert form == (a + b) ** 2  # SymPy cancels; so divide by a symbol that it keeps
    divided = (a**3 + 2 * a**2 * b + a * b**2) / a
    assert judge(claim(divided, conditions=(Ne(a, 0),))).verdict is Verdict.CONDITIONAL
    assert judge(claim(divided, conditions=(Ne(b, 0),))).verdict is Verdict.UNDECIDED


def test_needless_condition_is_not_conditional() -> None:
    assert judge(claim((a + b) ** 2, conditions=(Ne(a, 0),))).verdict is Verdict.HOLDS


@pytest.mark.parametrize("fewer", [None, Fewer(1, "there is one")])
def test_empty_sample_is_vacuous(fewer: Fewer | None) -> None:
    entry = judge(claim((a + b) ** 2, domain=Domain(), fewer=fewer))
    assert entry.verdict is Verdict.UNDECIDED
    assert {item.result for item in entry.evidence if item.engine in (Engine.SAMPLING, Engine.BALLS)} == {Result.VACUOUS}


def test_no_case_left_is_vacuous() -> None:
    k = Symbol("k", integer=True)
    never = Domain(cases({k: (0,)}), lambda: ({**point, k: 0} for point in points()), (Ne(k, 0),))
    entry = judge(claim((a + b) ** 2, domain=never))
    assert entry.evidence[0].result is Result.VACUOUS


def test_wrong_oracle_is_noticed() -> None:
    assert judge(claim((a + b) ** 2, oracle=lambda point: point[a])).verdict is Verdict.UNDECIDED


def test_without_an_oracle_nothing_is_settled() -> None:
    entry = judge(claim((a + b) ** 2, oracle=None))
    assert entry.verdict is Verdict.UNDECIDED
    assert "no oracle was asked" in [item.detail for item in entry.evidence]
    own = Form((a - b,), lambda _: derivation("another quantity", a - b), name="a-b")
    assert judge(equation((a - b) ** 2, corrected=own)).verdict is Verdict.UNDECIDED


def test_wrong_derivation_is_noticed() -> None:
    assert judge(claim((a + b) ** 2, derive=lambda _: derivation("slip", a**2 + b**2))).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", ["eq.38", "eq.39.4", "eq.43", "eq.46", "eq.52", "eq.58", "eq.33.1", "thm.partial-sums"])
def test_one_changed_sign_in_the_derivation_unsettles(claim_id: str) -> None:
    original = PAPER[claim_id]
    derive = original.derive
    assert derive is not None
    broken = replace(original, derive=lambda values: derivation("a sign changed", -derive(values).result))
    ledger = Ledger(tuple(broken if item.id == claim_id else item for item in PAPER))
    run = verify((claim_id,), ledger=ledger)
    assert not run.settled
    assert run.entries[0].verdict is Verdict.UNDECIDED


def test_premises_spread_doubt() -> None:
    first = claim((a - b) ** 2, id="thm.first")
    second = claim((a + b) ** 2, id="thm.second", uses=("thm.first",))
    run = verify(("thm.second",), ledger=Ledger((first, second)))
    assert run.entries[0].verdict is Verdict.HOLDS
    assert not run.settled


def test_out_of_scope_needs_a_reason() -> None:
    assert judge(claim(a, printed=(), derive=None, undecidable="a matter of taste")).verdict is Verdict.OUT_OF_SCOPE
    with pytest.raises(LedgerError, match="reason"):
        claim(a, printed=())


def test_circles_raise() -> None:
    first = claim(a, id="thm.first", uses=("thm.second",))
    second = claim(a, id="thm.second", uses=("thm.first",))
    with pytest.raises(LedgerError, match=r"thm\.first -> thm\.second -> thm\.first"):
        Ledger((first, second))
    with pytest.raises(LedgerError, match="own conclusion"):
        claim(a, uses=("thm.form",))


def test_ledger_refusals() -> None:
    with pytest.raises(LedgerError, match="used twice"):
        Ledger((claim(a), claim(b)))
    with pytest.raises(LedgerError, match="does not contain"):
        Ledger((claim(a, uses=("thm.other",)),))
    with pytest.raises(LedgerError, match="nearest: eq"):
        PAPER["eq.399"]
    with pytest.raises(LedgerError, match="must start with"):
        claim(a, id="lemma.1")


def test_absent_premise_is_unsettled() -> None:
    first, second = claim(a, id="thm.first"), claim(b, id="thm.second", uses=("thm.first",))
    entry = Entry("thm.second", Verdict.HOLDS, (), None)
    assert not Ledger((first, second)).settle({"thm.second": entry})[0].settled


def test_empty_derivation_is_refused() -> None:
    from bornproof.symbolic.derivation import Derivation

    with pytest.raises(SymbolicError, match="at least one step"):
        Derivation(())
    assert derivation("start", Integer(1)).then("go on", Integer(2)).result == 2


def test_operators_at_no_point_at_all_are_vacuous() -> None:
    entry = judge(claim(state, derive=lambda _: derivation("as it is", state), domain=Domain(), oracle=lambda _: ()))
    assert entry.verdict is Verdict.UNDECIDED
    assert entry.reason.startswith("the proof was replayed at 0 distinct points")
    assert Result.VACUOUS in {item.result for item in entry.evidence}


def test_a_loop_over_what_is_not_whole_is_no_loop() -> None:
    split = cases({a: (1, 2)})
    wrong = claim(a * (a - 1) * (a - 2), derive=lambda _: derivation("0", Integer(0)), oracle=lambda _: 0)
    judged = judge(replace(wrong, domain=Domain(split, lambda: ({a: fmpq(1 + k % 2)} for k in range(40)), loops=(a,))))
    assert judged.verdict is Verdict.UNDECIDED
    assert "no case of the proof covers" in judged.evidence[0].detail


@pytest.mark.parametrize("part", ["derive", "oracle"])
def test_an_exit_ends_no_run(part: str) -> None:
    def leave(_: Any) -> Any:
        raise SystemExit(0)

    changed: dict[str, Any] = {part: leave}
    judged = judge(replace(claim(a), **changed))
    assert judged.verdict is Verdict.UNDECIDED
    assert judged.reason in ("the derivation raised SystemExit: 0", "the oracle raised SystemExit at a = -3/7, b = -4/3: 0")
