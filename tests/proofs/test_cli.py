"""The command as a user meets it: results, JSON, exit codes, one clear line for unusable input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from proofs import cli


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["bornproof", *args])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    captured = capsys.readouterr()
    return int(stop.value.code or 0), captured.out, captured.err


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["verify", "eq.40"], "all settled"),
        (["show", "eq.31.3"], "misprint"),
        (["list", "eq.39"], "eq.39.4"),
        (["derive", "appendix", "--n", "3"], "Lambda_23"),
        (["derive", "appendix", "--symbolic"], "sum over the level"),
        (["derive", "eq.47"], "integrate"),
        (["solve", "--signs=-", "--p", "1/4,3/4"], "rho_22(t) = 3/4*x"),
        (["average", "--p", "1/4,3/4"], "constant in time: True"),
        (["average", "--p", "1/9,1/3,5/9"], "constant in time: False"),
        (["check", "eq.43", "theta(sigma[4])*(rho[1,1]+rho[2,2]+rho[3,3])-3*theta(-sigma[4])*rho[4,4]"], "equal: proved"),
        (["check", "eq.61", "--", "-q*sqrt(1-q**2)*exp(-kappa*t/2)"], "equal if"),
    ],
    ids=" ".join,
)
def test_success(
    args: list[str], expected: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = run(capsys, monkeypatch, *args)
    assert code == 0
    assert expected in out


def test_check_refutes_with_a_witness(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run(capsys, monkeypatch, "check", "eq.61", "q*sqrt(1-q**2)*exp(-kappa*t/2)")
    assert code == 1
    assert "different: at q = 3/5" in out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["show", "eq.399"], "nearest: "),
        (["verify", "eq.62"], "no claim is called"),
        (["derive", "appendix", "--n", "1"], "2"),
        (["derive", "appendix", "--n", "two"], "two"),
        (["solve", "--signs=+", "--p", "1/4,1/4,1/2"], "3 levels need 2 signs"),
        (["solve", "--signs=+x", "--p", "1/4,1/4,1/2"], "x"),
        (["average", "--p", "1/2,3/4"], "must sum to 1, not 5/4"),
        (["average", "--p=-1/2,3/2"], "negative"),
        (["average", "--p", "1/2,,"], ""),
        (["average", "--p", "1/0,1"], ""),
        (["verify", "eq.40", "--jobs", "0"], "jobs must be at least 1"),
        (["verify", "eq.40", "--digits", "3"], "digits must be at least 15"),
        (["verify", "eq.40", "--json", "/nowhere/report.json"], "cannot write"),
        (["check", "eq.61", "__import__('os')"], ""),
        (["check", "eq.61", "q*unknown"], "unknown"),
        (["check", "eq.39", "1"], "several lines"),
        (["frobnicate"], "frobnicate"),
        (["verify", "--frobnicate"], "frobnicate"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_unusable_input(
    args: list[str], message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = run(capsys, monkeypatch, *args)
    assert code == 2
    assert message in err
    assert err.startswith("bornproof: ")
    assert err.count("\n") == 1


def test_json_report(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.json"
    junit = tmp_path / "report.xml"
    code, _, _ = run(capsys, monkeypatch, "verify", "eq.40", "eq.61", "--json", str(target), "--junit", str(junit))
    report = json.loads(target.read_text())
    assert code == 0
    assert report["schema"] == 1
    assert [entry["id"] for entry in report["entries"]] == ["eq.40", "eq.61"]
    assert report["entries"][0]["equation"] == 40
    assert report["entries"][1]["witness"]["point"]["sigma[2]"] == "0"
    assert '<testcase classname="section Appendix" name="eq.40">' in junit.read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.json", "report.xml"]


def test_help_does_not_import_sympy() -> None:
    code = "import sys; from proofs.cli import app; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
