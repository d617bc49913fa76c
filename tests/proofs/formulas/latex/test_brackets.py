"""Random trees that SymPy has not put in order: what is printed has the value that was meant, wherever brackets are needed."""

import random
from typing import Any

import pytest
from bornproof.proofs.formulas.latex.blocks import read_latex
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.symbols import PLAIN_NOTATION
from bornproof.proofs.formulas.latex.unicode_printer import as_unicode
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.literal import evaluated
from bornproof.proofs.formulas.plain_printer import as_text
from sympy import Abs, Add, And, Basic, Expr, Gt, IndexedBase, Integer, Mul, Or, Pow, Product, Rational, Sum, Symbol, symbols

a, b, q = symbols("a b q", real=True)
K, N = symbols("K N", integer=True, positive=True)
p = IndexedBase("p")
VALUES = {a: Rational(3, 7), b: Rational(-5, 11), q: Rational(2, 9), N: Integer(3), K: Integer(2)}
TABLE = {1: Rational(1, 3), 2: Rational(7, 5), 3: Rational(-2, 3)}


def drawn(source: random.Random, depth: int) -> Any:
    if not depth:
        return source.choice([a, b, q, Integer(1), Integer(2), Rational(2, 3), Integer(-1), p[1], p[K]])

    def part() -> Any:
        return drawn(source, depth - 1)

    def minus(expr: Any) -> Any:
        return Mul(Integer(-1), expr, evaluate=False)

    kinds: list[Any] = [
        lambda: Add(part(), part(), evaluate=False),
        lambda: Add(part(), minus(part()), evaluate=False),
        lambda: Mul(part(), part(), evaluate=False),
        lambda: minus(part()),
        lambda: Pow(part(), source.choice([Integer(2), Integer(-1), Integer(3)]), evaluate=False),
        lambda: Abs(part()),
        lambda: source.choice([Sum, Product])(part(), (K, 1, N)),
    ]
    return source.choice(kinds)()


def value(expr: Basic) -> Any:
    """By arithmetic alone, node by node."""
    if isinstance(expr, Sum | Product):
        name, low, high = expr.limits[0]
        parts = [value(expr.function.subs(name, Integer(k))) for k in range(int(value(low)), int(value(high)) + 1)]
        return (Add if isinstance(expr, Sum) else Mul)(*parts)
    if expr.is_Indexed:
        return TABLE[int(value(expr.indices[0]))]
    return VALUES.get(expr, expr) if not expr.args else expr.func(*map(value, expr.args))


@pytest.mark.parametrize("seed", range(6))
def test_what_is_printed_has_the_value_that_was_meant(seed: int) -> None:
    source, compared = random.Random(seed), 0  # noqa: S311  (reproducible, not secret)
    for _ in range(60):
        expr: Expr = drawn(source, source.choice([2, 3, 3]))
        meant = value(expr)
        if not meant.is_finite:
            continue
        vocabulary = Vocabulary.of((expr,), PLAIN_NOTATION)
        for text, line in ((as_latex(expr), False), (as_unicode(expr), True)):
            assert value(evaluated(read_latex(text, vocabulary, line=line))) == meant, text
            compared += 1
    assert compared > 60


@pytest.mark.parametrize(
    ("expr", "latex"),
    [
        (Add(a, Mul(-1, Add(b, 1, evaluate=False), evaluate=False), evaluate=False), "a - (1 + b)"),
        (Mul(-1, Add(a, -1, evaluate=False), evaluate=False), "-(a - 1)"),
        (Add(1, Mul(-1, Add(1, Mul(-1, q, evaluate=False), evaluate=False), evaluate=False), evaluate=False), "1 - (1 - q)"),
        (Add(a, Add(-1, b, evaluate=False), evaluate=False), "a + b - 1"),
    ],
    ids=str,
)
def test_a_sum_that_is_subtracted_is_in_brackets(expr: Expr, latex: str) -> None:
    assert as_latex(expr) == latex


def test_alternatives_within_conditions_are_in_brackets() -> None:
    x, y, z = (Gt(Symbol(name), 0) for name in "xyz")
    assert as_text(And(x, Or(y, z))) == "(y > 0 or z > 0) and x > 0"
    assert as_text(Or(x, And(y, z))) == "(y > 0 and z > 0) or x > 0"
