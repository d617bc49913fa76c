"""Long lines are broken at signs, outermost first, and are about as wide as TeX says."""

import json
import re
import statistics

import pytest
from bornproof.proofs.formulas.latex.line_breaks import LINE, broken
from bornproof.proofs.formulas.latex.widths import width

from tests.proofs.formulas.latex.tex_widths import STORED

WIDTHS: dict[str, float] = json.loads(STORED.read_text(encoding="utf-8"))


def test_widths_are_those_of_tex() -> None:
    ratios = {text: width(text) / size for text, size in WIDTHS.items()}
    wrong = {text: ratio for text, ratio in ratios.items() if not 0.95 < ratio < 1.05}
    assert not wrong
    assert statistics.mean(abs(ratio - 1) for ratio in ratios.values()) < 0.01
    assert len(ratios) > 300


def test_an_estimate_that_ignores_scripts_is_seen() -> None:
    assert width("q^{a + b}") < width("q(a + b)")
    assert width(r"\frac{a + b}{c}") < width("a + bc")
    assert width(r"\sum_{K=1}^{N} x") < width("K=1 x") + 3


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("a + b", 20, ("a + b",)),
        ("a + b - (c + d)", 5, ("a + b", "- (c + d)")),
        (r"\left(a + b + c + d\right)e", 6, ("(a + b + c", "+ d)e")),
        (r"\frac{a + b + c + d}{e}", 3, (r"\frac{a + b + c + d}{e}",)),
        (r"\left(\frac{a}{b} + c + d\right)e", 5, (r"\Bigl(\frac{a}{b} + c", r"+ d\Bigr)e")),
        (r"\left[a + \sum_{K=1}^N K + d + e\right]^2", 8, (r"\Biggl[a + \sum_{K=1}^N K + d", r"+ e\Biggr]^2")),
        (r"a + b + c + \left(\frac{a}{b} + c\right)d", 6, ("a + b + c", r"+ \left(\frac{a}{b} + c\right)d")),
        ("a = b = c", 4, ("a = b", "= c")),
        ("-a", 0.1, ("-a",)),
    ],
)
def test_breaks(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert broken(text, room) == lines


def test_no_line_of_the_ledger_is_too_long() -> None:
    for text in WIDTHS:
        for line in broken(text):
            assert width(line) <= LINE or not set("+-=<>") & set(line) or line.startswith(r"\begin{pmatrix}"), line


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("(a + b)^2(c + d + e + f)^2", 10, ("(a + b)^2", r"\times (c + d + e + f)^2")),
        (r"\frac{a}{b + c}(1 - c)d", 5, (r"\frac{a}{b + c}", r"\times (1 - c)d")),
        ("a + b + c + d + (e - f)g", 10, ("a + b + c + d", "+ (e - f)g")),
        ("(a + b)", 2, ("(a", "+ b)")),  # there is no other place
        (r"\left[\frac{a}{2} + b + c + d\right.", 6, (r"\Bigl[\frac{a}{2} + b + c", "+ d")),
    ],
)
def test_short_brackets_are_whole_and_factors_may_have_powers(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert broken(text, room, factors=True) == lines


def test_no_line_of_the_ledger_ends_within_a_short_bracket_that_can_end_elsewhere() -> None:
    within = 0
    for text in WIDTHS:
        for line in broken(text, 18.5, factors=True):
            within += bool(re.search(r"(?<![A-Za-z}])\([^()]{1,9}$", line))
    assert within == 0
