"""What the public functions take, each of them alike, and what they refuse with one clear error of their package."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy
from bornproof.numeric_check import evolve
from bornproof.numeric_check.errors import NumericError
from bornproof.proofs import check, verify
from bornproof.proofs.errors import LedgerError
from bornproof.symbolic import average, closed_form, component_equations, sector_probability
from bornproof.symbolic.disks import chances, uniform
from bornproof.symbolic.errors import SymbolicError
from flint import fmpq, fmpq_mat, fmpz

P = ("1/4", "1/4", "1/2")
EXACT = [sympy.Rational(text) for text in P]


@pytest.mark.parametrize("kind", [int, sympy.Integer, np.int64, fmpz], ids=lambda kind: kind.__name__)
def test_a_level_is_a_whole_number_of_any_kind(kind: Any) -> None:
    assert closed_form("+-", P).coherence(kind(1), kind(2)) == closed_form("+-", P).coherence(1, 2)
    assert repr(component_equations(kind(3))) == repr(component_equations(3))
    assert closed_form([kind(1), kind(-1)], P) == closed_form("+-", P)
    assert repr(evolve([kind(1), kind(-1)], P, 1)) == repr(evolve("+-", P, 1))


@pytest.mark.parametrize("level", [True, 1.0, "1", None, sympy.Symbol("n"), np.float64(1)], ids=repr)
def test_a_level_that_is_no_whole_number_is_refused(level: Any) -> None:
    with pytest.raises(SymbolicError, match="must be a whole number"):
        closed_form("+-", P).coherence(level, 2)
    with pytest.raises(SymbolicError, match="must be an integer of at least 2"):
        component_equations(2.0 if level is None else level)  # type: ignore[arg-type]
    with pytest.raises(SymbolicError, match="must be whole numbers"):
        closed_form([level, 1], P)
    with pytest.raises(NumericError, match="must be whole numbers"):
        evolve([level, 1], P, 1)


@pytest.mark.parametrize(
    "start",
    [
        sympy.Tuple(*EXACT), sympy.Matrix(EXACT), sympy.Matrix([EXACT]), sympy.diag(*EXACT), (each for each in P),
        np.array(EXACT), np.array([[each] for each in EXACT]), fmpq_mat(3, 1, [fmpq(1, 4), fmpq(1, 4), fmpq(1, 2)]),
        [sympy.Tuple(EXACT[0], 0, 0), (0, EXACT[1], 0), [0, 0, EXACT[2]]],
    ],
    ids=lambda start: type(start).__name__,
)  # fmt: skip
def test_brute_force_takes_every_list(start: Any) -> None:
    assert repr(evolve("+-", start, 1)) == repr(evolve("+-", P, 1))


@pytest.mark.parametrize("start", [3, None, "1/4", {1: 1}, {1, 2}, (), [()], [1, [1]]], ids=repr)
def test_brute_force_refuses_what_is_no_matrix(start: Any) -> None:
    with pytest.raises(NumericError):
        evolve("+-", start, 1)


@pytest.mark.parametrize("signs", [sympy.Tuple(1, -1), sympy.Matrix([1, -1]), np.array([1, -1])], ids=repr)
def test_signs_are_any_list(signs: Any) -> None:
    assert repr(evolve(signs, P, 1)) == repr(evolve("+-", P, 1))
    assert closed_form(signs, P) == closed_form("+-", P)


@pytest.mark.parametrize("signs", [("+", "-"), "+x", None, {1, -1}, 3, (2, 1), (1,)], ids=repr)
def test_other_signs_are_refused_by_all(signs: Any) -> None:
    with pytest.raises(NumericError):
        evolve(signs, P, 1)
    with pytest.raises(SymbolicError):
        closed_form(signs, P)


@pytest.mark.parametrize("times", [np.array([[0, 1]]), [[0], [1]], [[0], [1, 2]]], ids=repr)
def test_a_table_of_times_is_refused(times: Any) -> None:
    with pytest.raises(SymbolicError, match="must be a number or a sequence of numbers, not a table"):
        closed_form("+-", P).to_numpy(times)


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (lambda r: 2 * r, "probability 1 within the radius 1"),
        (lambda r: r + 3, "probability 0 within the radius 0"),
        (lambda r: -(r**2), "probability 1 within the radius 1"),
        (lambda r: 4 * r * (1 - r) + r**2, "must not fall"),
        (lambda r: 2 * r - 1, "probability 0 within the radius 0"),
        (lambda _: 0.5, "exact real values"),
        (lambda r: sympy.Float(1) * r, "exact real values"),
        (lambda r: sympy.I * r, "exact real values"),
        (lambda _: "1", "exact real values"),
        ("r**2", "must be a function"),
    ],
)
@pytest.mark.parametrize("ask", [lambda inside: average(P, inside), lambda inside: sector_probability("+-", P, inside)])
def test_what_is_no_distribution_is_refused(inside: Any, message: str, ask: Callable[[Any], Any]) -> None:
    with pytest.raises(SymbolicError, match=message):
        ask(inside)


def test_a_probability_is_within_0_and_1() -> None:
    with pytest.raises(SymbolicError, match=r"in \[0, 1\], not 5/4"):
        chances(fmpq(1, 4), fmpq(1), lambda r: r**2 + 1)


def test_another_distribution_is_asked_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bornproof.symbolic.disks.disk_fraction", lambda inner, outer: outer**4 - inner**4)
    assert chances(fmpq(1, 9), fmpq(1), lambda r: uniform(r)) == {1: fmpq(80, 81), -1: fmpq(1, 81)}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"jobs": "2"}, "jobs must be a whole number"),
        ({"jobs": 1.5}, "jobs must be a whole number"),
        ({"jobs": True}, "jobs must be a whole number"),
        ({"digits": "50"}, "digits must be a whole number"),
        ({"digits": 50.0}, "digits must be a whole number"),
        ({"ledger": "mine.py:LEDGER"}, "a ledger must be a Ledger"),
    ],
    ids=str,
)
def test_options_of_another_kind_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        verify("eq.31.1", **options)
    if "jobs" not in options:
        with pytest.raises(LedgerError, match=message):
            check("eq.61", "q", **options)


@pytest.mark.parametrize("place", [5, -2, 1.5, None, "eq.22", "nope"])
def test_an_entry_that_is_not_there_is_refused(place: Any) -> None:
    with pytest.raises(LedgerError):
        verify("eq.31.1")[place]


def test_entries_are_a_sequence() -> None:
    found = verify("eq.31.1", "eq.40")
    with pytest.raises(IndexError):
        found[2]
    assert [each.id for each in found] == [found[number].id for number in range(len(found))]
