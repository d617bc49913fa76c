"""The errata: all that is wrong, with what is right and numbers that show it, in three pages."""

import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
import typst
from bornproof.proofs.checks.run import Run, verify
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.shown_values import value_latex, value_line
from bornproof.proofs.ledger import Claim, Form, Language, Verdict
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.document import Formula, Heading, Text
from bornproof.proofs.report.errata import Part, as_document, as_plain, print_errata, reason_of
from bornproof.proofs.report.line_latex import typed_forms
from bornproof.proofs.report.typst_document import as_typst_document
from bornproof.symbolic.derivation import derivation
from rich.console import Console
from sympy import Symbol


def test_every_error_is_in_it_in_the_paper_s_order(run: Run) -> None:
    items = as_plain(run, PAPER)["errata"]
    wrong = [entry.id for entry in run.entries if entry.verdict in (Verdict.MISPRINT, Verdict.FALSE, Verdict.CONDITIONAL)]
    assert sorted(item["id"] for item in items) == sorted(wrong)
    errors = sum(entry.verdict in (Verdict.MISPRINT, Verdict.FALSE) for entry in run.entries)
    assert errors > 30
    parts = ["errors"] * errors + ["conditions"] * 20  # then those that hold almost surely, and what follows
    assert [item["verdict"] in ("misprint", "false") for item in items[: len(parts)]] == [part == "errors" for part in parts]
    places = [item["place"] for item in items if item["verdict"] == "conditional"]
    assert places.index("Footnote 2") < places.index("(8)") < places.index("Section 5") < places.index("Footnote 6")
    for item in items:
        assert item["reason"] or item["conditions"] or item["once_mended"], item["id"]
        assert item["witness"], item["id"]
        if item["verdict"] in ("misprint", "false"):
            assert item["corrected"], item["id"]


def test_the_readme_says_how_many_there_are(run: Run) -> None:
    counts = Counter(entry.verdict for entry in run.entries)
    line = f"{len(run.entries)} entries: " + ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    assert f"{line}\n" in (Path(__file__).parents[3] / "README.md").read_text()


def test_the_document_says_what_is_printed_and_what_is_right(run: Run) -> None:
    document = as_document(run, PAPER)
    headings = [block.title for block in document.blocks if isinstance(block, Heading)]
    assert [title.split()[0] for title in headings] == ["Conditions", "Conditions", "Right"]
    formulas = [block for block in document.blocks if isinstance(block, Formula)]
    assert len(formulas) == sum(entry.verdict is Verdict.MISPRINT for entry in run.entries)
    for block in formulas:
        assert {"printed", "right"} <= set(re.findall(r"\\text\{(\w+): \}", "".join(left for left, _ in block.lines)))
    shown = " ".join(block.strong for block in document.blocks if isinstance(block, Text))
    for entry in run.entries:
        claim = PAPER[entry.id]
        if claim.equation and entry.verdict in (Verdict.MISPRINT, Verdict.FALSE, Verdict.CONDITIONAL):
            assert f"({entry.id.removeprefix('eq.')})" in shown


def test_it_has_three_pages_at_most(run: Run) -> None:
    pages = typst.compile(as_typst_document(as_document(run, PAPER)).encode(), format="svg")
    assert isinstance(pages, list)
    assert 2 <= len(pages) <= 3


def test_nothing_is_wrong_where_nothing_is() -> None:
    document = as_document(verify(("eq.30",), ledger=PAPER), PAPER)
    assert [block.text for block in document.blocks if isinstance(block, Text)] == ["Nothing is wrong among these entries."]
    print_errata(verify(("eq.30",), ledger=PAPER), PAPER, Console(file=(buffer := StringIO()), width=100))
    assert buffer.getvalue() == "Nothing is wrong among these entries.\n"


def test_a_reason_is_one_sentence() -> None:
    assert reason_of(PAPER["eq.15"]) == "As in (4), two of the four daggers are too many."


def test_each_error_has_a_reason_that_is_not_its_correction(run: Run) -> None:
    for entry in run.entries:
        if entry.verdict in (Verdict.MISPRINT, Verdict.FALSE):
            claim = PAPER[entry.id]
            reason = reason_of(claim)
            assert reason, entry.id
            assert reason not in claim.corrected_statement, entry.id
            assert reason not in claim.statement, entry.id


def test_no_entry_is_named_by_its_id_to_the_authors(run: Run) -> None:
    shown = [block.text for block in as_document(run, PAPER).blocks if isinstance(block, Text)]
    assert [text for text in shown if re.search(r"(claim|thm)\.", text)] == []


def test_a_terminal_and_the_document_have_the_same_parts(run: Run) -> None:
    buffer = StringIO()
    print_errata(run, PAPER, Console(file=buffer, width=100))
    shown = buffer.getvalue()
    headings = [f"\n{part.value}\n" for part in Part]
    assert [shown.index(heading) for heading in headings] == sorted(map(shown.index, headings))
    assert "witness q = 0, link q|1⟩ − √(1 − q²)|2⟩, coefficient of |↑_A⟩|↓_B⟩: as printed −1, true is 0" in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 100
    assert "[[" not in shown
    assert "+/-" not in shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-1/2", r"-\tfrac{1}{2}"),
        ("(0 + -1*I)", "-i"),
        ("(2 + 1/3*I)", r"2 + \tfrac{1}{3}i"),
        ("[1.27727225700931e-12 +/- 4.52e-27]", r"\approx 1.27727 \times 10^{-12}"),
        ("[+/- 1.37e-61]", r"\approx 0"),
        ("undefined", r"\text{undefined}"),
        ("pi", r"\pi"),
        ("[0.707106781186548 +/- 1e-20] + [+/- 1e-20]j", r"\approx 0.707107"),
        ("[0.5 +/- 1e-20] + [-0.25 +/- 1e-20]j", r"\approx 0.5 - 0.25i"),
        ("[[0, 0], [0, 0]]", "0"),
        ("[[0], [[0.500000000000000 +/- 3e-20]]]", r"\approx (0, 0.5)"),
        ("[[-6, 0, 0], [0, 2, 0], [0, 0, 2]]", r"\operatorname{diag}(-6, 2, 2)"),
    ],
    ids=str,
)
def test_numbers(text: str, expected: str) -> None:
    assert value_latex(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("(0 + -1*I)", "−i"), ("[[0], [[0.5 +/- 3e-20]]]", "≈ [0; 0.5]"), ("True", "true"), ("pi", "π"), ("-9/25", "−9/25")],
    ids=str,
)
def test_numbers_on_a_terminal(text: str, expected: str) -> None:
    assert value_line(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("abs(alpha[2])**2", r"|\alpha_{2}|^2"),
        ("int_d_lambda", r"\int d\lambda"),
        ("rho0[10, 2]", r"\rho_{10,2}(0)"),
        ("lambda[2]", r"\lambda_{2}"),
        ("up_A", r"|\uparrow_A\rangle"),
        ("q", "q"),
    ],
    ids=str,
)
def test_names(name: str, expected: str) -> None:
    assert PAPER.language.notation.of_typed(name) == expected


def test_what_is_printed_is_set_as_it_is_typed(run: Run) -> None:
    lines = {line for block in as_document(run, PAPER).blocks if isinstance(block, Formula) for line in block.lines}
    typed = r"= (1-|\alpha_N|^2)\prod_{J=N-1}^{K+1}\left(1-\frac{|\alpha_J|^2}{\sum_{I=1}^J|\alpha_I|^2}\right)"
    assert [right for left, right in lines if left == r"\text{printed: }P(|K\rangle)" and right.startswith(typed)]
    sources = {item["id"]: item["printed_source"].replace("&", "") for item in as_plain(run, PAPER)["errata"]}
    assert typed in sources["eq.22"]


def test_what_typst_cannot_set_is_set_by_the_printer() -> None:
    language = Language(names=(q := Symbol("q"), Symbol("f")))
    claim = Claim(
        "eq.1", "1", "s", printed=language.latex(r"f &= \bm{q}\cdot1"),
        derive=lambda _: derivation("a", 2 * q), corrected=Form(language.latex("f &= 2q")), language=language,
    )  # fmt: skip
    assert claim.printed_as_typed == (r"\bm{q}\cdot1",)
    assert list(typed_forms(claim.printed, claim)) == [as_latex(claim.printed[0])]
