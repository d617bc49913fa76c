"""What every claim of the paper must stand: none survives a falsehood of any kind that it exists for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from bornproof.numeric_check.evaluation.evaluate import truth
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Form, Listed, Result, Verdict
from bornproof.proofs.ledger.domain import no_points
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.notation.core import kappa
from sympy import Basic, ImmutableMatrix
from sympy.core.relational import Relational

JUDGED = [claim for claim in PAPER if not claim.out_of_scope]
CORRECTED = [claim for claim in JUDGED if claim.corrected]
MENDED = [claim for claim in JUDGED if claim.once_mended]
CONDITIONAL = [claim for claim in JUDGED if claim.conditions]
ONE_FORM = [claim for claim in JUDGED if not (claim.corrected or claim.once_mended or claim.family)]


def each(claims: Iterable[Claim], *but: str) -> pytest.MarkDecorator:
    """The claims, one a test, but those with these ids."""
    return pytest.mark.parametrize("claim", [claim for claim in claims if claim.id not in but], ids=lambda claim: claim.id)


def off(value: Any) -> Any:
    """Another value: twice as much and 1 more, entry by entry; of an operator the negative; of a relation the turned one."""
    if isinstance(value, ImmutableMatrix):
        return value.applyfunc(off)
    if isinstance(value, Relational):
        return value.func(value.rhs, value.lhs)
    return 2 * value + 1 if value.is_commutative else -value


def derived_wrong(derive: Any) -> Any:
    """A derivation with a mistake in its last step."""

    def wrong(values: Mapping[Any, Any]) -> Derivation:
        steps: Derivation = derive(values)
        return steps.then("a mistake", off(steps.result))

    return derive and wrong


def changed(claim: Claim) -> Claim:
    """The claim with a mistake in each of its derivations."""
    family = tuple(replace(form, derive=derived_wrong(form.derive)) for form in claim.family)
    return replace(claim, derive=derived_wrong(claim.derive), family=family)


def without_oracle(claim: Claim) -> Claim:
    return replace(claim, oracle=None, family=tuple(replace(form, oracle=None) for form in claim.family))


def with_forms(claim: Claim, change: Any) -> Claim:
    """The claim with what is checked changed, form by form."""

    def made(form: Any) -> Any:
        return form and replace(form, expressions=tuple(map(change, form.expressions)))

    if claim.checked or claim.family:
        return replace(claim, checked=made(claim.checked), family=tuple(map(made, claim.family)))
    return replace(claim, printed=tuple(map(change, claim.printed)))


def undecided(claim: Claim) -> bool:
    """Whether the engines do not decide it; that something raised is no answer."""
    entry = judge(claim)
    return entry.verdict is Verdict.UNDECIDED and bool(entry.evidence)


@each(JUDGED)
def test_a_wrong_derivation_contradicts_the_oracle(claim: Claim) -> None:
    assert undecided(changed(claim))


@each([claim for claim in JUDGED if claim not in (*CORRECTED, *MENDED)])
def test_a_wrong_derivation_is_caught_without_an_oracle(claim: Claim) -> None:
    assert undecided(without_oracle(changed(claim)))


@each(ONE_FORM)
def test_the_oracle_alone_catches_what_is_wrong_on_both_sides(claim: Claim) -> None:
    found = {item.engine.value: item.result for item in judge(with_forms(changed(claim), off)).evidence}
    assert found["balls"] is Result.REFUTED


@each(CORRECTED, "claim.2.1-lindblad")  # its true form is 0, whatever the sign
def test_a_wrong_correction_is_caught(claim: Claim) -> None:
    assert claim.corrected
    wrong = tuple(map(off, claim.corrected.expressions))
    assert undecided(replace(claim, corrected=replace(claim.corrected, expressions=wrong)))


@each(CORRECTED)
def test_what_is_printed_is_no_correction(claim: Claim) -> None:
    assert undecided(replace(claim, corrected=Form(claim.subjects[0].printed)))


@each(MENDED)
def test_mending_the_line_is_needed(claim: Claim) -> None:
    mending, line = claim.once_mended, claim.once_mended and claim.once_mended.claim
    assert mending
    assert line
    assert line.corrected
    nothing = replace(line, corrected=replace(line.corrected, expressions=line.subjects[0].printed, name=line.name))
    assert "says the same" in judge(replace(claim, once_mended=replace(mending, claim=nothing))).reason
    assert undecided(replace(claim, derive=derived_wrong(claim.derive)))


@each([claim for claim in MENDED if claim.once_mended and not isinstance(claim.once_mended.says[0], Listed)])
def test_the_line_must_be_mended_rightly(claim: Claim) -> None:
    mending, line = claim.once_mended, claim.once_mended and claim.once_mended.claim
    assert mending
    assert line
    assert line.corrected
    wrong = replace(line, corrected=replace(line.corrected, expressions=tuple(map(off, line.corrected.expressions))))
    assert undecided(replace(claim, once_mended=replace(mending, claim=wrong)))


@each(CONDITIONAL)
def test_no_condition_can_be_left_out(claim: Claim) -> None:
    for left_out in claim.conditions:
        rest = tuple(condition for condition in claim.conditions if condition != left_out)
        assert undecided(replace(claim, conditions=rest)), left_out


WITH_KAPPA = [claim for claim in JUDGED if any(form.has(kappa) for subject in claim.true_forms for form in subject.printed)]


@each(WITH_KAPPA, "eq.33.1", "eq.33.2")  # their sums are constant; claim.4.4-terms sees kappa
def test_kappa_cannot_be_dropped(claim: Claim) -> None:
    def dropped(form: Basic) -> Basic:
        return form.subs(kappa, 1)

    (subject, *_) = claim.true_forms
    assert undecided(replace(with_forms(subject, dropped), conditions=()))


@each(JUDGED)
def test_an_empty_sample_decides_nothing(claim: Claim) -> None:
    family = tuple(replace(form, domain=replace(form.domain, points=no_points)) if form.domain else form for form in claim.family)
    assert undecided(replace(claim, domain=replace(claim.domain, points=no_points), family=family))


@each(claim for claim in JUDGED if claim.domain.assumptions or claim.conditions)
def test_the_points_violate_each_assumption_and_condition(claim: Claim) -> None:
    points = list(islice(claim.domain.points(), 300))
    for condition in (*claim.domain.assumptions, *claim.conditions):
        assert {truth(condition, point) for point in points} == {True, False}, condition


@pytest.mark.parametrize("retired", PAPER.retired)
def test_what_is_retired_says_why(retired: str) -> None:
    assert retired not in {claim.id for claim in PAPER}
    with pytest.raises(LedgerError, match=r"is retired: \w"):
        PAPER[retired]
