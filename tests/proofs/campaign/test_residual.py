"""One case: true closed forms agree, any false one is refuted by each engine, and what cannot be decided is no agreement."""

import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.engines import ENCLOSURE, ENGINES
from bornproof.proofs.campaign import residual as residuals
from bornproof.proofs.campaign.plan import SECOND, Plan
from bornproof.proofs.campaign.residual import Agreement, compare_cases, failed_rows, judged
from bornproof.proofs.checks.processes import Processes
from bornproof.proofs.errors import LedgerError
from bornproof.symbolic.coherences import losses
from bornproof.symbolic.populations import closed_form
from flint import arb, fmpq, fmpq_poly

PLAN = Plan(levels=3, sectors=4, states=14, times=("0", "1/2", "4"), digits=40, second="1")
CASE = 28  # a state that is no edge, with all its coherences, at kappa t = 1/2


def verdicts() -> set[tuple[str, str]]:
    return {(row.engine, row.verdict) for row in compare_cases(PLAN, (CASE,))[0]}


@pytest.mark.parametrize("levels", [2, 3, 4])
def test_closed_forms_agree_everywhere(levels: int) -> None:
    plan = Plan(levels=levels, sectors=2 ** (levels - 1), states=14, times=("0", "1/7", "4"), digits=30, second="1/4")
    rows, _ = compare_cases(plan, range(len(plan)))
    assert {row.verdict for row in rows} == {"agrees"}
    assert all(row.digits is None or row.digits > (30 if row.engine == ENCLOSURE else 25) for row in rows)
    assert {row.case for row in rows} == set(range(len(plan)))
    assert len(rows) == len(plan) + len(plan.seconded)


def one_population(sector: Any, start: Any) -> tuple[fmpq_poly, ...]:
    first, *rest = closed_form(sector, start)
    return (first + fmpq_poly([0, fmpq(1, 10**30)]), *rest)


def one_exponent(sector: Any) -> tuple[int, ...]:
    first, *rest = losses(sector)
    return (first + 1, *rest)


@pytest.mark.parametrize(("name", "wrong"), [("_populations", one_population), ("losses", one_exponent)], ids=["p", "coherence"])
def test_a_false_closed_form_is_refuted(name: str, wrong: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert verdicts() == {(ENCLOSURE, "agrees"), (SECOND, "agrees")}
    monkeypatch.setattr(residuals, name, wrong)
    assert verdicts() == {(ENCLOSURE, "refuted"), (SECOND, "refuted")}


@pytest.mark.parametrize("engine", [ENCLOSURE, SECOND])
def test_an_engine_that_errs_contradicts(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = ENGINES[engine]
    late = replace(honest, run=lambda equation, rho, t, digits: honest.run(equation, rho, t + fmpq(1, 10**20), digits))
    monkeypatch.setitem(ENGINES, engine, late)
    assert (engine, "refuted") in verdicts()


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (NumericError("too much"), "NumericError: too much"),
        (MemoryError(), "MemoryError, and so when it was tried again"),
        (ZeroDivisionError("in\ntwo lines"), "ZeroDivisionError: in two lines"),
    ],
)
def test_an_engine_that_raises_is_unable(error: Exception, detail: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: Any) -> Any:
        raise error

    monkeypatch.setitem(ENGINES, SECOND, replace(ENGINES[SECOND], run=run))
    first, second = compare_cases(PLAN, (CASE,))[0]
    assert (first.verdict, second.verdict, second.detail, second.residual) == ("agrees", "unable", detail, None)


def test_what_takes_too_long_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, SECOND, replace(ENGINES[SECOND], seconds=lambda *_: 1e4))
    second = compare_cases(PLAN, (CASE,))[0][1]
    assert (second.verdict, second.detail) == ("unable", "NumericError: about 1e+04 s of work, more than 30 s")


@pytest.mark.parametrize(
    ("text", "engine", "verdict"),
    [
        ("0", ENCLOSURE, Agreement.AGREES),
        ("0 +/- 9e-41", ENCLOSURE, Agreement.AGREES),
        ("0 +/- 2e-40", ENCLOSURE, Agreement.UNABLE),
        ("2e-80 +/- 1e-80", ENCLOSURE, Agreement.REFUTED),
        ("1 +/- 2", ENCLOSURE, Agreement.UNABLE),
        ("nan", ENCLOSURE, Agreement.UNABLE),
        ("0 +/- inf", SECOND, Agreement.UNABLE),
        ("9e-36 +/- 1e-80", SECOND, Agreement.AGREES),
        ("2e-35 +/- 1e-80", SECOND, Agreement.REFUTED),
        ("1e-35 +/- 1e-36", SECOND, Agreement.UNABLE),
    ],
)
def test_what_follows_from_a_residual(text: str, engine: str, verdict: Agreement) -> None:
    digits, found, detail = judged(arb(text), engine, 40)
    assert found is verdict
    assert (detail is None) == (verdict is not Agreement.UNABLE)
    if digits is not None:
        assert arb(text).abs_upper() <= arb(10) ** -arb(digits) or digits == 0


def test_a_residual_is_an_enclosure_that_can_be_read_again() -> None:
    for row in compare_cases(PLAN, (CASE,))[0]:
        assert arb(row.residual or "nan").abs_upper() < arb("1e-35")


def test_rows_without_an_answer() -> None:
    assert [(row.engine, row.verdict, row.detail) for row in failed_rows(PLAN, CASE, "gone")] == [
        (ENCLOSURE, "unable", "gone"),
        (SECOND, "unable", "gone"),
    ]


def hungry(*_: Any) -> Any:
    return bytearray(2**33)


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="what is broken here must reach the worker")
def test_the_memory_of_a_worker_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, SECOND, replace(ENGINES[SECOND], run=hungry))
    monkeypatch.setattr("bornproof.proofs.checks.processes.context", lambda: multiprocessing.get_context("fork"))
    with Processes(1) as workers:
        rows, _ = workers.submit(compare_cases, PLAN, (CASE,), 4000).result()
    assert [row.verdict for row in rows] == ["agrees", "unable"]
    assert rows[1].detail == "MemoryError, and so when it was tried again"


def test_what_had_too_little_memory_once_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    solver, calls = ENGINES[SECOND], list[int]()

    def once(*arguments: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise MemoryError
        return solver.run(*arguments)

    monkeypatch.setitem(ENGINES, SECOND, replace(solver, run=once))
    rows, _ = compare_cases(PLAN, (CASE,))
    assert ([row.verdict for row in rows], len(calls)) == (["agrees", "agrees"], 2)


def test_this_process_gets_no_limit() -> None:
    with pytest.raises(LedgerError, match="a memory limit needs worker processes"):
        compare_cases(PLAN, (CASE,), 4000)
