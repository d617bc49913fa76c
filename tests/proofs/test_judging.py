"""The judge says no: falsehoods, empty samples, missing licences and premises that are not settled."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flint import fmpq
from sympy import Expr, Integer, Ne, Symbol

from proofs.domains import Domain, cases
from proofs.errors import LedgerError
from proofs.judging import judge
from proofs.ledger import Claim, Entry, Ledger, Result, Verdict
from proofs.paper import PAPER
from proofs.verifying import verify
from symbolic.derivation import derivation
from symbolic.errors import SymbolicError

a, b = Symbol("a", real=True), Symbol("b", real=True)


def points() -> Iterator[dict[Any, Any]]:
    for count in range(60):
        yield {a: fmpq(count - 3, 7), b: fmpq(count * count - 4, 3)}


def claim(form: Expr, **changes: Any) -> Claim:
    start = Claim(
        id="thm.square",
        section="0",
        statement="The square of a sum.",
        name="(a+b)^2",
        printed=(form,),
        derive=lambda _: derivation("multiply out", a**2 + 2 * a * b + b**2),
        domain=Domain(points=points),
        oracle=lambda point: (point[a] + point[b]) * (point[a] + point[b]),
    )
    return replace(start, **changes)


def test_truth_holds() -> None:
    entry = judge(claim((a + b) ** 2))
    assert entry.verdict is Verdict.HOLDS
    assert [item.result for item in entry.evidence] == [Result.PROVED, Result.AGREES, Result.AGREES]


def test_definition() -> None:
    assert judge(claim((a + b) ** 2, definition=True)).verdict is Verdict.DEFINITION
    assert judge(claim((a - b) ** 2, definition=True)).verdict is Verdict.UNDECIDED


def test_falsehood_without_correction_is_undecided() -> None:
    entry = judge(claim((a - b) ** 2))
    assert entry.verdict is Verdict.UNDECIDED
    assert Result.REFUTED in {item.result for item in entry.evidence}


def test_misprint_needs_a_true_correction() -> None:
    right, wrong = ((a + b) ** 2,), ((a + b) ** 2 + b,)
    entry = judge(claim((a - b) ** 2, corrected=right))
    assert entry.verdict is Verdict.MISPRINT
    assert entry.witness is not None
    assert judge(claim((a - b) ** 2, corrected=wrong)).verdict is Verdict.UNDECIDED


def test_conditional_needs_conditions_that_suffice() -> None:
    form = (a + b) ** 2 * a / a
    assert form == (a + b) ** 2  # SymPy cancels; so divide by a symbol that it keeps
    divided = (a**3 + 2 * a**2 * b + a * b**2) / a
    assert judge(claim(divided, conditions=(Ne(a, 0),))).verdict is Verdict.CONDITIONAL
    assert judge(claim(divided, conditions=(Ne(b, 0),))).verdict is Verdict.UNDECIDED


def test_needless_condition_is_not_conditional() -> None:
    assert judge(claim((a + b) ** 2, conditions=(Ne(a, 0),))).verdict is Verdict.HOLDS


def test_empty_sample_is_vacuous() -> None:
    entry = judge(claim((a + b) ** 2, domain=Domain()))
    assert entry.verdict is Verdict.UNDECIDED
    assert Result.VACUOUS in {item.result for item in entry.evidence}


def test_no_case_left_is_vacuous() -> None:
    k = Symbol("k", integer=True)
    never = Domain(cases({k: (0,)}), lambda: ({**point, k: 0} for point in points()), (Ne(k, 0),))
    entry = judge(claim((a + b) ** 2, domain=never))
    assert entry.evidence[0].result is Result.VACUOUS


def test_wrong_oracle_is_noticed() -> None:
    assert judge(claim((a + b) ** 2, oracle=lambda point: point[a])).verdict is Verdict.UNDECIDED


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
        claim(a, uses=("thm.square",))


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
    from symbolic.derivation import Derivation

    with pytest.raises(SymbolicError, match="at least one step"):
        Derivation(())
    assert derivation("start", Integer(1)).then("go on", Integer(2)).result == 2
