"""The table of the README: what is printed beside what is right, as the ledger says it and as GitHub sets it.

    python -m tests.proofs.report.test_readme

prints it anew.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bornproof.proofs.formulas.latex.widths import width
from bornproof.proofs.ledger import Claim, Kind
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.errata import latex_of, place_of, typed_forms
from bornproof.proofs.report.markdown import equation
from bornproof.proofs.report.table import differing

README = Path(__file__).parents[3] / "README.md"
HEAD = "| line | printed | right |\n| --- | --- | --- |\n"
WIDEST = 36.0  # em, of a formula in a column


def row(claim: Claim) -> str:
    printed, right = differing(claim)
    assert claim.corrected
    said = equation(claim.name, typed_forms(printed, claim), printed)
    return f"| {place_of(claim)} | {said} | {equation(claim.corrected.name or claim.name, latex_of(right, claim), right)} |\n"


def table() -> str:
    return HEAD + "".join(row(claim) for claim in misprints() if widest(row(claim)) < WIDEST)


def misprints() -> Iterator[Claim]:
    """The equations that are wrong as printed: those that are corrected."""
    return (claim for claim in PAPER if claim.kind is Kind.EQUATION and claim.corrected)


def widest(line: str) -> float:
    return max(width(formula) for formula in re.findall(r"\$`(.*?)`\$", line))


def test_the_table_is_that_of_the_ledger() -> None:
    text = README.read_text(encoding="utf-8")
    found = HEAD + text.partition(HEAD)[2].partition("\n\n")[0] + "\n"
    assert found == table()
    assert 5 <= table().count("\n") - 2 <= 9
    assert all(line.count("|") == 4 for line in found.splitlines())


if __name__ == "__main__":
    print(table(), end="")  # noqa: T201  (what it is for)
