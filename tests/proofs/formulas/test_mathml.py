"""LaTeX as MathML: all that the ledger prints can be set, spaced as TeX does it, and nothing of a text becomes a tag."""

from html.parser import HTMLParser

import pytest
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.mathml.mathml_printer import _PRIME, as_mathml, lines_mathml
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.entries_document import printed_blocks

CORE = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub", "msup", "msubsup", "munder", "mover", "mpadded", "munderover",
    "mfrac", "msqrt", "mtable", "mtr", "mtd", "semantics", "annotation",
}  # fmt: skip
PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3, "semantics": 2}


class Tree(HTMLParser):
    """The elements of a text, each closed where it must be, and with as many parts as it must have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[list[object]] = [["", 0]]
        self.shown = ""
        self.feed(text)
        assert len(self.open) == 1, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in CORE, tag
        assert not any(name.startswith("on") for name, _ in attrs)
        self.open[-1][1] = int(str(self.open[-1][1])) + 1
        self.open.append([tag, 0])

    def handle_endtag(self, tag: str) -> None:
        name, count = self.open.pop()
        assert name == tag
        assert PARTS.get(tag, count) == count, (tag, count)

    def handle_data(self, data: str) -> None:
        self.shown += data if self.open[-1][0] != "annotation" else ""


def shown(latex: str) -> str:
    return Tree(as_mathml(latex)).shown


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\rho_{12}(t)", "<msub><mi>ρ</mi><mn>12</mn></msub>"),
        ("x^12", "<msup><mi>x</mi><mn>1</mn></msup><mn>2</mn>"),  # TeX's rule for digits
        (r"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\Lambda", '<mi mathvariant="normal">Λ</mi>'),
        ("a := b", "<mo>≔</mo>"),
        (r"p'_2", f"<msubsup><mi>p</mi><mn>2</mn>{_PRIME}</msubsup>"),
        (r"\sum_{K=1}^N", "<munderover><mo>∑</mo>"),
        (r"\left(a\right)", 'form="prefix" stretchy="true" symmetric="true">(</mo>'),
        ("(a)", '<mo stretchy="false">(</mo>'),
        (r"\text{if } x", "<mtext>if\u00a0</mtext>"),
        (r"\mathcal{L}", "<mi>ℒ</mi>"),
        ("-a", '<mo form="prefix">−</mo>'),
        ("b(-a)", '<mo form="prefix">−</mo>'),  # behind a bracket, too, it is the sign of a number
        ("b - a", "<mo>−</mo>"),
        (r"\quad - a", '<mo form="infix">−</mo>'),  # a row that is indented goes on with a sum, as with a plus
        (r"\quad + a", '<mo form="infix">+</mo>'),
        (r"\text{<script>}", "&lt;script&gt;"),
    ],
    ids=str,
)
def test_translations(latex: str, expected: str) -> None:
    assert expected in as_mathml(latex)


@pytest.mark.parametrize(
    "latex",
    [r"\unheard{x}", "{x", "x}", r"\left( x", r"\frac{1}", r"x\right)", r"\begin{tabular}a\end{tabular}", "é", r"a \\ b", "$"],
    ids=str,
)
def test_what_is_unknown_is_refused(latex: str) -> None:
    with pytest.raises(ReadError):
        as_mathml(latex)


def test_all_that_the_ledger_prints_can_be_set() -> None:
    found = []
    for claim in PAPER:
        forms = (*claim.printed, *(claim.corrected.expressions if claim.corrected else ()), *claim.conditions)
        found += [as_latex(form, claim.language.notation) for form in (*forms, *claim.domain.assumptions)]
        found += [claim.name] if claim.name else []
        texts = (claim.statement, claim.note, claim.corrected_statement)
        found += [piece for text in texts for piece in as_prose(text).split("$")[1::2]]
        blocks = printed_blocks([claim]) if claim.is_printed else ()
        found += [f"{left} {right}" for block in blocks for left, right in block.lines]
    assert len(found) > 1000
    for latex in found:
        assert shown(latex), latex


def test_lines_are_rows() -> None:
    text = lines_mathml([("a", "= b"), ("", "+ c")], annotation="a<b")
    assert Tree(text).shown == "a=b+c"
    assert text.count("<mtr>") == 2
    assert "a&lt;b</annotation>" in text
