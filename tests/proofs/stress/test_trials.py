"""Broken on purpose: no formula of the paper survives being broken, and a hole in the checks is seen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from bornproof.proofs.checks.points import POINTS
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim, Form, Verdict, Witness
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.stress.mutants import mutants
from bornproof.proofs.stress.trials import EXACT, Fate, Mutation, Trial, try_claim
from bornproof.symbolic.derivation import derivation
from flint import arb, fmpq
from sympy import Expr, Symbol, exp

from tests.claims import stated

a, b = Symbol("a", real=True), Symbol("b", real=True)
Points = Callable[[], Iterator[dict[Any, Any]]]


def points() -> Iterator[dict[Any, Any]]:
    return ({a: fmpq(count - 3, 7), b: fmpq(count * count - 4, 3)} for count in range(60))


def at_zero() -> Iterator[dict[Any, Any]]:
    return ({a: fmpq(0), b: fmpq(count)} for count in range(60))


def claim(form: Expr, sample: Points = points, **changes: Any) -> Claim:
    return stated(form, form, sample, **changes)


COARSE = ("thm.averaged-order-strict",)  # it says of a sum only whether it is positive, and has no state in which it is small


@pytest.mark.parametrize("claim_id", [item.id for item in PAPER if not item.out_of_scope])
def test_no_mutant_of_the_paper_survives(claim_id: str) -> None:
    trial = try_claim(PAPER[claim_id], seconds=600)  # the dearest take half a minute of a machine that is free
    assert trial.mutations
    assert [mutation for mutation in trial.mutations if mutation.fate is Fate.SURVIVED] == []
    assert trial.count(Fate.CAUGHT) + trial.count(Fate.EQUIVALENT) == len(trial.mutations)
    assert trial.count(Fate.CAUGHT) > 0
    assert trial.power is None or trial.power >= 40 or claim_id in COARSE


def test_a_hole_in_the_points_lets_mutants_survive() -> None:
    trial = try_claim(claim(a**2 + b, at_zero))
    survived = {mutation.formula for mutation in trial.mutations if mutation.fate is Fate.SURVIVED}
    assert {"-a**2 + b", "2*a**2 + b", "a + b"} <= survived
    assert "b" in survived  # the term dropped
    assert "a**2 - b" not in survived
    assert trial.power == EXACT  # of the coefficients that are seen at all


def test_without_points_everything_survives() -> None:
    trial = try_claim(claim(a**2 + b, lambda: iter(())))
    assert trial.count(Fate.SURVIVED) == len(trial.mutations) > 5
    assert trial.power is None


def test_a_mutant_is_called_equivalent_only_if_it_would_hold_in_the_place_of_the_original() -> None:
    original = PAPER["eq.39.4"]
    fates = {mutation.formula: mutation.fate for mutation in try_claim(original).mutations}
    equal = [mutant for mutant in mutants(original.printed[0]) if fates[as_text(mutant.expr)] is Fate.EQUIVALENT]
    assert len(equal) > 5
    assert {judge(replace(original, printed=(mutant.expr,))).verdict for mutant in equal} == {Verdict.HOLDS}


def test_the_corrected_form_is_broken_not_the_misprint() -> None:
    wrong = claim(a - b, id="eq.1", corrected=Form((a + b,)), derive=lambda _: derivation("truth", a + b))
    fates = {mutation.formula: mutation.fate for mutation in try_claim(wrong).mutations}
    assert fates["a - b"] is Fate.CAUGHT
    assert "a + b" not in fates


def test_what_is_out_of_scope_has_nothing_to_break() -> None:
    assert try_claim(claim(a, printed=(), derive=None, undecidable="a matter of taste")) == Trial("thm.form", (), None)


@pytest.mark.parametrize("exponent", [3, 17, 44])
def test_detection_power_is_that_of_the_enclosures(exponent: int) -> None:
    def oracle(point: Any) -> Any:
        return arb(point[a] + 2, arb(10) ** -exponent)

    trial = try_claim(claim(a + 2, oracle=oracle))
    assert trial.power is not None
    assert exponent - 2 <= trial.power <= exponent + 1


def test_exact_values_see_any_change() -> None:
    assert try_claim(claim(a**2 + b)).power == EXACT
    assert 40 <= (try_claim(claim(exp(a) + b)).power or 0) < EXACT


def test_a_mistake_that_only_later_points_show_survives() -> None:
    def late() -> Iterator[dict[Any, Any]]:
        return ({a: fmpq(count) if count >= POINTS else fmpq(0), b: fmpq(count)} for count in range(POINTS + 10))

    fates = {item.formula: item.fate for item in try_claim(claim(a**2 + b, late)).mutations}
    assert fates["-a**2 + b"] is Fate.SURVIVED
    assert fates["a**2 - b"] is Fate.CAUGHT


def test_nobody_is_caught_without_a_witness() -> None:
    with pytest.raises(LedgerError, match="exactly if it has a witness"):
        Mutation("sign", "a", "-a", "-a", Fate.CAUGHT)
    with pytest.raises(LedgerError, match="exactly if it has a witness"):
        Mutation("sign", "a", "-a", "-a", Fate.EQUIVALENT, Witness((), "1", "2"))
