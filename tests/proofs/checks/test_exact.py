"""What the exact engine proves is true: random formulas and their mutants, against their values at every level of small N."""

from collections import Counter
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import evaluate, prepared, truth
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Claim, Result, Verdict
from bornproof.proofs.ledger.domain import Case, Domain
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.proofs.stress.mutants import mutants
from bornproof.symbolic.derivation import derivation
from bornproof.symbolic.notation.core import I, J, K, M, N, delta, down, p, rho0, sigma, t, theta, up
from bornproof.symbolic.notation.operators import h
from flint import fmpq
from sympy import Add, Expr, Integer, Le, Mul, Ne, Sum, Symbol, conjugate, exp, log
from sympy.logic.boolalg import Boolean

from tests.claims import stated

GIVEN: tuple[tuple[Boolean, ...], ...] = ((), (Ne(I, J),), (Le(I, J),))


class Grammar:
    """Random formulas in deltas, steps, entries, sums in sums and exponentials; names are used twice on purpose."""

    def __init__(self, seed: int) -> None:
        self.source = Random(seed)  # noqa: S311 (reproducible formulas, not secrets)

    def formula(self) -> Expr:
        return Add(*(self.source.choice((1, -1, 2)) * self.term((), 2) for _ in range(self.source.choice((1, 1, 2, 3)))))

    def term(self, bound: tuple[Expr, ...], depth: int) -> Expr:
        return Mul(*(self.factor(bound, depth) for _ in range(self.source.choice((1, 2, 2, 3)))))

    def level(self, bound: tuple[Expr, ...]) -> Expr:
        level = self.source.choice((I, J, N, Integer(1), Integer(2), *bound * 3))
        return level + self.source.choice((0, 0, 0, 0, 0, 1))

    def factor(self, bound: tuple[Expr, ...], depth: int) -> Expr:
        first, second = self.level(bound), self.level(bound)
        kind = self.source.random()
        if kind < 0.35:
            return delta(first, second)
        if kind < 0.45:
            return self.source.choice((up, down))(first)
        if kind < 0.6:
            return self.source.choice((lambda z: z, conjugate))(rho0[first, second])
        if kind < 0.7:
            return self.source.choice((p[first], first))
        if kind < 0.75:
            return exp(-t * self.term(bound, 0))
        return self.sum(bound, depth - 1) if depth else delta(first, second)

    def sum(self, bound: tuple[Expr, ...], depth: int) -> Expr:
        names = [name for name in (K, M, J) if name not in bound]
        name = self.source.choice(names)
        low, high = self.source.choice(((1, N), (2, N), (I + 1, N), (1, I - 1), (1, I - 2), (I, N - 1)))
        return Sum(self.term((*bound, name), depth), (name, low, high))


def points() -> list[Any]:
    found = []
    for size in (2, 3, 4):
        source = Random(size)  # noqa: S311
        table: dict[Any, Any] = {}
        for i in range(-2, size + 4):
            table |= {p[i]: fmpq(source.randint(1, 20), 7), sigma[i]: fmpq(source.randint(-2, 2), 3)}
            for j in range(-2, i + 1):
                value = complex_rational(fmpq(source.randint(1, 99), 7), fmpq(source.randint(1, 99), 5) if i != j else fmpq(0))
                table |= {rho0[i, j]: value, rho0[j, i]: value.conjugate() if i != j else value}  # type: ignore[union-attr]
        for row, column in product(range(1, size + 1), repeat=2):
            found.append(prepared({N: size, I: row, J: column, t: fmpq(1, 2)} | table))
    return found


POINTS = points()


def claim(form: Expr, true: Expr, *given: Boolean, **changes: Any) -> Claim:
    return stated(form, true, domain=Domain(assumptions=given, **changes), language=LANGUAGE)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_proved_is_true(seed: int) -> None:
    grammar, results = Grammar(seed), Counter[Result]()
    for _ in range(12):
        form = grammar.formula()
        broken = [mutant.expr for mutant in mutants(form)]
        for other in grammar.source.sample(broken, min(10, len(broken))):
            given = grammar.source.choice(GIVEN)
            result = prove(claim(other, form, *given), (other,), "mutant").result
            results[result] += 1
            if result is Result.PROVED:
                for point in POINTS:
                    if all(truth(condition, point) for condition in given):
                        found = compare(evaluate(other, point), evaluate(form, point))
                        assert found is not Agreement.DISJOINT, (other, form, given)
    assert results[Result.PROVED] > 3
    assert results[Result.UNABLE] > 20


@pytest.mark.parametrize(
    ("form", "true"),
    [
        (Sum(rho0[K, M], (K, 1, N)), Sum(rho0[K, K], (K, 1, N))),
        (M * Sum(p[M], (M, 1, N)), Sum(M * p[M], (M, 1, N))),
        (Sum(1, (M, 1, J - 2)), J - 2),
        (sigma[2] ** 2, Integer(1)),
        (up(2) * sigma[2], up(2)),
        (conjugate(rho0[1, 2]), rho0[1, 2]),
        (delta(I, J), Integer(0)),
    ],
    ids=str,
)
def test_falsehoods_are_not_proved(form: Expr, true: Expr) -> None:
    signs = tuple(Case(((sigma[2], Integer(sign)),)) for sign in (1, -1))
    assert prove(claim(form, true, cases=signs), (form,), "printed").result is Result.UNABLE


@pytest.mark.parametrize(
    ("form", "true"),
    [
        (up(2) ** 2 + down(2), Integer(1)),
        (conjugate(rho0[1, 2]), rho0[2, 1]),
        (delta(K, J) * p[K], delta(K, J) * p[J]),
        (Sum(p[J], (J, 1, N)), Sum(p[K], (K, 1, N))),
        (exp(-t * (1 - delta(1, J)) * (J - 1)), exp(-t * (J - 1))),
    ],
    ids=str,
)
def test_truths_are(form: Expr, true: Expr) -> None:
    signs = tuple(Case(((sigma[2], Integer(sign)),)) for sign in (1, -1))
    assert prove(claim(form, true, Ne(sigma[2], 0), cases=signs), (form,), "printed").result is Result.PROVED


@pytest.mark.parametrize(
    "form", [1 / p[J], delta(I, J) / (I - J), Sum(1 / (K - J), (K, 1, N)), log(sigma[2]), theta(rho0[1, 2])], ids=str
)
def test_what_was_derived_word_for_word_must_still_have_a_value(form: Expr) -> None:
    assert prove(claim(form, form), (form,), "printed").result is Result.UNABLE
    short = replace(claim(h[1, 1], form), where=((h[1, 1], form),))
    assert prove(short, (h[1, 1],), "printed").result is Result.UNABLE


X, Y, Z, G = (Symbol(name, real=True) for name in "xyzg")


def three() -> list[Any]:
    """Points at which z = 0 wherever x and y differ."""
    return [{X: fmpq(a), Y: fmpq(b), Z: fmpq(int(a == b))} for a in range(5) for b in range(5)]


def own(name: Expr, value: Expr, symbol: Symbol, true: Expr | None = None, *, given: tuple[Boolean, ...] = ()) -> Claim:
    case = Case(((name, value),), some=(symbol,))
    return replace(claim(Z * (X - Y), true or Integer(0)), domain=Domain((case,), three, given))


def test_a_cases_own_symbol_is_no_quantity_of_the_domain() -> None:
    entry = judge(own(X, Y, Y))
    assert entry.verdict is Verdict.UNDECIDED
    assert "y: a case's own symbol must not be a quantity of the domain" in entry.evidence[0].detail
    assert prove(own(X, G, G, Z * (X - Y)), (Z * (X - Y),), "printed").result is Result.PROVED  # a fresh one is fine


@pytest.mark.parametrize(
    "shared",
    [
        replace(own(X, Y, Y), domain=Domain((Case(((X, Y),), some=(Y,)),))),  # in the form alone
        own(X, G, G, given=(Le(G, 1),)),
        replace(own(X, G, G), where=((Z, G),)),
        replace(own(X, G, G), derive=lambda _: derivation("by a name of its own", G * (X - Y))),
        replace(own(X, G, G), derive=lambda values: derivation("so, too", values.get(X, X) * G)),
        replace(own(X, G, G), domain=Domain((Case(((X, G),), some=(G,)), Case(((X, G),))), three)),
        replace(own(X, G, G), domain=Domain((Case(((X, G),), some=(G,)), Case(((Y, Z),), (Le(G, 1),))), three)),
        replace(claim(Symbol("|sigma[2]|", positive=True), Integer(0)), domain=Domain((Case(((sigma[2], Integer(1)),)),))),
    ],
    ids=["form", "assumption", "where", "derivation", "derivation and case", "value", "given", "size of a sign"],
)
def test_it_is_refused_wherever_it_is_one(shared: Claim) -> None:
    evidence = prove(shared, shared.printed, "printed")
    assert evidence.result is Result.UNABLE
    assert "own symbol" in evidence.detail
