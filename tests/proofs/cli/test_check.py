"""`bornproof check` as a user meets it: sectors, averages, LaTeX, Unicode, manuscripts; exit codes, and one line for errors."""

import json
import re
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import Command

PAPER_TEX = Path(__file__).parent.parent / "checks" / "manuscript" / "paper.tex"
SINGLET = r"\begin{equation}\rho_{12}(t)=-q\sqrt{1-q^2}e^{-\kappa t/2}\label{eq:61}\end{equation}"


@pytest.fixture
def command(command: Command) -> Command:
    return partial(command, "check")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--n", "5", "--signs=+-+-", "--entry", "3,3", "rho0[3,3]*x**3 + rho0[5,5]*(x**3 - x**4)"], 0, "equal: proved"),
        (["--signs=+-+-", "--entry", "3,3", "rho0[3,3]*x**3 + rho0[5,5]*(x**3 + x**4)"], 1, "different: at "),
        (["--signs=-", "--entry", "1,2", "--", "-rho0[1,2]"], 1, "different: at "),
        (["--signs=-", "--entry=2,1", "exp(-kappa*t/2)*conj(rho0[1,2])"], 0, "equal: proved"),
        (["--signs=+-", "--p", "1/4,1/4,1/2", "--entry", "2,2", "1 - 3*x/4"], 0, "equal: proved"),
        (["--signs=+-", "--p", "1/4,1/4,1/2", "--entry", "2,2", "1 - x/4"], 1, "different: at "),
        (["--average", "--n", "2", "--entry", "1,1", "p[1]"], 0, "equal: proved"),
        (["--average", "--n", "3", "--entry", "1,1", "p[1]"], 1, "different: at "),
        (["--average", "--p", "1/4,1/4,1/2", "--entry", "3,3", "1/2 - x/4 + x**2/4"], 0, "equal: proved"),
        (["--signs=+", "--entry", "1,2", "--latex", r"\rho_{12}(t) = \rho_{12}(0) e^{-\kappa t/2}"], 0, "equal: proved"),
        (["--signs=+", "--entry", "1,2", "ρ₁₂(0) e^(−κt/2)"], 0, "equal: proved"),
        (["eq.61", "ρ₁₂(t) = −q√(1 − q²) e^(−κt/2)"], 0, "equal if σ₂ ≠ 0: proved"),
        (["eq.61", "−q√(1 − q²) e^(κt/2)"], 1, "different"),
        (["eq.61", "--latex", r"-q\sqrt{1-q^2}\,e^{-\kappa t/2}"], 0, "equal if σ₂ ≠ 0: proved"),
        (["eq.31.3", "--latex", r"\rho_{12}(t)=\rho_{21}(t)=-q\sqrt{1-q^2}\,e^{-\kappa t/2}"], 0, "equal if σ₂ ≠ 0: proved"),
        (["eq.31.3", "--latex", r"\rho_{12}(t)=-q\sqrt{1-q^2}\,e^{-\kappa t/2}"], 0, "equal if σ₂ ≠ 0: proved"),
        (["eq.10", "--latex", r"P(|2\rangle) = P(\sigma_2>0)"], 0, "equal: proved"),
        (["eq.10", "--latex", r"P(\sigma_2<0)"], 1, "different"),
        (["eq.8", "--latex", r"\begin{pmatrix}0&0\\0&1\end{pmatrix}"], 0, "equal if"),
        (["eq.61", "--latex", r"-q\foo"], 2, r"line 1, column 3: `\foo` is not a command of the notation"),
        (["eq.61", "--latex", r"\rho_{22}(t) = -q"], 1, r"different: the left side is \rho_{22}(t), not \rho_{12}(t)"),
        (["--signs=+", "--entry", "1,3", "1"], 2, "an entry has two levels in 1..2, not 1 and 3"),
        (["--signs=+", "--n", "3", "--entry", "1,1", "1"], 2, "the number of levels must be one: 3 by --n, 2 by --signs"),
        (["--signs=+", "1"], 2, "the entry of rho(t) is needed, as in --entry 3,3"),
        (["--entry", "1,1", "1"], 2, "either a sector is needed"),
        (["--average", "--signs=+", "--entry", "1,1", "1"], 2, "either a sector is needed"),
        (["--average", "--entry", "1,1", "1"], 2, "the number of levels is needed"),
        (["--average", "--n", "5", "--entry", "1,1", "1"], 2, "levels must be at most 4 here, not 5"),
        (["--signs=" + "+" * 12, "--entry", "1,1", "1"], 2, "levels must be at most 10 here, not 13"),
        (["--signs=+", "--entry", "1;1", "1"], 2, "an entry must be two levels"),
        (["--signs=+", "--entry", "1,1"], 2, "check needs one formula, besides --signs and --entry, not 0 of these"),
        (["--signs=+", "--entry", "1,1", "eq.61", "1"], 2, "not 2 of these"),
        (["eq.61"], 2, "check needs an entry and a formula, not 1 of these"),
        ([], 2, "check needs an entry and a formula, not 0 of these"),
        (["eq.61", "1", "--require", "eq.61"], 2, "--require cannot be given without --manuscript"),
        (["--manuscript", str(PAPER_TEX), "--signs=+"], 2, "--signs cannot be given with --manuscript"),
        (["--manuscript", str(PAPER_TEX), "eq.61"], 2, "a formula cannot be given with --manuscript"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else None,
)
def test_answers(args: list[str], code: int, said: str, command: Command) -> None:
    found, out, err = command(*args)
    assert (found, said in (err if code == 2 else out)) == (code, True), out + err
    assert code != 2 or err.count("\n") == 1


def test_a_manuscript_in_all_forms(tmp_path: Path, command: Command) -> None:
    files = str(tmp_path / "found.json"), str(tmp_path / "found.xml")
    args = ["--manuscript", str(PAPER_TEX), "--require", "eq.39.4", "--require", "31", "--json", files[0], "--junit", files[1]]
    code, out, err = command(*args)
    assert (code, err) == (0, "")
    assert "28 same" in out or "same," in out
    plain = json.loads(Path(files[0]).read_text())
    assert plain["passed"]
    by_id = {line["id"]: line for line in plain["equations"]}
    assert by_id["eq.39.4"] == {
        "label": "eq:39.4", "id": "eq.39.4", "result": "same", "file": "sections/appendix.tex", "line": 17, "column": 89,
        "detail": "", "conditions": [], "witness": None,
    }  # fmt: skip
    assert by_id["eq.61"]["conditions"] == ["sigma[2] != 0"]
    suite = ElementTree.parse(files[1]).getroot()  # noqa: S314  (our own)
    assert (suite.get("tests"), suite.get("failures")) == ("44", "0")


def test_a_difference_is_a_failure_everywhere(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "wrong.tex"
    path.write_text(SINGLET.replace("=-q", "=q") + r"\begin{equation}\foo\label{eq:12}\end{equation}")
    code, out, _ = command("--manuscript", str(path), "--json", "-")
    plain = json.loads(out)
    assert (code, plain["passed"]) == (1, False)
    assert [(line["id"], line["result"], line["line"]) for line in plain["equations"]] == [
        ("eq.61", "different", 1), ("eq.12", "unreadable", 1),
    ]  # fmt: skip
    assert plain["equations"][0]["witness"]["yours"] != plain["equations"][0]["witness"]["true"]
    code, out, _ = command("--manuscript", str(path), "--junit", "-")
    assert (code, ElementTree.fromstring(out).get("failures")) == (1, "2")  # noqa: S314
    code, out, _ = command("--manuscript", str(path))
    assert code == 1
    assert "1 unreadable, 1 different: not all as it was proved" in out


@pytest.mark.parametrize(
    ("text", "args", "code", "said"),
    [
        (SINGLET, [], 0, "as it was proved"),
        (SINGLET, ["--require", "eq.61"], 0, "as it was proved"),
        (SINGLET, ["--require", "eq.60"], 1, "1 not found"),
        (SINGLET, ["--require", "eq.99"], 2, "no claim is called 'eq.99'"),
        (SINGLET.replace("eq:61", "fig:1"), [], 1, "no equation has a label that names an entry"),
        (SINGLET.replace("eq:61", "fig:1"), ["--map", "labels.toml"], 0, "as it was proved"),
        (SINGLET.replace("eq:61", "no"), ["--map", "labels.toml"], 1, "not found"),
        (SINGLET, ["--map", "nothing.toml"], 2, "cannot read nothing.toml"),
        (SINGLET + SINGLET, [], 2, "the label eq:61 stands already at main.tex, line 1"),
        ("", [], 1, "no equation has a label that names an entry"),
        (r"\begin{equation}", [], 2, r"main.tex, line 1, column 1: `\begin{equation}` is never ended"),
        ("\0", [], 2, "is not a text"),
        ("a b c\n" * 1_700_000, [], 2, "there must be at most 4000000 bytes in all"),
        (r"\def\a{\a\a}\a", [], 2, "leads to more than 200000 macros"),
        (None, [], 2, "cannot read main.tex: No such file or directory"),
        (SINGLET, ["--digits", "7"], 2, "digits"),
        (SINGLET, ["--json", "out.json", "--junit", "out.json"], 2, "would be written twice"),
    ],
)
def test_manuscripts_end_with_a_code_and_a_line(
    text: str | None, args: list[str], code: int, said: str, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("labels.toml").write_text('"fig:1" = "eq.61"')
    if text is not None:
        Path("main.tex").write_text(text)
    found, out, err = command("--manuscript", "main.tex", *args)
    assert (found, said in (err if code == 2 else out)) == (code, True), out + err
    assert code != 2 or err.count("\n") == 1


def test_a_condition_is_printed_as_it_can_be_typed(command: Command) -> None:
    formula = "−q√(1 − q²) e^(−κt/2)"
    condition = re.findall("equal if (.*): proved", command("eq.61", formula)[1])[0]
    assert condition == "σ₂ ≠ 0"
    assert command("eq.61", f"{formula} if {condition}")[:2] == (0, f"equal if {condition}: proved\n")


def test_a_terminal_shows_no_code(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("eq.61", "q", "--digits", "60")
    out = command(*words)[1]
    assert "σ₂ = −1" in out
    assert not {"sigma", "kappa", "**"} & set(re.findall(r"[a-z]+|[*]+", out))
    monkeypatch.setattr("bornproof.proofs.report.shown.has_unicode", lambda _: False)
    assert "sigma[2] = -1" in command(*words)[1]
