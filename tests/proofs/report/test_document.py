"""Documents: what they refuse, and how they are written as LaTeX and set as a PDF."""

import pytest
from bornproof.proofs.errors import ReportError
from bornproof.proofs.report.document import Document, Formula, Heading, Note, Picture, Pictures, Text
from bornproof.proofs.report.latex_document import as_latex_document
from bornproof.proofs.report.typst_document import as_pdf, as_typst_document

RATES = Document(
    "Rates & more",
    (
        Note("eq.5: misprint"),
        Heading("50 % of #1"),
        Text(r"the level $|2\rangle$ of a_b", "Say"),
        Formula((("L", r"= |1\rangle\langle 2|"), ("", "+ x")), "eq:5"),
        Formula((("y", "= 1"),), "eq:6", "6.1"),
        Formula((("z", "= 2"),)),
    ),
    "by us",
)


def test_a_part_of_a_manuscript() -> None:
    source = as_latex_document(RATES)
    assert source.splitlines() == [
        "% Rates & more",
        "% by us",
        r"\providecommand{\dyad}[2]{|#1\rangle\langle #2|}",
        "% eq.5: misprint",
        r"\section*{50 \% of \#1}",
        r"\textbf{Say} the level $|2\rangle$ of a\_b",
        "",
        r"\begin{equation}",
        r"\begin{aligned}",
        r"L & = \dyad{1}{2} \\",
        " & + x",
        r"\end{aligned}",
        r"\label{eq:5}",
        r"\end{equation}",
        r"\begin{equation}",
        "y = 1",
        r"\tag{6.1}",
        r"\label{eq:6}",
        r"\end{equation}",
        r"\begin{equation*}",
        "z = 2",
        r"\end{equation*}",
    ]
    assert r"\dyad" not in as_latex_document(RATES, plain=True)


def test_a_document_of_its_own() -> None:
    source = as_latex_document(RATES, standalone=True)
    assert source.startswith(r"\documentclass")
    assert source.rstrip().endswith(r"\end{document}")
    assert r"{\Large Rates \& more}\\[1ex] by us" in source


def test_a_pdf_has_the_same_bytes_each_time() -> None:
    assert as_pdf(RATES) == as_pdf(RATES)
    assert as_pdf(RATES).startswith(b"%PDF")
    source = as_typst_document(RATES)
    assert [number in source for number in ('"(1)"', '"(6.1)"', '"(2)"')] == [True, True, False]
    assert r"\#1" in source


def test_what_a_document_refuses() -> None:
    with pytest.raises(ReportError, match="stands twice: eq:5"):
        Document("", (*RATES.blocks, Formula((("a", "= b"),), "eq:5")))
    with pytest.raises(ReportError, match="dollar sign"):
        Text("a $x")
    with pytest.raises(ReportError, match="must have a line"):
        Formula(())


def test_what_is_wider_than_the_page_is_refused_or_written_entry_by_entry() -> None:
    word = r"\mathrm{abcdefghijklmnop}"
    with pytest.raises(ReportError, match="a line of 40 em has no sign to break it at, and the page has 20 em"):
        Formula((("a", "= " + 5 * word),)).fitted(20)
    square = rf"= \begin{{pmatrix}} {word} & 0 \\ 0 & {word} + {word} \end{{pmatrix}}"
    assert len(Formula((("a", square),)).fitted(40)) == 1
    entries = [(rf"\left[a\right]_{{{place}}}", f"= {cell}") for place, cell in (("11", word), ("12", "0"), ("21", "0"))]
    assert Formula((("a", square),)).fitted(24) == [*entries, (r"\left[a\right]_{22}", f"= {word} + {word}")]
    row = Formula((("a", rf"= \begin{{pmatrix}} {word} & {word} \end{{pmatrix}}"),)).fitted(14)
    assert [left for left, _ in row] == [r"\left[a\right]_{1}", r"\left[a\right]_{2}"]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>'
ILLUSTRATED = Document(
    "Pictures", (Pictures((Picture("one", r"Half of $\rho$."), Picture("two", "50 %"))), Pictures((Picture("three", "Alone"),)))
)


def test_pictures_are_included_by_name() -> None:
    source = as_latex_document(ILLUSTRATED, standalone=True)
    assert r"\usepackage{graphicx}" in source
    assert r"\usepackage{graphicx}" not in as_latex_document(RATES, standalone=True)
    assert source.count(r"\begin{figure}") == 2
    assert source.count(r"\begin{minipage}[t]{0.48\textwidth}") == 3
    assert "\\includegraphics[width=\\linewidth]{two}\n\\caption{50 \\%}\\label{fig:two}" in source


def test_pictures_are_set() -> None:
    source = as_typst_document(ILLUSTRATED)
    assert 'image(bytes(sys.inputs.at("one")), format: "svg"), caption: [Half of $rho$.]' in source
    files = dict.fromkeys(("one", "two", "three"), SVG)
    assert as_pdf(ILLUSTRATED, files) == as_pdf(ILLUSTRATED, files)
    assert as_pdf(ILLUSTRATED, files).startswith(b"%PDF")
    with pytest.raises(ReportError, match="not drawn: three"):
        as_pdf(ILLUSTRATED, {"one": SVG, "two": SVG})


@pytest.mark.parametrize("name", ["", "../one", "One", 'a"b', "a.svg"])
def test_names_of_pictures_are_plain(name: str) -> None:
    with pytest.raises(ReportError, match="small letters, digits and hyphens"):
        Picture(name, "")


def test_a_row_has_one_to_three_pictures() -> None:
    with pytest.raises(ReportError, match="not 4"):
        Pictures(tuple(Picture(name, "") for name in "abcd"))
    with pytest.raises(ReportError, match="a dollar sign is missing"):
        Picture("one", "5 $")


def test_a_wide_left_side_has_a_line_of_its_own() -> None:
    left = " + ".join(f"a_{{{n}}}" for n in range(8))
    lines = Formula(((left, "= " + " + ".join(f"b_{{{n}}}" for n in range(12))),)).fitted(30)
    assert lines[0] == ("", f"{left} =")
    assert all(text == "" and right.startswith(r"\quad") for text, right in lines[1:])
    assert Formula(((left, "= b"),)).fitted(30) == [(left, "= b")]
