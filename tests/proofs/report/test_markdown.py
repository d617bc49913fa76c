"""The summary in Markdown: whole where there is room, and saying what it leaves out where there is none."""

import re
from collections.abc import Iterator

import pytest
from bornproof.proofs.checks.run import Run
from bornproof.proofs.ledger import Claim, Engine, Entry, Evidence, Form, Language, Ledger, Result, Source, Verdict
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.report.markdown import as_markdown
from bornproof.symbolic.derivation import derivation
from sympy import Symbol

a = Symbol("a", nonnegative=True)
LANGUAGE = Language(names=(a,))
LARGEST = 60_000  # bytes
PROVED = (Evidence(Engine.SYMBOLIC, Result.PROVED, "printed", "for every a"),)


def claims(count: int, verdict: Verdict, said: str) -> Iterator[Claim]:
    right = Form(LANGUAGE.latex("b &= 2a")) if verdict is Verdict.MISPRINT else None
    for n in range(1, count + 1):
        yield Claim(
            f"eq.{n}", str(n // 300), said, printed=LANGUAGE.latex("b &= 3a"), derive=lambda _: derivation("twice", 2 * a),
            domain=Domain(points=lambda: iter(())), oracle=lambda point: 2 * point[a], corrected=right,
        )  # fmt: skip


def summary(count: int, verdict: Verdict, said: str = "Twice a number.", source: str = "a book") -> str:
    book = Ledger(tuple(claims(count, verdict, said)), source=Source(source), language=LANGUAGE)
    return as_markdown(Run(tuple(Entry(claim.id, verdict, PROVED) for claim in book), {}), book)


def test_a_short_ledger_is_told_whole() -> None:
    text = summary(30, Verdict.HOLDS)
    assert len(re.findall(r"^\| `eq", text, re.MULTILINE)) == 30
    assert "Left out" not in text


def test_what_holds_is_named_where_there_is_no_room_for_what_it_says() -> None:
    text = summary(2000, Verdict.HOLDS)
    assert len(text.encode()) < LARGEST
    assert len(re.findall(r"`eq\.\d+`", text)) == 2000
    assert text.count("\n- Section") == 7
    assert "Left out" not in text


@pytest.mark.parametrize(
    ("verdict", "count"), [(Verdict.HOLDS, 6000), (Verdict.MISPRINT, 400), (Verdict.UNDECIDED, 1500), (Verdict.DEFINITION, 800)]
)
def test_what_is_left_out_is_counted(verdict: Verdict, count: int) -> None:
    text = summary(count, verdict, "€" * 40)
    assert len(text.encode()) < LARGEST
    left = [int(count) for count in re.findall(r'of "[^"]+" (\d+) \(`eq', text.splitlines()[-1])]
    assert left
    assert 0 < min(left) < count
    assert f"**{count}** {verdict}" in text


def test_what_is_longer_than_the_summary_may_be_is_left_out_alone() -> None:
    assert len(summary(3, Verdict.HOLDS, "x" * 70_000, "y" * 70_000).encode()) < LARGEST
    assert "`eq.3`" in summary(3, Verdict.HOLDS, "x" * 70_000)
