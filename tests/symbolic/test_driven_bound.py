"""The bound on what the leading term leaves: the exact rest of two levels, and other insertions are refused."""

import pytest
from bornproof.symbolic import driven_bound
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import kappa
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.stationary import stationary
from sympy import Abs, Integer, Rational, im, re


def test_the_bounds_add_up_to_the_one_that_is_stated() -> None:
    assert driven_bound.beyond_bound().result == 0
    assert driven_bound.beyond_bound().steps[-2].result != 0


@pytest.mark.parametrize("rate", [Rational(1, 3), Integer(4), Integer(10) ** 15], ids=str)
def test_two_levels_stay_within_it(rate: Rational) -> None:
    values = {re(h[1, 2]): 3, im(h[1, 2]): 4, re(h[1, 1]): 2, re(h[2, 2]): -5, kappa: rate}
    missed = stationary(1).result[0, 0].subs(values)
    missed = missed.xreplace({node: Rational(1, 2) for node in missed.free_symbols if "rho" in str(node) and "[" in str(node)})
    coupling, norm = 25, 7
    left = Abs(rate**2 * missed - 4 * coupling)
    assert 0 < left <= Rational(16 * coupling, 1) / rate**2 * (norm**2 + 2 * coupling + 2 * norm * coupling / rate)


def test_a_gap_that_is_not_hermitian_leaves_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driven_bound, "imaginary_unit", Integer(1))  # then the term of the order kappa^-1 does not vanish
    with pytest.raises(SymbolicError, match="four terms"):
        driven_bound._check_terms()


def test_another_largest_miss_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driven_bound, "_LARGEST", driven_bound._LARGEST / 2)
    with pytest.raises(SymbolicError, match="at rest delta must be"):
        driven_bound._check_largest()


def test_a_larger_sum_of_bounds_exceeds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driven_bound, "_BOUNDS", (*driven_bound._BOUNDS, driven_bound._MISSED))
    driven_bound.beyond_bound.cache_clear()
    assert driven_bound.beyond_bound().result != 0
    driven_bound.beyond_bound.cache_clear()
