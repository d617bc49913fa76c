"""Enclosures refute by being disjoint, and agree only when they are narrow."""

from typing import Any

import pytest
import sympy as sp
from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import evaluate
from flint import acb, arb, fmpq

I = complex_rational(fmpq(0), fmpq(1))
ROOT: Any = evaluate(sp.sqrt(2))
WIDE = arb(1, 0.5)

CASES = {
    "equal rationals": (fmpq(1, 3), fmpq(2, 6), Agreement.OVERLAPPING),
    "unequal rationals": (fmpq(1, 3), fmpq(333333333333, 10**12), Agreement.DISJOINT),
    "equal complex": (I, I, Agreement.OVERLAPPING),
    "conjugates": (I, -I, Agreement.DISJOINT),
    "real and complex": (fmpq(1), I, Agreement.DISJOINT),
    "narrow balls": (ROOT, evaluate(sp.sqrt(2), digits=60), Agreement.OVERLAPPING),
    "ball and a rational close by": (ROOT, fmpq(141421356237309504880168872420969807857, 10**38), Agreement.DISJOINT),
    "wide ball": (WIDE, fmpq(1), Agreement.TOO_WIDE),
    "wide but disjoint": (WIDE, fmpq(2), Agreement.DISJOINT),
    "endless ball": (arb("nan"), fmpq(2), Agreement.TOO_WIDE),
    "complex balls": (acb(ROOT, 1), acb(ROOT, 1), Agreement.OVERLAPPING),
    "other imaginary part": (acb(ROOT, 1), ROOT, Agreement.DISJOINT),
    "conditions": (True, True, Agreement.OVERLAPPING),
    "opposite conditions": (True, False, Agreement.DISJOINT),
    "matrices": (((ROOT, I), (I, ROOT)), ((ROOT, I), (I, ROOT)), Agreement.OVERLAPPING),
    "one entry differs": (((ROOT, I), (WIDE, ROOT)), ((ROOT, -I), (fmpq(1), ROOT)), Agreement.DISJOINT),
    "one entry is wide": (((ROOT, I), (WIDE, ROOT)), ((ROOT, I), (fmpq(1), ROOT)), Agreement.TOO_WIDE),
}


@pytest.mark.parametrize(("a", "b", "expected"), CASES.values(), ids=CASES.keys())
def test_comparisons(a: Any, b: Any, expected: Agreement) -> None:
    assert compare(a, b) is expected
    assert compare(b, a) is expected


@pytest.mark.parametrize("exponent", [20, 40, 45])
def test_a_small_relative_change_is_refuted(exponent: int) -> None:
    value = evaluate(sp.exp(sp.Rational(1, 3)))
    changed = evaluate(sp.exp(sp.Rational(1, 3)) * (1 + sp.Rational(1, 10**exponent)))
    assert compare(value, changed) is Agreement.DISJOINT


def test_fewer_digits_than_asked_for_are_too_wide() -> None:
    assert compare(evaluate(sp.exp(2), digits=30), evaluate(sp.exp(2), digits=50), digits=50) is Agreement.TOO_WIDE


def test_large_numbers_agree_by_their_relative_width() -> None:
    assert compare(evaluate(sp.exp(500)), evaluate(sp.exp(500))) is Agreement.OVERLAPPING


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ((fmpq(1),), (), "one length, not 1 and 0"),
        ((), (), "at least one entry"),
        ((fmpq(1),), fmpq(1), "of one kind, not a tuple and a number"),
        (True, fmpq(1), "of one kind, not a truth value and a number"),
    ],
    ids=["lengths", "nothing", "tuple and number", "truth and number"],
)
def test_what_cannot_be_compared_is_refused(a: Any, b: Any, message: str) -> None:
    with pytest.raises(NumericError, match=message):
        compare(a, b)
