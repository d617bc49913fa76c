"""What a page shows as derived, and copies: within its case it reads back to what is proved, or is not shown."""

import json
from collections.abc import Iterator
from functools import lru_cache

import pytest
from bornproof.proofs.checks.chains import Readers
from bornproof.proofs.checks.run import Run
from bornproof.proofs.checks.submitted import Writing, check_formula
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.cli.background import background
from bornproof.proofs.errors import ReadError
from bornproof.proofs.ledger import Claim, Entry, Verdict
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.errata import witness_said
from bornproof.proofs.report.json_report import as_json, as_plain
from bornproof.proofs.report.line_latex import cut
from bornproof.proofs.report.site.entry_view import Shown, _formulas

BESIDE = r" \quad\text{for } "
FEW_POINTS = {"claim.4.4-trace", "claim.A-top-lambda"}  # in the sector that is shown fewer than a replay asks for


def shown(claim: Claim) -> Iterator[Shown]:
    """What is shown as derived for an entry that holds."""
    found = _formulas(claim, Entry(claim.id, Verdict.HOLDS), background(claim, PAPER))
    return (part for part in found if part.title == "derived")


@lru_cache(maxsize=1)
def all_shown() -> dict[str, str]:
    """The LaTeX of each, by the ids."""
    return {claim.id: part.latex for claim in PAPER for part in shown(claim)}


LARGE = ("thm.averaged-choi",)  # the square of a sum of products, which may have more terms than are read


def test_what_is_derived_in_general_is_read_as_a_line_of_its_entry() -> None:
    readers, found = Readers(PAPER), all_shown()
    for name, latex in found.items():
        if name in LARGE:
            with pytest.raises(ReadError, match="must not expand to more than 10000 terms"):
                readers.chains(PAPER[name], latex, Writing.LATEX)
        else:
            assert BESIDE in latex or readers.chains(PAPER[name], latex, Writing.LATEX)
    assert len(found) > 200
    assert not [name for name, latex in found.items() if latex == f"{PAPER[name].name} = {PAPER[name].name}"]


def test_what_is_derived_in_a_case_is_copied_with_it_and_proved() -> None:
    outcomes = {
        name: check_formula(PAPER, name, latex, 30, Writing.LATEX).text for name, latex in all_shown().items() if BESIDE in latex
    }
    assert len(outcomes) > 60
    unproved = {name: text for name, text in outcomes.items() if not text.startswith("equal")}
    assert set(unproved) == FEW_POINTS
    assert all("are needed" in text for text in unproved.values())


def test_without_its_case_it_would_be_different() -> None:
    part = next(shown(PAPER["claim.2.1-amplitude-damping"]))
    bare, _, given = part.latex.partition(BESIDE)
    assert given == r"N = 2 \wedge \sigma_2 > 0"
    assert check_formula(PAPER, "claim.2.1-amplitude-damping", bare, 30, Writing.LATEX).text.startswith("different")


@pytest.mark.parametrize("name", ["thm.partial-sums", "thm.spectrum", "claim.4.4-others-vanish", "eq.34"])
def test_neither_a_recursion_nor_a_foreign_name_is_shown_as_derived(name: str) -> None:
    assert not [*shown(PAPER[name])]
    assert background(PAPER[name], PAPER).steps


def test_a_definition_is_shown_in_full() -> None:
    (part,) = shown(PAPER["eq.14"])
    assert part.latex == r"L_{NM} = \theta(\sigma_N)|N\rangle\langle M| + \theta(-\sigma_N)|M\rangle\langle N|"


def test_a_witness_names_the_link_of_its_chain_and_marks_what_is_near() -> None:
    entry = judge(PAPER["eq.33.3"])
    assert entry.witness is not None
    assert entry.witness.link == r"\rho_{22}(t)"
    assert as_plain(entry.witness)["link_latex"] == entry.witness.link
    said = witness_said(PAPER["eq.33.3"], entry.witness)
    assert said.endswith(r"link $\rho_{22}(t)$: as printed $\tfrac{16}{25}$, true is $\approx -0.291135$.")


def test_a_witness_of_one_form_names_no_link() -> None:
    witness = judge(PAPER["eq.31.1"]).witness or judge(PAPER["claim.2-composite"]).witness
    assert witness is not None
    assert witness.link == ""


def test_what_is_assumed_throughout_is_among_the_data() -> None:
    entries = (Entry(name, Verdict.HOLDS) for name in ("thm.components-diagonal", "eq.14"))
    report = json.loads(as_json(Run(tuple(entries), {}), PAPER, 50))
    assert [entry["standing_assumptions"] for entry in report["entries"]] == [["H = 0"], []]


def rows_copied() -> dict[tuple[str, str], str]:
    """What is copied as several rows, by the ids and titles."""
    judged = ((claim, Entry(claim.id, Verdict.MISPRINT if claim.corrected else Verdict.HOLDS)) for claim in PAPER)
    parts = ((claim.id, part) for claim, entry in judged for part in _formulas(claim, entry, background(claim, PAPER)))
    found = {(name, part.title): part.latex for name, part in parts}
    return {at: latex for at, latex in found.items() if cut(latex, "&") != [latex] or latex.startswith(r"\begin{aligned}")}


def test_what_is_copied_has_no_mark_without_an_environment_and_rows_are_read() -> None:
    found = rows_copied()
    assert len(found) > 20
    assert all(latex.startswith(r"\begin{aligned} ") and latex.endswith(r" \end{aligned}") for latex in found.values())
    readers = Readers(PAPER)
    assert all(readers.chains(PAPER[name], latex, Writing.LATEX) for (name, title), latex in found.items() if title == "right")
    name = "claim.2.2-sum-divides"
    assert check_formula(PAPER, name, found[name, "right"], 30, Writing.LATEX).text.startswith("equal")
