"""Lines of LaTeX as authors type them: odd limits, chains that begin with a sign, fonts, conditions, averages."""

from pathlib import Path

import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.checks.chains import Readers
from bornproof.proofs.checks.submitted import Writing, check_claim
from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.paper.entries import PAPER

READERS = Readers(PAPER)
LINES = [
    line.split("|", 2)
    for line in (Path(__file__).parent / "authors.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("wanted", "claim_id", "line"), LINES, ids=lambda text: text[:70])
def test_lines_as_authors_type_them(wanted: str, claim_id: str, line: str) -> None:
    try:
        outcome = check_claim(PAPER[claim_id], line, writing=Writing.LATEX, readers=READERS)
        result, text = outcome.plain["result"], outcome.text
    except (ReadError, LedgerError, NumericError) as refusal:
        result, text = "refused", str(refusal)
    assert result in wanted.split("/"), text
