"""Section 4 and the footnotes: every verdict, and that no entry survives a falsehood of any kind that it exists for."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

import pytest
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Entry, Form, Listed, Result, Verdict
from bornproof.proofs.ledger.domain import no_points
from bornproof.proofs.paper.claims import (
    footnotes,
    section_4_1,
    section_4_2,
    section_4_4,
    section_4_4_averages,
    section_4_4_evolution,
    section_4_4_hidden,
    section_4_4_observers,
)
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic import singlet, specification
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.notation.core import DOWN, UP, kappa, p, pair_ket, q, spin_ket
from bornproof.symbolic.notation.settings import other_state, settings, turn
from sympy import ImmutableMatrix, Integer

MODULES = (
    section_4_1,
    section_4_2,
    section_4_4,
    section_4_4_hidden,
    section_4_4_evolution,
    section_4_4_averages,
    section_4_4_observers,
    footnotes,
)
CLAIMS: dict[str, Claim] = {claim.id: PAPER[claim.id] for module in MODULES for claim in module.CLAIMS}

HOLDS, CONDITIONAL, FALSE = Verdict.HOLDS, Verdict.CONDITIONAL, Verdict.FALSE
EXPECTED = {
    "eq.23": Verdict.DEFINITION,
    "claim.4.1-not-fulfilled": HOLDS,
    "claim.4.1-fully-specified": CONDITIONAL,
    "claim.4.1-sigma-function": CONDITIONAL,
    "claim.4.1-alternative": HOLDS,
    "eq.24": CONDITIONAL,
    "eq.25": CONDITIONAL,
    "thm.correlated-before": HOLDS,
    "claim.3.1-settings-determine": HOLDS,
    "claim.fn5-no-schroedinger": HOLDS,
    "claim.4.3-only-settings": HOLDS,
    "claim.4.3-settings-alone": FALSE,
    "eq.26": Verdict.MISPRINT,
    "eq.27": CONDITIONAL,
    "claim.4.4-singlet": FALSE,
    "eq.28": HOLDS,
    "eq.29": CONDITIONAL,
    "claim.4.4-six-operators": HOLDS,
    "thm.linear": HOLDS,
    "claim.4.4-linear": CONDITIONAL,
    "claim.4.4-weights": HOLDS,
    "claim.4.4-second-square": FALSE,
    "eq.30.1": HOLDS,
    "eq.30.2": HOLDS,
    "eq.30.3": HOLDS,
    "claim.4.4-never-positive": HOLDS,
    "claim.4.4-unreachable": HOLDS,
    "eq.31.1": CONDITIONAL,
    "eq.31.2": CONDITIONAL,
    "eq.31.3": Verdict.MISPRINT,
    "claim.4.4-others-vanish": CONDITIONAL,
    "claim.4.4-trace": HOLDS,
    "thm.trace": HOLDS,
    "eq.32.1": HOLDS,
    "eq.32.2": HOLDS,
    "eq.33.1": HOLDS,
    "eq.33.2": HOLDS,
    "claim.4.4-terms": HOLDS,
    "eq.33.3": Verdict.MISPRINT,
    "claim.4.4-only-suppression": HOLDS,
    "claim.4.4-only-suppression-generic": FALSE,
    "thm.deviation": HOLDS,
    "claim.4.4-other-probabilities": CONDITIONAL,
    "eq.34": CONDITIONAL,
    "eq.35": CONDITIONAL,
    "claim.4.4-quantum-result": HOLDS,
    "thm.averaged-reduced-states": HOLDS,
    "claim.fn2-slice": HOLDS,
    "claim.fn2-later": CONDITIONAL,
    "claim.fn6-grid": CONDITIONAL,
    "thm.finite-commutator": HOLDS,
}
ALMOST_SURELY = {"eq.24", "eq.25", "eq.31.1", "eq.31.2"}
CORRECTED = [claim_id for claim_id, claim in CLAIMS.items() if claim.corrected]
MENDED = [claim_id for claim_id, claim in CLAIMS.items() if claim.once_mended]
WITH_CONDITIONS = [claim_id for claim_id, claim in CLAIMS.items() if claim.conditions and not claim.corrected]
WITHOUT_KAPPA = ("eq.33.1", "eq.33.2")  # their sums are constant; claim.4.4-terms sees kappa
WITH_KAPPA = [
    claim_id
    for claim_id, claim in CLAIMS.items()
    if any(form.has(kappa) for subject in claim.subjects for form in subject.printed) and claim_id not in WITHOUT_KAPPA
]


@cache
def judged(claim_id: str) -> Entry:
    return judge(CLAIMS[claim_id])


def off(derive: Any) -> Any:
    """A derivation that ends in another value: 1 more, in every entry of a matrix."""

    def wrong(values: Mapping[Any, Any]) -> Derivation:
        steps: Derivation = derive(values)
        result = steps.result
        if isinstance(result, ImmutableMatrix):
            return steps.then("wrong", result + ImmutableMatrix.ones(*result.shape))
        return steps.then("wrong", -result if not result.is_commutative else result + 1)

    return wrong


def changed(claim: Claim, *, keep_oracle: bool) -> Claim:
    """The claim with every derivation changed."""
    claim = replace(claim, derive=off(claim.derive) if claim.derive else None, oracle=claim.oracle if keep_oracle else None)
    family = tuple(replace(f, derive=off(f.derive), oracle=f.oracle if keep_oracle else None) for f in claim.family)
    return replace(claim, family=family)


def inserted(form: Form, old: Any, new: Any) -> Form:
    return replace(form, expressions=tuple(expression.subs(old, new) for expression in form.expressions))


def test_every_entry_has_its_verdict_here() -> None:
    assert list(EXPECTED) == list(CLAIMS)


@pytest.mark.parametrize("claim_id", EXPECTED)
def test_every_claim_is_decided(claim_id: str) -> None:
    entry = judged(claim_id)
    assert entry.verdict is EXPECTED[claim_id], entry.reason or entry.contradictions
    assert entry.almost_surely is (claim_id in ALMOST_SURELY)
    assert all(item.result is not Result.VACUOUS for item in entry.evidence)
    assert (entry.witness is None) == (entry.verdict in (Verdict.HOLDS, Verdict.DEFINITION))


def test_premises_are_acyclic_within_the_section() -> None:
    assert len(CLAIMS) == sum(len(module.CLAIMS) for module in MODULES)
    TopologicalSorter({claim_id: claim.uses for claim_id, claim in CLAIMS.items()}).prepare()


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_a_wrong_derivation_contradicts_the_oracle(claim_id: str) -> None:
    assert judge(changed(CLAIMS[claim_id], keep_oracle=True)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", [claim_id for claim_id in CLAIMS if claim_id not in (*CORRECTED, *MENDED)])
def test_a_wrong_derivation_alone_is_caught(claim_id: str) -> None:
    assert judge(changed(CLAIMS[claim_id], keep_oracle=False)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", CORRECTED)
def test_a_wrong_correction_is_caught(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    assert claim.corrected is not None
    wrong = replace(claim.corrected, expressions=tuple(2 * form + q * form for form in claim.corrected.expressions))
    assert judge(replace(claim, corrected=wrong)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", sorted({*CORRECTED} - {"claim.4.4-second-square"}))
def test_what_is_printed_is_no_correction(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    assert judge(replace(claim, corrected=Form(claim.printed[:1]))).verdict is Verdict.UNDECIDED


def test_the_square_is_missing_on_the_left() -> None:
    claim = CLAIMS["claim.4.4-second-square"]
    assert claim.corrected is not None
    unmended = replace(claim.corrected, derive=claim.derive, oracle=claim.oracle)
    assert judge(replace(claim, corrected=unmended)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", MENDED)
def test_mending_the_line_is_needed_and_must_mend(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    assert claim.once_mended is not None
    assert EXPECTED[claim.once_mended.line] is Verdict.MISPRINT
    line = claim.once_mended.claim
    assert line is not None
    assert line.corrected is not None
    forms = line.subjects[0].printed
    for expressions, name in ((forms, line.name), (tuple(-form for form in forms), line.corrected.name)):
        other = replace(line, corrected=replace(line.corrected, expressions=expressions, name=name))
        unmended = replace(claim, once_mended=replace(claim.once_mended, claim=other))
        assert judge(unmended).verdict is Verdict.UNDECIDED or isinstance(claim.once_mended.says[0], Listed)
    assert judge(replace(claim, derive=off(claim.derive))).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", WITH_CONDITIONS)
def test_no_condition_can_be_left_out(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    for left_out in claim.conditions:
        rest = tuple(condition for condition in claim.conditions if condition != left_out)
        assert judge(replace(claim, conditions=rest)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", WITH_KAPPA)
def test_kappa_cannot_be_dropped(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    printed = tuple(form.subs(kappa, 1) for form in claim.printed)
    corrected = claim.corrected and inserted(claim.corrected, kappa, 1)
    family = tuple(inserted(form, kappa, 1) for form in claim.family)
    assert judge(replace(claim, printed=printed, corrected=corrected, family=family)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim_id", ["eq.23", "eq.24", "eq.26", "eq.28", "eq.33.1", "claim.4.4-quantum-result"])
def test_an_empty_sample_decides_nothing(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    empty = replace(claim, domain=replace(claim.domain, points=no_points))
    assert judge(empty).verdict is Verdict.UNDECIDED


def test_23_is_not_ticked_off_as_an_equation() -> None:
    """The text prints it to deny it: as an equation it is refuted, and that it fails is a claim of its own."""
    claim = CLAIMS["eq.23"]
    entry = judge(replace(claim, checked=Form((Integer(1),), name="1"), definition=False))
    assert entry.verdict is Verdict.UNDECIDED
    assert Result.REFUTED in {item.result for item in entry.evidence}
    assert judge(replace(claim, checked=Form((1 / settings[1],), name="1/p_1"))).verdict is Verdict.UNDECIDED


def test_26_by_itself_is_a_basis_but_not_that_of_27() -> None:
    claim = CLAIMS["eq.26"]
    assert claim.corrected is not None
    (column,) = claim.corrected.expressions
    swapped = ImmutableMatrix([column[0], column[1], column[3], column[2]])
    assert judge(replace(claim, corrected=Form((swapped,)))).verdict is Verdict.UNDECIDED
    assert column[0] == pair_ket(UP, DOWN)


def test_the_contradiction_of_27_is_in_its_two_forms() -> None:
    claim = CLAIMS["eq.27"].subjects[0]
    assert judge(replace(claim, printed=claim.printed[:1])).verdict is Verdict.HOLDS
    assert judge(replace(claim, printed=claim.printed[1:])).verdict is Verdict.UNDECIDED
    assert singlet.prepared_spins().result.subs(q, 1) == spin_ket(UP, "A") * spin_ket(DOWN, "B")


def test_a_member_of_a_family_that_fails_fails_it() -> None:
    claim = CLAIMS["claim.4.4-weights"]
    wrong = replace(claim.family[2], expressions=(q**4,))
    assert judge(replace(claim, family=(*claim.family[:2], wrong))).verdict is Verdict.UNDECIDED


def test_the_singlet_is_one_at_equal_weights_alone() -> None:
    spin = singlet.total_spin().result
    assert spin.subs(q, 1 / Integer(2) ** (Integer(1) / 2)) == 0
    assert spin.subs(q, Integer(3) / 5) == Integer(1) / 25


def test_another_state_has_another_prediction_and_settings_alone_none() -> None:
    assert specification.other_prediction().result.free_symbols == {*turn, *other_state}
    claim = CLAIMS["claim.4.3-only-settings"]
    assert judge(replace(claim, printed=(p[1],))).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("retired", [*section_4_1.RETIRED, *section_4_4_hidden.RETIRED, *section_4_4_observers.RETIRED])
def test_what_is_retired_says_why(retired: str) -> None:
    with pytest.raises(LedgerError, match=r"is retired: [A-Z]"):
        PAPER[retired]
