"""What pages are made of: lines that fit, drawings, sentences with links, and texts that stay texts."""

import re
from itertools import pairwise

import pytest
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.widths import width
from bornproof.proofs.formulas.mathml.mathml_printer import as_mathml
from bornproof.proofs.ledger import Verdict
from bornproof.proofs.report.document import Formula, equated
from bornproof.proofs.report.site.glossary import MARKS, MEANINGS
from bornproof.proofs.report.site.graph import BAND, BOX, DOWN, HIGH, Node, neighbourhood, whole
from bornproof.proofs.report.site.mathematics import NARROW, WIDE, _narrow, _wide, displayed, sentence

LONG = equated(r"\rho(t)", [" + ".join(rf"\frac{{{letter}}}{{2}}" for letter in "abcdefghijklmnopqrstuvw")])


def test_a_long_formula_has_lines_for_a_screen_and_for_a_telephone() -> None:
    assert all(width(f"{left} {right}") <= WIDE for left, right in _wide(LONG))
    assert all(width(line) <= NARROW for line in _narrow(LONG))
    text = str(displayed(LONG, "x"))
    assert (text.count("<math"), text.count("<annotation"), text.count('class="narrow"')) == (2, 1, 1)


def test_a_long_numerator_stands_beside_its_fraction() -> None:
    total = " + ".join("abcdefghijklmnopqrstuvw")
    lines = list(_narrow(Formula((("x", rf"= \frac{{{total}}}{{2}}"),))))
    assert len(lines) > 1
    assert all(width(line) <= NARROW for line in lines)


def test_what_cannot_be_broken_is_made_smaller_or_scrolled() -> None:
    assert 'font-size:0.' in displayed(Formula((("", "a" * 50),)))
    assert 'class="formula long" tabindex="0"' in displayed(Formula((("", "a" * 200),)))
    with pytest.raises(ReadError):
        displayed(Formula((("", r"\unheard"),)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>", "&lt;script&gt;"),
        ("$<$", as_mathml("<")),
        (r"$\unheard{<b>}$", r"<code>\unheard{&lt;b&gt;}</code>"),
        ("5 $ and more", "5 $ and more"),
        ("eq.1 and eq.11", '<a href="p#eq.1">eq.1</a> and eq.11'),
        ("$a$, or $b$ is", f'<span class="tight">{as_mathml("a")},</span> or {as_mathml("b")} is'),
        ("(eq.1)", '(<a href="p#eq.1">eq.1</a>)'),
    ],
)
def test_sentences(text: str, expected: str) -> None:
    assert sentence(text, {"eq.1": "p#eq.1"}) == expected


def test_each_verdict_has_a_meaning_and_a_mark() -> None:
    assert set(MEANINGS) == set(MARKS) == set(Verdict)


def chain(count: int) -> list[Node]:
    return [Node(f"eq.{n}", f"p#eq.{n}", "holds", "✓", tuple(f"eq.{m}" for m in (n - 1, n // 2) if m)) for n in range(1, count + 1)]


def test_no_box_stands_on_another_and_edges_go_down() -> None:
    drawn = whole([*chain(40), Node("eq.99", "p", "holds", "✓")])
    boxes = [(float(x), float(y)) for x, y in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', drawn)]
    assert len(boxes) == 40  # what is joined to nothing is left to the list below the drawing
    for place, (x, y) in enumerate(boxes):
        assert all(abs(x - other) >= BOX or abs(y - down) >= HIGH for other, down in boxes[place + 1 :])
    assert min(y for _, y in boxes) == 4
    edges = {*re.findall(r'data-joins="([\d ]+)" d="M[\d.]+ ([\d.]+)V[\d.]+H[\d.]+V([\d.]+)H', drawn)}  # over a cut twice
    assert len(edges) == 2 * 39 - 1  # the second rests twice on the first
    assert all(float(start) < float(end) for _, start, end in edges)
    bands = [(float(top), float(high)) for top, high in re.findall(r'viewBox="0 ([\d.]+) \d+ ([\d.]+)"', drawn)]
    assert len(bands) > 4
    assert all(high <= BAND + DOWN and top + high == after for (top, high), (after, _) in pairwise(bands))
    assert all(any(top <= y and y + HIGH <= top + high for top, high in bands) for _, y in boxes)  # a cut goes through none
    assert int(re.findall(r'width="(\d+)"', drawn)[0]) <= 1150  # of a page


def test_a_long_chain_and_many_neighbours_are_drawn() -> None:
    assert whole(chain(3000)).count("<rect") == 3000
    first, *others = chain(30)
    assert "and 17 more" in neighbourhood(first, [], others)
    assert "more" not in neighbourhood(first, [], others[:12])


def test_a_drawing_escapes_what_it_names() -> None:
    bad = Node('claim.<script>"', '"><script>', "holds", "✓", ("eq.1",))
    for drawn in (whole([Node("eq.1", "p", "holds", "✓"), bad]), neighbourhood(bad, [], [])):
        assert "<script" not in drawn
