"""Witnesses: small exact numbers that anyone can insert, and no quantity but those that matter."""

from dataclasses import replace
from typing import Any

import pytest
from bornproof.proofs.checks.points import Bench
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.checks.witnesses import simplest
from bornproof.proofs.ledger import Claim, Language, Witness
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.derivation import derivation
from flint import arb, fmpq
from sympy import Abs, Basic, ImmutableMatrix, IndexedBase, Symbol, exp

from tests.claims import stated

a, kappa, t = Symbol("a", real=True), Symbol("kappa", positive=True), Symbol("t", nonnegative=True)
sigma, alpha, S = IndexedBase("sigma", real=True), IndexedBase("alpha"), IndexedBase("S")
DECAY = Language(time=t, rates=(kappa,), signed=frozenset((sigma,)))


def claim(form: Basic, derived: Basic, oracle: Any, points: Any, language: Language = DECAY) -> Claim:
    return stated(form, derived, lambda: iter(points), oracle=oracle, language=language)


def square(form: Basic) -> Claim:
    return claim(form, a**2, lambda point: point[a] * point[a], [{a: fmpq(count, 7)} for count in range(100)])


def test_a_plain_point_is_the_witness_where_it_shows_what_is_wrong() -> None:
    wrong = square(a**2 + a * (a - 1))
    plain = replace(wrong, domain=replace(wrong.domain, plain=lambda: iter(({a: fmpq(1)}, {a: fmpq(2)}))))
    useless = replace(wrong, domain=replace(wrong.domain, plain=lambda: iter(({a: fmpq(1)},))))
    found = [simplest(Bench(each), *each.printed) for each in (wrong, plain, useless)]
    assert [witness.point for witness in found if witness] == [(("a", "1/7"),), (("a", "2"),), (("a", "1/7"),)]
    assert simplest(Bench(plain), a**2) is None


def test_the_simplest_witness_names_what_matters_and_differs_at_once() -> None:
    b, c = Symbol("b", real=True), Symbol("c", real=True)
    values = [(fmpq(12345, 67891), fmpq(1)), (fmpq(10**9 + 1, 10**9), fmpq(1)), (fmpq(2), fmpq(5)), (fmpq(77, 3), fmpq(2))]
    noted = replace(square(a * b), derive=lambda _: derivation("one factor", a + 0 * b), oracle=lambda point: point[a])
    bench = Bench(replace(noted, domain=Domain(points=lambda: ({a: x, b: y, c: fmpq(3)} for x, y in values))))
    witness = simplest(bench, a * b)
    assert witness is not None
    assert (dict(witness.point), witness.printed, witness.true) == ({"a": "2", "b": "5"}, "10", "2")
    assert simplest(bench, a) is None


def test_times_and_rates_are_1_and_signed_quantities_their_signs() -> None:
    point = {kappa: fmpq(5, 3), t: fmpq(15), sigma[2]: fmpq(-2, 7), a: fmpq(3)}
    wrong = claim(a * kappa, a * kappa * t * sigma[2], lambda p: p[a] * p[kappa] * p[t] * p[sigma[2]], [point])
    witness = simplest(Bench(wrong), *wrong.printed)
    assert witness is not None
    assert (dict(witness.point), witness.printed, witness.true) == ({"kappa": "1", "t": "1", "sigma[2]": "-1", "a": "3"}, "3", "-3")


def test_they_stay_where_round_numbers_refute_nothing() -> None:
    wrong = claim(a * t, a * t**2, lambda p: p[a] * p[t] * p[t], [{kappa: fmpq(1), t: fmpq(15), a: fmpq(3)}])
    witness = simplest(Bench(wrong), *wrong.printed)
    assert witness is not None
    assert dict(witness.point) == {"t": "15", "a": "3"}


def test_what_is_exact_is_no_ball() -> None:
    wrong = claim(a, a**2 * exp(-kappa * 0), lambda p: arb(p[a]) * arb(p[a]), [{a: fmpq(3, 5)}])
    witness = simplest(Bench(wrong), a)
    assert witness is not None
    assert (witness.printed, witness.true) == ("3/5", "9/25")


def test_an_exact_value_that_the_oracle_does_not_have_is_not_shown() -> None:
    wrong = claim(a, a**2, lambda p: arb(p[a]) + 1, [{a: fmpq(3, 5)}])
    witness = simplest(Bench(wrong), a)
    assert witness is not None
    assert witness.true.startswith("[1.6")


def test_of_a_matrix_the_first_entry_that_differs() -> None:
    form, true = ImmutableMatrix([[a, 0], [0, a]]), ImmutableMatrix([[a, 0], [0, -a]])
    wrong = claim(form, true, lambda p: ((p[a], fmpq(0)), (fmpq(0), -p[a])), [{a: fmpq(2)}])
    assert simplest(Bench(wrong), form) == Witness((("a", "2"),), "2", "-2", "(2, 2)")
    column = ImmutableMatrix([1, a])
    wrong = claim(column, -column, lambda p: ((fmpq(1),), (-p[a],)), [{a: fmpq(2)}])
    assert simplest(Bench(wrong), column) == Witness((("a", "2"),), "2", "-2", "2")


def test_of_a_vector_the_coefficient_of_a_ket() -> None:
    one, other = (Symbol(rf"|{level}\rangle") for level in (1, 2))
    points = [{one: fmpq(int(not k)), other: fmpq(k), a: fmpq(3, 5)} for k in (0, 1)]
    wrong = claim(a * one + other, a * one - other, lambda p: p[a] * p[one] - p[other], points)
    assert simplest(Bench(wrong), *wrong.printed) == Witness((("a", "3/5"),), "1", "-1", "", r"|2\rangle")


def test_sums_are_told_by_their_terms() -> None:
    language = Language(sums=((S, alpha),))
    values = [{S[0]: fmpq(0), S[1]: fmpq(1, 3), S[2]: fmpq(1, 2), S[4]: fmpq(1)}]
    form = S[1] + S[2] + S[4]
    wrong = claim(form, form + 1, lambda p: p[S[1]] + p[S[2]] + p[S[4]] + 1, values, language)
    witness = simplest(Bench(wrong), form)
    assert witness is not None
    told = {"abs(alpha[1])**2": "1/3", "abs(alpha[2])**2": "1/6", "sum(abs(alpha[I])**2, (I, 3, 4))": "1/2"}
    assert dict(witness.point) == told
    known = [{**values[0], **{alpha[k]: fmpq(k) for k in (1, 2, 3, 4)}}]
    form += Abs(alpha[1]) + Abs(alpha[2]) + Abs(alpha[3]) + Abs(alpha[4])
    wrong = claim(form, form + 1, lambda _: fmpq(7), known, language)
    witness = simplest(Bench(wrong), form)
    assert witness is not None
    assert set(dict(witness.point)) == {f"alpha[{k}]" for k in (1, 2, 3, 4)}


PLAIN = ("eq.4", "eq.15", "eq.26", "eq.27", "eq.34", "eq.36.1", "eq.50", "eq.61", "claim.2.1-average-is-quantum")


@pytest.mark.parametrize("claim_id", PLAIN)
def test_the_witnesses_of_the_paper_can_be_inserted(claim_id: str) -> None:
    witness = judge(PAPER[claim_id], 50).witness
    assert witness is not None
    point = dict(witness.point)
    assert not any(name.startswith(("ket", "up_", "down_")) for name in point)
    assert {point.get("kappa", "1"), point.get("t", "1")} == {"1"}
    assert not any("[[" in value or "I)" in value for value in (witness.printed, witness.true, *point.values()))
