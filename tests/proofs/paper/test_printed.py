"""The lines of the paper in LaTeX: each belongs to an entry, all 61 equations are there, and nothing is lost in reading."""

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from bornproof.proofs.checks.manuscript import Status, check_manuscript
from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.formulas.literal import demands
from bornproof.proofs.formulas.manuscript.equations import read_manuscript
from bornproof.proofs.ledger import Claim, Ledger, printed
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.ledger.printed import Printed
from bornproof.proofs.paper import printed as lines
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE, in_section
from bornproof.proofs.paper.printed import lines_of
from bornproof.symbolic.cases import always
from bornproof.symbolic.derivation import derivation
from bornproof.symbolic.notation.core import M, N, alpha, q, t
from sympy import Abs, Integer, Symbol, exp

FOLDER = Path(lines.__file__).parent
SECTIONS = sorted({claim.section for claim in PAPER})
OURS = "claim.2.1-from-h-alone"  # what its sentence says is put in SymPy, like what is checked in the place of (1)-(3), (7)


def given(claim: Claim) -> list[Printed]:
    """The texts of an entry."""
    forms = (*claim.family, claim.checked, claim.corrected)
    holders = [vars(claim)["_printed"], *(vars(form)["_expressions"] for form in forms if form)]
    return [text for text in (*holders, *(value for _, value in vars(claim)["_where"])) if isinstance(text, Printed)]


TEXTS = [(claim, text) for claim in PAPER for text in given(claim)]


def test_every_line_belongs_to_an_entry() -> None:
    taken = {text.text for _, text in TEXTS}
    for section in SECTIONS:
        assert [label for label, text in lines_of(section).items() if text not in taken] == []
    assert {f"{path.stem.partition('-')[0]}.tex" for path in FOLDER.glob("*.tex")} == {
        "appendix.tex" if section == "Appendix" else f"section_{section.replace('.', '_')}.tex"
        for section in SECTIONS
        if lines_of(section)
    }


def test_what_is_printed_stands_in_the_text() -> None:
    for claim in PAPER:
        assert not claim.is_printed or claim.id in lines_of(claim.section) or claim.id == OURS


def test_all_equations_are_there_in_the_order_of_the_paper() -> None:
    numbers: list[int] = []
    for section in ("2.1", "2.2", "4.1", "4.2", "4.4", "Appendix"):
        found = [int(match[1]) for label in lines_of(section) if (match := re.fullmatch(r"eq\.(\d+)(?:\.\d+)?", label))]
        numbers += list(dict.fromkeys(found))
    assert numbers == list(range(1, 62))


@pytest.mark.parametrize(("claim", "text"), TEXTS, ids=lambda value: getattr(value, "id", ""))
def test_nothing_is_cancelled_in_reading(claim: Claim, text: Printed) -> None:
    raw = [side for found in text._statements for statement in found for side in printed._forms(statement)]
    read, literal = ({str(demand) for tree in trees for demand in demands(tree)} for trees in (text.forms, raw))
    assert read == literal
    if claim.is_printed:
        assert text.left


def test_conditions_that_are_printed_hold_wherever_the_entry_is_tried() -> None:
    met = []
    for claim, text in TEXTS:
        for condition in text.conditions:
            met.append(claim.id)
            if condition not in claim.domain.assumptions:
                assert all(condition.subs({N: int(p[N]), M: int(p[M])}) == True for p in islice(claim.domain.points(), 40))  # noqa: E712
    assert met == ["eq.8", "eq.9", "eq.14"]


def test_one_entry_is_read_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    class Counted(Printed):
        @property
        def forms(self):  # type: ignore[no-untyped-def]
            read.append(self.text)
            return super().forms

    monkeypatch.setattr("bornproof.proofs.ledger.language.Printed", Counted)
    claim = in_section("2.1")(id="eq.12", statement="s", derive=always(lambda: derivation("a", Integer(1))), domain=Domain())
    assert claim.name == r"P(|2\rangle)"
    assert claim.is_printed
    assert not read
    assert claim.printed == (Abs(alpha[2]) ** 2,)
    assert len(read) == 1


def test_the_appendix_as_a_manuscript() -> None:
    found = {line.id: line.status for line in check_manuscript(read_manuscript(FOLDER / "appendix.tex"), PAPER)}
    judged = {claim.id: found[claim.id] for claim in PAPER if claim.section == "Appendix" and claim.id.startswith("eq.")}
    assert len(judged) == 33
    assert {claim_id for claim_id, status in judged.items() if status not in (Status.SAME, Status.CONDITIONAL)} == {"eq.36.1"}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (r"a &= q", (q,)),
        (r"a &:= q^2 = q \cdot q", (q**2, q**2)),
        (r"a &= q \\ b &= 2q", ("column",)),
        (r"a = \mathrm{Tr}\,b &= q", (q,)),
        (r"q>0 &\iff q>1 \iff 2>q", (q > 1, Integer(2) > q)),
        (r"a &= \begin{pmatrix} 1 & 0 \\ q & 2 \end{pmatrix} \\ &\quad \text{for } q>0", ("matrix",)),
    ],
)
def test_lines_of_all_kinds(text: str, forms: tuple[object, ...]) -> None:
    line = Printed(text, (q, Symbol("b")))
    if forms == ("column",):
        assert (line.left, [list(form) for form in line.forms]) == ("(a, b)", [[q, 2 * q]])
    elif forms == ("matrix",):
        assert [list(form) for form in line.forms] == [[1, 0, q, 2]]
        assert line.conditions == (q > 0,)
    else:
        assert tuple(line.forms) == forms


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (r"a &= \frac{q/2}{1+q}", (r"\frac{q/2}{1+q}",)),
        ("a &:= q^2 % that is\n \\\\ &= q \\cdot q .", ("q^2", r"q \cdot q")),
        (r"q>0 &\iff q>1", ("q>1",)),
        (r"a &= \sum_{K=1}^2 q", (r"\sum_{K=1}^2 q",)),
        (r"a &= q \\ b &= 2q", ()),
        (r"q>0 &\iff q>1 \iff 2>q", ()),
        (r"a &= q \\ &\quad \text{for } q>0", ()),
    ],
)
def test_each_form_as_it_is_typed_or_none(text: str, sources: tuple[str, ...]) -> None:
    line = Printed(text, (q, Symbol("b")))
    assert line.sources == sources
    assert all(Printed(f"a &= {source}", (q,)).forms == (form,) for source, form in zip(sources, line.forms, strict=False))


def test_pieces_that_are_read_as_something_else_are_no_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "_links", lambda _: ["2q"])
    assert Printed("a &= q", (q,)).sources == ()


def test_ledger_that_sets_the_language_keeps_what_is_typed() -> None:
    claim = Claim("claim.x", "1", "s", printed=LANGUAGE.latex(r"f &= \frac{q/2}{1}"), derive=always(lambda: derivation("a", q / 2)))
    assert claim.language is not LANGUAGE
    (kept,) = Ledger((claim,), language=LANGUAGE)
    assert (kept.language, kept.printed_source) == (LANGUAGE, r"f &= \frac{q/2}{1}")
    assert kept.printed_as_typed == (r"\frac{q/2}{1}",)
    assert Claim("claim.y", "1", "s", "f", printed=(q,), derive=always(lambda: derivation("a", q))).printed_source == ""


def test_most_lines_of_the_paper_are_set_as_they_are_typed() -> None:
    typed = [claim for claim in PAPER if claim.printed_source]
    assert len([claim for claim in typed if claim.printed_as_typed]) >= len(typed) - 5 >= 171


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("q = 2", LedgerError, "must start with a left side and &="),
        (r"& = 2", LedgerError, "must start with a left side and &="),
        (r"a &= q + x", ReadError, "column 10: unknown name `x`"),
        (r"a &= q = \\ b &= 1", ReadError, "cannot stand here"),
        (r"a &= 1 = 2 \\ b &= 1", LedgerError, "as many links"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        assert Printed(text, (q,)).forms


def test_a_label_stands_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "section_9.tex").write_text(r"\begin{align} a &= 1 \label{eq:1} \\ b &= 2 \label{eq:1} \end{align}")
    monkeypatch.setattr(lines, "files", lambda _: tmp_path)
    with pytest.raises(LedgerError, match="stands there twice"):
        lines_of("9")


def test_an_abbreviation_stands_for_what_its_line_prints() -> None:
    assert PAPER["eq.47"].where[0][1] == PAPER["eq.46"].printed[0]
    assert PAPER["eq.31.3"].where[0][1] == PAPER["eq.31.2"].printed[0]
    assert PAPER["eq.33.3"].where[0][1] == PAPER["eq.33.2"].printed[-1]


def test_forms_of_sympy_and_of_latex_make_one_claim() -> None:
    about = {"statement": "s", "section": "1", "derive": always(lambda: derivation("a", exp(-t))), "language": LANGUAGE}
    by_text = Claim("claim.x", printed=LANGUAGE.latex(r"f(t) &= e^{-t}"), **about)  # type: ignore[arg-type]
    by_tree = Claim("claim.x", name="f(t)", printed=(exp(-t),), **about)  # type: ignore[arg-type]
    assert (by_text.name, by_text.printed) == (by_tree.name, by_tree.printed)
    assert by_text == by_tree
    assert replace(by_text, note="n").printed == (exp(-t),)
