"""No string makes the reader of LaTeX fail in any way but its own, nor takes long."""

import time
from typing import Any

import pytest
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.blocks import read_latex, read_statements
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.round_trip import Likeness, likeness
from bornproof.proofs.formulas.latex.unicode_printer import as_unicode
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.literal import evaluated
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE

from tests.proofs.formulas.latex.hostile import hostile
from tests.proofs.formulas.latex.typed_blocks import NAMES

VOCABULARY = Vocabulary(NAMES, LANGUAGE.notation)
PRINTED = [as_latex(form, LANGUAGE.notation) for claim in PAPER if claim.id.startswith("eq.") for form in claim.printed]
LONGEST = 5.0  # seconds, on a busy machine; the slowest of 10^4 took 0.2


def read_all(count: int, seed: int) -> tuple[int, int]:
    """How many are read, and how many are refused."""
    read = long_lines = 0
    for number, text in enumerate(hostile(count, PRINTED, seed)):
        start = time.process_time()
        try:
            read_statements(text, VOCABULARY, line=number % 5 == 4)
            read += 1
        except ReadError as error:
            long_lines += "\n" in str(error) or len(str(error)) > 1000
        assert time.process_time() - start < LONGEST, text[:200]
    assert not long_lines
    return read, count - read


def test_hostile_strings_are_read_or_refused() -> None:  # 10^4: python -m tests.proofs.formulas.latex.test_hostile
    read, refused = read_all(1400, seed=1)
    assert read > 50
    assert refused > 1000


def test_what_is_read_of_them_is_printed_and_read_again() -> None:
    sides = [side for number, text in enumerate(hostile(1400, PRINTED, seed=7)) for side in sides_of(text, line=number % 5 == 4)]
    assert len(sides) > 50
    for side in map(evaluated, sides):
        for write, line in ((as_latex, False), (as_unicode, True)):
            again = read_latex(write(side, LANGUAGE.notation), VOCABULARY, line=line)
            assert likeness(again, side) is not Likeness.DIFFERENT, side


def sides_of(text: str, *, line: bool) -> list[Any]:
    try:
        return [side for statement in read_statements(text, VOCABULARY, line=line) for side in statement.sides]
    except ReadError:
        return []


@pytest.mark.parametrize(
    "text", [r"\kappa" * 4001, "q+" * 30_000, "{" * 5000, r"\newcommand{\a}{\a\a}\a"], ids=["symbols", "text", "braces", "macro"]
)
def test_too_much_is_refused(text: str) -> None:
    with pytest.raises(ReadError):
        read_statements(text, VOCABULARY)


@pytest.mark.parametrize("body", [r"\a", r"\a\a", r"\b\b\b\b\b\b\b\b\b\b"])
def test_macros_that_never_end_are_refused(body: str) -> None:
    with pytest.raises(ReadError, match="leads to more than"):
        read_statements(r"\a", VOCABULARY, {r"\a": (0, body), r"\b": (0, r"\a" * 10)})


if __name__ == "__main__":
    print(*read_all(10_000, seed=20240))  # noqa: T201
