"""Proofs by induction: they prove the printed form, and say no to wrong forms, wrong bases, wrong steps and missing facts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.induction import obligations
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Result, Verdict
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper.claims.beyond import CLAIMS
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.symbolic.derivation import Derivation, Recursion, Step
from bornproof.symbolic.notation.core import I, K, M, N, X, delta, down, n, p, rho, sigma, theta, up
from flint import fmpq
from sympy import Eq, Expr, Integer, Ne, Product, Sum

BY_ID = {claim.id: PAPER[claim.id] for claim in CLAIMS}
SPECTRUM, SUMS = BY_ID["thm.spectrum"], BY_ID["thm.partial-sums"]
EXTRA = (N - 2) * (N - 3) * (N - 4) * (N - 5)


def result(claim: Claim, form: Expr) -> tuple[Result, str]:
    evidence = prove(claim, (form,), "printed")
    return evidence.result, evidence.detail


def with_recursion(claim: Claim, **changes: Any) -> Claim:
    """The claim with a recursion in which something is typed, not derived, in the proof and at the points."""
    original = claim.derive
    assert original is not None

    def derive(values: Mapping[Any, Any]) -> Derivation:
        steps = original({})
        assert steps.recursion is not None
        changed = replace(steps.recursion, **changes)
        if changed.variable in values:
            return steps.then("at a level", changed.at(int(values[changed.variable])))
        return steps.recursive("changed", steps.result, changed)

    return replace(claim, derive=derive)


@pytest.mark.parametrize("claim", [SPECTRUM, SUMS], ids=lambda claim: claim.id)
def test_the_printed_form_is_what_is_proved(claim: Claim) -> None:
    assert result(claim, claim.printed[0])[0] is Result.PROVED
    assert "by induction on" in result(claim, claim.printed[0])[1]
    assert judge(claim).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    "form",
    [X * Product(X + K, (K, 1, N - 1)), Product(X + K - 1, (K, 1, N)), Product(X + N - K, (K, 1, N))],
    ids=["first factor apart", "shifted", "reversed"],
)
def test_other_ways_to_write_the_product_are_proved(form: Expr) -> None:
    assert result(SPECTRUM, form)[0] is Result.PROVED


@pytest.mark.parametrize(
    "form",
    [
        Product(X + K, (K, 1, N)),
        Product(X + K, (K, 0, N)),
        Product(X + K, (K, 0, N - 2)),
        Product(X - K, (K, 0, N - 1)),
        Product(X + 2 * K, (K, 0, N - 1)),
        Product(X + K, (K, 0, N - 1)) ** 2,
        2 * Product(X + K, (K, 0, N - 1)),
        Product(X + K, (K, 0, N - 1)) + EXTRA,
        Product(X + K, (K, 0, N - 1)) * (1 + EXTRA),
        Product(X + K, (K, 0, N - 1)) + delta(N, 9),
        Product(X + K, (K, 0, N - 1)) + theta(N - 9),
        Product(X + K + theta(sigma[9]), (K, 0, N - 1)),
        X * (X + 1),
        X**N,
    ],
    ids=str,
)
def test_wrong_products_are_not_proved(form: Expr) -> None:
    assert result(SPECTRUM, form)[0] is Result.UNABLE


RIGHT = SUMS.printed[0]


@pytest.mark.parametrize(
    "form",
    [
        RIGHT + rho[n, n],
        2 * RIGHT,
        RIGHT + (n - 1) * (n - 2) * (n - 3),
        RIGHT.xreplace({up(M): Integer(1)}),
        RIGHT.subs(n, n + 1),
        RIGHT.subs(N, N + 1),
    ],
    ids=["a term", "a factor", "right for n = 1, 2, 3", "no step", "another sum", "another N"],
)
def test_wrong_partial_sums_are_not_proved(form: Expr) -> None:
    assert result(SUMS, form)[0] is Result.UNABLE


@pytest.mark.parametrize("claim", [SPECTRUM, SUMS], ids=lambda claim: claim.id)
@pytest.mark.parametrize(
    "changes",
    [
        {"step": lambda value: value},
        {"step": lambda value: 2 * value},
        {"base": Integer(0)},
        {"base": Integer(1)},
        {"base": Integer(0), "step": lambda value: value},
    ],
    ids=["step: nothing", "step: a factor", "base 0", "base 1", "both"],
)
def test_a_base_or_step_typed_trivially_is_caught(claim: Claim, changes: dict[str, Any]) -> None:
    entry = judge(with_recursion(claim, **changes))
    assert entry.verdict is Verdict.UNDECIDED
    assert entry.evidence[0].result is Result.UNABLE


def test_a_trivial_recursion_that_fits_a_wrong_form_is_refuted_by_the_oracle() -> None:
    wrong = with_recursion(replace(SPECTRUM, printed=(Integer(0),)), base=Integer(0), step=lambda value: value)
    entry = judge(wrong)
    found = {item.engine.value: item for item in entry.evidence if item.form == "printed"}
    assert (found["symbolic"].result, found["balls"].result) == (Result.UNABLE, Result.REFUTED)
    assert "derivation and oracle differ" in found["symbolic"].detail
    assert entry.verdict is Verdict.UNDECIDED


def test_without_the_assumption_the_spectrum_is_not_proved() -> None:
    freed = replace(SPECTRUM, domain=replace(SPECTRUM.domain, assumptions=()))
    assert result(freed, freed.printed[0])[0] is Result.UNABLE
    lower = replace(SPECTRUM, domain=replace(SPECTRUM.domain, assumptions=(Ne(Product(sigma[M], (M, 2, N - 1)), 0),)))
    assert "is not known to hold" in result(lower, lower.printed[0])[1]


STEP: Callable[[Expr], Expr] = lambda value: value + 1  # noqa: E731


@pytest.mark.parametrize(
    ("recursion", "form", "assumptions", "message"),
    [
        (Recursion(N, 2, Integer(2), STEP), N, (Eq(Sum(p[K], (K, 1, N)), 1),), "not known to hold"),
        (Recursion(N, 2, Integer(2), STEP), N + delta(I, N), (), "range of I may grow"),
        (Recursion(N, 1, Integer(1), STEP), N, (), "N is at least 2"),
        (Recursion(N, 2, Integer(2), STEP), Ne(N, 3), (), "only a scalar"),
    ],
    ids=["an assumption that is not inherited", "another level", "below two levels", "a relation"],
)
def test_inductions_that_would_not_be_sound_are_refused(
    recursion: Recursion, form: Expr, assumptions: tuple[Any, ...], message: str
) -> None:
    with pytest.raises(LedgerError, match=message):
        list(obligations(recursion, form, assumptions, LANGUAGE))


def test_the_signs_are_all_asked_for() -> None:
    recursion = Recursion(N, 2, up(2) + down(2), lambda value: value + up(N + 1) + down(N + 1), sign_of=sigma[N])
    needed = list(obligations(recursion, Sum(up(M) + down(M), (M, 2, N)), (), LANGUAGE))
    assert len(needed) == 6
    assert not any(item.residual.expand() for item in needed)
    assert any(item.residual.expand() for item in obligations(recursion, N - 1, (), LANGUAGE))


@pytest.mark.parametrize(("first", "verdict"), [(2, Verdict.HOLDS), (5, Verdict.UNDECIDED)])
def test_an_induction_reaches_all_that_is_assumed(first: int, verdict: Verdict) -> None:
    """Nothing is known of N = 2..4 where the induction starts at 5, though no point is there."""
    steps = Derivation((Step("one more a level", N),), Recursion(N, first, Integer(first), lambda value: value + 1))
    domain = Domain(points=lambda: ({N: fmpq(n)} for n in range(first, 40)))
    claim = Claim("thm.count", "0", "A count.", "N", (N,), lambda _: steps, domain, lambda point: point[N])
    assert judge(replace(claim, language=LANGUAGE)).verdict is verdict
