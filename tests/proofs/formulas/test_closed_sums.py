"""No printer works out a sum or a product that is a number: it may have any number of terms, or no value."""

from typing import Any

import pytest
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.symbols import Notation
from bornproof.proofs.formulas.latex.unicode_printer import as_unicode
from bornproof.proofs.formulas.plain_printer import as_text
from sympy import Abs, Add, Basic, Gt, Heaviside, ImmutableMatrix, Integer, Max, Mul, Pow, Product, Rational, Sum, Symbol, exp, log
from sympy.core import evalf

k, q = Symbol("k", integer=True), Symbol("q", nonnegative=True)
LONG, NONE, PART = Product(k + 1, (k, 0, 10**12)), Product((k + 1) / k, (k, -1, 4)), Sum(1 / k, (k, 1, 10**12))
FORMS: list[Any] = [
    1 + LONG + q * NONE,
    q * Add(1, LONG, -1, evaluate=False) + (LONG + PART) * k,
    (1 - q) * (NONE + 5),
    (LONG + PART) ** Rational(1, 2) + exp(LONG - PART),
    Mul(-1, LONG, evaluate=False) + q / LONG,
    Sum(LONG + k, (k, 1, q)),
    Pow(LONG + PART, -1, evaluate=False) + q,
    exp(LONG + PART + q) * (LONG + 1) * (PART + q),
    Mul(LONG + 1, PART + 2, LONG + PART + q) + q,
    Add(LONG, Integer(-1), PART, evaluate=False),
    Abs(LONG - PART, evaluate=False) * q,
    Max(q, LONG + PART, evaluate=False),
    Heaviside(LONG - PART, 0, evaluate=False) + q,
    log(LONG - PART, evaluate=False),
    Gt(q, LONG - PART, evaluate=False),
    ImmutableMatrix([[LONG + PART, 1], [q, NONE - PART]]),
]


@pytest.mark.parametrize("form", FORMS, ids=range(len(FORMS)))
def test_nothing_is_worked_out(form: Basic, monkeypatch: pytest.MonkeyPatch) -> None:
    def worked_out(*_: Any) -> Any:
        raise AssertionError("a sum was worked out")

    evalf._create_evalf_table()
    for kind in (Sum, Product):
        monkeypatch.setitem(evalf.evalf_table, kind, worked_out)
    assert all((as_text(form), as_latex(form, Notation()), as_unicode(form, Notation())))
