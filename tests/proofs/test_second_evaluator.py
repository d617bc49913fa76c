"""SymPy's own evaluation of every true form, by exact substitution and evalf, against the balls that judge it."""

from itertools import islice
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational
from bornproof.numeric_check.arithmetic.precision import precision_bits
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.proofs.checks.points import UNDEFINED, Bench
from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.rewriting import write_out
from flint import acb, arb, ctx, fmpq
from sympy import Basic, Expr, I, ImmutableMatrix, Integer, N, Rational, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom

DIGITS = 60
COUNT = 20


def as_sympy(value: Any) -> Basic:
    """An exact value of a point as SymPy's number."""
    if isinstance(value, ComplexRational):
        return as_sympy(value.real) + I * as_sympy(value.imag)
    return Rational(int(value.p), int(value.q)) if isinstance(value, fmpq) else Integer(value) if isinstance(value, int) else value


def inserted(form: Basic, point: Any) -> Basic:
    """The form with levels, then sums written out, then all other quantities."""
    numbers = {name: as_sympy(value) for name, value in point.items()}
    levels = {name: value for name, value in numbers.items() if isinstance(name, Symbol) and name.is_integer}
    form = form.subs(levels) if levels else form
    form = write_out(form) if isinstance(form, Expr) and not isinstance(form, ImmutableMatrix) else form.doit()
    return form.xreplace(numbers)


def as_value(number: Any) -> Any:
    """What SymPy made of it, as the engines have it: numbers with the error that evalf allows itself."""
    if isinstance(number, ImmutableMatrix):
        return tuple(tuple(as_value(entry) for entry in row) for row in number.tolist())
    if isinstance(number, BooleanAtom | Relational):
        return bool(number)
    with ctx.workprec(precision_bits(DIGITS)):
        parts = [arb(str(N(part, DIGITS))) for part in number.as_real_imag()]
        radius = arb(10) ** (5 - DIGITS) * (1 + abs(parts[0]) + abs(parts[1]))
        return acb(*(part + arb(0, radius) for part in parts))


@pytest.mark.parametrize("claim", [subject for claim in PAPER for subject in claim.true_forms], ids=lambda claim: claim.id)
def test_sympy_and_the_balls_agree(claim: Claim) -> None:
    bench = Bench(claim)
    compared = 0
    for number in islice(bench.numbers(claim.conditions), COUNT):
        point = bench.point(number)
        for form in claim.printed:
            shown = bench.value(form, number)
            assert shown != UNDEFINED
            found = as_value(inserted(claim.meaning(form, point), point))
            assert compare(found, shown, 45) is Agreement.OVERLAPPING, (form, found, shown)
            compared += 1
    assert compared > 0


def test_a_wrong_value_is_seen() -> None:
    (claim,) = PAPER["eq.61"].true_forms
    bench = Bench(claim)
    number = next(bench.numbers(claim.conditions))
    point, form = bench.point(number), claim.printed[0]
    wrong = as_value(inserted(claim.meaning(form, point), point) * (1 + Rational(1, 10**40)))
    assert compare(wrong, bench.value(form, number), 45) is Agreement.DISJOINT
