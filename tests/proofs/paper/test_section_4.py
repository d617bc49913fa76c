"""Section 4: forms that are nearly right are not decided, and what the singlet and the settings say."""

from dataclasses import replace

from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Form, Result, Verdict
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic import singlet, specification
from bornproof.symbolic.notation.core import DOWN, UP, p, pair_ket, q, spin_ket
from bornproof.symbolic.notation.settings import other_state, settings, turn
from sympy import ImmutableMatrix, Integer


def test_the_square_is_missing_on_the_left() -> None:
    claim = PAPER["claim.4.4-second-square"]
    assert claim.corrected is not None
    unmended = replace(claim.corrected, derive=claim.derive, oracle=claim.oracle)
    assert judge(replace(claim, corrected=unmended)).verdict is Verdict.UNDECIDED


def test_23_is_not_ticked_off_as_an_equation() -> None:
    """The text prints it to deny it: as an equation it is refuted, and that it fails is a claim of its own."""
    claim = PAPER["eq.23"]
    entry = judge(replace(claim, checked=Form((Integer(1),), name="1"), definition=False))
    assert entry.verdict is Verdict.UNDECIDED
    assert Result.REFUTED in {item.result for item in entry.evidence}
    assert judge(replace(claim, checked=Form((1 / settings[1],), name="1/p_1"))).verdict is Verdict.UNDECIDED


def test_26_by_itself_is_a_basis_but_not_that_of_27() -> None:
    claim = PAPER["eq.26"]
    assert claim.corrected is not None
    (column,) = claim.corrected.expressions
    swapped = ImmutableMatrix([column[0], column[1], column[3], column[2]])
    assert judge(replace(claim, corrected=Form((swapped,)))).verdict is Verdict.UNDECIDED
    assert column[0] == pair_ket(UP, DOWN)


def test_the_contradiction_of_27_is_in_its_two_forms() -> None:
    claim = PAPER["eq.27"].subjects[0]
    assert judge(replace(claim, printed=claim.printed[:1])).verdict is Verdict.HOLDS
    assert judge(replace(claim, printed=claim.printed[1:])).verdict is Verdict.UNDECIDED
    assert singlet.prepared_spins().result.subs(q, 1) == spin_ket(UP, "A") * spin_ket(DOWN, "B")


def test_a_member_of_a_family_that_fails_fails_it() -> None:
    claim = PAPER["claim.4.4-weights"]
    wrong = replace(claim.family[2], expressions=(q**4,))
    assert judge(replace(claim, family=(*claim.family[:2], wrong))).verdict is Verdict.UNDECIDED


def test_the_singlet_is_one_at_equal_weights_alone() -> None:
    spin = singlet.total_spin().result
    assert spin.subs(q, 1 / Integer(2) ** (Integer(1) / 2)) == 0
    assert spin.subs(q, Integer(3) / 5) == Integer(1) / 25


def test_another_state_has_another_prediction_and_settings_alone_none() -> None:
    assert specification.other_prediction().result.free_symbols == {*turn, *other_state}
    claim = PAPER["claim.4.3-only-settings"]
    assert judge(replace(claim, printed=(p[1],))).verdict is Verdict.UNDECIDED
