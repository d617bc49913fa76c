"""Annotations for the log of a run on GitHub: one line each, read back as the runner reads them, at the manuscript's line."""

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bornproof.proofs.baseline.snapshot import Record, sealed
from bornproof.proofs.cli import main
from bornproof.proofs.report.annotations import annotation, with_count
from msgspec import convert, to_builtins

COMMAND = re.compile(r"::error ([^:]*)::(.*)")
WRONG = "\n\n" + r"\begin{equation}\rho_{12}(t)=q\sqrt{1-q^2}e^{-\kappa t/2}\label{eq:61}\end{equation}"

HALF = """
from bornproof.proofs.ledger import Claim, Language, Ledger, Source
from bornproof.proofs.ledger.domain import Domain
from bornproof.symbolic.derivation import derivation
from sympy import Symbol

a = Symbol("a", positive=True)
domain = Domain(points=lambda: ({a: k} for k in range(1, 60)))
claim = Claim("eq.1", "1", "Half.", name="h", printed=(a / 2,), derive=lambda values: derivation("none", a / 3), domain=domain)
LEDGER = Ledger((claim,), source=Source("mine"), language=Language(names=(a,)))
"""


def read_back(line: str) -> tuple[dict[str, str], str]:
    """What the runner understands: a percent sign is undone last."""
    found = COMMAND.fullmatch(line)
    assert found, line
    pairs = (pair.split("=", 1) for pair in found[1].split(","))
    return {name: unescaped(value, property=True) for name, value in pairs}, unescaped(found[2])


def unescaped(text: str, *, property: bool = False) -> str:  # noqa: A002  (the word for it)
    for sign, code in ((":", "%3A"), (",", "%2C")) if property else ():
        text = text.replace(code, sign)
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def annotations(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, list[str], str]:
    monkeypatch.setattr(sys, "argv", ["bornproof", *args])
    with pytest.raises(SystemExit) as stop:
        main()
    captured = capsys.readouterr()
    lines = [line for line in captured.out.splitlines() if line.startswith("::")]
    return int(stop.value.code or 0), lines, captured.out + captured.err


@pytest.mark.parametrize("text", ["50% %0A %253A", "a\r\nb::error::c", "x, y: z=1", "σ₂ ≠ 0", "::stop-commands::x"])
def test_any_text_is_one_line_and_read_back(text: str) -> None:
    line = annotation(text, file=text, line=7, title=text)
    assert "\n" not in line
    assert "\r" not in line
    assert read_back(line) == ({"file": text, "line": "7", "title": text}, text)


def test_entries_that_fail(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    ids = ("verify", "eq.61", "eq.31.3", "--format", "github")
    assert annotations(capsys, monkeypatch, *ids)[:2] == (0, [])
    code, lines, out = annotations(capsys, monkeypatch, *ids, "--fail-on", "misprint, false")
    assert (code, len(lines)) == (1, 1)
    properties, message = read_back(lines[0])
    assert properties == {"title": "eq.31.3 is a misprint"}
    assert message.startswith("misprint: right: ")
    for part in ("\nprinted\n", "\nright\n", "\nwitness\n"):
        assert part in message
    assert "1 of a verdict that is to fail: eq.31.3 (misprint)" in out
    assert annotations(capsys, monkeypatch, *ids, "--fail-on", "conditional")[0] == 1


def test_what_is_unsettled_fails_whatever_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (mine := tmp_path / "mine.py").write_text(HALF)
    code, lines, _ = annotations(
        capsys, monkeypatch, "verify", "--ledger", f"{mine}:LEDGER", "--format", "github", "--fail-on", "misprint"
    )
    assert code == 1
    properties, message = read_back(lines[0])
    assert properties == {"file": str(mine), "title": "eq.1 is undecided"}
    assert message.startswith("undecided, not settled: ")


@pytest.mark.parametrize(
    ("root", "file"), [("", "paper/parts/a, b.tex"), ("paper", "parts/a, b.tex"), ("elsewhere", "{top}/paper/parts/a, b.tex")]
)
def test_a_manuscript_is_annotated_at_its_line(
    root: str, file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "paper" / "parts").mkdir(parents=True)
    (tmp_path / "paper" / "main.tex").write_text(r"\input{parts/a, b}")
    (tmp_path / "paper" / "parts" / "a, b.tex").write_text(WRONG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / root))
    args = ("check", "--manuscript", "paper/main.tex", "--require", "eq.60", "--format", "github")
    code, lines, out = annotations(capsys, monkeypatch, *args)
    assert (code, len(lines)) == (1, 2)
    properties, message = read_back(lines[0])
    assert properties == {
        "file": file.format(top=tmp_path), "line": "3", "col": str(WRONG.index("\\label") - 1), "title": "eq:61 is different",
    }  # fmt: skip
    assert message.startswith("different: at q = ")
    assert "\nproved: ρ₁₂(t) = −q√(1 − q²) e^(−κt/2)" in message
    assert read_back(lines[1])[1].startswith("not found: no label names it")
    assert out.endswith("1 different, 1 not found: not all as it was proved\n")


def test_a_manuscript_without_labels_is_annotated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    Path("main.tex").write_text("nothing")
    code, (line,), _ = annotations(capsys, monkeypatch, "check", "--manuscript", "main.tex", "--format", "github")
    properties, message = read_back(line)
    assert (code, properties["file"], properties["title"]) == (1, "main.tex", "nothing was judged")
    assert "no equation has a label that names an entry" in message


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a\n" + r"\begin{align}\rho\label{eq:61}\end{equation}", (2, 31), r"`\end{equation}` ends nothing"),
        (WRONG + WRONG, (5, WRONG.index("\\label") - 1), "the label eq:61 stands already at main.tex, line 3"),
        (r"a\input{nowhere}", (1, 2), "there is no file `nowhere`"),
        (None, None, "cannot read paper/main.tex: No such file"),
    ],
)
def test_a_manuscript_that_cannot_be_scanned(
    text: str | None,
    place: tuple[int, int] | None,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    Path("paper").mkdir()
    Path("u.xml").write_text("of the last run")
    if text is not None:
        Path("paper", "main.tex").write_text(text)
    code, (line,), out = annotations(
        capsys, monkeypatch, "check", "--manuscript", "paper/main.tex", "--format", "github", "--junit", "u.xml"
    )
    properties, message = read_back(line)
    assert code == 2
    assert properties.pop("title") == "nothing was judged"
    assert properties == ({"file": "paper/main.tex", "line": str(place[0]), "col": str(place[1])} if place else {})
    assert said in message
    assert f"bornproof: {message}\n" in out
    root = ElementTree.parse("u.xml").getroot()  # noqa: S314  (our own)
    assert (root.get("errors"), root.get("failures"), root.findtext(".//error")) == ("1", "0", message)


@pytest.mark.parametrize(
    "args",
    [
        ("verify", "eq.99"), ("verify", "eq.61", "--against", "none.json"), ("verify", "--ledger", "none.py:LEDGER"),
        ("verify", "eq.61", "--fail-on", "never"), ("baseline", "compare", "none.json"),
    ],
)  # fmt: skip
def test_a_run_that_cannot_begin_leaves_no_earlier_result(
    args: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("o.xml").write_text("of the last run")
    code, lines, _ = annotations(capsys, monkeypatch, *args, "--format", "github", "--junit", "o.xml")
    root = ElementTree.parse("o.xml").getroot()  # noqa: S314  (our own)
    assert (code, len(lines), root.get("errors")) == (2, 1, "1")
    assert read_back(lines[0])[1] == root.findtext(".//error")


def test_each_loss_is_annotated_and_strictly_each_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert annotations(capsys, monkeypatch, "baseline", "write", "b.json", "eq.12")[0] == 0
    data = json.loads(Path("b.json").read_text(encoding="utf-8"))
    (record,) = data["entries"]
    data["entries"].append(to_builtins(sealed(convert(record | {"id": "eq.61.7"}, Record))))
    Path("b.json").write_text(json.dumps(data), encoding="utf-8")
    more = ("eq.12", "eq.61", "--format", "github", "--junit", "o.xml")
    for command in (("verify", "--against", "b.json"), ("baseline", "compare", "b.json")):
        for strict, titles in ((), ["eq.61.7: entry removed"]), (("--strict",), ["eq.61: entry added", "eq.61.7: entry removed"]):
            code, lines, out = annotations(capsys, monkeypatch, *command, *more, *strict)
            assert (code, [read_back(line)[0]["title"] for line in lines]) == (1, titles)
            assert ElementTree.parse("o.xml").getroot().get("failures") == str(len(titles))  # noqa: S314
            assert "1 entry not in b.json" in out


@pytest.mark.parametrize(("number", "shown"), [(10, 0), (11, 1), (300, 1)])
def test_what_the_page_does_not_show_is_told_in_the_last_that_it_shows(number: int, shown: int) -> None:
    lines = with_count(annotation("a", title=str(one)) for one in range(number))
    assert [place for place, line in enumerate(lines) if "in its log" in line] == [9] * shown
    assert len(lines) == number
    assert not shown or f": {number - 10} more " in read_back(lines[9])[1]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("verify", "eq.61", "--strict"), "--strict is about what has changed since a baseline"),
        (("baseline", "write", "b.json", "--strict", "--format", "github"), "--strict, --format cannot be given with write"),
        (("baseline", "write", "b.json", "--junit", "b.xml"), "--junit cannot be given with write"),
        (("baseline", "compare", "b.json", "--force"), "--force cannot be given with compare"),
        (("verify", "eq.61", "--jobs", "two"), "'--jobs': it must be a whole number"),
        (("verify", "eq.61", "--timeout", "soon"), "'--timeout': it must be a number"),
        (("baseline", "fry", "b.json"), "'action': 'fry' is not one of 'write', 'compare'"),
        (("verify", "eq.61", "--fail-on", "misprints"), "no verdict is called 'misprints': there are holds, conditional"),
        (("verify", "eq.61", "--fail-on", ","), "no verdict is called ''"),
        (("verify", "eq.61", "--format", "github", "--json", "-"), "every output needs a place of its own"),
        (("verify", "eq.61", "--format", "gitlab"), "'--format': 'gitlab' is not one of"),
        (("check", "eq.61", "q", "--format", "github"), "--format cannot be given without --manuscript"),
    ],
)
def test_what_cannot_be_done(
    args: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, lines, out = annotations(capsys, monkeypatch, *args)
    assert (code, lines, out.count("\n"), said in out) == (2, [], 1, True), out
