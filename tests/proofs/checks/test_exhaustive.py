"""Cases that leave something out are told so: by signs, levels, conditions and equations, against brute force, in every entry."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from random import Random
from typing import Any

import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.evaluate import prepared, truth
from bornproof.proofs.checks import exact as proving
from bornproof.proofs.checks.adversarial import adversarial_points
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.exhaustive import left_out
from bornproof.proofs.checks.replay import LEAST, located, replay
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Entry, Result, Verdict
from bornproof.proofs.ledger.domain import Case, Domain, cases, described
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.symbolic.derivation import derivation
from bornproof.symbolic.notation.core import I, J, K, M, N, S, down, n, p, q, rho0, sigma, t, up
from flint import fmpq
from sympy import And, Eq, Ge, Gt, Integer, Le, Lt, Ne, Or, Product, Sum, Symbol
from sympy.logic.boolalg import Boolean

from tests.claims import stated

g, x, y = Symbol("g", positive=True), Symbol("x", real=True), Symbol("y", real=True)
z, k = Symbol("z"), Symbol("k", integer=True)
SIGN = cases({sigma[2]: (1, -1)})
EMPTY = Case(((S[N - 1], Integer(0)), (S[N - 2], Integer(0))))
FOUR = {N: (4,)}


def given(*conditions: Boolean) -> Case:
    return Case(given=conditions)


@pytest.mark.parametrize(
    ("some", "assumed", "missing"),
    [
        (SIGN, (), "sigma[2] = 0"),
        (cases({sigma[2]: (1, 0)}), (), "sigma[2] < 0"),
        (SIGN, (Ge(sigma[2], 0),), "sigma[2] = 0"),
        (cases({sigma[2]: (1, -1, 0), sigma[3]: (-1, 0)}), (), "sigma[2] > 0, sigma[3] > 0"),
        (cases({sigma[2]: (1, -1, 0), sigma[3]: (1, -1, 0)})[:-1], (), "sigma[2] = 0, sigma[3] = 0"),
        (cases(FOUR | {sigma[3]: (-1,), sigma[4]: (-1,)}), (Le(sigma[3], 0), Lt(sigma[4], 0)), "N = 4, sigma[3] = 0"),
        (cases(FOUR | {J: (1, 2, 3)}), (), "N = 4, J > 3"),
        (cases(FOUR | {J: (1, 2, 4)}), (), "N = 4, J > 2, J < 4"),
        (cases(FOUR | {J: (2, 3, 4)}), (), "N = 4, J < 2"),
        (cases(FOUR | {I: range(1, 5), J: range(1, 5)})[1:], (), "N = 4, I = 1, J = 1"),
        (cases(FOUR | {J: (3, 4)}), (Gt(J, 1),), "N = 4, J < 3"),
        (cases({J: range(1, 5)}), (), "J > 4"),
        ((*cases({N: (3,)}), given(Gt(S[N - 1], 0))), (Gt(N, 2),), "N > 3, S[N - 1] = 0"),
        ((given(Gt(S[K], 0)), Case(((S[K], Integer(1)),))), (), "S[K] = 0"),
        ((given(Gt(x, 0)), given(Lt(x, 0))), (), "x = 0"),
        ((given(Ge(2 * x - 3, 0)), given(Le(x, 1))), (), "x > 1, x < 3/2"),
        ((given(Gt(x, y)), given(Gt(y, x))), (), "x - y = 0"),
        ((given(Ne(x, 0)), given(Ne(y, 0))), (), "x = 0, y = 0"),
        ((given(And(Gt(x, 0), Gt(y, 0))), given(Le(x, 0))), (), "x > 0, y < 0"),
        ((given(Gt(p[1] + p[2], 0)),), (), "p[1] + p[2] = 0"),
        ((given(Gt(t, 0)),), (), "t = 0"),
        ((Case(((z, Integer(0)),)), Case(((z, Integer(1)),))), (), "z != 0, z != 1"),
        ((Case(((rho0[1, 2], Integer(0)),)),), (), "rho0[1, 2] != 0"),
        ((Case(((x, g),), some=(g,)), Case(((x, -g),), some=(g,))), (), "x = 0"),
        ((Case(((x, y + g),), some=(g,)), Case(((x, y),))), (), "x - y < 0"),
        ((Case(((x, g), (y, 2 * g)), some=(g,)),), (Gt(x, 0),), "2*x - y < 0"),
        ((given(Gt(x, 0), Lt(x, 0)),), (), "x < 0"),
        ((Case(((n, Integer(0)),)),), (), "what is assumed"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_left_out_is_named(some: tuple[Case, ...], assumed: tuple[Boolean, ...], missing: str) -> None:
    assert left_out(Domain(some, assumptions=assumed), language=LANGUAGE) == missing


@pytest.mark.parametrize(
    ("some", "assumed"),
    [
        ((Case(),), ()),
        (cases({sigma[2]: (1, -1, 0)}), ()),
        (SIGN, (Ne(sigma[2], 0),)),
        (cases({sigma[N]: (1,)}), (Gt(sigma[N], 0),)),
        (cases(FOUR | {sigma[2]: (1, -1, 0), sigma[3]: (-1, 0)}), (Le(sigma[3], 0),)),
        (cases(FOUR | {I: range(1, 5), J: range(1, 5)}), ()),
        (cases(FOUR | {J: (3, 4)}), (Gt(J, 2),)),
        (cases(FOUR | {I: (1, 2), J: (3, 4)}), (Le(I, 2), Or(Gt(J, 3), Eq(J, 3)))),
        ((given(Gt(S[N - 1], 0)), EMPTY), (Gt(N, 2),)),
        ((given(Gt(S[K], 0)), Case(((K, Integer(1)), (S[0], Integer(0)))), Case(((S[K], Integer(0)), (S[K - 1], Integer(0))))), ()),
        ((given(Le(S[1], 1)),), (Eq(S[2], 1),)),
        ((given(Gt(x, 1)), given(Lt(x, 2))), (Ne(x, 3),)),
        ((given(Gt(p[1] + p[2], 0)), Case(((p[1], Integer(0)),))), ()),
        ((Case(((x, g),), some=(g,)), Case(((x, -g),), some=(g,)), Case(((x, Integer(0)),))), ()),
        ((Case(((z, Integer(0)),)), given(Ne(z, 0))), ()),
        ((Case(((x, Integer(1)), (y, -x))),), (Eq(x, 1), Eq(Sum(sigma[M], (M, 2, 3)), 0), Eq(y, -1))),
        ((given(Ge(q, 0), Le(q, 1)),), ()),
        (cases(FOUR | {sigma[2]: (1, -1), sigma[3]: (1, -1), sigma[4]: (1, -1)}), (Ne(Product(sigma[M], (M, 2, N)), 0),)),
        (cases({k: (0,)}), (Lt(k, 0), Gt(k, 0))),  # nothing at all satisfies the assumptions
    ],
    ids=str,
)  # fmt: skip
def test_what_is_covered_is_not_refused(some: tuple[Case, ...], assumed: tuple[Boolean, ...]) -> None:
    assert left_out(Domain(some, assumptions=assumed), language=LANGUAGE) == ""


def test_a_loop_is_not_asked_about_where_its_scope_names_it() -> None:
    assert left_out(Domain(cases({N: (2, 3)})), language=LANGUAGE) == ""
    assert left_out(Domain(cases({N: (2, 3), J: (1, 2)})), language=LANGUAGE) == "N = 3, J > 2"
    assert left_out(Domain((*cases({N: (2, 3)}), given(Gt(x, 0)))), language=LANGUAGE) != ""  # not every case fixes N
    assert left_out(Domain(cases({k: (1, 2)}))) == "k < 1"
    assert left_out(Domain(cases({k: (1, 2)}), loops=(k,))) == ""


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (Case(((x, g**2),), some=(g,)), "must tell g"),
        (Case(((x, y),), some=(g,)), "must tell g"),
        (Case(((x, g * y),), some=(g,)), "must tell g"),  # y may be 0
        (Case(((x, k),), some=(k,)), "real, positive or not negative"),
        (Case(((z, g),), some=(g,)), "real, positive or not negative"),
        (Case(given=(Or(Gt(x, 0), Lt(x, 0)),)), "must compare a quantity with a number"),
    ],
    ids=lambda value: str(value),
)
def test_what_cannot_be_decided_is_refused(case: Case, reason: str) -> None:
    domain = Domain((case, given(Le(x, 0))))
    with pytest.raises(LedgerError, match=reason):
        left_out(domain)
    claim = Claim("thm.zero", "0", "0", "0", (Integer(0) * x,), lambda _: derivation("0", Integer(0)), domain)
    proof = prove(claim, claim.printed, "printed")
    assert proof.result is Result.UNABLE
    assert "not known to cover all cases" in proof.detail


def test_a_case_is_told_by_the_quantities_of_the_domain() -> None:
    near = Symbol("D_0", nonnegative=True)
    case = described(Case(((x, near), (y, near + g)), (Ne(g, 1),), (near, g)))
    assert set(case.conditions) == {Ge(x, 0), Gt(-x + y, 0), Ne(-x + y, 1)}
    assert dict(case.solved) == {near: x, g: y - x}
    domain = Domain((Case(((x, near), (y, near + g)), some=(near, g)),))
    found, inside = located(domain, {x: fmpq(1), y: fmpq(3)})
    assert found is domain.cases[0]
    assert (inside[near], inside[g]) == (1, 2)
    for point in ({x: fmpq(3), y: fmpq(1)}, {x: fmpq(-1), y: fmpq(1)}, {x: fmpq(1)}):
        assert located(domain, point)[0] is None


@pytest.mark.parametrize("seed", range(8))
def test_it_agrees_with_brute_force(seed: int) -> None:
    """Some of all combinations of signs and levels, some conditions: what is left out is what a list shows to be."""
    source, answers = Random(seed), set[bool]()  # noqa: S311 (reproducible tables, not secrets)
    every = cases({N: (3,), J: (1, 2, 3), sigma[2]: (1, -1, 0), sigma[3]: (1, -1, 0)})
    conditions = (Gt(sigma[2], 0), Le(sigma[3], 0), Ne(sigma[2], 0), Ne(J, 2), Lt(J, 3), Or(Gt(J, 1), Gt(sigma[3], 0)))
    for _ in range(12):
        assumed = tuple(source.sample(conditions, source.randint(0, 3)))
        allowed = [case for case in every if all(truth(condition, prepared(case.mapping)) for condition in assumed)]
        kept = tuple(case for case in every if case not in allowed or source.random() < 0.97) or every[:1]
        missing = left_out(Domain(kept, assumptions=assumed), language=LANGUAGE)
        assert bool(missing) is any(case not in kept for case in allowed), (assumed, missing)
        answers.add(bool(missing))
    assert answers == {True, False}


def step(some: tuple[Case, ...], *assumed: Boolean) -> Claim:
    """x = (theta(s) + theta(-s)) x, which is false for s = 0."""

    def points() -> Iterator[dict[Any, Any]]:
        for number in range(90):
            yield {sigma[2]: fmpq((1, -2, 3)[number % 3], 1 + number // 3), x: fmpq(number)}

    oracle: Any = lambda point: point[x] * (point[sigma[2]] != 0)  # noqa: E731
    return stated(x, x * (up(2) + down(2)), domain=Domain(some, points, assumed), oracle=oracle, language=LANGUAGE)


def test_a_proof_by_cases_that_leaves_one_out_proves_nothing() -> None:
    """The points leave it out, too: nobody but the list of signs can know."""
    entry = judge(step(SIGN))
    assert (entry.verdict, entry.contradictions) == (Verdict.UNDECIDED, ())
    assert entry.evidence[0].result is Result.UNABLE
    assert entry.evidence[0].detail == "no case of the proof covers sigma[2] = 0"
    assert judge(step(SIGN, Ne(sigma[2], 0))).verdict is Verdict.HOLDS
    assert judge(step(cases({sigma[2]: (1, -1, 0)}))).verdict is Verdict.UNDECIDED  # where it is false
    conditional = replace(step(cases({sigma[2]: (1, -1, 0)})), conditions=(Ne(sigma[2], 0),))
    assert prove(conditional, conditional.printed, "printed", conditional.conditions).result is Result.PROVED


def test_a_point_in_no_case_makes_a_proof_incomplete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the list of signs wrong, the replay would still see it, at points that the domain does not have."""
    monkeypatch.setattr(proving, "left_out", lambda *_: "")
    replayed = replay(step(SIGN), step(SIGN).printed)
    assert (replayed.passed, replayed.witness, replayed.two_faced) == (False, None, False)
    entry = judge(step(SIGN))
    assert (entry.verdict, entry.contradictions) == (Verdict.UNDECIDED, ())
    assert entry.reason.startswith("no case of the proof covers sigma[2] = 0")


CLAIMS = [claim for claim in PAPER if claim.subjects]


def subjects(claim: Claim) -> Iterator[tuple[Claim, tuple[Boolean, ...]]]:
    yield from ((subject, ()) for subject in claim.subjects if not claim.conditions)
    yield from ((subject, claim.conditions) for subject in claim.true_forms)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_the_cases_of_every_entry_exhaust_it(claim: Claim) -> None:
    for subject, conditions in subjects(claim):
        assert left_out(subject.domain, conditions, LANGUAGE) == ""


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_no_entry_has_an_uncovered_adversarial_point(claim: Claim) -> None:
    for subject, conditions in subjects(claim):
        domain, met = subject.domain, 0
        for point in islice(adversarial_points(domain, subject.printed, LANGUAGE), 240):
            try:
                inside = all(truth(condition, prepared(point)) for condition in (*domain.assumptions, *conditions))
            except NumericError:
                continue  # a condition means nothing there
            if inside:
                met += 1
                assert located(domain, point, LANGUAGE)[0] is not None, point
        assert met >= (claim.fewer.points if claim.fewer else LEAST)


DROPPED = {
    "claim.2.1-certain-outcome": 0,
    "eq.17": 1,
    "eq.24": 3,
    "eq.39.1": 2,
    "eq.48": 13,
    "claim.3.1-nearest": 4,
    "claim.4.4-linear": 4,
    "thm.born": 2,
}


@pytest.mark.parametrize("claim_id", DROPPED)
def test_an_entry_without_one_of_its_cases_is_not_proved(claim_id: str) -> None:
    claim = PAPER[claim_id]
    subject = claim.true_forms[0]
    kept = tuple(case for place, case in enumerate(subject.domain.cases) if place != DROPPED[claim_id])
    short = replace(subject, domain=replace(subject.domain, cases=kept))
    assert prove(subject, subject.printed, "printed", claim.conditions).result is Result.PROVED
    proof = prove(short, short.printed, "printed", claim.conditions)
    assert proof.result is Result.UNABLE
    assert proof.detail.startswith("no case of the proof covers ")


def test_the_verdicts_are_those_of_complete_proofs() -> None:
    entry: Entry = judge(PAPER["claim.5-kappa-large"])
    assert (entry.verdict, entry.almost_surely) == (Verdict.CONDITIONAL, True)
    assert entry.witness is not None
    assert ("sigma[2]", "0") in entry.witness.point
