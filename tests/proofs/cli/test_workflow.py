"""What other repositories take: the workflow and the hook keep to their schemas, and their own commands see a wrong sign."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bornproof.proofs.cli import main

yaml = pytest.importorskip("yaml")
ROOT = Path(__file__).parents[3]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
SOURCE = "git+https://example.org/somebody/bornproof@v0.1.0"
RIGHT = r"\begin{equation}\rho_{12}(t)=-q\sqrt{1-q^2}e^{-\kappa t/2}\label{eq:61}\end{equation}"
WRONG = RIGHT.replace("=-q", "=q")
COMMAND = f"bornproof() {{ {sys.executable} -c 'from bornproof.proofs.cli import main; main()' \"$@\"; }}\n"


def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["bornproof", "workflow", *args])
    with pytest.raises(SystemExit) as stop:
        main()
    captured = capsys.readouterr()
    return int(stop.value.code or 0), captured.out, captured.err


@pytest.fixture
def text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    code, out, _ = printed(capsys, monkeypatch, SOURCE, "--manuscript", "text/main.tex", "--baseline", "formulas.json")
    assert code == 0
    return out


def shell(script: str, folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        ["bash", "-e", "-c", COMMAND + script], cwd=folder, env=os.environ | env, capture_output=True, text=True, check=False  # noqa: S607
    )


def lint(*args: str) -> int:
    return subprocess.run([sys.executable, "-m", *args], capture_output=True, check=False).returncode  # noqa: S603


def test_the_workflow_keeps_to_its_schema(text: str, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema")
    schema = ("check_jsonschema", "--builtin-schema", "vendor.github-workflows")
    for name, content in (("right", text), ("wrong", text.replace("runs-on:", "runs-at:"))):
        (tmp_path / f"{name}.yml").write_text(content)
        assert lint(*schema, str(tmp_path / f"{name}.yml")) == (name == "wrong")


def test_the_hook_keeps_to_its_schema(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    assert lint("pre_commit", "validate-manifest", str(HOOKS)) == 0
    (tmp_path / "wrong.yaml").write_text(HOOKS.read_text().replace("entry:", "entries:"))
    assert lint("pre_commit", "validate-manifest", str(tmp_path / "wrong.yaml")) == 1


def job(text: str) -> Any:
    return yaml.safe_load(text)["jobs"]["formulas"]


def test_what_is_told_is_filled_in(text: str) -> None:
    assert job(text)["env"] == {"BORNPROOF": SOURCE, "MANUSCRIPT": "text/main.tex", "BASELINE": "formulas.json"}
    assert "<" not in text


def test_its_own_commands_see_a_wrong_sign(text: str, tmp_path: Path) -> None:
    """Of the entries one stands for all; what is installed is this checkout."""
    (tmp_path / "text").mkdir()
    commands = {step["name"]: step["run"] for step in job(text)["steps"] if "name" in step and "run" in step}
    assert list(commands) == ["entries", "manuscript", "baseline"]
    assert shell('bornproof baseline write "$BASELINE" eq.61', tmp_path, job(text)["env"]).returncode == 0
    (tmp_path / "text" / "main.tex").write_text(RIGHT)
    found = {name: shell(run + " eq.61" * (name != "manuscript"), tmp_path, job(text)["env"]) for name, run in commands.items()}
    assert {name: done.returncode for name, done in found.items()} == dict.fromkeys(commands, 0), found
    (tmp_path / "text" / "main.tex").write_text(WRONG)
    done = shell(commands["manuscript"], tmp_path, job(text)["env"])
    assert (done.returncode, done.stdout.startswith("::error file=text/main.tex,line=1,")) == (1, True)
    assert {path.name for path in tmp_path.glob("*.xml")} == {"entries.xml", "manuscript.xml", "baseline.xml"}


def test_the_command_of_the_hook_sees_a_wrong_sign(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text())
    assert not hook["pass_filenames"]
    for manuscript, code in ((RIGHT, 0), (WRONG, 1)):
        (tmp_path / "paper.tex").write_text(manuscript)
        assert shell(" ".join((hook["entry"], *hook["args"])), tmp_path, {}).returncode == code


@pytest.mark.parametrize("source", ["bornproof[dask]==0.1.0", "bornproof[dask,pdf]~=0.1", "./a-0.1.0-py3-none-any.whl", SOURCE])
def test_what_pip_takes_is_taken(source: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = printed(capsys, monkeypatch, source)
    assert (code, job(out)["env"]["BORNPROOF"]) == (0, source)


@pytest.mark.parametrize(
    "args",
    [
        ["--", "-e"], ["--", "--pre"],
        ["it's"], ["a b"], ["a\nb"], ["${{ secrets.X }}"], ["$(id)"], [SOURCE, "--manuscript", "a'b"], [SOURCE, "--baseline", ""],
    ],
)  # fmt: skip
def test_what_would_mean_something_else_there_is_refused(
    args: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = printed(capsys, monkeypatch, *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "alone, and no - first, not " in err
