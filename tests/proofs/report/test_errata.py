"""The errata: all that is wrong, with what is right and numbers that show it, in three pages."""

import re
from collections import Counter
from pathlib import Path

import pytest
import typst
from bornproof.proofs.checks.run import Run, verify
from bornproof.proofs.ledger import Verdict
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.document import Formula, Heading, Text
from bornproof.proofs.report.errata import as_document, as_plain, reason_of
from bornproof.proofs.report.typst_document import as_typst_document
from bornproof.proofs.report.witness_latex import value_latex


@pytest.fixture(scope="module")
def run() -> Run:
    return verify((), ledger=PAPER)


def test_every_error_is_in_it_in_the_paper_s_order(run: Run) -> None:
    items = as_plain(run, PAPER)["errata"]
    wrong = [entry.id for entry in run.entries if entry.verdict in (Verdict.MISPRINT, Verdict.FALSE, Verdict.CONDITIONAL)]
    assert [item["id"] for item in items] == wrong
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


def test_a_reason_is_one_sentence() -> None:
    assert reason_of(PAPER["eq.15"]).startswith("Two of the four daggers are too many")
    assert reason_of(PAPER["claim.4.4-second-square"]) == PAPER["claim.4.4-second-square"].corrected_statement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-1/2", r"-\tfrac{1}{2}"),
        ("(0 + -1*I)", "-i"),
        ("(2 + 1/3*I)", r"2 + \tfrac{1}{3}i"),
        ("[1.27727225700931e-12 +/- 4.52e-27]", r"1.27727 \times 10^{-12}"),
        ("[+/- 1.37e-61]", "0"),
        ("undefined", r"\text{undefined}"),
        ("pi", r"\pi"),
        ("[0.707106781186548 +/- 1e-20] + [+/- 1e-20]j", "0.707107"),
        ("[0.5 +/- 1e-20] + [-0.25 +/- 1e-20]j", "0.5 - 0.25i"),
        ("[[0, 0], [0, 0]]", "0"),
        ("[[0], [[0.500000000000000 +/- 3e-20]]]", "(0, 0.5)"),
        ("[[-6, 0, 0], [0, 2, 0], [0, 0, 2]]", r"\operatorname{diag}(-6, 2, 2)"),
    ],
    ids=str,
)
def test_numbers(text: str, expected: str) -> None:
    assert value_latex(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("rho0[10, 2]", r"\rho_{10,2}(0)"), ("lambda[2]", r"\lambda_{2}"), ("up_A", r"|\uparrow_A\rangle"), ("q", "q")],
    ids=str,
)
def test_names(name: str, expected: str) -> None:
    assert PAPER.language.notation.of_typed(name) == expected
