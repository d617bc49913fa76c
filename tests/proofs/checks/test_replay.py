"""The replay says no to every kind of false proof, counts its points, and shares nothing with the rewriting steps."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from bornproof.numeric_check.evaluation.evaluate import prepared
from bornproof.proofs.checks import adversarial, valuation
from bornproof.proofs.checks import replay as replaying
from bornproof.proofs.checks.adversarial import adversarial_points
from bornproof.proofs.checks.replay import LEAST, POINTS, replay
from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.formulas.literal import divide, written
from bornproof.proofs.ledger import Claim, Fewer
from bornproof.proofs.ledger.domain import Case, Domain, cases
from bornproof.proofs.paper import changes, values
from bornproof.proofs.paper.changes import LEVELS
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.symbolic.derivation import derivation
from bornproof.symbolic.notation.core import I, J, K, N, S, alpha, delta, down, kappa, lam, q, rho, sigma, t, theta, up
from bornproof.symbolic.notation.operators import L, ketbra, state
from bornproof.symbolic.notation.settings import other_sigma
from flint import fmpq
from sympy import Add, Basic, Ge, Gt, ImmutableMatrix, IndexedBase, Integer, Lt, Mul, Ne, Pow, Product, Rational, Sum, Symbol
from sympy.functions import Abs, Heaviside, Max, adjoint

THIRD = Rational(1, 3)
k, m = Symbol("k", integer=True), Symbol("m", integer=True)
ZERO_OF = {  # what an unsound step would take for 0, by the entry at whose points it is not
    "bound-name-that-is-zero": ("thm.born", Sum(delta(k, 0), (k, 9 - N, 9))),
    "bound-name-that-is-negative": ("thm.born", Sum(1 - theta(k), (k, 7 - N, 9))),
    "bound-names-that-are-equal": ("thm.born", Sum(delta(k, m), (k, 1, N - 1), (m, 1, N - 1)) - (N - 1) * theta(9 - N)),
    "limits-below-1": ("thm.born", Sum(theta(1 - k), (k, N - 7, N))),
    "reversed-limits": ("thm.born", Sum(1, (k, 4, N)) - (N - 3)),
    "more-levels-than-written-out": ("thm.born", Product(N - k, (k, 2, 7))),
    "a-sum-from-the-eighth-level": ("thm.born", Sum(Abs(alpha[k]) ** 2, (k, 8, N))),
    "exponent-0": ("thm.born", theta(K) * theta(-K) ** (N - 2)),
    "step-to-the-power-0": ("eq.33.1", theta(q - THIRD) * theta(THIRD - q) ** Max(0, Abs(q - Rational(3, 7)) - Rational(1, 50))),
    "step-of-0": ("thm.components-diagonal", (1 - up(J) - down(J)) * (1 - delta(1, J))),
    "half-step": ("thm.components-diagonal", Heaviside(sigma[N], 0) + Heaviside(-sigma[N], 0) - 1),
    "kappa-t-is-0": ("eq.52", 1 - theta(kappa * t)),
    "no-amplitude": ("thm.born", 1 - Abs(alpha[1]) ** 0 * theta(Abs(alpha[1]))),
    "equal-amplitudes": ("thm.born", Pow(0, Abs(Abs(alpha[1]) ** 2 - Abs(alpha[2]) ** 2), evaluate=False)),
    "division-by-0": ("thm.born", divide(0, alpha[1])),
    "quotient-of-itself": ("eq.33.1", divide(1 - q, 1 - q) - 1),
    "zero-times-a-quotient": ("eq.33.1", Mul(0, divide(1, q), evaluate=False)),
    "threshold": ("eq.33.1", Max(0, Rational(1, 1000) - Abs(q - Rational(2, 7)))),
    "equal-levels": ("thm.components-diagonal", delta(J, N) * rho[J, J]),
    "conjugate": ("thm.components-offdiagonal", rho[I, J] - rho[J, I]),
    "dyads-that-meet": ("eq.15", Sum(L(N, k) * adjoint(L(N, m)), (k, 1, N - 3), (m, 1, N - 3)) * state),
    "adjoint": ("eq.15", Sum(L(k, 1) - adjoint(L(k, 1)), (k, 2, N))),
    "order-of-operators": ("eq.15", ketbra(1, 1) * state - state * ketbra(1, 1)),
    "absent-level": ("eq.15", Mul(0, ketbra(N + 1, 1), evaluate=False)),
    "event": ("thm.born", P(Gt(sigma[N], 0)) - P(Lt(sigma[N], 0))),
    "events-of-no-level": ("thm.born", P(Each(Lt(sigma[J], 0), J, 5, N)) - Product(P(Lt(sigma[J], 0)), (J, 5, N)) + theta(N - 8)),
}  # fmt: skip


def subject(claim_id: str) -> Claim:
    return PAPER[claim_id].true_forms[0]


def plus(form: Basic, other: Basic) -> Basic:
    return written(Add, form, other)


@pytest.mark.parametrize(("claim_id", "zero"), ZERO_OF.values(), ids=ZERO_OF.keys())
def test_a_false_proof_fails_its_replay(claim_id: str, zero: Basic) -> None:
    claim = subject(claim_id)
    replayed = replay(claim, (plus(claim.printed[0], zero),), PAPER[claim_id].conditions, count=60)
    assert not replayed.passed
    assert " against " in replayed.failure
    assert replayed.witness is not None


def test_relations_and_matrices_are_replayed() -> None:
    claim = subject("eq.11.3")
    relation = claim.printed[0]
    assert replay(claim, claim.printed).passed
    assert not replay(claim, (Ge(relation.lhs + Rational(1, 10), relation.rhs),)).passed
    claim = subject("eq.8")
    assert replay(claim, claim.printed, PAPER["eq.8"].conditions).passed
    assert not replay(claim, (claim.printed[0].T + ImmutableMatrix([[0, 1], [0, 0]]),), PAPER["eq.8"].conditions).passed


@pytest.mark.parametrize("claim_id", [claim.id for claim in PAPER])
def test_what_is_true_passes_its_replay(claim_id: str) -> None:
    claim = PAPER[claim_id]
    for true in claim.true_forms:
        replayed = replay(true, true.printed, claim.conditions)
        assert replayed.passed, replayed.failure
        assert replayed.points == POINTS or claim.fewer or replayed.points >= LEAST


def test_the_points_go_beyond_what_proofs_write_out() -> None:
    for claim_id in ("thm.born", "eq.15", "thm.components-diagonal", "claim.2.2-operator-count", "thm.coherences"):
        met = {int(point[N]) for point in islice(adversarial_points(subject(claim_id).domain, language=LANGUAGE), 24)}
        assert {LEVELS[0], 8, 2} <= met, claim_id


def test_the_points_are_consistent() -> None:
    for point in islice(adversarial_points(subject("thm.born").domain, language=LANGUAGE), 80):
        total: Any = fmpq(0)
        for level in range(1, int(point[N]) + 1):
            total += valuation.literal_value(Abs(alpha[level]) ** 2, point)
            assert valuation.literal_value(S[level], point) == total
        assert 1 <= point[K] <= point[N]


def met_by(claim_id: str) -> list[Any]:
    return list(islice(adversarial_points(subject(claim_id).domain, language=LANGUAGE), 240))


@pytest.mark.parametrize(
    ("claim_id", "names"),
    [
        ("claim.2.1-gradual", (sigma[2],)),
        ("eq.48", (sigma[2], sigma[3], sigma[4])),
        ("claim.4.4-linear", (sigma[2], other_sigma[2])),
    ],
)
def test_every_sigma_vanishes_alone_and_with_all_others(claim_id: str, names: tuple[Any, ...]) -> None:
    met = {tuple((point[name] > 0) - (point[name] < 0) for name in names) for point in met_by(claim_id)}
    assert {tuple(int(other != name) * sign for other in names) for name in names for sign in (1, -1)} <= met
    assert {(sign,) * len(names) for sign in (1, -1, 0)} <= met


def test_they_do_so_where_the_domain_avoids_it() -> None:
    def points() -> Iterator[dict[Any, Any]]:
        return ({N: 3, I: 1, J: 2, sigma[2]: fmpq(number), sigma[3]: fmpq(-number)} for number in range(1, 99))

    met = list(islice(adversarial_points(Domain(points=points), language=LANGUAGE), 120))
    assert {(point[sigma[2]] == 0, point[sigma[3]] == 0) for point in met} == {(a, b) for a in (True, False) for b in (True, False)}
    assert {level for point in met for level in (1, 2, 3) if point[I] == point[J] == level} == {1, 2, 3}


@pytest.mark.parametrize("claim_id", ["thm.components-offdiagonal", "thm.transfer", "eq.39.1", "eq.44.1", "thm.born"])
def test_levels_are_equal_and_at_both_ends(claim_id: str) -> None:
    met = met_by(claim_id)
    levels = [name for name in (I, J, K) if name in met[0]]
    ends = [(1, int(point[N])) for point in met]
    for name in levels:
        assert {place for point, end in zip(met, ends, strict=True) for place in (0, 1) if point[name] == end[place]} == {0, 1}
    if len(levels) > 1:
        assert any(len({point[name] for name in levels}) == 1 for point in met)


def test_no_point_is_no_pass() -> None:
    claim = subject("thm.born")
    none = replay(claim, claim.printed, (Lt(N, 2),))
    assert (none.points, none.passed) == (0, False)
    assert none.failure == f"the proof was replayed at 0 distinct points, and {LEAST} are needed"


def sized(number: int, fewer: Fewer | None = None) -> Claim:
    domain = Domain(points=lambda: ({q: fmpq(k % number, 99)} for k in range(200)))
    return Claim("thm.q", "0", "q", "q", (q,), lambda _: derivation("q", q), domain, fewer=fewer, language=LANGUAGE)


def test_few_points_are_no_pass() -> None:
    """Adversarial points are made of the domain's own: q gets the values 0 and 1, and others."""
    a = Symbol("a")
    few = replace(sized(1), printed=(a,), derive=lambda _: derivation("a", a))
    points = [{a: fmpq(k)} for k in range(LEAST - 1)]
    short = replace(few, domain=Domain(points=lambda: [*points, *points, *points]))
    replayed = replay(short, (a,))
    assert (replayed.points, replayed.passed, replayed.witness) == (LEAST - 1, False, None)
    assert replayed.failure == f"the proof was replayed at {LEAST - 1} distinct points, and {LEAST} are needed"
    assert replay(replace(short, fewer=Fewer(LEAST - 1, "there are no more")), (a,)).passed
    assert not replay(replace(short, fewer=Fewer(LEAST, "there are more")), (a,)).passed
    assert replay(replace(few, domain=Domain(points=lambda: [*points, {a: fmpq(-1)}])), (a,)).passed
    assert replay(sized(1), (q,)).passed


def test_what_a_proof_does_not_cover_is_not_replayed() -> None:
    domain = Domain(cases=cases({N: (2, 3)}), points=lambda: [{N: n} for n in (2, 3, 4, 5)])
    claim = Claim(
        "thm.loop", "0", "N", "N", (N,), lambda values: derivation("N", Integer(values[N])), domain,
        fewer=Fewer(2, "a loop"), language=LANGUAGE,
    )  # fmt: skip
    replayed = replay(claim, (N,))
    assert replayed.passed
    assert not replay(claim, (N + Product(N - k, (k, 3, 9)),)).passed
    assert replay(claim, (N + Product(N - k, (k, 2, 3)),)).passed


def test_conditions_are_kept() -> None:
    claim = subject("thm.born")
    form = plus(claim.printed[0], divide(0, alpha[1]))
    assert not replay(claim, (form,), count=60).passed
    assert replay(claim, (form,), (Ne(alpha[1], 0),), count=60).passed


def test_events_are_measured() -> None:
    point = {N: 3, S[0]: 0, S[1]: fmpq(1, 4), S[2]: fmpq(3, 4), S[3]: 1, **{lam[n]: 0 for n in (2, 3)}}
    measured: Any = lambda *events: valuation.literal_value(P(*events), point, language=LANGUAGE)  # noqa: E731
    assert measured(Gt(sigma[3], 0)) == fmpq(1, 4)
    assert measured(Lt(sigma[3], 0), Gt(sigma[2], 0)) == fmpq(3, 4) * fmpq(2, 3)
    assert measured(Gt(sigma[2], 0), Lt(sigma[2], 0)) == 0
    assert measured(Each(Lt(sigma[J], 0), J, 2, N)) == fmpq(1, 4)
    assert measured(Each(Lt(sigma[J], 0), J, 4, N)) == 1
    assert measured(Gt(sigma[2], 1)) == 0
    assert measured(Gt(sigma[2] ** 2, 0)) == 1


@pytest.mark.parametrize("module", [replaying, valuation, adversarial, changes, values], ids=lambda module: module.__name__)
def test_the_replay_shares_no_rewriting(module: Any) -> None:
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    derived = ("rewriting", "disks", "limits", "populations", "averages", "model")
    rooms = ("proofs.checks.exact", "proofs.paper.language", *(f"symbolic.{name}" for name in derived))
    forbidden = tuple(f"bornproof.{room}" for room in rooms)
    assert not [name for name in imported if name and name.startswith(forbidden)]
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert not names & {"matrix_element", "represent", "joint", "write_out", "meaning", "simplify", "expand"}


def test_a_witness_names_the_tables_that_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = [IndexedBase(name) for name in "ABC"]
    point = prepared({table[k]: fmpq(k + 1) for table in tables for k in (1, 2)})
    needless = Gt(tables[2][1], 0)
    some = Claim(
        "thm.some",
        "0",
        "Two tables of three matter.",
        "A",
        (tables[0][1] + tables[1][1],),
        lambda _: derivation("another", tables[0][1] - tables[1][1]),
        Domain(points=lambda: iter([point]), assumptions=(needless,)),
    )
    monkeypatch.setattr(replaying, "FEW", 0)  # so that single entries are not tried
    needed = replaying._needed(some, Case(), some.printed[0], point, 50)
    assert {name.base for name in needed} == set(tables[:2])
