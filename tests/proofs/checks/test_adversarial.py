"""Points that nobody meant, where the language makes none of its own: symbols at edges, within what they are assumed to be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from bornproof.proofs.checks.adversarial import adversarial_points
from bornproof.proofs.checks.replay import replay
from bornproof.proofs.ledger import Claim, Language
from bornproof.proofs.ledger.domain import Domain
from bornproof.symbolic.derivation import derivation
from flint import fmpq
from sympy import Abs, Expr, Ge, IndexedBase, Max, Rational, Symbol

a, c = Symbol("a", real=True), Symbol("c", real=True)
b, n = Symbol("b", positive=True), Symbol("n", integer=True, positive=True)
table = IndexedBase("x")


def domain(*assumptions: Any) -> Domain:
    return Domain(points=lambda: ({a: fmpq(k), b: fmpq(k), n: k, c: fmpq(k + 1)} for k in range(1, 40)), assumptions=assumptions)


def met(found: Domain, *forms: Expr, language: Language | None = None) -> list[Any]:
    return list(islice(adversarial_points(found, forms, language or Language()), 400))


def test_symbols_are_put_to_edges_to_numbers_of_the_forms_and_to_each_other() -> None:
    points = met(domain(), Max(a, Rational(2, 7)))
    assert {fmpq(0), fmpq(-1), fmpq(2, 7)} <= {point[a] for point in points}
    assert any(point[a] == point[c] for point in points)
    assert all(point[b] > 0 for point in points)
    assert all(isinstance(point[n], int) and point[n] > 0 for point in points)


def test_a_whole_number_beside_a_table_stays() -> None:
    points = met(domain(), a)
    assert any(point[n] != point[b] for point in points)
    beside = Domain(points=lambda: ({n: k, table[k]: fmpq(k)} for k in range(3, 9)))
    assert all(table[point[n]] in point for point in met(beside))


def test_a_language_may_make_its_own() -> None:
    own = Language(changes=lambda points, _: (iter([{**points[0], a: fmpq(99)}]),))
    assert [point[a] for point in met(domain(), language=own)][:2] == [99, 1]


@pytest.mark.parametrize("false", [Abs, lambda x: Max(x, 0), lambda x: Max(x, Rational(1, 2))], ids=["abs", "max 0", "max 1/2"])
def test_what_is_equal_at_all_points_of_the_domain_fails_its_replay(false: Callable[[Expr], Expr]) -> None:
    claim = Claim("thm.a", "0", "a", "a", (false(a),), lambda _: derivation("a", a), domain())
    replayed = replay(claim, claim.printed)
    assert (replayed.passed, replayed.witness is None) == (False, False)
    assert replay(claim, (a,)).passed


def names_in_order(*names: Symbol, **fixed: Any) -> Domain:
    def points() -> Iterator[dict[Any, Any]]:
        for k in range(60):
            yield {name: fmpq(k - 3, 7) if name is a else fixed[name.name](k) for name in names}

    return Domain(points=points)


@pytest.mark.parametrize("order", [(a, c), (c, a)], ids=str)
@pytest.mark.parametrize(
    ("shown", "values"),
    [
        (a * (Rational(3, 2) - c), lambda _: fmpq(1, 2)),
        (a + c * (c - 1) * (c + 1) * (c - 2), lambda k: fmpq(k % 4 - 1)),
        (a + Max(0, -c), lambda k: fmpq(k)),
    ],
    ids=["one value", "four values", "not negative"],
)
def test_the_order_of_names_in_a_point_decides_nothing(order: tuple[Symbol, ...], shown: Expr, values: Any) -> None:
    domain = names_in_order(*order, c=values)
    claim = Claim("thm.a", "0", "a", "a", (shown,), lambda _: derivation("a", shown), domain, lambda point: point[a])
    assert replay(claim, claim.printed).two_faced  # the oracle is asked where the derivation differs from it
    assert replay(replace(claim, printed=(a,), derive=lambda _: derivation("a", a)), (a,)).passed


def test_every_symbol_is_changed_in_a_replay() -> None:
    many = tuple(Symbol(f"y{k}", real=True) for k in range(8))
    points = Domain(points=lambda: (dict.fromkeys(many, fmpq(1)) | {a: fmpq(k)} for k in range(60)))
    for name in many:
        for shown in (a * name, a + Max(0, -name), a + (name - 1) * (name + 1) * name):
            claim = Claim("thm.a", "0", "a", "a", (shown,), lambda _: derivation("a", a), points)
            assert replay(claim, claim.printed).witness is not None


def test_what_is_assumed_is_kept() -> None:
    claim = Claim("thm.a", "0", "a", "a", (Abs(a),), lambda _: derivation("a", a), domain(Ge(a, 0)))
    assert replay(claim, claim.printed).passed
