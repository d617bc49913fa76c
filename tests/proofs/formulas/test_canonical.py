"""Canonical texts tell formulas apart by what they say, and by nothing else."""

from random import Random
from typing import Any

import pytest
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.canonical import canonical
from bornproof.proofs.paper.entries import PAPER
from sympy import Basic, Dummy, Expr, Float, Function, IndexedBase, Integer, Integral, Matrix, Product, Sum, Symbol
from sympy.functions import Heaviside, conjugate, sqrt

q, K, M, N = Symbol("q"), *(Symbol(name, integer=True) for name in "KMN")
p = IndexedBase("p")
A, B = Symbol("A", commutative=False), Symbol("B", commutative=False)
f = Function("f")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Sum(p[K], (K, 1, N)), Sum(p[M], (M, 1, N))),
        (Sum(p[K] * p[M], (K, 1, M), (M, 1, N)), Sum(p[M] * p[K], (M, 1, K), (K, 1, N))),
        (Sum(Sum(p[K] * q, (K, 1, M)), (M, 1, N)), Sum(Sum(p[M] * q, (M, 1, K)), (K, 1, N))),
        (Dummy("q") + 1, q + 1),
        (q > 1, Integer(1) < q),
    ],
)
def test_what_says_the_same_has_one_text(one: Basic, other: Basic) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (A * B, B * A),
        (q - 1, 1 - q),
        (q**2, 2**q),
        (Sum(p[K], (K, 1, N)), Product(p[K], (K, 1, N))),
        (Sum(p[K], (K, 1, N)), Sum(p[K], (K, 1, K))),  # the second K is another
        (Sum(p[K] * p[M], (K, 1, M), (M, 1, N)), Sum(p[K] * p[M], (K, 1, N), (M, 1, K))),
        (Sum(p[K], (K, 1, N)), Sum(p[M], (K, 1, N))),
        (Integral(q, q), Integral(K, K)),
        (q > 1, q >= 1),
        (q > 1, q < 1),
        (f(q), Symbol("f")),
        (Function("Add")(q, 1), q + 1),
        (Symbol("#1"), Symbol("#2")),
        (conjugate(q), q),
        (Heaviside(q, 0), Heaviside(q, 1)),
        (Matrix([[1, 2]]).as_immutable(), Matrix([[1], [2]]).as_immutable()),
        (Sum(Sum(p[K], (K, 1, M)) * p[K], (K, 1, N)), Sum(Sum(p[K], (K, 1, M)) * p[M], (K, 1, N))),
    ],
)
def test_what_says_otherwise_has_another(one: Basic, other: Basic) -> None:
    assert canonical(one) != canonical(other)


def test_a_name_bound_twice_takes_no_number_of_another() -> None:
    inside = Sum(p[K] * p[M], (K, 1, 2))
    assert canonical(Sum(inside * p[K], (K, 1, N), (M, 1, N))) != canonical(Sum(inside * p[M], (K, 1, N), (M, 1, N)))


@pytest.mark.parametrize("seed", range(50))
def test_it_is_the_text_of_the_tree_in_whatever_order_it_was_put_together(seed: int) -> None:
    draw = Random(seed)  # noqa: S311  (no secret)
    terms = [q, p[1], sqrt(q), Integer(3), p[2] * q, f(q), Sum(p[K], (K, 1, N)), A * B]

    def made(order: list[int]) -> Expr:
        found: Any = Integer(0)
        for place in order:
            found = found + terms[place]
        return found * q

    order = list(range(len(terms)))
    draw.shuffle(order)
    assert canonical(made(order)) == canonical(made(sorted(order)))


@pytest.mark.parametrize("wrong", [Float(0.5), q * Float(0.5), 1, "q", len], ids=str)
def test_what_has_no_text_is_refused(wrong: Any) -> None:
    with pytest.raises(LedgerError, match="no canonical text"):
        canonical(wrong)


def test_the_forms_of_the_paper_that_differ_have_different_texts() -> None:
    forms = list(dict.fromkeys(form for claim in PAPER for form in claim.printed))
    texts: dict[str, list[Basic]] = {}
    for form in forms:
        texts.setdefault(canonical(form), []).append(form)
    same = [found for found in texts.values() if len(found) > 1 and len({str(form) for form in found}) > 1]
    assert len(forms) > 150
    assert same == []
