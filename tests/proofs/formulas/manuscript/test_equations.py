r"""Manuscripts: which text belongs to which label and where it stands, macros, conditions, files, and what is refused."""

import os
import random
from itertools import pairwise
from pathlib import Path

import pytest
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.manuscript import definitions, folder
from bornproof.proofs.formulas.manuscript.equations import Manuscript, read_manuscript
from bornproof.proofs.formulas.manuscript.labels import read_labels


def read(folder_: Path, text: str, **files: str) -> Manuscript:
    for name, content in files.items():
        (folder_ / f"{name}.tex").write_text(content, encoding="utf-8")
    (folder_ / "main.tex").write_text(text, encoding="utf-8")
    return read_manuscript(folder_ / "main.tex")


def texts(folder_: Path, text: str, **files: str) -> dict[str, str]:
    return {equation.label.name: " ".join(equation.text.split()) for equation in read(folder_, text, **files).equations}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"\begin{equation} a = b \label{x} \end{equation}", {"x": "a = b"}),
        (r"\begin{equation*}\label{x}a\end{equation*}", {"x": "a"}),
        (r"\begin{multline} a\\ + b \label{x}\end{multline}", {"x": r"a\\ + b"}),
        (r"\begin{align} a &= b \label{x}\\ c &= d \label{y} \end{align}", {"x": "a &= b", "y": "c &= d"}),
        (
            r"\begin{align} a &= b \label{x}\\[2pt] &= c \label{y}\\* &= d \label{z} \end{align}",
            {"x": "a &= b", "y": "a &= c", "z": "a &= d"},
        ),
        (r"\begin{align} a &= b \nonumber\\ &= c \label{x} \end{align}", {"x": r"a &= b \nonumber &= c"}),
        (
            r"\begin{align} a &= b \label{x}\\ &\quad + c \notag\\ d &= e \label{y}\end{align}",
            {"x": r"a &= b &\quad+ c \notag", "y": "d &= e"},
        ),
        (r"\begin{align} a &= b \label{x}\\ &= c \label{y}\\ &= d \end{align}", {"x": "a &= b", "y": "a &= c &= d"}),
        (r"\begin{align} a &= b \\ &= c \label{y}\\ &= d \label{z}\end{align}", {"y": "a &= b &= c", "z": "a &= d"}),
        (r"\begin{eqnarray} a &=& b \label{x}\\ &=& c \label{y} \end{eqnarray}", {"x": "a &=& b", "y": "a &=& c"}),
        (r"\begin{align} -a &= b \label{x}\\ -c &= d \label{y}\end{align}", {"x": "-a &= b", "y": "-c &= d"}),
        (r"\begin{align} a &> b \label{x}\\ \Leftrightarrow c &> d \label{y}\end{align}", {"x": "a &> b", "y": "c &> d"}),
        (r"\begin{align} a = b \\ c \label{x}\end{align}", {"x": "a = b c"}),
        (r"\begin{align} a &= b\xspace \\ \displaybreak[1] &\times c \label{x}\end{align}", {"x": r"a &= b &\times c"}),
        (
            r"\begin{align} a &= b \label{x}\\[-0.5\jot] c &= [d] \label{y}\\ [2] &= e \label{z}\end{align}",
            {"x": "a &= b", "y": "c &= [d]", "z": "[2] &= e"},
        ),
        (r"\ifbool{a}{\begin{equation}\label{x}a\end{equation}}{}", {"x": "a"}),
        (r"\begin{gather} a = b \label{x}\\ c \label{y}\end{gather}", {"x": "a = b", "y": "c"}),
        (r"\begin{alignat}{2} a &= b \label{x} \end{alignat}", {"x": "a &= b"}),
        (r"\begin{align} a &= b \label{x}\\ \intertext{and} c &= d \label{y}\end{align}", {"x": "a &= b", "y": "c &= d"}),
        (
            r"\begin{equation}\begin{split} a &= b\\ &= c \end{split}\label{x}\end{equation}",
            {"x": r"\begin{split} a &= b\\ &= c \end{split}"},
        ),
        (
            r"\begin{equation} \begin{pmatrix} 1 & 0\\ 0 & 1\end{pmatrix} \label{x}\end{equation}",
            {"x": r"\begin{pmatrix} 1 & 0\\ 0 & 1\end{pmatrix}"},
        ),
        (r"% \begin{equation}\label{x}\end{equation}", {}),
        (r"\% \begin{equation}\label{x}a\end{equation}", {"x": "a"}),
        (r"\\% \begin{equation}\label{x}a\end{equation}", {}),
        ("\\begin{equation}a % b \\label{y}\n+ c \\label{x}\\end{equation}", {"x": "a + c"}),
        (r"\begin{verbatim}\begin{equation}\label{x}\end{equation}\end{verbatim}", {}),
        (r"\begin{comment}\begin{equation}\label{x}\end{equation}\end{comment}", {}),
        (r"\verb|\begin{equation}| \lstinline!\end{align}! \verb*+\begin{equation}+", {}),
        (
            r"\iffalse \begin{equation}\label{x}\end{equation} \iftrue\fi \else \begin{equation}\label{y}a\end{equation}\fi",
            {"y": "a"},
        ),
        (r"\iftrue \begin{equation}\label{x}a\end{equation}\else \begin{equation}\label{y}\end{equation}\fi", {"x": "a"}),
        (
            r"\newif\ifc\ctrue\ifc\begin{equation}\label{x}a\end{equation}\fi\cfalse\ifc\begin{equation}\label{y}\end{equation}\fi",
            {"x": "a"},
        ),
        (r"\begin{document}\begin{equation}\label{x}a\end{equation}\end{document}\begin{equation}\label{y}", {"x": "a"}),
        (r"\begin{equation}\label{x}a\end{equation}\endinput\begin{equation}\label{y}", {"x": "a"}),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else None,
)
def test_each_label_has_its_own_text(tmp_path: Path, text: str, found: dict[str, str]) -> None:
    assert texts(tmp_path, text) == found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (r"\newcommand{\k}{\kappa t}E\k", r"\kappa t"),
        (r"\newcommand\k[1]{a_{#1}}E\k{12}\k3", "a_{12}a_{3}"),
        (r"\newcommand{\k}[2][x]{#1+#2}E\k y\k[z]{y}", "x+yz+y"),
        (r"\def\k#1#2{#2#1}E\k{ab}c", "cab"),
        (r"\def\k{\j}\def\j{y}E\k", "y"),
        (r"\renewcommand{\vec}[1]{\mathbf{#1}}E\vec a", r"\mathbf{a}"),
        (r"\providecommand{\k}{a}\providecommand{\k}{b}E\k", "a"),
        (r"\DeclareMathOperator{\Tr}{Tr}E\Tr\rho", r"\operatorname{Tr}\rho"),
        (r"\DeclareMathOperator*{\Tr}{Tr}E\Tr\rho", r"\operatorname{Tr}\rho"),
        (
            r"\DeclarePairedDelimiter{\k}{\lvert}{\rvert}E\k*{a}\k{b}\k[\big]{c}",
            r"\left\lvert a\right\rvert\left\lvert b\right\rvert\left\lvert c\right\rvert",
        ),
        (r"\let\k=\kappa E\k", r"\kappa"),
        (r"{\def\k{a}}\def\k{b}{\gdef\j{c}}E\k\j", "bc"),
        (r"\def\k{a}{\def\k{b}}E\k", "a"),
        (r"\begingroup\def\k{b}\endgroup E\k", r"\k"),
        (r"\makeatletter\def\a@b{c}\makeatother\def\k{a}E\k", "a"),
        (r"\makeatletter\def\a@b{c}\def\k{\a@b}\makeatother E\k", "c"),
        (r"\newcommand{\frac}{a}E\alpha\frac x", r"\alpha ax"),
    ],
    ids=lambda value: value[:60],
)
def test_macros_are_written_out(tmp_path: Path, text: str, written: str) -> None:
    head, body = text.split("E", 1)
    assert texts(tmp_path, rf"{head}\begin{{equation}}\label{{x}}{body}\end{{equation}}") == {"x": written}


def test_environments_may_hide_in_macros(tmp_path: Path) -> None:
    head = r"\newcommand{\be}[1]{\begin{equation}\label{eq:#1}}\def\ee{\end{equation}}"
    head += r"\newenvironment{eq}{\begin{align}}{\end{align}}"
    assert texts(tmp_path, head + r"\be{x} a \ee \begin{eq} b \label{y}\end{eq}") == {"eq:x": "a", "y": "b"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            r"\def\k#1.{a}\begin{equation}\label{x}\k b.\end{equation}",
            r"the macro `\k` cannot be written out: it is defined with delimiters",
        ),
        (
            r"\newcommand{\k}[1]{#2}\begin{equation}\label{x}\k b\end{equation}",
            r"the macro `\k` cannot be written out: it has 1 argument",
        ),
        (r"\NewDocumentCommand{\k}{m}{a}\begin{equation}\label{x}\k b\end{equation}", r"it is defined by \NewDocumentCommand"),
        (r"\ifx\a\b\begin{equation}\label{x}b\end{equation}\fi", "it stands in a condition that is not decided here"),
        (r"\begin{equation}\label{x}a\ifx\a\b b\fi\end{equation}", "a condition in it is not decided here"),
    ],
    ids=lambda value: value[:40],
)
def test_what_cannot_be_written_out_is_unreadable(tmp_path: Path, text: str, why: str) -> None:
    (equation,) = read(tmp_path, text).equations
    assert why in equation.unreadable


def test_places_are_those_of_the_manuscript(tmp_path: Path) -> None:
    text = "\\newcommand{\\k}{\\kappa t}\n\\begin{equation}\n  a = \\k + bcd % no\n  \\label{x}\n\\end{equation}\n\\input{other}"
    first, second = read(tmp_path, text, other="\n\\begin{align} q \\label{y}\\end{align}").equations
    assert (first.label.file, first.label.line, first.label.column) == ("main.tex", 4, 3)
    assert first.place(first.text.index("cd")) == ("main.tex", 3, 13)
    assert first.place(first.text.index("pa")) == ("main.tex", 3, 7)  # of the macro
    assert (second.label.file, second.label.line) == ("other.tex", 2)


def test_files_are_followed_within_the_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "part.tex").write_text(r"\begin{equation}\label{y}\k\end{equation}")
    text = r"\def\k{a}\input{one}\include{sub/part}\input two.tex \begin{equation}\label{z}\k\end{equation}\input{glyphtounicode}"
    found = texts(tmp_path, text, one=r"\begin{equation}\label{x}\k\end{equation}\endinput\begin{align}", two=r"\def\k{b}")
    assert found == {"x": "a", "y": "a", "z": "b"}


def test_labels_outside_of_equations_are_known(tmp_path: Path) -> None:
    group = r"\begin{subequations}\label{g}\begin{equation}\label{x}a\end{equation}\end{subequations}"
    found = read(tmp_path, rf"\section{{A}}\label{{s}}{group}")
    assert [label.name for label in found.elsewhere] == ["s"]
    assert [(group.label.name, group.text) for group in found.groups] == [("g", "a")]


LETTERS = "abcdefghijklmnopqrstu"
POWERS = "".join(rf"\def\{a}{{\{b}\{b}}}" for a, b in pairwise(LETTERS)) + r"\def\u{x}\a"
REFUSED = {
    "open": (r"\begin{equation} a", r"line 1, column 1: `\begin{equation}` is never ended"),
    "closed": (r"a \end{align}", r"line 1, column 3: `\end{align}` ends nothing"),
    "other": (r"\begin{equation} a \end{align}", r"`\end{align}` ends nothing, where `\begin{equation}` is open"),
    "inner": (r"\begin{equation} \begin{split} a \end{equation} \end{split}", "another environment is open"),
    "nested": (r"\begin{align}\begin{equation}a\end{equation}\end{align}", r"stands in `\begin{align}`, which is not ended"),
    "list": (r"\begin{itemize}\begin{center}\end{itemize}", r"`\end{itemize}` ends nothing, where `\begin{center}` is open"),
    "list open": (r"\begin{itemize}", r"`\begin{itemize}` is never ended"),
    "verbatim": (r"\begin{verbatim} a", "this verbatim environment is never ended"),
    "brace": (r"\newcommand{\a}{b", "this `{` is never closed"),
    "bracket": (r"\newcommand{\a}[1{b}", "this `[` is never closed"),
    "iffalse": (r"\iffalse a", r"the condition `\iffalse` has no `\fi`"),
    "endless": (r"\def\a{\a}\a", "leads to more than 200000 macros"),
    "mutual": (r"\def\a{x\b}\def\b{\a y}\a", "leads to more than 200000 macros"),
    "powers": (POWERS, "more than"),
    "doubling": (r"\def\a#1{\b{#1#1}}\def\b#1{\a{#1#1}}\a{x}", "the macros write more than 4000000 characters"),
    "argument": (r"\newcommand{\a}[1]{b}\a", r"`\a` needs an argument"),
    "ten": (r"\newcommand{\a}[10]{b}", "a macro takes 0 to 9 arguments, not `10`"),
    "groups": ("{" * 2000, "more than 1000 groups inside of each other"),
    "missing": (r"\input{nothing}", r"`\input`: there is no file `nothing`"),
    "above": (r"\input{../main}", "leads out of the manuscript's folder"),
    "absolute": (r"\input{/etc/passwd}", "leads out of the manuscript's folder"),
    "circle": (r"\input{main}", "`main.tex` is read inside of itself"),
    "null": ("\\input{a\0b}", "is not a text: it has null bytes"),
}


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_unusable_is_refused_in_one_line(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ReadError) as refusal:
        read(tmp_path, text)
    assert why in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tex")
    (tmp_path / "binary.tex").write_bytes(bytes(range(256)) * 100)
    (tmp_path / "large.tex").write_bytes(b"a b c\n" * 1_700_000)  # 10 MB
    (tmp_path / "out.tex").symlink_to("/etc/hostname")
    (tmp_path / "circle.tex").symlink_to("circle.tex")
    for name, why in (
        ("pipe", "is not a file"), ("binary", "is not a text"), ("large", "at most 4000000 bytes"), ("none", "No such file"),
        ("circle", "cannot read"),
    ):  # fmt: skip
        with pytest.raises(ReadError, match=why):
            read_manuscript(tmp_path / f"{name}.tex")
    with pytest.raises(ReadError, match="is not a file"):
        read_manuscript(tmp_path)
    with pytest.raises(ReadError, match="`out` leads out of the manuscript's folder"):
        read(tmp_path, r"\input{out}")


def test_all_files_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_BYTES", 1000)
    with pytest.raises(ReadError, match="at most 1000 bytes in all"):
        read(tmp_path, r"\input{a}\input{a}\input{a}", a="x" * 400)


def test_latin_1_and_windows_lines_are_read(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_bytes("é\r\n\\begin{equation}\r\n\\label{x}a\\end{equation}".encode("latin-1"))
    (equation,) = read_manuscript(tmp_path / "main.tex").equations
    assert (equation.label.line, equation.text.strip()) == (3, "a")


PARTS = [
    r"\begin{equation}", r"\end{equation}", r"\begin{align}", r"\end{align}", r"\label{x}", r"\label{eq:61}", "{", "}", "[",
    "]", "&", "\\\\", "#1", "#", r"\newcommand", r"\def", r"\a", r"\b", r"\input{main}", r"\iffalse", r"\ifx", r"\else",
    r"\fi", r"\verb|", "%", "\n", " ", "=", "a", r"\let", r"\begin{", r"\end", r"\newenvironment", r"\DeclareMathOperator",
    r"\makeatletter", "@", "*", "$", r"\newif", r"\ifc", r"\ctrue", "é", "\\",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_hostile_texts_are_read_or_refused(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(definitions, "MAX_MACROS", 2000)
    source = random.Random(seed)  # noqa: S311
    for _ in range(50):
        text = "".join(source.choice(PARTS) for _ in range(source.randint(1, 60)))
        try:
            found = read(tmp_path, text)
        except ReadError as refusal:
            assert "\n" not in str(refusal)  # noqa: PT017
        else:
            assert all(equation.text is not None and equation.place(5) for equation in found.equations)


def test_many_labels_and_rows_take_no_square_of_time(tmp_path: Path) -> None:
    labels = "".join(rf"\label{{x{k}}}" for k in range(20000)) + "a " * 20000
    rows = "b " * 20000 + "&= c" + "".join(rf"\label{{y{k}}}\\ &= d" for k in range(20000))
    text = rf"\begin{{equation}}{labels}\end{{equation}}\begin{{align}}{rows}\end{{align}}"
    assert len(read(tmp_path, text).equations) == 40000


def test_the_map_of_labels_is_toml(tmp_path: Path) -> None:
    path = tmp_path / "labels.toml"
    for text in ('"a:b" = "eq.1"\nc = ""', '[labels]\n"a:b" = "eq.1"\nc = ""'):
        path.write_text(text)
        assert read_labels(path) == {"a:b": "eq.1", "c": ""}
    wrong = {"a = 1": "a label has an id", "a = ": "is not TOML", "[a]\nb = 'c'": "a label has an id", "\0": "null bytes"}
    for text, why in wrong.items():
        path.write_text(text)
        with pytest.raises(ReadError, match=why):
            read_labels(path)
