"""The table of the README: what is printed beside what is right, as the ledger says it and as GitHub sets it; the rest below it.

    python -m tests.proofs.report.test_readme

prints it anew.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bornproof.proofs.formulas.latex.widths import width
from bornproof.proofs.ledger import Claim, Kind
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.errata import place_of, reason_of
from bornproof.proofs.report.markdown import _prose, equation
from bornproof.proofs.report.table import differing

README = Path(__file__).parents[3] / "README.md"
HEAD = "| line | ✗ as it is printed, ✓ what is right |\n| --- | --- |\n"
WIDEST = 40.0  # em, of a formula: GitHub shows 890 px, and cuts what is wider


def row(claim: Claim) -> str:
    printed, right = differing(claim)
    assert claim.corrected
    return f"| {place_of(claim)} | ✗ {equation(claim, printed)}<br>✓ {equation(claim, right, claim.corrected)} |\n"


def table() -> str:
    """The rows that fit; below them the lines that do not, each with the reason why it is wrong."""
    rows = {claim: row(claim) for claim in misprints()}
    wide = (claim for claim in rows if not _fits(rows[claim]))
    left_out = (f"Too wide for the table: {place_of(claim)}. {_prose(reason_of(claim))}\n" for claim in wide)
    return HEAD + "".join(filter(_fits, rows.values())) + "\n" + "".join(left_out)


def _fits(line: str) -> bool:
    return max(width(formula) for formula in re.findall(r"\$`(.*?)`\$", line)) < WIDEST


def misprints() -> Iterator[Claim]:
    """The equations that are wrong as printed: those that are corrected."""
    return (claim for claim in PAPER if claim.kind is Kind.EQUATION and claim.corrected)


def test_the_table_is_that_of_the_ledger() -> None:
    text = README.read_text(encoding="utf-8")
    assert table() in text
    rows, _, left_out = table().removeprefix(HEAD).partition("\n\n")
    assert all(line.count("|") == 3 for line in rows.splitlines())
    said = [*(line.split(" | ")[0].strip("| ") for line in rows.splitlines()), *re.findall(r"table: (\S+)\.", left_out)]
    assert sorted(said) == sorted(map(place_of, misprints()))
    assert f" {len(said)} misprint," in text


if __name__ == "__main__":
    print(table(), end="")  # noqa: T201  (what it is for)
