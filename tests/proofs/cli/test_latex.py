"""`bornproof latex` and `bornproof errata` as authors and referees use them."""

import json
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from bornproof.proofs.checks import lines, run

from tests.conftest import Command


def test_the_appendix_has_stable_labels(command: Command) -> None:
    code, out, err = command("latex", "appendix", "--n", "3")
    assert (code, err) == (0, "")
    for label in ("claim:N3.rate.2", "claim:N3.Lambda.1.3", "claim:N3.solution.+-.3", "thm:from-the-top", "eq:15"):
        assert rf"\label{{{label}}}" in out
    assert "% thm.components-diagonal: holds; " in out


@pytest.mark.parametrize("words", ["appendix --n 3", "appendix --symbolic", "eq.39", "appendix --n 5 --signs=+-0+"])
def test_what_is_written_is_what_was_proved(words: str, tmp_path: Path, command: Command) -> None:
    target = tmp_path / "part.tex"
    assert command("latex", *words.split(), "-o", str(target))[0] == 0
    code, out, _ = command("check", "--manuscript", str(target))
    assert (code, "all as it was proved" in out or ": as it was proved" in out) == (0, True), out
    wrong = tmp_path / "wrong.tex"
    wrong.write_text(target.read_text().replace(r"\theta(-\sigma_", r"\theta(\sigma_", 1))
    assert command("check", "--manuscript", str(wrong))[0] == 1


def test_a_document_compiles(tmp_path: Path, command: Command) -> None:
    tex = shutil.which("pdflatex")
    if tex is None:
        pytest.skip("no pdflatex here: .ci/run compiles the same with one")
    for args in (["appendix", "--n", "2"], ["eq.39"], ["errata"], ["theorems"], ["paper"], ["note"]):
        target = tmp_path / "document.tex"
        assert command("latex", *args, "--standalone", "-o", str(target))[0] == 0
        compiler = [tex, "-interaction=nonstopmode", "-halt-on-error", target.name]
        done = subprocess.run(compiler, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603  (our own)
        assert done.returncode == 0, done.stdout[-2000:]
        assert "undefined" not in done.stdout
        assert args != ["note"] or "Overfull" not in done.stdout


def test_a_pdf_needs_no_tex(tmp_path: Path, command: Command) -> None:
    target = tmp_path / "a.pdf"
    assert command("latex", "appendix", "--symbolic", "--pdf", str(target)) == (0, "", "")
    assert target.read_bytes().startswith(b"%PDF")


def test_what_is_not_proved_is_not_written(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "unproved", lambda *_: iter(["claim:N2.rate.1: no"]))
    target = tmp_path / "a.tex"
    code, _, err = command("latex", "appendix", "--n", "2", "-o", str(target))
    assert (code, target.exists()) == (2, False)
    assert "claim:N2.rate.1: no" in err
    assert command("latex", "appendix", "--n", "2", "-o", str(target), "--force")[0] == 0
    assert target.exists()


def test_a_note_states_what_is_settled_alone(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    unsettled = SimpleNamespace(entries=(SimpleNamespace(id="thm.averaged-sums", settled=False),))
    monkeypatch.setattr(run, "verify", lambda *_, **__: unsettled)
    target = tmp_path / "note.tex"
    code, _, err = command("latex", "note", "-o", str(target))
    assert (code, target.exists()) == (2, False)
    assert "this is not settled (--force writes it all the same): thm.averaged-sums" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["note", "--n", "3"], "go with the appendix"),
        (["note", "--ledger", "mine.py:LEDGER"], "the note is this paper's"),
        (["appendix", "--n", "3", "--symbolic"], "not both"),
        (["appendix", "--signs=+"], "--n N"),
        (["appendix", "--n", "4", "--signs=+"], "3 signs, not 1"),
        (["eq.39", "--n", "3"], "go with the appendix"),
        (["eq.999"], "eq.999"),
        (["appendix", "--n", "17"], "at most 16"),
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together(args: list[str], said: str, command: Command) -> None:
    code, out, err = command("latex", *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_errata(tmp_path: Path, command: Command) -> None:
    code, out, _ = command("errata", "eq.5", "eq.30", "eq.61")
    assert code == 0
    assert "(5) eq.5" in out
    assert "(30)" not in out
    files = [tmp_path / name for name in ("e.json", "e.tex", "e.pdf")]
    options = [str(part) for pair in zip(("--json", "--latex", "--pdf"), files, strict=True) for part in pair]
    assert command("errata", "eq.5", *options)[0] == 0
    (item,) = json.loads(files[0].read_text())["errata"]
    assert (item["id"], item["verdict"]) == ("eq.5", "misprint")
    assert r"\documentclass" in files[1].read_text()
    assert files[2].read_bytes().startswith(b"%PDF")


def test_another_ledger(tmp_path: Path, command: Command) -> None:
    readme = (Path(__file__).parents[3] / "proofs" / "README.md").read_text(encoding="utf-8")
    (tmp_path / "mine.py").write_text(readme.split("```python\n")[1].split("```")[0], encoding="utf-8")
    ledger = ("--ledger", f"{tmp_path}/mine.py:LEDGER")
    code, out, err = command("latex", "eq.2", *ledger)
    assert (code, err) == (0, "")
    assert r"\rho_{eg}(\tau) = " in out
    assert "Made by bornproof" in out
    assert "a lecture on decay" in out
    assert r"a e^{-\Gamma\tau}" in command("latex", "paper", *ledger)[1]
    code, out, _ = command("derive", "eq.1", *ledger)
    assert code == 0
    assert "solve it from tau = 0" in out.replace("τ", "tau")
    for words in (["latex"], ["derive"], ["latex", "theorems"]):
        code, _, err = command(*words, *ledger)
        assert code == 2
        assert "of another ledger name an entry" in err or "has no theorems" in err


def test_condition_is_equivalent_to_what_is_true_of_it(command: Command) -> None:
    out = command("latex", "eq.11.1", "--plain")[1]
    assert r"\sigma_2>0 \iff |\alpha_2\lambda_2|^2 > " in out
    assert "0 = " not in out
