"""Section 3.1: forms that are nearly right are not decided."""

from dataclasses import replace

from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Form, Verdict
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.points.endpoint import anywhere
from bornproof.symbolic.notation import endpoint as e
from sympy import Integer, Max


def test_a_free_end_leaves_neither_two_coordinates_open_nor_one() -> None:
    claim = PAPER["claim.3.1-cannot-be-applied"]
    for wrong in (1, 2):
        assert judge(replace(claim, corrected=Form((Integer(wrong),)))).verdict is Verdict.UNDECIDED


def test_the_foot_needs_its_sign_and_its_normal() -> None:
    claim = PAPER["claim.3.1-moving"]
    (foot,) = claim.printed
    for wrong in (2 * e.start - foot, foot.subs(e.offset, -e.offset)):
        assert judge(replace(claim, printed=(wrong,))).verdict is Verdict.UNDECIDED


def test_fixed_ends_are_needed_for_the_euler_lagrange_equation() -> None:
    claim = PAPER["claim.3.1-euler-lagrange"]
    free = replace(claim, domain=PAPER["thm.endpoint-variation"].domain)
    assert judge(free).verdict is Verdict.UNDECIDED


def test_the_point_nearest_at_the_start_is_not_the_best() -> None:
    claim = PAPER["claim.3.1-moving"]
    early = next(name for name in next(iter(anywhere())) if str(name) == "h'")
    at_start = tuple(form.subs(e.offset, early) for form in claim.printed)
    assert judge(replace(claim, printed=at_start)).verdict is Verdict.UNDECIDED


def test_the_vertex_is_not_always_the_best() -> None:
    claim = PAPER["thm.endpoint-paraboloid"]
    vertex_only = tuple(form.subs(Max(0, e.tilt), 0) for form in claim.printed)
    assert judge(replace(claim, printed=vertex_only)).verdict is Verdict.UNDECIDED
