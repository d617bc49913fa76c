"""What is true once another line is mended: only what that line says, as printed and as corrected, may decide."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from bornproof.proofs.checks.run import verify
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Entry, Form, Language, Ledger, Listed, Mending, Said, Verdict
from bornproof.proofs.ledger.domain import Case, Domain
from bornproof.symbolic.derivation import derivation
from flint import fmpq
from sympy import Eq, Expr, Gt, ImmutableMatrix, Integer, Symbol

a, b, c, x = (Symbol(name, real=True) for name in "abcx")  # x is what eq.1 says


def points() -> Iterator[dict[Any, Any]]:
    for count in range(60):
        yield {a: fmpq(count - 3, 7), b: fmpq(count * count - 4, 3), x: fmpq(7 - count, 5)}


DOMAIN = Domain(points=points)


def made(claim_id: str, printed: tuple[Any, ...], true: Expr, **changes: Any) -> Claim:
    """A claim whose derivation and oracle know the true form."""
    names = tuple(true.free_symbols)

    def computed(point: Any) -> Any:
        rows = ImmutableMatrix(true).subs({name: point[name] for name in names}).tolist() if true.is_Matrix else None
        return rows or true.subs({name: point[name] for name in names})

    about: dict[str, Any] = {"statement": "s", "section": "1", "name": claim_id, "domain": DOMAIN, "oracle": computed} | changes
    return Claim(claim_id, printed=printed, derive=lambda _: derivation("made", true), **about)


LINE = made("eq.1", (a - b,), a + b, corrected=Form((a + b,)))
# twice what eq.1 says is 2 a + 2 b
TWICE = made("eq.2", (2 * x,), 2 * a + 2 * b, once_mended=Mending("eq.1", (Said(x),)))
# what is derived depends on what eq.1 says
MINUS = made("eq.2", (a,), x - b, once_mended=Mending("eq.1", (Said(x),)))


def entry_of(*claims: Claim) -> Entry:
    return verify(("eq.2",), ledger=Ledger(claims)).entries[0]


@pytest.mark.parametrize("follows", [TWICE, MINUS], ids=["in what is printed", "in what is derived"])
def test_one_slip_is_one_error(follows: Claim) -> None:
    run = verify(("eq.2",), ledger=Ledger((LINE, follows)))
    assert (run.entries[0].verdict, run.settled) == (Verdict.CONDITIONAL, True)
    assert run.entries[0].witness is not None
    still = replace(follows, printed=(follows.printed[0] + 1,))
    assert entry_of(LINE, still).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("follows", [TWICE, MINUS], ids=["in what is printed", "in what is derived"])
def test_the_line_must_be_wrong_and_corrected(follows: Claim) -> None:
    right = replace(LINE, printed=(a + b,))
    assert entry_of(right, follows).verdict is Verdict.UNDECIDED
    with pytest.raises(LedgerError, match="has no correction"):
        Ledger((replace(LINE, corrected=None), follows))
    with pytest.raises(LedgerError, match="has no correction"):
        Ledger((LINE, follows, replace(follows, id="eq.3", once_mended=Mending("eq.2", (Said(x),)))))
    with pytest.raises(LedgerError, match=r"rests on eq\.1"):
        Ledger((follows,))
    unproved = replace(LINE, corrected=Form((a + 2 * b,)))
    assert entry_of(unproved, replace(follows, printed=(follows.printed[0].subs(a, a + b),))).verdict is Verdict.UNDECIDED
    assert "which a ledger must name" in judge(follows).reason


def test_a_false_line_is_not_settled_by_a_line_that_has_nothing_to_do_with_it() -> None:
    """Nothing in a mending has an opinion of its own."""
    unrelated = made("eq.2", (3 * a,), 2 * a + 2 * b, once_mended=Mending("eq.1", (Said(x),)))
    assert entry_of(LINE, unrelated).verdict is Verdict.UNDECIDED
    same = replace(LINE, printed=(a + b,), corrected=Form((a + b,)))
    assert "says the same of it as printed and as corrected" in entry_of(same, TWICE).reason
    at_nought = replace(MINUS, once_mended=Mending("eq.1", (Said(x, at=((b, Integer(0)),)),)))
    assert "says the same of it" in entry_of(LINE, at_nought).reason


def test_what_holds_with_the_line_as_printed_does_not_hold() -> None:
    """It would rest on a misprint; and it fails once that is mended."""
    entry = entry_of(LINE, replace(MINUS, printed=(a - 2 * b,)))
    assert entry.verdict is Verdict.UNDECIDED
    assert "what is printed, once eq.1 is mended does not pass" in entry.reason
    either = made("eq.2", (a,), a + 0 * b, once_mended=Mending("eq.1", (Said(x),)))  # whatever the line says
    assert entry_of(LINE, either).verdict is Verdict.UNDECIDED


def test_derivation_and_oracle_agree_whatever_the_line_says() -> None:
    """Not for its two forms alone: else they could have an answer for each."""

    def knowing(point: Any) -> Any:
        said, right = point[x], point[a] + point[b]
        return said - point[b] if said in (right, point[a] - point[b]) else said

    entry = entry_of(LINE, replace(MINUS, oracle=knowing))
    assert entry.verdict is Verdict.UNDECIDED
    assert "derivation and oracle differ" in entry.contradictions[0]
    two_faced = replace(MINUS, derive=lambda values: derivation("looks", x - b + (values.get(x, 0) != 1)))
    assert entry_of(LINE, two_faced).verdict is Verdict.UNDECIDED


def test_an_oracle_is_told_what_the_line_says() -> None:
    told = list[Any]()

    def noting(point: Any) -> Any:
        told.append(point[x] - point[a])
        return point[x] - point[b]

    assert entry_of(LINE, replace(MINUS, oracle=noting)).verdict is Verdict.CONDITIONAL
    beyond = {fmpq(7 - count, 5) - fmpq(count - 3, 7) for count in range(60)}
    said = {sign * fmpq(count * count - 4, 3) for sign in (1, -1) for count in range(60)}
    assert {1, -1} == {sign for sign in (1, -1) if any(value == sign * fmpq(5, 3) for value in told)}
    assert any(value in beyond - said for value in told)


ROW = ImmutableMatrix([[a + b, a]])


@pytest.mark.parametrize("first", [True, False], ids=["its own entry", "another"])
def test_a_correction_says_nothing_by_its_other_entries(first: bool) -> None:
    """The printed a - b of eq.2 is a in truth, which eq.1 would have for another entry."""
    row = ImmutableMatrix([[a + b, a] if first else [a, a + b]])
    values = Form(
        (row,), lambda _: derivation("a row", row), lambda point: (tuple(row.subs({a: point[a], b: point[b]})),), name="(c, d)"
    )
    line = replace(LINE, corrected=values)
    assert verify(("eq.1",), ledger=Ledger((line,))).entries[0].verdict is Verdict.MISPRINT
    wrong_by_itself = made("eq.2", (a - b,), a, once_mended=Mending("eq.1", (Said(),)))
    entry = entry_of(line, wrong_by_itself)
    assert entry.verdict is Verdict.UNDECIDED
    assert ("corrected by another quantity" in entry.reason) is not first
    second = replace(wrong_by_itself, once_mended=Mending("eq.1", (Said(entry=1),)))
    assert "no entry 1" in entry_of(line, second).reason
    assert (entry_of(line, MINUS).verdict is Verdict.CONDITIONAL) is first


def test_the_printed_form_of_the_line_is_replaced_where_it_stands() -> None:
    both = (ImmutableMatrix([[a - b, a]]),)
    follows = made("eq.2", both, ROW, once_mended=Mending("eq.1", (Said(),)))
    assert entry_of(LINE, follows).verdict is Verdict.CONDITIONAL
    nowhere = replace(follows, printed=(ImmutableMatrix([[a - 2 * b, a]]),))
    assert "nothing of it is what eq.1 prints" in entry_of(LINE, nowhere).reason
    inside = replace(follows, printed=(ImmutableMatrix([[3 * (a - b) - 2 * a, a]]),))
    assert "nothing of it is what eq.1 prints" in entry_of(LINE, inside).reason


def test_what_a_line_lists() -> None:
    """2 a + 2 b is what is left where eq.1 lists b, which it does once it is corrected."""
    line = made("eq.1", (a,), a + b, corrected=Form((a + b,)), name="c", language=Language(names=(a, b, c)))
    follows = made("eq.2", (2 * a,), 2 * a + (1 - x) * b, once_mended=Mending("eq.1", (Listed(x, b),)))
    assert entry_of(line, follows).verdict is Verdict.CONDITIONAL
    for named in (a, c):
        assert "says the same" in entry_of(line, replace(follows, once_mended=Mending("eq.1", (Listed(x, named),)))).reason


REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "nothing": (lambda: Mending("eq.1", ()), "must say something"),
    "no number": (lambda: Said(x, at=((a, b),)), "at numbers for symbols"),
    "an assumption": (lambda: replace(MINUS, domain=replace(DOMAIN, assumptions=(Gt(x, 0),))), "nothing may be assumed"),
    "a condition": (lambda: replace(MINUS, conditions=(Eq(x, a),)), "nothing may be assumed"),
    "a case": (lambda: replace(MINUS, domain=replace(DOMAIN, cases=(Case(((x, a),)),))), "nothing may be assumed"),
    "another quantity": (
        lambda: replace(TWICE, printed=(17 + c,), checked=Form((2 * x,), lambda _: derivation("made", 2 * a + 2 * b), name="z")),
        "is checked as it is printed",
    ),
    "an abbreviation": (lambda: replace(MINUS, where=((x, a + b),)), "no other abbreviation"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_would_decide_besides_is_refused(what: str) -> None:
    attempt, match = REFUSED[what]
    with pytest.raises(LedgerError, match=match):
        Ledger((LINE, attempt()))


def test_a_line_says_only_what_is_proved_where_the_claim_is() -> None:
    narrow = replace(LINE, domain=replace(DOMAIN, assumptions=(Gt(a, 0),)))
    with pytest.raises(LedgerError, match=r"must assume what the correction of eq\.1 does: a > 0"):
        Ledger((narrow, MINUS))
    given = replace(LINE, conditions=(Gt(a, 0),))
    with pytest.raises(LedgerError, match="must assume"):
        Ledger((given, MINUS))


@pytest.mark.parametrize("name", [a, b], ids=str)
def test_a_line_says_nothing_of_what_it_is_made_of(name: Symbol) -> None:
    entry = entry_of(LINE, made("eq.2", (name + b,), name + b, once_mended=Mending("eq.1", (Said(name),))))
    assert (entry.verdict, entry.settled) == (Verdict.UNDECIDED, False)
    assert f"eq.1 says what {name} is by {name} itself" in entry.reason


def test_a_ledger_names_the_line_itself() -> None:
    forged = Mending("eq.1", (Said(x),), claim=replace(LINE, corrected=Form((a + 2 * b,))))
    assert entry_of(LINE, replace(MINUS, once_mended=forged)).verdict is Verdict.CONDITIONAL
    assert entry_of(LINE, replace(MINUS, printed=(a + b,), once_mended=forged)).verdict is Verdict.UNDECIDED
