r"""Manuscripts judged: what was proved is the same, every falsehood is seen, and what cannot be judged is no pass."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from bornproof.proofs.checks.manuscript import Line, Status, check_manuscript, entry_named, parts
from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.manuscript.equations import read_manuscript
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.derivation import derivation
from sympy import Basic, Integer

HERE = Path(__file__).parent / "manuscript"


def judged(folder: Path, text: str, **options: object) -> dict[str, Line]:
    (folder / "main.tex").write_text(text, encoding="utf-8")
    return {line.id: line for line in check_manuscript(read_manuscript(folder / "main.tex"), PAPER, **options)}  # type: ignore[arg-type]


def equation(label: str, text: str) -> str:
    return rf"\begin{{equation}} {text} \label{{{label}}}\end{{equation}}"


def as_label(claim: Claim) -> str:
    return claim.id.replace(".", ":", 1)


def as_typed(claim: Claim, forms: Sequence[Basic]) -> str:
    return " = ".join((claim.name, *(as_latex(form, claim.language.notation) for form in forms)))


def test_a_manuscript_typed_by_hand_is_the_same() -> None:
    lines = check_manuscript(read_manuscript(HERE / "paper.tex"), PAPER, required=("eq.31", "eq.39.4"))
    assert [(line.id, line.status, line.detail) for line in lines if not line.passes] == []
    assert len(lines) == 44


def test_each_slip_in_it_is_seen(tmp_path: Path) -> None:
    """One character is changed in an equation at a time: a sign, a level, a factor, a power."""
    (tmp_path / "sections").mkdir()
    texts = {path.name: path.read_text() for path in (HERE / "sections").iterdir()}
    slips = [
        ("eq.31.1", "singlet.tex", r"\tht{2} q^2 \dec + ", r"\tht{2} q^2 \dec - "),
        ("eq.31.3", "singlet.tex", r"= - q\sqrt", r"= q\sqrt"),
        ("eq.32.1", "singlet.tex", r"P(\sigma_2<0)=q^2", r"P(\sigma_2<0)=q^3"),
        ("eq.33.1", "singlet.tex", r"\rho_{11}(t) &=& (1-q^2)q^2", r"\rho_{11}(t) &=& (1-q^3)q^2"),
        ("eq.33.2", "singlet.tex", r"1-q^2 . \label{eq:33.2}", r"1+q^2 . \label{eq:33.2}"),
        ("eq.36.2", "appendix.tex", r"\rho(t)|K\rangle\langle M|", r"\rho(t)|M\rangle\langle M|"),
        ("eq.37", "appendix.tex", r"\KD KJ\rho_{IK}", r"\KD KJ\rho_{JK}"),
        ("eq.39.4", "appendix.tex", r"(J-1)\,", r"(J+1)\,"),
        ("eq.43", "appendix.tex", r"-3\thm4\rho_{44}\label", r"-4\thm4\rho_{44}\label"),
        ("eq.46", "appendix.tex", r"(I-1)\thm I", r"(I-1)\thm J"),
        ("eq.51", "appendix.tex", r"\dot\rho_{44}", r"\rho_{44}"),
        ("eq.53", "appendix.tex", r"\dec[2] \label{eq:53}", r"\dec \label{eq:53}"),
        ("eq.58", "appendix.tex", r"\begin{equation}\rho_{11}", r"\begin{equation}\rho_{22}"),
        ("eq.60", "appendix.tex", r"\thm2=1", r"\thm2=2"),
    ]
    (tmp_path / "paper.tex").write_text((HERE / "paper.tex").read_text())
    for claim_id, name, right, wrong in slips:
        assert right in texts[name], right
        for other, text in texts.items():
            (tmp_path / "sections" / other).write_text(text.replace(right, wrong, 1) if other == name else text)
        manuscript = read_manuscript(tmp_path / "paper.tex")
        mine = [found for found in manuscript.equations if claim_id.startswith(entry_named(found.label.name))]
        lines = check_manuscript(type(manuscript)(tuple(mine), ()), PAPER)
        assert {line.id: line.status for line in lines}[claim_id] is Status.DIFFERENT, claim_id


def printable() -> list[Claim]:
    return [claim for claim in PAPER if claim.true_forms and claim.name and claim.true_forms[0].printed == claim.printed]


def test_what_the_ledger_prints_is_never_different(tmp_path: Path) -> None:
    claims = [claim for claim in printable() if claim.id.startswith("eq") and not claim.id.startswith(("eq.11", "eq.18", "eq.26"))]
    text = "".join(equation(as_label(claim), as_typed(claim, claim.printed[:1])) for claim in claims[::4])
    lines = judged(tmp_path, text)
    assert [(line.id, line.status, line.detail) for line in lines.values() if not line.passes] == []


@pytest.mark.parametrize(
    ("label", "text", "status", "detail"),
    [
        ("eq:61", r"\rho_{12}(t) = -q\sqrt{1-q^2}e^{-\kappa t/2}", Status.CONDITIONAL, ""),
        ("Eq:61", r"\rho_{12}(t) = -q\sqrt{1-q^2}e^{-\kappa t/2}", Status.CONDITIONAL, ""),
        ("eq:61", r"-q\sqrt{1-q^2}e^{-\kappa t/2}", Status.CONDITIONAL, "no left side is printed"),
        ("eq:61", r"\rho_{12}(t) = -\sqrt{1-q^2}qe^{-\kappa t/2} = -q\sqrt{1-q^2}e^{-\kappa t}", Status.DIFFERENT, ""),
        ("eq:61", r"\rho_{12}(t) = q\sqrt{1-q^2}e^{-\kappa t/2}", Status.DIFFERENT, ""),
        ("eq:61", r"\rho_{11}(t) = -q\sqrt{1-q^2}e^{-\kappa t/2}", Status.DIFFERENT, r"the left side is \rho_{11}(t), not"),
        ("eq:61", r"\rho_{12}(t) < -q\sqrt{1-q^2}e^{-\kappa t/2}", Status.DIFFERENT, "the relation is <, not ="),
        ("eq:61", r"\rho_{12}(t) = -q\sqrt{1-q^2}e^{-\kapa t/2}", Status.UNREADABLE, r"`\kapa` is not a command"),
        ("eq:61", r"\rho_{12}(t) = -q\sqrt{1-q^2}e^{-\kappa t/2}, \quad q = 1", Status.UNREADABLE, "it states something else"),
        ("eq:61", r"\rho_{12}(t) =", Status.UNREADABLE, ""),
        ("eq:61", r"\rho_{12}(t) = s", Status.UNREADABLE, ""),
        ("eq:61", r"\rho_{12}(t) = \rho_{22}(t) = -q\sqrt{1-q^2}e^{-\kappa t/2}", Status.UNREADABLE, "says nothing of rho[2, 2]"),
        ("eq:61", r"\rho_{12}(t) = -q\sqrt{1-q^2}e^{-\kappa t/2} \quad\text{for } q < 1", Status.CONDITIONAL, ""),
        ("eq:61", r"\rho_{12}(t) = 7 \quad\text{for } q > 1", Status.UNDECIDED, ""),
        ("eq:61", r"\rho_{12}(t) = 7 \quad\text{for } q < 1", Status.DIFFERENT, ""),
        ("eq:19", r"P(|N-1\rangle) = |\alpha_{N-1}|^2", Status.SAME, ""),
        ("eq:19", r"P(|N\rangle) = |\alpha_{N-1}|^2", Status.DIFFERENT, r"the left side is P(|N\rangle)"),
        ("eq:11.3", r"|\lambda_2|^2 > 1-|\alpha_2|^2", Status.SAME, ""),
        ("eq:11.3", r"|\lambda_2|^2 < 1-|\alpha_2|^2", Status.DIFFERENT, ""),
        ("eq:11.3", r"|\lambda_2|^2 = 1-|\alpha_2|^2", Status.DIFFERENT, ""),
        ("eq:11.3", r"|\lambda_2|^2", Status.UNREADABLE, "is a relation, not a number"),
        ("eq:61", r"-qe^{-\kappa t/2}\sqrt{1-q^2} = -q\sqrt{1-q^2}e^{-\kappa t/2}", Status.CONDITIONAL, ""),
        ("eq:11.3", r"\sigma_2>0 \Leftrightarrow |\lambda_2|^2 > 1-|\alpha_2|^2", Status.SAME, ""),
        ("eq:8", r"\lim_{\kappa t\to\infty}\rho(t) = \begin{pmatrix}0&0\\0&1\end{pmatrix}", Status.CONDITIONAL, ""),
        ("eq:8", r"\lim_{\kappa t\to\infty}\rho(t) = \begin{pmatrix}1&0\\0&0\end{pmatrix}", Status.DIFFERENT, ""),
        ("eq:8", r"\lim_{\kappa t\to\infty}\rho(t) = 1", Status.UNREADABLE, "is a table of 2 rows and 2 columns, not a number"),
        ("eq:3", r"\alpha_I := \langle I|\Psi^*(t_d)\rangle", Status.SAME, "as the entry prints it"),
        ("eq:3", r"\alpha_I := \langle I|\Psi^*(t_p)\rangle", Status.UNDECIDED, "it is not written as the entry prints it"),
        ("eq:34", r"\rho_A = q^2|{\downarrow_A}\rangle", Status.UNREADABLE, ""),
    ],
)
def test_each_kind_of_answer(tmp_path: Path, label: str, text: str, status: Status, detail: str) -> None:
    (line,) = judged(tmp_path, equation(label, text)).values()
    assert (line.status, line.detail) == (status, line.detail if detail in line.detail else detail)
    assert line.passes == (status in (Status.SAME, Status.CONDITIONAL))
    assert bool(line.witness) == (status is Status.DIFFERENT and "left side" not in detail and "relation" not in detail)


def test_the_misprints_of_the_paper_are_different(tmp_path: Path) -> None:
    wrong = [PAPER[claim_id] for claim_id in ("eq.5", "eq.15", "eq.31.3", "eq.33.3", "eq.36.1")]
    lines = judged(tmp_path, "".join(equation(as_label(claim), as_typed(claim, claim.printed)) for claim in wrong))
    assert {line.status for line in lines.values()} == {Status.DIFFERENT}


def test_several_labels_and_several_lines_of_one_label(tmp_path: Path) -> None:
    lines = judged(
        tmp_path,
        r"\begin{align} P(\sigma_2<0) &= q^2, & P(\sigma_2>0) &= q^2 \label{eq:32}\end{align}"
        r"\begin{align} \rho_{11}(t) &= q^2 \label{eq:33.1}\\ \rho_{22}(t) &= q^2 \label{eq:33.2}\end{align}"
        r"\begin{align} \rho_{11}(t) &= 1 \label{eq:31}\end{align}",
    )
    found = {claim_id: line.status for claim_id, line in lines.items()}
    assert found == {
        "eq.32.1": Status.SAME, "eq.32.2": Status.DIFFERENT, "eq.33.1": Status.SAME, "eq.33.2": Status.DIFFERENT,
        "eq.31.1": Status.DIFFERENT, "eq.31.2": Status.NOT_FOUND, "eq.31.3": Status.NOT_FOUND,
    }  # fmt: skip


def test_nothing_under_a_label_of_several_entries_is_passed_over(tmp_path: Path) -> None:
    lines = judged(tmp_path, equation("eq:32", r"P(\sigma_2<0)=q^2,\quad P(\sigma_2>0)=1-q^2,\quad q=1"))
    assert [line.status for line in lines.values()] == [Status.SAME, Status.SAME, Status.UNREADABLE]
    assert lines[""].detail == "under this label an equation has the left side of no entry"


def test_what_cannot_be_read_is_named_with_its_place(tmp_path: Path) -> None:
    line = judged(tmp_path, "\\begin{equation}\n\\rho_{12}(t) =\n  -q\\foo \\label{eq:61}\n\\end{equation}")["eq.61"]
    assert (line.status, line.file, line.line, line.column) == (Status.UNREADABLE, "main.tex", 3, 5)


def test_the_map_names_labels_and_leaves_them_out(tmp_path: Path) -> None:
    text = equation("a", r"|\alpha_2|^2") + equation("eq:13", "7") + equation("fig:1", "x")
    lines = judged(tmp_path, text, labels={"a": "eq.12", "eq:13": "", "b": "eq.61"})
    assert {claim_id: line.status for claim_id, line in lines.items()} == {
        "eq.12": Status.SAME, "": Status.LEFT_OUT, "eq.61": Status.NOT_FOUND,
    }  # fmt: skip
    with pytest.raises(LedgerError, match="no claim is called"):
        judged(tmp_path, text, labels={"a": "eq.99"})


def test_what_is_required_must_be_there(tmp_path: Path) -> None:
    lines = judged(tmp_path, equation("eq:12", r"|\alpha_2|^2"), required=("12", "eq:31", "thm.born"))
    missing = [claim_id for claim_id, line in lines.items() if line.status is Status.NOT_FOUND]
    assert missing == ["eq.31.1", "eq.31.2", "eq.31.3", "thm.born"]
    with pytest.raises(LedgerError, match="no claim is called"):
        judged(tmp_path, "", required=("eq.99",))


def test_a_label_that_stands_outside_of_an_equation_is_not_found(tmp_path: Path) -> None:
    assert judged(tmp_path, r"\section{A}\label{eq:12}")["eq.12"].status is Status.NOT_FOUND


def test_a_label_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"line 1, column 66: the label eq:12 stands already at main\.tex, line 1"):
        judged(tmp_path, equation("eq:12", "a") + equation("eq:12", "a"))
    assert judged(tmp_path, equation("a", "a") + equation("a", "a")) == {}  # that names no entry


def test_each_part_alone_is_judged_as_among_the_others(tmp_path: Path) -> None:
    right = r"\rho_{12}(t) = -q\sqrt{1-q^2}e^{-\kappa t/2}"
    labels = {"eq:61": right, "mine": right.replace("= -q", "= q"), "eq:12": right, "fig:1": right, "eq:1": right, "eq:31.3": right}
    text = r"\section{}\label{eq:60}\label{eq:31}" + "".join(equation(label, formula) for label, formula in labels.items())
    mapped = {"mine": "eq.61", "eq:1": "", "nowhere": "eq.40", "not there": ""}
    (tmp_path / "main.tex").write_text(text)
    whole = read_manuscript(tmp_path / "main.tex")
    found = parts(whole, PAPER, mapped)
    assert list(found) == ["eq:61", "mine", "eq:12", "eq:1", "eq:31.3", "eq:60", "eq:31", "nowhere"]
    alone = [line for part, named in found.values() for line in check_manuscript(part, PAPER, named)]
    among = check_manuscript(whole, PAPER, mapped)
    assert {line.status for line in among} == {Status.CONDITIONAL, Status.DIFFERENT, Status.LEFT_OUT, Status.NOT_FOUND}
    assert [line for line in among if line not in alone] == []
    others = [(line.id, line.status) for line in alone if line not in among]
    assert others == [("eq.31.3", Status.NOT_FOUND)]  # under eq:31, which names it, too
    with pytest.raises(ReadError, match="stands already"):
        parts(read_manuscript(doubled(tmp_path, text)), PAPER, mapped)


def doubled(folder: Path, text: str) -> Path:
    (folder / "main.tex").write_text(text * 2)
    return folder / "main.tex"


@pytest.mark.parametrize(
    ("label", "nearest"),
    [
        ("eq:62", "eq.62; nearest: eq.6"),
        ("eq:39.9", "eq.39.9; nearest: eq.39.4"),
        ("eq:31b", "eq.31b; nearest: "),
        ("eq:claim.2.2-evenspread", "claim.2.2-evenspread; nearest: claim.2.2-even-spread"),
        ("thm:spektrum", "thm.spektrum; nearest: thm.spectrum"),
    ],
)
@pytest.mark.parametrize("text", [r"\begin{{equation}} a = b \label{{{}}}\end{{equation}}", r"\section{{A}}\label{{{}}}"])
def test_label_that_looks_like_an_id_and_names_none_is_told(tmp_path: Path, label: str, nearest: str, text: str) -> None:
    (tmp_path / "main.tex").write_text(text.format(label) + equation("eq:12", r"p_2 = |\alpha_2|^2"), encoding="utf-8")
    manuscript = read_manuscript(tmp_path / "main.tex")
    line = next(line for line in check_manuscript(manuscript, PAPER) if line.label and line.label.name == label)
    assert (line.id, line.status, line.passes) == ("", Status.NOT_FOUND, False)
    assert f"no entry is called {nearest}" in line.detail
    (alone,) = check_manuscript(parts(manuscript, PAPER)[label][0], PAPER)
    assert (alone.status, alone.detail) == (line.status, line.detail)
    assert all(line.status is Status.LEFT_OUT for line in check_manuscript(manuscript, PAPER, {label: ""}) if line.id != "eq.12")


@pytest.mark.parametrize("label", ["fig:1", "tab:62", "sec:39.9", "eq:mywords", "eq:master", "eq:A1", "thm:main", "claim:ours"])
def test_label_that_looks_like_no_id_is_none_of_ours(tmp_path: Path, label: str) -> None:
    assert not judged(tmp_path, equation(label, "a = b"))


def test_label_of_a_claim_may_start_with_eq(tmp_path: Path) -> None:
    assert "claim.2.2-even-spread" in judged(tmp_path, equation("eq:claim.2.2-even-spread", "a = b"))


def test_number_looks_like_no_id_where_no_id_has_one(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text(equation("eq:62", "a = b"), encoding="utf-8")
    decay = Claim("claim.decay", "1", "It decays.", "d", printed=(Integer(1),), derive=lambda _: derivation("one", Integer(1)))
    assert not check_manuscript(read_manuscript(tmp_path / "main.tex"), Ledger((decay,)))


def test_formula_between_signs_with_its_label_behind(tmp_path: Path) -> None:
    right = r"P(|2\rangle) = |\alpha_2|^2"
    for opens, ends in ((r"\(", r"\)"), (r"\[", r"\]"), ("$$", "$$")):
        for text, status in ((right, Status.SAME), (right.replace("^2", "^3"), Status.DIFFERENT)):
            for label in (r"\label{eq:12}", "\n \\label{eq:12}"):
                assert judged(tmp_path, f"So {opens}{text}{ends}{label}.")["eq.12"].status is status
        assert judged(tmp_path, rf"So {opens}{right}{ends} is \label{{eq:12}}.")["eq.12"].status is Status.NOT_FOUND
    assert judged(tmp_path, rf"So \({right}\label{{eq:12}}\).")["eq.12"].status is Status.SAME
    assert judged(tmp_path, rf"So \( is {equation('eq:12', right)}")["eq.12"].status is Status.SAME


def test_limit_for_long_times_without_the_rate(tmp_path: Path) -> None:
    text = r"\lim_{t\to\infty}\rho(t) = \begin{pmatrix} 0 & 0 \\ 0 & 1 \end{pmatrix} \quad\text{for } \sigma_2>0"
    assert judged(tmp_path, equation("eq:8", text))["eq.8"].status is Status.CONDITIONAL
    assert judged(tmp_path, equation("eq:8", text.replace("0 & 1", "1 & 0")))["eq.8"].status is Status.DIFFERENT
    assert judged(tmp_path, equation("eq:8", text.replace(r"\infty", "0")))["eq.8"].status is Status.UNREADABLE
